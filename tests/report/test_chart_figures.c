#include "report/chart.h"

#include "report/canvas_svg.h"
#include "support/markup.h"
#include "support/support.h"

static void days_stand_where_they_fell(void **state) {
    (void)state;
    const double day[] = {100, 101, 109};
    const size_t responses[] = {2, 4, 1};
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    struct sam_canvas canvas = sam_canvas_svg(&html);
    sam_chart_days(&canvas, &(struct sam_chart_days){.day = day,
                                                     .responses = responses,
                                                     .count = 3,
                                                     .first = "1 March",
                                                     .last = "10 March",
                                                     .title = "7 responses"});
    sam_check_markup(html.data);
    /* 580 px are ten days; the tallest column is 90 high and stands on y = 112 */
    check_contains(html.data, "<rect x=\"26\" y=\"67\" width=\"26\" height=\"45\"");
    check_contains(html.data, "<rect x=\"84\" y=\"22\" width=\"26\" height=\"90\"");
    check_contains(html.data, "<rect x=\"548\"");
    check_contains(html.data, ">10 March</text>");
    sam_buf_clear(&html);
    sam_chart_days(&canvas, &(struct sam_chart_days){.first = "", .last = "", .title = ""});
    sam_check_markup(html.data);
    sam_buf_fini(&html);
}

static void shared_organisations_make_lines(void **state) {
    (void)state;
    const char *names[] = {"A", "B", "The alliance with the very long name"};
    const size_t shared[] = {0, 3, 0, 0, 0, 0, 0, 0, 0};
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    struct sam_canvas canvas = sam_canvas_svg(&html);
    struct sam_chart_network chart = {
        .names = names, .shared = shared, .count = 3, .title = "network"};
    sam_chart_network(&canvas, &chart);
    sam_check_markup(html.data);
    assert_int_equal(sam_count_of(html.data, "<line"), 1);
    check_contains(html.data, ">3</text>");
    check_contains(html.data, ">The alliance with</text>");
    check_contains(html.data, ">the very long name</text>");
    for (chart.count = 0; chart.count <= 1; chart.count++) {
        sam_chart_network(&canvas, &chart);
    }
    sam_buf_fini(&html);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_stand_where_they_fell),
        cmocka_unit_test(shared_organisations_make_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
