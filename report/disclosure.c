#include "report/disclosure.h"

#include "base/buf.h"
#include "base/memory.h"
#include "report/cell_agreement.h"
#include "report/disclosure_parts.h"
#include "report/story_sharing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Grids of docs/methods.md, section 7, on five points and on others alike: what matters is how
 * many sums of whole answers share a cell. */
static const double SCALE_STEP = 0.1;
static const double ITEM_STEP = 0.5;
/* With the attack's switch thrown: as the evaluator's own pages. */
static const double OFF_STEP = 0.01;

/* --- the ladder ------------------------------------------------------------------------------ */

/* A results.json that somebody changed opens no door. */
static struct sam_privacy floors(struct sam_privacy privacy) {
    enum { LEAST = 3 };
    privacy.bands_from = privacy.bands_from > LEAST ? privacy.bands_from : LEAST;
    privacy.means_from =
        privacy.means_from > privacy.bands_from ? privacy.means_from : privacy.bands_from;
    privacy.distributions_from = privacy.distributions_from > privacy.means_from
                                     ? privacy.distributions_from
                                     : privacy.means_from;
    return privacy;
}

static enum sam_shown ladder(const struct sam_privacy *privacy, size_t n) {
    return n < (size_t)privacy->bands_from           ? SAM_SHOW_NOTHING
           : n < (size_t)privacy->means_from         ? SAM_SHOW_BAND
           : n < (size_t)privacy->distributions_from ? SAM_SHOW_MEAN
                                                     : SAM_SHOW_ANSWERS;
}

static enum sam_withheld absent(const struct sam_alliance_result *result, struct sam_number mean) {
    return result->suppressed                        ? SAM_WITHHELD_SUPPRESSED
           : mean.why == SAM_WHY_SINGLE_ORGANISATION ? SAM_WITHHELD_SINGLE
           : mean.why == SAM_WHY_SUPPRESSED          ? SAM_WITHHELD_SUPPRESSED
           : sam_has(mean)                           ? SAM_WITHHELD_NOT
                                                     : SAM_WITHHELD_NO_ANSWERS;
}

/* The least step of one person's score: of someone who answered all statements one answer weighs
 * this much. How many others answered isn't shown, or doesn't help whoever doesn't know it. */
static double grain_of(const struct sam_scale *scale) {
    return scale->item_count > 0 ? 1 / (double)scale->item_count : 1;
}

/* The mean of a scale itself: its band, or where no statement is shown, to a tenth. */
static struct sam_cell scale_cell(const struct sam_disclosure_room *room, size_t a, size_t s) {
    const struct sam_results *results = room->results;
    const struct sam_questionnaire *q = results->questionnaire;
    const struct sam_scale *scale = &q->scales[s];
    const struct sam_alliance_result *result = &results->alliances[a].result;
    const struct sam_scale_score *score = &result->scales[s];
    enum sam_withheld why = absent(result, score->mean);
    if (why != SAM_WITHHELD_NOT) {
        return sam_cell_nothing(why, q->points);
    }
    if (room->plan->off) {
        struct sam_cell_limits none = sam_cell_unlimited(q->points);
        return sam_cell_mean(score->mean.value, score->respondents, OFF_STEP, q->points, &none);
    }
    /* One person can be an organisation of their own and half of the mean. */
    if (results->weight_organisation) {
        return sam_cell_nothing(SAM_WITHHELD_WEIGHTED, q->points);
    }
    struct sam_history history =
        room->plan->ladder_only
            ? (struct sam_history){SAM_SHOW_ANSWERS, sam_cell_unlimited(q->points)}
            : sam_history_scale(room, a, s);
    enum sam_shown shown = ladder(&room->plan->privacy, score->respondents);
    if (shown == SAM_SHOW_NOTHING) {
        return sam_cell_nothing(SAM_WITHHELD_FEW, q->points);
    }
    bool turnover = history.most < shown && history.most < SAM_SHOW_MEAN;
    if (history.most == SAM_SHOW_NOTHING) {
        return sam_cell_nothing(SAM_WITHHELD_TURNOVER, q->points);
    }
    if (!room->plan->ladder_only) {
        sam_cell_limit_insider(&history.limits, score->respondents, q->points, grain_of(scale));
    }
    if (turnover || shown == SAM_SHOW_BAND) {
        if (scale->phase != SAM_PHASE_NONE) {
            return sam_cell_nothing(turnover ? SAM_WITHHELD_TURNOVER : SAM_WITHHELD_NO_BANDS,
                                    q->points);
        }
        struct sam_cell cell = sam_cell_band(score->mean.value, score->respondents, scale->zones,
                                             q->points, &history.limits);
        cell.why = turnover ? SAM_WITHHELD_TURNOVER : cell.why;
        return cell;
    }
    /* A single statement's mean is the statement, and is no finer than one. */
    double step = scale->item_count == 1 ? ITEM_STEP : SCALE_STEP;
    return sam_cell_mean(score->mean.value, score->respondents, step, q->points, &history.limits);
}

