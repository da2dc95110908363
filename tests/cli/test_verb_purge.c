/* The verb purge, on a study with answers, results and a server that still has them. */
#include "study_fixture.h"

#include <stdio.h>
#include <unistd.h>

#define TEXT_ONE "lijn-naar-buiten-moet-korter"
#define TEXT_TWO "overleg-duurt-te-lang"

static const char answers[] =
    "respondent,alliance,organisation,role,language,submitted_at,s1,s2,s3,open_well\n"
    "a,alliance-1,organisation-1,lead,nl,2026-03-01T10:00:00Z,4,4,5," TEXT_ONE "\n"
    "b,alliance-1,organisation-2,partner,nl,2026-03-02T10:00:00Z,2,3,2," TEXT_TWO "\n"
    "c,alliance-1,organisation-2,partner,nl,2026-03-03T10:00:00Z,3,3,3,\n";

/* The study that `init` makes, with names, three answers and an analysis. */
static char *study_to_purge(const char *erase_after) {
    char *folder = new_study();
    char *study = read_text(folder, "study.json");
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    char *at = strstr(study, "\"people\": [");
    char *end = strstr(at, "\n  ]");
    sam_buf_append(&text, study, (size_t)(at - study));
    sam_buf_text(&text,
                 "\"people\": [\n"
                 "    {\"respondent\": \"a\", \"alliance\": \"alliance-1\", \"organisation\": "
                 "\"organisation-1\", \"role\": \"lead\", \"name\": \"Fatima Geheim\", "
                 "\"email\": \"fatima@there.example\"},\n"
                 "    {\"respondent\": \"b\", \"alliance\": \"alliance-1\", \"organisation\": "
                 "\"organisation-2\", \"role\": \"partner\", \"name\": \"Bob\", \"email\": "
                 "\"bob@there.example\"},\n"
                 "    {\"respondent\": \"c\", \"alliance\": \"alliance-1\", \"organisation\": "
                 "\"organisation-2\", \"role\": \"partner\"}");
    char *waves = strstr(end, "\"waves\": [");
    assert_non_null(waves);
    char *close = strchr(waves, '}');
    assert_non_null(close);
    sam_buf_append(&text, end, (size_t)(close - end));
    if (erase_after != NULL) {
        sam_buf_printf(&text, ", \"erase_after\": \"%s\"", erase_after);
    }
    sam_buf_text(&text, close);
    write_text(folder, "study.json", text.data);
    write_text(folder, "d.csv", answers);
    free(sam_program_expect(0, NULL, folder, "import", "d.csv", NULL));
    free(sam_program_expect(0, NULL, folder, "serve", "--tokens", NULL));
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    free(sam_program_expect(0, NULL, folder, "report", NULL));
    sam_buf_fini(&text);
    free(study);
    return folder;
}

/* Is text in any file of the study (but the CSV it came from)? Through grep, which reads bytes. */
static bool anywhere(const char *folder, const char *text) {
    char command[1024];
    snprintf(command, sizeof command, "grep -raqF --exclude=d.csv -- '%s' '%s'", text, folder);
    FILE *grep = popen(command, "r");
    assert_non_null(grep);
    return pclose(grep) == 0;
}

/* results.json's numbers of the first alliance, from its scales on. */
static char *scores(const char *folder, const char *wave) {
    char path[128];
    snprintf(path, sizeof path, "results/%s/results.json", wave);
    char *text = read_text(folder, path);
    char *at = strstr(text, "\"scales\"");
    assert_non_null(at);
    char *end = strstr(at, "\"open_answers\"");
    char *copy = strndup(at, end != NULL ? (size_t)(end - at) : strlen(at));
    free(text);
    return copy;
}

static char *wave_of(const char *folder) {
    char *study = read_text(folder, "study.json");
    char *at = strstr(strstr(study, "\"waves\""), "\"id\": \"") + strlen("\"id\": \"");
    char *wave = strndup(at, strcspn(at, "\""));
    free(study);
    return wave;
}

