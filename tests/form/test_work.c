#include "web_fixture.h"

static enum sam_status put_and_fail(struct sam_web *web, struct sam_err *why) {
    sam_buf_text(&web->reply->body, "saved");
    enum sam_status status = sam_sql_exec(web->store, "INSERT INTO cursor VALUES ('a', '1')", why);
    return status == SAM_OK ? sam_fail(why, SAM_E_STORE, "no") : status;
}

static enum sam_status put(struct sam_web *web, struct sam_err *why) {
    web->reply->status = 200;
    return sam_sql_exec(web->store, "INSERT INTO cursor VALUES ('a', '1')", why);
}

static void a_failure_leaves_nothing(void **state) {
    struct served *s = *state;
    struct bare_web b;
    const struct sam_route fails = {.flags = SAM_ROUTE_WRITES, .handle = put_and_fail};
    const struct sam_route works = {.flags = SAM_ROUTE_WRITES, .handle = put};
    served_stop(s);
    bare_web_init(&b, s);
    b.web.route = &fails;
    sam_work_run(&b.web);
    assert_int_equal(b.reply.status, 503);
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM cursor"), 0);
    sam_reply_clear(&b.reply);
    b.web.route = &works;
    sam_work_run(&b.web);
    assert_int_equal(b.reply.status, 200);
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM cursor"), 1);
    bare_web_fini(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {served_test(a_failure_leaves_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
