#include "analyse/clusters.h"

#include "analyse/fixture.h"

static const struct fixture_scale scale = {"a", "alliance", NULL, 1, NULL, 0};

struct told {
    struct sam_questionnaire *q;
    struct sam_answers *answers;
    struct sam_clusters clusters;
};

/* Alliance x: rows 0 to 3; y: 4 to 6; z: 7 and 8. */
static void begin(struct told *t, const uint32_t *person) {
    t->q = fixture_questionnaire(5, &scale, 1);
    t->answers = sam_answers_new(1);
    fixture_add(t->answers, "x", "coc", SAM_LEAD, "1");
    fixture_add(t->answers, "x", "coc", SAM_PARTNER, "2");
    fixture_add(t->answers, "x", "nnid", SAM_PARTNER, "3");
    fixture_add(t->answers, "x", "", SAM_ACCOUNT_HOLDER, "3");
    fixture_add(t->answers, "y", "coc", SAM_LEAD, "4");
    fixture_add(t->answers, "y", "", SAM_PARTNER, "5");
    fixture_add(t->answers, "y", "", SAM_ACCOUNT_HOLDER, "3");
    fixture_add(t->answers, "z", "rutgers", SAM_LEAD, "1");
    fixture_add(t->answers, "z", "", SAM_PARTNER, "1");
    sam_answers_sort(t->answers);
    sam_clusters_init(&t->clusters, t->answers, person);
}

static void end(struct told *t) {
    sam_clusters_fini(&t->clusters);
    sam_answers_free(t->answers);
    sam_questionnaire_free(t->q);
}

static void organisations_go_together(void **state) {
    (void)state;
    struct told t;
    begin(&t, NULL);
    const uint32_t *of = t.clusters.of_row;
    assert_int_equal(t.clusters.count, 3);
    assert_true(of[0] == of[1] && of[1] == of[4]);
    assert_true(of[2] != of[0] && of[7] != of[0] && of[7] != of[2]);
    assert_true(of[3] == SAM_ALONE && of[5] == SAM_ALONE && of[8] == SAM_ALONE);
    assert_int_equal(t.clusters.overlap.organisations, 1);
    assert_false(t.clusters.overlap.people_known);
    end(&t);
}

/* Somebody answers for nnid in x and for rutgers in z; another without organisation in y and z; one
 * account holder for both x and y. */
static void people_join_what_they_answer_for(void **state) {
    (void)state;
    static const uint32_t person[] = {0, 1, 2, 5, 3, 4, 5, 2, 4};
    struct told t;
    begin(&t, person);
    const uint32_t *of = t.clusters.of_row;
    assert_int_equal(t.clusters.count, 4);
    assert_true(of[2] == of[7] && of[2] != of[0]);
    assert_true(of[5] == of[8] && of[5] != SAM_ALONE);
    assert_true(of[3] == of[6]);
    assert_true(t.clusters.overlap.people_known);
    assert_int_equal(t.clusters.overlap.organisations, 1);
    assert_int_equal(t.clusters.overlap.people, 2);
    assert_int_equal(t.clusters.overlap.account_holders, 1);
    end(&t);
}

static void unknown_people_are_nobody(void **state) {
    (void)state;
    static const uint32_t person[] = {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX,
                                      UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
    struct told t;
    begin(&t, person);
    assert_int_equal(t.clusters.count, 3);
    assert_true(t.clusters.of_row[5] == SAM_ALONE);
    assert_int_equal(t.clusters.overlap.people, 0);
    end(&t);
}

static void nobody(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(5, &scale, 1);
    struct sam_answers *answers = sam_answers_new(1);
    struct sam_clusters clusters;
    sam_answers_sort(answers);
    sam_clusters_init(&clusters, answers, NULL);
    assert_int_equal(clusters.count, 0);
    sam_clusters_fini(&clusters);
    sam_answers_free(answers);
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(organisations_go_together),
        cmocka_unit_test(people_join_what_they_answer_for),
        cmocka_unit_test(unknown_people_are_nobody),
        cmocka_unit_test(nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
