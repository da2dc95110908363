#include "support/support.h"

#include "analyse/variance_components.h"
#include "base/memory.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct sam_group_moments group_of(const double *values, size_t n) {
    struct sam_group_moments group = {0};
    for (size_t i = 0; i < n; i++) {
        sam_group_moments_add(&group, values[i]);
    }
    return group;
}

/* Davies & Goldsmith 1972, table 6.1: yield of dyestuff, six batches of five (lme4's Dyestuff). */
static const double dyestuff[6][5] = {
    {1545, 1440, 1440, 1520, 1580}, {1540, 1555, 1490, 1560, 1495}, {1595, 1550, 1605, 1510, 1560},
    {1445, 1440, 1595, 1465, 1545}, {1595, 1630, 1515, 1635, 1625}, {1520, 1455, 1450, 1480, 1445}};
/* Box & Tiao 1973, sec. 5.1.2: drawn so that the between variance is estimated as 0 (Dyestuff2). */
static const double dyestuff2[6][5] = {
    {7.298, 3.846, 2.434, 9.566, 7.990},   {5.220, 6.556, 0.608, 11.788, -0.892},
    {0.110, 10.386, 13.434, 5.510, 8.166}, {2.212, 4.852, 7.092, 9.288, 4.980},
    {0.282, 9.014, 4.458, 9.446, 7.198},   {1.722, 4.782, 8.106, 0.758, 3.758}};

static void fill(struct sam_group_moments groups[6], const double values[6][5], double offset) {
    for (size_t b = 0; b < 6; b++) {
        double moved[5];
        for (size_t i = 0; i < 5; i++) {
            moved[i] = values[b][i] + offset;
        }
        groups[b] = group_of(moved, 5);
    }
}

