/* Writes JSON as it goes: no tree in memory, so that a result of 50,000 alliances streams.
 *   (1) members come out in the order of the calls; commas, quotes and escapes are ours
 *   (2) key is the member's name inside an object and NULL inside an array
 *   (3) a number that is not finite is a programmer's error (assert): write null and say why
 *   (4) with indent the output is broken into lines of two spaces per level down to
 *       `indent_depth`, deeper levels stay on one line
 *       Between members on one line stands a blank, until sam_json_compact
 *   (5) several threads may each write a part of one level: into a buffer of their own, by
 *       sam_json_part, and then into the whole in the order wanted, by sam_json_join
 *   (6) sam_json_end checks that everything opened was closed and that all of it was taken: by the
 *       stream (SAM_E_IO) or within the limit of the buffer (SAM_E_LIMIT) */
#ifndef SAM_BASE_JSON_WRITER_H
#define SAM_BASE_JSON_WRITER_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct sam_json {
    struct sam_buf *into; /* borrowed, or &own */
    struct sam_buf own;
    FILE *out;                        /* NULL when writing into a buffer */
    struct sam_json_printed *printed; /* numbers printed before, or NULL */
    int depth;
    int indent_depth;
    bool first;   /* nothing written yet at this level */
    bool compact; /* no blanks */
    bool failed;
    int cause; /* errno of the first failure */
};

/* Writes to out through a buffer of 256 KiB. */
void sam_json_to_file(struct sam_json *json, FILE *out, int indent_depth);
void sam_json_to_buf(struct sam_json *json, struct sam_buf *into, int indent_depth);
/* From here on without blanks, and with lines down to this depth only: for bulk that nobody reads
 * by eye. indent_depth is at least the depth that is open now. */
void sam_json_compact(struct sam_json *json, int indent_depth);
/* part goes on where whole is now, into `into`: what it opens it must close. whole isn't written to
 * by others meanwhile, but for sam_json_join. The first time part is zeroed; may be used again, and
 * is freed by sam_json_part_fini. */
void sam_json_part(struct sam_json *part, const struct sam_json *whole, struct sam_buf *into);
void sam_json_part_fini(struct sam_json *part);
/* Adds what a part wrote, and empties its buffer. */
void sam_json_join(struct sam_json *whole, struct sam_buf *part);
/* Flushes and frees; `name` is for the message. */
enum sam_status sam_json_end(struct sam_json *json, const char *name,
                             struct sam_err *err) SAM_MUST_CHECK;

/* A member's name. Most are literals, of which the length is known when the program is compiled,
 * and also that there is nothing to escape in them. */
struct sam_json_key {
    const char *text; /* NULL: none */
    uint32_t length;  /* of less than 4 GiB */
    bool plain;
};
static inline struct sam_json_key sam_json_key(const char *text);

void sam_json_open(struct sam_json *json, struct sam_json_key key, char bracket);
void sam_json_close(struct sam_json *json, char bracket);
void sam_json_put_string(struct sam_json *json, struct sam_json_key key, const char *value,
                         size_t length);
void sam_json_put_number(struct sam_json *json, struct sam_json_key key, double value);
void sam_json_put_whole(struct sam_json *json, struct sam_json_key key, long long value);
void sam_json_put_word(struct sam_json *json, struct sam_json_key key, const char *word,
                       size_t length);

/* A whole value that is JSON already; the caller answers for that. */
void sam_json_raw(struct sam_json *json, const char *key, const char *value);

static inline struct sam_json_key sam_json_key(const char *text) {
    bool literal = __builtin_constant_p(text != NULL ? strlen(text) : 0);
    return (struct sam_json_key){
        .text = text,
        .length = text != NULL ? (uint32_t)strlen(text) : 0,
        .plain =
            literal && (text == NULL || (strchr(text, '"') == NULL && strchr(text, '\\') == NULL)),
    };
}

static inline void sam_json_object(struct sam_json *json, const char *key) {
    sam_json_open(json, sam_json_key(key), '{');
}

static inline void sam_json_object_end(struct sam_json *json) {
    sam_json_close(json, '}');
}

static inline void sam_json_array(struct sam_json *json, const char *key) {
    sam_json_open(json, sam_json_key(key), '[');
}

static inline void sam_json_array_end(struct sam_json *json) {
    sam_json_close(json, ']');
}

static inline void sam_json_string(struct sam_json *json, const char *key, const char *value) {
    sam_json_put_string(json, sam_json_key(key), value, strlen(value));
}

static inline void sam_json_string_n(struct sam_json *json, const char *key, const char *value,
                                     size_t length) {
    sam_json_put_string(json, sam_json_key(key), value, length);
}

static inline void sam_json_number(struct sam_json *json, const char *key, double value) {
    sam_json_put_number(json, sam_json_key(key), value);
}

static inline void sam_json_whole(struct sam_json *json, const char *key, long long value) {
    sam_json_put_whole(json, sam_json_key(key), value);
}

static inline void sam_json_bool(struct sam_json *json, const char *key, bool value) {
    sam_json_put_word(json, sam_json_key(key), value ? "true" : "false", value ? 4 : 5);
}

static inline void sam_json_null(struct sam_json *json, const char *key) {
    sam_json_put_word(json, sam_json_key(key), "null", 4);
}

#endif
