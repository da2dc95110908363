#include "cli/workspace.h"

const char *sam_call_folder(const struct sam_call *call) {
    return call->positional_count > 0 ? call->positional[0] : ".";
}

enum sam_status sam_workspace_open(struct sam_workspace *work, const char *folder,
                                   struct sam_err *err) {
    struct sam_problems problems;
    *work = (struct sam_workspace){0};
    sam_problems_init(&problems);
    enum sam_status status = sam_study_open(folder, &work->study, &problems, err);
    if (status == SAM_OK) {
        status = sam_instruments_open(work->study, &work->instruments, &problems, err);
    }
    if (problems.count > 1) {
        status = sam_problems_status(&problems, err);
    }
    sam_problems_fini(&problems);
    if (status != SAM_OK) {
        sam_workspace_close(work);
    }
    return status;
}

enum sam_status sam_workspace_open_store(struct sam_workspace *work, enum sam_store_mode mode,
                                         struct sam_err *err) {
    enum sam_status status = sam_store_open(work->study->folder, mode, &work->store, err);
    if (mode == SAM_STORE_READ || status != SAM_OK) {
        return status;
    }
    for (size_t wave = 0; wave < work->instruments->wave_count && status == SAM_OK; wave++) {
        status = sam_store_use_questionnaire(work->store, work->instruments->of_wave[wave], err);
    }
    return status == SAM_OK ? sam_store_use_people(work->store, work->study, err) : status;
}

enum sam_status sam_workspace_framework(const struct sam_workspace *work,
                                        struct sam_framework **framework, struct sam_err *err) {
    struct sam_problems problems;
    sam_problems_init(&problems);
    enum sam_status status =
        sam_framework_open(work->study, work->instruments, framework, &problems, err);
    sam_problems_fini(&problems);
    return status;
}

void sam_workspace_close(struct sam_workspace *work) {
    sam_store_close(work->store);
    sam_instruments_free(work->instruments);
    sam_study_free(work->study);
    *work = (struct sam_workspace){0};
}
