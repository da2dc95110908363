/* The programme: alliances by size, age, budget, continued or new, and staff, with the main score
 * beside. In order of name; nothing is tested, for a handful of alliances proves nothing. */
#include "base/memory.h"
#include "report/html.h"
#include "report/phrases.h"
#include "report/sentences.h"

#include <stdlib.h>

/* --- what is known --------------------------------------------------------------------------- */

enum attribute { SIZE, AGE, BUDGET, CONTINUED, STAFF, ATTRIBUTES };

static const char *const names[ATTRIBUTES] = {N_("Partners"), N_("Since"), N_("Budget"),
                                              N_("Continued or new"), N_("Staff")};

/* The attribute as a number to order by; false where it isn't known. */
static bool value_of(const struct sam_results_alliance *alliance, enum attribute attribute,
                     double *value) {
    switch (attribute) {
    case SIZE:
        *value = (double)alliance->partner_count;
        return alliance->partner_count > 0;
    case AGE:
        *value = alliance->began;
        return alliance->began > 0;
    case BUDGET:
        *value = alliance->budget;
        return alliance->budget >= 0;
    case CONTINUED:
        *value = alliance->continued;
        return alliance->continued != SAM_CONTINUED_UNKNOWN;
    case STAFF:
        *value = alliance->staff;
        return alliance->staff != SAM_STAFF_UNKNOWN;
    case ATTRIBUTES:
        break;
    }
    return false;
}

static bool is_known(const struct sam_results *results, enum attribute attribute) {
    double value = 0;
    for (size_t a = 0; a < results->alliance_count; a++) {
        if (value_of(&results->alliances[a], attribute, &value)) {
            return true;
        }
    }
    return false;
}

static const char *staff_words(const struct sam_page *page, enum sam_staff staff) {
    return staff == SAM_STAFF_PAID         ? sam_page_tr(page, N_("paid"))
           : staff == SAM_STAFF_VOLUNTEERS ? sam_page_tr(page, N_("volunteers"))
                                           : sam_page_tr(page, N_("paid and volunteers"));
}

static void write_money(struct sam_page *page, double euros, struct sam_buf *text) {
    enum { MILLION = 1000000, THOUSAND = 1000 };
    sam_buf_text(text, "\xE2\x82\xAC\xC2\xA0"); /* a blank that doesn't break */
    if (euros >= MILLION) {
        sam_buf_printf(text, sam_page_tr(page, N_("%sm")),
                       sam_page_digits(page, euros / MILLION, 1).text);
    } else {
        sam_buf_printf(text, sam_page_tr(page, N_("%s thousand")),
                       sam_page_digits(page, euros / THOUSAND, 0).text);
    }
}

static void attribute_words(struct sam_page *page, enum attribute attribute, double value,
                            struct sam_buf *text) {
    if (attribute == BUDGET) {
        write_money(page, value, text);
    } else if (attribute == CONTINUED) {
        sam_buf_text(text, (int)value == SAM_CONTINUED_YES ? sam_page_tr(page, N_("continued"))
                                                           : sam_page_tr(page, N_("new")));
    } else if (attribute == STAFF) {
        sam_buf_text(text, staff_words(page, (enum sam_staff)value));
    } else {
        sam_buf_printf(text, "%.0f", value);
    }
}

/* --- the table ------------------------------------------------------------------------------- */

static void write_attribute(struct sam_page *page, const struct sam_results_alliance *alliance,
                            enum attribute attribute) {
    struct sam_buf text;
    double value = 0;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_page_cell(page, names[attribute]);
    if (value_of(alliance, attribute, &value)) {
        attribute_words(page, attribute, value, &text);
    } else {
        sam_buf_text(&text, "\xE2\x80\x93");
    }
    sam_page_text(page, text.data);
    sam_buf_fini(&text);
}

/* The main score where the alliance's pack shows it. */
static const struct sam_scale_score *shown_score(const struct sam_page *page,
                                                 const struct sam_results_alliance *alliance) {
    size_t scale = sam_main_scale(page->questionnaire);
    const struct sam_alliance_result *result = &alliance->result;
    bool shown = scale != SAM_NONE && !result->suppressed && !sam_interview_only(result) &&
                 sam_has(result->scales[scale].mean);
    return shown ? &result->scales[scale] : NULL;
}

