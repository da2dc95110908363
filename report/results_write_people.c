/* What results.json says of an alliance beside its numbers: who is in it, who answered by role, and
 * what was written in people's own words. */
#include "base/memory.h"
#include "base/utf8.h"
#include "report/results_writer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void sam_out_study_init(struct sam_out_study *own, const struct sam_results_context *context,
                        const struct sam_questionnaire *questionnaire) {
    const struct sam_study *study = context->study;
    *own = (struct sam_out_study){.context = context,
                                  .names = sam_names_new(study),
                                  .topics = sam_open_topics_new(questionnaire)};
    if (study == NULL) {
        return;
    }
    own->invited = sam_xcalloc(study->alliance_count, sizeof *own->invited);
    for (size_t i = 0; i < study->person_count; i++) {
        if (study->people[i].role != SAM_ROLE_UNKNOWN &&
            sam_questionnaire_asks(questionnaire, study->people[i].role)) {
            own->invited[study->people[i].alliance][study->people[i].role]++;
        }
    }
}

void sam_out_study_fini(struct sam_out_study *own) {
    sam_names_free(own->names);
    sam_open_topics_free(own->topics);
    free(own->invited);
}

void sam_out_roles(struct sam_json *json, const struct sam_out_study *own, size_t alliance,
                   const struct sam_alliance_result *result) {
    const struct sam_study *study = own->context->study;
    sam_json_object(json, "roles");
    for (int role = 0; role < SAM_ROLES; role++) {
        struct sam_out o = sam_out_open(json, sam_role_id((enum sam_role)role));
        if (alliance != SAM_NONE && study->person_count > 0) {
            sam_json_whole(json, "invited", (long long)own->invited[alliance][role]);
        } else {
            sam_out_absent(&o, "invited", SAM_WHY_UNKNOWN_INVITED);
        }
        sam_json_whole(json, "responded", (long long)result->by_role[role]);
        sam_out_close(&o);
    }
    sam_json_object_end(json);
}

