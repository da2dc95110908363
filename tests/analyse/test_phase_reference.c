/* Phases against R, through the whole analysis: tests/data/reference/make_phase.R draws the data
 * sets and writes the model out anew from docs/methods.md, 6. */
#include "reference.h"

#include "base/number.h"

#include <gsl/gsl_errno.h>
#include <math.h>

enum { SET, ALLIANCE, RELATION, STATISTIC, VALUE, WHY, COLUMNS };

static const char *const sets[] = {"phase_five",  "phase_two",    "phase_three",
                                   "phase_seven", "phase_eleven", "phase_own"};
enum { SETS = 6 };

/* What belongs to the phase that the statistic names behind `prefix`; -1: another statistic. */
static int phase_of(const char *statistic, const char *prefix) {
    size_t length = strlen(prefix);
    enum sam_phase phase;
    if (strncmp(statistic, prefix, length) != 0) {
        return -1;
    }
    assert_int_equal(sam_phase_parse(statistic + length, &phase), 0);
    return (int)phase;
}

static void shared_of(const struct sam_phase_score *score, char *names, size_t size) {
    names[0] = '\0';
    for (int k = 0; k < SAM_PHASES; k++) {
        if (score->shared[k]) {
            size_t used = strlen(names);
            snprintf(names + used, size - used, "%s%s", used > 0 ? " " : "",
                     sam_phase_id((enum sam_phase)k));
        }
    }
}

static bool same_number(struct sam_number number, const char *const *fields) {
    double expected;
    if (strcmp(sam_has(number) ? "" : sam_why_id(number.why), fields[WHY]) != 0) {
        return false;
    }
    if (!sam_has(number)) {
        return true;
    }
    assert_true(sam_number_decimal(fields[VALUE], strlen(fields[VALUE]), &expected));
    return fabs(number.value - expected) <= 1e-8 * fabs(expected);
}

static bool agrees(const struct sam_phase_score *score, const char *const *fields) {
    const char *statistic = fields[STATISTIC];
    char names[64];
    int k = phase_of(statistic, "posterior.");
    if (k >= 0) {
        return same_number(score->posterior[k], fields);
    }
    if ((k = phase_of(statistic, "profile.")) >= 0) {
        return same_number(score->profile[k], fields);
    }
    if ((k = phase_of(statistic, "leaning.")) >= 0) {
        return same_number(sam_value((double)score->leaning[k]), fields);
    }
    if (strcmp(statistic, "respondents") == 0) {
        return same_number(sam_value((double)score->respondents), fields);
    }
    if (strcmp(statistic, "modal") == 0) {
        return strcmp(sam_phase_id(score->modal), fields[VALUE]) == 0;
    }
    if (strcmp(statistic, "verdict") == 0) {
        return strcmp(sam_verdict_id(score->verdict), fields[VALUE]) == 0;
    }
    assert_string_equal(statistic, "phases");
    shared_of(score, names, sizeof names);
    return strcmp(names, fields[VALUE]) == 0;
}

struct analysed {
    struct sam_questionnaire *q;
    struct sam_answers *answers;
    struct sam_analysis *analysis;
};

static void compare(struct analysed *of, const char *const *fields) {
    static const char *const relations[SAM_RELATIONS] = {"alliance", "partnership"};
    size_t a = sam_answers_alliance(of->answers, fields[ALLIANCE]);
    int relation = strcmp(fields[RELATION], relations[0]) == 0 ? 0 : 1;
    assert_string_equal(fields[RELATION], relations[relation]);
    assert_true(a != SAM_NONE);
    const struct sam_alliance_result *result = sam_analysis_alliance(of->analysis, a);
    if (!agrees(&result->phase[relation], fields)) {
        fail_msg("%s, %s, %s: %s is not %s%s", fields[SET], fields[ALLIANCE], fields[RELATION],
                 fields[STATISTIC], fields[VALUE], fields[WHY]);
    }
}

static void analyse_all(struct analysed of[SETS]) {
    static const struct sam_analysis_options options = {.min_group = 1, .items = true};
    for (size_t s = 0; s < SETS; s++) {
        of[s].q = read_questionnaire(sets[s]);
        of[s].answers = read_answers(sets[s], of[s].q, s % 2 == 1);
        of[s].analysis = sam_analysis_new(of[s].q, of[s].answers, &options);
    }
}

static void every_phase(void **state) {
    (void)state;
    struct analysed of[SETS];
    size_t compared[SETS] = {0};
    struct sam_buf text;
    struct sam_csv_row row;
    struct sam_err err = {0};
    analyse_all(of);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file("tests/data/reference/expected_phase.csv", &text);
    struct sam_csv *csv = sam_csv_from_memory(text.data, text.length, "expected_phase.csv", ',');
    assert_int_equal(sam_csv_next(csv, &row, &err), SAM_OK); /* the header */
    while (sam_csv_next(csv, &row, &err) == SAM_OK && row.count > 0) {
        const char *fields[COLUMNS];
        size_t s = 0;
        assert_int_equal(row.count, COLUMNS);
        for (size_t c = 0; c < COLUMNS; c++) {
            fields[c] = row.fields[c].text;
        }
        while (s < SETS && strcmp(sets[s], fields[SET]) != 0) {
            s++;
        }
        assert_true(s < SETS);
        compare(&of[s], fields);
        compared[s]++;
    }
    sam_csv_free(csv);
    sam_buf_fini(&text);
    for (size_t s = 0; s < SETS; s++) {
        /* Every alliance has both relations and 16 numbers of each. */
        assert_int_equal(compared[s], of[s].answers->alliance_count * SAM_RELATIONS * 16);
        sam_analysis_free(of[s].analysis);
        sam_answers_free(of[s].answers);
        sam_questionnaire_free(of[s].q);
    }
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_phase),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
