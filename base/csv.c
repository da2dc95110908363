#include "base/csv.h"

#include "base/buf.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 1 << 18 };

struct sam_csv {
    FILE *stream; /* NULL: read from memory */
    const char *memory;
    size_t memory_left;
    const char *name;
    char *data; /* a piece; unread text is data[at .. length) */
    size_t at, length, room;
    size_t line;
    char separator;
    bool at_end; /* nothing more to read into data */
    bool started, line_ended;
    bool line_feed; /* follows the CR that ended the row taken last */
    struct sam_buf row;
    size_t *starts; /* offsets of the fields in the row */
    struct sam_csv_field *fields;
    size_t field_count, field_capacity;
    uint8_t kind[256]; /* enum byte_kind of each byte; set once the separator is known */
};

enum byte_kind { ORDINARY, BEYOND_ASCII, SEPARATOR, LINE_END, SPECIAL };

static struct sam_csv *new_csv(const char *name, char separator) {
    struct sam_csv *csv = sam_xcalloc(1, sizeof *csv);
    csv->name = name;
    csv->separator = separator;
    csv->line = 1;
    sam_buf_init(&csv->row, SAM_CSV_ROW_LIMIT);
    return csv;
}

struct sam_csv *sam_csv_from_file(FILE *stream, const char *name, char separator) {
    struct sam_csv *csv = new_csv(name, separator);
    csv->stream = stream;
    csv->room = PIECE;
    csv->data = sam_xmalloc(csv->room);
    return csv;
}

struct sam_csv *sam_csv_from_memory(const char *data, size_t length, const char *name,
                                    char separator) {
    struct sam_csv *csv = new_csv(name, separator);
    csv->memory = data;
    csv->memory_left = length;
    csv->room = length < PIECE ? length + 1 : PIECE;
    csv->data = sam_xmalloc(csv->room);
    return csv;
}

void sam_csv_free(struct sam_csv *csv) {
    if (csv == NULL) {
        return;
    }
    sam_buf_fini(&csv->row);
    free(csv->data);
    free(csv->starts);
    free(csv->fields);
    free(csv);
}

const char *sam_csv_name(const struct sam_csv *csv) {
    return csv->name;
}

bool sam_csv_ended_with_line_end(const struct sam_csv *csv) {
    return csv->line_ended;
}

static size_t read_more(struct sam_csv *csv, char *into, size_t most) {
    if (csv->stream != NULL) {
        return fread(into, 1, most, csv->stream);
    }
    size_t got = csv->memory_left < most ? csv->memory_left : most;
    if (got > 0) {
        memcpy(into, csv->memory, got);
        csv->memory += got;
        csv->memory_left -= got;
    }
    return got;
}

/* Makes sure at least `wanted` unread bytes are there, unless the text ends before. */
static enum sam_status fill(struct sam_csv *csv, size_t wanted, struct sam_err *err) {
    if (csv->at_end || csv->length - csv->at >= wanted) {
        return SAM_OK;
    }
    memmove(csv->data, csv->data + csv->at, csv->length - csv->at);
    csv->length -= csv->at;
    csv->at = 0;
    while (csv->length < wanted && !csv->at_end) {
        size_t got = read_more(csv, csv->data + csv->length, csv->room - csv->length);
        csv->length += got;
        csv->at_end = got == 0;
    }
    if (csv->stream != NULL && ferror(csv->stream)) {
        return sam_fail_cause(err, SAM_E_IO, errno, _("%s: cannot be read (%s)"), csv->name,
                              strerror(errno));
    }
    return SAM_OK;
}

static void guess_separator(struct sam_csv *csv) {
    static const char candidates[] = ",;\t";
    size_t counts[3] = {0};
    bool quoted = false;
    for (size_t i = csv->at; i < csv->length; i++) {
        char c = csv->data[i];
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '\n' || c == '\r')) {
            break;
        } else if (!quoted && c != '\0' && strchr(candidates, c) != NULL) {
            counts[strchr(candidates, c) - candidates]++;
        }
    }
    size_t best = 0;
    for (size_t i = 1; i < 3; i++) {
        best = counts[i] > counts[best] ? i : best;
    }
    csv->separator = candidates[best];
}

static void sort_bytes(struct sam_csv *csv) {
    memset(csv->kind, ORDINARY, 128);
    memset(csv->kind + 128, BEYOND_ASCII, 128);
    csv->kind['\0'] = csv->kind['"'] = SPECIAL;
    csv->kind['\n'] = csv->kind['\r'] = LINE_END;
    csv->kind[(unsigned char)csv->separator] = SEPARATOR;
}

