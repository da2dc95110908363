#include "collect/secret.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/words.h"
#include "collect/secret_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *sam_path_in_study(const char *folder, const char *path) {
    return path[0] == '/' || folder == NULL || folder[0] == '\0' ? sam_xstrdup(path)
                                                                 : sam_path_join(folder, path);
}

void sam_secret_cover(const struct sam_secret *secret, char *text) {
    size_t length = strlen(secret->text);
    /* What is shorter is no secret, and would spoil the message. */
    for (char *at = text; length >= 4 && (at = strstr(at, secret->text)) != NULL; at += length) {
        memset(at, '*', length);
    }
}

void sam_secret_wipe(struct sam_secret *secret) {
    explicit_bzero(secret, sizeof *secret);
}

/* The permissions are looked at on the open file, so that it can't be swapped in between. */
static enum sam_status read_file(struct sam_secret *secret, const char *path, struct sam_err *err) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return sam_fail_cause(err, SAM_E_AUTH, errno,
                              _("secret file %s cannot be opened: %s; make it, with the secret as "
                                "its only line"),
                              path, strerror(errno));
    }
    struct stat about;
    enum sam_status status = SAM_OK;
    ssize_t length = -1;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
        status = sam_fail(err, SAM_E_AUTH, _("secret file %s is no ordinary file"), path);
    } else if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        status = sam_fail(err, SAM_E_AUTH, _("secret file %s is open to others; run: chmod 600 %s"),
                          path, path);
    } else if ((length = read(file, secret->text, SAM_SECRET_LIMIT)) < 0 ||
               length == SAM_SECRET_LIMIT) {
        status = sam_fail(err, SAM_E_AUTH, _("secret file %s cannot be read or is too long"), path);
    }
    secret->text[length < 0 ? 0 : length] = '\0';
    close(file);
    return status;
}

static enum sam_status read_variable(struct sam_secret *secret, const char *name,
                                     struct sam_err *err) {
    const char *value = getenv(name);
    if (value == NULL || value[0] == '\0') {
        return sam_fail(err, SAM_E_AUTH,
                        _("the environment variable %s is not set; it must hold the source's "
                          "secret"),
                        name);
    }
    size_t length = strlen(value);
    if (length > SAM_SECRET_LIMIT) {
        return sam_fail(err, SAM_E_AUTH, _("the environment variable %s is too long"), name);
    }
    memcpy(secret->text, value, length + 1);
    return SAM_OK;
}

enum sam_status sam_secret_read(struct sam_secret *secret, const struct sam_source *source,
                                const char *folder, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    secret->text[0] = '\0';
    if (source->secret_env == NULL && source->secret_file == NULL && source->secret_store == NULL) {
        return SAM_OK;
    }
    if (source->secret_env != NULL) {
        status = read_variable(secret, source->secret_env, err);
    } else if (source->secret_store != NULL) {
        status = sam_secret_store_read(secret, source->secret_store, err);
    } else {
        char *path = sam_path_in_study(folder, source->secret_file);
        status = read_file(secret, path, err);
        free(path);
    }
    size_t length = strlen(secret->text);
    while (length > 0 && strchr("\r\n", secret->text[length - 1]) != NULL) {
        secret->text[--length] = '\0';
    }
    if (status == SAM_OK && (length == 0 || strpbrk(secret->text, "\r\n") != NULL)) {
        status =
            sam_fail(err, SAM_E_AUTH, _("the secret of source %s must be one line"), source->name);
    }
    if (status != SAM_OK) {
        sam_secret_wipe(secret);
    }
    return status;
}
