/* Reads a source's next page while the one before is stored: memory is bounded by those two,
 * because no other is begun before the one that was read is taken. */
#ifndef SAM_COLLECT_AHEAD_H
#define SAM_COLLECT_AHEAD_H

#include "collect/source.h"

struct sam_ahead;

/* What is done with a page in the thread that read it; fails as reading it would. */
typedef enum sam_status sam_page_work(struct sam_page *page, void *context, struct sam_err *err);

/* Starts reading pages from state, in a thread that uses it alone until sam_ahead_stop; work may be
 * NULL. */
enum sam_status sam_ahead_start(const struct sam_platform *platform, void *state,
                                sam_page_work *work, void *context, struct sam_ahead **ahead,
                                struct sam_err *err) SAM_MUST_CHECK;
/* Waits for the next page and puts it in page's place (initialised; what it held is gone). What
 * reading it came to is the result; after a failure, or a page without more, there is no next. */
enum sam_status sam_ahead_next(struct sam_ahead *ahead, struct sam_page *page,
                               struct sam_err *err) SAM_MUST_CHECK;
/* Ends the thread, after the request it is in, and frees. */
void sam_ahead_stop(struct sam_ahead *ahead);

#endif
