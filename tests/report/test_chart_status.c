#include "report/chart.h"

#include "report/canvas_svg.h"
#include "support/markup.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void draw(const size_t *of, const char *const *key, struct sam_buf *svg) {
    sam_buf_init(svg, SAM_BUF_UNLIMITED);
    struct sam_canvas canvas = sam_canvas_svg(svg);
    sam_chart_status(&canvas,
                     &(struct sam_chart_status){.of = of, .key = key, .title = "3 done; 1 <late>"});
    sam_check_markup(svg->data);
}

/* Each kind has a look of its own, and its number under it. */
static void parts_are_told_apart(void **state) {
    (void)state;
    static const size_t of[] = {213, 30, 10, 23};
    static const char *const key[] = {"213 done", "30 late", "10 stopped", "23 unclear"};
    static const char *const looks[] = {"fill=\"#2166ac\"", "fill=\"#b9d7ea\"", "url(#lined)",
                                        "stroke-dasharray"};
    struct sam_buf svg;
    draw(of, key, &svg);
    for (size_t i = 0; i < 4; i++) {
        check_contains(svg.data, looks[i]);
        check_contains(svg.data, key[i]);
    }
    check_contains(svg.data, ">213</text>");
    check_contains(svg.data, "<title>3 done; 1 &lt;late&gt;</title>");
    sam_buf_fini(&svg);
}

/* Where the texts begin. */
static size_t places(const char *svg, double *x) {
    size_t count = 0;
    for (const char *at = svg; (at = strstr(at, "<text x=\"")) != NULL; count++) {
        at += strlen("<text x=\"");
        x[count] = strtod(at, NULL);
    }
    return count;
}

/* Numbers of narrow parts don't stand on one another, and stay within the drawing. */
static void numbers_keep_apart(void **state) {
    (void)state;
    static const size_t all[][4] = {{97, 1, 1, 1}, {1, 1, 1, 97}, {1, 97, 1, 1}, {1, 0, 98, 1}};
    for (size_t i = 0; i < 4; i++) {
        struct sam_buf svg;
        double x[8];
        draw(all[i], NULL, &svg);
        size_t count = places(svg.data, x);
        assert_int_equal(count, i == 3 ? 3 : 4);
        for (size_t k = 0; k < count; k++) {
            assert_true(x[k] >= 4 && x[k] <= SAM_CHART_STATUS_WIDTH - 4);
            assert_true(k == 0 || x[k] - x[k - 1] >= 18);
        }
        sam_buf_fini(&svg);
    }
}

static void nothing_to_show(void **state) {
    (void)state;
    static const size_t of[4] = {0};
    struct sam_buf svg;
    draw(of, NULL, &svg);
    assert_null(strstr(svg.data, "<rect"));
    sam_buf_fini(&svg);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(parts_are_told_apart),
                                       cmocka_unit_test(numbers_keep_apart),
                                       cmocka_unit_test(nothing_to_show)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
