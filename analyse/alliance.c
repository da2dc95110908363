#include "analyse/alliance.h"

#include "analyse/bands.h"
#include "analyse/discussion.h"
#include "analyse/moments.h"
#include "analyse/ordinal.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where the current alliance is in the table. */
struct where {
    size_t a, first, rows;
};

/* --- room ---------------------------------------------------------------------------------- */

static void plan_relation(struct sam_alliance_room *room, int relation) {
    const struct sam_questionnaire *q = room->questionnaire;
    struct sam_phase_plan *plan = &room->plan[relation];
    plan->items = sam_xcalloc(q->item_count, sizeof *plan->items);
    plan->count = 0;
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].phase != SAM_PHASE_NONE && (int)sam_item_relation(q, i) == relation) {
            plan->items[plan->count++] = i;
        }
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        plan->scale[k] = SAM_NONE;
    }
    for (size_t s = 0; s < q->scale_count; s++) {
        if (q->scales[s].phase != SAM_PHASE_NONE && (int)q->scales[s].relation == relation) {
            plan->scale[q->scales[s].phase] = s;
        }
    }
    room->result.has_phase[relation] = plan->count > 0;
}

/* How people of each role answered: an answer's column is itself, or one of these. */
enum { TALLY_MISSING = SAM_MISSING, TALLY_DONT_KNOW = SAM_POINTS_MAX + 1, TALLY_COLUMNS = 16 };

/* What is no answer of this response scale counts as missing, as it does in scores. */
static void plan_tally(struct sam_alliance_room *room) {
    for (int answer = 1; answer <= room->questionnaire->points; answer++) {
        room->tally_column[answer] = (uint8_t)answer;
    }
    room->tally_column[SAM_DONT_KNOW] = TALLY_DONT_KNOW;
}

void sam_alliance_room_init(struct sam_alliance_room *room) {
    const struct sam_questionnaire *q = room->questionnaire;
    struct sam_alliance_result *result = &room->result;
    *result = (struct sam_alliance_result){0};
    room->tallies = sam_xcalloc(q->item_count, sizeof *room->tallies);
    room->item_change = sam_xcalloc(q->item_count, sizeof *room->item_change);
    result->scales = sam_xcalloc(q->scale_count, sizeof *result->scales);
    result->items = NULL;
    if (room->options->items) {
        result->items = sam_xcalloc(q->item_count, sizeof *result->items);
    }
    result->topics = sam_xcalloc(q->item_count, sizeof *result->topics);
    plan_tally(room);
    for (int relation = 0; relation < SAM_RELATIONS; relation++) {
        plan_relation(room, relation);
    }
}

void sam_alliance_room_fini(struct sam_alliance_room *room) {
    for (int relation = 0; relation < SAM_RELATIONS; relation++) {
        free(room->plan[relation].items);
    }
    free(room->tallies);
    free(room->item_change);
    free(room->result.scales);
    free(room->result.items);
    free(room->result.topics);
}

/* --- items --------------------------------------------------------------------------------- */

static struct sam_voices tally_voices(const uint32_t *tally, int points) {
    struct sam_voices voices = {0};
    for (int answer = 1; answer <= points; answer++) {
        voices.n += tally[answer];
        voices.sum += tally[answer] * (size_t)answer;
    }
    return voices;
}

static void tally_item(struct sam_alliance_room *room, const struct where *where, size_t i) {
    const struct sam_item *item = &room->questionnaire->items[i];
    const uint8_t *answer = room->answers->item[i] + where->first;
    const uint8_t *role = room->answers->role + where->first;
    const uint8_t *column = room->tally_column;
    struct sam_item_tally *t = &room->tallies[i];
    int points = room->questionnaire->points;
    uint32_t tally[SAM_ROLE_UNKNOWN + 1][TALLY_COLUMNS] = {{0}};
    for (size_t r = 0; r < where->rows; r++) {
        tally[role[r]][column[answer[r]]]++;
    }
    memset(t, 0, sizeof *t);
    for (int who = 0; who <= SAM_ROLE_UNKNOWN; who++) {
        if (room->scoring->counts[i][who] == 0) {
            continue;
        }
        for (int c = 0; c < points; c++) {
            t->counts[c] += tally[who][c + 1];
        }
        t->dont_know += tally[who][TALLY_DONT_KNOW];
        t->missing += tally[who][TALLY_MISSING];
    }
    for (int who = SAM_LEAD; who <= SAM_PARTNER; who++) {
        if (room->scoring->counts[i][who]) {
            t->voices[who] = tally_voices(tally[who], points);
        }
    }
    if (item->audience & 1U << SAM_ACCOUNT_HOLDER) {
        t->voices[SAM_ACCOUNT_HOLDER] = tally_voices(tally[SAM_ACCOUNT_HOLDER], points);
    }
    t->spread = sam_spread_of_counts(t->counts, points);
}

