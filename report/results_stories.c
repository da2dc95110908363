#include "report/results_stories.h"

#include "report/results_reader.h"
#include "report/results_writer.h"

#include <limits.h>
#include <string.h>

static const char *const clearing_ids[SAM_CLEARINGS] = {"no", "earlier", "yes"};

const char *sam_clearing_id(enum sam_clearing clearing) {
    return clearing_ids[clearing];
}

/* --- writing --------------------------------------------------------------------------------- */

static void write_marked(struct sam_out *o, const char *key, const struct sam_names *names,
                         const struct sam_marked *marked) {
    if (marked->text == NULL || marked->text[0] == '\0') {
        sam_out_absent(o, key, SAM_WHY_NOT_GIVEN);
        return;
    }
    sam_json_object(o->json, key);
    sam_json_string(o->json, "text", marked->text);
    sam_out_flags(o->json, names, marked->text);
    sam_json_object_end(o->json);
}

static void write_parts(struct sam_json *json, const struct sam_questionnaire *q,
                        const struct sam_names *names, const struct sam_told *story) {
    sam_json_array(json, "parts");
    for (size_t k = 0; k < q->open_count; k++) {
        if (story->parts[k].text != NULL) {
            sam_json_object(json, NULL);
            sam_json_string(json, "question", q->open_questions[k].id);
            sam_json_string(json, "text", story->parts[k].text);
            sam_out_flags(json, names, story->parts[k].text);
            sam_json_object_end(json);
        }
    }
    sam_json_array_end(json);
}

static void write_choices(struct sam_json *json, const struct sam_names *names,
                          const struct sam_told *story) {
    sam_json_array(json, "chosen");
    for (size_t i = 0; i < story->choice_count; i++) {
        const struct sam_told_choice *choice = &story->choices[i];
        struct sam_out o = sam_out_open(json, NULL);
        sam_json_whole(json, "round", choice->round);
        write_marked(&o, "by", names, &choice->by);
        write_marked(&o, "reason", names, &choice->reason);
        sam_out_close(&o);
    }
    sam_json_array_end(json);
}

static void write_story(struct sam_json *json, const struct sam_questionnaire *q,
                        const struct sam_names *names, const struct sam_told *story) {
    struct sam_out o = sam_out_open(json, NULL);
    sam_json_whole(json, "story", (long long)story->number);
    sam_json_string(json, "alliance", story->alliance);
    sam_out_text(&o, "role", sam_role_id(story->role));
    if (story->teller > 0) {
        sam_json_whole(json, "teller", (long long)story->teller);
    } else {
        sam_out_absent(&o, "teller", SAM_WHY_NOT_GIVEN);
    }
    sam_json_bool(json, "consent_report", story->consent_report);
    sam_json_bool(json, "consent_funder", story->consent_funder);
    sam_json_whole(json, "version", story->version);
    write_parts(json, q, names, story);
    write_choices(json, names, story);
    sam_json_string(json, "cleared", clearing_ids[story->clearing]);
    write_marked(&o, "cleared_title", names, &story->title);
    write_marked(&o, "cleared_text", names, &story->cleared);
    sam_out_close(&o);
}

void sam_results_stories_write(struct sam_json *json, const struct sam_results_context *context,
                               const struct sam_questionnaire *q, const struct sam_names *names) {
    if (q->story == NULL) {
        return;
    }
    sam_json_array(json, "stories");
    for (size_t i = 0; i < context->story_count; i++) {
        write_story(json, q, names, &context->stories[i]);
    }
    sam_json_array_end(json);
}

/* --- reading --------------------------------------------------------------------------------- */

static void *room(struct sam_results_reader *r, size_t count, size_t size) {
    return sam_arena_alloc(r->results->arena, count * size + 1);
}

static void read_marked(struct sam_results_reader *r, const cJSON *object, const char *key,
                        struct sam_marked *marked) {
    if (!cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(object, key))) {
        if (!sam_results_absent(r, object, key)) {
            sam_results_wrong(r, key, _("it must be a text with its flags, or null"));
        }
        return;
    }
    const cJSON *own = sam_results_object(r, object, key);
    sam_results_enter(r, key);
    marked->text = sam_results_text(r, own, "text", false);
    if (marked->text != NULL) {
        marked->flags = sam_results_flags_read(r, own, marked->text, &marked->flag_count);
    }
    sam_results_leave(r);
}

