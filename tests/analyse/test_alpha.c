#include "analyse/alpha.h"
#include "analyse/fixture.h"

enum { STRIDE = SAM_ALPHA_PAD };

/* rows[r] are the digits of one complete respondent. */
static struct sam_alpha taken(const char *const *rows, size_t count, size_t items) {
    struct sam_alpha alpha;
    uint8_t columns[8 * STRIDE] = {0};
    assert_true(count <= STRIDE && items <= 8);
    sam_alpha_init(&alpha, items);
    for (size_t r = 0; r < count; r++) {
        for (size_t i = 0; i < items; i++) {
            columns[i * STRIDE + r] = (uint8_t)(rows[r][i] - '0');
        }
    }
    sam_alpha_add(&alpha, columns, STRIDE, count, count);
    return alpha;
}

struct outcome {
    struct sam_alpha_result result;
    struct sam_number item_rest[8], if_dropped[8];
};

static struct outcome computed(const char *const *rows, size_t count, size_t items) {
    struct sam_alpha alpha = taken(rows, count, items);
    struct outcome o;
    double covariance[64];
    if (count >= 2) {
        sam_alpha_covariance(&alpha, covariance);
    }
    o.result = sam_alpha_compute(&alpha, count >= 2 ? covariance : NULL, o.item_rest, o.if_dropped);
    sam_alpha_fini(&alpha);
    return o;
}

static const char *const twelve[] = {"443", "454", "555", "332", "212", "445",
                                     "544", "323", "443", "121", "232", "554"};

/* By R 4.2: cov, cor and qf. */
static void against_r(void **state) {
    (void)state;
    struct outcome o = computed(twelve, 12, 3);
    static const double item_rest[] = {0.91292045962371, 0.830560879498238, 0.8530901495355};
    static const double if_dropped[] = {0.865979381443299, 0.932038834951456, 0.914285714285714};
    check_number(o.result.alpha, 0.934537246049661);
    check_rel(o.result.low.value, 0.826729769416757, 1e-10);
    check_rel(o.result.high.value, 0.97952399022999, 1e-10);
    check_number(o.result.average_r, 0.826517288990187);
    check_number(o.result.standardized, 0.934609706013754);
    for (size_t i = 0; i < 3; i++) {
        check_number(o.item_rest[i], item_rest[i]);
        check_number(o.if_dropped[i], if_dropped[i]);
    }
}

static void covariances(void **state) {
    (void)state;
    struct sam_alpha alpha = taken(twelve, 12, 3);
    double covariance[9];
    sam_alpha_covariance(&alpha, covariance);
    check_rel(covariance[0], 19.0 / 11, TINY);
    check_rel(covariance[1], 16.0 / 11, TINY);
    check_rel(covariance[5], 14.0 / 11, TINY);
    check_rel(covariance[7], covariance[5], 0);
    sam_alpha_fini(&alpha);
}

static void feldt_published(void **state) {
    (void)state;
    struct sam_range r = sam_alpha_feldt_interval(0.85, 7, 89);
    check_rel(r.low.value, 0.797064879034911, 1e-9);
    check_rel(r.high.value, 0.893166593737079, 1e-9);
    r = sam_alpha_feldt_interval(0.91, 8, 5);
    check_rel(r.low.value, 0.70423113560805, 1e-9);
    check_rel(r.high.value, 0.989381157518947, 1e-9);
    /* R 4.2 qf(); from df 4e5 on R itself takes F for a chi-square, so not further */
    r = sam_alpha_feldt_interval(0, 31, 10000);
    check_rel(1 - r.low.value, 1.028386191395636, 1e-10);
    check_rel(1 - r.high.value, 0.9720312986684365, 1e-10);
    r = sam_alpha_feldt_interval(0, 31, 1000);
    check_rel(1 - r.low.value, 1.091227936234307, 1e-11);
    r = sam_alpha_feldt_interval(0.8, 2, 2);
    assert_true(isfinite(r.low.value) && isfinite(r.high.value) && r.low.value < 0.8);
    r = sam_alpha_feldt_interval(0.8, 8, 1000000);
    check_rel(r.low.value, 1 - 0.2 * 1.002965910585592, 1e-8);
    r = sam_alpha_feldt_interval(0.8, 500, 20000000);
    assert_true(r.low.value < 0.8 && r.low.value > 0.799 && r.high.value > 0.8);
    r = sam_alpha_feldt_interval(-16.17, 4, 12);
    assert_true(isfinite(r.low.value) && r.low.value < -16.17 && r.high.value > -16.17);
}

static void parts_merge_to_the_whole(void **state) {
    (void)state;
    struct sam_alpha all = taken(twelve, 12, 3);
    struct sam_alpha first = taken(twelve, 5, 3);
    struct sam_alpha second = taken(twelve + 5, 7, 3);
    sam_alpha_merge(&second, &first);
    assert_int_equal(second.n, all.n);
    assert_memory_equal(second.sum, all.sum, 3 * sizeof *all.sum);
    assert_memory_equal(second.cross, all.cross, 9 * sizeof *all.cross);
    sam_alpha_fini(&all);
    sam_alpha_fini(&first);
    sam_alpha_fini(&second);
}

