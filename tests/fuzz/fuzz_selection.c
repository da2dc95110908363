/* Any bytes as a sheet of chosen stories. What is taken in is of known stories, in the order of
 * their alliances, and every choice is whole. */
#include "model/selection.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char study_text[] =
    "{\"id\": \"s\", \"title\": {\"nl\": \"s\", \"en\": \"s\"}, \"alliances\": ["
    "{\"id\": \"a\", \"name\": \"A\", \"partners\": [{\"id\": \"p\", \"name\": \"P\", \"lead\": "
    "true}]}, {\"id\": \"b\", \"name\": \"B\", \"partners\": [{\"id\": \"q\", \"name\": \"Q\", "
    "\"lead\": true}]}], \"waves\": [{\"id\": \"w\", \"questionnaire\": \"q\"}]}";
static const struct sam_known_story known[] = {{1, 1, 1}, {2, 0, 2}, {7, 1, 1}};

static void check(const struct sam_selection *selection) {
    for (size_t i = 0; i < selection->count; i++) {
        const struct sam_choice *choice = &selection->list[i];
        assert(choice->story < 3 && choice->round >= 0 && choice->round <= SAM_ROUNDS_MAX);
        assert((choice->round > 0) == (choice->chosen_by[0] != '\0'));
        assert(choice->text[0] == '\0' || choice->cleared[0] != '\0');
        assert(choice->version > 0);
        assert(selection->present[known[choice->story].alliance]);
        assert(i == 0 ||
               known[selection->list[i - 1].story].alliance <= known[choice->story].alliance);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct sam_study *study = NULL;
    struct sam_sheet *sheet = NULL;
    struct sam_selection selection;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    enum sam_status status =
        sam_study_parse(study_text, strlen(study_text), "study.json", &study, &problems, &err);
    assert(status == SAM_OK);
    if (sam_sheet_parse((const char *)data, size, "fuzz", NULL, &sheet, &problems, &err) ==
        SAM_OK) {
        if (sam_selection_read(sheet, study, known, 3, true, &selection, &problems, &err) ==
            SAM_OK) {
            check(&selection);
            sam_selection_fini(&selection);
        } else {
            assert(problems.count > 0);
        }
    }
    sam_sheet_free(sheet);
    sam_study_free(study);
    sam_problems_fini(&problems);
    return 0;
}
