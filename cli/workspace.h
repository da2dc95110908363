/* A study opened for work: study.json, its questionnaires and its store. */
#ifndef SAM_CLI_WORKSPACE_H
#define SAM_CLI_WORKSPACE_H

#include "cli/program.h"
#include "model/framework.h"
#include "model/instruments.h"
#include "model/study.h"
#include "store/store.h"

struct sam_workspace {
    struct sam_study *study;
    struct sam_instruments *instruments;
    struct sam_store *store; /* NULL unless asked for */
};

/* Opens study.json and the questionnaires in folder, and the store in the given mode. Writing:
 * the store is made and brought in line with the study. On failure nothing is left open. */
enum sam_status sam_workspace_open(struct sam_workspace *work, const char *folder,
                                   struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_workspace_open_store(struct sam_workspace *work, enum sam_store_mode mode,
                                         struct sam_err *err) SAM_MUST_CHECK;
/* The study's framework.json, checked against its questionnaires; *framework stays NULL where there
 * is none. The caller's to free. */
enum sam_status sam_workspace_framework(const struct sam_workspace *work,
                                        struct sam_framework **framework,
                                        struct sam_err *err) SAM_MUST_CHECK;
void sam_workspace_close(struct sam_workspace *work);

/* The study folder of a call: its first positional, or ".". */
const char *sam_call_folder(const struct sam_call *call);

#endif
