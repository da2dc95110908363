#include "model/study.h"

#include "support/sample.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#define STUDY_WITH(mail)                                                                           \
    "{'id': 's', 'title': {'nl': 'x', 'en': 'x'}, 'alliances': [{'id': 'a', 'name': 'A', "         \
    "'partners': [{'id': 'p', 'name': 'P', 'lead': true}]}], 'waves': [{'id': 'w1', "              \
    "'questionnaire': 'q'}], 'mail': " mail "}"

static struct sam_study *parse(const char *sample, char **problems) {
    struct sam_study *study = NULL;
    struct sam_problems found;
    char *text = sam_sample(sample, NULL, NULL);
    sam_problems_init(&found);
    enum sam_status status = sam_study_parse(text, strlen(text), "s", &study, &found, NULL);
    assert_int_equal(status == SAM_OK, found.count == 0);
    free(text);
    *problems = sam_buf_take(&found.lines);
    sam_problems_fini(&found);
    return study;
}

static void all_of_it_is_read(void **state) {
    (void)state;
    char *problems = NULL;
    struct sam_study *s =
        parse(STUDY_WITH("{'smtp': 'smtps://mail.example.org', 'from': 'survey@example.org', "
                         "'from_name': 'Bureau X', 'reply_to': 'x@example.org', 'base_url': "
                         "'https://forms.example.org/x', 'user': 'u', 'secret_file': 'mail.key', "
                         "'ca_file': 'ca.pem', 'insecure_smtp': true}"),
              &problems);
    assert_string_equal(problems, "");
    free(problems);
    assert_string_equal(s->mail->smtp, "smtps://mail.example.org");
    assert_string_equal(s->mail->from, "survey@example.org");
    assert_string_equal(s->mail->from_name, "Bureau X");
    assert_string_equal(s->mail->reply_to, "x@example.org");
    assert_string_equal(s->mail->base_url, "https://forms.example.org/x");
    assert_string_equal(s->mail->user, "u");
    assert_null(s->mail->secret_env);
    assert_string_equal(s->mail->secret_file, "mail.key");
    assert_string_equal(s->mail->ca_file, "ca.pem");
    assert_true(s->mail->insecure_smtp);
    sam_study_free(s);
}

static void without_mail_there_is_none(void **state) {
    (void)state;
    char *problems = NULL;
    struct sam_study *s = parse(STUDY_WITH("null"), &problems);
    assert_null(s->mail);
    free(problems);
    sam_study_free(s);
}

static void every_problem_is_named(void **state) {
    (void)state;
    static const struct {
        const char *mail, *problem;
    } cases[] = {
        {STUDY_WITH("[]"), "must be an object"},
        {STUDY_WITH("{'from': 'a@b.nl', 'base_url': 'https://x'}"), "\"smtp\""},
        {STUDY_WITH("{'smtp': 'mail.example.org', 'from': 'a@b.nl', 'base_url': 'https://x'}"),
         "smtp://mail.example.org:587"},
        {STUDY_WITH("{'smtp': 'smtp://m\\r\\nx', 'from': 'a@b.nl', 'base_url': 'https://x'}"),
         "must look like"},
        {STUDY_WITH("{'smtp': 'smtp://m', 'from': 'Ann <a@b.nl>', 'base_url': 'https://x'}"),
         "no e-mail address"},
        {STUDY_WITH("{'smtp': 'smtp://m', 'from': 'jos\xc3\xa9@b.nl', 'base_url': 'https://x'}"),
         "xn--"},
        {STUDY_WITH("{'smtp': 'smtp://m', 'from': 'a@b.nl', 'base_url': 'forms.example.org'}"),
         "https://forms.example.org"},
        {STUDY_WITH("{'smtp': 'smtp://m', 'from': 'a@b.nl', 'base_url': 'https://x?q=1'}"),
         "base_url"},
        {STUDY_WITH("{'smtp': 'smtp://m', 'from': 'a@b.nl', 'base_url': 'https://x', 'user': 'u'}"),
         "go together"},
        {STUDY_WITH("{'smtp': 'smtp://m', 'from': 'a@b.nl', 'base_url': 'https://x', 'user': 'u', "
                    "'secret_env': 'E', 'secret_file': 'f'}"),
         "not in both"},
        {STUDY_WITH("{'smtp': 'smtp://m', 'from': 'a@b.nl', 'base_url': 'https://x', 'password': "
                    "'hush'}"),
         "password"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *problems = NULL;
        assert_null(parse(cases[i].mail, &problems));
        check_contains(problems, cases[i].problem);
        check_contains(problems, "s: mail");
        free(problems);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_it_is_read),
        cmocka_unit_test(without_mail_there_is_none),
        cmocka_unit_test(every_problem_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
