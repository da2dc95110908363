/* Rows 28 to 34 of "What can go wrong" in docs/sources.md: connections, disks, other programs and
 * other versions. What needs certificates is in tls.sh. */
#include "failures.h"

#include "base/file.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void elsewhere(struct world *w, const struct sam_exchange *exchange,
                      struct sam_reply *reply) {
    w->troubled++;
    (void)exchange;
    instead(reply, 302, NULL, "");
    snprintf(reply->headers, sizeof reply->headers,
             "Location: http://portal.example.org/sign-in\r\n");
}

static void row_28_no_safe_way_to_the_server(void **state) {
    struct world w;
    char url[64];
    (void)state;
    /* https is asked of a server that speaks plain http */
    world_open(&w, false);
    snprintf(url, sizeof url, "https://127.0.0.1:%u/", sam_loopback_port(w.server));
    w.f.study->sources[OWN].url = url;
    collect_fails(&w, OWN, SAM_E_REMOTE, "no safe connection");
    assert_int_equal(w.fake.requests, 0);
    /* plain http to another machine: nothing is sent */
    w.f.study->sources[OWN].url = "http://192.0.2.1/";
    collect_fails(&w, OWN, SAM_E_INPUT, "https");
    world_close(&w);
    /* sent on to another server: not followed, and named */
    world_open(&w, false);
    w.trouble = elsewhere;
    collect_fails(&w, OWN, SAM_E_REMOTE, "portal.example.org");
    assert_int_equal(w.troubled, 1);
    world_close(&w);
}

