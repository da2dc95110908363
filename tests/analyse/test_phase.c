#include "analyse/fixture.h"
#include "analyse/phase.h"
#include "analyse/simulate.h"
#include "model/answers.h"

static struct sam_phase_score scored(const double posterior[4], const double profile[4],
                                     const size_t leaning[4], size_t respondents) {
    struct sam_phase_score score = {.respondents = respondents};
    for (int k = 0; k < SAM_PHASES; k++) {
        score.posterior[k] = sam_value(posterior[k]);
        score.profile[k] = sam_value(profile[k]);
        score.leaning[k] = leaning[k];
    }
    sam_phase_judge(&score);
    return score;
}

static void check_shared(const struct sam_phase_score *score, const char *expected) {
    char names[100] = "";
    for (int k = 0; k < SAM_PHASES; k++) {
        if (score->shared[k]) {
            size_t used = strlen(names);
            snprintf(names + used, sizeof names - used, " %s", sam_phase_id((enum sam_phase)k));
        }
    }
    assert_string_equal(names, expected);
}

static void clear_needs_probability_and_lead(void **state) {
    (void)state;
    const size_t lean[4] = {0, 0, 1, 4};
    const double sure[4] = {0.05, 0, 0.2, 0.75};
    struct sam_phase_score s = scored(sure, (double[]){20, 20, 70, 77.5}, lean, 5);
    assert_int_equal(s.modal, SAM_PERFORMING);
    assert_int_equal(s.verdict, SAM_VERDICT_CLEAR);
    check_shared(&s, "");
    s = scored(sure, (double[]){20, 20, 70, 77.4}, lean, 5);
    assert_int_equal(s.verdict, SAM_VERDICT_MIXED);
    check_shared(&s, " norming performing");
    s = scored((double[]){0.06, 0, 0.2, 0.74}, (double[]){20, 20, 60, 90}, lean, 5);
    assert_int_equal(s.verdict, SAM_VERDICT_MIXED);
    check_shared(&s, " norming performing");
}

static void mixed_names_its_phases(void **state) {
    (void)state;
    struct sam_phase_score s = scored((double[]){0.02, 0.5, 0.44, 0.04}, (double[]){20, 70, 60, 40},
                                      (size_t[]){0, 3, 2, 0}, 5);
    assert_int_equal(s.verdict, SAM_VERDICT_MIXED);
    assert_int_equal(s.modal, SAM_STORMING);
    check_shared(&s, " storming norming");
    s = scored((double[]){0.4, 0.3, 0.2, 0.1}, (double[]){60, 50, 40, 30}, (size_t[]){3, 2, 0, 0},
               5);
    check_shared(&s, " forming storming norming");
}

static void a_phase_without_items_cannot_lead(void **state) {
    (void)state;
    struct sam_phase_score s = {.respondents = 5, .leaning = {0, 0, 0, 5}};
    for (int k = 0; k < SAM_PHASES; k++) {
        s.posterior[k] = sam_value(k == SAM_PERFORMING ? 0.97 : 0.01);
        s.profile[k] = k == SAM_PERFORMING ? sam_no_value(SAM_WHY_NO_PHASE_ITEMS) : sam_value(10);
    }
    s.posterior[SAM_NORMING] = sam_value(0.02);
    sam_phase_judge(&s);
    assert_int_equal(s.verdict, SAM_VERDICT_MIXED);
    check_shared(&s, " norming performing");
}

static void undecided(void **state) {
    (void)state;
    const double sure[4] = {0.01, 0.01, 0.01, 0.97};
    const double far[4] = {10, 10, 10, 90};
    assert_int_equal(scored(sure, far, (size_t[]){0, 0, 0, 2}, 2).verdict, SAM_VERDICT_UNDECIDED);
    assert_int_equal(scored(sure, far, (size_t[]){0, 0, 0, 3}, 3).verdict, SAM_VERDICT_CLEAR);
    /* half forming, half performing: apart; half norming, half performing: neighbours */
    assert_int_equal(scored(sure, far, (size_t[]){2, 0, 0, 2}, 4).verdict, SAM_VERDICT_UNDECIDED);
    assert_int_equal(scored(sure, far, (size_t[]){0, 0, 2, 2}, 4).verdict, SAM_VERDICT_CLEAR);
    assert_int_equal(scored(sure, far, (size_t[]){1, 1, 1, 1}, 4).verdict, SAM_VERDICT_UNDECIDED);
    /* nobody leans anywhere: not apart */
    assert_int_equal(scored(sure, far, (size_t[]){0, 0, 0, 0}, 4).verdict, SAM_VERDICT_CLEAR);
}

