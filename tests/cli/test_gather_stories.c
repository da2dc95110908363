#include "cli/story_fixture.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static void take_selection(const char *folder, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void take_selection(const char *folder, const char *format, ...) {
    char rows[2000];
    char csv[2200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(rows, sizeof rows, format, arguments);
    va_end(arguments);
    snprintf(csv, sizeof csv, "story,round,chosen_by,reason,cleared,cleared_title,cleared_text\n%s",
             rows);
    write_text(folder, "sel.csv", csv);
    free(sam_program_expect(0, NULL, folder, "import", "sel.csv", "--as", "selection", NULL));
}

static char *share_page(const char *folder) {
    free(sam_program_expect(0, NULL, folder, "run", "--lang", "en", "--quiet", NULL));
    return read_text(folder, "results/2021/share/stories.en.html");
}

/* From the form and the sheet to both documents; also several stories of one person. */
static void stories_reach_the_documents(void **state) {
    (void)state;
    char *folder = study_of_stories(STORY_ROWS);
    take_selection(folder,
                   "%d,1,partners,Omdat het ons raakt,yes,,\n%d,,,,yes,Een stap,Zij durft nu.\n"
                   "%d,,,,yes,,\n%d,,,,yes,,\n",
                   story_number(folder, "Samen aan tafel"), story_number(folder, "Een gesprek"),
                   story_number(folder, "Niet voor"), story_number(folder, "Jongens"));
    char *out = sam_program_expect(0, NULL, folder, "run", "--lang", "en", NULL);
    check_contains(out, "  stories: 4\n");
    check_contains(out, "results/2021/evaluator/stories.en.html");
    assert_null(strstr(out, "phase"));
    free(out);
    out = sam_program_expect(0, NULL, folder, "status", NULL);
    assert_null(strstr(out, "bands")); /* of stories no score is shared */
    free(out);
    char *page = read_text(folder, "results/2021/evaluator/stories.en.html");
    check_contains(page, "Stories: 5. People who wrote them: 4.");
    check_contains(page, "Nog een verhaal");
    check_contains(page, "Dit blijft geheim.");
    check_contains(page, "Omdat het ons raakt");
    free(page);
    page = read_text(folder, "results/2021/share/stories.en.html");
    check_contains(page, "Samen aan tafel");
    check_contains(page, "by: partners. Why: <span lang=\"nl\">Omdat het ons raakt");
    check_contains(page, "Een stap");
    assert_null(strstr(page, "Rutgers"));
    assert_null(strstr(page, "Fatima"));
    assert_null(strstr(page, "geheim"));          /* no consent */
    assert_null(strstr(page, "Nog een verhaal")); /* not cleared */
    assert_null(strstr(page, "Jongens"));         /* said nothing about the funder */
    free(page);
    /* nobody's id is in the results, and no document that scores anything is made */
    page = read_text(folder, "results/2021/results.json");
    assert_null(strstr(page, "wo-men-1"));
    free(page);
    char *path = sam_path_join(folder, "results/2021/evaluator/overview.en.html");
    assert_int_not_equal(access(path, R_OK), 0);
    free(path);
    out = sam_program_expect(0, NULL, folder, "export", "--format", "csv", "--wave", "2021", NULL);
    check_contains(out, "Nog een verhaal");
    check_contains(out, "Niet voor anderen"); /* all of one person */
    free(out);
    sam_folder_remove(folder);
}

/* Nobody is told that the latest counts, or that two with the same yes and no may be one. */
static void several_stories_of_one_person_are_no_doubles(void **state) {
    (void)state;
    char *folder = study_of_stories(""), *err = NULL;
    write_text(folder, "stories.csv", STORY_HEAD STORY_ROWS);
    free(sam_program_expect(0, &err, folder, "import", "stories.csv", "--wave", "2021", NULL));
    check_contains(err, "5 rows: 5 new");
    assert_null(strstr(err, "latest"));
    assert_null(strstr(err, "same answers"));
    free(err);
    sam_folder_remove(folder);
}

