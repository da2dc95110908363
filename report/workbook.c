/* The workbook around its tables: opening, about, responses, closing. */
#include "report/workbook_private.h"

#include "base/memory.h"
#include "base/moment.h"
#include "report/columns.h"
#include "report/provenance.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *sam_workbook_tr(const struct sam_workbook *book, const char *message) {
    return sam_tr_in(book->source.lang, message);
}

static lxw_format *new_format(lxw_workbook *file, const char *number) {
    lxw_format *format = workbook_add_format(file);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (number != NULL) {
        format_set_num_format(format, number);
    }
    return format;
}

static void make_formats(struct sam_workbook *book) {
    struct sam_workbook_formats *f = &book->formats;
    f->title = new_format(book->file, NULL);
    format_set_bold(f->title);
    format_set_font_size(f->title, 16);
    f->note = new_format(book->file, NULL);
    format_set_bold(f->note);
    format_set_text_wrap(f->note);
    f->head = new_format(book->file, NULL);
    format_set_bold(f->head);
    format_set_text_wrap(f->head);
    format_set_bottom(f->head, LXW_BORDER_MEDIUM);
    f->text = new_format(book->file, NULL);
    f->wrap = new_format(book->file, NULL);
    format_set_text_wrap(f->wrap);
    f->whole = new_format(book->file, "0");
    f->one = new_format(book->file, "0.0");
    f->two = new_format(book->file, "0.00");
    f->percent = new_format(book->file, "0%");
    f->moment = new_format(book->file, "yyyy-mm-dd hh:mm");
}

/* --- about ----------------------------------------------------------------------------------- */

static void about_line(struct sam_workbook *book, lxw_row_t *row, const char *name,
                       const char *value) {
    if (value != NULL && value[0] != '\0') {
        worksheet_write_string(book->about, *row, 0, sam_workbook_tr(book, name),
                               book->formats.text);
        worksheet_write_string(book->about, (*row)++, 1, value, book->formats.wrap);
    }
}

static void about_count(struct sam_workbook *book, lxw_row_t *row, const char *name, size_t count) {
    worksheet_write_string(book->about, *row, 0, sam_workbook_tr(book, name), book->formats.text);
    worksheet_write_number(book->about, (*row)++, 1, (double)count, book->formats.whole);
}

static void about_results(struct sam_workbook *book, lxw_row_t *row) {
    const struct sam_results *results = book->source.results;
    if (results == NULL) {
        about_line(book, row, N_("Scores"),
                   sam_workbook_tr(book, N_("none: this study has not been analysed yet")));
        return;
    }
    about_line(book, row, N_("Computed by"), results->version);
    about_line(book, row, N_("Computed at"), results->analysed_at);
    about_line(book, row, N_("Checksum of results.json (SHA-256)"), results->checksum);
    about_count(book, row, N_("Respondents in the scores"), results->respondents);
}

static void write_about(struct sam_workbook *book) {
    const struct sam_workbook_source *source = &book->source;
    const struct sam_study *study = source->study;
    lxw_row_t row = 0;
    struct sam_buf line;
    sam_buf_init(&line, SAM_BUF_UNLIMITED);
    sam_provenance_responses(study, source->wave, source->questionnaire, source->results,
                             source->lang, &line);
    worksheet_set_column(book->about, 0, 0, 36, NULL);
    worksheet_set_column(book->about, 1, 1, 90, NULL);
    worksheet_write_string(book->about, row++, 0, study->title.in[source->lang],
                           book->formats.title);
    worksheet_write_string(
        book->about, row++, 0,
        sam_workbook_tr(book, N_("Confidential: for the evaluator. Not for participants or the "
                                 "funder.")),
        book->formats.title);
    if (study->simulated) {
        worksheet_write_string(
            book->about, row++, 0,
            sam_workbook_tr(book, N_("SIMULATED: these answers were made up by a computer. They "
                                     "say nothing about the alliances named here.")),
            book->formats.title);
    }
    row++;
    about_line(book, &row, N_("Funder"), study->funder);
    about_line(book, &row, N_("Wave"), source->wave);
    about_line(book, &row, N_("Questionnaire"), source->questionnaire->title.in[source->lang]);
    about_line(book, &row, N_("Version of the questionnaire"), source->questionnaire->version);
    about_line(book, &row, N_("Source"), line.data);
    about_results(book, &row);
    if (source->responses) {
        about_count(book, &row, N_("Respondents in the sheet of responses"),
                    book->response_row > 0 ? book->response_row - 1 : 0);
    }
    row++;
    about_line(book, &row, N_("Numbers"),
               sam_workbook_tr(book, N_("An empty cell has no value; the last column of its row "
                                        "says why.")));
    about_line(book, &row, N_("Order"),
               sam_workbook_tr(book, N_("Alliances stand in order of name. There is no order of "
                                        "score: intervals overlap.")));
    about_line(book, &row, N_("Bands"),
               sam_workbook_tr(book, N_("The bands are reading aids. They are not validated for "
                                        "Dutch alliances.")));
    sam_buf_fini(&line);
}

