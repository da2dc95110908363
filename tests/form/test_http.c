#include "form_fixture.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PATH "/api/v1/responses"
#define JSON "application/json"
#define SMALL "{\"answers\": {\"s1\": 1}}"

static void still_works(struct served *s) {
    struct raw_answer answer;
    served_get(s, "", &answer);
    served_expect(&answer, 200, "\"responses\": [");
}

static void asked(struct served *s, const char *method, const char *path, const char *token,
                  const char *type, const char *body, unsigned status, const char *text) {
    struct raw_answer answer;
    served_ask(s, method, path, token, type, body, body != NULL ? strlen(body) : 0, &answer);
    served_expect(&answer, status, text);
}

static void only_this_path(void **state) {
    struct served *s = *state;
    const char *paths[] = {"/api",
                           "/api/v1/responses/",
                           "/api/v1/responses/ann.2026",
                           "//api/v1/responses",
                           "/api/v1/../v1/responses",
                           "/api/v1/%72esponses",
                           "/api/v1/responses%00",
                           "/api/v1/responses%2F..",
                           "/API/v1/responses",
                           "/store.sqlite",
                           "/../../../../etc/passwd",
                           "/api/v1/responses;x=1"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        asked(s, "GET", paths[i], s->reader, NULL, NULL, 404, "\"code\": \"not_found\"");
        asked(s, "POST", paths[i], s->ann, JSON, SMALL, 404, "\"code\": \"not_found\"");
    }
}

static void only_these_methods(void **state) {
    struct served *s = *state;
    const char *methods[] = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "BREW"};
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        asked(s, methods[i], PATH, s->reader, NULL, NULL, 405, "\"code\": \"method\"");
    }
    asked(s, "PUT", PATH, s->ann, JSON, SMALL, 405, "\"code\": \"method\"");
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 0);
}

static void only_with_the_right_token(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    asked(s, "POST", PATH, NULL, JSON, SMALL, 401, "\"code\": \"no_token\"");
    asked(s, "POST", PATH, "aaaaaaaaaaaaaaaaaaaaaaaaaa", JSON, SMALL, 401,
          "\"code\": \"bad_token\"");
    asked(s, "GET", PATH, "", NULL, NULL, 401, "\"code\": \"");
    asked(s, "GET", PATH, "' OR 1=1", NULL, NULL, 401, "\"code\": \"bad_token\"");
    asked(s, "GET", PATH, s->ann, NULL, NULL, 403, "\"code\": \"not_a_reader\"");
    asked(s, "POST", PATH, s->reader, JSON, SMALL, 403, "\"code\": \"not_a_respondent\"");
    raw_request(s->port, "GET", PATH, "Authorization: Basic YTpi\r\n", NULL, 0, &answer);
    served_expect(&answer, 401, "\"code\": \"no_token\"");
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 0);
}

static void only_json(void **state) {
    struct served *s = *state;
    const char *types[] = {NULL, "text/plain", "application/x-www-form-urlencoded",
                           "application/jsonp", "multipart/form-data; boundary=application/json"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        asked(s, "POST", PATH, s->ann, types[i], SMALL, 415, "\"code\": \"content_type\"");
    }
    asked(s, "POST", PATH, s->ann, "Application/JSON; charset=utf-8", SMALL, 200, "\"new\"");
}

/* Its sender gets to read why, though all of it was sent first. */
static void too_large_is_refused(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    const size_t length = 10 * 1024 * 1024;
    char *body = malloc(length);
    memset(body, ' ', length);
    served_ask(s, "POST", PATH, s->ann, JSON, body, length, &answer);
    served_expect(&answer, 413, "\"code\": \"too_large\"");
    served_ask(s, "POST", PATH, NULL, JSON, body, length, &answer);
    served_expect(&answer, 401, "\"code\": \"no_token\"");
    served_ask(s, "POST", PATH, s->ann, JSON, body, SAM_BODY_LIMIT + 1, &answer);
    served_expect(&answer, 413, "at most 256 KiB");
    memcpy(body, SMALL, strlen(SMALL));
    served_ask(s, "POST", PATH, s->ann, JSON, body, SAM_BODY_LIMIT, &answer);
    served_expect(&answer, 200, "\"new\"");
    free(body);
    still_works(s);
}

/* Sent in chunks, so that nobody knows beforehand how much there will be. */
static void endless_is_cut_off(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    char head[300], chunk[65536 + 16];
    snprintf(head, sizeof head,
             "POST " PATH " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
             "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
             s->ann);
    memset(chunk, ' ', sizeof chunk);
    memcpy(chunk, "10000\r\n", 7);
    memcpy(chunk + 7 + 65536, "\r\n", 2);
    int fd = raw_connect(s->port);
    raw_send(fd, head, strlen(head));
    for (int i = 0; i < 400; i++) {
        raw_send(fd, chunk, 7 + 65536 + 2);
    }
    raw_receive(fd, &answer);
    assert_int_equal(answer.status, 0);
    raw_answer_fini(&answer);
    still_works(s);
}

