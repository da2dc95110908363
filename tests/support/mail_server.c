#include "support/mail_server.h"

#include "base/file.h"
#include "support/support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_WAYS = 8 };

static int read_port(int fd) {
    char line[32] = "";
    size_t length = 0;
    while (length < sizeof line - 1 && read(fd, line + length, 1) == 1 && line[length] != '\n') {
        length++;
    }
    return (int)strtol(line, NULL, 10);
}

struct sam_mail_server sam_mail_server_start(const char *way, ...) {
    struct sam_mail_server server = {.folder = sam_temporary_folder()};
    char script[] = SAM_SOURCE_DIR "/tests/support/mail_server.py";
    char python[] = "/usr/bin/python3";
    char *argv[MOST_WAYS + 4] = {python, script, server.folder};
    int in[2], out[2];
    va_list args;
    va_start(args, way);
    for (size_t i = 3; way != NULL && i < MOST_WAYS + 3; i++) {
        argv[i] = strdup(way);
        way = va_arg(args, const char *);
    }
    va_end(args);
    assert_int_equal(pipe(in) | pipe(out), 0);
    server.pid = fork();
    assert_true(server.pid >= 0);
    if (server.pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        dup2(in[0], 0);
        dup2(out[1], 1);
        close(in[1]);
        close(out[0]);
        execv(argv[0], argv);
        _exit(127);
    }
    for (size_t i = 3; argv[i] != NULL; i++) {
        free(argv[i]);
    }
    close(in[0]);
    close(out[1]);
    server.leash = in[1];
    server.port = read_port(out[0]);
    close(out[0]);
    if (server.port == 0) {
        fail_msg("the mail server doesn't start; is python3-aiosmtpd there?");
    }
    return server;
}

void sam_mail_server_stop(struct sam_mail_server *server) {
    close(server->leash);
    kill(server->pid, SIGTERM);
    waitpid(server->pid, NULL, 0);
    sam_folder_remove(server->folder);
}

static char *letter_path(const struct sam_mail_server *server, size_t n, int raw) {
    char name[32];
    snprintf(name, sizeof name, "%zu.%s", n, raw ? "eml" : "txt");
    return sam_path_join(server->folder, name);
}

size_t sam_mail_server_count(const struct sam_mail_server *server) {
    for (size_t n = 1;; n++) {
        char *path = letter_path(server, n, 0);
        int there = access(path, F_OK);
        free(path);
        if (there != 0) {
            return n - 1;
        }
    }
}

char *sam_mail_server_letter(const struct sam_mail_server *server, size_t n, int raw) {
    struct sam_buf text;
    struct sam_err err = {0};
    char *path = letter_path(server, n, raw);
    sam_buf_init(&text, 1000000);
    if (sam_file_read(path, &text, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    free(path);
    char *copy = sam_buf_take(&text);
    sam_buf_fini(&text);
    return copy;
}

void sam_mail_server_wait(const struct sam_mail_server *server, size_t n) {
    for (int tries = 0; sam_mail_server_count(server) < n; tries++) {
        const struct timespec pause = {.tv_nsec = 10000000};
        if (tries == 1000) {
            fail_msg("the mail server got %zu letters, not %zu", sam_mail_server_count(server), n);
        }
        nanosleep(&pause, NULL);
    }
}
