/* Notes of the meeting, on the topics of the pack. */
#include "base/memory.h"
#include "base/moment.h"
#include "cli/pipeline.h"
#include "cli/sheets.h"
#include "model/note.h"
#include "report/results.h"
#include "report/topics.h"
#include "store/erase.h"

#include <stdlib.h>
#include <string.h>

static enum sam_status store_place(const struct sam_sheet_job *job, const struct sam_note *list,
                                   size_t count, const char *wave, const char *alliance,
                                   struct sam_record_changes *changes, struct sam_err *err) {
    const char **cells = sam_xcalloc(count * SAM_RECORD_NOTE_COLUMNS + 1, sizeof *cells);
    for (size_t i = 0; i < count; i++) {
        const char *row[SAM_RECORD_NOTE_COLUMNS] = {list[i].topic,
                                                    sam_note_source_id(list[i].source),
                                                    sam_finding_id(list[i].finding),
                                                    list[i].why,
                                                    list[i].quote,
                                                    list[i].cleared ? "yes" : "",
                                                    list[i].respondent};
        memcpy(cells + i * SAM_RECORD_NOTE_COLUMNS, row, sizeof row);
    }
    enum sam_status status = sam_store_record(job->work->store, &sam_record_notes, wave, alliance,
                                              cells, count, sam_moment_now(), changes, err);
    free(cells);
    return status;
}

/* What was erased doesn't come back by an old copy of the sheet. */
static enum sam_status refuse_erased(const struct sam_sheet_job *job, const struct sam_note *note,
                                     struct sam_err *err) {
    bool erased = false;
    if (note->quote[0] == '\0' && note->respondent[0] == '\0') {
        return SAM_OK;
    }
    enum sam_status status =
        sam_store_is_erased(job->work->store, "", "", note->respondent, note->wave, &erased, err);
    if (status == SAM_OK && erased) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("%s: the personal data of wave %s, or of respondent \"%s\", were "
                            "erased; take the quotes and the respondent out of the sheet"),
                          job->path, note->wave, note->respondent);
    }
    return status;
}

static enum sam_status store_all(const struct sam_sheet_job *job, const struct sam_notes *notes,
                                 struct sam_record_changes *changes, struct sam_err *err) {
    const struct sam_study *study = job->work->study;
    enum sam_status status = SAM_OK;
    size_t from = 0;
    for (size_t i = 0; i < notes->count && status == SAM_OK; i++) {
        status = refuse_erased(job, &notes->list[i], err);
    }
    for (size_t p = 0; p < study->wave_count * study->alliance_count && status == SAM_OK; p++) {
        const char *wave = study->waves[p / study->alliance_count].id;
        const char *alliance = study->alliances[p % study->alliance_count].id;
        size_t to = from;
        while (to < notes->count && strcmp(notes->list[to].wave, wave) == 0 &&
               strcmp(notes->list[to].alliance, alliance) == 0) {
            to++;
        }
        if (notes->present[p]) {
            status = store_place(job, notes->list + from, to - from, wave, alliance, changes, err);
        }
        from = to;
    }
    return status;
}

enum sam_status sam_take_notes(const struct sam_sheet_job *job, const struct sam_sheet *sheet,
                               struct sam_problems *problems, struct sam_record_changes *changes,
                               struct sam_err *err) {
    struct sam_notes notes = {0};
    enum sam_status status = sam_notes_read(sheet, job->work->study, job->work->instruments,
                                            job->wave, job->ignore_unknown, &notes, problems, err);
    if (status == SAM_OK) {
        status = store_all(job, &notes, changes, err);
        sam_notes_fini(&notes);
    }
    return status;
}

/* --- export ---------------------------------------------------------------------------------- */

static const struct sam_sheet_heading headings[SAM_NOTE_COLUMNS] = {
    {"alliance", 20, NULL},
    {"wave", 8, NULL},
    {"topic", 18, NULL},
    {"source", 12, "interview|document|observation"},
    {"finding", 14, "confirmed|nuanced|contradicted"},
    {"why", 50, NULL},
    {"quote", 40, NULL},
    {"cleared", 9, "yes|no"},
    {"respondent", 16, NULL},
    {"about", 60, NULL}};

struct giving {
    const struct sam_sheet_job *job;
    struct sam_sheet_table *table;
    const struct sam_questionnaire *questionnaire;
    const char *alliance;
    size_t first; /* row of this alliance */
};

/* What a topic is about, in words: for the reader alone. */
static const char *about(const struct giving *g, const char *topic) {
    static const char *const phases[SAM_RELATIONS] = {N_("Phase among the partners"),
                                                      N_("Phase with the funder")};
    const struct sam_questionnaire *q = g->questionnaire;
    enum sam_lang lang = g->job->lang;
    size_t item = sam_questionnaire_item(q, topic);
    size_t scale = sam_questionnaire_scale(q, topic);
    if (item != SAM_NONE) {
        return q->items[item].text.in[lang];
    }
    if (scale != SAM_NONE) {
        return q->scales[scale].title.in[lang];
    }
    for (size_t r = 0; r < SAM_RELATIONS; r++) {
        if (strcmp(topic, sam_phase_topics[r]) == 0) {
            return sam_tr_in(lang, phases[r]);
        }
    }
    return "";
}

