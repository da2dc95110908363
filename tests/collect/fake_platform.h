/* A platform with a set of responses that tests change while it is being read, answering as
 * LimeSurvey's RemoteControl (POST) and as samenscan's JSON API (GET), and failing at random when
 * asked to. The set has no pointers, so that it can stand in memory shared between processes. */
#ifndef SAM_TESTS_FAKE_PLATFORM_H
#define SAM_TESTS_FAKE_PLATFORM_H

#include "fixture.h"

enum { FAKE_RECORDS = 600 };

struct fake_record {
    bool there, ever, complete;
    int s1, s2;      /* s1 0: not answered */
    int token;       /* respondent is "tokNNNN" */
    int started;     /* tells two records of one number apart */
    unsigned change; /* when it last changed, in changes of the set */
};

struct fake {
    struct fake_record records[FAKE_RECORDS]; /* by id; 0 is not used */
    int highest;
    unsigned changes, requests, logins, releases, exports;
    unsigned fault_percent; /* of requests, the login too */
    uint64_t random;
    int session;      /* the valid key is "key-SESSION" */
    int unreadable;   /* id that makes an export of it not JSON; 0: none */
    int expire_after; /* exports; then the session is renewed once */
    bool full_only;   /* refuse windows of more than one id that hold `unreadable` */
};

static inline uint64_t fake_random(uint64_t *state, uint64_t below) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (z ^ (z >> 31)) % below;
}

static inline void fake_put(struct fake *fake, int id, int s1, bool complete) {
    struct fake_record *r = &fake->records[id];
    if (!r->ever) {
        r->token = id;
        r->started = id;
        r->s2 = 1 + id % 5;
    }
    r->there = r->ever = true;
    r->s1 = s1;
    r->complete = complete;
    r->change = ++fake->changes;
    if (id > fake->highest) {
        fake->highest = id;
    }
}

static inline void fake_delete(struct fake *fake, int id) {
    if (fake->records[id].there) {
        fake->records[id].there = false;
        fake->records[id].change = ++fake->changes;
    }
}

static inline size_t fake_count(const struct fake *fake) {
    size_t count = 0;
    for (int id = 1; id <= fake->highest; id++) {
        count += fake->records[id].there;
    }
    return count;
}

static inline void base64_encode(const char *text, size_t length, struct sam_buf *out) {
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        unsigned char bytes[3] = {0};
        size_t count = length - i < 3 ? length - i : 3;
        memcpy(bytes, text + i, count);
        uint32_t bits = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
        for (size_t j = 0; j < 4; j++) {
            sam_buf_char(out, j <= count ? letters[bits >> (18 - 6 * j) & 63] : '=');
        }
    }
}

/* --- as LimeSurvey ---------------------------------------------------------------------------- */

static inline void fake_export(struct fake *fake, long first, long last, struct sam_buf *out) {
    struct sam_buf json;
    bool any = false;
    sam_buf_init(&json, SAM_BUF_UNLIMITED);
    sam_buf_text(&json, "{\"responses\": [");
    for (int id = 1; id <= fake->highest; id++) {
        const struct fake_record *r = &fake->records[id];
        if (!r->there || id < first || (last > 0 && id > last)) {
            continue;
        }
        sam_buf_text(&json, any ? "," : "");
        any = true;
        if (id == fake->unreadable) {
            continue; /* what PHP does with text that is not UTF-8 */
        }
        sam_buf_printf(&json,
                       "{\"id\":%d,\"submitdate\":\"%s\",\"lastpage\":4,\"startlanguage\":\"nl\","
                       "\"seed\":\"%d\",\"token\":\"tok%04d\",\"startdate\":\"2026-03-01 "
                       "09:00:%02d\",\"datestamp\":\"2026-03-01 10:00:00\",\"s[s1]\":\"",
                       id, r->complete ? "2026-03-01 10:00:00" : "", r->started, r->token,
                       r->started % 60);
        if (r->s1 > 0) {
            sam_buf_printf(&json, "A%d", r->s1);
        }
        sam_buf_printf(&json, "\",\"s[s2]\":\"A%d\",\"alliance\":\"noord\"}", r->s2);
    }
    if (fake->unreadable > 0 && !any) {
        sam_buf_text(&json, "");
    }
    sam_buf_text(&json, "]}");
    /* A lone unreadable record leaves "[]", which reads as none: PHP leaves the comma. */
    sam_buf_text(out, "\"");
    if (fake->unreadable >= first && (last == 0 || fake->unreadable <= last) &&
        fake->records[fake->unreadable > 0 ? fake->unreadable : 0].there) {
        sam_buf_clear(&json);
        sam_buf_text(&json, "{\"responses\": [,]}");
    }
    base64_encode(json.data, json.length, out);
    sam_buf_text(out, "\"");
    sam_buf_fini(&json);
}

