#include "cli/sheets.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

const struct sam_sheet_kind sam_sheet_kinds[] = {
    {"activities", sam_take_activities, sam_give_activities},
    {"notes", sam_take_notes, sam_give_notes},
    {"selection", sam_take_selection, sam_give_selection},
    {0}};

enum sam_status sam_sheet_kind_find(const char *option, const char *id,
                                    const struct sam_sheet_kind **kind, struct sam_err *err) {
    struct sam_buf ids;
    for (const struct sam_sheet_kind *k = sam_sheet_kinds; k->id != NULL; k++) {
        if (strcmp(k->id, id) == 0) {
            *kind = k;
            return SAM_OK;
        }
    }
    sam_buf_init(&ids, SAM_ERR_TEXT / 2);
    for (const struct sam_sheet_kind *k = sam_sheet_kinds; k->id != NULL; k++) {
        sam_buf_printf(&ids, ", %s", k->id);
    }
    enum sam_status status =
        sam_fail(err, SAM_E_USAGE, _("%s %s: must be one of: responses%s"), option, id, ids.data);
    sam_buf_fini(&ids);
    return status;
}

/* --- import ---------------------------------------------------------------------------------- */

static enum sam_status store_all(const struct sam_sheet_job *job, const struct sam_sheet_kind *kind,
                                 const struct sam_sheet *sheet, struct sam_problems *problems,
                                 struct sam_record_changes *changes, struct sam_err *err) {
    enum sam_status status = sam_store_begin(job->work->store, err);
    if (status != SAM_OK) {
        return status;
    }
    status = kind->take(job, sheet, problems, changes, err);
    if (status == SAM_OK && problems->count > 0) {
        status = SAM_E_INPUT;
    }
    if (status == SAM_OK) {
        return sam_store_commit(job->work->store, err);
    }
    sam_store_rollback(job->work->store);
    return status;
}

/* All of them, as check does. */
static enum sam_status tell_problems(const struct sam_sheet_job *job,
                                     const struct sam_problems *problems, struct sam_err *err) {
    fputs(problems->lines.data, stderr);
    if (problems->count > SAM_PROBLEMS_KEPT) {
        fprintf(stderr, _("and %zu more\n"), problems->count - SAM_PROBLEMS_KEPT);
    }
    return sam_fail(err, SAM_E_INPUT,
                    _("%s: nothing was taken in; correct the file (problems "
                      "found: %zu) and import it again"),
                    job->path, problems->count);
}

enum sam_status sam_sheet_import(const struct sam_sheet_job *job, const struct sam_sheet_kind *kind,
                                 struct sam_err *err) {
    struct sam_problems problems;
    struct sam_record_changes changes = {0};
    struct sam_sheet *sheet = NULL;
    sam_problems_init(&problems);
    enum sam_status status = sam_sheet_read(job->path, job->title, &sheet, &problems, err);
    if (status == SAM_OK) {
        status = store_all(job, kind, sheet, &problems, &changes, err);
    }
    if (problems.count > 0) {
        status = tell_problems(job, &problems, err);
    }
    if (status == SAM_OK) {
        sam_say(job->call, _("%s: %s: %zu new, %zu changed, %zu gone, %zu as they were"), job->path,
                kind->id, changes.added, changes.changed, changes.gone, changes.same);
    }
    sam_sheet_free(sheet);
    sam_problems_fini(&problems);
    return status;
}

/* --- export ---------------------------------------------------------------------------------- */

static enum sam_status write_csv(const struct sam_sheet_table *table, const char *path,
                                 struct sam_err *err) {
    struct sam_buf csv;
    enum sam_status status = SAM_OK;
    sam_buf_init(&csv, SAM_BUF_UNLIMITED);
    sam_sheet_table_csv(table, &csv);
    if (path != NULL) {
        status = sam_file_write(path, csv.data, csv.length, err);
    } else {
        fwrite(csv.data, 1, csv.length, stdout);
    }
    sam_buf_fini(&csv);
    return status;
}

enum sam_status sam_sheet_export(const struct sam_sheet_job *job, const struct sam_sheet_kind *kind,
                                 struct sam_err *err) {
    struct sam_sheet_table table;
    sam_sheet_table_init(&table);
    table.title = kind->id;
    enum sam_status status = kind->give(job, &table, err);
    if (status == SAM_OK) {
        status = job->workbook ? sam_sheet_table_xlsx(&table, job->path, err)
                               : write_csv(&table, job->path, err);
    }
    sam_sheet_table_fini(&table);
    return status;
}
