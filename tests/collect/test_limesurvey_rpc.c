#include "fixture.h"

#include "collect/json_pointer.h"
#include "collect/limesurvey_rpc.h"

static enum sam_status read_text(const char *text, struct sam_rpc_reply *reply,
                                 struct sam_err *err) {
    return sam_rpc_read(text, strlen(text), 1, reply, err);
}

static enum sam_rpc_class class_in(const char *file) {
    char path[200];
    struct sam_buf text;
    struct sam_rpc_reply reply;
    struct sam_err err = {0};
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    snprintf(path, sizeof path, "tests/data/limesurvey/%s", file);
    sam_source_file(path, &text);
    assert_int_equal(read_text(text.data, &reply, &err), SAM_OK);
    enum sam_rpc_class class = reply.class;
    cJSON_Delete(reply.tree);
    sam_buf_fini(&text);
    return class;
}

static void test_recorded_answers(void **state) {
    (void)state;
    assert_int_equal(class_in("login.json"), SAM_RPC_RESULT);
    assert_int_equal(class_in("export-none.json"), SAM_RPC_RESULT);
    assert_int_equal(class_in("summary-not-active.json"), SAM_RPC_RESULT);
    assert_int_equal(class_in("released.json"), SAM_RPC_RESULT);
    assert_int_equal(class_in("expired.json"), SAM_RPC_SESSION);
    assert_int_equal(class_in("wrong-password.json"), SAM_RPC_LOGIN);
    assert_int_equal(class_in("locked-out.json"), SAM_RPC_REFUSED);
    assert_int_equal(class_in("no-permission.json"), SAM_RPC_PERMISSION);
    assert_int_equal(class_in("no-rows.json"), SAM_RPC_EMPTY);
    assert_int_equal(class_in("no-participants.json"), SAM_RPC_EMPTY);
    assert_int_equal(class_in("not-active.json"), SAM_RPC_NO_TABLE);
    assert_int_equal(class_in("no-participant-table.json"), SAM_RPC_NO_TABLE);
    assert_int_equal(class_in("malformed.json"), SAM_RPC_REFUSED);
}

static void test_shapes(void **state) {
    static const struct {
        const char *text;
        enum sam_rpc_class class;
    } cases[] = {
        {"{\"id\":\"1\",\"result\":{\"status\":\"Invalid Session key\"},\"error\":null}",
         SAM_RPC_SESSION},
        {"{\"id\":1,\"result\":{\"status\":\"Geen rechten\",\"error_code\":\"ERR_NO_PERMISSION\"},"
         "\"error\":null}",
         SAM_RPC_PERMISSION},
        {"{\"id\":1,\"result\":{\"status\":\"3 left to send\"},\"error\":null}", SAM_RPC_RESULT},
        {"{\"id\":1,\"result\":null,\"error\":\"SQLSTATE[42S22]\"}", SAM_RPC_REFUSED}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sam_rpc_reply reply;
        struct sam_err err = {0};
        assert_int_equal(read_text(cases[i].text, &reply, &err), SAM_OK);
        assert_int_equal(reply.class, cases[i].class);
        cJSON_Delete(reply.tree);
    }
}

static void test_no_answers(void **state) {
    static const struct {
        const char *text, *says;
        int cause;
    } cases[] = {
        {"", "RemoteControl is not set to JSON-RPC", 0},
        {"<br />\n<b>Deprecated</b>", "web page", 0},
        {"<!DOCTYPE html><html>", "web page", 0},
        {"{\"id\":1, \"result\":\"eyJyZXNw", "not whole JSON", SAM_RPC_GARBLED},
        {"{\"id\":1,\"error\":null}", "not whole JSON", SAM_RPC_GARBLED},
        {"[]", "not whole JSON", SAM_RPC_GARBLED},
        {"A language code must be supplied.", "A language code must be supplied.", SAM_RPC_GARBLED},
        {"{\"id\":2,\"result\":\"x\",\"error\":null}", "another question", SAM_RPC_GARBLED}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sam_rpc_reply reply;
        struct sam_err err = {0};
        assert_int_equal(read_text(cases[i].text, &reply, &err), SAM_E_REMOTE);
        assert_int_equal(err.cause, cases[i].cause);
        check_contains(err.text, cases[i].says);
    }
}

