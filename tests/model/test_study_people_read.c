#include "model/study.h"

#include "support/sample.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BEFORE                                                                                     \
    "{'id': 'study', 'title': {'nl': 'O', 'en': 'S'}, 'alliances': ["                              \
    "{'id': 'a', 'name': 'A', 'partners': [{'id': 'coc', 'name': 'COC', 'lead': true}, "           \
    "{'id': 'atria', 'name': 'Atria'}]},"                                                          \
    "{'id': 'b', 'name': 'B', 'partners': [{'id': 'atria', 'name': 'Atria', 'lead': true}]}],"     \
    "'waves': [{'id': 'w', 'questionnaire': 'q'}], 'people': ["
#define AFTER "]}"
#define PLACE(id, rest)                                                                            \
    "{'respondent': '" id "', 'alliance': 'a', 'organisation': 'atria', 'role': 'partner'" rest "}"
#define PLACE_B(id, rest)                                                                          \
    "{'respondent': '" id "', 'alliance': 'b', 'organisation': 'atria', 'role': 'lead'" rest "}"

static struct sam_study *parse(const char *sample, char **problems) {
    char *text = sam_sample(sample, NULL, NULL);
    struct sam_study *study = NULL;
    struct sam_problems found;
    sam_problems_init(&found);
    enum sam_status status = sam_study_parse(text, strlen(text), "s", &study, &found, NULL);
    assert_int_equal(status == SAM_OK, study != NULL);
    free(text);
    *problems = found.lines.data;
    return study;
}

static struct sam_study *parse_right(const char *sample) {
    char *problems = NULL;
    struct sam_study *study = parse(sample, &problems);
    assert_string_equal(problems, "");
    free(problems);
    return study;
}

static void nobody_is_tied(void **state) {
    (void)state;
    struct sam_study *s = parse_right(BEFORE PLACE("r1", "") "," PLACE("r2", "") AFTER);
    for (size_t i = 0; i < 2; i++) {
        assert_ptr_equal(s->people[i].same, &s->people[i]);
        assert_null(s->people[i].next_same);
        assert_null(s->people[i].succeeds);
        assert_null(s->people[i].successor);
        assert_null(s->people[i].left);
    }
    assert_int_equal(sam_study_invited(s, 0, NULL), 2);
    sam_study_free(s);
}

static void tied_by_address_and_by_person(void **state) {
    (void)state;
    struct sam_study *s = parse_right(BEFORE PLACE("r1", ", 'email': 'Ann@Example.org'") "," PLACE(
        "r2",
        ", 'person': 'bob', "
        "'email': 'b@x.nl'") "," PLACE_B("r3",
                                         ", 'email': 'ann@example.ORG'") "," PLACE_B("r4",
                                                                                     ", 'person': "
                                                                                     "'bob'") "," PLACE_B("r5",
                                                                                                          ", "
                                                                                                          "'pers"
                                                                                                          "on': "
                                                                                                          "'carl"
                                                                                                          "', "
                                                                                                          "'emai"
                                                                                                          "l': "
                                                                                                          "'b@x."
                                                                                                          "nl'") "," PLACE_B("r6",
                                                                                                                             ", 'email': 'ann@example.org'")
                                          AFTER);
    static const size_t same[] = {0, 1, 0, 1, 4, 0};
    static const size_t next[] = {2, 3, 5, 0, 0, 0}; /* 0: none */
    for (size_t i = 0; i < 6; i++) {
        assert_ptr_equal(s->people[i].same, &s->people[same[i]]);
        assert_ptr_equal(s->people[i].next_same, next[i] > 0 ? &s->people[next[i]] : NULL);
    }
    sam_study_free(s);
}

/* A shared mailbox: other names, other people. */
static void names_tell_people_apart(void **state) {
    (void)state;
    struct sam_study *s = parse_right(
        BEFORE PLACE("r1", ", 'email': 'info@x.nl', 'name': 'Ann', 'left': '2026-01-01'") "," PLACE(
            "r2",
            ", 'email': 'info@x.nl', 'name': 'Bob', 'succeeds': 'r1'") "," PLACE_B("r3",
                                                                                   ", 'email': "
                                                                                   "'INFO@x.nl', "
                                                                                   "'name': 'Ann'")
            AFTER);
    assert_ptr_equal(s->people[1].same, &s->people[1]);
    assert_ptr_equal(s->people[0].next_same, &s->people[2]);
    sam_study_free(s);
}