/* The answer probabilities are those of the cut normal. */
static void probabilities_of_answers(void **state) {
    (void)state;
    struct sam_phase_model model = sam_phase_model_default(5);
    struct sam_phase_tables *tables = sam_phase_tables_new(&model);
    double sum = 0;
    for (int answer = 1; answer <= 5; answer++) {
        sum += sam_phase_probability(tables, SAM_FORMING, SAM_FORMING, answer);
    }
    check_rel(sum, 1, 1e-14);
    /* R: pnorm(.2, .72, .44), 1 - pnorm(.8, .72, .44) */
    check_rel(sam_phase_probability(tables, SAM_FORMING, SAM_FORMING, 1), 0.11863892593413913,
              1e-10);
    check_rel(sam_phase_probability(tables, SAM_FORMING, SAM_FORMING, 5), 0.42786270766003576,
              1e-10);
    sam_phase_tables_free(tables);
}

/* Two items, five answers, by the formula with lgamma. */
static void posterior_by_hand(void **state) {
    (void)state;
    struct sam_phase_model model = sam_phase_model_default(5);
    model.prior[0] = 0.4;
    model.prior[3] = 0.1;
    struct sam_phase_tables *tables = sam_phase_tables_new(&model);
    const size_t counts[2][5] = {{0, 1, 2, 1, 1}, {2, 2, 1, 0, 0}};
    const enum sam_phase keyed[2] = {SAM_NORMING, SAM_STORMING};
    double expected[4];
    double sum = 0;
    for (int k = 0; k < 4; k++) {
        double log_likelihood = 0;
        for (int i = 0; i < 2; i++) {
            log_likelihood += lgamma(model.concentration) - lgamma(model.concentration + 5);
            for (int c = 0; c < 5; c++) {
                double a = model.concentration *
                           sam_phase_probability(tables, (enum sam_phase)k, keyed[i], c + 1);
                log_likelihood += lgamma(a + (double)counts[i][c]) - lgamma(a);
            }
        }
        expected[k] = model.prior[k] * exp(log_likelihood / model.design_effect);
        sum += expected[k];
    }
    double log_likelihood[4] = {0};
    double posterior[4];
    for (int i = 0; i < 2; i++) {
        sam_phase_add_counts(tables, keyed[i], counts[i], log_likelihood);
    }
    sam_phase_posterior(tables, log_likelihood, posterior);
    for (int k = 0; k < 4; k++) {
        check_rel(posterior[k], expected[k] / sum, 1e-12);
    }
    sam_phase_tables_free(tables);
}

/* Large counts leave the table; they must go on where it ends. */
static void large_counts(void **state) {
    (void)state;
    struct sam_phase_model model = sam_phase_model_default(5);
    struct sam_phase_tables *tables = sam_phase_tables_new(&model);
    double at[2][4] = {{0}, {0}};
    sam_phase_add_counts(tables, SAM_NORMING, (size_t[]){0, 0, 0, 64, 0}, at[0]);
    sam_phase_add_counts(tables, SAM_NORMING, (size_t[]){0, 0, 0, 65, 0}, at[1]);
    for (int k = 0; k < 4; k++) {
        double weight =
            model.concentration * sam_phase_probability(tables, (enum sam_phase)k, SAM_NORMING, 4);
        check_rel(at[1][k] - at[0][k], log(weight + 64), 1e-10);
    }
    double posterior[4];
    double many[4] = {0};
    sam_phase_add_counts(tables, SAM_STORMING, (size_t[]){0, 0, 0, 0, 1000000}, many);
    sam_phase_posterior(tables, many, posterior);
    check_rel(posterior[0] + posterior[1] + posterior[2] + posterior[3], 1, TINY);
    sam_phase_tables_free(tables);
}

static void one_person(void **state) {
    (void)state;
    struct sam_phase_model model = sam_phase_model_default(5);
    struct sam_phase_tables *tables = sam_phase_tables_new(&model);
    double people[3][4] = {{0}};
    sam_phase_add_people(tables, SAM_STORMING, (uint8_t[]){5, 1, 0}, 3, people);
    sam_phase_add_people(tables, SAM_PERFORMING, (uint8_t[]){1, 5, 0}, 3, people);
    assert_int_equal(sam_phase_leaning(tables, people[0]), SAM_STORMING);
    assert_int_equal(sam_phase_leaning(tables, people[1]), SAM_PERFORMING);
    assert_int_equal(sam_phase_leaning(tables, people[2]), SAM_PHASE_NONE);
    /* the same of one answer as counts: equal up to what is equal for all phases */
    double counted[4] = {0};
    sam_phase_add_counts(tables, SAM_STORMING, (size_t[]){0, 0, 0, 0, 1}, counted);
    sam_phase_add_counts(tables, SAM_PERFORMING, (size_t[]){1, 0, 0, 0, 0}, counted);
    for (int k = 1; k < 4; k++) {
        check_rel(people[0][k] - people[0][0], counted[k] - counted[0], 1e-10);
    }
    sam_phase_tables_free(tables);
}

