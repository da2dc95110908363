#include "respond_fixture.h"

static const char theme[] = "/form/en/ann/theme/th";

static void all_the_way(void **state) {
    struct served *s = *state;
    form_agree(s);
    fixture_check_text(&s->f,
                       "SELECT (consented_at > '') || page || (text LIKE '%not anonymous%') FROM "
                       "paradata JOIN consent_text ON consent = hash",
                       "1theme/th1");
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 0);
    form_expect(s, theme, s->ann, form_of(s, "go=next&had=-----&a.s1=4&a.s2=dk"), 303,
                "Location: /form/en/ann/open\r\n");
    fixture_check_text(&s->f,
                       "SELECT source || record_id || state || language || s1 || dont_know || "
                       "(s3 IS NULL) FROM response JOIN \"answers_quick-5\" ON response = id",
                       "formann.2026incompleteen4s21");
    form_expect(s, "/form/en/ann/open", s->ann, form_of(s, "go=next&o.well=fine"), 303,
                "Location: /form/en/ann/check\r\n");
    form_expect(s, "/form/en/ann/check", s->ann, NULL, 200, "3 statements have no answer");
    form_expect(s, "/form/en/ann/check", s->ann, form_of(s, "go=next"), 303,
                "Location: /form/en/ann/thanks\r\n");
    form_expect(s, "/form/en/ann/thanks", s->ann, NULL, 200, "have been received");
    fixture_check_text(&s->f, "SELECT state FROM response", "complete");
    fixture_check_text(&s->f, "SELECT (begun_at > '') || (finished_at > '') FROM paradata", "11");
}

static void buttons_lead_where_they_say(void **state) {
    struct served *s = *state;
    form_agree(s);
    form_expect(s, theme, s->ann, form_of(s, "go=back&a.s1=1"), 303, "/form/en/ann/intro\r\n");
    form_expect(s, theme, s->ann, form_of(s, "go=later&a.s2=2"), 303, "Location: /form/en\r\n");
    form_expect(s, theme, s->ann, form_of(s, "go=lang.nl&a.s3=3"), 303,
                "Location: /form/nl/ann/theme/th\r\n");
    form_expect(s, theme, s->ann, form_of(s, "go=clear.s1&a.s1=1&a.s4=4"), 303,
                "Location: /form/en/ann/theme/th#s1\r\n");
    /* And none of them loses what was typed. */
    fixture_check_text(&s->f, "SELECT (s1 IS NULL) || s2 || s3 || s4 FROM \"answers_quick-5\"",
                       "1234");
    fixture_check_text(&s->f, "SELECT page FROM paradata", "theme/th");
}

/* The page carries its token: it is saved when the session has ended, and for whoever it belongs
 * to when another person's link was opened in the same browser. */
static void a_session_that_ended_loses_nothing(void **state) {
    struct served *s = *state;
    char expected[160];
    form_agree(s);
    snprintf(expected, sizeof expected, "Location: /q/%s/en/ann/open\r\n", s->ann);
    form_expect(s, theme, NULL, form_of(s, "go=next&a.s1=4"), 303, expected);
    snprintf(expected, sizeof expected, "Set-Cookie: samenscan_link=%s;", s->ann);
    form_expect(s, theme, NULL, form_of(s, "go=next&a.s2=4"), 303, expected);
    form_expect(s, theme, s->holder, form_of(s, "go=next&a.s3=2"), 303, "/en/ann/open\r\n");
    fixture_check_text(&s->f, "SELECT s1 || s2 || s3 FROM \"answers_quick-5\"", "442");
}

/* A cookie alone proves nothing: another site can make a browser send it. */
static void a_forged_page_is_refused(void **state) {
    struct served *s = *state;
    form_agree(s);
    form_expect(s, theme, s->ann, "go=next&a.s1=4", 401, "open the personal link");
    form_expect(s, theme, s->ann, "key=aaaaaaaaaaaaaaaaaaaaaaaaaa&a.s1=4", 401, "open");
    form_expect(s, "/form/en/bob/theme/th", s->ann, form_of(s, "a.s1=4"), 404, "not yours");
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 0);
}

static void sent_twice_is_stored_once(void **state) {
    struct served *s = *state;
    form_agree(s);
    for (int i = 0; i < 2; i++) {
        form_expect(s, theme, s->ann, form_of(s, "go=next&had=-----&a.s1=4"), 303, "/open\r\n");
    }
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 1);
    assert_int_equal(fixture_number(&s->f, "SELECT version FROM response"), 1);
    for (int i = 0; i < 2; i++) {
        form_expect(s, "/form/en/ann/check", s->ann, form_of(s, "go=next"), 303, "/thanks\r\n");
    }
    assert_int_equal(fixture_number(&s->f, "SELECT version FROM response"), 2);
}

