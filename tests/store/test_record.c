#include "store/record.h"

#include "store/store_fixture.h"

enum { WIDTH = SAM_RECORD_ACTIVITY_COLUMNS };

/* Puts activities "ID TITLE" of an alliance; the changes are added up. */
static struct sam_record_changes put(struct fixture *f, const char *alliance, size_t count,
                                     const char *const (*rows)[2]) {
    const char *cells[10 * WIDTH];
    struct sam_record_changes changes = {0};
    for (size_t i = 0; i < count; i++) {
        const char *row[WIDTH] = {rows[i][0], rows[i][1], "", "", "unclear", "", ""};
        memcpy(cells + i * WIDTH, row, sizeof row);
    }
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_record(f->store, &sam_record_activities, "2026", alliance, cells, count,
                        FIXTURE_NOW, &changes, &err));
    ok(sam_store_commit(f->store, &err));
    return changes;
}

static bool list_row(const char *wave, const char *alliance, const char *const *cells,
                     void *context) {
    sam_buf_printf(context, "%s/%s/%s=%s ", wave, alliance, cells[SAM_RECORD_ACTIVITY],
                   cells[SAM_RECORD_TITLE]);
    return true;
}

static void holds(struct fixture *f, const char *expected) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    ok(sam_store_visit_record(f->store, &sam_record_activities, NULL, list_row, &text, &err));
    assert_string_equal(text.data != NULL ? text.data : "", expected);
    sam_buf_fini(&text);
}

static void changed(struct sam_record_changes c, size_t added, size_t changed_, size_t gone,
                    size_t same) {
    assert_int_equal(c.added, added);
    assert_int_equal(c.changed, changed_);
    assert_int_equal(c.gone, gone);
    assert_int_equal(c.same, same);
}

static void test_compared_and_replaced(void **state) {
    struct fixture *f = *state;
    static const char *const first[][2] = {{"1", "a"}, {"2", "b"}, {"3", "c"}};
    static const char *const second[][2] = {{"3", "c"}, {"1", "A"}, {"4", "d"}};
    changed(put(f, "south", 3, first), 3, 0, 0, 0);
    changed(put(f, "north", 1, first), 1, 0, 0, 0);
    holds(f, "2026/north/1=a 2026/south/1=a 2026/south/2=b 2026/south/3=c ");
    changed(put(f, "south", 3, first), 0, 0, 0, 3);
    changed(put(f, "south", 3, second), 1, 1, 1, 1);
    holds(f, "2026/north/1=a 2026/south/3=c 2026/south/1=A 2026/south/4=d ");
    changed(put(f, "south", 0, second), 0, 0, 3, 0);
    holds(f, "2026/north/1=a ");
}

/* Several rows of one key: the same ones are recognised, the rest changed in turn. */
static void test_rows_alike(void **state) {
    struct fixture *f = *state;
    static const char *const first[][2] = {{"1", "a"}, {"1", "b"}, {"1", "b"}};
    static const char *const second[][2] = {{"1", "b"}, {"1", "c"}, {"1", "d"}, {"1", "b"}};
    static const char *const turned[][2] = {{"1", "b"}, {"1", "b"}, {"1", "d"}, {"1", "c"}};
    changed(put(f, "south", 3, first), 3, 0, 0, 0);
    changed(put(f, "south", 4, second), 1, 1, 0, 2);
    holds(f, "2026/south/1=b 2026/south/1=c 2026/south/1=d 2026/south/1=b ");
    changed(put(f, "south", 4, turned), 0, 0, 0, 4);
    holds(f, "2026/south/1=b 2026/south/1=b 2026/south/1=d 2026/south/1=c "); /* in its order */
}

static bool stop_at_once(const char *wave, const char *alliance, const char *const *cells,
                         void *context) {
    (void)wave;
    (void)alliance;
    (void)cells;
    ++*(int *)context;
    return false;
}

static void test_visiting(void **state) {
    struct fixture *f = *state;
    static const char *const rows[][2] = {{"1", "a"}, {"2", "b"}};
    int seen = 0;
    put(f, "south", 2, rows);
    ok(sam_store_visit_record(f->store, &sam_record_activities, "2026", stop_at_once, &seen, &err));
    assert_int_equal(seen, 1);
    ok(sam_store_visit_record(f->store, &sam_record_activities, "2025", stop_at_once, &seen, &err));
    assert_int_equal(seen, 1);
    ok(sam_store_visit_record(f->store, &sam_record_notes, NULL, stop_at_once, &seen, &err));
    assert_int_equal(seen, 1);
}

/* What fails half-way leaves nothing. */
static void test_all_or_nothing(void **state) {
    struct fixture *f = *state;
    static const char *const rows[][2] = {{"1", "a"}, {"2", "b"}};
    const char *bad[2 * WIDTH] = {"1", "a", "", "", "unclear", "", "",
                                  "2", "b", "", "", "no such", "", ""};
    struct sam_record_changes changes = {0};
    put(f, "south", 1, rows);
    ok(sam_store_begin(f->store, &err));
    assert_int_equal(sam_store_record(f->store, &sam_record_activities, "2026", "south", bad, 2,
                                      FIXTURE_NOW, &changes, &err),
                     SAM_E_STORE);
    sam_store_rollback(f->store);
    holds(f, "2026/south/1=a ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_compared_and_replaced, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(test_rows_alike, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(test_visiting, fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(test_all_or_nothing, fixture_set_up, fixture_tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
