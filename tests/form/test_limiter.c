#include "support/support.h"

#include "form/limiter.h"

#include <sodium.h>
#include <stdio.h>

static void a_burst_and_then_a_rate(void **state) {
    (void)state;
    struct sam_limiter *limiter = sam_limiter_new(10, 0.5, 64);
    for (int i = 0; i < 10; i++) {
        assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 1, 100), 0);
    }
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 1, 100), 2);
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 5, 100), 10);
    /* Others are not held back. */
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.2", 1, 100), 0);
    /* Trying in vain takes nothing. */
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 1, 101), 1);
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 1, 102), 0);
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 1, 102), 2);
    /* It fills to the brim and not over it; a clock that goes back fills nothing. */
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 10, 10000), 0);
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 1, 10000), 2);
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 1, 50), 2);
    sam_limiter_free(limiter);
}

static void a_network_is_one(void **state) {
    (void)state;
    struct sam_limiter *limiter = sam_limiter_new(1, 1, 64);
    assert_int_equal(sam_limiter_take(limiter, "2001:db8::1", 1, 0), 0);
    assert_int_equal(sam_limiter_take(limiter, "2001:db8::2", 1, 0), 1);
    assert_int_equal(sam_limiter_take(limiter, "2001:db8:0:1::1", 1, 0), 0);
    sam_limiter_free(limiter);
}

static void who_may_is_forgiven(void **state) {
    (void)state;
    struct sam_limiter *limiter = sam_limiter_new(2, 0.1, 64);
    sam_limiter_forgive(limiter, "192.0.2.1");
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 2, 0), 0);
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 2, 0), 20);
    sam_limiter_forgive(limiter, "192.0.2.1");
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 2, 0), 0);
    sam_limiter_free(limiter);
}

/* A hundred thousand other addresses don't free the one that is held back. */
static void a_flood_frees_nobody(void **state) {
    (void)state;
    struct sam_limiter *limiter = sam_limiter_new(10, 0.001, 1024);
    char address[32];
    assert_int_equal(sam_limiter_take(limiter, "192.0.2.1", 10, 0), 0);
    for (int i = 0; i < 100000; i++) {
        snprintf(address, sizeof address, "10.%d.%d.%d", i >> 16, i >> 8 & 255, i & 255);
        assert_int_equal(sam_limiter_take(limiter, address, 1, 1), 0);
    }
    assert_true(sam_limiter_take(limiter, "192.0.2.1", 1, 1) > 0);
    sam_limiter_free(limiter);
}

static void the_clock_goes_on(void **state) {
    (void)state;
    double before = sam_limiter_now();
    assert_true(before > 0 && sam_limiter_now() >= before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_burst_and_then_a_rate), cmocka_unit_test(a_network_is_one),
        cmocka_unit_test(who_may_is_forgiven),     cmocka_unit_test(a_flood_frees_nobody),
        cmocka_unit_test(the_clock_goes_on),
    };
    return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
