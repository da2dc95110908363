#include "collect/listing.h"

#include "base/json_writer.h"
#include "base/memory.h"
#include "base/moment.h"
#include "base/number.h"
#include "base/words.h"
#include "collect/json_pointer.h"
#include "model/json_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REDONE_MOST = 3, NAME_MOST = 256, UNKNOWN_SHOWN = 600, UNKNOWN_MOST = 200 };

/* --- stamps ----------------------------------------------------------------------------------- */

bool sam_stamp_later(const char *a, const char *b) {
    double left = 0;
    double right = 0;
    if (sam_number_decimal(a, strlen(a), &left) && sam_number_decimal(b, strlen(b), &right)) {
        return left > right;
    }
    if (sam_moment_valid(a) && sam_moment_valid(b) &&
        sam_moment_seconds(a) != sam_moment_seconds(b)) {
        return sam_moment_seconds(a) > sam_moment_seconds(b);
    }
    return strcmp(a, b) > 0;
}

void sam_stamp_earlier(const char *stamp, long seconds, const char *tail,
                       char text[SAM_STAMP_SIZE]) {
    text[0] = '\0';
    if (sam_moment_valid(stamp)) {
        char moment[SAM_MOMENT_SIZE];
        sam_moment_print(sam_moment_seconds(stamp) - seconds, moment);
        snprintf(text, SAM_STAMP_SIZE, "%.19s%s", moment, tail);
    }
}

/* --- the cursor ------------------------------------------------------------------------------- */

void sam_listing_open(struct sam_listing *listing, const struct sam_pass *pass) {
    *listing = (struct sam_listing){
        .pass = pass, .ids = sam_dictionary_new(), .unknown = sam_dictionary_new(), .count = -1};
    struct sam_err ignored = {0};
    const char *text = pass->cursor;
    cJSON *tree = text[0] == '{' ? sam_json_parse(text, strlen(text), "", &ignored) : NULL;
    const cJSON *newest = cJSON_GetObjectItemCaseSensitive(tree, "newest");
    if (cJSON_IsString(newest)) {
        snprintf(listing->newest, sizeof listing->newest, "%s", newest->valuestring);
    }
    const cJSON *looked = cJSON_GetObjectItemCaseSensitive(tree, "looked");
    if (cJSON_IsString(looked)) {
        snprintf(listing->looked, sizeof listing->looked, "%s", looked->valuestring);
    }
    long long top = sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(tree, "top_id"));
    listing->top_id = top > 0 ? top : 0;
    listing->count = sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(tree, "count"));
    cJSON_Delete(tree);
}

void sam_listing_keep(const struct sam_listing *listing, struct sam_page *page) {
    struct sam_json json;
    struct sam_buf text;
    struct sam_err ignored = {0};
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &text, 0);
    sam_json_object(&json, NULL);
    if (listing->newest[0] != '\0') {
        sam_json_string(&json, "newest", listing->newest);
    }
    if (listing->top_id > 0) {
        sam_json_whole(&json, "top_id", listing->top_id);
    }
    if (listing->count >= 0) {
        sam_json_whole(&json, "count", listing->count);
    }
    if (listing->looked[0] != '\0') {
        sam_json_string(&json, "looked", listing->looked);
    }
    sam_json_object_end(&json);
    if (sam_json_end(&json, "", &ignored) == SAM_OK) {
        page->cursor = sam_arena_strdup(page->arena, text.data);
    }
    sam_buf_fini(&text);
}

void sam_listing_close(struct sam_listing *listing) {
    struct sam_buf names;
    size_t count = sam_dictionary_count(listing->unknown);
    sam_buf_init(&names, SAM_BUF_UNLIMITED);
    sam_buf_text(&names, "");
    for (uint32_t i = 0; i < count && names.length < UNKNOWN_SHOWN; i++) {
        sam_buf_printf(&names, "%s%s", i > 0 ? ", " : "", sam_dictionary_text(listing->unknown, i));
    }
    if (count > 0) {
        sam_pass_notice(listing->pass,
                        _("source %s: not collected, because the questionnaire has no such "
                          "statement: %s (map them in the source's \"map\", to \"\" to leave "
                          "them out)"),
                        listing->pass->source->name, names.data);
    }
    if (listing->left_out > 0) {
        sam_pass_notice(
            listing->pass,
            _("source %s: left out, because the platform marks them as test, preview or "
              "rejected: %zu responses"),
            listing->pass->source->name, listing->left_out);
    }
    sam_buf_fini(&names);
    sam_dictionary_free(listing->unknown);
    sam_dictionary_free(listing->ids);
}

/* --- the list --------------------------------------------------------------------------------- */

bool sam_listing_see(struct sam_listing *listing, const char *id, const char *stamp) {
    size_t before = sam_dictionary_count(listing->ids);
    sam_dictionary_add(listing->ids, id, strlen(id));
    double number = 0;
    bool usable = strlen(stamp) < SAM_STAMP_SIZE &&
                  (sam_moment_valid(stamp) || sam_number_decimal(stamp, strlen(stamp), &number));
    if (usable && (listing->newest[0] == '\0' || sam_stamp_later(stamp, listing->newest))) {
        snprintf(listing->newest, sizeof listing->newest, "%s", stamp);
    }
    return sam_dictionary_count(listing->ids) > before;
}

