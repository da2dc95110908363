/* The sheets survey, choices and settings, as xlsform.org describes them: a group a theme, shown on
 * one page, a question a statement. */
#include "base/file.h"
#include "base/words.h"
#include "report/push.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

enum { NAME_SIZE = 72 };
enum { NL_FIRST_COLUMN = 2 };

struct form {
    const struct sam_questionnaire *q;
    lxw_worksheet *survey, *choices, *settings;
    lxw_row_t survey_row, choices_row;
};

static void put(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text) {
    if (text != NULL && text[0] != '\0') {
        /* Never a formula, whatever it starts with. */
        worksheet_write_string(sheet, row, column, text, NULL);
    }
}

static void head(lxw_worksheet *sheet, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        put(sheet, 0, (lxw_col_t)i, names[i]);
    }
}

/* An id as a name there: it may not start with a digit. */
static const char *name_of(const char *id, char name[NAME_SIZE]) {
    snprintf(name, NAME_SIZE, "%s%s", *id >= '0' && *id <= '9' ? "q_" : "", id);
    return name;
}

/* type, name, label nl, label en, relevant, appearance, required */
static void question(struct form *form, const char *type, const char *name, const char *nl,
                     const char *en, const char *relevant, const char *appearance,
                     const char *required) {
    const char *const cells[] = {type, name, nl, en, relevant, appearance, required};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        put(form->survey, form->survey_row, (lxw_col_t)i, cells[i]);
    }
    form->survey_row++;
}

static void choice(struct form *form, const char *list, const char *name, const char *nl,
                   const char *en) {
    const char *const cells[] = {list, name, nl, en};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        put(form->choices, form->choices_row, (lxw_col_t)i, cells[i]);
    }
    form->choices_row++;
}

static const char *both(const char *message, enum sam_lang lang) {
    return sam_tr_in(lang, message);
}

static void add_choices(struct form *form) {
    static const char *const roles[SAM_ROLES] = {N_("For the lead partner"), N_("For a partner"),
                                                 N_("For the funder")};
    const struct sam_questionnaire *q = form->q;
    for (int point = 0; point < q->points; point++) {
        char name[8];
        snprintf(name, sizeof name, "%d", point + 1);
        choice(form, "scale", name, q->labels[point].in[SAM_NL], q->labels[point].in[SAM_EN]);
    }
    if (q->dont_know.in[SAM_NL] != NULL) {
        choice(form, "scale", "dk", q->dont_know.in[SAM_NL], q->dont_know.in[SAM_EN]);
    }
    for (int role = 0; role < SAM_ROLES && sam_push_asks_role(q); role++) {
        choice(form, "role", sam_role_id((enum sam_role)role), both(roles[role], SAM_NL),
               both(roles[role], SAM_EN));
    }
}

static const char *relevant_of(unsigned roles, char text[160]) {
    size_t used = 0;
    text[0] = '\0';
    for (int role = 0; role < SAM_ROLES && roles != SAM_PUSH_EVERYBODY; role++) {
        if ((roles >> role & 1) != 0) {
            used += (size_t)snprintf(text + used, 160 - used, "%s${role} = '%s'",
                                     used > 0 ? " or " : "", sam_role_id((enum sam_role)role));
        }
    }
    return text;
}

/* Names are unique within a group, so a statement has the same one on each role's page. A theme may
 * have the id of a statement, though, and open questions stand beside groups. */
static void open_group(struct form *form, const struct sam_push_page *page,
                       const struct sam_text *title, const char *appearance) {
    char group[NAME_SIZE], relevant[160];
    size_t used = page->theme == SAM_NONE
                      ? (size_t)snprintf(group, sizeof group, "open_words")
                      : (size_t)snprintf(group, sizeof group, "theme_%zu", page->theme + 1);
    if (page->words != SAM_ROLE_UNKNOWN) {
        snprintf(group + used, sizeof group - used, "_%s", sam_role_id(page->words));
    }
    question(form, "begin_group", group, title->in[SAM_NL], title->in[SAM_EN],
             relevant_of(page->roles, relevant), appearance, "");
}

static void add_theme(struct form *form, const struct sam_push_page *page) {
    const struct sam_questionnaire *q = form->q;
    char name[NAME_SIZE];
    char relevant[160];
    open_group(form, page, sam_theme_title(&q->themes[page->theme], page->words), "field-list");
    for (size_t i = 0; i < q->item_count; i++) {
        const struct sam_item *item = &q->items[i];
        const struct sam_text *text = sam_item_text(item, page->words);
        unsigned roles = item->audience & page->roles;
        if (item->theme == page->theme && roles != 0) {
            question(form, "select_one scale", name_of(item->id, name), text->in[SAM_NL],
                     text->in[SAM_EN], relevant_of(roles, relevant), "likert", "");
        }
    }
    question(form, "end_group", "", "", "", "", "", "");
}

