/* What the tests of collecting share: a study with its store, and scripted answers. */
#ifndef SAM_TESTS_COLLECT_FIXTURE_H
#define SAM_TESTS_COLLECT_FIXTURE_H

#include "support/loopback.h"
#include "support/support.h"

#include "base/memory.h"
#include "collect/collect.h"
#include "collect/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- a study ---------------------------------------------------------------------------------- */

struct fixture {
    char *folder;
    struct sam_study *study;
    struct sam_questionnaire *questionnaire;
    struct sam_questionnaire *of_wave[4];
    struct sam_instruments instruments;
    struct sam_store *store;
    struct sam_collect_options options;
    struct sam_buf notices;
    size_t stop_after; /* pages; 0: never */
    size_t pages;
};

static inline void fixture_notice(void *context, const char *message) {
    struct fixture *f = context;
    sam_buf_printf(&f->notices, "%s\n", message);
}

static inline void fixture_progress(void *context, const char *source, size_t fetched) {
    struct fixture *f = context;
    (void)source;
    (void)fetched;
    f->pages++;
}

static inline bool fixture_stop(void *context) {
    const struct fixture *f = context;
    return f->stop_after > 0 && f->pages >= f->stop_after;
}

/* text with each "@URL@" replaced. */
static inline void with_url(struct sam_buf *out, const char *text, const char *url) {
    const char *at = NULL;
    while ((at = strstr(text, "@URL@")) != NULL) {
        sam_buf_append(out, text, (size_t)(at - text));
        sam_buf_text(out, url);
        text = at + 5;
    }
    sam_buf_text(out, text);
}

