#include "form/route.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

static bool in_parameter(char c) {
    return isalnum((unsigned char)c) || c == '.' || c == '_' || c == '-';
}

static size_t parameter_length(const char *path) {
    size_t length = 0;
    while (in_parameter(path[length])) {
        length++;
    }
    return length >= 1 && length <= 64 ? length : 0;
}

/* Path as it was sent: what only looks like the address after decoding isn't it. With an arena the
 * parameters are kept. */
static bool fits(const char *pattern, const char *path, struct sam_arena *arena,
                 struct sam_request *request) {
    size_t count = 0;
    while (*pattern != '\0') {
        if (*pattern != ':') {
            if (*pattern++ != *path++) {
                return false;
            }
            continue;
        }
        size_t name = strcspn(pattern, "/");
        size_t length = parameter_length(path);
        if (length == 0) {
            return false;
        }
        assert(count < SAM_PATH_PARAMETERS);
        if (arena != NULL) {
            request->parameters[count].name = sam_arena_strndup(arena, pattern + 1, name - 1);
            request->parameters[count].value = sam_arena_strndup(arena, path, length);
            request->parameter_count = count + 1;
        }
        count++;
        pattern += name;
        path += length;
    }
    return *path == '\0';
}

const struct sam_route *sam_route_find(const struct sam_route_table *tables, size_t table_count,
                                       struct sam_arena *arena, struct sam_request *request,
                                       unsigned *methods) {
    const struct sam_route *found = NULL;
    *methods = 0;
    for (size_t t = 0; t < table_count; t++) {
        for (size_t r = 0; r < tables[t].count; r++) {
            const struct sam_route *route = &tables[t].routes[r];
            if (!fits(route->pattern, request->path, NULL, NULL)) {
                continue;
            }
            *methods |= 1U << route->method;
            if (found == NULL && route->method == request->method) {
                found = route;
                fits(route->pattern, request->path, arena, request);
            }
        }
    }
    return found;
}
