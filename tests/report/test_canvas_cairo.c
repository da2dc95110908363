#include "report/canvas_cairo.h"

#include "support/support.h"

#include <string.h>

enum { SIZE = 60 };

static unsigned pixel(cairo_surface_t *surface, int x, int y) {
    cairo_surface_flush(surface);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    unsigned value = 0;
    memcpy(&value, data + y * cairo_image_surface_get_stride(surface) + 4 * x, sizeof value);
    return value & 0xFFFFFF;
}

static void shapes_land_where_the_drawing_is_placed(void **state) {
    (void)state;
    struct sam_buf words;
    sam_buf_init(&words, 1000);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIZE, SIZE);
    struct sam_cairo_place place = {
        .cairo = cairo_create(surface), .x = 10, .y = 20, .words = &words};
    struct sam_canvas canvas = sam_canvas_cairo(&place);
    canvas.open(canvas.state, "test", 40, 40, "What it shows");
    canvas.rect(canvas.state, 0, 0, 10, 10, &(struct sam_ink){.fill = "#2166ac"});
    canvas.circle(canvas.state, 25, 5, 4, &(struct sam_ink){.fill = "#ff0000"});
    canvas.line(canvas.state, 0, 20, 30, 20, &(struct sam_ink){.stroke = "#00ff00", .width = 4});
    canvas.close(canvas.state);
    assert_int_equal(pixel(surface, 15, 25), 0x2166ac);
    assert_int_equal(pixel(surface, 5, 25), 0);
    assert_int_equal(pixel(surface, 35, 25), 0xff0000);
    assert_int_equal(pixel(surface, 20, 40), 0x00ff00);
    assert_string_equal(words.data, "What it shows\n");
    cairo_destroy(place.cairo);
    cairo_surface_destroy(surface);
    sam_buf_fini(&words);
}

static void patterns_differ_without_colour(void **state) {
    (void)state;
    unsigned light[3] = {0};
    for (int pattern = SAM_PLAIN; pattern <= SAM_LINED; pattern++) {
        cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIZE, SIZE);
        struct sam_cairo_place place = {.cairo = cairo_create(surface)};
        struct sam_canvas canvas = sam_canvas_cairo(&place);
        canvas.rect(canvas.state, 0, 0, SIZE, SIZE,
                    &(struct sam_ink){.fill = "#404040", .pattern = (enum sam_pattern)pattern});
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                light[pattern] += (pixel(surface, x, y) & 0xFF) > 0x70;
            }
        }
        cairo_destroy(place.cairo);
        cairo_surface_destroy(surface);
    }
    assert_int_equal(light[SAM_PLAIN], 0);
    assert_true(light[SAM_STRIPED] > 500);
    assert_true(light[SAM_LINED] > 500);
    assert_true(light[SAM_STRIPED] != light[SAM_LINED]);
}

static void long_text_is_broken_into_lines(void **state) {
    (void)state;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIZE, SIZE);
    cairo_t *cairo = cairo_create(surface);
    struct sam_block block = {0, 0, 1000, 12, false, SAM_START, "#ffffff"};
    double one = sam_cairo_block(cairo, &block, "a b c d e f g h i j k l", false);
    assert_true(one > 10 && one < 25);
    block.width = 30;
    assert_true(sam_cairo_block(cairo, &block, "a b c d e f g h i j k l", false) > 2 * one);
    assert_int_equal(pixel(surface, 3, 8), 0); /* only measured */
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_land_where_the_drawing_is_placed),
        cmocka_unit_test(patterns_differ_without_colour),
        cmocka_unit_test(long_text_is_broken_into_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
