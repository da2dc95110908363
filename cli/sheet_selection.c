/* Which stories were chosen, and in which words they may be shared. */
#include "base/memory.h"
#include "base/moment.h"
#include "base/utf8.h"
#include "cli/gather_stories.h"
#include "cli/sheets.h"
#include "model/selection.h"
#include "report/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum sam_status refuse_others(const struct sam_sheet_job *job, struct sam_err *err) {
    const char *wave = job->work->study->waves[job->wave].id;
    return job->work->instruments->of_wave[job->wave]->story != NULL
               ? SAM_OK
               : sam_fail(err, SAM_E_USAGE,
                          _("wave %s collects no stories: its questionnaire %s has no \"story\"; "
                            "name another wave with --wave"),
                          wave, job->work->instruments->of_wave[job->wave]->id);
}

/* --- import ---------------------------------------------------------------------------------- */

static enum sam_status store_alliance(const struct sam_sheet_job *job,
                                      const struct sam_choice *list, size_t count,
                                      const struct sam_known_story *stories, size_t alliance,
                                      struct sam_record_changes *changes, struct sam_err *err) {
    enum { NUMBER = 24 };
    const struct sam_study *study = job->work->study;
    const char **cells = sam_xcalloc(count * SAM_RECORD_SELECTION_COLUMNS + 1, sizeof *cells);
    char(*numbers)[3][NUMBER] = sam_xcalloc(count + 1, sizeof *numbers);
    for (size_t i = 0; i < count; i++) {
        snprintf(numbers[i][0], NUMBER, "%zu", stories[list[i].story].number);
        snprintf(numbers[i][1], NUMBER, "%d", list[i].round);
        snprintf(numbers[i][2], NUMBER, "%d", list[i].version);
        const char *row[SAM_RECORD_SELECTION_COLUMNS] = {numbers[i][0],
                                                         list[i].round > 0 ? numbers[i][1] : "",
                                                         list[i].chosen_by,
                                                         list[i].reason,
                                                         list[i].cleared[0] != '\0' ? numbers[i][2]
                                                                                    : "",
                                                         list[i].cleared,
                                                         list[i].title,
                                                         list[i].text};
        memcpy(cells + i * SAM_RECORD_SELECTION_COLUMNS, row, sizeof row);
    }
    enum sam_status status = sam_store_record(
        job->work->store, &sam_record_selection, study->waves[job->wave].id,
        study->alliances[alliance].id, cells, count, sam_moment_now(), changes, err);
    free(cells);
    free(numbers);
    return status;
}

static enum sam_status store_all(const struct sam_sheet_job *job,
                                 const struct sam_selection *selection,
                                 const struct sam_known_story *stories,
                                 struct sam_record_changes *changes, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    size_t from = 0;
    for (size_t a = 0; a < job->work->study->alliance_count && status == SAM_OK; a++) {
        size_t to = from;
        while (to < selection->count && stories[selection->list[to].story].alliance == a) {
            to++;
        }
        if (selection->present[a]) {
            status =
                store_alliance(job, selection->list + from, to - from, stories, a, changes, err);
        }
        from = to;
    }
    return status;
}

enum sam_status sam_take_selection(const struct sam_sheet_job *job, const struct sam_sheet *sheet,
                                   struct sam_problems *problems,
                                   struct sam_record_changes *changes, struct sam_err *err) {
    const struct sam_study *study = job->work->study;
    struct sam_gathered_stories gathered = {0};
    struct sam_selection selection = {0};
    struct sam_known_story *stories = NULL;
    size_t count = 0;
    enum sam_status status = refuse_others(job, err);
    if (status == SAM_OK) {
        status = sam_gather_stories(job->work, job->wave, &gathered, err);
    }
    if (status == SAM_OK) {
        stories = sam_xcalloc(gathered.count + 1, sizeof *stories);
        for (size_t i = 0; i < gathered.count; i++) {
            const struct sam_told *story = &gathered.list[i];
            size_t alliance = sam_study_alliance(study, story->alliance);
            if (alliance != SAM_NONE) {
                stories[count++] =
                    (struct sam_known_story){story->number, alliance, story->version};
            }
        }
        status = sam_selection_read(sheet, study, stories, count, job->ignore_unknown, &selection,
                                    problems, err);
    }
    if (status == SAM_OK) {
        status = store_all(job, &selection, stories, changes, err);
        sam_selection_fini(&selection);
    }
    free(stories);
    sam_gathered_stories_fini(&gathered);
    return status;
}

/* --- export ---------------------------------------------------------------------------------- */

static const struct sam_sheet_heading headings[SAM_SELECTION_COLUMNS] = {
    {"story", 7, NULL},         {"round", 7, NULL},       {"chosen_by", 24, NULL},
    {"reason", 40, NULL},       {"cleared", 9, "yes|no"}, {"cleared_title", 24, NULL},
    {"cleared_text", 50, NULL}, {"version", 8, NULL},     {"alliance", 20, NULL},
    {"consent", 10, NULL},      {"names", 24, NULL},      {"text", 80, NULL}};

struct giving {
    const struct sam_sheet_job *job;
    struct sam_sheet_table *table;
    const struct sam_questionnaire *questionnaire;
    struct sam_names *names;
    const struct sam_told *story; /* at hand */
    const char **about;           /* the cells about it */
    bool given;                   /* a row of this story */
};

