/* Transfers of several clients at once, over one libcurl multi handle in a thread of its own.
 *   (1) at most per_host connections to one host at a time, whoever asks: the rest wait their turn
 *   (2) connections are kept and shared between clients of one host */
#ifndef SAM_COLLECT_HTTP_POOL_H
#define SAM_COLLECT_HTTP_POOL_H

#include "base/err.h"

struct sam_http_pool;

enum sam_status sam_http_pool_start(int per_host, struct sam_http_pool **pool,
                                    struct sam_err *err) SAM_MUST_CHECK;
/* No transfer may be going on. */
void sam_http_pool_stop(struct sam_http_pool *pool);

/* As curl_easy_perform(easy), from any thread; returns the CURLcode. */
int sam_http_pool_perform(struct sam_http_pool *pool, void *easy);

#endif
