#include "model/study_edit.h"

#include "base/json_writer.h"
#include "model/json_reader.h"

#include <string.h>

/* The text is whole JSON, which was looked at before: only places in it are sought here. */

static const char *blank(const char *at) {
    return at + strspn(at, " \t\r\n");
}

/* Behind the value at `at`. */
static const char *behind(const char *at) {
    int depth = 0;
    at = blank(at);
    do {
        if (*at == '"') {
            for (at++; *at != '"'; at++) {
                at += *at == '\\';
            }
        }
        depth += *at == '{' || *at == '[';
        depth -= *at == '}' || *at == ']';
        at++;
    } while (depth > 0);
    if (at[-1] != '}' && at[-1] != ']' && at[-1] != '"') {
        at += strcspn(at, ",}] \t\r\n");
    }
    return at;
}

/* Is the string at `at` this text? */
static bool is_text(const char *at, const char *text) {
    const char *end = behind(at);
    cJSON *value = cJSON_ParseWithLength(at, (size_t)(end - at));
    bool is = cJSON_IsString(value) && strcmp(value->valuestring, text) == 0;
    cJSON_Delete(value);
    return is;
}

/* The value of a member of the object at `at`, or NULL. */
static const char *member(const char *at, const char *key) {
    at = blank(at);
    if (*at != '{') {
        return NULL;
    }
    at = blank(at + 1);
    while (*at == '"') {
        bool found = is_text(at, key);
        at = blank(behind(at));
        const char *value = blank(at + 1);
        if (found) {
            return value;
        }
        at = blank(behind(value));
        at = blank(at + (*at == ','));
    }
    return NULL;
}

static const char *find_source(const char *text, const char *name) {
    const char *list = member(text, "sources");
    if (list == NULL || *list != '[') {
        return NULL;
    }
    const char *at = blank(list + 1);
    while (*at == '{') {
        const char *own = member(at, "name");
        if (own != NULL && is_text(own, name)) {
            return at;
        }
        at = blank(behind(at));
        at = blank(at + (*at == ','));
    }
    return NULL;
}

static void add_string(struct sam_buf *out, const char *text) {
    struct sam_json json;
    struct sam_err ignored = {0};
    sam_json_to_buf(&json, out, 0);
    sam_json_string(&json, NULL, text);
    if (sam_json_end(&json, "", &ignored) != SAM_OK) {
        out->full = true;
    }
}

/* What stands between two members of the object: ", " on one line, else a line end and as many
 * blanks as its last member has. */
static void add_gap(struct sam_buf *out, const char *object, const char *end) {
    /* end is behind the last member: its own line tells how far it stands in. */
    const char *line = end - 1;
    while (line > object && *line != '\n') {
        line--;
    }
    if (line <= object) {
        sam_buf_char(out, ' ');
        return;
    }
    sam_buf_append(out, line, 1 + strspn(line + 1, " \t"));
}

static bool is_new(const char *object, const struct sam_mapping *pair) {
    return object == NULL || member(object, pair->from) == NULL;
}

static void add_pairs(struct sam_buf *out, const char *object, const char *end,
                      const struct sam_mapping *pairs, size_t count, bool empty) {
    bool first = empty;
    for (size_t i = 0; i < count; i++) {
        if (!is_new(object, &pairs[i])) {
            continue;
        }
        sam_buf_text(out, first ? "" : ",");
        if (object != NULL && !empty) {
            add_gap(out, object, end);
        } else if (!first) {
            sam_buf_char(out, ' ');
        }
        add_string(out, pairs[i].from);
        sam_buf_text(out, ": ");
        add_string(out, pairs[i].to);
        first = false;
    }
}

/* Behind the last member of the object at `at`; behind its bracket when it has none. */
static const char *last_member(const char *at, bool *empty) {
    const char *end = blank(at + 1);
    const char *last = at + 1;
    *empty = *end == '}';
    while (*end == '"') {
        end = blank(behind(end));
        end = behind(blank(end + 1));
        last = end;
        end = blank(end);
        end = blank(end + (*end == ','));
    }
    return last;
}

enum sam_status sam_study_edit_source(const char *text, const char *source, const char *key,
                                      const struct sam_mapping *pairs, size_t count,
                                      struct sam_buf *out, struct sam_err *err) {
    cJSON *tree = sam_json_parse(text, strlen(text), "study.json", err);
    if (tree == NULL) {
        return SAM_E_INPUT;
    }
    cJSON_Delete(tree);
    const char *object = find_source(text, source);
    if (object == NULL) {
        return sam_fail(err, SAM_E_NOT_FOUND,
                        _("source \"%s\" is not among the sources in study.json"), source);
    }
    const char *map = member(object, key);
    if (map != NULL && *map != '{') {
        return sam_fail(err, SAM_E_INPUT, _("%s: \"%s\" must be an object: {\"from\": \"to\"}"),
                        source, key);
    }
    bool any = false;
    bool empty = false;
    for (size_t i = 0; i < count && !any; i++) {
        any = is_new(map, &pairs[i]);
    }
    if (!any) {
        sam_buf_text(out, text);
        return SAM_OK;
    }
    const char *at = last_member(map != NULL ? map : object, &empty);
    sam_buf_append(out, text, (size_t)(at - text));
    if (map != NULL) {
        add_pairs(out, map, at, pairs, count, empty);
    } else {
        sam_buf_char(out, ',');
        add_gap(out, object, at);
        add_string(out, key);
        sam_buf_text(out, ": {");
        add_pairs(out, NULL, at, pairs, count, true);
        sam_buf_char(out, '}');
    }
    sam_buf_text(out, at);
    return SAM_OK;
}
