#include "cli/study_fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void everything_once_then_nothing_new(void **state) {
    (void)state;
    struct pair pair = start_pair();
    char *err = NULL;
    free(sam_program_expect(0, &err, pair.laptop, "collect", NULL));
    check_contains(err, "own: 35 fetched: 35 new, 0 changed, 0 withdrawn, 0 set aside");
    free(err);
    free(sam_program_expect(0, &err, pair.laptop, "collect", NULL));
    check_contains(err, "own: 0 fetched: 0 new");
    free(err);
    free(sam_program_expect(0, &err, pair.laptop, "collect", "--full", NULL));
    check_contains(err, "0 new, 0 changed, 0 withdrawn");
    free(err);
    stop_pair(&pair);
}

static void a_wrong_key_is_refused_and_never_shown(void **state) {
    (void)state;
    struct pair pair = start_pair();
    char *err = NULL;
    setenv("SAMENSCAN_TEST_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAA", 1);
    free(sam_program_expect(1, &err, pair.laptop, "collect", NULL));
    check_contains(err, "own");
    assert_null(strstr(err, "AAAAAAAA"));
    check_contains(err, "samenscan: source own: http://127.0.0.1:");
    free(err);
    stop_pair(&pair);
}

static void a_server_that_is_gone_is_told_with_its_address(void **state) {
    (void)state;
    struct pair pair = start_pair();
    char *err = NULL;
    assert_int_equal(sam_program_stop(pair.pid), 0);
    pair.pid = 0;
    free(sam_program_expect(1, &err, pair.laptop, "collect", NULL));
    check_contains(err, "http://127.0.0.1:");
    free(err);
    char *out = sam_program_expect(0, NULL, pair.laptop, "status", NULL);
    check_contains(out, "failed");
    free(out);
    stop_pair(&pair);
}

/* It collects again by itself, all of it the first time, until it is told to stop. */
static void it_watches_until_told_to_stop(void **state) {
    (void)state;
    struct pair pair = start_pair();
    char *err = NULL;
    char none[8];
    static const char *const wrong[] = {"10", "m", "1s", "0h", "10w", "-1m"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        free(sam_program_expect(2, &err, pair.laptop, "collect", "--every", wrong[i], NULL));
        check_contains(err, "as in 10m");
        free(err);
    }
    pid_t pid = sam_program_start(none, 1, "collect", pair.laptop, "--every", "10s", NULL);
    struct timespec moment = {.tv_nsec = 50000000};
    bool done = false;
    for (int i = 0; i < 400 && !done; i++) {
        nanosleep(&moment, NULL);
        char *out = sam_program_expect(0, NULL, pair.laptop, "status", "--lang", "en", NULL);
        done = strstr(out, "full pass, done") != NULL;
        free(out);
    }
    assert_true(done);
    assert_int_equal(sam_program_stop(pid), 0);
    stop_pair(&pair);
}

/* Puts a source before the others at which nobody answers. */
static void add_a_source_that_is_gone(const char *folder) {
    char *study = read_text(folder, "study.json");
    struct sam_buf text;
    const char *at = strstr(study, "\"sources\": [");
    sam_buf_init(&text, 10000000);
    assert_non_null(at);
    at += strlen("\"sources\": [");
    sam_buf_append(&text, study, (size_t)(at - study));
    sam_buf_printf(&text,
                   "{\"name\": \"gone\", \"type\": \"samenscan\", \"url\": "
                   "\"http://127.0.0.1:1/\", \"secret_env\": \"SAMENSCAN_TEST_KEY\"}, %s",
                   at);
    write_text(folder, "study.json", text.data);
    sam_buf_fini(&text);
    free(study);
}

/* One failing source stops no other, and the exit status says so; also while it watches. */
static void one_source_fails_and_the_others_go_on(void **state) {
    (void)state;
    struct pair pair = start_pair();
    char *err = NULL;
    add_a_source_that_is_gone(pair.laptop);
    free(sam_program_expect(1, &err, pair.laptop, "collect", NULL));
    check_contains(err, "own: 35 fetched: 35 new");
    check_contains(err, "source gone: http://127.0.0.1:1/");
    free(err);
    char *out = sam_program_expect(0, NULL, pair.laptop, "status", "--lang", "en", NULL);
    check_contains(out, "gone");
    check_contains(out, "failed");
    free(out);
    free(sam_program_expect(0, NULL, pair.laptop, "collect", "--source", "own", NULL));
    char none[8];
    pid_t pid = sam_program_start(none, 1, "collect", pair.laptop, "--every", "10s", NULL);
    struct timespec moment = {.tv_nsec = 50000000};
    bool done = false;
    for (int i = 0; i < 400 && !done; i++) {
        nanosleep(&moment, NULL);
        out = sam_program_expect(0, NULL, pair.laptop, "status", "--lang", "en", NULL);
        done = strstr(out, "full pass, done") != NULL && strstr(out, "full pass, failed") != NULL;
        free(out);
    }
    assert_true(done);
    /* It goes on watching; stopped, its status tells that a source failed the last time. */
    assert_int_equal(kill(pid, 0), 0);
    assert_int_equal(sam_program_stop(pid), 1);
    stop_pair(&pair);
}

static void sources_must_be_there(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *err = NULL;
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    free(sam_program_expect(1, &err, folder, "collect", NULL));
    check_contains(err, "samenscan import");
    free(err);
    free(sam_program_expect(1, &err, folder, "collect", "--source", "x", NULL));
    check_contains(err, "\"x\"");
    free(err);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_once_then_nothing_new),
        cmocka_unit_test(a_wrong_key_is_refused_and_never_shown),
        cmocka_unit_test(a_server_that_is_gone_is_told_with_its_address),
        cmocka_unit_test(it_watches_until_told_to_stop),
        cmocka_unit_test(one_source_fails_and_the_others_go_on),
        cmocka_unit_test(sources_must_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
