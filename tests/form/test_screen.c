#include "form/screen.h"

#include "page_fixture.h"

static const char *frame(struct page *p, const struct sam_heading *heading) {
    sam_buf_clear(&p->html);
    sam_screen_open(&p->view.screen, heading);
    sam_screen_close(&p->view.screen);
    return p->html.data;
}

static void title_says_step_error_place_and_institute(void **state) {
    struct page *p = *state;
    p->view.screen.step = (struct sam_step){SAM_STEP_OPEN, 0};
    const char *html = frame(p, &(struct sam_heading){"A <title>", true, 2, 7});
    check_contains(html,
                   "<title>Error: A &lt;title&gt; (step 2 of 7) \xE2\x80\x93 Alliance &amp; A "
                   "\xE2\x80\x93 In&lt;stitute&gt;</title>");
    check_contains(html, "<html lang=\"en\">");
    check_contains(html, "Step 2 of 7");
    page_without(html, "COC <b>");
    check_contains(html, "COC &lt;b&gt;");
}

static void the_form_has_key_and_a_first_button(void **state) {
    struct page *p = *state;
    p->view.screen.step = (struct sam_step){SAM_STEP_OPEN, 0};
    const char *html = frame(p, &(struct sam_heading){.title = "t"});
    check_contains(html, "action=\"/form/en/ann/open\"");
    check_contains(html, "name=\"key\" value=\"THEKEY\"");
    check_contains(html, "name=\"go\" value=\"lang.nl\" lang=\"nl\">Nederlands</button>");
    /* The Enter key presses the first button of a form: it must not be the language's. */
    assert_true(strstr(html, "value=\"next\"") < strstr(html, "value=\"lang.nl\""));
    p->view.screen.key = NULL;
    html = frame(p, &(struct sam_heading){.title = "t"});
    page_without(html, "<form");
    page_without(html, "<script");
    check_contains(html, "href=\"/form/nl/ann/open\">Nederlands</a>");
}

static void nothing_comes_from_elsewhere(void **state) {
    struct page *p = *state;
    const char *html = frame(p, &(struct sam_heading){.title = "t"});
    page_without(html, "src=\"http");
    page_without(html, "href=\"//");
    assert_int_equal(page_count(html, "http"), 1); /* the privacy statement, a link */
    check_contains(html, "<a class=\"utrecht-link utrecht-link--html-a\" href=\"mailto:ask@");
}

static void addresses_hold_the_token_only_where_they_must(void **state) {
    struct page *p = *state;
    p->view.screen.base = "/q/TOKEN";
    sam_screen_address(&p->view.screen, SAM_NL, p->place.person, page_theme(p, "inside"));
    assert_string_equal(p->html.data, "/q/TOKEN/nl/ann/theme/inside");
    sam_buf_clear(&p->html);
    p->view.screen.base = "/form";
    sam_screen_address(&p->view.screen, SAM_EN, NULL, page_theme(p, "inside"));
    assert_string_equal(p->html.data, "/form/en");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(title_says_step_error_place_and_institute),
        page_test(the_form_has_key_and_a_first_button),
        page_test(nothing_comes_from_elsewhere),
        page_test(addresses_hold_the_token_only_where_they_must),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
