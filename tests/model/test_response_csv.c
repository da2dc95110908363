#include "model/response_csv.h"

#include "support/sample.h"
#include "support/small_questionnaire.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static int set_up(void **state) {
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    char *text = sam_sample(SMALL_QUESTIONNAIRE, NULL, NULL);
    sam_problems_init(&problems);
    enum sam_status status = sam_questionnaire_parse(text, strlen(text), "q", &q, &problems, NULL);
    sam_problems_fini(&problems);
    free(text);
    *state = q;
    return status == SAM_OK ? 0 : -1;
}

static int tear_down(void **state) {
    sam_questionnaire_free(*state);
    return 0;
}

/* Reads all rows; returns "alliance/role:answers " for each and, where there is an error, "!" and
 * its message. */
static char *read_all(const struct sam_questionnaire *q, const char *text, bool ignore_unknown) {
    struct sam_csv *csv = sam_csv_from_memory(text, strlen(text), "d.csv", 0);
    struct sam_response_csv *file = NULL;
    struct sam_response_row row;
    struct sam_err err = {0};
    struct sam_buf out;
    bool more = true;
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    enum sam_status status = sam_response_csv_open(csv, q, ignore_unknown, &file, &err);
    while (status == SAM_OK) {
        status = sam_response_csv_next(file, &row, &more, &err);
        if (status != SAM_OK || !more) {
            break;
        }
        sam_buf_printf(&out, "%zu %s/%s/%s:", row.line, row.named[SAM_CSV_ALLIANCE],
                       row.named[SAM_CSV_ORGANISATION], sam_role_id(row.role));
        for (size_t i = 0; i < q->item_count; i++) {
            char answer[4];
            sam_buf_printf(&out, "%s,", sam_answer_print(row.answers[i], answer));
        }
        sam_buf_char(&out, '\n');
    }
    if (status != SAM_OK) {
        assert_int_equal(err.status, status);
        sam_buf_printf(&out, "!%s", err.text);
    }
    sam_response_csv_free(file);
    sam_csv_free(csv);
    return out.data;
}

