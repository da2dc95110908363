#include "model/activity.h"

#include "support/support.h"

#include <string.h>

static const char study_text[] =
    "{\"id\": \"s\", \"title\": {\"nl\": \"s\", \"en\": \"s\"}, \"alliances\": ["
    "{\"id\": \"north\", \"name\": \"The North\", \"partners\": [{\"id\": \"atria\", \"name\": "
    "\"Atria\", \"lead\": true}, {\"id\": \"coc\", \"name\": \"COC Nederland\"}]},"
    "{\"id\": \"south\", \"name\": \"The South\", \"partners\": [{\"id\": \"ihlia\", \"name\": "
    "\"IHLIA\", \"lead\": true}]}], \"waves\": [{\"id\": \"2025\", \"questionnaire\": \"q\"}]}";
static const char framework_text[] =
    "{\"id\": \"f\", \"title\": {\"nl\": \"f\", \"en\": \"f\"}, \"goals\": ["
    "{\"id\": \"g1\", \"title\": {\"nl\": \"g\", \"en\": \"g\"}, \"alliance\": \"north\"},"
    "{\"id\": \"g2\", \"title\": {\"nl\": \"g\", \"en\": \"g\"}}]}";

struct read {
    struct sam_study *study;
    struct sam_framework *framework;
    struct sam_sheet *sheet;
    struct sam_activities activities;
    struct sam_problems problems;
    struct sam_err err;
    enum sam_status status;
};

static void read_sheet(struct read *r, const char *csv, bool ignore_unknown) {
    memset(r, 0, sizeof *r);
    sam_problems_init(&r->problems);
    assert_int_equal(sam_study_parse(study_text, strlen(study_text), "study.json", &r->study,
                                     &r->problems, &r->err),
                     SAM_OK);
    assert_int_equal(sam_framework_parse(framework_text, strlen(framework_text), "framework.json",
                                         &r->framework, &r->problems, &r->err),
                     SAM_OK);
    assert_int_equal(
        sam_sheet_parse(csv, strlen(csv), "plan.csv", NULL, &r->sheet, &r->problems, &r->err),
        SAM_OK);
    r->status = sam_activities_read(r->sheet, r->study, r->framework, ignore_unknown,
                                    &r->activities, &r->problems, &r->err);
}

static void done(struct read *r) {
    sam_activities_fini(&r->activities);
    sam_sheet_free(r->sheet);
    sam_framework_free(r->framework);
    sam_study_free(r->study);
    sam_problems_fini(&r->problems);
}

static void test_good_sheet(void **state) {
    (void)state;
    struct read r;
    read_sheet(&r,
               "Activiteit,Alliantie,Titel,Doel,Partner,Stand,Reden,Gepland tot\n"
               "1,south,Debate,g2,,Gestopt,No people,\n"
               "1,The North,Course,g1,COC Nederland,Op schema,,31-12-2026\n"
               "1.2,north,Film,,atria,vertraagd of aangepast,\"Late, but well\",2026-05\n"
               "1.3,north,Book,,,unclear,,2027\n",
               false);
    assert_int_equal(r.status, SAM_OK);
    assert_int_equal(r.activities.count, 4);
    const struct sam_activity *list = r.activities.list;
    assert_string_equal(list[0].title, "Course"); /* by alliance, then as in the sheet */
    assert_string_equal(list[0].alliance, "north");
    assert_string_equal(list[0].partner, "coc");
    assert_int_equal(list[0].status, SAM_ACTIVITY_ON_SCHEDULE);
    assert_string_equal(list[0].until, "2026-12-31");
    assert_string_equal(list[1].reason, "Late, but well");
    assert_int_equal(list[1].status, SAM_ACTIVITY_ADAPTED);
    assert_string_equal(list[1].until, "2026-05");
    assert_int_equal(list[2].status, SAM_ACTIVITY_UNCLEAR);
    assert_string_equal(list[2].until, "2027");
    assert_string_equal(list[3].goal, "g2");
    assert_int_equal(list[3].status, SAM_ACTIVITY_STOPPED);
    assert_true(r.activities.present[0] && r.activities.present[1]);
    done(&r);
}

/* An alliance and nothing else: it has none. */
static void test_none(void **state) {
    (void)state;
    struct read r;
    read_sheet(&r, "activity,alliance,title,status\n,south,,\n", false);
    assert_int_equal(r.status, SAM_OK);
    assert_int_equal(r.activities.count, 0);
    assert_false(r.activities.present[0]);
    assert_true(r.activities.present[1]);
    done(&r);
}

static void test_every_problem_is_named(void **state) {
    (void)state;
    struct read r;
    read_sheet(&r,
               "activity,alliance,title,goal,partner,status,reason,planned_until,colour\n"
               "1,east,T,,,done,,,\n"
               "2,north,,g3,ihlia,perhaps,,2026-02-30,\n"
               "3,south,T,g1,,done,,,\n"
               "3,south,T,,,stopped,,soon,\n"
               ",,Loose,,,done,,,\n",
               false);
    assert_int_equal(r.status, SAM_E_INPUT);
    static const char *const said[] = {
        "line 1, column I: column \"colour\" means nothing here",
        "line 2, column B: alliance \"east\" is not in study.json; there are: north, south",
        "line 3, column C: the column \"title\" must be filled in",
        "line 3, column H: \"2026-02-30\" must be a day like 2026-12-31",
        "line 3, column F: \"perhaps\" must be one of: on_schedule, adapted, stopped, unclear",
        "line 3, column D: goal \"g3\" is not among the goals of framework.json",
        "line 3, column E: \"ihlia\" is no partner of alliance north; its partners are: atria, coc",
        "line 4, column D: goal \"g1\" is of alliance north, not of south",
        "line 5, column H: \"soon\"",
        "line 5, column A: activity \"3\" stands twice for alliance south",
        "line 6, column B: the column \"alliance\" must be filled in",
        "line 6, column A: the column \"activity\" must be filled in"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (strstr(r.problems.lines.data, said[i]) == NULL) {
            fail_msg("not said: %s\n%s", said[i], r.problems.lines.data);
        }
    }
    assert_int_equal(r.problems.count, sizeof said / sizeof *said);
    done(&r);
    read_sheet(&r, "activity,alliance,name\n1,north,x\n", true);
    assert_int_equal(r.status, SAM_E_INPUT);
    assert_int_equal(r.problems.count, 2); /* the rows can't be read without title and status */
    done(&r);
}

static void test_statuses(void **state) {
    (void)state;
    for (int i = 0; i < SAM_ACTIVITY_STATUSES; i++) {
        enum sam_activity_status status = SAM_ACTIVITY_UNCLEAR;
        const char *id = sam_activity_status_id((enum sam_activity_status)i);
        assert_int_equal(sam_activity_status_read(id, &status), 0);
        assert_int_equal(status, i);
    }
    enum sam_activity_status status = SAM_ACTIVITY_STOPPED;
    assert_int_equal(sam_activity_status_read("done", &status), -1);
    assert_int_equal(status, SAM_ACTIVITY_STOPPED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_sheet), cmocka_unit_test(test_none),
        cmocka_unit_test(test_every_problem_is_named), cmocka_unit_test(test_statuses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
