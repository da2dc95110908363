/* A study with a wave of stories. */
#ifndef SAM_TESTS_CLI_STORY_FIXTURE_H
#define SAM_TESTS_CLI_STORY_FIXTURE_H

#include "cli/study_fixture.h"

#include "model/shipped.h"

#define STORY_HEAD                                                                                 \
    "respondent,alliance,role,consent_report,consent_funder,story_title,story_change,"             \
    "story_for_whom,story_why\n"

/* Five stories by four people. */
#define STORY_ROWS                                                                                 \
    "samen-werkt-het-women-inc-1,samen-werkt-het,lead,2,2,Samen aan tafel,"                        \
    "We praten nu elke maand.,Voor iedereen,Omdat het helpt.\n"                                    \
    "samen-werkt-het-movisie-1,samen-werkt-het,partner,2,2,Een gesprek,"                           \
    "Bij Rutgers sprak ik Fatima.,,Zij durft nu.\n"                                                \
    "samen-werkt-het-wo-men-1,samen-werkt-het,partner,1,2,Niet voor anderen,"                      \
    "Dit blijft geheim.,,Het is gevoelig.\n"                                                       \
    "samen-werkt-het-wo-men-1,samen-werkt-het,partner,2,2,Nog een verhaal,"                        \
    "De gemeente vraagt ons om raad.,Voor inwoners,Dat was anders.\n"                              \
    "act4respect-rutgers-1,act4respect,lead,2,,Jongens,Zij praten nu mee.,,Het is nieuw.\n"

/* The example with a second wave, of stories. */
static inline char *study_of_stories(const char *rows) {
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", "--example", "ocw-2018-2022", NULL));
    char *study = read_text(folder, "study.json");
    char *at = strstr(study, "\"waves\": [");
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    assert_non_null(at);
    at = strchr(at, ']');
    sam_buf_append(&text, study, (size_t)(at - study));
    sam_buf_text(&text, ", {\"id\": \"2021\", \"questionnaire\": \"most-significant-change\"}");
    sam_buf_text(&text, at);
    write_text(folder, "study.json", text.data);
    write_text(folder, "questionnaires/most-significant-change.json",
               sam_shipped_find("questionnaires/most-significant-change.json")->text);
    sam_buf_clear(&text);
    sam_buf_printf(&text, STORY_HEAD "%s", rows);
    write_text(folder, "stories.csv", text.data);
    free(sam_program_expect(0, NULL, folder, "import", "stories.csv", "--wave", "2021", NULL));
    sam_buf_fini(&text);
    free(study);
    return folder;
}

/* The number of the story with this title, which stands in the sheet to fill in. */
static inline int story_number(const char *folder, const char *title) {
    char *sheet = sam_program_expect(0, NULL, folder, "export", "--what", "selection", "--format",
                                     "csv", NULL);
    char *at = strstr(sheet, title);
    assert_non_null(at);
    while (at > sheet && at[-1] != '\n') {
        at--;
    }
    int number = (int)strtol(at, NULL, 10);
    free(sheet);
    assert_true(number > 0);
    return number;
}

#endif
