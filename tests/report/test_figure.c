#include "report/figure.h"

#include "fixture.h"

#include "base/file.h"
#include "report/chart.h"

#include <unistd.h>

static void draw(struct sam_figure *figure) {
    sam_figure_title(figure, "A title <&>");
    sam_figure_note(figure, "A note");
    sam_figure_heading(figure, "Heading", "left", "right");
    sam_figure_row(figure, "Row one", "small", SAM_CHART_BAR_HEIGHT);
    sam_figure_at(figure, 0, SAM_CHART_BAR_HEIGHT);
    sam_chart_bar(&figure->canvas,
                  &(struct sam_chart_bar){.share = 0.5, .label = "50", .title = "half"});
    sam_figure_row_end(figure);
}

static void read_all(const char *stem, const char *ending, struct sam_buf *bytes) {
    struct sam_buf path;
    struct sam_err err = {0};
    sam_buf_init(&path, 1000);
    sam_buf_printf(&path, "%s.%s", stem, ending);
    sam_buf_clear(bytes);
    if (sam_file_read(path.data, bytes, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    sam_buf_fini(&path);
}

static void four_files_say_the_same(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    struct sam_buf bytes;
    char *folder = sam_temporary_folder();
    char *stem = sam_path_join(folder, "sub/figure.en");
    fixture_init(&f, NULL, 0, 1, true);
    sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
    const struct sam_figure what = {.results = f.results, .lang = SAM_EN};
    if (sam_figure_write(&what, draw, stem, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    read_all(stem, "txt", &bytes);
    check_contains(bytes.data, "A title <&>\nA note\nHeading\nRow one\nsmall\nhalf\nSIMULATED");
    check_contains(bytes.data, "samenscan 1.2.3");
    read_all(stem, "svg", &bytes);
    check_contains(bytes.data, "role=\"img\" xml:lang=\"en\"");
    check_contains(bytes.data, "<title id=\"title\">A title &lt;&amp;&gt;</title>");
    check_contains(bytes.data, "half");
    assert_null(strstr(bytes.data, "<image")); /* drawn, not pictures */
    char *root = strstr(bytes.data, "<svg ");
    assert_non_null(root);
    sam_check_markup(root);
    read_all(stem, "png", &bytes);
    assert_memory_equal(bytes.data, "\x89PNG", 4);
    read_all(stem, "pdf", &bytes);
    assert_memory_equal(bytes.data, "%PDF", 4);
    free(stem);
    sam_buf_fini(&bytes);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void same_results_same_bytes(void **state) {
    (void)state;
    static const char *const endings[] = {"svg", "png", "pdf", "txt"};
    struct fixture f;
    struct sam_err err = {0};
    struct sam_buf one;
    struct sam_buf other;
    char *folder = sam_temporary_folder();
    char *a = sam_path_join(folder, "a");
    char *b = sam_path_join(folder, "b");
    fixture_init(&f, NULL, 0, 1, true);
    sam_buf_init(&one, SAM_BUF_UNLIMITED);
    sam_buf_init(&other, SAM_BUF_UNLIMITED);
    const struct sam_figure what = {.results = f.results, .lang = SAM_EN};
    assert_int_equal(sam_figure_write(&what, draw, a, &err), SAM_OK);
    assert_int_equal(sam_figure_write(&what, draw, b, &err), SAM_OK);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        read_all(a, endings[i], &one);
        read_all(b, endings[i], &other);
        assert_int_equal(one.length, other.length);
        assert_memory_equal(one.data, other.data, one.length);
    }
    assert_int_equal(sam_figure_write(&what, draw, "/proc/nowhere/x", &err), SAM_E_IO);
    check_contains(err.text, "/proc/nowhere");
    free(a);
    free(b);
    sam_buf_fini(&one);
    sam_buf_fini(&other);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_files_say_the_same),
        cmocka_unit_test(same_results_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