static void wrong_answers_are_shown_again(void **state) {
    struct served *s = *state;
    form_agree(s);
    form_expect(s, theme, s->ann, form_of(s, "go=next&a.s1=9&a.s2=4"), 422, "Error: ");
    form_expect(s, theme, s->ann, form_of(s, "go=next&a.s1=9&a.s2=4"), 422,
                "name=\"a.s2\" value=\"4\" checked");
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 0);
    form_expect(s, "/form/en/ann/check", s->ann, form_of(s, "go=next"), 422, "nothing to send");
}

static void changed_after_sending_counts_at_once(void **state) {
    struct served *s = *state;
    form_agree(s);
    form_expect(s, theme, s->ann, form_of(s, "go=next&a.s1=4"), 303, "/open\r\n");
    form_expect(s, "/form/en/ann/check", s->ann, form_of(s, "go=next"), 303, "/thanks\r\n");
    form_expect(s, theme, s->ann, form_of(s, "go=next&a.s1=2"), 303, "/open\r\n");
    fixture_check_text(&s->f,
                       "SELECT state || s1 FROM response JOIN \"answers_quick-5\" ON response = id",
                       "complete2");
}

static void withdrawn_is_gone(void **state) {
    struct served *s = *state;
    form_agree(s);
    form_expect(s, theme, s->ann, form_of(s, "go=next&a.s1=4"), 303, "/open\r\n");
    form_expect(s, "/form/en/ann/withdraw", s->ann, form_of(s, "go=back"), 303, "/open\r\n");
    form_expect(s, "/form/en/ann/withdraw", s->ann, form_of(s, "go=withdraw"), 303,
                "/withdraw\r\n");
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM \"answers_quick-5\""), 0);
    fixture_check_text(&s->f, "SELECT state FROM response", "withdrawn");
    fixture_check_text(&s->f, "SELECT consented_at || begun_at || page FROM paradata", "");
    /* And may take part again. */
    form_agree(s);
    form_expect(s, theme, s->ann, form_of(s, "go=next&a.s1=5"), 303, "/open\r\n");
    fixture_check_text(&s->f, "SELECT state FROM response", "incomplete");
}

static void automatic_saves(void **state) {
    struct served *s = *state;
    form_agree(s);
    form_expect(s, theme, s->ann, form_of(s, "go=auto&had=-----&a.s1=4"), 200,
                "{\"had\": \"d----\"}");
    form_expect(s, "/form/en/ann/open", s->ann, form_of(s, "go=auto&o.well=one"), 200,
                "\"had.well\": \"");
    /* An older tab's text is not put over it without a word. */
    form_expect(s, "/form/en/ann/open", s->ann,
                form_of(s, "go=auto&had.well=0000000000000000&o.well=two"), 409, "{}");
    fixture_check_text(&s->f, "SELECT text FROM open_answer", "one");
    form_expect(s, "/form/en/ann/open", s->ann,
                form_of(s, "go=next&had.well=0000000000000000&o.well=two"), 200,
                "one</blockquote>");
    fixture_check_text(&s->f, "SELECT text FROM open_answer", "two");
}

/* The disk is full: told on the page, with all that was typed, and saved when there is room. */
static void a_full_disk_is_told(void **state) {
    struct served *s = *state;
    char form[20400];
    form_agree(s);
    served_stop(s);
    ok(sam_sql_exec(s->f.store, "PRAGMA max_page_count = 1", &err));
    served_start(s);
    snprintf(form, sizeof form, "key=%s&go=next&o.well=%019000d", s->ann, 7);
    form_expect(s, "/form/en/ann/open", s->ann, form, 503, "Your answers were not saved");
    form_expect(s, "/form/en/ann/open", s->ann, form, 503, "00000007</textarea>");
    served_stop(s);
    ok(sam_sql_exec(s->f.store, "PRAGMA max_page_count = 100000", &err));
    served_start(s);
    form_expect(s, "/form/en/ann/open", s->ann, form, 303, "/check\r\n");
    assert_int_equal(fixture_number(&s->f, "SELECT length(text) FROM open_answer"), 19000);
}

static void closed_takes_nothing(void **state) {
    struct served *s = *state;
    char form[128];
    snprintf(form, sizeof form, "key=%s&go=next&a.s1=4", s->late);
    form_expect(s, "/form/en/bob/theme/th", s->late, form, 409, "is closed");
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(all_the_way),
        served_test(buttons_lead_where_they_say),
        served_test(a_session_that_ended_loses_nothing),
        served_test(a_forged_page_is_refused),
        served_test(sent_twice_is_stored_once),
        served_test(wrong_answers_are_shown_again),
        served_test(changed_after_sending_counts_at_once),
        served_test(withdrawn_is_gone),
        served_test(automatic_saves),
        served_test(a_full_disk_is_told),
        served_test(closed_takes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
