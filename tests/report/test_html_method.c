#include "report/html.h"

#include "fixture.h"

static void the_appendix_explains_bands_and_model(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_NL, &html);
    page.occurred[SAM_WHY_IMPROPER] = true;
    page.occurred[SAM_WHYS] = true;
    sam_html_method(&page);
    sam_check_markup(html.data);
    check_contains(html.data, ">0,72</td>");
    check_contains(html.data, "0,20; 0,40; 0,60; 0,80.");
    fixture_page_fini(&page);
    fixture_page(&page, f.results, SAM_EN, &html);
    page.occurred[SAM_WHY_IMPROPER] = true;
    page.occurred[SAM_WHYS] = true;
    sam_html_method(&page);
    sam_check_markup(html.data);
    assert_int_equal(sam_count_of(html.data, "not validated for Dutch alliances"), 3);
    check_contains(html.data, "4.6 and up");
    check_contains(html.data, "the evidence is divided by 1.25");
    check_contains(html.data, "or 200 random ones from seed 7.");
    check_contains(html.data, "One is no proof of the other.");
    check_contains(html.data, "negative variance.</li>");
    check_contains(html.data, "for a reason that this version of samenscan doesn&#39;t know.</li>");
    assert_null(strstr(html.data, "Nobody answered this.</li>"));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void what_does_not_apply_is_left_out(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, FIXTURE_SMALL, 0, 1, true);
    f.results->resamples = 0;
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_method(&page);
    assert_null(strstr(html.data, "The phase model"));
    assert_null(strstr(html.data, "4.6 and up"));
    assert_null(strstr(html.data, "by permutation"));
    assert_null(strstr(html.data, "Why some numbers are absent"));
    assert_null(strstr(html.data, "Phase pro"));
    assert_null(strstr(html.data, "the phase of an alliance"));
    check_contains(html.data, "put on 1 to 5 first");
    check_contains(html.data, "The bands are reading aids.");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_appendix_explains_bands_and_model),
        cmocka_unit_test(what_does_not_apply_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
