#include "fixture.h"

#include "report/share.h"

static struct sam_cell cell(enum sam_shown shown, double value, double low, double high) {
    return (struct sam_cell){.shown = shown,
                             .n = 6,
                             .value = value,
                             .low = low,
                             .high = high,
                             .first = SAM_BAND_WORK,
                             .last = SAM_BAND_TARGET};
}

static void check_shown(const struct sam_cell *shown, size_t scale, const char *first,
                        const char *second) {
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_share_cell(&page, shown, scale, "What");
    check_contains(html.data, first);
    check_contains(html.data, second);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void a_mean_is_a_dot_without_an_interval(void **state) {
    (void)state;
    struct sam_cell mean = cell(SAM_SHOW_MEAN, 3.4, 3.35, 3.45);
    check_shown(&mean, 1, "<title>What: 3.4</title>", "fill=\"#ffffff\"");
}

static void what_is_not_exact_is_a_stretch(void **state) {
    (void)state;
    struct sam_cell mean = cell(SAM_SHOW_MEAN, 4.2, 4.15, 5);
    mean.or_higher = true;
    check_shown(&mean, 1, "<title>What: 4.2 or higher</title>", "<rect");
    struct sam_cell band = cell(SAM_SHOW_BAND, 0, 2.95, 5);
    check_shown(&band, 1, "<strong>work zone or higher (3.0 or higher)</strong>", "<rect");
}

static void nothing_says_why(void **state) {
    (void)state;
    struct sam_cell nothing = sam_cell_nothing(SAM_WITHHELD_FEW, 5);
    check_shown(&nothing, 1, "not shown: too few people", "");
}

static void favourable_is_the_other_end_where_it_should_be(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_questionnaire *q = f.results->questionnaire;
    check_rel(sam_share_favourable(q, sam_questionnaire_item(q, "s1"), 4), 4, 1e-12);
    check_rel(sam_share_favourable(q, sam_questionnaire_item(q, "f1"), 4), 2, 1e-12);
    check_rel(sam_share_favourable(q, sam_questionnaire_item(q, "t1"), 4), 2, 1e-12);
    check_rel(sam_share_strong(5), 4, 1e-12);
    check_rel(sam_share_weak(5), 3, 1e-12);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mean_is_a_dot_without_an_interval),
        cmocka_unit_test(what_is_not_exact_is_a_stretch),
        cmocka_unit_test(nothing_says_why),
        cmocka_unit_test(favourable_is_the_other_end_where_it_should_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
