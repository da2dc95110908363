#include "store/mail.h"

#include "store_fixture.h"

static int64_t prepare(struct fixture *f, enum sam_mail_kind kind, const char *const *who,
                       size_t count) {
    int64_t mail = 0;
    ok(sam_store_mail_prepare(f->store, kind, "2026", 0xfedcba9876543210U, who, count, FIXTURE_NOW,
                              &mail, &err));
    return mail;
}

static void mark(struct fixture *f, int64_t mail, enum sam_mail_state state, int code,
                 const char *reply) {
    ok(sam_store_mail_mark(f->store, mail, state, code, reply, FIXTURE_NOW + 60, &err));
}

static bool list(const struct sam_mail_entry *entry, void *context) {
    assert_true(entry->address == 0xfedcba9876543210U);
    sam_buf_printf(context, "%lld %s %s %s %d %s %s\n", (long long)entry->id,
                   sam_mail_kind_id(entry->kind), sam_mail_state_id(entry->state),
                   entry->respondent, entry->code, entry->reply, entry->at);
    return true;
}

static char *all(struct fixture *f) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    ok(sam_store_visit_mail(f->store, "2026", list, &text, &err));
    char *lines = sam_buf_take(&text);
    sam_buf_fini(&text);
    return lines;
}

static void a_letter_is_followed_from_intent_to_end(void **state) {
    struct fixture *f = *state;
    const char *const both[] = {"ann", "ann-too"};
    int64_t mail = prepare(f, SAM_MAIL_INVITATION, both, 2);
    char *text = all(f);
    check_contains(text, "invitation prepared ann 0  2026-09-21");
    check_contains(text, "invitation prepared ann-too 0 ");
    free(text);
    mark(f, mail, SAM_MAIL_SENDING, 0, "");
    mark(f, mail, SAM_MAIL_SENT, 250, "2.0.0 Ok");
    text = all(f);
    check_contains(text, "invitation sent ann 250 2.0.0 Ok");
    free(text);
}

static void what_a_kill_left_is_settled(void **state) {
    struct fixture *f = *state;
    const char *const ann[] = {"ann"}, *const bob[] = {"bob"}, *const cas[] = {"cas"};
    prepare(f, SAM_MAIL_INVITATION, ann, 1);
    mark(f, prepare(f, SAM_MAIL_REMINDER, bob, 1), SAM_MAIL_SENDING, 354, "");
    mark(f, prepare(f, SAM_MAIL_REMINDER, cas, 1), SAM_MAIL_REFUSED, 550, "no such user");
    fixture_reopen(f, SAM_STORE_WRITE);
    ok(sam_store_mail_settle(f->store, FIXTURE_NOW + 99, &err));
    ok(sam_store_mail_settle(f->store, FIXTURE_NOW + 999, &err));
    char *text = all(f);
    check_contains(text, "invitation failed ann");
    check_contains(text, "reminder unknown bob");
    check_contains(text, "reminder refused cas 550 no such user");
    free(text);
}

static bool name(const char *respondent, void *context) {
    sam_buf_printf(context, "%s ", respondent);
    return true;
}

static void who_has_nothing_left_to_do(void **state) {
    struct fixture *f = *state;
    fixture_put_answers(f, "ann", "11111");
    struct sam_response half = fixture_response("bob", "1----");
    half.complete = false;
    fixture_put(f, &half);
    fixture_put_answers(f, "cas", "22222");
    bool was_there = false;
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_withdraw(f->store, "form", "cas", FIXTURE_NOW, &was_there, &err));
    ok(sam_store_commit(f->store, &err));
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    ok(sam_store_visit_finished(f->store, "2026", name, &text, &err));
    assert_string_equal(text.data, "ann cas "); /* who withdrew is not reminded */
    sam_buf_fini(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(a_letter_is_followed_from_intent_to_end),
        fixture_test(what_a_kill_left_is_settled),
        fixture_test(who_has_nothing_left_to_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
