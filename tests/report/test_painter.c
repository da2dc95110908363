#include "report/painter.h"

#include "support/support.h"

#include <cairo.h>
#include <string.h>

enum { SIZE = 60 };

static const struct sam_painter *painter;

static bool take(void *context, const void *data, size_t length) {
    return sam_buf_append(context, data, length);
}

/* A picture that is read back: its pixels as 0xRRGGBB. */
struct picture {
    struct sam_buf png;
    struct sam_place place;
    struct sam_canvas canvas;
    unsigned pixels[SIZE][SIZE];
};

static void picture_begin(struct picture *p) {
    sam_buf_init(&p->png, SAM_BUF_UNLIMITED);
    p->place = (struct sam_place){
        .painting = painter->begin(&(struct sam_painting_plan){.kind = SAM_PAINT_PNG,
                                                               .width = SIZE,
                                                               .height = SIZE,
                                                               .scale = 1,
                                                               .take = take,
                                                               .context = &p->png})};
    p->canvas = painter->canvas(&p->place);
}

struct reading {
    const struct sam_buf *png;
    size_t at;
};

static cairo_status_t give(void *context, unsigned char *data, unsigned length) {
    struct reading *reading = context;
    assert_true(reading->at + length <= reading->png->length);
    memcpy(data, reading->png->data + reading->at, length);
    reading->at += length;
    return CAIRO_STATUS_SUCCESS;
}

static void picture_end(struct picture *p) {
    int code = -1;
    assert_null(painter->end(p->place.painting, &code));
    assert_int_equal(code, 0);
    struct reading reading = {.png = &p->png};
    cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(give, &reading);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    assert_int_equal(cairo_image_surface_get_width(surface), SIZE);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    for (int y = 0; y < SIZE; y++) {
        memcpy(p->pixels[y], data + y * cairo_image_surface_get_stride(surface),
               sizeof p->pixels[y]);
        for (int x = 0; x < SIZE; x++) {
            p->pixels[y][x] &= 0xFFFFFF;
        }
    }
    cairo_surface_destroy(surface);
    sam_buf_fini(&p->png);
}

static int load(void **state) {
    (void)state;
    struct sam_err err = {0};
    if (sam_painter_load(&painter, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    return 0;
}

static void note(void *context, const char *title) {
    sam_buf_text(context, title);
}

static void shapes_land_where_the_drawing_is_placed(void **state) {
    (void)state;
    struct sam_buf words;
    struct picture p;
    sam_buf_init(&words, 1000);
    picture_begin(&p);
    p.place.x = 10;
    p.place.y = 20;
    p.place.say = note;
    p.place.context = &words;
    void *at = p.canvas.state;
    p.canvas.open(at, "test", 40, 40, "What it shows");
    p.canvas.rect(at, 0, 0, 10, 10, &(struct sam_ink){.fill = "#2166ac"});
    p.canvas.circle(at, 25, 5, 4, &(struct sam_ink){.fill = "#ff0000"});
    p.canvas.line(at, 0, 20, 30, 20, &(struct sam_ink){.stroke = "#00ff00", .width = 4});
    p.canvas.close(at);
    picture_end(&p);
    assert_int_equal(p.pixels[25][15], 0x2166ac);
    assert_int_equal(p.pixels[25][5], 0xffffff);
    assert_int_equal(p.pixels[25][35], 0xff0000);
    assert_int_equal(p.pixels[40][20], 0x00ff00);
    assert_string_equal(words.data, "What it shows");
    sam_buf_fini(&words);
}

static void patterns_differ_without_colour(void **state) {
    (void)state;
    unsigned light[3] = {0};
    for (int pattern = SAM_PLAIN; pattern <= SAM_LINED; pattern++) {
        struct picture p;
        picture_begin(&p);
        p.canvas.rect(p.canvas.state, 0, 0, SIZE, SIZE,
                      &(struct sam_ink){.fill = "#404040", .pattern = (enum sam_pattern)pattern});
        picture_end(&p);
        for (int i = 0; i < SIZE * SIZE; i++) {
            light[pattern] += (p.pixels[i / SIZE][i % SIZE] & 0xFF) > 0x70;
        }
    }
    assert_int_equal(light[SAM_PLAIN], 0);
    assert_true(light[SAM_STRIPED] > 500);
    assert_true(light[SAM_LINED] > 500);
    assert_true(light[SAM_STRIPED] != light[SAM_LINED]);
}

static void long_text_is_broken_into_lines(void **state) {
    (void)state;
    struct picture p;
    picture_begin(&p);
    struct sam_block block = {0, 0, 1000, 12, false, SAM_START, "#000000"};
    const char *text = "a b c d e f g h i j k l";
    double one = painter->block(p.place.painting, &block, text, false);
    assert_true(one > 10 && one < 25);
    block.width = 30;
    assert_true(painter->block(p.place.painting, &block, text, false) > 2 * one);
    picture_end(&p);
    for (int i = 0; i < SIZE * SIZE; i++) {
        assert_int_equal(p.pixels[i / SIZE][i % SIZE], 0xffffff); /* only measured */
    }
}

static bool refuse(void *context, const void *data, size_t length) {
    (void)context;
    (void)data;
    (void)length;
    return false;
}

static void bytes_that_find_no_room_are_a_failure(void **state) {
    (void)state;
    for (int kind = SAM_PAINT_SVG; kind <= SAM_PAINT_PNG; kind++) {
        int code = 0;
        struct sam_painting *painting =
            painter->begin(&(struct sam_painting_plan){.kind = (enum sam_painting_kind)kind,
                                                       .width = SIZE,
                                                       .height = SIZE,
                                                       .scale = 1,
                                                       .take = refuse});
        assert_non_null(painter->end(painting, &code));
        assert_int_not_equal(code, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_land_where_the_drawing_is_placed),
        cmocka_unit_test(patterns_differ_without_colour),
        cmocka_unit_test(long_text_is_broken_into_lines),
        cmocka_unit_test(bytes_that_find_no_room_are_a_failure),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
