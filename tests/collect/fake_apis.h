/* The set of responses of fake_platform.h, as seven other platforms give it. */
#ifndef SAM_TESTS_FAKE_APIS_H
#define SAM_TESTS_FAKE_APIS_H

#include "fake_platform.h"

#include "base/moment.h"

#include <curl/curl.h>

struct fake_apis {
    struct fake set;
    int page_most;             /* what the server makes of a larger page; 0: as asked */
    unsigned changes_a_second; /* rows of one time stamp; 0: 1 */
    bool reworded;             /* SurveyMonkey: somebody changed the questions */
    bool (*meanwhile)(struct fake *set,
                      unsigned request); /* changes between requests; may be NULL */
    unsigned leave_out;                  /* REDCap: batches of more records lose one; 0: none */
    unsigned poll_times;                 /* Qualtrics: the job takes so many looks */
    unsigned polled;
    char last_form[64];
};

enum { FAKE_EPOCH = 1772350000 };

static inline const char *fake_stamp(const struct fake_apis *f, unsigned change,
                                     char text[SAM_MOMENT_SIZE]) {
    unsigned rate = f->changes_a_second > 0 ? f->changes_a_second : 1;
    return sam_moment_print((time_t)(FAKE_EPOCH + change / rate), text);
}

static inline long fake_number_after(const char *path, const char *key, long otherwise) {
    const char *at = strstr(path, key);
    return at != NULL ? strtol(at + strlen(key), NULL, 10) : otherwise;
}

/* The ids that are there (deleted ones too when asked), in order of change or of id. */
static inline size_t fake_ids(const struct fake_apis *f, bool deleted, bool by_change, int *ids) {
    size_t count = 0;
    for (int id = 1; id <= f->set.highest; id++) {
        const struct fake_record *r = &f->set.records[id];
        if (r->there || (deleted && r->ever)) {
            size_t at = count++;
            for (; by_change && at > 0 && f->set.records[ids[at - 1]].change > r->change; at--) {
                ids[at] = ids[at - 1];
            }
            ids[at] = id;
        }
    }
    return count;
}

static inline void fake_s1(const struct fake_record *r, const char *before, const char *after,
                           struct sam_buf *out) {
    if (r->s1 > 0) {
        sam_buf_printf(out, "%s%d%s", before, r->s1, after);
    }
}

/* The moment behind key in an address, as seconds; 0 when it isn't there. */
static inline time_t fake_since(const char *path, const char *key) {
    char text[32];
    const char *at = strstr(path, key);
    if (at == NULL) {
        return 0;
    }
    int length = 0;
    char *plain = curl_easy_unescape(NULL, at + strlen(key), 0, &length);
    snprintf(text, sizeof text, "%.19s", plain);
    curl_free(plain);
    return sam_moment_valid(text) ? sam_moment_seconds(text) : 0;
}

static inline time_t fake_time(const struct fake_apis *f, unsigned change) {
    char text[SAM_MOMENT_SIZE];
    return sam_moment_seconds(fake_stamp(f, change, text));
}

/* --- KoboToolbox ------------------------------------------------------------------------------ */

