#include "report/advice.h"

#include "analyse/discussion.h"
#include "report/sentences.h"
#include "report/strengths.h"

#include <math.h>

#define STORMING_PROFILE 50
#define STORMING_PROBABILITY 0.5
#define POWER_GAP 0.25 /* of the response range */
#define SLACK 1e-9
enum { STATEMENTS_FROM = 4 }; /* fewer are too few to speak of a direction */

static double mean_of(struct sam_voices voices) {
    return (double)voices.sum / (double)voices.n;
}

static double distance(struct sam_voices a, struct sam_voices b) {
    return a.n > 0 && b.n > 0 ? fabs(mean_of(a) - mean_of(b)) : 0;
}

struct sam_gaps sam_gaps_of(const struct sam_voices voices[SAM_ROLES]) {
    struct sam_voices lead = voices[SAM_LEAD];
    struct sam_voices others = voices[SAM_PARTNER];
    struct sam_voices alliance = {lead.n + others.n, lead.sum + others.sum};
    return (struct sam_gaps){distance(lead, others),
                             distance(alliance, voices[SAM_ACCOUNT_HOLDER])};
}

bool sam_is_gap(double distance, int points) {
    return distance >= SAM_ROLE_GAP * (points - 1) - SLACK;
}

/* Adds how much more favourable a is than b about this statement. */
static void compare(const struct sam_item *item, struct sam_voices a, struct sam_voices b,
                    double *sum, size_t *count) {
    if (a.n > 0 && b.n > 0) {
        double difference = mean_of(a) - mean_of(b);
        *sum += sam_low_is_favourable(item) ? -difference : difference;
        ++*count;
    }
}

static bool is_power_gap(double *sum, size_t count, int points) {
    *sum = count > 0 ? *sum / (double)count : 0;
    return count >= STATEMENTS_FROM && fabs(*sum) >= POWER_GAP * (points - 1) - SLACK;
}

static void look_at_gaps(const struct sam_questionnaire *q,
                         const struct sam_alliance_result *result, struct sam_advice *advice) {
    for (size_t i = 0; result->items != NULL && i < q->item_count; i++) {
        const struct sam_voices *voices = result->items[i].voices;
        struct sam_voices lead = voices[SAM_LEAD];
        struct sam_voices others = voices[SAM_PARTNER];
        struct sam_voices alliance = {lead.n + others.n, lead.sum + others.sum};
        compare(&q->items[i], lead, others, &advice->lead_difference, &advice->lead_statements);
        compare(&q->items[i], alliance, voices[SAM_ACCOUNT_HOLDER], &advice->holder_difference,
                &advice->holder_statements);
    }
    advice->lead_gap = is_power_gap(&advice->lead_difference, advice->lead_statements, q->points);
    advice->holder_gap =
        is_power_gap(&advice->holder_difference, advice->holder_statements, q->points);
}

static bool is_mistrusted(const struct sam_questionnaire *q,
                          const struct sam_alliance_result *result, const char *id, int sign,
                          size_t *scale) {
    size_t found = sam_questionnaire_scale(q, id);
    if (found == SAM_NONE || !sam_has(result->scales[found].mean) ||
        sign * (result->scales[found].mean.value - (q->points + 1) / 2.0) <= SLACK) {
        return false;
    }
    *scale = found;
    return true;
}

struct sam_advice sam_advice_of(const struct sam_questionnaire *q,
                                const struct sam_alliance_result *result) {
    struct sam_advice advice = {.what = SAM_ADVISE_MEETING};
    advice.low_response = sam_turnout_of(result->responded, result->invited) == SAM_TURNOUT_LOW;
    if (result->responded == 0) {
        advice.what = SAM_ADVISE_ASK;
        return advice;
    }
    if (sam_interview_only(result)) {
        advice.what = SAM_ADVISE_INTERVIEW;
        return advice;
    }
    const struct sam_phase_score *phase = &result->phase[SAM_RELATION_ALLIANCE];
    struct sam_number profile = phase->profile[SAM_STORMING];
    struct sam_number probable = phase->posterior[SAM_STORMING];
    advice.storming = result->has_phase[SAM_RELATION_ALLIANCE] && !result->suppressed &&
                      phase->verdict != SAM_VERDICT_NO_DATA &&
                      ((sam_has(profile) && profile.value >= STORMING_PROFILE - SLACK) ||
                       (sam_has(probable) && probable.value >= STORMING_PROBABILITY - SLACK));
    advice.mistrust = is_mistrusted(q, result, "trust", -1, &advice.mistrust_scale) ||
                      is_mistrusted(q, result, "mistrust", 1, &advice.mistrust_scale);
    look_at_gaps(q, result, &advice);
    if (advice.storming || advice.mistrust || advice.lead_gap || advice.holder_gap) {
        advice.what = SAM_ADVISE_INTERVIEWS;
    }
    return advice;
}
