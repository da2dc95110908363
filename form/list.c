#include "form/form_private.h"

#include "base/json_writer.h"
#include "base/number.h"
#include "base/words.h"
#include "model/response_json.h"

#include <stdio.h>
#include <string.h>

enum { LIMIT_MAX = 1000, LIMIT_DEFAULT = 500 };

/* What is asked for: ?since=CURSOR&limit=N */
struct query {
    long long since, limit;
    const char *wrong; /* the message of the first thing wrong, or NULL */
};

static void read_parameter(struct query *query, const struct sam_field *field) {
    long long number = -1;
    bool whole = sam_number_whole(field->value, strlen(field->value), &number) && number >= 0;
    if (strcmp(field->name, "since") == 0) {
        query->since = number;
        query->wrong = whole ? query->wrong
                             : _("\"since\" must be the \"next\" of an earlier answer; leave it "
                                 "out to begin at the beginning");
    } else if (strcmp(field->name, "limit") == 0) {
        query->limit = number;
        if (!whole || number < 1 || number > LIMIT_MAX) {
            query->wrong = _("\"limit\" must be a whole number from 1 to 1000");
        }
    } else {
        query->wrong = _("only \"since\" and \"limit\" may be asked for, each once");
    }
}

/* A page being written. */
struct page {
    struct sam_web *web;
    struct sam_json json;
    struct sam_buf *out;
    struct sam_buf withdrawn; /* ids, each with its NUL */
    struct sam_buf id;        /* of the response being written */
    const struct sam_questionnaire *questionnaire;
};

static bool write_one(const struct sam_stored *stored, void *context) {
    struct page *page = context;
    /* Ids are unique within a source; what came in by import or collect keeps its source's name. */
    struct sam_response response = stored->response;
    if (strcmp(stored->source, SAM_FORM_SOURCE) != 0) {
        sam_buf_clear(&page->id);
        sam_buf_printf(&page->id, "%s:%s", stored->source, response.record_id);
        response.record_id = page->id.data;
    }
    if (stored->state == SAM_STATE_WITHDRAWN) {
        sam_buf_append(&page->withdrawn, response.record_id, strlen(response.record_id) + 1);
    } else {
        sam_response_to_json(&page->json, NULL, page->questionnaire, &response);
    }
    return !page->out->full;
}

static bool seen_before(const struct sam_instruments *instruments, size_t wave) {
    for (size_t i = 0; i < wave; i++) {
        if (instruments->of_wave[i] == instruments->of_wave[wave]) {
            return true;
        }
    }
    return false;
}

static enum sam_status write_responses(struct page *page, int64_t since, int64_t last,
                                       struct sam_err *err) {
    const struct sam_instruments *instruments = page->web->instruments;
    struct sam_store_query query = {.after_change = since,
                                    .up_to_change = last,
                                    .with_withdrawn = true,
                                    .with_incomplete = true};
    enum sam_status status = SAM_OK;
    for (size_t wave = 0; wave < instruments->wave_count && status == SAM_OK && last > since;
         wave++) {
        if (!seen_before(instruments, wave)) {
            page->questionnaire = instruments->of_wave[wave];
            status = sam_store_visit(page->web->store, page->questionnaire, &query, write_one, page,
                                     err);
        }
    }
    return status;
}

static void write_end(struct page *page, int64_t last, bool more) {
    char next[SAM_NUMBER_SIZE];
    sam_json_array_end(&page->json);
    sam_json_array(&page->json, "withdrawn");
    for (size_t at = 0; at < page->withdrawn.length; at += strlen(page->withdrawn.data + at) + 1) {
        sam_json_string(&page->json, NULL, page->withdrawn.data + at);
    }
    sam_json_array_end(&page->json);
    snprintf(next, sizeof next, "%lld", (long long)last);
    sam_json_string(&page->json, "next", next);
    sam_json_bool(&page->json, "more", more);
    sam_json_object_end(&page->json);
}

/* A page with all responses to `limit`; out->full when it would be larger than a page may be. */
static enum sam_status write_page(struct sam_web *web, int64_t since, size_t limit,
                                  struct sam_buf *out, struct sam_err *err) {
    struct page page = {.web = web, .out = out};
    int64_t last = since;
    bool more = false;
    enum sam_status status = sam_store_page(web->store, NULL, since, limit, &last, &more, err);
    if (status != SAM_OK) {
        return status;
    }
    sam_buf_clear(out);
    sam_buf_init(&page.withdrawn, SAM_BUF_UNLIMITED);
    sam_buf_init(&page.id, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&page.json, out, 0);
    sam_json_object(&page.json, NULL);
    sam_json_array(&page.json, "responses");
    status = write_responses(&page, since, last, err);
    write_end(&page, last, more);
    sam_buf_fini(&page.withdrawn);
    sam_buf_fini(&page.id);
    return status;
}

enum sam_status sam_list_responses(struct sam_web *web, struct sam_err *err) {
    struct query query = {.limit = LIMIT_DEFAULT};
    struct sam_reply *reply = web->reply;
    int64_t newest = 0;
    for (size_t i = 0; i < web->request->query.count; i++) {
        read_parameter(&query, &web->request->query.fields[i]);
    }
    if (query.wrong != NULL) {
        sam_reply_error(reply, MHD_HTTP_BAD_REQUEST, "query", NULL, query.wrong);
        return SAM_OK;
    }
    enum sam_status status = sam_store_last_change(web->store, &newest, err);
    if (status == SAM_OK && query.since > newest) {
        sam_reply_error(reply, MHD_HTTP_BAD_REQUEST, "cursor", NULL,
                        _("\"since\" is ahead of everything stored here, so it comes from another "
                          "store or from before a backup was put back; collect everything again"));
        return SAM_OK;
    }
    size_t limit = (size_t)query.limit;
    /* Half the page each time it is too large. */
    while (status == SAM_OK) {
        status = write_page(web, query.since, limit, &reply->body, err);
        if (!reply->body.full || limit == 1) {
            break;
        }
        limit /= 2;
    }
    if (status == SAM_OK && reply->body.full) {
        sam_reply_error(reply, MHD_HTTP_INTERNAL_SERVER_ERROR, "too_large", NULL,
                        _("a single response is larger than a page may be"));
    } else if (status == SAM_OK) {
        reply->type = SAM_TYPE_JSON;
        reply->status = MHD_HTTP_OK;
    }
    return status;
}
