#include "cli/pipeline.h"
#include "collect/collect.h"

static enum sam_status choose_source(const struct sam_study *study, const char *name,
                                     size_t *source, struct sam_err *err) {
    *source = name != NULL ? sam_study_source(study, name) : SAM_NONE;
    if (name != NULL && *source == SAM_NONE) {
        return sam_fail(err, SAM_E_NOT_FOUND,
                        _("source \"%s\" is not among the sources in "
                          "study.json"),
                        name);
    }
    if (study->source_count == 0) {
        return sam_fail(err, SAM_E_NOT_FOUND,
                        _("study.json names no sources; add one, or use `samenscan import`"));
    }
    return SAM_OK;
}

int sam_verb_collect(struct sam_call *call) {
    const char *name = NULL;
    struct sam_collect_options collecting = sam_pipeline_collect_options(call);
    const struct sam_option options[] = {
        {"source", SAM_OPTION_TEXT, "NAME", N_("only this one"), &name, 0, 0},
        {"full", SAM_OPTION_FLAG, NULL, N_("compare with all the source has"), &collecting.full, 0,
         0},
        {"accept-withdrawals", SAM_OPTION_FLAG, NULL,
         N_("believe it when more than a fifth of the responses are gone at once"),
         &collecting.accept_withdrawals, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("collect"), options, 3, 1, &exit)) {
        return exit;
    }
    struct sam_workspace work = {0};
    struct sam_err err = {0};
    size_t source = SAM_NONE;
    sam_stop_on_signals();
    enum sam_status status = sam_workspace_open(&work, sam_call_folder(call), &err);
    if (status == SAM_OK) {
        status = choose_source(work.study, name, &source, &err);
    }
    if (status == SAM_OK) {
        status = sam_workspace_open_store(&work, SAM_STORE_WRITE, &err);
    }
    if (status == SAM_OK) {
        status = sam_pipeline_collect(call, &work, source, &collecting, &err);
    }
    sam_workspace_close(&work);
    return status == SAM_OK ? SAM_EXIT_DONE : sam_complain(&err);
}
