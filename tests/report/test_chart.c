#include "report/chart.h"

#include "report/canvas_svg.h"
#include "support/markup.h"
#include "support/support.h"

#include <string.h>

struct drawing {
    struct sam_buf html;
    struct sam_canvas canvas;
};

static void drawing_init(struct drawing *d) {
    sam_buf_init(&d->html, SAM_BUF_UNLIMITED);
    d->canvas = sam_canvas_svg(&d->html);
}

/* What was drawn since the last look. */
static const char *drawn(struct drawing *d) {
    static char copy[8000];
    assert_true(d->html.length < sizeof copy);
    memcpy(copy, d->html.data, d->html.length + 1);
    sam_check_markup(copy);
    sam_buf_clear(&d->html);
    return copy;
}

static void a_bar_is_as_long_as_its_share(void **state) {
    (void)state;
    struct drawing d;
    drawing_init(&d);
    sam_chart_bar(&d.canvas, &(struct sam_chart_bar){.share = 0.5,
                                                     .pattern = SAM_PLAIN,
                                                     .label = "50",
                                                     .title = "norming: profile 50"});
    const char *svg = drawn(&d);
    check_contains(svg, "<title>norming: profile 50</title>");
    check_contains(svg, "width=\"48\" height=\"13\" fill=\"#2166ac\"");
    check_contains(svg, "<text x=\"102\" y=\"14.5\">50</text>");
    sam_chart_bar(&d.canvas, &(struct sam_chart_bar){
                                 .share = 1.5, .pattern = SAM_LINED, .label = "", .title = ""});
    check_contains(drawn(&d), "width=\"96\" height=\"13\" fill=\"url(#lined)\"");
    sam_buf_fini(&d.html);
}

static void a_dot_has_its_interval_and_its_count(void **state) {
    (void)state;
    const double bounds[] = {3};
    struct drawing d;
    drawing_init(&d);
    struct sam_chart_dot chart = {.points = 5,
                                  .value = 3,
                                  .low = 2,
                                  .high = 4,
                                  .has_interval = true,
                                  .bounds = bounds,
                                  .bound_count = 1,
                                  .label = "3,0",
                                  .count = "n = 4",
                                  .title = "t"};
    sam_chart_dot(&d.canvas, &chart);
    const char *svg = drawn(&d);
    check_contains(svg, "<line x1=\"65\" y1=\"20\" x2=\"167\" y2=\"20\" stroke=\"#2166ac\"");
    check_contains(svg, "<circle cx=\"116\" cy=\"20\" r=\"5\" fill=\"#053061\"");
    check_contains(svg, "<line x1=\"116\" y1=\"12\" x2=\"116\" y2=\"30\" stroke=\"#8a8a8a\"");
    check_contains(svg, "class=\"v\">3,0</text>");
    check_contains(svg, ">n = 4</text>");
    assert_int_equal(sam_count_of(svg, "class=\"t\""), 5 + 1);
    chart.has_interval = false;
    chart.count = NULL;
    sam_chart_dot(&d.canvas, &chart);
    svg = drawn(&d);
    check_contains(svg, "fill=\"#ffffff\" stroke=\"#053061\"");
    assert_null(strstr(svg, "stroke=\"#2166ac\""));
    sam_buf_fini(&d.html);
}

static void disagreement_lies_left_and_is_striped(void **state) {
    (void)state;
    const size_t counts[] = {1, 0, 2, 0, 1};
    struct drawing d;
    drawing_init(&d);
    sam_chart_answers(&d.canvas,
                      &(struct sam_chart_answers){
                          .points = 5, .counts = counts, .apart = "2 d.k.", .title = "t"});
    const char *svg = drawn(&d);
    /* 105 px are 4 answers: the middle two lie half on either side of x = 105 */
    check_contains(svg, "<rect x=\"52.5\" y=\"2\" width=\"26.3\" height=\"18\" fill=\"#b35806\"");
    check_contains(svg, "<rect x=\"78.8\" y=\"2\" width=\"52.5\" height=\"18\" fill=\"#dcdcdc\"");
    check_contains(svg, "<rect x=\"131.3\" y=\"2\" width=\"26.3\" height=\"18\" fill=\"#2166ac\"");
    assert_int_equal(sam_count_of(svg, "url(#striped)"), 1);
    check_contains(svg, ">2 d.k.</text>");
    sam_buf_fini(&d.html);
}

