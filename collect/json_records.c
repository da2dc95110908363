#include "collect/json_records.h"

#include "base/memory.h"
#include "base/words.h"
#include "collect/json_pointer.h"
#include "collect/listing.h"

#include <stdlib.h>
#include <string.h>

/* The text at a pointer of the record; "" when it leads nowhere. */
static const char *text_at(const cJSON *record, const char *pointer, struct sam_arena *arena,
                           bool *full) {
    const cJSON *value = pointer != NULL ? sam_json_place(record, pointer) : NULL;
    const char *text = value != NULL ? sam_json_value_text(value, arena) : "";
    *full = *full || text == NULL;
    return text != NULL ? text : "";
}

/* Members by their own names, then those that study.json points at. */
static void read_answers(struct sam_draft *draft, const cJSON *record,
                         const struct sam_source *source) {
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, record) {
        struct sam_target target = {0};
        if (member->string != NULL) {
            target = sam_mapper_target(draft->mapper, member->string);
        }
        bool wanted = target.kind == SAM_TARGET_FIELD || target.kind == SAM_TARGET_ANSWER;
        if (wanted && !cJSON_IsNull(member)) {
            const char *text = sam_json_value_text(member, draft->arena);
            draft->full = draft->full || text == NULL;
            sam_draft_put(draft, &target, text);
        }
    }
    for (size_t i = 0; i < source->map_count; i++) {
        const char *from = source->map[i].from;
        const cJSON *value = from[0] == '/' ? sam_json_pointer(record, from) : NULL;
        if (value != NULL && !cJSON_IsNull(value)) {
            struct sam_target target = sam_mapper_target(draft->mapper, from);
            const char *text = sam_json_value_text(value, draft->arena);
            draft->full = draft->full || text == NULL;
            sam_draft_put(draft, &target, text);
        }
    }
}

static enum sam_status read_record(const cJSON *record, size_t at, const struct sam_source *source,
                                   const struct sam_mapper *mapper, struct sam_page *page,
                                   struct sam_err *err) {
    struct sam_draft draft;
    sam_draft_start(&draft, mapper, page->arena);
    const cJSON *id = sam_json_place(record, source->record_id);
    if (id == NULL || cJSON_IsObject(id) || cJSON_IsArray(id) || !sam_json_is_exact(id)) {
        return sam_fail(err, SAM_E_REMOTE,
                        id != NULL && cJSON_IsNumber(id)
                            ? _("record %zu has an id too long for a number (%s); let the "
                                "platform send it as text")
                            : _("record %zu has no id at \"%s\"; correct \"id\" of the source"),
                        at + 1, source->record_id);
    }
    draft.raw.record_id = text_at(record, source->record_id, page->arena, &draft.full);
    if (draft.raw.record_id[0] == '\0' && !draft.full) {
        return sam_fail(err, SAM_E_REMOTE,
                        _("record %zu has an empty id at \"%s\"; correct \"id\" of the source"),
                        at + 1, source->record_id);
    }
    draft.raw.modified_at = text_at(record, source->modified, page->arena, &draft.full);
    if (source->complete != NULL) {
        const char *value = text_at(record, source->complete, page->arena, &draft.full);
        const char *means = source->complete_value != NULL ? source->complete_value : "true";
        draft.raw.complete = strcmp(value, means) == 0;
    }
    read_answers(&draft, record, source);
    if (draft.full) {
        return sam_fail(err, SAM_E_LIMIT, _("a page larger than is read; ask for smaller pages"));
    }
    page->records[page->record_count++] = draft.raw;
    return SAM_OK;
}

enum sam_status sam_json_records(const cJSON *document, const struct sam_source *source,
                                 const struct sam_mapper *mapper, struct sam_page *page,
                                 char **newest, struct sam_err *err) {
    const char *pointer = source->records != NULL ? source->records : "";
    const cJSON *list = sam_json_place(document, pointer);
    if (!cJSON_IsArray(list)) {
        return sam_fail(err, SAM_E_REMOTE,
                        _("there is no list at \"%s\" in the answer; correct \"records\" of the "
                          "source"),
                        pointer);
    }
    size_t count = (size_t)cJSON_GetArraySize(list);
    page->records = sam_arena_alloc(page->arena, count * sizeof *page->records + 1);
    if (page->records == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("a page larger than is read; ask for smaller pages"));
    }
    const cJSON *record = NULL;
    size_t at = 0;
    cJSON_ArrayForEach(record, list) {
        enum sam_status status = read_record(record, at++, source, mapper, page, err);
        if (status != SAM_OK) {
            return status;
        }
        const char *modified = page->records[page->record_count - 1].modified_at;
        if (modified[0] != '\0' && (*newest == NULL || sam_stamp_later(modified, *newest))) {
            free(*newest);
            *newest = sam_xstrdup(modified);
        }
    }
    return SAM_OK;
}
