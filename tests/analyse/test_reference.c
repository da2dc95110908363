/* Every number against R: tests/data/reference has the data sets, what R finds in them, and the
 * scripts that made both. */
#include "reference.h"

#include "base/number.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- what the analysis says ------------------------------------------------------------------ */

struct statistic {
    const char *name;
    size_t offset;
};

#define OF_SCALE(name)                                                                             \
    { #name, offsetof(struct sam_scale_summary, name) }
static const struct statistic of_scale[] = {OF_SCALE(mean),
                                            OF_SCALE(sd),
                                            OF_SCALE(alpha),
                                            OF_SCALE(alpha_low),
                                            OF_SCALE(alpha_high),
                                            OF_SCALE(alpha_standardized),
                                            OF_SCALE(average_r),
                                            OF_SCALE(omega_total),
                                            OF_SCALE(icc1),
                                            OF_SCALE(icc2),
                                            OF_SCALE(f),
                                            OF_SCALE(p),
                                            OF_SCALE(df_between),
                                            OF_SCALE(df_within),
                                            OF_SCALE(between),
                                            OF_SCALE(within),
                                            OF_SCALE(sem),
                                            OF_SCALE(icc1_low),
                                            OF_SCALE(icc1_high),
                                            OF_SCALE(mean_of_alliances),
                                            {NULL, 0}};

#define OF_ALLIANCE(name)                                                                          \
    { #name, offsetof(struct sam_scale_score, name) }
static const struct statistic of_alliance[] = {OF_ALLIANCE(mean),
                                               OF_ALLIANCE(sd),
                                               OF_ALLIANCE(low),
                                               OF_ALLIANCE(high),
                                               OF_ALLIANCE(index),
                                               OF_ALLIANCE(lowest),
                                               OF_ALLIANCE(highest),
                                               OF_ALLIANCE(pooled),
                                               OF_ALLIANCE(pooled_low),
                                               OF_ALLIANCE(pooled_high),
                                               OF_ALLIANCE(rwg),
                                               OF_ALLIANCE(rwg_skewed),
                                               OF_ALLIANCE(rwg_star),
                                               OF_ALLIANCE(rwg_star_skewed),
                                               OF_ALLIANCE(ad),
                                               OF_ALLIANCE(rwg_chance),
                                               {NULL, 0}};

#define OF_ITEM(name)                                                                              \
    { #name, offsetof(struct sam_item_score, name) }
static const struct statistic of_item[] = {OF_ITEM(mean),     OF_ITEM(sd),
                                           OF_ITEM(rwg),      OF_ITEM(rwg_skewed),
                                           OF_ITEM(rwg_star), OF_ITEM(rwg_star_skewed),
                                           OF_ITEM(ad),       {NULL, 0}};

static bool find(const struct statistic *table, const void *object, const char *name,
                 struct sam_number *number) {
    for (; table->name != NULL; table++) {
        if (strcmp(table->name, name) == 0) {
            memcpy(number, (const char *)object + table->offset, sizeof *number);
            return true;
        }
    }
    return false;
}

static bool whole(const char *name, const char *wanted, size_t value, struct sam_number *number) {
    if (strcmp(name, wanted) != 0) {
        return false;
    }
    *number = sam_value((double)value);
    return true;
}

enum { ALLIANCE, SCALE, ITEM, STATISTIC, VALUE, WHY, RELATIVE, SOURCE, COLUMNS };

static bool scale_says(const struct sam_scale_summary *summary, const struct sam_questionnaire *q,
                       size_t scale, const char *const *text, struct sam_number *number) {
    const char *name = text[STATISTIC];
    bool item_rest = strcmp(name, "item_rest") == 0;
    if (item_rest || strcmp(name, "alpha_if_dropped") == 0) {
        for (size_t i = 0; i < q->scales[scale].item_count; i++) {
            if (strcmp(q->items[q->scales[scale].items[i]].id, text[ITEM]) == 0) {
                *number = item_rest ? summary->item_rest[i] : summary->alpha_if_dropped[i];
                return true;
            }
        }
        return false;
    }
    return find(of_scale, summary, name, number) ||
           whole(name, "respondents", summary->respondents, number) ||
           whole(name, "complete", summary->complete, number) ||
           whole(name, "method_is_reml", strcmp(summary->method, "REML") == 0, number);
}

static bool item_says(const struct sam_item_score *score, const char *name,
                      struct sam_number *number) {
    for (size_t p = 0; p < SAM_POINTS_MAX; p++) {
        char count[16];
        snprintf(count, sizeof count, "count_%zu", p + 1);
        if (whole(name, count, score->counts[p], number)) {
            return true;
        }
    }
    return find(of_item, score, name, number) ||
           whole(name, "respondents", score->respondents, number) ||
           whole(name, "dont_know", score->dont_know, number) ||
           whole(name, "missing", score->missing, number);
}

/* False: there is no such number. */
static bool analysis_says(struct sam_analysis *analysis, const struct sam_answers *answers,
                          const char *const *text, struct sam_number *number) {
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    size_t scale = sam_questionnaire_scale(q, text[SCALE]);
    if (text[ALLIANCE][0] == '\0') {
        return scale != SAM_NONE &&
               scale_says(sam_analysis_scale(analysis, scale), q, scale, text, number);
    }
    size_t a = sam_answers_alliance(answers, text[ALLIANCE]);
    if (a == SAM_NONE) {
        return false;
    }
    const struct sam_alliance_result *result = sam_analysis_alliance(analysis, a);
    size_t item = sam_questionnaire_item(q, text[ITEM]);
    if (item != SAM_NONE) {
        return item_says(&result->items[item], text[STATISTIC], number);
    }
    return scale != SAM_NONE &&
           (find(of_alliance, &result->scales[scale], text[STATISTIC], number) ||
            whole(text[STATISTIC], "respondents", result->scales[scale].respondents, number));
}

/* --- comparing ------------------------------------------------------------------------------- */

/* Where the expected value is 0 or beside it, rounding in it is no relative matter. */
static bool agrees(double got, double expected, double relative) {
    double size = fabs(expected) > 1e-6 ? fabs(expected) : 1e-6;
    return fabs(got - expected) <= relative * size;
}

static bool compare(struct sam_analysis *analysis, const struct sam_answers *answers,
                    const char *const *text) {
    struct sam_number number;
    if (!analysis_says(analysis, answers, text, &number)) {
        print_error("nothing is called %s|%s|%s|%s\n", text[ALLIANCE], text[SCALE], text[ITEM],
                    text[STATISTIC]);
        return false;
    }
    if (strcmp(sam_has(number) ? "" : sam_why_id(number.why), text[WHY]) != 0) {
        print_error("%s|%s|%s|%s: %.17g because \"%s\"; expected %s \"%s\"\n", text[ALLIANCE],
                    text[SCALE], text[ITEM], text[STATISTIC], number.value,
                    sam_has(number) ? "" : sam_why_id(number.why), text[VALUE], text[WHY]);
        return false;
    }
    if (!sam_has(number)) {
        return true;
    }
    double expected;
    double relative;
    assert_true(sam_number_decimal(text[VALUE], strlen(text[VALUE]), &expected));
    assert_true(sam_number_decimal(text[RELATIVE], strlen(text[RELATIVE]), &relative));
    assert_true(relative <= 1e-6);
    if (!agrees(number.value, expected, relative)) {
        print_error("%s|%s|%s|%s: %.17g, expected %.17g (%s), off by %.2g\n", text[ALLIANCE],
                    text[SCALE], text[ITEM], text[STATISTIC], number.value, expected, text[SOURCE],
                    fabs(number.value - expected) / fabs(expected));
        return false;
    }
    return true;
}

/* Compares all of the expected file; at least `least` numbers must be in it. */
static void compare_all(struct sam_analysis *analysis, const struct sam_answers *answers,
                        const char *name, size_t least) {
    char path[128];
    snprintf(path, sizeof path, "tests/data/reference/expected_%s.csv", name);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file(path, &text);
    struct sam_csv *csv = sam_csv_from_memory(text.data, text.length, path, ',');
    struct sam_csv_row row;
    struct sam_err err = {0};
    size_t compared = 0;
    size_t wrong = 0;
    assert_int_equal(sam_csv_next(csv, &row, &err), SAM_OK); /* the header */
    for (;;) {
        assert_int_equal(sam_csv_next(csv, &row, &err), SAM_OK);
        if (row.count == 0) {
            break;
        }
        assert_int_equal(row.count, COLUMNS);
        const char *fields[COLUMNS];
        for (size_t c = 0; c < COLUMNS; c++) {
            fields[c] = row.fields[c].text;
        }
        compared++;
        wrong += !compare(analysis, answers, fields);
    }
    sam_csv_free(csv);
    sam_buf_fini(&text);
    if (wrong > 0 || compared < least) {
        fail_msg("%s: %zu of %zu differ, at least %zu expected", name, wrong, compared, least);
    }
}

static void run(const char *set, const char *expected, struct sam_analysis_options options,
                bool last_first, size_t least) {
    struct sam_questionnaire *q = read_questionnaire(set);
    struct sam_answers *answers = read_answers(set, q, last_first);
    options.items = true;
    options.min_group = 1;
    struct sam_analysis *analysis = sam_analysis_new(q, answers, &options);
    compare_all(analysis, answers, expected, least);
    sam_analysis_free(analysis);
    sam_answers_free(answers);
    sam_questionnaire_free(q);
}

static void plain(void **state) {
    struct {
        const char *set;
        size_t least;
    } *of = *state;
    run(of->set, of->set, (struct sam_analysis_options){0}, false, of->least);
}

static void weighted_by_organisation(void **state) {
    (void)state;
    run("plain5", "plain5_weighted", (struct sam_analysis_options){.weight_organisation = true},
        false, 180);
}

static void with_known_invited(void **state) {
    (void)state;
    static const size_t invited[8] = {5, 6, 7, 8, 9, 10, 11, 12};
    run("plain5", "plain5_invited", (struct sam_analysis_options){.invited = invited}, false, 120);
}

static void order_of_answers_changes_nothing(void **state) {
    (void)state;
    run("plain5", "plain5", (struct sam_analysis_options){0}, true, 1900);
    run("edge", "edge", (struct sam_analysis_options){0}, true, 800);
}

int main(void) {
    gsl_set_error_handler_off();
    static struct {
        const char *set;
        size_t least;
    } sets[] = {{"plain5", 1900}, {"seven", 1300},       {"two", 700},     {"eleven", 1200},
                {"edge", 800},    {"single_group", 140}, {"singles", 600}, {"forty", 1500}};
    struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(plain, &sets[0]),
        cmocka_unit_test_prestate(plain, &sets[1]),
        cmocka_unit_test_prestate(plain, &sets[2]),
        cmocka_unit_test_prestate(plain, &sets[3]),
        cmocka_unit_test_prestate(plain, &sets[4]),
        cmocka_unit_test_prestate(plain, &sets[5]),
        cmocka_unit_test_prestate(plain, &sets[6]),
        cmocka_unit_test_prestate(plain, &sets[7]),
        cmocka_unit_test(weighted_by_organisation),
        cmocka_unit_test(with_known_invited),
        cmocka_unit_test(order_of_answers_changes_nothing),
    };
    for (size_t s = 0; s < 8; s++) {
        tests[s].name = sets[s].set;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
