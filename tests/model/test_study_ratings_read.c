#include "model/study.h"

#include "support/sample.h"
#include "support/small_study.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The small study with these ratings. */
static struct sam_study *parse(const char *ratings, char **problems) {
    char members[2048];
    snprintf(members, sizeof members,
             "'reason': 'seen in the meeting'}], 'expectation_ratings': %s}", ratings);
    char *text = sam_sample(SMALL_STUDY, "'reason': 'seen in the meeting'}]}", members);
    struct sam_study *study = NULL;
    struct sam_problems found;
    sam_problems_init(&found);
    enum sam_status status = sam_study_parse(text, strlen(text), "s", &study, &found, NULL);
    assert_int_equal(status == SAM_OK, study != NULL);
    free(text);
    *problems = found.lines.data;
    return study;
}

#define ONE "'expectation': 'E1', 'wave': 'w1', 'rating': '+', 'reason': 'r'"

static void test_what_is_read(void **state) {
    (void)state;
    char *problems = NULL;
    struct sam_study *study =
        parse("[{" ONE "}, {'expectation': 'E1', 'wave': 'w2', 'rating': '0', 'reason': {'nl': "
              "'x', 'en': 'y'}}, {" ONE ", 'alliance': 'b'}]",
              &problems);
    assert_string_equal(problems, "");
    free(problems);
    assert_int_equal(study->rating_count, 3);
    assert_string_equal(study->ratings[0].expectation, "E1");
    assert_int_equal(study->ratings[0].wave, 0);
    assert_int_equal(study->ratings[0].alliance, SAM_NONE);
    assert_int_equal(study->ratings[0].rating, SAM_RATING_YES);
    assert_string_equal(study->ratings[0].reason.in[SAM_NL], "r");
    assert_int_equal(study->ratings[1].rating, SAM_RATING_NO);
    assert_int_equal(study->ratings[1].wave, 1);
    assert_string_equal(study->ratings[1].reason.in[SAM_EN], "y");
    assert_int_equal(study->ratings[2].alliance, 1);
    sam_study_free(study);
}

static const struct {
    const char *ratings, *problems;
} rules[] = {
    {"[7]", "s: expectation_ratings[0]: must be an object between { and }\n"},
    {"{}", "s: \"expectation_ratings\" must be a list between [ and ]\n"},
    {"[{'wave': 'w1', 'rating': '+', 'reason': 'r'}]",
     "s: expectation_ratings[0]: \"expectation\" is missing\n"},
    {"[{'expectation': 'E1', 'rating': '+', 'reason': 'r'}]",
     "s: expectation_ratings[0]: \"wave\" is missing\n"},
    {"[{'expectation': 'E1', 'wave': 'w9', 'rating': '+', 'reason': 'r'}]",
     "s: expectation_ratings[0]: wave \"w9\" is not among the waves\n"},
    {"[{'expectation': 'E1', 'wave': 'w1', 'rating': '++', 'reason': 'r'}]",
     "s: expectation_ratings[0]: rating \"++\" must be \"+\", \"+/-\" or \"0\"\n"},
    {"[{'expectation': 'E1', 'wave': 'w1', 'rating': '+'}]",
     "s: expectation_ratings[0]: \"reason\" is missing\n"},
    {"[{" ONE ", 'alliance': 'z'}]",
     "s: expectation_ratings[0]: alliance \"z\" is not among the alliances\n"},
    {"[{" ONE "}, {" ONE "}]",
     "s: expectation_ratings[1]: a second rating for the same expectation, wave and alliance\n"},
    {"[{" ONE ", 'by': 'me'}]",
     "s: expectation_ratings[0]: unknown key \"by\"; remove it or correct its spelling\n"},
};

static void test_every_rule(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char *problems = NULL;
        assert_null(parse(rules[i].ratings, &problems));
        assert_string_equal(problems, rules[i].problems);
        free(problems);
    }
}

static void test_ratings_as_text(void **state) {
    (void)state;
    for (int i = 0; i < SAM_RATINGS; i++) {
        enum sam_rating rating = SAM_RATING_YES;
        assert_int_equal(sam_rating_read(sam_rating_id((enum sam_rating)i), &rating), 0);
        assert_int_equal((int)rating, i);
    }
    enum sam_rating rating = SAM_RATING_NO;
    assert_int_equal(sam_rating_read("-", &rating), -1);
    assert_int_equal(rating, SAM_RATING_NO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_read),
        cmocka_unit_test(test_every_rule),
        cmocka_unit_test(test_ratings_as_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
