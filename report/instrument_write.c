#include "report/instrument_write.h"

void sam_instrument_text_write(struct sam_json *json, const char *key,
                               const struct sam_text *text) {
    if (text->in[SAM_NL] == NULL || text->in[SAM_EN] == NULL) {
        sam_json_null(json, key);
        return;
    }
    sam_json_object(json, key);
    sam_json_string(json, "nl", text->in[SAM_NL]);
    sam_json_string(json, "en", text->in[SAM_EN]);
    sam_json_object_end(json);
}

/* Left out where no role has words of its own. */
static void write_wording(struct sam_json *json, const char *key,
                          const struct sam_text wording[SAM_ROLES]) {
    bool any = false;
    for (int role = 0; role < SAM_ROLES; role++) {
        if (wording[role].in[SAM_NL] != NULL) {
            if (!any) {
                sam_json_object(json, key);
            }
            any = true;
            sam_instrument_text_write(json, sam_role_id((enum sam_role)role), &wording[role]);
        }
    }
    if (any) {
        sam_json_object_end(json);
    }
}

static void write_audience(struct sam_json *json, unsigned audience) {
    sam_json_array(json, "audience");
    for (int role = 0; role < SAM_ROLES; role++) {
        if ((audience & (1U << role)) != 0) {
            sam_json_string(json, NULL, sam_role_id((enum sam_role)role));
        }
    }
    sam_json_array_end(json);
}

static void text_or_null(struct sam_json *json, const char *key, const char *text) {
    if (text != NULL && text[0] != '\0') {
        sam_json_string(json, key, text);
    } else {
        sam_json_null(json, key);
    }
}

static void write_response_scale(struct sam_json *json, const struct sam_questionnaire *q) {
    sam_json_object(json, "response_scale");
    sam_json_whole(json, "points", q->points);
    sam_json_object(json, "labels");
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_json_array(json, sam_lang_code((enum sam_lang)lang));
        for (int i = 0; i < q->points; i++) {
            sam_json_string(json, NULL, q->labels[i].in[lang]);
        }
        sam_json_array_end(json);
    }
    sam_json_object_end(json);
    sam_instrument_text_write(json, "dont_know", &q->dont_know);
    sam_json_object_end(json);
}

static void write_scale(struct sam_json *json, const struct sam_scale *scale) {
    sam_json_object(json, NULL);
    sam_json_string(json, "id", scale->id);
    sam_instrument_text_write(json, "title", &scale->title);
    sam_json_string(json, "relation", sam_relation_id(scale->relation));
    sam_json_string(json, "zones", scale->zones == SAM_ZONES_PSAT ? "psat" : "wilder");
    sam_json_number(json, "min_answered", scale->min_answered);
    text_or_null(json, "source", scale->source);
    sam_json_object_end(json);
}

static void write_item(struct sam_json *json, const struct sam_questionnaire *q,
                       const struct sam_item *item) {
    sam_json_object(json, NULL);
    sam_json_string(json, "id", item->id);
    sam_json_string(json, "theme", q->themes[item->theme].id);
    text_or_null(json, "scale", item->scale != SAM_NONE ? q->scales[item->scale].id : NULL);
    sam_instrument_text_write(json, "text", &item->text);
    sam_json_bool(json, "reverse", item->reverse);
    text_or_null(json, "phase", sam_phase_id(item->phase));
    sam_json_array(json, "questions");
    for (const char **question = item->questions; question != NULL && *question != NULL;
         question++) {
        sam_json_string(json, NULL, *question);
    }
    sam_json_array_end(json);
    if (item->same_as != NULL && item->same_as[0] != NULL) {
        sam_json_array(json, "same_as");
        for (const char **id = item->same_as; *id != NULL; id++) {
            sam_json_string(json, NULL, *id);
        }
        sam_json_array_end(json);
    }
    write_audience(json, item->audience);
    write_wording(json, "wording", item->wording);
    sam_json_object_end(json);
}

