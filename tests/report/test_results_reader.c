#include "report/results_reader.h"

#include "support/support.h"

#include <stdio.h>
#include <string.h>

struct reading {
    struct sam_results results;
    struct sam_err err;
    struct sam_results_reader reader;
    cJSON *root;
};

static void reading_init(struct reading *r, const char *text) {
    memset(r, 0, sizeof *r);
    r->results.arena = sam_arena_new(1 << 20);
    r->reader =
        (struct sam_results_reader){.results = &r->results, .err = &r->err, .name = "r.json"};
    r->root = cJSON_Parse(text);
    assert_non_null(r->root);
}

static void reading_fini(struct reading *r) {
    cJSON_Delete(r->root);
    sam_arena_free(r->results.arena);
}

static void values_are_read(void **state) {
    (void)state;
    struct reading r;
    reading_init(&r, "{\"n\": 1.5, \"c\": 3, \"t\": \"x\", \"f\": true, \"z\": null, \"o\": {}, "
                     "\"l\": [], \"why\": {\"z\": \"one_item\"}}");
    check_rel(sam_results_number(&r.reader, r.root, "n").value, 1.5, 0);
    assert_int_equal(sam_results_number(&r.reader, r.root, "z").why, SAM_WHY_ONE_ITEM);
    assert_int_equal(sam_results_count(&r.reader, r.root, "c"), 3);
    assert_int_equal(sam_results_count(&r.reader, r.root, "z"), 0);
    assert_string_equal(sam_results_text(&r.reader, r.root, "t", false), "x");
    assert_null(sam_results_text(&r.reader, r.root, "z", true));
    assert_null(sam_results_text(&r.reader, r.root, "nowhere", true));
    assert_true(sam_results_flag(&r.reader, r.root, "f"));
    assert_true(sam_results_absent(&r.reader, r.root, "z"));
    assert_false(sam_results_absent(&r.reader, r.root, "c"));
    assert_non_null(sam_results_object(&r.reader, r.root, "o"));
    assert_non_null(sam_results_list(&r.reader, r.root, "l"));
    assert_false(r.reader.failed);
    reading_fini(&r);
}

static void the_first_thing_wrong_is_kept(void **state) {
    (void)state;
    struct reading r;
    reading_init(&r, "{\"a\": {\"n\": \"no number\"}}");
    const cJSON *a = sam_results_object(&r.reader, r.root, "a");
    sam_results_enter(&r.reader, "a");
    sam_results_number(&r.reader, a, "n");
    sam_results_number(&r.reader, a, "m");
    sam_results_leave(&r.reader);
    assert_true(r.reader.failed);
    check_contains(r.err.text, "r.json: a.n: it must be a number or null");
    assert_int_equal(r.err.status, SAM_E_INPUT);
    reading_fini(&r);
}

static void reading_below_a_failure_is_harmless(void **state) {
    (void)state;
    struct reading r;
    reading_init(&r, "{\"o\": 1, \"l\": 1, \"z\": null}");
    const cJSON *none = sam_results_object(&r.reader, r.root, "o");
    assert_null(none);
    assert_null(sam_results_list(&r.reader, none, "l"));
    assert_int_equal(sam_results_count(&r.reader, none, "x"), 0);
    assert_false(sam_results_flag(&r.reader, none, "x"));
    assert_null(sam_results_text(&r.reader, none, "x", false));
    check_contains(r.err.text, "o: it must be an object");
    reading_fini(&r);
}

static void check_wrong(const char *text, const char *expected) {
    struct reading r;
    reading_init(&r, text);
    sam_results_count(&r.reader, r.root, "c");
    assert_true(r.reader.failed);
    check_contains(r.err.text, expected);
    reading_fini(&r);
}

static void counts_are_whole_numbers(void **state) {
    (void)state;
    check_wrong("{\"c\": 1.5}", "c: it must be a whole number, 0 or more");
    check_wrong("{\"c\": -1}", "c: it must be a whole number, 0 or more");
    check_wrong("{\"c\": 1e300}", "c: it must be a whole number, 0 or more");
    check_wrong("{\"c\": null}", "c: it is null and \"why\" gives no reason");
    check_wrong("{\"c\": null, \"why\": {\"d\": \"one_item\"}}", "gives no reason");
}

static void unknown_reasons_are_kept_as_unknown(void **state) {
    (void)state;
    struct reading r;
    reading_init(&r,
                 "{\"z\": null, \"e\": null, \"why\": {\"z\": \"from_the_future\", \"e\": \"\"}}");
    assert_int_equal(sam_results_number(&r.reader, r.root, "z").why, SAM_WHYS);
    assert_int_equal(sam_results_number(&r.reader, r.root, "e").why, SAM_WHYS);
    assert_false(r.reader.failed);
    reading_fini(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(the_first_thing_wrong_is_kept),
        cmocka_unit_test(reading_below_a_failure_is_harmless),
        cmocka_unit_test(counts_are_whole_numbers),
        cmocka_unit_test(unknown_reasons_are_kept_as_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
