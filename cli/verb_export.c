#include "base/file.h"
#include "cli/export_files.h"
#include "cli/export_person.h"
#include "cli/pipeline.h"
#include "cli/sheets.h"
#include "model/response_csv.h"
#include "model/response_json.h"
#include "report/codebook.h"
#include "report/push.h"
#include "report/scores_csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct exporting {
    const struct sam_questionnaire *questionnaire;
    FILE *out;
    struct sam_buf csv;
    struct sam_json json;
    struct sam_arena *arena;
    bool as_json;
};

static void write_json(struct exporting *e, const struct sam_stored *stored) {
    const struct sam_response *response = &stored->response;
    const struct sam_questionnaire *q = e->questionnaire;
    sam_json_object(&e->json, NULL);
    sam_json_string(&e->json, "respondent", response->respondent);
    sam_json_string(&e->json, "alliance", response->alliance);
    sam_json_string(&e->json, "organisation", response->organisation);
    sam_json_string(&e->json, "role", sam_role_id(response->role));
    sam_json_string(&e->json, "wave", response->wave);
    sam_json_string(&e->json, "language",
                    response->language >= 0 ? sam_lang_code((enum sam_lang)response->language)
                                            : "");
    sam_json_string(&e->json, "submitted_at", response->submitted_at);
    sam_json_object(&e->json, "answers");
    for (size_t i = 0; i < q->item_count; i++) {
        if (response->answers[i] == SAM_MISSING) {
            sam_json_null(&e->json, q->items[i].id);
        } else if (response->answers[i] == SAM_DONT_KNOW) {
            sam_json_string(&e->json, q->items[i].id, "dk");
        } else {
            sam_json_whole(&e->json, q->items[i].id, response->answers[i]);
        }
    }
    sam_json_object_end(&e->json);
    if (response->left_blank != NULL && response->left_blank[0] != '\0') {
        sam_json_array(&e->json, "left_blank");
        for (size_t i = 0; i < q->item_count; i++) {
            if (sam_response_left_blank(response, q->items[i].id)) {
                sam_json_string(&e->json, NULL, q->items[i].id);
            }
        }
        sam_json_array_end(&e->json);
    }
    sam_json_object(&e->json, "open");
    for (size_t i = 0; i < response->open_count; i++) {
        sam_json_string(&e->json, q->open_questions[response->open[i].question].id,
                        response->open[i].text);
    }
    sam_json_object_end(&e->json);
    sam_json_object_end(&e->json);
}

static bool write_one(const struct sam_stored *stored, void *context) {
    struct exporting *e = context;
    if (e->as_json) {
        write_json(e, stored);
        return true;
    }
    sam_buf_clear(&e->csv);
    sam_response_csv_write(&e->csv, e->questionnaire, &stored->response, true);
    fwrite(e->csv.data, 1, e->csv.length, e->out);
    return true;
}

static enum sam_status export_responses(struct sam_workspace *work, size_t wave, bool as_json,
                                        FILE *out, const char *name, struct sam_err *err) {
    struct exporting e = {
        .questionnaire = work->instruments->of_wave[wave], .out = out, .as_json = as_json};
    const struct sam_store_query query = {.wave = work->study->waves[wave].id,
                                          .latest =
                                              work->instruments->of_wave[wave]->story == NULL};
    sam_buf_init(&e.csv, SAM_BUF_UNLIMITED);
    if (as_json) {
        sam_json_to_file(&e.json, out, 1);
        sam_json_array(&e.json, NULL);
    } else {
        sam_response_csv_write_header(&e.csv, e.questionnaire, true);
        fwrite(e.csv.data, 1, e.csv.length, out);
    }
    enum sam_status status =
        sam_store_visit(work->store, e.questionnaire, &query, write_one, &e, err);
    if (as_json) {
        struct sam_err own = {0};
        sam_json_array_end(&e.json);
        enum sam_status ended = sam_json_end(&e.json, name, &own);
        if (status == SAM_OK && ended != SAM_OK) {
            status = sam_fail(err, ended, "%s", own.text);
        }
    }
    sam_buf_fini(&e.csv);
    return status;
}

