/* The files an evaluator keeps in STUDY/sheets/WAVE: responses.csv, and each kind of sheet
 * (activities, notes, ...) as KIND.csv or KIND.xlsx. `collect` and `run` take them in as `import`
 * would, so that one command brings in all there is; what didn't change changes nothing. */
#ifndef SAM_CLI_SHEETS_FOLDER_H
#define SAM_CLI_SHEETS_FOLDER_H

#include "cli/workspace.h"

/* Is there a file for this wave, or with SAM_NONE for any? */
bool sam_sheets_there(const struct sam_study *study, size_t wave);

/* Takes in all of them, of one wave or with SAM_NONE of each; the store is open for writing. A file
 * that is wrong stops no other; then the first one's error is returned. */
enum sam_status sam_sheets_collect(const struct sam_call *call, struct sam_workspace *work,
                                   size_t wave, struct sam_err *err) SAM_MUST_CHECK;

/* Sources first (SAM_NONE: all of them, and then the sheets of every wave too). What one comes to
 * stops no other; the first error is returned, the others are told. */
struct sam_collect_options;
enum sam_status sam_take_in(const struct sam_call *call, struct sam_workspace *work, size_t source,
                            const struct sam_collect_options *options,
                            struct sam_err *err) SAM_MUST_CHECK;

#endif
