/* Against a real SMTP server (tests/support/mail_server.py). */
#include "collect/smtp.h"

#include "support/mail_server.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char text[] = "From: a@sender.example\r\nTo: b@there.example\r\nSubject: s\r\n"
                           "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n"
                           ".a line that begins with a dot\r\n..\r\nhello\r\n";

struct line {
    struct sam_mail_server server;
    struct sam_mail mail;
    struct sam_secret secret;
    struct sam_smtp smtp;
    char url[64], ca[512];
    int called;
    enum sam_status ready;
};

static enum sam_status count_ready(void *context, struct sam_err *err) {
    struct line *line = context;
    line->called++;
    return line->ready == SAM_OK ? SAM_OK : sam_fail(err, line->ready, "the log is full");
}

static void open_line(struct line *line, const char *scheme, const char *ca) {
    struct sam_err err = {0};
    snprintf(line->url, sizeof line->url, "%s://127.0.0.1:%d", scheme, line->server.port);
    line->mail.smtp = line->url;
    line->mail.from = line->mail.from != NULL ? line->mail.from : "survey@sender.example";
    if (ca != NULL) {
        snprintf(line->ca, sizeof line->ca, "%s/%s", line->server.folder, ca);
        line->mail.ca_file = line->ca;
    }
    if (sam_smtp_open(&line->smtp, &line->mail, &line->secret, "", &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
}

static struct sam_smtp_outcome send_to(struct line *line, const char *to, enum sam_status expected,
                                       struct sam_err *err) {
    struct sam_smtp_outcome outcome;
    const struct sam_smtp_letter letter = {
        .to = to, .text = text, .length = sizeof text - 1, .ready = count_ready, .context = line};
    enum sam_status status = sam_smtp_send(&line->smtp, &letter, &outcome, err);
    if (status != expected) {
        fail_msg("status %d for %s: %s (%d %s)", (int)status, to, err->text, outcome.code,
                 outcome.reply);
    }
    return outcome;
}

static void close_line(struct line *line) {
    sam_smtp_close(&line->smtp);
    sam_mail_server_stop(&line->server);
}

static void over_starttls_with_login(void **state) {
    (void)state;
    struct line line = {.server = sam_mail_server_start("starttls", "auth", NULL),
                        .mail = {.user = "samenscan"},
                        .secret = {.text = "s3cret-word"}};
    struct sam_err err = {0};
    open_line(&line, "smtp", "ca.pem");
    for (int i = 0; i < 2; i++) {
        struct sam_smtp_outcome outcome = send_to(&line, "b@there.example", SAM_OK, &err);
        assert_int_equal(outcome.state, SAM_MAIL_SENT);
        assert_int_equal(outcome.code, 250);
    }
    assert_int_equal(line.called, 2);
    assert_int_equal(sam_mail_server_count(&line.server), 2);
    char *letter = sam_mail_server_letter(&line.server, 1, 0);
    check_contains(letter, "tls yes");
    check_contains(letter, "login True");
    check_contains(letter, "helo sender.example");
    check_contains(letter, "sender survey@sender.example");
    check_contains(letter, "recipients b@there.example");
    check_contains(letter, "\n.a line that begins with a dot\n..\nhello");
    free(letter);
    close_line(&line);
}

static void over_tls_from_the_start(void **state) {
    (void)state;
    struct line line = {.server = sam_mail_server_start("smtps", NULL)};
    struct sam_err err = {0};
    open_line(&line, "smtps", "ca.pem");
    assert_int_equal(send_to(&line, "b@there.example", SAM_OK, &err).state, SAM_MAIL_SENT);
    char *letter = sam_mail_server_letter(&line.server, 1, 0);
    check_contains(letter, "tls yes");
    free(letter);
    close_line(&line);
}

static void plain_only_to_this_machine(void **state) {
    (void)state;
    struct line line = {.server = sam_mail_server_start("plain", NULL)};
    struct sam_err err = {0};
    open_line(&line, "smtp", NULL);
    assert_int_equal(send_to(&line, "b@there.example", SAM_OK, &err).state, SAM_MAIL_SENT);
    /* Whoever names an authority wants TLS, here too; so does every other machine. */
    sam_smtp_close(&line.smtp);
    struct sam_mail_server other = sam_mail_server_start("starttls", NULL);
    snprintf(line.ca, sizeof line.ca, "%s/ca.pem", other.folder);
    line.mail.ca_file = line.ca;
    open_line(&line, "smtp", NULL);
    struct sam_smtp_outcome outcome = send_to(&line, "b@there.example", SAM_E_REMOTE, &err);
    assert_int_equal(outcome.state, SAM_MAIL_FAILED);
    check_contains(err.text, "no STARTTLS");
    line.mail.ca_file = NULL;
    sam_smtp_close(&line.smtp);
    open_line(&line, "smtp", NULL);
    line.smtp.here = false;
    send_to(&line, "b@there.example", SAM_E_REMOTE, &err);
    check_contains(err.text, "no STARTTLS");
    line.mail.insecure_smtp = true;
    assert_int_equal(send_to(&line, "b@there.example", SAM_OK, &err).state, SAM_MAIL_SENT);
    assert_int_equal(sam_mail_server_count(&line.server), 2);
    assert_int_equal(line.called, 2);
    sam_mail_server_stop(&other);
    close_line(&line);
}

static void a_strangers_certificate_is_refused(void **state) {
    (void)state;
    static const char *const schemes[] = {"smtp", "smtps"};
    for (size_t i = 0; i < 2; i++) {
        struct line line = {.server = sam_mail_server_start(i == 0 ? "starttls" : "smtps", NULL)};
        struct sam_err err = {0};
        open_line(&line, schemes[i], "other.pem");
        struct sam_smtp_outcome outcome = send_to(&line, "b@there.example", SAM_E_REMOTE, &err);
        assert_int_equal(outcome.state, SAM_MAIL_FAILED);
        check_contains(err.text, "no safe connection");
        check_contains(err.text, "ca_file");
        assert_int_equal(line.called, 0);
        close_line(&line);
    }
}

static void a_wrong_password_sends_nothing(void **state) {
    (void)state;
    struct line line = {.server = sam_mail_server_start("starttls", "auth", NULL),
                        .mail = {.user = "samenscan"},
                        .secret = {.text = "wr0ng-word"}};
    struct sam_err err = {0};
    open_line(&line, "smtp", "ca.pem");
    struct sam_smtp_outcome outcome = send_to(&line, "b@there.example", SAM_E_AUTH, &err);
    assert_int_equal(outcome.state, SAM_MAIL_FAILED);
    assert_null(strstr(err.text, "wr0ng"));
    assert_null(strstr(outcome.reply, "wr0ng"));
    close_line(&line);
}

static void a_login_that_isnt_offered_sends_nothing(void **state) {
    (void)state;
    struct line line = {.server = sam_mail_server_start("starttls", NULL),
                        .mail = {.user = "samenscan"},
                        .secret = {.text = "s3cret-word"}};
    struct sam_err err = {0};
    open_line(&line, "smtp", "ca.pem");
    send_to(&line, "b@there.example", SAM_E_AUTH, &err);
    assert_int_equal(sam_mail_server_count(&line.server), 0);
    close_line(&line);
}

static void each_end_is_told_apart(void **state) {
    (void)state;
    static const struct {
        const char *to;
        enum sam_mail_state expected;
        int code, called;
    } cases[] = {
        {"refused@there.example", SAM_MAIL_REFUSED, 550, 0},
        {"b@there.example", SAM_MAIL_SENT, 250, 1},
        {"greylisted@there.example", SAM_MAIL_DEFERRED, 451, 0},
        {"greylisted@there.example", SAM_MAIL_SENT, 250, 1},
        {"spam@there.example", SAM_MAIL_REFUSED, 554, 1},
        {"broken@there.example", SAM_MAIL_FAILED, 0, 0},
        {"lost@there.example", SAM_MAIL_UNKNOWN, 0, 1},
        {"c@there.example", SAM_MAIL_SENT, 250, 1},
    };
    struct line line = {.server = sam_mail_server_start("starttls", NULL)};
    struct sam_err err = {0};
    open_line(&line, "smtp", "ca.pem");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        line.called = 0;
        struct sam_smtp_outcome outcome = send_to(&line, cases[i].to, SAM_OK, &err);
        if (outcome.state != cases[i].expected || line.called != cases[i].called ||
            (cases[i].code != 0 && outcome.code != cases[i].code)) {
            fail_msg("%s: %s, %d %s, ready %d times", cases[i].to, sam_mail_state_id(outcome.state),
                     outcome.code, outcome.reply, line.called);
        }
        /* The server says the address back. */
        assert_null(strstr(outcome.reply, "there.example"));
    }
    struct sam_smtp_outcome outcome = send_to(&line, "away@there.example", SAM_E_NET, &err);
    assert_int_equal(outcome.state, SAM_MAIL_DEFERRED);
    check_contains(err.text, "421");
    close_line(&line);
}

static void a_server_that_doesnt_answer_is_unknown(void **state) {
    (void)state;
    struct line line = {.server = sam_mail_server_start("plain", NULL)};
    struct sam_err err = {0};
    open_line(&line, "smtp", NULL);
    line.smtp.answer_s = 1;
    struct sam_smtp_outcome outcome = send_to(&line, "slow@there.example", SAM_OK, &err);
    assert_int_equal(outcome.state, SAM_MAIL_UNKNOWN);
    close_line(&line);
}

static void nothing_goes_when_it_cant_be_written_down(void **state) {
    (void)state;
    struct line line = {.server = sam_mail_server_start("plain", NULL), .ready = SAM_E_STORE};
    struct sam_err err = {0};
    open_line(&line, "smtp", NULL);
    struct sam_smtp_outcome outcome = send_to(&line, "b@there.example", SAM_E_STORE, &err);
    assert_int_equal(outcome.state, SAM_MAIL_FAILED);
    check_contains(err.text, "the log is full");
    assert_int_equal(sam_mail_server_count(&line.server), 0);
    close_line(&line);
}

static void a_sender_that_isnt_welcome_stops_it(void **state) {
    (void)state;
    struct line line = {.server = sam_mail_server_start("plain", NULL),
                        .mail = {.from = "unwelcome@sender.example"}};
    struct sam_err err = {0};
    open_line(&line, "smtp", NULL);
    send_to(&line, "b@there.example", SAM_E_REMOTE, &err);
    check_contains(err.text, "unwelcome@sender.example");
    check_contains(err.text, "553");
    close_line(&line);
}

static void without_a_server_it_says_so(void **state) {
    (void)state;
    struct line line = {.server = sam_mail_server_start("plain", NULL)};
    struct sam_err err = {0};
    open_line(&line, "smtp", NULL);
    int port = line.server.port;
    sam_mail_server_stop(&line.server);
    struct sam_smtp_outcome outcome = send_to(&line, "b@there.example", SAM_E_NET, &err);
    assert_int_equal(outcome.state, SAM_MAIL_FAILED);
    char number[16];
    snprintf(number, sizeof number, ":%d", port);
    check_contains(err.text, number);
    sam_smtp_close(&line.smtp);
}

static void addresses_of_servers(void **state) {
    (void)state;
    static const struct {
        const char *given, *made;
        bool here;
    } cases[] = {{"smtp://mail.example.org", "smtp://mail.example.org:587/b.nl", false},
                 {"smtp://mail.example.org:25", "smtp://mail.example.org:25/b.nl", false},
                 {"smtps://mail.example.org", "smtps://mail.example.org:465/b.nl", false},
                 {"smtp://127.example.org", "smtp://127.example.org:587/b.nl", false},
                 {"smtp://localhost:2525", "smtp://localhost:2525/b.nl", true},
                 {"smtp://127.0.0.9", "smtp://127.0.0.9:587/b.nl", true}};
    struct sam_smtp smtp;
    struct sam_err err = {0};
    struct sam_mail mail = {.from = "a@b.nl"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mail.smtp = cases[i].given;
        assert_int_equal(sam_smtp_open(&smtp, &mail, NULL, "", &err), SAM_OK);
        assert_string_equal(smtp.url, cases[i].made);
        assert_int_equal(smtp.here, cases[i].here);
        sam_smtp_close(&smtp);
    }
    mail.smtp = "smtp://me:word@mail.example.org";
    assert_int_equal(sam_smtp_open(&smtp, &mail, NULL, "", &err), SAM_E_INPUT);
    assert_null(strstr(err.text, "word@"));
    mail.smtp = "smtp://";
    assert_int_equal(sam_smtp_open(&smtp, &mail, NULL, "", &err), SAM_E_INPUT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(over_starttls_with_login),
        cmocka_unit_test(over_tls_from_the_start),
        cmocka_unit_test(plain_only_to_this_machine),
        cmocka_unit_test(a_strangers_certificate_is_refused),
        cmocka_unit_test(a_wrong_password_sends_nothing),
        cmocka_unit_test(a_login_that_isnt_offered_sends_nothing),
        cmocka_unit_test(each_end_is_told_apart),
        cmocka_unit_test(a_server_that_doesnt_answer_is_unknown),
        cmocka_unit_test(nothing_goes_when_it_cant_be_written_down),
        cmocka_unit_test(a_sender_that_isnt_welcome_stops_it),
        cmocka_unit_test(without_a_server_it_says_so),
        cmocka_unit_test(addresses_of_servers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