/* What was cleared was cleared as it was read. */
static void a_changed_story_is_shared_no_more(void **state) {
    (void)state;
    char *folder = study_of_stories(STORY_ROWS), *err = NULL;
    int number = story_number(folder, "Samen aan tafel");
    take_selection(folder, "%d,,,,yes,,\n", number);
    char *page = share_page(folder);
    check_contains(page, "Samen aan tafel");
    free(page);
    write_text(folder, "again.csv",
               STORY_HEAD "samen-werkt-het-women-inc-1,samen-werkt-het,lead,2,2,Samen aan tafel,"
                          "We kijken nog eens om.,,Omdat het helpt.\n");
    free(sam_program_expect(0, NULL, folder, "import", "again.csv", "--wave", "2021", NULL));
    page = share_page(folder);
    assert_null(strstr(page, "Samen aan tafel"));
    assert_null(strstr(page, "nog eens om"));
    free(page);
    page = read_text(folder, "results/2021/evaluator/stories.en.html");
    check_contains(page, "changed it after you had cleared it");
    free(page);
    /* The same old sheet doesn't clear it; nor does the one that is written now, until it's read.
     */
    free(sam_program_expect(1, &err, folder, "import", "sel.csv", "--as", "selection", NULL));
    check_contains(err, "it is now 2");
    free(err);
    free(sam_program_expect(0, NULL, folder, "export", "--what", "selection", "--format", "xlsx",
                            "--output", "now.xlsx", NULL));
    free(sam_program_expect(0, NULL, folder, "import", "now.xlsx", "--as", "selection", NULL));
    page = share_page(folder);
    assert_null(strstr(page, "nog eens om"));
    free(page);
    char *csv = sam_program_expect(0, NULL, folder, "export", "--what", "selection", "--format",
                                   "csv", NULL);
    check_contains(csv, ",no,,,2,samen-werkt-het,yes,,");
    free(csv);
    sam_folder_remove(folder);
}

/* Whoever is erased is in no file any more, nor is what was said about the story. */
static void an_erased_story_is_gone_everywhere(void **state) {
    (void)state;
    char *folder = study_of_stories(STORY_ROWS), *err = NULL;
    take_selection(folder, "%d,1,us,Hun reden,yes,,\n%d,,,,yes,Stap,Zij durft het.\n",
                   story_number(folder, "Samen aan tafel"), story_number(folder, "Een gesprek"));
    char *page = share_page(folder);
    check_contains(page, "Samen aan tafel");
    free(page);
    char *dossier = sam_program_expect(0, NULL, folder, "export", "--respondent",
                                       "samen-werkt-het-women-inc-1", NULL);
    check_contains(dossier, "Hun reden");
    assert_null(strstr(dossier, "Zij durft"));
    free(dossier);
    free(sam_program_expect(0, NULL, folder, "purge", "--respondent", "samen-werkt-het-women-inc-1",
                            "--yes", NULL));
    static const char *const files[] = {"results/2021/results.json",
                                        "results/2021/evaluator/stories.nl.html",
                                        "results/2021/evaluator/stories.en.html",
                                        "results/2021/share/stories.en.html", "store.sqlite"};
    static const char *const texts[] = {"Samen aan tafel", "Hun reden", "elke maand"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct sam_buf bytes;
        struct sam_err why = {0};
        char *path = sam_path_join(folder, files[i]);
        sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
        assert_int_equal(sam_file_read(path, &bytes, &why), SAM_OK);
        for (size_t t = 0; t < 3; t++) {
            if (memmem(bytes.data, bytes.length, texts[t], strlen(texts[t])) != NULL) {
                fail_msg("\"%s\" is still in %s", texts[t], files[i]);
            }
        }
        sam_buf_fini(&bytes);
        free(path);
    }
    page = read_text(folder, "results/2021/share/stories.en.html");
    check_contains(page, "Zij durft het."); /* another's stays */
    free(page);
    /* an old copy of either file brings nothing back */
    free(sam_program_expect(0, NULL, folder, "import", "stories.csv", "--wave", "2021", NULL));
    free(sam_program_expect(1, &err, folder, "import", "sel.csv", "--as", "selection", NULL));
    check_contains(err, "is not in this wave (or no longer)");
    free(err);
    page = share_page(folder);
    assert_null(strstr(page, "Samen aan tafel"));
    free(page);
    sam_folder_remove(folder);
}

