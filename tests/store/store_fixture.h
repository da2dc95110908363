/* A study folder with an empty store, a questionnaire of five items, and short ways to put and
 * look. */
#ifndef SAM_TESTS_STORE_FIXTURE_H
#define SAM_TESTS_STORE_FIXTURE_H

#include "support/support.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/memory.h"
#include "model/response.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

#define ok(call) check_ok((call), &err)
#define FIXTURE_NOW ((time_t)1790000000)

static struct sam_err err;

static inline void check_ok(enum sam_status status, const struct sam_err *why) {
    if (status != SAM_OK) {
        fail_msg("status %d: %s", (int)status, why->text);
    }
}

struct fixture {
    char *folder;
    struct sam_store *store;
    struct sam_questionnaire *questionnaire;
};

static inline struct sam_questionnaire *fixture_questionnaire(const char *id, const char *items) {
    struct sam_buf json;
    struct sam_problems problems;
    struct sam_questionnaire *questionnaire = NULL;
    sam_buf_init(&json, SAM_BUF_UNLIMITED);
    sam_problems_init(&problems);
    sam_buf_printf(&json,
                   "{\"id\": \"%s\", \"version\": \"1.0.0\", \"title\": {\"nl\": \"t\", \"en\": "
                   "\"t\"}, \"response_scale\": {\"points\": 5, \"labels\": {\"nl\": [\"a\", "
                   "\"b\", \"c\", \"d\", \"e\"], \"en\": [\"a\", \"b\", \"c\", \"d\", \"e\"]}, "
                   "\"dont_know\": {\"nl\": \"?\", \"en\": \"?\"}}, \"themes\": [{\"id\": \"th\", "
                   "\"title\": {\"nl\": \"t\", \"en\": \"t\"}}], \"scales\": [{\"id\": \"sc\", "
                   "\"title\": {\"nl\": \"t\", \"en\": \"t\"}, \"relation\": \"alliance\", "
                   "\"zones\": \"wilder\", \"min_answered\": 0.5}], \"items\": [",
                   id);
    char *list = sam_xstrdup(items), *rest = list;
    for (char *item = strtok_r(list, " ", &rest); item != NULL; item = strtok_r(NULL, " ", &rest)) {
        sam_buf_printf(&json,
                       "%s{\"id\": \"%s\", \"theme\": \"th\", \"scale\": \"sc\", \"text\": "
                       "{\"nl\": \"%s\", \"en\": \"%s\"}, \"reverse\": false, \"phase\": null, "
                       "\"questions\": [], \"audience\": [\"lead\", \"partner\"]}",
                       json.data[json.length - 1] == '[' ? "" : ", ", item, item, item);
    }
    free(list);
    sam_buf_text(&json, "], \"open_questions\": [{\"id\": \"well\", \"text\": {\"nl\": \"w\", "
                        "\"en\": \"w\"}}, {\"id\": \"meeting\", \"text\": {\"nl\": \"m\", \"en\": "
                        "\"m\"}}], \"sources\": {}}");
    if (sam_questionnaire_parse(json.data, json.length, id, &questionnaire, &problems, &err) !=
        SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
    sam_buf_fini(&json);
    return questionnaire;
}

static inline void fixture_reopen(struct fixture *f, enum sam_store_mode mode) {
    sam_store_close(f->store);
    f->store = NULL;
    ok(sam_store_open(f->folder, mode, &f->store, &err));
    ok(sam_store_use_questionnaire(f->store, f->questionnaire, &err));
}

static inline int fixture_set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = sam_temporary_folder();
    f->questionnaire = fixture_questionnaire("quick-5", "s1 s2 s3 s4 s5");
    fixture_reopen(f, SAM_STORE_WRITE);
    *state = f;
    return 0;
}

static inline int fixture_tear_down(void **state) {
    struct fixture *f = *state;
    sam_store_close(f->store);
    sam_questionnaire_free(f->questionnaire);
    sam_folder_remove(f->folder);
    free(f);
    return 0;
}

#define fixture_test(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

/* A complete response with these answers, one letter an item: "1".."5", "-" missing, "?" don't
 * know. The answers live in a static buffer: one response at a time. */
static inline struct sam_response fixture_response(const char *record_id, const char *letters) {
    static uint8_t answers[8];
    for (size_t i = 0; i < 5; i++) {
        answers[i] = letters[i] == '-'   ? SAM_MISSING
                     : letters[i] == '?' ? SAM_DONT_KNOW
                                         : (uint8_t)(letters[i] - '0');
    }
    return (struct sam_response){.record_id = record_id,
                                 .respondent = record_id,
                                 .alliance = "alpha",
                                 .organisation = "org",
                                 .wave = "2026",
                                 .submitted_at = "2026-11-01T10:00:00Z",
                                 .modified_at = "",
                                 .role = SAM_PARTNER,
                                 .language = SAM_NL,
                                 .complete = true,
                                 .answers = answers,
                                 .item_count = 5};
}

/* Puts it from the source "form" in a transaction of its own. */
static inline enum sam_put fixture_put(struct fixture *f, const struct sam_response *response) {
    enum sam_put what = SAM_PUT_SAME;
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_put(f->store, "form", f->questionnaire, response, FIXTURE_NOW, &what, &err));
    ok(sam_store_commit(f->store, &err));
    return what;
}

static inline enum sam_put fixture_put_answers(struct fixture *f, const char *record_id,
                                               const char *letters) {
    struct sam_response response = fixture_response(record_id, letters);
    return fixture_put(f, &response);
}

static inline int64_t fixture_number(struct fixture *f, const char *sql) {
    int64_t number = 0;
    ok(sam_sql_number(f->store, sql, &number, &err));
    return number;
}

/* Fails unless the first column of the first row of sql is this text. */
static inline void fixture_check_text(struct fixture *f, const char *sql, const char *expected) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    ok(sam_sql_own(f->store, sql, &statement, &err));
    ok(sam_sql_step(f->store, statement, &row, &err));
    assert_true(row);
    assert_string_equal(sam_sql_text(statement, 0), expected);
    sqlite3_finalize(statement);
}

/* Everything sam_store_check finds, one problem a line, in text. */
static inline size_t fixture_problems(struct fixture *f, struct sam_buf *text) {
    struct sam_problems problems;
    sam_problems_init(&problems);
    ok(sam_store_check(f->store, &problems, &err));
    size_t count = problems.count;
    if (text != NULL) {
        sam_buf_text(text, problems.lines.data);
    } else if (count > 0) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
    return count;
}

#endif
