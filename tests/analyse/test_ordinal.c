/* The ordinal comparison against R (tests/data/reference/make_ordinal.R), and its limits. */
#include "analyse/ordinal.h"

#include "fixture.h"
#include "reference.h"

#include "base/number.h"

#include <gsl/gsl_errno.h>

enum { SET, SCALE, ALLIANCE, STATISTIC, VALUE, WHY, SOURCE, COLUMNS };

struct loaded {
    struct sam_questionnaire *questionnaire;
    struct sam_answers *answers;
    struct sam_analysis *analysis;
};

static void load(struct loaded *l, const char *set, struct sam_analysis_options options,
                 bool last_first) {
    options.ordinal = true;
    l->questionnaire = read_questionnaire(set);
    l->answers = read_answers(set, l->questionnaire, last_first);
    l->analysis = sam_analysis_new(l->questionnaire, l->answers, &options);
}

static void unload(struct loaded *l) {
    sam_analysis_free(l->analysis);
    sam_answers_free(l->answers);
    sam_questionnaire_free(l->questionnaire);
}

/* --- against R ------------------------------------------------------------------------------- */

static bool listed(const struct sam_ordinal_summary *ordinal, const char *mean, const char *level) {
    for (size_t i = 0; i < ordinal->inversions_listed; i++) {
        if (strcmp(ordinal->inversions[i].higher_mean, mean) == 0 &&
            strcmp(ordinal->inversions[i].higher_ordinal, level) == 0) {
            return true;
        }
    }
    return false;
}

static struct sam_number number_of(struct loaded *l, const char *const *text) {
    size_t s = sam_questionnaire_scale(l->questionnaire, text[SCALE]);
    const struct sam_ordinal_summary *ordinal = &sam_analysis_scale(l->analysis, s)->ordinal;
    if (text[ALLIANCE][0] == '\0') {
        return strcmp(text[STATISTIC], "tau") == 0              ? ordinal->tau
               : strcmp(text[STATISTIC], "log_likelihood") == 0 ? ordinal->log_likelihood
                                                                : ordinal->inversion_count;
    }
    size_t a = sam_answers_alliance(l->answers, text[ALLIANCE]);
    const struct sam_ordinal_score *score =
        &sam_analysis_alliance(l->analysis, a)->scales[s].ordinal;
    return strcmp(text[STATISTIC], "value") == 0 ? score->value
           : strcmp(text[STATISTIC], "se") == 0  ? score->se
                                                 : score->location;
}

static bool agrees(struct loaded *l, const char *const *text) {
    size_t s = sam_questionnaire_scale(l->questionnaire, text[SCALE]);
    if (strcmp(text[STATISTIC], "inversion") == 0) {
        return listed(&sam_analysis_scale(l->analysis, s)->ordinal, text[ALLIANCE], text[VALUE]);
    }
    struct sam_number number = number_of(l, text);
    double expected;
    if (strcmp(sam_why_id(number.why), text[WHY]) != 0) {
        return false;
    }
    if (!sam_has(number)) {
        return true;
    }
    assert_true(sam_number_decimal(text[VALUE], strlen(text[VALUE]), &expected));
    /* Levels are differences from the middle of all: near 0 they are right to 1e-6 of tau's size */
    return fabs(number.value - expected) <= 1e-6 * fmax(fabs(expected), 0.1);
}

static void compare(struct loaded *l, const char *label, size_t least) {
    const char *path = "tests/data/reference/expected_ordinal.csv";
    struct sam_buf text;
    struct sam_csv_row row;
    struct sam_err err = {0};
    size_t compared = 0;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file(path, &text);
    struct sam_csv *csv = sam_csv_from_memory(text.data, text.length, path, ',');
    assert_int_equal(sam_csv_next(csv, &row, &err), SAM_OK); /* the header */
    for (;;) {
        assert_int_equal(sam_csv_next(csv, &row, &err), SAM_OK);
        if (row.count == 0) {
            break;
        }
        const char *fields[COLUMNS];
        assert_int_equal(row.count, COLUMNS);
        for (size_t c = 0; c < COLUMNS; c++) {
            fields[c] = row.fields[c].text;
        }
        if (strcmp(fields[SET], label) != 0) {
            continue;
        }
        compared++;
        if (!agrees(l, fields)) {
            struct sam_number got = {0};
            if (strcmp(fields[STATISTIC], "inversion") != 0) {
                got = number_of(l, fields);
            }
            fail_msg("%s|%s|%s: %.17g \"%s\", expected %s \"%s\"", fields[SCALE], fields[ALLIANCE],
                     fields[STATISTIC], got.value, sam_why_id(got.why), fields[VALUE], fields[WHY]);
        }
    }
    sam_csv_free(csv);
    sam_buf_fini(&text);
    assert_true(compared >= least);
}