bool sam_listing_whole(struct sam_listing *listing, long long counted, struct sam_page *page) {
    long long seen = (long long)sam_dictionary_count(listing->ids);
    if (counted < 0 || counted == seen) {
        listing->count = counted;
        sam_listing_keep(listing, page);
        return true;
    }
    if (listing->redone < REDONE_MOST) {
        listing->redone++;
        sam_dictionary_free(listing->ids);
        listing->ids = sam_dictionary_new();
        page->more = true;
        return false;
    }
    sam_pass_notice(listing->pass,
                    _("source %s: the list was read %d times and never came out whole: the server "
                      "counts %lld responses, %lld were read. What was read is stored; nothing is "
                      "called withdrawn. Run again at a quiet moment"),
                    listing->pass->source->name, REDONE_MOST + 1, counted, seen);
    page->unsure = true;
    return true;
}

/* --- records ---------------------------------------------------------------------------------- */

void sam_listing_draft(struct sam_listing *listing, struct sam_page *page, const char *id,
                       struct sam_draft *draft) {
    sam_draft_start(draft, listing->pass->mapper, page->arena);
    draft->raw.record_id = sam_draft_copy(draft, id);
    draft->raw.modified_at = "";
}

/* A list of plain values as one text. */
static const char *joined(const cJSON *list, struct sam_draft *draft) {
    struct sam_buf text;
    sam_buf_init(&text, (size_t)SAM_OPEN_TEXT_LIMIT * 2);
    sam_buf_text(&text, "");
    const cJSON *value = NULL;
    cJSON_ArrayForEach(value, list) {
        const char *one = sam_json_value_text(value, draft->arena);
        draft->full = draft->full || one == NULL;
        sam_buf_printf(&text, "%s%s", text.length > 0 ? ", " : "", one != NULL ? one : "");
    }
    const char *copy = sam_draft_copy(draft, text.data);
    sam_buf_fini(&text);
    return copy;
}

void sam_listing_text(struct sam_listing *listing, struct sam_draft *draft, const char *name,
                      const char *text) {
    struct sam_target target = sam_mapper_target(draft->mapper, name);
    if (target.kind != SAM_TARGET_UNKNOWN) {
        sam_draft_put(draft, &target, text);
    } else if (text[0] != '\0' && sam_dictionary_count(listing->unknown) < UNKNOWN_MOST) {
        sam_dictionary_add(listing->unknown, name, strlen(name));
    }
}

void sam_listing_value(struct sam_listing *listing, struct sam_draft *draft, const char *name,
                       const cJSON *value) {
    const char *text =
        cJSON_IsArray(value) ? joined(value, draft) : sam_json_value_text(value, draft->arena);
    draft->full = draft->full || text == NULL;
    sam_listing_text(listing, draft, name, text != NULL ? text : "");
}

void sam_listing_members(struct sam_listing *listing, struct sam_draft *draft, const char *prefix,
                         const cJSON *object) {
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, object) {
        char name[NAME_MOST];
        const char *own = member->string != NULL ? member->string : "";
        int length =
            snprintf(name, sizeof name, "%s%s%s", prefix, prefix[0] != '\0' ? "/" : "", own);
        if (length < 0 || length >= NAME_MOST) {
            continue;
        }
        if (cJSON_IsObject(member)) {
            sam_listing_members(listing, draft, name, member);
        } else {
            sam_listing_value(listing, draft, name, member);
        }
    }
}

void sam_listing_field(struct sam_draft *draft, enum sam_field field, const char *text) {
    if (!sam_mapper_maps(draft->mapper, field)) {
        sam_draft_field(draft, field, text);
    }
}

enum sam_status sam_listing_room(struct sam_page *page, size_t count, struct sam_err *err) {
    page->records = sam_arena_alloc(page->arena, count * sizeof *page->records + 1);
    page->withdrawn = sam_arena_alloc(page->arena, count * sizeof *page->withdrawn + 1);
    page->unreadable = sam_arena_alloc(page->arena, count * sizeof *page->unreadable + 1);
    if (page->records == NULL || page->withdrawn == NULL || page->unreadable == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("a page larger than is read; ask for smaller pages"));
    }
    return SAM_OK;
}

enum sam_status sam_listing_take(struct sam_page *page, const struct sam_draft *draft,
                                 struct sam_err *err) {
    if (draft->full) {
        return sam_fail(err, SAM_E_LIMIT, _("a page larger than is read; ask for smaller pages"));
    }
    page->records[page->record_count++] = draft->raw;
    return SAM_OK;
}

enum sam_status sam_listing_unreadable(struct sam_page *page, const char *id, const char *reason,
                                       struct sam_err *err) {
    struct sam_unreadable aside = {sam_arena_strdup(page->arena, id),
                                   sam_arena_strdup(page->arena, reason)};
    if (aside.record_id == NULL || aside.reason == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("a page larger than is read; ask for smaller pages"));
    }
    page->unreadable[page->unreadable_count++] = aside;
    return SAM_OK;
}
