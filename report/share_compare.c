/* Alliances side by side in a shared document: partial pooling of the means as they are printed,
 * in order of name. Rows rest on the plan's rounded values alone, so that they tell nothing that
 * those don't. */
#include "analyse/pool_means.h"
#include "analyse/score.h"
#include "base/memory.h"
#include "report/chart.h"
#include "report/share.h"
#include "report/share_phrases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct comparison {
    struct sam_pool_group *groups; /* one per alliance that shows a mean, in order of name */
    size_t count;
};

static const struct sam_cell *cell_at(const struct sam_page *page, size_t place, size_t s) {
    return &page->results->disclosure->alliances[page->order[place]].scales[s];
}

/* A mean of people's scores that isn't told exactly can't be compared: it stays beside it. */
static bool takes_part(const struct sam_cell *cell) {
    return cell->shown == SAM_SHOW_MEAN && (cell->about || (!cell->or_lower && !cell->or_higher));
}

/* Where statements aren't told exactly: the middle of what they leave open. */
static double value_of(const struct sam_cell *cell) {
    return cell->or_lower || cell->or_higher ? (cell->low + cell->high) / 2 : cell->value;
}

static struct comparison compare(const struct sam_page *page, size_t s) {
    struct comparison c = {.groups =
                               sam_xcalloc(page->results->alliance_count + 1, sizeof *c.groups)};
    for (size_t i = 0; i < page->results->alliance_count; i++) {
        const struct sam_cell *cell = cell_at(page, i, s);
        if (takes_part(cell)) {
            c.groups[c.count++] = (struct sam_pool_group){.mean = value_of(cell), .n = cell->n};
        }
    }
    double spread = page->results->disclosure->spread[s];
    if (c.count < 2 || spread <= 0) {
        c.count = 0;
        return c;
    }
    sam_pool_means(c.groups, c.count, spread);
    return c;
}

static void write_pooled(struct sam_page *page, size_t s, const struct sam_pool_group *group) {
    int points = page->questionnaire->points;
    double low = fmax(1, group->low);
    double high = fmin(points, group->high);
    struct sam_buf title;
    char count[48];
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    snprintf(count, sizeof count, sam_page_tr(page, N_("n = %zu")), group->n);
    struct sam_digits value = sam_page_digits(page, group->value, 1);
    sam_buf_printf(&title, sam_page_tr(page, N_("%s: pooled mean %s, interval %s to %s")),
                   sam_page_in(page, &page->questionnaire->scales[s].title), value.text,
                   sam_page_digits(page, low, 1).text, sam_page_digits(page, high, 1).text);
    sam_chart_dot(&page->canvas, &(struct sam_chart_dot){.points = points,
                                                         .value = group->value,
                                                         .low = low,
                                                         .high = high,
                                                         .has_interval = true,
                                                         .label = value.text,
                                                         .count = count,
                                                         .title = title.data});
    sam_buf_fini(&title);
}

static void write_overlap(struct sam_page *page, const struct comparison *c, size_t own) {
    size_t over = 0;
    for (size_t i = 0; i < c->count; i++) {
        over += i != own && c->groups[i].low <= c->groups[own].high &&
                c->groups[i].high >= c->groups[own].low;
    }
    if (over + 1 == c->count) {
        sam_page_text(page, sam_page_tr(page, SAM_SHARE_OVERLAPS_ALL));
    } else if (over == 0) {
        sam_page_text(page, sam_page_tr(page, SAM_SHARE_OVERLAPS_NONE));
    } else {
        sam_page_say(page, sam_page_tr(page, SAM_SHARE_OVERLAPS_SOME), over, c->count - 1);
    }
}

static void write_row(struct sam_page *page, size_t s, size_t place, const struct comparison *c,
                      size_t *next) {
    const struct sam_cell *cell = cell_at(page, place, s);
    sam_page_row(page);
    sam_page_text(page, page->results->alliances[page->order[place]].name);
    sam_page_cell(page, N_("Score"));
    sam_share_cell(page, cell, s, sam_page_in(page, &page->questionnaire->scales[s].title));
    if (c->count > 0) {
        sam_page_cell(page, N_("Pooled mean and interval"));
        if (takes_part(cell)) {
            write_pooled(page, s, &c->groups[*next]);
            sam_page_raw(page, "<small>");
            write_overlap(page, c, *next);
            sam_page_raw(page, "</small>");
            ++*next;
        } else {
            sam_page_raw(page, "\xE2\x80\x93");
        }
    }
    sam_page_row_close(page);
}