/* Scores as JSON are results.json itself; as CSV its numbers, one a row. */
static enum sam_status export_scores(struct sam_workspace *work, size_t wave, bool as_json,
                                     FILE *out, struct sam_err *err) {
    char *path = sam_results_path(work->study, wave, "results.json");
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    enum sam_status status = sam_file_read(path, &text, err);
    if (status == SAM_E_NOT_FOUND) {
        sam_fail(err, status, _("%s: not there yet; run `samenscan analyse` first"), path);
    }
    if (status == SAM_OK && !as_json) {
        struct sam_buf csv;
        sam_buf_init(&csv, SAM_BUF_UNLIMITED);
        status = sam_scores_csv(text.data, text.length, path, &csv, err);
        fwrite(csv.data, 1, csv.length, out);
        sam_buf_fini(&csv);
    } else if (status == SAM_OK) {
        fwrite(text.data, 1, text.length, out);
    }
    sam_buf_fini(&text);
    free(path);
    return status;
}

/* Responses or scores, then the questionnaire itself for other platforms. */
enum format {
    FORMAT_CSV,
    FORMAT_JSON,
    FORMAT_XLSX,
    FORMAT_SAV,
    FORMAT_LIMESURVEY,
    FORMAT_XLSFORM,
    FORMAT_SURVEYJS,
    FORMATS
};
static const char *const format_names[FORMATS] = {"csv",        "json",    "xlsx",    "sav",
                                                  "limesurvey", "xlsform", "surveyjs"};

struct request {
    enum format format;
    const char *wave, *output, *respondent;
    const char *questionnaire; /* a file; NULL: the wave's */
    bool scores, codebook;
    const char *what, *alliance;
    const struct sam_sheet_kind *kind; /* NULL: responses */
};

static enum sam_status export_codebook(const struct sam_workspace *work, size_t wave, bool as_json,
                                       FILE *out, struct sam_err *err) {
    const struct sam_questionnaire *q = work->instruments->of_wave[wave];
    struct sam_buf about;
    struct sam_buf text;
    sam_buf_init(&about, SAM_BUF_UNLIMITED);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    enum sam_status status = sam_export_about(work, wave, &about, err);
    if (status == SAM_OK && as_json) {
        status = sam_codebook_json(q, about.data, &text, err);
    } else if (status == SAM_OK) {
        sam_codebook_csv(q, about.data, &text);
    }
    fwrite(text.data, 1, text.length, out);
    sam_buf_fini(&about);
    sam_buf_fini(&text);
    return status;
}

/* Writes to path, or to standard output when it is NULL. */
static enum sam_status export_to(struct sam_workspace *work, size_t wave,
                                 const struct request *request, const char *path,
                                 struct sam_err *err) {
    struct sam_new_file file = {0};
    bool as_json = request->format == FORMAT_JSON;
    enum sam_status status = path != NULL ? sam_new_file_open(&file, path, err) : SAM_OK;
    if (status != SAM_OK) {
        return status;
    }
    FILE *out = path != NULL ? file.stream : stdout;
    if (request->respondent != NULL) {
        status = sam_export_person(work, request->respondent, out,
                                   path != NULL ? path : _("standard output"), err);
    } else if (request->codebook) {
        status = export_codebook(work, wave, as_json, out, err);
    } else if (request->scores) {
        status = export_scores(work, wave, as_json, out, err);
    } else {
        status = export_responses(work, wave, as_json, out,
                                  path != NULL ? path : _("standard output"), err);
    }
    if (path == NULL) {
        return status;
    }
    if (status != SAM_OK) {
        sam_new_file_discard(&file);
        return status;
    }
    return sam_new_file_commit(&file, err);
}

/* Responses in a file have their codebook beside them: x.csv, x.codebook.csv. */
static enum sam_status codebook_beside(const struct sam_call *call, struct sam_workspace *work,
                                       size_t wave, const struct request *request,
                                       struct sam_err *err) {
    const char *dot = strrchr(request->output, '.');
    const char *slash = strrchr(request->output, '/');
    size_t stem = dot != NULL && dot != request->output && (slash == NULL || dot > slash + 1)
                      ? (size_t)(dot - request->output)
                      : strlen(request->output);
    struct request own = *request;
    struct sam_buf path;
    own.codebook = true;
    sam_buf_init(&path, SAM_BUF_UNLIMITED);
    sam_buf_append(&path, request->output, stem);
    sam_buf_printf(&path, ".codebook.%s", format_names[request->format]);
    enum sam_status status = export_to(work, wave, &own, path.data, err);
    if (status == SAM_OK) {
        sam_say(call, _("%s: what the columns mean"), path.data);
    }
    sam_buf_fini(&path);
    return status;
}

/* --- the questionnaire, for other platforms ----------------------------------------------------
 */

static enum sam_status write_text(const struct sam_buf *text, const char *path,
                                  struct sam_err *err) {
    if (path != NULL) {
        return sam_file_write(path, text->data, text->length, err);
    }
    fwrite(text->data, 1, text->length, stdout);
    return SAM_OK;
}

