#include "analyse/fixture.h"

/* synergy: 2 items, the second reversed; forming, storming, norming, performing: 1 each; w: with
 * the funder; h: of account holders alone. */
static const struct fixture_scale scales[] = {
    {"a", "alliance", NULL, 2, NULL, 2},
    {"f", "alliance", "forming", 1, NULL, 0},
    {"s", "alliance", "storming", 1, NULL, 0},
    {"n", "alliance", "norming", 1, NULL, 0},
    {"p", "alliance", "performing", 1, NULL, 0},
    {"w", "partnership", NULL, 1, NULL, 0},
    {"h", "partnership", NULL, 1, "[\"account_holder\"]", 0},
};
enum { SCALES = 7, A = 0, F, S, N, P, W, H };

struct study {
    struct sam_questionnaire *q;
    struct sam_answers *answers;
    struct sam_analysis *analysis;
};

static void begin(struct study *s) {
    *s = (struct study){.q = fixture_questionnaire(5, scales, SCALES)};
    s->answers = sam_answers_new(s->q->item_count);
}

static void analyse(struct study *s, const struct sam_analysis_options *options) {
    sam_answers_sort(s->answers);
    s->analysis = sam_analysis_new(s->q, s->answers, options);
}

static void end(struct study *s) {
    sam_analysis_free(s->analysis);
    sam_answers_free(s->answers);
    sam_questionnaire_free(s->q);
}

static void add_example(struct study *s) {
    fixture_add(s->answers, "A", "x", SAM_LEAD, "42112542");
    fixture_add(s->answers, "A", "y", SAM_PARTNER, "5211255.");
    fixture_add(s->answers, "A", "y", SAM_PARTNER, "4d11255.");
    fixture_add(s->answers, "A", "", SAM_ACCOUNT_HOLDER, "11555114");
    fixture_add(s->answers, "B", "z", SAM_PARTNER, "3311444.");
}

static void the_scores_of_an_alliance(void **state) {
    (void)state;
    struct study s;
    const size_t invited[2] = {4, 0};
    struct sam_analysis_options options = {.min_group = 1, .items = true, .invited = invited};
    begin(&s);
    add_example(&s);
    analyse(&s, &options);
    const struct sam_alliance_result *r = sam_analysis_alliance(s.analysis, 0);
    assert_string_equal(r->id, "A");
    assert_int_equal(r->invited, 4);
    assert_int_equal(r->responded, 3);
    assert_int_equal(r->account_holders, 1);
    assert_false(r->suppressed);
    /* 4 4, 5 4, 4 -: 4, 4.5, 4 */
    const struct sam_scale_score *score = &r->scales[A];
    assert_int_equal(score->respondents, 3);
    check_number(score->mean, 12.5 / 3);
    check_number(score->index, 100 * (12.5 / 3 - 1) / 4);
    check_rel(score->sd.value, sqrt(1.0 / 12), 1e-10);
    check_number(score->lowest, 13.5 / 4);
    check_number(score->highest, 17.5 / 4);
    assert_int_equal(score->zone, SAM_BAND_STRENGTH);
    assert_true(score->low.value < score->mean.value && score->high.value > score->mean.value);
    assert_true(sam_has(score->pooled) && score->pooled.value < score->mean.value);
    /* item variances 1/3 (4 5 4) and 0 (2 2): mean 1/6, v 1/12 */
    check_number(score->rwg_star, 11.0 / 12);
    check_number(score->rwg, (22.0 / 12) / (22.0 / 12 + 1.0 / 12));
    check_number(score->ad, (4.0 / 9) / 2);
    assert_true(score->rwg_chance.value > 0.1 && score->rwg_chance.value < 0.3);
    /* as given: the reversed item keeps its 2s */
    check_number(r->items[1].mean, 2);
    assert_int_equal(r->items[1].respondents, 2);
    assert_int_equal(r->items[1].dont_know, 1);
    assert_int_equal(r->items[0].counts[3], 2);
    assert_int_equal(r->items[0].counts[0], 0); /* the account holder's 1 */
    assert_int_equal(r->items[6].missing, 0);
    end(&s);
}

