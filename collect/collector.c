#include "collect/collector.h"

#include "base/memory.h"
#include "base/words.h"
#include "collect/ahead.h"
#include "collect/judge.h"
#include "collect/questions.h"
#include "store/erase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { IDS_LIMIT = 1 << 30, WITHDRAWN_AT_ONCE = 1000, MANY = 5, QUESTIONS_LIMIT = 64 << 20 };

static void remember(struct sam_dictionary *ids, const char *id) {
    if (ids != NULL) {
        sam_dictionary_add(ids, id, strlen(id));
    }
}

/* --- one page into the store ------------------------------------------------------------------ */

/* A record in quarantine counts once a run, however often its page comes. */
static enum sam_status quarantine(struct sam_collector *c, const struct sam_raw_response *raw,
                                  enum sam_refusal refusal, const char *message, time_t now,
                                  struct sam_err *err) {
    const char *id = raw->record_id != NULL ? raw->record_id : "";
    if (sam_dictionary_find(c->refused, id, strlen(id)) == SAM_NOT_IN_DICTIONARY) {
        sam_dictionary_add(c->refused, id, strlen(id));
        c->run->quarantined++;
    }
    return sam_store_quarantine(c->store, c->source->name, raw, refusal, message, now, err);
}

/* What was erased here isn't fetched again, though the source still has it. */
static enum sam_status stays_away(struct sam_collector *c, const struct sam_raw_response *raw,
                                  bool *erased, struct sam_err *err) {
    enum sam_status status =
        sam_store_is_erased(c->store, c->source->name, raw->record_id != NULL ? raw->record_id : "",
                            raw->respondent != NULL ? raw->respondent : "",
                            raw->wave != NULL ? raw->wave : "", erased, err);
    if (status == SAM_OK && *erased && !c->told_erased) {
        c->told_erased = true;
        sam_pass_notice(&c->pass,
                        _("source %s still has responses that were erased here (purge); they are "
                          "passed over. Erase them there too"),
                        c->source->name);
    }
    return status;
}

static enum sam_status take_record(struct sam_collector *c, const struct sam_raw_response *raw,
                                   const struct sam_judged *judged, time_t now,
                                   struct sam_err *err) {
    bool erased = false;
    remember(c->seen, raw->record_id != NULL ? raw->record_id : "");
    if (judged->early) {
        c->early++;
        return SAM_OK;
    }
    enum sam_status status = c->any_erased ? stays_away(c, raw, &erased, err) : SAM_OK;
    if (status != SAM_OK || erased) {
        return status;
    }
    if (judged->refusal != SAM_ACCEPTED) {
        return quarantine(c, raw, judged->refusal, judged->why, now, err);
    }
    enum sam_put what = SAM_PUT_SAME;
    const struct sam_response *response = &judged->response;
    status =
        sam_store_put(c->store, c->source->name, judged->questionnaire, response, now, &what, err);
    if (c->taken != NULL && response->respondent[0] != '\0') {
        remember(c->taken, response->respondent);
    }
    c->run->added += status == SAM_OK && what == SAM_PUT_NEW;
    c->run->changed += status == SAM_OK && what == SAM_PUT_CHANGED;
    return status;
}

static enum sam_status withdraw(struct sam_collector *c, const char *id, time_t now,
                                struct sam_err *err) {
    bool was_there = false;
    enum sam_status status =
        sam_store_withdraw(c->store, c->source->name, id, now, &was_there, err);
    if (status == SAM_OK) {
        c->run->withdrawn += was_there;
        status = sam_store_quarantine_drop(c->store, c->source->name, id, err);
    }
    return status == SAM_E_NOT_FOUND ? SAM_OK : status;
}

static enum sam_status take_all(struct sam_collector *c, const struct sam_page *page,
                                struct sam_err *err) {
    time_t now = time(NULL);
    enum sam_status status = sam_store_any_erased(c->store, &c->any_erased, err);
    for (size_t i = 0; i < page->record_count && status == SAM_OK; i++) {
        status = take_record(c, &page->records[i], &page->judged[i], now, err);
    }
    for (size_t i = 0; i < page->unreadable_count && status == SAM_OK; i++) {
        struct sam_raw_response raw = {.record_id = page->unreadable[i].record_id};
        char message[SAM_ERR_TEXT];
        remember(c->seen, raw.record_id);
        snprintf(message, sizeof message, _("response %s cannot be read: %.600s"), raw.record_id,
                 page->unreadable[i].reason);
        status = quarantine(c, &raw, SAM_REFUSED_TEXT, message, now, err);
        sam_pass_notice(&c->pass, _("source %s: %s; the rest goes on"), c->source->name, message);
    }
    for (size_t i = 0; i < page->withdrawn_count && status == SAM_OK; i++) {
        status = withdraw(c, page->withdrawn[i], now, err);
    }
    if (status == SAM_OK && page->cursor != NULL) {
        status = sam_store_cursor_set(c->store, c->source->name, page->cursor, err);
    }
    return status;
}