static inline void fake_kobo(struct fake_apis *f, const char *path, struct sam_buf *out) {
    int ids[FAKE_RECORDS];
    char stamp[SAM_MOMENT_SIZE];
    size_t count = fake_ids(f, false, false, ids);
    int plain_length = 0;
    char *plain = curl_easy_unescape(NULL, path, 0, &plain_length);
    long above = fake_number_after(plain, "\"$gt\":", 0);
    long limit = fake_number_after(plain, "limit=", 100);
    curl_free(plain);
    limit = f->page_most > 0 && limit > f->page_most ? f->page_most : limit;
    size_t matching = 0;
    struct sam_buf rows;
    sam_buf_init(&rows, SAM_BUF_UNLIMITED);
    sam_buf_text(&rows, "");
    for (size_t i = 0; i < count; i++) {
        const struct fake_record *r = &f->set.records[ids[i]];
        if (ids[i] <= above || (long)matching++ >= limit) {
            continue;
        }
        sam_buf_printf(&rows,
                       "%s{\"_id\":%d,\"_uuid\":\"u%u\",\"_submission_time\":\"%.19s\",\"respondent"
                       "\":\"tok%04d\",\"alliance\":\"noord\",\"group/s2\":\"%d\"",
                       rows.length > 0 ? "," : "", ids[i], r->change, fake_stamp(f, 1, stamp),
                       r->token, r->s2);
        fake_s1(r, ",\"group/s1\":\"", "\"", &rows);
        sam_buf_text(&rows, ",\"_validation_status\":{},\"meta/rootUuid\":\"uuid:1\"}");
    }
    sam_buf_printf(out, "{\"count\":%zu,\"next\":%s,\"previous\":null,\"results\":[%s]}", matching,
                   (long)matching > limit ? "\"http://x/?start=1\"" : "null", rows.data);
    sam_buf_fini(&rows);
}

/* --- ODK Central ------------------------------------------------------------------------------ */

static inline void fake_odk(struct fake_apis *f, const char *path, struct sam_buf *out) {
    int ids[FAKE_RECORDS];
    char stamp[SAM_MOMENT_SIZE];
    time_t since = fake_since(path, "submissionDate%20ge%20");
    size_t count = fake_ids(f, since != 0, false, ids);
    long limit = fake_number_after(path, "%24top=", 1000);
    long below = fake_number_after(path, "skiptoken=", FAKE_RECORDS);
    limit = f->page_most > 0 && limit > f->page_most ? f->page_most : limit;
    size_t matching = 0;
    long given = 0;
    int last = 0;
    bool more = false;
    sam_buf_text(out, "{\"value\":[");
    for (size_t i = count; i-- > 0;) {
        const struct fake_record *r = &f->set.records[ids[i]];
        if (since != 0 && fake_time(f, r->change) < since) {
            continue;
        }
        matching++;
        if (ids[i] >= below || given == limit) {
            more = more || ids[i] < below;
            continue;
        }
        sam_buf_printf(out,
                       "%s{\"__id\":\"%d\",\"__system\":{\"submissionDate\":\"2026-03-01T07:00:00."
                       "000Z\",\"updatedAt\":\"%.19s.000Z\",\"status\":null,\"reviewState\":null,"
                       "\"deletedAt\":",
                       given++ > 0 ? "," : "", ids[i], fake_stamp(f, r->change, stamp));
        sam_buf_printf(out, r->there ? "null}" : "\"%.19s.000Z\"}", stamp);
        sam_buf_printf(out,
                       ",\"respondent\":\"tok%04d\",\"alliance\":\"noord\",\"vragen\":{\"s2\":"
                       "\"%d\"",
                       r->token, r->s2);
        fake_s1(r, ",\"s1\":\"", "\"", out);
        sam_buf_text(out, "},\"meta\":{\"instanceID\":\"x\"}}");
        last = ids[i];
    }
    sam_buf_text(out, "],\"@odata.context\":\"https://elsewhere.example.org/x\"");
    if (more) {
        /* The server's own idea of where it is, as in true ones. */
        const char *filter = strstr(path, "&%24filter=");
        sam_buf_printf(
            out,
            ",\"@odata.nextLink\":\"https://elsewhere.example.org/v1/projects/7/forms/"
            "een%%20form.svc/Submissions?%%24top=%ld&%%24count=true&%%24skiptoken=%d%s\"",
            limit, last, filter != NULL ? filter : "");
    }
    sam_buf_printf(out, ",\"@odata.count\":%zu}", matching);
}

/* --- Nextcloud Forms -------------------------------------------------------------------------- */