static void one_storyteller_is_not_told(void **state) {
    (void)state;
    char *folder = study_of_stories("act4respect-rutgers-1,act4respect,lead,2,2,Jongens,Zij "
                                    "praten nu mee.,,Het is nieuw.\n");
    take_selection(folder, "%d,1,iedereen,Mooi,yes,,\n", story_number(folder, "Jongens"));
    char *page = share_page(folder);
    check_contains(page, "There is no story that may be shared.");
    assert_null(strstr(page, "Jongens"));
    assert_null(strstr(page, "1 respondent"));
    free(page);
    page = read_text(folder, "results/2021/evaluator/stories.en.html");
    check_contains(page, "too few people wrote");
    free(page);
    sam_folder_remove(folder);
}

/* Three places, two people: one of them takes part in two alliances. */
static void one_person_in_two_alliances_is_one_person(void **state) {
    (void)state;
    char *folder =
        study_of_stories("a,act4respect,partner,2,2,Eerste,Zij praten nu mee.,,Nieuw.\n"
                         "b,samen-werkt-het,partner,2,2,Tweede,Wij praten nu mee.,,Nieuw.\n"
                         "c,samen-werkt-het,partner,2,2,Derde,Jullie praten nu mee.,,Nieuw.\n");
    char *study = read_text(folder, "study.json");
    char *at = strstr(study, "\"people\": [");
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    assert_non_null(at);
    at += strlen("\"people\": [");
    for (int same = 0; same < 2; same++) {
        sam_buf_clear(&text);
        sam_buf_append(&text, study, (size_t)(at - study));
        sam_buf_printf(&text,
                       "{\"respondent\": \"a\", \"alliance\": \"act4respect\", \"organisation\": "
                       "\"atria\", \"role\": \"partner\", \"person\": \"x\"}, {\"respondent\": "
                       "\"b\", \"alliance\": \"samen-werkt-het\", \"organisation\": \"movisie\", "
                       "\"role\": \"partner\", \"person\": \"%s\"},",
                       same == 1 ? "x" : "y");
        sam_buf_text(&text, at);
        write_text(folder, "study.json", text.data);
        take_selection(folder, "1,,,,yes,,\n2,,,,yes,,\n3,,,,yes,,\n");
        char *page = share_page(folder);
        assert_int_equal(strstr(page, "praten nu mee") != NULL, same == 0);
        free(page);
    }
    sam_buf_fini(&text);
    free(study);
    sam_folder_remove(folder);
}

/* The wave after it is compared with the one before it. */
static void stories_are_no_wave_to_compare_with(void **state) {
    (void)state;
    char *folder = study_of_stories(STORY_ROWS);
    char *study = read_text(folder, "study.json");
    char *at = strstr(study, "\"most-significant-change\"}");
    assert_non_null(at);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    at += strlen("\"most-significant-change\"}");
    sam_buf_append(&text, study, (size_t)(at - study));
    sam_buf_text(&text, ", {\"id\": \"2022\", \"questionnaire\": \"alliance-31\"}");
    sam_buf_text(&text, at);
    write_text(folder, "study.json", text.data);
    for (int wave = 2020; wave <= 2022; wave += 2) {
        char id[8];
        snprintf(id, sizeof id, "%d", wave);
        char *csv = sam_program_expect(0, NULL, folder, "simulate", "--wave", id, NULL);
        write_text(folder, "d.csv", csv);
        free(csv);
        free(sam_program_expect(0, NULL, folder, "import", "d.csv", "--wave", id, NULL));
    }
    free(sam_program_expect(0, NULL, folder, "analyse", "--wave", "2022", NULL));
    char *results = read_text(folder, "results/2022/results.json");
    check_contains(results, "\"against\": \"2020\"");
    free(results);
    sam_buf_fini(&text);
    free(study);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stories_reach_the_documents),
        cmocka_unit_test(several_stories_of_one_person_are_no_doubles),
        cmocka_unit_test(a_changed_story_is_shared_no_more),
        cmocka_unit_test(an_erased_story_is_gone_everywhere),
        cmocka_unit_test(one_storyteller_is_not_told),
        cmocka_unit_test(one_person_in_two_alliances_is_one_person),
        cmocka_unit_test(stories_are_no_wave_to_compare_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
