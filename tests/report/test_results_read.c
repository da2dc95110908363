#include "report/results_read.h"

#include "fixture.h"

#include "base/file.h"

static void check_same(struct sam_number got, struct sam_number expected) {
    assert_int_equal(got.why, expected.why);
    if (sam_has(expected)) {
        check_rel(got.value, expected.value, 0);
    }
}

static void check_ordinal(const struct sam_ordinal_summary *got,
                          const struct sam_ordinal_summary *expected) {
    check_same(got->tau, expected->tau);
    check_same(got->log_likelihood, expected->log_likelihood);
    check_same(got->inversion_count, expected->inversion_count);
    assert_int_equal(got->alliances, expected->alliances);
    assert_int_equal(got->inversions_listed, expected->inversions_listed);
    for (size_t i = 0; i < expected->inversions_listed; i++) {
        assert_string_equal(got->inversions[i].higher_mean, expected->inversions[i].higher_mean);
        assert_string_equal(got->inversions[i].higher_ordinal,
                            expected->inversions[i].higher_ordinal);
    }
}

static void scales_come_back_as_they_were(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 4, 1, true);
    assert_string_equal(f.results->study, "ocw-2018-2022");
    assert_string_equal(f.results->wave, "2020");
    assert_string_equal(f.results->version, "1.2.3");
    assert_string_equal(f.results->funder, f.study->funder);
    assert_string_equal(f.results->study_title.in[SAM_NL], f.study->title.in[SAM_NL]);
    assert_true(f.results->simulated);
    assert_int_equal(f.results->alliance_count, 8);
    assert_int_equal(f.results->respondents, 27);
    assert_int_equal(f.results->replaced, 1);
    for (size_t s = 0; s < f.questionnaire->scale_count; s++) {
        const struct sam_scale_summary *got = &f.results->scales[s];
        const struct sam_scale_summary *expected = sam_analysis_scale(f.analysis, s);
        assert_int_equal(got->respondents, expected->respondents);
        assert_int_equal(got->complete, expected->complete);
        check_same(got->alpha, expected->alpha);
        check_same(got->alpha_high, expected->alpha_high);
        check_same(got->omega_total, expected->omega_total);
        check_same(got->icc1_low, expected->icc1_low);
        check_same(got->icc1_high, expected->icc1_high);
        check_same(got->mean_of_alliances, expected->mean_of_alliances);
        check_same(got->maxima, expected->maxima);
        check_same(got->icc2, expected->icc2);
        check_same(got->p, expected->p);
        check_same(got->within, expected->within);
        check_same(got->sem, expected->sem);
        check_ordinal(&got->ordinal, &expected->ordinal);
        for (size_t i = 0; i < f.questionnaire->scales[s].item_count; i++) {
            check_same(got->item_rest[i], expected->item_rest[i]);
            check_same(got->alpha_if_dropped[i], expected->alpha_if_dropped[i]);
        }
    }
    fixture_fini(&f);
}

/* The text with one part replaced; the caller frees. */
static char *changed(const char *text, const char *part, const char *by) {
    const char *found = strstr(text, part);
    assert_non_null(found);
    struct sam_buf buf;
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    sam_buf_append(&buf, text, (size_t)(found - text));
    sam_buf_text(&buf, by);
    sam_buf_text(&buf, found + strlen(part));
    char *whole = sam_buf_take(&buf);
    sam_buf_fini(&buf);
    return whole;
}

static void check_refused(const char *text, const char *part, const char *by, const char *place) {
    char *other = changed(text, part, by);
    struct sam_err err = {0};
    struct sam_results *results = NULL;
    assert_int_equal(sam_results_parse(other, strlen(other), "old.json", &results, &err),
                     SAM_E_INPUT);
    assert_null(results);
    check_contains(err.text, "old.json");
    check_contains(err.text, place);
    free(other);
}

static void what_is_wrong_is_named_with_its_place(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    const char *text = f.json.data;
    check_refused(text, "\"samenscan\": \"1.2.3\"", "\"samenscan\": 3", "samenscan: it must be");
    check_refused(text, "\"simulated\"", "\"Simulated\"", "simulated: it is missing");
    check_refused(text, "\"alliance_count\": 8", "\"alliance_count\": 9",
                  "alliance_count: it diff");
    check_refused(text, "\"instrument\"", "\"instrumenten\"", "instrument: it is missing");
    check_refused(text, "\"points\": 5", "\"points\": 99", "points");
    check_refused(text, "\"item_rest\": {\"v1\": ", "\"item_rest\": {\"v1\": true, \"x\": ",
                  "scales.run_up.item_rest.v1: it must be a number");
    check_refused(text, "\"responded\": 4", "\"responded\": -4",
                  "alliances.act4respect.responded: it must be a whole number");
    check_refused(text, "\"responded\": 4", "\"responded\": 4.5", "act4respect.responded");
    check_refused(text, "\"responded\": 4", "\"responded\": null", "gives no reason");
    check_refused(text, "\n}", "", "line");
    check_refused(text, "{", "[", "line");
    struct sam_err err = {0};
    struct sam_results *results = NULL;
    assert_int_equal(sam_results_parse("[]", 2, "old.json", &results, &err), SAM_E_INPUT);
    check_contains(err.text, "object");
    fixture_fini(&f);
}

