/* A study that collects from a server which does what must be survived: one test a row of the table
 * "What can go wrong" of docs/sources.md. */
#ifndef SAM_TESTS_COLLECT_FAILURES_H
#define SAM_TESTS_COLLECT_FAILURES_H

#include "fake_apis.h"

struct world;
/* What the server does to an answer that is right in itself. */
typedef void trouble(struct world *w, const struct sam_exchange *exchange, struct sam_reply *reply);

struct world {
    struct fake fake;     /* answers as LimeSurvey (source LS) and samenscan (OWN) */
    struct fake_apis api; /* as the platforms of fake_apis.h */
    bool apis;
    trouble *trouble;
    int troubled; /* for it to count with */
    struct sam_loopback *server;
    struct fixture f;
    struct sam_run run;
    struct sam_err err;
};

enum { LS, OWN };

static inline void world_answer(void *context, const struct sam_exchange *exchange,
                                struct sam_reply *reply) {
    struct world *w = context;
    if (w->apis) {
        fake_apis_answer(&w->api, exchange, reply);
    } else {
        fake_answer(&w->fake, exchange, reply);
    }
    if (w->trouble != NULL) {
        w->trouble(w, exchange, reply);
    }
}

/* A hundred responses, every tenth unfinished where there are such. */
static inline void world_open(struct world *w, bool apis) {
    struct sam_buf text;
    *w = (struct world){.apis = apis};
    w->server = sam_loopback_start(world_answer, w);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    (apis ? fake_apis_study : fake_study)(&text, sam_loopback_port(w->server));
    fixture_open_text(&w->f, text.data);
    assert_int_equal(sam_store_use_questionnaire(w->f.store, w->f.questionnaire, &w->err), SAM_OK);
    sam_buf_fini(&text);
    for (int id = 1; id <= 100; id++) {
        fake_put(apis ? &w->api.set : &w->fake, id, 1 + id % 5, apis || id % 10 != 0);
    }
}

/* One source, written out but for its address, which gets `body` for whatever is asked. */
static inline void world_open_plain(struct world *w, const char *source) {
    struct sam_buf text;
    *w = (struct world){0};
    w->server = sam_loopback_start(world_answer, w);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_printf(&text,
                   "{\"id\": \"x\", \"title\": {\"nl\": \"x\", \"en\": \"x\"}, \"alliances\": "
                   "[{\"id\": \"noord\", \"name\": \"Noord\", \"partners\": [{\"id\": \"a\", "
                   "\"name\": \"A\", \"lead\": true}]}], \"waves\": [{\"id\": \"2026\", "
                   "\"questionnaire\": \"recorded\"}], \"sources\": [{\"name\": \"it\", \"url\": "
                   "\"http://127.0.0.1:%u/x\", %s}]}",
                   sam_loopback_port(w->server), source);
    fixture_open_text(&w->f, text.data);
    assert_int_equal(sam_store_use_questionnaire(w->f.store, w->f.questionnaire, &w->err), SAM_OK);
    sam_buf_fini(&text);
}

static inline void world_close(struct world *w) {
    sam_loopback_stop(w->server);
    fixture_close(&w->f);
}

static inline enum sam_status collect(struct world *w, size_t source, bool full) {
    w->f.options.full = full;
    return sam_collect(w->f.study, source, &w->f.instruments, w->f.store, &w->f.options, &w->run,
                       &w->err);
}

static inline void collect_ok(struct world *w, size_t source, bool full) {
    if (collect(w, source, full) != SAM_OK) {
        fail_msg("%s", w->err.text);
    }
    assert_string_equal(w->run.outcome, "done");
}

/* It fails so, with these words, and nothing came in. */
static inline void collect_fails(struct world *w, size_t source, enum sam_status status,
                                 const char *words) {
    struct counts before = count(&w->f);
    enum sam_status got = collect(w, source, true);
    struct counts after = count(&w->f);
    if (got != status || strstr(w->err.text, words) == NULL) {
        fail_msg("%d: %s; expected %d: %s", (int)got, w->err.text, (int)status, words);
    }
    assert_null(strstr(w->err.text, "geheim"));
    assert_memory_equal(&before, &after, sizeof before);
    assert_string_not_equal(w->run.outcome, "done");
}

static inline void said(const struct world *w, const char *words) {
    check_contains(w->f.notices.data != NULL ? w->f.notices.data : "", words);
}

static inline void not_said(const struct world *w, const char *words) {
    if (w->f.notices.data != NULL && strstr(w->f.notices.data, words) != NULL) {
        fail_msg("%s", w->f.notices.data);
    }
}

static inline void check_same(struct world *w) {
    fake_check_store(&w->f, w->apis ? &w->api.set : &w->fake);
}

static inline bool asks(const struct sam_exchange *exchange, const char *what) {
    return strstr(exchange->body, what) != NULL || strstr(exchange->path, what) != NULL;
}

/* In place of what would have been answered. */
static inline void instead(struct sam_reply *reply, int status, const char *type,
                           const char *body) {
    if (reply->owned) {
        free((void *)(uintptr_t)reply->body);
    }
    *reply = (struct sam_reply){
        .status = status, .content_type = type, .body = body, .body_length = strlen(body)};
}

/* A result as LimeSurvey answers this call. */
static inline void result(const struct sam_exchange *exchange, struct sam_reply *reply,
                          const char *text) {
    struct sam_buf body;
    const char *id = strstr(exchange->body, "\"id\":");
    sam_buf_init(&body, SAM_BUF_UNLIMITED);
    sam_buf_printf(&body, "{\"id\":%ld,\"result\":%s,\"error\":null}", strtol(id + 5, NULL, 10),
                   text);
    instead(reply, 200, NULL, body.data);
    reply->body_length = body.length;
    reply->body = sam_buf_take(&body);
    reply->owned = true;
    sam_buf_fini(&body);
}

/* An export of these records, as LimeSurvey answers it. */
static inline void exported(const struct sam_exchange *exchange, struct sam_reply *reply,
                            const char *records) {
    struct sam_buf json;
    struct sam_buf text;
    sam_buf_init(&json, SAM_BUF_UNLIMITED);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_printf(&json, "{\"responses\": [%s]}", records);
    sam_buf_text(&text, "\"");
    base64_encode(json.data, json.length, &text);
    sam_buf_text(&text, "\"");
    result(exchange, reply, text.data);
    sam_buf_fini(&text);
    sam_buf_fini(&json);
}

/* What a plain source is answered; set before collecting. */
static const char *plain_body = "";
static inline void plain(struct world *w, const struct sam_exchange *exchange,
                         struct sam_reply *reply) {
    (void)w;
    (void)exchange;
    instead(reply, 200, NULL, plain_body);
}

#define PLAIN_JSON                                                                                 \
    "\"type\": \"json\", \"records\": \"/d\", \"id\": \"/id\", \"map\": {\"/s1\": \"s1\", "        \
    "\"/s2\": \"s2\", \"/alliance\": \"alliance\", \"/who\": \"respondent\", \"/when\": "          \
    "\"submitted_at\", \"/said\": \"toelichting\"}"

#endif