static void what_account_holders_alone_answer(void **state) {
    (void)state;
    struct study s;
    struct sam_analysis_options options = {.min_group = 1, .items = true};
    begin(&s);
    add_example(&s);
    analyse(&s, &options);
    const struct sam_alliance_result *r = sam_analysis_alliance(s.analysis, 0);
    assert_int_equal(r->scales[H].respondents, 1);
    check_number(r->scales[H].mean, 4);
    check_why(r->scales[H].sd, SAM_WHY_ONE_RESPONDENT);
    r = sam_analysis_alliance(s.analysis, 1);
    check_why(r->scales[H].mean, SAM_WHY_NO_ANSWERS);
    end(&s);
}

static void one_respondent(void **state) {
    (void)state;
    struct study s;
    struct sam_analysis_options options = {.min_group = 1, .items = true};
    begin(&s);
    add_example(&s);
    analyse(&s, &options);
    const struct sam_alliance_result *r = sam_analysis_alliance(s.analysis, 1);
    check_number(r->scales[A].mean, 3);
    check_why(r->scales[A].sd, SAM_WHY_ONE_RESPONDENT);
    check_why(r->scales[A].low, SAM_WHY_ONE_RESPONDENT);
    check_why(r->scales[A].rwg, SAM_WHY_ONE_RESPONDENT);
    check_why(r->scales[A].rwg_chance, SAM_WHY_ONE_RESPONDENT);
    check_why(r->scales[A].lowest, SAM_WHY_UNKNOWN_INVITED);
    assert_true(sam_has(r->scales[A].pooled));
    check_why(r->items[0].sd, SAM_WHY_ONE_RESPONDENT);
    assert_int_equal(r->phase[0].verdict, SAM_VERDICT_UNDECIDED);
    end(&s);
}

static void suppressed(void **state) {
    (void)state;
    struct study s;
    struct sam_analysis_options options = {.min_group = 3, .items = true};
    begin(&s);
    add_example(&s);
    sam_answers_add_alliance(s.answers, "C");
    analyse(&s, &options);
    const struct sam_alliance_result *r = sam_analysis_alliance(s.analysis, 1);
    assert_true(r->suppressed);
    assert_int_equal(r->responded, 1);
    check_why(r->scales[A].mean, SAM_WHY_SUPPRESSED);
    check_why(r->scales[W].pooled, SAM_WHY_SUPPRESSED);
    assert_int_equal(r->scales[A].respondents, 0);
    check_why(r->items[0].mean, SAM_WHY_SUPPRESSED);
    for (int c = 0; c < SAM_POINTS_MAX; c++) {
        assert_int_equal(r->items[0].counts[c], 0);
    }
    assert_int_equal(r->phase[0].verdict, SAM_VERDICT_NO_DATA);
    assert_int_equal(r->phase[0].why, SAM_WHY_SUPPRESSED);
    assert_int_equal(r->topic_count, 0);
    r = sam_analysis_alliance(s.analysis, 0);
    assert_false(r->suppressed);
    check_why(r->scales[A].mean, SAM_HAS_VALUE);
    check_why(r->scales[H].mean, SAM_WHY_SUPPRESSED); /* one account holder */
    check_why(r->items[7].mean, SAM_WHY_SUPPRESSED);
    r = sam_analysis_alliance(s.analysis, 2); /* nobody to protect */
    assert_false(r->suppressed);
    check_why(r->scales[A].mean, SAM_WHY_NO_ANSWERS);
    assert_int_equal(r->phase[0].why, SAM_WHY_NO_ANSWERS);
    end(&s);
}

