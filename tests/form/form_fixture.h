/* A running server of a small study, with a respondent's token and a reader key. */
#ifndef SAM_TESTS_FORM_FIXTURE_H
#define SAM_TESTS_FORM_FIXTURE_H

#include "store/store_fixture.h"
#include "support/raw_http.h"

#include "form/form_private.h"
#include "form/token.h"

#include <stdio.h>

struct served {
    struct fixture f;
    struct sam_study *study;
    struct sam_instruments instruments;
    struct sam_questionnaire *of_wave[3];
    struct sam_server *server;
    uint16_t port;
    char ann[SAM_TOKEN_SIZE], late[SAM_TOKEN_SIZE], holder[SAM_TOKEN_SIZE], reader[SAM_TOKEN_SIZE];
    struct sam_buf log;
    const char *proxy;
};

static const char served_study[] =
    "{\"id\": \"small\", \"title\": {\"nl\": \"Klein\", \"en\": \"Small\"}, \"alliances\": ["
    "{\"id\": \"alpha\", \"name\": \"Alpha\", \"partners\": ["
    "{\"id\": \"org\", \"name\": \"Org\", \"lead\": true}, {\"id\": \"two\", \"name\": \"Two\"}]},"
    "{\"id\": \"beta\", \"name\": \"Beta\", \"partners\": ["
    "{\"id\": \"org\", \"name\": \"Org\", \"lead\": true}]}],"
    "\"people\": ["
    "{\"respondent\": \"ann\", \"alliance\": \"alpha\", \"organisation\": \"org\", \"role\": "
    "\"lead\", \"language\": \"nl\"},"
    "{\"respondent\": \"bob\", \"alliance\": \"alpha\", \"organisation\": \"two\", \"role\": "
    "\"partner\", \"language\": \"nl\"},"
    "{\"respondent\": \"acc\", \"alliance\": \"beta\", \"role\": \"account_holder\", "
    "\"language\": \"en\"},"
    "{\"respondent\": \"old\", \"alliance\": \"alpha\", \"organisation\": \"two\", \"role\": "
    "\"partner\", \"left\": \"2020-01-01\"}],"
    "\"waves\": [{\"id\": \"2020\", \"questionnaire\": \"quick-5\", \"opens\": \"2020-06-01\", "
    "\"closes\": \"2020-06-30\"}, "
    "{\"id\": \"2026\", \"questionnaire\": \"quick-5\", \"closes\": \"2999-12-31\"}, "
    "{\"id\": \"short\", \"questionnaire\": \"quick-2\"}]}";

static inline void served_log(void *context, const char *line) {
    struct sam_buf *log = context;
    sam_buf_text(log, line);
    sam_buf_char(log, '\n');
}

static inline void served_issue(struct served *s, enum sam_token_kind kind, const char *respondent,
                                const char *wave, char text[SAM_TOKEN_SIZE]) {
    struct sam_token token = {.kind = kind};
    snprintf(token.respondent, sizeof token.respondent, "%s", respondent);
    snprintf(token.wave, sizeof token.wave, "%s", wave);
    ok(sam_token_issue(s->f.store, &token, FIXTURE_NOW, text, &err));
}

static inline void served_start(struct served *s) {
    struct sam_server_options options = {
        .bind = "127.0.0.1", .log = served_log, .context = &s->log, .proxy = s->proxy};
    ok(sam_server_start(s->study, &s->instruments, s->f.store, &options, &s->server, &err));
    s->port = sam_server_port(s->server);
    assert_true(s->port > 0);
}

static inline void served_stop(struct served *s) {
    sam_server_stop(s->server);
    s->server = NULL;
}

static inline int served_set_up(void **state) {
    struct served *s = calloc(1, sizeof *s);
    struct sam_problems problems;
    s->f.folder = sam_temporary_folder();
    s->f.questionnaire = fixture_questionnaire("quick-5", "s1 s2 s3 s4 s5");
    s->of_wave[0] = s->of_wave[1] = s->f.questionnaire;
    s->of_wave[2] = fixture_questionnaire("quick-2", "q1 q2");
    s->of_wave[2]->items[0].audience |= 1U << SAM_ACCOUNT_HOLDER;
    s->instruments = (struct sam_instruments){3, s->of_wave};
    sam_buf_init(&s->log, SAM_BUF_UNLIMITED);
    sam_problems_init(&problems);
    if (sam_study_parse(served_study, sizeof served_study - 1, "study.json", &s->study, &problems,
                        &err) != SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
    fixture_reopen(&s->f, SAM_STORE_WRITE);
    served_issue(s, SAM_TOKEN_RESPONDENT, "ann", "2026", s->ann);
    served_issue(s, SAM_TOKEN_RESPONDENT, "bob", "2020", s->late);
    served_issue(s, SAM_TOKEN_RESPONDENT, "acc", "short", s->holder);
    served_issue(s, SAM_TOKEN_READER, "", "", s->reader);
    served_start(s);
    *state = s;
    return 0;
}

static inline int served_tear_down(void **state) {
    struct served *s = *state;
    served_stop(s);
    sam_store_close(s->f.store);
    sam_study_free(s->study);
    sam_questionnaire_free(s->f.questionnaire);
    sam_questionnaire_free(s->of_wave[2]);
    sam_folder_remove(s->f.folder);
    sam_buf_fini(&s->log);
    free(s);
    return 0;
}

#define served_test(name) cmocka_unit_test_setup_teardown(name, served_set_up, served_tear_down)

static inline void served_ask(struct served *s, const char *method, const char *path,
                              const char *token, const char *type, const char *body, size_t length,
                              struct raw_answer *answer) {
    char headers[512] = "";
    size_t at = 0;
    if (token != NULL) {
        at += (size_t)snprintf(headers, sizeof headers, "Authorization: Bearer %s\r\n", token);
    }
    if (type != NULL) {
        snprintf(headers + at, sizeof headers - at, "Content-Type: %s\r\n", type);
    }
    raw_request(s->port, method, path, headers, body, length, answer);
}

static inline void served_post(struct served *s, const char *token, const char *body,
                               struct raw_answer *answer) {
    served_ask(s, "POST", "/api/v1/responses", token, "application/json", body, strlen(body),
               answer);
}

static inline void served_get(struct served *s, const char *query, struct raw_answer *answer) {
    char path[256];
    snprintf(path, sizeof path, "/api/v1/responses%s", query);
    served_ask(s, "GET", path, s->reader, NULL, NULL, 0, answer);
}

/* Fails unless the answer has this status and holds this text; frees it. */
static inline void served_expect(struct raw_answer *answer, unsigned status, const char *text) {
    if (answer->status != status) {
        fail_msg("status %u, expected %u: %s", answer->status, status, answer->body.data);
    }
    check_contains(answer->body.data, text);
    raw_answer_fini(answer);
}

#endif
