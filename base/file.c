#include "base/file.h"

#include "base/memory.h"
#include "base/words.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum sam_status sam_file_read(const char *path, struct sam_buf *buf, struct sam_err *err) {
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        enum sam_status status = errno == ENOENT ? SAM_E_NOT_FOUND : SAM_E_IO;
        return sam_fail_cause(err, status, errno, _("%s: cannot be opened (%s)"), path,
                              strerror(errno));
    }
    char chunk[16384];
    size_t got = 0;
    while ((got = fread(chunk, 1, sizeof chunk, stream)) > 0) {
        if (!sam_buf_append(buf, chunk, got)) {
            break;
        }
    }
    int failure = ferror(stream) ? errno : 0;
    fclose(stream);
    if (failure != 0) {
        return sam_fail_cause(err, SAM_E_IO, failure, _("%s: cannot be read (%s)"), path,
                              strerror(failure));
    }
    if (buf->full) {
        return sam_fail(err, SAM_E_LIMIT, _("%s: larger than the %zu bytes allowed here"), path,
                        buf->limit);
    }
    return SAM_OK;
}

char *sam_path_join(const char *folder, const char *name) {
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') {
        length--;
    }
    size_t size = length + strlen(name) + 2;
    char *path = sam_xmalloc(size);
    const char *slash = length == 1 && folder[0] == '/' ? "" : "/";
    snprintf(path, size, "%.*s%s%s", (int)length, folder, slash, name);
    return path;
}

enum sam_status sam_folder_make(const char *path, struct sam_err *err) {
    char *copy = sam_xstrdup(path);
    int failure = path[0] == '\0' ? ENOENT : 0;
    for (char *slash = copy + 1; failure == 0; slash++) {
        if (*slash != '/' && *slash != '\0') {
            continue;
        }
        char kept = *slash;
        *slash = '\0';
        if (mkdir(copy, 0700) != 0 && errno != EEXIST) {
            failure = errno;
            break;
        }
        *slash = kept;
        if (kept == '\0') {
            break;
        }
    }
    free(copy);
    struct stat status;
    if (failure == 0 && (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))) {
        failure = ENOTDIR;
    }
    if (failure != 0) {
        return sam_fail_cause(err, SAM_E_IO, failure, _("%s: the folder cannot be made (%s)"), path,
                              strerror(failure));
    }
    return SAM_OK;
}

static enum sam_status make_parent(const char *path, struct sam_err *err) {
    const char *slash = strrchr(path, '/');
    if (slash == NULL || slash == path) {
        return SAM_OK;
    }
    char *folder = sam_xstrdup(path);
    folder[slash - path] = '\0';
    enum sam_status status = sam_folder_make(folder, err);
    free(folder);
    return status;
}

enum sam_status sam_new_file_open(struct sam_new_file *file, const char *path,
                                  struct sam_err *err) {
    *file = (struct sam_new_file){0};
    enum sam_status status = make_parent(path, err);
    if (status != SAM_OK) {
        return status;
    }
    size_t size = strlen(path) + 16;
    char *temporary = sam_xmalloc(size);
    snprintf(temporary, size, "%s.new-XXXXXX", path);
    int fd = mkstemp(temporary);
    FILE *stream = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (stream == NULL) {
        status = sam_fail_cause(err, SAM_E_IO, errno, _("%s: cannot be written (%s)"), path,
                                strerror(errno));
        if (fd >= 0) {
            close(fd);
            unlink(temporary);
        }
        free(temporary);
        return status;
    }
    *file = (struct sam_new_file){stream, sam_xstrdup(path), temporary};
    return SAM_OK;
}

static void forget(struct sam_new_file *file) {
    free(file->path);
    free(file->temporary);
    *file = (struct sam_new_file){0};
}

void sam_new_file_discard(struct sam_new_file *file) {
    if (file->stream == NULL) {
        return;
    }
    fclose(file->stream);
    unlink(file->temporary);
    forget(file);
}

enum sam_status sam_new_file_commit(struct sam_new_file *file, struct sam_err *err) {
    assert(file->stream != NULL);
    int failure = 0;
    if (ferror(file->stream) || fflush(file->stream) != 0 || fsync(fileno(file->stream)) != 0) {
        failure = errno != 0 ? errno : EIO;
    }
    if (fclose(file->stream) != 0 && failure == 0) {
        failure = errno;
    }
    if (failure == 0 && rename(file->temporary, file->path) != 0) {
        failure = errno;
    }
    enum sam_status status = SAM_OK;
    if (failure != 0) {
        unlink(file->temporary);
        status = sam_fail_cause(err, SAM_E_IO, failure,
                                _("%s: could not be written whole (%s); the old file, if any, is "
                                  "as it was"),
                                file->path, strerror(failure));
    }
    forget(file);
    return status;
}

enum sam_status sam_file_write(const char *path, const void *data, size_t length,
                               struct sam_err *err) {
    struct sam_new_file file;
    enum sam_status status = sam_new_file_open(&file, path, err);
    if (status != SAM_OK) {
        return status;
    }
    /* A short write sets the stream's error flag, which commit looks at. */
    (void)!fwrite(data, 1, length, file.stream);
    return sam_new_file_commit(&file, err);
}

char *sam_path_folder(const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder = sam_xstrdup(slash != NULL ? path : ".");
    if (slash != NULL) {
        folder[slash == path ? 1 : slash - path] = '\0';
    }
    return folder;
}