static bool give_row(const char *wave, const char *alliance, const char *const *cells,
                     void *context) {
    struct giving *g = context;
    if (strcmp(alliance, g->alliance) == 0) {
        const char *row[SAM_NOTE_COLUMNS] = {alliance,
                                             wave,
                                             cells[SAM_RECORD_TOPIC],
                                             cells[SAM_RECORD_SOURCE],
                                             cells[SAM_RECORD_FINDING],
                                             cells[SAM_RECORD_WHY],
                                             cells[SAM_RECORD_QUOTE],
                                             cells[SAM_RECORD_CLEARED],
                                             cells[SAM_RECORD_RESPONDENT],
                                             about(g, cells[SAM_RECORD_TOPIC])};
        sam_sheet_table_add(g->table, row);
    }
    return true;
}

/* A row to fill in, unless the meeting's note on it is there already. */
static void offer(const struct giving *g, const char *topic) {
    const struct sam_sheet_table *table = g->table;
    const char *interview = sam_note_source_id(SAM_NOTE_INTERVIEW);
    for (size_t i = g->first; i < table->row_count; i++) {
        const char *const *row = table->cells + i * table->column_count;
        if (strcmp(row[SAM_NOTE_TOPIC], topic) == 0 &&
            strcmp(row[SAM_NOTE_SOURCE], interview) == 0) {
            return;
        }
    }
    const char *row[SAM_NOTE_COLUMNS] = {[SAM_NOTE_ALLIANCE] = g->alliance,
                                         [SAM_NOTE_WAVE] =
                                             g->job->work->study->waves[g->job->wave].id,
                                         [SAM_NOTE_TOPIC] = topic,
                                         [SAM_NOTE_SOURCE] = interview,
                                         [SAM_NOTE_ABOUT] = about(g, topic)};
    for (size_t i = 0; i < SAM_NOTE_COLUMNS; i++) {
        row[i] = row[i] != NULL ? row[i] : "";
    }
    sam_sheet_table_add(g->table, row);
}

/* The pack's topics, and the phases that the questionnaire asks about. */
static void offer_topics(const struct giving *g, const struct sam_results_alliance *alliance) {
    const struct sam_alliance_result *result = &alliance->result;
    for (size_t i = 0; i < result->topic_count && i < SAM_TOPICS_SHOWN; i++) {
        offer(g, g->questionnaire->items[result->topics[i].item].id);
    }
    for (int r = 0; r < SAM_RELATIONS; r++) {
        bool asked = false;
        for (size_t s = 0; s < g->questionnaire->scale_count; s++) {
            const struct sam_scale *scale = &g->questionnaire->scales[s];
            asked = asked || (scale->phase != SAM_PHASE_NONE && (int)scale->relation == r);
        }
        if (asked) {
            offer(g, sam_phase_topics[r]);
        }
    }
}

static enum sam_status give_alliance(const struct sam_sheet_job *job, size_t a,
                                     const struct sam_results *results,
                                     struct sam_sheet_table *table, struct sam_err *err) {
    struct giving g = {job, table, results->questionnaire, job->work->study->alliances[a].id,
                       table->row_count};
    enum sam_status status =
        sam_store_visit_record(job->work->store, &sam_record_notes,
                               job->work->study->waves[job->wave].id, give_row, &g, err);
    for (size_t i = 0; i < results->alliance_count && status == SAM_OK; i++) {
        if (strcmp(results->alliances[i].result.id, g.alliance) == 0) {
            offer_topics(&g, &results->alliances[i]);
        }
    }
    return status;
}

enum sam_status sam_give_notes(const struct sam_sheet_job *job, struct sam_sheet_table *table,
                               struct sam_err *err) {
    const struct sam_study *study = job->work->study;
    struct sam_results *results = NULL;
    char *path = sam_results_path(study, job->wave, "results.json");
    enum sam_status status = sam_results_read(path, &results, err);
    if (status == SAM_E_NOT_FOUND) {
        sam_fail(err, status, _("%s: not there yet; run `samenscan analyse` first"), path);
    }
    table->headings = headings;
    table->column_count = SAM_NOTE_COLUMNS;
    for (size_t a = 0; a < study->alliance_count && status == SAM_OK; a++) {
        if (job->alliance == SAM_NONE || job->alliance == a) {
            status = give_alliance(job, a, results, table, err);
        }
    }
    sam_results_free(results);
    free(path);
    return status;
}
