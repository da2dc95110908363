/* The evaluator's login: one password for the study, and sessions.
 *
 *   (1) of the password an Argon2id hash (libsodium) is kept, which takes 32 MiB and about a tenth
 *       of a second to check; another password ends all sessions
 *   (2) a session is 128 bits from the kernel in a cookie; the store has a keyed hash of it
 *   (3) it ends after an hour without a request, after twelve hours anyhow, and by logging out */
#ifndef SAM_FORM_LOGIN_H
#define SAM_FORM_LOGIN_H

#include "base/err.h"
#include "store/store.h"

#include <stdbool.h>
#include <time.h>

enum { SAM_PASSWORD_LEAST = 12, SAM_PASSWORD_MOST = 1024, SAM_SESSION_TEXT = 27 };
enum { SAM_SESSION_IDLE = 3600, SAM_SESSION_LONGEST = 12 * 3600, SAM_SESSION_TOUCH = 60 };

/* Sets the password; opens its own transaction. SAM_E_INPUT when it is too short or too long. */
enum sam_status sam_password_set(struct sam_store *store, const char *password,
                                 struct sam_err *err) SAM_MUST_CHECK;

enum sam_password { SAM_PASSWORD_NONE, SAM_PASSWORD_WRONG, SAM_PASSWORD_RIGHT };
enum sam_status sam_password_check(struct sam_store *store, const char *password,
                                   enum sam_password *what, struct sam_err *err) SAM_MUST_CHECK;

/* Letters for a cookie: of a session, or of somebody who hasn't logged in yet. */
enum sam_status sam_session_text(char text[SAM_SESSION_TEXT], struct sam_err *err) SAM_MUST_CHECK;

/* Within a transaction. */
enum sam_status sam_session_begin(struct sam_store *store, const char *text, time_t now,
                                  struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_session_end(struct sam_store *store, const char *text,
                                struct sam_err *err) SAM_MUST_CHECK;
/* Notes that it is used (more than SAM_SESSION_TOUCH seconds after the last time). */
enum sam_status sam_session_touch(struct sam_store *store, const char *text, time_t now,
                                  struct sam_err *err) SAM_MUST_CHECK;

/* *open: is it a session, and not over? *touch: sam_session_touch is due. */
enum sam_status sam_session_look(struct sam_store *store, const char *text, time_t now, bool *open,
                                 bool *touch, struct sam_err *err) SAM_MUST_CHECK;

#endif