static const struct {
    const char *text, *rows;
} cases[] = {
    {"alliance,s1,f1,s2,x1\na,1,2,3,dk\nb,,,,\n", "2 a//:1,2,3,dk,\n3 b//:,,,,\n"},
    {"x1,alliance\n3,a\n", "2 a//:,,,3,\n"},
    {"role;organisation;alliance;s1\nlead;coc;a;1\n;;a;2\n", "2 a/coc/lead:1,,,,\n3 a//:2,,,,\n"},
    {"respondent,alliance,organisation,role,wave,language,submitted_at,s1,f1,s2,x1,well\n"
     "r1,a,coc,account_holder,w,nl,2020-01-01,1,1,1,1,\"veel, heel\nveel\"\n"
     "r2,NA,coc,partner,w,nl,,DK,dk,,3,\n",
     "2 a/coc/account_holder:1,1,1,1,\n4 NA/coc/partner:dk,dk,,3,\n"},
    {"\xEF\xBB\xBF\"alliance\",\"s1\"\r\n\"a\",\"1\"\r\n", "2 a//:1,,,,\n"},
    /* an answer from the row before doesn't stay */
    {"alliance,s1,f1\na,3,3\na,,1\n", "2 a//:3,3,,,\n3 a//:,1,,,\n"},
    {"alliance,s1\n", ""},
    {"", "!d.csv: empty; the first line must name the columns"},
    {"\n\n", "!d.csv: empty; the first line must name the columns"},
    {"organisation,s1\ncoc,1\n",
     "!d.csv, line 1: no column \"alliance\" (questionnaire small); the "
     "first line must name the columns"},
    {"alliance,role\na,lead\n", "!d.csv, line 1: no column of questionnaire small; at least one "
                                "statement is needed"},
    {"alliance,well\na,x\n", "!d.csv, line 1: no column of questionnaire small; at least one "
                             "statement is needed"},
    {"alliance,s1,q9\na,1,1\n", "!d.csv, line 1: column \"q9\" is no statement of questionnaire "
                                "small; remove it or use --ignore-unknown"},
    {"alliance,q9,s1,q8\na,1,1,1\n", "!d.csv, line 1: column \"q9\", \"q8\" is no statement of "
                                     "questionnaire small; remove it or use --ignore-unknown"},
    {"alliance,S1\na,1\n", "!d.csv, line 1: column \"S1\" is no statement of questionnaire small; "
                           "remove it or use --ignore-unknown"},
    {"alliance,s1,\na,1,\n", "!d.csv, line 1: column \"\" is no statement of questionnaire small; "
                             "remove it or use --ignore-unknown"},
    {"alliance,s1,f1,s1\na,1,1,1\n", "!d.csv, line 1: column \"s1\" stands twice; keep one"},
    {"alliance,s1,alliance\na,1,a\n", "!d.csv, line 1: column \"alliance\" stands twice; keep one"},
    {"alliance,s1\na,4\n", "!d.csv, line 2, column s1: \"4\" must be a whole number of 1 to 3, dk "
                           "(don't know), or empty"},
    {"alliance,s1\na,1\na,0\n", "2 a//:1,,,,\n!d.csv, line 3, column s1: \"0\" must be a whole "
                                "number of 1 to 3, dk (don't know), or empty"},
    {"alliance,s1\na,2.0\n", "!d.csv, line 2, column s1: \"2.0\" must be a whole number of 1 to 3, "
                             "dk (don't know), or empty"},
    {"alliance,s1\na, 2\n", "!d.csv, line 2, column s1: \" 2\" must be a whole number of 1 to 3, "
                            "dk (don't know), or empty"},
    {"alliance,s1\na,NA\n",
     "!d.csv, line 2, column s1: \"NA\" must be a whole number of 1 to 3, dk "
     "(don't know), or empty"},
    {"alliance,s1,role\na,1,boss\n", "!d.csv, line 2, column role: \"boss\" must be lead, partner, "
                                     "account_holder or empty"},
    {"alliance,s1\n,1\n", "!d.csv, line 2, column alliance: empty; say which alliance this "
                          "respondent is in"},
    {"alliance,s1\na\n", "!d.csv, line 2: 1 columns, the first line has 2; is a separator or "
                         "quotation mark missing?"},
    {"alliance,s1\na,1,1\n", "!d.csv, line 2: 3 columns, the first line has 2; is a separator or "
                             "quotation mark missing?"},
    {"alliance,s1\na,\"1\n", "!d.csv, line 2: a quotation mark is opened and never closed; is the "
                             "file cut off?"},
    {"alliance,s1\na,1\na,\xFF\n",
     "2 a//:1,,,,\n!d.csv, line 3, column 2: not UTF-8 text; save the file as UTF-8"},
    {"alliance,s1\na,ééééééééééééééééééééééééééééééééééééééé\n",
     "!d.csv, line 2, column s1: \"éééééééééééééééééééééééééééééé\" must be a whole number of 1 to "
     "3, dk (don't know), or empty"},
    {"alliance,s1\na,xééééééééééééééééééééééééééééééééééééééé\n",
     "!d.csv, line 2, column s1: \"xééééééééééééééééééééééééééééé\" must be a whole number of 1 to "
     "3, dk (don't know), or empty"},
};

static void test_table(void **state) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *rows = read_all(*state, cases[i].text, false);
        if (strcmp(rows, cases[i].rows) != 0) {
            fail_msg("%s\ngot      %s\nexpected %s", cases[i].text, rows, cases[i].rows);
        }
        free(rows);
    }
}