static void a_newer_program_may_say_more(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    char *more = changed(f.json.data, "\"samenscan\":", "\"extra\": [1], \"samenscan\":");
    char *item = changed(more, "{\"id\": \"v1\"", "{\"short\": \"x\", \"id\": \"v1\"");
    char *reason = changed(item, "\"single_organisation\"", "\"a_new_reason\"");
    char *points = changed(reason, "\"points\": 5", "\"points\": 5, \"colour\": 1");
    struct sam_results *results = fixture_parse(points);
    assert_int_equal(results->questionnaire->item_count, 31);
    sam_results_free(results);
    free(more);
    free(item);
    free(reason);
    free(points);
    fixture_fini(&f);
}

/* A thousand alliances go through writing, reading and the page. */
static void many_alliances_come_back(void **state) {
    (void)state;
    enum { MANY = 1000 };
    struct fixture f = {.questionnaire = fixture_questionnaire(FIXTURE_SMALL)};
    f.answers = sam_answers_new(2);
    for (size_t a = 0; a < MANY; a++) {
        char id[32];
        snprintf(id, sizeof id, "alliance.%05zu", a);
        for (size_t i = 0; i < 2 + a % 5; i++) {
            const uint8_t row[] = {(uint8_t)(1 + (a + i) % 4), (uint8_t)(1 + (a * i) % 4)};
            sam_answers_add(f.answers, id, "", i == 0 ? SAM_LEAD : SAM_PARTNER, row);
        }
    }
    sam_answers_sort(f.answers);
    f.options = (struct sam_analysis_options){.seed = 1, .min_group = 3, .items = true};
    f.context = (struct sam_results_context){.wave = "", .version = "1"};
    fixture_run(&f);
    assert_int_equal(f.results->alliance_count, MANY);
    for (size_t a = 0; a < MANY; a += 97) {
        const struct sam_alliance_result *expected = sam_analysis_alliance(f.analysis, a);
        const struct sam_alliance_result *got = &f.results->alliances[a].result;
        assert_string_equal(got->id, expected->id);
        assert_int_equal(got->suppressed, a % 5 == 0);
        if (!got->suppressed) {
            check_same(got->scales[0].pooled, expected->scales[0].pooled);
            check_same(got->items[1].mean, expected->items[1].mean);
        }
    }
    struct sam_buf html;
    fixture_html(f.results, "overview", 0, SAM_EN, &html);
    assert_int_equal(sam_count_of(html.data, "href=\"../evaluator/pack-"), MANY);
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void a_file_is_read_and_a_missing_one_told(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    struct sam_results *results = NULL;
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "results.json");
    assert_int_equal(sam_results_read(path, &results, &err), SAM_E_NOT_FOUND);
    fixture_init(&f, NULL, 0, 1, false);
    assert_int_equal(sam_file_write(path, f.json.data, f.json.length, &err), SAM_OK);
    assert_int_equal(sam_results_read(path, &results, &err), SAM_OK);
    assert_int_equal(results->alliance_count, 8);
    sam_results_free(results);
    free(path);
    sam_folder_remove(folder);
    fixture_fini(&f);
}

/* How sure the mean of all is, and who answered for several alliances. */
static void clusters_are_those_of_the_analysis(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_overlap overlap = sam_analysis_overlap(f.analysis);
    assert_true(overlap.organisations > 0);
    assert_int_equal(f.results->overlap.organisations, overlap.organisations);
    assert_false(f.results->overlap.people_known);
    for (size_t s = 0; s < f.questionnaire->scale_count; s++) {
        const struct sam_clustered *expected = &sam_analysis_scale(f.analysis, s)->clustered;
        const struct sam_clustered *got = &f.results->scales[s].clustered;
        assert_int_equal(got->clusters, expected->clusters);
        assert_int_equal(got->se.why, expected->se.why);
        check_rel(got->se.value, expected->se.value, 0);
        check_rel(got->df.value, expected->df.value, 0);
        check_rel(got->low.value, expected->low.value, 0);
        check_rel(got->high.value, expected->high.value, 0);
    }
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters_are_those_of_the_analysis),
        cmocka_unit_test(scales_come_back_as_they_were),
        cmocka_unit_test(what_is_wrong_is_named_with_its_place),
        cmocka_unit_test(a_newer_program_may_say_more),
        cmocka_unit_test(many_alliances_come_back),
        cmocka_unit_test(a_file_is_read_and_a_missing_one_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
