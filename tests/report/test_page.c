#include "report/page.h"

#include "fixture.h"

static void text_is_escaped_however_it_comes_in(void **state) {
    (void)state;
    struct sam_buf html;
    struct sam_page page = {.lang = SAM_EN, .html = &html};
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    sam_page_text(&page, "<a href='x'>\"&");
    sam_page_text(&page, NULL);
    sam_page_say(&page, "|%s|%d", "<b>", 3);
    sam_page_element(&page, "<p>", "1 < 2", "</p>");
    assert_string_equal(html.data, "&lt;a href=&#39;x&#39;&gt;&quot;&amp;|&lt;b&gt;|3<p>1 &lt; 2"
                                   "</p>");
    sam_buf_fini(&html);
}

static void what_is_written_in_another_language_says_so(void **state) {
    (void)state;
    struct sam_buf html;
    struct sam_page page = {.lang = SAM_EN, .html = &html};
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    sam_page_written(&page, "Dit is wat wij <zien>.");
    assert_string_equal(html.data, "<span lang=\"nl\">Dit is wat wij &lt;zien&gt;.</span>");
    sam_buf_clear(&html);
    sam_page_written(&page, "This is what they see.");
    sam_page_written(&page, "Movisie");
    sam_page_written(&page, NULL);
    assert_string_equal(html.data, "This is what they see.Movisie");
    sam_buf_fini(&html);
}

static void a_long_message_comes_out_whole(void **state) {
    (void)state;
    char text[2000];
    struct sam_buf html;
    struct sam_page page = {.lang = SAM_EN, .html = &html};
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    for (size_t length = 509; length < 515; length++) {
        memset(text, 'x', sizeof text);
        text[length] = '\0';
        sam_page_say(&page, "%s", text);
        assert_string_equal(html.data, text);
        sam_buf_clear(&html);
    }
    sam_buf_fini(&html);
}

static void numbers_have_the_languages_comma(void **state) {
    (void)state;
    struct sam_buf html;
    struct sam_page page = {.lang = SAM_NL, .html = &html};
    assert_string_equal(sam_page_digits(&page, 3.25, 1).text, "3,2");
    assert_string_equal(sam_page_number(&page, sam_value(-1.5), 1).text, "\xE2\x88\x92"
                                                                         "1,5");
    assert_string_equal(sam_page_chance(&page, 0.0004).text, "p < 0,001");
    page.lang = SAM_EN;
    assert_string_equal(sam_page_chance(&page, 0.031).text, "p = 0.031");
    assert_string_equal(sam_page_chance(&page, 0.5).text, "p = 0.50");
    assert_string_equal(sam_page_digits(&page, 3.75, 1).text, "3.8");
    assert_string_equal(sam_page_number(&page, sam_no_value(SAM_WHY_ONE_ITEM), 1).text,
                        "\xE2\x80\x93");
    assert_true(page.occurred[SAM_WHY_ONE_ITEM]);
    assert_false(page.occurred[SAM_WHY_ONE_RESPONDENT]);
}

static void a_table_keeps_its_roles(void **state) {
    (void)state;
    static const char *const columns[] = {"A", "B & C"};
    struct sam_buf html;
    struct sam_page page = {.lang = SAM_EN, .html = &html};
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    sam_page_table_open(&page, "blocks", "what <this> is", columns, 2);
    sam_page_row(&page);
    sam_page_text(&page, "head");
    sam_page_cell(&page, "B & C");
    sam_page_text(&page, "one");
    sam_page_cell(&page, "");
    sam_page_text(&page, "two");
    sam_page_row_close(&page);
    sam_page_table_close(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "<caption>what &lt;this&gt; is</caption>");
    check_contains(html.data, "<th scope=\"col\" role=\"columnheader\">B &amp; C</th>");
    check_contains(html.data, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">head</th><td "
                              "role=\"cell\" data-label=\"B &amp; C\">one</td><td role=\"cell\" "
                              "data-label=\"\">two</td></tr>");
    sam_buf_fini(&html);
}

static void bounds_are_drawn_where_the_band_changes(void **state) {
    (void)state;
    double bounds[3];
    assert_int_equal(sam_page_bounds(SAM_ZONES_WILDER, 5, bounds), 2);
    check_rel(bounds[0], 2.95, 1e-12);
    check_rel(bounds[1], 3.95, 1e-12);
    assert_int_equal(sam_page_bounds(SAM_ZONES_PSAT, 9, bounds), 3);
    check_rel(bounds[0], 4.9, 1e-12);
    check_rel(bounds[2], 8.1, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_in_another_language_says_so),
        cmocka_unit_test(text_is_escaped_however_it_comes_in),
        cmocka_unit_test(a_long_message_comes_out_whole),
        cmocka_unit_test(numbers_have_the_languages_comma),
        cmocka_unit_test(a_table_keeps_its_roles),
        cmocka_unit_test(bounds_are_drawn_where_the_band_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
