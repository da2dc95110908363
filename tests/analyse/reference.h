/* The data sets of tests/data/reference. */
#ifndef SAM_TESTS_ANALYSE_REFERENCE_H
#define SAM_TESTS_ANALYSE_REFERENCE_H

#include "support/support.h"

#include "analyse/analysis.h"
#include "base/csv.h"
#include "base/memory.h"
#include "model/response_csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline struct sam_questionnaire *read_questionnaire(const char *set) {
    char path[128];
    snprintf(path, sizeof path, "tests/data/reference/%s.questionnaire.json", set);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file(path, &text);
    struct sam_problems problems;
    sam_problems_init(&problems);
    struct sam_questionnaire *q = NULL;
    struct sam_err err = {0};
    if (sam_questionnaire_parse(text.data, text.length, path, &q, &problems, &err) != SAM_OK) {
        fail_msg("%s%s", problems.count > 0 ? problems.lines.data : "", err.text);
    }
    sam_problems_fini(&problems);
    sam_buf_fini(&text);
    return q;
}

struct person {
    char alliance[16], organisation[16];
    enum sam_role role;
    uint8_t answers[32];
};
enum { PEOPLE = 400 };

static inline size_t read_people(const char *set, const struct sam_questionnaire *q,
                                 struct person people[PEOPLE]) {
    char path[128];
    snprintf(path, sizeof path, "tests/data/reference/%s.csv", set);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file(path, &text);
    struct sam_csv *csv = sam_csv_from_memory(text.data, text.length, path, ',');
    struct sam_err err = {0};
    struct sam_response_csv *file = NULL;
    if (sam_response_csv_open(csv, q, false, &file, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    size_t count = 0;
    for (bool more = true;;) {
        struct sam_response_row row;
        if (sam_response_csv_next(file, &row, &more, &err) != SAM_OK) {
            fail_msg("%s", err.text);
        }
        if (!more) {
            break;
        }
        assert_true(count < PEOPLE && q->item_count <= sizeof people->answers);
        struct person *person = &people[count++];
        snprintf(person->alliance, sizeof person->alliance, "%s", row.named[SAM_CSV_ALLIANCE]);
        snprintf(person->organisation, sizeof person->organisation, "%s",
                 row.named[SAM_CSV_ORGANISATION]);
        person->role = row.role;
        memcpy(person->answers, row.answers, q->item_count);
    }
    sam_response_csv_free(file);
    sam_csv_free(csv);
    sam_buf_fini(&text);
    return count;
}

/* The table of a data set; last_first: its rows in reverse order. */
static inline struct sam_answers *read_answers(const char *set, const struct sam_questionnaire *q,
                                               bool last_first) {
    struct person *people = sam_xcalloc(PEOPLE, sizeof *people);
    size_t count = read_people(set, q, people);
    struct sam_answers *answers = sam_answers_new(q->item_count);
    for (size_t i = 0; i < count; i++) {
        const struct person *person = &people[last_first ? count - 1 - i : i];
        sam_answers_add(answers, person->alliance, person->organisation, person->role,
                        person->answers);
    }
    free(people);
    sam_answers_sort(answers);
    return answers;
}

#endif
