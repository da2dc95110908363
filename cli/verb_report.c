#include "cli/pipeline.h"

#include <stdio.h>
#include <stdlib.h>

int sam_verb_report(struct sam_call *call) {
    const char *wave_id = NULL;
    const struct sam_option options[] = {
        {"wave", SAM_OPTION_TEXT, "W", N_("the wave to report on (the last)"), &wave_id, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("report"), options, 1, 1, &exit)) {
        return exit;
    }
    struct sam_problems problems;
    struct sam_study *study = NULL;
    struct sam_err err = {0};
    size_t wave = 0;
    char *path = NULL;
    sam_problems_init(&problems);
    enum sam_status status = sam_study_open(sam_call_folder(call), &study, &problems, &err);
    if (status == SAM_OK) {
        status = sam_study_choose_wave(study, wave_id, &wave, &err);
    }
    if (status == SAM_OK) {
        status =
            sam_pipeline_report(study, wave, sam_document_lang(call, study), false, &path, &err);
    }
    sam_problems_fini(&problems);
    sam_study_free(study);
    if (status != SAM_OK) {
        return sam_complain(&err);
    }
    printf("%s\n", path);
    free(path);
    return SAM_EXIT_DONE;
}