static void who_asks_first_is_told_before_sending(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    raw_request(s->port, "POST", PATH,
                "Content-Type: application/json\r\nExpect: 100-continue\r\n"
                "Content-Length: 100000\r\n",
                NULL, 0, &answer);
    served_expect(&answer, 401, "\"code\": \"no_token\"");
}

#define BYTES(text)                                                                                \
    { text, sizeof(text) - 1 }

static void nonsense_is_survived(void **state) {
    struct served *s = *state;
    char long_path[40000] = "GET /";
    memset(long_path + 5, 'a', sizeof long_path - 5);
    static const char zeros[4096];
    const struct {
        const char *bytes;
        size_t length;
    } nonsense[] = {BYTES("\r\n\r\n"),
                    BYTES("GET\r\n\r\n"),
                    BYTES("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
                    {zeros, sizeof zeros},
                    {long_path, sizeof long_path},
                    BYTES("POST " PATH " HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"),
                    BYTES("POST " PATH " HTTP/1.1\r\nHost: x\r\nContent-Length: "
                          "99999999999999999999\r\n\r\n"),
                    BYTES("POST " PATH " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked"
                          "\r\n\r\nffffffffffffffffff\r\n"),
                    BYTES("GET " PATH " HTTP/1.1\r\n\r\n"),
                    BYTES("GET " PATH " HTTP/9.9\r\n\r\n")};
    for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++) {
        struct raw_answer answer;
        /* Half of a request gets no answer: the server waits for the rest of it. */
        struct timeval patience = {.tv_usec = 200000};
        int fd = raw_connect(s->port);
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        raw_send(fd, nonsense[i].bytes, nonsense[i].length);
        raw_receive(fd, &answer);
        assert_int_not_equal(answer.status, 200);
        raw_answer_fini(&answer);
    }
    still_works(s);
}

/* A body that ends before its announced length was never sent: nothing of it is stored. */
static void half_a_request_stores_nothing(void **state) {
    struct served *s = *state;
    char request[400];
    snprintf(request, sizeof request,
             "POST " PATH " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: "
             "application/json\r\nContent-Length: 1000\r\n\r\n" SMALL,
             s->ann);
    int fd = raw_connect(s->port);
    raw_send(fd, request, strlen(request));
    still_works(s);
    close(fd);
    still_works(s);
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 0);
}

static void the_log_says_little(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    char path[200];
    served_post(s, s->ann, "{\"answers\": {\"well\": \"een geheim\"}}", &answer);
    raw_answer_fini(&answer);
    served_get(s, "?since=0", &answer);
    raw_answer_fini(&answer);
    snprintf(path, sizeof path, "/t/%s", s->ann);
    asked(s, "GET", path, NULL, NULL, NULL, 404, "not_found");
    served_stop(s);
    check_contains(s->log.data, "Z POST /api/v1/responses 200\n");
    check_contains(s->log.data, "Z GET /api/v1/responses 200\n");
    check_contains(s->log.data, "Z GET (unknown path) 404\n");
    assert_null(strstr(s->log.data, s->ann));
    assert_null(strstr(s->log.data, s->reader));
    assert_null(strstr(s->log.data, "geheim"));
}

/* What a proxy adds stands last, in the list or in a line of its own; what stands before it is the
 * sender's and frees nobody. */
static void a_forged_sender_is_not_believed(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    unsigned status = 0;
    served_stop(s);
    s->proxy = "127.0.0.1";
    served_start(s);
    for (int i = 0; i < 100 && status != 429; i++) {
        char headers[300];
        snprintf(headers, sizeof headers,
                 "Authorization: Bearer aaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"
                 "X-Forwarded-For: 10.0.0.%d\r\nx-forwarded-for: 10.0.1.%d, 203.0.113.5\r\n",
                 i, i);
        raw_request(s->port, "GET", PATH, headers, NULL, 0, &answer);
        status = answer.status;
        raw_answer_fini(&answer);
    }
    assert_int_equal(status, 429);
    /* Another one behind the same proxy isn't held back. */
    raw_request(s->port, "GET", PATH,
                "Authorization: Bearer aaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"
                "X-Forwarded-For: 203.0.113.6\r\n",
                NULL, 0, &answer);
    served_expect(&answer, 401, "bad_token");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(only_this_path),
        served_test(only_these_methods),
        served_test(only_with_the_right_token),
        served_test(only_json),
        served_test(too_large_is_refused),
        served_test(endless_is_cut_off),
        served_test(who_asks_first_is_told_before_sending),
        served_test(nonsense_is_survived),
        served_test(half_a_request_stores_nothing),
        served_test(the_log_says_little),
        served_test(a_forged_sender_is_not_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
