#include "report/columns.h"

#include "base/number.h"
#include "model/response_csv.h"

#include <stdio.h>
#include <string.h>

size_t sam_column_count(const struct sam_questionnaire *q) {
    return SAM_CSV_NAMED + q->item_count + q->open_count;
}

static const enum sam_column_kind named_kinds[SAM_CSV_NAMED] = {
    SAM_COLUMN_ID, SAM_COLUMN_ID,   SAM_COLUMN_ID,    SAM_COLUMN_ROLE,
    SAM_COLUMN_ID, SAM_COLUMN_LANG, SAM_COLUMN_MOMENT};

struct sam_column sam_column_at(const struct sam_questionnaire *q, size_t column) {
    if (column < SAM_CSV_NAMED) {
        return (struct sam_column){sam_csv_column_names[column], named_kinds[column], column};
    }
    column -= SAM_CSV_NAMED;
    if (column < q->item_count) {
        return (struct sam_column){q->items[column].id, SAM_COLUMN_ANSWER, column};
    }
    column -= q->item_count;
    return (struct sam_column){q->open_questions[column].id, SAM_COLUMN_OPEN, column};
}

const char *sam_column_label(const struct sam_questionnaire *q, const struct sam_column *column,
                             enum sam_lang lang) {
    static const char *const named[SAM_CSV_NAMED] = {
        N_("Respondent"), N_("Alliance"), N_("Organisation"),           N_("Role"),
        N_("Wave"),       N_("Language"), N_("Sent in (moment in UTC)")};
    switch (column->kind) {
    case SAM_COLUMN_ANSWER:
        return q->items[column->index].text.in[lang];
    case SAM_COLUMN_OPEN:
        return q->open_questions[column->index].text.in[lang];
    default:
        return sam_tr_in(lang, named[column->index]);
    }
}

const char *sam_words_role(enum sam_lang lang, enum sam_role role) {
    switch (role) {
    case SAM_LEAD:
        return sam_tr_in(lang, N_("lead partner"));
    case SAM_PARTNER:
        return sam_tr_in(lang, N_("partner"));
    case SAM_ACCOUNT_HOLDER:
        return sam_tr_in(lang, N_("account holder of the funder"));
    case SAM_ROLE_UNKNOWN:
        break;
    }
    return "";
}

const char *sam_words_lang(enum sam_lang lang, enum sam_lang named) {
    return named == SAM_NL ? sam_tr_in(lang, N_("Dutch")) : sam_tr_in(lang, N_("English"));
}

static bool answer_value(const struct sam_questionnaire *q, enum sam_lang lang, size_t k,
                         char value[SAM_PLACE_SIZE], const char **label) {
    if (k < (size_t)q->points) {
        sam_number_print_whole(value, (long long)k + 1);
        *label = q->labels[k].in[lang];
        return true;
    }
    snprintf(value, SAM_PLACE_SIZE, "dk");
    *label =
        q->dont_know.in[lang] != NULL ? q->dont_know.in[lang] : sam_tr_in(lang, N_("don't know"));
    return k == (size_t)q->points;
}

bool sam_column_value(const struct sam_questionnaire *q, const struct sam_column *column,
                      enum sam_lang lang, size_t k, char value[SAM_PLACE_SIZE],
                      const char **label) {
    switch (column->kind) {
    case SAM_COLUMN_ANSWER:
        return answer_value(q, lang, k, value, label);
    case SAM_COLUMN_ROLE:
        if (k < SAM_ROLES) {
            snprintf(value, SAM_PLACE_SIZE, "%s", sam_role_id((enum sam_role)k));
            *label = sam_words_role(lang, (enum sam_role)k);
        }
        return k < SAM_ROLES;
    case SAM_COLUMN_LANG:
        if (k < SAM_LANGS) {
            snprintf(value, SAM_PLACE_SIZE, "%s", sam_lang_code((enum sam_lang)k));
            *label = sam_words_lang(lang, (enum sam_lang)k);
        }
        return k < SAM_LANGS;
    default:
        return false;
    }
}