static struct sam_cell item_cell(const struct sam_disclosure_room *room, size_t a, size_t i) {
    const struct sam_results *results = room->results;
    const int points = results->questionnaire->points;
    const struct sam_alliance_result *result = &results->alliances[a].result;
    if (result->items == NULL) {
        return sam_cell_nothing(SAM_WITHHELD_SUPPRESSED, points);
    }
    const struct sam_item_score *score = &result->items[i];
    enum sam_withheld why = absent(result, score->mean);
    if (why != SAM_WITHHELD_NOT) {
        return sam_cell_nothing(why, points);
    }
    struct sam_cell_limits limits = sam_cell_unlimited(points);
    enum sam_shown shown =
        room->plan->off ? SAM_SHOW_ANSWERS : ladder(&room->plan->privacy, score->respondents);
    if (shown < SAM_SHOW_MEAN) {
        return sam_cell_nothing(shown == SAM_SHOW_BAND ? SAM_WITHHELD_BANDS : SAM_WITHHELD_FEW,
                                points);
    }
    if (room->plan->ladder_only) {
        why = shown == SAM_SHOW_MEAN ? SAM_WITHHELD_MEANS : SAM_WITHHELD_NOT;
    } else if (!room->plan->off) {
        struct sam_history history = sam_history_item(room, a, i);
        if (history.most < SAM_SHOW_MEAN) {
            return sam_cell_nothing(SAM_WITHHELD_TURNOVER, points);
        }
        limits = history.limits;
        sam_cell_limit_insider(&limits, score->respondents, points, 1);
        shown = history.most < shown ? history.most : shown;
        why = shown == SAM_SHOW_MEAN ? SAM_WITHHELD_MEANS : SAM_WITHHELD_NOT;
        if (shown == SAM_SHOW_ANSWERS &&
            sam_cell_alike(score->counts, points, score->respondents)) {
            shown = SAM_SHOW_MEAN;
            why = SAM_WITHHELD_ALIKE;
        }
    }
    if (shown == SAM_SHOW_ANSWERS) {
        limits = sam_cell_unlimited(points);
    }
    struct sam_cell cell =
        sam_cell_mean(score->mean.value, score->respondents,
                      shown == SAM_SHOW_ANSWERS ? SCALE_STEP : ITEM_STEP, points, &limits);
    if (cell.shown == SAM_SHOW_MEAN) {
        cell.shown = shown;
        cell.why = why;
        if (shown == SAM_SHOW_ANSWERS) {
            memcpy(cell.counts, score->counts, sizeof cell.counts);
        }
    }
    return cell;
}

/* Said of a single statement only where that gives nobody away. */
static enum sam_consensus item_agreement(const struct sam_disclosure_room *room, size_t a,
                                         size_t i) {
    const int points = room->results->questionnaire->points;
    const struct sam_cell *cell = &room->plan->alliances[a].items[i];
    const struct sam_item_score *items = room->results->alliances[a].result.items;
    if (items == NULL || cell->shown < SAM_SHOW_MEAN || cell->why == SAM_WITHHELD_ALIKE ||
        (cell->shown == SAM_SHOW_MEAN && !sam_cell_agreement_may_be_said(cell, points))) {
        return SAM_CONSENSUS_TOO_FEW;
    }
    return sam_cell_agree(items[i].counts, points) ? SAM_CONSENSUS_YES : SAM_CONSENSUS_NO;
}

/* --- what rests on several cells ------------------------------------------------------------- */

