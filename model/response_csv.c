#include "model/response_csv.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const sam_csv_column_names[SAM_CSV_NAMED] = {
    "respondent", "alliance", "organisation", "role", "wave", "language", "submitted_at"};

enum column_kind { NAMED, ITEM, OPEN, IGNORED };

struct column {
    enum column_kind kind;
    size_t index;
};

struct sam_response_csv {
    struct sam_csv *csv;
    const struct sam_questionnaire *questionnaire;
    struct column *columns;
    char **headings;
    size_t column_count;
    uint8_t *answers;
};

static struct column column_of(const struct sam_questionnaire *q, const char *name) {
    for (size_t i = 0; i < SAM_CSV_NAMED; i++) {
        if (strcmp(name, sam_csv_column_names[i]) == 0) {
            return (struct column){NAMED, i};
        }
    }
    size_t item = sam_questionnaire_item(q, name);
    if (item != SAM_NONE) {
        return (struct column){ITEM, item};
    }
    size_t open = sam_questionnaire_open_question(q, name);
    return open != SAM_NONE ? (struct column){OPEN, open} : (struct column){IGNORED, 0};
}

/* Names all the columns that mean nothing, as far as a message goes. */
static enum sam_status refuse_unknown(const struct sam_response_csv *f, size_t line,
                                      struct sam_err *err) {
    struct sam_buf names;
    size_t count = 0;
    sam_buf_init(&names, SAM_ERR_TEXT / 2);
    for (size_t i = 0; i < f->column_count; i++) {
        if (f->columns[i].kind == IGNORED) {
            const char *heading = f->headings[i];
            int shown = (int)sam_utf8_cut(heading, strlen(heading), 60);
            sam_buf_printf(&names, "%s%.*s", count++ > 0 ? "\", \"" : "", shown, heading);
        }
    }
    enum sam_status status = SAM_OK;
    if (count > 0) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("%s, line %zu: column \"%s\" is no statement of questionnaire %s; "
                            "remove it or use --ignore-unknown"),
                          sam_csv_name(f->csv), line, names.data, f->questionnaire->id);
    }
    sam_buf_fini(&names);
    return status;
}

static enum sam_status read_header(struct sam_response_csv *f, const struct sam_csv_row *row,
                                   bool ignore_unknown, struct sam_err *err) {
    const char *name = sam_csv_name(f->csv);
    bool alliance = false;
    bool item = false;
    f->column_count = row->count;
    f->columns = sam_xcalloc(row->count, sizeof *f->columns);
    f->headings = sam_xcalloc(row->count, sizeof *f->headings);
    for (size_t i = 0; i < row->count; i++) {
        const char *heading = row->fields[i].text;
        f->headings[i] = sam_xstrdup(heading);
        f->columns[i] = column_of(f->questionnaire, heading);
        for (size_t j = 0; j < i && f->columns[i].kind != IGNORED; j++) {
            if (strcmp(heading, f->headings[j]) == 0) {
                return sam_fail(err, SAM_E_INPUT,
                                _("%s, line %zu: column \"%s\" stands twice; keep one"), name,
                                row->line, heading);
            }
        }
        item = item || f->columns[i].kind == ITEM;
        alliance =
            alliance || (f->columns[i].kind == NAMED && f->columns[i].index == SAM_CSV_ALLIANCE);
    }
    if (!ignore_unknown) {
        enum sam_status status = refuse_unknown(f, row->line, err);
        if (status != SAM_OK) {
            return status;
        }
    }
    if (!alliance || !item) {
        return sam_fail(err, SAM_E_INPUT,
                        alliance ? _("%s, line %zu: no column of questionnaire %s; at least one "
                                     "statement is needed")
                                 : _("%s, line %zu: no column \"alliance\" (questionnaire %s); the "
                                     "first line must name the columns"),
                        name, row->line, f->questionnaire->id);
    }
    return SAM_OK;
}

enum sam_status sam_response_csv_open(struct sam_csv *csv, const struct sam_questionnaire *q,
                                      bool ignore_unknown, struct sam_response_csv **out,
                                      struct sam_err *err) {
    struct sam_response_csv *file = sam_xcalloc(1, sizeof *file);
    file->csv = csv;
    file->questionnaire = q;
    file->answers = sam_xcalloc(q->item_count, 1);
    struct sam_csv_row row;
    enum sam_status status = sam_csv_next(csv, &row, err);
    if (status == SAM_OK && row.count == 0) {
        status = sam_fail(err, SAM_E_INPUT, _("%s: empty; the first line must name the columns"),
                          sam_csv_name(csv));
    }
    if (status == SAM_OK) {
        status = read_header(file, &row, ignore_unknown, err);
    }
    if (status != SAM_OK) {
        sam_response_csv_free(file);
        return status;
    }
    *out = file;
    return SAM_OK;
}

void sam_response_csv_free(struct sam_response_csv *file) {
    if (file == NULL) {
        return;
    }
    for (size_t i = 0; file->headings != NULL && i < file->column_count; i++) {
        free(file->headings[i]);
    }
    free(file->headings);
    free(file->columns);
    free(file->answers);
    free(file);
}

