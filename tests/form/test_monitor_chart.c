#include "monitor_fixture.h"

#include "support/markup.h"

static const char *chart(struct watched *w) {
    sam_buf_clear(&w->page->html);
    sam_buf_text(&w->page->html, "<div>");
    sam_monitor_chart(&w->monitor);
    sam_buf_text(&w->page->html, "</div>");
    sam_check_markup(w->page->html.data);
    return w->page->html.data;
}

static void steps_up_on_its_days(void **state) {
    struct page *page = *state;
    struct watched w;
    watch(&w, page);
    w.days[0] = (struct sam_fieldwork_day){.day = "2026-03-12", .finished = 1};
    w.days[1] = (struct sam_fieldwork_day){.day = "2026-03-17", .reminded = true};
    w.days[2] = (struct sam_fieldwork_day){.day = "2026-03-22", .finished = 2};
    w.work.day_count = 3;
    w.work.total.invited = 4;
    w.work.total.finished = 3;
    const char *html = chart(&w);
    /* From the day the wave opened, 2 March, to the last day: twenty days over 568 wide; a quarter
     * of 170 high each. Closed since, so that today has no part in it. */
    check_contains(html, "class=\"monitor-line\" d=\"M56.0 186.0H340.0V143.5H624.0V58.5H624\"/>");
    check_contains(html, "class=\"monitor-reminder\" x1=\"482.0\"");
    check_contains(html, ">2 March 2026</text>");
    check_contains(html, ">22 March 2026</text>");
    check_contains(html, "up to 3 of 4</title>");
    check_contains(html, "<th scope=\"row\">12 March 2026</th><td class=\"monitor-number\">1</td>");
    check_contains(html, "Upright lines: reminders were sent.");
}

static void one_day_and_more_answers_than_invited(void **state) {
    struct page *page = *state;
    struct watched w;
    watch(&w, page);
    w.days[0] = (struct sam_fieldwork_day){.day = "2026-03-02", .finished = 5};
    w.work.day_count = 1;
    w.work.total.invited = 4;
    const char *html = chart(&w);
    check_contains(html, "d=\"M56.0 186.0H56.0V16.0H624\"/>");
    check_contains(html, ">5</text>");
    assert_null(strstr(html, "Upright"));
    assert_null(strstr(html, "nan"));
}

static void nothing_yet(void **state) {
    struct page *page = *state;
    struct watched w;
    watch(&w, page);
    const char *html = chart(&w);
    check_contains(html, "Nobody has finished yet.");
    assert_null(strstr(html, "<svg"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(steps_up_on_its_days),
        page_test(one_day_and_more_answers_than_invited),
        page_test(nothing_yet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
