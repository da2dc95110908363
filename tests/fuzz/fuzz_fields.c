/* Any bytes as a form's body or a query, and as a Cookie header: refused whole, or every name and
 * value is text, no name stands twice, and written out and read again they are the same. */
#include "base/buf.h"
#include "base/utf8.h"
#include "form/fields.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void encode(struct sam_buf *into, const char *text) {
    for (; *text != '\0'; text++) {
        sam_buf_printf(into, "%%%02x", (unsigned)(unsigned char)*text);
    }
}

static void check(const struct sam_fields *fields) {
    assert(fields->count <= SAM_FIELDS_MOST);
    for (size_t i = 0; i < fields->count; i++) {
        const struct sam_field *field = &fields->fields[i];
        assert(field->name[0] != '\0' && strlen(field->name) <= SAM_FIELD_NAME);
        assert(sam_utf8_valid(field->name, strlen(field->name), NULL));
        assert(sam_utf8_valid(field->value, strlen(field->value), NULL));
        assert(sam_fields_get(fields, field->name) == field->value);
    }
}

static void check_same_when_written(const struct sam_fields *fields, struct sam_arena *arena) {
    struct sam_fields again;
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    for (size_t i = 0; i < fields->count; i++) {
        sam_buf_text(&text, i > 0 ? "&" : "");
        encode(&text, fields->fields[i].name);
        sam_buf_char(&text, '=');
        encode(&text, fields->fields[i].value);
    }
    const char *wrong = sam_fields_read(text.data, text.length, arena, &again);
    assert(wrong == NULL && again.count == fields->count);
    for (size_t i = 0; i < again.count; i++) {
        assert(strcmp(again.fields[i].name, fields->fields[i].name) == 0);
        assert(strcmp(again.fields[i].value, fields->fields[i].value) == 0);
    }
    sam_buf_fini(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct sam_arena *arena = sam_arena_new(1 << 22);
    struct sam_fields fields;
    const char *wrong = sam_fields_read((const char *)data, size, arena, &fields);
    check(&fields);
    assert(wrong == NULL || fields.count == 0);
    if (wrong == NULL) {
        check_same_when_written(&fields, arena);
    }
    char *header = malloc(size + 1);
    assert(header != NULL);
    memcpy(header, data, size);
    header[size] = '\0';
    sam_cookies_read(header, arena, &fields);
    check(&fields);
    free(header);
    sam_arena_free(arena);
    return 0;
}
