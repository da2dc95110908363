#include "cli/study_fixture.h"

/* A csv source: headings are questions too. */
static void proposals_go_into_study_json_and_only_there(void **state) {
    (void)state;
    char *folder = new_study();
    char *err = NULL;
    char *study = read_text(folder, "study.json");
    struct sam_buf text;
    sam_buf_init(&text, 10000000);
    char *at = strstr(study, "\"sources\": []");
    if (at == NULL) {
        fail_msg("%s", study);
    }
    sam_buf_append(&text, study, (size_t)(at - study));
    sam_buf_text(&text,
                 "\"sources\": [\n    {\"name\": \"export\", \"type\": \"csv\",\n     \"url\": "
                 "\"d.csv\", \"map\": {\"Mijn\": \"s2\"}}\n  ]");
    sam_buf_text(&text, at + strlen("\"sources\": []"));
    write_text(folder, "study.json", text.data);
    char *first = read_text(folder, "questionnaires/alliance-31.json");
    const char *statement = strstr(strstr(first, "\"id\": \"s1\""), "\"nl\": \"");
    statement += strlen("\"nl\": \"");
    char csv[600];
    snprintf(csv, sizeof csv, "alliance,Organisatie,Mijn,\"%.*s\"\nx,y,4,4\n",
             (int)strcspn(statement, "\""), statement);
    write_text(folder, "d.csv", csv);
    char *out = sam_program_expect(0, &err, folder, "collect", "--describe", "--lang", "en", NULL);
    check_contains(out, "export: 4 questions");
    check_contains(out, "the same words");
    check_contains(out, "to be checked: by its name");
    check_contains(err, "in \"map\" 1");
    free(out);
    free(err);
    char *after = read_text(folder, "study.json");
    check_contains(after, "\"map\": {\"Mijn\": \"s2\", \"");
    check_contains(after, "\": \"s1\"}");
    check_contains(after, "\"proposed\": {\"Organisatie\": \"organisation\"}");
    /* again: nothing to add, and not a byte changes */
    free(sam_program_expect(0, &err, folder, "collect", "--describe", "--lang", "en", NULL));
    check_contains(err, "nothing to add");
    char *again = read_text(folder, "study.json");
    assert_string_equal(after, again);
    free(err);
    free(again);
    free(after);
    free(first);
    free(study);
    sam_buf_fini(&text);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proposals_go_into_study_json_and_only_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
