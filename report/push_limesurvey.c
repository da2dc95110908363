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
        add_row(out, &(struct row){"SL", .name = "surveyls_welcometext",
                                   .text = q->introduction.in[i], .language = code});
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

/* In which case a row is shown; the answers to the role are L1, L2 and L3. */
static const char *relevance_of(const struct sam_item *item, char text[128]) {
    size_t used = 0;
    text[0] = '\0';
    if (!sam_push_is_limited(item)) {
        return "1";
    }
    for (int role = 0; role < SAM_ROLES; role++) {
        if ((item->audience >> role & 1) != 0) {
            used += (size_t)snprintf(text + used, 128 - used, "%sasrole.NAOK == \"L%d\"",
                                     used > 0 ? " or " : "", role + 1);
        }
    }
    return text;
}

static void add_theme(struct sam_buf *out, const struct sam_questionnaire *q, size_t theme,
                      int lang) {
    const char *code = sam_lang_code((enum sam_lang)lang);
    char number[24];
    char name[CODE_MOST + 1];
    char relevance[128];
    snprintf(number, sizeof number, "%zu", theme + 2);
    snprintf(name, sizeof name, "theme%zu", theme + 1);
    add_row(out,
            &(struct row){"G", number, q->themes[theme].title.in[lang], "1", .language = code});
    add_row(out,
            &(struct row){"Q", "F", name, "1", q->themes[theme].title.in[lang], code, "N", "N"});
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].theme == theme) {
            char item[CODE_MOST + 1];
            add_row(out, &(struct row){"SQ", "0", .name = code_of(q->items[i].id, item),
                                       .relevance = relevance_of(&q->items[i], relevance),
                                       .text = q->items[i].text.in[lang], .language = code});
        }
    }
    add_answers(out, q, lang, code);
}

static void add_role(struct sam_buf *out, int lang) {
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
}

static void add_open(struct sam_buf *out, const struct sam_questionnaire *q, int lang) {
    enum sam_lang in = (enum sam_lang)lang;
    char number[24];
    if (q->open_count == 0) {
        return;
    }
    snprintf(number, sizeof number, "%zu", q->theme_count + 2);
    add_row(out, &(struct row){"G", number, sam_tr_in(in, N_("In your own words")), "1",
                               .language = sam_lang_code(in)});
    for (size_t i = 0; i < q->open_count; i++) {
        char name[CODE_MOST + 1];
        add_row(out,
                &(struct row){"Q", "T", code_of(q->open_questions[i].id, name), "1",
                              q->open_questions[i].text.in[lang], sam_lang_code(in), "N", "N"});
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
        if (sam_push_asks_role(questionnaire)) {
            add_role(text, in);
        }
        for (size_t theme = 0; theme < questionnaire->theme_count; theme++) {
            add_theme(text, questionnaire, theme, in);
        }
        add_open(text, questionnaire, in);
    }
}