static enum sam_status bad_value(const struct sam_response_csv *f, size_t line, size_t column,
                                 const char *value, const char *expected, struct sam_err *err) {
    int shown = (int)sam_utf8_cut(value, strlen(value), 60);
    return sam_fail(err, SAM_E_INPUT, _("%s, line %zu, column %s: \"%.*s\" must be %s"),
                    sam_csv_name(f->csv), line, f->headings[column], shown, value, expected);
}

static enum sam_status read_field(struct sam_response_csv *f, size_t column,
                                  const struct sam_csv_field *field, struct sam_response_row *row,
                                  struct sam_err *err) {
    size_t index = f->columns[column].index;
    int points = f->questionnaire->points;
    switch (f->columns[column].kind) {
    case NAMED:
        row->named[index] = field->text;
        if (index == SAM_CSV_ROLE && sam_role_read(field->text, &row->role) != 0) {
            return bad_value(f, row->line, column, field->text,
                             _("lead, partner, account_holder or empty"), err);
        }
        return SAM_OK;
    case ITEM:
        if (sam_answer_read(field->text, field->length, points, &f->answers[index]) != 0) {
            char expected[128];
            snprintf(expected, sizeof expected,
                     _("a whole number of 1 to %d, dk (don't know), or empty"), points);
            return bad_value(f, row->line, column, field->text, expected, err);
        }
        return SAM_OK;
    default:
        return SAM_OK;
    }
}

/* Nearly all fields are an answer of one digit: returns the first that isn't, of `from` and up. */
static size_t skip_digits(struct sam_response_csv *f, const struct sam_csv_row *row, size_t from) {
    const struct column *columns = f->columns;
    const struct sam_csv_field *fields = row->fields;
    uint8_t *answers = f->answers;
    unsigned most = f->questionnaire->points < 9 ? (unsigned)f->questionnaire->points : 9;
    size_t count = row->count;
    size_t i = from;
    while (i < count && columns[i].kind == ITEM && fields[i].length == 1) {
        unsigned answer = (unsigned)(fields[i].text[0] - '0');
        if (answer - 1 >= most) {
            break;
        }
        answers[columns[i].index] = (uint8_t)answer;
        i++;
    }
    return i;
}

enum sam_status sam_response_csv_next(struct sam_response_csv *f, struct sam_response_row *row,
                                      bool *more, struct sam_err *err) {
    struct sam_csv_row fields;
    enum sam_status status = sam_csv_next(f->csv, &fields, err);
    *more = status == SAM_OK && fields.count > 0;
    if (!*more) {
        return status;
    }
    *row = (struct sam_response_row){.line = fields.line, .role = SAM_ROLE_UNKNOWN};
    for (size_t i = 0; i < SAM_CSV_NAMED; i++) {
        row->named[i] = "";
    }
    row->answers = f->answers;
    if (fields.count != f->column_count) {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s, line %zu: %zu columns, the first line has %zu; is a separator or "
                          "quotation mark missing?"),
                        sam_csv_name(f->csv), fields.line, fields.count, f->column_count);
    }
    for (size_t i = skip_digits(f, &fields, 0); i < fields.count && status == SAM_OK;
         i = skip_digits(f, &fields, i + 1)) {
        status = read_field(f, i, &fields.fields[i], row, err);
    }
    if (status == SAM_OK && row->named[SAM_CSV_ALLIANCE][0] == '\0') {
        status = sam_fail(err, SAM_E_INPUT,
                          _("%s, line %zu, column alliance: empty; say which alliance this "
                            "respondent is in"),
                          sam_csv_name(f->csv), fields.line);
    }
    return status;
}

void sam_response_csv_write_header(struct sam_buf *out, const struct sam_questionnaire *q,
                                   bool with_open) {
    for (size_t i = 0; i < SAM_CSV_NAMED; i++) {
        sam_buf_text(out, i > 0 ? "," : "");
        sam_buf_text(out, sam_csv_column_names[i]);
    }
    for (size_t i = 0; i < q->item_count; i++) {
        sam_buf_printf(out, ",%s", q->items[i].id);
    }
    for (size_t i = 0; with_open && i < q->open_count; i++) {
        sam_buf_printf(out, ",%s", q->open_questions[i].id);
    }
    sam_buf_text(out, "\r\n");
}

void sam_response_csv_write(struct sam_buf *out, const struct sam_questionnaire *q,
                            const struct sam_response *response, bool with_open) {
    const char *named[SAM_CSV_NAMED] = {
        response->respondent,
        response->alliance,
        response->organisation,
        sam_role_id(response->role),
        response->wave,
        response->language >= 0 ? sam_lang_code((enum sam_lang)response->language) : "",
        response->submitted_at};
    for (size_t i = 0; i < SAM_CSV_NAMED; i++) {
        sam_buf_text(out, i > 0 ? "," : "");
        sam_csv_write_field(out, named[i]);
    }
    for (size_t i = 0; i < q->item_count; i++) {
        char text[4];
        sam_buf_printf(out, ",%s", sam_answer_print(response->answers[i], text));
    }
    for (size_t i = 0; with_open && i < q->open_count; i++) {
        const char *text = "";
        for (size_t j = 0; j < response->open_count; j++) {
            text = response->open[j].question == i ? response->open[j].text : text;
        }
        sam_buf_char(out, ',');
        sam_csv_write_field(out, text);
    }
    sam_buf_text(out, "\r\n");
}
