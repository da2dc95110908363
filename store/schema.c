#include "store/store_private.h"

#include <stdio.h>
#include <string.h>

/* Answers themselves stand in one table a questionnaire ("answers_ID"), made by table.c.
 *
 * change: every put and withdrawal takes the next number, inside the one write transaction there
 * can be. So a reader that asks for what is above the highest number it saw misses nothing.
 * answered: submitted_at as seconds, because sources write moments in different ways.
 * content_a, content_b: hashes of all content, by which an unchanged response is recognised.
 * state: not IN (...), for which SQLite makes a table at every insert. */
static const char version_1[] =
    "CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "INSERT INTO counter VALUES ('change', 0);"
    "CREATE TABLE questionnaire ("
    " id TEXT PRIMARY KEY, version TEXT NOT NULL, points INTEGER NOT NULL) STRICT;"
    "CREATE TABLE response ("
    " id INTEGER PRIMARY KEY,"
    " source TEXT NOT NULL, record_id TEXT NOT NULL,"
    " questionnaire TEXT NOT NULL REFERENCES questionnaire (id),"
    " respondent TEXT NOT NULL, alliance TEXT NOT NULL, organisation TEXT NOT NULL,"
    " role TEXT NOT NULL, wave TEXT NOT NULL, language TEXT NOT NULL,"
    " submitted_at TEXT NOT NULL, modified_at TEXT NOT NULL, answered INTEGER,"
    " state TEXT NOT NULL CHECK"
    "  (state = 'complete' OR state = 'incomplete' OR state = 'withdrawn'),"
    " stored_at TEXT NOT NULL, version INTEGER NOT NULL, change INTEGER NOT NULL,"
    " content_a INTEGER NOT NULL, content_b INTEGER NOT NULL) STRICT;"
    "CREATE UNIQUE INDEX response_record ON response (source, record_id);"
    "CREATE UNIQUE INDEX response_change ON response (change);"
    "CREATE INDEX response_place ON response (wave, alliance, respondent);"
    "CREATE TABLE open_answer ("
    " response INTEGER NOT NULL REFERENCES response (id) ON DELETE CASCADE,"
    " question TEXT NOT NULL, text TEXT NOT NULL,"
    " PRIMARY KEY (response, question)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE response_version ("
    " response INTEGER NOT NULL REFERENCES response (id) ON DELETE CASCADE,"
    " version INTEGER NOT NULL, replaced_at TEXT NOT NULL, content TEXT NOT NULL,"
    " PRIMARY KEY (response, version)) STRICT;"
    "CREATE TABLE quarantine ("
    " id INTEGER PRIMARY KEY, source TEXT NOT NULL, key TEXT NOT NULL, record_id TEXT NOT NULL,"
    " refusal TEXT NOT NULL, message TEXT NOT NULL, raw TEXT NOT NULL,"
    " first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, tries INTEGER NOT NULL) STRICT;"
    "CREATE UNIQUE INDEX quarantine_key ON quarantine (source, key);"
    "CREATE TABLE cursor (source TEXT PRIMARY KEY, cursor TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE run ("
    " id INTEGER PRIMARY KEY, source TEXT NOT NULL, full INTEGER NOT NULL, outcome TEXT NOT NULL,"
    " message TEXT NOT NULL, fetched INTEGER NOT NULL, added INTEGER NOT NULL,"
    " changed INTEGER NOT NULL, withdrawn INTEGER NOT NULL, quarantined INTEGER NOT NULL,"
    " started TEXT NOT NULL, ended TEXT NOT NULL) STRICT;"
    "CREATE INDEX run_source ON run (source, ended);"
    "CREATE TABLE identity (respondent TEXT PRIMARY KEY, name TEXT, email TEXT)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE token ("
    " hash BLOB PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('respondent', 'reader')),"
    " respondent TEXT NOT NULL, wave TEXT NOT NULL, issued_at TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX token_owner ON token (kind, respondent, wave);";

/* A letter is known by its places, so that one letter can be about several; address is a hash. A
 * place may have several tokens, because a letter's link can only be made when the letter is. */
