/* Recorded answers of a real server, replayed over a socket into a store. */
#include "pages.h"

static const struct step login = {.expect = "\"get_session_key\"", .file = "login.json"};
static const struct step summary = {.expect = "\"get_summary\"", .file = "summary.json"};
static const struct step people = {.expect = "[\">\",0]", .file = "participants.json"};
static const struct step no_more_people = {.expect = "[\">\",35]", .file = "no-participants.json"};
static const struct step all = {.expect = "\"all\",\"code\",\"short\",1,500]",
                                .file = "export-all.json"};
static const struct step none = {.expect = "\"short\",501,1000]", .file = "export-none.json"};
static const struct step end = {.expect = "\"short\",1001,null]", .file = "export-none.json"};
static const struct step release = {.expect = "\"release_session_key\"", .file = "released.json"};

static enum sam_status collect(struct fixture *f, const char *url, bool full, struct sam_run *run,
                               struct sam_err *err) {
    f->study->sources[0].url = url;
    f->options.full = full;
    return sam_collect(f->study, 0, &f->instruments, f->store, &f->options, run, err);
}

/* 33 responses: 29 finished and 4 not; one without token and one with an unknown one have no
 * alliance, and one holds an answer code that does not exist. */
static void test_recorded_survey(void **state) {
    const struct step steps[] = {login, summary, people, no_more_people, all, none, end, release};
    struct script s;
    struct fixture f;
    struct sam_run run;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(steps));
    fixture_open(&f, "tests/data/limesurvey/study.json", s.url);
    if (collect(&f, s.url, false, &run, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    script_end(&s);
    assert_int_equal(run.fetched, 33);
    assert_int_equal(run.added, 30);
    assert_int_equal(run.quarantined, 3);
    struct counts counts = count(&f);
    assert_int_equal(counts.complete, 26);
    assert_int_equal(counts.incomplete, 4);
    assert_int_equal(counts.quarantined, 3);
    assert_string_equal(find(&f, "1").text,
                        "tok000000000001|noord|nergens|lead|1|2026-03-01 10:00:00+01:00|3|1");
    assert_string_equal(find(&f, "25").text, "tok000000000025|noord|zomaar|lead|0||4|1");
    check_contains(refused(&f, "32").text, "alliance: ");
    check_contains(refused(&f, "33").text, "alliance: ");
    check_contains(refused(&f, "34").text, "\"A9\"");
    /* one token, two responses: kept, and told */
    assert_string_equal(f.notices.data,
                        "source ls: people with more than one finished response: 1; of each the "
                        "latest counts, the others are kept\n");
    fixture_close(&f);
}

/* The next pass: a margin before the highest number, and what was unfinished or refused. */
static void test_second_pass(void **state) {
    const struct step first[] = {login, summary, people, no_more_people, all, none, end, release};
    const struct step second[] = {login,
                                  people,
                                  no_more_people,
                                  {.expect = "\"short\",1,null]", .file = "export-edited.json"},
                                  release};
    struct script s;
    struct fixture f;
    struct sam_run run;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(first));
    fixture_open(&f, "tests/data/limesurvey/study.json", s.url);
    assert_int_equal(collect(&f, s.url, false, &run, &err), SAM_OK);
    script_end(&s);
    script_start(&s, STEPS(second));
    if (collect(&f, s.url, false, &run, &err) != SAM_OK) {
        fail_msg("%s; %s", err.text, s.wrong);
    }
    script_end(&s);
    /* 35 is new; 5, 7 and 8 are as they were */
    assert_int_equal(run.added, 1);
    assert_int_equal(run.changed, 0);
    check_contains(find(&f, "35").text, "tok000000000033|");
    fixture_close(&f);
}

/* All from the first number on is too much for the server at once: then in windows. */
static void test_second_pass_in_windows(void **state) {
    const struct step first[] = {login, summary, people, no_more_people, all, none, end, release};
    const struct step fails = {.expect = "\"short\",1,null]", .reply.status = 500};
    const struct step second[] = {login,
                                  people,
                                  no_more_people,
                                  fails,
                                  fails,
                                  {.expect = "\"short\",1,9]", .file = "export-5-8.json"},
                                  {.expect = "\"short\",1,500]", .file = "export-edited.json"},
                                  none,
                                  end,
                                  release};
    struct script s;
    struct fixture f;
    struct sam_run run;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(first));
    fixture_open(&f, "tests/data/limesurvey/study.json", s.url);
    assert_int_equal(collect(&f, s.url, false, &run, &err), SAM_OK);
    script_end(&s);
    script_start(&s, STEPS(second));
    if (collect(&f, s.url, false, &run, &err) != SAM_OK) {
        fail_msg("%s; %s", err.text, s.wrong);
    }
    script_end(&s);
    assert_int_equal(run.added, 1);
    fixture_close(&f);
}

