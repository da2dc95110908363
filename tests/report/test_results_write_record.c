#include "report/results_record.h"

#include "record_fixture.h"

/* What is written is read back: counts overall and per alliance, goals, lists, notes. */
static void there_and_back(void **state) {
    (void)state;
    struct fixture f;
    record_init(&f);
    const struct sam_results_activities *all = f.results->activities;
    assert_non_null(all);
    assert_int_equal(all->planned, 6);
    static const size_t of[SAM_ACTIVITY_STATUSES] = {3, 1, 1, 1};
    assert_memory_equal(all->of, of, sizeof of);
    assert_int_equal(all->goal_count, 3);
    assert_int_equal(all->goals[0].running, 1);
    assert_int_equal(all->goals[1].planned, 1); /* and stopped */
    assert_int_equal(all->goals[1].running, 0);
    assert_null(all->goals[2].alliance);
    assert_int_equal(sam_results_goal_of(all, "g2"), 1);
    assert_int_equal(sam_results_goal_of(all, "g9"), SAM_NONE);
    assert_int_equal(sam_results_goal_of(NULL, "g1"), SAM_NONE);
    check_contains(f.json.data, "\"goals_without_activity\": [");
    const struct sam_results_record *record = &record_alliance(&f, "act4respect")->record;
    assert_int_equal(record->activity_count, 2);
    assert_int_equal(record->of[SAM_ACTIVITY_STOPPED], 1);
    assert_string_equal(record->activities[0].title, "Course <b>");
    assert_string_equal(record->activities[0].partner, "atria");
    assert_string_equal(record->activities[1].reason, "No money");
    assert_string_equal(record->activities[1].until, "");
    assert_int_equal(record->note_count, 1);
    assert_string_equal(record->notes[0].why, "Secret why");
    assert_string_equal(record->notes[0].quote, "Secret quote");
    assert_false(record->notes[0].cleared);
    record = &record_alliance(&f, "gedeelde-trots")->record;
    assert_int_equal(record->note_count, 3);
    assert_int_equal(record->notes[0].finding, SAM_FINDING_CONTRADICTED);
    assert_true(record->notes[0].cleared);
    assert_string_equal(record->notes[1].why, "");
    assert_int_equal(record->notes[2].source, SAM_NOTE_OBSERVATION);
    record = &record_alliance(&f, "bronnen")->record;
    assert_int_equal(record->activity_count + record->note_count, 0);
    fixture_fini(&f);
}

/* A study without any has none of the keys, and reads. */
static void without(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    assert_null(strstr(f.json.data, "\"activities\""));
    assert_null(strstr(f.json.data, "\"notes\""));
    assert_null(f.results->activities);
    fixture_fini(&f);
}

static void refused(struct fixture *f, const char *from, const char *to, const char *says) {
    struct sam_results *results = NULL;
    struct sam_err err = {0};
    char *at = strstr(f->json.data, from);
    assert_non_null(at);
    assert_int_equal(strlen(from), strlen(to));
    memcpy(at, to, strlen(to));
    assert_int_equal(
        sam_results_parse(f->json.data, f->json.length, "results.json", &results, &err),
        SAM_E_INPUT);
    check_contains(err.text, says);
    memcpy(at, from, strlen(from));
}

static void what_is_wrong_is_named(void **state) {
    (void)state;
    struct fixture f;
    record_init(&f);
    refused(&f, "\"status\": \"stopped\"", "\"status\": \"stooped\"",
            "alliances.act4respect.activities.list.status");
    refused(&f, "\"source\": \"interview\"", "\"source\": \"intervIew\"",
            "alliances.act4respect.notes.source");
    refused(&f, "\"finding\": \"confirmed\"", "\"finding\": \"confirmeD\"", "notes.finding");
    refused(&f, "\"topic\": \"s1\"", "\"topic\": \"zz\"", "notes.topic");
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(there_and_back), cmocka_unit_test(without),
                                       cmocka_unit_test(what_is_wrong_is_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
