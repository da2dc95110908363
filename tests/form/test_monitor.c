/* The monitor over real HTTP: who gets in, and how that ends. */
#include "form/monitor.h"

#include "form/login.h"
#include "form_fixture.h"

#include <stdio.h>
#include <string.h>

#define PASSWORD "correct horse battery"

static void ask(struct served *s, const char *path, const char *cookie, const char *form,
                struct raw_answer *answer) {
    char headers[512] = "Accept: text/html\r\n";
    size_t at = strlen(headers);
    if (cookie != NULL) {
        at += (size_t)snprintf(headers + at, sizeof headers - at,
                               "Cookie: " SAM_SESSION_COOKIE "=%s\r\n", cookie);
    }
    if (form != NULL) {
        snprintf(headers + at, sizeof headers - at,
                 "Content-Type: application/x-www-form-urlencoded\r\n");
    }
    raw_request(s->port, form != NULL ? "POST" : "GET", path, headers, form,
                form != NULL ? strlen(form) : 0, answer);
}

static void expect(struct served *s, const char *path, const char *cookie, const char *form,
                   unsigned status, const char *text) {
    struct raw_answer answer;
    ask(s, path, cookie, form, &answer);
    if (answer.status != status ||
        (strstr(answer.head.data, text) == NULL && strstr(answer.body.data, text) == NULL)) {
        fail_msg("%s: status %u, not %u with \"%s\": %s%s", path, answer.status, status, text,
                 answer.head.data, answer.body.data);
    }
    raw_answer_fini(&answer);
}

/* What stands behind start in text, up to one of the letters in end. */
static void copy_after(const char *text, const char *start, const char *end, char *out,
                       size_t size) {
    const char *at = strstr(text, start);
    if (at == NULL) {
        fail_msg("no \"%s\" in %s", start, text);
        return;
    }
    at += strlen(start);
    snprintf(out, size, "%.*s", (int)strcspn(at, end), at);
}

/* Opens the page that asks for the password: its cookie and what its form is bound to. */
static void visit(struct served *s, char cookie[64], char csrf[64]) {
    struct raw_answer answer;
    ask(s, "/monitor/nl", NULL, NULL, &answer);
    assert_int_equal(answer.status, 200);
    copy_after(answer.head.data, "Set-Cookie: " SAM_SESSION_COOKIE "=", ";", cookie, 64);
    check_contains(answer.head.data, "; HttpOnly; SameSite=Strict\r\n");
    copy_after(answer.body.data, "name=\"csrf\" value=\"", "\"", csrf, 64);
    raw_answer_fini(&answer);
}

static void set_password(struct served *s) {
    struct sam_store *store = NULL;
    ok(sam_store_open(s->f.folder, SAM_STORE_WRITE, &store, &err));
    ok(sam_password_set(store, PASSWORD, &err));
    sam_store_close(store);
}

/* Logs in; the session's cookie. */
static void log_in(struct served *s, char session[64]) {
    char cookie[64], csrf[64], form[256];
    struct raw_answer answer;
    visit(s, cookie, csrf);
    snprintf(form, sizeof form, "csrf=%s&password=correct+horse+battery", csrf);
    ask(s, "/monitor/nl", cookie, form, &answer);
    assert_int_equal(answer.status, 303);
    check_contains(answer.head.data, "Location: /monitor/nl\r\n");
    copy_after(answer.head.data, "Set-Cookie: " SAM_SESSION_COOKIE "=", ";", session, 64);
    assert_string_not_equal(session, cookie);
    raw_answer_fini(&answer);
}

static void nobody_gets_in_without_the_password(void **state) {
    struct served *s = *state;
    char cookie[64], csrf[64], form[256];
    expect(s, "/monitor", NULL, NULL, 303, "Location: /monitor/nl\r\n");
    expect(s, "/monitor/nl", NULL, NULL, 200, "Wachtwoord");
    expect(s, "/monitor/en", s->ann, NULL, 200, "Password"); /* a personal link opens nothing */
    visit(s, cookie, csrf);
    snprintf(form, sizeof form, "csrf=%s&password=", csrf);
    expect(s, "/monitor/nl", cookie, form, 200, "samenscan serve --password");
    set_password(s);
    snprintf(form, sizeof form, "csrf=%s&password=correct+horse+batterx", csrf);
    expect(s, "/monitor/nl", cookie, form, 403, "Dit wachtwoord klopt niet");
    expect(s, "/monitor/nl", cookie, NULL, 200, "Inloggen");
}

