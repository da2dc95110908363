#include "model/study.h"

#include "base/file.h"
#include "support/sample.h"
#include "support/small_study.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct sam_study *parse(const char *text, char **problems) {
    struct sam_study *study = NULL;
    struct sam_problems found;
    struct sam_err err = {0};
    sam_problems_init(&found);
    enum sam_status status = sam_study_parse(text, strlen(text), "s", &study, &found, &err);
    assert_int_equal(status == SAM_OK, study != NULL);
    assert_int_equal(status == SAM_OK, found.count == 0);
    if (status != SAM_OK) {
        assert_int_equal(status, SAM_E_INPUT);
        assert_memory_equal(err.text, found.lines.data, strcspn(found.lines.data, "\n"));
    }
    *problems = found.lines.data;
    return study;
}

static void test_what_is_read(void **state) {
    (void)state;
    char *text = sam_sample(SMALL_STUDY, NULL, NULL);
    char *problems = NULL;
    struct sam_study *s = parse(text, &problems);
    free(text);
    assert_string_equal(problems, "");
    free(problems);
    assert_string_equal(s->id, "study");
    assert_string_equal(s->folder, "");
    assert_string_equal(s->title.in[SAM_NL], "Onderzoek");
    assert_string_equal(s->funder, "City");
    assert_int_equal(s->language, SAM_EN);
    assert_true(s->simulated);
    assert_int_equal(s->alliance_count, 2);
    assert_string_equal(s->alliances[0].name, "Alliance A");
    assert_int_equal(s->alliances[0].partner_count, 3);
    assert_true(s->alliances[0].partners[0].lead);
    assert_false(s->alliances[0].partners[1].lead);
    assert_true(s->alliances[0].partners[2].consortium);
    assert_int_equal(s->person_count, 3);
    assert_int_equal(s->people[0].role, SAM_LEAD);
    assert_int_equal(s->people[0].language, SAM_EN);
    assert_null(s->people[0].email);
    assert_int_equal(s->people[1].language, SAM_NL);
    assert_string_equal(s->people[1].organisation, "atria");
    assert_string_equal(s->people[1].email, "someone@example.org");
    assert_string_equal(s->people[1].name, "Someone");
    assert_string_equal(s->people[2].organisation, "");
    assert_int_equal(s->people[2].role, SAM_ACCOUNT_HOLDER);
    assert_int_equal(s->wave_count, 2);
    assert_string_equal(s->waves[0].questionnaire, "small");
    assert_string_equal(s->waves[0].closes, "2020-03-01");
    assert_string_equal(s->waves[0].erase_after, "2025-01-01");
    assert_null(s->waves[1].opens);
    assert_int_equal(s->privacy.bands_from, 3);
    assert_int_equal(s->privacy.means_from, 6);
    assert_int_equal(s->privacy.distributions_from, 9);
    assert_int_equal(s->source_count, 1);
    assert_int_equal(s->override_count, 1);
    assert_int_equal(s->overrides[0].alliance, 1);
    assert_int_equal(s->overrides[0].wave, 1);
    assert_int_equal(s->overrides[0].relation, SAM_RELATION_PARTNERSHIP);
    assert_int_equal(s->overrides[0].phase, SAM_NORMING);
    assert_string_equal(s->overrides[0].reason, "seen in the meeting");
    sam_study_free(s);
    sam_study_free(NULL);
}

static void test_defaults(void **state) {
    (void)state;
    char *text = sam_sample("{'id': 's', 'title': {'nl': 'x', 'en': 'x'}, 'alliances': [{'id': 'a',"
                            "'name': 'A', 'partners': [{'id': 'p', 'name': 'P', 'lead': true}]}],"
                            "'waves': [{'id': 'w', 'questionnaire': 'q'}]}",
                            NULL, NULL);
    char *problems = NULL;
    struct sam_study *s = parse(text, &problems);
    free(text);
    assert_string_equal(problems, "");
    free(problems);
    assert_int_equal(s->language, SAM_NL);
    assert_false(s->simulated);
    assert_null(s->funder);
    assert_int_equal(s->person_count + s->source_count + s->override_count, 0);
    assert_int_equal(s->privacy.bands_from, 3);
    assert_int_equal(s->privacy.means_from, 5);
    assert_int_equal(s->privacy.distributions_from, 8);
    sam_study_free(s);
}

