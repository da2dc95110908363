#include "report/canvas_svg.h"

#include "support/markup.h"
#include "support/support.h"

static void shapes_become_elements(void **state) {
    (void)state;
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    struct sam_canvas canvas = sam_canvas_svg(&html);
    canvas.open(canvas.state, "bar", 20, 10, "a & b");
    canvas.rect(canvas.state, 0.5, 1, 2.25, 3, &(struct sam_ink){.stroke = "#123456", .width = 1});
    canvas.line(canvas.state, 1, 2, 3, 4,
                &(struct sam_ink){.stroke = "#000000", .width = 2.5, .dashed = true});
    canvas.circle(canvas.state, 5, 6, 7,
                  &(struct sam_ink){.fill = "#ffffff", .stroke = "#000000", .width = 1.5});
    canvas.text(canvas.state, 1, 2, SAM_MIDDLE, SAM_LETTERS_BOLD, "<1>");
    canvas.text(canvas.state, -0.01, 2, SAM_START, SAM_LETTERS, "x");
    canvas.close(canvas.state);
    sam_check_markup(html.data);
    assert_string_equal(
        html.data,
        "<svg class=\"bar\" role=\"img\" width=\"20\" height=\"10\" viewBox=\"0 0 20 10\">"
        "<title>a &amp; b</title>"
        "<rect x=\"0.5\" y=\"1\" width=\"2.3\" height=\"3\" fill=\"none\" stroke=\"#123456\"/>"
        "<line x1=\"1\" y1=\"2\" x2=\"3\" y2=\"4\" stroke=\"#000000\" stroke-width=\"2.5\" "
        "stroke-dasharray=\"3 2\"/>"
        "<circle cx=\"5\" cy=\"6\" r=\"7\" fill=\"#ffffff\" stroke=\"#000000\" "
        "stroke-width=\"1.5\"/>"
        "<text x=\"1\" y=\"2\" text-anchor=\"middle\" class=\"v\">&lt;1&gt;</text>"
        "<text x=\"0\" y=\"2\">x</text></svg>");
    sam_buf_fini(&html);
}

static void patterns_are_there_to_refer_to(void **state) {
    (void)state;
    struct sam_buf html;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    struct sam_canvas canvas = sam_canvas_svg(&html);
    sam_canvas_svg_patterns(&html);
    check_contains(html.data, "id=\"striped\"");
    check_contains(html.data, "id=\"lined\"");
    canvas.rect(canvas.state, 0, 0, 1, 1,
                &(struct sam_ink){.fill = "#aaaaaa", .pattern = SAM_STRIPED});
    check_contains(html.data, "fill=\"#aaaaaa\"/><rect x=\"0\" y=\"0\" width=\"1\" height=\"1\" "
                              "fill=\"url(#striped)\"/>");
    canvas.rect(canvas.state, 0, 0, 1, 1, &(struct sam_ink){.pattern = SAM_LINED});
    check_contains(html.data, "fill=\"url(#lined)\"/>");
    sam_check_markup(html.data);
    sam_buf_fini(&html);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_become_elements),
        cmocka_unit_test(patterns_are_there_to_refer_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
