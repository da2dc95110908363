#include "collect/letter_plan.h"

#include "letter_fixture.h"

#define NOW ((time_t)1790000000)
#define DAYS(n) ((time_t)(n)*86400)

/* The verdicts in the order of the people, one word each. */
static void check_plan(struct post *p, const struct sam_letter_wish *wish, const char *expected) {
    static const char *const words[] = {"send",        "finished",    "no-address",
                                        "bad-address", "unknown",     "refused",
                                        "invited",     "not-invited", "recent"};
    struct sam_letter_plan plan;
    struct sam_err err = {0};
    struct sam_buf got;
    sam_buf_init(&got, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_letter_plan_make(p->study, p->instruments, p->store, wish, &plan, &err),
                     SAM_OK);
    for (size_t i = 0; i < plan.count; i++) {
        sam_buf_printf(&got, "%s%s%s", i > 0 ? " " : "", words[plan.letters[i].verdict],
                       plan.letters[i].moved ? "+moved" : "");
    }
    assert_string_equal(got.data, expected);
    sam_buf_fini(&got);
    sam_letter_plan_fini(&plan);
}

static struct sam_letter_wish wish_for(enum sam_mail_kind kind) {
    return (struct sam_letter_wish){.kind = kind, .wave = 1, .min_days = 3, .now = NOW};
}

static void who_is_invited(void **state) {
    (void)state;
    struct post p = post_start(
        25, "",
        ANN_TWICE "," BOB ",{'respondent': 'cas', 'alliance': 'alpha', 'organisation': "
                  "'two', 'role': 'partner'}," PARTNER("dee", "d\xc3\xa9@x.example") "," PARTNER(
                      "eve", "eve@x") ",{'respondent': 'fay', 'alliance': 'alpha', "
                                      "'organisation': 'two', 'role': 'partner', 'email': "
                                      "'fay@x.example', 'left': '2026-01-01'}");
    struct sam_letter_wish wish = wish_for(SAM_MAIL_INVITATION);
    check_plan(&p, &wish, "send send no-address bad-address bad-address finished");
    /* One of Ann's two is finished: there is still a letter about the other. */
    post_response(&p, "ann-1", true);
    post_response(&p, "bob", false);
    check_plan(&p, &wish, "send send no-address bad-address bad-address finished");
    post_response(&p, "ann-2", true);
    check_plan(&p, &wish, "finished send no-address bad-address bad-address finished");
    post_end(&p);
}

/* Ann's other place is an account holder's; without a statement for those it's no reason to write.
 */
static void who_is_not_asked_gets_no_letter(void **state) {
    (void)state;
    struct post p = post_start(25, "", ANN_TWICE "," BOB);
    struct sam_letter_wish wish = wish_for(SAM_MAIL_INVITATION);
    struct sam_letter_plan plan;
    struct sam_err err = {0};
    struct sam_questionnaire *q = p.instruments->of_wave[1];
    for (size_t i = 0; i < q->item_count; i++) {
        q->items[i].audience = 1U << SAM_LEAD;
    }
    check_plan(&p, &wish, "send finished");
    assert_int_equal(sam_letter_plan_make(p.study, p.instruments, p.store, &wish, &plan, &err),
                     SAM_OK);
    assert_int_equal(plan.letters[0].place_count, 1);
    sam_letter_plan_fini(&plan);
    post_end(&p);
}

static void who_takes_no_part_gets_no_letter(void **state) {
    (void)state;
    struct post p = post_start(25, "", ANN_TWICE "," BOB);
    struct sam_letter_wish wish = wish_for(SAM_MAIL_INVITATION);
    struct sam_letter_plan plan;
    struct sam_err err = {0};
    bool old_only[] = {true, false, false};
    p.study->alliances[1].in_wave = old_only; /* Ann's other place */
    assert_int_equal(sam_letter_plan_make(p.study, p.instruments, p.store, &wish, &plan, &err),
                     SAM_OK);
    assert_int_equal(plan.letters[0].place_count, 1);
    sam_letter_plan_fini(&plan);
    p.study->alliances[0].in_wave = old_only;
    check_plan(&p, &wish, "finished finished");
    post_end(&p);
}

