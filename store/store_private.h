/* What the files of the store share; for them and their tests alone. */
#ifndef SAM_STORE_PRIVATE_H
#define SAM_STORE_PRIVATE_H

#include "base/buf.h"
#include "base/moment.h"
#include "base/words.h"
#include "store/store.h"

#include <sqlite3.h>

enum { SAM_STATEMENTS = 128, SAM_SCHEMA_ID = 0x53414d53 };

/* Is there a later complete response than r of the same respondent, alliance and wave, or a
 * complete one of somebody who took over the place? Somebody without a name of their own is nobody
 * else. */
#define SAM_SQL_REPLACED                                                                           \
    "(r.respondent <> '' AND (EXISTS (SELECT 1 FROM response later WHERE later.wave = r.wave AND " \
    "later.alliance = r.alliance AND later.respondent = r.respondent AND later.id <> r.id AND "    \
    "later.state = 'complete' AND (coalesce(later.answered, -1), later.change) > "                 \
    "(coalesce(r.answered, -1), r.change)) OR EXISTS (SELECT 1 FROM succession s JOIN response "   \
    "later ON later.respondent = s.successor WHERE s.respondent = r.respondent AND later.wave = "  \
    "r.wave AND later.alliance = r.alliance AND later.state = 'complete')))"

/* The same of a whole wave, several times as fast: nearly all respondents have one response and
 * were not taken over from, and both lists of the others are made once a statement. (iif, because
 * SQLite works both sides of an AND out.) */
#define SAM_SQL_REPLACED_OF_ALL                                                                    \
    "iif((r.wave, r.alliance, r.respondent) IN (SELECT wave, alliance, respondent FROM response "  \
    "GROUP BY wave, alliance, respondent HAVING count(*) > 1) OR r.respondent IN (SELECT "         \
    "respondent FROM succession), " SAM_SQL_REPLACED ", 0)"

/* A questionnaire's table of answers, as sam_store_use_questionnaire found or made it. */
struct sam_table {
    char *questionnaire;
    char *holders; /* what its account holders are given, or "": two waves may differ in it */
    char *name;    /* quoted: "answers_ID" */
    size_t item_count;
    bool *has_column; /* per item; all true in a store opened for writing */
    bool exists;
    /* made on first use */
    sqlite3_stmt *put, *put_new, *find, *old;
    bool finding; /* find is in use: a visitor looks for another one */
};

struct sam_store {
    sqlite3 *db;
    char *path;
    enum sam_store_mode mode;
    bool in_transaction;
    int64_t change, change_at_begin; /* the last number given out; valid in a transaction */
    bool quarantine_empty; /* found so at the begin of the transaction, and no row since */
    int64_t change_at_step;
    struct {
        const char *sql;
        sqlite3_stmt *statement;
    } cached[SAM_STATEMENTS];
    size_t cached_count;
    struct sam_table *tables;
    size_t table_count;
    struct sam_buf scratch;
    time_t moment_of; /* what moment says */
    char moment[SAM_MOMENT_SIZE];
};

/* --- sql.c ---------------------------------------------------------------------------------- */

/* Makes the message of the last failure of SQLite: file, what SQLite says, what to do. */
enum sam_status sam_sql_fail(struct sam_store *store, struct sam_err *err);
/* A statement kept for the life of the store, reset and ready for binding. sql must be a literal:
 * its address is the key. */
enum sam_status sam_sql_kept(struct sam_store *store, const char *sql, sqlite3_stmt **statement,
                             struct sam_err *err) SAM_MUST_CHECK;
/* A statement of the caller's own, for sqlite3_finalize: for text made at run time, and for reading
 * while a callback may use the store. */
enum sam_status sam_sql_own(struct sam_store *store, const char *sql, sqlite3_stmt **statement,
                            struct sam_err *err) SAM_MUST_CHECK;
/* *row is true when there is one. At the end, or after a failure, the statement is reset. */
enum sam_status sam_sql_step(struct sam_store *store, sqlite3_stmt *statement, bool *row,
                             struct sam_err *err) SAM_MUST_CHECK;
