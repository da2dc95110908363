/* Against R's t.test and pt (tests/data/reference/make_expectation.R), and by hand. */
#include "analyse/expectation.h"

#include "analyse/numerics.h"
#include "fixture.h"

/* --- R ---------------------------------------------------------------------------------------- */

#include "reference.h"

struct linked {
    size_t items[16];
    bool against[16];
    size_t count;
};

static struct linked link_items(const struct sam_questionnaire *q, const char *list) {
    struct linked linked = {.count = 0};
    char text[128];
    snprintf(text, sizeof text, "%s", list);
    char *rest = NULL;
    for (char *id = strtok_r(text, " ", &rest); id != NULL; id = strtok_r(NULL, " ", &rest)) {
        linked.against[linked.count] = id[0] == '-';
        linked.items[linked.count] = sam_questionnaire_item(q, id + (id[0] == '-'));
        assert_true(linked.items[linked.count] != SAM_NONE);
        linked.count++;
    }
    return linked;
}

static struct sam_expectation_result run(const struct sam_questionnaire *q,
                                         const struct sam_answers *answers, const char *items,
                                         const struct sam_analysis_options *options) {
    struct linked linked = link_items(q, items);
    struct sam_expectation_set set = {linked.items, linked.against, linked.count};
    return sam_expectation_of(q, answers, options, &set);
}

/* "SET|ITEMS|WEIGHT|SINGLE" */
static struct sam_expectation_result run_case(const char *name) {
    char set[32];
    char items[64];
    char weight[32];
    char single[32] = "";
    assert_true(sscanf(name, "%31[^|]|%63[^|]|%31[^|]|%31[^|]", set, items, weight, single) >= 3);
    struct sam_questionnaire *q = read_questionnaire(set);
    struct sam_answers *answers = read_answers(set, q, false);
    size_t *organisations = sam_xcalloc(answers->alliance_count, sizeof *organisations);
    for (size_t a = 0; a < answers->alliance_count; a++) {
        organisations[a] = strcmp(answers->alliance_ids[a], single) == 0 ? 1 : 3;
    }
    struct sam_analysis_options options = {.min_group = 1,
                                           .weight_organisation = strcmp(weight, "respondent") != 0,
                                           .organisations = organisations};
    struct sam_expectation_result result = run(q, answers, items, &options);
    /* The order of people changes nothing but the last digits. */
    struct sam_answers *reversed = read_answers(set, q, true);
    struct sam_expectation_result again = run(q, reversed, items, &options);
    assert_int_equal(again.both.mean.why, result.both.mean.why);
    check_rel(again.both.mean.value, result.both.mean.value, 1e-12);
    assert_int_equal(again.verdict, result.verdict);
    sam_answers_free(reversed);
    sam_answers_free(answers);
    sam_questionnaire_free(q);
    free(organisations);
    return result;
}

static double value_of(const struct sam_expectation_view *view, const char *what) {
    const struct {
        const char *name;
        struct sam_number number;
    } numbers[] = {{"mean", view->mean},
                   {"se", view->se},
                   {"df", view->df},
                   {"low", view->low},
                   {"high", view->high},
                   {"index", view->index},
                   {"yes", view->chance[SAM_RATING_YES]},
                   {"partly", view->chance[SAM_RATING_PARTLY]},
                   {"no", view->chance[SAM_RATING_NO]},
                   {"respondents", sam_value((double)view->respondents)},
                   {"alliances", sam_value((double)view->alliances)}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (strcmp(numbers[i].name, what) == 0) {
            assert_true(sam_has(numbers[i].number));
            return numbers[i].number.value;
        }
    }
    fail_msg("%s?", what);
    return 0;
}

static double result_value(const struct sam_expectation_result *result, const char *what) {
    const char *dot = strchr(what, '.');
    if (dot == NULL) {
        return strcmp(what, "gap") == 0       ? result->gap.value
               : strcmp(what, "gap_low") == 0 ? result->gap_low.value
                                              : result->gap_high.value;
    }
    return value_of(what[0] == 'p'   ? &result->sides[SAM_SIDE_PARTNERS]
                    : what[0] == 'a' ? &result->sides[SAM_SIDE_ACCOUNT_HOLDERS]
                                     : &result->both,
                    dot + 1);
}

static void r_gives_the_same(void **state) {
    (void)state;
    struct sam_buf text;
    struct sam_expectation_result result = {0};
    char last[128] = "";
    size_t cases = 0;
    size_t numbers = 0;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file("tests/data/reference/expected_expectation.csv", &text);
    for (char *line = strchr(text.data, '\n') + 1; *line != '\0'; line = strchr(line, '\n') + 1) {
        char name[128];
        char what[64];
        double expected = 0;
        assert_int_equal(sscanf(line, "%127[^,],%63[^,],%lf", name, what, &expected), 3);
        if (strcmp(name, last) != 0) {
            result = run_case(name);
            memcpy(last, name, sizeof last);
            cases++;
        }
        double got = result_value(&result, what);
        if (fabs(got - expected) > 1e-8 * fmax(1, fabs(expected))) {
            fail_msg("%s, %s: %.12g instead of %.12g", name, what, got, expected);
        }
        numbers++;
    }
    assert_int_equal(cases, 20);
    assert_true(numbers > 400);
    sam_buf_fini(&text);
}

