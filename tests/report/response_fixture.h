/* Responses to export, for tests: one that says everything, one that says nothing. */
#ifndef SAM_TESTS_REPORT_RESPONSE_FIXTURE_H
#define SAM_TESTS_REPORT_RESPONSE_FIXTURE_H

#include "fixture.h"

#include "model/response.h"

/* Answers 1, 2, ... in turn, the third don't know, the fourth missing; an open answer. */
static inline struct sam_response full_response(const struct sam_questionnaire *q,
                                                uint8_t answers[SAM_ITEMS_MAX],
                                                struct sam_open_answer *open) {
    for (size_t i = 0; i < q->item_count; i++) {
        answers[i] = (uint8_t)(i % (size_t)q->points + 1);
    }
    answers[2] = SAM_DONT_KNOW;
    answers[3] = SAM_MISSING;
    *open = (struct sam_open_answer){0, "=1+1 <b> \xc3\xa9\x01"};
    return (struct sam_response){.record_id = "1",
                                 .respondent = "act4respect-1",
                                 .alliance = "act4respect",
                                 .organisation = "atria",
                                 .wave = "2020",
                                 .submitted_at = "2026-11-22T10:30:00+01:00",
                                 .modified_at = "",
                                 .role = SAM_LEAD,
                                 .language = SAM_NL,
                                 .complete = true,
                                 .answers = answers,
                                 .item_count = q->item_count,
                                 .open = open,
                                 .open_count = 1};
}

static inline struct sam_response empty_response(const struct sam_questionnaire *q,
                                                 uint8_t answers[SAM_ITEMS_MAX]) {
    memset(answers, SAM_MISSING, SAM_ITEMS_MAX);
    return (struct sam_response){.record_id = "2",
                                 .respondent = "",
                                 .alliance = "act4respect",
                                 .organisation = "",
                                 .wave = "2020",
                                 .submitted_at = "",
                                 .modified_at = "",
                                 .role = SAM_ROLE_UNKNOWN,
                                 .language = -1,
                                 .complete = true,
                                 .answers = answers,
                                 .item_count = q->item_count};
}

#endif
