/* A framework that has everything, for the tests of this room: alliance-31 with one statement asked
 * of both sides, and expectations that are alike, apart, open and without answers. */
#ifndef SAM_TESTS_REPORT_FRAMED_H
#define SAM_TESTS_REPORT_FRAMED_H

#include "fixture.h"

#define FRAMED                                                                                     \
    "{\"id\": \"framed\", \"title\": {\"nl\": \"Kader\", \"en\": \"Framework\"}, \"questions\": [" \
    "{\"id\": \"2d\", \"text\": {\"nl\": \"Synergie <b>?\", \"en\": \"Synergy <b>?\"},"            \
    "\"group\": {\"nl\": \"Binnen\", \"en\": \"Inside\"}, \"open_questions\": [\"open_well\"],"    \
    "\"documents\": [{\"title\": \"Report <i>\", \"where\": \"p. 3 & 4\", \"says\": \"Yes\"},"     \
    "{\"title\": \"Minutes\"}]},"                                                                  \
    "{\"id\": \"3a\", \"text\": {\"nl\": \"Contact?\", \"en\": \"Contact?\"}},"                    \
    "{\"id\": \"9z\", \"text\": {\"nl\": \"Niets?\", \"en\": \"Nothing?\"}}],"                     \
    "\"expectations\": ["                                                                          \
    "{\"id\": \"E1\", \"text\": {\"nl\": \"Apart\", \"en\": \"Apart\"}, \"items\": [\"w1\"],"      \
    "\"questions\": [\"3a\"]},"                                                                    \
    "{\"id\": \"E2\", \"kind\": \"goal\", \"text\": {\"nl\": \"Een\", \"en\": \"One\"},"           \
    "\"items\": [\"s1\", \"s2\", {\"item\": \"t1\", \"against\": true}],"                          \
    "\"questions\": [\"2d\"]},"                                                                    \
    "{\"id\": \"E3\", \"kind\": \"criterion\", \"text\": {\"nl\": \"Leeg\", \"en\": \"Empty\"}}]}"

/* alliance-31 with w1 for account holders too; free it. */
static inline char *framed_questionnaire(void) {
    const char *text = sam_shipped_find("questionnaires/alliance-31.json")->text;
    const char *item = strstr(text, "\"id\": \"w1\"");
    assert_non_null(item);
    const char *audience = strstr(item, "\"audience\": [");
    assert_non_null(audience);
    struct sam_buf out;
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    size_t before = (size_t)(audience - text) + strlen("\"audience\": [");
    sam_buf_append(&out, text, before);
    sam_buf_text(&out, "\"account_holder\", ");
    sam_buf_text(&out, text + before);
    return out.data;
}

static inline void framed_init(struct fixture *f, size_t account_holders) {
    char *questionnaire = framed_questionnaire();
    fixture_init_framed(f, questionnaire, FRAMED, account_holders);
    free(questionnaire);
}

#endif
