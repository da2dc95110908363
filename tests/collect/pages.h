/* Reads a source's pages without a store. */
#ifndef SAM_TESTS_COLLECT_PAGES_H
#define SAM_TESTS_COLLECT_PAGES_H

#include "fixture.h"

struct reading {
    struct sam_source source;
    struct sam_study study;
    struct sam_mapper *mapper;
    struct sam_questionnaire *questionnaire;
    struct sam_secret secret;
    struct sam_http http;
    struct sam_pass pass;
    struct sam_buf text;   /* a line a record: id|respondent|alliance|s1|s2|complete|modified */
    struct sam_buf cursor; /* the last one given */
    struct sam_buf notices;
    size_t pages, unreadable, withdrawn;
    bool unsure;
    struct sam_err err;
};

static inline void reading_notice(void *context, const char *message) {
    struct reading *r = context;
    sam_buf_printf(&r->notices, "%s\n", message);
}

static inline void reading_open(struct reading *r, struct sam_source source) {
    *r = (struct reading){.source = source, .study.folder = ""};
    r->questionnaire = fixture_questionnaire("tests/data/limesurvey/questionnaire.json");
    r->mapper = sam_mapper_new(&r->source, r->questionnaire, source.type == SAM_SOURCE_LIMESURVEY);
    assert_int_equal(sam_http_open(&r->http, &r->err), SAM_OK);
    r->http.second_ms = 4;
    snprintf(r->secret.text, sizeof r->secret.text, "geheim-123");
    r->pass = (struct sam_pass){.study = &r->study,
                                .source = &r->source,
                                .mapper = r->mapper,
                                .secret = &r->secret,
                                .http = &r->http,
                                .cursor = "",
                                .notice = reading_notice,
                                .context = r};
    sam_buf_init(&r->text, SAM_BUF_UNLIMITED);
    sam_buf_init(&r->cursor, SAM_BUF_UNLIMITED);
    sam_buf_init(&r->notices, SAM_BUF_UNLIMITED);
}

static inline void reading_close(struct reading *r) {
    sam_buf_fini(&r->text);
    sam_buf_fini(&r->cursor);
    sam_buf_fini(&r->notices);
    sam_mapper_free(r->mapper);
    sam_questionnaire_free(r->questionnaire);
    sam_http_close(&r->http);
}

static inline const char *answer_of(const struct sam_raw_response *raw, const char *name) {
    for (size_t i = 0; i < raw->answer_count; i++) {
        if (strcmp(raw->answers[i].name, name) == 0) {
            return raw->answers[i].text;
        }
    }
    return "-";
}

static inline const char *or_empty(const char *text) {
    return text != NULL ? text : "";
}

static inline void note_page(struct reading *r, const struct sam_page *page) {
    for (size_t i = 0; i < page->record_count; i++) {
        const struct sam_raw_response *raw = &page->records[i];
        sam_buf_printf(&r->text, "%s|%s|%s|%s|%s|%d|%s\n", raw->record_id,
                       or_empty(raw->respondent), or_empty(raw->alliance), answer_of(raw, "s1"),
                       answer_of(raw, "s2"), raw->complete, or_empty(raw->modified_at));
    }
    if (page->cursor != NULL) {
        sam_buf_clear(&r->cursor);
        sam_buf_text(&r->cursor, page->cursor);
    }
    r->pages++;
    r->unreadable += page->unreadable_count;
    r->withdrawn += page->withdrawn_count;
    r->unsure = page->unsure;
}

/* Open, all pages, close. */
static inline enum sam_status read_all(struct reading *r) {
    const struct sam_platform *platform = sam_platform(r->source.type);
    struct sam_page page;
    void *state = NULL;
    sam_buf_clear(&r->text);
    sam_buf_text(&r->text, "");
    r->pages = r->unreadable = r->withdrawn = 0;
    enum sam_status status = platform->open(&r->pass, &state, &r->err);
    if (status != SAM_OK) {
        return status;
    }
    sam_page_init(&page);
    do {
        status = platform->next(state, &page, &r->err);
        if (status == SAM_OK) {
            note_page(r, &page);
        }
    } while (status == SAM_OK && page.more);
    sam_page_fini(&page);
    platform->close(state);
    return status;
}

/* Reads a source against a scripted server, and checks that it came to its end; r stays open. */
static inline enum sam_status read_steps(struct reading *r, struct sam_source source, bool full,
                                         const char *cursor, const struct step *steps,
                                         size_t count) {
    struct script s;
    script_start(&s, steps, count);
    s.url[strlen(s.url) - strlen("/rpc")] = '\0';
    source.url = s.url;
    reading_open(r, source);
    r->pass.full = full;
    r->pass.cursor = cursor;
    enum sam_status status = read_all(r);
    script_end(&s);
    r->source.url = "";
    return status;
}

/* One answer that is refused, with this status and these words. */
struct refusal {
    int http;
    const char *body;
    enum sam_status status;
    const char *words;
};

static inline void check_refusals(struct sam_source source, const struct step *before,
                                  size_t before_count, const char *expect, size_t asked,
                                  const struct refusal *refusals, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct step steps[16];
        struct reading r;
        size_t passing = sam_http_is_passing(refusals[i].http) ? SAM_HTTP_RETRIES + 1 : asked;
        assert_true(before_count + passing <= 16);
        for (size_t j = 0; j < before_count; j++) {
            steps[j] = before[j];
        }
        for (size_t j = 0; j < passing; j++) {
            steps[before_count + j] = (struct step){
                .expect = expect, .body = refusals[i].body, .reply.status = refusals[i].http};
        }
        enum sam_status status = read_steps(&r, source, true, "", steps, before_count + passing);
        if (status != refusals[i].status || strstr(r.err.text, refusals[i].words) == NULL) {
            fail_msg("%s: %d: %s", refusals[i].body, (int)status, r.err.text);
        }
        assert_null(strstr(r.err.text, "geheim"));
        reading_close(&r);
    }
}

/* What describe says: a line "id|text", or "id|text|other", a question. */
static inline void check_questions(struct sam_source source, const struct step *steps, size_t count,
                                   const char *expected) {
    struct script s;
    struct reading r;
    struct sam_questions questions = {.arena = sam_arena_new(1 << 20)};
    struct sam_buf text;
    void *state = NULL;
    script_start(&s, steps, count);
    s.url[strlen(s.url) - strlen("/rpc")] = '\0';
    source.url = s.url;
    reading_open(&r, source);
    const struct sam_platform *platform = sam_platform(source.type);
    if (platform->open(&r.pass, &state, &r.err) != SAM_OK ||
        platform->describe(state, &questions, &r.err) != SAM_OK) {
        fail_msg("%s", r.err.text);
    }
    platform->close(state);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_text(&text, "");
    for (size_t i = 0; i < questions.count; i++) {
        const char *other = questions.list[i].other;
        bool has_other = other != NULL && other[0] != '\0';
        sam_buf_printf(&text, "%s|%s%s%s\n", questions.list[i].id, questions.list[i].text,
                       has_other ? "|" : "", has_other ? other : "");
    }
    assert_string_equal(text.data, expected);
    sam_buf_fini(&text);
    sam_arena_free(questions.arena);
    reading_close(&r);
    script_end(&s);
}

#endif
