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

#endif
