/* What is needed to ask a source anything: its secret, an HTTP client set up as study.json says,
 * and a mapper. */
#ifndef SAM_COLLECT_CONNECTION_H
#define SAM_COLLECT_CONNECTION_H

#include "collect/collect.h"
#include "collect/source.h"

struct sam_connection {
    struct sam_http http;
    struct sam_secret secret;
    struct sam_mapper *mapper;
    char *ca_file;
    struct sam_zone *zone;
};

/* connection is all zero, but for the secret, which may have been read. */
enum sam_status sam_connection_open(struct sam_connection *connection,
                                    const struct sam_study *study, const struct sam_source *source,
                                    const struct sam_questionnaire *questionnaire,
                                    const struct sam_collect_options *options,
                                    struct sam_err *err) SAM_MUST_CHECK;
/* Wipes the secret; fine when it was never opened. */
void sam_connection_close(struct sam_connection *connection);

#endif
