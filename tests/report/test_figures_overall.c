#include "figures_fixture.h"
#include "record_fixture.h"

static void alliances_stand_by_name(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    char *words = figure_words(f.results, NULL, fixture_kind(sam_figures_overall, "response"), 0);
    const char *at = words;
    for (size_t i = 0; i < f.results->alliance_count; i++) {
        at = strstr(at, f.results->alliances[f.results->by_name[i]].name);
        assert_non_null(at);
    }
    free(words);
    const struct sam_figure_kind *compare = fixture_kind(sam_figures_overall, "compare");
    assert_true(compare->count(f.results, NULL) > 1);
    words = figure_words(f.results, NULL, compare, 1);
    check_contains(words, "side by side");
    check_contains(words, "order of name");
    check_contains(words, ", interval ");
    free(words);
    fixture_fini(&f);
}

static void days_need_two_of_them(void **state) {
    (void)state;
    struct fixture f;
    struct sam_day days[] = {{"2026-02-27", 3}, {"2026-03-02", 4}};
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_figure_kind *kind = fixture_kind(sam_figures_overall, "days");
    f.results->day_count = 0;
    assert_int_equal(kind->count(f.results, NULL), 0);
    f.results->days = days;
    f.results->day_count = 1;
    assert_int_equal(kind->count(f.results, NULL), 0);
    f.results->day_count = 2;
    assert_int_equal(kind->count(f.results, NULL), 1);
    char *words = figure_words(f.results, NULL, kind, 0);
    check_contains(words, "7 responses, from ");
    free(words);
    fixture_fini(&f);
}

static void the_network_is_told_in_words(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_figure_kind *kind = fixture_kind(sam_figures_overall, "network");
    assert_int_equal(kind->count(f.results, NULL), 1);
    char *words = figure_words(f.results, NULL, kind, 0);
    check_contains(words, "Act4Respect - Bronnen van verandering: 1; ");
    free(words);
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        f.results->alliances[a].partner_count = a == 0;
    }
    assert_int_equal(kind->count(f.results, NULL), 0);
    fixture_fini(&f);
}

static void activities_stand_by_alliance(void **state) {
    (void)state;
    struct fixture f;
    const struct sam_figure_kind *kind = fixture_kind(sam_figures_overall, "activities");
    fixture_init(&f, NULL, 0, 1, true);
    assert_int_equal(kind->count(f.results, NULL), 0);
    fixture_fini(&f);
    record_init(&f);
    assert_int_equal(kind->count(f.results, NULL), 1);
    char *words = figure_words(f.results, NULL, kind, 0);
    check_contains(words, "All alliances");
    check_contains(words, "3 done or on schedule (50 %)");
    check_contains(words, "Act4Respect");
    assert_null(strstr(words, "Bronnen"));
    free(words);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alliances_stand_by_name),
        cmocka_unit_test(days_need_two_of_them),
        cmocka_unit_test(the_network_is_told_in_words),
        cmocka_unit_test(activities_stand_by_alliance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
