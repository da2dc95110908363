#include "cli/import_responses.h"
#include "cli/sheets.h"

#include <string.h>

static enum sam_status import_file(const struct sam_call *call, struct sam_workspace *work,
                                   const char *source_name, const char *path, const char *wave,
                                   bool ignore_unknown, struct sam_err *err) {
    size_t source = source_name != NULL ? sam_study_source(work->study, source_name) : SAM_NONE;
    if (source_name != NULL && source == SAM_NONE) {
        return sam_fail(err, SAM_E_NOT_FOUND,
                        _("source \"%s\" is not among the sources in "
                          "study.json"),
                        source_name);
    }
    size_t index = 0;
    enum sam_status status = sam_study_choose_wave(work->study, wave, &index, err);
    if (status == SAM_OK) {
        status = sam_workspace_open_store(work, SAM_STORE_WRITE, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    /* Rows that name no wave belong to the one asked for, or to the only one there is. */
    const struct sam_import_job job = {
        .call = call,
        .work = work,
        .source = source,
        .path = path,
        .wave = wave != NULL || work->study->wave_count == 1 ? work->study->waves[index].id : NULL,
        .ignore_unknown = ignore_unknown};
    return sam_import_responses(&job, err);
}

struct request {
    const char *source, *wave, *as, *sheet, *path;
    bool ignore_unknown;
    const struct sam_sheet_kind *kind; /* NULL: responses */
};

static enum sam_status check_request(struct request *request, struct sam_err *err) {
    if (request->as != NULL && strcmp(request->as, "responses") != 0) {
        enum sam_status status = sam_sheet_kind_find("--as", request->as, &request->kind, err);
        if (status != SAM_OK) {
            return status;
        }
    }
    if (request->kind != NULL && request->source != NULL) {
        return sam_fail(err, SAM_E_USAGE, _("--source goes with responses alone"));
    }
    if (request->kind == NULL && request->sheet != NULL) {
        return sam_fail(err, SAM_E_USAGE,
                        _("--sheet goes with --as; responses are read from a CSV file"));
    }
    return SAM_OK;
}

static enum sam_status import_sheet(const struct sam_call *call, struct sam_workspace *work,
                                    const struct request *request, struct sam_err *err) {
    struct sam_sheet_job job = {.call = call,
                                .work = work,
                                .path = request->path,
                                .title = request->sheet,
                                .ignore_unknown = request->ignore_unknown};
    enum sam_status status = sam_study_choose_wave(work->study, request->wave, &job.wave, err);
    if (status == SAM_OK) {
        status = sam_workspace_open_store(work, SAM_STORE_WRITE, err);
    }
    return status == SAM_OK ? sam_sheet_import(&job, request->kind, err) : status;
}

int sam_verb_import(struct sam_call *call) {
    struct request request = {0};
    const struct sam_option options[] = {
        {"as", SAM_OPTION_TEXT, "KIND",
         N_("what is in the file: responses (default), activities, notes, selection"), &request.as,
         0, 0},
        {"sheet", SAM_OPTION_TEXT, "NAME",
         N_("with --as and a workbook: this sheet instead of the first"), &request.sheet, 0, 0},
        {"source", SAM_OPTION_TEXT, "NAME", N_("map the columns as this csv source does"),
         &request.source, 0, 0},
        {"wave", SAM_OPTION_TEXT, "W", N_("the wave of rows that name none"), &request.wave, 0, 0},
        {"ignore-unknown", SAM_OPTION_FLAG, NULL, N_("pass over columns that mean nothing here"),
         &request.ignore_unknown, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("import"), options, sizeof options / sizeof *options, 2,
                       &exit)) {
        return exit;
    }
    struct sam_err err = {0};
    if (call->positional_count == 0) {
        sam_fail(&err, SAM_E_USAGE, _("import needs a file; `samenscan import --help` explains"));
        return sam_complain(&err);
    }
    if (check_request(&request, &err) != SAM_OK) {
        return sam_complain(&err);
    }
    request.path = call->positional[call->positional_count - 1];
    const char *folder = call->positional_count == 2 ? call->positional[0] : ".";
    struct sam_workspace work = {0};
    sam_stop_on_signals();
    enum sam_status status = sam_workspace_open(&work, folder, &err);
    if (status == SAM_OK) {
        status = request.kind != NULL ? import_sheet(call, &work, &request, &err)
                                      : import_file(call, &work, request.source, request.path,
                                                    request.wave, request.ignore_unknown, &err);
    }
    sam_workspace_close(&work);
    return status == SAM_OK ? SAM_EXIT_DONE : sam_complain(&err);
}
