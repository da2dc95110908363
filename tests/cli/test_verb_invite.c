/* The verbs invite and remind, against a real SMTP server, also killed and two at once. */
#include "study_fixture.h"

#include "support/mail_server.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

#define PEOPLE(first)                                                                              \
    "\"people\": [{\"respondent\": \"a\", \"alliance\": \"alliance-1\", \"organisation\": "        \
    "\"organisation-1\", \"role\": \"lead\", \"name\": \"Ann\", \"email\": \"" first               \
    "\"}, {\"respondent\": \"b\", \"alliance\": \"alliance-1\", \"organisation\": "                \
    "\"organisation-2\", \"role\": \"partner\", \"name\": \"Bob\", \"language\": \"en\", "         \
    "\"email\": \"bob@there.example\"}]"

/* The study that `init` makes, with a mail server and these two people. */
static char *study_with_mail(const struct sam_mail_server *server, const char *people) {
    char *folder = new_study();
    char *study = read_text(folder, "study.json");
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    char *at = strstr(study, "\"people\": [");
    assert_non_null(at);
    char *end = strstr(at, "\n  ]");
    assert_non_null(end);
    sam_buf_append(&text, study, (size_t)(at - study));
    sam_buf_printf(&text,
                   "\"mail\": {\"smtp\": \"smtp://127.0.0.1:%d\", \"from\": "
                   "\"survey@sender.example\", \"base_url\": \"https://forms.example.org/x/\", "
                   "\"ca_file\": \"%s/ca.pem\", \"user\": \"samenscan\", \"secret_env\": "
                   "\"SAMENSCAN_TEST_MAIL\"},\n  %s%s",
                   server->port, server->folder, people, end + strlen("\n  ]"));
    write_text(folder, "study.json", text.data);
    sam_buf_fini(&text);
    free(study);
    setenv("SAMENSCAN_TEST_MAIL", "s3cret-word", 1);
    return folder;
}

static char *token_in(const struct sam_mail_server *server, size_t n) {
    static const char start[] = "https://forms.example.org/x/q/";
    char *letter = sam_mail_server_letter(server, n, 0);
    char *at = strstr(letter, start);
    assert_non_null(at);
    at += strlen(start);
    assert_int_equal(strcspn(at, "\n"), 26);
    char *token = strndup(at, 26);
    free(letter);
    return token;
}

static void check_no_secret(const char *folder, const char *token) {
    char *path = sam_path_join(folder, "store.sqlite");
    struct sam_buf store;
    struct sam_err err = {0};
    sam_buf_init(&store, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_file_read(path, &store, &err), SAM_OK);
    assert_null(memmem(store.data, store.length, token, strlen(token)));
    sam_buf_fini(&store);
    free(path);
}

static void invited_then_reminded(void **state) {
    (void)state;
    struct sam_mail_server server = sam_mail_server_start("starttls", "auth", NULL);
    char *folder = study_with_mail(&server, PEOPLE("ann@there.example"));
    char *err = NULL;
    char *out = sam_program_expect(0, NULL, folder, "invite", "--dry-run", NULL);
    check_contains(out, "To: Ann <ann@there.example>\nSubject: Uitnodiging: ");
    check_contains(out, "https://forms.example.org/x/...");
    free(out);
    assert_int_equal(sam_mail_server_count(&server), 0);
    out = sam_program_expect(0, &err, folder, "invite", "--per-minute", "6000", NULL);
    assert_string_equal(out, "ann@there.example: sent\nbob@there.example: sent\n");
    check_contains(err, "2 letters sent");
    free(out);
    free(err);
    out = sam_program_expect(0, &err, folder, "invite", NULL);
    assert_string_equal(out, "");
    check_contains(err, "0 letters sent; 2 people need none");
    free(out);
    free(err);
    out = sam_program_expect(0, NULL, folder, "remind", NULL);
    assert_string_equal(out, "");
    free(out);
    out = sam_program_expect(0, NULL, folder, "remind", "--min-days", "0", "--per-minute", "6000",
                             NULL);
    assert_string_equal(out, "ann@there.example: sent\nbob@there.example: sent\n");
    free(out);
    assert_int_equal(sam_mail_server_count(&server), 4);
    /* Both of Ann's links are hers, and neither is in the store. */
    char *first = token_in(&server, 1), *second = token_in(&server, 3);
    assert_string_not_equal(first, second);
    check_no_secret(folder, first);
    check_no_secret(folder, second);
    free(first);
    free(second);
    sam_folder_remove(folder);
    sam_mail_server_stop(&server);
}

