#include "report/meeting.h"

#include "support/support.h"

static void check(size_t people, size_t topics, bool phase) {
    struct sam_meeting m = sam_meeting_of(people, topics, phase);
    assert_int_equal(m.total,
                     m.welcome + m.strengths + (int)topics * m.topic + m.phase + m.closing);
    assert_in_range(m.total, 45, 120);
    assert_in_range(m.closing, 5, 30);
    assert_int_equal(m.phase, phase ? 10 : 0);
    assert_in_range(m.topic, topics > 0 ? 8 : 0, 20);
}

static void parts_add_up_for_every_size(void **state) {
    (void)state;
    for (size_t people = 0; people < 40; people++) {
        for (size_t topics = 0; topics <= 5; topics++) {
            check(people, topics, true);
            check(people, topics, false);
        }
    }
    check((size_t)1 << 40, 5, true);
}

static void by_hand(void **state) {
    (void)state;
    struct sam_meeting m = sam_meeting_of(4, 5, true);
    assert_int_equal(m.total, 95);
    assert_int_equal(m.welcome, 9);
    assert_int_equal(m.topic, 11); /* 95 - 9 - 9 - 10 - 10 = 57, of which 2 go to the closing */
    assert_int_equal(m.closing, 11);
    m = sam_meeting_of(4, 5, false);
    assert_int_equal(m.total, 95);
    assert_int_equal(m.topic, 13); /* 67, of which 2 go to the closing */
    assert_int_equal(m.closing, 11);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_add_up_for_every_size),
        cmocka_unit_test(by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