static void as_in_r(void **state) {
    static const struct {
        const char *set;
        size_t least;
    } sets[] = {{"plain5", 111},      {"seven", 63},   {"two", 54},
                {"eleven", 36},       {"edge", 30},    {"forty", 266},
                {"single_group", 12}, {"singles", 42}, {"ordinal", 67}};
    (void)state;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        struct loaded l;
        load(&l, sets[i].set, (struct sam_analysis_options){.min_group = 1}, false);
        compare(&l, sets[i].set, sets[i].least);
        unload(&l);
        load(&l, sets[i].set, (struct sam_analysis_options){.min_group = 1}, true);
        compare(&l, sets[i].set, sets[i].least);
        unload(&l);
    }
}

static void organisations_share_a_voice_as_in_r(void **state) {
    (void)state;
    struct loaded l;
    load(&l, "plain5", (struct sam_analysis_options){.min_group = 1, .weight_organisation = true},
         false);
    compare(&l, "plain5_weighted", 100);
    unload(&l);
}

/* --- made by hand ---------------------------------------------------------------------------- */

struct made {
    struct sam_questionnaire *questionnaire;
    struct sam_answers *answers;
    struct sam_analysis *analysis;
};

static void made_init(struct made *m) {
    const struct fixture_scale scale = {.id = "x", .relation = "alliance", .items = 1};
    m->questionnaire = fixture_questionnaire(5, &scale, 1);
    m->answers = sam_answers_new(1);
}

static const struct sam_ordinal_summary *made_run(struct made *m,
                                                  struct sam_analysis_options options) {
    options.ordinal = true;
    sam_answers_sort(m->answers);
    m->analysis = sam_analysis_new(m->questionnaire, m->answers, &options);
    return &sam_analysis_scale(m->analysis, 0)->ordinal;
}

static void made_fini(struct made *m) {
    sam_analysis_free(m->analysis);
    sam_answers_free(m->answers);
    sam_questionnaire_free(m->questionnaire);
}

static void add(struct made *m, const char *alliance, const char *answers) {
    for (const char *a = answers; *a != '\0'; a++) {
        fixture_add(m->answers, alliance, "", SAM_PARTNER, (char[]){*a, '\0'});
    }
}

/* Everybody in `even` says 4; in `spread` most say 5 and a few 1. A mean lets each 1 weigh as much
 * as three steps down; among people who mostly answer 4 and 5 the step between these is the larger.
 */
static void add_inverted(struct made *m) {
    add(m, "even", "44444444");
    add(m, "spread", "55555511");
    add(m, "higher", "55555545");
    add(m, "lower", "34434344");
}

static void means_and_levels_can_differ_in_order(void **state) {
    (void)state;
    struct made m;
    made_init(&m);
    add_inverted(&m);
    const struct sam_ordinal_summary *ordinal = made_run(&m, (struct sam_analysis_options){0});
    check_why(ordinal->tau, SAM_HAS_VALUE);
    /* means: even 4, spread 4, lower 3.625: no inversion between the first two, they are tied */
    assert_false(listed(ordinal, "even", "spread"));
    made_fini(&m);

    made_init(&m);
    add_inverted(&m);
    add(&m, "spread", "13");
    ordinal = made_run(&m, (struct sam_analysis_options){0});
    size_t even = sam_answers_alliance(m.answers, "even");
    size_t spread = sam_answers_alliance(m.answers, "spread");
    struct sam_scale_score e = sam_analysis_alliance(m.analysis, even)->scales[0];
    struct sam_scale_score s = sam_analysis_alliance(m.analysis, spread)->scales[0];
    check_number(e.mean, 4);
    check_number(s.mean, 3.6);
    assert_true(s.ordinal.location.value > e.ordinal.location.value);
    assert_true(listed(ordinal, "even", "spread"));
    assert_false(listed(ordinal, "spread", "even"));
    check_number(ordinal->inversion_count, (double)ordinal->inversions_listed);
    made_fini(&m);
}

