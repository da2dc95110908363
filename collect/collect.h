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
 *   (6) every run is recorded with what it did, also when it fails; one that a server broke off by
 *       its limits is "incomplete" and goes on the next time
 *   (7) a source that refuses who we are isn't asked again before its settings or secret change, or
 *       try_again: wrong passwords lock out everybody at the same address
 *   (8) responses dated before their wave opens are tests: left out, and counted in a notice */
#ifndef SAM_COLLECT_COLLECT_H
#define SAM_COLLECT_COLLECT_H

#include "base/err.h"
#include "model/instruments.h"
#include "model/study.h"
#include "store/store.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct sam_http_pool;

struct sam_collect_options {
    bool full;
    bool accept_withdrawals;
    /* Told of progress (a page stored) and of what the evaluator should know; may be NULL. */
    void (*progress)(void *context, const char *source, size_t fetched);
    void (*notice)(void *context, const char *message);
    void *context;
    /* Polled between requests; true ends the run with SAM_E_STOPPED after the page in hand. */
    bool (*stop)(void *context);
    bool try_again;      /* also after a refusal */
    bool ignore_unknown; /* csv: pass over columns that mean nothing instead of refusing the file */
    int second_ms; /* how long a second of waiting before a repeat lasts; 0: 1000 (for tests) */
    size_t space;  /* bytes that must be free on the disk before a run; 0: 32 MiB */
    struct sam_http_pool *pool; /* transfers go through it; NULL: each by itself */
    pthread_mutex_t *writing;   /* held while a page is stored; NULL: nobody else stores */
};

/* Collects one source of the study (index into study->sources). *run says what was done, also on
 * failure; its strings live as long as study, its message in err. */
enum sam_status sam_collect(const struct sam_study *study, size_t source,
                            const struct sam_instruments *instruments, struct sam_store *store,
                            const struct sam_collect_options *options, struct sam_run *run,
                            struct sam_err *err) SAM_MUST_CHECK;

/* One source of several, and what became of it. */
struct sam_collected {
    size_t source; /* index into study->sources */
    struct sam_run run;
    enum sam_status status;
    struct sam_err err;
};

/* Collects all of these at once, each with a connection of its own to the study's store (which must
 * be there, and in line with the study); what one comes to stops no other. At most two connections
 * go to one host. Callbacks are called by one thread at a time. */
void sam_collect_all(const struct sam_study *study, const struct sam_instruments *instruments,
                     const struct sam_collect_options *options, struct sam_collected *collected,
                     size_t count);

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
