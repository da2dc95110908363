#include "cli/pipeline.h"

#include <stdio.h>
#include <stdlib.h>

int sam_verb_analyse(struct sam_call *call) {
    struct sam_analyse_settings settings = SAM_ANALYSE_SETTINGS_DEFAULT;
    enum { OWN = 2 };
    struct sam_option options[OWN + SAM_ANALYSE_OPTIONS] = {
        {"wave", SAM_OPTION_TEXT, "W", N_("the wave to analyse (the last)"), &settings.wave, 0, 0},
        {"against", SAM_OPTION_TEXT, "W", N_("the wave to compare it with (the one before)"),
         &settings.against, 0, 0},
    };
    sam_analyse_options(options + OWN, &settings);
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("analyse"), options, OWN + SAM_ANALYSE_OPTIONS, 1,
                       &exit)) {
        return exit;
    }
    struct sam_workspace work = {0};
    struct sam_err err = {0};
    size_t wave = 0;
    char *path = NULL;
    enum sam_status status = sam_analyse_settings_check(&settings, &err);
    if (status == SAM_OK) {
        status = sam_workspace_open(&work, sam_call_folder(call), &err);
    }
    if (status == SAM_OK) {
        status = sam_study_choose_wave(work.study, settings.wave, &wave, &err);
    }
    if (status == SAM_OK) {
        status = sam_workspace_open_store(&work, SAM_STORE_WRITE, &err);
    }
    if (status == SAM_OK) {
        status = sam_pipeline_analyse(&work, &settings, wave, &path, &err);
    }
    sam_workspace_close(&work);
    if (status != SAM_OK) {
        return sam_complain(&err);
    }
    printf("%s\n", path);
    free(path);
    return SAM_EXIT_DONE;
}
