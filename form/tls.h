/* The certificate and key with which the server speaks TLS itself. */
#ifndef SAM_FORM_TLS_H
#define SAM_FORM_TLS_H

#include "base/buf.h"
#include "base/err.h"

/* TLS 1.2 and 1.3, in GnuTLS's words. */
#define SAM_TLS_PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

struct sam_tls {
    struct sam_buf certificate, key; /* PEM; "" when there is no TLS */
};

/* Reads both files: the certificate with those that signed it behind it, and its key without a
 * password. SAM_E_USAGE when one is named without the other or this libmicrohttpd has no TLS;
 * SAM_E_AUTH when others than its owner may read the key; SAM_E_INPUT when a file isn't PEM. */
enum sam_status sam_tls_read(const char *certificate_path, const char *key_path,
                             struct sam_tls *out, struct sam_err *err) SAM_MUST_CHECK;
void sam_tls_init(struct sam_tls *tls);
/* Wipes the key. */
void sam_tls_fini(struct sam_tls *tls);

#endif