static void a_person_is_gone_from_every_file(void **state) {
    (void)state;
    char *folder = study_to_purge(NULL);
    char *wave = wave_of(folder);
    char *before = scores(folder, wave);
    assert_true(anywhere(folder, TEXT_ONE));
    char *out =
        sam_program_expect(0, NULL, folder, "purge", "--respondent", "a", "--dry-run", NULL);
    check_contains(out, "Everything of: a\n");
    check_contains(out, "1  open answers\n");
    free(out);
    assert_true(anywhere(folder, TEXT_ONE));
    char *err = NULL;
    free(sam_program_expect(2, &err, folder, "purge", "--respondent", "a", NULL));
    check_contains(err, "--yes");
    free(err);
    free(sam_program_expect(0, NULL, folder, "purge", "--respondent", "a", "--yes", NULL));
    assert_false(anywhere(folder, TEXT_ONE));
    assert_false(anywhere(folder, "Fatima"));
    assert_false(anywhere(folder, "fatima@there.example"));
    assert_true(anywhere(folder, TEXT_TWO));
    assert_true(anywhere(folder, "bob@there.example"));
    char *after = scores(folder, wave);
    assert_string_equal(before, after);
    /* The file it came from doesn't bring it back. */
    free(sam_program_expect(0, NULL, folder, "import", "d.csv", NULL));
    assert_false(anywhere(folder, TEXT_ONE));
    free(sam_program_expect(0, NULL, folder, "check", NULL));
    free(before);
    free(after);
    free(wave);
    sam_folder_remove(folder);
}

static void a_wave_leaves_its_scores(void **state) {
    (void)state;
    static const char *const gone[] = {TEXT_ONE, TEXT_TWO, "Fatima", "fatima@", "bob@", "Bob\""};
    char *folder = study_to_purge("2026-06-30");
    char *wave = wave_of(folder);
    char *before = scores(folder, wave);
    char *out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "were to be erased after 2026-06-30");
    check_contains(out, "samenscan purge . --wave ");
    free(out);
    out = sam_program_expect(0, NULL, folder, "purge", "--wave", wave, "--yes", NULL);
    check_contains(out, "3  responses\n");
    free(out);
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
        if (anywhere(folder, gone[i])) {
            fail_msg("%s is still there", gone[i]);
        }
    }
    char *after = scores(folder, wave);
    assert_string_equal(before, after);
    free(after);
    out = sam_program_expect(0, NULL, folder, "check", NULL);
    assert_string_equal(out, "");
    free(out);
    /* The answers that are left give the same scores again. */
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    after = scores(folder, wave);
    assert_string_equal(before, after);
    free(after);
    free(sam_program_expect(0, NULL, folder, "import", "d.csv", NULL));
    assert_false(anywhere(folder, TEXT_ONE));
    /* Without its answers there is nothing to analyse, and the results stay. */
    free(sam_program_expect(0, NULL, folder, "purge", "--wave", wave, "--answers", "--yes", NULL));
    char *err = NULL;
    free(sam_program_expect(1, &err, folder, "analyse", NULL));
    check_contains(err, "were erased on ");
    free(err);
    after = scores(folder, wave);
    assert_string_equal(before, after);
    free(after);
    free(before);
    free(wave);
    sam_folder_remove(folder);
}

static void it_doesnt_guess(void **state) {
    (void)state;
    char *folder = new_study();
    char *err = NULL;
    free(sam_program_expect(2, &err, folder, "purge", NULL));
    check_contains(err, "--respondent ID or --wave W");
    free(err);
    free(sam_program_expect(2, &err, folder, "purge", "--respondent", "a", "--wave", "w", NULL));
    free(err);
    free(sam_program_expect(2, &err, folder, "purge", "--respondent", "a", "--answers", NULL));
    free(err);
    free(sam_program_expect(1, &err, folder, "purge", "--respondent", "nobody", "--yes", NULL));
    check_contains(err, "neither in study.json nor in the store");
    free(err);
    free(sam_program_expect(1, &err, folder, "purge", "--wave", "never", "--yes", NULL));
    check_contains(err, "never");
    free(err);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_is_gone_from_every_file),
        cmocka_unit_test(a_wave_leaves_its_scores),
        cmocka_unit_test(it_doesnt_guess),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
