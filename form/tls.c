#include "form/tls.h"

#include "base/file.h"
#include "base/words.h"
#include "form/httpd.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

enum { PEM_LIMIT = 256 * 1024 };

void sam_tls_init(struct sam_tls *tls) {
    sam_buf_init(&tls->certificate, PEM_LIMIT);
    sam_buf_init(&tls->key, PEM_LIMIT);
}

void sam_tls_fini(struct sam_tls *tls) {
    if (tls->key.data != NULL) {
        sodium_memzero(tls->key.data, tls->key.capacity);
    }
    sam_buf_fini(&tls->certificate);
    sam_buf_fini(&tls->key);
}

static enum sam_status read_pem(const char *path, const char *what, struct sam_buf *into,
                                struct sam_err *err) {
    enum sam_status status = sam_file_read(path, into, err);
    if (status == SAM_OK &&
        (memchr(into->data, '\0', into->length) != NULL || strstr(into->data, what) == NULL)) {
        status = sam_fail(err, SAM_E_INPUT, _("%s: no \"%s\" is in it; give a file in PEM format"),
                          path, what);
    }
    return status;
}

static enum sam_status check_key_file(const char *path, struct sam_err *err) {
    struct stat info;
    if (stat(path, &info) == 0 && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return sam_fail(err, SAM_E_AUTH,
                        _("%s: others than its owner may use this key; run \"chmod 600 %s\""), path,
                        path);
    }
    return SAM_OK;
}

enum sam_status sam_tls_read(const char *certificate_path, const char *key_path,
                             struct sam_tls *out, struct sam_err *err) {
    if (certificate_path == NULL && key_path == NULL) {
        return SAM_OK;
    }
    if (certificate_path == NULL || key_path == NULL) {
        return sam_fail(err, SAM_E_USAGE,
                        _("--tls-cert and --tls-key are needed together: the certificate and its "
                          "key"));
    }
    enum sam_status status = sam_httpd_load(err);
    if (status != SAM_OK) {
        return status;
    }
    if (MHD_is_feature_supported(MHD_FEATURE_TLS) != MHD_YES) {
        return sam_fail(err, SAM_E_USAGE,
                        _("the libmicrohttpd of this machine was built without TLS; install one "
                          "that has it, or let a proxy do TLS"));
    }
    status = read_pem(certificate_path, "-----BEGIN CERTIFICATE-----", &out->certificate, err);
    if (status == SAM_OK) {
        status = check_key_file(key_path, err);
    }
    if (status == SAM_OK) {
        status = read_pem(key_path, "PRIVATE KEY-----", &out->key, err);
    }
    if (status == SAM_OK && strstr(out->key.data, "ENCRYPTED") != NULL) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("%s: this key has a password; give one without (openssl pkey -in FILE "
                            "-out NEW)"),
                          key_path);
    }
    return status;
}
