/* The cells of a sheet as text. */
#include "base/moment.h"
#include "base/number.h"
#include "base/words.h"
#include "model/questionnaire.h"
#include "model/xlsx_xml.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum kind { NUMBER, SHARED, TEXT, TRUTH, FAULT, DAY };

struct rows {
    const struct sam_xlsx_book *book;
    struct sam_sheet_builder *builder;
    struct sam_problems *problems;
    size_t line, column; /* of the row and cell at hand, from 1 and 0 */
    size_t phonetic;
    bool in_row, in_cell, formula, value;
    enum kind kind;
    size_t style;
};

static void place(const struct rows *rows, char text[SAM_PLACE_SIZE]) {
    const struct sam_sheet *sheet = rows->builder->sheet;
    sam_sheet_place_at(sheet->name, sheet->title, rows->line, rows->column, text);
}

static size_t number_in(const char *text, size_t otherwise) {
    long long value = 0;
    bool good = text != NULL && sam_number_whole(text, strlen(text), &value);
    return good && value >= 0 && value < 1 << 28 ? (size_t)value : otherwise;
}

/* "BC12" is column 54; a reference that is none leaves the place as it would be without. */
static size_t column_in(const char *reference, size_t otherwise) {
    size_t column = 0;
    for (const char *c = reference; c != NULL && *c >= 'A' && *c <= 'Z' && column < 1 << 20; c++) {
        column = column * 26 + (size_t)(*c - 'A') + 1;
    }
    return column > 0 ? column - 1 : otherwise;
}

static enum kind kind_of(const char *type) {
    static const struct {
        const char *name;
        enum kind kind;
    } kinds[] = {{"s", SHARED}, {"inlineStr", TEXT}, {"str", TEXT},
                 {"b", TRUTH},  {"e", FAULT},        {"d", DAY}};
    for (size_t i = 0; type != NULL && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(type, kinds[i].name) == 0) {
            return kinds[i].kind;
        }
    }
    return NUMBER;
}

static void start_cell(struct sam_xlsx_reader *r, const char **attributes) {
    struct rows *rows = r->own;
    rows->column = column_in(sam_xlsx_attribute(attributes, "r"), rows->column);
    rows->kind = kind_of(sam_xlsx_attribute(attributes, "t"));
    rows->style = number_in(sam_xlsx_attribute(attributes, "s"), 0);
    rows->in_cell = true;
    rows->formula = rows->value = false;
    rows->phonetic = 0;
    sam_buf_clear(&r->text);
}

static void start_row(struct sam_xlsx_reader *r, const char *name, const char **attributes) {
    struct rows *rows = r->own;
    if (strcmp(name, "row") == 0) {
        rows->line = number_in(sam_xlsx_attribute(attributes, "r"), rows->line + 1);
        rows->column = 0;
        rows->in_row = true;
        sam_sheet_row_begin(rows->builder, rows->line);
    } else if (strcmp(name, "c") == 0 && rows->in_row) {
        start_cell(r, attributes);
    } else if (rows->in_cell && strcmp(name, "f") == 0) {
        rows->formula = true;
    } else if (rows->in_cell && strcmp(name, "rPh") == 0) {
        rows->phonetic++;
    } else if (rows->in_cell && (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)) {
        rows->value = true;
        r->keep = rows->phonetic == 0;
    }
}

/* Days since day 0 as 2026-03-02, with the time where there is one; a time alone as 10:15:00. The
 * first 60 days of 1900 are one off in every spreadsheet, and not met in practice. False when it is
 * no such number. */
static bool write_date(double days, bool from_1904, char text[SAM_NUMBER_SIZE]) {
    enum { DAY_SECONDS = 86400, EPOCH_1900 = 25569, EPOCH_1904 = 24107, MOST = 2958466 };
    if (!(days >= 0 && days < MOST)) {
        return false;
    }
    double seconds = floor(days * DAY_SECONDS + 0.5);
    time_t moment = (time_t)(seconds - (double)(from_1904 ? EPOCH_1904 : EPOCH_1900) * DAY_SECONDS);
    struct tm parts = {0};
    gmtime_r(&moment, &parts);
    bool day = fmod(seconds, DAY_SECONDS) == 0;
    return (days < 1 ? strftime(text, SAM_NUMBER_SIZE, "%H:%M:%S", &parts)
            : day    ? strftime(text, SAM_NUMBER_SIZE, "%Y-%m-%d", &parts)
                     : strftime(text, SAM_NUMBER_SIZE, "%Y-%m-%dT%H:%M:%S", &parts)) > 0;
}

