#include "report/bundle.h"

#include "story_fixture.h"
#include "zip_member.h"

#include "base/file.h"

static void make(const struct fixture *f, const char *study, struct sam_buf *zip) {
    struct sam_err err = {0};
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_text(&text, study);
    const struct sam_bundle_source source = {&f->json, f->results, &text, NULL};
    if (sam_bundle_make(&source, zip, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    sam_buf_fini(&text);
}

static void nobody_is_in_it(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "bundle.zip");
    struct sam_buf zip;
    struct sam_problems problems;
    struct sam_study *study = NULL;
    sam_buf_init(&zip, SAM_BUF_UNLIMITED);
    fixture_init(&f, NULL, 0, 1, true);
    make(&f,
         "{\"id\": \"s\", \"title\": {\"nl\": \"a\", \"en\": \"b\"}, \"alliances\": [{\"id\": "
         "\"x\", \"name\": \"X\", \"partners\": [{\"id\": \"o\", \"name\": \"O\", \"lead\": "
         "true}]}], \"people\": [{\"respondent\": \"secret-1\", \"alliance\": \"x\", "
         "\"organisation\": \"o\", \"role\": \"lead\", \"name\": \"Jane Roe\", \"email\": "
         "\"jane@example.org\"}], \"sources\": [{\"name\": \"z\", \"type\": \"csv\", \"url\": "
         "\"private.csv\"}], \"unheard_of\": \"jane\", \"waves\": [{\"id\": \"2020\", "
         "\"questionnaire\": \"alliance-31\"}]}",
         &zip);
    assert_int_equal(sam_file_write(path, zip.data, zip.length, &err), SAM_OK);
    char *text = zip_member(path, "study.json");
    assert_null(strstr(text, "secret-1"));
    assert_null(strcasestr(text, "jane"));
    assert_null(strstr(text, "private.csv"));
    sam_problems_init(&problems);
    assert_int_equal(sam_study_parse(text, strlen(text), "study.json", &study, &problems, &err),
                     SAM_OK);
    assert_string_equal(study->alliances[0].partners[0].name, "O");
    sam_study_free(study);
    sam_problems_fini(&problems);
    free(text);
    text = zip_member(path, "README.txt");
    check_contains(text, "Vertrouwelijk");
    check_contains(text, "Confidential");
    check_contains(text, "SIMULATED");
    check_contains(text, f.results->checksum);
    free(text);
    /* no open answers: the file itself */
    text = zip_member(path, "results/2020/results.json");
    assert_string_equal(text, f.json.data);
    free(text);
    text = zip_member(path, "questionnaires/alliance-31.json");
    sam_questionnaire_free(fixture_questionnaire(text));
    free(text);
    sam_buf_fini(&zip);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void open_answers_stay_out(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "bundle.zip");
    struct sam_buf zip;
    struct sam_buf text;
    sam_buf_init(&zip, SAM_BUF_UNLIMITED);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    fixture_init(&f, NULL, 0, 1, true);
    char *at = strstr(f.json.data, "\"open_answers\": []");
    assert_non_null(at);
    sam_buf_append(&text, f.json.data, (size_t)(at - f.json.data));
    sam_buf_text(&text, "\"open_answers\": [{\"question\": \"open_well\", \"text\": \"Jane did "
                        "it\", \"flags\": []}]");
    sam_buf_text(&text, at + strlen("\"open_answers\": []"));
    struct sam_results *results = fixture_parse(text.data);
    assert_true(results->alliances[0].open_count == 1);
    const struct sam_bundle_source source = {&text, results, NULL, NULL};
    assert_int_equal(sam_bundle_make(&source, &zip, &err), SAM_OK);
    assert_int_equal(sam_file_write(path, zip.data, zip.length, &err), SAM_OK);
    char *kept = zip_member(path, "results/2020/results.json");
    assert_null(strstr(kept, "Jane"));
    sam_results_free(fixture_parse(kept)); /* and reads back */
    free(kept);
    assert_null(zip_member(path, "study.json"));
    kept = zip_member(path, "README.txt");
    check_contains(kept, "without its open answers");
    free(kept);
    sam_results_free(results);
    sam_buf_fini(&text);
    sam_buf_fini(&zip);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void stories_stay_out(void **state) {
    (void)state;
    struct fixture f;
    struct stories own;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "bundle.zip");
    struct sam_buf zip;
    sam_buf_init(&zip, SAM_BUF_UNLIMITED);
    story_init(&f, &own);
    make(&f, "{\"id\": \"s\", \"title\": {\"nl\": \"a\", \"en\": \"b\"}, \"alliances\": []}", &zip);
    assert_int_equal(sam_file_write(path, zip.data, zip.length, &err), SAM_OK);
    char *kept = zip_member(path, "results/2021/results.json");
    check_contains(kept, "\"stories\":\t[]");
    for (size_t i = 0; i < STORY_SPECS; i++) {
        assert_null(strstr(kept, story_specs[i].title));
        assert_null(strstr(kept, story_specs[i].change));
    }
    assert_null(strstr(kept, "Zij praten"));
    assert_null(strstr(kept, "Moedig"));
    sam_results_free(fixture_parse(kept)); /* and reads back */
    free(kept);
    sam_buf_fini(&zip);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void the_framework_is_in_it(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    static const char words[] = "{\"id\": \"f\", \"title\": {\"nl\": \"K\", \"en\": \"F\"}}";
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "bundle.zip");
    struct sam_buf zip;
    struct sam_buf text;
    sam_buf_init(&zip, SAM_BUF_UNLIMITED);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    fixture_init(&f, NULL, 0, 1, true);
    sam_buf_text(&text, words);
    const struct sam_bundle_source source = {&f.json, f.results, NULL, &text};
    assert_int_equal(sam_bundle_make(&source, &zip, &err), SAM_OK);
    assert_int_equal(sam_file_write(path, zip.data, zip.length, &err), SAM_OK);
    char *kept = zip_member(path, "framework.json");
    assert_string_equal(kept, words);
    free(kept);
    kept = zip_member(path, "SHA256SUMS");
    check_contains(kept, "  framework.json\n");
    free(kept);
    sam_buf_fini(&text);
    sam_buf_fini(&zip);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_in_it),
        cmocka_unit_test(open_answers_stay_out),
        cmocka_unit_test(stories_stay_out),
        cmocka_unit_test(the_framework_is_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
