#include "analyse/moments.h"

#include <math.h>

struct sam_whole_moments sam_whole_moments_of_counts(const size_t *counts, int points) {
    struct sam_whole_moments moments = {0};
    for (int i = 0; i < points; i++) {
        uint64_t answer = (uint64_t)i + 1;
        moments.n += counts[i];
        moments.sum += counts[i] * answer;
        moments.squares += counts[i] * answer * answer;
    }
    return moments;
}

struct sam_number sam_whole_mean(const struct sam_whole_moments *moments) {
    if (moments->n == 0) {
        return sam_no_value(SAM_WHY_NO_ANSWERS);
    }
    return sam_value((double)moments->sum / (double)moments->n);
}

/* n sum(x^2) outgrows 64 bits from some 4e8 answers on. */
__extension__ typedef unsigned __int128 wide;

struct sam_number sam_whole_variance(const struct sam_whole_moments *m) {
    if (m->n < 2) {
        return sam_no_value(m->n == 0 ? SAM_WHY_NO_ANSWERS : SAM_WHY_ONE_RESPONDENT);
    }
    double pairs = (double)m->n * (double)(m->n - 1);
    if (m->squares <= UINT32_MAX) { /* n and the sum are smaller still */
        return sam_value((double)(m->n * m->squares - m->sum * m->sum) / pairs);
    }
    wide numerator = (wide)m->n * m->squares - (wide)m->sum * m->sum;
    return sam_value((double)numerator / pairs);
}

struct sam_group_moments sam_moments_of(const double *values, size_t n) {
    struct sam_group_moments moments = {.n = n};
    double count = (double)n;
    double shifted = 0;
    double rest = 0;
    if (n == 0) {
        return moments;
    }
    for (size_t i = 0; i < n; i++) {
        shifted += values[i] - values[0];
    }
    moments.mean = values[0] + shifted / count;
    for (size_t i = 0; i < n; i++) {
        double deviation = values[i] - moments.mean;
        rest += deviation;
        moments.m2 += deviation * deviation;
    }
    moments.m2 = fmax(0, moments.m2 - rest * rest / count);
    return moments;
}

struct sam_number sam_moments_mean(const struct sam_group_moments *moments) {
    return moments->n > 0 ? sam_value(moments->mean) : sam_no_value(SAM_WHY_NO_ANSWERS);
}

struct sam_number sam_moments_sd(const struct sam_group_moments *moments) {
    if (moments->n < 2) {
        return sam_no_value(moments->n == 0 ? SAM_WHY_NO_ANSWERS : SAM_WHY_ONE_RESPONDENT);
    }
    return sam_value(sqrt(moments->m2 / (double)(moments->n - 1)));
}

void sam_group_moments_add(struct sam_group_moments *group, double value) {
    group->n++;
    double off = value - group->mean;
    group->mean += off / (double)group->n;
    group->m2 += off * (value - group->mean);
}

void sam_group_moments_merge(struct sam_group_moments *group,
                             const struct sam_group_moments *part) {
    if (part->n == 0) {
        return;
    }
    double own = (double)group->n;
    double other = (double)part->n;
    double off = part->mean - group->mean;
    group->n += part->n;
    group->mean += off * (other / (own + other));
    group->m2 += part->m2 + off * off * (own * other / (own + other));
}
