#include "monitor_fixture.h"

#include "support/markup.h"

static const char *table(struct watched *w) {
    sam_buf_clear(&w->page->html);
    sam_buf_text(&w->page->html, "<div>");
    sam_monitor_table(&w->monitor);
    sam_monitor_waiting(&w->monitor);
    sam_buf_text(&w->page->html, "</div>");
    sam_check_markup(w->page->html.data);
    return w->page->html.data;
}

static void a_row_an_alliance(void **state) {
    struct page *page = *state;
    struct watched w;
    watch(&w, page);
    w.counts[0] = (struct sam_fieldwork_counts){.invited = 12,
                                                .opened = 9,
                                                .begun = 8,
                                                .finished = 6,
                                                .invitations = 12,
                                                .reminders = 5,
                                                .last = "2026-03-09"};
    const char *html = table(&w);
    check_contains(html, "<th scope=\"row\" role=\"rowheader\">Alliance &amp; A</th>");
    check_contains(html, "data-label=\"Opened\"><span>9</span>");
    check_contains(html, "12 / 5");
    check_contains(html, "9 March 2026");
    check_contains(html, "width=\"30\" height=\"10\"/></svg>"); /* half of it */
}

/* The ladder of methods, section 7, at each of its steps. */
static void what_may_be_shared(void **state) {
    struct page *page = *state;
    struct watched w;
    static const struct {
        size_t invited, finished;
        const char *now, *more;
    } cases[] = {
        {10, 0, "nothing yet", "(3 more for bands)"},
        {10, 2, "nothing yet", "(1 more for bands)"},
        {10, 3, "bands", "(2 more for means)"},
        {10, 5, "means", "(3 more for distributions)"},
        {10, 8, "means and distributions", ""},
        {2, 2, "nothing yet", "(bands never: fewer than 3 invited)"},
        {4, 4, "bands", "(means never: fewer than 5 invited)"},
        {0, 2, "nothing yet", "(1 more for bands)"}, /* nobody knows how many were invited */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char expected[128];
        watch(&w, page);
        w.counts[0].invited = cases[i].invited;
        w.counts[0].finished = cases[i].finished;
        const char *html = table(&w);
        snprintf(expected, sizeof expected, "data-label=\"May be shared\"><span>%s", cases[i].now);
        check_contains(html, expected);
        check_contains(html, cases[i].more);
    }
}

static void who_still_has_to_answer(void **state) {
    struct page *page = *state;
    struct watched w;
    watch(&w, page);
    size_t bob = sam_study_person(page->study, "bob"), acc = sam_study_person(page->study, "acc");
    for (size_t i = 0; i < page->study->person_count; i++) {
        w.places[i].done = i != bob && i != acc;
    }
    w.places[bob] = (struct sam_fieldwork_place){
        .lettered = true, .kind = SAM_MAIL_REMINDER, .state = SAM_MAIL_REFUSED, .at = "2026-03-12"};
    const char *html = table(&w);
    check_contains(html, "2 people");
    check_contains(html, "<li>bob, Atria <span class=\"monitor-attention\">reminder refused: "
                         "correct the address (12 March 2026)</span></li>");
    check_contains(html, "<li>acc, account holder <span class=\"monitor-note\">no letter sent");
    assert_null(strstr(html, "<li>ann"));
    w.places[bob].done = w.places[acc].done = true;
    html = table(&w);
    assert_null(strstr(html, "<li>"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(a_row_an_alliance),
        page_test(what_may_be_shared),
        page_test(who_still_has_to_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
