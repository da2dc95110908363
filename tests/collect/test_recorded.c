/* Every recorded answer of a real server, sent over a socket as the answer to our question: is it
 * taken for what it is? */
#include "pages.h"

#include "collect/limesurvey_rpc.h"
#include "model/json_reader.h"

struct replay {
    const cJSON *entry; /* the answer to be given */
    unsigned asked;     /* how often the question came */
};

static const char *text_of(const cJSON *entry, const char *key) {
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(entry, key);
    return cJSON_IsString(value) ? value->valuestring : "";
}

static void give(struct sam_reply *reply, const char *body) {
    reply->body = body;
    reply->body_length = strlen(body);
}

static void give_entry(struct replay *replay, struct sam_reply *reply) {
    const cJSON *entry = replay->entry;
    replay->asked++;
    reply->status = (int)cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(entry, "status"));
    reply->content_type = text_of(entry, "type");
    give(reply, text_of(entry, "body"));
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(entry, "chunked"))) {
        reply->framing = SAM_BY_CHUNKS;
    }
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(entry, "cut"))) {
        reply->framing = SAM_BY_CHUNKS;
        reply->cut = true;
        reply->cut_at = reply->body_length;
    }
}

static void answer_odk(void *context, const struct sam_exchange *exchange,
                       struct sam_reply *reply) {
    if (strcmp(exchange->method, "POST") == 0) {
        give(reply, "{\"token\":\"a-token\",\"expiresAt\":\"2030-01-01T00:00:00.000Z\"}");
    } else if (strcmp(exchange->method, "DELETE") == 0) {
        give(reply, "{\"success\":true}");
    } else {
        give_entry(context, reply);
    }
}

static void answer_nextcloud(void *context, const struct sam_exchange *exchange,
                             struct sam_reply *reply) {
    if (strstr(exchange->path, "/submissions") == NULL) {
        give(reply, "{\"ocs\":{\"meta\":{\"status\":\"ok\",\"statuscode\":200,\"message\":\"OK\"},"
                    "\"data\":{\"id\":1,\"permissions\":[\"submit\",\"results\"]}}}");
    } else {
        give_entry(context, reply);
    }
}

static void answer_limesurvey(void *context, const struct sam_exchange *exchange,
                              struct sam_reply *reply) {
    struct replay *replay = context;
    const char *method = text_of(replay->entry, "method");
    bool login = strstr(exchange->body, "\"get_session_key\"") != NULL;
    struct sam_buf body;
    const char *id = strstr(exchange->body, "\"id\":");
    sam_buf_init(&body, SAM_BUF_UNLIMITED);
    bool release = strstr(exchange->body, "\"release_session_key\"") != NULL;
    if ((release && strcmp(method, "release_session_key") != 0) ||
        (login && strcmp(method, "get_session_key") != 0)) {
        sam_buf_printf(&body, "{\"id\":%ld,\"result\":\"a-key\",\"error\":null}",
                       strtol(id + 5, NULL, 10));
    } else {
        give_entry(replay, reply);
        /* Answers carry the number of the call. */
        const char *number = strstr(reply->body, "{\"id\":1,");
        sam_buf_text(&body, reply->body);
        if (number == reply->body) {
            sam_buf_clear(&body);
            sam_buf_printf(&body, "{\"id\":%ld%s", strtol(id + 5, NULL, 10), reply->body + 7);
        }
    }
    reply->body_length = body.length;
    reply->body = sam_buf_take(&body);
    reply->owned = true;
    sam_buf_fini(&body);
}

/* --- what became of it ------------------------------------------------------------------------ */

static const char *outcome_of(enum sam_status status) {
    switch (status) {
    case SAM_E_AUTH:
        return "auth";
    case SAM_E_NOT_FOUND:
        return "not_found";
    case SAM_E_NET:
        return "later";
    default:
        return "refused";
    }
}

static bool as_expected(const char *expect, const char *got) {
    /* One that breaks off is said to be so either by the connection or by its text. */
    bool broken =
        strcmp(expect, "broken") == 0 && (strcmp(got, "later") == 0 || strcmp(got, "refused") == 0);
    return broken || strcmp(expect, got) == 0;
}

