#include "form/fields.h"

#include "base/dictionary.h"
#include "base/utf8.h"
#include "base/words.h"

#include <string.h>

static int hex(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes text[0 .. length) to into, which has room for length bytes; NULL and *written, or what is
 * wrong. */
static const char *decode(const char *text, size_t length, char *into, size_t *written) {
    size_t to = 0;
    for (size_t at = 0; at < length; at++) {
        char c = text[at];
        if (c == '+') {
            c = ' ';
        } else if (c == '%') {
            int high = at + 2 < length ? hex(text[at + 1]) : -1;
            int low = at + 2 < length ? hex(text[at + 2]) : -1;
            if (high < 0 || low < 0) {
                return N_("what was sent has a percent sign that isn't followed by two hexadecimal "
                          "digits");
            }
            c = (char)(high * 16 + low);
            at += 2;
        }
        into[to++] = c;
    }
    *written = to;
    return sam_utf8_valid(into, to, NULL)
               ? NULL
               : N_("what was sent holds bytes that are no text (UTF-8 without NUL)");
}

static const char *read_part(const char *text, size_t length, struct sam_arena *arena,
                             const char **out) {
    size_t written = 0;
    char *copy = sam_arena_alloc(arena, length + 1);
    if (copy == NULL) {
        return N_("what was sent is too large");
    }
    const char *wrong = decode(text, length, copy, &written);
    copy[written] = '\0';
    *out = copy;
    return wrong;
}

/* names: those that there are, so that a thousand of them aren't compared with each other. */
static const char *read_field(const char *text, size_t length, struct sam_arena *arena,
                              struct sam_dictionary *names, struct sam_fields *fields) {
    const char *equals = memchr(text, '=', length);
    size_t name_length = equals != NULL ? (size_t)(equals - text) : length;
    size_t from = equals != NULL ? name_length + 1 : length;
    struct sam_field field = {0};
    if (fields->count == SAM_FIELDS_MOST) {
        return N_("what was sent has more fields than any form here");
    }
    const char *wrong = read_part(text, name_length, arena, &field.name);
    if (wrong == NULL && (field.name[0] == '\0' || strlen(field.name) > SAM_FIELD_NAME)) {
        wrong = N_("what was sent has a field without a name, or with a very long one");
    }
    if (wrong == NULL) {
        wrong = read_part(text + from, length - from, arena, &field.value);
    }
    if (wrong == NULL &&
        sam_dictionary_add(names, field.name, strlen(field.name)) != fields->count) {
        wrong = N_("what was sent has one field twice");
    }
    if (wrong == NULL) {
        fields->fields[fields->count++] = field;
    }
    return wrong;
}

static size_t count_parts(const char *text, size_t length, char separator) {
    size_t count = 1;
    for (size_t i = 0; i < length; i++) {
        count += text[i] == separator;
    }
    return count < SAM_FIELDS_MOST ? count : SAM_FIELDS_MOST;
}

const char *sam_fields_read(const char *text, size_t length, struct sam_arena *arena,
                            struct sam_fields *out) {
    struct sam_fields fields = {0};
    const char *wrong = NULL;
    *out = fields;
    fields.fields = sam_arena_alloc(arena, count_parts(text, length, '&') * sizeof *fields.fields);
    if (fields.fields == NULL) {
        return N_("what was sent is too large");
    }
    struct sam_dictionary *names = sam_dictionary_new();
    for (size_t at = 0; at < length && wrong == NULL;) {
        const char *end = memchr(text + at, '&', length - at);
        size_t size = end != NULL ? (size_t)(end - text) - at : length - at;
        if (size > 0) {
            wrong = read_field(text + at, size, arena, names, &fields);
        }
        at += size + 1;
    }
    sam_dictionary_free(names);
    if (wrong == NULL) {
        *out = fields;
    }
    return wrong;
}

static void read_cookie(const char *text, size_t length, struct sam_arena *arena,
                        struct sam_fields *out) {
    const char *equals = memchr(text, '=', length);
    size_t name_length = equals != NULL ? (size_t)(equals - text) : 0;
    if (name_length == 0 || name_length > SAM_FIELD_NAME || out->count == SAM_FIELDS_MOST ||
        !sam_utf8_valid(text, length, NULL)) {
        return;
    }
    struct sam_field cookie = {.name = sam_arena_strndup(arena, text, name_length),
                               .value =
                                   sam_arena_strndup(arena, equals + 1, length - name_length - 1)};
    if (cookie.name != NULL && cookie.value != NULL && sam_fields_get(out, cookie.name) == NULL) {
        out->fields[out->count++] = cookie;
    }
}

void sam_cookies_read(const char *header, struct sam_arena *arena, struct sam_fields *out) {
    size_t length = strlen(header);
    *out = (struct sam_fields){0};
    out->fields = sam_arena_alloc(arena, count_parts(header, length, ';') * sizeof *out->fields);
    for (size_t at = 0; at < length && out->fields != NULL;) {
        at += strspn(header + at, " \t");
        size_t size = strcspn(header + at, ";");
        read_cookie(header + at, size, arena, out);
        at += size + (header[at + size] == ';');
    }
}

const char *sam_fields_get(const struct sam_fields *fields, const char *name) {
    for (size_t i = 0; i < fields->count; i++) {
        if (strcmp(fields->fields[i].name, name) == 0) {
            return fields->fields[i].value;
        }
    }
    return NULL;
}
