#include "form/form_private.h"

#include "base/json_writer.h"
#include "base/words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void sam_reply_init(struct sam_reply *reply) {
    *reply = (struct sam_reply){0};
    sam_buf_init(&reply->body, SAM_PAGE_BYTES);
}

void sam_reply_fini(struct sam_reply *reply) {
    sam_buf_fini(&reply->body);
}

void sam_reply_error(struct sam_reply *reply, unsigned status, const char *code, const char *reason,
                     const char *message) {
    struct sam_json json;
    sam_buf_clear(&reply->body);
    sam_json_to_buf(&json, &reply->body, 0);
    sam_json_object(&json, NULL);
    sam_json_object(&json, "error");
    sam_json_string(&json, "code", code);
    if (reason != NULL) {
        sam_json_string(&json, "reason", reason);
    }
    sam_json_string(&json, "message", message);
    sam_json_object_end(&json);
    sam_json_object_end(&json);
    reply->status = status;
}

void sam_reply_store_failed(struct sam_reply *reply, const struct sam_err *err) {
    /* The store's own words name files of this machine, which are no stranger's business. */
    sam_reply_error(reply, MHD_HTTP_SERVICE_UNAVAILABLE, "store", NULL,
                    _("the answers can't be stored or read at this moment; nothing was saved, "
                      "please try again later"));
    memcpy(reply->note, err->text, sizeof reply->note);
}

static const char *const always[][2] = {
    {MHD_HTTP_HEADER_CONTENT_TYPE, "application/json; charset=utf-8"},
    {MHD_HTTP_HEADER_CACHE_CONTROL, "no-store"},
    {"X-Content-Type-Options", "nosniff"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Referrer-Policy", "no-referrer"},
};

static void add_headers(struct MHD_Response *response, unsigned status) {
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        MHD_add_response_header(response, always[i][0], always[i][1]);
    }
    switch (status) {
    case MHD_HTTP_UNAUTHORIZED:
        MHD_add_response_header(response, MHD_HTTP_HEADER_WWW_AUTHENTICATE,
                                "Bearer realm=\"samenscan\"");
        break;
    case MHD_HTTP_METHOD_NOT_ALLOWED:
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, POST");
        break;
    case MHD_HTTP_SERVICE_UNAVAILABLE:
        MHD_add_response_header(response, MHD_HTTP_HEADER_RETRY_AFTER, "10");
        break;
    default:
        break;
    }
}

enum MHD_Result sam_reply_send(struct sam_reply *reply, struct MHD_Connection *connection) {
    assert(reply->status != 0);
    size_t length = reply->body.length;
    char *bytes = sam_buf_take(&reply->body);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(length, bytes, MHD_RESPMEM_MUST_FREE);
    if (response == NULL) {
        free(bytes);
        return MHD_NO;
    }
    add_headers(response, reply->status);
    enum MHD_Result result = MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    return result;
}
