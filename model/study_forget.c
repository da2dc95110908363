#include "model/study_forget.h"

#include "base/file.h"
#include "base/json_text.h"
#include "model/json_reader.h"
#include "model/study.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 64 << 20 };

static bool is_identity(const char *key) {
    return sam_json_text_is(key, "name") || sam_json_text_is(key, "email") ||
           sam_json_text_is(key, "person");
}

/* Ids have no character that JSON escapes. */
static bool is_one_of(const char *person, const char *const *respondents, size_t count) {
    const char *id = sam_json_text_member(person, "respondent");
    for (size_t i = 0; i < count && id != NULL && respondents != NULL; i++) {
        if (sam_json_text_is(id, respondents[i])) {
            return true;
        }
    }
    return respondents == NULL;
}

/* person is at its bracket. True when something went. */
static bool write_person(const char *person, struct sam_buf *out) {
    struct sam_json_part part;
    const char *at = person + 1;
    bool went = false;
    bool first = true;
    sam_buf_char(out, '{');
    while (sam_json_text_next(&at, true, &part)) {
        if (is_identity(part.key)) {
            went = true;
            continue;
        }
        sam_buf_text(out, first ? "" : ",");
        sam_buf_append(out, part.lead, (size_t)(part.end - part.lead));
        first = false;
    }
    sam_buf_append(out, part.lead, (size_t)(at - part.lead));
    sam_buf_char(out, '}');
    return went;
}

size_t sam_study_forget(const char *text, const char *const *respondents, size_t count,
                        struct sam_buf *out) {
    size_t from = 0;
    const char *copied = text;
    const char *people = sam_json_text_member(sam_json_text_space(text), "people");
    struct sam_json_part part;
    const char *at = people != NULL ? people + 1 : NULL;
    while (at != NULL && *people == '[' && sam_json_text_next(&at, false, &part)) {
        if (*part.value == '{' && is_one_of(part.value, respondents, count)) {
            sam_buf_append(out, copied, (size_t)(part.value - copied));
            from += write_person(part.value, out);
            copied = part.end;
        }
    }
    sam_buf_text(out, copied);
    return from;
}

enum sam_status sam_study_forget_file(const char *folder, const char *const *respondents,
                                      size_t count, bool look_only, size_t *from,
                                      struct sam_err *err) {
    char *path = sam_path_join(folder, "study.json");
    struct sam_buf old, new;
    sam_buf_init(&old, FILE_LIMIT);
    sam_buf_init(&new, SAM_BUF_UNLIMITED);
    size_t went = 0;
    enum sam_status status = sam_file_read(path, &old, err);
    if (status == SAM_OK) {
        went = sam_study_forget(old.data, respondents, count, &new);
    }
    if (status == SAM_OK && went > 0) {
        struct sam_problems problems;
        struct sam_study *study = NULL;
        sam_problems_init(&problems);
        status = sam_study_parse(new.data, new.length, path, &study, &problems, err);
        sam_study_free(study);
        sam_problems_fini(&problems);
    }
    if (status == SAM_OK && went > 0 && !look_only) {
        status = sam_file_write(path, new.data, new.length, err);
    }
    if (status == SAM_OK) {
        *from = went;
    }
    if (old.data != NULL) {
        explicit_bzero(old.data, old.length);
    }
    sam_buf_fini(&new);
    sam_buf_fini(&old);
    free(path);
    return status;
}
