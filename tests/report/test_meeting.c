#include "report/meeting.h"

#include "support/support.h"

static void check(size_t people, size_t topics) {
    struct sam_meeting m = sam_meeting_of(people, topics);
    assert_int_equal(m.total,
                     m.welcome + m.strengths + (int)topics * m.topic + m.phase + m.closing);
    assert_in_range(m.total, 45, 120);
    assert_in_range(m.closing, 5, 30);
    assert_in_range(m.topic, topics > 0 ? 8 : 0, 20);
}

static void parts_add_up_for_every_size(void **state) {
    (void)state;
    for (size_t people = 0; people < 40; people++) {
        for (size_t topics = 0; topics <= 5; topics++) {
            check(people, topics);
        }
    }
    check((size_t)1 << 40, 5);
}

static void by_hand(void **state) {
    (void)state;
    struct sam_meeting m = sam_meeting_of(4, 5);
    assert_int_equal(m.total, 95);
    assert_int_equal(m.welcome, 9);
    assert_int_equal(m.topic, 11); /* 95 - 9 - 9 - 10 - 10 = 57, of which 2 go to the closing */
    assert_int_equal(m.closing, 11);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_add_up_for_every_size),
        cmocka_unit_test(by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