static const struct {
    const char *find, *replace, *problems;
} rules[] = {
    {"'id': 'study', ", "", "s: \"id\" is missing\n"},
    {"'id': 'study'", "'id': 'st/udy'",
     "s: \"id\" is \"st/udy\"; an id has 1 to 64 letters, digits, _, - and . and doesn't start "
     "with - or .\n"},
    {", 'en': 'Study'", "", "s.title: \"en\" is missing\n"},
    {"'funder': 'City'", "'founder': 'City'",
     "s: unknown key \"founder\"; remove it or correct its spelling\n"},
    {"'funder': 'City'", "'funder': ['City']",
     "s: \"funder\" must be text between quotation marks\n"},
    {"'language': 'en'", "'language': 'de'", "s: language \"de\" must be \"nl\" or \"en\"\n"},
    {"'simulated': true", "'simulated': 1", "s: \"simulated\" must be true or false\n"},
    {"'name': 'Alliance A', ", "", "s: alliances[0]: \"name\" is missing\n"},
    {"'budget_eur': 12.5", "'budget_eur': -1",
     "s: alliances[0]: \"budget_eur\" must be a number from 0 to 1e+15\n"},
    {"'continued': true", "'continued': 'yes'",
     "s: alliances[0]: \"continued\" must be true or false\n"},
    {"'continued': true", "'activities': 3",
     "s: alliances[0]: unknown key \"activities\"; remove it or correct its spelling\n"},
    {"{'id': 'coc', 'name': 'COC', 'lead': true}]}", "]}",
     "s: alliances[1]: 0 of its partners have \"lead\": true; an alliance has one lead partner\n"},
    {"'name': 'Atria'", "'name': 'Atria', 'lead': true",
     "s: alliances[0]: 2 of its partners have \"lead\": true; an alliance has one lead partner\n"
     "s: people[1]: role \"partner\" doesn't fit: in alliance \"a\", \"atria\" is the lead "
     "partner\n"},
    {"{'id': 'nnid', 'name': 'NNID', 'consortium': true, 'joined': 'later'}",
     "{'id': 'atria', 'name': 'Atria'}", "s: alliances[0]: partner \"atria\" is listed twice\n"},
    {"{'id': 'nnid', 'name': 'NNID', 'consortium': true, 'joined': 'later'}", "['nnid']",
     "s: alliances[0].partners[2]: must be an object between { and }\n"},
    {"'joined': 'later'", "'left': 'early'",
     "s: alliances[0].partners[2]: unknown key \"left\"; remove it or correct its spelling\n"},
    {"'id': 'b', 'name'", "'id': 'a', 'name'",
     "s: two alliances have the id \"a\"\n"
     "s: phase_overrides[0]: alliance \"b\" is not among the alliances\n"},
    {"'respondent': 'r1', 'alliance': 'a'", "'respondent': 'r1', 'alliance': 'c'",
     "s: people[0]: alliance \"c\" is not among the alliances\n"},
    {"'respondent': 'r2'", "'respondent': 'r1'",
     "s: people[1]: respondent \"r1\" is listed twice\n"},
    {"'respondent': 'r1', ", "", "s: people[0]: \"respondent\" is missing\n"},
    {"'organisation': 'coc', 'role': 'lead'", "'organisation': 'coc', 'role': 'boss'",
     "s: people[0]: role \"boss\" must be \"lead\", \"partner\" or \"account_holder\"\n"},
    {"'organisation': 'coc', 'role': 'lead'", "'organisation': 'coc', 'role': ''",
     "s: people[0]: role \"\" must be \"lead\", \"partner\" or \"account_holder\"\n"},
    {"'organisation': 'coc', 'role': 'lead'", "'organisation': 'coc'",
     "s: people[0]: \"role\" is missing\n"},
    {"'organisation': 'coc', 'role': 'lead'", "'role': 'lead'",
     "s: people[0]: \"organisation\" is missing\n"},
    {"'organisation': 'coc', 'role': 'lead'", "'organisation': 'rutgers', 'role': 'lead'",
     "s: people[0]: \"rutgers\" is not a partner in alliance \"a\"\n"},
    {"'organisation': 'coc', 'role': 'lead'", "'organisation': 'coc', 'role': 'partner'",
     "s: people[0]: role \"partner\" doesn't fit: in alliance \"a\", \"coc\" is the lead "
     "partner\n"},
    {"'organisation': 'coc', 'role': 'lead'", "'organisation': 'atria', 'role': 'lead'",
     "s: people[0]: role \"lead\" doesn't fit: in alliance \"a\", \"atria\" is not the lead "
     "partner\n"},
    {"someone@example.org", "someone", "s: people[1]: \"someone\" is no e-mail address\n"},
    {"'language': 'nl', 'email'", "'language': 'x', 'email'",
     "s: people[1]: language \"x\" must be \"nl\" or \"en\"\n"},
    {"'opens': '2020-02-01'", "'opens': '2020-02-30'",
     "s: waves[0]: \"opens\" is \"2020-02-30\"; it must be a date like 2026-11-22\n"},
    {"'opens': '2020-02-01'", "'opens': '2020-04-01'", "s: waves[0]: it closes before it opens\n"},
    {"'id': 'w2', 'questionnaire'", "'id': 'w1', 'questionnaire'",
     "s: two waves have the id \"w1\"\ns: phase_overrides[0]: wave \"w2\" is not among the "
     "waves\n"},
    {"{'id': 'w2', 'questionnaire': 'small'}", "{'id': 'w2', 'questionnaire': '../x'}",
     "s: waves[1]: \"questionnaire\" is \"../x\"; an id has 1 to 64 letters, digits, _, - and . "
     "and doesn't start with - or .\n"},
    {"'bands_from': 3", "'bands_from': 2",
     "s: privacy: \"bands_from\" must be a whole number from 3 to 1000\n"},
    {"'bands_from': 3", "'bands_from': 7",
     "s: privacy: must rise: bands_from, then means_from, then distributions_from\n"},
    {"'distributions_from': 9", "'distributions_from': 5",
     "s: privacy: must rise: bands_from, then means_from, then distributions_from\n"},
    {"{'bands_from': 3, 'means_from': 6, 'distributions_from': 9}", "[3, 6, 9]",
     "s: privacy: must be an object between { and }\n"},
    {"'alliance': 'b', 'wave'", "'alliance': 'c', 'wave'",
     "s: phase_overrides[0]: alliance \"c\" is not among the alliances\n"},
    {"'wave': 'w2'", "'wave': 'w3'", "s: phase_overrides[0]: wave \"w3\" is not among the waves\n"},
    {"'relation': 'partnership'", "'relation': 'x'",
     "s: phase_overrides[0]: relation \"x\" must be \"alliance\" or \"partnership\"\n"},
    {"'phase': 'norming'", "'phase': 'done'",
     "s: phase_overrides[0]: phase \"done\" must be forming, storming, norming or performing\n"},
    {", 'reason': 'seen in the meeting'", "", "s: phase_overrides[0]: \"reason\" is missing\n"},
    {"'phase_overrides': [", "'phase_overrides': ['x', [1], ",
     "s: phase_overrides[0]: must be an object between { and }\n"
     "s: phase_overrides[1]: must be an object between { and }\n"},
    {"'phase_overrides': [",
     "'phase_overrides': [{'alliance': 'b', 'wave': 'w2', 'relation': 'partnership', 'phase': "
     "'forming', 'reason': 'x'}, {'alliance': 'b', 'wave': 'w2', 'phase': 'forming', 'reason': "
     "'x'},",
     "s: phase_overrides[2]: a second phase for the same alliance, wave and relation\n"},
};

