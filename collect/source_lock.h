/* One collector per source at a time, and one sender of letters: a lock on STUDY/.collect-NAME.lock
 * or STUDY/.mail.lock that the system lets go of when the process ends, however it ends. */
#ifndef SAM_COLLECT_SOURCE_LOCK_H
#define SAM_COLLECT_SOURCE_LOCK_H

#include "base/err.h"

/* *lock is for sam_source_unlock. SAM_E_IO when another process has it, named in the message. */
enum sam_status sam_source_lock(const char *folder, const char *name, int *lock,
                                struct sam_err *err) SAM_MUST_CHECK;
/* The same for who sends letters. */
enum sam_status sam_mail_lock(const char *folder, int *lock, struct sam_err *err) SAM_MUST_CHECK;
void sam_source_unlock(int lock);

#endif
