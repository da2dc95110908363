#include "report/chart_overall.h"

#include "report/canvas_svg.h"
#include "support/markup.h"
#include "support/support.h"

static void days_step_up_to_the_total(void **state) {
    (void)state;
    static const double at[] = {0, 1, 10};
    static const size_t sum[] = {5, 20, 30};
    struct sam_buf html;
    sam_buf_init(&html, 100000);
    struct sam_canvas canvas = sam_canvas_svg(&html);
    struct sam_chart_days chart = {.count = 3,
                                   .at = at,
                                   .sum = sum,
                                   .most = 40,
                                   .most_label = "40 invited",
                                   .last_label = "30 answered",
                                   .first_day = "2026-03-02",
                                   .last_day = "2026-03-12",
                                   .title = "words"};
    sam_chart_days(&canvas, &chart);
    sam_check_markup(html.data);
    check_contains(html.data, "<title>words</title>");
    check_contains(html.data, "40 invited");
    check_contains(html.data, "30 answered");
    check_contains(html.data, "2026-03-12");
    /* one tenth of the way, half the height: 20 of 40 */
    check_contains(html.data, "x1=\"86\" y1=\"142.8\" x2=\"86\" y2=\"91\"");
    /* one day alone stands at the start */
    sam_buf_clear(&html);
    chart.count = 1;
    chart.most = 5;
    chart.most_label = NULL;
    sam_chart_days(&canvas, &chart);
    sam_check_markup(html.data);
    assert_int_equal(sam_count_of(html.data, "2026-03-12"), 0);
    sam_buf_fini(&html);
}

static void every_link_is_a_line(void **state) {
    (void)state;
    static const char *const left[] = {"A", "B <&>"};
    static const char *const right[] = {"one", "two", "three"};
    static const size_t links[][2] = {{0, 0}, {1, 0}, {1, 2}};
    struct sam_buf html;
    sam_buf_init(&html, 100000);
    struct sam_canvas canvas = sam_canvas_svg(&html);
    const struct sam_chart_network chart = {.left = left,
                                            .right = right,
                                            .left_count = 2,
                                            .right_count = 3,
                                            .links = links,
                                            .link_count = 3,
                                            .title = "one: A, B"};
    check_rel(sam_chart_network_height(&chart), 3 * SAM_CHART_NETWORK_ROW + 16, 0);
    sam_chart_network(&canvas, &chart);
    sam_check_markup(html.data);
    assert_int_equal(sam_count_of(html.data, "stroke-width=\"1.5\""), 3 + 3);
    assert_int_equal(sam_count_of(html.data, "<circle"), 5);
    check_contains(html.data, "B &lt;&amp;&gt;");
    sam_buf_fini(&html);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_step_up_to_the_total),
        cmocka_unit_test(every_link_is_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
