#include "collect/secret_store.h"

#include "base/words.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Reads to the end of what the program writes; the length, or -1 when it is too much. */
static ssize_t read_all(int from, char *text, size_t room) {
    size_t length = 0;
    ssize_t got = 0;
    while ((got = read(from, text + length, room - length)) > 0) {
        length += (size_t)got;
        if (length == room) {
            return -1;
        }
    }
    return got < 0 ? -1 : (ssize_t)length;
}

/* Starts secret-tool with its output on a pipe. 0, or what is wrong (errno). */
static int start(const char *name, pid_t *pid, int *output) {
    char program[] = "secret-tool";
    char lookup[] = "lookup";
    char attribute[] = "samenscan";
    char value[128];
    char *const arguments[] = {program, lookup, attribute, value, NULL};
    int ends[2];
    posix_spawn_file_actions_t actions;
    size_t length = strlen(name);
    if (length >= sizeof value || pipe(ends) != 0) {
        return errno != 0 ? errno : ENAMETOOLONG;
    }
    memcpy(value, name, length + 1);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    int failed = posix_spawnp(pid, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failed != 0) {
        close(ends[0]);
        return failed;
    }
    *output = ends[0];
    return 0;
}

enum sam_status sam_secret_store_read(struct sam_secret *secret, const char *name,
                                      struct sam_err *err) {
    pid_t pid = 0;
    int output = -1;
    int ended = 0;
    int failed = start(name, &pid, &output);
    secret->text[0] = '\0';
    if (failed != 0) {
        return sam_fail_cause(err, SAM_E_AUTH, failed,
                              _("the desktop's secret store can't be asked: secret-tool cannot be "
                                "started (%s). Install it (libsecret-tools), or use \"secret_env\" "
                                "or \"secret_file\""),
                              strerror(failed));
    }
    ssize_t length = read_all(output, secret->text, SAM_SECRET_LIMIT);
    close(output);
    waitpid(pid, &ended, 0);
    secret->text[length > 0 ? length : 0] = '\0';
    if (length <= 0 || !WIFEXITED(ended) || WEXITSTATUS(ended) != 0) {
        sam_secret_wipe(secret);
        return sam_fail(err, SAM_E_AUTH,
                        _("the desktop's secret store has no secret \"%s\", or it is locked; put "
                          "it there with: secret-tool store --label='samenscan %s' samenscan %s"),
                        name, name, name);
    }
    return SAM_OK;
}