static void who_is_suppressed_is_not_named(void **state) {
    (void)state;
    struct made m;
    made_init(&m);
    add_inverted(&m);
    add(&m, "spread", "13");
    const struct sam_ordinal_summary *ordinal =
        made_run(&m, (struct sam_analysis_options){.min_group = 9});
    check_number(ordinal->inversion_count, 0);
    assert_int_equal(ordinal->alliances, 4);
    check_why(ordinal->tau, SAM_HAS_VALUE);
    size_t even = sam_answers_alliance(m.answers, "even");
    check_why(sam_analysis_alliance(m.analysis, even)->scales[0].ordinal.location,
              SAM_WHY_SUPPRESSED);
    made_fini(&m);
}

static void check_without(struct made *m, enum sam_why why) {
    const struct sam_ordinal_summary *ordinal = made_run(m, (struct sam_analysis_options){0});
    check_why(ordinal->tau, why);
    check_why(ordinal->log_likelihood, why);
    check_why(ordinal->inversion_count, why);
    assert_int_equal(ordinal->inversions_listed, 0);
    if (sam_analysis_alliance_count(m->analysis) > 0) {
        check_why(sam_analysis_alliance(m->analysis, 0)->scales[0].ordinal.value, why);
    }
    made_fini(m);
}

static void says_why_not(void **state) {
    (void)state;
    struct made m;
    made_init(&m);
    add(&m, "a", "..d");
    add(&m, "b", "d");
    check_without(&m, SAM_WHY_NO_ANSWERS);
    made_init(&m);
    add(&m, "a", "2345");
    check_without(&m, SAM_WHY_ONE_ALLIANCE);
    made_init(&m);
    add(&m, "a", "2345");
    add(&m, "b", "1234");
    check_without(&m, SAM_WHY_TOO_FEW_ALLIANCES);
    made_init(&m);
    add(&m, "a", "4");
    add(&m, "b", "3");
    add(&m, "c", "2");
    check_without(&m, SAM_WHY_NO_REPLICATION);
    made_init(&m);
    add(&m, "a", "444");
    add(&m, "b", "44");
    add(&m, "c", "4");
    check_without(&m, SAM_WHY_NO_VARIANCE);
    made_init(&m);
    add(&m, "a", "444");
    add(&m, "b", "55");
    add(&m, "c", "2");
    check_without(&m, SAM_WHY_NO_CONVERGENCE);
}

static void many_alliances_are_left_out(void **state) {
    (void)state;
    for (int more = 0; more <= 1; more++) {
        struct made m;
        made_init(&m);
        for (int a = 0; a < SAM_ORDINAL_ALLIANCES_MAX + more; a++) {
            char id[16];
            snprintf(id, sizeof id, "%d", a);
            add(&m, id, (const char *[]){"345", "244", "451", "553", "33"}[a % 5]);
        }
        if (more == 1) {
            check_without(&m, SAM_WHY_TOO_MANY_ALLIANCES);
        } else {
            const struct sam_ordinal_summary *ordinal =
                made_run(&m, (struct sam_analysis_options){0});
            check_why(ordinal->tau, SAM_HAS_VALUE);
            made_fini(&m);
        }
    }
}

static void only_when_asked(void **state) {
    (void)state;
    struct made m;
    made_init(&m);
    add_inverted(&m);
    sam_answers_sort(m.answers);
    m.analysis = sam_analysis_new(m.questionnaire, m.answers, &(struct sam_analysis_options){0});
    check_why(sam_analysis_scale(m.analysis, 0)->ordinal.tau, SAM_WHY_NOT_ASKED);
    check_why(sam_analysis_alliance(m.analysis, 0)->scales[0].ordinal.se, SAM_WHY_NOT_ASKED);
    made_fini(&m);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_in_r),
        cmocka_unit_test(organisations_share_a_voice_as_in_r),
        cmocka_unit_test(means_and_levels_can_differ_in_order),
        cmocka_unit_test(who_is_suppressed_is_not_named),
        cmocka_unit_test(says_why_not),
        cmocka_unit_test(many_alliances_are_left_out),
        cmocka_unit_test(only_when_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
