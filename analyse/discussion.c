#include "analyse/discussion.h"

#include <math.h>

/* Means such as 4.2 / 6 must not pass or miss a bound by a rounding. */
#define SLACK 1e-9

void sam_discussion_add(struct sam_topic *topic, enum sam_reason reason, double part) {
    topic->reasons[reason] = true;
    topic->parts[reason] = fmin(1, part);
    topic->score = 1 - (1 - topic->score) * (1 - topic->parts[reason]);
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
    struct sam_voices lead = s->voices[SAM_LEAD];
    struct sam_voices others = s->voices[SAM_PARTNER];
    struct sam_voices alliance = {lead.n + others.n, lead.sum + others.sum};
    return fmax(gap(lead, others), gap(alliance, s->voices[SAM_ACCOUNT_HOLDER]));
}

static void look_at_spread(const struct sam_statement *s, struct sam_topic *topic) {
    double range = s->points - 1;
    double ad = s->spread->ad.value;
    double mean = s->spread->mean.value;
    double favourable = s->low_is_favourable ? s->points + 1 - mean : mean;
    if (ad > sam_ad_cut(s->points) + SLACK) {
        sam_discussion_add(topic, SAM_REASON_DISAGREEMENT, ad / (range / 2));
    } else if (favourable < (s->points + 1) / 2.0 - SLACK) {
        sam_discussion_add(topic, SAM_REASON_LOW_AGREED, (s->points - favourable) / range);
    }
    if (sam_two_camps(s->counts, s->points)) {
        sam_discussion_add(topic, SAM_REASON_TWO_CAMPS, camp_distance(s) / range);
    }
}

bool sam_discussion_topic(const struct sam_statement *s, struct sam_topic *topic) {
    double range = s->points - 1;
    *topic = (struct sam_topic){.item = topic->item};
    if (s->spread->n >= 2) {
        look_at_spread(s, topic);
    }
    double apart = largest_gap(s) / range;
    if (apart >= SAM_ROLE_GAP - SLACK) {
        sam_discussion_add(topic, SAM_REASON_ROLE_GAP, apart);
    }
    double reacted = (double)(s->spread->n + s->dont_know);
    if (s->dont_know >= 2 && (double)s->dont_know >= SAM_DONT_KNOW_SHARE * reacted - SLACK) {
        sam_discussion_add(topic, SAM_REASON_DONT_KNOW, (double)s->dont_know / reacted);
    }
    if (sam_has(s->change.difference) && s->change.pairs >= 2) {
        double moved = fabs(s->change.difference.value) / range;
        if (moved >= SAM_CHANGE_SHARE - SLACK) {
            sam_discussion_add(topic, SAM_REASON_CHANGE, moved);
        }
    }
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