static void a_place_taken_over_counts_once(void **state) {
    (void)state;
    struct sam_study *s = parse_right(
        BEFORE
            PLACE("r3", ", 'succeeds': 'r2'") "," PLACE("r1", ", 'left': '2026-03-01'") "," PLACE(
                "r2", ", 'succeeds': 'r1', 'left': '2026-04-01'") "," PLACE("r4", "") AFTER);
    assert_ptr_equal(s->people[0].succeeds, &s->people[2]);
    assert_ptr_equal(s->people[2].succeeds, &s->people[1]);
    assert_ptr_equal(s->people[2].successor, &s->people[0]);
    assert_ptr_equal(s->people[1].successor, &s->people[2]);
    assert_int_equal(sam_study_invited(s, 0, NULL), 2);
    assert_false(sam_person_has_left(&s->people[1], "2026-02-28"));
    assert_true(sam_person_has_left(&s->people[1], "2026-03-01"));
    assert_false(sam_person_has_left(&s->people[0], "2099-01-01"));
    sam_study_free(s);
}

static void a_vacant_place_still_counts(void **state) {
    (void)state;
    struct sam_study *s = parse_right(BEFORE PLACE("r1", ", 'left': '2026-03-01'") AFTER);
    assert_int_equal(sam_study_invited(s, 0, NULL), 1);
    sam_study_free(s);
}

static const struct {
    const char *study, *problems;
} rules[] = {
    {BEFORE PLACE("r1", ", 'left': 'soon'") AFTER,
     "s: people[0]: \"left\" is \"soon\"; it must be a date like 2026-11-22\n"},
    {BEFORE PLACE("r1", ", 'person': '-x'") AFTER,
     "s: people[0]: \"person\" is \"-x\"; an id has 1 to 64 letters, digits, _, - and . and "
     "doesn't start with - or .\n"},
    {BEFORE PLACE("r1", ", 'succeeds': 'r9'") AFTER,
     "s: people[0]: succeeds \"r9\", who is not among the other people\n"},
    {BEFORE PLACE("r1", ", 'succeeds': 'r1'") AFTER,
     "s: people[0]: succeeds \"r1\", who is not among the other people\n"},
    {BEFORE PLACE("r1", "") "," PLACE("r2", ", 'succeeds': 'r1'") AFTER,
     "s: people[1]: \"r1\" is succeeded but hasn't left; give it \"left\": the day from which that "
     "person no longer answers\n"},
    {BEFORE PLACE("r1", ", 'left': '2026-01-01'") "," PLACE_B("r2", ", 'succeeds': 'r1'") AFTER,
     "s: people[1]: \"r1\" has another alliance, organisation or role; a successor takes over the "
     "same place\n"},
    {BEFORE PLACE("r1", ", 'left': '2026-01-01'") "," PLACE("r2", ", 'succeeds': 'r1'") "," PLACE(
         "r3", ", 'succeeds': 'r1'") AFTER,
     "s: people[2]: \"r1\" has two successors\n"},
    /* One mailbox, no names: the successor would see the answers of the one who left. */
    {BEFORE PLACE("r1", ", 'left': '2026-01-01', 'email': 'info@x.nl'") "," PLACE(
         "r2", ", 'succeeds': 'r1', 'email': 'INFO@x.nl'") AFTER,
     "s: people[1]: looks like the same human being as \"r1\", whom it succeeds, and would see "
     "those answers; give both a \"person\" of their own\n"},
    {BEFORE PLACE("r1", ", 'person': 'p', 'email': 'info@x.nl'") "," PLACE_B(
         "r2", ", 'email': 'info@x.nl'") AFTER,
     "s: people[1]: has the e-mail address of people[0], and only one of them has a \"person\"; "
     "give both one: the same for one human being, else two\n"},
    {BEFORE PLACE("r1", ", 'succeeds': 'r2', 'left': '2026-01-01'") "," PLACE(
         "r2", ", 'succeeds': 'r1', 'left': '2026-01-01'") AFTER,
     "s: people[0]: people succeed one another in a round\n"},
};

static void every_rule(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char *problems = NULL;
        assert_null(parse(rules[i].study, &problems));
        assert_string_equal(problems, rules[i].problems);
        free(problems);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_tied),
        cmocka_unit_test(tied_by_address_and_by_person),
        cmocka_unit_test(names_tell_people_apart),
        cmocka_unit_test(a_place_taken_over_counts_once),
        cmocka_unit_test(a_vacant_place_still_counts),
        cmocka_unit_test(every_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
