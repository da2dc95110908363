#include "analyse/agreement.h"

#include "analyse/moments.h"

#include <assert.h>
#include <math.h>

double sam_null_variance_uniform(int points) {
    return (points * points - 1) / 12.0;
}

double sam_null_variance_skewed(int points) {
    static const double table[] = {1.34, 1.85, 2.90, 3.47, 5.66, 6.30, 7.31};
    assert(points >= 2 && points <= 11);
    return points >= 5 ? table[points - 5] : 0.67 * sam_null_variance_uniform(points);
}

double sam_ad_cut(int points) {
    return points / 6.0;
}

static struct sam_number deviation(const size_t *counts, int points, size_t n, double mean) {
    double sum = 0;
    for (int i = 0; i < points; i++) {
        sum += (double)counts[i] * fabs(i + 1 - mean);
    }
    return sam_value(sum / (double)n);
}

struct sam_spread sam_spread_of_counts(const size_t *counts, int points) {
    struct sam_whole_moments moments = sam_whole_moments_of_counts(counts, points);
    struct sam_number variance = sam_whole_variance(&moments);
    struct sam_spread spread = {
        .n = (size_t)moments.n,
        .mean = sam_whole_mean(&moments),
        .sd = variance,
        .variance = variance,
        .rwg = variance,
        .rwg_skewed = variance,
        .rwg_star = variance,
        .rwg_star_skewed = variance,
        .ad = variance,
    };
    if (sam_has(variance)) {
        double star = 1 - variance.value / sam_null_variance_uniform(points);
        double skewed = 1 - variance.value / sam_null_variance_skewed(points);
        spread.sd = sam_value(sqrt(variance.value));
        spread.rwg = sam_value(fmax(0, star));
        spread.rwg_skewed = sam_value(fmax(0, skewed));
        spread.rwg_star = sam_value(star);
        spread.rwg_star_skewed = sam_value(skewed);
        spread.ad = deviation(counts, points, spread.n, spread.mean.value);
    }
    return spread;
}

void sam_agreement_add(struct sam_agreement_sum *sum, const struct sam_spread *spread) {
    sum->answers += spread->n;
    if (sam_has(spread->variance)) {
        sum->items++;
        sum->variance += spread->variance.value;
        sum->ad += spread->ad.value;
    }
}

static double rwg_of(double items, double v) {
    return v >= 1 ? 0 : items * (1 - v) / (items * (1 - v) + v);
}

struct sam_agreement sam_agreement_of(const struct sam_agreement_sum *sum, int points) {
    if (sum->items == 0) {
        struct sam_number none =
            sam_no_value(sum->answers == 0 ? SAM_WHY_NO_ANSWERS : SAM_WHY_ONE_RESPONDENT);
        return (struct sam_agreement){0, none, none, none, none, none};
    }
    double items = (double)sum->items;
    double variance = sum->variance / items;
    double v = variance / sam_null_variance_uniform(points);
    double skewed = variance / sam_null_variance_skewed(points);
    return (struct sam_agreement){
        .items = sum->items,
        .rwg = sam_value(rwg_of(items, v)),
        .rwg_skewed = sam_value(rwg_of(items, skewed)),
        .rwg_star_skewed = sam_value(1 - skewed),
        .rwg_star = sam_value(1 - v),
        .ad = sam_value(sum->ad / items),
    };
}

bool sam_two_camps(const size_t *counts, int points) {
    size_t below = 0;
    size_t above = 0;
    size_t middle = 0;
    for (int answer = 1; answer <= points; answer++) {
        int side = 2 * answer - (points + 1);
        size_t *camp = side < 0 ? &below : side > 0 ? &above : &middle;
        *camp += counts[answer - 1];
    }
    size_t n = below + above + middle;
    return below >= 2 && above >= 2 && 4 * below >= n && 4 * above >= n && 5 * middle <= n;
}
