#include "model/note.h"

#include "model/shipped.h"
#include "support/support.h"

#include <string.h>

static const char study_text[] =
    "{\"id\": \"s\", \"title\": {\"nl\": \"s\", \"en\": \"s\"}, \"alliances\": ["
    "{\"id\": \"north\", \"name\": \"The North\", \"partners\": [{\"id\": \"atria\", \"name\": "
    "\"Atria\", \"lead\": true}]},"
    "{\"id\": \"south\", \"name\": \"The South\", \"partners\": [{\"id\": \"ihlia\", \"name\": "
    "\"IHLIA\", \"lead\": true}]}],"
    "\"people\": [{\"respondent\": \"n1\", \"alliance\": \"north\", \"organisation\": \"atria\", "
    "\"role\": \"lead\"}],"
    "\"waves\": [{\"id\": \"2023\", \"questionnaire\": \"q\"}, {\"id\": \"2025\", "
    "\"questionnaire\": \"q\"}]}";

struct read {
    struct sam_study *study;
    struct sam_questionnaire *of_wave[2];
    struct sam_sheet *sheet;
    struct sam_notes notes;
    struct sam_problems problems;
    struct sam_err err;
    enum sam_status status;
};

static void read_sheet(struct read *r, const char *csv) {
    memset(r, 0, sizeof *r);
    sam_problems_init(&r->problems);
    const struct sam_shipped *file = sam_shipped_find("questionnaires/alliance-31.json");
    assert_int_equal(sam_study_parse(study_text, strlen(study_text), "study.json", &r->study,
                                     &r->problems, &r->err),
                     SAM_OK);
    assert_int_equal(sam_questionnaire_parse(file->text, file->length, file->name, &r->of_wave[0],
                                             &r->problems, &r->err),
                     SAM_OK);
    r->of_wave[1] = r->of_wave[0];
    const struct sam_instruments instruments = {2, r->of_wave};
    assert_int_equal(
        sam_sheet_parse(csv, strlen(csv), "notes.csv", NULL, &r->sheet, &r->problems, &r->err),
        SAM_OK);
    r->status = sam_notes_read(r->sheet, r->study, &instruments, 1, false, &r->notes, &r->problems,
                               &r->err);
}

static void done(struct read *r) {
    sam_notes_fini(&r->notes);
    sam_sheet_free(r->sheet);
    sam_questionnaire_free(r->of_wave[0]);
    sam_study_free(r->study);
    sam_problems_fini(&r->problems);
}

static void test_good_sheet(void **state) {
    (void)state;
    struct read r;
    read_sheet(&r, "alliance,wave,topic,source,finding,why,quote,cleared,respondent,about\n"
                   "south,,phase-alliance,Groepsgesprek,Weersproken,Because,,,,The phase\n"
                   "north,2025,s1,interview,bevestigd,,\"\"\"We do\"\"\",ja,n1,\n"
                   "north,2025,s1,document,nuanced,Plan of 2024,,true,,\n"
                   "north,2023,synergy,observation,confirmed,,,no,,\n"
                   "south,2023,s2,interview,,,,,,not filled in\n");
    assert_int_equal(r.status, SAM_OK);
    assert_int_equal(r.notes.count, 4);
    const struct sam_note *list = r.notes.list;
    assert_string_equal(list[0].wave, "2023"); /* by wave, alliance, and as in the sheet */
    assert_string_equal(list[0].topic, "synergy");
    assert_int_equal(list[0].source, SAM_NOTE_OBSERVATION);
    assert_false(list[0].cleared);
    assert_string_equal(list[1].quote, "\"We do\"");
    assert_true(list[1].cleared);
    assert_string_equal(list[1].respondent, "n1");
    assert_int_equal(list[2].finding, SAM_FINDING_NUANCED);
    assert_true(list[2].cleared);
    assert_string_equal(list[3].alliance, "south");
    assert_string_equal(list[3].wave, "2025"); /* the one asked for */
    assert_int_equal(list[3].finding, SAM_FINDING_CONTRADICTED);
    assert_string_equal(list[3].why, "Because");
    for (size_t i = 0; i < 4; i++) {
        assert_true(r.notes.present[i]); /* also where nothing is filled in yet */
    }
    done(&r);
}

static void test_every_problem_is_named(void **state) {
    (void)state;
    struct read r;
    read_sheet(&r, "alliance,wave,topic,source,finding,why,quote,cleared,respondent\n"
                   "east,2025,s1,interview,confirmed,,,,\n"
                   "north,2030,s1,interview,confirmed,,,,\n"
                   "north,2025,s99,interview,confirmed,,,,\n"
                   "north,2025,s1,,confirmed,,,,\n"
                   "north,2025,s1,interview,,why,,,\n"
                   "north,2025,,interview,denied,,,,\n"
                   "north,2025,s1,interview,confirmed,,,perhaps,\n"
                   "south,2025,s1,interview,confirmed,,,,n1\n");
    assert_int_equal(r.status, SAM_E_INPUT);
    static const char *const said[] = {
        "line 2, column A: alliance \"east\"",
        "line 3, column B: wave \"2030\" is not in study.json",
        ("line 4, column C: topic \"s99\" is no statement or scale of questionnaire alliance-31, "
         "nor phase-alliance or phase-partnership"),
        "line 5, column D: the column \"source\" must be filled in",
        "line 6, column E: the column \"finding\" must be filled in",
        "line 7, column C: the column \"topic\" must be filled in",
        "line 7, column E: \"denied\" must be one of: confirmed, nuanced, contradicted",
        "line 8, column H: \"perhaps\" must be one of: no, yes",
        "line 9, column I: \"n1\" is nobody's \"respondent\" in this alliance"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (strstr(r.problems.lines.data, said[i]) == NULL) {
            fail_msg("not said: %s\n%s", said[i], r.problems.lines.data);
        }
    }
    assert_int_equal(r.problems.count, sizeof said / sizeof *said);
    done(&r);
}

static void test_words(void **state) {
    (void)state;
    enum sam_note_source source = SAM_NOTE_DOCUMENT;
    enum sam_finding finding = SAM_FINDING_NUANCED;
    assert_int_equal(sam_note_source_read("seen", &source), -1);
    assert_int_equal(source, SAM_NOTE_DOCUMENT);
    assert_int_equal(sam_finding_read("", &finding), -1);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(sam_note_source_read(sam_note_source_id((enum sam_note_source)i), &source),
                         0);
        assert_int_equal(source, i);
        assert_int_equal(sam_finding_read(sam_finding_id((enum sam_finding)i), &finding), 0);
        assert_int_equal(finding, i);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_good_sheet),
                                       cmocka_unit_test(test_every_problem_is_named),
                                       cmocka_unit_test(test_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