static enum sam_status push(const struct sam_questionnaire *q, enum sam_lang lang,
                            const struct request *request, struct sam_err *err) {
    struct sam_buf text;
    enum sam_status status = SAM_OK;
    if (request->format == FORMAT_XLSFORM) {
        return sam_push_xlsform(q, lang, request->output, err);
    }
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    if (request->format == FORMAT_LIMESURVEY) {
        sam_push_limesurvey(q, lang, &text);
    } else {
        status = sam_push_surveyjs(q, lang, &text, err);
    }
    if (status == SAM_OK) {
        status = write_text(&text, request->output, err);
    }
    sam_buf_fini(&text);
    return status;
}

static enum sam_status push_questionnaire(const struct sam_call *call,
                                          const struct sam_workspace *work, size_t wave,
                                          const struct request *request, struct sam_err *err) {
    enum sam_lang lang = call->lang_given ? sam_lang_get() : work->study->language;
    struct sam_questionnaire *own = NULL;
    enum sam_status status = SAM_OK;
    if (request->questionnaire != NULL) {
        struct sam_problems problems;
        sam_problems_init(&problems);
        status = sam_questionnaire_read(request->questionnaire, &own, &problems, err);
        sam_problems_fini(&problems);
    }
    if (status == SAM_OK) {
        status = push(own != NULL ? own : work->instruments->of_wave[wave], lang, request, err);
    }
    sam_questionnaire_free(own);
    return status;
}

static enum sam_status export_wave(const struct sam_call *call, struct sam_workspace *work,
                                   size_t wave, const struct request *request,
                                   struct sam_err *err) {
    if (request->format == FORMAT_XLSX) {
        return sam_export_workbook(call, work, wave, request->scores, request->output, err);
    }
    if (request->format >= FORMAT_LIMESURVEY) {
        return push_questionnaire(call, work, wave, request, err);
    }
    if (request->format == FORMAT_SAV) {
        return sam_export_sav(call, work, wave, request->scores, request->output, err);
    }
    enum sam_status status = export_to(work, wave, request, request->output, err);
    bool beside = request->output != NULL && !request->scores && !request->codebook;
    if (status == SAM_OK && beside && request->respondent == NULL) {
        status = codebook_beside(call, work, wave, request, err);
    }
    return status;
}

/* A sheet to fill in. */
static enum sam_status check_sheet(struct request *request, struct sam_err *err) {
    enum sam_status status = sam_sheet_kind_find("--what", request->what, &request->kind, err);
    if (status != SAM_OK) {
        return status;
    }
    bool plain = request->respondent == NULL && request->questionnaire == NULL &&
                 !request->scores && !request->codebook;
    if (!plain || (request->format != FORMAT_CSV && request->format != FORMAT_XLSX)) {
        return sam_fail(err, SAM_E_USAGE,
                        _("--what %s goes with --format csv or xlsx, --wave, --alliance and "
                          "--output alone"),
                        request->what);
    }
    if (request->format == FORMAT_XLSX && request->output == NULL) {
        return sam_fail(err, SAM_E_USAGE, _("export --format %s needs --output FILE.%s"), "xlsx",
                        "xlsx");
    }
    return SAM_OK;
}

static enum sam_status export_sheet(const struct sam_call *call, struct sam_workspace *work,
                                    size_t wave, const struct request *request,
                                    struct sam_err *err) {
    const struct sam_study *study = work->study;
    struct sam_sheet_job job = {.call = call,
                                .work = work,
                                .wave = wave,
                                .lang = call->lang_given ? sam_lang_get() : study->language,
                                .path = request->output,
                                .alliance = SAM_NONE,
                                .workbook = request->format == FORMAT_XLSX};
    if (request->alliance != NULL) {
        job.alliance = sam_study_alliance(study, request->alliance);
        if (job.alliance == SAM_NONE) {
            return sam_fail(err, SAM_E_NOT_FOUND, _("alliance \"%s\" is not in study.json"),
                            request->alliance);
        }
    }
    return sam_sheet_export(&job, request->kind, err);
}