static void replay_platform(const char *file, struct sam_source source, sam_answerer *answer) {
    struct sam_buf text;
    struct sam_err err = {0};
    struct replay replay = {0};
    char path[128];
    char url[64];
    size_t count = 0;
    size_t wrong = 0;
    snprintf(path, sizeof path, "tests/data/recorded/%s", file);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file(path, &text);
    cJSON *list = cJSON_Parse(text.data);
    struct sam_loopback *server = sam_loopback_start(answer, &replay);
    snprintf(url, sizeof url, "http://127.0.0.1:%u", sam_loopback_port(server));
    source.url = url;
    cJSON_ArrayForEach(replay.entry, list) {
        struct reading r;
        const char *expect = text_of(replay.entry, "expect");
        reading_open(&r, source);
        r.pass.full = true;
        replay.asked = 0;
        enum sam_status status = read_all(&r);
        const char *got = status == SAM_OK ? "rows" : outcome_of(status);
        if (!as_expected(expect, got)) {
            print_message("%s: %s, not %s (%s)\n", text_of(replay.entry, "name"), got, expect,
                          r.err.text);
            wrong++;
        }
        /* Refusals for who we are are never asked twice with the same login. */
        bool patient = strcmp(got, "auth") != 0 || replay.asked <= 2;
        bool said =
            status == SAM_OK || (r.err.text[0] != '\0' && strstr(r.err.text, "geheim") == NULL);
        if (!patient || !said) {
            print_message("%s: asked %u times: %s\n", text_of(replay.entry, "name"), replay.asked,
                          r.err.text);
            wrong++;
        }
        count++;
        reading_close(&r);
    }
    (void)err;
    sam_loopback_stop(server);
    cJSON_Delete(list);
    sam_buf_fini(&text);
    assert_true(count > 250);
    assert_int_equal(wrong, 0);
}

static void test_odk(void **state) {
    (void)state;
    replay_platform("odk-central.json",
                    (struct sam_source){.name = "odk",
                                        .type = SAM_SOURCE_ODK,
                                        .survey = "alliantiemeting",
                                        .project = "1",
                                        .user = "beheer@example.org"},
                    answer_odk);
}

static void test_nextcloud(void **state) {
    (void)state;
    replay_platform(
        "nextcloud-forms.json",
        (struct sam_source){
            .name = "nc", .type = SAM_SOURCE_NEXTCLOUD, .survey = "1", .user = "onderzoeker"},
        answer_nextcloud);
}

static const char *call_limesurvey(struct sam_rpc *rpc, const char *method, struct sam_err *err) {
    struct sam_rpc_reply reply = {0};
    enum sam_status status = sam_rpc_open(rpc, err);
    if (status == SAM_OK && strcmp(method, "get_session_key") != 0) {
        status = sam_rpc_call(rpc, method, cJSON_CreateArray(), SAM_HTTP_RETRIES, &reply, err);
        cJSON_Delete(reply.tree);
    }
    sam_rpc_close(rpc);
    return status != SAM_OK ? outcome_of(status) : reply.class == SAM_RPC_EMPTY ? "empty" : "ok";
}

static void test_limesurvey(void **state) {
    struct sam_buf text;
    struct replay replay = {0};
    char url[64];
    size_t wrong = 0;
    (void)state;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file("tests/data/recorded/limesurvey.json", &text);
    cJSON *list = cJSON_Parse(text.data);
    struct sam_loopback *server = sam_loopback_start(answer_limesurvey, &replay);
    snprintf(url, sizeof url, "http://127.0.0.1:%u/rpc", sam_loopback_port(server));
    cJSON_ArrayForEach(replay.entry, list) {
        struct sam_secret secret = {.text = "geheim-123"};
        struct sam_http http;
        struct sam_err err = {0};
        assert_int_equal(sam_http_open(&http, &err), SAM_OK);
        http.second_ms = 4;
        struct sam_rpc rpc = {
            .http = &http, .url = url, .user = "admin", .survey = "900101", .secret = &secret};
        replay.asked = 0;
        const char *expect = text_of(replay.entry, "expect");
        const char *got = call_limesurvey(&rpc, text_of(replay.entry, "method"), &err);
        bool login = strcmp(text_of(replay.entry, "method"), "get_session_key") == 0;
        if (!as_expected(expect, got) || (login && replay.asked != 1)) {
            print_message("%s: %s, not %s (%s; asked %u times)\n", text_of(replay.entry, "name"),
                          got, expect, err.text, replay.asked);
            wrong++;
        }
        sam_http_close(&http);
    }
    sam_loopback_stop(server);
    cJSON_Delete(list);
    sam_buf_fini(&text);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_odk), cmocka_unit_test(test_nextcloud),
                                       cmocka_unit_test(test_limesurvey)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
