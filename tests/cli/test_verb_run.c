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

static void the_main_job_ends_with_the_path_of_a_report(void **state) {
    (void)state;
    struct pair pair = start_pair();
    char *out = sam_program_expect(0, NULL, pair.laptop, "run", "--lang", "en", NULL);
    check_contains(out, "Act4Respect");
    size_t length = strlen(out);
    const char *last = "./results/2020/report.en.html\n";
    assert_string_equal(out + length - strlen(last), last);
    free(out);
    char *html = read_text(pair.laptop, "results/2020/report.en.html");
    check_contains(html, "imulated");
    free(html);
    stop_pair(&pair);
}

static void without_the_server_there_is_still_a_report_and_the_status_says_it(void **state) {
    (void)state;
    struct pair pair = start_pair();
    char *err = NULL;
    free(sam_program_expect(0, NULL, pair.laptop, "collect", NULL));
    assert_int_equal(sam_program_stop(pair.pid), 0);
    pair.pid = 0;
    char *out = sam_program_expect(1, &err, pair.laptop, "run", "--lang", "en", NULL);
    check_contains(out, "report.en.html");
    check_contains(err, "fetched before");
    free(out);
    free(err);
    stop_pair(&pair);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_main_job_ends_with_the_path_of_a_report),
        cmocka_unit_test(without_the_server_there_is_still_a_report_and_the_status_says_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