static void published_anova(void **state) {
    (void)state;
    /* Snedecor & Cochran 1967, sec. 10.13: calcium in four turnip leaves, four determinations each;
     * printed: mean squares .2961 and .0066, variance between leaves .0724. */
    static const double leaves[4][4] = {{3.28, 3.09, 3.03, 3.03},
                                        {3.52, 3.48, 3.38, 3.38},
                                        {2.88, 2.80, 2.81, 2.76},
                                        {3.34, 3.38, 3.23, 3.26}};
    struct sam_group_moments groups[4];
    for (size_t l = 0; l < 4; l++) {
        groups[l] = group_of(leaves[l], 4);
    }
    struct sam_anova anova = sam_anova_compute(groups, 4);
    double between = sam_components_fit(groups, 4, 5).between.value;
    double within = sam_components_fit(groups, 4, 5).within.value;
    assert_true(fabs(within - 0.0066) < 0.00005);
    assert_true(fabs(between - 0.0724) < 0.00005);
    check_rel(anova.f.value, (4 * between + within) / within, 1e-12);
    check_rel(anova.icc1.value, between / (between + within), 1e-12);
    assert_true(anova.df_between.value == 3 && anova.df_within.value == 12);

    /* Shrout & Fleiss 1979, tables 2 and 4: six targets, four judges; ICC(1,1) .17, ICC(1,4) .44.
     */
    static const double targets[6][4] = {{9, 2, 5, 8}, {6, 1, 3, 2},  {8, 4, 6, 8},
                                         {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
    struct sam_group_moments judged[6];
    for (size_t t = 0; t < 6; t++) {
        judged[t] = group_of(targets[t], 4);
    }
    anova = sam_anova_compute(judged, 6);
    assert_true(fabs(anova.icc1.value - 0.17) < 0.005);
    assert_true(fabs(anova.icc2.value - 0.44) < 0.005);
}

static void published_reml(void **state) {
    (void)state;
    struct sam_group_moments groups[6];
    fill(groups, dyestuff, 0);
    /* Yields are some 400 apart at most: the prior of the interval must know. */
    struct sam_components c = sam_components_fit(groups, 6, 401);
    assert_string_equal(c.method, "REML");
    assert_int_equal(c.maxima, 1);
    /* Bates et al. 2015 print 1764 and 2451, mean 1527.5 with standard error 19.38. Balanced: REML
     * is (MSB - MSW) / 5, exactly. */
    check_rel(c.between.value, 1764.05, 1e-10);
    check_rel(c.within.value, 2451.25, 1e-10);
    check_rel(c.mean.value, 1527.5, 1e-12);
    check_rel(c.mean_variance.value, 1764.05 / 6 + 2451.25 / 30, 1e-10);
    assert_true(fabs(sqrt(c.mean_variance.value) - 19.38) < 0.005);
    /* Henderson's equations solved in R. The margins: tests/data/reference. */
    struct sam_number mean;
    struct sam_number low;
    struct sam_number high;
    sam_components_predict(&c, &groups[4], &mean, &low, &high);
    check_rel(mean.value, 1584.2331876858, 1e-11);
    assert_true(low.value < mean.value && mean.value < high.value);
    struct sam_group_moments newcomer = {0};
    sam_components_predict(&c, &newcomer, &mean, &low, &high);
    check_rel(mean.value, 1527.5, 1e-12);
}

/* Balanced, Wald's interval has a closed form (Shrout & Fleiss 1979, p. 424). */
static void check_closed_form(struct sam_components c, double f, double n, double high,
                              double low) {
    check_rel(c.icc.low.value, fmax(0, (f / high - 1) / (f / high + n - 1)), 1e-8);
    check_rel(c.icc.high.value, fmax(0, (f / low - 1) / (f / low + n - 1)), 1e-8);
}

static void interval_of_icc(void **state) {
    (void)state;
    struct sam_group_moments groups[6];
    fill(groups, dyestuff, 0);
    struct sam_anova anova = sam_anova_compute(groups, 6);
    /* R: qf(c(.975, .025), 5, 24) */
    const double high = 3.15481634253311;
    const double low = 0.159285378462895;
    check_closed_form(sam_components_fit(groups, 6, 5), anova.f.value, 5, high, low);
    fill(groups, dyestuff, 1e6); /* where 0 is changes nothing */
    check_closed_form(sam_components_fit(groups, 6, 5), anova.f.value, 5, high, low);
    /* Nothing detectable is not nothing: up to here it may be. */
    fill(groups, dyestuff2, 0);
    struct sam_components c = sam_components_fit(groups, 6, 5);
    assert_string_equal(c.method, "half-normal prior");
    assert_true(c.icc.low.value == 0);
    assert_true(c.icc.high.value > 0.3 && c.icc.high.value < 0.6);
    /* Means nearer to each other than chance hardly ever makes them: both ends are 0. */
    static const struct sam_group_moments level[] = {{10, 3, 20}, {12, 3.001, 25}, {9, 3, 18}};
    c = sam_components_fit(level, 3, 5);
    assert_true(c.icc.low.value == 0 && c.icc.high.value == 0);
    /* A difference so large that hardly anything is within. */
    static const struct sam_group_moments far[] = {{2, 1, 1e-9}, {2, 3, 1e-9}, {3, 5, 1e-9}};
    c = sam_components_fit(far, 3, 5);
    assert_true(c.icc.low.value > 0.999999 && c.icc.low.value < c.icc.high.value);
    assert_true(c.icc.high.value <= 1);
}

/* Where the ratio is as good as known, the margin is that of Henderson's equations. */
static void margin_with_many_alliances(void **state) {
    (void)state;
    size_t count = 20000;
    struct sam_group_moments *groups = sam_xcalloc(count, sizeof *groups);
    for (size_t g = 0; g < count; g++) {
        groups[g] = (struct sam_group_moments){4, 3 + (g % 2 == 0 ? 0.5 : -0.5), 1.5};
    }
    struct sam_components c = sam_components_fit(groups, count, 5);
    struct sam_number mean;
    struct sam_number low;
    struct sam_number high;
    sam_components_predict(&c, &groups[0], &mean, &low, &high);
    double rest = c.within.value / (c.within.value + 4 * c.between.value);
    double half = c.t * sqrt(c.between.value * rest + rest * rest * c.mean_variance.value);
    check_rel(high.value - mean.value, half, 1e-3);
    check_rel(mean.value - low.value, half, 1e-3);
    /* With six of them it is wider. */
    struct sam_components few = sam_components_fit(groups, 6, 5);
    sam_components_predict(&few, &groups[0], &mean, &low, &high);
    rest = few.within.value / (few.within.value + 4 * few.between.value);
    half = few.t * sqrt(few.between.value * rest + rest * rest * few.mean_variance.value);
    assert_true(high.value - mean.value > 1.02 * half);
    free(groups);
}

/* The looked-up sizes and those beyond are of one formula. */
static void margin_of_large_alliances(void **state) {
    (void)state;
    static const struct sam_group_moments groups[] = {
        {4, 3.5, 0.8}, {7, 3.52, 2.2}, {2, 3.6, 0.1}, {12, 3.5, 5}, {5, 3.9, 1.9}};
    struct sam_components c = sam_components_fit(groups, 5, 5);
    double before = 9;
    for (size_t n = 0; n <= 80; n++) {
        struct sam_group_moments group = {n, 3.55, 0};
        struct sam_number mean;
        struct sam_number low;
        struct sam_number high;
        sam_components_predict(&c, &group, &mean, &low, &high);
        double half = high.value - mean.value;
        assert_true(half < before && half > 0.9 * before * (n > 4) && half > 0);
        before = half;
    }
}

static void at_zero_the_prior(void **state) {
    (void)state;
    struct sam_group_moments groups[6];
    fill(groups, dyestuff2, 0);
    struct sam_components c = sam_components_fit(groups, 6, 5);
    assert_string_equal(c.method, "half-normal prior");
    assert_int_equal(c.maxima, 1);
    check_rel(c.between.value, 0.0540051248159023, 1e-8);
    check_rel(c.within.value, 13.7973227671324, 1e-7); /* R's optimize is no closer */
    /* The prior is in proportion to the response scale. */
    fill(groups, dyestuff2, 0);
    assert_true(sam_components_fit(groups, 6, 2).between.value < c.between.value);
    assert_true(sam_components_fit(groups, 6, 11).between.value > c.between.value);
    /* Negative ICC stays negative, and ICC(2) too. */
    struct sam_anova anova = sam_anova_compute(groups, 6);
    assert_true(anova.f.value < 1 && anova.icc1.value < 0 && anova.icc2.value < 0);
    check_rel(anova.icc2.value, 1 - 1 / anova.f.value, 1e-14);
}

static void two_maxima(void **state) {
    (void)state;
    /* The likelihood has maxima at 0 (criterion 82.28338) and at .33589 (82.29118), one within a
     * hundredth of the other: the better one is 0. lme4 1.1-31 and any search that starts at 1 stop
     * at the other, with between = .33162. */
    struct sam_group_moments at_zero[] = {{16, 2.9375, 12.9375},
                                          {3, 8.0 / 3, 8.0 / 3},
                                          {1, 5, 0},
                                          {1, 5, 0},
                                          {2, 2.5, 0.5},
                                          {1, 4, 0},
                                          {1, 2, 0}};
    struct sam_components c = sam_components_fit(at_zero, 7, 5);
    assert_int_equal(c.maxima, 2);
    assert_string_equal(c.method, "half-normal prior");
    check_rel(c.between.value, 0.0593970313063526, 1e-8);
    check_rel(c.within.value, 1.0932883679506584, 1e-8);
    /* And here a search that starts at 0 stays there, at 89.165 instead of 88.955. */
    struct sam_group_moments beyond[] = {{19, 72.0 / 19, 13 + 3.0 / 19},
                                         {1, 5, 0},
                                         {2, 3.5, 0.5},
                                         {1, 1, 0},
                                         {1, 5, 0},
                                         {1, 3, 0},
                                         {2, 4, 2}};
    c = sam_components_fit(beyond, 7, 5);
    assert_int_equal(c.maxima, 2);
    assert_string_equal(c.method, "REML");
    check_rel(c.between.value, 0.693496960458131, 1e-9);
    check_rel(c.within.value, 0.841065140811333, 1e-9);
}

static void reasons(void **state) {
    (void)state;
    struct sam_group_moments groups[] = {{0, 0, 0}, {3, 4, 2}, {0, 0, 0}};
    struct sam_anova anova = sam_anova_compute(groups, 1);
    assert_int_equal(anova.f.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(anova.df_between.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(sam_components_fit(groups, 1, 5).between.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(sam_components_fit(groups, 0, 5).between.why, SAM_WHY_NO_ANSWERS);

    anova = sam_anova_compute(groups, 3);
    assert_int_equal(anova.icc1.why, SAM_WHY_ONE_ALLIANCE);
    assert_int_equal(anova.df_between.why, SAM_WHY_ONE_ALLIANCE);
    assert_true(sam_has(anova.df_within) && anova.df_within.value == 2);
    struct sam_components c = sam_components_fit(groups, 3, 5);
    assert_int_equal(c.within.why, SAM_WHY_ONE_ALLIANCE);
    assert_int_equal(c.icc.high.why, SAM_WHY_ONE_ALLIANCE);
    assert_string_equal(c.method, "REML");
    struct sam_number mean;
    struct sam_number low;
    struct sam_number high;
    sam_components_predict(&c, &groups[1], &mean, &low, &high);
    assert_int_equal(mean.why, SAM_WHY_ONE_ALLIANCE);
    assert_int_equal(low.why, SAM_WHY_ONE_ALLIANCE);
    assert_int_equal(high.why, SAM_WHY_ONE_ALLIANCE);

    struct sam_group_moments ones[] = {{1, 4, 0}, {1, 3, 0}};
    anova = sam_anova_compute(ones, 2);
    assert_int_equal(anova.p.why, SAM_WHY_NO_REPLICATION);
    assert_int_equal(anova.df_within.why, SAM_WHY_NO_REPLICATION);
    assert_true(anova.df_between.value == 1);
    assert_int_equal(sam_components_fit(ones, 2, 5).mean.why, SAM_WHY_NO_REPLICATION);
}

static void without_variance(void **state) {
    (void)state;
    /* Means that differ by rounding only. */
    struct sam_group_moments same[] = {{3, 0.1 + 0.2, 0}, {4, 0.3, 1e-33}};
    struct sam_anova anova = sam_anova_compute(same, 2);
    assert_int_equal(anova.icc1.why, SAM_WHY_NO_VARIANCE);
    assert_int_equal(anova.icc2.why, SAM_WHY_NO_VARIANCE);
    assert_int_equal(anova.f.why, SAM_WHY_NO_VARIANCE);
    assert_int_equal(sam_components_fit(same, 2, 5).between.why, SAM_WHY_NO_VARIANCE);

    struct sam_group_moments united[] = {{3, 2, 0}, {4, 4, 0}};
    anova = sam_anova_compute(united, 2);
    assert_true(anova.icc1.value == 1 && sam_has(anova.icc1));
    assert_true(anova.icc2.value == 1 && sam_has(anova.icc2));
    assert_int_equal(anova.f.why, SAM_WHY_NO_WITHIN_VARIANCE);
    assert_int_equal(anova.p.why, SAM_WHY_NO_WITHIN_VARIANCE);
    assert_int_equal(sam_components_fit(united, 2, 5).between.why, SAM_WHY_NO_WITHIN_VARIANCE);
    assert_int_equal(sam_components_fit(united, 2, 5).icc.low.why, SAM_WHY_NO_WITHIN_VARIANCE);

    /* Equal means, people who differ: ICC(1) = -1 / (n - 1), no ICC(2). */
    struct sam_group_moments level[] = {{4, 0.1 + 0.2, 2}, {4, 0.3, 5}};
    anova = sam_anova_compute(level, 2);
    check_rel(anova.icc1.value, -1.0 / 3, 1e-12);
    assert_int_equal(anova.icc2.why, SAM_WHY_NO_VARIANCE);
    assert_true(sam_has(anova.f) && anova.f.value < 1e-20 && anova.p.value > 0.999999);
    assert_string_equal(sam_components_fit(level, 2, 5).method, "half-normal prior");
}

/* Sizes that repeat and differ, values with many digits. */
static void many(struct sam_group_moments *groups, size_t count, double offset) {
    uint64_t random = 88172645463325252u;
    for (size_t g = 0; g < count; g++) {
        groups[g] = (struct sam_group_moments){0};
        for (size_t i = 0; i <= g % 7; i++) {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            sam_group_moments_add(&groups[g],
                                  offset + (double)(random % 1024) / 256 + (double)(g % 5) / 8);
        }
    }
}

static void offset_changes_nothing(void **state) {
    (void)state;
    struct sam_group_moments plain[50];
    struct sam_group_moments moved[50];
    many(plain, 50, 0);
    many(moved, 50, 1e9);
    struct sam_anova a = sam_anova_compute(plain, 50);
    struct sam_anova b = sam_anova_compute(moved, 50);
    /* A mean near 1e9 is known to 1e-7. */
    check_rel(b.f.value, a.f.value, 1e-6);
    check_rel(b.icc1.value, a.icc1.value, 1e-6);
    check_rel(b.p.value, a.p.value, 1e-5);
    struct sam_components c = sam_components_fit(plain, 50, 5);
    struct sam_components d = sam_components_fit(moved, 50, 5);
    assert_string_equal(d.method, c.method);
    check_rel(d.between.value, c.between.value, 1e-5);
    check_rel(d.within.value, c.within.value, 1e-6);
    check_rel(d.mean.value - 1e9, c.mean.value, 1e-6);
}

static void parts_make_the_whole(void **state) {
    (void)state;
    double values[40];
    for (size_t i = 0; i < 40; i++) {
        values[i] = 1e6 + (double)(i * i % 17) / 3;
    }
    struct sam_group_moments whole = group_of(values, 40);
    for (size_t cut = 0; cut <= 40; cut++) {
        struct sam_group_moments first = group_of(values, cut);
        struct sam_group_moments rest = group_of(values + cut, 40 - cut);
        sam_group_moments_merge(&first, &rest);
        assert_int_equal(first.n, 40);
        check_rel(first.mean, whole.mean, 1e-15);
        check_rel(first.m2, whole.m2, 1e-9);
    }
}

static int by_mean(const void *a, const void *b) {
    const struct sam_group_moments *x = a;
    const struct sam_group_moments *y = b;
    return (x->mean > y->mean) - (x->mean < y->mean);
}

static void order_and_empty_groups_change_nothing(void **state) {
    (void)state;
    struct sam_group_moments groups[60] = {0};
    many(groups, 50, 0);
    struct sam_components c = sam_components_fit(groups, 50, 5);
    qsort(groups, 60, sizeof *groups, by_mean); /* the ten without answers come first */
    struct sam_components d = sam_components_fit(groups, 60, 5);
    check_rel(d.between.value, c.between.value, 1e-13);
    check_rel(d.within.value, c.within.value, 1e-13);
    check_rel(sam_anova_compute(groups, 60).p.value, sam_anova_compute(groups + 10, 50).p.value,
              1e-14);
}

static void hundred_thousand_groups(void **state) {
    (void)state;
    size_t count = 100000;
    struct sam_group_moments *groups = sam_xcalloc(count, sizeof *groups);
    many(groups, count, 0);
    struct sam_components c = sam_components_fit(groups, count, 5);
    assert_string_equal(c.method, "REML");
    /* Drawn uniform on 0 to 3.996 plus eighths 0 to 4: variances 4/3 and 1/32. */
    check_rel(c.within.value, 4.0 / 3, 0.01);
    check_rel(c.between.value, 1.0 / 32, 0.05);
    assert_true(c.maxima == 1);
    free(groups);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_anova),
        cmocka_unit_test(published_reml),
        cmocka_unit_test(interval_of_icc),
        cmocka_unit_test(margin_with_many_alliances),
        cmocka_unit_test(margin_of_large_alliances),
        cmocka_unit_test(at_zero_the_prior),
        cmocka_unit_test(two_maxima),
        cmocka_unit_test(reasons),
        cmocka_unit_test(without_variance),
        cmocka_unit_test(offset_changes_nothing),
        cmocka_unit_test(parts_make_the_whole),
        cmocka_unit_test(order_and_empty_groups_change_nothing),
        cmocka_unit_test(hundred_thousand_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
