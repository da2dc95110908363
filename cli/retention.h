/* Personal data kept longer than study.json says ("erase_after" of a wave). */
#ifndef SAM_CLI_RETENTION_H
#define SAM_CLI_RETENTION_H

#include "model/study.h"
#include "store/store.h"

/* How much of a wave is still there though its erase_after is past: 0 when nothing is, or it isn't
 * past. Names and addresses (also those in study.json) count when no wave may keep them any more.
 * store: NULL when there is none. today: "2026-11-28". */
enum sam_status sam_retention_left(const struct sam_study *study, struct sam_store *store,
                                   size_t wave, const char *today, int64_t *left,
                                   struct sam_err *err) SAM_MUST_CHECK;

#endif
