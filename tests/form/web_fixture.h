/* A request being answered, without a server around it. */
#ifndef SAM_TESTS_FORM_WEB_FIXTURE_H
#define SAM_TESTS_FORM_WEB_FIXTURE_H

#include "form_fixture.h"

#include "form/house.h"

struct bare_web {
    struct sam_server server;
    struct sam_request request;
    struct sam_reply reply;
    struct sam_web web;
};

/* Of a stopped or running served study; the store is the fixture's. */
static inline void bare_web_init(struct bare_web *b, struct served *s) {
    static const struct sam_house plain;
    *b = (struct bare_web){
        .server = {.study = s->study, .instruments = &s->instruments, .store = s->f.store},
        .request = {.proof = "", .if_none_match = "", .path = "/", .language = SAM_EN}};
    b->server.asking = sam_limiter_new(1000, 1, 64);
    b->server.guessing = sam_limiter_new(10, 1, 64);
    sam_reply_init(&b->reply);
    b->web = (struct sam_web){.server = &b->server,
                              .study = s->study,
                              .instruments = &s->instruments,
                              .house = &plain,
                              .store = s->f.store,
                              .request = &b->request,
                              .reply = &b->reply,
                              .arena = sam_arena_new(SAM_REQUEST_MEMORY),
                              .now = FIXTURE_NOW};
}

static inline void bare_web_fini(struct bare_web *b) {
    sam_limiter_free(b->server.asking);
    sam_limiter_free(b->server.guessing);
    sam_reply_fini(&b->reply);
    sam_arena_free(b->web.arena);
}

#endif