static void write_phases(struct sam_json *json, const char *key, const double row[SAM_PHASES]) {
    sam_json_object(json, key);
    for (int k = 0; k < SAM_PHASES; k++) {
        sam_json_number(json, sam_phase_id((enum sam_phase)k), row[k]);
    }
    sam_json_object_end(json);
}

static void write_phase_model(struct sam_json *json, const struct sam_phase_model *model) {
    sam_json_object(json, "phase_model");
    sam_json_object(json, "mean");
    for (int k = 0; k < SAM_PHASES; k++) {
        write_phases(json, sam_phase_id((enum sam_phase)k), model->mean[k]);
    }
    sam_json_object_end(json);
    sam_json_number(json, "spread", model->spread);
    sam_json_array(json, "cut");
    for (int i = 0; i < model->points - 1; i++) {
        sam_json_number(json, NULL, model->cut[i]);
    }
    sam_json_array_end(json);
    sam_json_number(json, "concentration", model->concentration);
    write_phases(json, "prior", model->prior);
    sam_json_number(json, "design_effect", model->design_effect);
    sam_json_object_end(json);
}

static void write_lists(struct sam_json *json, const struct sam_questionnaire *q) {
    sam_json_array(json, "themes");
    for (size_t i = 0; i < q->theme_count; i++) {
        sam_json_object(json, NULL);
        sam_json_string(json, "id", q->themes[i].id);
        sam_instrument_text_write(json, "title", &q->themes[i].title);
        write_wording(json, "wording", q->themes[i].wording);
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
    sam_json_array(json, "scales");
    for (size_t i = 0; i < q->scale_count; i++) {
        write_scale(json, &q->scales[i]);
    }
    sam_json_array_end(json);
    sam_json_array(json, "items");
    for (size_t i = 0; i < q->item_count; i++) {
        write_item(json, q, &q->items[i]);
    }
    sam_json_array_end(json);
    sam_json_array(json, "open_questions");
    for (size_t i = 0; i < q->open_count; i++) {
        sam_json_object(json, NULL);
        sam_json_string(json, "id", q->open_questions[i].id);
        sam_instrument_text_write(json, "text", &q->open_questions[i].text);
        if (q->open_questions[i].audience != (1U << SAM_ROLES) - 1) {
            write_audience(json, q->open_questions[i].audience);
        }
        write_wording(json, "wording", q->open_questions[i].wording);
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
}

static void write_story(struct sam_json *json, const struct sam_questionnaire *q) {
    const struct sam_story *story = q->story;
    if (story == NULL) {
        return;
    }
    sam_json_object(json, "story");
    sam_json_string(json, "title", q->open_questions[story->title].id);
    sam_json_string(json, "change", q->open_questions[story->change].id);
    if (story->for_whom != SAM_NONE) {
        sam_json_string(json, "for_whom", q->open_questions[story->for_whom].id);
    }
    sam_json_string(json, "why", q->open_questions[story->why].id);
    sam_json_string(json, "consent_report", q->items[story->consent_report].id);
    sam_json_string(json, "consent_funder", q->items[story->consent_funder].id);
    sam_json_object_end(json);
}

void sam_instrument_write(struct sam_json *json, const char *key,
                          const struct sam_questionnaire *q) {
    sam_json_object(json, key);
    sam_json_string(json, "id", q->id);
    sam_json_string(json, "version", q->version);
    sam_instrument_text_write(json, "title", &q->title);
    sam_instrument_text_write(json, "introduction", &q->introduction);
    write_wording(json, "introductions", q->introductions);
    write_response_scale(json, q);
    write_lists(json, q);
    sam_json_object(json, "sources");
    for (size_t i = 0; i < q->source_count; i++) {
        sam_json_string(json, q->sources[i].key, q->sources[i].text);
    }
    sam_json_object_end(json);
    write_phase_model(json, &q->phase_model);
    write_story(json, q);
    sam_json_object_end(json);
}
