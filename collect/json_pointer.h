/* JSON Pointer (RFC 6901) over a cJSON tree, telling capitals apart (cJSON's own does not). */
#ifndef SAM_COLLECT_JSON_POINTER_H
#define SAM_COLLECT_JSON_POINTER_H

#include "base/arena.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

/* The value pointer names within root, or NULL. "" is root itself; "~1" is '/' and "~0" is '~';
 * an index has no sign and no leading zero; "-" names nothing. */
const cJSON *sam_json_pointer(const cJSON *root, const char *pointer);

/* A pointer, or without a leading '/' the name of a member, as people write it in a mapping. */
const cJSON *sam_json_place(const cJSON *root, const char *pointer);

/* The text of a string, number, true, false or null (""); an object or list as its JSON. In arena;
 * NULL when arena is full. */
const char *sam_json_value_text(const cJSON *value, struct sam_arena *arena);

/* False for a number of 2^53 or more: the tree holds doubles, so its digits may not be those that
 * were sent, and it can't serve as an id. */
bool sam_json_is_exact(const cJSON *value);

/* A whole number from 0, given as number or as text, or -1. */
long long sam_json_value_whole(const cJSON *value);

#endif