static enum sam_status start(struct sam_csv *csv, struct sam_err *err) {
    enum sam_status status = fill(csv, PIECE, err);
    if (status != SAM_OK) {
        return status;
    }
    if (csv->length - csv->at >= 3 && memcmp(csv->data + csv->at, "\xEF\xBB\xBF", 3) == 0) {
        csv->at += 3;
    }
    if (csv->separator == 0) {
        guess_separator(csv);
    }
    sort_bytes(csv);
    csv->started = true;
    return SAM_OK;
}

static void more_fields(struct sam_csv *csv) {
    csv->field_capacity = sam_grow(csv->field_capacity, csv->field_count + 1);
    csv->starts = sam_xrealloc(csv->starts, csv->field_capacity, sizeof *csv->starts);
    csv->fields = sam_xrealloc(csv->fields, csv->field_capacity, sizeof *csv->fields);
}

static void start_field(struct sam_csv *csv) {
    if (csv->field_count == csv->field_capacity) {
        more_fields(csv);
    }
    csv->starts[csv->field_count++] = csv->row.length;
}

/* One unquoted run: up to separator, line end or the end of what is loaded. */
static enum sam_status plain_field(struct sam_csv *csv, struct sam_err *err) {
    for (;;) {
        size_t i = csv->at;
        while (i < csv->length && csv->data[i] != csv->separator && csv->data[i] != '\n' &&
               csv->data[i] != '\r' && csv->data[i] != '"') {
            i++;
        }
        sam_buf_append(&csv->row, csv->data + csv->at, i - csv->at);
        csv->at = i;
        if (i < csv->length && csv->data[i] == '"') {
            return sam_fail(err, SAM_E_INPUT,
                            _("%s, line %zu: a quotation mark inside a field that doesn't start "
                              "with one; put the whole field between quotation marks and double "
                              "those inside it"),
                            csv->name, csv->line);
        }
        if (i < csv->length || csv->at_end || csv->row.full) {
            return SAM_OK;
        }
        enum sam_status status = fill(csv, 1, err);
        if (status != SAM_OK) {
            return status;
        }
    }
}

static enum sam_status quoted_field(struct sam_csv *csv, struct sam_err *err) {
    size_t first_line = csv->line;
    csv->at++;
    for (;;) {
        enum sam_status status = fill(csv, 2, err);
        if (status != SAM_OK) {
            return status;
        }
        if (csv->at == csv->length) {
            return sam_fail(err, SAM_E_INPUT,
                            _("%s, line %zu: a quotation mark is opened and never closed; is the "
                              "file cut off?"),
                            csv->name, first_line);
        }
        char c = csv->data[csv->at++];
        if (c == '"') {
            if (csv->at == csv->length || csv->data[csv->at] != '"') {
                break;
            }
            csv->at++;
        }
        bool before_feed = csv->at < csv->length && csv->data[csv->at] == '\n';
        csv->line += c == '\n' || (c == '\r' && !before_feed);
        if (!sam_buf_char(&csv->row, c)) {
            return SAM_OK; /* the limit is reported by the caller */
        }
    }
    enum sam_status status = fill(csv, 1, err);
    if (status != SAM_OK) {
        return status;
    }
    char after = csv->at < csv->length ? csv->data[csv->at] : '\n';
    if (after != csv->separator && after != '\n' && after != '\r') {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s, line %zu: text behind a closing quotation mark; double the "
                          "quotation marks inside a field"),
                        csv->name, csv->line);
    }
    return SAM_OK;
}

static enum sam_status line_end(struct sam_csv *csv, struct sam_err *err) {
    enum sam_status status = fill(csv, 2, err);
    if (status != SAM_OK || csv->at == csv->length) {
        csv->line_ended = false;
        return status;
    }
    csv->line_ended = true;
    if (csv->data[csv->at] == '\r' && csv->at + 1 < csv->length && csv->data[csv->at + 1] == '\n') {
        csv->at++;
    }
    csv->at++;
    csv->line++;
    return SAM_OK;
}

static enum sam_status read_fields(struct sam_csv *csv, struct sam_err *err) {
    for (;;) {
        start_field(csv);
        enum sam_status status = fill(csv, 1, err);
        bool quoted = csv->at < csv->length && csv->data[csv->at] == '"';
        if (status == SAM_OK) {
            status = quoted ? quoted_field(csv, err) : plain_field(csv, err);
        }
        if (status != SAM_OK) {
            return status;
        }
        sam_buf_char(&csv->row, '\0');
        if (csv->row.full) {
            return sam_fail(err, SAM_E_LIMIT,
                            _("%s, line %zu: a row of more than %d bytes; is a quotation mark "
                              "missing?"),
                            csv->name, csv->line, SAM_CSV_ROW_LIMIT);
        }
        if (csv->at == csv->length || csv->data[csv->at] != csv->separator) {
            return line_end(csv, err);
        }
        csv->at++;
    }
}

