#include "analyse/analysis.h"

#include "analyse/alliance.h"
#include "analyse/clustered.h"
#include "analyse/differences.h"
#include "analyse/parallel.h"
#include "analyse/sides.h"
#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

/* What one thread works at. */
struct desk {
    struct sam_alliance_room room;
    struct sam_side *sides; /* room; NULL without results per item */
};

struct sam_analysis {
    struct sam_analysis_options options;
    struct sam_scoring scoring;
    struct sam_scale_model *scales;
    struct sam_chance *chance;
    struct desk *desks;
    unsigned desk_count;
    struct sam_differencing *differencing;
    struct sam_overlap overlap;
    struct sam_sides *sides; /* NULL without results per item */
};

/* Small alliances are summed this many rows at a time. */
enum { STRETCH = 4096 };

static size_t largest_alliance(const struct sam_answers *answers) {
    size_t largest = 0;
    for (size_t a = 0; a < answers->alliance_count; a++) {
        size_t rows = answers->first_row[a + 1] - answers->first_row[a];
        largest = rows > largest ? rows : largest;
    }
    return largest;
}

static void fit_scales(struct sam_analysis *analysis) {
    const struct sam_questionnaire *q = analysis->scoring.questionnaire;
    size_t largest = largest_alliance(analysis->scoring.answers);
    struct sam_fit_room room = {
        .values = sam_xcalloc(analysis->scoring.answers->respondents, sizeof *room.values),
        .sizes = sam_xcalloc(analysis->scoring.answers->alliance_count, sizeof *room.sizes),
    };
    struct sam_clusters clusters;
    struct sam_cluster_sums sums;
    sam_clusters_init(&clusters, analysis->scoring.answers, analysis->options.person);
    sam_cluster_sums_init(&sums, &clusters, q->points);
    analysis->overlap = clusters.overlap;
    room.clusters = &sums;
    sam_scores_init(&room.scores, largest > STRETCH ? largest : STRETCH, q->item_count);
    analysis->scales = sam_xcalloc(q->scale_count, sizeof *analysis->scales);
    for (size_t s = 0; s < q->scale_count; s++) {
        const struct sam_scale *scale = &q->scales[s];
        struct sam_scale_model *model = &analysis->scales[s];
        model->set = sam_item_set_of(scale->items, scale->item_count, scale->min_answered);
        model->id = scale->id;
        model->relation = scale->relation;
        sam_scale_model_fit(model, &analysis->scoring, &analysis->options, &room);
    }
    sam_scores_fini(&room.scores);
    sam_cluster_sums_fini(&sums);
    sam_clusters_fini(&clusters);
    free(room.values);
    free(room.sizes);
}

static size_t most_items(const struct sam_questionnaire *q) {
    size_t most = 1;
    for (size_t s = 0; s < q->scale_count; s++) {
        most = q->scales[s].item_count > most ? q->scales[s].item_count : most;
    }
    return most;
}

/* Without resampling an alliance takes microseconds, most of them for its text, and threads that
 * share a core take a third more of it for the same work. */
static unsigned desks_for(const struct sam_analysis_options *options, size_t alliances) {
    unsigned threads = options->resamples > 0 ? sam_threads(options->threads) : 1;
    return threads < alliances ? threads : alliances > 0 ? (unsigned)alliances : 1;
}

static void desk_init(struct desk *desk, const struct sam_analysis *analysis) {
    const struct sam_questionnaire *q = analysis->scoring.questionnaire;
    desk->room = (struct sam_alliance_room){
        .questionnaire = q,
        .answers = analysis->scoring.answers,
        .options = &analysis->options,
        .scoring = &analysis->scoring,
        .scales = analysis->scales,
        .chance = analysis->chance,
        .tables = sam_phase_tables_new(&q->phase_model),
    };
    if (analysis->options.earlier != NULL) {
        desk->room.changes = sam_item_changes_new(&analysis->scoring, &analysis->options);
    }
    if (analysis->options.items) {
        desk->sides = sam_xcalloc(q->item_count, sizeof *desk->sides);
    }
    sam_alliance_room_init(&desk->room);
}

static void desk_fini(struct desk *desk) {
    sam_alliance_room_fini(&desk->room);
    sam_item_changes_free(desk->room.changes);
    sam_phase_tables_free(desk->room.tables);
    free(desk->sides);
}