static void another_sites_page_cant_log_in_or_out(void **state) {
    struct served *s = *state;
    char cookie[64], csrf[64], session[64], form[256];
    set_password(s);
    visit(s, cookie, csrf);
    expect(s, "/monitor/nl", cookie, "password=correct+horse+battery", 403, "");
    snprintf(form, sizeof form, "csrf=%s&password=correct+horse+battery", csrf);
    expect(s, "/monitor/nl", NULL, form, 403, "");
    expect(s, "/monitor/nl", "another-cookie", form, 403, "");
    log_in(s, session);
    expect(s, "/monitor/nl/out", session, "x=1", 403, "");
    expect(s, "/monitor/nl", session, NULL, 200, "Uitloggen");
}

static void in_and_out(void **state) {
    struct served *s = *state;
    char session[64], csrf[64], form[128];
    struct raw_answer answer;
    set_password(s);
    log_in(s, session);
    ask(s, "/monitor/nl", session, NULL, &answer);
    assert_int_equal(answer.status, 200);
    check_contains(answer.body.data, "Per alliantie");
    check_contains(answer.head.data, "Cache-Control: no-store");
    copy_after(answer.body.data, "name=\"csrf\" value=\"", "\"", csrf, sizeof csrf);
    raw_answer_fini(&answer);
    expect(s, "/monitor/wave/2020/en", session, NULL, 200, "aria-current=\"page\">2020");
    expect(s, "/monitor/wave/none/en", session, NULL, 404, "");
    expect(s, "/monitor/fr", session, NULL, 404, "");
    /* A session is no reader key and no personal link. */
    expect(s, "/api/v1/responses", session, NULL, 401, "no_token");
    expect(s, "/form/nl", session, NULL, 401, "");
    snprintf(form, sizeof form, "csrf=%s", csrf);
    expect(s, "/monitor/nl/out", session, form, 303, "Max-Age=0");
    expect(s, "/monitor/nl", session, NULL, 200, "Wachtwoord");
}

static void a_session_grows_old(void **state) {
    struct served *s = *state;
    char session[64];
    set_password(s);
    log_in(s, session);
    struct sam_store *store = NULL;
    ok(sam_store_open(s->f.folder, SAM_STORE_WRITE, &store, &err));
    ok(sam_sql_exec(store, "UPDATE session SET seen = seen - 120", &err));
    int64_t seen = 0, later = 0;
    ok(sam_sql_number(store, "SELECT seen FROM session", &seen, &err));
    expect(s, "/monitor/nl", session, NULL, 200, "Uitloggen");
    ok(sam_sql_number(store, "SELECT seen FROM session", &later, &err));
    assert_true(later >= seen + 120); /* used: it goes on */
    ok(sam_sql_exec(store, "UPDATE session SET seen = seen - 3600", &err));
    expect(s, "/monitor/nl", session, NULL, 200, "Wachtwoord");
    ok(sam_sql_exec(store, "UPDATE session SET seen = seen + 3600, started = started - 43200",
                    &err));
    expect(s, "/monitor/nl", session, NULL, 200, "Wachtwoord");
    sam_store_close(store);
}

static void guessing_is_held_back(void **state) {
    struct served *s = *state;
    char cookie[64], csrf[64], form[256];
    struct raw_answer answer = {0};
    unsigned status = 0;
    int tries = 0;
    set_password(s);
    visit(s, cookie, csrf);
    snprintf(form, sizeof form, "csrf=%s&password=guess", csrf);
    for (; tries < 40 && status != 429; tries++) {
        ask(s, "/monitor/nl", cookie, form, &answer);
        status = answer.status;
        raw_answer_fini(&answer);
    }
    assert_int_equal(status, 429);
    assert_in_range(tries, 4, 20);
    /* Not even with the right one, and the log has neither. */
    snprintf(form, sizeof form, "csrf=%s&password=correct+horse+battery", csrf);
    expect(s, "/monitor/nl", cookie, form, 429, "Retry-After: ");
    served_stop(s);
    assert_null(strstr(s->log.data, "horse"));
    assert_null(strstr(s->log.data, cookie));
    served_start(s);
}

static void it_never_shows_an_answer(void **state) {
    struct served *s = *state;
    char session[64];
    struct raw_answer answer;
    set_password(s);
    struct raw_answer posted;
    served_post(s, s->ann,
                "{\"complete\": true, \"answers\": {\"s1\": 4, \"well\": \"zeer geheim\"}}",
                &posted);
    served_expect(&posted, 200, "new");
    log_in(s, session);
    ask(s, "/monitor/wave/2026/en", session, NULL, &answer);
    check_contains(answer.body.data, "1 of 3 people have finished (33%).");
    assert_null(strstr(answer.body.data, "geheim"));
    raw_answer_fini(&answer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(nobody_gets_in_without_the_password),
        served_test(another_sites_page_cant_log_in_or_out),
        served_test(in_and_out),
        served_test(a_session_grows_old),
        served_test(guessing_is_held_back),
        served_test(it_never_shows_an_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
