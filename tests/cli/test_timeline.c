/* The whole chain over two waves: the example of both national studies. */
#include "cli/timeline.h"

#include "report/results.h"
#include "report/results_read.h"
#include "study_fixture.h"

#include <stdio.h>

static void answer(const char *folder, const char *wave, const char *seed) {
    char *csv =
        sam_program_expect(0, NULL, folder, "simulate", "--wave", wave, "--seed", seed, NULL);
    write_text(folder, "d.csv", csv);
    free(csv);
    free(sam_program_expect(0, NULL, folder, "import", "d.csv", NULL));
}

static char *programme(void) {
    char *folder = sam_temporary_folder();
    free(
        sam_program_expect(0, NULL, folder, "init", ".", "--example", "programme-2018-2027", NULL));
    answer(folder, "2020", "3");
    answer(folder, "2025", "4");
    return folder;
}

static struct sam_results *read_results(const char *folder, const char *wave) {
    struct sam_results *results = NULL;
    struct sam_err err = {0};
    char name[64];
    snprintf(name, sizeof name, "results/%s/results.json", wave);
    char *path = sam_path_join(folder, name);
    if (sam_results_read(path, &results, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    free(path);
    return results;
}

/* The timeline's 2020 is what an analysis of 2020 says. */
static void check_against(const struct sam_results *now, const struct sam_results *then) {
    size_t synergy = sam_questionnaire_scale(now->questionnaire, "synergy");
    assert_int_equal(now->timeline.wave_count, 2);
    assert_string_equal(now->timeline.waves[0].id, "2020");
    assert_int_equal(now->timeline.waves[0].alliance_count, then->alliance_count);
    for (size_t a = 0; a < then->alliance_count; a++) {
        const struct sam_timeline_alliance *was = &now->timeline.waves[0].alliances[a];
        const struct sam_alliance_result *own = &then->alliances[a].result;
        assert_string_equal(was->id, own->id);
        assert_int_equal(was->responded, own->responded);
        assert_int_equal(was->scales[synergy].mean.why, own->scales[synergy].mean.why);
        check_rel(was->scales[synergy].mean.value, own->scales[synergy].mean.value, 0);
        check_rel(was->scales[synergy].high.value, own->scales[synergy].high.value, 0);
        check_rel(was->phase[0].posterior[0].value, own->phase[0].posterior[0].value, 0);
    }
}

static void two_waves_become_one_line(void **state) {
    (void)state;
    char *folder = programme();
    free(sam_program_expect(0, NULL, folder, "analyse", "--wave", "2020", NULL));
    free(sam_program_expect(0, NULL, folder, "run", NULL));
    struct sam_results *then = read_results(folder, "2020");
    struct sam_results *now = read_results(folder, "2025");
    assert_int_equal(then->timeline.wave_count, 0);
    assert_int_equal(then->alliance_count, 8); /* not the sixteen of the study */
    check_against(now, then);
    const struct sam_timeline_alliance *was =
        sam_timeline_find(&now->timeline.waves[0], "act4respect-unlimited");
    assert_string_equal(was->id, "act4respect");
    for (size_t a = 0; a < now->alliance_count; a++) {
        if (strcmp(now->alliances[a].result.id, "act4respect-unlimited") == 0) {
            size_t synergy = sam_questionnaire_scale(now->questionnaire, "synergy");
            const struct sam_change *change = &now->alliances[a].result.differences[synergy].change;
            assert_int_equal(change->pairs, 2); /* Rutgers and Atria; COC is new */
            assert_int_equal(change->newcomers, 1);
            assert_string_equal(now->alliances[a].formerly[0], "act4respect");
        }
    }
    char *pack = read_text(folder, "results/2025/evaluator/pack-act4respect-unlimited.nl.html");
    check_contains(pack, "In 2020 heette ze Act4Respect.");
    check_contains(pack, "2 organisaties hebben in beide rondes geantwoord; 1 alleen in deze");
    free(pack);
    char *overview = read_text(folder, "results/2025/evaluator/overview.nl.html");
    check_contains(overview, "id=\"waves\"");
    check_contains(overview, "LGBT Heritage (2020)");
    free(overview);
    sam_results_free(then);
    sam_results_free(now);
    sam_folder_remove(folder);
}

/* What was erased stands in the results of its time. */
static void an_erased_wave_is_read_from_its_results(void **state) {
    (void)state;
    char *folder = programme();
    char *err = NULL;
    free(sam_program_expect(0, NULL, folder, "analyse", "--wave", "2020", NULL));
    free(
        sam_program_expect(0, NULL, folder, "purge", "--wave", "2020", "--answers", "--yes", NULL));
    free(sam_program_expect(0, NULL, folder, "analyse", "--wave", "2025", NULL));
    struct sam_results *then = read_results(folder, "2020");
    struct sam_results *now = read_results(folder, "2025");
    check_against(now, then);
    sam_results_free(then);
    sam_results_free(now);
    write_text(folder, "results/2020/results.json", "{\"samenscan\": 3}");
    free(sam_program_expect(1, &err, folder, "analyse", "--wave", "2025", NULL));
    check_contains(err, "results/2020/results.json");
    free(err);
    char *path = sam_path_join(folder, "results/2020/results.json");
    assert_int_equal(remove(path), 0);
    free(path);
    free(sam_program_expect(0, NULL, folder, "analyse", "--wave", "2025", NULL));
    now = read_results(folder, "2025");
    assert_int_equal(now->timeline.wave_count, 0);
    sam_results_free(now);
    sam_folder_remove(folder);
}

/* An alliance takes part in its own waves alone. */
static void others_are_not_asked(void **state) {
    (void)state;
    char *folder = programme();
    char *err = NULL;
    write_text(folder, "late.csv",
               "respondent,alliance,organisation,role,wave,s1\n"
               "act4respect-rutgers-1,act4respect,rutgers,lead,2025,4\n");
    free(sam_program_expect(1, &err, folder, "import", "late.csv", NULL));
    check_contains(err, "set aside");
    free(err);
    char *status = sam_program_expect(0, NULL, folder, "status", "--wave", "2025", NULL);
    check_contains(status, "takes no part in that wave");
    check_contains(status, "Act4Respect Unlimited");
    assert_null(strstr(status, "LGBT Heritage"));
    free(status);
    char *tokens = sam_program_expect(0, NULL, folder, "serve", "--tokens", "--wave", "2025", NULL);
    assert_null(strstr(tokens, "lgbt-heritage"));
    check_contains(tokens, "politica");
    free(tokens);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_waves_become_one_line),
        cmocka_unit_test(an_erased_wave_is_read_from_its_results),
        cmocka_unit_test(others_are_not_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
