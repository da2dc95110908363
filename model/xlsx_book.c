/* The parts that say what a workbook has in it: relationships, the list of sheets, the texts that
 * cells share, and which styles show a number as a date. */
#include "base/memory.h"
#include "base/number.h"
#include "base/words.h"
#include "model/xlsx_xml.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 1 << 20 }; /* of relations, sheets, strings and styles each */

void sam_xlsx_book_init(struct sam_xlsx_book *book) {
    memset(book, 0, sizeof *book);
    sam_buf_init(&book->text, SAM_SHEET_UNPACKED);
}

void sam_xlsx_book_fini(struct sam_xlsx_book *book) {
    for (size_t i = 0; i < book->relation_count; i++) {
        free(book->relations[i].id);
        free(book->relations[i].type);
        free(book->relations[i].target);
    }
    for (size_t i = 0; i < book->sheet_count; i++) {
        free(book->sheets[i].title);
        free(book->sheets[i].relation);
    }
    free(book->relations);
    free(book->sheets);
    free(book->strings);
    free(book->date_formats);
    sam_buf_fini(&book->text);
}

/* The new last element of a list, all zero; NULL when there are too many. */
static void *one_more(struct sam_xlsx_reader *r, void **list, size_t *count, size_t *capacity,
                      size_t size) {
    if (*count == MOST) {
        sam_xlsx_stop(r, sam_fail(r->err, SAM_E_LIMIT, _("%s: %s has too much in it"),
                                  r->part->file, r->part->part));
        return NULL;
    }
    if (*count == *capacity) {
        *capacity = sam_grow(*capacity, *count + 1);
        *list = sam_xrealloc(*list, *capacity, size);
    }
    char *element = (char *)*list + *count * size;
    memset(element, 0, size);
    ++*count;
    return element;
}

static char *copy(const char **attributes, const char *name) {
    const char *value = sam_xlsx_attribute(attributes, name);
    return sam_xstrdup(value != NULL ? value : "");
}

static enum sam_status read_part(const struct sam_xlsx_part *part, struct sam_xlsx_reader *r,
                                 void *own, struct sam_err *err) {
    r->part = part;
    r->own = own;
    r->err = err;
    return sam_xlsx_read(r);
}

/* --- relationships and sheets ---------------------------------------------------------------- */

static void start_relation(struct sam_xlsx_reader *r, const char *name, const char **attributes) {
    struct sam_xlsx_book *book = r->own;
    if (strcmp(name, "Relationship") != 0) {
        return;
    }
    struct sam_xlsx_relation *relation =
        one_more(r, (void **)&book->relations, &book->relation_count, &book->relation_capacity,
                 sizeof *relation);
    if (relation != NULL) {
        relation->id = copy(attributes, "Id");
        relation->type = copy(attributes, "Type");
        relation->target = copy(attributes, "Target");
    }
}

enum sam_status sam_xlsx_relations(const struct sam_xlsx_part *part, struct sam_xlsx_book *book,
                                   struct sam_err *err) {
    struct sam_xlsx_reader r = {.start = start_relation};
    return read_part(part, &r, book, err);
}