static inline void fake_nextcloud(struct fake_apis *f, const char *path, struct sam_buf *out) {
    int ids[FAKE_RECORDS];
    sam_buf_text(out, "{\"ocs\":{\"meta\":{\"status\":\"ok\",\"statuscode\":200,\"message\":\"OK\"}"
                      ",\"data\":");
    if (strstr(path, "/submissions") == NULL) {
        sam_buf_text(out, "{\"id\":3,\"permissions\":[\"submit\",\"results\"]}}}");
        return;
    }
    size_t count = fake_ids(f, false, true, ids);
    size_t limit = (size_t)fake_number_after(path, "limit=", FAKE_RECORDS);
    size_t offset = (size_t)fake_number_after(path, "offset=", 0);
    bool any = false;
    sam_buf_text(out, "{\"submissions\":[");
    for (size_t i = count; i-- > 0;) {
        size_t at = count - 1 - i;
        if (at < offset || at - offset >= limit) {
            continue;
        }
        const struct fake_record *r = &f->set.records[ids[i]];
        sam_buf_printf(out,
                       "%s{\"id\":%d,\"formId\":3,\"userId\":\"anon-user-1\",\"timestamp\":%lld,"
                       "\"answers\":[{\"id\":1,\"questionId\":8,\"questionName\":\"s2\",\"text\":"
                       "\"%d\"},{\"id\":2,\"questionId\":9,\"text\":\"noord\"},{\"questionId\":10,"
                       "\"questionName\":\"respondent\",\"text\":\"tok%04d\"}",
                       any ? "," : "", ids[i], (long long)fake_time(f, r->change), r->s2, r->token);
        fake_s1(r, ",{\"id\":3,\"questionId\":7,\"questionName\":\"s1\",\"text\":\"", "\"}", out);
        sam_buf_text(out, "]}");
        any = true;
    }
    sam_buf_printf(out, "],\"questions\":[],\"filteredSubmissionsCount\":%zu}}}", count);
}

/* --- Formbricks ------------------------------------------------------------------------------- */

static inline void fake_formbricks(struct fake_apis *f, const char *path, struct sam_buf *out) {
    int ids[FAKE_RECORDS];
    char stamp[SAM_MOMENT_SIZE];
    size_t count = fake_ids(f, false, true, ids);
    time_t since = fake_since(path, "startDate=");
    long limit = fake_number_after(path, "limit=", 50);
    long skip = fake_number_after(path, "skip=", 0);
    long given = 0;
    sam_buf_text(out, "{\"data\":[");
    for (size_t i = 0; i < count && given < limit; i++) {
        const struct fake_record *r = &f->set.records[ids[i]];
        if ((since != 0 && fake_time(f, r->change) < since) || skip-- > 0) {
            continue;
        }
        sam_buf_printf(out,
                       "%s{\"id\":\"%d\",\"updatedAt\":\"%s\",\"finished\":%s,\"language\":\"nl\","
                       "\"data\":{\"respondent\":\"tok%04d\",\"alliance\":\"noord\",\"s2\":%d",
                       given++ > 0 ? "," : "", ids[i], fake_stamp(f, r->change, stamp),
                       r->complete ? "true" : "false", r->token, r->s2);
        fake_s1(r, ",\"s1\":", "", out);
        sam_buf_text(out, "},\"contactAttributes\":{\"email\":\"x@example.org\"}}");
    }
    sam_buf_text(out, "]}");
}

/* --- REDCap ----------------------------------------------------------------------------------- */

static inline bool fake_in_batch(const char *body, int id) {
    char text[32];
    const char *at = body;
    snprintf(text, sizeof text, "%%5D=%d", id);
    while ((at = strstr(at, text)) != NULL) {
        at += strlen(text);
        if (*at == '&' || *at == '\0') {
            return true;
        }
    }
    return false;
}

