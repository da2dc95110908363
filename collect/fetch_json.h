/* A JSON document over HTTP. */
#ifndef SAM_COLLECT_FETCH_JSON_H
#define SAM_COLLECT_FETCH_JSON_H

#include "collect/http.h"

#include <cjson/cJSON.h>

/* Fetches and parses; *tree is the caller's to cJSON_Delete. What came with a good status and is no
 * whole JSON document is asked for again twice, because a server that streams may break off; then
 * SAM_E_REMOTE with the first words of what came. */
enum sam_status sam_fetch_json(struct sam_http *http, const struct sam_http_request *request,
                               cJSON **tree, struct sam_err *err) SAM_MUST_CHECK;

#endif