static void test_every_rule(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char *problems = NULL;
        char *text = sam_sample(SMALL_STUDY, rules[i].find, rules[i].replace);
        struct sam_study *study = parse(text, &problems);
        free(text);
        if (strcmp(problems, rules[i].problems) != 0) {
            fail_msg("%s -> %s\ngot      %sexpected %s", rules[i].find, rules[i].replace, problems,
                     rules[i].problems);
        }
        assert_null(study);
        free(problems);
    }
}

static void test_everything_is_listed_at_once(void **state) {
    (void)state;
    char *problems = NULL;
    assert_null(parse("{\"id\": 1, \"alliances\": [], \"waves\": [], \"people\": [3, {}], "
                      "\"sources\": [[]], \"x\": 2}",
                      &problems));
    assert_string_equal(problems, "s: unknown key \"x\"; remove it or correct its spelling\n"
                                  "s: \"id\" must be text between quotation marks\n"
                                  "s: \"title\" is missing\n"
                                  "s: waves: at least one is needed\n"
                                  "s: alliances: at least one is needed\n"
                                  "s: people[0]: must be an object between { and }\n"
                                  "s: people[1]: \"respondent\" is missing\n"
                                  "s: people[1]: \"alliance\" is missing\n"
                                  "s: people[1]: \"role\" is missing\n"
                                  "s: sources[0]: must be an object between { and }\n");
    free(problems);
}

