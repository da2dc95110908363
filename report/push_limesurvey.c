/* One row a setting, group, question, row of an array or answer, once for each language: the
 * columns and classes as LimeSurvey's manual has them under "Tab Separated Value survey structure".
 * Codes of questions have letters and digits only and start with a letter; codes of answers at most
 * five. */
#include "base/words.h"
#include "report/push.h"

#include <stdio.h>
#include <string.h>

enum { CODE_MOST = 20 };

struct row {
    const char *class, *type, *name, *relevance, *text, *language, *mandatory, *other;
};

/* Text is HTML there; a tab or line end would end the cell. */
static void add_text(struct sam_buf *out, const char *text) {
    if (text != NULL && *text == '"') {
        /* At the start it would quote the cell. */
        sam_buf_text(out, "&quot;");
        text++;
    }
    for (; text != NULL && *text != '\0'; text++) {
        switch (*text) {
        case '\t':
        case '\r':
            sam_buf_char(out, ' ');
            break;
        case '\n':
            sam_buf_text(out, "<br />");
            break;
        case '&':
            sam_buf_text(out, "&amp;");
            break;
        case '<':
            sam_buf_text(out, "&lt;");
            break;
        case '>':
            sam_buf_text(out, "&gt;");
            break;
        case '{':
            /* Braces are expressions there. */
            sam_buf_text(out, "&#123;");
            break;
        default:
            sam_buf_char(out, *text);
        }
    }
}

static const char *or_empty(const char *text) {
    return text != NULL ? text : "";
}

static void add_row(struct sam_buf *out, const struct row *row) {
    sam_buf_printf(out, "\t\t%s\t%s\t%s\t%s\t", row->class, or_empty(row->type),
                   or_empty(row->name), or_empty(row->relevance));
    add_text(out, row->text);
    sam_buf_printf(out, "\t\t%s\t\t%s\t\t%s\t\t\r\n", or_empty(row->language),
                   or_empty(row->mandatory), or_empty(row->other));
}

/* Letters and digits of an id, with a letter first. */
static const char *code_of(const char *id, char code[CODE_MOST + 1]) {
    size_t length = 0;
    bool letter = (*id >= 'a' && *id <= 'z') || (*id >= 'A' && *id <= 'Z');
    if (!letter) {
        code[length++] = 'q';
    }
    for (; *id != '\0' && length < CODE_MOST; id++) {
        if ((*id >= 'a' && *id <= 'z') || (*id >= 'A' && *id <= 'Z') ||
            (*id >= '0' && *id <= '9')) {
            code[length++] = *id;
        }
    }
    code[length] = '\0';
    return code;
}

static void add_settings(struct sam_buf *out, const struct sam_questionnaire *q,
                         enum sam_lang lang) {
    static const struct {
        const char *name, *value;
    } settings[] = {{"format", "G"},
                    {"anonymized", "N"},
                    {"datestamp", "Y"},
                    {"ipaddr", "N"},
                    {"refurl", "N"},
                    {"alloweditaftercompletion", "Y"},
                    {"tokenanswerspersistence", "Y"},
                    {"allowsave", "Y"},
                    {"allowprev", "Y"},
                    {"shownoanswer", "Y"},
                    {"listpublic", "N"}};
    const char *other = sam_lang_code(lang == SAM_NL ? SAM_EN : SAM_NL);
    add_row(out, &(struct row){"S", .name = "language", .text = sam_lang_code(lang)});
    add_row(out, &(struct row){"S", .name = "additional_languages", .text = other});
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        add_row(out, &(struct row){"S", .name = settings[i].name, .text = settings[i].value});
    }
    for (int i = 0; i < SAM_LANGS; i++) {
        const char *code = sam_lang_code((enum sam_lang)i);
        add_row(out, &(struct row){"SL", .name = "surveyls_title", .text = q->title.in[i],
                                   .language = code});
        /* Before the role is known; where it matters the introduction comes after. */
        add_row(out, &(struct row){"SL", .name = "surveyls_welcometext",
                                   .text = sam_push_introduced(q) == 0 ? q->introduction.in[i] : "",
                                   .language = code});
    }
}

static void add_answers(struct sam_buf *out, const struct sam_questionnaire *q, int lang,
                        const char *code) {
    for (int point = 0; point < q->points; point++) {
        char answer[8];
        snprintf(answer, sizeof answer, "A%d", point + 1);
        add_row(out, &(struct row){"A", "0", answer, .text = q->labels[point].in[lang],
                                   .language = code});
    }
    if (q->dont_know.in[lang] != NULL) {
        add_row(out,
                &(struct row){"A", "0", "DK", .text = q->dont_know.in[lang], .language = code});
    }
}

/* In which case something is shown; the answers to the role are L1, L2 and L3. */
static const char *relevance_of(unsigned roles, char text[128]) {
    size_t used = 0;
    if (roles == SAM_PUSH_EVERYBODY) {
        return "1";
    }
    text[0] = '\0';
    for (int role = 0; role < SAM_ROLES; role++) {
        if ((roles >> role & 1) != 0) {
            used += (size_t)snprintf(text + used, 128 - used, "%sasrole.NAOK == \"L%d\"",
                                     used > 0 ? " or " : "", role + 1);
        }
    }
    return text;
}

