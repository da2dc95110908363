#include "store/story.h"

#include "store/store_private.h"

/* The counter keeps the highest number that was ever given out: an erased story's number must not
 * come back as another's, with what the evaluator decided about the first. */
static enum sam_status number_new(struct sam_store *store, const char *questionnaire,
                                  const char *wave, struct sam_err *err) {
    static const char number[] =
        "INSERT OR REPLACE INTO story (response, wave, number) SELECT r.id, r.wave, "
        "(SELECT value FROM counter WHERE name = 'stories ' || ?1) + "
        "row_number() OVER (ORDER BY r.content_a, r.content_b, r.id) "
        "FROM response r LEFT JOIN story s ON s.response = r.id AND s.wave = r.wave "
        "WHERE r.wave = ?1 AND r.questionnaire = ?2 AND r.state = 'complete' AND s.number IS NULL";
    static const char keep[] =
        "UPDATE counter SET value = max(value, coalesce((SELECT max(number) FROM story "
        "WHERE wave = ?1), 0)) WHERE name = 'stories ' || ?1";
    static const char *const steps[] = {
        "INSERT OR IGNORE INTO counter (name, value) VALUES ('stories ' || ?1, 0)", number, keep};
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == SAM_OK; i++) {
        sqlite3_stmt *step = NULL;
        status = sam_sql_own(store, steps[i], &step, err);
        if (status == SAM_OK) {
            sam_sql_bind_text(step, 1, wave);
            if (sqlite3_bind_parameter_count(step) > 1) {
                sam_sql_bind_text(step, 2, questionnaire);
            }
            status = sam_sql_run(store, step, err);
        }
        sqlite3_finalize(step);
    }
    return status;
}

enum sam_status sam_store_number_stories(struct sam_store *store,
                                         const struct sam_questionnaire *questionnaire,
                                         const char *wave, struct sam_err *err) {
    bool own = !store->in_transaction;
    enum sam_status status = own ? sam_store_begin(store, err) : SAM_OK;
    if (status == SAM_OK) {
        status = number_new(store, questionnaire->id, wave, err);
    }
    if (status == SAM_OK && own) {
        return sam_store_commit(store, err);
    }
    if (own) {
        sam_store_rollback(store);
    }
    return status;
}

struct numbering {
    struct sam_store *store;
    sam_story_visit *visit;
    void *context;
    enum sam_status status;
    struct sam_err *err;
};

static bool visit_numbered(const struct sam_stored *stored, void *context) {
    struct numbering *n = context;
    sqlite3_stmt *get = NULL;
    bool row = false;
    n->status = sam_sql_kept(n->store,
                             "SELECT s.number FROM response r JOIN story s ON s.response = r.id "
                             "AND s.wave = r.wave WHERE r.change = ?",
                             &get, n->err);
    if (n->status == SAM_OK) {
        sqlite3_bind_int64(get, 1, stored->change);
        n->status = sam_sql_step(n->store, get, &row, n->err);
    }
    if (n->status != SAM_OK) {
        return false;
    }
    size_t number = row ? (size_t)sqlite3_column_int64(get, 0) : 0;
    sqlite3_reset(get);
    return !row || n->visit(number, stored, n->context);
}

enum sam_status sam_store_visit_stories(struct sam_store *store,
                                        const struct sam_questionnaire *questionnaire,
                                        const char *wave, sam_story_visit *visit, void *context,
                                        struct sam_err *err) {
    struct numbering n = {store, visit, context, SAM_OK, err};
    const struct sam_store_query query = {.wave = wave};
    enum sam_status status = sam_store_visit(store, questionnaire, &query, visit_numbered, &n, err);
    return status == SAM_OK ? n.status : status;
}