static enum sam_status check_request(struct request *request, const char *format,
                                     struct sam_err *err) {
    for (int f = 0; format != NULL && f < FORMATS; f++) {
        if (strcmp(format, format_names[f]) == 0) {
            request->format = (enum format)f;
        }
    }
    if (request->what != NULL && strcmp(request->what, "responses") != 0) {
        return check_sheet(request, err);
    }
    if (request->alliance != NULL) {
        return sam_fail(err, SAM_E_USAGE, _("--alliance goes with --what"));
    }
    if (request->respondent != NULL) {
        bool fits = (format == NULL || request->format == FORMAT_JSON) && !request->scores &&
                    !request->codebook && request->wave == NULL;
        request->format = FORMAT_JSON;
        return fits ? SAM_OK
                    : sam_fail(err, SAM_E_USAGE,
                               _("--respondent goes with --format json alone: all that is kept of "
                                 "a person, in all waves"));
    }
    if (request->format == FORMATS) {
        return sam_fail(
            err, SAM_E_USAGE,
            _("export needs --format csv, json, xlsx, sav, limesurvey, xlsform or surveyjs"));
    }
    bool tables = request->format == FORMAT_XLSX || request->format == FORMAT_SAV;
    bool push = request->format >= FORMAT_LIMESURVEY;
    if (request->format == FORMAT_XLSFORM && request->output == NULL) {
        return sam_fail(err, SAM_E_USAGE, _("export --format xlsform needs --output FILE.xlsx"));
    }
    if (push && (request->scores || request->codebook)) {
        return sam_fail(err, SAM_E_USAGE,
                        _("--format %s writes the questionnaire, without --scores and --codebook"),
                        format);
    }
    if (!push && request->questionnaire != NULL) {
        return sam_fail(err, SAM_E_USAGE,
                        _("--questionnaire goes with --format limesurvey, xlsform or surveyjs"));
    }
    if (tables && request->output == NULL) {
        return sam_fail(err, SAM_E_USAGE, _("export --format %s needs --output FILE.%s"), format,
                        format);
    }
    if (request->codebook && (tables || request->scores)) {
        return sam_fail(err, SAM_E_USAGE,
                        _("--codebook goes with --format csv or json, without --scores; an xlsx "
                          "and a sav file have theirs inside"));
    }
    return SAM_OK;
}

int sam_verb_export(struct sam_call *call) {
    const char *format = NULL;
    struct request request = {.format = FORMATS};
    const struct sam_option options[] = {
        {"format", SAM_OPTION_TEXT, "F",
         N_("responses: csv, json, xlsx, sav; the questionnaire for other platforms: limesurvey, "
            "xlsform, surveyjs (needed)"),
         &format, 0, 0},
        {"what", SAM_OPTION_TEXT, "KIND",
         N_("responses (default), or a sheet to fill in and import: activities, notes, selection "
            "(csv, xlsx)"),
         &request.what, 0, 0},
        {"alliance", SAM_OPTION_TEXT, "A", N_("with --what: of this alliance alone"),
         &request.alliance, 0, 0},
        {"questionnaire", SAM_OPTION_TEXT, "FILE",
         N_("this questionnaire instead of the wave's (limesurvey, xlsform, surveyjs)"),
         &request.questionnaire, 0, 0},
        {"scores", SAM_OPTION_FLAG, NULL, N_("the analysis's numbers instead of the responses"),
         &request.scores, 0, 0},
        {"codebook", SAM_OPTION_FLAG, NULL,
         N_("what the columns mean instead of the responses (csv, json)"), &request.codebook, 0, 0},
        {"wave", SAM_OPTION_TEXT, "W", N_("of this wave (the last)"), &request.wave, 0, 0},
        {"respondent", SAM_OPTION_TEXT, "ID",
         N_("all that is kept of this person, in all waves and alliances (json)"),
         &request.respondent, 0, 0},
        {"output", SAM_OPTION_TEXT, "FILE",
         N_("write there instead of to standard output (xlsx, sav and xlsform need it)"),
         &request.output, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("export"), options, sizeof options / sizeof *options, 1,
                       &exit)) {
        return exit;
    }
    struct sam_err err = {0};
    struct sam_workspace work = {0};
    size_t wave = 0;
    enum sam_status status = check_request(&request, format, &err);
    if (status == SAM_OK) {
        status = sam_workspace_open(&work, sam_call_folder(call), &err);
    }
    if (status == SAM_OK) {
        status = sam_study_choose_wave(work.study, request.wave, &wave, &err);
    }
    if (status == SAM_OK && request.format < FORMAT_LIMESURVEY) {
        status = sam_workspace_open_store(&work, SAM_STORE_WRITE, &err);
    }
    if (status == SAM_OK) {
        status = request.kind != NULL ? export_sheet(call, &work, wave, &request, &err)
                                      : export_wave(call, &work, wave, &request, &err);
    }
    sam_workspace_close(&work);
    return status == SAM_OK ? SAM_EXIT_DONE : sam_complain(&err);
}