static inline void fake_redcap(struct fake_apis *f, const char *body, struct sam_buf *out) {
    int ids[FAKE_RECORDS];
    char stamp[SAM_MOMENT_SIZE];
    size_t count = fake_ids(f, false, false, ids);
    time_t since = fake_since(body, "dateRangeBegin=");
    bool batch = strstr(body, "records%5B0%5D") != NULL;
    unsigned asked = 0;
    bool any = false;
    sam_buf_text(out, "[");
    for (size_t i = 0; i < count; i++) {
        const struct fake_record *r = &f->set.records[ids[i]];
        if (!batch && (since == 0 || fake_time(f, r->change) >= since)) {
            sam_buf_printf(out, "%s{\"record_id\":\"%d\"}", any ? "," : "", ids[i]);
            any = true;
        } else if (batch && fake_in_batch(body, ids[i]) &&
                   (f->leave_out == 0 || ++asked <= f->leave_out)) {
            sam_buf_printf(out,
                           "%s{\"record_id\":\"%d\",\"respondent\":\"tok%04d\",\"alliance\":"
                           "\"noord\",\"s2\":\"%d\",\"s1\":\"",
                           any ? "," : "", ids[i], r->token, r->s2);
            fake_s1(r, "", "", out);
            sam_buf_printf(out, "\",\"vragen_timestamp\":\"%s\",\"vragen_complete\":\"%d\"}",
                           r->complete ? fake_stamp(f, r->change, stamp) : "[not completed]",
                           r->complete ? 2 : 0);
            any = true;
        }
    }
    sam_buf_text(out, "]");
}

/* --- SurveyMonkey ----------------------------------------------------------------------------- */

static inline void fake_surveymonkey(struct fake_apis *f, const char *path, struct sam_buf *out) {
    int ids[FAKE_RECORDS];
    char stamp[SAM_MOMENT_SIZE];
    if (strstr(path, "/details") != NULL) {
        sam_buf_text(out, "{\"pages\":[{\"questions\":[{\"id\":\"70\",\"answers\":{\"choices\":[");
        for (int i = 1; i <= 5; i++) {
            sam_buf_printf(out, "%s{\"id\":\"90%d\",\"text\":\"%d\"}", i > 1 ? "," : "", i, i);
        }
        sam_buf_printf(
            out, "],\"rows\":[{\"id\":\"71\",\"text\":\"Een\"},{\"id\":\"72\",\"text\":\"%s\"}",
            f->reworded ? "Twee, maar anders" : "Twee");
        sam_buf_text(out, f->reworded ? ",{\"id\":\"73\",\"text\":\"Drie\"}" : "");
        sam_buf_text(out, "]},\"headings\":[{\"heading\":\"Stellingen\"}]}]}]}");
        return;
    }
    size_t count = fake_ids(f, false, true, ids);
    time_t since = fake_since(path, "start_modified_at=");
    long limit = fake_number_after(path, "per_page=", 50);
    long page = fake_number_after(path, "&page=", 1);
    limit = f->page_most > 0 && limit > f->page_most ? f->page_most : limit;
    long at = 0;
    bool any = false;
    sam_buf_text(out, "{\"data\":[");
    for (size_t i = 0; i < count; i++) {
        const struct fake_record *r = &f->set.records[ids[i]];
        if (since != 0 && fake_time(f, r->change) < since) {
            continue;
        }
        long place = at++;
        if (place < (page - 1) * limit || place >= page * limit) {
            continue;
        }
        sam_buf_printf(out,
                       "%s{\"id\":\"%d\",\"date_modified\":\"%.19s+00:00\",\"collection_mode\":"
                       "\"default\",\"response_status\":\"%s\",\"custom_variables\":{\"respondent\""
                       ":\"tok%04d\",\"alliance\":\"noord\"},\"pages\":[{\"id\":\"1\",\"questions\""
                       ":[{\"id\":\"70\",\"answers\":[{\"row_id\":\"72\",\"choice_id\":\"90%d\"}",
                       any ? "," : "", ids[i], fake_stamp(f, r->change, stamp),
                       r->complete ? "completed" : "partial", r->token, r->s2);
        fake_s1(r, ",{\"row_id\":\"71\",\"choice_id\":\"90", "\"}", out);
        sam_buf_text(out, "]}]}]}");
        any = true;
    }
    sam_buf_printf(out,
                   "],\"total\":%ld,\"page\":%ld,\"per_page\":%ld,\"links\":{\"self\":\"x\"%s}"
                   "}",
                   at, page, limit, page * limit < at ? ",\"next\":\"https://x/\"" : "");
}

