#include "report/disclosure_words.h"

#include "base/number.h"
#include "report/share_phrases.h"

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
        sam_buf_printf(text, sam_tr_in(lang, SAM_SHARE_OR_HIGHER), value);
    } else if (cell->or_lower) {
        sam_buf_printf(text, sam_tr_in(lang, SAM_SHARE_OR_LOWER), value);
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
        sam_buf_printf(text, sam_tr_in(lang, SAM_SHARE_OR_HIGHER), first);
    } else if (is_lowest(cell->first)) {
        sam_buf_printf(text, sam_tr_in(lang, SAM_SHARE_OR_LOWER), last);
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
        sam_buf_text(text, sam_tr_in(lang, SAM_SHARE_NO_ANSWERS));
        break;
    case SAM_WITHHELD_FEW:
        sam_buf_printf(text, sam_tr_in(lang, SAM_SHARE_FEW), privacy->bands_from);
        break;
    case SAM_WITHHELD_BANDS:
        sam_buf_printf(text, sam_tr_in(lang, SAM_SHARE_BANDS), privacy->means_from);
        break;
    case SAM_WITHHELD_NO_BANDS:
        sam_buf_printf(text, sam_tr_in(lang, SAM_SHARE_NO_BANDS), privacy->means_from);
        break;
    case SAM_WITHHELD_MEANS:
        sam_buf_printf(text, sam_tr_in(lang, SAM_SHARE_MEANS), privacy->distributions_from);
        break;
    case SAM_WITHHELD_ENDS:
        sam_buf_text(text, sam_tr_in(lang, SAM_SHARE_ENDS));
        break;
    case SAM_WITHHELD_ALIKE:
        sam_buf_text(text, sam_tr_in(lang, SAM_SHARE_ALIKE));
        break;
    case SAM_WITHHELD_TURNOVER:
        sam_buf_text(text, sam_tr_in(lang, SAM_SHARE_TURNOVER));
        break;
    case SAM_WITHHELD_COMBINED:
        sam_buf_text(text, sam_tr_in(lang, SAM_SHARE_COMBINED));
        break;
    case SAM_WITHHELD_WEIGHTED:
        sam_buf_text(text, sam_tr_in(lang, SAM_SHARE_WEIGHTED));
        break;
    case SAM_WITHHELD_SUPPRESSED:
        sam_buf_text(text, sam_tr_in(lang, SAM_SHARE_SUPPRESSED));
        break;
    case SAM_WITHHELD_SINGLE:
        sam_buf_text(text, sam_tr_in(lang, SAM_SHARE_SINGLE));
        break;
    case SAM_WITHHELD_NOT:
    case SAM_WITHHELD_REASONS:
        break;
    }
}

const char *sam_words_withheld_short(enum sam_lang lang, enum sam_withheld why) {
    switch (why) {
    case SAM_WITHHELD_NO_ANSWERS:
        return sam_tr_in(lang, SAM_SHARE_SHORT_NO_ANSWERS);
    case SAM_WITHHELD_SINGLE:
        return sam_tr_in(lang, SAM_SHARE_SHORT_SINGLE);
    case SAM_WITHHELD_NOT:
        return "";
    case SAM_WITHHELD_TURNOVER:
        return sam_tr_in(lang, SAM_SHARE_SHORT_TURNOVER);
    case SAM_WITHHELD_FEW:
    case SAM_WITHHELD_BANDS:
    case SAM_WITHHELD_NO_BANDS:
    case SAM_WITHHELD_MEANS:
    case SAM_WITHHELD_ENDS:
        return sam_tr_in(lang, SAM_SHARE_SHORT_FEW);
    case SAM_WITHHELD_ALIKE:
    case SAM_WITHHELD_COMBINED:
    case SAM_WITHHELD_WEIGHTED:
    case SAM_WITHHELD_SUPPRESSED:
    case SAM_WITHHELD_REASONS:
        break;
    }
    return sam_tr_in(lang, SAM_SHARE_SHORT_OTHER);
}
