#include "support/program.h"

#include "support/support.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ARGUMENTS = 24 };

static void collect_arguments(char *argv[MOST_ARGUMENTS], va_list args) {
    static char program[] = SAM_PROGRAM;
    size_t count = 0;
    argv[count++] = program;
    while (count < MOST_ARGUMENTS - 1 && (argv[count] = va_arg(args, char *)) != NULL) {
        count++;
    }
    argv[MOST_ARGUMENTS - 1] = NULL;
}

static void become_program(char **argv, const char *folder) {
    setenv("LANG", "C", 1);
    unsetenv("LC_ALL");
    unsetenv("LC_MESSAGES");
    if (folder == NULL || chdir(folder) == 0) {
        execv(argv[0], argv);
    }
    _exit(127);
}

static int exit_status(pid_t pid) {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Feeds input and takes both outputs in as they come. */
static void exchange(int in, const char *input, int out, int err, struct sam_ran *ran) {
    size_t left = input != NULL ? strlen(input) : 0;
    struct pollfd ends[3] = {{in, POLLOUT, 0}, {out, POLLIN, 0}, {err, POLLIN, 0}};
    while (ends[1].fd >= 0 || ends[2].fd >= 0) {
        if (left == 0 && ends[0].fd >= 0) {
            close(ends[0].fd);
            ends[0].fd = -1;
        }
        assert_true(poll(ends, 3, 60000) > 0);
        if (ends[0].fd >= 0 && ends[0].revents != 0) {
            ssize_t sent = write(ends[0].fd, input, left);
            input += sent > 0 ? sent : 0;
            left = sent > 0 ? left - (size_t)sent : 0;
        }
        for (int i = 1; i < 3; i++) {
            char piece[4096];
            if (ends[i].fd < 0 || ends[i].revents == 0) {
                continue;
            }
            ssize_t got = read(ends[i].fd, piece, sizeof piece);
            if (got <= 0) {
                ends[i].fd = -1;
            } else {
                sam_buf_append(i == 1 ? &ran->out : &ran->err, piece, (size_t)got);
            }
        }
    }
    if (ends[0].fd >= 0) {
        close(ends[0].fd);
    }
}

static struct sam_ran run(const char *folder, const char *input, char **argv) {
    struct sam_ran ran = {0};
    int in[2];
    int out[2];
    int err[2];
    sam_buf_init(&ran.out, SAM_BUF_UNLIMITED);
    sam_buf_init(&ran.err, SAM_BUF_UNLIMITED);
    assert_int_equal(pipe(in) | pipe(out) | pipe(err), 0);
    signal(SIGPIPE, SIG_IGN);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        dup2(err[1], 2);
        close(in[1]);
        become_program(argv, folder);
    }
    close(in[0]);
    close(out[1]);
    close(err[1]);
    exchange(in[1], input, out[0], err[0], &ran);
    close(out[0]);
    close(err[0]);
    ran.status = exit_status(pid);
    assert_int_not_equal(ran.status, 127);
    return ran;
}

struct sam_ran sam_run_program(const char *folder, const char *input, ...) {
    char *argv[MOST_ARGUMENTS];
    va_list args;
    va_start(args, input);
    collect_arguments(argv, args);
    va_end(args);
    return run(folder, input, argv);
}

void sam_ran_fini(struct sam_ran *ran) {
    sam_buf_fini(&ran->out);
    sam_buf_fini(&ran->err);
}

char *sam_program_expect(int status, char **err, const char *folder, ...) {
    char *argv[MOST_ARGUMENTS];
    va_list args;
    va_start(args, folder);
    collect_arguments(argv, args);
    va_end(args);
    struct sam_ran ran = run(folder, NULL, argv);
    if (ran.status != status) {
        print_error("samenscan %s ended with %d, expected %d\n%s%s\n", argv[1], ran.status, status,
                    ran.out.data, ran.err.data);
    }
    assert_int_equal(ran.status, status);
    if (err != NULL) {
        *err = sam_buf_take(&ran.err);
    }
    char *out = sam_buf_take(&ran.out);
    sam_ran_fini(&ran);
    return out;
}

pid_t sam_program_start(char *line, size_t size, ...) {
    char *argv[MOST_ARGUMENTS];
    int out[2];
    va_list args;
    va_start(args, size);
    collect_arguments(argv, args);
    va_end(args);
    assert_int_equal(pipe(out), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        dup2(out[1], 1);
        close(out[0]);
        become_program(argv, NULL);
    }
    close(out[1]);
    size_t used = 0;
    while (used + 1 < size && read(out[0], line + used, 1) == 1 && line[used] != '\n') {
        used++;
    }
    line[used] = '\0';
    close(out[0]);
    return pid;
}

int sam_program_stop(pid_t pid) {
    kill(pid, SIGTERM);
    return exit_status(pid);
}
