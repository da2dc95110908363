#include "collect/source_lock.h"

#include "base/file.h"
#include "base/words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static enum sam_status write_number(int file, const char *path, struct sam_err *err) {
    char pid[32];
    snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
    if (ftruncate(file, 0) != 0 || write(file, pid, strlen(pid)) != (ssize_t)strlen(pid)) {
        return sam_fail_cause(err, SAM_E_IO, errno, _("%s cannot be written: %s"), path,
                              strerror(errno));
    }
    return SAM_OK;
}

/* The file stays behind: removing it could take away the lock of a process that just opened it.
 * *busy: another process has it, whose number is written to pid. */
static enum sam_status take(const char *folder, const char *file_name, int *lock, char pid[32],
                            bool *busy, struct sam_err *err) {
    char *path = sam_path_join(folder != NULL && folder[0] != '\0' ? folder : ".", file_name);
    enum sam_status status = SAM_OK;
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    *busy = false;
    if (file < 0) {
        status =
            sam_fail_cause(err, SAM_E_IO, errno, _("%s cannot be made: %s"), path, strerror(errno));
    } else if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        ssize_t length = read(file, pid, 31);
        pid[length > 0 ? length : 0] = '\0';
        pid[strcspn(pid, "\n")] = '\0';
        /* It may have taken the lock and not yet written its number. */
        if (pid[0] == '\0') {
            memcpy(pid, "?", sizeof "?");
        }
        *busy = true;
        status = SAM_E_IO;
    } else {
        status = write_number(file, path, err);
    }
    if (status == SAM_OK) {
        *lock = file;
    } else if (file >= 0) {
        close(file);
    }
    free(path);
    return status;
}

enum sam_status sam_source_lock(const char *folder, const char *name, int *lock,
                                struct sam_err *err) {
    char file_name[96];
    char pid[32];
    bool busy = false;
    snprintf(file_name, sizeof file_name, ".collect-%.64s.lock", name);
    enum sam_status status = take(folder, file_name, lock, pid, &busy, err);
    return busy ? sam_fail_cause(err, SAM_E_IO, EWOULDBLOCK,
                                 _("source %s is being collected already, by process %s; wait "
                                   "until that is done"),
                                 name, pid)
                : status;
}

enum sam_status sam_mail_lock(const char *folder, int *lock, struct sam_err *err) {
    char pid[32];
    bool busy = false;
    enum sam_status status = take(folder, ".mail.lock", lock, pid, &busy, err);
    return busy ? sam_fail_cause(err, SAM_E_IO, EWOULDBLOCK,
                                 _("letters of this study are being sent already, by process %s; "
                                   "wait until that is done"),
                                 pid)
                : status;
}

void sam_source_unlock(int lock) {
    close(lock);
}