static void write_score(struct sam_page *page, const struct sam_results_alliance *alliance,
                        const char *label) {
    const struct sam_scale_score *score = shown_score(page, alliance);
    sam_page_cell(page, label);
    if (score != NULL) {
        sam_html_dot(page, &page->questionnaire->scales[sam_main_scale(page->questionnaire)],
                     score);
    } else {
        sam_page_raw(page, "\xE2\x80\x93");
    }
}

static void write_table(struct sam_page *page, bool scores) {
    const char *columns[ATTRIBUTES + 2] = {N_("Alliance")};
    enum attribute shown[ATTRIBUTES];
    size_t count = 0;
    for (int k = 0; k < ATTRIBUTES; k++) {
        if (is_known(page->results, (enum attribute)k)) {
            shown[count] = (enum attribute)k;
            columns[++count] = names[k];
        }
    }
    columns[count + 1] = N_("Score");
    sam_page_table_open(page, scores ? "blocks programme" : "blocks",
                        sam_page_tr(page, N_("In order of the alliances' names")), columns,
                        count + (scores ? 2 : 1));
    for (size_t i = 0; i < page->results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = &page->results->alliances[page->order[i]];
        sam_page_row(page);
        sam_page_text(page, alliance->name);
        for (size_t k = 0; k < count; k++) {
            write_attribute(page, alliance, shown[k]);
        }
        if (scores) {
            write_score(page, alliance, columns[count + 1]);
        }
        sam_page_row_close(page);
    }
    sam_page_table_close(page);
}

/* --- a sentence per attribute ---------------------------------------------------------------- */

/* Alliances with a score of which the attribute is known. */
struct seen {
    double value, mean;
};

struct group {
    size_t count;
    double lowest, highest;
};

static int by_value(const void *a, const void *b) {
    double left = ((const struct seen *)a)->value;
    double right = ((const struct seen *)b)->value;
    return (left > right) - (left < right);
}

static size_t look(const struct sam_page *page, enum attribute attribute, struct seen *seen) {
    size_t count = 0;
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        const struct sam_results_alliance *alliance = &page->results->alliances[a];
        const struct sam_scale_score *score = shown_score(page, alliance);
        if (score != NULL && value_of(alliance, attribute, &seen[count].value)) {
            seen[count++].mean = score->mean.value;
        }
    }
    qsort(seen, count, sizeof *seen, by_value);
    return count;
}

static struct group group_of(const struct seen *seen, size_t count) {
    struct group group = {.count = count};
    for (size_t i = 0; i < count; i++) {
        group.lowest = i == 0 || seen[i].mean < group.lowest ? seen[i].mean : group.lowest;
        group.highest = i == 0 || seen[i].mean > group.highest ? seen[i].mean : group.highest;
    }
    return group;
}

/* Where the values are cut in two: so that both have as nearly as many as can be; equal values stay
 * together. 0 where all are equal. */
static size_t cut_of(const struct seen *seen, size_t count) {
    size_t best = 0;
    for (size_t i = 1; i < count; i++) {
        size_t here = 2 * i > count ? 2 * i - count : count - 2 * i;
        size_t before = 2 * best > count ? 2 * best - count : count - 2 * best;
        if (seen[i].value != seen[i - 1].value && (best == 0 || here < before)) {
            best = i;
        }
    }
    return best;
}

static void write_split(struct sam_page *page, enum attribute attribute, const struct seen *seen,
                        size_t cut, size_t count) {
    struct group low = group_of(seen, cut);
    struct group high = group_of(seen + cut, count - cut);
    struct sam_buf bound;
    sam_buf_init(&bound, SAM_BUF_UNLIMITED);
    attribute_words(page, attribute, seen[cut - 1].value, &bound);
    sam_page_say(page,
                 attribute == SIZE  ? sam_page_tr(page, SAM_SAY_PROGRAMME_SIZE)
                 : attribute == AGE ? sam_page_tr(page, SAM_SAY_PROGRAMME_AGE)
                                    : sam_page_tr(page, SAM_SAY_PROGRAMME_BUDGET),
                 bound.data, low.count, sam_page_digits(page, low.lowest, 1).text,
                 sam_page_digits(page, low.highest, 1).text, high.count,
                 sam_page_digits(page, high.lowest, 1).text,
                 sam_page_digits(page, high.highest, 1).text);
    sam_buf_fini(&bound);
}

