#include "cli/pipeline.h"
#include "collect/collect.h"

#include <stdio.h>
#include <stdlib.h>

struct run_settings {
    bool full, both;
};

static enum sam_status collect_analyse_report(const struct sam_call *call,
                                              struct sam_workspace *work,
                                              const struct sam_analyse_settings *settings,
                                              const struct run_settings *own, char **report,
                                              struct sam_err *err) {
    size_t wave = 0;
    char *results = NULL;
    enum sam_status status = sam_study_choose_wave(work->study, settings->wave, &wave, err);
    if (status == SAM_OK) {
        status = sam_workspace_open_store(work, SAM_STORE_WRITE, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    struct sam_collect_options options = sam_pipeline_collect_options(call);
    options.full = own->full;
    /* A source that can't be reached is said, and the answers that are here are reported all the
     * same: the evening before the meeting that is what helps. The exit status tells. */
    struct sam_err collected = {0};
    enum sam_status fetched = sam_pipeline_collect(call, work, SAM_NONE, &options, &collected);
    if (fetched == SAM_E_STOPPED) {
        return sam_fail(err, fetched, "%s", collected.text);
    }
    status = sam_pipeline_analyse(work, settings, wave, &results, err);
    if (status == SAM_OK) {
        status = sam_pipeline_report(results, sam_document_langs(call, own->both), !call->quiet,
                                     report, err);
    }
    free(results);
    if (status == SAM_OK && fetched != SAM_OK) {
        printf("%s\n", *report);
        return sam_fail(err, fetched,
                        _("%s\nThe report was made from the responses fetched before."),
                        collected.text);
    }
    return status;
}

int sam_verb_run(struct sam_call *call) {
    struct sam_analyse_settings settings = SAM_ANALYSE_SETTINGS_DEFAULT;
    struct run_settings own = {0};
    struct sam_option options[3 + SAM_ANALYSE_OPTIONS] = {
        {"wave", SAM_OPTION_TEXT, "W", N_("the wave to report on (the last)"), &settings.wave, 0,
         0},
        {"full", SAM_OPTION_FLAG, NULL, N_("compare with all the sources have"), &own.full, 0, 0},
        {"both", SAM_OPTION_FLAG, NULL, N_("documents in Dutch and in English"), &own.both, 0, 0},
    };
    sam_analyse_options(options + 3, &settings);
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("run"), options, 3 + SAM_ANALYSE_OPTIONS, 1, &exit)) {
        return exit;
    }
    struct sam_workspace work = {0};
    struct sam_err err = {0};
    char *report = NULL;
    sam_stop_on_signals();
    sam_leave_no_dump();
    enum sam_status status = sam_analyse_settings_check(&settings, &err);
    if (status == SAM_OK) {
        status = sam_workspace_open(&work, sam_call_folder(call), &err);
    }
    if (status == SAM_OK) {
        status = collect_analyse_report(call, &work, &settings, &own, &report, &err);
    }
    sam_workspace_close(&work);
    if (status == SAM_OK) {
        printf("%s\n", report);
    } else {
        exit = sam_complain(&err);
    }
    free(report);
    return exit;
}
