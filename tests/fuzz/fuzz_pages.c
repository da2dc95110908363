/* Any bytes as a request to any address, through all that a request goes through but the socket:
 * judged, handled in a transaction, answered. Input: a byte of what the sender has (1 the right
 * link, 2 the right hidden fields, 4 a browser, 8 POST), then NUL-terminated: a row's pattern or
 * any other path, parameters for the pattern, query, cookies; the rest is the body.
 *
 * Every request gets an answer; one that is refused has stored nothing; a page never holds what was
 * sent as markup; no header is slipped in. */
#include "base/file.h"
#include "base/memory.h"
#include "form/form_private.h"
#include "form/house.h"
#include "form/token.h"
#include "model/shipped.h"
#include "store/paradata.h"
#include "store/store_private.h"

#include <assert.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct {
    struct sam_server server;
    struct sam_study *study;
    struct sam_questionnaire *questionnaire;
    struct sam_questionnaire *of_wave[1];
    struct sam_instruments instruments;
    char token[SAM_TOKEN_SIZE];
    char *folder;
} world;

static const char study_text[] =
    "{\"id\": \"fuzz\", \"title\": {\"nl\": \"F\", \"en\": \"F\"}, \"alliances\": [{\"id\": \"a\", "
    "\"name\": \"A\", \"partners\": [{\"id\": \"o\", \"name\": \"O\", \"lead\": true}, {\"id\": "
    "\"p\", \"name\": \"P\"}]}], \"people\": [{\"respondent\": \"r1\", \"alliance\": \"a\", "
    "\"organisation\": \"o\", \"role\": \"lead\"}, {\"respondent\": \"r2\", \"alliance\": \"a\", "
    "\"organisation\": \"p\", \"role\": \"partner\"}], \"waves\": [{\"id\": \"w\", "
    "\"questionnaire\": \"alliance-31\"}]}";