static void write_scale(struct sam_page *page, size_t s, bool any) {
    static const char *const columns[] = {N_("Alliance"), N_("Score"),
                                          N_("Pooled mean and interval")};
    struct comparison c = compare(page, s);
    size_t next = 0;
    sam_page_raw(page, "<h3>");
    sam_page_text(page, sam_page_in(page, &page->questionnaire->scales[s].title));
    sam_page_raw(page, "</h3>\n");
    sam_page_table_open(page, "blocks compare", sam_page_tr(page, N_("In order of name")), columns,
                        c.count > 0 ? 3 : 2);
    for (size_t i = 0; i < page->results->alliance_count; i++) {
        write_row(page, s, i, &c, &next);
    }
    sam_page_table_close(page);
    if (c.count == 0 && any) {
        sam_page_element(page, "<p class=\"note\">", SAM_SHARE_COMPARES_FEW, "</p>\n");
    }
    free(c.groups);
}

static bool is_compared(const struct sam_questionnaire *q, size_t s) {
    return q->scales[s].phase == SAM_PHASE_NONE && !sam_scale_of_account_holders(q, s);
}

static bool any_shown(const struct sam_page *page, size_t s) {
    for (size_t i = 0; i < page->results->alliance_count; i++) {
        if (cell_at(page, i, s)->shown != SAM_SHOW_NOTHING) {
            return true;
        }
    }
    return false;
}

/* Names the subjects of which no alliance shows anything: a table would say so in every row. */
static void write_left_out(struct sam_page *page) {
    const struct sam_questionnaire *q = page->questionnaire;
    struct sam_buf names;
    sam_buf_init(&names, SAM_BUF_UNLIMITED);
    for (size_t s = 0; s < q->scale_count; s++) {
        if (is_compared(q, s) && !any_shown(page, s)) {
            sam_buf_printf(&names, "%s%s", names.length > 0 ? ", " : "",
                           sam_page_in(page, &q->scales[s].title));
        }
    }
    if (names.length > 0) {
        sam_page_raw(page, "<p>");
        sam_page_say(page, sam_page_tr(page, SAM_SHARE_COMPARES_NOTHING), names.data);
        sam_page_raw(page, "</p>\n");
    }
    sam_buf_fini(&names);
}

static bool any_compared(const struct sam_page *page) {
    bool any = false;
    for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
        if (is_compared(page->questionnaire, s)) {
            struct comparison c = compare(page, s);
            any = any || c.count > 0;
            free(c.groups);
        }
    }
    return any;
}

/* Where nothing can be compared it is said once, and not how it would have been. */
static void write_how(struct sam_page *page, bool any) {
    if (any) {
        sam_page_element(
            page, "<p>",
            N_("For comparing, each score is drawn towards the mean of all, more so when "
               "fewer people answered. The intervals are cautious: they are made from "
               "the rounded scores on this page and from a generous estimate of how much "
               "people within an alliance differ."),
            "</p>\n");
    } else {
        sam_page_element(page, "<p>", SAM_SHARE_COMPARES_FEW, "</p>\n");
    }
}

void sam_share_compare(struct sam_page *page) {
    const struct sam_questionnaire *q = page->questionnaire;
    bool any = any_compared(page);
    bool shown = false;
    for (size_t s = 0; s < q->scale_count; s++) {
        shown = shown || (is_compared(q, s) && any_shown(page, s));
    }
    sam_page_raw(page, "<section id=\"compare\">\n");
    sam_page_heading(page, 2, N_("The alliances side by side"));
    if (shown) {
        sam_page_element(page, "<p class=\"say\">",
                         N_("This is no league table. Alliances differ in size and in task; where "
                            "intervals overlap, a difference may well be chance."),
                         "</p>\n");
        write_how(page, any);
        sam_share_about(page, NULL);
    }
    for (size_t s = 0; s < q->scale_count; s++) {
        if (is_compared(q, s) && any_shown(page, s)) {
            write_scale(page, s, any);
        }
    }
    write_left_out(page);
    sam_page_raw(page, "</section>\n");
}
