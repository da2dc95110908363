#include "model/study.h"

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
    *problems = found.lines.data;
    return study;
}

/* The small study with more said of its alliances a and b. */
static struct sam_study *with(const char *of_a, const char *of_b, char **problems) {
    char a[256];
    char b[256];
    snprintf(a, sizeof a, "'name': 'Alliance A', %s", of_a);
    snprintf(b, sizeof b, "'name': 'Alliance B', %s", of_b);
    char *first = sam_sample(SMALL_STUDY, "'name': 'Alliance A', ", a);
    char *text = sam_sample(first, "\"name\": \"Alliance B\", ", b);
    struct sam_study *study = parse(text, problems);
    free(first);
    free(text);
    return study;
}

static void what_describes_an_alliance(void **state) {
    (void)state;
    char *problems = NULL;
    struct sam_study *s =
        with("'began': 2018, 'staff': 'both', ", "'continued': false, ", &problems);
    assert_string_equal(problems, "");
    assert_true(s->alliances[0].budget == 12.5);
    assert_int_equal(s->alliances[0].began, 2018);
    assert_int_equal(s->alliances[0].staff, SAM_STAFF_BOTH);
    assert_int_equal(s->alliances[0].continued, SAM_CONTINUED_YES);
    assert_true(s->alliances[1].budget < 0);
    assert_int_equal(s->alliances[1].began, 0);
    assert_int_equal(s->alliances[1].staff, SAM_STAFF_UNKNOWN);
    assert_int_equal(s->alliances[1].continued, SAM_CONTINUED_NO);
    assert_true(s->alliances[0].continues == SAM_NONE);
    assert_null(s->alliances[0].in_wave);
    sam_study_free(s);
    free(problems);
}

static void an_alliance_under_two_names(void **state) {
    (void)state;
    char *problems = NULL;
    struct sam_study *s =
        with("'waves': ['w1'], ", "'waves': ['w2'], 'continues': 'a', ", &problems);
    assert_string_equal(problems, "");
    assert_int_equal(s->alliances[1].continues, 0);
    assert_true(sam_alliance_in_wave(s, 0, 0) && !sam_alliance_in_wave(s, 0, 1));
    assert_true(!sam_alliance_in_wave(s, 1, 0) && sam_alliance_in_wave(s, 1, 1));
    assert_int_equal(sam_alliance_then(s, 1, 1), 1);
    assert_int_equal(sam_alliance_then(s, 1, 0), 0);
    assert_true(sam_alliance_then(s, 0, 1) == SAM_NONE);
    sam_study_free(s);
    free(problems);
}

static const struct {
    const char *of_a, *of_b, *problems;
} rules[] = {
    {"'began': '2018', ", "",
     "s: alliances[0]: \"began\" must be a whole number from 1900 to 2200\n"},
    {"'began': 20, ", "", "s: alliances[0]: \"began\" must be a whole number from 1900 to 2200\n"},
    {"'staff': 'paid staff', ", "",
     "s: alliances[0]: staff \"paid staff\" must be \"paid\", \"volunteers\" or \"both\"\n"},
    {"'waves': ['w1', 'w3'], ", "", "s: alliances[0]: waves: wave \"w3\" is not among the waves\n"},
    {"'waves': [3], ", "", "s: alliances[0]: waves: wave \"\" is not among the waves\n"},
    {"'waves': 'w1', ", "", "s: alliances[0]: \"waves\" must be a list between [ and ]\n"},
    {"'waves': [], ", "",
     "s: alliances[0]: waves is empty: it would take part in none; leave it out for all of them\n"},
    {"'continues': 'z', ", "",
     "s: alliances[0]: continues \"z\", which is not among the alliances\n"},
    {"'continues': 'a', ", "", "s: alliances[0]: continues goes round: it comes back to \"a\"\n"},
    {"'continues': 'b', ", "'continues': 'a', ",
     "s: alliances[0]: continues goes round: it comes back to \"a\"\n"},
};

static void every_rule(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char *problems = NULL;
        assert_null(with(rules[i].of_a, rules[i].of_b, &problems));
        assert_string_equal(problems, rules[i].problems);
        free(problems);
    }
}

/* Each is passed once: a chain of thousands, also one that ends in a round, takes no time. */
static void a_long_chain(void **state) {
    (void)state;
    enum { LENGTH = 20000 };
    for (int round = 0; round < 2; round++) {
        struct sam_buf text;
        char *problems = NULL;
        sam_buf_init(&text, SAM_BUF_UNLIMITED);
        sam_buf_text(&text, "{\"id\": \"s\", \"title\": {\"nl\": \"x\", \"en\": \"x\"}, \"waves\": "
                            "[{\"id\": \"w\", \"questionnaire\": \"q\"}], \"alliances\": [");
        for (int i = 0; i < LENGTH; i++) {
            sam_buf_printf(
                &text, "%s{\"id\": \"a%d\", \"name\": \"A\", \"continues\": ", i > 0 ? "," : "", i);
            if (i + 1 < LENGTH || round == 1) {
                sam_buf_printf(&text, "\"a%d\"", i + 1 < LENGTH ? i + 1 : LENGTH / 2);
            } else {
                sam_buf_text(&text, "null");
            }
            sam_buf_text(&text,
                         ", \"partners\": [{\"id\": \"p\", \"name\": \"P\", \"lead\": true}]}");
        }
        sam_buf_text(&text, "]}");
        struct sam_study *study = parse(text.data, &problems);
        if (round == 0) {
            assert_string_equal(problems, "");
            assert_true(sam_alliance_then(study, 0, 0) == 0);
        } else {
            check_contains(problems, "continues goes round: it comes back to \"a10000\"");
        }
        sam_study_free(study);
        sam_buf_fini(&text);
        free(problems);
    }
}

static void kinds_of_staff(void **state) {
    (void)state;
    for (int i = SAM_STAFF_PAID; i <= SAM_STAFF_BOTH; i++) {
        enum sam_staff staff = SAM_STAFF_UNKNOWN;
        assert_int_equal(sam_staff_read(sam_staff_id((enum sam_staff)i), &staff), 0);
        assert_int_equal(staff, i);
    }
    enum sam_staff staff = SAM_STAFF_PAID;
    assert_int_equal(sam_staff_read("", &staff), -1);
    assert_int_equal(staff, SAM_STAFF_PAID);
    assert_string_equal(sam_staff_id(SAM_STAFF_UNKNOWN), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_describes_an_alliance),
        cmocka_unit_test(an_alliance_under_two_names),
        cmocka_unit_test(every_rule),
        cmocka_unit_test(a_long_chain),
        cmocka_unit_test(kinds_of_staff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