static void fill_item(struct sam_alliance_room *room, size_t i, bool hidden) {
    const struct sam_item_tally *t = &room->tallies[i];
    struct sam_item_score *score = &room->result.items[i];
    if (hidden) {
        struct sam_number none = sam_no_value(SAM_WHY_SUPPRESSED);
        *score = (struct sam_item_score){.mean = none,
                                         .sd = none,
                                         .rwg = none,
                                         .rwg_skewed = none,
                                         .rwg_star = none,
                                         .rwg_star_skewed = none,
                                         .ad = none,
                                         .change = {0, none}};
        return;
    }
    *score = (struct sam_item_score){
        .respondents = t->spread.n,
        .dont_know = t->dont_know,
        .missing = t->missing,
        .mean = t->spread.mean,
        .sd = t->spread.sd,
        .rwg = t->spread.rwg,
        .rwg_skewed = t->spread.rwg_skewed,
        .rwg_star = t->spread.rwg_star,
        .rwg_star_skewed = t->spread.rwg_star_skewed,
        .ad = t->spread.ad,
        .two_camps = sam_two_camps(t->counts, room->questionnaire->points),
        .change = room->item_change[i],
    };
    memcpy(score->counts, t->counts, sizeof score->counts);
    for (int who = 0; who < SAM_ROLES; who++) {
        if (t->voices[who].n >= room->options->min_group) {
            score->voices[who] = t->voices[who];
        }
    }
}

/* --- scales -------------------------------------------------------------------------------- */

static void scale_without(struct sam_scale_score *score, enum sam_why why) {
    struct sam_number none = sam_no_value(why);
    *score = (struct sam_scale_score){
        .mean = none,
        .sd = none,
        .low = none,
        .high = none,
        .index = none,
        .lowest = none,
        .highest = none,
        .zone = SAM_BAND_NONE,
        .pooled = none,
        .pooled_low = none,
        .rwg_star = none,
        .pooled_high = none,
        .rwg_skewed = none,
        .rwg_star_skewed = none,
        .rwg = none,
        .ad = none,
        .rwg_chance = none,
        .ordinal = sam_ordinal_without(why),
    };
}

static struct sam_number index_of(struct sam_number mean, int points) {
    return sam_has(mean) ? sam_value(100 * (mean.value - 1) / (points - 1)) : mean;
}

static void fill_agreement(struct sam_alliance_room *room, const struct sam_item_set *set,
                           struct sam_scale_score *score) {
    struct sam_agreement_sum sum = {0};
    size_t most = 0;
    for (size_t i = 0; i < set->count; i++) {
        const struct sam_spread *spread = &room->tallies[set->items[i]].spread;
        sam_agreement_add(&sum, spread);
        most = spread->n > most ? spread->n : most;
    }
    struct sam_agreement agreement = sam_agreement_of(&sum, room->questionnaire->points);
    score->rwg = agreement.rwg;
    score->rwg_skewed = agreement.rwg_skewed;
    score->rwg_star = agreement.rwg_star;
    score->rwg_star_skewed = agreement.rwg_star_skewed;
    score->ad = agreement.ad;
    /* Where some left an item out: for as many people as answered the item most answered. */
    score->rwg_chance = sam_has(agreement.rwg) ? sam_chance_rwg(room->chance, most, agreement.items)
                                               : agreement.rwg;
}

static size_t invited_to(const struct sam_alliance_room *room, size_t a) {
    const struct sam_analysis_options *options = room->options;
    const size_t *known = options->weight_organisation ? options->organisations : options->invited;
    return known != NULL ? known[a] : 0;
}

