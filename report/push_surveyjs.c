/* A page a theme, with a matrix of its statements; names and values as ours, so that an answer is
 * {"THEME": {"s1": 4, "s2": "dk"}, "open_well": "..."}. */
#include "base/html.h"
#include "base/json_writer.h"
#include "base/words.h"
#include "report/push.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static void add_condition(struct sam_json *json, unsigned roles) {
    struct sam_buf text;
    if (roles == SAM_PUSH_EVERYBODY) {
        return;
    }
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    for (int role = 0; role < SAM_ROLES; role++) {
        if ((roles >> role & 1) != 0) {
            sam_buf_printf(&text, "%s{role} = '%s'", text.length > 0 ? " or " : "",
                           sam_role_id((enum sam_role)role));
        }
    }
    sam_json_string(json, "visibleIf", text.data != NULL ? text.data : "false");
    sam_buf_fini(&text);
}

/* Names on a page that a role has for itself end with the role. */
static void add_name(struct sam_json *json, const char *name, const struct sam_push_page *page) {
    char text[128];
    bool own = page->words != SAM_ROLE_UNKNOWN;
    snprintf(text, sizeof text, "%s%s%s", name, own ? "_" : "", sam_role_id(page->words));
    sam_json_string(json, "name", text);
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

static void add_rows(struct sam_json *json, const struct sam_questionnaire *q,
                     const struct sam_push_page *page, enum sam_lang lang) {
    sam_json_array(json, "rows");
    for (size_t i = 0; i < q->item_count; i++) {
        unsigned roles = q->items[i].audience & page->roles;
        if (q->items[i].theme == page->theme && roles != 0) {
            sam_json_object(json, NULL);
            sam_json_string(json, "value", q->items[i].id);
            add_text(json, "text", sam_item_text(&q->items[i], page->words), lang);
            add_condition(json, roles);
            sam_json_object_end(json);
        }
    }
    sam_json_array_end(json);
}

static void add_theme(struct sam_json *json, const struct sam_questionnaire *q,
                      const struct sam_push_page *page, enum sam_lang lang) {
    const struct sam_theme *theme = &q->themes[page->theme];
    sam_json_object(json, NULL);
    char name[96];
    snprintf(name, sizeof name, "page-%s", theme->id);
    add_name(json, name, page);
    add_text(json, "title", sam_theme_title(theme, page->words), lang);
    add_condition(json, page->roles);
    sam_json_array(json, "elements");
    sam_json_object(json, NULL);
    sam_json_string(json, "type", "matrix");
    add_name(json, theme->id, page);
    sam_json_string(json, "titleLocation", "hidden");
    add_columns(json, q, lang);
    add_rows(json, q, page, lang);
    sam_json_object_end(json);
    sam_json_array_end(json);
    sam_json_object_end(json);
}

/* A paragraph for each, as they are parted by an empty line. */
static char *html_of(const char *text) {
    struct sam_buf all, html;
    sam_buf_init(&all, SAM_BUF_UNLIMITED);
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    sam_html_text(&all, text);
    sam_buf_text(&html, "<p>");
    for (const char *at = all.data; at != NULL && *at != '\0';) {
        const char *end = strstr(at, "\n\n");
        sam_buf_append(&html, at, end != NULL ? (size_t)(end - at) : strlen(at));
        sam_buf_text(&html, end != NULL ? "</p><p>" : "</p>");
        at = end != NULL ? end + strspn(end, "\n") : NULL;
    }
    char *taken = sam_buf_take(&html);
    sam_buf_fini(&html);
    sam_buf_fini(&all);
    return taken;
}

static void add_html(struct sam_json *json, const struct sam_text *text, enum sam_lang lang) {
    char *nl = html_of(text->in[SAM_NL]), *en = html_of(text->in[SAM_EN]);
    add_both(json, "html", nl, en, lang);
    free(nl);
    free(en);
}

/* What each role reads first, where that differs: on the page after the one that asks the role. */
static void add_introductions(struct sam_json *json, const struct sam_questionnaire *q,
                              enum sam_lang lang) {
    unsigned own = sam_push_introduced(q);
    sam_json_object(json, NULL);
    sam_json_string(json, "name", "page-introduction");
    sam_json_array(json, "elements");
    for (int role = -1; role < SAM_ROLES; role++) {
        enum sam_role words = role < 0 ? SAM_ROLE_UNKNOWN : (enum sam_role)role;
        unsigned roles = role < 0 ? SAM_PUSH_EVERYBODY & ~own : own & 1U << role;
        const struct sam_push_page page = {0, roles, words};
        const struct sam_text *text = sam_questionnaire_introduction(q, words);
        if (roles != 0 && text->in[SAM_NL] != NULL) {
            sam_json_object(json, NULL);
            sam_json_string(json, "type", "html");
            add_name(json, "introduction", &page);
            add_html(json, text, lang);
            add_condition(json, roles);
            sam_json_object_end(json);
        }
    }
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

/* Names are unique in the whole form; valueName says what the answer is called. */
static void add_open(struct sam_json *json, const struct sam_questionnaire *q,
                     const struct sam_push_page *page, enum sam_lang lang) {
    sam_json_object(json, NULL);
    add_name(json, "page-open", page);
    add_message(json, "title", N_("In your own words"), lang);
    add_condition(json, page->roles);
    sam_json_array(json, "elements");
    for (size_t i = 0; i < q->open_count; i++) {
        const struct sam_open_question *open = &q->open_questions[i];
        unsigned roles = open->audience & page->roles;
        if (roles == 0) {
            continue;
        }
        sam_json_object(json, NULL);
        sam_json_string(json, "type", "comment");
        if (open->audience == roles) {
            sam_json_string(json, "name", open->id);
        } else {
            add_name(json, open->id, page);
            sam_json_string(json, "valueName", open->id);
        }
        add_text(json, "title", sam_open_question_text(open, page->words), lang);
        add_condition(json, roles);
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
    struct sam_push_page pages[SAM_ROLES + 1];
    if (sam_push_introduced(questionnaire) == 0) {
        add_text(&json, "description", &questionnaire->introduction, lang);
    }
    sam_json_array(&json, "pages");
    if (sam_push_asks_role(questionnaire)) {
        add_role(&json, lang);
    }
    if (sam_push_introduced(questionnaire) != 0) {
        add_introductions(&json, questionnaire, lang);
    }
    for (size_t theme = 0; theme < questionnaire->theme_count; theme++) {
        size_t count = sam_push_pages(questionnaire, theme, pages);
        for (size_t i = 0; i < count; i++) {
            add_theme(&json, questionnaire, &pages[i], lang);
        }
    }
    size_t count = sam_push_pages(questionnaire, SAM_NONE, pages);
    for (size_t i = 0; i < count; i++) {
        add_open(&json, questionnaire, &pages[i], lang);
    }
    sam_json_array_end(&json);
    sam_json_object_end(&json);
    enum sam_status status = sam_json_end(&json, "surveyjs", err);
    sam_buf_char(text, '\n');
    return status;
}
