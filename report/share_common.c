/* What the alliances have in common, by research question: statements as each alliance shows them,
 * and over those together that don't show them by themselves. */
#include "analyse/score.h"
#include "report/share.h"
#include "report/share_phrases.h"

#include <string.h>

/* How an alliance's shown cells read, counted over alliances. */
struct tally {
    size_t shown, strong, weak;
};

static struct tally tally_of(const struct sam_page *page, size_t item) {
    const struct sam_questionnaire *q = page->questionnaire;
    struct tally tally = {0};
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        const struct sam_cell *cell = &page->results->disclosure->alliances[a].items[item];
        if (cell->shown == SAM_SHOW_NOTHING) {
            continue;
        }
        double value = sam_share_favourable(q, item, cell->value);
        tally.shown++;
        tally.strong += value >= sam_share_strong(q->points) - 1e-9;
        tally.weak += value <= sam_share_weak(q->points) + 1e-9;
    }
    return tally;
}

static const struct sam_cell *together_of(const struct sam_page *page, size_t item) {
    return &page->results->disclosure->together[item].cell;
}

/* Groups that answered: alliances by themselves, and those together as one. */
static struct tally all_of(const struct sam_page *page, size_t item) {
    const struct sam_questionnaire *q = page->questionnaire;
    struct tally tally = tally_of(page, item);
    const struct sam_cell *cell = together_of(page, item);
    if (cell->shown != SAM_SHOW_NOTHING) {
        double value = sam_share_favourable(q, item, cell->value);
        tally.shown++;
        tally.strong += value >= sam_share_strong(q->points) - 1e-9;
        tally.weak += value <= sam_share_weak(q->points) + 1e-9;
    }
    return tally;
}

/* --- headings -------------------------------------------------------------------------------- */

static const char *heading_of(const struct sam_page *page, size_t item) {
    const struct sam_item *statement = &page->questionnaire->items[item];
    const char *heading = NULL;
    size_t home = sam_share_home(page, item);
    if (home != SAM_NONE) {
        return sam_page_in(page, &page->results->framework->questions[home].text);
    }
    for (size_t k = 0; statement->questions != NULL && statement->questions[k] != NULL; k++) {
        heading = sam_share_question(page->lang, statement->questions[k]);
        if (heading != NULL) {
            return heading;
        }
    }
    return sam_page_in(page, &page->questionnaire->themes[statement->theme].title);
}

/* What account holders alone were asked is no answer of partners. */
bool sam_share_is_shown(const struct sam_page *page, size_t item) {
    return !sam_item_of_account_holders(page->questionnaire, item) && all_of(page, item).shown > 0;
}

static bool is_first_of(const struct sam_page *page, size_t item) {
    for (size_t i = 0; i < item; i++) {
        if (sam_share_is_shown(page, i) &&
            strcmp(heading_of(page, i), heading_of(page, item)) == 0) {
            return false;
        }
    }
    return sam_share_is_shown(page, item);
}

/* --- one question ---------------------------------------------------------------------------- */

/* Which columns have something in them anywhere. */
struct columns {
    bool own, together;
};

static struct columns columns_of(const struct sam_page *page) {
    struct columns columns = {false, false};
    for (size_t i = 0; i < page->questionnaire->item_count; i++) {
        if (sam_item_of_account_holders(page->questionnaire, i)) {
            continue;
        }
        columns.own = columns.own || tally_of(page, i).shown > 0;
        columns.together = columns.together || together_of(page, i)->shown != SAM_SHOW_NOTHING;
    }
    return columns;
}

static const char *together_label(const struct columns *columns) {
    return columns->own ? N_("Other alliances together") : N_("Alliances together");
}

static void write_share(struct sam_page *page, const char *label, size_t count, size_t of) {
    sam_page_cell(page, label);
    if (of > 0) {
        sam_page_say(page, sam_page_tr(page, N_("%zu of %zu")), count, of);
    } else {
        sam_page_raw(page, "\xE2\x80\x93");
    }
}

/* Nothing where nothing is shown: a line of it under every statement says less than the note. */
static void write_together(struct sam_page *page, size_t item, const struct columns *columns) {
    const struct sam_together *together = &page->results->disclosure->together[item];
    if (together->cell.shown == SAM_SHOW_NOTHING) {
        sam_page_cell(page, "");
        return;
    }
    sam_page_cell(page, together_label(columns));
    sam_share_cell(page, &together->cell, SAM_NONE,
                   sam_page_in(page, &page->questionnaire->items[item].text));
    sam_page_raw(page, "<small>");
    sam_page_say(page, sam_page_tr(page, N_("%zu alliances")), together->alliances);
    sam_page_raw(page, "</small>");
}

static void write_row(struct sam_page *page, size_t item, const struct columns *columns) {
    struct tally tally = tally_of(page, item);
    sam_page_row(page);
    sam_page_text(page, sam_page_in(page, &page->questionnaire->items[item].text));
    if (columns->own) {
        write_share(page, N_("Goes well in"), tally.strong, tally.shown);
        write_share(page, N_("To talk about in"), tally.weak, tally.shown);
    }
    if (columns->together) {
        write_together(page, item, columns);
    }
    sam_page_row_close(page);
}

