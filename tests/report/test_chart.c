#include "report/chart.h"

#include "support/markup.h"
#include "support/support.h"

#include <string.h>

/* "DRAW_CALL gives exactly this" */
static void check_drawn(struct sam_buf *html, const char *expected) {
    assert_string_equal(html->data, expected);
    sam_check_markup(html->data);
    sam_buf_clear(html);
}

static void a_bar_is_as_long_as_its_share(void **state) {
    (void)state;
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    sam_chart_bar(&html, &(struct sam_chart_bar){.share = 0.5,
                                                 .fill = SAM_FILL_SOLID,
                                                 .label = "50",
                                                 .title = "norming: profile 50"});
    check_drawn(&html,
                "<svg class=\"bar\" role=\"img\" width=\"142\" height=\"20\" viewBox=\"0 0 142 "
                "20\"><title>norming: profile 50</title><rect x=\".5\" y=\"3.5\" width=\"96\" "
                "height=\"13\" fill=\"none\" stroke=\"#c4c4c4\"/><rect x=\".5\" y=\"3.5\" "
                "width=\"48.0\" height=\"13\" fill=\"#2166ac\" stroke=\"#2166ac\"/><text "
                "x=\"102.0\" y=\"14.5\">50</text></svg>");
    sam_chart_bar(&html, &(struct sam_chart_bar){
                             .share = 1.5, .fill = SAM_FILL_HATCHED, .label = "", .title = ""});
    check_contains(html.data, "width=\"96.0\" height=\"13\" fill=\"url(#lines)\"");
    sam_buf_fini(&html);
}

static void a_dot_has_its_interval(void **state) {
    (void)state;
    const double bounds[] = {3};
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    struct sam_chart_dot chart = {.points = 5,
                                  .value = 3,
                                  .low = 2,
                                  .high = 4,
                                  .has_interval = true,
                                  .bounds = bounds,
                                  .bound_count = 1,
                                  .label = "3,0",
                                  .title = "t"};
    sam_chart_dot(&html, &chart);
    sam_check_markup(html.data);
    check_contains(html.data, "<path d=\"M65.0 20H167.0M65.0 15v10M167.0 15v10\"");
    check_contains(html.data, "<circle cx=\"116.0\" cy=\"20\" r=\"5\" fill=\"#053061\"");
    check_contains(html.data, "<path d=\"M116.0 12V30\" stroke=\"#8a8a8a\" stroke-dasharray");
    check_contains(html.data, "text-anchor=\"middle\">3,0</text>");
    assert_int_equal(sam_count_of(html.data, "class=\"t\""), 5);
    sam_buf_clear(&html);
    chart.has_interval = false;
    sam_chart_dot(&html, &chart);
    check_contains(html.data, "fill=\"#fff\" stroke=\"#053061\"");
    assert_null(strstr(html.data, "stroke=\"#2166ac\""));
    sam_buf_fini(&html);
}

static void disagreement_lies_left_and_is_hatched(void **state) {
    (void)state;
    const size_t counts[] = {1, 0, 2, 0, 1};
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    sam_chart_answers(&html, &(struct sam_chart_answers){
                                 .points = 5, .counts = counts, .apart = "2 d.k.", .title = "t"});
    sam_check_markup(html.data);
    /* 105 px are 4 answers: the middle two lie half on either side of x = 105 */
    check_contains(html.data, "<rect x=\"52.5\" y=\"2\" width=\"26.2\" height=\"18\" "
                              "fill=\"#b35806\"");
    check_contains(html.data, "<rect x=\"78.8\" y=\"2\" width=\"52.5\" height=\"18\" "
                              "fill=\"#dcdcdc\"");
    check_contains(html.data, "<rect x=\"131.2\" y=\"2\" width=\"26.2\" height=\"18\" "
                              "fill=\"#2166ac\"");
    assert_int_equal(sam_count_of(html.data, "url(#hatch)"), 1);
    check_contains(html.data, ">2 d.k.</text>");
    sam_buf_fini(&html);
}

static void an_even_scale_has_no_middle(void **state) {
    (void)state;
    const size_t counts[] = {0, 3, 1, 0};
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    sam_chart_answers(&html,
                      &(struct sam_chart_answers){.points = 4, .counts = counts, .title = "t"});
    check_contains(html.data, "<rect x=\"26.2\" y=\"2\" width=\"78.8\"");
    check_contains(html.data, "<rect x=\"105.0\" y=\"2\" width=\"26.2\"");
    assert_null(strstr(html.data, "#dcdcdc"));
    assert_null(strstr(html.data, "stroke-dasharray"));
    sam_buf_fini(&html);
}

static void nobody_answered_draws_no_bar(void **state) {
    (void)state;
    const size_t counts[11] = {0};
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    for (int points = 2; points <= 11; points++) {
        sam_chart_answers(
            &html, &(struct sam_chart_answers){
                       .points = points, .counts = counts, .apart = "3 w.n.", .title = "<&>"});
        sam_check_markup(html.data);
        assert_int_equal(sam_count_of(html.data, "<rect"), 1);
        check_contains(html.data, "<title>&lt;&amp;&gt;</title>");
        sam_buf_clear(&html);
    }
    sam_buf_fini(&html);
}

static void every_cell_is_small(void **state) {
    (void)state;
    const size_t counts[11] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    sam_chart_answers(&html, &(struct sam_chart_answers){
                                 .points = 5, .counts = counts, .apart = "1", .title = ""});
    assert_in_range(html.length, 300, 1600);
    sam_buf_clear(&html);
    sam_chart_patterns(&html);
    sam_check_markup(html.data);
    check_contains(html.data, "id=\"hatch\"");
    check_contains(html.data, "id=\"lines\"");
    sam_buf_fini(&html);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_is_as_long_as_its_share),
        cmocka_unit_test(a_dot_has_its_interval),
        cmocka_unit_test(disagreement_lies_left_and_is_hatched),
        cmocka_unit_test(an_even_scale_has_no_middle),
        cmocka_unit_test(nobody_answered_draws_no_bar),
        cmocka_unit_test(every_cell_is_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
