/* Exports that are made by visiting the store for a file format of its own. */
#ifndef SAM_CLI_EXPORT_FILES_H
#define SAM_CLI_EXPORT_FILES_H

#include "cli/workspace.h"

/* A workbook of the wave: responses (not with scores_only) and, once it was analysed, scores. */
enum sam_status sam_export_workbook(const struct sam_call *call, struct sam_workspace *work,
                                    size_t wave, bool scores_only, const char *path,
                                    struct sam_err *err) SAM_MUST_CHECK;

/* An SPSS file of the wave's responses, or of its scores. */
enum sam_status sam_export_sav(const struct sam_call *call, struct sam_workspace *work, size_t wave,
                               bool scores_only, const char *path,
                               struct sam_err *err) SAM_MUST_CHECK;

/* Appends where the wave's responses come from, with the results there are: a line for a codebook.
 */
enum sam_status sam_export_about(const struct sam_workspace *work, size_t wave,
                                 struct sam_buf *about, struct sam_err *err) SAM_MUST_CHECK;

#endif
