/* How often an address may do something: a bucket each that fills at a steady rate and that every
 * try takes from. The table has a fixed size; when it is full, who has been behaving longest is
 * forgotten first, so that no flood of addresses frees one that is being held back. */
#ifndef SAM_FORM_LIMITER_H
#define SAM_FORM_LIMITER_H

#include <stddef.h>

struct sam_limiter;

/* burst: what a bucket holds, and begins with; per_second: how much comes back. addresses: how many
 * are remembered. */
struct sam_limiter *sam_limiter_new(double burst, double per_second, size_t addresses);
void sam_limiter_free(struct sam_limiter *limiter);

/* Takes cost from the address's bucket. 0: allowed. Else nothing was taken, and these many seconds
 * (1 or more) must pass first. now: seconds on a clock that never goes back. Of an IPv6 address the
 * network of 64 bits counts. Thread-safe. */
unsigned sam_limiter_take(struct sam_limiter *limiter, const char *address, double cost,
                          double now);
/* Fills the bucket up again: it turned out to be somebody who may. */
void sam_limiter_forgive(struct sam_limiter *limiter, const char *address);

/* Seconds since the machine was started. */
double sam_limiter_now(void);

#endif