static void its_words_can_be_changed(void **state) {
    (void)state;
    struct sam_mail_server server = sam_mail_server_start("starttls", "auth", NULL);
    char *folder = study_with_mail(&server, PEOPLE("ann@there.example"));
    char *out = sam_program_expect(0, NULL, folder, "invite", "--texts", NULL);
    check_contains(out, "mail/invitation.nl.txt\n");
    check_contains(out, "mail/reminder.en.txt\n");
    free(out);
    write_text(folder, "mail/invitation.nl.txt", "Subject: Eigen woorden\n\n{nmae}: {link}\n");
    out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "invitation.nl.txt, line 3: \"{nmae}\" is no placeholder");
    free(out);
    char *err = NULL;
    free(sam_program_expect(1, &err, folder, "invite", NULL));
    check_contains(err, "{nmae}");
    free(err);
    write_text(folder, "mail/invitation.nl.txt", "Subject: Eigen woorden\n\n{name}: {link}\n");
    free(sam_program_expect(0, NULL, folder, "check", NULL));
    out = sam_program_expect(0, &err, folder, "invite", "--texts", NULL);
    assert_string_equal(out, "");
    check_contains(err, "invitation.nl.txt: is there already");
    free(out);
    free(err);
    out = sam_program_expect(0, NULL, folder, "invite", "--dry-run", NULL);
    check_contains(out, "Subject: Eigen woorden\n\nAnn: https://");
    free(out);
    sam_folder_remove(folder);
    sam_mail_server_stop(&server);
}

/* Killed when the server has the text and hasn't answered: nobody can know. */
static void killed_in_the_middle(void **state) {
    (void)state;
    struct sam_mail_server server = sam_mail_server_start("starttls", "auth", NULL);
    char *folder = study_with_mail(&server, PEOPLE("slow@there.example"));
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        execl(SAM_PROGRAM, "samenscan", "invite", folder, "--quiet", (char *)NULL);
        _exit(127);
    }
    sam_mail_server_wait(&server, 1);
    /* Meanwhile there can be no second. */
    char *err = NULL;
    free(sam_program_expect(1, &err, folder, "invite", NULL));
    check_contains(err, "being sent already, by process ");
    free(err);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    char *out = sam_program_expect(1, NULL, folder, "invite", NULL);
    check_contains(out, "slow@there.example: nobody knows whether the letter of ");
    check_contains(out, "bob@there.example: sent\n");
    free(out);
    out = sam_program_expect(1, NULL, folder, "invite", NULL);
    check_contains(out, "--resend-unknown");
    free(out);
    assert_int_equal(sam_mail_server_count(&server), 2);
    char *study = read_text(folder, "study.json");
    memcpy(strstr(study, "slow@"), "fast@", 5);
    write_text(folder, "study.json", study);
    free(study);
    out = sam_program_expect(0, NULL, folder, "invite", "--resend-unknown", NULL);
    assert_string_equal(out, "fast@there.example: sent\n");
    free(out);
    sam_folder_remove(folder);
    sam_mail_server_stop(&server);
}

static void what_is_wrong_is_said(void **state) {
    (void)state;
    struct sam_mail_server server = sam_mail_server_start("starttls", "auth", NULL);
    char *folder = study_with_mail(&server, PEOPLE("refused@there.example"));
    char *err = NULL;
    setenv("SAMENSCAN_TEST_MAIL", "wr0ng-word", 1);
    free(sam_program_expect(1, &err, folder, "invite", NULL));
    check_contains(err, "the login is refused");
    assert_null(strstr(err, "wr0ng"));
    free(err);
    setenv("SAMENSCAN_TEST_MAIL", "s3cret-word", 1);
    char *out = sam_program_expect(1, NULL, folder, "invite", "--per-minute", "6000", NULL);
    check_contains(out, "refused@there.example: refused by the server (5.1.1 <");
    check_contains(out, "bob@there.example: sent\n");
    free(out);
    char *study = read_text(folder, "study.json");
    memcpy(strstr(study, "refused@"),
           "r\xc3\xa9"
           "fuse@",
           8);
    write_text(folder, "study.json", study);
    free(study);
    out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "r\xc3\xa9"
                        "fuse@there.example");
    free(out);
    out = sam_program_expect(1, NULL, folder, "invite", NULL);
    check_contains(out, "mail can't be sent there");
    free(out);
    sam_folder_remove(folder);
    char *bare = new_study();
    free(sam_program_expect(1, &err, bare, "remind", NULL));
    check_contains(err, "no \"mail\"");
    free(err);
    sam_folder_remove(bare);
    sam_mail_server_stop(&server);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invited_then_reminded),
        cmocka_unit_test(its_words_can_be_changed),
        cmocka_unit_test(killed_in_the_middle),
        cmocka_unit_test(what_is_wrong_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