/* --- responses ------------------------------------------------------------------------------- */

static void open_responses(struct sam_workbook *book) {
    const struct sam_questionnaire *q = book->source.questionnaire;
    struct sam_buf label;
    sam_buf_init(&label, SAM_BUF_UNLIMITED);
    book->responses = workbook_add_worksheet(book->file, sam_workbook_tr(book, N_("Responses")));
    for (size_t i = 0; i < sam_column_count(q); i++) {
        struct sam_column column = sam_column_at(q, i);
        bool open = column.kind == SAM_COLUMN_OPEN;
        bool answer = column.kind == SAM_COLUMN_ANSWER;
        sam_buf_clear(&label);
        if (answer || open) {
            sam_buf_printf(&label, "%s: ", column.name);
        }
        sam_buf_text(&label, sam_column_label(q, &column, book->source.lang));
        worksheet_set_column(book->responses, (lxw_col_t)i, (lxw_col_t)i,
                             open     ? 60
                             : answer ? 20
                                      : 24,
                             NULL);
        worksheet_write_string(book->responses, 0, (lxw_col_t)i, label.data, book->formats.head);
    }
    enum { HEAD_HEIGHT = 110 }; /* a statement takes up to seven lines */
    worksheet_set_row(book->responses, 0, HEAD_HEIGHT, NULL);
    worksheet_freeze_panes(book->responses, 1, 1);
    book->response_row = 1;
    sam_buf_fini(&label);
}

static const char *organisation_name(const struct sam_study *study, const char *alliance,
                                     const char *id) {
    size_t a = sam_study_alliance(study, alliance);
    size_t partner = a != SAM_NONE ? sam_alliance_partner(&study->alliances[a], id) : SAM_NONE;
    return partner != SAM_NONE ? study->alliances[a].partners[partner].name : id;
}

static void write_named(struct sam_workbook *book, lxw_row_t row,
                        const struct sam_response *response) {
    const struct sam_study *study = book->source.study;
    enum sam_lang lang = book->source.lang;
    size_t a = sam_study_alliance(study, response->alliance);
    const char *texts[] = {
        response->respondent,
        a != SAM_NONE ? study->alliances[a].name : response->alliance,
        organisation_name(study, response->alliance, response->organisation),
        sam_words_role(lang, response->role),
        response->wave,
        response->language >= 0 ? sam_words_lang(lang, (enum sam_lang)response->language) : ""};
    const lxw_col_t text_count = sizeof texts / sizeof *texts;
    for (lxw_col_t column = 0; column < text_count; column++) {
        if (texts[column][0] != '\0') {
            worksheet_write_string(book->responses, row, column, texts[column], book->formats.text);
        }
    }
    if (sam_moment_valid(response->submitted_at)) {
        worksheet_write_unixtime(book->responses, row, text_count,
                                 sam_moment_seconds(response->submitted_at), book->formats.moment);
    }
}

enum sam_status sam_workbook_response(struct sam_workbook *book,
                                      const struct sam_response *response, struct sam_err *err) {
    enum { NAMED = 7 };
    const struct sam_questionnaire *q = book->source.questionnaire;
    lxw_row_t row = book->response_row;
    if (row >= LXW_ROW_MAX) {
        return sam_fail(err, SAM_E_LIMIT,
                        _("%s: a sheet has no room for more than %d responses; use --format csv"),
                        book->place.path, LXW_ROW_MAX - 1);
    }
    book->response_row++;
    write_named(book, row, response);
    for (size_t i = 0; i < q->item_count; i++) {
        lxw_col_t column = (lxw_col_t)(NAMED + i);
        if (response->answers[i] == SAM_DONT_KNOW) {
            worksheet_write_string(book->responses, row, column,
                                   sam_workbook_tr(book, N_("don't know")), book->formats.text);
        } else if (response->answers[i] != SAM_MISSING) {
            worksheet_write_number(book->responses, row, column, response->answers[i],
                                   book->formats.whole);
        }
    }
    for (size_t i = 0; i < response->open_count; i++) {
        worksheet_write_string(book->responses, row,
                               (lxw_col_t)(NAMED + q->item_count + response->open[i].question),
                               response->open[i].text, book->formats.wrap);
    }
    return SAM_OK;
}

/* --- opening and closing --------------------------------------------------------------------- */

