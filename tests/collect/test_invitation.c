/* Whole runs against a real SMTP server. */
#include "collect/invitation.h"

#include "letter_fixture.h"
#include "support/mail_server.h"

struct told {
    struct post *post;
    struct sam_buf lines;
    size_t links, stop_after;
    bool alone;
};

static enum sam_status make_link(void *context, size_t place, bool alone, struct sam_buf *link,
                                 struct sam_err *err) {
    struct told *told = context;
    (void)err;
    told->links++;
    told->alone = alone;
    sam_buf_printf(link, "https://forms.example.org/q/%s-%zu",
                   told->post->study->people[place].respondent, told->links);
    return SAM_OK;
}

static void passed(void *context, const struct sam_letter *letter) {
    struct told *told = context;
    sam_buf_printf(&told->lines, "passed %s %d\n",
                   told->post->study->people[letter->person].respondent, (int)letter->verdict);
}

static void done(void *context, const struct sam_letter *letter, enum sam_mail_state outcome,
                 const char *reply, const char *text) {
    struct told *told = context;
    sam_buf_printf(&told->lines, "%s %s%s%s\n", sam_mail_state_id(outcome),
                   told->post->study->people[letter->person].respondent, text != NULL ? " " : "",
                   text != NULL ? text : "");
    (void)reply;
}

static bool stop(void *context) {
    const struct told *told = context;
    return told->stop_after > 0 && told->links >= told->stop_after;
}

static void check_run(struct told *told, enum sam_mail_kind kind, bool dry,
                      enum sam_status expected, const char *lines) {
    struct sam_err err = {0};
    struct sam_invitation run = {
        .study = told->post->study,
        .instruments = told->post->instruments,
        .store = told->post->store,
        .wish = {.kind = kind, .wave = 1, .now = (time_t)1790000000},
        .per_minute = 60000,
        .dry_run = dry,
        .link = make_link,
        .passed = passed,
        .done = done,
        .stop = stop,
        .context = told,
    };
    sam_buf_clear(&told->lines);
    sam_buf_text(&told->lines, "");
    enum sam_status status = sam_invitation_run(&run, &err);
    if (status != expected) {
        fail_msg("%d: %s", (int)status, err.text);
    }
    if (lines != NULL) {
        assert_string_equal(told->lines.data, lines);
    }
}

static struct told told_of(struct post *post) {
    struct told told = {.post = post};
    sam_buf_init(&told.lines, SAM_BUF_UNLIMITED);
    return told;
}

static void everyone_gets_one_letter(void **state) {
    (void)state;
    struct sam_mail_server server = sam_mail_server_start("plain", NULL);
    struct post p =
        post_start(server.port, ", 'reply_to': 'help@sender.example'", ANN_TWICE "," BOB);
    struct told told = told_of(&p);
    check_run(&told, SAM_MAIL_INVITATION, false, SAM_OK, "sent ann-1\nsent bob\n");
    check_run(&told, SAM_MAIL_INVITATION, false, SAM_OK, "passed ann-1 6\npassed bob 6\n");
    assert_int_equal(sam_mail_server_count(&server), 2);
    assert_int_equal(told.links, 2);
    assert_false(told.alone);
    char *letter = sam_mail_server_letter(&server, 1, 0);
    check_contains(letter, "From: Bureau \xc3\x89\xc3\xa9n <survey@sender.example>\n");
    check_contains(letter, "To: Ann Bakker <ann@there.example>\n");
    check_contains(letter, "Reply-To: help@sender.example\n");
    check_contains(letter, "Subject: Uitnodiging: vragenlijst over Allianties in beeld\n");
    check_contains(letter, "Content-Language: nl\n");
    check_contains(letter, "defects []\n");
    check_contains(letter, "\nhttps://forms.example.org/q/ann-1-1\n");
    check_contains(letter, "- B\xc3\xa8ta (als accounthouder)\n");
    free(letter);
    letter = sam_mail_server_letter(&server, 2, 0);
    check_contains(letter, "Subject: Invitation: questionnaire about Alliances in focus\n");
    free(letter);
    post_response(&p, "bob", true);
    check_run(&told, SAM_MAIL_REMINDER, false, SAM_OK, "sent ann-1\npassed bob 1\n");
    letter = sam_mail_server_letter(&server, 3, 0);
    check_contains(letter, "Subject: Herinnering:");
    check_contains(letter, "\nhttps://forms.example.org/q/ann-1-3\n");
    free(letter);
    sam_buf_fini(&told.lines);
    post_end(&p);
    sam_mail_server_stop(&server);
}

#define FIVE                                                                                       \
    PARTNER("r", "refused@there.example")                                                          \
    "," PARTNER("g", "greylisted@there.example") "," PARTNER(                                      \
        "l", "lost@there.example") "," PARTNER("b", "broken@there.example") "," BOB
#define THREE_LOST                                                                                 \
    PARTNER("a", "broken@there.example")                                                           \
    "," PARTNER("b", "lost@there.example") "," PARTNER("c", "broken-2@there.example") "," BOB

