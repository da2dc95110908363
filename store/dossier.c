#include "store/dossier.h"

#include "base/memory.h"
#include "store/store_private.h"

#include <stdlib.h>

/* ?1 is the respondent. */
static const struct {
    const char *part, *sql;
} parts[] = {
    {"identity", "SELECT name, email FROM identity WHERE respondent = ?1 "
                 "AND (name IS NOT NULL OR email IS NOT NULL)"},
    {"tokens", "SELECT wave, issued_at FROM token WHERE kind = 'respondent' AND respondent = ?1 "
               "ORDER BY issued_at"},
    {"progress",
     "SELECT wave, nullif(opened_at, '') AS opened_at, nullif(consented_at, '') AS agreed_at, "
     "(SELECT text FROM consent_text WHERE hash = consent) AS agreed_to, "
     "nullif(begun_at, '') AS begun_at, nullif(finished_at, '') AS finished_at, "
     "nullif(last_at, '') AS last_at FROM paradata WHERE respondent = ?1 ORDER BY wave"},
    {"letters", "SELECT m.wave, m.kind, m.state, m.reply, m.prepared_at, m.changed_at FROM mail m "
                "JOIN mail_place p ON p.letter = m.id WHERE p.respondent = ?1 ORDER BY m.id"},
    {"responses", "SELECT wave, source, record_id, questionnaire, alliance, organisation, role, "
                  "language, submitted_at, modified_at, state, stored_at, version FROM response "
                  "WHERE respondent = ?1 ORDER BY id"},
    {"answers", NULL}, /* a table a questionnaire */
    {"open_answers", "SELECT r.wave, o.question, o.text FROM open_answer o "
                     "JOIN response r ON r.id = o.response WHERE r.respondent = ?1 ORDER BY 1, 2"},
    {"versions", "SELECT r.wave, v.version, v.replaced_at, v.content FROM response_version v "
                 "JOIN response r ON r.id = v.response WHERE r.respondent = ?1 ORDER BY 1, 2"},
    {"notes", "SELECT wave, alliance, topic, source, finding, why, quote FROM note "
              "WHERE respondent = ?1 ORDER BY wave, number"},
    {"set_aside", "SELECT source, refusal, message, raw, first_seen, last_seen FROM quarantine "
                  "WHERE json_valid(raw) AND json_extract(raw, '$.respondent') = ?1 ORDER BY id"},
};

struct reading {
    struct sam_store *store;
    const char *respondent;
    sam_dossier_visit *visit;
    void *context;
    bool go_on;
    struct sam_err *err;
};

static bool tell(const struct reading *r, const char *part, sqlite3_stmt *row) {
    int columns = sqlite3_column_count(row);
    struct sam_dossier_value *values = sam_xcalloc((size_t)columns + 1, sizeof *values);
    size_t count = 0;
    for (int i = 0; i < columns; i++) {
        int type = sqlite3_column_type(row, i);
        if (type != SQLITE_NULL) {
            values[count++] = (struct sam_dossier_value){
                .name = sqlite3_column_name(row, i),
                .text = type == SQLITE_INTEGER ? NULL : sam_sql_text(row, i),
                .number = sqlite3_column_int64(row, i)};
        }
    }
    bool go_on = r->visit(part, values, count, r->context);
    free(values);
    return go_on;
}

static enum sam_status read_part(struct reading *r, const char *part, const char *sql) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status = sam_sql_own(r->store, sql, &rows, r->err);
    if (status == SAM_OK) {
        sam_sql_bind_text(rows, 1, r->respondent);
        status = sam_sql_step(r->store, rows, &row, r->err);
    }
    while (status == SAM_OK && row && r->go_on) {
        r->go_on = tell(r, part, rows);
        status = sam_sql_step(r->store, rows, &row, r->err);
    }
    sqlite3_finalize(rows);
    return status;
}

static enum sam_status read_answers(struct reading *r, const char *part) {
    sqlite3_stmt *questionnaires = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_own(r->store, "SELECT id FROM questionnaire ORDER BY id", &questionnaires, r->err);
    if (status == SAM_OK) {
        status = sam_sql_step(r->store, questionnaires, &row, r->err);
    }
    while (status == SAM_OK && row && r->go_on) {
        struct sam_buf sql;
        sam_buf_init(&sql, SAM_BUF_UNLIMITED);
        sam_buf_text(&sql, "SELECT r.wave, a.* FROM ");
        sam_sql_quote(&sql, "answers_", sam_sql_text(questionnaires, 0));
        sam_buf_text(&sql, " a JOIN response r ON r.id = a.response WHERE r.respondent = ?1");
        status = read_part(r, part, sql.data);
        sam_buf_fini(&sql);
        if (status == SAM_OK) {
            status = sam_sql_step(r->store, questionnaires, &row, r->err);
        }
    }
    sqlite3_finalize(questionnaires);
    return status;
}

enum sam_status sam_store_dossier(struct sam_store *store, const char *respondent,
                                  sam_dossier_visit *visit, void *context, struct sam_err *err) {
    struct reading r = {store, respondent, visit, context, true, err};
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == SAM_OK && r.go_on; i++) {
        status = parts[i].sql != NULL ? read_part(&r, parts[i].part, parts[i].sql)
                                      : read_answers(&r, parts[i].part);
    }
    return status;
}
