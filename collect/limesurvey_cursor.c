#include "collect/limesurvey_cursor.h"

#include "base/json_writer.h"
#include "base/memory.h"
#include "collect/json_pointer.h"
#include "model/json_reader.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANCHOR_SPAN = 500 };

void sam_limesurvey_cursor_read(struct sam_limesurvey_cursor *cursor, const char *text) {
    struct sam_err ignored = {0};
    cJSON *tree = text[0] != '\0' ? sam_json_parse(text, strlen(text), "", &ignored) : NULL;
    *cursor = (struct sam_limesurvey_cursor){.activation = 1};
    long long activation =
        sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(tree, "activation"));
    long long max_id = sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(tree, "max_id"));
    const cJSON *anchors = cJSON_GetObjectItemCaseSensitive(tree, "anchors");
    if (activation >= 1 && activation < 1000000 && max_id >= 0) {
        cursor->activation = (int)activation;
        cursor->max_id = max_id;
        const cJSON *anchor = NULL;
        cJSON_ArrayForEach(anchor, anchors) {
            long long id = anchor->string != NULL ? strtoll(anchor->string, NULL, 10) : 0;
            if (id > 0 && cJSON_IsString(anchor) && cursor->anchor_count < SAM_ANCHORS) {
                cursor->anchors[cursor->anchor_count++] =
                    (struct sam_anchor){id, strtoull(anchor->valuestring, NULL, 16)};
            }
        }
    }
    cJSON_Delete(tree);
}

void sam_limesurvey_cursor_write(const struct sam_limesurvey_cursor *cursor, struct sam_buf *text) {
    struct sam_json json;
    sam_json_to_buf(&json, text, 0);
    sam_json_object(&json, NULL);
    sam_json_whole(&json, "activation", cursor->activation);
    sam_json_whole(&json, "max_id", cursor->max_id);
    sam_json_object(&json, "anchors");
    for (size_t i = 0; i < cursor->anchor_count; i++) {
        char id[24];
        char mark[24];
        snprintf(id, sizeof id, "%lld", cursor->anchors[i].id);
        snprintf(mark, sizeof mark, "%016llx", cursor->anchors[i].mark);
        sam_json_string(&json, id, mark);
    }
    sam_json_object_end(&json);
    sam_json_object_end(&json);
    struct sam_err ignored = {0};
    if (sam_json_end(&json, "", &ignored) != SAM_OK) {
        sam_buf_clear(text);
    }
}

void sam_limesurvey_cursor_anchor(struct sam_limesurvey_cursor *cursor,
                                  const struct sam_export *export) {
    for (size_t i = 0; i < export->anchor_count && cursor->anchor_count < SAM_ANCHORS; i++) {
        const struct sam_anchor *anchor = &export->anchors[i];
        bool known = anchor->mark == 0;
        for (size_t j = 0; j < cursor->anchor_count && !known; j++) {
            known = cursor->anchors[j].id == anchor->id;
        }
        bool near = cursor->anchor_count == 0 || (anchor->id > cursor->anchors[0].id &&
                                                  anchor->id < cursor->anchors[0].id + ANCHOR_SPAN);
        if (!known && near) {
            cursor->anchors[cursor->anchor_count++] = *anchor;
        }
    }
}

bool sam_limesurvey_cursor_is_stale(const struct sam_limesurvey_cursor *cursor,
                                    const struct sam_export *export) {
    size_t same = 0;
    size_t other = 0;
    for (size_t i = 0; i < cursor->anchor_count; i++) {
        for (size_t j = 0; j < export->anchor_count; j++) {
            if (cursor->anchors[i].id == export->anchors[j].id) {
                bool equal = cursor->anchors[i].mark == export->anchors[j].mark;
                same += equal;
                other += !equal;
            }
        }
    }
    return same == 0 && other > 0;
}
