#include "report/story_sharing.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool sam_story_edited(const struct sam_told *story) {
    return story->cleared.text != NULL && story->cleared.text[0] != '\0';
}

/* More than this many names aren't looked for: such a text says nothing about the rest of it. */
static bool tells(const struct sam_marked *marked) {
    bool found = marked->flag_count >= SAM_NAME_FLAGS;
    for (size_t i = 0; i < marked->flag_count; i++) {
        enum sam_name_kind kind = marked->flags[i].kind;
        found = found || (kind != SAM_NAME_POSSIBLE && kind != SAM_NAME_FUNDER);
    }
    return found;
}

static enum sam_story_verdict judge(const struct sam_told *story, size_t part_count) {
    if (!story->consent_report || !story->consent_funder) {
        return SAM_STORY_NO_CONSENT;
    }
    if (story->clearing != SAM_CLEARED) {
        return story->clearing == SAM_CLEARED_EARLIER ? SAM_STORY_CHANGED : SAM_STORY_NOT_CLEARED;
    }
    if (sam_story_edited(story)) {
        return tells(&story->cleared) || tells(&story->title) ? SAM_STORY_EDITED_NAMES
                                                              : SAM_STORY_SHOWN;
    }
    bool any = false;
    for (size_t k = 0; k < part_count; k++) {
        any = any || story->parts[k].text != NULL;
        if (story->parts[k].flag_count > 0) {
            return SAM_STORY_NAMES;
        }
    }
    return any ? SAM_STORY_SHOWN : SAM_STORY_NOT_CLEARED;
}

/* --- people ---------------------------------------------------------------------------------- */

typedef bool counts(const struct sam_results *results, size_t story, const void *context);

/* Different tellers of the stories that count. */
static size_t tellers_of(const struct sam_results *results, counts *counted, const void *context) {
    size_t people = 0;
    for (size_t i = 0; i < results->story_count; i++) {
        bool seen = !counted(results, i, context);
        for (size_t j = 0; j < i && !seen; j++) {
            seen = results->stories[j].teller == results->stories[i].teller &&
                   counted(results, j, context);
        }
        people += !seen;
    }
    return people;
}

static bool is_of(const struct sam_results *results, size_t story, const void *alliance) {
    return alliance == NULL || strcmp(results->stories[story].alliance, alliance) == 0;
}

size_t sam_story_tellers(const struct sam_results *results, const char *alliance) {
    return tellers_of(results, is_of, alliance);
}

static bool is_unnamed(const struct sam_results *results, size_t story, const void *sharing) {
    (void)results;
    return !((const struct sam_story_sharing *)sharing)->named[story];
}

static bool is_hidden(const struct sam_results *results, size_t story, const void *sharing) {
    (void)results;
    return ((const struct sam_story_sharing *)sharing)->verdicts[story] != SAM_STORY_SHOWN;
}

static void name_alliances(const struct sam_results *results, struct sam_story_sharing *sharing) {
    for (size_t i = 0; i < results->story_count; i++) {
        size_t j = 0;
        while (!is_of(results, j, results->stories[i].alliance)) {
            j++;
        }
        sharing->named[i] =
            j < i ? sharing->named[j]
                  : sam_story_tellers(results, results->stories[i].alliance) >= sharing->floor;
    }
    size_t unnamed = tellers_of(results, is_unnamed, sharing);
    if (unnamed > 0 && unnamed < sharing->floor) {
        memset(sharing->named, 0, results->story_count * sizeof *sharing->named);
    }
}

/* --- order ----------------------------------------------------------------------------------- */

/* Part k of what is shown of it, the title first. */
static const char *shown_part(const struct sam_told *story, size_t k) {
    const char *text = k == 0 ? story->title.text : k == 1 ? story->cleared.text : NULL;
    text = sam_story_edited(story) ? text : story->parts[k].text;
    return text != NULL ? text : "";
}

static int compare_words(const struct sam_told *a, const struct sam_told *b, size_t part_count) {
    int order = 0;
    for (size_t k = 0; k < part_count && order == 0; k++) {
        order = strcmp(shown_part(a, k), shown_part(b, k));
    }
    return order;
}

static void put_in_order(const struct sam_results *results, struct sam_story_sharing *sharing) {
    size_t parts = results->questionnaire->open_count;
    for (size_t i = 0; i < results->story_count; i++) {
        size_t at = sharing->shown;
        if (sharing->verdicts[i] != SAM_STORY_SHOWN) {
            continue;
        }
        while (at > 0 && compare_words(&results->stories[sharing->order[at - 1]],
                                       &results->stories[i], parts) > 0) {
            sharing->order[at] = sharing->order[at - 1];
            at--;
        }
        sharing->order[at] = i;
        sharing->shown++;
    }
}

/* --- the whole ------------------------------------------------------------------------------- */

struct sam_story_sharing *sam_story_sharing_new(const struct sam_results *results) {
    struct sam_story_sharing *sharing = sam_xcalloc(1, sizeof *sharing);
    size_t count = results->story_count;
    int bands = results->privacy.bands_from;
    sharing->floor = bands > SAM_STORY_FLOOR ? (size_t)bands : SAM_STORY_FLOOR;
    sharing->verdicts = sam_xcalloc(count + 1, sizeof *sharing->verdicts);
    sharing->named = sam_xcalloc(count + 1, sizeof *sharing->named);
    sharing->order = sam_xcalloc(count + 1, sizeof *sharing->order);
    bool few = sam_story_tellers(results, NULL) < sharing->floor;
    for (size_t i = 0; i < count; i++) {
        sharing->verdicts[i] = judge(&results->stories[i], results->questionnaire->open_count);
        if (few && sharing->verdicts[i] == SAM_STORY_SHOWN) {
            sharing->verdicts[i] = SAM_STORY_FEW;
        }
    }
    name_alliances(results, sharing);
    put_in_order(results, sharing);
    if (tellers_of(results, is_hidden, sharing) >= sharing->floor) {
        sharing->others = count - sharing->shown;
    }
    return sharing;
}

void sam_story_sharing_free(struct sam_story_sharing *sharing) {
    if (sharing != NULL) {
        free(sharing->verdicts);
        free(sharing->named);
        free(sharing->order);
        free(sharing);
    }
}

static void add(struct sam_buf *text, const char *part) {
    sam_buf_text(text, part != NULL ? part : "");
    sam_buf_char(text, '\x1f');
}

void sam_story_sharing_checksum(const struct sam_results *results, char out[SAM_CHECKSUM_SIZE]) {
    struct sam_story_sharing *sharing = sam_story_sharing_new(results);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_printf(&text, "%zu", sharing->others);
    for (size_t i = 0; i < sharing->shown; i++) {
        const struct sam_told *story = &results->stories[sharing->order[i]];
        add(&text, sharing->named[sharing->order[i]] ? story->alliance : NULL);
        add(&text, story->title.text);
        add(&text, story->cleared.text);
        for (size_t k = 0; k < results->questionnaire->open_count; k++) {
            add(&text, sam_story_edited(story) ? NULL : story->parts[k].text);
        }
    }
    sam_checksum(text.data != NULL ? text.data : "", text.length, out);
    sam_buf_fini(&text);
    sam_story_sharing_free(sharing);
}