/* As many of its statements are shown as a person must have answered for a score. */
static bool statements_carry(const struct sam_disclosure_room *room, size_t a, size_t s) {
    const struct sam_scale *scale = &room->results->questionnaire->scales[s];
    size_t shown = 0;
    for (size_t k = 0; k < scale->item_count; k++) {
        shown += room->plan->alliances[a].items[scale->items[k]].shown != SAM_SHOW_NOTHING;
    }
    return shown > 0 && (double)shown >= scale->min_answered * (double)scale->item_count - 1e-9;
}

static void hide_statements(struct sam_disclosure_room *room, size_t a, size_t s) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    for (size_t k = 0; k < q->scales[s].item_count; k++) {
        struct sam_cell *cell = &room->plan->alliances[a].items[q->scales[s].items[k]];
        if (cell->shown != SAM_SHOW_NOTHING) {
            *cell = sam_cell_nothing(SAM_WITHHELD_COMBINED, q->points);
        }
    }
}

static void disclose_scale(struct sam_disclosure_room *room, size_t a, size_t s) {
    struct sam_disclosed_alliance *own = &room->plan->alliances[a];
    bool guarded = !room->plan->off && !room->plan->ladder_only;
    if (guarded && statements_carry(room, a, s)) {
        own->scales[s] = sam_disclosure_score(room, a, s);
        return;
    }
    own->scales[s] = scale_cell(room, a, s);
    if (guarded && own->scales[s].shown != SAM_SHOW_NOTHING) {
        hide_statements(room, a, s);
    }
}

/* The model sees the counts of answers to its statements and nothing else of them: where all of
 * those are shown, its verdict tells nothing new. */
static bool verdict_may_be_said(const struct sam_disclosure_room *room, size_t a,
                                enum sam_relation relation) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    const struct sam_alliance_result *result = &room->results->alliances[a].result;
    if (!result->has_phase[relation] || result->suppressed ||
        result->phase[relation].verdict == SAM_VERDICT_NO_DATA) {
        return false;
    }
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].phase != SAM_PHASE_NONE && sam_item_relation(q, i) == relation &&
            room->plan->alliances[a].items[i].shown != SAM_SHOW_ANSWERS) {
            return false;
        }
    }
    return true;
}

/* Within-alliance spread over the alliances whose mean is shown, coarse and never small: its
 * interval is wide enough at any value in its cell. */
static double spread_of(const struct sam_disclosure_room *room, size_t s) {
    enum { ALLIANCES = 3, PEOPLE = 20 };
    const struct sam_results *results = room->results;
    const double quarter = 0.25 * (results->questionnaire->points - 1) / 4;
    size_t alliances = 0;
    size_t people = 0;
    double squares = 0;
    for (size_t a = 0; a < results->alliance_count; a++) {
        const struct sam_scale_score *score = &results->alliances[a].result.scales[s];
        if (room->plan->alliances[a].scales[s].shown == SAM_SHOW_MEAN && sam_has(score->sd)) {
            alliances++;
            people += score->respondents;
            squares += (double)(score->respondents - 1) * score->sd.value * score->sd.value;
        }
    }
    if (alliances < ALLIANCES || people < PEOPLE ||
        results->questionnaire->scales[s].item_count < 2) {
        return 0;
    }
    double spread = sqrt(squares / (double)(people - alliances));
    return quarter * fmax(3, ceil(spread / quarter - 1e-9));
}

/* --- the plan -------------------------------------------------------------------------------- */

static void disclose_alliance(struct sam_disclosure_room *room, size_t a) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    struct sam_disclosed_alliance *own = &room->plan->alliances[a];
    own->scales = sam_xcalloc(q->scale_count + 1, sizeof *own->scales);
    own->items = sam_xcalloc(q->item_count + 1, sizeof *own->items);
    own->item_agreement = sam_xcalloc(q->item_count + 1, sizeof *own->item_agreement);
    own->agreement = sam_xcalloc(q->scale_count + 1, sizeof *own->agreement);
    for (size_t i = 0; i < q->item_count; i++) {
        own->items[i] = item_cell(room, a, i);
    }
    for (size_t s = 0; s < q->scale_count; s++) {
        disclose_scale(room, a, s);
    }
    for (size_t i = 0; i < q->item_count; i++) {
        own->item_agreement[i] = item_agreement(room, a, i);
    }
    for (size_t s = 0; s < q->scale_count; s++) {
        own->agreement[s] = sam_disclosure_agreement(room, a, s);
    }
    for (int r = 0; r < SAM_RELATIONS; r++) {
        own->verdict[r] = verdict_may_be_said(room, a, (enum sam_relation)r);
    }
}

