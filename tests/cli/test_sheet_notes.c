#include "cli/study_fixture.h"

/* The topics of the pack are there to fill in; what is filled in comes back, beside the rest. */
static void the_packs_topics_are_offered(void **state) {
    (void)state;
    char *folder = study_with_answers(), *err = NULL;
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    char *out = sam_program_expect(0, NULL, folder, "export", "--what", "notes", "--format", "csv",
                                   "--alliance", "samen-werkt-het", "--lang", "en", NULL);
    check_contains(out, "alliance,wave,topic,source,finding,why,quote,cleared,respondent,about");
    check_contains(out, "samen-werkt-het,2020,phase-alliance,interview,,,,,,Phase among the "
                        "partners");
    const char *second = strchr(strchr(out, '\n') + 1, ',');
    assert_non_null(second);
    char topic[64] = "";
    assert_int_equal(sscanf(second, ",2020,%63[^,],interview,,", topic), 1);
    free(out);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_printf(&text,
                   "alliance,wave,topic,source,finding,why,quote,cleared\n"
                   "samen-werkt-het,,%s,interview,confirmed,They said so,\"Yes, we do\",yes\n"
                   "samen-werkt-het,,%s,document,nuanced,The plan,,\n",
                   topic, topic);
    write_text(folder, "notes.csv", text.data);
    free(sam_program_expect(0, &err, folder, "import", "notes.csv", "--as", "notes", NULL));
    check_contains(err, "notes: 2 new, 0 changed, 0 gone, 0 as they were");
    free(err);
    free(sam_program_expect(0, NULL, folder, "export", "--what", "notes", "--format", "xlsx",
                            "--output", "back.xlsx", NULL));
    free(sam_program_expect(0, &err, folder, "import", "back.xlsx", "--as", "notes", NULL));
    check_contains(err, "notes: 0 new, 0 changed, 0 gone, 2 as they were");
    free(err);
    out = sam_program_expect(0, NULL, folder, "export", "--what", "notes", "--format", "csv",
                             "--alliance", "samen-werkt-het", NULL);
    sam_buf_clear(&text);
    sam_buf_printf(&text,
                   "samen-werkt-het,2020,%s,interview,confirmed,They said so,\"Yes, we do\",yes,,",
                   topic);
    check_contains(out, text.data);
    sam_buf_clear(&text);
    sam_buf_printf(&text, "%s,interview,,", topic); /* not offered once more */
    assert_null(strstr(out, text.data));
    free(out);
    sam_buf_fini(&text);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_packs_topics_are_offered)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
