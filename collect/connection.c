#include "collect/connection.h"

#include <stdlib.h>
#include <string.h>

/* A file needs no connection. */
static bool is_local(const struct sam_source *source) {
    return source->type == SAM_SOURCE_CSV && strncmp(source->url, "http://", 7) != 0 &&
           strncmp(source->url, "https://", 8) != 0;
}

enum sam_status sam_connection_open(struct sam_connection *connection,
                                    const struct sam_study *study, const struct sam_source *source,
                                    const struct sam_questionnaire *questionnaire,
                                    const struct sam_collect_options *options,
                                    struct sam_err *err) {
    struct sam_http *http = &connection->http;
    enum sam_status status = is_local(source) ? SAM_OK : sam_http_open(http, err);
    if (status != SAM_OK) {
        return status;
    }
    if (source->ca_file != NULL) {
        connection->ca_file = sam_path_in_study(study->folder, source->ca_file);
    }
    http->ca_file = connection->ca_file;
    http->insecure_http = source->insecure_http;
    http->pool = options->pool;
    http->stop = options->stop;
    http->context = options->context;
    http->second_ms = options->second_ms > 0 ? options->second_ms : http->second_ms;
    connection->mapper =
        sam_mapper_new(source, questionnaire, source->type == SAM_SOURCE_LIMESURVEY);
    sam_mapper_tells_blank(connection->mapper, source->type == SAM_SOURCE_JSON ||
                                                   source->type == SAM_SOURCE_FORMBRICKS);
    if (source->time_zone != NULL) {
        status = sam_zone_open(source->time_zone, &connection->zone, err);
        sam_mapper_use_zone(connection->mapper, connection->zone);
    }
    return status;
}

void sam_connection_close(struct sam_connection *connection) {
    sam_http_close(&connection->http);
    sam_mapper_free(connection->mapper);
    sam_secret_wipe(&connection->secret);
    sam_zone_close(connection->zone);
    free(connection->ca_file);
    connection->zone = NULL;
    connection->mapper = NULL;
    connection->ca_file = NULL;
}