static void test_unknown_columns_ignored(void **state) {
    char *rows = read_all(*state, "q9,alliance,s1,q9,\n77,a,1,x,y\n,a,2,,\n", true);
    assert_string_equal(rows, "2 a//:1,,,,\n3 a//:2,,,,\n");
    free(rows);
    rows = read_all(*state, "q9,alliance\n77,a\n", true);
    check_contains(rows, "!d.csv, line 1: no column of questionnaire small");
    free(rows);
    rows = read_all(*state, "s1,s1,alliance\n1,1,a\n", true);
    check_contains(rows, "!d.csv, line 1: column \"s1\" stands twice");
    free(rows);
}

static void test_all_named_columns(void **state) {
    const char *text = "submitted_at,language,wave,role,organisation,alliance,respondent,s1\n"
                       "2020-01-01,nl,w,lead,coc,a,r1,2\n";
    static const char *const expected[SAM_CSV_NAMED] = {"r1", "a",  "coc",       "lead",
                                                        "w",  "nl", "2020-01-01"};
    struct sam_csv *csv = sam_csv_from_memory(text, strlen(text), "d.csv", 0);
    struct sam_response_csv *file = NULL;
    struct sam_response_row row;
    bool more = false;
    assert_int_equal(sam_response_csv_open(csv, *state, false, &file, NULL), SAM_OK);
    assert_int_equal(sam_response_csv_next(file, &row, &more, NULL), SAM_OK);
    assert_true(more);
    for (size_t i = 0; i < SAM_CSV_NAMED; i++) {
        assert_string_equal(row.named[i], expected[i]);
    }
    assert_int_equal(sam_response_csv_next(file, &row, &more, NULL), SAM_OK);
    assert_false(more);
    sam_response_csv_free(file);
    sam_response_csv_free(NULL);
    sam_csv_free(csv);
}

static void test_written_and_read_back(void **state) {
    const struct sam_questionnaire *q = *state;
    static const uint8_t answers[] = {1, SAM_DONT_KNOW, SAM_MISSING, 3};
    static const struct sam_open_answer open[] = {{0, "goed, \"heel\" goed"}};
    const struct sam_response response = {.respondent = "r,1",
                                          .alliance = "a",
                                          .organisation = "coc",
                                          .wave = "w",
                                          .submitted_at = "2020-01-01",
                                          .role = SAM_PARTNER,
                                          .language = SAM_EN,
                                          .answers = answers,
                                          .item_count = 4,
                                          .open = open,
                                          .open_count = 1};
    struct sam_response unknown = response;
    unknown.role = SAM_ROLE_UNKNOWN;
    unknown.language = -1;
    unknown.open_count = 0;
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_response_csv_write_header(&text, q, true);
    sam_response_csv_write(&text, q, &response, true);
    sam_response_csv_write(&text, q, &unknown, true);
    assert_string_equal(
        text.data,
        "respondent,alliance,organisation,role,wave,language,submitted_at,s1,f1,s2,x1,well\r\n"
        "\"r,1\",a,coc,partner,w,en,2020-01-01,1,dk,,3,\"goed, \"\"heel\"\" goed\"\r\n"
        "\"r,1\",a,coc,,w,,2020-01-01,1,dk,,3,\r\n");
    char *rows = read_all(q, text.data, false);
    assert_string_equal(rows, "2 a/coc/partner:1,dk,,3,\n3 a/coc/:1,dk,,3,\n");
    free(rows);
    sam_buf_clear(&text);
    sam_response_csv_write_header(&text, q, false);
    sam_response_csv_write(&text, q, &response, false);
    assert_string_equal(
        text.data,
        "respondent,alliance,organisation,role,wave,language,submitted_at,s1,f1,s2,x1\r\n"
        "\"r,1\",a,coc,partner,w,en,2020-01-01,1,dk,,3\r\n");
    sam_buf_fini(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_unknown_columns_ignored),
        cmocka_unit_test(test_all_named_columns),
        cmocka_unit_test(test_written_and_read_back),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
