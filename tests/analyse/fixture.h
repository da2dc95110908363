/* Questionnaires and tables of answers for the tests of analyse/, made in a line or two. */
#ifndef SAM_TESTS_ANALYSE_FIXTURE_H
#define SAM_TESTS_ANALYSE_FIXTURE_H

#include "support/support.h"

#include "analyse/analysis.h"
#include "base/arena.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TINY 1e-12

struct fixture_scale {
    const char *id;
    const char *relation; /* "alliance" or "partnership" */
    const char *phase;    /* NULL for none */
    size_t items;
    const char *audience; /* JSON list, NULL for everybody */
    unsigned reversed;    /* bit i: item i is reversed */
};

/* Items are called ID1, ID2, ... after their scale. */
static inline struct sam_questionnaire *
fixture_questionnaire(int points, const struct fixture_scale *scales, size_t count) {
    struct sam_buf json;
    struct sam_problems problems;
    struct sam_questionnaire *q = NULL;
    struct sam_err err = {0};
    sam_buf_init(&json, SAM_BUF_UNLIMITED);
    sam_problems_init(&problems);
    sam_buf_text(&json, "{\"id\":\"q\",\"version\":\"1\",\"title\":{\"nl\":\"t\",\"en\":\"t\"},");
    sam_buf_printf(&json, "\"response_scale\":{\"points\":%d,\"labels\":{", points);
    for (int lang = 0; lang < 2; lang++) {
        sam_buf_printf(&json, "%s\"%s\":[", lang > 0 ? "," : "", lang > 0 ? "en" : "nl");
        for (int i = 0; i < points; i++) {
            sam_buf_printf(&json, "%s\"l%d\"", i > 0 ? "," : "", i);
        }
        sam_buf_text(&json, "]");
    }
    sam_buf_text(&json, "},\"dont_know\":{\"nl\":\"d\",\"en\":\"d\"}},"
                        "\"themes\":[{\"id\":\"t\",\"title\":{\"nl\":\"t\",\"en\":\"t\"}}],"
                        "\"scales\":[");
    for (size_t s = 0; s < count; s++) {
        sam_buf_printf(&json,
                       "%s{\"id\":\"%s\",\"title\":{\"nl\":\"t\",\"en\":\"t\"},"
                       "\"relation\":\"%s\"}",
                       s > 0 ? "," : "", scales[s].id, scales[s].relation);
    }
    sam_buf_text(&json, "],\"items\":[");
    for (size_t s = 0; s < count; s++) {
        for (size_t i = 0; i < scales[s].items; i++) {
            sam_buf_printf(&json,
                           "%s{\"id\":\"%s%zu\",\"theme\":\"t\",\"scale\":\"%s\","
                           "\"text\":{\"nl\":\"t\",\"en\":\"t\"},\"reverse\":%s,\"questions\":[]",
                           s + i > 0 ? "," : "", scales[s].id, i + 1, scales[s].id,
                           scales[s].reversed >> i & 1U ? "true" : "false");
            if (scales[s].phase != NULL) {
                sam_buf_printf(&json, ",\"phase\":\"%s\"", scales[s].phase);
            }
            if (scales[s].audience != NULL) {
                sam_buf_printf(&json, ",\"audience\":%s", scales[s].audience);
            }
            sam_buf_text(&json, "}");
        }
    }
    sam_buf_text(&json, "]}");
    if (sam_questionnaire_parse(json.data, json.length, "fixture", &q, &problems, &err) != SAM_OK) {
        fail_msg("%s\n%s", err.text, problems.lines.data);
    }
    sam_buf_fini(&json);
    sam_problems_fini(&problems);
    return q;
}

/* answers as digits: '1' .. '9', '.' missing, 'd' don't know; must be as many as there are items.
 */
static inline void fixture_add(struct sam_answers *answers, const char *alliance,
                               const char *organisation, enum sam_role role, const char *digits) {
    uint8_t row[64];
    assert_int_equal(strlen(digits), answers->item_count);
    for (size_t i = 0; i < answers->item_count; i++) {
        row[i] = digits[i] == '.'   ? SAM_MISSING
                 : digits[i] == 'd' ? SAM_DONT_KNOW
                                    : (uint8_t)(digits[i] - '0');
    }
    sam_answers_add(answers, alliance, organisation, role, row);
}

#define check_why(number, expected)                                                                \
    assert_string_equal(sam_why_id((number).why), sam_why_id(expected))

#define check_number(number, expected)                                                             \
    do {                                                                                           \
        check_why((number), SAM_HAS_VALUE);                                                        \
        check_rel((number).value, (expected), 1e-12);                                              \
    } while (0)

#endif
