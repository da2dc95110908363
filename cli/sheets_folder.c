#include "cli/sheets_folder.h"

#include "base/file.h"
#include "cli/import_responses.h"
#include "cli/pipeline.h"
#include "cli/sheets.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* STUDY/sheets/WAVE/NAME.EXTENSION on the heap, or NULL when there is no such file. */
static char *find(const struct sam_study *study, size_t wave, const char *name,
                  const char *extension) {
    char below[256];
    struct stat there;
    snprintf(below, sizeof below, "sheets/%s/%s.%s", study->waves[wave].id, name, extension);
    char *path = sam_path_join(study->folder, below);
    if (stat(path, &there) == 0) {
        return path;
    }
    free(path);
    return NULL;
}

static bool there_in_wave(const struct sam_study *study, size_t wave) {
    char *path = find(study, wave, "responses", "csv");
    for (const struct sam_sheet_kind *kind = sam_sheet_kinds; path == NULL && kind->id != NULL;
         kind++) {
        path = find(study, wave, kind->id, "csv");
        if (path == NULL) {
            path = find(study, wave, kind->id, "xlsx");
        }
    }
    free(path);
    return path != NULL;
}

bool sam_sheets_there(const struct sam_study *study, size_t wave) {
    bool there = false;
    for (size_t w = 0; w < study->wave_count; w++) {
        there = there || ((wave == SAM_NONE || wave == w) && there_in_wave(study, w));
    }
    return there;
}

static enum sam_status take_responses(const struct sam_call *call, struct sam_workspace *work,
                                      size_t wave, struct sam_err *err) {
    char *path = find(work->study, wave, "responses", "csv");
    enum sam_status status = SAM_OK;
    if (path != NULL) {
        const struct sam_import_job job = {.call = call,
                                           .work = work,
                                           .source = SAM_NONE,
                                           .path = path,
                                           .wave = work->study->waves[wave].id};
        status = sam_import_responses(&job, err);
    }
    free(path);
    return status;
}

static enum sam_status take_sheet(const struct sam_call *call, struct sam_workspace *work,
                                  size_t wave, const struct sam_sheet_kind *kind,
                                  struct sam_err *err) {
    char *csv = find(work->study, wave, kind->id, "csv");
    char *xlsx = find(work->study, wave, kind->id, "xlsx");
    enum sam_status status = SAM_OK;
    if (csv != NULL && xlsx != NULL) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("%s and %s: which of the two holds? Take one of them away"), csv, xlsx);
    } else if (csv != NULL || xlsx != NULL) {
        const struct sam_sheet_job job = {
            .call = call, .work = work, .wave = wave, .path = csv != NULL ? csv : xlsx};
        status = sam_sheet_import(&job, kind, err);
    }
    free(csv);
    free(xlsx);
    return status;
}

struct outcome {
    enum sam_status first; /* that was not SAM_OK */
    struct sam_err *err;
};

static void note(struct outcome *outcome, enum sam_status status, const struct sam_err *err) {
    if (status == SAM_OK) {
        return;
    }
    if (outcome->first == SAM_OK) {
        outcome->first = status;
        *outcome->err = *err;
    } else {
        sam_complain(err);
    }
}

enum sam_status sam_sheets_collect(const struct sam_call *call, struct sam_workspace *work,
                                   size_t wave, struct sam_err *err) {
    struct outcome outcome = {.first = SAM_OK, .err = err};
    for (size_t w = 0; w < work->study->wave_count; w++) {
        if (wave != SAM_NONE && wave != w) {
            continue;
        }
        struct sam_err own = {0};
        note(&outcome, take_responses(call, work, w, &own), &own);
        for (const struct sam_sheet_kind *kind = sam_sheet_kinds; kind->id != NULL; kind++) {
            struct sam_err wrong = {0};
            note(&outcome, take_sheet(call, work, w, kind, &wrong), &wrong);
        }
    }
    return outcome.first;
}

enum sam_status sam_take_in(const struct sam_call *call, struct sam_workspace *work, size_t source,
                            const struct sam_collect_options *options, struct sam_err *err) {
    struct outcome outcome = {.first = SAM_OK, .err = err};
    struct sam_err own = {0};
    note(&outcome, sam_pipeline_collect(call, work, source, options, &own), &own);
    if (source == SAM_NONE && outcome.first != SAM_E_STOPPED) {
        struct sam_err wrong = {0};
        note(&outcome, sam_sheets_collect(call, work, SAM_NONE, &wrong), &wrong);
    }
    return outcome.first;
}
