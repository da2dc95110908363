/* Writes JSON as it goes: no tree in memory, so that a result of 50,000 alliances streams.
 *   (1) members come out in the order of the calls; commas, quotes and escapes are ours
 *   (2) key is the member's name inside an object and NULL inside an array
 *   (3) a number that is not finite is a programmer's error (assert): write null and say why
 *   (4) with indent the output is broken into lines of two spaces per level down to
 *       `indent_depth`, deeper levels stay on one line
 *       Between members on one line stands a blank, until sam_json_compact
 *   (5) sam_json_end checks that everything opened was closed and that all of it was taken: by the
 *       stream (SAM_E_IO) or within the limit of the buffer (SAM_E_LIMIT) */
#ifndef SAM_BASE_JSON_WRITER_H
#define SAM_BASE_JSON_WRITER_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdio.h>

struct sam_json {
    struct sam_buf *into; /* borrowed, or &own */
    struct sam_buf own;
    FILE *out;                        /* NULL when writing into a buffer */
    struct sam_json_printed *printed; /* numbers printed before; NULL without out */
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
/* Flushes and frees; `name` is for the message. */
enum sam_status sam_json_end(struct sam_json *json, const char *name,
                             struct sam_err *err) SAM_MUST_CHECK;

void sam_json_object(struct sam_json *json, const char *key);
void sam_json_object_end(struct sam_json *json);
void sam_json_array(struct sam_json *json, const char *key);
void sam_json_array_end(struct sam_json *json);
void sam_json_string(struct sam_json *json, const char *key, const char *value);
void sam_json_string_n(struct sam_json *json, const char *key, const char *value, size_t length);
void sam_json_number(struct sam_json *json, const char *key, double value);
void sam_json_whole(struct sam_json *json, const char *key, long long value);
void sam_json_bool(struct sam_json *json, const char *key, bool value);
void sam_json_null(struct sam_json *json, const char *key);
/* A whole value that is JSON already; the caller answers for that. */
void sam_json_raw(struct sam_json *json, const char *key, const char *value);

#endif