/* --- by hand ---------------------------------------------------------------------------------- */

static const struct fixture_scale scales[] = {{"a", "alliance", NULL, 1, NULL, 0},
                                              {"p", "partnership", NULL, 1, NULL, 0}};

static struct sam_expectation_result of_table(struct sam_answers *answers, size_t min_group) {
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, 2);
    struct sam_analysis_options options = {.min_group = min_group};
    sam_answers_sort(answers);
    struct sam_expectation_result result = run(q, answers, "a1 p1", &options);
    sam_answers_free(answers);
    sam_questionnaire_free(q);
    return result;
}

static void check_no_view(const struct sam_expectation_view *view, enum sam_why why) {
    check_why(view->mean, why);
    check_why(view->low, why);
    check_why(view->index, why);
    check_why(view->chance[SAM_RATING_YES], why);
    assert_int_equal(view->certainty, SAM_CERTAINTY_NONE);
}

static void nobody_answered(void **state) {
    (void)state;
    struct sam_answers *answers = sam_answers_new(2);
    sam_answers_add_alliance(answers, "x");
    fixture_add(answers, "y", "o", SAM_LEAD, "d.");
    struct sam_expectation_result result = of_table(answers, 1);
    check_no_view(&result.both, SAM_WHY_NO_ANSWERS);
    check_no_view(&result.sides[SAM_SIDE_ACCOUNT_HOLDERS], SAM_WHY_NO_ANSWERS);
    check_why(result.gap, SAM_WHY_NO_ANSWERS);
    assert_int_equal(result.verdict, SAM_SIDES_ONE);
}

static struct sam_answers *three_and_two(void) {
    struct sam_answers *answers = sam_answers_new(2);
    fixture_add(answers, "x", "o", SAM_LEAD, "45");
    fixture_add(answers, "x", "u", SAM_PARTNER, "44");
    fixture_add(answers, "y", "o", SAM_LEAD, "5d");
    fixture_add(answers, "x", "", SAM_ACCOUNT_HOLDER, "11");
    fixture_add(answers, "y", "", SAM_ACCOUNT_HOLDER, "12");
    return answers;
}

/* Two account holders are no view; the rating is then the partners'. */
static void fewer_than_three_are_no_view(void **state) {
    (void)state;
    struct sam_expectation_result result = of_table(three_and_two(), 1);
    check_no_view(&result.sides[SAM_SIDE_ACCOUNT_HOLDERS], SAM_WHY_TOO_FEW_RESPONDENTS);
    assert_int_equal(result.sides[SAM_SIDE_ACCOUNT_HOLDERS].respondents, 2);
    check_number(result.both.mean, (4.25 + 5) / 2);
    assert_int_equal(result.both.respondents, 3);
    assert_int_equal(result.both.rating, SAM_RATING_YES);
    assert_int_equal(result.verdict, SAM_SIDES_ONE);
    check_why(result.gap, SAM_WHY_TOO_FEW_RESPONDENTS);
    result = of_table(three_and_two(), 4);
    check_no_view(&result.both, SAM_WHY_TOO_FEW_RESPONDENTS);
}

/* Alike means are no proof: the interval is that of rounding. */
static void all_the_same_is_not_certain(void **state) {
    (void)state;
    struct sam_answers *answers = sam_answers_new(2);
    fixture_add(answers, "x", "o", SAM_LEAD, "4.");
    fixture_add(answers, "y", "o", SAM_LEAD, "4.");
    fixture_add(answers, "z", "o", SAM_LEAD, "4.");
    struct sam_expectation_result result = of_table(answers, 1);
    check_number(result.both.mean, 4);
    check_number(result.both.se, sqrt(3.0 / 12) / 3);
    assert_true(result.both.chance[SAM_RATING_YES].value < 0.98);
    assert_int_equal(result.both.certainty, SAM_CERTAINTY_CLEAR);
    assert_true(result.both.low.value < 3.5);
}

static struct sam_expectation_view view(int points, size_t count, const double *means) {
    struct sam_expectation_voice voices[8];
    for (size_t i = 0; i < count; i++) {
        voices[i] = (struct sam_expectation_voice){means[i], 10};
    }
    return sam_expectation_view_of(voices, count, points);
}