static const char mail[] =
    "CREATE TABLE mail ("
    " id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('invitation', 'reminder')),"
    " wave TEXT NOT NULL, address_hash INTEGER NOT NULL, state TEXT NOT NULL, code INTEGER NOT "
    "NULL,"
    " reply TEXT NOT NULL, prepared_at TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT;"
    "CREATE TABLE mail_place ("
    " letter INTEGER NOT NULL REFERENCES mail (id) ON DELETE CASCADE, respondent TEXT NOT NULL,"
    " PRIMARY KEY (letter, respondent)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX mail_place_respondent ON mail_place (respondent);"
    "DROP INDEX token_owner;"
    "CREATE INDEX token_owner ON token (kind, respondent, wave);";

/* paradata: how far each respondent is, apart from what was answered. consent: of the text that was
 * agreed to, which stands in consent_text. succession: who took over a place, directly or not.
 * Views are written anew (they now know of successions) when their questionnaire is used next. */
static const char form[] =
    "CREATE TABLE consent_text (hash TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE paradata ("
    " respondent TEXT NOT NULL, wave TEXT NOT NULL,"
    " opened_at TEXT NOT NULL DEFAULT '', consented_at TEXT NOT NULL DEFAULT '',"
    " consent TEXT NOT NULL DEFAULT '', begun_at TEXT NOT NULL DEFAULT '',"
    " finished_at TEXT NOT NULL DEFAULT '', last_at TEXT NOT NULL DEFAULT '',"
    " page TEXT NOT NULL DEFAULT '',"
    " PRIMARY KEY (respondent, wave)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE succession (respondent TEXT NOT NULL, successor TEXT NOT NULL,"
    " PRIMARY KEY (respondent, successor)) STRICT, WITHOUT ROWID;"
    "UPDATE questionnaire SET version = '';";

/* What is remembered of a source between runs: for one, that it refused us. */
static const char source_fact[] =
    "CREATE TABLE source_fact (source TEXT NOT NULL, fact TEXT NOT NULL, value TEXT NOT NULL,"
    " PRIMARY KEY (source, fact)) STRICT, WITHOUT ROWID;";

/* erased: keyed hashes of records and respondents that must stay away; erased_wave: with or without
 * its answers. */
static const char erased[] =
    "CREATE TABLE erased (hash BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;"
    "CREATE TABLE erased_wave (wave TEXT PRIMARY KEY, at TEXT NOT NULL, answers INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;";

/* Of whoever logged in to the monitor: a hash, and seconds since 1970. */
static const char session[] =
    "CREATE TABLE session (hash BLOB PRIMARY KEY, started INTEGER NOT NULL, seen INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;";

/* What the evaluator records from sheets, in their order (number): see record.h. */
static const char record[] =
    "CREATE TABLE activity ("
    " wave TEXT NOT NULL, alliance TEXT NOT NULL, number INTEGER NOT NULL,"
    " activity TEXT NOT NULL, title TEXT NOT NULL, goal TEXT NOT NULL, partner TEXT NOT NULL,"
    " status TEXT NOT NULL CHECK (status IN ('on_schedule', 'adapted', 'stopped', 'unclear')),"
    " reason TEXT NOT NULL, planned_until TEXT NOT NULL, stored_at TEXT NOT NULL,"
    " PRIMARY KEY (wave, alliance, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE note ("
    " wave TEXT NOT NULL, alliance TEXT NOT NULL, number INTEGER NOT NULL,"
    " topic TEXT NOT NULL,"
    " source TEXT NOT NULL CHECK (source IN ('interview', 'document', 'observation')),"
    " finding TEXT NOT NULL CHECK (finding IN ('confirmed', 'nuanced', 'contradicted')),"
    " why TEXT NOT NULL, quote TEXT NOT NULL,"
    " cleared TEXT NOT NULL CHECK (cleared IN ('yes', '')), respondent TEXT NOT NULL,"
    " stored_at TEXT NOT NULL,"
    " PRIMARY KEY (wave, alliance, number)) STRICT, WITHOUT ROWID;";

/* What is still incomplete is looked at again in every run, and is few among many. */
static const char incomplete[] =
    "CREATE INDEX response_incomplete ON response (source, record_id) WHERE state = 'incomplete';";

/* Items, by name, that somebody saw and did not answer, of responses from sources that tell so:
 * apart from the answers, as most sources don't. */
static const char left_blank[] =
    "CREATE TABLE left_blank (response INTEGER PRIMARY KEY REFERENCES response (id) "
    "ON DELETE CASCADE, items TEXT NOT NULL) STRICT;";

