#include "monitor_fixture.h"

static void a_whole_page(void **state) {
    struct page *page = *state;
    struct watched w;
    watch(&w, page);
    w.work.total = (struct sam_fieldwork_counts){.invited = 3, .finished = 2, .holders = 1};
    w.work.letters[SAM_MAIL_INVITATION][SAM_MAIL_SENT] = 3;
    w.work.letters[SAM_MAIL_REMINDER][SAM_MAIL_REFUSED] = 1;
    w.work.consents = 2;
    sam_monitor_page(&w.monitor);
    const char *html = page->html.data;
    check_contains(html, "City &amp; country");
    check_contains(html, "2 of 3 people have finished (67%).");
    check_contains(html, "Of the account holders 0 of 1.");
    check_contains(html, "up to and including 10 April 2026.");
    check_contains(html, "Personal data are kept up to and including 31 December 2031.");
    check_contains(html, "action=\"/monitor/en/out\"");
    check_contains(html, "name=\"csrf\" value=\"CSRF\"");
    check_contains(html, "2 people agreed on the form");
    check_contains(html, "href=\"/monitor/nl\">Nederlands</a>");
    assert_null(strstr(html, "set aside"));
    assert_null(strstr(html, "<nav")); /* one wave: nothing to choose */
    assert_null(strstr(html, "style=\""));
    assert_null(strstr(html, "<script"));
}

static void what_needs_attention(void **state) {
    struct page *page = *state;
    struct watched w;
    watch(&w, page);
    w.work.quarantined_all = 3;
    w.work.quarantined[SAM_REFUSED_VALUE] = 2;
    w.work.quarantined[SAM_REFUSED_ALLIANCE] = 1;
    w.monitor.now = 1956528000; /* 1 January 2032 */
    sam_monitor_page(&w.monitor);
    const char *html = page->html.data;
    check_contains(html, "3 responses were set aside:");
    check_contains(html, "<li>2 with an answer outside the scale</li>");
    check_contains(html, "<li>1 of an unknown alliance</li>");
    check_contains(html, "were to be erased after 31 December 2031");
    check_contains(html, "0 people have finished.");
}

static void asking_for_the_password(void **state) {
    struct page *page = *state;
    struct watched w;
    for (int why = SAM_MONITOR_ASKED; why <= SAM_MONITOR_UNSET; why++) {
        watch(&w, page);
        sam_monitor_login_page(&w.monitor, (enum sam_monitor_refusal)why);
        const char *html = page->html.data;
        check_contains(html, "type=\"password\"");
        assert_int_equal(strstr(html, "is not right") != NULL, why == SAM_MONITOR_WRONG);
        assert_int_equal(strstr(html, "<title>Error: ") != NULL, why == SAM_MONITOR_WRONG);
        assert_int_equal(strstr(html, "serve --password") != NULL, why == SAM_MONITOR_UNSET);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(a_whole_page),
        page_test(what_needs_attention),
        page_test(asking_for_the_password),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
