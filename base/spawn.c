#include "base/spawn.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/words.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static bool is_program(const char *path) {
    struct stat file;
    return stat(path, &file) == 0 && S_ISREG(file.st_mode) && access(path, X_OK) == 0;
}

static char *find_one(const char *name, const char *places) {
    while (*places != '\0') {
        size_t length = strcspn(places, ":");
        char *folder = sam_xstrdup(places);
        folder[length] = '\0';
        /* An empty place would be the current folder: whoever put a program there isn't trusted. */
        char *path = length > 0 ? sam_path_join(folder, name) : NULL;
        free(folder);
        if (path != NULL && is_program(path)) {
            return path;
        }
        free(path);
        places += length;
        places += *places == ':';
    }
    return NULL;
}

char *sam_spawn_find(const char *const *names) {
    const char *places = getenv("PATH");
    for (; places != NULL && *names != NULL; names++) {
        char *path = find_one(*names, places);
        if (path != NULL) {
            return path;
        }
    }
    return NULL;
}

/* Our environment with the variables in front: the first of a name counts. */
static char **make_environment(const char *const *variables) {
    size_t own = 0;
    size_t more = 0;
    while (environ[own] != NULL) {
        own++;
    }
    while (variables != NULL && variables[more] != NULL) {
        more++;
    }
    char **made = sam_xcalloc(own + more + 1, sizeof *made);
    for (size_t i = 0; i < more; i++) {
        made[i] = sam_xstrdup(variables[i]);
    }
    size_t count = more;
    for (size_t i = 0; i < own; i++) {
        size_t name = strcspn(environ[i], "=") + 1;
        bool replaced = false;
        for (size_t j = 0; j < more; j++) {
            replaced = replaced || strncmp(environ[i], made[j], name) == 0;
        }
        if (!replaced) {
            made[count++] = sam_xstrdup(environ[i]);
        }
    }
    return made;
}

static void free_list(char **list) {
    for (char **one = list; *one != NULL; one++) {
        free(*one);
    }
    free(list);
}

static char **copy_list(const char *const *list) {
    size_t count = 0;
    while (list[count] != NULL) {
        count++;
    }
    char **copy = sam_xcalloc(count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        copy[i] = sam_xstrdup(list[i]);
    }
    return copy;
}

/* Starts it in a process group of its own, so that it and all it starts can be killed together, and
 * with the signals we ignore as they are by default. Returns 0, or an errno. */
static int start(const struct sam_spawn *spawn, int out, pid_t *pid) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t ignored;
    sigemptyset(&ignored);
    sigaddset(&ignored, SIGPIPE);
    sigaddset(&ignored, SIGXFSZ);
    sigaddset(&ignored, SIGINT);
    sigaddset(&ignored, SIGTERM);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out, STDERR_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigdefault(&attributes, &ignored);
    char **arguments = copy_list(spawn->arguments);
    char **environment = make_environment(spawn->variables);
    int failure =
        posix_spawn(pid, spawn->arguments[0], &actions, &attributes, arguments, environment);
    free_list(arguments);
    free_list(environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Takes in what is there now; not for ever from one that doesn't stop talking. */
static void listen_to(int in, struct sam_buf *said) {
    enum { PIECES = 256 };
    char piece[4096];
    ssize_t got = 0;
    for (int i = 0; i < PIECES && (got = read(in, piece, sizeof piece)) > 0; i++) {
        if (said->length < SAM_SPAWN_SAID) {
            sam_buf_append(said, piece, (size_t)got);
        }
    }
}

/* It has ended, but its id isn't free for others yet: until then its group can be killed safely. */
static bool has_ended(pid_t pid) {
    siginfo_t info = {0};
    return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid;
}

/* SAM_OK when it ended by itself. */
static enum sam_status wait_for(const struct sam_spawn *spawn, pid_t pid, int in,
                                struct sam_buf *said) {
    enum { LOOK_EVERY_MS = 10 };
    double end = seconds_now() + spawn->seconds;
    while (!has_ended(pid)) {
        struct pollfd ready = {in, POLLIN, 0};
        /* Once it has closed its output there is only the time to wait for. */
        if (poll(&ready, 1, LOOK_EVERY_MS) > 0 && (ready.revents & POLLIN) == 0) {
            nanosleep(&(struct timespec){.tv_nsec = LOOK_EVERY_MS * 1000000L}, NULL);
        }
        listen_to(in, said);
        if (spawn->stop != NULL && spawn->stop(spawn->context)) {
            return SAM_E_STOPPED;
        }
        if (seconds_now() > end) {
            return SAM_E_LIMIT;
        }
    }
    return SAM_OK;
}

/* The last line that isn't empty. */
static void last_line(const struct sam_buf *said, size_t from, struct sam_buf *line) {
    size_t end = said->length;
    while (end > from && (said->data[end - 1] == '\n' || said->data[end - 1] == '\r')) {
        end--;
    }
    size_t start = end;
    while (start > from && said->data[start - 1] != '\n') {
        start--;
    }
    sam_buf_append(line, said->data + start, end - start);
}

static enum sam_status judge(const char *program, int how, const struct sam_buf *said, size_t from,
                             struct sam_err *err) {
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0) {
        return SAM_OK;
    }
    struct sam_buf line;
    sam_buf_init(&line, 400);
    last_line(said, from, &line);
    enum sam_status status =
        WIFSIGNALED(how)
            ? sam_fail_cause(err, SAM_E_IO, WTERMSIG(how), _("%s was ended by signal %d: %s"),
                             program, WTERMSIG(how), line.data)
            : sam_fail_cause(err, SAM_E_IO, WEXITSTATUS(how), _("%s failed with status %d: %s"),
                             program, WEXITSTATUS(how), line.data);
    sam_buf_fini(&line);
    return status;
}

enum sam_status sam_spawn(const struct sam_spawn *spawn, struct sam_buf *said,
                          struct sam_err *err) {
    const char *program = spawn->arguments[0];
    size_t from = said->length;
    int ends[2];
    pid_t pid = 0;
    int how = 0;
    int failure = pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0 ? 0 : errno;
    if (failure != 0) {
        return sam_fail_cause(err, SAM_E_IO, failure, _("%s cannot be started (%s)"), program,
                              strerror(failure));
    }
    /* The program's end blocks as it expects. */
    fcntl(ends[1], F_SETFL, 0);
    failure = start(spawn, ends[1], &pid);
    close(ends[1]);
    if (failure != 0) {
        close(ends[0]);
        return sam_fail_cause(err, SAM_E_NOT_FOUND, failure, _("%s cannot be started (%s)"),
                              program, strerror(failure));
    }
    enum sam_status status = wait_for(spawn, pid, ends[0], said);
    kill(-pid, SIGKILL);
    while (waitpid(pid, &how, 0) < 0 && errno == EINTR) {
    }
    listen_to(ends[0], said);
    close(ends[0]);
    if (status == SAM_E_STOPPED) {
        return sam_fail(err, status, _("%s was stopped"), program);
    }
    if (status == SAM_E_LIMIT) {
        return sam_fail(err, status, _("%s was not done after %d seconds and has been stopped"),
                        program, spawn->seconds);
    }
    return judge(program, how, said, from, err);
}
