#include "cli/export_files.h"

#include "cli/pipeline.h"
#include "report/provenance.h"
#include "report/results_read.h"
#include "report/sav.h"
#include "report/workbook.h"

#include <stdlib.h>

/* The wave's results; *out stays NULL where there are none and none are needed. */
static enum sam_status read_results(const struct sam_study *study, size_t wave, bool needed,
                                    struct sam_results **out, struct sam_err *err) {
    char *path = sam_results_path(study, wave, "results.json");
    enum sam_status status = sam_results_read(path, out, err);
    if (status == SAM_E_NOT_FOUND && !needed) {
        status = SAM_OK;
    } else if (status == SAM_E_NOT_FOUND) {
        sam_fail(err, status, _("%s: not there yet; run `samenscan analyse` first"), path);
    }
    free(path);
    return status;
}

/* The language asked for, else the study's own. */
static enum sam_lang language(const struct sam_call *call, const struct sam_study *study) {
    return call->lang_given ? sam_lang_get() : study->language;
}

static enum sam_status visit(struct sam_workspace *work, size_t wave, sam_stored_visit *each,
                             void *context, struct sam_err *err) {
    const struct sam_store_query query = {.wave = work->study->waves[wave].id,
                                          .latest =
                                              work->instruments->of_wave[wave]->story == NULL};
    return sam_store_visit(work->store, work->instruments->of_wave[wave], &query, each, context,
                           err);
}

/* One of the two is written to. */
struct writing {
    struct sam_workbook *book;
    struct sam_sav *sav;
    enum sam_status status;
    struct sam_err *err;
};

static bool write_one(const struct sam_stored *stored, void *context) {
    struct writing *w = context;
    w->status = w->book != NULL ? sam_workbook_response(w->book, &stored->response, w->err)
                                : sam_sav_response(w->sav, &stored->response, w->err);
    return w->status == SAM_OK;
}

static enum sam_status write_responses(struct sam_workspace *work, size_t wave, struct writing *w) {
    enum sam_status status = visit(work, wave, write_one, w, w->err);
    return status == SAM_OK ? w->status : status;
}

enum sam_status sam_export_workbook(const struct sam_call *call, struct sam_workspace *work,
                                    size_t wave, bool scores_only, const char *path,
                                    struct sam_err *err) {
    struct sam_results *results = NULL;
    struct writing w = {.err = err};
    enum sam_status status = read_results(work->study, wave, scores_only, &results, err);
    if (status == SAM_OK) {
        const struct sam_workbook_source source = {
            .study = work->study,
            .questionnaire = work->instruments->of_wave[wave],
            .results = results,
            .wave = work->study->waves[wave].id,
            .responses = !scores_only,
            .lang = language(call, work->study),
        };
        status = sam_workbook_open(path, &source, &w.book, err);
    }
    if (status == SAM_OK && !scores_only) {
        status = write_responses(work, wave, &w);
    }
    if (status == SAM_OK) {
        status = sam_workbook_close(w.book, err);
    } else if (w.book != NULL) {
        sam_workbook_discard(w.book);
    }
    sam_results_free(results);
    return status;
}

static bool measure(const struct sam_stored *stored, void *size) {
    sam_sav_measure(size, &stored->response);
    return true;
}

static enum sam_status write_sav(struct sam_workspace *work, size_t wave, const char *path,
                                 const struct sam_sav_source *source, struct sam_err *err) {
    struct writing w = {.err = err};
    struct sam_sav_size size;
    sam_sav_size_init(&size, source->questionnaire);
    enum sam_status status = visit(work, wave, measure, &size, err);
    if (status == SAM_OK) {
        status = sam_sav_open(path, source, &size, &w.sav, err);
    }
    if (status == SAM_OK) {
        status = write_responses(work, wave, &w);
    }
    if (status == SAM_OK) {
        status = sam_sav_close(w.sav, err);
    } else if (w.sav != NULL) {
        sam_sav_discard(w.sav);
    }
    sam_sav_size_fini(&size);
    return status;
}

enum sam_status sam_export_sav(const struct sam_call *call, struct sam_workspace *work, size_t wave,
                               bool scores_only, const char *path, struct sam_err *err) {
    struct sam_results *results = NULL;
    enum sam_status status = read_results(work->study, wave, scores_only, &results, err);
    const struct sam_sav_source source = {
        .study = work->study,
        .questionnaire = work->instruments->of_wave[wave],
        .results = results,
        .wave = work->study->waves[wave].id,
        .lang = language(call, work->study),
    };
    if (status == SAM_OK && scores_only) {
        status = sam_sav_scores(path, &source, err);
    } else if (status == SAM_OK) {
        status = write_sav(work, wave, path, &source, err);
    }
    sam_results_free(results);
    return status;
}

/* One language: a file in two has no own. */
enum sam_status sam_export_about(const struct sam_workspace *work, size_t wave,
                                 struct sam_buf *about, struct sam_err *err) {
    struct sam_results *results = NULL;
    enum sam_status status = read_results(work->study, wave, false, &results, err);
    if (status == SAM_OK) {
        sam_provenance_responses(work->study, work->study->waves[wave].id,
                                 work->instruments->of_wave[wave], results, SAM_EN, about);
    }
    sam_results_free(results);
    return status;
}
