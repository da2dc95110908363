#include "base/html.h"
#include "support/support.h"

static void check_html(const char *text, const char *expected) {
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    sam_html_text(&html, text);
    assert_string_equal(html.data, expected);
    sam_buf_fini(&html);
}

static void test_escapes(void **state) {
    (void)state;
    check_html("", "");
    check_html("gewoon één zin", "gewoon één zin");
    check_html("&<>\"'", "&amp;&lt;&gt;&quot;&#39;");
    check_html("a<b", "a&lt;b");
    check_html("&amp;", "&amp;amp;");
    check_html("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
    check_html("\" onclick='x'", "&quot; onclick=&#39;x&#39;");
}

static void test_control_characters(void **state) {
    (void)state;
    check_html("a\tb\nc", "a\tb\nc");
    check_html("a\x01"
               "b\x1B[0m\r\x7F",
               "a\xEF\xBF\xBD"
               "b\xEF\xBF\xBD[0m\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void test_every_byte_below_128(void **state) {
    (void)state;
    for (int c = 1; c < 128; c++) {
        char text[2] = {(char)c, '\0'};
        struct sam_buf html;
        sam_buf_init(&html, SAM_BUF_UNLIMITED);
        sam_html_text(&html, text);
        bool kept = html.length == 1 && html.data[0] == c;
        bool special = c == '&' || c == '<' || c == '>' || c == '"' || c == '\'' || c == 127 ||
                       (c < 32 && c != '\t' && c != '\n');
        assert_int_equal(kept, !special);
        sam_buf_fini(&html);
    }
}

static void test_appends(void **state) {
    (void)state;
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    sam_buf_text(&html, "<b>");
    sam_html_text(&html, "R&D");
    sam_buf_text(&html, "</b>");
    assert_string_equal(html.data, "<b>R&amp;D</b>");
    sam_buf_fini(&html);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_control_characters),
        cmocka_unit_test(test_every_byte_below_128),
        cmocka_unit_test(test_appends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
