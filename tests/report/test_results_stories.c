#include "report/results_stories.h"

#include "story_fixture.h"

static void stories_come_back_as_they_were_told(void **state) {
    (void)state;
    struct fixture f;
    struct stories own;
    story_init(&f, &own);
    assert_int_equal(f.results->story_count, STORY_SPECS);
    for (size_t i = 0; i < STORY_SPECS; i++) {
        const struct sam_told *told = &f.results->stories[i];
        assert_int_equal(told->number, i + 1);
        assert_int_equal(told->teller, story_specs[i].teller);
        assert_int_equal(told->role, SAM_PARTNER);
        assert_int_equal(told->consent_report, story_specs[i].report);
        assert_int_equal(told->clearing, story_specs[i].clearing);
        assert_string_equal(told->parts[STORY_CHANGE].text, story_specs[i].change);
        assert_null(told->parts[STORY_WHY].text);
    }
    const struct sam_told *told = &f.results->stories[1];
    assert_int_equal(told->parts[STORY_CHANGE].flag_count, 2); /* a partner and a possible name */
    assert_int_equal(told->parts[STORY_CHANGE].flags[0].kind, SAM_NAME_PARTNER);
    told = &f.results->stories[3];
    assert_int_equal(told->choices[0].round, 1);
    assert_int_equal(told->choices[0].by.flags[0].kind, SAM_NAME_ALLIANCE);
    assert_string_equal(told->cleared.text, "Zij praten <nu> mee.\n\nOok thuis.");
    assert_null(strstr(f.json.data, "respondent\": \""));
    fixture_fini(&f);
}

/* Somebody without an id is nobody in particular; no story is fine too. */
static void what_is_not_known_says_so(void **state) {
    (void)state;
    struct fixture f;
    struct stories own;
    struct story_spec spec = story_specs[0];
    spec.teller = 0;
    story_init_of(&f, &own, &spec, 1);
    check_contains(f.json.data, "\"teller\": null");
    check_contains(f.json.data, "\"teller\": \"not_given\"");
    assert_int_equal(f.results->stories[0].teller, 0);
    fixture_fini(&f);
    story_init_of(&f, &own, NULL, 0);
    check_contains(f.json.data, "\"stories\": []");
    assert_int_equal(f.results->story_count, 0);
    fixture_fini(&f);
}

/* Puts `other` in place of the first `one` and reads that. */
static void wrong(const char *json, const char *one, const char *other, const char *message) {
    struct sam_results *results = NULL;
    struct sam_err err = {0};
    struct sam_buf text;
    const char *at = strstr(json, one);
    assert_non_null(at);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_append(&text, json, (size_t)(at - json));
    sam_buf_text(&text, other);
    sam_buf_text(&text, at + strlen(one));
    assert_int_equal(sam_results_parse(text.data, text.length, "r.json", &results, &err),
                     SAM_E_INPUT);
    check_contains(err.text, message);
    sam_buf_fini(&text);
}

static void what_is_wrong_is_named(void **state) {
    (void)state;
    struct fixture f;
    struct stories own;
    story_init(&f, &own);
    wrong(f.json.data, "\"cleared\": \"yes\"", "\"cleared\": \"ja\"",
          "stories.cleared: it must be");
    wrong(f.json.data, "\"question\": \"story_change\"", "\"question\": \"x\"",
          "stories.parts.question: it names a question the questionnaire lacks");
    wrong(f.json.data, "\"consent_funder\": true", "\"consent_funder\": 1",
          "stories.consent_funder");
    wrong(f.json.data, "\"role\": \"partner\"", "\"role\": \"boss\"", "stories.role: it must be");
    wrong(f.json.data, "\"round\": 1", "\"round\": -1", "stories.chosen.round");
    wrong(f.json.data, "\"cleared_title\": null", "\"cleared_title\": 4", "stories.cleared_title");
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stories_come_back_as_they_were_told),
        cmocka_unit_test(what_is_not_known_says_so),
        cmocka_unit_test(what_is_wrong_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
