#include "report/results_forget.h"

#include "base/file.h"
#include "base/json_text.h"

#include <cjson/cJSON.h>
#include <string.h>

/* value is at the quotation mark of a string, or NULL. */
static bool is_one_of(const char *value, const char *const *texts, size_t count) {
    if (value == NULL || texts == NULL) {
        return texts == NULL;
    }
    cJSON *parsed = cJSON_ParseWithLength(value, (size_t)(sam_json_text_past(value) - value));
    bool found = false;
    for (size_t i = 0; i < count && !found && cJSON_IsString(parsed); i++) {
        found = strcmp(parsed->valuestring, texts[i]) == 0;
    }
    cJSON_Delete(parsed);
    return found;
}

/* list is at the bracket of a list of open answers; returns past it. */
static const char *write_list(const char *list, const char *const *texts, size_t count,
                              struct sam_buf *out, size_t *gone) {
    struct sam_json_part part;
    const char *at = list + 1;
    bool first = true;
    sam_buf_char(out, '[');
    while (sam_json_text_next(&at, false, &part)) {
        if (is_one_of(sam_json_text_member(part.value, "text"), texts, count)) {
            ++*gone;
            continue;
        }
        sam_buf_text(out, first ? "" : ",");
        sam_buf_append(out, part.lead, (size_t)(part.end - part.lead));
        first = false;
    }
    if (!first) {
        sam_buf_append(out, part.lead, (size_t)(at - part.lead));
    }
    sam_buf_char(out, ']');
    return at + (*at == ']');
}

/* From string to string, since only there a bracket or name could be mistaken. */
size_t sam_results_forget(const char *text, const char *const *texts, size_t count,
                          struct sam_buf *out) {
    size_t gone = 0;
    const char *copied = text;
    const char *at = text;
    while (*(at += strcspn(at, "\"")) != '\0') {
        bool answers = sam_json_text_is(at, "open_answers");
        bool quote = sam_json_text_is(at, "quote"); /* of a note */
        at = sam_json_text_past(at);
        const char *value = sam_json_text_space(at);
        if ((!answers && !quote) || *value != ':') {
            continue;
        }
        value = sam_json_text_space(value + 1);
        if (quote && *value == '"' && is_one_of(value, texts, count)) {
            sam_buf_append(out, copied, (size_t)(value - copied));
            sam_buf_text(out, "null");
            copied = at = sam_json_text_past(value);
            gone++;
        } else if (answers && *value == '[') {
            sam_buf_append(out, copied, (size_t)(value - copied));
            copied = at = write_list(value, texts, count, out, &gone);
        }
    }
    sam_buf_text(out, copied);
    return gone;
}

enum sam_status sam_results_forget_file(const char *path, const char *const *texts, size_t count,
                                        bool look_only, size_t *gone, struct sam_err *err) {
    struct sam_buf old, new;
    struct sam_err own;
    sam_buf_init(&old, SAM_BUF_UNLIMITED);
    sam_buf_init(&new, SAM_BUF_UNLIMITED);
    size_t went = 0;
    enum sam_status status = sam_file_read(path, &old, err != NULL ? err : &own);
    if (status == SAM_OK && old.length > 0) {
        went = sam_results_forget(old.data, texts, count, &new);
    }
    if (status == SAM_OK && went > 0 && !look_only) {
        status = sam_file_write(path, new.data, new.length, err);
    }
    if (status == SAM_OK || status == SAM_E_NOT_FOUND) {
        status = SAM_OK;
        *gone = went;
    }
    if (old.data != NULL) {
        explicit_bzero(old.data, old.length);
    }
    sam_buf_fini(&new);
    sam_buf_fini(&old);
    return status;
}
