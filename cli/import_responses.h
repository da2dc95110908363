/* Responses from a file: what `import` does with one, and `collect` with those in sheets/. */
#ifndef SAM_CLI_IMPORT_RESPONSES_H
#define SAM_CLI_IMPORT_RESPONSES_H

#include "cli/workspace.h"

struct sam_import_job {
    const struct sam_call *call;
    struct sam_workspace *work; /* its store open for writing */
    size_t source;              /* map the columns as this csv source does, or SAM_NONE */
    const char *path;
    const char *wave; /* of rows that name none; NULL: then they are set aside */
    bool ignore_unknown;
};

/* Says what came of it. SAM_E_INPUT when rows were set aside; the others are in the store. */
enum sam_status sam_import_responses(const struct sam_import_job *job,
                                     struct sam_err *err) SAM_MUST_CHECK;

#endif