static enum sam_status store_page(struct sam_collector *c, const struct sam_page *page,
                                  struct sam_err *err) {
    enum sam_status status = sam_store_begin(c->store, err);
    if (status == SAM_OK) {
        status = take_all(c, page, err);
        if (status == SAM_OK) {
            status = sam_store_commit(c->store, err);
        }
        if (status != SAM_OK) {
            sam_store_rollback(c->store);
        }
    }
    return status;
}

/* All of a page and its cursor, or nothing of it. */
static enum sam_status take_page(struct sam_collector *c, const struct sam_page *page,
                                 struct sam_err *err) {
    struct sam_run before = *c->run;
    /* Between processes SQLite takes care of turns, but not fairly enough for many of one. */
    if (c->options->writing != NULL) {
        pthread_mutex_lock(c->options->writing);
    }
    enum sam_status status = store_page(c, page, err);
    if (c->options->writing != NULL) {
        pthread_mutex_unlock(c->options->writing);
    }
    if (status != SAM_OK) {
        *c->run = before;
        return status;
    }
    c->run->fetched += page->record_count;
    if (c->options->progress != NULL && page->record_count > 0) {
        c->options->progress(c->options->context, c->source->name, c->run->fetched);
    }
    return SAM_OK;
}

/* --- one pass --------------------------------------------------------------------------------- */

static bool stop_asked(const struct sam_collector *c) {
    return c->options->stop != NULL && c->options->stop(c->options->context);
}

static enum sam_status judge_page(struct sam_page *page, void *context, struct sam_err *err) {
    return sam_page_judge(context, page, err);
}

static enum sam_status read_pages(struct sam_collector *c, const struct sam_platform *platform,
                                  void *state, struct sam_err *err) {
    struct sam_page page;
    struct sam_ahead *ahead = NULL;
    bool more = true;
    c->unsure = false;
    enum sam_status status = sam_ahead_start(platform, state, judge_page, c, &ahead, err);
    if (status != SAM_OK) {
        return status;
    }
    sam_page_init(&page);
    while (more && status == SAM_OK) {
        status = sam_ahead_next(ahead, &page, err);
        if (status == SAM_OK) {
            status = take_page(c, &page, err);
        }
        more = page.more;
        c->unsure = c->unsure || page.unsure;
        if (status == SAM_OK && more && stop_asked(c)) {
            status = sam_fail(err, SAM_E_STOPPED,
                              _("stopped; what was fetched is stored, the next time goes on from "
                                "there"));
        }
    }
    sam_ahead_stop(ahead);
    sam_page_fini(&page);
    return status;
}

static void tell_change(const struct sam_collector *c, const char *before, const char *now) {
    struct sam_questions_change change;
    sam_questions_compare(before, now, &change);
    sam_pass_notice(&c->pass,
                    _("source %s: its questions were changed since the last full pass. New: %s; "
                      "gone: %s; other words: %s. Answers before and after may not mean the same"),
                    c->source->name, change.added.length > 0 ? change.added.data : "-",
                    change.gone.length > 0 ? change.gone.data : "-",
                    change.reworded.length > 0 ? change.reworded.data : "-");
    sam_questions_change_fini(&change);
}