static enum sam_status check_text(const struct sam_csv *csv, const struct sam_csv_row *row,
                                  struct sam_err *err) {
    for (size_t i = 0; i < row->count; i++) {
        if (!sam_utf8_valid(row->fields[i].text, row->fields[i].length, NULL)) {
            return sam_fail(err, SAM_E_INPUT,
                            _("%s, line %zu, column %zu: not UTF-8 text; save the file as UTF-8"),
                            csv->name, row->line, i + 1);
        }
    }
    return SAM_OK;
}

static void give_fields(struct sam_csv *csv, struct sam_csv_row *row) {
    row->fields = csv->fields;
    row->count = csv->field_count;
}

/* Takes the fields of a row without quotation marks that is loaded whole where they stand, and
 * returns its length without line end. Another kind of row is left as it was: 0. */
static size_t take_in_place(struct sam_csv *csv, bool *ascii) {
    /* Not through csv: the compiler must think that a byte written could be anything in it. */
    char *row = csv->data + csv->at;
    const uint8_t *kinds = csv->kind;
    struct sam_csv_field *fields = csv->fields;
    size_t loaded = csv->length - csv->at;
    size_t count = 0;
    size_t start = 0;
    unsigned seen = 0;
    loaded = loaded < SAM_CSV_ROW_LIMIT ? loaded : SAM_CSV_ROW_LIMIT;
    for (size_t i = 0; i + 1 < loaded; i++) {
        unsigned kind = kinds[(unsigned char)row[i]];
        if (kind <= BEYOND_ASCII) {
            seen |= kind;
            continue;
        }
        if (kind == SPECIAL || (kind == LINE_END && i == 0)) {
            break;
        }
        if (count == csv->field_capacity) {
            csv->field_count = count;
            more_fields(csv);
            fields = csv->fields;
        }
        fields[count++] = (struct sam_csv_field){row + start, i - start};
        start = i + 1;
        if (kind == LINE_END) {
            csv->line_feed = row[i] == '\r' && row[start] == '\n';
            row[i] = '\0';
            csv->field_count = count;
            *ascii = seen == 0;
            return i;
        }
        row[i] = '\0';
    }
    for (size_t i = 0; i < count; i++) {
        fields[i].text[fields[i].length] = csv->separator;
    }
    return 0;
}

/* Most rows are plain: their fields stay where they were read. *taken says whether it was one. */
static enum sam_status plain_row(struct sam_csv *csv, struct sam_csv_row *row, bool *taken,
                                 struct sam_err *err) {
    bool ascii = true;
    size_t length = take_in_place(csv, &ascii);
    if (length == 0 && !csv->at_end && csv->length - csv->at < PIECE / 2) {
        enum sam_status status = fill(csv, PIECE / 2, err);
        if (status != SAM_OK) {
            return status;
        }
        length = take_in_place(csv, &ascii);
    }
    *taken = length > 0;
    if (!*taken) {
        return SAM_OK;
    }
    csv->at += length + 1 + csv->line_feed;
    row->line = csv->line++;
    csv->line_ended = true;
    give_fields(csv, row);
    return ascii ? SAM_OK : check_text(csv, row, err);
}

static enum sam_status any_row(struct sam_csv *csv, struct sam_csv_row *row, struct sam_err *err) {
    sam_buf_clear(&csv->row);
    csv->field_count = 0;
    row->line = csv->line;
    enum sam_status status = read_fields(csv, err);
    if (status != SAM_OK || (csv->field_count == 1 && csv->row.length <= 1)) {
        return status;
    }
    for (size_t i = 0; i < csv->field_count; i++) {
        size_t end = i + 1 < csv->field_count ? csv->starts[i + 1] : csv->row.length;
        csv->fields[i] =
            (struct sam_csv_field){csv->row.data + csv->starts[i], end - csv->starts[i] - 1};
    }
    give_fields(csv, row);
    return check_text(csv, row, err);
}

enum sam_status sam_csv_next(struct sam_csv *csv, struct sam_csv_row *row, struct sam_err *err) {
    enum sam_status status = csv->started ? SAM_OK : start(csv, err);
    *row = (struct sam_csv_row){0};
    while (status == SAM_OK && row->count == 0) {
        bool taken = false;
        status = fill(csv, 1, err);
        if (status != SAM_OK || csv->at == csv->length) {
            break;
        }
        status = plain_row(csv, row, &taken, err);
        if (status == SAM_OK && !taken) {
            status = any_row(csv, row, err);
        }
    }
    return status;
}

void sam_csv_write_field(struct sam_buf *buf, const char *text) {
    if (strpbrk(text, ",;\t\"\r\n") == NULL) {
        sam_buf_text(buf, text);
        return;
    }
    sam_buf_char(buf, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            sam_buf_char(buf, '"');
        }
        sam_buf_char(buf, *text);
    }
    sam_buf_char(buf, '"');
}