/* Runs a statement that gives no rows, and resets it. */
enum sam_status sam_sql_run(struct sam_store *store, sqlite3_stmt *statement,
                            struct sam_err *err) SAM_MUST_CHECK;
/* Runs fixed SQL. */
enum sam_status sam_sql_exec(struct sam_store *store, const char *sql,
                             struct sam_err *err) SAM_MUST_CHECK;
/* The first column of the first row of fixed SQL without parameters. */
enum sam_status sam_sql_number(struct sam_store *store, const char *sql, int64_t *number,
                               struct sam_err *err) SAM_MUST_CHECK;
/* NULL is bound as "". The text must live until the statement has run. */
void sam_sql_bind_text(sqlite3_stmt *statement, int at, const char *text);
/* Never NULL. */
const char *sam_sql_text(sqlite3_stmt *statement, int column);
/* Appends "name" with quotation marks as SQL wants them. */
void sam_sql_quote(struct sam_buf *sql, const char *prefix, const char *name);

/* --- store.c -------------------------------------------------------------------------------- */

/* Asserts that the caller began a transaction; fails if SQLite has undone it since. */
enum sam_status sam_store_writing(struct sam_store *store, struct sam_err *err) SAM_MUST_CHECK;

/* --- schema.c ------------------------------------------------------------------------------- */

/* Step i brings a store from version i to i + 1. */
extern const char *const sam_schema_steps[];
extern const int sam_schema_version;

/* Brings the store up to `count` steps, each in a transaction of its own; refuses a newer one, an
 * older one that was opened for reading, and another program's database. */
enum sam_status sam_schema_migrate(struct sam_store *store, const char *const *steps, int count,
                                   struct sam_err *err) SAM_MUST_CHECK;

/* --- table.c -------------------------------------------------------------------------------- */

/* The first table by the questionnaire's id (holders NULL: with whichever items), or NULL when
 * sam_store_use_questionnaire wasn't called. */
struct sam_table *sam_table_find(struct sam_store *store, const char *questionnaire,
                                 const char *holders);
/* The table; asserts that sam_store_use_questionnaire was called. */
struct sam_table *sam_table_get(struct sam_store *store,
                                const struct sam_questionnaire *questionnaire);
void sam_tables_free(struct sam_store *store);
/* Appends ", a.dont_know" and a column per item, NULL for those without one. */
void sam_table_columns(const struct sam_table *table, const struct sam_questionnaire *questionnaire,
                       struct sam_buf *sql);
/* Reads those columns of the row at hand, the first of them number `first`. */
enum sam_status sam_table_answers(struct sam_store *store,
                                  const struct sam_questionnaire *questionnaire,
                                  sqlite3_stmt *statement, int first, uint8_t *answers,
                                  struct sam_err *err) SAM_MUST_CHECK;

/* --- version.c ------------------------------------------------------------------------------ */

/* Copies the response as it is stored now into response_version. */
enum sam_status sam_version_keep(struct sam_store *store, int64_t response, time_t now,
                                 struct sam_err *err) SAM_MUST_CHECK;

/* --- response_put.c ------------------------------------------------------------------------- */

const char *sam_state_id(enum sam_state state);

/* --- left_blank.c --------------------------------------------------------------------------- */

enum sam_status sam_left_blank_put(struct sam_store *store, int64_t response, const char *items,
                                   struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_left_blank_erase(struct sam_store *store, int64_t response,
                                     struct sam_err *err) SAM_MUST_CHECK;
/* Is any response known to have such items? */
enum sam_status sam_left_blank_any(struct sam_store *store, bool *any,
                                   struct sam_err *err) SAM_MUST_CHECK;
/* items becomes the response's list, "" if there is none. */
enum sam_status sam_left_blank_get(struct sam_store *store, int64_t response, struct sam_buf *items,
                                   struct sam_err *err) SAM_MUST_CHECK;

/* --- quarantine.c --------------------------------------------------------------------------- */

/* The response was taken after all, or is gone. */
enum sam_status sam_quarantine_forget(struct sam_store *store, const char *source,
                                      const char *record_id, struct sam_err *err) SAM_MUST_CHECK;

#endif
