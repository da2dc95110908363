#include "report/html.h"

#include "fixture.h"

static void names_are_marked_where_they_stand(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init_open(&f);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_open_answers(&page, &f.results->alliances[0]);
    sam_check_markup(html.data);
    check_contains(html.data, "<li>Bij <mark>Rutgers <small>partner</small></mark> in <mark "
                              "class=\"maybe\">Utrecht <small>possible name</small></mark>, zei ");
    check_contains(html.data, "3 names or possible names are marked.");
    check_contains(html.data, "<h3>What goes well in this alliance?</h3>");
    sam_buf_clear(&html);
    sam_html_open_answers(&page, &f.results->alliances[5]);
    check_contains(html.data, "<li>Korte lijnen &lt;b&gt;</li>");
    check_contains(html.data, "No names were found.");
    sam_buf_clear(&html);
    sam_html_open_answers(&page, &f.results->alliances[1]);
    check_contains(html.data, "Nobody wrote anything");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_marked_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