static void test_no_rows(void **state) {
    static const struct step nothing[] = {
        {.expect = "\"get_session_key\"", .file = "login.json"},
        {.expect = "\"get_summary\"", .file = "summary-none.json"},
        {.expect = "list_participants", .file = "no-participants.json"},
        {.expect = "\"list_questions\"", .file = "questions.json"},
        {.expect = "get_site_settings",
         .body = "{\"id\":1,\"result\":{\"status\":\"Invalid setting\"},\"error\":null}"},
        {.expect = "\"short\",1,500]", .file = "no-rows.json"},
        {.expect = "\"short\",501,null]", .file = "no-rows.json"},
        {.expect = "\"get_summary\"", .file = "summary-none.json"},
        {.expect = "\"release_session_key\"", .file = "released.json"}};
    struct script s;
    struct fixture f;
    struct sam_run run;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(nothing));
    fixture_open(&f, "tests/data/limesurvey/study.json", s.url);
    if (collect(&f, s.url, true, &run, &err) != SAM_OK) {
        fail_msg("%s; %s", err.text, s.wrong);
    }
    assert_int_equal(run.fetched, 0);
    assert_string_equal(run.outcome, "done");
    script_end(&s);
    fixture_close(&f);
}

/* Without the right to read participants nobody's alliance is known: said, and nothing stored. */
static void test_no_right_to_participants(void **state) {
    const struct step steps[] = {
        login, summary, {.expect = "list_participants", .file = "no-permission.json"}, release};
    struct script s;
    struct fixture f;
    struct sam_run run;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(steps));
    fixture_open(&f, "tests/data/limesurvey/study.json", s.url);
    assert_int_equal(collect(&f, s.url, false, &run, &err), SAM_E_AUTH);
    check_contains(err.text, "participants (read)");
    assert_string_equal(run.message, err.text);
    script_end(&s);
    fixture_close(&f);
}

static void test_not_active(void **state) {
    const struct step steps[] = {
        login,          {.expect = "get_summary", .file = "summary-not-active.json"}, people,
        no_more_people, {.expect = "export_responses", .file = "not-active.json"},    release};
    struct script s;
    struct fixture f;
    struct sam_run run;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(steps));
    fixture_open(&f, "tests/data/limesurvey/study.json", s.url);
    assert_int_equal(collect(&f, s.url, false, &run, &err), SAM_E_REMOTE);
    check_contains(err.text, "not active");
    script_end(&s);
    fixture_close(&f);
}

/* An export that breaks off, in each way, is asked for in halves. */
static void test_cut_off_export(void **state) {
    static const struct sam_reply cuts[] = {
        {.cut = true, .cut_at = 9000},
        {.framing = SAM_BY_CHUNKS, .cut = true, .cut_at = 9000},
        {.framing = SAM_BY_CLOSING, .cut = true, .cut_at = 9000}};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct step cut = all;
        cut.reply = cuts[i];
        /* What the connection tells is tried once more as it was. */
        bool noticed = cuts[i].framing != SAM_BY_CLOSING;
        struct step steps[12] = {login, summary, people, no_more_people, cut, cut};
        size_t n = noticed ? 6 : 5;
        steps[n++] = (struct step){.expect = "\"short\",1,250]", .file = "export-all.json"};
        steps[n++] = (struct step){.expect = "\"short\",251,750]", .file = "export-none.json"};
        steps[n++] = (struct step){.expect = "\"short\",751,null]", .file = "export-none.json"};
        steps[n++] = release;
        struct script s;
        struct fixture f;
        struct sam_run run;
        struct sam_err err = {0};
        script_start(&s, steps, n);
        fixture_open(&f, "tests/data/limesurvey/study.json", s.url);
        if (collect(&f, s.url, false, &run, &err) != SAM_OK) {
            fail_msg("%zu: %s; %s", i, err.text, s.wrong);
        }
        assert_int_equal(run.added, 30);
        script_end(&s);
        fixture_close(&f);
    }
}

static void test_busy_then_fine(void **state) {
    const struct step steps[] = {
        login,
        {.expect = "get_summary", .reply = {.status = 429, .headers = "Retry-After: 1\r\n"}},
        {.expect = "get_summary", .reply.status = 500},
        summary,
        people,
        no_more_people,
        {.expect = "\"short\",1,500]", .reply.status = 500},
        all,
        none,
        end,
        release};
    struct script s;
    struct fixture f;
    struct sam_run run;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(steps));
    fixture_open(&f, "tests/data/limesurvey/study.json", s.url);
    assert_int_equal(collect(&f, s.url, false, &run, &err), SAM_OK);
    assert_int_equal(run.added, 30);
    script_end(&s);
    fixture_close(&f);
}