/* Kinds have no order: each by itself. */
static void write_kinds(struct sam_page *page, enum attribute attribute, const struct seen *seen,
                        size_t count) {
    sam_page_say(page, "%s: ", sam_page_tr(page, names[attribute]));
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && seen[end].value == seen[i].value) {
            end++;
        }
        struct group group = group_of(seen + i, end - i);
        struct sam_buf words;
        sam_buf_init(&words, SAM_BUF_UNLIMITED);
        attribute_words(page, attribute, seen[i].value, &words);
        sam_page_say(page, "%s", i > 0 ? "; " : "");
        sam_page_say(page,
                     sam_say_count(page->lang, group.count, SAM_SAY_PROGRAMME_KIND_ONE,
                                   SAM_SAY_PROGRAMME_KIND_MANY),
                     words.data, group.count, sam_page_digits(page, group.lowest, 1).text,
                     sam_page_digits(page, group.highest, 1).text);
        sam_buf_fini(&words);
        i = end;
    }
    sam_page_raw(page, ".");
}

static void write_sentence(struct sam_page *page, enum attribute attribute, struct seen *seen) {
    size_t count = look(page, attribute, seen);
    size_t cut = cut_of(seen, count);
    sam_page_raw(page, "<li>");
    if (cut == 0) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_PROGRAMME_ALIKE),
                     sam_page_tr(page, names[attribute]));
    } else if (attribute == CONTINUED || attribute == STAFF) {
        write_kinds(page, attribute, seen, count);
    } else if (cut < 2 || count - cut < 2) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_PROGRAMME_FEW),
                     sam_page_tr(page, names[attribute]));
    } else {
        write_split(page, attribute, seen, cut, count);
    }
    sam_page_raw(page, "</li>\n");
}

static bool any_score(const struct sam_page *page) {
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        if (shown_score(page, &page->results->alliances[a]) != NULL) {
            return true;
        }
    }
    return false;
}

static void write_sentences(struct sam_page *page) {
    struct seen *seen = sam_xcalloc(page->results->alliance_count + 1, sizeof *seen);
    sam_page_raw(page, "<ul>\n");
    for (int k = 0; k < ATTRIBUTES; k++) {
        if (is_known(page->results, (enum attribute)k)) {
            write_sentence(page, (enum attribute)k, seen);
        }
    }
    sam_page_raw(page, "</ul>\n");
    free(seen);
}

/* --- the sections ---------------------------------------------------------------------------- */

/* Partners alone say nothing that isn't said elsewhere. */
bool sam_html_has_programme(const struct sam_results *results) {
    bool any = false;
    for (int k = AGE; k < ATTRIBUTES; k++) {
        any = any || is_known(results, (enum attribute)k);
    }
    return any && results->alliance_count > 1;
}

void sam_html_programme(struct sam_page *page) {
    if (!sam_html_has_programme(page->results)) {
        return;
    }
    sam_page_raw(page, "<section id=\"programme\">\n");
    sam_page_heading(page, 2, N_("The programme"));
    bool scores = any_score(page);
    if (scores) {
        sam_page_raw(page, "<p class=\"say\">");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_PROGRAMME_WARNING),
                     page->results->alliance_count);
        sam_page_raw(page, "</p>\n");
    }
    write_table(page, scores);
    if (scores) {
        write_sentences(page);
    }
    sam_page_raw(page, "</section>\n");
}

void sam_html_programme_facts(struct sam_page *page) {
    if (!sam_html_has_programme(page->results)) {
        return;
    }
    sam_page_heading(page, 2, N_("The programme"));
    write_table(page, false);
}
