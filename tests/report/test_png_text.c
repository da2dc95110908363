#include "report/png_text.h"

#include "support/support.h"

#include <cairo.h>
#include <string.h>

static cairo_status_t take(void *context, const unsigned char *data, unsigned length) {
    return sam_buf_append(context, data, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

struct reading {
    const struct sam_buf *png;
    size_t at;
};

static cairo_status_t give(void *context, unsigned char *data, unsigned length) {
    struct reading *reading = context;
    if (reading->at + length > reading->png->length) {
        return CAIRO_STATUS_READ_ERROR;
    }
    memcpy(data, reading->png->data + reading->at, length);
    reading->at += length;
    return CAIRO_STATUS_SUCCESS;
}

/* libpng, below Cairo, refuses a chunk whose checksum is wrong. */
static void a_picture_with_words_is_still_one(void **state) {
    (void)state;
    struct sam_buf png;
    sam_buf_init(&png, SAM_BUF_UNLIMITED);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 7, 3);
    assert_int_equal(cairo_surface_write_to_png_stream(surface, take, &png), CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
    assert_true(sam_png_add_text(&png, "Title", "De alliantie \xC3\xA9\xC3\xA9n"));
    assert_true(sam_png_add_text(&png, "Description", ""));
    static const char chunk[] = "\0\0\0\x1C"
                                "iTXtTitle\0\0\0\0\0De alliantie \xC3\xA9\xC3\xA9n";
    assert_non_null(memmem(png.data, png.length, chunk, sizeof chunk - 1));
    struct reading reading = {&png, 0};
    surface = cairo_image_surface_create_from_png_stream(give, &reading);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    assert_int_equal(cairo_image_surface_get_width(surface), 7);
    cairo_surface_destroy(surface);
    sam_buf_fini(&png);
}

static void another_file_stays_as_it_is(void **state) {
    (void)state;
    struct sam_buf text;
    sam_buf_init(&text, 1000);
    sam_buf_text(&text, "no picture at all, however long the text of it may be");
    assert_false(sam_png_add_text(&text, "Title", "x"));
    check_contains(text.data, "may be");
    sam_buf_clear(&text);
    assert_false(sam_png_add_text(&text, "Title", "x"));
    sam_buf_fini(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_with_words_is_still_one),
        cmocka_unit_test(another_file_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