static void too_few_people(void **state) {
    (void)state;
    for (size_t n = 0; n < SAM_ALPHA_RESPONDENTS; n++) {
        struct outcome o = computed(twelve, n, 3);
        check_why(o.result.alpha, SAM_WHY_TOO_FEW_RESPONDENTS);
        check_why(o.result.high, SAM_WHY_TOO_FEW_RESPONDENTS);
        check_why(o.result.standardized, SAM_WHY_TOO_FEW_RESPONDENTS);
        check_why(o.item_rest[2], SAM_WHY_TOO_FEW_RESPONDENTS);
        check_why(o.if_dropped[0], SAM_WHY_TOO_FEW_RESPONDENTS);
    }
    struct outcome ten = computed(twelve, 10, 3);
    assert_true(sam_has(ten.result.alpha));
}

static void one_item_and_two(void **state) {
    (void)state;
    struct outcome one = computed(twelve, 12, 1);
    check_why(one.result.alpha, SAM_WHY_ONE_ITEM);
    check_why(one.item_rest[0], SAM_WHY_ONE_ITEM);
    struct outcome two = computed(twelve, 12, 2);
    /* 2 (1 - (19 + 19) / (19 + 19 + 32)) */
    struct sam_alpha alpha = taken(twelve, 12, 2);
    double v[4];
    sam_alpha_covariance(&alpha, v);
    sam_alpha_fini(&alpha);
    check_number(two.result.alpha, 2 * (1 - (v[0] + v[3]) / (v[0] + v[3] + 2 * v[1])));
    check_number(two.item_rest[0], v[1] / sqrt(v[0] * v[3]));
    check_why(two.if_dropped[0], SAM_WHY_TOO_FEW_ITEMS);
    check_why(two.if_dropped[1], SAM_WHY_TOO_FEW_ITEMS);
}

static void constant_items_stay_in(void **state) {
    (void)state;
    static const char *const rows[] = {"434", "444", "545", "343", "242", "444",
                                       "544", "343", "444", "141", "242", "545"};
    struct outcome o = computed(rows, 12, 3);
    assert_true(sam_has(o.result.alpha));
    check_why(o.result.average_r, SAM_HAS_VALUE);
    static const char *const constant[] = {"434", "435", "535", "333", "232", "434",
                                           "534", "333", "434", "131", "232", "535"};
    o = computed(constant, 12, 3);
    assert_true(sam_has(o.result.alpha));
    check_why(o.result.average_r, SAM_WHY_CONSTANT_ITEM);
    check_why(o.result.standardized, SAM_WHY_CONSTANT_ITEM);
    check_why(o.item_rest[1], SAM_WHY_CONSTANT_ITEM);
    assert_true(sam_has(o.item_rest[0]));
    assert_true(sam_has(o.if_dropped[1]));
    /* k stays 3: alpha of the two others is 3/2 : 2 of what it would be alone */
    check_rel(o.result.alpha.value / o.if_dropped[1].value, 0.75, 1e-12);
}

static void nobody_differs(void **state) {
    (void)state;
    const char *rows[12];
    for (size_t r = 0; r < 12; r++) {
        rows[r] = "4444";
    }
    struct outcome o = computed(rows, 12, 4);
    check_why(o.result.alpha, SAM_WHY_NO_VARIANCE);
    check_why(o.result.low, SAM_WHY_NO_VARIANCE);
    check_why(o.result.average_r, SAM_WHY_CONSTANT_ITEM);
    check_why(o.item_rest[0], SAM_WHY_CONSTANT_ITEM);
    check_why(o.if_dropped[0], SAM_WHY_NO_VARIANCE);
}

/* Two items that say the opposite: the total of everybody is 6. */
static void opposites_cancel(void **state) {
    (void)state;
    static const char *const rows[] = {"15", "24", "33", "42", "51", "15",
                                       "24", "33", "42", "51", "15", "51"};
    struct outcome o = computed(rows, 12, 2);
    check_why(o.result.alpha, SAM_WHY_NO_VARIANCE);
    check_number(o.result.average_r, -1);
    check_why(o.result.standardized, SAM_WHY_NO_VARIANCE);
    check_number(o.item_rest[0], -1);
}

/* A third item makes the total vary a little: alpha far below zero, and it stays. */
static void negative_alpha_stays(void **state) {
    (void)state;
    static const char *const rows[] = {"15", "24", "34", "42", "51", "15",
                                       "25", "33", "42", "51", "15", "51"};
    struct outcome o = computed(rows, 12, 2);
    assert_true(sam_has(o.result.alpha) && o.result.alpha.value < -10);
    assert_true(o.result.low.value < o.result.alpha.value);
    assert_true(o.result.alpha.value < o.result.high.value);
    assert_true(o.item_rest[0].value < -0.9);
}

static void copies_of_one_item(void **state) {
    (void)state;
    static const char *const rows[] = {"111", "222", "333", "444", "555", "111",
                                       "222", "333", "444", "555", "111", "222"};
    struct outcome o = computed(rows, 12, 3);
    check_number(o.result.alpha, 1);
    check_number(o.result.low, 1);
    check_number(o.result.high, 1);
    check_number(o.result.standardized, 1);
    check_number(o.item_rest[1], 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_r),
        cmocka_unit_test(covariances),
        cmocka_unit_test(feldt_published),
        cmocka_unit_test(parts_merge_to_the_whole),
        cmocka_unit_test(too_few_people),
        cmocka_unit_test(one_item_and_two),
        cmocka_unit_test(constant_items_stay_in),
        cmocka_unit_test(nobody_differs),
        cmocka_unit_test(opposites_cancel),
        cmocka_unit_test(negative_alpha_stays),
        cmocka_unit_test(copies_of_one_item),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