/* --- Qualtrics -------------------------------------------------------------------------------- */

static inline void fake_qualtrics(struct fake_apis *f, const struct sam_exchange *exchange,
                                  struct sam_buf *out) {
    int ids[FAKE_RECORDS];
    char stamp[SAM_MOMENT_SIZE];
    if (strstr(exchange->path, "/export-responses") == NULL) {
        unsigned gone = 0;
        for (int id = 1; id <= f->set.highest; id++) {
            gone += f->set.records[id].ever && !f->set.records[id].there;
        }
        sam_buf_printf(out,
                       "{\"result\":{\"responseCounts\":{\"auditable\":%zu,\"generated\":0,"
                       "\"deleted\":%u}},\"meta\":{\"httpStatus\":\"200 - OK\"}}",
                       fake_count(&f->set), gone);
        return;
    }
    if (strcmp(exchange->method, "POST") == 0) {
        f->polled = 0;
        snprintf(f->last_form, sizeof f->last_form, "%lld-%d",
                 (long long)fake_since(exchange->body, "\"startDate\":\""),
                 strstr(exchange->body, "InProgress") != NULL);
        sam_buf_text(out, "{\"result\":{\"progressId\":\"ES_1\",\"status\":\"inProgress\"},\"meta\""
                          ":{\"httpStatus\":\"200 - OK\"}}");
        return;
    }
    if (strstr(exchange->path, "/file") == NULL) {
        bool ready = f->polled++ >= f->poll_times;
        sam_buf_printf(out,
                       "{\"result\":{\"percentComplete\":50.0,\"status\":\"%s\"%s},\"meta\":{"
                       "\"httpStatus\":\"200 - OK\"}}",
                       ready ? "complete" : "inProgress", ready ? ",\"fileId\":\"file-1\"" : "");
        return;
    }
    char *dash = NULL;
    time_t since = strtoll(f->last_form, &dash, 10);
    bool unfinished = dash != NULL && dash[1] == '1';
    size_t count = fake_ids(f, false, false, ids);
    bool any = false;
    sam_buf_text(out, "{\"responses\":[");
    for (size_t i = 0; i < count; i++) {
        const struct fake_record *r = &f->set.records[ids[i]];
        if (r->complete == unfinished || fake_time(f, r->change) < since) {
            continue;
        }
        sam_buf_printf(out,
                       "%s{\"responseId\":\"%d\",\"values\":{\"recordedDate\":\"%s\",\"finished\":"
                       "%d,\"status\":0,\"externalDataReference\":\"tok%04d\",\"alliance\":"
                       "\"noord\",\"QID2\":%d",
                       any ? "," : "", ids[i], fake_stamp(f, r->change, stamp), r->complete,
                       r->token, r->s2);
        fake_s1(r, ",\"QID1\":", "", out);
        sam_buf_text(out, "},\"labels\":{\"QID2\":\"x\"}}");
        any = true;
    }
    sam_buf_text(out, "]}");
}

/* --- one server for all ----------------------------------------------------------------------- */