static void an_even_scale_has_no_middle(void **state) {
    (void)state;
    const size_t counts[] = {0, 3, 1, 0};
    struct drawing d;
    drawing_init(&d);
    sam_chart_answers(&d.canvas,
                      &(struct sam_chart_answers){.points = 4, .counts = counts, .title = "t"});
    const char *svg = drawn(&d);
    check_contains(svg, "<rect x=\"26.3\" y=\"2\" width=\"78.8\"");
    check_contains(svg, "<rect x=\"105\" y=\"2\" width=\"26.3\"");
    assert_null(strstr(svg, "#dcdcdc"));
    assert_null(strstr(svg, "stroke-dasharray"));
    sam_buf_fini(&d.html);
}

static void nobody_answered_draws_no_bar(void **state) {
    (void)state;
    const size_t counts[11] = {0};
    struct drawing d;
    drawing_init(&d);
    for (int points = 2; points <= 11; points++) {
        sam_chart_answers(
            &d.canvas, &(struct sam_chart_answers){
                           .points = points, .counts = counts, .apart = "3 w.n.", .title = "<&>"});
        const char *svg = drawn(&d);
        assert_int_equal(sam_count_of(svg, "<rect"), 1);
        check_contains(svg, "<title>&lt;&amp;&gt;</title>");
    }
    sam_buf_fini(&d.html);
}

static void a_change_stands_beside_zero_with_its_margin(void **state) {
    (void)state;
    struct drawing d;
    drawing_init(&d);
    struct sam_chart_change chart = {.range = 4,
                                     .value = 2,
                                     .margin = 1,
                                     .has_margin = true,
                                     .label = "+2,0",
                                     .down = "lager",
                                     .up = "hoger",
                                     .title = "t"};
    sam_chart_change(&d.canvas, &chart);
    const char *svg = drawn(&d);
    /* 204 px are -4 .. 4 from x = 14: +2 at 167, a margin of 1 is 25.5 */
    check_contains(svg, "<circle cx=\"167\"");
    check_contains(svg, "<line x1=\"141.5\" y1=\"20\" x2=\"192.5\" y2=\"20\"");
    check_contains(svg, ">hoger</text>");
    chart.has_margin = false;
    chart.value = -9; /* at the edge, not beyond */
    sam_chart_change(&d.canvas, &chart);
    svg = drawn(&d);
    check_contains(svg, "<circle cx=\"14\"");
    assert_null(strstr(svg, "#2166ac"));
    sam_buf_fini(&d.html);
}

static void a_gap_names_both_sides(void **state) {
    (void)state;
    struct drawing d;
    drawing_init(&d);
    struct sam_chart_gap chart = {.points = 5,
                                  .first = 5,
                                  .second = 2,
                                  .first_label = "lead 5.0",
                                  .second_label = "others 2.0",
                                  .title = "t"};
    sam_chart_gap(&d.canvas, &chart);
    const char *svg = drawn(&d);
    check_contains(svg, "<line x1=\"218\" y1=\"31\" x2=\"65\" y2=\"31\"");
    check_contains(svg, ">lead 5.0</text>");
    check_contains(svg, ">others 2.0</text>");
    assert_int_equal(sam_count_of(svg, "<circle"), 2);
    assert_int_equal(sam_count_of(svg, "fill=\"#ffffff\" stroke=\"#053061\""), 1);
    sam_buf_fini(&d.html);
}

static void every_cell_is_small(void **state) {
    (void)state;
    const size_t counts[11] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    struct drawing d;
    drawing_init(&d);
    sam_chart_answers(&d.canvas, &(struct sam_chart_answers){
                                     .points = 5, .counts = counts, .apart = "1", .title = ""});
    assert_in_range(d.html.length, 300, 1700);
    sam_buf_fini(&d.html);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_is_as_long_as_its_share),
        cmocka_unit_test(a_dot_has_its_interval_and_its_count),
        cmocka_unit_test(disagreement_lies_left_and_is_striped),
        cmocka_unit_test(an_even_scale_has_no_middle),
        cmocka_unit_test(nobody_answered_draws_no_bar),
        cmocka_unit_test(a_change_stands_beside_zero_with_its_margin),
        cmocka_unit_test(a_gap_names_both_sides),
        cmocka_unit_test(every_cell_is_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
