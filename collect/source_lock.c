#include "collect/source_lock.h"

#include "base/file.h"
#include "base/words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* The file stays behind: removing it could take away the lock of a process that just opened it. */
enum sam_status sam_source_lock(const char *folder, const char *name, int *lock,
                                struct sam_err *err) {
    char file_name[96];
    char pid[32] = "";
    snprintf(file_name, sizeof file_name, ".collect-%.64s.lock", name);
    char *path = sam_path_join(folder != NULL && folder[0] != '\0' ? folder : ".", file_name);
    enum sam_status status = SAM_OK;
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        status =
            sam_fail_cause(err, SAM_E_IO, errno, _("%s cannot be made: %s"), path, strerror(errno));
    } else if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        ssize_t length = read(file, pid, sizeof pid - 1);
        pid[length > 0 ? length : 0] = '\0';
        pid[strcspn(pid, "\n")] = '\0';
        /* It may have taken the lock and not yet written its number. */
        status = sam_fail_cause(err, SAM_E_IO, EWOULDBLOCK,
                                _("source %s is being collected already, by process %s; wait until "
                                  "that is done"),
                                name, pid[0] != '\0' ? pid : "?");
        close(file);
    } else {
        snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
        if (ftruncate(file, 0) != 0 || write(file, pid, strlen(pid)) != (ssize_t)strlen(pid)) {
            status = sam_fail_cause(err, SAM_E_IO, errno, _("%s cannot be written: %s"), path,
                                    strerror(errno));
            close(file);
        } else {
            *lock = file;
        }
    }
    free(path);
    return status;
}

void sam_source_unlock(int lock) {
    close(lock);
}
