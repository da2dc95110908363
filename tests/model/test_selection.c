#include "model/selection.h"

#include "support/support.h"

#include <string.h>

static const char study_text[] =
    "{\"id\": \"s\", \"title\": {\"nl\": \"s\", \"en\": \"s\"}, \"alliances\": ["
    "{\"id\": \"north\", \"name\": \"The North\", \"partners\": [{\"id\": \"atria\", \"name\": "
    "\"Atria\", \"lead\": true}]},"
    "{\"id\": \"south\", \"name\": \"The South\", \"partners\": [{\"id\": \"ihlia\", \"name\": "
    "\"IHLIA\", \"lead\": true}]}],"
    "\"waves\": [{\"id\": \"2025\", \"questionnaire\": \"q\"}]}";

static const struct sam_known_story known[] = {{1, 1, 1}, {2, 0, 1}, {5, 1, 3}};

struct read {
    struct sam_study *study;
    struct sam_sheet *sheet;
    struct sam_selection selection;
    struct sam_problems problems;
    struct sam_err err;
    enum sam_status status;
};

static void read_sheet(struct read *r, const char *csv) {
    memset(r, 0, sizeof *r);
    sam_problems_init(&r->problems);
    assert_int_equal(sam_study_parse(study_text, strlen(study_text), "study.json", &r->study,
                                     &r->problems, &r->err),
                     SAM_OK);
    assert_int_equal(
        sam_sheet_parse(csv, strlen(csv), "s.csv", NULL, &r->sheet, &r->problems, &r->err), SAM_OK);
    r->status = sam_selection_read(r->sheet, r->study, known, 3, false, &r->selection, &r->problems,
                                   &r->err);
}

static void done(struct read *r) {
    sam_selection_fini(&r->selection);
    sam_sheet_free(r->sheet);
    sam_study_free(r->study);
    sam_problems_fini(&r->problems);
}

static void test_good_sheet(void **state) {
    (void)state;
    struct read r;
    read_sheet(&r, "Verhaal,keuzeronde,Gekozen door,reden,vrijgegeven,Vrijgegeven tekst,versie,"
                   "alliantie,toestemming,namen,tekst\n"
                   "1,1,us,Why,ja,Words,,,,,Long\n"
                   "5,,,,ja,,3,,,,\n"
                   "1,2,us,,,,,,,,\n"
                   "1,1,them,,,,,,,,\n"
                   "2,,,,,,1,north,yes,,Not filled in\n");
    assert_int_equal(r.status, SAM_OK);
    assert_int_equal(r.selection.count, 4);
    assert_true(r.selection.present[0]); /* nothing of it is chosen: what was goes */
    assert_true(r.selection.present[1]);
    const struct sam_choice *list = r.selection.list;
    assert_int_equal(list[0].story, 0);
    assert_int_equal(list[0].round, 1);
    assert_string_equal(list[0].chosen_by, "us");
    assert_string_equal(list[0].reason, "Why");
    assert_string_equal(list[0].cleared, "yes");
    assert_string_equal(list[0].text, "Words");
    assert_int_equal(list[0].version, 1);
    assert_int_equal(list[1].story, 2);
    assert_int_equal(list[1].round, 0);
    assert_int_equal(list[1].version, 3);
    assert_string_equal(list[2].cleared, "");
    done(&r);
}

/* Each row below is wrong in its own way; nothing is taken. */
static void test_every_problem_is_named(void **state) {
    (void)state;
    static const struct {
        const char *rows, *message;
    } wrong[] = {
        {"99,1,us,,,,,\n", "line 2, column A: story \"99\" is not in this wave"},
        {"-1,1,us,,,,,\n", "story \"-1\" is not in"},
        {"1.5,1,us,,,,,\n", "story \"1.5\" is not in"},
        {"99999999999999999999,1,us,,,,,\n", "is not in this wave"},
        {",1,us,,,,,\n", "\"story\" must be filled in"},
        {"1,0,us,,,,,\n", "column B: \"0\" must be the number of a round, from 1 to 99"},
        {"1,100,us,,,,,\n", "\"100\" must be the number"},
        {"1,first,us,,,,,\n", "\"first\" must be the number"},
        {"1,1,,,,,,\n", "column C: \"round\" is filled in, so \"chosen_by\" must be too"},
        {"1,,us,,,,,\n", "column B: \"chosen_by\" is filled in, so \"round\" must be too"},
        {"1,,,why,,,,\n", "column B: \"reason\" is filled in"},
        {"1,1,us,,,,,\n1,1,us,,,,,\n", "line 3, column B: this story was chosen in round 1 by the "
                                       "same already (line 2)"},
        {"1,,,,yes,,,\n1,1,us,,no,,,\n",
         "line 3, column E: this story is cleared or not in line 2"},
        {"1,,,,,,text,\n", "column E: \"cleared_text\" is filled in, so \"cleared\" must be too"},
        {"1,,,,yes,title,,\n", "column G: \"cleared_title\" is filled in"},
        {"1,,,,perhaps,,,\n", "column E: \"perhaps\" must be one of: no, yes"},
        {"5,,,,yes,,,\n", "column H: this story was changed after it was sent: fill in the version "
                          "that was read and cleared; it is now 3"},
        {"1,1,us,,,,,,north\n", "column I: story 1 is of alliance south, not of \"north\""},
        {"1,,,,yes,,,latest\n", "column H: \"latest\" must be the number"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct read r;
        struct sam_buf csv;
        sam_buf_init(&csv, SAM_BUF_UNLIMITED);
        sam_buf_printf(&csv,
                       "story,round,chosen_by,reason,cleared,cleared_title,cleared_text,version%s\n"
                       "%s",
                       strstr(wrong[i].message, "alliance") != NULL ? ",alliance" : "",
                       wrong[i].rows);
        read_sheet(&r, csv.data);
        assert_int_equal(r.status, SAM_E_INPUT);
        check_contains(r.problems.lines.data, wrong[i].message);
        sam_buf_fini(&csv);
        done(&r);
    }
}

static void test_columns(void **state) {
    (void)state;
    struct read r;
    read_sheet(&r, "round,chosen_by\n1,us\n");
    assert_int_equal(r.status, SAM_E_INPUT);
    check_contains(r.problems.lines.data, "no column \"story\"");
    done(&r);
    read_sheet(&r, "story,winner\n1,us\n");
    assert_int_equal(r.status, SAM_E_INPUT);
    check_contains(r.problems.lines.data, "\"winner\" means nothing here");
    done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_sheet),
        cmocka_unit_test(test_every_problem_is_named),
        cmocka_unit_test(test_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
