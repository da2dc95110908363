#include "web_fixture.h"

static const struct sam_route api = {.flags = SAM_ROUTE_API};
static const struct sam_route page;

static void programs_get_json_browsers_a_page(void **state) {
    struct served *s = *state;
    struct bare_web b;
    bare_web_init(&b, s);
    b.web.route = &api;
    b.request.wants_html = true;
    sam_web_refuse(&b.web, 403, "code", "No <way>");
    assert_int_equal(b.reply.status, 403);
    assert_string_equal(b.reply.type, SAM_TYPE_JSON);
    assert_string_equal(b.reply.body.data,
                        "{\"error\": {\"code\": \"code\", \"message\": \"No <way>\"}}");
    b.web.route = &page;
    sam_web_refuse(&b.web, 404, "code", "No <way>");
    assert_int_equal(b.reply.status, 404);
    assert_string_equal(b.reply.type, SAM_TYPE_HTML);
    check_contains(b.reply.body.data, "No &lt;way&gt;");
    b.web.route = NULL;
    sam_web_refuse(&b.web, 404, "code", "m");
    assert_string_equal(b.reply.type, SAM_TYPE_HTML);
    b.request.wants_html = false;
    sam_web_refuse(&b.web, 404, "code", "m");
    assert_string_equal(b.reply.type, SAM_TYPE_JSON);
    bare_web_fini(&b);
}

static void strangers_learn_no_file_names(void **state) {
    struct served *s = *state;
    struct bare_web b;
    struct sam_err why = {0};
    sam_fail(&why, SAM_E_STORE, "/home/evaluator/study/store.sqlite: the disk is full");
    bare_web_init(&b, s);
    b.web.route = &api;
    sam_web_unsaved(&b.web, &why);
    assert_int_equal(b.reply.status, 503);
    assert_null(strstr(b.reply.body.data, "store.sqlite"));
    check_contains(b.reply.body.data, "nothing was saved");
    check_contains(b.reply.note, "store.sqlite: the disk is full");
    bare_web_fini(&b);
}

static enum sam_status say_unsaved(struct sam_web *web, struct sam_err *why) {
    (void)why;
    web->reply->status = 503;
    sam_buf_text(&web->reply->body, "your answers, not saved");
    return SAM_OK;
}

static enum sam_status fail_again(struct sam_web *web, struct sam_err *why) {
    sam_buf_text(&web->reply->body, "half a page");
    return sam_fail(why, SAM_E_STORE, "again");
}

static void a_page_says_itself_that_it_was_not_saved(void **state) {
    struct served *s = *state;
    struct bare_web b;
    struct sam_err why = {0};
    sam_fail(&why, SAM_E_STORE, "the disk is full");
    const struct sam_route tells = {.flags = SAM_ROUTE_WRITES, .unsaved = say_unsaved};
    const struct sam_route fails = {.flags = SAM_ROUTE_WRITES, .unsaved = fail_again};
    bare_web_init(&b, s);
    b.web.route = &tells;
    sam_buf_text(&b.reply.body, "Thanks! Saved.");
    sam_web_unsaved(&b.web, &why);
    assert_string_equal(b.reply.body.data, "your answers, not saved");
    assert_string_equal(b.reply.note, "the disk is full");
    b.web.route = &fails;
    sam_web_unsaved(&b.web, &why);
    assert_int_equal(b.reply.status, 503);
    assert_null(strstr(b.reply.body.data, "half a page"));
    check_contains(b.reply.body.data, "nothing was saved");
    bare_web_fini(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(programs_get_json_browsers_a_page),
        served_test(strangers_learn_no_file_names),
        served_test(a_page_says_itself_that_it_was_not_saved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
