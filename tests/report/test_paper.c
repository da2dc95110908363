#include "report/paper.h"

#include "support/support.h"

#include <string.h>

static void check(const char *html, const char *expected) {
    struct sam_buf paper;
    sam_buf_init(&paper, 100000);
    sam_paper_from_page(html, &paper);
    assert_string_equal(paper.data, expected);
    sam_buf_fini(&paper);
}

static void what_is_for_a_screen_is_gone(void **state) {
    (void)state;
    check("<head><title>A &amp; b</title>\n<style>\np{a:b}</style></head><body><a class=\"skip\" "
          "href=\"#main\">Skip</a><svg class=\"patterns\"><defs/></svg><nav "
          "aria-label=\"x\"><ul/></nav><p>kept</p></body>",
          "<head>\n</head><body><p>kept</p></body>");
    check("<p>no end: <nav</p>", "<p>no end: <nav</p>");
    check("", "");
    check("text", "text");
}

static void style_becomes_markup(void **state) {
    (void)state;
    check("<p class=\"banner confidential\">Secret</p><p>x</p>",
          "<p><strong>Secret</strong></p><p>x</p>");
    check("<p>a <small>b</small></p>", "<p>a <small>b</small></p>");
    check("<p>a<span class=\"ask\">b</span></p>", "<p>a<br/><span class=\"ask\">b</span></p>");
    check("<table><tbody><tr><th scope=\"row\" role=\"rowheader\">A<small>b</small></th><td>c</td>"
          "</tr></tbody></table><th>x</th>",
          "<table><tbody><tr><td>A<br/><small>b</small></td><td>c</td></tr></tbody></table>"
          "<th>x</th>");
}

static void pictures_get_columns_of_their_width(void **state) {
    (void)state;
    struct sam_buf paper;
    sam_buf_init(&paper, 100000);
    sam_paper_from_page("<table><caption>c</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
                        "<tbody><tr><th scope=\"row\">a</th><td><img src=\"x\" "
                        "width=\"307\"/></td></tr></tbody></table>",
                        &paper);
    /* (307 + 14) / 643 of the sheet, and what is left */
    check_contains(paper.data, "</caption><colgroup><col style=\"width: 50%\"/><col style=\"width: "
                               "49%\"/></colgroup><thead>");
    sam_buf_clear(&paper);
    sam_paper_from_page("<table><thead></thead><tbody><tr><td>a</td></tr></tbody></table>", &paper);
    check_contains(paper.data, "<colgroup><col style=\"width: 100%\"/></colgroup>");
    sam_buf_clear(&paper);
    sam_paper_from_page("<table><thead><tr><th scope=\"col\">a</th><th "
                        "scope=\"col\">abcdefgh</th></tr></thead><tbody><tr>"
                        "<td>a b c d</td><td>a</td></tr></tbody></table>",
                        &paper);
    /* 7 letters beside a heading of one word of 8, which has room but no more wishes */
    check_contains(paper.data, "<col style=\"width: 78%\"/><col style=\"width: 21%\"/>");
    sam_buf_fini(&paper);
}

static void the_title_is_found(void **state) {
    (void)state;
    struct sam_buf title;
    sam_buf_init(&title, 1000);
    sam_paper_title("<title>A &amp; b</title>", &title);
    sam_paper_title("<p>none</p>", &title);
    assert_string_equal(title.data, "A &amp; b");
    sam_buf_fini(&title);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_for_a_screen_is_gone),
        cmocka_unit_test(style_becomes_markup),
        cmocka_unit_test(pictures_get_columns_of_their_width),
        cmocka_unit_test(the_title_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