static bool is_true(const char *value) {
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void start_workbook(struct sam_xlsx_reader *r, const char *name, const char **attributes) {
    struct sam_xlsx_book *book = r->own;
    if (strcmp(name, "workbookPr") == 0) {
        book->from_1904 = is_true(sam_xlsx_attribute(attributes, "date1904"));
    }
    if (strcmp(name, "sheet") != 0) {
        return;
    }
    struct sam_xlsx_listed *listed = one_more(r, (void **)&book->sheets, &book->sheet_count,
                                              &book->sheet_capacity, sizeof *listed);
    if (listed != NULL) {
        const char *state = sam_xlsx_attribute(attributes, "state");
        listed->title = copy(attributes, "name");
        listed->relation = copy(attributes, "id");
        listed->hidden = state != NULL && strcmp(state, "visible") != 0;
    }
}

enum sam_status sam_xlsx_workbook(const struct sam_xlsx_part *part, struct sam_xlsx_book *book,
                                  struct sam_err *err) {
    struct sam_xlsx_reader r = {.start = start_workbook};
    return read_part(part, &r, book, err);
}

/* --- shared strings -------------------------------------------------------------------------- */

struct strings {
    struct sam_xlsx_book *book;
    size_t phonetic; /* how deep in text that says how to pronounce the rest */
};

static void start_string(struct sam_xlsx_reader *r, const char *name, const char **attributes) {
    struct strings *s = r->own;
    (void)attributes;
    if (strcmp(name, "si") == 0) {
        sam_buf_clear(&r->text);
    } else if (strcmp(name, "rPh") == 0) {
        s->phonetic++;
    } else if (strcmp(name, "t") == 0) {
        r->keep = s->phonetic == 0;
    }
}

static void end_string(struct sam_xlsx_reader *r, const char *name) {
    struct strings *s = r->own;
    r->keep = false;
    if (strcmp(name, "rPh") == 0 && s->phonetic > 0) {
        s->phonetic--;
    }
    if (strcmp(name, "si") != 0) {
        return;
    }
    size_t *ends = one_more(r, (void **)&s->book->strings, &s->book->string_count,
                            &s->book->string_capacity, sizeof *ends);
    if (ends != NULL && sam_buf_append(&s->book->text, r->text.data, r->text.length)) {
        *ends = s->book->text.length;
    } else if (ends != NULL) {
        sam_xlsx_stop(r, sam_fail(r->err, SAM_E_LIMIT, _("%s: %s has too much in it"),
                                  r->part->file, r->part->part));
    }
}

enum sam_status sam_xlsx_strings(const struct sam_xlsx_part *part, struct sam_xlsx_book *book,
                                 struct sam_err *err) {
    struct sam_xlsx_reader r = {.start = start_string, .end = end_string};
    struct strings s = {.book = book};
    return read_part(part, &r, &s, err);
}

/* --- styles ---------------------------------------------------------------------------------- */

struct styles {
    struct sam_xlsx_book *book;
    struct format {
        long long id;
        bool date;
    } * formats;
    size_t format_count, format_capacity;
    bool in_cells;
};

/* Does a format's code show a number as a date or a time? What stands between quotes or brackets,
 * or behind a backslash, is text. */
static bool shows_date(const char *code) {
    for (const char *c = code; *c != '\0'; c++) {
        if (*c == '"' || *c == '[') {
            const char *close = strchr(c + 1, *c == '"' ? '"' : ']');
            /* [h]:mm counts hours: a span of time. */
            if (*c == '[' && (strchr("hms", c[1]) != NULL) && c[1] != '\0') {
                return true;
            }
            c = close != NULL ? close : c + strlen(c) - 1;
        } else if ((*c == '\\' || *c == '_' || *c == '*') && c[1] != '\0') {
            c++;
        } else if (strchr("yYmMdDhHsS", *c) != NULL) {
            return true;
        }
    }
    return false;
}

/* ECMA-376 part 1, 18.8.30: the formats that have a number and no code. */
static bool built_in_date(long long id) {
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
           (id >= 50 && id <= 58);
}

static long long whole(const char **attributes, const char *name) {
    const char *value = sam_xlsx_attribute(attributes, name);
    long long number = 0;
    return value != NULL && sam_number_whole(value, strlen(value), &number) ? number : 0;
}

static bool is_date_format(const struct styles *s, long long id) {
    for (size_t i = 0; i < s->format_count; i++) {
        if (s->formats[i].id == id) {
            return s->formats[i].date;
        }
    }
    return built_in_date(id);
}

static void start_style(struct sam_xlsx_reader *r, const char *name, const char **attributes) {
    struct styles *s = r->own;
    enum { FORMATS = 10000, STYLES = 65536 }; /* each style looks through all of them */
    if (strcmp(name, "numFmt") == 0 && s->format_count < FORMATS) {
        struct format *format = one_more(r, (void **)&s->formats, &s->format_count,
                                         &s->format_capacity, sizeof *format);
        const char *code = sam_xlsx_attribute(attributes, "formatCode");
        if (format != NULL) {
            format->id = whole(attributes, "numFmtId");
            format->date = code != NULL && shows_date(code);
        }
    } else if (strcmp(name, "cellXfs") == 0) {
        s->in_cells = true;
    } else if (strcmp(name, "xf") == 0 && s->in_cells && s->book->style_count < STYLES) {
        bool *date = one_more(r, (void **)&s->book->date_formats, &s->book->style_count,
                              &s->book->style_capacity, sizeof *date);
        if (date != NULL) {
            *date = is_date_format(s, whole(attributes, "numFmtId"));
        }
    }
}

static void end_style(struct sam_xlsx_reader *r, const char *name) {
    struct styles *s = r->own;
    s->in_cells = s->in_cells && strcmp(name, "cellXfs") != 0;
}

enum sam_status sam_xlsx_styles(const struct sam_xlsx_part *part, struct sam_xlsx_book *book,
                                struct sam_err *err) {
    struct sam_xlsx_reader r = {.start = start_style, .end = end_style};
    struct styles s = {.book = book};
    enum sam_status status = read_part(part, &r, &s, err);
    free(s.formats);
    return status;
}