static void write_cell(struct sam_buf *text, const struct sam_cell *cell, int points) {
    sam_buf_printf(text, "%d %d %zu %.17g %.17g %.17g %d %d", (int)cell->shown, (int)cell->why,
                   cell->n, cell->value, cell->low, cell->high, (int)cell->first, (int)cell->last);
    for (int i = 0; i < points; i++) {
        sam_buf_printf(text, " %zu", cell->counts[i]);
    }
    sam_buf_char(text, '\n');
}

/* Of what is shown alone: a checksum of results.json would let somebody who knows nearly all
 * answers try the last one until it fits. */
static void write_checksum(const struct sam_results *results, struct sam_disclosure *plan) {
    if (results->questionnaire->story != NULL) {
        sam_story_sharing_checksum(results, plan->checksum); /* nothing else of it is shared */
        return;
    }
    const struct sam_questionnaire *q = results->questionnaire;
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_printf(&text, "%s %s %s %s\n", results->study != NULL ? results->study : "",
                   results->wave != NULL ? results->wave : "", q->id, q->version);
    for (size_t a = 0; a < results->alliance_count; a++) {
        const struct sam_alliance_result *result = &results->alliances[a].result;
        const struct sam_disclosed_alliance *own = &plan->alliances[a];
        sam_buf_printf(&text, "%s %zu %zu\n", result->id, result->invited, result->responded);
        for (size_t s = 0; s < q->scale_count; s++) {
            write_cell(&text, &own->scales[s], q->points);
            sam_buf_printf(&text, "%d\n", (int)own->agreement[s]);
        }
        for (size_t i = 0; i < q->item_count; i++) {
            write_cell(&text, &own->items[i], q->points);
            sam_buf_printf(&text, "%d\n", (int)own->item_agreement[i]);
        }
        for (int r = 0; r < SAM_RELATIONS; r++) {
            sam_buf_printf(&text, "%d\n", own->verdict[r] ? (int)result->phase[r].modal : -1);
        }
    }
    for (size_t i = 0; i < q->item_count; i++) {
        write_cell(&text, &plan->together[i].cell, q->points);
    }
    for (size_t s = 0; s < q->scale_count; s++) {
        sam_buf_printf(&text, "%.17g\n", plan->spread[s]);
    }
    sam_checksum(text.data, text.length, plan->checksum);
    sam_buf_fini(&text);
}

void sam_disclose(struct sam_results *results, const struct sam_results *const *earlier,
                  size_t earlier_count, const struct sam_disclosure_options *options) {
    const struct sam_questionnaire *q = results->questionnaire;
    struct sam_disclosure *plan = sam_xcalloc(1, sizeof *plan);
    struct sam_disclosure_room room = {results, plan, earlier, earlier_count};
    plan->privacy = floors(results->privacy);
    plan->off = options != NULL && options->off;
    plan->ladder_only = options != NULL && options->ladder_only;
    plan->alliance_count = results->alliance_count;
    plan->item_count = q->item_count;
    plan->alliances = sam_xcalloc(results->alliance_count + 1, sizeof *plan->alliances);
    plan->together = sam_xcalloc(q->item_count + 1, sizeof *plan->together);
    plan->spread = sam_xcalloc(q->scale_count + 1, sizeof *plan->spread);
    for (size_t a = 0; a < results->alliance_count; a++) {
        disclose_alliance(&room, a);
    }
    sam_disclosure_together(&room);
    for (size_t s = 0; s < q->scale_count; s++) {
        plan->spread[s] = spread_of(&room, s);
    }
    write_checksum(results, plan);
    sam_disclosure_free(results->disclosure);
    results->disclosure = plan;
}

void sam_disclosure_free(struct sam_disclosure *plan) {
    if (plan == NULL) {
        return;
    }
    for (size_t a = 0; a < plan->alliance_count; a++) {
        free(plan->alliances[a].scales);
        free(plan->alliances[a].items);
        free(plan->alliances[a].item_agreement);
        free(plan->alliances[a].agreement);
    }
    for (size_t i = 0; i < plan->item_count; i++) {
        free(plan->together[i].members);
    }
    free(plan->alliances);
    free(plan->together);
    free(plan->spread);
    free(plan);
}
