#include "base/file.h"
#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

/* A server study with answers, and a laptop study that collects from it. */
struct pair {
    char *server, *laptop;
    pid_t pid;
};

static char *read_text(const char *folder, const char *name) {
    struct sam_buf text;
    struct sam_err err = {0};
    char *path = sam_path_join(folder, name);
    sam_buf_init(&text, 10000000);
    if (sam_file_read(path, &text, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    free(path);
    char *copy = sam_buf_take(&text);
    sam_buf_fini(&text);
    return copy;
}

static void write_text(const char *folder, const char *name, const char *text) {
    struct sam_err err = {0};
    char *path = sam_path_join(folder, name);
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    free(path);
}

static void point_at(const char *folder, const char *address) {
    char *study = read_text(folder, "study.json");
    struct sam_buf text;
    sam_buf_init(&text, 10000000);
    char *at = strstr(study, "\"sources\": []");
    assert_non_null(at);
    sam_buf_append(&text, study, (size_t)(at - study));
    sam_buf_printf(&text,
                   "\"sources\": [{\"name\": \"own\", \"type\": \"samenscan\", \"url\": "
                   "\"%s\", \"secret_env\": \"SAMENSCAN_TEST_KEY\"}]",
                   address);
    sam_buf_text(&text, at + strlen("\"sources\": []"));
    write_text(folder, "study.json", text.data);
    sam_buf_fini(&text);
    free(study);
}

static struct pair start_pair(void) {
    struct pair pair = {sam_temporary_folder(), sam_temporary_folder(), 0};
    char address[128];
    free(sam_program_expect(0, NULL, pair.server, "init", ".", "--example", "ocw-2018-2022", NULL));
    free(sam_program_expect(0, NULL, pair.laptop, "init", ".", "--example", "ocw-2018-2022", NULL));
    char *csv = sam_program_expect(0, NULL, pair.server, "simulate", NULL);
    write_text(pair.server, "d.csv", csv);
    free(csv);
    free(sam_program_expect(0, NULL, pair.server, "import", "d.csv", NULL));
    char *key = sam_program_expect(0, NULL, pair.server, "serve", "--reader-key", NULL);
    key[strcspn(key, "\n")] = '\0';
    setenv("SAMENSCAN_TEST_KEY", key, 1);
    free(key);
    pair.pid = sam_program_start(address, sizeof address, "serve", pair.server, "--port", "0",
                                 "--quiet", NULL);
    point_at(pair.laptop, address);
    return pair;
}

static void stop_pair(struct pair *pair) {
    if (pair->pid != 0) {
        assert_int_equal(sam_program_stop(pair->pid), 0);
    }
    sam_folder_remove(pair->server);
    sam_folder_remove(pair->laptop);
}

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
        cmocka_unit_test(sources_must_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
