#include "support/support.h"

#include "analyse/between_test.h"
#include "analyse/stream.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- against all arrangements gone through in R ---------------------------------------------- */

enum { COLUMNS = 9, VALUES = 64 };

static size_t read_numbers(const char *text, double numbers[VALUES]) {
    size_t count = 0;
    for (const char *at = text; *at != '\0'; at += *at == ';') {
        char *end = NULL;
        assert_true(count < VALUES);
        numbers[count++] = strtod(at, &end);
        at = end;
    }
    return count;
}

static void check_field(struct sam_number got, const char *expected) {
    assert_int_equal(got.why, SAM_HAS_VALUE);
    check_rel(got.value, strtod(expected, NULL), 1e-8);
}

static void check_row(const char *const field[COLUMNS]) {
    double first[VALUES];
    double second[VALUES];
    size_t m = read_numbers(field[1], first);
    size_t n = read_numbers(field[2], second);
    enum sam_arrangements method = SAM_ARRANGEMENTS_ALL;
    if (strcmp(field[0], "between") == 0) {
        size_t sizes[VALUES];
        double mean;
        double variance;
        for (size_t g = 0; g < n; g++) {
            sizes[g] = (size_t)second[g];
        }
        struct sam_between_test test = sam_between_test(first, sizes, n, 0, 1, 2);
        assert_int_equal(test.method, method);
        assert_int_equal(test.arrangements, strtol(field[4], NULL, 10));
        check_field(test.p, field[3]);
        check_field(test.eta_squared, field[5]);
        sam_between_moments(first, sizes, n, &mean, &variance);
        check_field(sam_value(mean), field[7]);
        check_field(sam_value(variance), field[8]);
        return;
    }
    struct sam_permutation test = strcmp(field[0], "pairs") == 0
                                      ? sam_permutation_of_pairs(first, second, m, 0, 1)
                                      : sam_permutation_of_groups(first, m, second, n, 0, 1);
    assert_int_equal(test.method, method);
    assert_int_equal(test.arrangements, strtol(field[4], NULL, 10));
    check_field(test.p, field[3]);
    check_field(test.difference, field[5]);
    check_field(test.superiority, field[6]);
}