struct sam_analysis *sam_analysis_new(const struct sam_questionnaire *questionnaire,
                                      const struct sam_answers *answers,
                                      const struct sam_analysis_options *options) {
    assert(answers->first_row != NULL && answers->item_count == questionnaire->item_count);
    struct sam_analysis *analysis = sam_xcalloc(1, sizeof *analysis);
    analysis->options = *options;
    sam_scoring_init(&analysis->scoring, questionnaire, answers);
    fit_scales(analysis);
    analysis->chance = sam_chance_new(questionnaire->points, most_items(questionnaire));
    analysis->desk_count = desks_for(options, answers->alliance_count);
    analysis->desks = sam_xcalloc(analysis->desk_count, sizeof *analysis->desks);
    for (unsigned d = 0; d < analysis->desk_count; d++) {
        desk_init(&analysis->desks[d], analysis);
    }
    analysis->differencing = sam_differencing_new(&analysis->scoring, &analysis->options,
                                                  analysis->scales, analysis->desk_count);
    if (options->items) {
        analysis->sides = sam_sides_new(&analysis->scoring, &analysis->options);
    }
    return analysis;
}

void sam_analysis_free(struct sam_analysis *analysis) {
    if (analysis == NULL) {
        return;
    }
    sam_differencing_free(analysis->differencing);
    sam_sides_free(analysis->sides);
    for (size_t s = 0; s < analysis->scoring.questionnaire->scale_count; s++) {
        sam_scale_model_fini(&analysis->scales[s]);
    }
    free(analysis->scales);
    for (unsigned d = 0; d < analysis->desk_count; d++) {
        desk_fini(&analysis->desks[d]);
    }
    free(analysis->desks);
    sam_chance_free(analysis->chance);
    sam_scoring_fini(&analysis->scoring);
    free(analysis);
}

size_t sam_analysis_respondents(const struct sam_analysis *analysis) {
    return analysis->scoring.answers->respondents;
}

size_t sam_analysis_alliance_count(const struct sam_analysis *analysis) {
    return analysis->scoring.answers->alliance_count;
}

const char *sam_analysis_alliance_id(const struct sam_analysis *analysis, size_t a) {
    assert(a < sam_analysis_alliance_count(analysis));
    return analysis->scoring.answers->alliance_ids[a];
}

const struct sam_scale_summary *sam_analysis_scale(const struct sam_analysis *analysis,
                                                   size_t scale) {
    assert(scale < analysis->scoring.questionnaire->scale_count);
    return &analysis->scales[scale].summary;
}

struct sam_overlap sam_analysis_overlap(const struct sam_analysis *analysis) {
    return analysis->overlap;
}

const struct sam_compared *sam_analysis_compared(const struct sam_analysis *analysis,
                                                 size_t scale) {
    return sam_differencing_compared(analysis->differencing, scale);
}

const struct sam_side *sam_analysis_sides(const struct sam_analysis *analysis, size_t *count) {
    *count = 0;
    return analysis->sides != NULL ? sam_sides_overall(analysis->sides, count) : NULL;
}

const struct sam_questionnaire *sam_analysis_questionnaire(const struct sam_analysis *analysis) {
    return analysis->scoring.questionnaire;
}

const struct sam_answers *sam_analysis_answers(const struct sam_analysis *analysis) {
    return analysis->scoring.answers;
}

const struct sam_analysis_options *sam_analysis_options(const struct sam_analysis *analysis) {
    return &analysis->options;
}

unsigned sam_analysis_desks(const struct sam_analysis *analysis) {
    return analysis->desk_count;
}

const struct sam_alliance_result *sam_analysis_alliance_at(struct sam_analysis *analysis,
                                                           unsigned desk, size_t a) {
    assert(a < sam_analysis_alliance_count(analysis) && desk < analysis->desk_count);
    struct desk *at = &analysis->desks[desk];
    struct sam_alliance_result *result = &at->room.result;
    sam_alliance_compute(&at->room, a);
    result->differences = sam_differences_of(analysis->differencing, desk, a);
    result->side_count = 0;
    if (analysis->sides != NULL && !result->suppressed) {
        result->sides = at->sides;
        result->side_count = sam_sides_of(analysis->sides, a, at->sides);
    }
    return result;
}

const struct sam_alliance_result *sam_analysis_alliance(struct sam_analysis *analysis, size_t a) {
    return sam_analysis_alliance_at(analysis, 0, a);
}

const char *sam_verdict_id(enum sam_verdict verdict) {
    static const char *const ids[] = {"clear", "mixed", "undecided", "no_data"};
    return ids[verdict];
}

const char *sam_band_id(enum sam_band band) {
    static const char *const ids[] = {"concern", "discuss", "strength", "danger",
                                      "work",    "headway", "target",   ""};
    return ids[band];
}

const char *sam_reason_id(enum sam_reason reason) {
    static const char *const ids[] = {"low_agreed", "disagreement", "two_camps",  "role_gap",
                                      "dont_know",  "change",       "open_answer"};
    return reason < SAM_REASONS ? ids[reason] : "";
}
