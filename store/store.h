/* One study's data: STUDY/store.sqlite.
 *
 *   (1) the only door to SQLite; every statement has bound parameters
 *   (2) write-ahead log, full synchronisation: what was committed survives a kill and a power cut
 *   (3) sam_store_begin .. sam_store_commit is one unit of work: a page fetched and its cursor, a
 *       form page saved. Functions that write assert that a transaction is open.
 *   (4) answers are readable with plain SQL: one table a questionnaire, one column an item (a
 *       whole number or NULL), items answered "don't know" named in its column dont_know
 *   (5) names and e-mail addresses stand in tables of their own, apart from answers
 *   (6) an edited response replaces the old one; the old version of a complete one is kept in
 *       response_version
 * A store is used by one thread. Several processes may have it open: a writer waits up to 10 s for
 * another. Errors are SAM_E_STORE with the file's name, what SQLite says and what to do. */
#ifndef SAM_STORE_STORE_H
#define SAM_STORE_STORE_H

#include "base/err.h"
#include "model/response.h"
#include "model/study.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct sam_store;

enum sam_store_mode {
    SAM_STORE_READ, /* must exist; SAM_E_NOT_FOUND if not; refuses a newer schema */
    SAM_STORE_WRITE /* made if absent, migrated to this program's schema */
};

enum sam_status sam_store_open(const char *folder, enum sam_store_mode mode, struct sam_store **out,
                               struct sam_err *err) SAM_MUST_CHECK;
void sam_store_close(struct sam_store *store);