static void fill_scale(struct sam_alliance_room *room, const struct where *where,
                       const struct sam_scale_model *model, const struct sam_scale *scale,
                       size_t invited, struct sam_scale_score *score) {
    int points = room->questionnaire->points;
    struct sam_group_moments moments = model->groups[where->a];
    scale_without(score, SAM_WHY_NO_ANSWERS);
    score->respondents = model->people[where->a];
    fill_agreement(room, &model->set, score);
    if (moments.n == 0) {
        return;
    }
    score->mean = sam_moments_mean(&moments);
    score->sd = sam_moments_sd(&moments);
    score->index = index_of(score->mean, points);
    struct sam_range range =
        sam_interval_of(&model->basis, moments.mean, moments.n, invited, points);
    score->low = range.low;
    score->high = range.high;
    range = sam_interval_bounds(moments.mean, moments.n, invited, points);
    score->lowest = range.low;
    score->highest = range.high;
    if (scale->phase == SAM_PHASE_NONE) {
        score->zone = sam_band_of(scale->zones, score->mean, points);
        score->zone_uncertain = sam_band_uncertain(scale->zones, score->low, score->high, points);
    }
    sam_components_predict(&model->components, &moments, &score->pooled, &score->pooled_low,
                           &score->pooled_high);
    if (sam_has(score->pooled_low)) {
        /* A mean can't lie outside the response range. */
        score->pooled_low.value = fmax(score->pooled_low.value, 1);
        score->pooled_high.value = fmin(score->pooled_high.value, points);
    }
    score->ordinal = sam_ordinal_score_of(model->ordinal, where->a);
}

/* --- phase --------------------------------------------------------------------------------- */

/* Each person's own posterior: who leans where, and how many there are. */
static void fill_leaning(struct sam_alliance_room *room, const struct where *where,
                         const struct sam_phase_plan *plan, struct sam_phase_score *score) {
    enum { BLOCK = 256 };
    double log_likelihood[BLOCK][SAM_PHASES];
    uint8_t keyed[BLOCK];
    uint8_t any[BLOCK];
    for (size_t at = 0; at < where->rows; at += BLOCK) {
        size_t rows = where->rows - at < BLOCK ? where->rows - at : BLOCK;
        memset(log_likelihood, 0, rows * sizeof *log_likelihood);
        memset(any, 0, rows);
        for (size_t i = 0; i < plan->count; i++) {
            size_t item = plan->items[i];
            sam_scoring_item(room->scoring, item, where->first + at, rows, keyed);
            sam_phase_add_people(room->tables, room->questionnaire->items[item].phase, keyed, rows,
                                 log_likelihood);
            for (size_t r = 0; r < rows; r++) {
                any[r] |= keyed[r];
            }
        }
        for (size_t r = 0; r < rows; r++) {
            if (any[r] == 0) {
                continue;
            }
            enum sam_phase phase = sam_phase_leaning(room->tables, log_likelihood[r]);
            score->respondents++;
            if (phase != SAM_PHASE_NONE) {
                score->leaning[phase]++;
            }
        }
    }
}

static void fill_posterior(struct sam_alliance_room *room, const struct sam_phase_plan *plan,
                           struct sam_phase_score *score) {
    const struct sam_questionnaire *q = room->questionnaire;
    double log_likelihood[SAM_PHASES] = {0};
    double posterior[SAM_PHASES];
    for (size_t i = 0; i < plan->count; i++) {
        const struct sam_item *item = &q->items[plan->items[i]];
        const size_t *counts = room->tallies[plan->items[i]].counts;
        size_t turned[SAM_POINTS_MAX];
        for (int c = 0; c < q->points; c++) {
            turned[c] = counts[item->reverse ? q->points - 1 - c : c];
        }
        sam_phase_add_counts(room->tables, item->phase, turned, log_likelihood);
    }
    sam_phase_posterior(room->tables, log_likelihood, posterior);
    for (int k = 0; k < SAM_PHASES; k++) {
        score->posterior[k] = sam_value(posterior[k]);
    }
}

static void fill_phase(struct sam_alliance_room *room, const struct where *where, int relation) {
    const struct sam_phase_plan *plan = &room->plan[relation];
    struct sam_phase_score *score = &room->result.phase[relation];
    if (plan->count == 0) {
        sam_phase_no_data(score, SAM_WHY_NO_PHASE_ITEMS);
        return;
    }
    if (relation == SAM_RELATION_ALLIANCE && sam_single_organisation(room->options, where->a)) {
        sam_phase_no_data(score, SAM_WHY_SINGLE_ORGANISATION);
        return;
    }
    sam_phase_no_data(score, SAM_WHY_NO_ANSWERS);
    fill_leaning(room, where, plan, score);
    if (score->respondents == 0) {
        return;
    }
    fill_posterior(room, plan, score);
    for (int k = 0; k < SAM_PHASES; k++) {
        score->profile[k] = plan->scale[k] != SAM_NONE ? room->result.scales[plan->scale[k]].index
                                                       : sam_no_value(SAM_WHY_NO_PHASE_ITEMS);
    }
    sam_phase_judge(score);
}

/* --- topics -------------------------------------------------------------------------------- */