void sam_out_partners(struct sam_json *json, const struct sam_out_study *own, size_t alliance) {
    sam_json_array(json, "partners");
    for (size_t i = 0;
         alliance != SAM_NONE && i < own->context->study->alliances[alliance].partner_count; i++) {
        const struct sam_organisation *partner =
            &own->context->study->alliances[alliance].partners[i];
        sam_json_object(json, NULL);
        sam_json_string(json, "id", partner->id);
        sam_json_string(json, "name", partner->name);
        sam_json_bool(json, "lead", partner->lead);
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
}

void sam_out_described(struct sam_json *json, const struct sam_out_study *own, size_t alliance) {
    struct sam_alliance nothing = {.budget = -1};
    const struct sam_alliance *of =
        alliance != SAM_NONE ? &own->context->study->alliances[alliance] : &nothing;
    struct sam_out o = sam_out_open(json, "described");
    if (of->began > 0) {
        sam_json_whole(json, "began", of->began);
    } else {
        sam_out_absent(&o, "began", SAM_WHY_NOT_GIVEN);
    }
    sam_out_number(&o, "budget_eur",
                   of->budget >= 0 ? sam_value(of->budget) : sam_no_value(SAM_WHY_NOT_GIVEN));
    if (of->continued != SAM_CONTINUED_UNKNOWN) {
        sam_json_bool(json, "continued", of->continued == SAM_CONTINUED_YES);
    } else {
        sam_out_absent(&o, "continued", SAM_WHY_NOT_GIVEN);
    }
    sam_out_text(&o, "staff", sam_staff_id(of->staff));
    sam_out_close(&o);
}

void sam_out_formerly(struct sam_json *json, const struct sam_out_study *own, size_t alliance) {
    const struct sam_study *study = own->context->study;
    sam_json_array(json, "formerly");
    size_t at = alliance != SAM_NONE ? study->alliances[alliance].continues : SAM_NONE;
    while (at != SAM_NONE) {
        sam_json_string(json, NULL, study->alliances[at].id);
        at = study->alliances[at].continues;
    }
    sam_json_array_end(json);
}

/* --- open answers ---------------------------------------------------------------------------- */

void sam_out_flags(struct sam_json *json, const struct sam_names *names, const char *text) {
    struct sam_name_flag flags[SAM_NAME_FLAGS];
    size_t count = sam_names_find(names, text, flags);
    sam_json_array(json, "flags");
    for (size_t i = 0; i < count; i++) {
        sam_json_object(json, NULL);
        sam_json_string(json, "kind", sam_name_kind_id(flags[i].kind));
        sam_json_whole(json, "at", (long long)sam_utf8_count(text, flags[i].at));
        sam_json_whole(json, "length",
                       (long long)sam_utf8_count(text + flags[i].at, flags[i].length));
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
}

struct sam_out_open sam_out_open_of(const struct sam_results_context *context,
                                    const char *alliance) {
    size_t low = 0;
    size_t high = context->open_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(context->open[middle].alliance, alliance) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    while (high < context->open_count && strcmp(context->open[high].alliance, alliance) == 0) {
        high++;
    }
    return (struct sam_out_open){low, high - low};
}

void sam_out_open_answers(struct sam_json *json, const struct sam_out_study *own,
                          const struct sam_questionnaire *q, struct sam_out_open answers) {
    sam_json_array(json, "open_answers");
    for (size_t i = answers.first; i < answers.first + answers.count; i++) {
        const struct sam_open_text *open = &own->context->open[i];
        assert(open->question < q->open_count);
        sam_json_object(json, NULL);
        sam_json_string(json, "question", q->open_questions[open->question].id);
        sam_json_string(json, "text", open->text);
        sam_out_flags(json, own->names, open->text);
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
}

/* --- topics ---------------------------------------------------------------------------------- */

static void write_topic(struct sam_json *json, const char *item, const struct sam_topic *topic) {
    sam_json_object(json, NULL);
    sam_json_string(json, "item", item);
    sam_json_number(json, "score", topic->score);
    sam_json_array(json, "reasons");
    for (int r = 0; r < SAM_REASONS; r++) {
        if (topic->reasons[r]) {
            sam_json_string(json, NULL, sam_reason_id((enum sam_reason)r));
        }
    }
    sam_json_array_end(json);
    sam_json_object(json, "parts");
    for (int r = 0; r < SAM_REASONS; r++) {
        if (topic->reasons[r]) {
            sam_json_number(json, sam_reason_id((enum sam_reason)r), topic->parts[r]);
        }
    }
    sam_json_object_end(json);
    sam_json_object_end(json);
}

/* The topics of the numbers, and what the open answers bring up. */
void sam_out_discussion(struct sam_json *json, const struct sam_out_study *own,
                        const struct sam_questionnaire *q, const struct sam_alliance_result *result,
                        const bool *skip, struct sam_out_open open) {
    size_t count = result->suppressed ? 0 : result->topic_count;
    struct sam_topic *topics = sam_xcalloc(q->item_count + 1, sizeof *topics);
    if (count > 0) {
        memcpy(topics, result->topics, count * sizeof *topics);
    }
    if (open.count > 0 && !result->suppressed) {
        size_t *mentions = sam_xcalloc(q->item_count + 1, sizeof *mentions);
        for (size_t i = open.first; i < open.first + open.count; i++) {
            sam_open_topics_count(own->topics, own->context->open[i].text, mentions);
        }
        count = sam_open_topics_add(mentions, skip, q->item_count,
                                    result->responded + result->account_holders, topics, count);
        free(mentions);
    }
    sam_json_array(json, "discussion");
    for (size_t i = 0; i < count; i++) {
        write_topic(json, q->items[topics[i].item].id, &topics[i]);
    }
    sam_json_array_end(json);
    free(topics);
}