/* Those for everybody stand by themselves; in a group where a role has words of its own. */
static void add_open(struct form *form, const struct sam_push_page *page, bool in_group) {
    const struct sam_questionnaire *q = form->q;
    char name[NAME_SIZE];
    char relevant[160];
    if (in_group) {
        const struct sam_text title = {
            {both(N_("In your own words"), SAM_NL), both(N_("In your own words"), SAM_EN)}};
        open_group(form, page, &title, "");
    }
    for (size_t i = 0; i < q->open_count; i++) {
        const struct sam_open_question *open = &q->open_questions[i];
        const struct sam_text *text = sam_open_question_text(open, page->words);
        unsigned roles = open->audience & page->roles;
        if (roles != 0) {
            question(form, "text", name_of(open->id, name), text->in[SAM_NL], text->in[SAM_EN],
                     relevant_of(roles, relevant), "multiline", "");
        }
    }
    if (in_group) {
        question(form, "end_group", "", "", "", "", "", "");
    }
}

static void add_introductions(struct form *form) {
    const struct sam_questionnaire *q = form->q;
    unsigned own = sam_push_introduced(q);
    char relevant[160];
    for (int role = -1; role < SAM_ROLES; role++) {
        unsigned roles = role < 0 ? SAM_PUSH_EVERYBODY & ~own : own & 1U << role;
        enum sam_role words = role < 0 ? SAM_ROLE_UNKNOWN : (enum sam_role)role;
        const struct sam_text *text = sam_questionnaire_introduction(q, words);
        char name[NAME_SIZE];
        snprintf(name, sizeof name, "introduction%s%s", role < 0 ? "" : "_", sam_role_id(words));
        if (roles != 0 && text->in[SAM_NL] != NULL) {
            question(form, "note", name, text->in[SAM_NL], text->in[SAM_EN],
                     relevant_of(roles, relevant), "", "");
        }
    }
}

static void add_survey(struct form *form) {
    const struct sam_questionnaire *q = form->q;
    struct sam_push_page pages[SAM_ROLES + 1];
    bool by_role = sam_push_introduced(q) != 0;
    if (!by_role) {
        add_introductions(form);
    }
    question(form, "text", "respondent", both(N_("Your code, from the invitation"), SAM_NL),
             both(N_("Your code, from the invitation"), SAM_EN), "", "", "yes");
    if (sam_push_asks_role(q)) {
        question(form, "select_one role", "role", both(N_("For whom do you answer?"), SAM_NL),
                 both(N_("For whom do you answer?"), SAM_EN), "", "", "yes");
    }
    if (by_role) {
        add_introductions(form);
    }
    for (size_t theme = 0; theme < q->theme_count; theme++) {
        size_t count = sam_push_pages(q, theme, pages);
        for (size_t i = 0; i < count; i++) {
            add_theme(form, &pages[i]);
        }
    }
    size_t count = sam_push_pages(q, SAM_NONE, pages);
    for (size_t i = 0; i < count; i++) {
        add_open(form, &pages[i], count > 1);
    }
}

static void fill(struct form *form, enum sam_lang lang) {
    static const char *const survey[] = {
        "type",       "name",    "label::Nederlands (nl)", "label::English (en)", "relevant",
        "appearance", "required"};
    static const char *const choices[] = {"list_name", "name", "label::Nederlands (nl)",
                                          "label::English (en)"};
    static const char *const settings[] = {"form_title", "form_id", "version", "default_language"};
    head(form->survey, survey, sizeof survey / sizeof *survey);
    head(form->choices, choices, sizeof choices / sizeof *choices);
    head(form->settings, settings, sizeof settings / sizeof *settings);
    put(form->settings, 1, 0, form->q->title.in[lang]);
    put(form->settings, 1, 1, form->q->id);
    put(form->settings, 1, 2, form->q->version);
    put(form->settings, 1, 3, survey[NL_FIRST_COLUMN + lang] + strlen("label::"));
    form->survey_row = form->choices_row = 1;
    add_survey(form);
    add_choices(form);
}

enum sam_status sam_push_xlsform(const struct sam_questionnaire *questionnaire, enum sam_lang lang,
                                 const char *path, struct sam_err *err) {
    struct sam_new_file place;
    enum sam_status status = sam_new_file_open(&place, path, err);
    if (status != SAM_OK) {
        return status;
    }
    lxw_workbook *book = workbook_new(place.temporary);
    struct form form = {.q = questionnaire};
    lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    errno = 0;
    if (book != NULL) {
        form.survey = workbook_add_worksheet(book, "survey");
        form.choices = workbook_add_worksheet(book, "choices");
        form.settings = workbook_add_worksheet(book, "settings");
        fill(&form, lang);
        error = workbook_close(book);
    }
    if (error == LXW_NO_ERROR) {
        return sam_new_file_commit(&place, err);
    }
    status = sam_fail_cause(err, SAM_E_IO, (int)error, _("%s: could not be written whole (%s)"),
                            path, errno != 0 ? strerror(errno) : lxw_strerror(error));
    sam_new_file_discard(&place);
    return status;
}
