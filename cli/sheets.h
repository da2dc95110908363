/* The sheets that the evaluator fills in: `import --as KIND` takes one in, `export --what KIND`
 * writes it to be filled in, with what there is. A kind is a file sheet_KIND.c and its row in
 * sheets.c. */
#ifndef SAM_CLI_SHEETS_H
#define SAM_CLI_SHEETS_H

#include "cli/workspace.h"
#include "model/sheet.h"
#include "report/sheet_file.h"
#include "store/record.h"

/* One import or export; the store is open for writing. */
struct sam_sheet_job {
    const struct sam_call *call;
    struct sam_workspace *work;
    size_t wave;
    enum sam_lang lang; /* of what is written for people to read */
    const char *path;   /* the file; NULL when exporting: standard output */
    /* import */
    const char *title; /* of the sheet, or NULL: the first */
    bool ignore_unknown;
    /* export */
    size_t alliance; /* only this one, or SAM_NONE */
    bool workbook;   /* xlsx; else csv */
};

struct sam_sheet_kind {
    const char *id;
    /* Reads the sheet and puts what is in it into the store, within an open transaction. Problems
     * with the sheet are all added to problems. */
    enum sam_status (*take)(const struct sam_sheet_job *job, const struct sam_sheet *sheet,
                            struct sam_problems *problems, struct sam_record_changes *changes,
                            struct sam_err *err);
    /* Adds columns and rows to the table, whose memory is in its arena. */
    enum sam_status (*give)(const struct sam_sheet_job *job, struct sam_sheet_table *table,
                            struct sam_err *err);
};

/* Ends with one that has no id. */
extern const struct sam_sheet_kind sam_sheet_kinds[];
/* SAM_E_USAGE lists those there are; option is what was written before id. */
enum sam_status sam_sheet_kind_find(const char *option, const char *id,
                                    const struct sam_sheet_kind **kind,
                                    struct sam_err *err) SAM_MUST_CHECK;

/* All of the file or nothing; says what came of it. Problems are listed on standard error. */
enum sam_status sam_sheet_import(const struct sam_sheet_job *job, const struct sam_sheet_kind *kind,
                                 struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_sheet_export(const struct sam_sheet_job *job, const struct sam_sheet_kind *kind,
                                 struct sam_err *err) SAM_MUST_CHECK;

enum sam_status sam_take_activities(const struct sam_sheet_job *job, const struct sam_sheet *sheet,
                                    struct sam_problems *problems,
                                    struct sam_record_changes *changes, struct sam_err *err);
enum sam_status sam_give_activities(const struct sam_sheet_job *job, struct sam_sheet_table *table,
                                    struct sam_err *err);
enum sam_status sam_take_notes(const struct sam_sheet_job *job, const struct sam_sheet *sheet,
                               struct sam_problems *problems, struct sam_record_changes *changes,
                               struct sam_err *err);
enum sam_status sam_give_notes(const struct sam_sheet_job *job, struct sam_sheet_table *table,
                               struct sam_err *err);
enum sam_status sam_take_selection(const struct sam_sheet_job *job, const struct sam_sheet *sheet,
                                   struct sam_problems *problems,
                                   struct sam_record_changes *changes, struct sam_err *err);
enum sam_status sam_give_selection(const struct sam_sheet_job *job, struct sam_sheet_table *table,
                                   struct sam_err *err);

#endif
