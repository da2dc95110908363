/* A secret in the desktop's secret store (GNOME Keyring, KWallet), through the program secret-tool
 * of libsecret, which is there or not: nothing of samenscan leans on it. Put it there with
 *   secret-tool store --label='samenscan NAME' samenscan NAME */
#ifndef SAM_COLLECT_SECRET_STORE_H
#define SAM_COLLECT_SECRET_STORE_H

#include "collect/secret.h"

/* Looks up the secret with attribute samenscan = name. SAM_E_AUTH when secret-tool is not
 * installed, or the store has no such secret or stays locked. */
enum sam_status sam_secret_store_read(struct sam_secret *secret, const char *name,
                                      struct sam_err *err) SAM_MUST_CHECK;

#endif
