#include "support/support.h"

#include "report/cell_agreement.h"

static struct sam_cell cell_of(double mean, size_t n, int points) {
    struct sam_cell_limits limits = sam_cell_unlimited(points);
    sam_cell_limit_insider(&limits, n, points, 1);
    return sam_cell_mean(mean, n, 0.5, points, &limits);
}

static void agreement_is_a_sixth_of_the_points(void **state) {
    (void)state;
    assert_true(sam_cell_agree((const size_t[]){0, 0, 3, 3, 0}, 5));
    assert_false(sam_cell_agree((const size_t[]){3, 0, 0, 0, 3}, 5));
}

/* Five people with a mean of 3.25 to 3.75 who agree: whoever answered 2 may have a sum of 17, with
 * 3, 4, 4, 4 for the others, or 18, with 4, 4, 4, 4. */
static void it_is_said_where_no_answer_follows(void **state) {
    (void)state;
    struct sam_cell cell = cell_of(3.5, 5, 5);
    assert_true(sam_cell_agreement_may_be_said(&cell, 5));
}

/* Of what is certain a counterexample must exist: with the sum known exactly it may not be said. */
static void it_is_not_said_of_one_sum(void **state) {
    (void)state;
    struct sam_cell cell = cell_of(3.5, 5, 5);
    cell.low = 3.6;
    cell.high = 3.7;
    assert_false(sam_cell_agreement_may_be_said(&cell, 5));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agreement_is_a_sixth_of_the_points),
        cmocka_unit_test(it_is_said_where_no_answer_follows),
        cmocka_unit_test(it_is_not_said_of_one_sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
