#include "cli/pipeline.h"
#include "cli/sheets_folder.h"
#include "collect/collect.h"

#include <stdio.h>
#include <stdlib.h>

struct run_settings {
    bool full, both, every_wave;
};

/* A source that can't be reached or a sheet that is wrong is said, and what is here is reported all
 * the same: the evening before the meeting that is what helps. The exit status tells. */
static enum sam_status collect(const struct sam_call *call, struct sam_workspace *work, bool full,
                               struct sam_err *err) {
    struct sam_collect_options options = sam_pipeline_collect_options(call);
    options.full = full;
    return sam_take_in(call, work, SAM_NONE, &options, err);
}

static enum sam_status analyse_report(const struct sam_call *call, struct sam_workspace *work,
                                      const struct sam_analyse_settings *settings, size_t wave,
                                      bool both, struct sam_err *err) {
    char *results = NULL;
    char *report = NULL;
    enum sam_status status = sam_pipeline_analyse(work, settings, wave, &results, err);
    if (status == SAM_OK) {
        status = sam_pipeline_report(results, sam_document_langs(call, both), !call->quiet, &report,
                                     err);
    }
    if (status == SAM_OK) {
        printf("%s\n", report);
        sam_pipeline_tell_older(results);
    }
    free(results);
    free(report);
    return status;
}

/* Of every wave somebody answered in. */
static enum sam_status every_wave(const struct sam_call *call, struct sam_workspace *work,
                                  const struct sam_analyse_settings *settings, bool both,
                                  struct sam_err *err) {
    enum sam_status status = SAM_OK;
    for (size_t w = 0; w < work->study->wave_count && status == SAM_OK; w++) {
        bool answered = false;
        status = sam_store_answered(work->store, work->study->waves[w].id, &answered, err);
        if (status == SAM_OK && answered) {
            status = analyse_report(call, work, settings, w, both, err);
        }
    }
    return status;
}

static enum sam_status collect_analyse_report(const struct sam_call *call,
                                              struct sam_workspace *work,
                                              const struct sam_analyse_settings *settings,
                                              const struct run_settings *own, struct sam_err *err) {
    size_t wave = 0;
    enum sam_status status = sam_study_choose_wave(work->study, settings->wave, &wave, err);
    if (status == SAM_OK) {
        status = sam_workspace_open_store(work, SAM_STORE_WRITE, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    struct sam_err collected = {0};
    enum sam_status fetched = collect(call, work, own->full, &collected);
    if (fetched == SAM_E_STOPPED) {
        return sam_fail(err, fetched, "%s", collected.text);
    }
    status = own->every_wave ? every_wave(call, work, settings, own->both, err)
                             : analyse_report(call, work, settings, wave, own->both, err);
    if (status == SAM_OK && fetched != SAM_OK) {
        return sam_fail(err, fetched, _("%s\nThe report was made from what was taken in before."),
                        collected.text);
    }
    return status;
}

int sam_verb_run(struct sam_call *call) {
    struct sam_analyse_settings settings = SAM_ANALYSE_SETTINGS_DEFAULT;
    struct run_settings own = {0};
    struct sam_option options[4 + SAM_ANALYSE_OPTIONS] = {
        {"wave", SAM_OPTION_TEXT, "W", N_("the wave to report on (the last)"), &settings.wave, 0,
         0},
        {"every-wave", SAM_OPTION_FLAG, NULL, N_("report on each wave somebody answered in"),
         &own.every_wave, 0, 0},
        {"full", SAM_OPTION_FLAG, NULL, N_("compare with all the sources have"), &own.full, 0, 0},
        {"both", SAM_OPTION_FLAG, NULL, N_("documents in Dutch and in English"), &own.both, 0, 0},
    };
    sam_analyse_options(options + 4, &settings);
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("run"), options, 4 + SAM_ANALYSE_OPTIONS, 1, &exit)) {
        return exit;
    }
    struct sam_workspace work = {0};
    struct sam_err err = {0};
    sam_stop_on_signals();
    sam_leave_no_dump();
    enum sam_status status = sam_analyse_settings_check(&settings, &err);
    if (status == SAM_OK && own.every_wave && settings.wave != NULL) {
        status = sam_fail(&err, SAM_E_USAGE, _("--wave and --every-wave: one of the two"));
    }
    if (status == SAM_OK) {
        status = sam_workspace_open(&work, sam_call_folder(call), &err);
    }
    if (status == SAM_OK) {
        status = collect_analyse_report(call, &work, &settings, &own, &err);
    }
    sam_workspace_close(&work);
    return status == SAM_OK ? SAM_EXIT_DONE : sam_complain(&err);
}
