#include "cli/report_forms.h"

#include "base/file.h"
#include "cli/pipeline.h"
#include "report/bundle.h"
#include "report/editable.h"
#include "report/figures.h"
#include "report/painter.h"
#include "report/pdf.h"
#include "report/provenance.h"
#include "report/results.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void sam_report_form_options(struct sam_option *options, struct sam_report_forms *forms) {
    const struct sam_option rows[SAM_REPORT_FORM_OPTIONS] = {
        {"pdf", SAM_OPTION_FLAG, NULL, N_("each document as PDF too (needs Chromium)"), &forms->pdf,
         0, 0},
        {"docx", SAM_OPTION_FLAG, NULL, N_("and as docx, to edit (needs pandoc)"), &forms->docx, 0,
         0},
        {"odt", SAM_OPTION_FLAG, NULL, N_("and as odt, to edit (needs pandoc)"), &forms->odt, 0, 0},
        {"figures", SAM_OPTION_FLAG, NULL,
         N_("the charts as SVG, PNG and PDF, for pasting (evaluator/figures)"), &forms->figures, 0,
         0},
        {"bundle", SAM_OPTION_FLAG, NULL,
         N_("a zip of results, questionnaire, settings and checksums, without people"),
         &forms->bundle, 0, 0},
    };
    memcpy(options, rows, sizeof rows);
}

static void tell(const struct sam_call *call, const char *path) {
    if (!call->quiet && isatty(STDERR_FILENO)) {
        fprintf(stderr, "\r\033[K%s", path);
        fflush(stderr);
    }
}

static void tell_no_more(const struct sam_call *call) {
    if (!call->quiet && isatty(STDERR_FILENO)) {
        fputs("\r\033[K", stderr);
    }
}

/* --- documents ------------------------------------------------------------------------------- */

/* One result and the programs to bring it into other forms. */
struct forming {
    const struct sam_call *call;
    const struct sam_report_forms *forms;
    struct sam_results *results;
    char *folder, *chromium, *pandoc;
    unsigned langs;
    struct sam_patience patience;
};

/* `stem`.html is there. */
static enum sam_status form_document(struct forming *f, const struct sam_document *document,
                                     size_t alliance, enum sam_lang lang, const char *stem,
                                     struct sam_err *err) {
    static const char *const endings[] = {"pdf", "docx", "odt"};
    const bool wanted[] = {f->forms->pdf, f->forms->docx, f->forms->odt};
    enum sam_status status = SAM_OK;
    struct sam_buf page;
    struct sam_buf path;
    sam_buf_init(&page, SAM_BUF_UNLIMITED);
    sam_buf_init(&path, SAM_BUF_UNLIMITED);
    sam_buf_printf(&page, "%s.html", stem);
    for (size_t i = 0; i < sizeof endings / sizeof *endings && status == SAM_OK; i++) {
        if (!wanted[i]) {
            continue;
        }
        sam_buf_clear(&path);
        sam_buf_printf(&path, "%s.%s", stem, endings[i]);
        tell(f->call, path.data);
        status = i == 0 ? sam_pdf_print(f->chromium, page.data, path.data,
                                        sam_results_moment(f->results), &f->patience, err)
                        : sam_editable_write(f->pandoc,
                                             &(struct sam_editable){.document = document,
                                                                    .results = f->results,
                                                                    .alliance = alliance,
                                                                    .lang = lang,
                                                                    .format = endings[i],
                                                                    .path = path.data},
                                             &f->patience, err);
    }
    sam_buf_fini(&page);
    sam_buf_fini(&path);
    return status;
}

static enum sam_status form_one(struct forming *f, const struct sam_document *document,
                                size_t alliance, enum sam_lang lang, struct sam_err *err) {
    struct sam_buf below;
    sam_buf_init(&below, SAM_BUF_UNLIMITED);
    sam_document_path(document, f->results, alliance, lang, &below);
    below.data[below.length - strlen(".html")] = '\0';
    char *stem = sam_path_join(f->folder, below.data);
    enum sam_status status = form_document(f, document, alliance, lang, stem, err);
    free(stem);
    sam_buf_fini(&below);
    return status;
}

static enum sam_status form_documents(struct forming *f, struct sam_err *err) {
    size_t count = 0;
    const struct sam_document *documents = sam_documents(&count);
    enum sam_status status = SAM_OK;
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        for (size_t d = 0; (f->langs & 1U << lang) != 0 && d < count; d++) {
            size_t times = documents[d].scope == SAM_OVERALL ? 1 : f->results->alliance_count;
            for (size_t a = 0; a < times && status == SAM_OK; a++) {
                if (sam_document_applies(&documents[d], f->results, a)) {
                    status = form_one(f, &documents[d], a, (enum sam_lang)lang, err);
                }
            }
        }
    }
    return status;
}

