/* The evaluator's password and sessions: of both only hashes are kept. */
#ifndef SAM_STORE_SESSION_H
#define SAM_STORE_SESSION_H

#include "store/store.h"

enum { SAM_SESSION_HASH = 32 };

/* Appends the hash of the password as it was stored; nothing if there is none. */
enum sam_status sam_store_password(struct sam_store *store, struct sam_buf *hash,
                                   struct sam_err *err) SAM_MUST_CHECK;
/* Replaces it, and ends all sessions. All of these that write are within a transaction. */
enum sam_status sam_store_password_set(struct sam_store *store, const char *hash,
                                       struct sam_err *err) SAM_MUST_CHECK;

struct sam_session {
    time_t started, seen;
};
/* Begins a session, and forgets those that were last seen before `oldest`. */
enum sam_status sam_store_session_put(struct sam_store *store, const uint8_t hash[SAM_SESSION_HASH],
                                      time_t now, time_t oldest,
                                      struct sam_err *err) SAM_MUST_CHECK;
/* *found false if there is none. */
enum sam_status sam_store_session_find(struct sam_store *store,
                                       const uint8_t hash[SAM_SESSION_HASH],
                                       struct sam_session *session, bool *found,
                                       struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_store_session_seen(struct sam_store *store,
                                       const uint8_t hash[SAM_SESSION_HASH], time_t now,
                                       struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_store_session_end(struct sam_store *store, const uint8_t hash[SAM_SESSION_HASH],
                                      struct sam_err *err) SAM_MUST_CHECK;

#endif
