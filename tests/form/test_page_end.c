#include "page_fixture.h"

static const char *shut(struct page *p, enum sam_shut why) {
    sam_buf_clear(&p->html);
    p->view.screen.key = NULL;
    sam_page_shut(&p->view, why);
    return p->html.data;
}

static void thanks(void **state) {
    struct page *p = *state;
    const char *html = page_show(p, SAM_EN, (struct sam_step){SAM_STEP_THANKS, 0});
    check_contains(html, "Your answers for Alliance &amp; A have been received.");
    check_contains(html, "up to and including 10 April 2026");
    check_contains(html, "href=\"/form/en\">All my questionnaires</a>");
    page_of(p, "bob");
    page_without(page_show(p, SAM_EN, (struct sam_step){SAM_STEP_THANKS, 0}),
                 "All my questionnaires");
}

/* A story prepares no meeting. */
static void thanks_for_a_story(void **state) {
    struct page *p = *state;
    struct sam_story story = {0};
    p->questionnaire->story = &story;
    const char *html = page_show(p, SAM_EN, (struct sam_step){SAM_STEP_THANKS, 0});
    check_contains(html, "Do you have another one?");
    page_without(html, "prepare the meeting");
    p->questionnaire->story = NULL;
}

static void withdraw(void **state) {
    struct page *p = *state;
    const struct sam_step step = {SAM_STEP_WITHDRAW, 0};
    check_contains(page_show(p, SAM_EN, step), "value=\"withdraw\">Erase all my answers<");
    p->entry.paradata.consented_at = "";
    check_contains(page_show(p, SAM_EN, step), "Nothing of yours is stored here.");
}

static void says_why_it_is_shut(void **state) {
    struct page *p = *state;
    check_contains(shut(p, SAM_SHUT_NOT_YET), "You can answer from 2 March 2026");
    check_contains(shut(p, SAM_SHUT_CLOSED), "You could answer up to and including 10 April 2026");
    p->entry.exists = true;
    check_contains(shut(p, SAM_SHUT_CLOSED), "They don&#39;t count.");
    p->entry.complete = true;
    check_contains(shut(p, SAM_SHUT_CLOSED), "have been received");
    check_contains(shut(p, SAM_SHUT_LEFT), "Somebody else answers now");
}

static void shut_or_not(void **state) {
    struct page *p = *state;
    const time_t day = 86400;
    assert_int_equal(sam_place_shut(&p->place, PAGE_NOW), SAM_SHUT_NOT);
    assert_int_equal(sam_place_shut(&p->place, PAGE_NOW - 10 * day), SAM_SHUT_NOT_YET);
    assert_int_equal(sam_place_shut(&p->place, PAGE_NOW + 40 * day), SAM_SHUT_CLOSED);
    page_of(p, "gone");
    assert_int_equal(sam_place_shut(&p->place, PAGE_NOW - 6 * day), SAM_SHUT_NOT);
    assert_int_equal(sam_place_shut(&p->place, PAGE_NOW), SAM_SHUT_LEFT);
}

static void a_message(void **state) {
    struct page *p = *state;
    p->view.screen.person = NULL;
    p->view.screen.key = NULL;
    sam_page_message(&p->view.screen, "Ti<tle", "Mess&age");
    check_contains(p->html.data, "<h1 class=\"utrecht-heading-1\">Ti&lt;tle</h1>");
    check_contains(p->html.data, "Mess&amp;age");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(thanks),      page_test(thanks_for_a_story),
        page_test(withdraw),    page_test(says_why_it_is_shut),
        page_test(shut_or_not), page_test(a_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