static void add_theme(struct sam_buf *out, const struct sam_questionnaire *q,
                      const struct sam_push_page *page, size_t group, int lang) {
    const struct sam_text *title = sam_theme_title(&q->themes[page->theme], page->words);
    const char *code = sam_lang_code((enum sam_lang)lang);
    char number[24], name[64], role[16] = "";
    char relevance[128], own[128];
    if (page->words != SAM_ROLE_UNKNOWN) {
        snprintf(role, sizeof role, "r%d", (int)page->words + 1);
    }
    snprintf(number, sizeof number, "%zu", group);
    snprintf(name, sizeof name, "theme%zu%s", page->theme + 1, role);
    const char *when = relevance_of(page->roles, relevance);
    add_row(out, &(struct row){"G", number, title->in[lang], when, .language = code});
    add_row(out, &(struct row){"Q", "F", name, when, title->in[lang], code, "N", "N"});
    for (size_t i = 0; i < q->item_count; i++) {
        unsigned roles = q->items[i].audience & page->roles;
        if (q->items[i].theme == page->theme && roles != 0) {
            char item[CODE_MOST + 1];
            add_row(out, &(struct row){"SQ", "0", .name = code_of(q->items[i].id, item),
                                       .relevance = relevance_of(roles, own),
                                       .text = sam_item_text(&q->items[i], page->words)->in[lang],
                                       .language = code});
        }
    }
    add_answers(out, q, lang, code);
}

/* Text on the page of the role: what each role reads first. */
static void add_introductions(struct sam_buf *out, const struct sam_questionnaire *q, int lang) {
    unsigned own = sam_push_introduced(q);
    char relevance[128];
    for (int role = -1; role < SAM_ROLES && own != 0; role++) {
        unsigned roles = role < 0 ? SAM_PUSH_EVERYBODY & ~own : own & 1U << role;
        enum sam_role words = role < 0 ? SAM_ROLE_UNKNOWN : (enum sam_role)role;
        const char *text = sam_questionnaire_introduction(q, words)->in[lang];
        char name[24];
        snprintf(name, sizeof name, "intro%d", role + 1);
        if (roles != 0 && text != NULL) {
            add_row(out, &(struct row){"Q", "X", name, relevance_of(roles, relevance), text,
                                       sam_lang_code((enum sam_lang)lang), "N", "N"});
        }
    }
}

static void add_role(struct sam_buf *out, const struct sam_questionnaire *q, int lang) {
    static const char *const roles[SAM_ROLES] = {N_("For the lead partner"), N_("For a partner"),
                                                 N_("For the funder")};
    enum sam_lang in = (enum sam_lang)lang;
    const char *code = sam_lang_code(in);
    add_row(out, &(struct row){"G", "1", sam_tr_in(in, N_("Your role")), "1", .language = code});
    add_row(out, &(struct row){"Q", "L", "asrole", "1",
                               sam_tr_in(in, N_("For whom do you answer?")), code, "Y", "N"});
    for (int role = 0; role < SAM_ROLES; role++) {
        char answer[8];
        snprintf(answer, sizeof answer, "L%d", role + 1);
        add_row(out, &(struct row){"A", "0", answer, .text = sam_tr_in(in, roles[role]),
                                   .language = code});
    }
    add_introductions(out, q, lang);
}

/* Codes are unique in the whole survey: in words of its own a question's code ends with r and the
 * role's number. */
static void add_open(struct sam_buf *out, const struct sam_questionnaire *q,
                     const struct sam_push_page *page, size_t group, int lang) {
    enum sam_lang in = (enum sam_lang)lang;
    char number[24], relevance[128], own[128];
    snprintf(number, sizeof number, "%zu", group);
    add_row(out,
            &(struct row){"G", number, sam_tr_in(in, N_("In your own words")),
                          relevance_of(page->roles, relevance), .language = sam_lang_code(in)});
    for (size_t i = 0; i < q->open_count; i++) {
        const struct sam_open_question *open = &q->open_questions[i];
        unsigned roles = open->audience & page->roles;
        char name[CODE_MOST + 16];
        code_of(open->id, name);
        if (page->words != SAM_ROLE_UNKNOWN && open->audience != roles) {
            size_t length = strlen(name) < CODE_MOST - 2 ? strlen(name) : CODE_MOST - 2;
            snprintf(name + length, 16, "r%d", (int)page->words + 1);
        }
        if (roles != 0) {
            add_row(out, &(struct row){"Q", "T", name, relevance_of(roles, own),
                                       sam_open_question_text(open, page->words)->in[lang],
                                       sam_lang_code(in), "N", "N"});
        }
    }
}

void sam_push_limesurvey(const struct sam_questionnaire *questionnaire, enum sam_lang lang,
                         struct sam_buf *text) {
    sam_buf_text(text, "\xef\xbb\xbfid\trelated_id\tclass\ttype/scale\tname\trelevance\ttext\thelp"
                       "\tlanguage\tvalidation\tmandatory\tencrypted\tother\tdefault\t"
                       "same_default\r\n");
    add_settings(text, questionnaire, lang);
    for (int i = 0; i < SAM_LANGS; i++) {
        /* The survey's own language first. */
        int in = i == 0 ? (int)lang : 1 - (int)lang;
        struct sam_push_page pages[SAM_ROLES + 1];
        size_t group = 2;
        if (sam_push_asks_role(questionnaire)) {
            add_role(text, questionnaire, in);
        }
        for (size_t theme = 0; theme < questionnaire->theme_count; theme++) {
            size_t count = sam_push_pages(questionnaire, theme, pages);
            for (size_t page = 0; page < count; page++) {
                add_theme(text, questionnaire, &pages[page], group++, in);
            }
        }
        size_t count = sam_push_pages(questionnaire, SAM_NONE, pages);
        for (size_t page = 0; page < count; page++) {
            add_open(text, questionnaire, &pages[page], group++, in);
        }
    }
}
