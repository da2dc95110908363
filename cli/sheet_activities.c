/* Activities: what is planned and how it goes. */
#include "base/memory.h"
#include "base/moment.h"
#include "cli/sheets.h"
#include "model/activity.h"

#include <stdlib.h>
#include <string.h>

/* One alliance's activities, that stand together. */
static enum sam_status store_alliance(const struct sam_sheet_job *job,
                                      const struct sam_activity *list, size_t count,
                                      const char *alliance, struct sam_record_changes *changes,
                                      struct sam_err *err) {
    const char **cells = sam_xcalloc(count * SAM_RECORD_ACTIVITY_COLUMNS + 1, sizeof *cells);
    for (size_t i = 0; i < count; i++) {
        const char *row[SAM_RECORD_ACTIVITY_COLUMNS] = {list[i].id,
                                                        list[i].title,
                                                        list[i].goal,
                                                        list[i].partner,
                                                        sam_activity_status_id(list[i].status),
                                                        list[i].reason,
                                                        list[i].until};
        memcpy(cells + i * SAM_RECORD_ACTIVITY_COLUMNS, row, sizeof row);
    }
    enum sam_status status = sam_store_record(job->work->store, &sam_record_activities,
                                              job->work->study->waves[job->wave].id, alliance,
                                              cells, count, sam_moment_now(), changes, err);
    free(cells);
    return status;
}

static enum sam_status store_all(const struct sam_sheet_job *job,
                                 const struct sam_activities *activities,
                                 struct sam_record_changes *changes, struct sam_err *err) {
    const struct sam_study *study = job->work->study;
    enum sam_status status = SAM_OK;
    size_t from = 0;
    for (size_t a = 0; a < study->alliance_count && status == SAM_OK; a++) {
        size_t to = from;
        while (to < activities->count &&
               strcmp(activities->list[to].alliance, study->alliances[a].id) == 0) {
            to++;
        }
        if (activities->present[a]) {
            status = store_alliance(job, activities->list + from, to - from, study->alliances[a].id,
                                    changes, err);
        }
        from = to;
    }
    return status;
}

enum sam_status sam_take_activities(const struct sam_sheet_job *job, const struct sam_sheet *sheet,
                                    struct sam_problems *problems,
                                    struct sam_record_changes *changes, struct sam_err *err) {
    struct sam_framework *framework = NULL;
    struct sam_activities activities = {0};
    enum sam_status status =
        sam_framework_open(job->work->study, job->work->instruments, &framework, problems, err);
    /* Without goals nothing can be said of the goals in the sheet. */
    const struct sam_framework *goals =
        framework != NULL && framework->goal_count > 0 ? framework : NULL;
    if (status == SAM_OK) {
        status = sam_activities_read(sheet, job->work->study, goals, job->ignore_unknown,
                                     &activities, problems, err);
    }
    if (status == SAM_OK) {
        status = store_all(job, &activities, changes, err);
        sam_activities_fini(&activities);
    }
    sam_framework_free(framework);
    return status;
}

/* --- export ---------------------------------------------------------------------------------- */

static const struct sam_sheet_heading headings[SAM_ACTIVITY_COLUMNS] = {
    {"activity", 12, NULL}, {"alliance", 22, NULL},
    {"title", 50, NULL},    {"goal", 16, NULL},
    {"partner", 22, NULL},  {"status", 14, "on_schedule|adapted|stopped|unclear"},
    {"reason", 50, NULL},   {"planned_until", 14, NULL}};

struct giving {
    const char *alliance; /* whose are wanted */
    struct sam_sheet_table *table;
};

static bool give_row(const char *wave, const char *alliance, const char *const *cells,
                     void *context) {
    struct giving *giving = context;
    (void)wave;
    if (strcmp(alliance, giving->alliance) == 0) {
        const char *row[SAM_ACTIVITY_COLUMNS] = {
            cells[SAM_RECORD_ACTIVITY], alliance,
            cells[SAM_RECORD_TITLE],    cells[SAM_RECORD_GOAL],
            cells[SAM_RECORD_PARTNER],  cells[SAM_RECORD_STATUS],
            cells[SAM_RECORD_REASON],   cells[SAM_RECORD_UNTIL]};
        sam_sheet_table_add(giving->table, row);
    }
    return true;
}

enum sam_status sam_give_activities(const struct sam_sheet_job *job, struct sam_sheet_table *table,
                                    struct sam_err *err) {
    const struct sam_study *study = job->work->study;
    enum sam_status status = SAM_OK;
    table->headings = headings;
    table->column_count = SAM_ACTIVITY_COLUMNS;
    for (size_t a = 0; a < study->alliance_count && status == SAM_OK; a++) {
        struct giving giving = {study->alliances[a].id, table};
        size_t before = table->row_count;
        if (job->alliance != SAM_NONE && job->alliance != a) {
            continue;
        }
        status = sam_store_visit_record(job->work->store, &sam_record_activities,
                                        study->waves[job->wave].id, give_row, &giving, err);
        /* A row to fill in. */
        if (status == SAM_OK && table->row_count == before) {
            sam_sheet_table_row(table)[SAM_ACTIVITY_ALLIANCE] = giving.alliance;
        }
    }
    return status;
}
