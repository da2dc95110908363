#include "store_fixture.h"

struct pairs {
    struct sam_buf text;
    size_t most;
};

static bool note_pair(const char *record_id, const char *other, void *context) {
    struct pairs *pairs = context;
    sam_buf_printf(&pairs->text, "%s=%s ", record_id, other);
    return pairs->most == 0 || --pairs->most > 0;
}

static void put(struct fixture *f, const char *id, const char *respondent, const char *letters,
                const char *moment) {
    struct sam_response response = fixture_response(id, letters);
    enum sam_put what;
    response.respondent = respondent;
    response.submitted_at = moment;
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_put(f->store, "kobo", f->questionnaire, &response, FIXTURE_NOW, &what, &err));
    ok(sam_store_commit(f->store, &err));
}

static void check_doubles(struct fixture *f, int64_t after, const char *expected) {
    struct pairs pairs = {0};
    sam_buf_init(&pairs.text, SAM_BUF_UNLIMITED);
    sam_buf_text(&pairs.text, "");
    ok(sam_store_visit_doubles(f->store, "kobo", f->questionnaire, after, 600, note_pair, &pairs,
                               &err));
    assert_string_equal(pairs.text.data, expected);
    sam_buf_fini(&pairs.text);
}

static void same_answers_within_minutes(void **state) {
    struct fixture *f = *state;
    put(f, "1", "", "12345", "2026-11-01T10:00:00Z");
    put(f, "2", "", "12345", "2026-11-01T10:10:00Z");
    check_doubles(f, 0, "2=1 ");
    put(f, "3", "", "12345", "2026-11-01T10:20:01Z"); /* a second too late */
    put(f, "4", "", "12344", "2026-11-01T10:00:00Z"); /* another answer */
    put(f, "5", "", "1234?", "2026-11-01T10:00:00Z"); /* don't know is another one */
    put(f, "6", "", "1234-", "2026-11-01T10:00:00Z"); /* and so is none */
    put(f, "7", "", "12345", "");                     /* who knows when */
    check_doubles(f, 0, "2=1 ");
    /* only what is new is looked at, whatever it equals */
    check_doubles(f, 7, "");
    put(f, "8", "", "12345", "2026-11-01T12:00:00+01:00");
    put(f, "9", "", "12345", "2026-11-01T11:05:00Z");
    check_doubles(f, 7, "9=8 ");
    check_doubles(f, 8, "9=8 ");
    struct pairs first = {.most = 1};
    sam_buf_init(&first.text, SAM_BUF_UNLIMITED);
    ok(sam_store_visit_doubles(f->store, "kobo", f->questionnaire, 0, 600, note_pair, &first,
                               &err));
    assert_string_equal(first.text.data, "2=1 ");
    sam_buf_fini(&first.text);
}

static void the_same_person_is_told_otherwise(void **state) {
    struct fixture *f = *state;
    put(f, "1", "ann", "12345", "2026-11-01T10:00:00Z");
    put(f, "2", "ann", "12345", "2026-11-01T10:01:00Z");
    check_doubles(f, 0, "");
    put(f, "3", "bob", "12345", "2026-11-01T10:02:00Z");
    check_doubles(f, 2, "3=1 3=2 ");
}

static void hardly_any_answers_are_no_sign(void **state) {
    struct fixture *f = *state;
    put(f, "1", "", "1----", "2026-11-01T10:00:00Z");
    put(f, "2", "", "1----", "2026-11-01T10:01:00Z");
    check_doubles(f, 0, "");
    put(f, "3", "", "12-3-", "2026-11-01T10:00:00Z");
    put(f, "4", "", "12-3-", "2026-11-01T10:01:00Z");
    check_doubles(f, 0, "4=3 ");
}

int main(void) {
    const struct CMUnitTest tests[] = {fixture_test(same_answers_within_minutes),
                                       fixture_test(the_same_person_is_told_otherwise),
                                       fixture_test(hardly_any_answers_are_no_sign)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