static void read_parts(struct sam_results_reader *r, const cJSON *object, struct sam_told *story) {
    const struct sam_questionnaire *q = r->results->questionnaire;
    const cJSON *part = NULL;
    const cJSON *list = sam_results_list(r, object, "parts");
    story->parts = room(r, q->open_count, sizeof *story->parts);
    sam_results_enter(r, "parts");
    cJSON_ArrayForEach(part, list) {
        const char *question = sam_results_text(r, part, "question", false);
        const char *text = sam_results_text(r, part, "text", false);
        size_t k = question != NULL ? sam_questionnaire_open_question(q, question) : SAM_NONE;
        if (k == SAM_NONE || text == NULL) {
            sam_results_wrong(r, "question", _("it names a question the questionnaire lacks"));
            break;
        }
        story->parts[k].text = text;
        story->parts[k].flags = sam_results_flags_read(r, part, text, &story->parts[k].flag_count);
    }
    sam_results_leave(r);
}

static void read_choices(struct sam_results_reader *r, const cJSON *object,
                         struct sam_told *story) {
    const cJSON *list = sam_results_list(r, object, "chosen");
    const cJSON *choice = NULL;
    story->choices =
        room(r, list != NULL ? (size_t)cJSON_GetArraySize(list) : 0, sizeof *story->choices);
    sam_results_enter(r, "chosen");
    cJSON_ArrayForEach(choice, list) {
        struct sam_told_choice *own = &story->choices[story->choice_count++];
        size_t round = sam_results_count(r, choice, "round");
        own->round = round <= INT_MAX ? (int)round : INT_MAX;
        read_marked(r, choice, "by", &own->by);
        read_marked(r, choice, "reason", &own->reason);
    }
    sam_results_leave(r);
}

static void read_clearing(struct sam_results_reader *r, const cJSON *object,
                          struct sam_told *story) {
    const char *cleared = sam_results_text(r, object, "cleared", false);
    for (int i = 0; i < SAM_CLEARINGS && cleared != NULL; i++) {
        if (strcmp(clearing_ids[i], cleared) == 0) {
            story->clearing = (enum sam_clearing)i;
            return;
        }
    }
    sam_results_wrong(r, "cleared", _("it must be no, earlier or yes"));
}

static void read_story(struct sam_results_reader *r, const cJSON *object, struct sam_told *story) {
    story->number = sam_results_count(r, object, "story");
    story->alliance = sam_results_text(r, object, "alliance", false);
    const char *role = sam_results_text(r, object, "role", true);
    story->role = SAM_ROLE_UNKNOWN;
    if (role != NULL && sam_role_read(role, &story->role) != 0) {
        sam_results_wrong(r, "role", _("it must be lead, partner, account_holder or null"));
    }
    story->teller = sam_results_count(r, object, "teller");
    story->consent_report = sam_results_flag(r, object, "consent_report");
    story->consent_funder = sam_results_flag(r, object, "consent_funder");
    size_t version = sam_results_count(r, object, "version");
    story->version = version <= INT_MAX ? (int)version : INT_MAX;
    read_parts(r, object, story);
    read_choices(r, object, story);
    read_clearing(r, object, story);
    read_marked(r, object, "cleared_title", &story->title);
    read_marked(r, object, "cleared_text", &story->cleared);
}

struct sam_told *sam_results_stories_read(struct sam_results_reader *r, const cJSON *root,
                                          size_t *count) {
    const cJSON *story = NULL;
    if (r->results->questionnaire->story == NULL ||
        cJSON_GetObjectItemCaseSensitive(root, "stories") == NULL) {
        return NULL;
    }
    const cJSON *list = sam_results_list(r, root, "stories");
    struct sam_told *stories =
        room(r, list != NULL ? (size_t)cJSON_GetArraySize(list) : 0, sizeof *stories);
    sam_results_enter(r, "stories");
    cJSON_ArrayForEach(story, list) {
        if (r->failed) {
            break;
        }
        read_story(r, story, &stories[(*count)++]);
    }
    sam_results_leave(r);
    return stories;
}
