#include "cli/pipeline.h"

#include "base/memory.h"
#include "cli/report_forms.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* The results.json of the study's wave, on the heap. */
static enum sam_status find_results(const char *folder, const char *wave_id, char **path,
                                    struct sam_err *err) {
    struct sam_problems problems;
    struct sam_study *study = NULL;
    size_t wave = 0;
    sam_problems_init(&problems);
    enum sam_status status = sam_study_open(folder, &study, &problems, err);
    if (status == SAM_OK) {
        status = sam_study_choose_wave(study, wave_id, &wave, err);
    }
    if (status == SAM_OK) {
        *path = sam_results_path(study, wave, "results.json");
    }
    sam_problems_fini(&problems);
    sam_study_free(study);
    return status;
}

/* What the command line asked for. */
struct request {
    const char *given, *wave;
    bool both;
    struct sam_report_forms forms;
};

static enum sam_status make_report(const struct sam_call *call, const struct request *request,
                                   char **overview, struct sam_err *err) {
    struct stat file;
    char *results = NULL;
    bool is_study = stat(request->given, &file) != 0 || !S_ISREG(file.st_mode);
    unsigned langs = sam_document_langs(call, request->both);
    enum sam_status status = sam_report_forms_check(&request->forms, err);
    if (status == SAM_OK && is_study) {
        status = find_results(request->given, request->wave, &results, err);
    } else if (status == SAM_OK) {
        results = sam_xstrdup(request->given);
    }
    if (status == SAM_OK) {
        status = sam_pipeline_report(results, langs, false, overview, err);
    }
    if (status == SAM_OK) {
        status = sam_report_forms_write(call, results, is_study ? request->given : NULL, langs,
                                        &request->forms, err);
    }
    if (status == SAM_OK) {
        sam_pipeline_tell_older(results);
    }
    free(results);
    return status;
}

int sam_verb_report(struct sam_call *call) {
    enum { OWN = 2 };
    struct request request = {0};
    struct sam_option options[OWN + SAM_REPORT_FORM_OPTIONS] = {
        {"wave", SAM_OPTION_TEXT, "W", N_("the wave to report on (the last)"), &request.wave, 0, 0},
        {"both", SAM_OPTION_FLAG, NULL, N_("documents in Dutch and in English"), &request.both, 0,
         0},
    };
    sam_report_form_options(options + OWN, &request.forms);
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("report"), options, sizeof options / sizeof *options, 1,
                       &exit)) {
        return exit;
    }
    struct sam_err err = {0};
    char *overview = NULL;
    request.given = sam_call_folder(call);
    sam_stop_on_signals();
    enum sam_status status = make_report(call, &request, &overview, &err);
    if (status != SAM_OK) {
        exit = sam_complain(&err);
    } else {
        printf("%s\n", overview);
    }
    free(overview);
    return exit;
}
