#include "cli/pipeline.h"

#include "base/memory.h"

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

int sam_verb_report(struct sam_call *call) {
    const char *wave_id = NULL;
    bool both = false;
    const struct sam_option options[] = {
        {"wave", SAM_OPTION_TEXT, "W", N_("the wave to report on (the last)"), &wave_id, 0, 0},
        {"both", SAM_OPTION_FLAG, NULL, N_("documents in Dutch and in English"), &both, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("report"), options, sizeof options / sizeof *options, 1,
                       &exit)) {
        return exit;
    }
    struct sam_err err = {0};
    char *results = NULL;
    char *overview = NULL;
    const char *given = sam_call_folder(call);
    struct stat file;
    enum sam_status status = SAM_OK;
    if (stat(given, &file) == 0 && S_ISREG(file.st_mode)) {
        results = sam_xstrdup(given);
    } else {
        status = find_results(given, wave_id, &results, &err);
    }
    if (status == SAM_OK) {
        status =
            sam_pipeline_report(results, sam_document_langs(call, both), false, &overview, &err);
    }
    free(results);
    if (status != SAM_OK) {
        return sam_complain(&err);
    }
    printf("%s\n", overview);
    free(overview);
    return SAM_EXIT_DONE;
}