static void extreme_models_stay_finite(void **state) {
    (void)state;
    struct sam_phase_model model = sam_phase_model_default(11);
    model.spread = 0.01;
    model.concentration = 0.01;
    model.design_effect = 1;
    struct sam_phase_tables *tables = sam_phase_tables_new(&model);
    double log_likelihood[4] = {0};
    double posterior[4];
    const size_t counts[11] = {40, 0, 0, 0, 0, 30, 0, 0, 0, 0, 40};
    for (int j = 0; j < 4; j++) {
        sam_phase_add_counts(tables, (enum sam_phase)j, counts, log_likelihood);
    }
    sam_phase_posterior(tables, log_likelihood, posterior);
    for (int k = 0; k < 4; k++) {
        assert_true(isfinite(posterior[k]) && posterior[k] >= 0);
    }
    sam_phase_tables_free(tables);
}

/* --- calibration --------------------------------------------------------------------------- */

struct tally {
    size_t all, by_model, by_mean, clear, clear_right;
    double brier;
};

static int highest(const double *values) {
    int top = 0;
    for (int k = 1; k < 4; k++) {
        top = values[k] > values[top] ? k : top;
    }
    return top;
}

static void one_alliance(struct sam_analysis *analysis, size_t a, int truth, struct tally *t) {
    const struct sam_phase_score *s =
        &sam_analysis_alliance(analysis, a)->phase[SAM_RELATION_ALLIANCE];
    double profile[4];
    double posterior[4];
    for (int k = 0; k < 4; k++) {
        check_why(s->profile[k], SAM_HAS_VALUE);
        profile[k] = s->profile[k].value;
        posterior[k] = s->posterior[k].value;
        t->brier += (posterior[k] - (k == truth)) * (posterior[k] - (k == truth));
    }
    t->all++;
    t->by_model += highest(posterior) == truth;
    t->by_mean += highest(profile) == truth;
    t->clear += s->verdict == SAM_VERDICT_CLEAR;
    t->clear_right += s->verdict == SAM_VERDICT_CLEAR && (int)s->modal == truth;
}

/* 2,000 simulated alliances of 2 to 9 people whose phase is known. */
static void the_true_phase_is_found(void **state) {
    (void)state;
    static const struct fixture_scale scales[] = {
        {"f", "alliance", "forming", 4, NULL, 0},
        {"s", "alliance", "storming", 4, NULL, 1},
        {"n", "alliance", "norming", 4, NULL, 0},
        {"p", "alliance", "performing", 4, NULL, 0},
    };
    enum { ALLIANCES = 2000 };
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, 4);
    struct sam_simulation_options options = SAM_SIMULATION_DEFAULT;
    struct sam_simulation *simulation = sam_simulation_new(q, &options);
    struct sam_answers *answers = sam_answers_new(q->item_count);
    static int truth[ALLIANCES];
    for (size_t a = 0; a < ALLIANCES; a++) {
        char id[16];
        uint8_t row[16];
        snprintf(id, sizeof id, "%05zu", a);
        truth[a] = (int)sam_simulation_alliance(simulation, SAM_PHASE_NONE);
        for (size_t r = 0; r < 2 + a % 8; r++) {
            sam_simulation_respondent(simulation, SAM_PARTNER, row);
            sam_answers_add(answers, id, "", SAM_PARTNER, row);
        }
    }
    sam_answers_sort(answers);
    struct sam_analysis_options none = {.min_group = 1};
    struct sam_analysis *analysis = sam_analysis_new(q, answers, &none);
    struct tally t = {0};
    for (size_t a = 0; a < ALLIANCES; a++) {
        one_alliance(analysis, a, truth[a], &t);
    }
    double n = (double)t.all;
    print_message(
        "model right %.3f, highest mean right %.3f, Brier %.3f, clear %.3f, of those right "
        "%.3f\n",
        (double)t.by_model / n, (double)t.by_mean / n, t.brier / n, (double)t.clear / n,
        (double)t.clear_right / (double)t.clear);
    assert_true((double)t.by_model > 0.90 * n);
    assert_true(t.by_model > t.by_mean + (size_t)(0.04 * n));
    assert_true(t.brier < 0.16 * n);
    assert_true((double)t.clear > 0.3 * n);
    assert_true((double)t.clear_right > 0.95 * (double)t.clear);
    sam_analysis_free(analysis);
    sam_answers_free(answers);
    sam_simulation_free(simulation);
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clear_needs_probability_and_lead),
        cmocka_unit_test(mixed_names_its_phases),
        cmocka_unit_test(a_phase_without_items_cannot_lead),
        cmocka_unit_test(undecided),
        cmocka_unit_test(probabilities_of_answers),
        cmocka_unit_test(posterior_by_hand),
        cmocka_unit_test(large_counts),
        cmocka_unit_test(one_person),
        cmocka_unit_test(extreme_models_stay_finite),
        cmocka_unit_test(the_true_phase_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
