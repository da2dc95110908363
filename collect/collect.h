/* Answers fetched elsewhere, into the store.
 *
 *   (1) one transaction per page fetched, the cursor in it: a kill loses and doubles nothing
 *   (2) incremental: only what is new or changed since the cursor, and every response that was
 *       still incomplete; full: all records, and those the source no longer has are withdrawn
 *   (3) withdrawal only after two complete lists in a row without the record, never after a failed
 *       or short one, and refused when more than a fifth (and at least five) vanish at once, unless
 *       accept_withdrawals
 *   (4) refused responses go to quarantine; those there are tried again at the end of every run
 *   (5) one collector per source at a time: a lock on the source; a second one is told who has it
 *   (6) every run is recorded with what it did, also when it fails */
#ifndef SAM_COLLECT_COLLECT_H
#define SAM_COLLECT_COLLECT_H

#include "base/err.h"
#include "model/instruments.h"
#include "model/study.h"
#include "store/store.h"

#include <stdbool.h>
#include <stddef.h>

struct sam_collect_options {
    bool full;
    bool accept_withdrawals;
    /* Told of progress (a page stored) and of what the evaluator should know; may be NULL. */
    void (*progress)(void *context, const char *source, size_t fetched);
    void (*notice)(void *context, const char *message);
    void *context;
    /* Polled between requests; true ends the run with SAM_E_STOPPED after the page in hand. */
    bool (*stop)(void *context);
    bool ignore_unknown; /* csv: pass over columns that mean nothing instead of refusing the file */
    int second_ms; /* how long a second of waiting before a repeat lasts; 0: 1000 (for tests) */
};

/* Collects one source of the study (index into study->sources). *run says what was done, also on
 * failure; its strings live as long as study, its message in err. */
enum sam_status sam_collect(const struct sam_study *study, size_t source,
                            const struct sam_instruments *instruments, struct sam_store *store,
                            const struct sam_collect_options *options, struct sam_run *run,
                            struct sam_err *err) SAM_MUST_CHECK;

/* Imports a response file through the same code, as the source "file" or, with source not
 * SAM_NONE, as that csv source with its mappings. wave: for rows that name none, may be NULL. */
enum sam_status sam_import(const struct sam_study *study, size_t source, const char *path,
                           const char *wave, const struct sam_instruments *instruments,
                           struct sam_store *store, const struct sam_collect_options *options,
                           struct sam_run *run, struct sam_err *err) SAM_MUST_CHECK;

/* Tries everything in quarantine again; *accepted and *refused count. */
enum sam_status sam_quarantine_retry(const struct sam_study *study,
                                     const struct sam_instruments *instruments,
                                     struct sam_store *store, size_t *accepted, size_t *refused,
                                     struct sam_err *err) SAM_MUST_CHECK;

#endif
