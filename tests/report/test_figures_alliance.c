#include "figures_fixture.h"

#include "report/sentences.h"

static const struct sam_results_alliance *find(const struct sam_results *results, const char *id) {
    for (size_t a = 0; a < results->alliance_count; a++) {
        if (strcmp(results->alliances[a].result.id, id) == 0) {
            return &results->alliances[a];
        }
    }
    fail_msg("no alliance %s", id);
    return NULL;
}

static void numbers_are_those_of_the_results(void **state) {
    (void)state;
    struct fixture f;
    char expected[200];
    char number[48];
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_results_alliance *alliance = find(f.results, "act4respect");
    size_t synergy = sam_main_scale(f.results->questionnaire);
    const struct sam_scale_score *score = &alliance->result.scales[synergy];
    char *words =
        figure_words(f.results, alliance, fixture_kind(sam_figures_alliance, "scores"), 0);
    sam_number_text(SAM_EN, score->mean.value, 1, number, sizeof number);
    snprintf(expected, sizeof expected, "mean %s, interval ", number);
    check_contains(words, expected);
    check_contains(words, "Act4Respect: scores\n");
    free(words);
    words = figure_words(f.results, alliance, fixture_kind(sam_figures_alliance, "statements"), 0);
    const struct sam_item_score *item = &alliance->result.items[0];
    snprintf(expected, sizeof expected, "%s\nStrongly disagree: %zu; Disagree: %zu;",
             f.questionnaire->items[0].text.in[SAM_EN], item->counts[0], item->counts[1]);
    check_contains(words, expected);
    free(words);
    fixture_fini(&f);
}

static void profile_and_probability_stand_side_by_side(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_results_alliance *alliance = find(f.results, "act4respect");
    const struct sam_figure_kind *kind = fixture_kind(sam_figures_alliance, "phase");
    assert_int_equal(kind->count(f.results, alliance), 1);
    assert_string_equal(kind->which(f.results, alliance, 0), "alliance");
    char *words = figure_words(f.results, alliance, kind, 0);
    assert_int_equal(sam_count_of(words, "profile "), SAM_PHASES);
    assert_int_equal(sam_count_of(words, "probability "), SAM_PHASES);
    free(words);
    fixture_fini(&f);
}

static void there_is_none_with_nothing_to_show(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, false);
    const struct sam_results_alliance *alone = find(f.results, "lgbt-heritage");
    const struct sam_results_alliance *several = find(f.results, "act4respect");
    for (const struct sam_figure_kind *kind = sam_figures_alliance; kind->name != NULL; kind++) {
        assert_int_equal(kind->count(f.results, alone), 0); /* one person: a conversation */
    }
    /* no results per statement, no earlier wave */
    assert_int_equal(fixture_kind(sam_figures_alliance, "statements")->count(f.results, several),
                     0);
    assert_int_equal(fixture_kind(sam_figures_alliance, "change")->count(f.results, several), 0);
    assert_int_equal(fixture_kind(sam_figures_alliance, "roles")->count(f.results, several), 1);
    fixture_fini(&f);
}

static void change_has_its_margin(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_results_alliance *alliance = find(f.results, "act4respect");
    struct sam_differences *differences =
        sam_xcalloc(f.questionnaire->scale_count, sizeof *differences);
    for (size_t s = 0; s < f.questionnaire->scale_count; s++) {
        differences[s].change.test.difference = sam_no_value(SAM_WHY_NO_PAIRS);
    }
    differences[1].change = (struct sam_change){.pairs = 3, .detectable = sam_value(0.5)};
    differences[1].change.test.difference = sam_value(0.3);
    struct sam_results_alliance changed = *alliance;
    changed.result.differences = differences;
    f.results->against = "2018";
    const struct sam_figure_kind *kind = fixture_kind(sam_figures_alliance, "change");
    assert_int_equal(kind->count(f.results, &changed), 1);
    char *words = figure_words(f.results, &changed, kind, 0);
    check_contains(words, "change since wave 2018");
    check_contains(words, "3 partners in both waves\nchange +0.3; up to 0.5 either way");
    free(words);
    free(differences);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_the_results),
        cmocka_unit_test(profile_and_probability_stand_side_by_side),
        cmocka_unit_test(there_is_none_with_nothing_to_show),
        cmocka_unit_test(change_has_its_margin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