static inline void fake_call(struct fake *fake, const char *body, struct sam_buf *out) {
    char key[32];
    snprintf(key, sizeof key, "\"key-%d\"", fake->session);
    if (strstr(body, "\"get_session_key\"") != NULL) {
        fake->logins++;
        if (strstr(body, "\"geheim-123\"") == NULL) {
            sam_buf_text(out, "{\"status\":\"Invalid user name or password\"}");
            return;
        }
        sam_buf_text(out, key);
    } else if (strstr(body, "\"release_session_key\"") != NULL) {
        fake->releases++;
        sam_buf_text(out, "\"OK\"");
    } else if (strstr(body, key) == NULL) {
        sam_buf_text(out, "{\"status\":\"Invalid session key\"}");
    } else if (strstr(body, "\"get_summary\"") != NULL) {
        sam_buf_printf(out, "{\"full_responses\":%zu}", fake_count(fake));
    } else if (strstr(body, "\"export_responses\"") != NULL) {
        const char *range = strstr(body, "\"short\",");
        char *end = NULL;
        long first = strtol(range + 8, &end, 10);
        long last = strncmp(end, ",null", 5) == 0 ? 0 : strtol(end + 1, NULL, 10);
        if (++fake->exports == (unsigned)fake->expire_after) {
            fake->session++;
            sam_buf_text(out, "{\"status\":\"Invalid session key\"}");
        } else if (fake_count(fake) == 0) {
            sam_buf_text(out, "{\"status\":\"No Data, could not get max id.\"}");
        } else {
            fake_export(fake, first, last, out);
        }
    } else {
        sam_buf_text(out, "{\"status\":\"No survey participants found.\"}");
    }
}

/* --- as samenscan ----------------------------------------------------------------------------- */

static inline void fake_changes(struct fake *fake, const char *path, struct sam_buf *out) {
    const char *since = strstr(path, "since=");
    const char *limit = strstr(path, "limit=");
    unsigned after = since != NULL ? (unsigned)strtoul(since + 6, NULL, 10) : 0;
    size_t room = limit != NULL ? strtoul(limit + 6, NULL, 10) : 100;
    struct sam_buf withdrawn;
    sam_buf_init(&withdrawn, SAM_BUF_UNLIMITED);
    sam_buf_text(&withdrawn, "");
    sam_buf_text(out, "{\"responses\": [");
    const char *comma = "";
    bool more = true;
    for (; room > 0 && more; room--) {
        int next = 0;
        for (int id = 1; id <= fake->highest; id++) {
            unsigned change = fake->records[id].change;
            if (change > after && (next == 0 || change < fake->records[next].change)) {
                next = id;
            }
        }
        const struct fake_record *r = &fake->records[next];
        more = next != 0;
        if (more && r->there) {
            sam_buf_printf(out,
                           "%s{\"id\":\"%d\",\"respondent\":\"tok%04d\",\"alliance\":\"noord\","
                           "\"complete\":%s,\"answers\":{\"s2\":%d",
                           comma, next, r->token, r->complete ? "true" : "false", r->s2);
            if (r->s1 > 0) {
                sam_buf_printf(out, ",\"s1\":%d", r->s1);
            }
            sam_buf_text(out, "}}");
            comma = ",";
        } else if (more) {
            sam_buf_printf(&withdrawn, "%s\"%d\"", withdrawn.length > 0 ? "," : "", next);
        }
        after = more ? r->change : after;
    }
    sam_buf_printf(out, "],\"withdrawn\":[%s],\"next\":\"%u\",\"more\":%s}", withdrawn.data, after,
                   more ? "true" : "false");
    sam_buf_fini(&withdrawn);
}

/* --- badly ------------------------------------------------------------------------------------ */

static inline void fake_fault(struct fake *fake, struct sam_reply *reply) {
    switch (fake_random(&fake->random, 6)) {
    case 0:
        reply->status = 0;
        break;
    case 1:
        reply->status = 500;
        break;
    case 2:
        reply->status = 429;
        snprintf(reply->headers, sizeof reply->headers, "Retry-After: 1\r\n");
        break;
    case 3:
        reply->framing = SAM_BY_CHUNKS;
        reply->cut = true;
        break;
    case 4:
        /* Only the JSON itself can tell. */
        reply->framing = SAM_BY_CLOSING;
        reply->cut = true;
        break;
    default:
        reply->cut = true;
    }
    reply->cut_at =
        reply->body_length > 1 ? fake_random(&fake->random, reply->body_length - 1) + 1 : 0;
    reply->cut = reply->cut && reply->body_length > 1;
}

