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

enum { HOLDER = 96 };

/* The machine too: a study may stand on a disk that several share. */
static enum sam_status write_holder(int file, const char *path, struct sam_err *err) {
    char host[64] = "";
    char holder[HOLDER];
    if (gethostname(host, sizeof host - 1) != 0 || host[0] == '\0') {
        memcpy(host, "?", sizeof "?");
    }
    snprintf(holder, sizeof holder, "%ld %s\n", (long)getpid(), host);
    if (ftruncate(file, 0) != 0 || write(file, holder, strlen(holder)) != (ssize_t)strlen(holder)) {
        return sam_fail_cause(err, SAM_E_IO, errno, _("%s cannot be written: %s"), path,
                              strerror(errno));
    }
    return SAM_OK;
}

/* The file stays behind: removing it could take away the lock of a process that just opened it.
 * *busy: another process has it: its number and machine are written to holder. */
static enum sam_status take(const char *folder, const char *file_name, int *lock,
                            char holder[HOLDER], bool *busy, struct sam_err *err) {
    char *path = sam_path_join(folder != NULL && folder[0] != '\0' ? folder : ".", file_name);
    enum sam_status status = SAM_OK;
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    *busy = false;
    if (file < 0) {
        status =
            sam_fail_cause(err, SAM_E_IO, errno, _("%s cannot be made: %s"), path, strerror(errno));
    } else if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        ssize_t length = read(file, holder, HOLDER - 1);
        holder[length > 0 ? length : 0] = '\0';
        holder[strcspn(holder, "\n")] = '\0';
        /* It may have taken the lock and not yet written who it is. */
        if (holder[0] == '\0') {
            memcpy(holder, "? ?", sizeof "? ?");
        }
        *busy = true;
        status = SAM_E_IO;
    } else {
        status = write_holder(file, path, err);
    }
    if (status == SAM_OK) {
        *lock = file;
    } else if (file >= 0) {
        close(file);
    }
    free(path);
    return status;
}

static const char *machine(const char *holder) {
    const char *blank = strchr(holder, ' ');
    return blank != NULL ? blank + 1 : "?";
}

enum sam_status sam_source_lock(const char *folder, const char *name, int *lock,
                                struct sam_err *err) {
    char file_name[96];
    char holder[HOLDER];
    bool busy = false;
    snprintf(file_name, sizeof file_name, ".collect-%.64s.lock", name);
    enum sam_status status = take(folder, file_name, lock, holder, &busy, err);
    return busy ? sam_fail_cause(
                      err, SAM_E_IO, EWOULDBLOCK,
                      _("source %s is being collected already, by process %.*s of machine "
                        "%s; wait until that is done"),
                      name, (int)strcspn(holder, " "), holder, machine(holder))
                : status;
}

enum sam_status sam_mail_lock(const char *folder, int *lock, struct sam_err *err) {
    char holder[HOLDER];
    bool busy = false;
    enum sam_status status = take(folder, ".mail.lock", lock, holder, &busy, err);
    return busy ? sam_fail_cause(
                      err, SAM_E_IO, EWOULDBLOCK,
                      _("letters of this study are being sent already, by process %.*s of "
                        "machine %s; wait until that is done"),
                      (int)strcspn(holder, " "), holder, machine(holder))
                : status;
}

void sam_source_unlock(int lock) {
    close(lock);
}
