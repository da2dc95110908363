#include "report/disclosure_words.h"

#include "base/number.h"

static void write_mean(enum sam_lang lang, const struct sam_cell *cell, struct sam_buf *text) {
    char value[48];
    sam_number_text(lang, cell->value, 1, value, sizeof value);
    if (cell->about && (cell->or_higher || cell->or_lower)) {
        /* Of several statements that aren't told exactly: as far as they reach. */
        char high[48];
        sam_number_text(lang, cell->low, 1, value, sizeof value);
        sam_number_text(lang, cell->high, 1, high, sizeof high);
        sam_buf_printf(text, sam_tr_in(lang, N_("%s to %s")), value, high);
    } else if (cell->or_higher) {
        sam_buf_printf(text, sam_tr_in(lang, N_("%s or higher")), value);
    } else if (cell->or_lower) {
        sam_buf_printf(text, sam_tr_in(lang, N_("%s or lower")), value);
    } else {
        sam_buf_text(text, value);
    }
}

/* The lowest and the highest band of either kind. */
static bool is_lowest(enum sam_band band) {
    return band == SAM_BAND_CONCERN || band == SAM_BAND_DANGER;
}

static bool is_highest(enum sam_band band) {
    return band == SAM_BAND_STRENGTH || band == SAM_BAND_TARGET;
}

static void write_band(enum sam_lang lang, const struct sam_cell *cell, struct sam_buf *text) {
    const char *first = sam_words_band(lang, cell->first);
    const char *last = sam_words_band(lang, cell->last);
    if (cell->first == cell->last) {
        sam_buf_text(text, first);
    } else if (is_highest(cell->last)) {
        sam_buf_printf(text, sam_tr_in(lang, N_("%s or higher")), first);
    } else if (is_lowest(cell->first)) {
        sam_buf_printf(text, sam_tr_in(lang, N_("%s or lower")), last);
    } else {
        sam_buf_printf(text, sam_tr_in(lang, N_("%s or %s")), first, last);
    }
}

/* Bounds as they are read: on one decimal, up to and including. */
static void write_range(enum sam_lang lang, const struct sam_cell *cell, int points,
                        struct sam_buf *text) {
    char low[48];
    char high[48];
    sam_number_text(lang, cell->low + 0.0499, 1, low, sizeof low);
    sam_number_text(lang, cell->high - (cell->high < points ? 0.0501 : 0), 1, high, sizeof high);
    if (is_lowest(cell->first)) {
        sam_buf_printf(text, sam_tr_in(lang, N_(" (%s or lower)")), high);
    } else if (is_highest(cell->last)) {
        sam_buf_printf(text, sam_tr_in(lang, N_(" (%s or higher)")), low);
    } else {
        sam_buf_printf(text, sam_tr_in(lang, N_(" (%s to %s)")), low, high);
    }
}

void sam_words_cell(enum sam_lang lang, const struct sam_cell *cell, int points,
                    struct sam_buf *text) {
    if (cell->shown == SAM_SHOW_BAND) {
        write_band(lang, cell, text);
        write_range(lang, cell, points, text);
    } else if (cell->shown != SAM_SHOW_NOTHING) {
        write_mean(lang, cell, text);
    }
}

void sam_words_withheld(enum sam_lang lang, enum sam_withheld why,
                        const struct sam_privacy *privacy, struct sam_buf *text) {
    switch (why) {
    case SAM_WITHHELD_NO_ANSWERS:
        sam_buf_text(text, sam_tr_in(lang, N_("Nobody answered this.")));
        break;
    case SAM_WITHHELD_FEW:
        sam_buf_printf(text,
                       sam_tr_in(lang, N_("Fewer than %d people answered: any number would come "
                                          "close to somebody's own answer.")),
                       privacy->bands_from);
        break;
    case SAM_WITHHELD_BANDS:
        sam_buf_printf(text,
                       sam_tr_in(lang, N_("Fewer than %d people answered: then we say in which "
                                          "band a score lies, but give no exact score and "
                                          "nothing for each statement.")),
                       privacy->means_from);
        break;
    case SAM_WITHHELD_NO_BANDS:
        sam_buf_printf(text,
                       sam_tr_in(lang, N_("Fewer than %d people answered: then we show no scores "
                                          "for phases.")),
                       privacy->means_from);
        break;
    case SAM_WITHHELD_MEANS:
        sam_buf_printf(text,
                       sam_tr_in(lang, N_("Fewer than %d people answered: then we show rounded "
                                          "means of statements, and not how often each answer "
                                          "was given.")),
                       privacy->distributions_from);
        break;
    case SAM_WITHHELD_ENDS:
        sam_buf_text(text, sam_tr_in(lang, N_("With so few people every number would tell too "
                                              "much about what the others answered.")));
        break;
    case SAM_WITHHELD_ALIKE:
        sam_buf_text(text, sam_tr_in(lang, N_("All or nearly all answered the same: then showing "
                                              "how often each answer was given would show what "
                                              "everybody answered.")));
        break;
    case SAM_WITHHELD_TURNOVER:
        sam_buf_text(text, sam_tr_in(lang, N_("A few people joined or left since the last time, "
                                              "or we can't tell who did. Comparing both times "
                                              "could show what they answered.")));
        break;
    case SAM_WITHHELD_COMBINED:
        sam_buf_text(text,
                     sam_tr_in(lang, N_("Too few statements of a subject were answered by enough "
                                        "people. Then we show the score of the subject and "
                                        "none of its statements: both together could tell "
                                        "single answers.")));
        break;
    case SAM_WITHHELD_WEIGHTED:
        sam_buf_text(text, sam_tr_in(lang, N_("Scores count every organisation once here. One "
                                              "person may then be a large part of a score, so we "
                                              "share none.")));
        break;
    case SAM_WITHHELD_SUPPRESSED:
        sam_buf_text(text, sam_tr_in(lang, N_("The evaluators left these numbers out.")));
        break;
    case SAM_WITHHELD_SINGLE:
        sam_buf_text(text, sam_tr_in(lang, N_("One organisation carries out this alliance: there "
                                              "is no working together inside it to score.")));
        break;
    case SAM_WITHHELD_NOT:
    case SAM_WITHHELD_REASONS:
        break;
    }
}

const char *sam_words_withheld_short(enum sam_lang lang, enum sam_withheld why) {
    switch (why) {
    case SAM_WITHHELD_NO_ANSWERS:
        return sam_tr_in(lang, N_("no answers"));
    case SAM_WITHHELD_SINGLE:
        return sam_tr_in(lang, N_("not asked: one organisation"));
    case SAM_WITHHELD_NOT:
        return "";
    case SAM_WITHHELD_TURNOVER:
        return sam_tr_in(lang, N_("not shown: few people came or left"));
    case SAM_WITHHELD_FEW:
    case SAM_WITHHELD_BANDS:
    case SAM_WITHHELD_NO_BANDS:
    case SAM_WITHHELD_MEANS:
    case SAM_WITHHELD_ENDS:
        return sam_tr_in(lang, N_("not shown: too few people"));
    case SAM_WITHHELD_ALIKE:
    case SAM_WITHHELD_COMBINED:
    case SAM_WITHHELD_WEIGHTED:
    case SAM_WITHHELD_SUPPRESSED:
    case SAM_WITHHELD_REASONS:
        break;
    }
    return sam_tr_in(lang, N_("not shown"));
}