/* As much as a sheet that is taken in may have in a cell. */
static const char *cell_of(const struct giving *g, struct sam_buf *text) {
    const char *copy = "";
    if (text->data != NULL) {
        text->data[sam_utf8_cut(text->data, text->length, SAM_SHEET_CELL)] = '\0';
        copy = sam_arena_strdup(g->table->arena, text->data);
    }
    sam_buf_fini(text);
    return copy;
}

/* The story as one text, its parts apart by empty lines. */
static const char *whole_text(const struct giving *g, const struct sam_told *story) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    for (size_t k = 0; k < g->questionnaire->open_count; k++) {
        if (story->parts[k].text != NULL) {
            sam_buf_printf(&text, "%s%s", text.length > 0 ? "\n\n" : "", story->parts[k].text);
        }
    }
    return cell_of(g, &text);
}

static const char *found_names(const struct giving *g, const struct sam_told *story) {
    struct sam_name_flag flags[SAM_NAME_FLAGS];
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    for (size_t k = 0; k < g->questionnaire->open_count; k++) {
        const char *part = story->parts[k].text;
        size_t count = part != NULL ? sam_names_find(g->names, part, flags) : 0;
        for (size_t i = 0; i < count; i++) {
            sam_buf_text(&text, text.length > 0 ? ", " : "");
            sam_buf_append(&text, part + flags[i].at, flags[i].length);
        }
    }
    return cell_of(g, &text);
}

/* `cells` of the record, or NULL for a row to fill in. */
static void add_row(struct giving *g, const char *const *cells) {
    const char *row[SAM_SELECTION_COLUMNS];
    memcpy(row, g->about, sizeof row);
    if (cells != NULL) {
        row[SAM_SELECTION_ROUND] = cells[SAM_RECORD_ROUND];
        row[SAM_SELECTION_CHOSEN_BY] = cells[SAM_RECORD_CHOSEN_BY];
        row[SAM_SELECTION_REASON] = cells[SAM_RECORD_CHOSEN_WHY];
        row[SAM_SELECTION_CLEARED] = cells[SAM_RECORD_STORY_CLEARED];
        row[SAM_SELECTION_CLEARED_TITLE] = cells[SAM_RECORD_CLEARED_TITLE];
        row[SAM_SELECTION_CLEARED_TEXT] = cells[SAM_RECORD_CLEARED_TEXT];
        /* Cleared before it was changed: to be read again, not cleared by taking the sheet in. */
        if (g->story->clearing == SAM_CLEARED_EARLIER &&
            strcmp(cells[SAM_RECORD_STORY_CLEARED], "yes") == 0) {
            row[SAM_SELECTION_CLEARED] = "no";
        }
    }
    sam_sheet_table_add(g->table, row);
    g->given = true;
}

static bool give_row(const char *wave, const char *alliance, const char *const *cells,
                     void *context) {
    struct giving *g = context;
    (void)wave;
    (void)alliance;
    if (strtoul(cells[SAM_RECORD_STORY], NULL, 10) == g->story->number) {
        add_row(g, cells);
    }
    return true;
}

static enum sam_status give_story(struct giving *g, const struct sam_told *story,
                                  struct sam_err *err) {
    char number[24];
    char version[24];
    bool consent = story->consent_report && story->consent_funder;
    snprintf(number, sizeof number, "%zu", story->number);
    snprintf(version, sizeof version, "%d", story->version);
    const char *about[SAM_SELECTION_COLUMNS] = {[SAM_SELECTION_STORY] = number,
                                                [SAM_SELECTION_ROUND] = "",
                                                [SAM_SELECTION_CHOSEN_BY] = "",
                                                [SAM_SELECTION_REASON] = "",
                                                [SAM_SELECTION_CLEARED] = "",
                                                [SAM_SELECTION_CLEARED_TITLE] = "",
                                                [SAM_SELECTION_CLEARED_TEXT] = "",
                                                [SAM_SELECTION_VERSION] = version,
                                                [SAM_SELECTION_ALLIANCE] = story->alliance,
                                                [SAM_SELECTION_CONSENT] = consent ? "yes" : "no",
                                                [SAM_SELECTION_NAMES] = found_names(g, story),
                                                [SAM_SELECTION_TEXT] = whole_text(g, story)};
    g->about = about;
    g->story = story;
    g->given = false;
    enum sam_status status =
        sam_store_visit_record(g->job->work->store, &sam_record_selection,
                               g->job->work->study->waves[g->job->wave].id, give_row, g, err);
    if (status == SAM_OK && !g->given) {
        add_row(g, NULL);
    }
    return status;
}

enum sam_status sam_give_selection(const struct sam_sheet_job *job, struct sam_sheet_table *table,
                                   struct sam_err *err) {
    const struct sam_study *study = job->work->study;
    struct sam_gathered_stories gathered = {0};
    struct giving g = {
        .job = job, .table = table, .questionnaire = job->work->instruments->of_wave[job->wave]};
    enum sam_status status = refuse_others(job, err);
    if (status == SAM_OK) {
        status = sam_gather_stories(job->work, job->wave, &gathered, err);
    }
    table->headings = headings;
    table->column_count = SAM_SELECTION_COLUMNS;
    g.names = sam_names_new(study);
    for (size_t i = 0; i < gathered.count && status == SAM_OK; i++) {
        if (job->alliance == SAM_NONE ||
            strcmp(study->alliances[job->alliance].id, gathered.list[i].alliance) == 0) {
            status = give_story(&g, &gathered.list[i], err);
        }
    }
    sam_names_free(g.names);
    sam_gathered_stories_fini(&gathered);
    return status;
}
