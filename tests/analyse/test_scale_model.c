#include "analyse/fixture.h"
#include "analyse/scale_model.h"

struct fitted {
    struct sam_questionnaire *q;
    struct sam_answers *answers;
    struct sam_scoring scoring;
    struct sam_fit_room room;
    struct sam_scale_model model;
};

static void begin(struct fitted *f, size_t items) {
    struct fixture_scale scale = {"a", "alliance", NULL, items, NULL, 0};
    *f = (struct fitted){0};
    f->q = fixture_questionnaire(5, &scale, 1);
    f->answers = sam_answers_new(items);
}

static void fit(struct fitted *f, const struct sam_analysis_options *options, size_t capacity) {
    const struct sam_scale *scale = &f->q->scales[0];
    sam_answers_sort(f->answers);
    sam_scoring_init(&f->scoring, f->q, f->answers);
    sam_scores_init(&f->room.scores, capacity, f->q->item_count);
    f->room.values = calloc(f->answers->respondents + 1, sizeof *f->room.values);
    f->room.sizes = calloc(f->answers->alliance_count + 1, sizeof *f->room.sizes);
    f->model.id = scale->id;
    f->model.set = sam_item_set_of(scale->items, scale->item_count, scale->min_answered);
    f->model.relation = scale->relation;
    sam_scale_model_fit(&f->model, &f->scoring, options, &f->room);
}

static void end(struct fitted *f) {
    sam_scale_model_fini(&f->model);
    sam_scores_fini(&f->room.scores);
    sam_scoring_fini(&f->scoring);
    free(f->room.values);
    free(f->room.sizes);
    sam_answers_free(f->answers);
    sam_questionnaire_free(f->q);
}

/* Two alliances, scores 4 5 (A) and 1 2 3 (B): MSB = 7.5, MSW = 2.5 / 3. */
static void add_five(struct sam_answers *answers) {
    fixture_add(answers, "A", "x", SAM_LEAD, "444");
    fixture_add(answers, "A", "x", SAM_PARTNER, "555");
    fixture_add(answers, "B", "y", SAM_PARTNER, "111");
    fixture_add(answers, "B", "z", SAM_PARTNER, "222");
    fixture_add(answers, "B", "z", SAM_PARTNER, "333");
}

static void by_hand(void **state) {
    (void)state;
    for (size_t capacity = 3; capacity < 7; capacity++) {
        struct fitted f;
        struct sam_analysis_options options = {.min_group = 1};
        begin(&f, 3);
        add_five(f.answers);
        fit(&f, &options, capacity);
        const struct sam_scale_summary *s = &f.model.summary;
        assert_int_equal(s->respondents, 5);
        assert_int_equal(s->complete, 5);
        check_number(s->mean, 3);
        check_number(s->sd, sqrt(2.5));
        check_number(s->df_between, 1);
        check_number(s->df_within, 3);
        check_number(s->f, 9);
        check_number(s->icc2, 1 - 1 / 9.0);
        check_number(f.model.basis.within, 2.5 / 3);
        check_why(s->alpha, SAM_WHY_TOO_FEW_RESPONDENTS);
        check_why(s->omega_total, SAM_WHY_TOO_FEW_RESPONDENTS);
        check_why(s->sem, SAM_WHY_TOO_FEW_RESPONDENTS);
        check_why(s->item_rest[2], SAM_WHY_TOO_FEW_RESPONDENTS);
        end(&f);
    }
}

/* Weighted: A has one organisation, at 4.5; B two, at 1 and 2.5. */
static void organisations_as_voices(void **state) {
    (void)state;
    struct fitted f;
    struct sam_analysis_options options = {.min_group = 1, .weight_organisation = true};
    begin(&f, 3);
    add_five(f.answers);
    fit(&f, &options, 10);
    assert_int_equal(f.model.summary.respondents, 5);
    check_number(f.model.summary.mean, 3);
    check_number(f.model.summary.df_within, 1);
    check_number(f.model.basis.within, 1.125);
    end(&f);
}

static void single_organisations_are_left_out(void **state) {
    (void)state;
    struct fitted f;
    const size_t organisations[2] = {1, 2};
    struct sam_analysis_options options = {.min_group = 1, .organisations = organisations};
    begin(&f, 3);
    add_five(f.answers);
    fit(&f, &options, 10);
    assert_int_equal(f.model.summary.respondents, 3);
    check_number(f.model.summary.mean, 2);
    check_why(f.model.summary.icc1, SAM_WHY_ONE_ALLIANCE);
    end(&f);
}

static void complete_and_not(void **state) {
    (void)state;
    struct fitted f;
    struct sam_analysis_options options = {.min_group = 1};
    begin(&f, 3);
    for (int i = 0; i < 12; i++) {
        static const char *const rows[] = {"443", "454", "555", "332", "212", "445",
                                           "544", "323", "443", "121", "232", "554"};
        fixture_add(f.answers, i % 2 > 0 ? "A" : "B", "", SAM_PARTNER, rows[i]);
    }
    fixture_add(f.answers, "A", "", SAM_PARTNER, "4d4");
    fixture_add(f.answers, "A", "", SAM_PARTNER, "d.4");
    fit(&f, &options, 20);
    const struct sam_scale_summary *s = &f.model.summary;
    assert_int_equal(s->respondents, 13);
    assert_int_equal(s->complete, 12);
    check_rel(s->alpha.value, 0.934537246049661, TINY);
    assert_true(sam_has(s->omega_total));
    assert_true(s->omega_total.value > 0.9 && s->omega_total.value < 1);
    double total = s->sd.value * s->sd.value;
    check_rel(s->sem.value, sqrt(total * (1 - s->alpha.value)), 1e-10);
    /* Twelve answered three of three, one two. */
    check_rel(f.model.basis.error, total * (1 - s->alpha.value) * (12 + 1.5) / 13, 1e-10);
    end(&f);
}

static void nobody_at_all(void **state) {
    (void)state;
    struct fitted f;
    struct sam_analysis_options options = {.min_group = 1};
    begin(&f, 1);
    fit(&f, &options, 1);
    const struct sam_scale_summary *s = &f.model.summary;
    check_why(s->mean, SAM_WHY_NO_ANSWERS);
    check_why(s->sd, SAM_WHY_NO_ANSWERS);
    check_why(s->icc1, SAM_WHY_NO_ANSWERS);
    check_why(s->between, SAM_WHY_NO_ANSWERS);
    check_why(s->alpha, SAM_WHY_ONE_ITEM);
    check_why(s->omega_total, SAM_WHY_ONE_ITEM);
    check_why(s->sem, SAM_WHY_NO_ANSWERS);
    end(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(organisations_as_voices),
        cmocka_unit_test(single_organisations_are_left_out),
        cmocka_unit_test(complete_and_not),
        cmocka_unit_test(nobody_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
