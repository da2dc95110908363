#include "fixture.h"

#include "base/file.h"
#include "report/disclosure.h"
#include "report/earlier.h"

/* RESULTS/WAVE/results.json of the example study, said to be compared with another wave. */
static char *write_wave(const char *folder, const char *wave, const char *against, size_t skip) {
    struct fixture f;
    struct sam_err err = {0};
    char below[64];
    struct sam_questionnaire *q =
        fixture_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    fixture_init(&f, NULL, skip, 1, true);
    struct sam_earlier_wave before = {against, q, f.answers, NULL};
    f.context.wave = wave;
    if (against != NULL) {
        f.options.earlier = &before;
        sam_analysis_free(f.analysis);
        f.analysis = sam_analysis_new(f.questionnaire, f.answers, &f.options);
    }
    sam_buf_clear(&f.json);
    fixture_write(&f);
    snprintf(below, sizeof below, "%s/results.json", wave);
    char *path = sam_path_join(folder, below);
    assert_int_equal(sam_file_write(path, f.json.data, f.json.length, &err), SAM_OK);
    fixture_fini(&f);
    sam_questionnaire_free(q);
    return path;
}

static enum sam_withheld shown_of(const char *path, const char *alliance) {
    struct sam_results *results = NULL;
    struct sam_err err = {0};
    if (sam_results_read_shared(path, &results, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    enum sam_withheld why = SAM_WITHHELD_REASONS;
    for (size_t a = 0; a < results->alliance_count; a++) {
        if (strcmp(results->alliances[a].result.id, alliance) == 0) {
            size_t s = sam_questionnaire_scale(results->questionnaire, "synergy");
            why = results->disclosure->alliances[a].scales[s].why;
        }
    }
    sam_results_free(results);
    return why;
}

/* Compared with 2018, which it stands beside, 2020 has the same people in one file and not in the
 * other. Without a word of who came and went few must be supposed to. */
static void waves_before_count_and_waves_after_don_t(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *first = write_wave(folder, "2018", NULL, 0);
    char *second = write_wave(folder, "2020", NULL, 0);
    assert_int_equal(shown_of(first, "samen-werkt-het"), SAM_WITHHELD_NOT);
    assert_int_equal(shown_of(second, "samen-werkt-het"), SAM_WITHHELD_TURNOVER);
    free(second);
    second = write_wave(folder, "2020", "2018", 0);
    assert_int_equal(shown_of(second, "samen-werkt-het"), SAM_WITHHELD_NOT);
    free(first);
    free(second);
    sam_folder_remove(folder);
}

/* The chain of comparisons decides before ids do. */
static void a_wave_may_have_any_id(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *first = write_wave(folder, "start", NULL, 0);
    char *second = write_wave(folder, "end", "start", 0);
    assert_int_equal(shown_of(first, "samen-werkt-het"), SAM_WITHHELD_NOT);
    assert_int_equal(shown_of(second, "samen-werkt-het"), SAM_WITHHELD_NOT);
    free(first);
    free(second);
    sam_folder_remove(folder);
}

static void an_earlier_file_that_is_broken_stops_it(void **state) {
    (void)state;
    struct sam_results *results = NULL;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *second = write_wave(folder, "2020", NULL, 0);
    char *broken = sam_path_join(folder, "2018/results.json");
    assert_int_equal(sam_file_write(broken, "{", 1, &err), SAM_OK);
    assert_int_equal(sam_results_read_shared(second, &results, &err), SAM_E_INPUT);
    check_contains(err.text, "2018/results.json");
    check_contains(err.text, "what was shared");
    assert_null(results);
    free(broken);
    free(second);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waves_before_count_and_waves_after_don_t),
        cmocka_unit_test(a_wave_may_have_any_id),
        cmocka_unit_test(an_earlier_file_that_is_broken_stops_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