/* story: the numbers of stories (story.h); what is recorded about one goes when it does. */
static const char story[] =
    "CREATE TABLE story ("
    " response INTEGER PRIMARY KEY REFERENCES response (id) ON DELETE CASCADE,"
    " wave TEXT NOT NULL, number INTEGER NOT NULL, UNIQUE (wave, number)) STRICT;"
    "CREATE TABLE selection ("
    " wave TEXT NOT NULL, alliance TEXT NOT NULL, number INTEGER NOT NULL,"
    " story INTEGER NOT NULL, round TEXT NOT NULL, chosen_by TEXT NOT NULL, reason TEXT NOT NULL,"
    " version TEXT NOT NULL, cleared TEXT NOT NULL CHECK (cleared IN ('yes', 'no', '')),"
    " cleared_title TEXT NOT NULL, cleared_text TEXT NOT NULL, stored_at TEXT NOT NULL,"
    " PRIMARY KEY (wave, alliance, number),"
    " FOREIGN KEY (wave, story) REFERENCES story (wave, number) ON DELETE CASCADE)"
    " STRICT, WITHOUT ROWID;"
    "CREATE INDEX selection_story ON selection (wave, story);";

const char *const sam_schema_steps[] = {version_1, mail,       form,   erased,     source_fact,
                                        session,   incomplete, record, left_blank, story};
const int sam_schema_version = sizeof sam_schema_steps / sizeof *sam_schema_steps;

static enum sam_status take_step(struct sam_store *store, const char *sql, int64_t to,
                                 struct sam_err *err) {
    int64_t now = 0;
    enum sam_status status = sam_sql_exec(store, "BEGIN IMMEDIATE", err);
    if (status != SAM_OK) {
        return status;
    }
    status = sam_sql_number(store, "PRAGMA user_version", &now, err);
    /* Another process may have taken the step while we waited for the lock. */
    if (status == SAM_OK && now < to) {
        char mark[96];
        snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %lld",
                 SAM_SCHEMA_ID, (long long)to);
        status = sam_sql_exec(store, sql, err);
        if (status == SAM_OK) {
            status = sam_sql_exec(store, mark, err);
        }
    }
    if (status == SAM_OK) {
        status = sam_sql_exec(store, "COMMIT", err);
    }
    if (status != SAM_OK) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return status;
}

static enum sam_status look(struct sam_store *store, int64_t *version, int64_t *owner,
                            int64_t *things, struct sam_err *err) {
    enum sam_status status = sam_sql_number(store, "PRAGMA user_version", version, err);
    if (status == SAM_OK) {
        status = sam_sql_number(store, "PRAGMA application_id", owner, err);
    }
    if (status == SAM_OK) {
        status = sam_sql_number(store, "SELECT count(*) FROM sqlite_schema", things, err);
    }
    return status;
}

enum sam_status sam_schema_migrate(struct sam_store *store, const char *const *steps, int count,
                                   struct sam_err *err) {
    int64_t version = 0, owner = 0, things = 0;
    enum sam_status status = look(store, &version, &owner, &things, err);
    if (status != SAM_OK) {
        return status;
    }
    if (things > 0 && owner != SAM_SCHEMA_ID) {
        return sam_fail(err, SAM_E_STORE,
                        _("%s: this is another program's database; move it away, or name another "
                          "study folder"),
                        store->path);
    }
    if (version > count) {
        return sam_fail(err, SAM_E_STORE,
                        _("%s: written by a newer samenscan (store version %lld, this program "
                          "knows %d); install the newer program"),
                        store->path, (long long)version, count);
    }
    if (store->mode == SAM_STORE_READ && things == 0) {
        return sam_fail(err, SAM_E_NOT_FOUND,
                        _("%s: nothing is in it yet; fetch answers with \"samenscan collect\" or "
                          "\"samenscan import\""),
                        store->path);
    }
    if (store->mode == SAM_STORE_READ && version < count) {
        return sam_fail(err, SAM_E_STORE,
                        _("%s: written by an older samenscan (store version %lld, this program "
                          "uses %d); run \"samenscan collect\" once to bring it up to date"),
                        store->path, (long long)version, count);
    }
    for (int64_t step = version; step < count && status == SAM_OK; step++) {
        status = take_step(store, steps[step], step + 1, err);
    }
    return status;
}