/* The cell's number as text in place of what stands in r->text. */
static void number_text(struct sam_xlsx_reader *r) {
    struct rows *rows = r->own;
    char text[SAM_NUMBER_SIZE];
    double value = 0;
    bool date = rows->style < rows->book->style_count && rows->book->date_formats[rows->style];
    if (!sam_number_decimal(r->text.data, r->text.length, &value)) {
        return; /* left as it is: whoever reads the column says what is wrong with it */
    }
    if (!date || !write_date(value, rows->book->from_1904, text)) {
        sam_number_print(text, value);
    }
    sam_buf_clear(&r->text);
    sam_buf_text(&r->text, text);
}

static void shared_text(struct sam_xlsx_reader *r) {
    struct rows *rows = r->own;
    const struct sam_xlsx_book *book = rows->book;
    char where[SAM_PLACE_SIZE];
    size_t index = number_in(r->text.data, book->string_count);
    sam_buf_clear(&r->text);
    if (index >= book->string_count) {
        place(rows, where);
        sam_xlsx_stop(r, sam_fail(r->err, SAM_E_INPUT,
                                  _("%s: refers to a text that isn't in the file; the file is "
                                    "damaged: open it in a spreadsheet program and save it anew"),
                                  where));
        return;
    }
    size_t from = index > 0 ? book->strings[index - 1] : 0;
    sam_buf_append(&r->text, book->text.data + from, book->strings[index] - from);
}

static void day_text(struct sam_xlsx_reader *r) {
    static const char midnight[] = "T00:00:00";
    const char *at = strstr(r->text.data, midnight);
    if (at != NULL) {
        size_t keep = (size_t)(at - r->text.data);
        r->text.data[keep] = '\0';
        r->text.length = keep;
    }
}

static void settle(struct sam_xlsx_reader *r) {
    struct rows *rows = r->own;
    char where[SAM_PLACE_SIZE];
    place(rows, where);
    /* Of text an outcome may be empty; of anything else an empty one was never computed. */
    if (rows->formula && r->text.length == 0 && rows->kind != TEXT) {
        sam_problem(rows->problems,
                    _("%s: a formula without its outcome; open the file in a spreadsheet program "
                      "and save it, so that the outcome is in it"),
                    where);
    } else if (rows->kind == FAULT) {
        sam_problem(rows->problems, _("%s: the formula gives %s; correct it"), where, r->text.data);
        sam_buf_clear(&r->text);
    } else if (rows->kind == SHARED && rows->value) {
        shared_text(r);
    } else if (rows->kind == TRUTH) {
        bool yes = strcmp(r->text.data, "1") == 0;
        sam_buf_clear(&r->text);
        sam_buf_text(&r->text, !rows->value ? "" : yes ? "true" : "false");
    } else if (rows->kind == DAY) {
        day_text(r);
    } else if (rows->kind == NUMBER) {
        number_text(r);
    }
}

static void end_row(struct sam_xlsx_reader *r, const char *name) {
    struct rows *rows = r->own;
    r->keep = false;
    if (strcmp(name, "rPh") == 0 && rows->phonetic > 0) {
        rows->phonetic--;
    } else if (strcmp(name, "c") == 0 && rows->in_cell) {
        rows->in_cell = false;
        settle(r);
        if (r->status == SAM_OK) {
            enum sam_status status = sam_sheet_row_cell(rows->builder, rows->column++, r->text.data,
                                                        r->text.length, r->err);
            if (status != SAM_OK) {
                sam_xlsx_stop(r, status);
            }
        }
    } else if (strcmp(name, "row") == 0 && rows->in_row) {
        rows->in_row = false;
        enum sam_status status = sam_sheet_row_end(rows->builder, r->err);
        if (status != SAM_OK) {
            sam_xlsx_stop(r, status);
        }
    }
}

enum sam_status sam_xlsx_rows(const struct sam_xlsx_part *part, const struct sam_xlsx_book *book,
                              struct sam_sheet_builder *builder, struct sam_problems *problems,
                              struct sam_err *err) {
    struct rows rows = {.book = book, .builder = builder, .problems = problems};
    struct sam_xlsx_reader r = {
        .part = part, .start = start_row, .end = end_row, .own = &rows, .err = err};
    return sam_xlsx_read(&r);
}
