/* What the tests of letters share: a study folder with people of their own, and its store. */
#ifndef SAM_TESTS_COLLECT_LETTER_FIXTURE_H
#define SAM_TESTS_COLLECT_LETTER_FIXTURE_H

#include "base/file.h"
#include "base/mail_address.h"
#include "base/memory.h"
#include "collect/invitation.h"
#include "support/sample.h"
#include "support/small_questionnaire.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct post {
    char *folder;
    struct sam_study *study;
    struct sam_instruments *instruments;
    struct sam_store *store;
};

#define ANN_TWICE                                                                                  \
    "{'respondent': 'ann-1', 'alliance': 'alpha', 'organisation': 'org', 'role': 'lead', "         \
    "'name': 'Ann Bakker', 'email': 'ann@there.example'},"                                         \
    "{'respondent': 'ann-2', 'alliance': 'beta', 'role': 'account_holder', 'name': 'Ann Bakker', " \
    "'email': 'Ann@there.example'}"
#define BOB                                                                                        \
    "{'respondent': 'bob', 'alliance': 'alpha', 'organisation': 'two', 'role': 'partner', "        \
    "'name': 'Bob', 'email': 'bob@there.example', 'language': 'en'}"

/* A person of alliance alpha, partner two; address and name as given. */
#define PARTNER(id, address)                                                                       \
    "{'respondent': '" id "', 'alliance': 'alpha', 'organisation': 'two', 'role': 'partner', "     \
    "'email': '" address "'}"

static inline void post_file(const struct post *p, const char *name, const char *sample) {
    struct sam_err err = {0};
    char *path = sam_path_join(p->folder, name);
    char *text = sam_sample(sample, NULL, NULL);
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    free(text);
    free(path);
}

/* Reads study.json anew, with these people and whatever else "mail" should have. */
static inline void post_study(struct post *p, int port, const char *mail, const char *people) {
    struct sam_problems problems;
    struct sam_err err = {0};
    struct sam_buf study;
    sam_buf_init(&study, SAM_BUF_UNLIMITED);
    sam_buf_printf(&study,
                   "{'id': 's', 'title': {'nl': 'Allianties in beeld', 'en': 'Alliances in focus'},"
                   "'funder': 'Gemeente', 'institute': {'name': 'Bureau \xc3\x89\xc3\xa9n'}, "
                   "'mail': {'smtp': 'smtp://127.0.0.1:%d', 'from': 'survey@sender.example', "
                   "'base_url': 'https://forms.example.org/'%s}, 'alliances': ["
                   "{'id': 'alpha', 'name': 'Alpha', 'partners': [{'id': 'org', 'name': 'Org', "
                   "'lead': true}, {'id': 'two', 'name': 'Twee'}]},"
                   "{'id': 'beta', 'name': 'B\xc3\xa8ta', 'partners': [{'id': 'org', 'name': 'Org',"
                   "'lead': true}]}], 'waves': [{'id': 'old', 'questionnaire': 'small', 'closes': "
                   "'2020-01-01'}, {'id': 'w1', 'questionnaire': 'small', 'closes': '2999-04-10'}, "
                   "{'id': 'later', 'questionnaire': 'small', 'opens': '2999-01-01'}],"
                   "'people': [%s]}",
                   port, mail, people);
    sam_instruments_free(p->instruments);
    sam_study_free(p->study);
    p->instruments = NULL;
    p->study = NULL;
    post_file(p, "study.json", study.data);
    sam_buf_fini(&study);
    sam_problems_init(&problems);
    if (sam_study_open(p->folder, &p->study, &problems, &err) != SAM_OK ||
        sam_instruments_open(p->study, &p->instruments, &problems, &err) != SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
}

static inline struct post post_start(int port, const char *mail, const char *people) {
    struct sam_err err = {0};
    struct post p = {.folder = sam_temporary_folder()};
    post_file(&p, "questionnaires/small.json", SMALL_QUESTIONNAIRE);
    post_study(&p, port, mail, people);
    assert_int_equal(sam_store_open(p.folder, SAM_STORE_WRITE, &p.store, &err), SAM_OK);
    assert_int_equal(sam_store_use_questionnaire(p.store, p.instruments->of_wave[0], &err), SAM_OK);
    return p;
}

static inline void post_end(struct post *p) {
    sam_store_close(p->store);
    sam_instruments_free(p->instruments);
    sam_study_free(p->study);
    sam_folder_remove(p->folder);
}

/* The respondent's response is in the store, whole or not. */
static inline void post_response(struct post *p, const char *respondent, bool complete) {
    struct sam_err err = {0};
    enum sam_put what;
    const struct sam_person *person = &p->study->people[sam_study_person(p->study, respondent)];
    const uint8_t answers[] = {1, 1, 1, 1};
    const struct sam_response response = {.record_id = respondent,
                                          .respondent = respondent,
                                          .alliance = p->study->alliances[person->alliance].id,
                                          .organisation = person->organisation,
                                          .wave = "w1",
                                          .submitted_at = "2026-11-01",
                                          .modified_at = "",
                                          .role = person->role,
                                          .language = SAM_NL,
                                          .complete = complete,
                                          .answers = answers,
                                          .item_count = 4};
    assert_int_equal(sam_store_begin(p->store, &err), SAM_OK);
    assert_int_equal(sam_store_put(p->store, "form", p->instruments->of_wave[1], &response,
                                   (time_t)1790000000, &what, &err),
                     SAM_OK);
    assert_int_equal(sam_store_commit(p->store, &err), SAM_OK);
}

/* A letter about this place is in the log. */
static inline void post_letter(struct post *p, enum sam_mail_kind kind, const char *respondent,
                               const char *address, enum sam_mail_state state, time_t when) {
    struct sam_err err = {0};
    int64_t mail = 0;
    assert_int_equal(sam_store_mail_prepare(p->store, kind, "w1", sam_mail_address_hash(address),
                                            &respondent, 1, when, &mail, &err),
                     SAM_OK);
    assert_int_equal(sam_store_mail_mark(p->store, mail, state, 0, "words", when, &err), SAM_OK);
}

#endif
