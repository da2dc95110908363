/* How answers came in, and which organisations the alliances share. */
#include "base/dictionary.h"
#include "base/memory.h"
#include "base/moment.h"
#include "report/chart.h"
#include "report/html.h"

#include <stdlib.h>
#include <string.h>

/* --- days ------------------------------------------------------------------------------------ */

void sam_html_days(struct sam_page *page) {
    const struct sam_results *results = page->results;
    if (results->day_count == 0) {
        return;
    }
    size_t n = results->day_count;
    double *day = sam_xcalloc(n, sizeof *day);
    size_t *responses = sam_xcalloc(n, sizeof *responses);
    size_t all = 0;
    for (size_t i = 0; i < n; i++) {
        day[i] = (double)sam_moment_seconds(results->days[i].day) / 86400; /* a midnight: whole */
        responses[i] = results->days[i].responses;
        all += responses[i];
    }
    struct sam_buf title;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    char first[SAM_DATE_WORDS];
    char last[SAM_DATE_WORDS];
    sam_date_words(page->lang, results->days[0].day, first);
    sam_date_words(page->lang, results->days[n - 1].day, last);
    sam_buf_printf(
        &title,
        sam_trn_in(page->lang, "%zu response, from %s to %s", "%zu responses, from %s to %s", all),
        all, first, last);
    sam_page_heading(page, 3, N_("When answers came in"));
    sam_page_raw(page, "<figure>");
    sam_chart_days(&page->canvas, &(struct sam_chart_days){.day = day,
                                                           .responses = responses,
                                                           .count = n,
                                                           .first = first,
                                                           .last = last,
                                                           .title = title.data});
    sam_page_raw(page, "<figcaption>");
    sam_page_text(page, title.data);
    sam_page_raw(page, "</figcaption></figure>\n");
    sam_buf_fini(&title);
    free(day);
    free(responses);
}

/* --- organisations --------------------------------------------------------------------------- */

/* Which organisation is in which alliance, by number; alliances in the page's order. */
struct membership {
    struct sam_dictionary *ids;
    const char **names;     /* per organisation */
    size_t *times;          /* per organisation: in how many alliances */
    uint32_t **of_alliance; /* per alliance: its organisations */
    size_t **alliances;     /* per organisation: the alliances it is in */
};

static struct membership membership_of(const struct sam_page *page) {
    const struct sam_results *results = page->results;
    struct membership m = {.ids = sam_dictionary_new()};
    size_t all = 0;
    m.of_alliance = sam_xcalloc(results->alliance_count + 1, sizeof *m.of_alliance);
    for (size_t i = 0; i < results->alliance_count; i++) {
        all += results->alliances[i].partner_count;
    }
    m.names = sam_xcalloc(all + 1, sizeof *m.names);
    m.times = sam_xcalloc(all + 1, sizeof *m.times);
    for (size_t i = 0; i < results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = &results->alliances[page->order[i]];
        m.of_alliance[i] = sam_xcalloc(alliance->partner_count + 1, sizeof **m.of_alliance);
        for (size_t p = 0; p < alliance->partner_count; p++) {
            const struct sam_results_partner *partner = &alliance->partners[p];
            uint32_t number = sam_dictionary_add(m.ids, partner->id, strlen(partner->id));
            m.names[number] = partner->name;
            m.times[number]++;
            m.of_alliance[i][p] = number;
        }
    }
    m.alliances = sam_xcalloc(all + 1, sizeof *m.alliances);
    size_t *filled = sam_xcalloc(all + 1, sizeof *filled);
    for (size_t i = 0; i < results->alliance_count; i++) {
        for (size_t p = 0; p < results->alliances[page->order[i]].partner_count; p++) {
            uint32_t o = m.of_alliance[i][p];
            if (m.alliances[o] == NULL) {
                m.alliances[o] = sam_xcalloc(m.times[o], sizeof **m.alliances);
            }
            m.alliances[o][filled[o]++] = i;
        }
    }
    free(filled);
    return m;
}

static void membership_fini(struct membership *m, size_t alliances) {
    for (size_t o = 0; o < sam_dictionary_count(m->ids); o++) {
        free(m->alliances[o]);
    }
    free(m->alliances);
    sam_dictionary_free(m->ids);
    free(m->names);
    free(m->times);
    for (size_t i = 0; i < alliances; i++) {
        free(m->of_alliance[i]);
    }
    free(m->of_alliance);
}

static bool has(const struct sam_page *page, const struct membership *m, size_t i,
                uint32_t number) {
    size_t count = page->results->alliances[page->order[i]].partner_count;
    for (size_t p = 0; p < count; p++) {
        if (m->of_alliance[i][p] == number) {
            return true;
        }
    }
    return false;
}

static size_t shared_by(const struct sam_page *page, const struct membership *m, size_t i,
                        size_t j) {
    size_t shared = 0;
    for (size_t p = 0; p < page->results->alliances[page->order[i]].partner_count; p++) {
        shared += has(page, m, j, m->of_alliance[i][p]);
    }
    return shared;
}

static void draw_network(struct sam_page *page, const struct membership *m) {
    size_t n = page->results->alliance_count;
    const char *names[SAM_CHART_NETWORK_MOST];
    size_t shared[SAM_CHART_NETWORK_MOST * SAM_CHART_NETWORK_MOST] = {0};
    if (n > SAM_CHART_NETWORK_MOST) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        names[i] = page->results->alliances[page->order[i]].name;
        for (size_t j = i + 1; j < n; j++) {
            shared[i * n + j] = shared_by(page, m, i, j);
        }
    }
    sam_page_raw(page, "<figure class=\"network\">");
    sam_chart_network(
        &page->canvas,
        &(struct sam_chart_network){
            .names = names,
            .shared = shared,
            .count = n,
            .title = sam_page_tr(page, N_("How many organisations each two alliances share; the "
                                          "table below names them"))});
    sam_page_raw(page, "</figure>\n");
}

static void write_shared(struct sam_page *page, const struct membership *m, size_t count) {
    static const char *const columns[] = {N_("Organisation"), N_("Alliances")};
    sam_page_table_open(page, "blocks",
                        sam_page_tr(page, N_("Organisations in more than one alliance")), columns,
                        2);
    for (uint32_t o = 0; o < count; o++) {
        if (m->times[o] < 2) {
            continue;
        }
        sam_page_row(page);
        sam_page_text(page, m->names[o]);
        sam_page_cell(page, N_("Alliances"));
        for (size_t k = 0; k < m->times[o]; k++) {
            sam_page_text(page, k > 0 ? ", " : "");
            sam_page_text(page, page->results->alliances[page->order[m->alliances[o][k]]].name);
        }
        sam_page_row_close(page);
    }
    sam_page_table_close(page);
}

void sam_html_network(struct sam_page *page) {
    struct membership m = membership_of(page);
    size_t count = sam_dictionary_count(m.ids);
    bool any = false;
    for (size_t o = 0; o < count && !any; o++) {
        any = m.times[o] > 1;
    }
    if (any) {
        sam_page_heading(page, 3, N_("Which organisations the alliances share"));
        draw_network(page, &m);
        write_shared(page, &m, count);
    }
    membership_fini(&m, page->results->alliance_count);
}
