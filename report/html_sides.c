/* Where the two sides of a partnership see different things: what partners and account holders
 * answered to the same statements. A statement is asked about, never explained: a gap says that
 * both look from another place, not who is right. */
#include "base/memory.h"
#include "report/html.h"
#include "report/phrases.h"

#include <math.h>
#include <stdlib.h>

static const struct sam_html_names names = {N_("alliance"), N_("account holder")};
static const struct sam_html_names names_overall = {N_("alliances"), N_("account holders")};

/* --- which statements, in which order -------------------------------------------------------- */

static int widest_first(const void *a, const void *b) {
    const struct sam_side *one = *(const struct sam_side *const *)a;
    const struct sam_side *other = *(const struct sam_side *const *)b;
    double left = fabs(one->contrast.test.difference.value);
    double right = fabs(other->contrast.test.difference.value);
    if (left != right) {
        return left > right ? -1 : 1;
    }
    return one->item < other->item ? -1 : one->item > other->item;
}

/* --- rows ------------------------------------------------------------------------------------ */

static void write_people(struct sam_page *page, const struct sam_side *side, bool overall) {
    sam_page_raw(page, "<small>");
    if (overall) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_SIDES_PEOPLE), side->contrast.first,
                     side->contrast.second, side->alliances);
    } else {
        sam_page_say(page, sam_page_tr(page, N_("people: %zu against %zu")), side->contrast.first,
                     side->contrast.second);
    }
    sam_page_raw(page, "</small>");
}

static void write_row(struct sam_page *page, const struct sam_side *side, bool overall) {
    const struct sam_item *item = &page->questionnaire->items[side->item];
    const struct sam_text *words = sam_item_text(item, SAM_ACCOUNT_HOLDER);
    const char *text = sam_page_in(page, &item->text);
    sam_page_row(page);
    sam_page_text(page, text);
    if (words != &item->text) {
        sam_page_raw(page, "<small>");
        sam_page_say(page, sam_page_tr(page, N_("To the account holder: %s")),
                     sam_page_in(page, words));
        sam_page_raw(page, "</small>");
    }
    sam_page_cell(page, N_("Means"));
    sam_html_gap(page, text, overall ? &names_overall : &names, side->contrast.first_mean.value,
                 side->contrast.second_mean.value);
    sam_page_cell(page, N_("Is it chance?"));
    sam_html_chance(page, side->contrast.test.p);
    write_people(page, side, overall);
    sam_page_row_close(page);
}

/* Below --min-group on a side there is only how many there are. */
static void write_withheld(struct sam_page *page, size_t withheld) {
    if (withheld > 0) {
        sam_page_raw(page, "<p>");
        sam_page_say(
            page,
            sam_say_count(page->lang, withheld, SAM_SAY_SIDES_FEW_ONE, SAM_SAY_SIDES_FEW_MANY),
            withheld);
        sam_page_raw(page, "</p>\n");
        page->occurred[SAM_WHY_SUPPRESSED] = true;
    }
}

static void write_question(struct sam_page *page) {
    sam_page_raw(page, "<p class=\"say\">");
    sam_page_text(page, sam_page_tr(page, N_("To ask at each of these:")));
    sam_page_raw(page, " ");
    sam_page_text(page, sam_page_tr(page, SAM_ASK_HOLDER_GAP));
    sam_page_raw(page, "</p>\n");
}

static void write_statements(struct sam_page *page, const struct sam_side *sides, size_t count,
                             bool overall) {
    static const char *const columns[] = {N_("Statement"), N_("Means"), N_("Is it chance?")};
    const struct sam_side **apart = sam_xcalloc(count + 1, sizeof(void *));
    size_t wide = 0;
    size_t withheld = 0;
    for (size_t i = 0; i < count; i++) {
        withheld += !sam_has(sides[i].contrast.test.difference);
        if (sam_has(sides[i].contrast.test.difference)) {
            apart[wide++] = &sides[i];
        }
    }
    qsort(apart, wide, sizeof(void *), widest_first);
    if (wide > 0) {
        write_question(page);
        sam_page_table_open(page, "blocks gaps",
                            sam_page_tr(page, N_("Statements both sides answered, widest gap "
                                                 "first")),
                            columns, 3);
        for (size_t i = 0; i < wide; i++) {
            write_row(page, apart[i], overall);
        }
        sam_page_table_close(page);
    }
    write_withheld(page, withheld);
    free(apart);
}

/* --- scales ---------------------------------------------------------------------------------- */

static bool has_contrast(const struct sam_contrast *contrast) {
    return sam_has(contrast->test.difference) && sam_has(contrast->first_mean);
}

static bool any_scale(const struct sam_page *page, const struct sam_alliance_result *result) {
    for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
        if (has_contrast(&result->differences[s].account_holders_partners)) {
            return true;
        }
    }
    return false;
}

/* In results.json account holders come first here; on the page the alliance does. */
static void write_scales(struct sam_page *page, const struct sam_alliance_result *result) {
    static const char *const columns[] = {N_("Scale"), N_("Means"), N_("Is it chance?")};
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_table_open(page, "blocks gaps",
                        sam_page_tr(page, N_("The alliance and the account holder, on "
                                             "the statements both were asked")),
                        columns, 3);
    for (size_t s = 0; s < q->scale_count; s++) {
        struct sam_contrast contrast = result->differences[s].account_holders_partners;
        size_t holders = contrast.first;
        struct sam_number mean = contrast.first_mean;
        contrast.first = contrast.second;
        contrast.first_mean = contrast.second_mean;
        contrast.second = holders;
        contrast.second_mean = mean;
        sam_html_contrast(page, &q->scales[s], &contrast, &names);
    }
    sam_page_table_close(page);
}

/* --- the sections ---------------------------------------------------------------------------- */

void sam_html_sides(struct sam_page *page, const struct sam_alliance_result *result) {
    bool scales = any_scale(page, result);
    if (!scales && result->side_count == 0) {
        return;
    }
    sam_page_heading(page, 3, N_("Where the two sides see different things"));
    sam_page_element(page, "<p class=\"note\">", SAM_SAY_SIDES_NOTE, "</p>\n");
    if (scales) {
        write_scales(page, result);
    }
    write_statements(page, result->sides, result->side_count, false);
}

void sam_html_sides_overall(struct sam_page *page) {
    const struct sam_results *results = page->results;
    if (results->side_count == 0) {
        return;
    }
    sam_page_raw(page, "<section id=\"sides\">\n");
    sam_page_heading(page, 2, N_("Where the two sides see different things"));
    sam_page_element(page, "<p>", SAM_SAY_SIDES_OVERALL, "</p>\n");
    sam_page_raw(page, "<p class=\"note\">");
    sam_page_say(
        page,
        sam_trn_in(page->lang,
                   "%zu statement is compared; of twenty one is below 0.05 by chance alone.",
                   "%zu statements are compared; of twenty one is below 0.05 by chance "
                   "alone.",
                   results->side_count),
        results->side_count);
    sam_page_raw(page, "</p>\n");
    write_statements(page, results->sides, results->side_count, true);
    sam_page_raw(page, "</section>\n");
}
