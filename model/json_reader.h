/* Strict reading of JSON that people write: every wrong place is named, none is passed over.
 * A place is "FILE: items[3].text". cJSON trees don't leave the file that asked for them. */
#ifndef SAM_MODEL_JSON_READER_H
#define SAM_MODEL_JSON_READER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/problems.h"
#include "base/words.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

enum { SAM_JSON_DEPTH = 64, SAM_PLACE_SIZE = 512 };

/* A text in both languages; in[lang]. */
struct sam_text {
    const char *in[SAM_LANGS];
};

/* Writes a place; one that is too long is cut at a character. */
void sam_place_write(char place[SAM_PLACE_SIZE], const char *format, ...) SAM_PRINTF(2, 3);

/* The tree (the caller's to cJSON_Delete), or NULL with SAM_E_INPUT that names file and line:
 * invalid UTF-8, a NUL (also one written \u0000), nesting beyond SAM_JSON_DEPTH, a syntax error,
 * text after the end, the same key twice in one object. text must be NUL-terminated at length. */
cJSON *sam_json_parse(const char *text, size_t length, const char *name,
                      struct sam_err *err) SAM_MUST_CHECK;
/* The same, made in arena: it lives as long as that, and is never cJSON_Delete'd nor changed.
 * Several times as fast. SAM_E_LIMIT: larger than the arena may be. arena NULL: sam_json_parse. */
cJSON *sam_json_parse_in(struct sam_arena *arena, const char *text, size_t length, const char *name,
                         struct sam_err *err) SAM_MUST_CHECK;

/* A problem for each member of object that is not in the NULL-terminated list of keys, or one when
 * it is no object. */
void sam_json_check_keys(struct sam_problems *problems, const char *place, const cJSON *object,
                         const char *const *keys);

/* The member, or NULL; a problem when it is of another type, or absent though required. A JSON
 * null counts as absent. */
const char *sam_json_text(struct sam_problems *problems, const char *place, const cJSON *object,
                          const char *key, bool required);
const cJSON *sam_json_list(struct sam_problems *problems, const char *place, const cJSON *object,
                           const char *key, bool required);
const cJSON *sam_json_member(struct sam_problems *problems, const char *place, const cJSON *object,
                             const char *key, bool required);
/* The number or `otherwise`; a problem when outside [minimum, maximum]. */
double sam_json_decimal(struct sam_problems *problems, const char *place, const cJSON *object,
                        const char *key, double minimum, double maximum, double otherwise);
long long sam_json_integer(struct sam_problems *problems, const char *place, const cJSON *object,
                           const char *key, long long minimum, long long maximum,
                           long long otherwise);
bool sam_json_flag(struct sam_problems *problems, const char *place, const cJSON *object,
                   const char *key, bool otherwise);

/* {"nl": ..., "en": ...}: both are needed and not empty; anything else is a problem. Copies live
 * in the arena. Absent and not required: both NULL. */
struct sam_text sam_json_bilingual(struct sam_problems *problems, const char *place,
                                   const cJSON *object, const char *key, bool required,
                                   struct sam_arena *arena);

/* Somebody's own words: one text, which then stands in both languages, or one in each as above. */
struct sam_text sam_json_words(struct sam_problems *problems, const char *place,
                               const cJSON *object, const char *key, bool required,
                               struct sam_arena *arena);

/* An id: letters, digits, '_', '-' and '.', at most 64, not starting with '-' or '.'. */
bool sam_id_valid(const char *text);
/* The required member as a valid id, copied; "" and a problem else. */
const char *sam_json_id(struct sam_problems *problems, const char *place, const cJSON *object,
                        const char *key, struct sam_arena *arena);

#endif
