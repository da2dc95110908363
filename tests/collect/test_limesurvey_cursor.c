#include "collect/limesurvey_cursor.h"
#include "support/support.h"

#include <string.h>

static void test_there_and_back(void **state) {
    struct sam_limesurvey_cursor cursor = {.activation = 3,
                                           .max_id = 20123,
                                           .anchors = {{1, 0xfedcba9876543210u}, {4, 7}},
                                           .anchor_count = 2};
    struct sam_limesurvey_cursor again;
    struct sam_buf text;
    (void)state;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_limesurvey_cursor_write(&cursor, &text);
    sam_limesurvey_cursor_read(&again, text.data);
    assert_int_equal(again.activation, 3);
    assert_int_equal(again.max_id, 20123);
    assert_int_equal(again.anchor_count, 2);
    assert_int_equal(again.anchors[0].id, 1);
    assert_true(again.anchors[0].mark == 0xfedcba9876543210u);
    assert_int_equal(again.anchors[1].mark, 7);
    sam_buf_fini(&text);
}

static void test_no_cursor(void **state) {
    static const char *const texts[] = {
        "",  "x", "[]", "{\"activation\": 0, \"max_id\": 5}", "{\"activation\": 1, \"max_id\": -5}",
        "17"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sam_limesurvey_cursor cursor;
        sam_limesurvey_cursor_read(&cursor, texts[i]);
        assert_int_equal(cursor.activation, 1);
        assert_int_equal(cursor.max_id, 0);
        assert_int_equal(cursor.anchor_count, 0);
    }
}

static void test_stale(void **state) {
    struct sam_limesurvey_cursor cursor = {.activation = 1};
    struct sam_anchor first[] = {{3, 30}, {4, 0}, {5, 50}, {900, 9}};
    struct sam_anchor edited[] = {{3, 31}, {5, 50}};
    struct sam_anchor deleted[] = {{6, 60}};
    struct sam_anchor anew[] = {{3, 33}, {4, 44}};
    struct sam_export export = {.anchors = first, .anchor_count = 4};
    (void)state;
    sam_limesurvey_cursor_anchor(&cursor, &export);
    sam_limesurvey_cursor_anchor(&cursor, &export);
    /* one without a mark and one too far are left out */
    assert_int_equal(cursor.anchor_count, 2);
    assert_false(sam_limesurvey_cursor_is_stale(&cursor, &export));
    export = (struct sam_export){.anchors = edited, .anchor_count = 2};
    assert_false(sam_limesurvey_cursor_is_stale(&cursor, &export));
    export = (struct sam_export){.anchors = deleted, .anchor_count = 1};
    assert_false(sam_limesurvey_cursor_is_stale(&cursor, &export));
    export = (struct sam_export){.anchors = anew, .anchor_count = 2};
    assert_true(sam_limesurvey_cursor_is_stale(&cursor, &export));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_there_and_back),
                                       cmocka_unit_test(test_no_cursor),
                                       cmocka_unit_test(test_stale)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