static inline void fake_answer(void *context, const struct sam_exchange *exchange,
                               struct sam_reply *reply) {
    struct fake *fake = context;
    struct sam_buf out;
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    fake->requests++;
    if (strcmp(exchange->method, "POST") == 0) {
        const char *id = strstr(exchange->body, "\"id\":");
        sam_buf_printf(&out, "{\"id\":%d, \"result\":", (int)strtol(id + 5, NULL, 10));
        fake_call(fake, exchange->body, &out);
        sam_buf_text(&out, ", \"error\":null}");
    } else {
        fake_changes(fake, exchange->path, &out);
    }
    reply->body_length = out.length;
    reply->body = sam_buf_take(&out);
    reply->owned = true;
    sam_buf_fini(&out);
    if (fake->fault_percent > 0 && fake_random(&fake->random, 100) < fake->fault_percent) {
        fake_fault(fake, reply);
    }
}

/* --- is the store equal to it? ---------------------------------------------------------------- */

struct compare {
    const struct fake *fake;
    size_t found, wrong;
    char first_wrong[200];
};

static inline bool compare_one(const struct sam_stored *stored, void *context) {
    struct compare *compare = context;
    const struct sam_response *r = &stored->response;
    int id = (int)strtol(r->record_id, NULL, 10);
    const struct fake_record *expected =
        id >= 1 && id < FAKE_RECORDS ? &compare->fake->records[id] : NULL;
    char token[16];
    snprintf(token, sizeof token, "tok%04d", expected != NULL ? expected->token : 0);
    bool right = expected != NULL && expected->there && r->answers[0] == expected->s1 &&
                 r->answers[1] == expected->s2 && strcmp(r->respondent, token) == 0 &&
                 (stored->state == SAM_STATE_COMPLETE) == expected->complete;
    compare->found++;
    compare->wrong += !right;
    if (!right && compare->first_wrong[0] == '\0') {
        snprintf(compare->first_wrong, sizeof compare->first_wrong,
                 "record %s: there %d, s1 %d (%d), complete %d (%d)", r->record_id,
                 expected != NULL && expected->there, r->answers[0],
                 expected != NULL ? expected->s1 : -1, stored->state == SAM_STATE_COMPLETE,
                 expected != NULL && expected->complete);
    }
    return true;
}

/* Nothing lost, nothing doubled, nothing old; of one source, or all (NULL). */
static inline void fake_check_source(struct fixture *f, const struct fake *fake,
                                     const char *source) {
    struct compare compare = {.fake = fake};
    struct sam_err err = {0};
    struct sam_store_query query = {.source = source, .with_incomplete = true};
    assert_int_equal(
        sam_store_visit(f->store, f->questionnaire, &query, compare_one, &compare, &err), SAM_OK);
    if (compare.wrong > 0 || compare.found != fake_count(fake)) {
        fail_msg("%zu stored, %zu at the source, %zu wrong: %s", compare.found, fake_count(fake),
                 compare.wrong, compare.first_wrong);
    }
    assert_int_equal(count(f).quarantined, 0);
}

static inline void fake_check_store(struct fixture *f, const struct fake *fake) {
    fake_check_source(f, fake, NULL);
}

/* A study with the fake as both kinds of source: 0 LimeSurvey, 1 samenscan. */
static inline void fake_study(struct sam_buf *text, unsigned port) {
    sam_buf_printf(
        text,
        "{\"id\": \"fake\", \"title\": {\"nl\": \"x\", \"en\": \"x\"}, \"language\": \"nl\", "
        "\"alliances\": [{\"id\": \"noord\", \"name\": \"Noord\", \"partners\": [{\"id\": \"a\", "
        "\"name\": \"A\", \"lead\": true}]}], \"people\": [], \"waves\": [{\"id\": \"2026\", "
        "\"questionnaire\": \"recorded\"}], \"sources\": [{\"name\": \"ls\", \"type\": "
        "\"limesurvey\", \"url\": \"http://127.0.0.1:%u/rpc\", \"survey\": \"1\", \"user\": "
        "\"admin\", \"secret_env\": \"SAM_TEST_SECRET\"}, {\"name\": \"own\", \"type\": "
        "\"samenscan\", \"url\": \"http://127.0.0.1:%u/\", \"secret_env\": \"SAM_TEST_SECRET\", "
        "\"page_size\": 40}]}",
        port, port);
}

#endif