static void a_single_organisation(void **state) {
    (void)state;
    struct study s;
    const size_t organisations[2] = {1, 3};
    struct sam_analysis_options options = {
        .min_group = 1, .items = true, .organisations = organisations};
    begin(&s);
    add_example(&s);
    analyse(&s, &options);
    const struct sam_alliance_result *r = sam_analysis_alliance(s.analysis, 0);
    check_why(r->scales[A].mean, SAM_WHY_SINGLE_ORGANISATION);
    check_number(r->scales[W].mean, 14 / 3.0);
    assert_int_equal(r->phase[0].verdict, SAM_VERDICT_NO_DATA);
    check_why(r->phase[0].posterior[2], SAM_WHY_SINGLE_ORGANISATION);
    for (size_t t = 0; t < r->topic_count; t++) {
        assert_int_equal(sam_item_relation(s.q, r->topics[t].item), SAM_RELATION_PARTNERSHIP);
    }
    end(&s);
}

static void phase_of_an_alliance(void **state) {
    (void)state;
    struct study s;
    struct sam_analysis_options options = {.min_group = 1};
    begin(&s);
    add_example(&s);
    analyse(&s, &options);
    const struct sam_alliance_result *r = sam_analysis_alliance(s.analysis, 0);
    const struct sam_phase_score *phase = &r->phase[SAM_RELATION_ALLIANCE];
    assert_null(r->items);
    assert_true(r->has_phase[SAM_RELATION_ALLIANCE]);
    assert_false(r->has_phase[SAM_RELATION_PARTNERSHIP]);
    assert_int_equal(r->phase[SAM_RELATION_PARTNERSHIP].why, SAM_WHY_NO_PHASE_ITEMS);
    assert_int_equal(phase->respondents, 3);
    assert_int_equal(phase->modal, SAM_PERFORMING);
    check_number(phase->profile[SAM_FORMING], 0);
    check_number(phase->profile[SAM_NORMING], 25);
    check_number(phase->profile[SAM_PERFORMING], 100);
    assert_int_equal(phase->leaning[SAM_PERFORMING], 3);
    double sum = 0;
    for (int k = 0; k < 4; k++) {
        sum += phase->posterior[k].value;
    }
    check_rel(sum, 1, TINY);
    end(&s);
}

/* Statements keyed to phases among the partners and with the funder: each relation has its own
 * profile, posterior and leaning, and one of which nobody answered anything doesn't touch the
 * other.
 */
static void phases_of_both_relations(void **state) {
    (void)state;
    static const struct fixture_scale both[] = {
        {"f", "alliance", "forming", 1, NULL, 0},    {"s", "alliance", "storming", 1, NULL, 0},
        {"n", "alliance", "norming", 1, NULL, 0},    {"p", "alliance", "performing", 1, NULL, 0},
        {"g", "partnership", "forming", 1, NULL, 0}, {"t", "partnership", "storming", 1, NULL, 0},
        {"o", "partnership", "norming", 1, NULL, 0}, {"q", "partnership", "performing", 1, NULL, 0},
    };
    struct study s = {.q = fixture_questionnaire(5, both, 8)};
    s.answers = sam_answers_new(s.q->item_count);
    for (int i = 0; i < 4; i++) {
        fixture_add(s.answers, "A", "x", i == 0 ? SAM_LEAD : SAM_PARTNER, "11455222");
        fixture_add(s.answers, "B", "x", i == 0 ? SAM_LEAD : SAM_PARTNER, "11455...");
        fixture_add(s.answers, "C", "x", i == 0 ? SAM_LEAD : SAM_PARTNER, "1145....");
    }
    static const size_t organisations[] = {3, 1, 3};
    struct sam_analysis_options options = {.min_group = 1, .organisations = organisations};
    analyse(&s, &options);
    const struct sam_alliance_result *r = sam_analysis_alliance(s.analysis, 0);
    const struct sam_phase_score *inside = &r->phase[SAM_RELATION_ALLIANCE];
    const struct sam_phase_score *funder = &r->phase[SAM_RELATION_PARTNERSHIP];
    assert_true(r->has_phase[SAM_RELATION_ALLIANCE] && r->has_phase[SAM_RELATION_PARTNERSHIP]);
    assert_int_equal(inside->modal, SAM_PERFORMING);
    assert_int_equal(funder->modal, SAM_FORMING);
    check_number(inside->profile[SAM_FORMING], 0);
    check_number(funder->profile[SAM_FORMING], 100);
    check_number(funder->profile[SAM_PERFORMING], 25);
    assert_int_equal(inside->leaning[SAM_PERFORMING], 4);
    assert_int_equal(funder->leaning[SAM_FORMING], 4);
    r = sam_analysis_alliance(s.analysis, 1);
    assert_int_equal(r->phase[SAM_RELATION_ALLIANCE].why, SAM_WHY_SINGLE_ORGANISATION);
    assert_int_equal(r->phase[SAM_RELATION_PARTNERSHIP].respondents, 4);
    r = sam_analysis_alliance(s.analysis, 2);
    assert_int_equal(r->phase[SAM_RELATION_ALLIANCE].modal, SAM_PERFORMING);
    assert_int_equal(r->phase[SAM_RELATION_PARTNERSHIP].verdict, SAM_VERDICT_NO_DATA);
    assert_int_equal(r->phase[SAM_RELATION_PARTNERSHIP].why, SAM_WHY_NO_ANSWERS);
    end(&s);
}