static void the_cuts(void **state) {
    (void)state;
    struct sam_expectation_view v = view(5, 3, (double[]){3.5, 3.4, 3.6});
    assert_int_equal(v.rating, SAM_RATING_YES); /* at the mark */
    check_rel(v.index.value, 62.5, 1e-12);
    check_rel(v.chance[SAM_RATING_YES].value, 0.5, 1e-9);
    assert_int_equal(v.certainty, SAM_CERTAINTY_LIKELY);
    v = view(5, 3, (double[]){2.4, 2.5, 2.6});
    assert_int_equal(v.rating, SAM_RATING_PARTLY); /* 37.5 is not below it */
    v = view(5, 3, (double[]){2.3, 2.4, 2.5});
    assert_int_equal(v.rating, SAM_RATING_NO);
    v = view(11, 2, (double[]){8, 9});
    assert_int_equal(v.rating, SAM_RATING_YES);
    check_rel(v.index.value, 75, 1e-12);
    /* Opposite views: partly by the mean, and open by the chances. */
    v = view(5, 2, (double[]){1, 5});
    assert_int_equal(v.rating, SAM_RATING_PARTLY);
    assert_int_equal(v.certainty, SAM_CERTAINTY_OPEN);
    check_rel(v.low.value, 1, 1e-12); /* cut to the scale */
    check_rel(v.high.value, 5, 1e-12);
    double sum = 0;
    for (int i = 0; i < SAM_RATINGS; i++) {
        sum += v.chance[i].value;
    }
    check_rel(sum, 1, 1e-12);
}

static void one_voice_has_no_rating(void **state) {
    (void)state;
    struct sam_expectation_view v = view(5, 1, (double[]){4});
    check_number(v.mean, 4);
    check_number(v.index, 75);
    check_why(v.low, SAM_WHY_ONE_RESPONDENT);
    assert_int_equal(v.certainty, SAM_CERTAINTY_NONE);
}

static enum sam_sides_verdict join(const double *one, const double *other,
                                   struct sam_expectation_result *result) {
    result->sides[SAM_SIDE_PARTNERS] = view(5, 4, one);
    result->sides[SAM_SIDE_ACCOUNT_HOLDERS] = view(5, 4, other);
    sam_expectation_join(result, 5);
    return result->verdict;
}

static void two_sides(void **state) {
    (void)state;
    struct sam_expectation_result r = {0};
    assert_int_equal(join((double[]){4, 4.2, 4.4, 4.2}, (double[]){2, 1.8, 2.2, 2}, &r),
                     SAM_SIDES_APART);
    assert_true(r.gap_low.value > 0);
    assert_int_equal(r.both.rating, SAM_RATING_PARTLY);
    check_number(r.both.mean, 3.1);
    assert_int_equal(join((double[]){2, 1.8, 2.2, 2}, (double[]){4, 4.2, 4.4, 4.2}, &r),
                     SAM_SIDES_APART);
    assert_true(r.gap_high.value < 0);
    assert_int_equal(join((double[]){4, 4.2, 4.4, 4.2}, (double[]){3.6, 3.8, 3.7, 3.6}, &r),
                     SAM_SIDES_ALIKE);
    assert_int_equal(join((double[]){2, 5, 5, 4}, (double[]){1, 5, 2, 3}, &r), SAM_SIDES_UNCLEAR);
    /* Erring together: as wide as the two on average, never narrower. */
    check_rel(r.both.se.value, (r.sides[0].se.value + r.sides[1].se.value) / 2, 1e-12);
    check_number(r.both.df, 3);
    /* One side with a mean alone doesn't take part in the rating. */
    r.sides[SAM_SIDE_PARTNERS] = view(5, 1, (double[]){1});
    sam_expectation_join(&r, 5);
    assert_int_equal(r.verdict, SAM_SIDES_ONE);
    check_rel(r.both.mean.value, r.sides[1].mean.value, 1e-12);
    check_why(r.gap, SAM_WHY_ONE_RESPONDENT);
}

static void names(void **state) {
    (void)state;
    assert_string_equal(sam_certainty_id(SAM_CERTAINTY_OPEN), "open");
    assert_string_equal(sam_certainty_id(SAM_CERTAINTY_NONE), "");
    assert_string_equal(sam_sides_verdict_id(SAM_SIDES_APART), "apart");
    assert_string_equal(sam_sides_verdict_id(SAM_SIDES_ONE), "one_side");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(r_gives_the_same),
        cmocka_unit_test(nobody_answered),
        cmocka_unit_test(fewer_than_three_are_no_view),
        cmocka_unit_test(all_the_same_is_not_certain),
        cmocka_unit_test(the_cuts),
        cmocka_unit_test(one_voice_has_no_rating),
        cmocka_unit_test(two_sides),
        cmocka_unit_test(names),
    };
    sam_numerics_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