/* Another version may give answers in another shape, so that it is good to know from when. */
static enum sam_status watch_version(const struct sam_collector *c, const char *version,
                                     struct sam_err *err) {
    struct sam_buf before;
    if (version == NULL) {
        return SAM_OK;
    }
    sam_buf_init(&before, SAM_BUF_UNLIMITED);
    enum sam_status status = sam_store_fact(c->store, c->source->name, "version", &before, err);
    const char *known = before.length > 0 ? before.data : "";
    /* "5.3.12+" is what can be seen from outside: less than what was told before. */
    bool seen = strchr(version, '+') != NULL;
    bool was_told = known[0] != '\0' && strchr(known, '+') == NULL;
    if (status == SAM_OK && strcmp(known, version) != 0 && !(seen && was_told)) {
        if (known[0] != '\0' && seen != was_told) {
            sam_pass_notice(&c->pass,
                            _("source %s: its server was changed from version %s to %s. If numbers "
                              "look odd from here on, compare some responses with the platform's "
                              "own pages"),
                            c->source->name, known, version);
        }
        status = sam_store_fact_set(c->store, c->source->name, "version", version, err);
    }
    sam_buf_fini(&before);
    return status;
}

/* Were the questions changed while the wave is open? That they can't be read (a right that is
 * missing, say) is no reason not to collect. */
static enum sam_status watch_questions(struct sam_collector *c, const struct sam_platform *platform,
                                       void *state, struct sam_err *err) {
    struct sam_questions questions = {.arena = sam_arena_new(QUESTIONS_LIMIT), .brief = true};
    struct sam_err ignored = {0};
    struct sam_buf before;
    struct sam_buf now;
    enum sam_status status = SAM_OK;
    sam_buf_init(&before, SAM_BUF_UNLIMITED);
    sam_buf_init(&now, SAM_BUF_UNLIMITED);
    if (platform->describe(state, &questions, &ignored) == SAM_OK && questions.count > 0) {
        sam_questions_text(&questions, &now);
        status = sam_store_fact(c->store, c->source->name, "questions", &before, err);
        bool other = status == SAM_OK && (before.length == 0 || strcmp(before.data, now.data) != 0);
        if (other && before.length > 0) {
            tell_change(c, before.data, now.data);
        }
        if (other) {
            status = sam_store_fact_set(c->store, c->source->name, "questions", now.data, err);
        }
    }
    if (status == SAM_OK) {
        status = watch_version(c, questions.version, err);
    }
    sam_buf_fini(&now);
    sam_buf_fini(&before);
    sam_arena_free(questions.arena);
    return status;
}

static enum sam_status run_pass(struct sam_collector *c, bool full, const char *const *open_ids,
                                size_t open_count, struct sam_err *err) {
    const struct sam_platform *platform = sam_platform(c->source->type);
    struct sam_buf cursor;
    sam_buf_init(&cursor, SAM_BUF_UNLIMITED);
    enum sam_status status = sam_store_cursor(c->store, c->source->name, &cursor, err);
    if (status == SAM_OK) {
        void *state = NULL;
        c->pass.full = full;
        c->pass.cursor = cursor.data != NULL ? cursor.data : "";
        c->pass.open_ids = open_ids;
        c->pass.open_count = open_count;
        status = platform->open(&c->pass, &state, err);
        if (status == SAM_OK) {
            status = full && !c->watched ? watch_questions(c, platform, state, err) : SAM_OK;
            c->watched = c->watched || full;
            if (status == SAM_OK) {
                status = read_pages(c, platform, state, err);
            }
            platform->close(state);
        }
    }
    sam_buf_fini(&cursor);
    return status;
}

/* --- lists of ids ----------------------------------------------------------------------------- */

struct ids {
    const char **list;
    size_t count, room;
    struct sam_arena *arena;
    const char *source;
    const struct sam_dictionary *not_in; /* only ids that are not here; NULL: all */
    size_t visited;
};

static void ids_init(struct ids *ids, const char *source) {
    *ids = (struct ids){.source = source, .arena = sam_arena_new(IDS_LIMIT)};
}

static void ids_fini(struct ids *ids) {
    free(ids->list);
    sam_arena_free(ids->arena);
}

static void ids_add(struct ids *ids, const char *id) {
    if (ids->not_in != NULL &&
        sam_dictionary_find(ids->not_in, id, strlen(id)) != SAM_NOT_IN_DICTIONARY) {
        return;
    }
    if (ids->count == ids->room) {
        ids->room = sam_grow(ids->room, ids->count + 1);
        ids->list = sam_xrealloc(ids->list, ids->room, sizeof *ids->list);
    }
    ids->list[ids->count++] = sam_arena_strdup(ids->arena, id);
}

static bool add_record(const char *record_id, enum sam_state state, void *context) {
    struct ids *ids = context;
    (void)state;
    ids->visited++;
    ids_add(ids, record_id);
    return true;
}