static inline void fake_apis_answer(void *context, const struct sam_exchange *exchange,
                                    struct sam_reply *reply) {
    struct fake_apis *f = context;
    struct sam_buf out;
    char now[SAM_MOMENT_SIZE];
    const char *path = exchange->path;
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    f->set.requests++;
    if (f->meanwhile != NULL && !f->meanwhile(&f->set, f->set.requests)) {
        f->meanwhile = NULL;
    }
    if (strstr(path, "/v1/sessions") != NULL) {
        f->set.logins += strcmp(exchange->method, "POST") == 0;
        f->set.releases += strcmp(exchange->method, "DELETE") == 0;
        sam_buf_text(&out, "{\"token\":\"session-token\"}");
    } else if (strstr(path, "/api/v2/assets/") != NULL) {
        fake_kobo(f, path, &out);
    } else if (strstr(path, ".svc/") != NULL) {
        fake_odk(f, path, &out);
    } else if (strstr(path, "/apps/forms/") != NULL) {
        fake_nextcloud(f, path, &out);
    } else if (strstr(path, "/management/responses") != NULL) {
        fake_formbricks(f, path, &out);
    } else if (strstr(path, "/v3/surveys/SV") != NULL) {
        fake_qualtrics(f, exchange, &out);
    } else if (strstr(path, "/v3/surveys/") != NULL) {
        fake_surveymonkey(f, path, &out);
    } else {
        struct tm parts;
        time_t seconds = sam_moment_seconds(fake_stamp(f, f->set.changes, now));
        gmtime_r(&seconds, &parts);
        strftime(reply->headers, sizeof reply->headers, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n",
                 &parts);
        fake_redcap(f, exchange->body, &out);
    }
    reply->body_length = out.length;
    reply->body = sam_buf_take(&out);
    reply->owned = true;
    sam_buf_fini(&out);
    if (f->set.fault_percent > 0 && fake_random(&f->set.random, 100) < f->set.fault_percent) {
        fake_fault(&f->set, reply);
    }
}

/* --- the study -------------------------------------------------------------------------------- */

enum fake_api {
    FAKE_KOBO,
    FAKE_ODK,
    FAKE_NEXTCLOUD,
    FAKE_FORMBRICKS,
    FAKE_REDCAP,
    FAKE_SURVEYMONKEY,
    FAKE_QUALTRICS,
    FAKE_APIS
};

static inline void fake_apis_study(struct sam_buf *text, unsigned port) {
    static const char *const sources[FAKE_APIS] = {
        "\"type\": \"kobotoolbox\", \"survey\": \"aXyz\"",
        "\"type\": \"odk\", \"survey\": \"een form\", \"project\": 7, \"user\": \"u@example.org\"",
        "\"type\": \"nextcloud-forms\", \"survey\": 3, \"user\": \"u\", \"map\": {\"9\": "
        "\"alliance\"}",
        "\"type\": \"formbricks\", \"survey\": \"cabc\"",
        "\"type\": \"redcap\", \"survey\": \"vragen\"",
        "\"type\": \"surveymonkey\", \"survey\": 70, \"map\": {\"70[71]\": \"s1\", \"70[72]\": "
        "\"s2\"}",
        "\"type\": \"qualtrics\", \"survey\": \"SV_1\", \"map\": {\"QID1\": \"s1\", \"QID2\": "
        "\"s2\"}"};
    sam_buf_text(
        text, "{\"id\": \"fake\", \"title\": {\"nl\": \"x\", \"en\": \"x\"}, \"language\": \"nl\", "
              "\"alliances\": [{\"id\": \"noord\", \"name\": \"Noord\", \"partners\": [{\"id\": "
              "\"a\", \"name\": \"A\", \"lead\": true}]}], \"people\": [], \"waves\": [{\"id\": "
              "\"2026\", \"questionnaire\": \"recorded\"}], \"sources\": [");
    for (size_t i = 0; i < FAKE_APIS; i++) {
        sam_buf_printf(text,
                       "%s{\"name\": \"s%zu\", %s, \"url\": \"http://127.0.0.1:%u/\", "
                       "\"secret_env\": \"SAM_TEST_SECRET\"}",
                       i > 0 ? ", " : "", i, sources[i], port);
    }
    sam_buf_text(text, "]}");
}

#endif
