#include "report/timeline_write.h"

#include "timeline_fixture.h"

static void what_was_written(void **state) {
    (void)state;
    struct two_waves w;
    two_waves_init(&w);
    check_contains(w.json.data, "\"timeline\": [");
    check_contains(w.json.data, "\"wave\": \"2018\"");
    check_contains(w.json.data, "\"opens\": null");
    check_contains(w.json.data, "\"act4respect\": {\"name\": \"Act4Respect\", \"now\": "
                                "[\"act4respect\"], \"responded\": ");
    check_contains(w.json.data, "\"statements\": \"same\"");
    check_contains(w.json.data, "\"statements\": null");
    check_contains(w.json.data, "\"statements\": \"not_comparable\"");
    two_waves_fini(&w);
}

static void one_wave_is_an_empty_list(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, false);
    check_contains(f.json.data, "\"timeline\": []");
    assert_int_equal(f.results->timeline.wave_count, 0);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written),
        cmocka_unit_test(one_wave_is_an_empty_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
