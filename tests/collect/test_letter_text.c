#include "collect/letter_text.h"

#include "base/file.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void write_words(const char *folder, const char *text) {
    struct sam_err err = {0};
    char *path = sam_path_join(folder, "mail/invitation.nl.txt");
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    free(path);
}

/* What is wrong with these words, one problem a line. */
static char *problems_of(const char *text) {
    char *folder = sam_temporary_folder();
    struct sam_problems problems;
    struct sam_letter_text words;
    sam_problems_init(&problems);
    write_words(folder, text);
    if (sam_letter_text_open(folder, SAM_MAIL_INVITATION, SAM_NL, &words, &problems, NULL) ==
        SAM_OK) {
        sam_letter_text_fini(&words);
    }
    sam_folder_remove(folder);
    char *lines = sam_buf_take(&problems.lines);
    sam_problems_fini(&problems);
    return lines;
}

static void the_shipped_words_are_good(void **state) {
    (void)state;
    for (int i = 0; i < 2 * SAM_LANGS; i++) {
        struct sam_problems problems;
        struct sam_letter_text words;
        sam_problems_init(&problems);
        enum sam_status status =
            sam_letter_text_open(NULL, (enum sam_mail_kind)(i / SAM_LANGS),
                                 (enum sam_lang)(i % SAM_LANGS), &words, &problems, NULL);
        if (status != SAM_OK) {
            fail_msg("%s", problems.lines.data);
        }
        assert_true(strlen(words.subject) > 10);
        check_contains(words.body, "{link}");
        check_contains(words.body, "{contact}");
        sam_letter_text_fini(&words);
        sam_problems_fini(&problems);
    }
}

static void a_studys_own_words_come_first(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    struct sam_problems problems;
    struct sam_letter_text words;
    sam_problems_init(&problems);
    write_words(folder, "Subject: Hallo {name}\r\n\r\nHier: {link}\r\n");
    assert_int_equal(
        sam_letter_text_open(folder, SAM_MAIL_INVITATION, SAM_NL, &words, &problems, NULL), SAM_OK);
    assert_string_equal(words.subject, "Hallo {name}");
    assert_string_equal(words.body, "Hier: {link}\n");
    sam_letter_text_fini(&words);
    assert_int_equal(
        sam_letter_text_open(folder, SAM_MAIL_INVITATION, SAM_EN, &words, &problems, NULL), SAM_OK);
    check_contains(words.subject, "Invitation");
    sam_letter_text_fini(&words);
    sam_problems_fini(&problems);
    sam_folder_remove(folder);
}

static void every_problem_is_named(void **state) {
    (void)state;
    static const struct {
        const char *text, *problem;
    } cases[] = {
        {"Subject: x\n\n{link}\nhello {nmae}\n", "line 4: \"{nmae}\" is no placeholder"},
        {"Subject: {who}\n\n{link}\n", "line 1: \"{who}\""},
        {"Subject: x\n\n{link} {link\n", "line 3: \"{link\""},
        {"Subject: x\n\n{link} {\n", "line 3: \"{\""},
        {"Subject: x\n\nhello\n", "has no {link}"},
        {"Hello\n\n{link}\n", "must begin with a line"},
        {"Subject: x\n{link}\n", "must begin with a line"},
        {"Subject: x", "must begin with a line"},
        {"", "must begin with a line"},
        {"Subject: x\n\n{link} \xff\n", "not UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *problems = problems_of(cases[i].text);
        check_contains(problems, cases[i].problem);
        check_contains(problems, "mail/invitation.nl.txt");
        free(problems);
    }
    char *list = problems_of("Subject: x\n\n{link}{x}\n");
    for (int field = 0; field < SAM_LETTER_FIELDS; field++) {
        check_contains(list, sam_letter_field_name((enum sam_letter_field)field));
    }
    free(list);
    char *long_text = malloc(70001);
    memset(long_text, 'x', 70000);
    long_text[70000] = '\0';
    char *problems = problems_of(long_text);
    check_contains(problems, "larger than");
    free(problems);
    free(long_text);
}

static void lines_without_their_value_are_left_out(void **state) {
    (void)state;
    struct sam_letter_text words = {.subject = "For {name}",
                                    .body = "{salutation},\n\nUntil {closes}.\n\nHere: {link} "
                                            "{link}\nFor {funder}, until {closes}\n\n\nBye }\n"};
    const char *values[SAM_LETTER_FIELDS] = {[SAM_LETTER_SALUTATION] = "Dear {link}",
                                             [SAM_LETTER_NAME] = "Ann",
                                             [SAM_LETTER_FUNDER] = "City",
                                             [SAM_LETTER_LINK] = "L"};
    struct sam_buf subject, body;
    sam_buf_init(&subject, SAM_BUF_UNLIMITED);
    sam_buf_init(&body, SAM_BUF_UNLIMITED);
    sam_letter_text_fill(&words, values, &subject, &body);
    assert_string_equal(subject.data, "For Ann");
    assert_string_equal(body.data, "Dear {link},\n\nHere: L L\n\nBye }\n");
    values[SAM_LETTER_NAME] = NULL;
    sam_buf_clear(&subject);
    sam_buf_clear(&body);
    sam_letter_text_fill(&words, values, &subject, &body);
    assert_string_equal(subject.data, "");
    sam_buf_fini(&body);
    sam_buf_fini(&subject);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_words_are_good),
        cmocka_unit_test(a_studys_own_words_come_first),
        cmocka_unit_test(every_problem_is_named),
        cmocka_unit_test(lines_without_their_value_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