static void the_rest_goes_on(void **state) {
    (void)state;
    struct sam_mail_server server = sam_mail_server_start("plain", NULL);
    struct post p = post_start(server.port, "", FIVE);
    struct told told = told_of(&p);
    check_run(&told, SAM_MAIL_INVITATION, false, SAM_OK,
              "refused r\ndeferred g\nunknown l\nfailed b\nsent bob\n");
    check_run(&told, SAM_MAIL_INVITATION, false, SAM_OK,
              "passed r 5\nsent g\npassed l 4\nfailed b\npassed bob 6\n");
    /* The address is corrected, and the link that went elsewhere stops working. */
    post_letter(&p, SAM_MAIL_INVITATION, "r", "elsewhere@there.example", SAM_MAIL_SENT, 1790000000);
    post_study(&p, server.port, "", PARTNER("r", "right@there.example"));
    check_run(&told, SAM_MAIL_INVITATION, false, SAM_OK, "sent r\n");
    assert_true(told.alone);
    sam_buf_fini(&told.lines);
    post_end(&p);
    sam_mail_server_stop(&server);
}

static void three_lost_in_a_row_end_it(void **state) {
    (void)state;
    struct sam_mail_server server = sam_mail_server_start("plain", NULL);
    struct post p = post_start(server.port, "", THREE_LOST);
    struct told told = told_of(&p);
    check_run(&told, SAM_MAIL_INVITATION, false, SAM_E_NET, "failed a\nunknown b\nfailed c\n");
    sam_buf_fini(&told.lines);
    post_end(&p);
    sam_mail_server_stop(&server);
}

static void a_dry_run_leaves_no_trace(void **state) {
    (void)state;
    struct post p = post_start(1, "", BOB);
    struct told told = told_of(&p);
    check_run(&told, SAM_MAIL_INVITATION, true, SAM_OK, NULL);
    check_contains(told.lines.data, "prepared bob Dear Bob,\n");
    check_contains(told.lines.data, "https://forms.example.org/...");
    assert_int_equal(told.links, 0);
    check_run(&told, SAM_MAIL_INVITATION, true, SAM_OK, NULL);
    check_contains(told.lines.data, "prepared bob Dear Bob,\n");
    sam_buf_fini(&told.lines);
    post_end(&p);
}

static void it_stops_when_asked(void **state) {
    (void)state;
    struct sam_mail_server server = sam_mail_server_start("plain", NULL);
    struct post p = post_start(server.port, "", ANN_TWICE "," BOB);
    struct told told = told_of(&p);
    told.stop_after = 1;
    check_run(&told, SAM_MAIL_INVITATION, false, SAM_E_STOPPED, "sent ann-1\n");
    told.stop_after = 0;
    check_run(&told, SAM_MAIL_INVITATION, false, SAM_OK, "passed ann-1 6\nsent bob\n");
    assert_int_equal(sam_mail_server_count(&server), 2);
    sam_buf_fini(&told.lines);
    post_end(&p);
    sam_mail_server_stop(&server);
}

static void nothing_begins_that_cant_be_right(void **state) {
    (void)state;
    struct post p = post_start(1, "", BOB);
    struct sam_err err = {0};
    struct sam_invitation run = {.study = p.study,
                                 .instruments = p.instruments,
                                 .store = p.store,
                                 .wish = {.wave = 0, .now = (time_t)1790000000}};
    assert_int_equal(sam_invitation_run(&run, &err), SAM_E_INPUT);
    check_contains(err.text, "wave old closed after 2020-01-01");
    run.wish.wave = 2;
    assert_int_equal(sam_invitation_run(&run, &err), SAM_E_INPUT);
    check_contains(err.text, "wave later opens on 2999-01-01");
    post_file(&p, "mail/invitation.en.txt", "Subject: x\n\n{lnk}\n");
    run.wish.wave = 1;
    assert_int_equal(sam_invitation_run(&run, &err), SAM_E_INPUT);
    check_contains(err.text, "{lnk}");
    p.study->mail = NULL;
    assert_int_equal(sam_invitation_run(&run, &err), SAM_E_INPUT);
    check_contains(err.text, "no \"mail\"");
    post_end(&p);
}

static void names_are_no_headers(void **state) {
    (void)state;
    struct sam_mail_server server = sam_mail_server_start("plain", NULL);
    struct post p = post_start(server.port, "",
                               "{'respondent': 'x', 'alliance': 'alpha', 'organisation': 'two', "
                               "'role': 'partner', 'name': 'X\\r\\nBcc: evil@there.example', "
                               "'email': 'x@there.example'}");
    struct told told = told_of(&p);
    check_run(&told, SAM_MAIL_INVITATION, false, SAM_OK, "sent x\n");
    char *letter = sam_mail_server_letter(&server, 1, 0);
    assert_null(strstr(letter, "\nBcc:"));
    check_contains(letter, "recipients x@there.example\n");
    free(letter);
    sam_buf_fini(&told.lines);
    post_end(&p);
    sam_mail_server_stop(&server);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everyone_gets_one_letter),
        cmocka_unit_test(the_rest_goes_on),
        cmocka_unit_test(three_lost_in_a_row_end_it),
        cmocka_unit_test(a_dry_run_leaves_no_trace),
        cmocka_unit_test(it_stops_when_asked),
        cmocka_unit_test(nothing_begins_that_cant_be_right),
        cmocka_unit_test(names_are_no_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
