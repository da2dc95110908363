#include "collect/letter.h"

#include "letter_fixture.h"

static char *written(struct post *p, size_t wave, enum sam_mail_kind kind, size_t person,
                     const size_t *places, size_t count) {
    struct sam_problems problems;
    struct sam_letter_text text;
    struct sam_buf subject, body;
    sam_problems_init(&problems);
    sam_buf_init(&subject, SAM_BUF_UNLIMITED);
    sam_buf_init(&body, SAM_BUF_UNLIMITED);
    assert_int_equal(
        sam_letter_text_open(NULL, kind, p->study->people[person].language, &text, &problems, NULL),
        SAM_OK);
    const struct sam_letter letter = {.person = person, .places = places, .place_count = count};
    sam_letter_write(p->study, p->instruments, wave, &text, &letter, "https://f.example/q/abc",
                     &subject, &body);
    sam_buf_char(&subject, '\n');
    sam_buf_text(&subject, body.data);
    sam_letter_text_fini(&text);
    sam_buf_fini(&body);
    sam_problems_fini(&problems);
    char *all = sam_buf_take(&subject);
    sam_buf_fini(&subject);
    return all;
}

static void one_letter_for_all_of_a_persons_places(void **state) {
    (void)state;
    struct post p = post_start(25, "", ANN_TWICE "," BOB);
    const size_t places[] = {0, 1};
    char *letter = written(&p, 1, SAM_MAIL_INVITATION, 0, places, 2);
    check_contains(letter, "Uitnodiging: vragenlijst over Allianties in beeld\n");
    check_contains(letter, "Beste Ann Bakker,");
    check_contains(letter, "- Alpha (namens Org)\n- B\xc3\xa8ta (als accounthouder)\n");
    check_contains(letter, "\nhttps://f.example/q/abc\n");
    check_contains(letter, "ongeveer 5 minuten");
    check_contains(letter, "tot en met 10 april 2999.");
    check_contains(letter, "Mail dan naar survey@sender.example.");
    check_contains(letter, "\nBureau \xc3\x89\xc3\xa9n\n");
    assert_null(strchr(letter, '{'));
    free(letter);
    post_end(&p);
}

static void in_the_persons_language(void **state) {
    (void)state;
    struct post p = post_start(25, ", 'reply_to': 'help@sender.example', 'from_name': 'The team'",
                               BOB "," PARTNER("cas", "cas@there.example"));
    const size_t bob[] = {0}, cas[] = {1};
    char *letter = written(&p, 1, SAM_MAIL_REMINDER, 0, bob, 1);
    check_contains(letter, "Reminder: questionnaire about Alliances in focus\n");
    check_contains(letter, "Dear Bob,");
    check_contains(letter, "- Alpha (for Twee)");
    check_contains(letter, "up to and including 10 April 2999.");
    check_contains(letter, "Write to help@sender.example.");
    check_contains(letter, "\nThe team\n");
    free(letter);
    /* Nameless, and no closing date. */
    letter = written(&p, 2, SAM_MAIL_INVITATION, 1, cas, 1);
    check_contains(letter, "Beste deelnemer,");
    assert_null(strstr(letter, "tot en met"));
    free(letter);
    post_end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_letter_for_all_of_a_persons_places),
        cmocka_unit_test(in_the_persons_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