enum sam_status sam_workbook_open(const char *path, const struct sam_workbook_source *source,
                                  struct sam_workbook **out, struct sam_err *err) {
    struct sam_workbook *book = sam_xcalloc(1, sizeof *book);
    book->source = *source;
    enum sam_status status = sam_new_file_open(&book->place, path, err);
    if (status != SAM_OK) {
        free(book);
        return status;
    }
    /* libxlsxwriter opens the temporary file once more by its name, and writes when closing. */
    book->file = workbook_new(book->place.temporary);
    if (book->file == NULL) {
        status = sam_fail_cause(err, SAM_E_IO, ENOMEM, _("%s: could not be written whole (%s)"),
                                path, strerror(ENOMEM));
        sam_new_file_discard(&book->place);
        free(book);
        return status;
    }
    make_formats(book);
    book->about = workbook_add_worksheet(book->file, sam_workbook_tr(book, N_("About")));
    if (source->responses) {
        open_responses(book);
    }
    *out = book;
    return SAM_OK;
}

static void set_properties(struct sam_workbook *book) {
    struct sam_buf line;
    char name[] = "samenscan " SAM_VERSION;
    char *title = sam_xstrdup(book->source.study->title.in[book->source.lang]);
    sam_buf_init(&line, 255);
    sam_provenance_responses(book->source.study, book->source.wave, book->source.questionnaire,
                             book->source.results, book->source.lang, &line);
    lxw_doc_properties properties = {.title = title, .author = name, .comments = line.data};
    /* Not the time now: the same results give the same bytes. */
    enum { YEAR_1980 = 315532800 };
    properties.created =
        book->source.results != NULL ? sam_results_moment(book->source.results) : YEAR_1980;
    workbook_set_properties(book->file, &properties);
    sam_buf_fini(&line);
    free(title);
}

static void set_printing(struct sam_workbook *book) {
    struct sam_buf footer;
    sam_buf_init(&footer, 200);
    sam_buf_printf(&footer, "&L%s&R&P / &N",
                   book->source.study->simulated
                       ? sam_workbook_tr(book, N_("Confidential - SIMULATED answers"))
                       : sam_workbook_tr(book, N_("Confidential")));
    lxw_worksheet *sheet = NULL;
    STAILQ_FOREACH(sheet, book->file->worksheets, list_pointers) {
        worksheet_set_footer(sheet, footer.data);
        worksheet_set_paper(sheet, 9); /* A4 */
        worksheet_set_landscape(sheet);
        if (sheet != book->about && sheet != book->charts) {
            worksheet_repeat_rows(sheet, 0, 0);
        }
    }
    worksheet_fit_to_pages(book->about, 1, 0);
    if (book->charts != NULL) {
        /* Two rows of two charts a page. */
        enum { SCALE = 62, PAGES = 20 };
        lxw_row_t breaks[PAGES + 1] = {0};
        for (lxw_row_t page = 0; page < PAGES; page++) {
            breaks[page] = (page + 1) * 2 * SAM_CHART_ROWS;
        }
        worksheet_set_print_scale(book->charts, SCALE);
        worksheet_set_h_pagebreaks(book->charts, breaks);
    }
    sam_buf_fini(&footer);
}

static enum sam_status write_file(struct sam_workbook *book, struct sam_err *err) {
    errno = 0;
    lxw_error error = workbook_close(book->file);
    book->file = NULL;
    if (error == LXW_NO_ERROR) {
        return SAM_OK;
    }
    return sam_fail_cause(err, SAM_E_IO, (int)error, _("%s: could not be written whole (%s)"),
                          book->place.path, errno != 0 ? strerror(errno) : lxw_strerror(error));
}

enum sam_status sam_workbook_close(struct sam_workbook *book, struct sam_err *err) {
    if (book->responses != NULL) {
        worksheet_autofilter(book->responses, 0, 0, book->response_row - 1,
                             (lxw_col_t)(sam_column_count(book->source.questionnaire) - 1));
    }
    bool fits = book->source.results == NULL || sam_workbook_tables(book);
    if (!fits) {
        enum sam_status status =
            sam_fail(err, SAM_E_LIMIT,
                     _("%s: a sheet has no room for so many alliances; use --format csv --scores"),
                     book->place.path);
        sam_workbook_discard(book);
        return status;
    }
    sam_workbook_codebook(book);
    write_about(book);
    set_printing(book);
    set_properties(book);
    enum sam_status status = write_file(book, err);
    if (status == SAM_OK) {
        status = sam_new_file_commit(&book->place, err);
    } else {
        sam_new_file_discard(&book->place);
    }
    free(book);
    return status;
}

void sam_workbook_discard(struct sam_workbook *book) {
    lxw_workbook_free(book->file);
    sam_new_file_discard(&book->place);
    free(book);
}