static void test_whole(void **state) {
    static const struct {
        const char *text;
        long long whole;
    } cases[] = {{"33", 33},     {"\"33\"", 33}, {"0", 0},     {"-1", -1},
                 {"\"-1\"", -1}, {"1.5", -1},    {"\"\"", -1}, {"null", -1},
                 {"[]", -1},     {"\"3x\"", -1}, {"1e300", -1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *value = cJSON_Parse(cases[i].text);
        assert_int_equal(sam_json_value_whole(value), cases[i].whole);
        cJSON_Delete(value);
    }
    assert_int_equal(sam_json_value_whole(NULL), -1);
}

/* --- over the wire ---------------------------------------------------------------------------- */

struct session {
    struct script script;
    struct sam_http http;
    struct sam_secret secret;
    struct sam_rpc rpc;
    struct sam_err err;
};

static void session_start(struct session *s, const struct step *steps, size_t count) {
    *s = (struct session){.secret.text = "geheim-123"};
    script_start(&s->script, steps, count);
    assert_int_equal(sam_http_open(&s->http, &s->err), SAM_OK);
    s->http.second_ms = 4;
    s->rpc = (struct sam_rpc){.http = &s->http,
                              .url = s->script.url,
                              .user = "admin",
                              .survey = "900101",
                              .secret = &s->secret};
}

static void session_end(struct session *s) {
    sam_rpc_close(&s->rpc);
    sam_http_close(&s->http);
    script_end(&s->script);
}

static enum sam_status call(struct session *s) {
    struct sam_rpc_reply reply;
    enum sam_status status = sam_rpc_call(&s->rpc, "get_summary", cJSON_CreateArray(),
                                          SAM_HTTP_RETRIES, &reply, &s->err);
    if (status == SAM_OK) {
        cJSON_Delete(reply.tree);
    }
    return status;
}

static const struct step login = {.expect = "\"get_session_key\"", .file = "login.json"};
static const struct step summary = {.expect = "\"get_summary\"", .file = "summary.json"};
static const struct step expired = {.expect = "\"get_summary\"", .file = "expired.json"};
static const struct step release = {.expect = "\"release_session_key\"", .file = "released.json"};

static void test_session(void **state) {
    const struct step steps[] = {login, summary, release};
    struct session s;
    (void)state;
    session_start(&s, STEPS(steps));
    assert_int_equal(sam_rpc_open(&s.rpc, &s.err), SAM_OK);
    assert_int_equal(call(&s), SAM_OK);
    session_end(&s);
}

static void test_expired_once(void **state) {
    const struct step steps[] = {login, expired, login, summary, release};
    struct session s;
    (void)state;
    session_start(&s, STEPS(steps));
    assert_int_equal(sam_rpc_open(&s.rpc, &s.err), SAM_OK);
    assert_int_equal(call(&s), SAM_OK);
    session_end(&s);
}

static void test_expired_twice(void **state) {
    const struct step steps[] = {login, expired, login, expired, release};
    struct session s;
    (void)state;
    session_start(&s, STEPS(steps));
    assert_int_equal(sam_rpc_open(&s.rpc, &s.err), SAM_OK);
    assert_int_equal(call(&s), SAM_E_AUTH);
    session_end(&s);
}

/* Each of these must reach the server exactly once: three wrong ones lock everybody out. */
static void test_logins_that_fail(void **state) {
    static const struct {
        struct step step;
        enum sam_status status;
        const char *says;
    } cases[] = {
        {{.expect = "get_session_key", .file = "wrong-password.json"}, SAM_E_AUTH, "tried once"},
        {{.expect = "get_session_key", .file = "locked-out.json"},
         SAM_E_AUTH,
         "maximum aantal inlogpogingen"},
        {{.expect = "get_session_key", .reply.status = 500}, SAM_E_NET, "500"},
        {{.expect = "get_session_key", .reply.status = 503}, SAM_E_NET, "503"},
        {{.expect = "get_session_key", .drop = true}, SAM_E_NET, "get_session_key"},
        {{.expect = "get_session_key", .body = "", .reply.content_type = "text/html"},
         SAM_E_REMOTE,
         "RemoteControl is not set to JSON-RPC"},
        {{.expect = "get_session_key", .file = "xml-mode.xml"}, SAM_E_REMOTE, "XML-RPC"},
        {{.expect = "get_session_key",
          .body = "<html>The CSRF token could not be verified</html>",
          .reply.status = 400},
         SAM_E_REMOTE,
         "index.php?r=admin/remotecontrol"},
        {{.expect = "get_session_key", .body = "<html>Welcome</html>"}, SAM_E_REMOTE, "web page"},
        {{.expect = "get_session_key", .body = "<html>x</html>", .reply.status = 401},
         SAM_E_AUTH,
         "401"},
        {{.expect = "get_session_key",
          .reply = {.status = 301, .headers = "Location: https://127.0.0.1/index.php\r\n"}},
         SAM_E_REMOTE,
         "https://127.0.0.1/index.php"},
        {{.expect = "get_session_key", .body = "{\"id\":1,\"result\":null,\"error\":\"no\"}"},
         SAM_E_AUTH,
         "\"no\""}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct session s;
        session_start(&s, &cases[i].step, 1);
        assert_int_equal(sam_rpc_open(&s.rpc, &s.err), cases[i].status);
        check_contains(s.err.text, cases[i].says);
        assert_null(strstr(s.err.text, "geheim"));
        assert_int_equal(s.http.sent, 1);
        session_end(&s);
    }
}

static void test_reads_are_repeated(void **state) {
    static const struct step cut = {
        .expect = "\"get_summary\"",
        .file = "summary.json",
        .reply = {.framing = SAM_BY_CLOSING, .cut = true, .cut_at = 40}};
    static const struct step broken = {.expect = "\"get_summary\"", .reply.status = 500};
    const struct step steps[] = {login, broken, cut, summary, release};
    struct session s;
    (void)state;
    session_start(&s, STEPS(steps));
    assert_int_equal(sam_rpc_open(&s.rpc, &s.err), SAM_OK);
    assert_int_equal(call(&s), SAM_OK);
    session_end(&s);
}

static void test_refused(void **state) {
    static const struct {
        const char *file, *says;
        enum sam_status status;
    } cases[] = {{"no-permission.json", "no right to this in survey 900101", SAM_E_AUTH},
                 {"not-active.json", "is not active", SAM_E_REMOTE},
                 {"malformed.json", "unable to decode malformed json", SAM_E_REMOTE}};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        const struct step steps[] = {
            login, {.expect = "\"get_summary\"", .file = cases[i].file}, release};
        struct session s;
        session_start(&s, STEPS(steps));
        assert_int_equal(sam_rpc_open(&s.rpc, &s.err), SAM_OK);
        assert_int_equal(call(&s), cases[i].status);
        check_contains(s.err.text, cases[i].says);
        session_end(&s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_recorded_answers),
                                       cmocka_unit_test(test_shapes),
                                       cmocka_unit_test(test_no_answers),
                                       cmocka_unit_test(test_whole),
                                       cmocka_unit_test(test_session),
                                       cmocka_unit_test(test_expired_once),
                                       cmocka_unit_test(test_expired_twice),
                                       cmocka_unit_test(test_logins_that_fail),
                                       cmocka_unit_test(test_reads_are_repeated),
                                       cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