static void topics(void **state) {
    (void)state;
    struct study s;
    struct sam_analysis_options options = {.min_group = 1};
    begin(&s);
    add_example(&s);
    analyse(&s, &options);
    const struct sam_alliance_result *r = sam_analysis_alliance(s.analysis, 0);
    /* the account holder's 5 on forming and storming against 1, 1 on a1 and p1 against 4 to 5 */
    bool gap[8] = {false};
    for (size_t t = 0; t < r->topic_count; t++) {
        assert_true(t == 0 || r->topics[t - 1].score >= r->topics[t].score);
        gap[r->topics[t].item] = r->topics[t].reasons[SAM_REASON_ROLE_GAP];
    }
    const bool expected[8] = {true, false, true, true, true, true, true, false};
    assert_memory_equal(gap, expected, sizeof gap);
    end(&s);
}

static void organisations_as_voices(void **state) {
    (void)state;
    struct study s;
    const size_t organisations[2] = {3, 0};
    struct sam_analysis_options options = {
        .min_group = 1, .weight_organisation = true, .organisations = organisations};
    begin(&s);
    add_example(&s);
    analyse(&s, &options);
    const struct sam_scale_score *score = &sam_analysis_alliance(s.analysis, 0)->scales[A];
    assert_int_equal(score->respondents, 3);
    check_number(score->mean, (4 + 4.25) / 2);
    check_number(score->lowest, (4 + 4.25 + 1) / 3);
    end(&s);
}

/* The table takes any byte; readers refuse these long before. */
static void answers_off_the_scale_are_missing(void **state) {
    (void)state;
    struct study s;
    struct sam_analysis_options options = {.min_group = 1, .items = true};
    const uint8_t row[8] = {9, 254, 6, 5, 5, 5, 5, SAM_DONT_KNOW};
    begin(&s);
    sam_answers_add(s.answers, "A", "", SAM_PARTNER, row);
    analyse(&s, &options);
    const struct sam_alliance_result *r = sam_analysis_alliance(s.analysis, 0);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(r->items[i].missing, 1);
        assert_int_equal(r->items[i].respondents, 0);
    }
    check_why(r->scales[A].mean, SAM_WHY_NO_ANSWERS);
    check_number(r->items[3].mean, 5);
    end(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_off_the_scale_are_missing),
        cmocka_unit_test(the_scores_of_an_alliance),
        cmocka_unit_test(what_account_holders_alone_answer),
        cmocka_unit_test(one_respondent),
        cmocka_unit_test(suppressed),
        cmocka_unit_test(a_single_organisation),
        cmocka_unit_test(phase_of_an_alliance),
        cmocka_unit_test(phases_of_both_relations),
        cmocka_unit_test(topics),
        cmocka_unit_test(organisations_as_voices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
