#include "workbook_fixture.h"

static void every_chart_has_words_for_who_cannot_see_it(void **state) {
    (void)state;
    struct fixture f;
    char *folder = sam_temporary_folder();
    fixture_init(&f, NULL, 0, 1, true);
    char *path = fixture_workbook(&f, true, SAM_EN, folder, "a.xlsx");
    unsigned charts = (unsigned)f.questionnaire->scale_count + 2;
    char *drawing = zip_member(path, "xl/drawings/drawing1.xml");
    assert_int_equal(sam_count_of(drawing, "<xdr:graphicFrame"), charts);
    assert_int_equal(sam_count_of(drawing, "descr=\""), charts);
    free(drawing);
    char *chart = zip_member(path, "xl/charts/chart2.xml");
    check_contains(chart, "<c:max val=\"5\"/>");
    check_contains(chart, "<c:min val=\"1\"/>");
    check_contains(chart, "Scores!$V$"); /* mean - low, hidden */
    free(chart);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void any_number_of_points_has_colours(void **state) {
    (void)state;
    struct fixture f;
    char *folder = sam_temporary_folder();
    fixture_init(&f, FIXTURE_SMALL, 0, 1, true);
    char *path = fixture_workbook(&f, true, SAM_EN, folder, "a.xlsx");
    char *chart = zip_member(path, "xl/charts/chart2.xml");
    assert_int_equal(sam_count_of(chart, "<c:ser>"), 5); /* four points and don't know */
    check_contains(chart, "B35806");
    check_contains(chart, "2166AC");
    check_contains(chart, "<a:pattFill");
    free(chart);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_chart_has_words_for_who_cannot_see_it),
        cmocka_unit_test(any_number_of_points_has_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