/* --- the bundle ------------------------------------------------------------------------------ */

/* The study's framework.json, or *there false. */
static enum sam_status read_framework(const char *study, struct sam_buf *text, bool *there,
                                      struct sam_err *err) {
    char *path = sam_path_join(study, "framework.json");
    enum sam_status status = sam_file_read(path, text, err);
    *there = status == SAM_OK;
    free(path);
    return status == SAM_E_NOT_FOUND ? SAM_OK : status;
}

static enum sam_status write_bundle(struct forming *f, const char *results_path, const char *study,
                                    struct sam_err *err) {
    struct sam_buf results;
    struct sam_buf settings;
    struct sam_buf framework;
    struct sam_buf zip;
    bool framed = false;
    sam_buf_init(&results, SAM_BUF_UNLIMITED);
    sam_buf_init(&settings, SAM_BUF_UNLIMITED);
    sam_buf_init(&framework, SAM_BUF_UNLIMITED);
    sam_buf_init(&zip, SAM_BUF_UNLIMITED);
    char *path = sam_path_join(f->folder, "bundle.zip");
    char *study_path = study != NULL ? sam_path_join(study, "study.json") : NULL;
    enum sam_status status = sam_file_read(results_path, &results, err);
    if (status == SAM_OK && study_path != NULL) {
        status = sam_file_read(study_path, &settings, err);
    }
    if (status == SAM_OK && study != NULL) {
        status = read_framework(study, &framework, &framed, err);
    }
    if (status == SAM_OK) {
        status = sam_bundle_make(&(struct sam_bundle_source){&results, f->results,
                                                             study != NULL ? &settings : NULL,
                                                             framed ? &framework : NULL},
                                 &zip, err);
    }
    if (status == SAM_OK) {
        status = sam_file_write(path, zip.data, zip.length, err);
    }
    if (status == SAM_OK) {
        sam_say(f->call, "%s", path);
    }
    free(path);
    free(study_path);
    sam_buf_fini(&results);
    sam_buf_fini(&settings);
    sam_buf_fini(&framework);
    sam_buf_fini(&zip);
    return status;
}

/* --- all of it ------------------------------------------------------------------------------- */

/* *path stays NULL where it isn't wanted. */
static enum sam_status find_programs(const struct sam_report_forms *forms, char **chromium,
                                     char **pandoc, struct sam_err *err) {
    const struct sam_painter *painter = NULL;
    enum sam_status status = forms->pdf ? sam_pdf_program(chromium, err) : SAM_OK;
    if (status == SAM_OK && (forms->docx || forms->odt)) {
        status = sam_editable_program(pandoc, err);
    }
    if (status == SAM_OK && (forms->docx || forms->odt || forms->figures)) {
        status = sam_painter_load(&painter, err);
    }
    return status;
}

enum sam_status sam_report_forms_check(const struct sam_report_forms *forms, struct sam_err *err) {
    char *chromium = NULL;
    char *pandoc = NULL;
    enum sam_status status = find_programs(forms, &chromium, &pandoc, err);
    free(chromium);
    free(pandoc);
    return status;
}

static bool figure_made(void *context, const char *stem) {
    const struct forming *f = context;
    tell(f->call, stem);
    return !sam_stopped(NULL);
}

static enum sam_status write_figures(struct forming *f, struct sam_err *err) {
    size_t count = 0;
    enum sam_status status =
        sam_figures_write(f->results, f->folder, f->langs, figure_made, f, &count, err);
    tell_no_more(f->call);
    if (status == SAM_OK) {
        sam_say(f->call, _("%s/evaluator/figures: %zu figures"), f->folder, count);
    }
    return status;
}

enum sam_status sam_report_forms_write(const struct sam_call *call, const char *results_path,
                                       const char *study, unsigned langs,
                                       const struct sam_report_forms *forms, struct sam_err *err) {
    struct forming f = {.call = call, .forms = forms, .patience = {.stop = sam_stopped}};
    enum sam_status status = find_programs(forms, &f.chromium, &f.pandoc, err);
    if (status == SAM_OK) {
        status = sam_results_read(results_path, &f.results, err);
    }
    if (status == SAM_OK) {
        f.folder = sam_path_folder(results_path);
        f.langs = sam_results_langs(f.results, langs);
        status = form_documents(&f, err);
        tell_no_more(call);
    }
    if (status == SAM_OK && forms->figures) {
        status = write_figures(&f, err);
    }
    if (status == SAM_OK && forms->bundle) {
        status = write_bundle(&f, results_path, study, err);
    }
    sam_results_free(f.results);
    free(f.folder);
    free(f.chromium);
    free(f.pandoc);
    return status;
}
