#include "page_fixture.h"

static const struct sam_step check_step = {SAM_STEP_CHECK, 0};

static void what_is_missing_is_pointed_out(void **state) {
    struct page *p = *state;
    memset(p->entry.answers, 3, p->questionnaire->item_count);
    p->entry.answers[sam_questionnaire_item(p->questionnaire, "s3")] = SAM_MISSING;
    const char *html = page_show(p, SAM_EN, check_step);
    check_contains(html, "1 statement has no answer");
    check_contains(html, "href=\"/form/en/ann/theme/inside#s3\"");
    check_contains(html, "23 of 24 answered");
    check_contains(html, "Send my answers");
    p->entry.answers[sam_questionnaire_item(p->questionnaire, "s4")] = SAM_MISSING;
    check_contains(page_show(p, SAM_NL, check_step), "2 uitspraken hebben geen antwoord");
}

static void a_theme_without_answers_is_one_line(void **state) {
    struct page *p = *state;
    p->entry.answers[sam_questionnaire_item(p->questionnaire, "v1")] = 3;
    const char *html = page_show(p, SAM_EN, check_step);
    check_contains(html, "30 statements have no answer");
    check_contains(html, "href=\"/form/en/ann/theme/run-up#v2\"");
    check_contains(html, "href=\"/form/en/ann/theme/inside\">Working together in the alliance: "
                         "nothing filled in yet (24 statements)");
    page_without(html, "theme/inside#");
}

static void all_answers_are_there(void **state) {
    struct page *p = *state;
    memset(p->entry.answers, 3, p->questionnaire->item_count);
    p->entry.answers[sam_questionnaire_item(p->questionnaire, "s3")] = SAM_DONT_KNOW;
    p->entry.open[2] = "a <b>";
    const char *html = page_show(p, SAM_EN, check_step);
    page_without(html, "no answer");
    assert_int_equal(page_count(html, "<dd>Neutral</dd>"), 30);
    check_contains(html, "<dd>Don&#39;t know / not applicable</dd>");
    check_contains(html, "a &lt;b&gt;");
    assert_int_equal(page_count(html, "<details"), 5);
}

static void what_was_sent_is_not_sent_again(void **state) {
    struct page *p = *state;
    p->entry.exists = p->entry.complete = true;
    const char *html = page_show(p, SAM_EN, check_step);
    check_contains(html, "<h1 class=\"utrecht-heading-1\">Your answers</h1>");
    check_contains(html, "what you save counts at once");
    page_without(html, "Send my answers");
}

static void nothing_to_send(void **state) {
    struct page *p = *state;
    p->taken = (struct sam_taken){.remark_count = 1,
                                  .remarks = {{SAM_REMARK_NOTHING, SAM_NONE, SAM_NONE, NULL}}};
    p->view.taken = &p->taken;
    check_contains(page_show(p, SAM_EN, check_step), "nothing to send");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(what_is_missing_is_pointed_out),
        page_test(a_theme_without_answers_is_one_line),
        page_test(all_answers_are_there),
        page_test(what_was_sent_is_not_sent_again),
        page_test(nothing_to_send),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