static bool is_topic(const struct sam_alliance_room *room, size_t i, struct sam_topic *topic) {
    const struct sam_item *item = &room->questionnaire->items[i];
    const struct sam_item_tally *t = &room->tallies[i];
    bool trouble = item->phase == SAM_FORMING || item->phase == SAM_STORMING;
    struct sam_statement statement = {
        .points = room->questionnaire->points,
        .low_is_favourable = item->reverse != trouble,
        .counts = t->counts,
        .spread = &t->spread,
        .dont_know = t->dont_know,
        .voices = t->voices,
        .change = room->item_change[i],
    };
    topic->item = i;
    return sam_discussion_topic(&statement, topic);
}

static void fill_topics(struct sam_alliance_room *room, const struct where *where) {
    const struct sam_questionnaire *q = room->questionnaire;
    struct sam_alliance_result *result = &room->result;
    bool single = sam_single_organisation(room->options, where->a);
    result->topic_count = 0;
    for (size_t i = 0; i < q->item_count && !result->suppressed; i++) {
        bool inside = single && sam_item_relation(q, i) == SAM_RELATION_ALLIANCE;
        /* The meeting is the partners'; what only account holders were asked is none of theirs. */
        bool theirs = sam_item_of_account_holders(q, i);
        if (!inside && !theirs && is_topic(room, i, &result->topics[result->topic_count])) {
            result->topic_count++;
        }
    }
    sam_discussion_sort(result->topics, result->topic_count);
}

/* --- all of it ----------------------------------------------------------------------------- */

static bool hidden(const struct sam_alliance_room *room, bool of_account_holders) {
    size_t people = of_account_holders ? room->result.account_holders : room->result.responded;
    return room->result.suppressed || (people > 0 && people < room->options->min_group);
}

static void count_people(struct sam_alliance_room *room, const struct where *where) {
    struct sam_alliance_result *result = &room->result;
    const uint8_t *role = room->answers->role + where->first;
    memset(result->by_role, 0, sizeof result->by_role);
    for (size_t r = 0; r < where->rows; r++) {
        result->by_role[role[r]]++;
    }
    result->account_holders = result->by_role[SAM_ACCOUNT_HOLDER];
    result->responded = where->rows - result->account_holders;
    result->suppressed = result->responded > 0 && result->responded < room->options->min_group;
}

static void fill_scales(struct sam_alliance_room *room, const struct where *where) {
    const struct sam_questionnaire *q = room->questionnaire;
    size_t invited = invited_to(room, where->a);
    bool single = sam_single_organisation(room->options, where->a);
    for (size_t s = 0; s < q->scale_count; s++) {
        struct sam_scale_score *score = &room->result.scales[s];
        bool theirs = sam_scale_of_account_holders(q, s);
        if (hidden(room, theirs)) {
            scale_without(score, SAM_WHY_SUPPRESSED);
        } else if (single && q->scales[s].relation == SAM_RELATION_ALLIANCE) {
            scale_without(score, SAM_WHY_SINGLE_ORGANISATION);
        } else {
            fill_scale(room, where, &room->scales[s], &q->scales[s], theirs ? 0 : invited, score);
        }
    }
}

static void fill_item_changes(struct sam_alliance_room *room, size_t a) {
    if (room->changes != NULL) {
        sam_item_changes_of(room->changes, a, room->item_change);
        return;
    }
    for (size_t i = 0; i < room->questionnaire->item_count; i++) {
        room->item_change[i].difference = sam_no_value(SAM_WHY_NOT_ASKED);
    }
}

void sam_alliance_compute(struct sam_alliance_room *room, size_t a) {
    const struct sam_questionnaire *q = room->questionnaire;
    const size_t *first_row = room->answers->first_row;
    struct sam_alliance_result *result = &room->result;
    struct where where = {a, first_row[a], first_row[a + 1] - first_row[a]};
    result->id = room->answers->alliance_ids[a];
    result->invited = room->options->invited != NULL ? room->options->invited[a] : 0;
    count_people(room, &where);
    fill_item_changes(room, a);
    for (size_t i = 0; i < q->item_count; i++) {
        tally_item(room, &where, i);
        if (result->items != NULL) {
            fill_item(room, i, hidden(room, sam_item_of_account_holders(q, i)));
        }
    }
    fill_scales(room, &where);
    for (int relation = 0; relation < SAM_RELATIONS; relation++) {
        if (result->suppressed) {
            sam_phase_no_data(&result->phase[relation], SAM_WHY_SUPPRESSED);
        } else {
            fill_phase(room, &where, relation);
        }
    }
    fill_topics(room, &where);
}