static void nobody_is_invited_twice(void **state) {
    (void)state;
    struct post p = post_start(25, "", ANN_TWICE "," BOB);
    struct sam_letter_wish wish = wish_for(SAM_MAIL_INVITATION);
    post_letter(&p, SAM_MAIL_INVITATION, "ann-1", "ann@there.example", SAM_MAIL_SENT, NOW);
    post_letter(&p, SAM_MAIL_INVITATION, "bob", "bob@there.example", SAM_MAIL_SENT, NOW);
    check_plan(&p, &wish, "send invited"); /* Ann's other place is new */
    post_letter(&p, SAM_MAIL_INVITATION, "ann-2", "ANN@there.example", SAM_MAIL_SENT, NOW);
    check_plan(&p, &wish, "invited invited");
    wish.again = true;
    check_plan(&p, &wish, "send send");
    post_end(&p);
}

static void what_went_wrong_decides(void **state) {
    (void)state;
    struct post p = post_start(25, "", BOB);
    struct sam_letter_wish wish = wish_for(SAM_MAIL_INVITATION);
    static const struct {
        enum sam_mail_state state;
        const char *plain, *again, *unknown;
    } cases[] = {
        {SAM_MAIL_FAILED, "send", "send", "send"},
        {SAM_MAIL_DEFERRED, "send", "send", "send"},
        {SAM_MAIL_REFUSED, "refused", "send", "refused"},
        {SAM_MAIL_UNKNOWN, "unknown", "unknown", "send"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        post_letter(&p, SAM_MAIL_INVITATION, "bob", "bob@there.example", cases[i].state,
                    NOW + (time_t)i);
        check_plan(&p, &wish, cases[i].plain);
        wish.again = true;
        check_plan(&p, &wish, cases[i].again);
        wish.again = false;
        wish.resend_unknown = true;
        check_plan(&p, &wish, cases[i].unknown);
        wish.resend_unknown = false;
    }
    post_end(&p);
}

static void a_corrected_address_is_another(void **state) {
    (void)state;
    struct post p = post_start(25, "", BOB);
    struct sam_letter_wish wish = wish_for(SAM_MAIL_INVITATION);
    post_letter(&p, SAM_MAIL_INVITATION, "bob", "bbo@there.example", SAM_MAIL_REFUSED, NOW);
    check_plan(&p, &wish, "send");
    post_letter(&p, SAM_MAIL_INVITATION, "bob", "bbo@there.example", SAM_MAIL_SENT, NOW);
    check_plan(&p, &wish, "send+moved");
    post_letter(&p, SAM_MAIL_INVITATION, "bob", "bob@there.example", SAM_MAIL_SENT, NOW);
    check_plan(&p, &wish, "invited");
    post_end(&p);
}

static void who_is_reminded(void **state) {
    (void)state;
    struct post p = post_start(25, "", ANN_TWICE "," BOB "," PARTNER("cas", "cas@x.example"));
    struct sam_letter_wish wish = wish_for(SAM_MAIL_REMINDER);
    struct sam_err err = {0};
    const uint8_t hash[SAM_TOKEN_HASH] = {1};
    const struct sam_token token = {SAM_TOKEN_RESPONDENT, "cas", "w1"};
    check_plan(&p, &wish, "not-invited not-invited not-invited");
    post_letter(&p, SAM_MAIL_INVITATION, "ann-1", "ann@there.example", SAM_MAIL_SENT,
                NOW - DAYS(4));
    post_letter(&p, SAM_MAIL_INVITATION, "bob", "bob@there.example", SAM_MAIL_SENT, NOW - DAYS(2));
    assert_int_equal(sam_store_begin(p.store, &err), SAM_OK);
    assert_int_equal(sam_store_token_put(p.store, hash, &token, NOW, &err), SAM_OK);
    assert_int_equal(sam_store_commit(p.store, &err), SAM_OK);
    check_plan(&p, &wish, "send recent send");
    wish.min_days = 1;
    check_plan(&p, &wish, "send send send");
    post_letter(&p, SAM_MAIL_REMINDER, "ann-1", "ann@there.example", SAM_MAIL_SENT, NOW);
    check_plan(&p, &wish, "recent send send");
    post_response(&p, "bob", true);
    check_plan(&p, &wish, "recent finished send");
    post_end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_invited),
        cmocka_unit_test(who_is_not_asked_gets_no_letter),
        cmocka_unit_test(who_takes_no_part_gets_no_letter),
        cmocka_unit_test(nobody_is_invited_twice),
        cmocka_unit_test(what_went_wrong_decides),
        cmocka_unit_test(a_corrected_address_is_another),
        cmocka_unit_test(who_is_reminded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