static void as_in_r(void **state) {
    (void)state;
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file("tests/data/reference/expected_permutation.csv", &text);
    size_t rows = 0;
    char *rest = NULL;
    strtok_r(text.data, "\n", &rest);
    for (char *line = strtok_r(NULL, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        const char *field[COLUMNS];
        for (size_t c = 0; c < COLUMNS; c++) {
            char *comma = strchr(line, ',');
            field[c] = line;
            assert_true((comma == NULL) == (c + 1 == COLUMNS));
            if (comma != NULL) {
                *comma = '\0';
                line = comma + 1;
            }
        }
        check_row(field);
        rows++;
    }
    assert_int_equal(rows, 20);
    sam_buf_fini(&text);
}

/* --- drawn and by moments -------------------------------------------------------------------- */

/* 30 people in 5 groups, a little apart. */
static const size_t five[] = {4, 6, 0, 9, 1, 10};
static void people(double *values, size_t n, double apart) {
    for (size_t i = 0; i < n; i++) {
        values[i] = 3 + (double)(i * 7 % 11) / 5 + apart * (double)(i % 30 / 10);
    }
}

static void drawn_alike_by_any_number_of_threads(void **state) {
    (void)state;
    double values[30];
    people(values, 30, 0.3);
    struct sam_between_test one = sam_between_test(values, five, 6, 1999, 7, 1);
    assert_int_equal(one.method, SAM_ARRANGEMENTS_DRAWN);
    assert_int_equal(one.arrangements, 2000);
    for (unsigned threads = 2; threads <= 5; threads++) {
        struct sam_between_test more = sam_between_test(values, five, 6, 1999, 7, threads);
        assert_memory_equal(&more.p.value, &one.p.value, sizeof one.p.value);
    }
    assert_true(sam_between_test(values, five, 6, 1999, 8, 2).p.value != one.p.value);
}

static void drawn_as_often_as_all_say(void **state) {
    (void)state;
    /* Two groups, 184,756 arrangements, of which 5730 are as large: see test_permutation.c. */
    static const double values[] = {3.2, 3.8, 4.1, 4.4, 2.9, 3.6, 4.0, 3.3, 3.9, 4.6,
                                    2.8, 3.1, 3.5, 3.0, 3.7, 2.6, 3.4, 4.2, 3.1, 2.9};
    static const size_t sizes[] = {10, 10};
    double truth = 5730.0 / 184756;
    struct sam_between_test test = sam_between_test(values, sizes, 2, 50000, 1, 2);
    assert_int_equal(test.method, SAM_ARRANGEMENTS_DRAWN);
    assert_true(fabs(test.p.value - truth) < 4 * sqrt(truth * (1 - truth) / 50000));
}

/* Where drawing ends the approximation takes over: at that size they say the same. */
static void moments_take_over(void **state) {
    (void)state;
    enum { N = SAM_BETWEEN_DRAWN + 1, GROUPS = 1250 };
    double *values = calloc(N, sizeof *values);
    size_t sizes[GROUPS];
    for (size_t g = 0; g < GROUPS; g++) {
        sizes[g] = g % 2 == 0 ? 6 : 10;
    }
    sizes[GROUPS - 1] = 6; /* 9,996 people, then 10,001 */
    double p[2];
    for (int i = 0; i < 2; i++) {
        sizes[GROUPS - 2] = i == 0 ? 6 : 11;
        struct sam_stream random = sam_stream_of(11, 0);
        size_t n = 0;
        for (size_t g = 0; g < GROUPS; g++) {
            n += sizes[g];
        }
        for (size_t v = 0; v < n; v++) {
            values[v] = 1 + sam_stream_below(&random, 5) + 0.05 * (double)(v / 8 % 3);
        }
        struct sam_between_test test = sam_between_test(values, sizes, GROUPS, 4000, 3, 2);
        assert_int_equal(test.method,
                         n > SAM_BETWEEN_DRAWN ? SAM_ARRANGEMENTS_MOMENTS : SAM_ARRANGEMENTS_DRAWN);
        p[i] = test.p.value;
        assert_int_equal(sam_between_test(values, sizes, GROUPS, 0, 3, 2).p.why, SAM_WHY_NOT_ASKED);
    }
    free(values);
    assert_true(p[0] > 0.005 && p[0] < 0.9);
    assert_true(fabs(p[0] - p[1]) < 0.03);
}

/* Few groups and skewed values, where the beta distribution has the most to do. */
static void beta_is_close_to_drawing(void **state) {
    (void)state;
    enum { N = SAM_BETWEEN_DRAWN + 2 };
    double *values = calloc(N, sizeof *values);
    static const size_t sizes[] = {N - 6000, 3000, 2000, 1000};
    struct sam_stream random = sam_stream_of(5, 0);
    for (size_t i = 0; i < N; i++) {
        values[i] = pow((double)sam_stream_below(&random, 1000) / 1000, 3);
    }
    struct sam_between_test close = sam_between_test(values, sizes, 4, 1, 1, 1);
    assert_int_equal(close.method, SAM_ARRANGEMENTS_MOMENTS);
    /* The same without the last two values is drawn. */
    size_t fewer[] = {sizes[0] - 2, 3000, 2000, 1000};
    memmove(values, values + 2, (N - 2) * sizeof *values);
    struct sam_between_test drawn = sam_between_test(values, fewer, 4, 2000, 1, 2);
    assert_int_equal(drawn.method, SAM_ARRANGEMENTS_DRAWN);
    assert_true(fabs(close.p.value - drawn.p.value) < 0.05);
    free(values);
}

static void edges(void **state) {
    (void)state;
    static const double values[] = {3, 4, 4, 5, 2};
    static const size_t all[] = {5};
    static const size_t ones[] = {1, 1, 1, 1, 1};
    static const size_t nobody[] = {0, 0};
    static const size_t two[] = {2, 3};
    static const double same[] = {3.3, 3.3, 3.3, 3.3, 3.3};
    assert_int_equal(sam_between_test(values, nobody, 2, 9, 1, 2).p.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(sam_between_test(values, nobody, 0, 9, 1, 2).p.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(sam_between_test(values, all, 1, 9, 1, 2).p.why, SAM_WHY_ONE_ALLIANCE);
    assert_int_equal(sam_between_test(values, ones, 5, 9, 1, 2).p.why, SAM_WHY_NO_REPLICATION);
    struct sam_between_test test = sam_between_test(same, two, 2, 9, 1, 2);
    assert_int_equal(test.p.why, SAM_WHY_NO_VARIANCE);
    assert_int_equal(test.eta_squared.why, SAM_WHY_NO_VARIANCE);
    assert_int_equal(test.method, SAM_ARRANGEMENTS_NONE);
    /* Too many for all, and none asked: the effect stays. */
    double many[30];
    people(many, 30, 1);
    test = sam_between_test(many, five, 6, 0, 1, 2);
    assert_int_equal(test.p.why, SAM_WHY_NOT_ASKED);
    assert_true(test.eta_squared.value > 0.2 && test.eta_squared.value < 1);
    /* All of the differences between the groups: one arrangement and its mirror image. */
    static const double apart[] = {1, 1, 1, 5, 5, 5};
    static const size_t halves[] = {3, 3};
    test = sam_between_test(apart, halves, 2, 0, 1, 2);
    check_rel(test.p.value, 2.0 / 20, 1e-15);
    check_rel(test.eta_squared.value, 1, 1e-15);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_in_r),
        cmocka_unit_test(drawn_alike_by_any_number_of_threads),
        cmocka_unit_test(drawn_as_often_as_all_say),
        cmocka_unit_test(moments_take_over),
        cmocka_unit_test(beta_is_close_to_drawing),
        cmocka_unit_test(edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
