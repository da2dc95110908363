#include "report/sav.h"

#include "fixture.h"

#include "base/file.h"

#include <readstat.h>

struct seen {
    const struct sam_results *results;
    int rows, means;
};

/* Columns: alliance, scale, invited, responded, respondents, mean ... */
static int see_value(int row, readstat_variable_t *variable, readstat_value_t value,
                     void *context) {
    struct seen *seen = context;
    size_t scales = seen->results->questionnaire->scale_count;
    const struct sam_alliance_result *result =
        &seen->results->alliances[(size_t)row / scales].result;
    const struct sam_scale_score *score = &result->scales[(size_t)row % scales];
    seen->rows = row + 1;
    if (strcmp(readstat_variable_get_name(variable), "mean") == 0) {
        assert_int_equal(readstat_value_is_system_missing(value), !sam_has(score->mean));
        if (sam_has(score->mean)) {
            check_rel(readstat_double_value(value), score->mean.value, 0);
            seen->means++;
        }
    }
    if (strcmp(readstat_variable_get_name(variable), "responded") == 0) {
        check_rel(readstat_double_value(value), (double)result->responded, 0);
    }
    return READSTAT_HANDLER_OK;
}

/* ReadStat gives no values without one. */
static int see_variable(int index, readstat_variable_t *variable, const char *labels,
                        void *context) {
    (void)index;
    (void)variable;
    (void)labels;
    (void)context;
    return READSTAT_HANDLER_OK;
}

static void a_row_per_alliance_and_scale(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "a.sav");
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_sav_source source = {
        .study = f.study, .questionnaire = f.questionnaire, .results = f.results, .lang = SAM_EN};
    assert_int_equal(sam_sav_scores(path, &source, &err), SAM_OK);
    struct seen seen = {.results = f.results};
    readstat_parser_t *parser = readstat_parser_init();
    readstat_set_variable_handler(parser, see_variable);
    readstat_set_value_handler(parser, see_value);
    assert_int_equal(readstat_parse_sav(parser, path, &seen), READSTAT_OK);
    readstat_parser_free(parser);
    assert_int_equal(seen.rows, f.results->alliance_count * f.questionnaire->scale_count);
    assert_true(seen.means > 0 && seen.means < seen.rows); /* some alliances have one partner */
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_row_per_alliance_and_scale)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
