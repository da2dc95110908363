#include "report/chart.h"

#include "report/canvas_svg.h"
#include "support/markup.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static const char *draw(struct sam_buf *html) {
    sam_check_markup(html->data);
    return html->data;
}

static void a_dot_for_each_wave(void **state) {
    (void)state;
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    struct sam_canvas canvas = sam_canvas_svg(&html);
    const struct sam_chart_wave waves[] = {
        {"2018", true, true, false, 5, 4, 5, "5,0", "n = 4"},
        {"2020", false, false, false, 0, 0, 0, NULL, NULL},
        {"2022", true, true, true, 3, 2, 4, "3,0", "n = 3"},
        {"2025", true, false, false, 1, 0, 0, "1,0", "n = 1"},
    };
    sam_chart_waves(&canvas, &(struct sam_chart_waves){5, waves, 4, "Synergie: & meer"});
    const char *svg = draw(&html);
    check_contains(svg, "<title>Synergie: &amp; meer</title>");
    check_contains(svg, ">2018</text>");
    check_contains(svg, ">n = 3</text>");
    check_contains(svg, "\xE2\x80\x93</text>");
    /* 5 is at the top, 1 at the bottom; filled, hollow (other statements), hollow (no interval). */
    check_contains(svg, "cy=\"18\" r=\"5\" fill=\"#053061\"");
    check_contains(svg, "cy=\"48\" r=\"5\" fill=\"#ffffff\"");
    check_contains(svg, "cy=\"78\" r=\"5\" fill=\"#ffffff\"");
    /* Only waves next to each other with a score are joined. */
    const char *dashed = strstr(svg, "dasharray");
    assert_non_null(dashed);
    assert_null(strstr(dashed + 1, "dasharray"));
    sam_buf_fini(&html);
}

static void eleven_points_have_every_second_number(void **state) {
    (void)state;
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    struct sam_canvas canvas = sam_canvas_svg(&html);
    sam_chart_waves(&canvas, &(struct sam_chart_waves){11, NULL, 0, "nothing"});
    check_contains(draw(&html), ">11</text>");
    assert_null(strstr(html.data, ">10</text>"));
    sam_buf_fini(&html);
}

static void cells_are_as_wide_as_their_shares(void **state) {
    (void)state;
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    struct sam_canvas canvas = sam_canvas_svg(&html);
    const struct sam_chart_phase_wave waves[] = {
        {"2020",
         {0.5, 0.25, 0.245, 0.005},
         {"F 50 %", "S 25 %", "N 24 %", "P < 1 %"},
         {"F", "S", "N", "P"},
         NULL},
        {"2025",
         {0.94, 0.06, 0, 0},
         {"F 94 %", "S 6 %", "N 0 %", "P 0 %"},
         {"F", "S", "N", "P"},
         NULL},
        {"2027", {0}, {NULL}, {NULL}, "no phase"},
    };
    sam_chart_phases(&canvas, &(struct sam_chart_phases){waves, 3, "F forming", "phases"});
    const char *svg = draw(&html);
    check_contains(svg, "width=\"106\" height=\"18\"");
    check_contains(svg, ">F 50 %</text>");
    check_contains(svg, ">S</text>"); /* 6 % is too narrow for more */
    assert_null(strstr(svg, ">P"));
    assert_null(strstr(svg, ">N 0"));
    check_contains(svg, ">no phase</text>");
    check_contains(svg, ">F forming</text>");
    sam_buf_fini(&html);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dot_for_each_wave),
        cmocka_unit_test(eleven_points_have_every_second_number),
        cmocka_unit_test(cells_are_as_wide_as_their_shares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
