#include "cli/timeline.h"

#include "base/memory.h"
#include "base/moment.h"
#include "report/results.h"
#include "report/results_read.h"
#include "store/erase.h"

#include <stdlib.h>

void sam_wave_alliances(const struct sam_study *study, size_t wave, struct sam_answers *table) {
    for (size_t i = 0; i < study->alliance_count; i++) {
        if (sam_alliance_in_wave(study, i, wave)) {
            sam_answers_add_alliance(table, study->alliances[i].id);
        }
    }
}

void sam_wave_sizes(const struct sam_study *study, size_t wave, const struct sam_questionnaire *q,
                    const struct sam_answers *table, size_t **invited, size_t **organisations) {
    *invited = sam_xcalloc(table->alliance_count, sizeof **invited);
    *organisations = sam_xcalloc(table->alliance_count, sizeof **organisations);
    for (size_t i = 0; i < study->alliance_count; i++) {
        const struct sam_alliance *alliance = &study->alliances[i];
        size_t a = sam_answers_alliance(table, alliance->id);
        if (a != SAM_NONE && sam_alliance_in_wave(study, i, wave)) {
            (*invited)[a] = sam_study_invited(study, i, q);
            /* A consortium is several organisations that answer as one partner. */
            (*organisations)[a] = alliance->partner_count;
        }
    }
}

uint32_t *sam_wave_people(const struct sam_study *study, const struct sam_answers *table) {
    uint32_t *person = sam_xcalloc(table->respondents + 1, sizeof *person);
    for (size_t row = 0; row < table->respondents; row++) {
        uint32_t who = table->respondent != NULL ? table->respondent[row] : SAM_NO_RESPONDENT;
        size_t found =
            who != SAM_NO_RESPONDENT
                ? sam_study_person(study, sam_dictionary_text(table->respondent_ids, who))
                : SAM_NONE;
        person[row] =
            found != SAM_NONE ? (uint32_t)(study->people[found].same - study->people) : UINT32_MAX;
    }
    return person;
}

static void put_analysis(struct sam_timeline_maker *maker, size_t wave,
                         struct sam_analysis *analysis) {
    const struct sam_questionnaire *then = sam_analysis_questionnaire(analysis);
    size_t count = sam_analysis_alliance_count(analysis);
    sam_timeline_begin(maker, wave, then, count);
    for (size_t a = 0; a < count; a++) {
        sam_timeline_put(maker, then, sam_analysis_alliance(analysis, a));
    }
}

/* Only what a timeline has: no tests, no statements. */
static void analyse_again(struct sam_timeline_maker *maker, size_t wave,
                          const struct sam_questionnaire *questionnaire,
                          const struct sam_analyse_settings *settings,
                          const struct sam_answers *table) {
    struct sam_analysis_options options = sam_analyse_settings_options(settings);
    size_t *invited = NULL;
    size_t *organisations = NULL;
    sam_wave_sizes(maker->study, wave, questionnaire, table, &invited, &organisations);
    options.invited = invited;
    options.organisations = organisations;
    options.resamples = 0;
    options.items = false;
    options.ordinal = false;
    struct sam_analysis *analysis = sam_analysis_new(questionnaire, table, &options);
    put_analysis(maker, wave, analysis);
    sam_analysis_free(analysis);
    free(invited);
    free(organisations);
}

static enum sam_status read_again(struct sam_timeline_maker *maker, size_t wave,
                                  struct sam_err *err) {
    struct sam_results *results = NULL;
    char *path = sam_results_path(maker->study, wave, "results.json");
    enum sam_status status = sam_results_read(path, &results, err);
    if (status == SAM_OK) {
        sam_timeline_begin(maker, wave, results->questionnaire, results->alliance_count);
        for (size_t a = 0; a < results->alliance_count; a++) {
            sam_timeline_put(maker, results->questionnaire, &results->alliances[a].result);
        }
        sam_results_free(results);
    }
    free(path);
    return status == SAM_E_NOT_FOUND ? SAM_OK : status;
}

static enum sam_status add_earlier(struct sam_timeline_maker *maker, struct sam_workspace *work,
                                   size_t wave, const struct sam_analyse_settings *settings,
                                   struct sam_err *err) {
    const struct sam_questionnaire *questionnaire = work->instruments->of_wave[wave];
    const char *id = work->study->waves[wave].id;
    char at[SAM_MOMENT_SIZE];
    bool erased = false;
    enum sam_status status = sam_store_erased_wave(work->store, id, at, &erased, err);
    if (status != SAM_OK || erased) {
        return status != SAM_OK ? status : read_again(maker, wave, err);
    }
    struct sam_left_out left_out = {0};
    struct sam_answers *table = sam_answers_new(questionnaire->item_count);
    sam_wave_alliances(work->study, wave, table);
    status = sam_store_answers(work->store, questionnaire, id, table, &left_out, err);
    if (status == SAM_OK && table->respondents > 0) {
        sam_answers_sort(table);
        analyse_again(maker, wave, questionnaire, settings, table);
    }
    sam_answers_free(table);
    return status;
}

enum sam_status sam_timeline_gather(struct sam_workspace *work, size_t wave,
                                    const struct sam_analyse_settings *settings,
                                    struct sam_analysis *analysis, struct sam_arena *arena,
                                    const struct sam_timeline **out, struct sam_err *err) {
    struct sam_timeline_maker maker = {.timeline = sam_timeline_new(work->study, arena),
                                       .study = work->study,
                                       .arena = arena,
                                       .present = wave,
                                       .questionnaire = work->instruments->of_wave[wave]};
    enum sam_status status = SAM_OK;
    for (size_t w = 0; w < wave && status == SAM_OK; w++) {
        status = add_earlier(&maker, work, w, settings, err);
    }
    *out = NULL;
    if (status == SAM_OK && maker.timeline->wave_count > 0) {
        put_analysis(&maker, wave, analysis);
        *out = maker.timeline;
    }
    return status;
}
