#include "analyse/discussion.h"

#include <math.h>
#include <string.h>

/* Means such as 4.2 / 6 must not pass or miss a bound by a rounding. */
#define SLACK 1e-9

static void hold(struct sam_topic *topic, enum sam_reason reason, double part, double *rest) {
    topic->reasons[reason] = true;
    *rest *= 1 - fmin(1, part);
}

static double camp_distance(const struct sam_statement *s) {
    double sum[2] = {0, 0};
    double n[2] = {0, 0};
    for (int answer = 1; answer <= s->points; answer++) {
        int side = 2 * answer - (s->points + 1);
        if (side != 0) {
            sum[side > 0] += answer * (double)s->counts[answer - 1];
            n[side > 0] += (double)s->counts[answer - 1];
        }
    }
    return sum[1] / n[1] - sum[0] / n[0];
}

static double gap(struct sam_voices a, struct sam_voices b) {
    if (a.n == 0 || b.n == 0) {
        return 0;
    }
    return fabs((double)a.sum / (double)a.n - (double)b.sum / (double)b.n);
}

static double largest_gap(const struct sam_statement *s) {
    struct sam_voices alliance = {s->lead.n + s->others.n, s->lead.sum + s->others.sum};
    return fmax(gap(s->lead, s->others), gap(alliance, s->account_holders));
}

static void look_at_spread(const struct sam_statement *s, struct sam_topic *topic, double *rest) {
    double range = s->points - 1;
    double ad = s->spread->ad.value;
    double mean = s->spread->mean.value;
    double favourable = s->low_is_favourable ? s->points + 1 - mean : mean;
    if (ad > sam_ad_cut(s->points) + SLACK) {
        hold(topic, SAM_REASON_DISAGREEMENT, ad / (range / 2), rest);
    } else if (favourable < (s->points + 1) / 2.0 - SLACK) {
        hold(topic, SAM_REASON_LOW_AGREED, (s->points - favourable) / range, rest);
    }
    if (sam_two_camps(s->counts, s->points)) {
        hold(topic, SAM_REASON_TWO_CAMPS, camp_distance(s) / range, rest);
    }
}

bool sam_discussion_topic(const struct sam_statement *s, struct sam_topic *topic) {
    double range = s->points - 1;
    double rest = 1;
    memset(topic->reasons, 0, sizeof topic->reasons);
    if (s->spread->n >= 2) {
        look_at_spread(s, topic, &rest);
    }
    double apart = largest_gap(s) / range;
    if (apart >= SAM_ROLE_GAP - SLACK) {
        hold(topic, SAM_REASON_ROLE_GAP, apart, &rest);
    }
    double reacted = (double)(s->spread->n + s->dont_know);
    if (s->dont_know >= 2 && (double)s->dont_know >= SAM_DONT_KNOW_SHARE * reacted - SLACK) {
        hold(topic, SAM_REASON_DONT_KNOW, (double)s->dont_know / reacted, &rest);
    }
    topic->score = 1 - rest;
    for (int reason = 0; reason < SAM_REASONS; reason++) {
        if (topic->reasons[reason]) {
            return true;
        }
    }
    return false;
}

static bool goes_before(const struct sam_topic *x, const struct sam_topic *y) {
    return x->score != y->score ? x->score > y->score : x->item < y->item;
}

/* By insertion: there are few. */
void sam_discussion_sort(struct sam_topic *topics, size_t count) {
    for (size_t i = 1; i < count; i++) {
        struct sam_topic topic = topics[i];
        size_t j = i;
        for (; j > 0 && goes_before(&topic, &topics[j - 1]); j--) {
            topics[j] = topics[j - 1];
        }
        topics[j] = topic;
    }
}