static void leave(void) {
    sam_store_close(world.server.store);
    sam_limiter_free(world.server.asking);
    sam_limiter_free(world.server.guessing);
    sam_house_free(world.server.house);
    sam_study_free(world.study);
    sam_questionnaire_free(world.questionnaire);
    const char *const names[] = {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm"};
    for (size_t i = 0; i < 3; i++) {
        char *path = sam_path_join(world.folder, names[i]);
        unlink(path);
        free(path);
    }
    rmdir(world.folder);
    free(world.folder);
}

/* r1 has agreed and is on the way, so that all pages are shown. */
static void agree(void) {
    struct sam_err err = {0};
    const struct sam_paradata_note note = {.consent = "yes", .page = "open"};
    enum sam_status status = sam_store_begin(world.server.store, &err);
    assert(status == SAM_OK);
    status = sam_store_paradata_note(world.server.store, "r1", "w", &note, 1790000000, &err);
    assert(status == SAM_OK);
    status = sam_store_commit(world.server.store, &err);
    assert(status == SAM_OK);
}

static void make_store(void) {
    struct sam_err err = {0};
    const struct sam_token token = {SAM_TOKEN_RESPONDENT, "r1", "w"};
    world.folder = sam_xstrdup("/tmp/samenscan-fuzz-XXXXXX");
    const char *made = mkdtemp(world.folder);
    assert(made != NULL);
    enum sam_status status =
        sam_store_open(world.folder, SAM_STORE_WRITE, &world.server.store, &err);
    assert(status == SAM_OK);
    status = sam_store_use_questionnaire(world.server.store, world.questionnaire, &err);
    assert(status == SAM_OK);
    status = sam_store_use_people(world.server.store, world.study, &err);
    assert(status == SAM_OK);
    status = sam_token_issue(world.server.store, &token, 1790000000, world.token, &err);
    assert(status == SAM_OK);
    agree();
    status = sam_csrf_key(world.server.store, world.server.csrf_key, &err);
    assert(status == SAM_OK);
}

static void make_world(void) {
    struct sam_problems problems;
    const struct sam_shipped *file = sam_shipped_find("questionnaires/alliance-31.json");
    sam_problems_init(&problems);
    enum sam_status status = sam_questionnaire_parse(file->text, file->length, file->name,
                                                     &world.questionnaire, &problems, NULL);
    assert(status == SAM_OK);
    status = sam_study_parse(study_text, sizeof study_text - 1, "study.json", &world.study,
                             &problems, NULL);
    assert(status == SAM_OK);
    sam_problems_fini(&problems);
    int started = sodium_init();
    assert(started >= 0);
    world.of_wave[0] = world.questionnaire;
    world.instruments = (struct sam_instruments){1, world.of_wave};
    world.server.study = world.study;
    world.server.instruments = &world.instruments;
    world.server.asking = sam_limiter_new(1e12, 1, 8);
    world.server.guessing = sam_limiter_new(1e12, 1, 8);
    status = sam_house_new(world.study, &world.server.house, NULL);
    assert(status == SAM_OK);
    make_store();
    atexit(leave);
}

/* A row's pattern with the right token and the sender's other parameters ("nl/r1/intro"); what is
 * no pattern stays as it is. */
static void write_path(struct sam_buf *path, const char *pattern, const char *parameters,
                       bool right) {
    for (const char *at = pattern; *at != '\0';) {
        if (*at != ':') {
            sam_buf_char(path, *at++);
            continue;
        }
        size_t length = strcspn(at, "/");
        if (right && length == 6 && memcmp(at, ":token", 6) == 0) {
            sam_buf_text(path, world.token);
        } else {
            size_t size = strcspn(parameters, "/");
            sam_buf_append(path, parameters, size);
            parameters += size + (parameters[size] == '/');
        }
        at += length;
    }
}

struct sent {
    struct sam_web *web;
    uint8_t has;
    const char *pattern, *parameters, *query, *cookies;
    const uint8_t *body;
    size_t body_size;
};

static const char *header(void *context, const char *name) {
    const struct sent *sent = context;
    static char bearer[64];
    if (strcmp(name, "Authorization") == 0 && (sent->has & 1) != 0) {
        snprintf(bearer, sizeof bearer, "Bearer %s", world.token);
        return bearer;
    }
    if (strcmp(name, "Content-Type") == 0) {
        return sent->web->route->body == SAM_BODY_JSON ? "application/json"
                                                       : "application/x-www-form-urlencoded";
    }
    return "";
}

static void check_answer(const struct sam_hand *hand, int64_t changes) {
    const struct sam_reply *reply = &hand->reply;
    assert(reply->status >= 200 && reply->status <= 503);
    /* What the corpus sends as markup never comes back as markup. */
    assert(strcmp(reply->type, SAM_TYPE_HTML) != 0 ||
           (strstr(reply->body.data, "<fuzz") == NULL &&
            strstr(reply->body.data, "\"onfuzz") == NULL));
    for (size_t i = 0; i < reply->header_count; i++) {
        assert(strpbrk(reply->headers[i].value, "\r\n") == NULL);
        assert(strcmp(reply->headers[i].name, "Location") != 0 ||
               (reply->headers[i].value[0] == '/' && reply->headers[i].value[1] != '/'));
    }
    if (reply->status >= 400) {
        assert(world.server.store->change == changes);
    }
}

static void handle(struct sam_hand *hand) {
    struct sam_err err = {0};
    struct sam_store *store = world.server.store;
    enum sam_status status = sam_store_begin(store, &err);
    assert(status == SAM_OK);
    int64_t changes = store->change;
    status = sam_store_step_begin(store, &err);
    assert(status == SAM_OK);
    status = hand->web.route->handle(&hand->web, &err);
    if (status != SAM_OK) {
        status = sam_store_step_undo(store, &err);
        assert(status == SAM_OK);
        sam_web_unsaved(&hand->web, &err);
    } else if (hand->web.then != NULL) {
        status = hand->web.then(&hand->web, &err);
        assert(status == SAM_OK || err.text[0] != '\0');
        hand->reply.status = status == SAM_OK ? hand->reply.status : 503;
    }
    check_answer(hand, changes);
    sam_store_rollback(store);
}

static void request(struct sent *sent) {
    struct sam_hand hand = {.arena = sam_arena_new(SAM_REQUEST_MEMORY)};
    struct sam_buf uri, body;
    char csrf[SAM_CSRF_SIZE];
    sam_buf_init(&uri, SAM_BUF_UNLIMITED);
    sam_buf_init(&body, SAM_BODY_LIMIT);
    sam_reply_init(&hand.reply);
    write_path(&uri, sent->pattern, sent->parameters, (sent->has & 1) != 0);
    sam_buf_printf(&uri, "%s%s", sent->query[0] != '\0' ? "?" : "", sent->query);
    const struct sam_request_raw raw = {.method = (sent->has & 8) != 0 ? "POST" : "GET",
                                        .uri = uri.data,
                                        .cookie = sent->cookies,
                                        .accept = (sent->has & 4) != 0 ? "text/html" : NULL,
                                        .peer = "192.0.2.1"};
    hand.web = (struct sam_web){.server = &world.server,
                                .study = world.study,
                                .instruments = &world.instruments,
                                .house = world.server.house,
                                .store = world.server.store,
                                .request = &hand.request,
                                .reply = &hand.reply,
                                .arena = hand.arena,
                                .now = 1790000000};
    sent->web = &hand.web;
    const char *wrong = sam_request_read(&raw, hand.arena, &hand.request);
    sam_admit_head(&hand.web, &hand.request, header, sent);
    if (hand.reply.status == 0 && wrong == NULL) {
        if ((sent->has & 2) != 0) {
            sam_buf_printf(&body, "csrf=%s&key=%s&", sam_csrf(&hand.web, csrf), world.token);
        }
        sam_buf_append(&body, sent->body, sent->body_size);
        sam_admit_body(&hand.web, &hand.request, &body);
    }
    if (hand.reply.status == 0 && wrong == NULL) {
        handle(&hand);
    }
    sam_buf_fini(&uri);
    sam_buf_fini(&body);
    sam_reply_fini(&hand.reply);
    sam_arena_free(hand.arena);
}

/* The next text up to a NUL, which is there: data[size] is one. */
static const char *text_of(const uint8_t **data, size_t *size) {
    const char *text = (const char *)*data;
    size_t length = strnlen(text, *size);
    size_t used = length < *size ? length + 1 : length;
    *data += used;
    *size -= used;
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (world.study == NULL) {
        make_world();
    }
    if (size < 1) {
        return 0;
    }
    uint8_t *copy = sam_xmalloc(size + 1);
    memcpy(copy, data, size);
    copy[size] = 0;
    struct sent sent = {.has = copy[0]};
    const uint8_t *rest = copy + 1;
    size_t left = size - 1;
    sent.pattern = text_of(&rest, &left);
    sent.parameters = text_of(&rest, &left);
    sent.query = text_of(&rest, &left);
    sent.cookies = text_of(&rest, &left);
    sent.body = rest;
    sent.body_size = left;
    request(&sent);
    free(copy);
    return 0;
}
