/* Refused responses, tried again after study.json was mended. */
#include "fixture.h"

#include "base/file.h"

static const char study_text[] =
    "{\"id\": \"q\", \"title\": {\"nl\": \"x\", \"en\": \"x\"}, \"language\": \"nl\", "
    "\"alliances\": [{\"id\": \"noord\", \"name\": \"Noord\", \"partners\": [{\"id\": \"a\", "
    "\"name\": \"A\", \"lead\": true}]}@ALLIANCE@], \"people\": [], \"waves\": [{\"id\": \"2026\", "
    "\"questionnaire\": \"recorded\"}], \"sources\": [{\"name\": \"form\", \"type\": \"csv\", "
    "\"url\": \"form.csv\"@MAP@}]}";

static struct sam_study *study_with(const char *alliance, const char *map) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    const char *first = strstr(study_text, "@ALLIANCE@");
    const char *second = strstr(study_text, "@MAP@");
    sam_buf_append(&text, study_text, (size_t)(first - study_text));
    sam_buf_text(&text, alliance);
    sam_buf_append(&text, first + 10, (size_t)(second - first - 10));
    sam_buf_text(&text, map);
    sam_buf_text(&text, second + 5);
    struct sam_study *study = fixture_study(text.data);
    sam_buf_fini(&text);
    return study;
}

static void open_with(struct fixture *f, const char *rows) {
    struct sam_err err = {0};
    struct sam_run run;
    fixture_open_text(f, "{\"id\": \"q\", \"title\": {\"nl\": \"x\", \"en\": \"x\"}, \"language\": "
                         "\"nl\", \"alliances\": [{\"id\": \"noord\", \"name\": \"N\", "
                         "\"partners\": [{\"id\": \"a\", \"name\": \"A\", \"lead\": true}]}], "
                         "\"people\": [], \"waves\": [{\"id\": \"2026\", \"questionnaire\": "
                         "\"recorded\"}], \"sources\": [{\"name\": \"form\", \"type\": \"csv\", "
                         "\"url\": \"form.csv\"}]}");
    char *path = sam_path_join(f->folder, "form.csv");
    assert_int_equal(sam_file_write(path, rows, strlen(rows), &err), SAM_OK);
    free(path);
    if (sam_collect(f->study, 0, &f->instruments, f->store, &f->options, &run, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
}

static void retry_with(struct fixture *f, const char *alliance, const char *map, size_t accepted,
                       size_t refused_count) {
    struct sam_err err = {0};
    size_t got_accepted = 99;
    size_t got_refused = 99;
    struct sam_study *mended = study_with(alliance, map);
    if (sam_quarantine_retry(mended, &f->instruments, f->store, &got_accepted, &got_refused,
                             &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(got_accepted, accepted);
    assert_int_equal(got_refused, refused_count);
    sam_study_free(mended);
}

static void test_alliance_added(void **state) {
    struct fixture f;
    (void)state;
    open_with(&f, "respondent,alliance,s1\nr1,noord,4\nr2,zuid,5\nr3,oost,5\n");
    assert_int_equal(count(&f).quarantined, 2);
    retry_with(&f, "", "", 0, 2);
    check_contains(refused(&f, "r2/zuid/2026").text, "line 3");
    retry_with(&f,
               ", {\"id\": \"zuid\", \"name\": \"Z\", \"partners\": [{\"id\": \"z\", \"name\": "
               "\"Z\", \"lead\": true}]}",
               "", 1, 1);
    assert_string_equal(find(&f, "r2/zuid/2026").text, "r2|zuid|||1||5|1");
    assert_int_equal(count(&f).quarantined, 1);
    fixture_close(&f);
}

static void test_mappings_added(void **state) {
    struct fixture f;
    (void)state;
    open_with(&f, "respondent,alliance,organisation,role,s1,s2\nr1,De Noorderlingen,Stichting A,"
                  "voorzitter,zeer eens,1\n");
    retry_with(&f, "",
               ", \"alliances\": {\"De Noorderlingen\": \"noord\"}, \"organisations\": "
               "{\"Stichting A\": \"a\"}, \"roles\": {\"voorzitter\": \"lead\"}, \"values\": "
               "{\"zeer eens\": \"5\", \"1\": \"5\"}",
               1, 0);
    /* s2 was readable as it was: it is not mapped a second time */
    struct sam_err err = {0};
    struct find row = find(&f, "r1/De Noorderlingen/2026");
    assert_string_equal(row.text, "r1|noord|a|lead|1||5|1");
    struct sam_answers *table = sam_answers_new(f.questionnaire->item_count);
    struct sam_left_out left_out;
    assert_int_equal(sam_store_answers(f.store, f.questionnaire, "2026", table, &left_out, &err),
                     SAM_OK);
    assert_int_equal(table->item[1][0], 1);
    sam_answers_free(table);
    fixture_close(&f);
}

static void test_none(void **state) {
    struct fixture f;
    (void)state;
    open_with(&f, "respondent,alliance,s1\nr1,noord,4\n");
    retry_with(&f, "", "", 0, 0);
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_alliance_added),
                                       cmocka_unit_test(test_mappings_added),
                                       cmocka_unit_test(test_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
