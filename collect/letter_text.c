#include "collect/letter_text.h"

#include "base/file.h"
#include "base/utf8.h"
#include "model/shipped.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const fields[SAM_LETTER_FIELDS] = {"salutation", "name",   "study",   "funder",
                                                      "places",     "link",   "minutes", "closes",
                                                      "sender",     "contact"};
static const char subject_mark[] = "Subject:";

const char *sam_letter_field_name(enum sam_letter_field field) {
    return fields[field];
}

const char *sam_letter_file(enum sam_mail_kind kind, enum sam_lang lang, char text[64]) {
    snprintf(text, 64, "mail/%s.%s.txt", sam_mail_kind_id(kind), sam_lang_code(lang));
    return text;
}

const char *sam_letter_shipped(enum sam_mail_kind kind, enum sam_lang lang) {
    char name[64];
    snprintf(name, sizeof name, "collect/letters/%s.%s.txt", sam_mail_kind_id(kind),
             sam_lang_code(lang));
    const struct sam_shipped *shipped = sam_shipped_find(name);
    assert(shipped != NULL);
    return shipped->text;
}

/* The placeholder that begins at text: its number, or -1 when it is none of ours. *length is that
 * of the whole, braces included. */
static int placeholder(const char *text, size_t *length) {
    size_t inside = strcspn(text + 1, "{}\n");
    *length = inside + (text[inside + 1] == '}' ? 2 : 1);
    for (int field = 0; field < SAM_LETTER_FIELDS && text[inside + 1] == '}'; field++) {
        if (strlen(fields[field]) == inside && memcmp(fields[field], text + 1, inside) == 0) {
            return field;
        }
    }
    return -1;
}

static void list_fields(struct sam_buf *list) {
    for (size_t i = 0; i < SAM_LETTER_FIELDS; i++) {
        sam_buf_printf(list, "%s{%s}", i > 0 ? ", " : "", fields[i]);
    }
}

static void check_placeholders(const char *text, const char *name, struct sam_problems *problems) {
    size_t line = 1;
    for (const char *c = text; *c != '\0'; c++) {
        size_t length = 1;
        line += *c == '\n';
        if (*c == '{' && placeholder(c, &length) < 0) {
            struct sam_buf list;
            sam_buf_init(&list, SAM_BUF_UNLIMITED);
            list_fields(&list);
            sam_problem(problems, _("%s, line %zu: \"%.*s\" is no placeholder; there are: %s"),
                        name, line, (int)(length < 60 ? length : 60), c, list.data);
            sam_buf_fini(&list);
        }
    }
}

/* Line ends become \n alone. */
static void unify_lines(struct sam_buf *text) {
    size_t to = 0;
    for (size_t from = 0; from < text->length; from++) {
        if (text->data[from] != '\r') {
            text->data[to++] = text->data[from];
        }
    }
    sam_buf_end(text, text->data + to);
    sam_buf_text(text, "");
}

static void check(const struct sam_buf *text, const char *name, struct sam_problems *problems) {
    const char *line_end = strchr(text->data, '\n');
    if (strncmp(text->data, subject_mark, sizeof subject_mark - 1) != 0 || line_end == NULL ||
        line_end[1] != '\n') {
        sam_problem(problems,
                    _("%s: must begin with a line \"Subject: ...\" and an empty line after it"),
                    name);
        return;
    }
    check_placeholders(text->data, name, problems);
    if (strstr(line_end, "{link}") == NULL) {
        sam_problem(problems, _("%s: has no {link}; nobody could open the questionnaire"), name);
    }
}

static enum sam_status read_words(const char *folder, enum sam_mail_kind kind, enum sam_lang lang,
                                  struct sam_buf *text, char *name, size_t size,
                                  struct sam_err *err) {
    char file[64];
    sam_letter_file(kind, lang, file);
    snprintf(name, size, "%s", file);
    if (folder != NULL) {
        char *path = sam_path_join(folder, file);
        snprintf(name, size, "%s", path);
        enum sam_status status = sam_file_read(path, text, err);
        free(path);
        if (status != SAM_E_NOT_FOUND) {
            return status;
        }
    }
    sam_buf_text(text, sam_letter_shipped(kind, lang));
    return SAM_OK;
}

enum sam_status sam_letter_text_open(const char *folder, enum sam_mail_kind kind,
                                     enum sam_lang lang, struct sam_letter_text *out,
                                     struct sam_problems *problems, struct sam_err *err) {
    char name[512];
    size_t before = problems->count;
    size_t bad = 0;
    struct sam_err own;
    err = err != NULL ? err : &own;
    *out = (struct sam_letter_text){0};
    sam_buf_init(&out->text, SAM_LETTER_LIMIT);
    enum sam_status status = read_words(folder, kind, lang, &out->text, name, sizeof name, err);
    if (status != SAM_OK) {
        sam_problem(problems, "%s", err->text);
    } else if (!sam_utf8_valid(out->text.data, out->text.length, &bad)) {
        sam_problem(problems, _("%s: not UTF-8 text; save the file as UTF-8"), name);
    } else {
        unify_lines(&out->text);
        check(&out->text, name, problems);
    }
    if (problems->count > before) {
        sam_letter_text_fini(out);
        return status == SAM_OK ? sam_problems_status(problems, err) : status;
    }
    char *line_end = strchr(out->text.data, '\n');
    *line_end = '\0';
    out->subject = out->text.data + sizeof subject_mark - 1;
    out->subject += strspn(out->subject, " ");
    out->body = line_end + 2;
    return SAM_OK;
}

void sam_letter_text_fini(struct sam_letter_text *text) {
    sam_buf_fini(&text->text);
}

/* --- filling in ------------------------------------------------------------------------------ */

/* A name with a line end in it must not look like a line of ours. */
static void add_value(struct sam_buf *out, int field, const char *value) {
    for (const char *c = value; *c != '\0'; c++) {
        bool control = (unsigned char)*c < ' ' && field != SAM_LETTER_PLACES;
        sam_buf_char(out, control ? ' ' : *c);
    }
}

/* One line; false (and nothing of it) when a value isn't there. */
static bool fill_line(const char *line, size_t length, const char *const *values,
                      struct sam_buf *out) {
    size_t before = out->length;
    for (size_t i = 0; i < length;) {
        size_t taken = 1;
        int field = line[i] == '{' ? placeholder(line + i, &taken) : -1;
        if (field < 0) {
            sam_buf_append(out, line + i, taken);
        } else if (values[field] != NULL) {
            add_value(out, field, values[field]);
        } else {
            sam_buf_end(out, out->data + before);
            return false;
        }
        i += taken;
    }
    return true;
}

void sam_letter_text_fill(const struct sam_letter_text *text,
                          const char *const values[SAM_LETTER_FIELDS], struct sam_buf *subject,
                          struct sam_buf *body) {
    bool after_empty = false;
    sam_buf_text(subject, "");
    sam_buf_text(body, "");
    fill_line(text->subject, strlen(text->subject), values, subject);
    for (const char *line = text->body; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        bool empty = length == 0;
        /* Where a line was left out, no gap of two empty lines stays behind. */
        if (!(empty && after_empty) && fill_line(line, length, values, body)) {
            sam_buf_char(body, '\n');
            after_empty = empty;
        }
        line += length + (line[length] == '\n');
    }
}