enum sam_status sam_store_begin(struct sam_store *store, struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_store_commit(struct sam_store *store, struct sam_err *err) SAM_MUST_CHECK;
/* Undoes what was written since begin; nothing if no transaction is open. */
void sam_store_rollback(struct sam_store *store);

/* One piece of work within an open transaction, which can be undone by itself: what several people
 * save at once is committed together, and what fails for one costs the others nothing. Steps don't
 * nest. */
enum sam_status sam_store_step_begin(struct sam_store *store, struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_store_step_end(struct sam_store *store, struct sam_err *err) SAM_MUST_CHECK;
/* SAM_E_STORE when the whole transaction is lost, as after a full disk. */
enum sam_status sam_store_step_undo(struct sam_store *store, struct sam_err *err) SAM_MUST_CHECK;

/* Opens the same file once more, for reading by another thread. */
enum sam_status sam_store_open_beside(const struct sam_store *store, struct sam_store **out,
                                      struct sam_err *err) SAM_MUST_CHECK;
/* How much of the file is kept in memory at most (64 MiB unless said). */
enum sam_status sam_store_cache(struct sam_store *store, int kib,
                                struct sam_err *err) SAM_MUST_CHECK;

/* Makes the questionnaire's table of answers, or adds columns for items that are new. Needed once
 * before responses to it are put or read. Opens its own transaction. In a store opened for reading
 * nothing is made: items without a column read as not answered. Plain SQL finds the complete
 * responses, of each respondent the latest, in the view "responses_ID". */
enum sam_status sam_store_use_questionnaire(struct sam_store *store,
                                            const struct sam_questionnaire *questionnaire,
                                            struct sam_err *err) SAM_MUST_CHECK;

/* Brings the identity table in line with study.json's people, and who took over from whom. Opens
 * its own transaction. */
enum sam_status sam_store_use_people(struct sam_store *store, const struct sam_study *study,
                                     struct sam_err *err) SAM_MUST_CHECK;

/* --- responses ----------------------------------------------------------------------------- */

enum sam_put { SAM_PUT_NEW, SAM_PUT_CHANGED, SAM_PUT_SAME };
enum sam_state { SAM_STATE_INCOMPLETE, SAM_STATE_COMPLETE, SAM_STATE_WITHDRAWN };

/* Puts a response of a source in place of an earlier one with the same record id. SAME when all
 * of its content is as stored (nothing is written then). A record in quarantine under the same
 * source and id leaves it. now: when this is done. */
enum sam_status sam_store_put(struct sam_store *store, const char *source,
                              const struct sam_questionnaire *questionnaire,
                              const struct sam_response *response, time_t now, enum sam_put *what,
                              struct sam_err *err) SAM_MUST_CHECK;

/* Marks a response as withdrawn at its source and erases its answers, open answers and old
 * versions, also from quarantine; that it existed and when it went stays. *was_there false if there
 * was none, or it was withdrawn already. */
enum sam_status sam_store_withdraw(struct sam_store *store, const char *source,
                                   const char *record_id, time_t now, bool *was_there,
                                   struct sam_err *err) SAM_MUST_CHECK;

struct sam_stored {
    const char *source;
    struct sam_response response; /* borrowed until the callback returns; no answers if withdrawn */
    enum sam_state state;
    int64_t change; /* rises with every put and withdrawal, unique in the store */
    int version;    /* 1, 2, ... */
};
/* Returns false to stop. */
typedef bool sam_stored_visit(const struct sam_stored *stored, void *context);

struct sam_store_query {
    const char *source;   /* NULL: all */
    const char *wave;     /* NULL: all */
    int64_t after_change; /* only those with a greater change number, in that order */
    size_t limit;         /* 0: all */
    bool with_withdrawn, with_incomplete;
    bool without_answers; /* leaves answers and open answers out: faster */
    int64_t up_to_change; /* only those with at most this change number; 0: no bound */
    bool latest;          /* without those that sam_store_answers counts as replaced */
};
/* In order of change number. The questionnaire says which columns are read; responses to another
 * questionnaire are not visited. */
enum sam_status sam_store_visit(struct sam_store *store,
                                const struct sam_questionnaire *questionnaire,
                                const struct sam_store_query *query, sam_stored_visit *visit,
                                void *context, struct sam_err *err) SAM_MUST_CHECK;

/* Visits the one response with this record id (withdrawn ones too); *found false if there is none
 * to this questionnaire. */
enum sam_status sam_store_find(struct sam_store *store,
                               const struct sam_questionnaire *questionnaire, const char *source,
                               const char *record_id, sam_stored_visit *visit, void *context,
                               bool *found, struct sam_err *err) SAM_MUST_CHECK;

/* A page of at most `limit` responses of a source (NULL: of all), to whichever questionnaire,
 * complete or not or withdrawn, with a change number above after_change: *last is the last one's
 * number (after_change when there are none), *more says whether there are others behind it. */
enum sam_status sam_store_page(struct sam_store *store, const char *source, int64_t after_change,
                               size_t limit, int64_t *last, bool *more,
                               struct sam_err *err) SAM_MUST_CHECK;

/* The highest change number given out so far; 0 in a new store. */
enum sam_status sam_store_last_change(struct sam_store *store, int64_t *change,
                                      struct sam_err *err) SAM_MUST_CHECK;

/* Visits every record id of a source that is not withdrawn, with its state; or only those that are
 * incomplete, which takes no longer than there are of them. */
typedef bool sam_record_visit(const char *record_id, enum sam_state state, void *context);
enum sam_status sam_store_visit_records(struct sam_store *store, const char *source,
                                        bool only_incomplete, sam_record_visit *visit,
                                        void *context, struct sam_err *err) SAM_MUST_CHECK;

/* What was left out of a table of answers, and why. respondents + all of these == responses of
 * the wave that are not withdrawn. */
struct sam_left_out {
    size_t incomplete;
    size_t replaced; /* an earlier complete response of the same respondent, alliance and wave, or
                        of somebody whose successor has finished */
    size_t other_questionnaire; /* to another questionnaire than the wave has now */
};
/* Fills table (new, unsorted) with the wave's complete responses, a respondent's latest one (by
 * submitted_at, then by change; somebody without a respondent id is nobody else). */
enum sam_status sam_store_answers(struct sam_store *store,
                                  const struct sam_questionnaire *questionnaire, const char *wave,
                                  struct sam_answers *table, struct sam_left_out *left_out,
                                  struct sam_err *err) SAM_MUST_CHECK;

/* --- quarantine: responses that were refused, whole, with their reason ----------------------- */

enum sam_status sam_store_quarantine(struct sam_store *store, const char *source,
                                     const struct sam_raw_response *raw, enum sam_refusal refusal,
                                     const char *message, time_t now,
                                     struct sam_err *err) SAM_MUST_CHECK;
struct sam_quarantined {
    const char *source, *record_id, *refusal, *message, *first_seen;
    const struct sam_raw_response *raw;
    int tries;
};
typedef bool sam_quarantine_visit(const struct sam_quarantined *row, void *context);
/* The callback may put or quarantine the row (in an open transaction). */
enum sam_status sam_store_visit_quarantine(struct sam_store *store, sam_quarantine_visit *visit,
                                           void *context, struct sam_err *err) SAM_MUST_CHECK;
/* How many rows there are, in all and for each reason. */
enum sam_status sam_store_count_quarantine(struct sam_store *store, size_t counts[SAM_REFUSALS],
                                           size_t *all, struct sam_err *err) SAM_MUST_CHECK;
/* Takes a row out, because its source no longer has it. */
enum sam_status sam_store_quarantine_drop(struct sam_store *store, const char *source,
                                          const char *record_id,
                                          struct sam_err *err) SAM_MUST_CHECK;

/* --- collecting: where we are with a source, and what each run did --------------------------- */

/* Appends the cursor to text; nothing if there is none yet. */
enum sam_status sam_store_cursor(struct sam_store *store, const char *source, struct sam_buf *text,
                                 struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_store_cursor_set(struct sam_store *store, const char *source,
                                     const char *cursor, struct sam_err *err) SAM_MUST_CHECK;

struct sam_run {
    const char *source;
    bool full;           /* a complete reconciliation, or only new and changed */
    const char *outcome; /* "running", "done", "failed"; "incomplete": it goes on later */
    const char *message; /* what went wrong, or "" */
    size_t fetched, added, changed, withdrawn, quarantined;
    time_t started, ended;
};
/* Both open their own transaction. */
enum sam_status sam_store_run_start(struct sam_store *store, const char *source, bool full,
                                    time_t now, int64_t *run, struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_store_run_end(struct sam_store *store, int64_t run,
                                  const struct sam_run *result, struct sam_err *err) SAM_MUST_CHECK;
/* The last ended run of a source; *found false if there was none. Strings are copied to arena. */
enum sam_status sam_store_run_last(struct sam_store *store, const char *source,
                                   struct sam_arena *arena, struct sam_run *run, bool *found,
                                   struct sam_err *err) SAM_MUST_CHECK;
/* What is remembered of a source between runs. Appends the value to text; nothing if there is none.
 */
enum sam_status sam_store_fact(struct sam_store *store, const char *source, const char *name,
                               struct sam_buf *value, struct sam_err *err) SAM_MUST_CHECK;
/* NULL forgets it. Opens its own transaction. */
enum sam_status sam_store_fact_set(struct sam_store *store, const char *source, const char *name,
                                   const char *value, struct sam_err *err) SAM_MUST_CHECK;
/* How many people have more than one complete response from this source in one alliance, in this
 * wave. */
enum sam_status sam_store_repeats(struct sam_store *store, const char *source, const char *wave,
                                  size_t *people, struct sam_err *err) SAM_MUST_CHECK;
/* Visits pairs of complete responses of one alliance and wave with the same answers (to at least
 * half of the statements), at most so many seconds apart, under different names or none: perhaps
 * one, sent twice. record_id is of this source and was stored after that change number; other's
 * source may be another. Takes as long as such new ones times the responses of their alliance.
 * Returns false to stop. */
typedef bool sam_double_visit(const char *record_id, const char *other, void *context);
enum sam_status sam_store_visit_doubles(struct sam_store *store, const char *source,
                                        const struct sam_questionnaire *questionnaire,
                                        int64_t after_change, long seconds, sam_double_visit *visit,
                                        void *context, struct sam_err *err) SAM_MUST_CHECK;
/* When a source's last pass of this kind that went well ended; 0 if there was none. */
enum sam_status sam_store_run_done(struct sam_store *store, const char *source, bool full,
                                   time_t *ended, struct sam_err *err) SAM_MUST_CHECK;

/* --- status ---------------------------------------------------------------------------------- */

struct sam_progress {
    const char *alliance;
    size_t complete, incomplete; /* respondents of lead and partner roles */
    size_t account_holders;      /* complete responses of account holders */
    const char *last_answer;     /* the latest submitted_at, or "" */
};
typedef bool sam_progress_visit(const struct sam_progress *progress, void *context);
enum sam_status sam_store_progress(struct sam_store *store, const char *wave,
                                   sam_progress_visit *visit, void *context,
                                   struct sam_err *err) SAM_MUST_CHECK;

/* Has anybody completed a questionnaire in this wave? */
enum sam_status sam_store_answered(struct sam_store *store, const char *wave, bool *answered,
                                   struct sam_err *err) SAM_MUST_CHECK;

/* --- what reports need besides the table of answers --- */

/* Visits the open answers of the wave's responses that the analysis counts, by alliance, then
 * question, then text: an order that says nothing about who wrote them. Returns false to stop. */
typedef bool sam_open_visit(const char *alliance, size_t question, const char *text, void *context);
enum sam_status sam_store_visit_open(struct sam_store *store,
                                     const struct sam_questionnaire *questionnaire,
                                     const char *wave, sam_open_visit *visit, void *context,
                                     struct sam_err *err) SAM_MUST_CHECK;

/* Visits the days (YYYY-MM-DD, as the source gives them) on which those responses were submitted,
 * in order, with how many; who has no date is on no day. */
typedef bool sam_day_visit(const char *day, size_t responses, void *context);
enum sam_status sam_store_visit_days(struct sam_store *store,
                                     const struct sam_questionnaire *questionnaire,
                                     const char *wave, sam_day_visit *visit, void *context,
                                     struct sam_err *err) SAM_MUST_CHECK;

/* --- tokens: only their hashes are kept ------------------------------------------------------ */

enum { SAM_TOKEN_HASH = 32 };
enum sam_token_kind { SAM_TOKEN_RESPONDENT, SAM_TOKEN_READER };
struct sam_token {
    enum sam_token_kind kind;
    char respondent[65], wave[65]; /* "" for a reader */
};
/* The study's secret for hashing tokens, made (32 bytes of make) on first use. */
enum sam_status sam_store_token_key(struct sam_store *store, const uint8_t make[SAM_TOKEN_HASH],
                                    uint8_t key[SAM_TOKEN_HASH],
                                    struct sam_err *err) SAM_MUST_CHECK;
/* Keeps a token's hash, beside earlier ones of the same kind, respondent and wave. */
enum sam_status sam_store_token_add(struct sam_store *store, const uint8_t hash[SAM_TOKEN_HASH],
                                    const struct sam_token *token, time_t now,
                                    struct sam_err *err) SAM_MUST_CHECK;
/* Forgets all tokens of this kind, respondent and wave. */
enum sam_status sam_store_token_revoke(struct sam_store *store, const struct sam_token *token,
                                       struct sam_err *err) SAM_MUST_CHECK;
/* Keeps a token's hash, revoking earlier ones of the same kind, respondent and wave. */
enum sam_status sam_store_token_put(struct sam_store *store, const uint8_t hash[SAM_TOKEN_HASH],
                                    const struct sam_token *token, time_t now,
                                    struct sam_err *err) SAM_MUST_CHECK;
/* SAM_E_NOT_FOUND if there is no such token or it was revoked. */
enum sam_status sam_store_token_find(struct sam_store *store, const uint8_t hash[SAM_TOKEN_HASH],
                                     struct sam_token *token, struct sam_err *err) SAM_MUST_CHECK;
/* Has this respondent a token for this wave? */
enum sam_status sam_store_token_exists(struct sam_store *store, const char *respondent,
                                       const char *wave, bool *exists,
                                       struct sam_err *err) SAM_MUST_CHECK;

/* --- checking -------------------------------------------------------------------------------- */

/* SQLite's own integrity check and our rules (every answer within its scale, every response in
 * its table); each problem found is added. */
enum sam_status sam_store_check(struct sam_store *store, struct sam_problems *problems,
                                struct sam_err *err) SAM_MUST_CHECK;

#endif
