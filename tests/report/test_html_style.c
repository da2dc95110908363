#include "report/html.h"

#include "support/markup.h"
#include "support/support.h"

#include <string.h>

static void check_style(const char *style) {
    assert_int_equal(sam_count_of(style, "{"), sam_count_of(style, "}"));
    /* nothing is loaded, and nothing ends the <style> it stands in */
    assert_null(strstr(style, "url("));
    assert_null(strstr(style, "@import"));
    assert_null(strstr(style, "<"));
    assert_null(strstr(style, "&"));
}

static void the_style_is_whole_and_loads_nothing(void **state) {
    (void)state;
    check_style(sam_html_style);
    check_style(sam_html_style_widths);
    check_style(sam_html_style_print);
    check_contains(sam_html_style, "color-scheme:only light");
    check_contains(sam_html_style_print, ".page{break-before:page}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_style_is_whole_and_loads_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