static void test_compressed(void **state) {
    struct sam_buf text;
    struct sam_buf numbered;
    size_t length = 0;
    (void)state;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_init(&numbered, SAM_BUF_UNLIMITED);
    sam_source_file("tests/data/limesurvey/export-all.json", &text);
    sam_buf_printf(&numbered, "{\"id\":5%s", text.data + 7);
    char *gzip = sam_gzip_stored(numbered.data, numbered.length, &length);
    struct step packed = {.expect = "\"short\",1,500]"};
    packed.reply = (struct sam_reply){
        .headers = "Content-Encoding: gzip\r\n", .body = gzip, .body_length = length};
    const struct step steps[] = {login,  summary, people, no_more_people,
                                 packed, none,    end,    release};
    struct script s;
    struct fixture f;
    struct sam_run run;
    struct sam_err err = {0};
    script_start(&s, STEPS(steps));
    fixture_open(&f, "tests/data/limesurvey/study.json", s.url);
    if (collect(&f, s.url, false, &run, &err) != SAM_OK) {
        fail_msg("%s; %s", err.text, s.wrong);
    }
    assert_int_equal(run.added, 30);
    script_end(&s);
    fixture_close(&f);
    free(gzip);
    sam_buf_fini(&text);
    sam_buf_fini(&numbered);
}

static void test_wrong_password_is_sent_once(void **state) {
    static const struct step steps[] = {
        {.expect = "\"get_session_key\"", .file = "wrong-password.json"}};
    struct script s;
    struct fixture f;
    struct sam_run run;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(steps));
    fixture_open(&f, "tests/data/limesurvey/study.json", s.url);
    assert_int_equal(collect(&f, s.url, false, &run, &err), SAM_E_AUTH);
    assert_null(strstr(err.text, "geheim"));
    assert_string_equal(run.outcome, "failed");
    script_end(&s);
    fixture_close(&f);
}

/* A server in debug mode may send back what it got. */
static void test_a_password_sent_back_is_covered(void **state) {
    static const struct step steps[] = {
        {.expect = "\"get_session_key\"",
         .body = "{\"id\":1,\"result\":{\"status\":\"admin, geheim-123: no\"},\"error\":null}"}};
    struct script s;
    struct fixture f;
    struct sam_run run;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(steps));
    fixture_open(&f, "tests/data/limesurvey/study.json", s.url);
    assert_int_equal(collect(&f, s.url, false, &run, &err), SAM_E_AUTH);
    check_contains(err.text, "admin, **********: no");
    assert_null(strstr(run.message, "geheim"));
    script_end(&s);
    fixture_close(&f);
}

/* Versions before 4.3 know no conditions: the same page comes again, and then it goes by offset. */
static void test_participants_of_an_old_version(void **state) {
    struct sam_buf pages[2];
    (void)state;
    for (int page = 0; page < 2; page++) {
        sam_buf_init(&pages[page], SAM_BUF_UNLIMITED);
        sam_buf_text(&pages[page], "{\"id\":1,\"result\":[");
        for (int i = 0; i < (page == 0 ? 1000 : 35); i++) {
            int tid = page * 1000 + i + 1;
            sam_buf_printf(
                &pages[page],
                "%s{\"tid\":%d,\"token\":\"tok%012d\",\"attribute_1\":\"noord\",\"attribute_2\""
                ":\"a\",\"attribute_3\":\"x\",\"participant_info\":{}}",
                i > 0 ? "," : "", tid, tid);
        }
        sam_buf_text(&pages[page], "],\"error\":null}");
    }
    const struct step steps[] = {
        login,
        summary,
        {.expect = "900101,0,1000,false", .body = pages[0].data},
        {.expect = "900101,0,1000,false", .body = pages[0].data},
        {.expect = "900101,1000,1000,false", .body = pages[1].data},
        {.expect = "900101,1035,1000,false", .file = "no-participants.json"},
        release};
    static struct sam_mapping map[] = {{"attribute_1", "alliance"}};
    struct script s;
    struct reading r;
    void *source = NULL;
    script_start(&s, STEPS(steps));
    reading_open(&r, (struct sam_source){.type = SAM_SOURCE_LIMESURVEY,
                                         .url = s.url,
                                         .survey = "900101",
                                         .user = "admin",
                                         .map = map,
                                         .map_count = 1});
    if (sam_platform_limesurvey.open(&r.pass, &source, &r.err) != SAM_OK) {
        fail_msg("%s; %s", r.err.text, s.wrong);
    }
    sam_platform_limesurvey.close(source);
    reading_close(&r);
    script_end(&s);
    sam_buf_fini(&pages[0]);
    sam_buf_fini(&pages[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_recorded_survey),
                                       cmocka_unit_test(test_second_pass),
                                       cmocka_unit_test(test_second_pass_in_windows),
                                       cmocka_unit_test(test_no_rows),
                                       cmocka_unit_test(test_no_right_to_participants),
                                       cmocka_unit_test(test_not_active),
                                       cmocka_unit_test(test_cut_off_export),
                                       cmocka_unit_test(test_busy_then_fine),
                                       cmocka_unit_test(test_compressed),
                                       cmocka_unit_test(test_wrong_password_is_sent_once),
                                       cmocka_unit_test(test_a_password_sent_back_is_covered),
                                       cmocka_unit_test(test_participants_of_an_old_version)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