static bool add_quarantined(const struct sam_quarantined *row, void *context) {
    struct ids *ids = context;
    if (strcmp(row->source, ids->source) == 0) {
        ids_add(ids, row->record_id);
    }
    return true;
}

enum sam_status sam_collector_incremental(struct sam_collector *c, struct sam_err *err) {
    struct ids open;
    ids_init(&open, c->source->name);
    enum sam_status status =
        sam_store_visit_records(c->store, c->source->name, true, add_record, &open, err);
    if (status == SAM_OK) {
        status = sam_store_visit_quarantine(c->store, add_quarantined, &open, err);
    }
    if (status == SAM_OK) {
        status = run_pass(c, false, open.list, open.count, err);
    }
    ids_fini(&open);
    return status;
}

/* --- what is no longer there ------------------------------------------------------------------ */

static enum sam_status find_missing(struct sam_collector *c, struct ids *records,
                                    struct ids *quarantined, struct sam_err *err) {
    records->not_in = quarantined->not_in = c->seen;
    enum sam_status status =
        sam_store_visit_records(c->store, c->source->name, false, add_record, records, err);
    return status == SAM_OK
               ? sam_store_visit_quarantine(c->store, add_quarantined, quarantined, err)
               : status;
}

/* More than a fifth and at least five at once, or all of them: rather a fault over there (or in
 * the settings here) than people who withdrew. */
static enum sam_status check_share(const struct sam_collector *c, const struct ids *missing,
                                   struct sam_err *err) {
    bool nothing = sam_dictionary_count(c->seen) == 0;
    bool many = missing->count >= MANY && missing->count * 5 > missing->visited;
    if (c->options->accept_withdrawals || (!nothing && !many) || missing->count == 0) {
        return SAM_OK;
    }
    return sam_fail(err, SAM_E_REMOTE,
                    _("%zu of %zu responses are no longer at the source. Nothing was withdrawn; if "
                      "they really are, run again with --accept-withdrawals"),
                    missing->count, missing->visited);
}

static enum sam_status withdraw_all(struct sam_collector *c, const struct ids *records,
                                    const struct ids *quarantined, struct sam_err *err) {
    size_t total = records->count + quarantined->count;
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < total && status == SAM_OK;) {
        size_t withdrawn = c->run->withdrawn;
        time_t now = time(NULL);
        status = sam_store_begin(c->store, err);
        for (size_t end = i + WITHDRAWN_AT_ONCE; i < total && i < end && status == SAM_OK; i++) {
            status = i < records->count
                         ? withdraw(c, records->list[i], now, err)
                         : sam_store_quarantine_drop(c->store, c->source->name,
                                                     quarantined->list[i - records->count], err);
            status = status == SAM_E_NOT_FOUND ? SAM_OK : status;
        }
        if (status == SAM_OK) {
            status = sam_store_commit(c->store, err);
        }
        if (status != SAM_OK) {
            sam_store_rollback(c->store);
            c->run->withdrawn = withdrawn;
        }
    }
    return status;
}

/* One look at what is missing; *withdraw_now when it is the second in a row. */
static enum sam_status reconcile(struct sam_collector *c, bool withdraw_now, bool *any,
                                 struct sam_err *err) {
    struct ids records;
    struct ids quarantined;
    ids_init(&records, c->source->name);
    ids_init(&quarantined, c->source->name);
    enum sam_status status = find_missing(c, &records, &quarantined, err);
    if (status == SAM_OK) {
        *any = records.count + quarantined.count > 0;
        status = check_share(c, &records, err);
    }
    if (status == SAM_OK && withdraw_now) {
        status = withdraw_all(c, &records, &quarantined, err);
    }
    ids_fini(&records);
    ids_fini(&quarantined);
    return status;
}

enum sam_status sam_collector_full(struct sam_collector *c, struct sam_err *err) {
    bool missing = false;
    c->seen = sam_dictionary_new();
    enum sam_status status = run_pass(c, true, NULL, 0, err);
    if (status == SAM_OK && !c->unsure) {
        status = reconcile(c, false, &missing, err);
    }
    if (status == SAM_OK && missing) {
        /* What either list has is there. */
        status = run_pass(c, true, NULL, 0, err);
        if (status == SAM_OK && !c->unsure) {
            status = reconcile(c, true, &missing, err);
        }
    }
    sam_dictionary_free(c->seen);
    c->seen = NULL;
    return status;
}
