#include "model/phase_model.h"

#include "model/json_reader.h"
#include "support/sample.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void test_default_is_a_model(void **state) {
    (void)state;
    for (int points = 2; points <= 11; points++) {
        struct sam_phase_model model = sam_phase_model_default(points);
        assert_int_equal(model.points, points);
        double before = 0;
        for (int i = 0; i < points - 1; i++) {
            assert_true(model.cut[i] > before && model.cut[i] < 1);
            check_rel(model.cut[i], (i + 1.0) / points, 1e-15);
            before = model.cut[i];
        }
        double sum = 0;
        for (int k = 0; k < SAM_PHASES; k++) {
            sum += model.prior[k];
            /* each phase gets most agreement on its own items, or as much as any */
            for (int j = 0; j < SAM_PHASES; j++) {
                assert_true(model.mean[k][j] >= 0 && model.mean[k][j] <= model.mean[k][k]);
            }
        }
        check_rel(sum, 1, 1e-15);
        assert_true(model.spread > 0 && model.concentration > 0 && model.design_effect >= 1);
    }
}

/* Reads text over the default for 3 points and returns the problems (free them). */
static char *read_model(const char *text, struct sam_phase_model *model) {
    char *json = sam_sample(text, NULL, NULL);
    struct sam_problems problems;
    sam_problems_init(&problems);
    cJSON *object = sam_json_parse(json, strlen(json), "f", NULL);
    assert_non_null(object);
    *model = sam_phase_model_default(3);
    sam_phase_model_read(model, object, "q: phase_model", &problems);
    cJSON_Delete(object);
    free(json);
    return problems.lines.data;
}

static void check_problems(const char *text, const char *expected) {
    struct sam_phase_model model;
    char *problems = read_model(text, &model);
    assert_string_equal(problems, expected);
    free(problems);
}

static void test_reads_over_the_default(void **state) {
    (void)state;
    struct sam_phase_model model;
    const struct sam_phase_model standard = sam_phase_model_default(3);
    char *problems =
        read_model("{'mean': {'norming': {'forming': 0.11, 'norming': 1}}, 'spread': 0.3,"
                   " 'cut': [0.2, 0.9], 'concentration': 5, 'design_effect': 2,"
                   " 'prior': {'forming': 0.5, 'storming': 0.5, 'norming': 0.5, 'performing': 1}}",
                   &model);
    assert_string_equal(problems, "");
    free(problems);
    check_rel(model.mean[SAM_NORMING][SAM_FORMING], 0.11, 0);
    check_rel(model.mean[SAM_NORMING][SAM_NORMING], 1, 0);
    check_rel(model.mean[SAM_NORMING][SAM_STORMING], standard.mean[SAM_NORMING][SAM_STORMING], 0);
    check_rel(model.mean[SAM_FORMING][SAM_FORMING], standard.mean[SAM_FORMING][SAM_FORMING], 0);
    check_rel(model.spread, 0.3, 0);
    check_rel(model.cut[0], 0.2, 0);
    check_rel(model.cut[1], 0.9, 0);
    check_rel(model.concentration, 5, 0);
    check_rel(model.design_effect, 2, 0);
    check_rel(model.prior[SAM_FORMING], 0.2, 1e-15);
    check_rel(model.prior[SAM_PERFORMING], 0.4, 1e-15);
    problems = read_model("{}", &model);
    assert_string_equal(problems, "");
    free(problems);
    check_rel(model.spread, standard.spread, 0);
}

static void test_problems(void **state) {
    (void)state;
    check_problems("3", "q: phase_model: must be an object between { and }\n");
    check_problems("[[1]]", "q: phase_model: must be an object between { and }\n");
    check_problems("{'means': 1}",
                   "q: phase_model: unknown key \"means\"; remove it or correct its spelling\n");
    check_problems("{'mean': 1}", "q: phase_model.mean: must be an object between { and }\n");
    check_problems("{'mean': [1]}", "q: phase_model.mean: must be an object between { and }\n");
    check_problems("{'mean': {'forming': [0.1]}}",
                   "q: phase_model.mean.forming: must be an object between { and }\n");
    check_problems("{'mean': {'adjourning': {}}}",
                   "q: phase_model.mean: unknown key \"adjourning\"; remove it or correct its "
                   "spelling\n");
    check_problems("{'mean': {'storming': {'norming': 1.1}}}",
                   "q: phase_model.mean.storming: \"norming\" must be a number from 0 to 1\n");
    check_problems("{'spread': 0}",
                   "q: phase_model: \"spread\" must be a number from 0.01 to 10\n");
    check_problems("{'concentration': 0}",
                   "q: phase_model: \"concentration\" must be a number from 0.01 to 1e+06\n");
    check_problems("{'design_effect': 0.9}",
                   "q: phase_model: \"design_effect\" must be a number from 1 to 1000\n");
    check_problems("{'prior': {'forming': 0}}",
                   "q: phase_model.prior: every phase needs a chance above 0\n");
    check_problems("{'prior': [1]}", "q: phase_model.prior: must be an object between { and }\n");
}

static void test_cut_points(void **state) {
    (void)state;
    static const char *const bad[] = {"{'cut': []}",          "{'cut': [0.5]}",
                                      "{'cut': [0.5, 0.5]}",  "{'cut': [0.6, 0.5]}",
                                      "{'cut': [-0.1, 0.5]}", "{'cut': [0.5, 1.1]}",
                                      "{'cut': [0.5, '1'] }", "{'cut': [0.1, 0.2, 0.3]}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        check_problems(bad[i], "q: phase_model.cut: must be 2 rising numbers from 0 to 1\n");
    }
    check_problems("{'cut': 1}", "q: phase_model: \"cut\" must be a list between [ and ]\n");
    check_problems("{'cut': [0, 1]}", "");
}

static void test_ids(void **state) {
    (void)state;
    static const char *const ids[] = {"forming", "storming", "norming", "performing"};
    for (int i = 0; i < SAM_PHASES; i++) {
        enum sam_phase phase = SAM_PHASE_NONE;
        assert_string_equal(sam_phase_id((enum sam_phase)i), ids[i]);
        assert_int_equal(sam_phase_parse(ids[i], &phase), 0);
        assert_int_equal(phase, i);
    }
    enum sam_phase phase = SAM_NORMING;
    assert_string_equal(sam_phase_id(SAM_PHASE_NONE), "");
    assert_int_equal(sam_phase_parse("", &phase), -1);
    assert_int_equal(sam_phase_parse("Forming", &phase), -1);
    assert_int_equal(phase, SAM_NORMING);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default_is_a_model),
        cmocka_unit_test(test_reads_over_the_default),
        cmocka_unit_test(test_problems),
        cmocka_unit_test(test_cut_points),
        cmocka_unit_test(test_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