static void row_29_disk_full(void **state) {
    struct world w;
    struct rlimit limit;
    struct stat file;
    (void)state;
    world_open(&w, false);
    w.f.options.space = (size_t)1 << 60;
    collect_fails(&w, LS, SAM_E_IO, "make room first. Nothing was fetched");
    assert_int_equal(w.fake.requests, 0);
    w.f.options.space = 0;
    for (int id = 101; id < FAKE_RECORDS; id++) {
        fake_put(&w.fake, id, 3, true);
    }
    /* No more may be written than a little beyond what the log has now. */
    char *log = sam_path_join(w.f.folder, "store.sqlite-wal");
    assert_int_equal(stat(log, &file), 0);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    struct rlimit small = {(rlim_t)file.st_size + 100000, limit.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum sam_status status = collect(&w, OWN, false);
    struct sam_buf cursor;
    struct sam_err err = {0};
    sam_buf_init(&cursor, 1000);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_int_equal(status, SAM_E_STORE);
    size_t kept = count(&w.f).complete + count(&w.f).incomplete;
    assert_true(kept < FAKE_RECORDS - 1 && kept % 40 == 0);
    /* The cursor stands where the last whole page ended. */
    assert_int_equal(sam_store_cursor(w.f.store, "own", &cursor, &err), SAM_OK);
    assert_true((cursor.length == 0) == (kept == 0));
    collect_ok(&w, OWN, false);
    assert_int_equal(w.run.added, FAKE_RECORDS - 1 - kept);
    check_same(&w);
    sam_buf_fini(&cursor);
    free(log);
    world_close(&w);
}

/* Collects as slowly as needed for another to come. */
static void wait_for_a_byte(void *context, const char *source, size_t fetched) {
    const struct fixture *f = context;
    (void)source;
    (void)fetched;
    char *path = sam_path_join(f->folder, "go-on");
    for (int i = 0; i < 1000 && access(path, F_OK) != 0; i++) {
        usleep(10000);
    }
    free(path);
}

static void row_30_two_collectors_at_once(void **state) {
    struct world w;
    char words[160];
    char host[64] = "";
    int ends[2];
    (void)state;
    world_open(&w, false);
    assert_int_equal(gethostname(host, sizeof host - 1), 0);
    assert_int_equal(pipe(ends), 0);
    sam_store_close(w.f.store);
    w.f.store = NULL;
    pid_t child = fork();
    if (child == 0) {
        w.f.options.progress = wait_for_a_byte;
        bool opened = sam_store_open(w.f.folder, SAM_STORE_WRITE, &w.f.store, &w.err) == SAM_OK;
        (void)!write(ends[1], "x", 1);
        _exit(opened && collect(&w, OWN, false) == SAM_OK ? 0 : 1);
    }
    char ready = 0;
    assert_int_equal(read(ends[0], &ready, 1), 1);
    assert_int_equal(sam_store_open(w.f.folder, SAM_STORE_WRITE, &w.f.store, &w.err), SAM_OK);
    assert_int_equal(sam_store_use_questionnaire(w.f.store, w.f.questionnaire, &w.err), SAM_OK);
    for (int i = 0; i < 500 && count(&w.f).complete == 0; i++) {
        usleep(10000);
    }
    snprintf(words, sizeof words, "already, by process %ld of machine %s; wait", (long)child, host);
    assert_int_equal(collect(&w, OWN, false), SAM_E_IO);
    check_contains(w.err.text, words);
    char *path = sam_path_join(w.f.folder, "go-on");
    struct sam_err err = {0};
    int ended = 0;
    assert_int_equal(sam_file_write(path, "", 0, &err), SAM_OK);
    free(path);
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    check_same(&w);
    close(ends[0]);
    close(ends[1]);
    world_close(&w);
}

/* Whatever fails on the way, nothing is asked that changes something over there. */
static void only_reads(struct world *w, const struct sam_exchange *exchange,
                       struct sam_reply *reply) {
    static const char *const reads[] = {
        "get_session_key",         "release_session_key", "get_summary",
        "list_participants",       "export_responses",    "list_questions",
        "get_question_properties", "get_site_settings"};
    bool known = strcmp(exchange->method, "GET") == 0;
    for (size_t i = 0; i < sizeof reads / sizeof *reads; i++) {
        char method[64];
        snprintf(method, sizeof method, "\"method\":\"%s\"", reads[i]);
        known = known || strstr(exchange->body, method) != NULL;
    }
    w->troubled += !known;
    (void)reply;
}

static void row_31_calls_that_may_not_be_repeated(void **state) {
    struct world w;
    (void)state;
    world_open(&w, false);
    w.trouble = only_reads;
    w.fake.random = 5;
    w.fake.fault_percent = 20;
    for (int i = 0; i < 6; i++) {
        (void)!collect(&w, LS, i % 2 == 0);
        (void)!collect(&w, OWN, i % 2 == 0);
    }
    assert_int_equal(w.troubled, 0);
    world_close(&w);
}

static const char *version;
static void another_version(struct world *w, const struct sam_exchange *exchange,
                            struct sam_reply *reply) {
    (void)w;
    if (asks(exchange, "get_site_settings")) {
        result(exchange, reply, version);
    } else if (asks(exchange, "list_questions")) {
        result(exchange, reply,
               "[{\"qid\":1,\"parent_qid\":0,\"title\":\"s\",\"question\":\"S\",\"type\":\"F\"},"
               "{\"qid\":2,\"parent_qid\":1,\"title\":\"s1\",\"question\":\"S1\",\"type\":\"T\"}]");
    } else if (asks(exchange, "get_summary")) {
        result(exchange, reply, "{\"full_responses\":\"1\"}"); /* a number as text, as once was */
    } else if (asks(exchange, "export_responses")) {
        bool first = asks(exchange, "\"short\",1,");
        bool old = strcmp(version, "\"3.28.66\"") == 0;
        exported(exchange, reply,
                 !first ? ""
                 : old  ? "{\"1\":{\"id\":\"1\",\"submitdate\":\"2026-03-01 10:00:00\",\"token\":"
                          "\"a\",\"s[s1]\":\"A4\",\"alliance\":\"noord\"}}"
                        : "{\"id\":1,\"submitdate\":\"2026-03-01 10:00:00\",\"token\":\"a\","
                          "\"s[s1]\":\"A4\",\"alliance\":\"noord\"}");
    }
}

static void row_32_another_version_of_the_server(void **state) {
    struct world w;
    (void)state;
    world_open(&w, false);
    w.trouble = another_version;
    version = "\"3.28.66\"";
    collect_ok(&w, LS, true);
    assert_int_equal(w.run.added, 1);
    not_said(&w, "its server was changed");
    version = "\"7.0.1\"";
    collect_ok(&w, LS, true);
    assert_int_equal(w.run.added + w.run.changed + w.run.withdrawn, 0);
    said(&w, "its server was changed from version 3.28.66 to 7.0.1");
    /* Who is no administrator any more is told nothing, which is no change. */
    sam_buf_clear(&w.f.notices);
    version = "{\"status\":\"Invalid setting\"}";
    collect_ok(&w, LS, true);
    not_said(&w, "its server was changed");
    world_close(&w);
}

static void row_33_a_redirect_that_makes_a_post_a_get(void **state) {
    struct world w;
    (void)state;
    world_open(&w, false);
    w.trouble = elsewhere;
    collect_fails(&w, LS, SAM_E_REMOTE, "portal.example.org/sign-in");
    assert_int_equal(w.troubled, 1); /* no GET of it, and the password went no further */
    world_close(&w);
}

static void row_34_too_large_or_too_deep(void **state) {
    struct world w;
    struct sam_buf deep;
    (void)state;
    sam_buf_init(&deep, SAM_BUF_UNLIMITED);
    sam_buf_text(&deep, "{\"d\":");
    for (int i = 0; i < 100000; i++) {
        sam_buf_char(&deep, '[');
    }
    world_open_plain(&w, PLAIN_JSON);
    w.trouble = plain;
    plain_body = deep.data;
    collect_fails(&w, 0, SAM_E_REMOTE, "");
    /* an open answer of a megabyte is set aside, the rest is taken */
    sam_buf_clear(&deep);
    sam_buf_text(&deep, "{\"d\":[{\"id\":1,\"alliance\":\"noord\",\"s1\":4},{\"id\":2,"
                        "\"alliance\":\"noord\",\"s1\":4,\"said\":\"");
    for (int i = 0; i < 1000000; i++) {
        sam_buf_char(&deep, 'a');
    }
    sam_buf_text(&deep, "\"}]}");
    plain_body = deep.data;
    collect_ok(&w, 0, true);
    assert_int_equal(w.run.added, 1);
    check_contains(refused(&w.f, "2").text, "text: ");
    sam_buf_fini(&deep);
    world_close(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(row_28_no_safe_way_to_the_server),
                                       cmocka_unit_test(row_29_disk_full),
                                       cmocka_unit_test(row_30_two_collectors_at_once),
                                       cmocka_unit_test(row_31_calls_that_may_not_be_repeated),
                                       cmocka_unit_test(row_32_another_version_of_the_server),
                                       cmocka_unit_test(row_33_a_redirect_that_makes_a_post_a_get),
                                       cmocka_unit_test(row_34_too_large_or_too_deep)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
