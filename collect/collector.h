/* The engine behind sam_collect and sam_import: a source's pages into the store. */
#ifndef SAM_COLLECT_COLLECTOR_H
#define SAM_COLLECT_COLLECTOR_H

#include "base/dictionary.h"
#include "collect/collect.h"
#include "collect/source.h"

struct sam_collector {
    const struct sam_study *study;
    const struct sam_source *source;
    const struct sam_instruments *instruments;
    struct sam_store *store;
    const struct sam_collect_options *options;
    struct sam_run *run;         /* its counts are kept */
    size_t wave;                 /* of responses that name none, or SAM_NONE */
    struct sam_pass pass;        /* filled in but for full, cursor and open_ids */
    struct sam_dictionary *seen; /* ids of a full pass; NULL otherwise */
    struct sam_dictionary *refused;
    struct sam_dictionary *taken; /* respondents whose rows an import took; NULL otherwise */
    size_t early;                 /* records dated before their wave opens */
    int64_t before;               /* the store's last change before this run */
    bool any_erased;              /* something was erased here, ever */
    bool told_erased;             /* that the source has what was erased here */
    bool watched;                 /* the questions were looked at in this run */
    bool unsure;                  /* the last list may have passed something over */
    pthread_mutex_t telling;      /* notices come from the thread that reads ahead too */
};

/* Fetches new and changed records from where the cursor is. */
enum sam_status sam_collector_incremental(struct sam_collector *c,
                                          struct sam_err *err) SAM_MUST_CHECK;
/* Fetches everything, and withdraws what two complete lists in a row don't have. */
enum sam_status sam_collector_full(struct sam_collector *c, struct sam_err *err) SAM_MUST_CHECK;

/* After an import: what an earlier one set aside of people whose rows were taken now, and was not
 * refused again, is dropped. *dropped counts. Opens its own transaction. */
enum sam_status sam_quarantine_settle(const struct sam_collector *c, size_t *dropped,
                                      struct sam_err *err) SAM_MUST_CHECK;

#endif
