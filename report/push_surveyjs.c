/* A page a theme, with a matrix of its statements; names and values as ours, so that an answer is
 * {"THEME": {"s1": 4, "s2": "dk"}, "open_well": "..."}. */
#include "base/json_writer.h"
#include "base/words.h"
#include "report/push.h"

#include <stdio.h>

static void add_both(struct sam_json *json, const char *key, const char *nl, const char *en,
                     enum sam_lang lang) {
    sam_json_object(json, key);
    sam_json_string(json, "default", lang == SAM_NL ? nl : en);
    sam_json_string(json, lang == SAM_NL ? "en" : "nl", lang == SAM_NL ? en : nl);
    sam_json_object_end(json);
}

static void add_text(struct sam_json *json, const char *key, const struct sam_text *text,
                     enum sam_lang lang) {
    if (text->in[SAM_NL] != NULL) {
        add_both(json, key, text->in[SAM_NL], text->in[SAM_EN], lang);
    }
}

static void add_message(struct sam_json *json, const char *key, const char *message,
                        enum sam_lang lang) {
    add_both(json, key, sam_tr_in(SAM_NL, message), sam_tr_in(SAM_EN, message), lang);
}

static void add_condition(struct sam_json *json, const struct sam_item *item) {
    struct sam_buf text;
    if (!sam_push_is_limited(item)) {
        return;
    }
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    for (int role = 0; role < SAM_ROLES; role++) {
        if ((item->audience >> role & 1) != 0) {
            sam_buf_printf(&text, "%s{role} = '%s'", text.length > 0 ? " or " : "",
                           sam_role_id((enum sam_role)role));
        }
    }
    sam_json_string(json, "visibleIf", text.data != NULL ? text.data : "false");
    sam_buf_fini(&text);
}

static void add_columns(struct sam_json *json, const struct sam_questionnaire *q,
                        enum sam_lang lang) {
    sam_json_array(json, "columns");
    for (int point = 0; point < q->points; point++) {
        sam_json_object(json, NULL);
        sam_json_whole(json, "value", point + 1);
        add_text(json, "text", &q->labels[point], lang);
        sam_json_object_end(json);
    }
    if (q->dont_know.in[SAM_NL] != NULL) {
        sam_json_object(json, NULL);
        sam_json_string(json, "value", "dk");
        add_text(json, "text", &q->dont_know, lang);
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
}

static void add_theme(struct sam_json *json, const struct sam_questionnaire *q, size_t theme,
                      enum sam_lang lang) {
    sam_json_object(json, NULL);
    char page[96];
    snprintf(page, sizeof page, "page-%s", q->themes[theme].id);
    sam_json_string(json, "name", page);
    add_text(json, "title", &q->themes[theme].title, lang);
    sam_json_array(json, "elements");
    sam_json_object(json, NULL);
    sam_json_string(json, "type", "matrix");
    sam_json_string(json, "name", q->themes[theme].id);
    sam_json_string(json, "titleLocation", "hidden");
    add_columns(json, q, lang);
    sam_json_array(json, "rows");
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].theme == theme) {
            sam_json_object(json, NULL);
            sam_json_string(json, "value", q->items[i].id);
            add_text(json, "text", &q->items[i].text, lang);
            add_condition(json, &q->items[i]);
            sam_json_object_end(json);
        }
    }
    sam_json_array_end(json);
    sam_json_object_end(json);
    sam_json_array_end(json);
    sam_json_object_end(json);
}

static void add_role(struct sam_json *json, enum sam_lang lang) {
    static const char *const roles[SAM_ROLES] = {N_("For the lead partner"), N_("For a partner"),
                                                 N_("For the funder")};
    sam_json_object(json, NULL);
    sam_json_string(json, "name", "page-role");
    sam_json_array(json, "elements");
    sam_json_object(json, NULL);
    sam_json_string(json, "type", "radiogroup");
    sam_json_string(json, "name", "role");
    add_message(json, "title", N_("For whom do you answer?"), lang);
    sam_json_bool(json, "isRequired", true);
    sam_json_array(json, "choices");
    for (int role = 0; role < SAM_ROLES; role++) {
        sam_json_object(json, NULL);
        sam_json_string(json, "value", sam_role_id((enum sam_role)role));
        add_message(json, "text", roles[role], lang);
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
    sam_json_object_end(json);
    sam_json_array_end(json);
    sam_json_object_end(json);
}

static void add_open(struct sam_json *json, const struct sam_questionnaire *q, enum sam_lang lang) {
    sam_json_object(json, NULL);
    sam_json_string(json, "name", "page-open");
    add_message(json, "title", N_("In your own words"), lang);
    sam_json_array(json, "elements");
    for (size_t i = 0; i < q->open_count; i++) {
        sam_json_object(json, NULL);
        sam_json_string(json, "type", "comment");
        sam_json_string(json, "name", q->open_questions[i].id);
        add_text(json, "title", &q->open_questions[i].text, lang);
        sam_json_whole(json, "maxLength", 10000);
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
    sam_json_object_end(json);
}

enum sam_status sam_push_surveyjs(const struct sam_questionnaire *questionnaire, enum sam_lang lang,
                                  struct sam_buf *text, struct sam_err *err) {
    struct sam_json json;
    sam_json_to_buf(&json, text, 6);
    sam_json_object(&json, NULL);
    sam_json_string(&json, "locale", sam_lang_code(lang));
    add_text(&json, "title", &questionnaire->title, lang);
    add_text(&json, "description", &questionnaire->introduction, lang);
    sam_json_array(&json, "pages");
    if (sam_push_asks_role(questionnaire)) {
        add_role(&json, lang);
    }
    for (size_t theme = 0; theme < questionnaire->theme_count; theme++) {
        add_theme(&json, questionnaire, theme, lang);
    }
    if (questionnaire->open_count > 0) {
        add_open(&json, questionnaire, lang);
    }
    sam_json_array_end(&json);
    sam_json_object_end(&json);
    enum sam_status status = sam_json_end(&json, "surveyjs", err);
    sam_buf_char(text, '\n');
    return status;
}
