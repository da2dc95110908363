#include "report/canvas_picture.h"

#include "support/support.h"

#include "base/file.h"
#include "report/chart.h"

#include <stdlib.h>
#include <string.h>

static void each_drawing_is_a_file_and_an_image(void **state) {
    (void)state;
    static const struct sam_chart_bar bar = {.share = 0.5, .label = "50", .title = "half <b> & \""};
    struct sam_err err = {0};
    struct sam_buf html;
    struct sam_buf png;
    char *folder = sam_temporary_folder();
    sam_buf_init(&html, 10000);
    sam_buf_init(&png, 1000000);
    struct sam_pictures pictures = {.folder = folder, .html = &html};
    struct sam_canvas canvas;
    assert_int_equal(sam_canvas_picture(&pictures, &canvas, &err), SAM_OK);
    sam_chart_bar(&canvas, &bar);
    sam_chart_bar(&canvas, &bar);
    assert_int_equal(pictures.count, 2);
    assert_int_equal(pictures.status, SAM_OK);
    check_contains(html.data, "<img src=\"chart-1.png\" width=\"");
    check_contains(html.data, "alt=\"half &lt;b&gt; &amp; &quot;\"/>");
    char *path = sam_path_join(folder, "chart-2.png");
    assert_int_equal(sam_file_read(path, &png, &err), SAM_OK);
    assert_memory_equal(png.data, "\x89PNG", 4);
    free(path);
    sam_buf_fini(&png);
    sam_buf_fini(&html);
    sam_folder_remove(folder);
}

static void a_folder_that_cannot_be_written_is_said(void **state) {
    (void)state;
    struct sam_err err = {0};
    struct sam_buf html;
    sam_buf_init(&html, 10000);
    struct sam_pictures pictures = {.folder = "/proc/nowhere", .html = &html};
    struct sam_canvas canvas;
    assert_int_equal(sam_canvas_picture(&pictures, &canvas, &err), SAM_OK);
    sam_chart_bar(&canvas, &(struct sam_chart_bar){.label = "", .title = ""});
    assert_int_equal(pictures.status, SAM_E_IO);
    check_contains(pictures.err.text, "/proc/nowhere");
    sam_buf_fini(&html);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_drawing_is_a_file_and_an_image),
        cmocka_unit_test(a_folder_that_cannot_be_written_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
