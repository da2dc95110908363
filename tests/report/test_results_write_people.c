#include "report/results_writer.h"

#include "fixture.h"

static void roles_partners_and_answers_are_told(void **state) {
    (void)state;
    struct fixture f;
    fixture_init_open(&f);
    check_contains(f.json.data, "\"roles\": {\"lead\": {\"invited\": 1, \"responded\": 1}, "
                                "\"partner\": {\"invited\": 3, \"responded\": 3}, "
                                "\"account_holder\": {\"invited\": 0, \"responded\": 0}}");
    check_contains(f.json.data, "\"partners\": [{\"id\": \"rutgers\", \"name\": \"Rutgers\", "
                                "\"lead\": true}");
    check_contains(f.json.data, "\"text\": \"Bij Rutgers in Utrecht, zei Fatima.\", \"flags\": "
                                "[{\"kind\": \"partner\", \"at\": 4, \"length\": 7}, "
                                "{\"kind\": \"possible\", \"at\": 15, \"length\": 7}, "
                                "{\"kind\": \"possible\", \"at\": 28, \"length\": 6}]");
    check_contains(f.json.data, "\"open_answer\"");
    fixture_fini(&f);
}

static void open_answers_of_alliances_without_results_are_passed(void **state) {
    (void)state;
    const struct sam_open_text open[] = {
        {"a", 0, "x"}, {"b", 0, "y"}, {"b", 0, "z"}, {"d", 0, "w"}};
    struct sam_results_context context = {.open = open, .open_count = 4};
    static const struct {
        const char *alliance;
        size_t first, count;
    } expected[] = {{"b", 1, 2}, {"c", 3, 0}, {"d", 3, 1}, {"e", 4, 0}, {"a", 0, 1}, {"", 0, 0}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct sam_out_open of = sam_out_open_of(&context, expected[i].alliance);
        assert_int_equal(of.first, expected[i].first);
        assert_int_equal(of.count, expected[i].count);
    }
    context.open_count = 0;
    assert_int_equal(sam_out_open_of(&context, "a").count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_partners_and_answers_are_told),
        cmocka_unit_test(open_answers_of_alliances_without_results_are_passed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