static void test_lists_of_other_kinds(void **state) {
    (void)state;
    static const char *const keys[] = {"alliances", "people", "waves", "sources",
                                       "phase_overrides"};
    static const char *const values[] = {"{\"a\": [1]}", "3", "[[[]]]", "[null]", "[\"x\"]"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            char text[128];
            char expected[64];
            char *problems = NULL;
            snprintf(text, sizeof text, "{\"%s\": %s}", keys[k], values[v]);
            assert_null(parse(text, &problems));
            snprintf(expected, sizeof expected,
                     v < 2 ? "\"%s\" must be a list between [ and ]\n"
                           : "%s[0]: must be an object between { and }\n",
                     keys[k]);
            check_contains(problems, expected);
            free(problems);
        }
    }
}

static void test_of_another_kind(void **state) {
    (void)state;
    char *problems = NULL;
    assert_null(parse("[1]", &problems));
    assert_string_equal(problems, "s: must be an object between { and }\n");
    free(problems);
    assert_null(parse("{\n\"id\": }", &problems));
    assert_string_equal(problems, "s, line 2: not JSON; look for a missing comma, quotation mark "
                                  "or bracket there\n");
    free(problems);
}

static void test_more_than_is_read(void **state) {
    (void)state;
    struct sam_buf text;
    char *problems = NULL;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_text(&text, "{\"people\": [1");
    for (int i = 0; i < 100000; i++) {
        sam_buf_text(&text, ",1");
    }
    sam_buf_text(&text, "]}");
    assert_null(parse(text.data, &problems));
    check_contains(problems, "s: 100001 people; at most 100000 are read\n");
    free(problems);
    sam_buf_fini(&text);
}

static void test_a_folder(void **state) {
    (void)state;
    struct sam_study *study = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    char expected[512];
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "study.json");
    char *text = sam_sample(SMALL_STUDY, NULL, NULL);
    sam_problems_init(&problems);
    assert_int_equal(sam_study_open(folder, &study, &problems, &err), SAM_E_NOT_FOUND);
    snprintf(expected, sizeof expected, "%s: no study here; `samenscan init %s` makes one", path,
             folder);
    assert_string_equal(err.text, expected);
    assert_int_equal(problems.count, 1);
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    assert_int_equal(sam_study_open(folder, &study, &problems, &err), SAM_OK);
    assert_string_equal(study->folder, folder);
    sam_study_free(study);
    free(text);
    text = sam_sample(SMALL_STUDY, "'simulated': true", "'simulated': 3");
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    assert_int_equal(sam_study_open(folder, &study, &problems, &err), SAM_E_INPUT);
    check_contains(problems.lines.data, "/study.json: \"simulated\" must be true or false\n");
    free(text);
    free(path);
    sam_problems_fini(&problems);
    sam_folder_remove(folder);
}

static void places_are_names(void **state) {
    (void)state;
    char *text = sam_sample(SMALL_STUDY, "'simulated': true",
                            "'simulated': true, 'places': ['Zuidoost', 'De Pijp']");
    char *problems = NULL;
    struct sam_study *s = parse(text, &problems);
    assert_int_equal(s->place_count, 2);
    assert_string_equal(s->places[1], "De Pijp");
    sam_study_free(s);
    free(problems);
    free(text);
    text = sam_sample(SMALL_STUDY, "'simulated': true",
                      "'simulated': true, 'places': ['Zuidoost', 4]");
    assert_null(parse(text, &problems));
    check_contains(problems, "places[1]: must be the name of a place");
    free(problems);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_read),
        cmocka_unit_test(places_are_names),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_every_rule),
        cmocka_unit_test(test_everything_is_listed_at_once),
        cmocka_unit_test(test_lists_of_other_kinds),
        cmocka_unit_test(test_of_another_kind),
        cmocka_unit_test(test_more_than_is_read),
        cmocka_unit_test(test_a_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