static void write_question(struct sam_page *page, size_t first, const struct columns *columns) {
    const char *names[4] = {N_("Statement")};
    size_t count = 1;
    if (columns->own) {
        names[count++] = N_("Goes well in");
        names[count++] = N_("To talk about in");
    }
    if (columns->together) {
        names[count++] = together_label(columns);
    }
    const char *heading = heading_of(page, first);
    sam_page_table_open(page, "blocks common", heading, names, count);
    for (size_t i = first; i < page->questionnaire->item_count; i++) {
        if (sam_share_is_shown(page, i) && strcmp(heading_of(page, i), heading) == 0) {
            write_row(page, i, columns);
        }
    }
    sam_page_table_close(page);
}

/* One of which no statement is shown here: only where something else speaks to it. */
static void write_question_alone(struct sam_page *page, size_t question) {
    size_t start = page->html->length;
    sam_page_raw(page, "<h4>");
    sam_page_text(page, sam_page_in(page, &page->results->framework->questions[question].text));
    sam_page_raw(page, "</h4>\n");
    if (!sam_share_besides(page, question)) {
        page->html->length = start;
        page->html->data[start] = '\0';
    }
}

/* The questions of the framework in its order, with what speaks to each besides. */
static void write_framework(struct sam_page *page, const struct columns *columns) {
    const struct sam_results_framework *framework = page->results->framework;
    for (size_t k = 0; framework != NULL && k < framework->question_count; k++) {
        size_t first = 0;
        while (first < page->questionnaire->item_count &&
               (sam_share_home(page, first) != k || !sam_share_is_shown(page, first))) {
            first++;
        }
        if (first < page->questionnaire->item_count) {
            write_question(page, first, columns);
            sam_share_besides(page, k);
        } else {
            write_question_alone(page, k);
        }
    }
}

/* --- in short -------------------------------------------------------------------------------- */

/* In most groups that answered, and in none the opposite. */
static bool is_shared(const struct sam_page *page, size_t item, bool strength) {
    struct tally tally = all_of(page, item);
    size_t here = strength ? tally.strong : tally.weak;
    size_t opposite = strength ? tally.weak : tally.strong;
    return sam_share_is_shown(page, item) && here > 0 && 2 * here > tally.shown && opposite == 0;
}

static void write_shared(struct sam_page *page, const char *heading, const char *none,
                         bool strength) {
    size_t written = 0;
    sam_page_heading(page, 3, heading);
    for (size_t i = 0; i < page->questionnaire->item_count; i++) {
        if (!is_shared(page, i, strength)) {
            continue;
        }
        sam_page_raw(page, written++ == 0 ? "<ul>\n<li>" : "<li>");
        sam_page_text(page, sam_page_in(page, &page->questionnaire->items[i].text));
        if (sam_share_favourable(page->questionnaire, i, 1) != 1) {
            sam_page_raw(page, " <span class=\"note\">");
            sam_page_text(page, strength ? sam_page_tr(page, SAM_SHARE_COMMON_DENIED)
                                         : sam_page_tr(page, SAM_SHARE_COMMON_NOT_DENIED));
            sam_page_raw(page, "</span>");
        }
        sam_page_raw(page, "</li>\n");
    }
    if (written > 0) {
        sam_page_raw(page, "</ul>\n");
    } else {
        sam_page_element(page, "<p>", none, "</p>\n");
    }
}

void sam_share_common(struct sam_page *page) {
    struct columns columns = columns_of(page);
    sam_page_raw(page, "<section id=\"common\">\n");
    sam_page_heading(page, 2, N_("What the alliances have in common"));
    if (!columns.own && !columns.together) {
        sam_page_element(page, "<p>", SAM_SHARE_COMMON_NOTHING, "</p>\n</section>\n");
        return;
    }
    sam_page_element(page, "<p class=\"note\">",
                     N_("Statements of which this holds in more than half of the alliances that "
                        "show them, and in none the opposite. Alliances shown together count as "
                        "one."),
                     "</p>\n");
    write_shared(page, N_("What goes well in general"), SAM_SHARE_COMMON_NONE, true);
    write_shared(page, N_("What to talk about in general"), SAM_SHARE_COMMON_NONE, false);
    sam_page_heading(page, 3, N_("By question of the evaluation"));
    sam_page_raw(page, "<p class=\"note\">");
    sam_page_say(page,
                 sam_page_tr(page, N_("A statement goes well in an alliance where its mean is %s "
                                      "or better, and is to be talked about where it is %s or "
                                      "worse; for statements that it is good to disagree with, "
                                      "counted from the other end.")),
                 sam_page_digits(page, sam_share_strong(page->questionnaire->points), 1).text,
                 sam_page_digits(page, sam_share_weak(page->questionnaire->points), 1).text);
    if (columns.own && columns.together) {
        sam_page_raw(page, " ");
        sam_page_text(page, sam_page_tr(page, N_("The last column is about the alliances that "
                                                 "don't show a statement by themselves; it is "
                                                 "empty where even together too few people "
                                                 "answered.")));
    }
    sam_page_raw(page, "</p>\n");
    write_framework(page, &columns);
    for (size_t i = 0; i < page->questionnaire->item_count; i++) {
        if (is_first_of(page, i) && sam_share_home(page, i) == SAM_NONE) {
            write_question(page, i, &columns);
        }
    }
    sam_page_raw(page, "</section>\n");
}
