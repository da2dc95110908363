#include "web_fixture.h"

struct heads {
    const char *authorization, *type, *length;
};

static const char *get(void *context, const char *name) {
    const struct heads *heads = context;
    const char *value = strcmp(name, "Authorization") == 0    ? heads->authorization
                        : strcmp(name, "Content-Type") == 0   ? heads->type
                        : strcmp(name, "Content-Length") == 0 ? heads->length
                                                              : NULL;
    return value != NULL ? value : "";
}

static unsigned admitted(struct bare_web *b, enum sam_method method, const char *path,
                         struct heads heads) {
    sam_reply_clear(&b->reply);
    b->request.method = method;
    b->request.path = path;
    sam_admit_head(&b->web, &b->request, get, &heads);
    return b->reply.status;
}

static void heads_are_judged(void **state) {
    struct served *s = *state;
    struct bare_web b;
    char ann[64], reader[64];
    const char *path = "/api/v1/responses";
    bare_web_init(&b, s);
    snprintf(ann, sizeof ann, "Bearer %s", s->ann);
    snprintf(reader, sizeof reader, "bearer  %s", s->reader);
    assert_int_equal(admitted(&b, SAM_GET, "/nowhere", (struct heads){0}), 404);
    assert_int_equal(admitted(&b, SAM_METHOD_OTHER, path, (struct heads){0}), 405);
    assert_string_equal(b.reply.headers[0].value, "GET, POST");
    assert_int_equal(admitted(&b, SAM_GET, path, (struct heads){0}), 401);
    assert_int_equal(admitted(&b, SAM_GET, path, (struct heads){ann, NULL, NULL}), 403);
    assert_int_equal(admitted(&b, SAM_GET, path, (struct heads){reader, NULL, NULL}), 0);
    assert_int_equal(admitted(&b, SAM_POST, path, (struct heads){ann, NULL, NULL}), 415);
    assert_int_equal(
        admitted(&b, SAM_POST, path, (struct heads){ann, "application/json", "262145"}), 413);
    assert_int_equal(
        admitted(&b, SAM_POST, path, (struct heads){ann, "application/json", "262144"}), 0);
    assert_string_equal(b.request.token.respondent, "ann");
    bare_web_fini(&b);
}

static void guessing_is_held_back(void **state) {
    struct served *s = *state;
    struct bare_web b;
    const char *path = "/api/v1/responses";
    const struct heads wrong = {"Bearer aaaaaaaaaaaaaaaaaaaaaaaaaa", NULL, NULL};
    char ann[64], reader[64];
    bare_web_init(&b, s);
    snprintf(ann, sizeof ann, "Bearer %s", s->ann);
    snprintf(reader, sizeof reader, "Bearer %s", s->reader);
    const struct heads right = {ann, "application/json", NULL};
    snprintf(b.request.client, sizeof b.request.client, "192.0.2.1");
    for (int i = 0; i < 10; i++) {
        assert_int_equal(admitted(&b, SAM_GET, path, wrong), 401);
    }
    assert_int_equal(admitted(&b, SAM_GET, path, wrong), 429);
    assert_string_equal(b.reply.headers[0].name, "Retry-After");
    assert_string_equal(b.reply.headers[0].value, "1");
    /* Whoever shows the right one is let through, and others are not held back. */
    assert_int_equal(admitted(&b, SAM_POST, path, right), 0);
    snprintf(b.request.client, sizeof b.request.client, "192.0.2.2");
    assert_int_equal(admitted(&b, SAM_GET, path, wrong), 401);
    /* A flood of right requests has an end too, but for the reader's. */
    unsigned status = 0;
    for (int i = 0; i < 2000 && status == 0; i++) {
        status = admitted(&b, SAM_POST, path, right);
    }
    assert_int_equal(status, 429);
    for (int i = 0; i < 2000; i++) {
        assert_int_equal(admitted(&b, SAM_GET, path, (struct heads){reader, NULL, NULL}), 0);
    }
    sam_web_forgive(&b.web);
    bare_web_fini(&b);
}

static enum sam_status nothing(struct sam_web *web, struct sam_err *why) {
    (void)web;
    (void)why;
    return SAM_OK;
}

static unsigned form_admitted(struct bare_web *b, const char *text) {
    struct sam_buf body;
    sam_buf_init(&body, SAM_BUF_UNLIMITED);
    sam_buf_text(&body, text);
    sam_reply_clear(&b->reply);
    sam_admit_body(&b->web, &b->request, &body);
    sam_buf_fini(&body);
    return b->reply.status;
}

static void forms_are_judged(void **state) {
    struct served *s = *state;
    struct bare_web b;
    char text[100] = "s1=4&csrf=", csrf[SAM_CSRF_SIZE];
    const struct sam_route route = {
        .method = SAM_POST, .body = SAM_BODY_FORM, .flags = SAM_ROUTE_CSRF, .handle = nothing};
    bare_web_init(&b, s);
    b.web.route = &route;
    b.request.proof = s->ann;
    strncat(text, sam_csrf(&b.web, csrf), sizeof csrf);
    assert_int_equal(form_admitted(&b, text), 0);
    assert_string_equal(sam_fields_get(&b.request.form, "s1"), "4");
    assert_int_equal(form_admitted(&b, "s1=4"), 403);
    check_contains(b.reply.body.data, "open the page again");
    assert_int_equal(form_admitted(&b, "s1=4&csrf=aaaaaaaaaaaaaaaaaaaaaa"), 403);
    assert_int_equal(form_admitted(&b, "s1=%ff"), 400);
    bare_web_fini(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(heads_are_judged),
        served_test(guessing_is_held_back),
        served_test(forms_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