static inline struct sam_questionnaire *fixture_questionnaire(const char *path) {
    struct sam_buf text;
    struct sam_problems problems;
    struct sam_err err = {0};
    struct sam_questionnaire *questionnaire = NULL;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_problems_init(&problems);
    sam_source_file(path, &text);
    if (sam_questionnaire_parse(text.data, text.length, path, &questionnaire, &problems, &err) !=
        SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
    sam_buf_fini(&text);
    return questionnaire;
}

static inline struct sam_study *fixture_study(const char *text) {
    struct sam_problems problems;
    struct sam_err err = {0};
    struct sam_study *study = NULL;
    sam_problems_init(&problems);
    if (sam_study_parse(text, strlen(text), "study.json", &study, &problems, &err) != SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
    return study;
}

static inline void fixture_open_text(struct fixture *f, const char *study) {
    struct sam_err err = {0};
    *f = (struct fixture){.folder = sam_temporary_folder()};
    sam_buf_init(&f->notices, SAM_BUF_UNLIMITED);
    f->study = fixture_study(study);
    f->study->folder = f->folder;
    f->questionnaire = fixture_questionnaire("tests/data/limesurvey/questionnaire.json");
    for (size_t i = 0; i < 4; i++) {
        f->of_wave[i] = f->questionnaire;
    }
    f->instruments = (struct sam_instruments){f->study->wave_count, f->of_wave};
    if (sam_store_open(f->folder, SAM_STORE_WRITE, &f->store, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    f->options = (struct sam_collect_options){.progress = fixture_progress,
                                              .notice = fixture_notice,
                                              .context = f,
                                              .stop = fixture_stop,
                                              .second_ms = 4};
    setenv("SAM_TEST_SECRET", "geheim-123", 1);
}

/* The study of a file under tests/data, its sources at url. */
static inline void fixture_open(struct fixture *f, const char *path, const char *url) {
    struct sam_buf text;
    struct sam_buf study;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_init(&study, SAM_BUF_UNLIMITED);
    sam_source_file(path, &text);
    with_url(&study, text.data, url);
    fixture_open_text(f, study.data);
    sam_buf_fini(&study);
    sam_buf_fini(&text);
}

static inline void fixture_close(struct fixture *f) {
    sam_store_close(f->store);
    sam_study_free(f->study);
    sam_questionnaire_free(f->questionnaire);
    sam_folder_remove(f->folder);
    sam_buf_fini(&f->notices);
}

/* --- what is in the store --------------------------------------------------------------------- */

struct counts {
    size_t complete, incomplete, withdrawn, quarantined;
};

static inline bool count_stored(const struct sam_stored *stored, void *context) {
    struct counts *counts = context;
    counts->complete += stored->state == SAM_STATE_COMPLETE;
    counts->incomplete += stored->state == SAM_STATE_INCOMPLETE;
    counts->withdrawn += stored->state == SAM_STATE_WITHDRAWN;
    return true;
}

static inline bool count_quarantined(const struct sam_quarantined *row, void *context) {
    (void)row;
    ((struct counts *)context)->quarantined++;
    return true;
}

static inline struct counts count(struct fixture *f) {
    struct counts counts = {0};
    struct sam_err err = {0};
    struct sam_store_query query = {.with_withdrawn = true, .with_incomplete = true};
    assert_int_equal(
        sam_store_visit(f->store, f->questionnaire, &query, count_stored, &counts, &err), SAM_OK);
    assert_int_equal(sam_store_visit_quarantine(f->store, count_quarantined, &counts, &err),
                     SAM_OK);
    return counts;
}

/* One stored response, as text: "alliance/organisation/role/state/submitted/s1/version". */
struct find {
    const char *id;
    char text[512];
};

static inline bool find_stored(const struct sam_stored *stored, void *context) {
    struct find *find = context;
    const struct sam_response *r = &stored->response;
    if (strcmp(r->record_id, find->id) == 0) {
        snprintf(find->text, sizeof find->text, "%s|%s|%s|%s|%d|%s|%d|%d", r->respondent,
                 r->alliance, r->organisation, sam_role_id(r->role), (int)stored->state,
                 r->submitted_at, r->answers != NULL ? r->answers[0] : -1, stored->version);
    }
    return true;
}

static inline struct find find(struct fixture *f, const char *id) {
    struct find found = {id, ""};
    struct sam_err err = {0};
    struct sam_store_query query = {.with_withdrawn = true, .with_incomplete = true};
    assert_int_equal(sam_store_visit(f->store, f->questionnaire, &query, find_stored, &found, &err),
                     SAM_OK);
    return found;
}

static inline bool find_refused(const struct sam_quarantined *row, void *context) {
    struct find *find = context;
    if (strcmp(row->record_id, find->id) == 0) {
        snprintf(find->text, sizeof find->text, "%s: %.400s", row->refusal, row->message);
    }
    return true;
}

static inline struct find refused(struct fixture *f, const char *id) {
    struct find found = {id, ""};
    struct sam_err err = {0};
    assert_int_equal(sam_store_visit_quarantine(f->store, find_refused, &found, &err), SAM_OK);
    return found;
}

/* --- scripted answers ------------------------------------------------------------------------- */

/* One expected request and its answer. */
struct step {
    const char *expect; /* stands in the path or body */
    const char *file;   /* of tests/data/limesurvey; or body */
    const char *body;
    struct sam_reply reply; /* status 0 here means 200 */
    bool drop;
};

struct script {
    const struct step *steps;
    size_t count, at;
    char wrong[400];      /* the first request that was not expected */
    struct sam_buf asked; /* every request: path, headers and body, a line each */
    struct sam_buf *files;
    struct sam_loopback *server;
    char url[128];
};

static inline void script_answer(void *context, const struct sam_exchange *exchange,
                                 struct sam_reply *reply) {
    struct script *script = context;
    sam_buf_printf(&script->asked, "%s %s\n%s%s\n", exchange->method, exchange->path,
                   exchange->headers, exchange->body);
    const struct step *step = script->at < script->count ? &script->steps[script->at] : NULL;
    if (step == NULL || (strstr(exchange->path, step->expect) == NULL &&
                         strstr(exchange->body, step->expect) == NULL)) {
        if (script->wrong[0] == '\0') {
            snprintf(script->wrong, sizeof script->wrong, "request %zu: %.60s %.300s",
                     script->at + 1, exchange->path, exchange->body);
        }
        reply->status = 418;
        return;
    }
    *reply = step->reply;
    if (reply->status == 0) {
        reply->status = 200;
    }
    if (step->drop) {
        reply->status = 0;
    }
    if (step->file != NULL) {
        reply->body = script->files[script->at].data;
        reply->body_length = script->files[script->at].length;
    } else if (step->body != NULL) {
        reply->body = step->body;
        reply->body_length = strlen(step->body);
    }
    /* JSON-RPC answers carry the number of the call; recorded ones were all numbered 1. */
    const char *id = strstr(exchange->body, "\"id\":");
    if (id != NULL && reply->body != NULL && strncmp(reply->body, "{\"id\":1,", 8) == 0) {
        struct sam_buf numbered;
        sam_buf_init(&numbered, SAM_BUF_UNLIMITED);
        sam_buf_printf(&numbered, "{\"id\":%d%s", (int)strtol(id + 5, NULL, 10), reply->body + 7);
        reply->body_length = numbered.length;
        reply->body = sam_buf_take(&numbered);
        reply->owned = true;
        sam_buf_fini(&numbered);
    }
    script->at++;
}

static inline void script_start(struct script *script, const struct step *steps, size_t count) {
    *script = (struct script){.steps = steps, .count = count};
    sam_buf_init(&script->asked, SAM_BUF_UNLIMITED);
    script->files = sam_xcalloc(count + 1, sizeof *script->files);
    for (size_t i = 0; i < count; i++) {
        sam_buf_init(&script->files[i], SAM_BUF_UNLIMITED);
        if (steps[i].file != NULL) {
            char path[200];
            snprintf(path, sizeof path, "tests/data/limesurvey/%s", steps[i].file);
            sam_source_file(path, &script->files[i]);
        }
    }
    script->server = sam_loopback_start(script_answer, script);
    snprintf(script->url, sizeof script->url, "http://127.0.0.1:%u/rpc",
             sam_loopback_port(script->server));
}

/* Every answer was asked for, and nothing else. */
static inline void script_end(struct script *script) {
    sam_loopback_stop(script->server);
    if (script->wrong[0] != '\0' || script->at != script->count) {
        fail_msg("%zu of %zu answers were asked for; %s", script->at, script->count, script->wrong);
    }
    for (size_t i = 0; i < script->count; i++) {
        sam_buf_fini(&script->files[i]);
    }
    free(script->files);
    sam_buf_fini(&script->asked);
}

#define STEPS(steps) (steps), sizeof(steps) / sizeof *(steps)

#endif
