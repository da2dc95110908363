#include "web_fixture.h"

enum { MANY = 5 };

/* Requests that wait for the writer, each with what its handler shall do. */
struct crowd {
    struct sam_server server;
    struct sam_route routes[MANY];
    struct sam_hand hands[MANY];
};

static enum sam_status put(struct sam_web *web, struct sam_err *why) {
    sqlite3_stmt *insert = NULL;
    enum sam_status status =
        sam_sql_own(web->store, "INSERT INTO cursor VALUES (?, '1')", &insert, why);
    if (status == SAM_OK) {
        sam_sql_bind_text(insert, 1, web->request->path);
        status = sam_sql_run(web->store, insert, why);
    }
    sqlite3_finalize(insert);
    web->reply->status = 200;
    sam_buf_text(&web->reply->body, "saved");
    return status;
}

static enum sam_status put_and_fail(struct sam_web *web, struct sam_err *why) {
    enum sam_status status = put(web, why);
    return status == SAM_OK ? sam_fail(why, SAM_E_STORE, "no") : status;
}

/* As when the disk is full: SQLite undoes all of the transaction. */
static enum sam_status lose_all(struct sam_web *web, struct sam_err *why) {
    enum sam_status status = sam_sql_exec(web->store, "ROLLBACK", why);
    return status == SAM_OK ? sam_fail(why, SAM_E_STORE, "full") : status;
}

static struct crowd *gather(struct served *s, sam_handler *const *handlers) {
    static const char *const paths[] = {"/0", "/1", "/2", "/3", "/4"};
    struct crowd *crowd = calloc(1, sizeof *crowd);
    served_stop(s);
    for (size_t i = 0; i < MANY; i++) {
        struct sam_hand *hand = &crowd->hands[i];
        crowd->routes[i] =
            (struct sam_route){.flags = SAM_ROUTE_WRITES | SAM_ROUTE_API, .handle = handlers[i]};
        hand->request = (struct sam_request){.path = paths[i], .language = SAM_EN};
        hand->web = (struct sam_web){.server = &crowd->server,
                                     .route = &crowd->routes[i],
                                     .request = &hand->request,
                                     .reply = &hand->reply};
        sam_reply_init(&hand->reply);
        hand->next = i + 1 < MANY ? hand + 1 : NULL;
    }
    sam_work_group(s->f.store, crowd->hands);
    return crowd;
}

static void check(struct crowd *crowd, const unsigned *statuses) {
    for (size_t i = 0; i < MANY; i++) {
        assert_int_equal(crowd->hands[i].reply.status, statuses[i]);
        check_contains(crowd->hands[i].reply.body.data,
                       statuses[i] == 200 ? "saved" : "nothing was saved");
        /* Once, also when the handler ran twice. */
        assert_true(statuses[i] != 200 || crowd->hands[i].reply.body.length == 5);
        sam_reply_fini(&crowd->hands[i].reply);
    }
    free(crowd);
}

static void what_fails_for_one_costs_others_nothing(void **state) {
    struct served *s = *state;
    sam_handler *const handlers[] = {put, put_and_fail, put, put_and_fail, put};
    struct crowd *crowd = gather(s, handlers);
    assert_string_equal(crowd->hands[1].reply.note, "no");
    check(crowd, (const unsigned[]){200, 503, 200, 503, 200});
    fixture_check_text(&s->f, "SELECT group_concat(source) FROM cursor", "/0,/2,/4");
}

static void a_lost_transaction_is_tried_again_one_by_one(void **state) {
    struct served *s = *state;
    sam_handler *const handlers[] = {put, put, lose_all, put, put};
    check(gather(s, handlers), (const unsigned[]){200, 200, 503, 200, 200});
    fixture_check_text(&s->f, "SELECT group_concat(source) FROM cursor", "/0,/1,/3,/4");
    fixture_problems(&s->f, NULL);
}

/* The log of the writer can't grow: nobody is told that anything was saved. */
static void a_full_disk_is_told_to_all(void **state) {
    struct served *s = *state;
    sam_handler *const handlers[] = {put, put, put, put, put};
    served_stop(s);
    ok(sam_sql_exec(s->f.store,
                    "CREATE TRIGGER full AFTER INSERT ON cursor BEGIN SELECT "
                    "RAISE(ROLLBACK, 'disk full'); END",
                    &err));
    check(gather(s, handlers), (const unsigned[]){503, 503, 503, 503, 503});
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM cursor"), 0);
}

static int count_waits(void *context, int times) {
    (void)times;
    ++*(int *)context;
    return 0;
}

/* Another program writes for a long time: everybody is told so after one wait, not after many. */
static void a_locked_store_is_waited_for_once(void **state) {
    struct served *s = *state;
    sam_handler *const handlers[] = {put, put, put, put, put};
    struct sam_store *other = NULL;
    served_stop(s);
    ok(sam_store_open(s->f.folder, SAM_STORE_WRITE, &other, &err));
    ok(sam_store_begin(other, &err));
    int waits = 0;
    sqlite3_busy_handler(s->f.store->db, count_waits, &waits);
    struct crowd *crowd = gather(s, handlers);
    assert_int_equal(waits, 1);
    check_contains(crowd->hands[4].reply.note, "locked");
    check(crowd, (const unsigned[]){503, 503, 503, 503, 503});
    sam_store_rollback(other);
    sam_store_close(other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(what_fails_for_one_costs_others_nothing),
        served_test(a_lost_transaction_is_tried_again_one_by_one),
        served_test(a_full_disk_is_told_to_all),
        served_test(a_locked_store_is_waited_for_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
