/* Studies to try verbs on, made with the program itself. */
#ifndef SAM_TESTS_CLI_STUDY_FIXTURE_H
#define SAM_TESTS_CLI_STUDY_FIXTURE_H

#include "base/file.h"
#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

/* The text of a file below folder, on the heap; fails the test if it isn't there. */
static inline char *read_text(const char *folder, const char *name) {
    struct sam_buf text;
    struct sam_err err = {0};
    char *path = sam_path_join(folder, name);
    sam_buf_init(&text, 100000000);
    if (sam_file_read(path, &text, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    free(path);
    char *copy = sam_buf_take(&text);
    sam_buf_fini(&text);
    return copy;
}

static inline void write_text(const char *folder, const char *name, const char *text) {
    struct sam_err err = {0};
    char *path = sam_path_join(folder, name);
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    free(path);
}

/* A new study, to be filled in, in a folder of its own. */
static inline char *new_study(void) {
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    return folder;
}

/* The example ocw-2018-2022 with its 35 simulated answers imported. */
static inline char *study_with_answers(void) {
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", "--example", "ocw-2018-2022", NULL));
    char *csv = sam_program_expect(0, NULL, folder, "simulate", NULL);
    write_text(folder, "d.csv", csv);
    free(csv);
    free(sam_program_expect(0, NULL, folder, "import", "d.csv", NULL));
    return folder;
}

/* A server study with answers, and a laptop study that collects from it. */
struct pair {
    char *server, *laptop;
    pid_t pid;
};

static inline void point_at(const char *folder, const char *address) {
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

static inline struct pair start_pair(void) {
    struct pair pair = {study_with_answers(), sam_temporary_folder(), 0};
    char address[128];
    free(sam_program_expect(0, NULL, pair.laptop, "init", ".", "--example", "ocw-2018-2022", NULL));
    char *key = sam_program_expect(0, NULL, pair.server, "serve", "--reader-key", NULL);
    key[strcspn(key, "\n")] = '\0';
    setenv("SAMENSCAN_TEST_KEY", key, 1);
    free(key);
    pair.pid = sam_program_start(address, sizeof address, "serve", pair.server, "--port", "0",
                                 "--quiet", NULL);
    point_at(pair.laptop, address);
    return pair;
}

static inline void stop_pair(struct pair *pair) {
    if (pair->pid != 0) {
        assert_int_equal(sam_program_stop(pair->pid), 0);
    }
    sam_folder_remove(pair->server);
    sam_folder_remove(pair->laptop);
}

#endif
