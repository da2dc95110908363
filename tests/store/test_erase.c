#include "store/erase.h"

#include "store/mail.h"
#include "store/paradata.h"
#include "store/record.h"
#include "store_fixture.h"

#include <stdio.h>
#include <unistd.h>

/* Strings by which each kind of thing is recognised in the bytes of the store's files. */
#define SECRET_TEXT "zeer-geheim-antwoord"
#define OLD_TEXT "eerder-geheim-antwoord"
#define RAW_TEXT "geheim-in-quarantaine"
#define NAME "Fatima-de-Geheime"
#define ADDRESS "fatima-geheim@there.example"
#define QUOTE "citaat-van-fatima"
#define UNNAMED "citaat-van-iemand"
#define REPLY "server-noemt-adres"

static void put_with_text(struct fixture *f, const char *id, const char *letters,
                          const char *text) {
    struct sam_response response = fixture_response(id, letters);
    const struct sam_open_answer open = {.question = 0, .text = text};
    response.open = &open;
    response.open_count = 1;
    response.organisation = "org-geheim";
    fixture_put(f, &response);
}

static void put_token(struct fixture *f, const char *respondent) {
    struct sam_token token = {.kind = SAM_TOKEN_RESPONDENT, .wave = "2026"};
    uint8_t hash[SAM_TOKEN_HASH] = {(uint8_t)respondent[0]};
    snprintf(token.respondent, sizeof token.respondent, "%s", respondent);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_token_put(f->store, hash, &token, FIXTURE_NOW, &err));
    const struct sam_paradata_note note = {.opened = true, .consent = "I agree"};
    ok(sam_store_paradata_note(f->store, respondent, "2026", &note, FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
}

static void put_letter(struct fixture *f, const char *const *who, size_t count) {
    int64_t mail = 0;
    ok(sam_store_mail_prepare(f->store, SAM_MAIL_INVITATION, "2026", 77, who, count, FIXTURE_NOW,
                              &mail, &err));
    ok(sam_store_mail_mark(f->store, mail, SAM_MAIL_SENT, 250, REPLY, FIXTURE_NOW, &err));
}

/* Two quotes: fatima's, and one of which it isn't known whose it is. */
static void put_notes(struct fixture *f) {
    static const char *const cells[2][SAM_RECORD_NOTE_COLUMNS] = {
        {"s1", "interview", "nuanced", "reden-blijft", QUOTE, "", "fatima"},
        {"s1", "interview", "confirmed", "", UNNAMED, "yes", ""}};
    struct sam_record_changes changes = {0};
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_record(f->store, &sam_record_notes, "2026", "north", cells[0], 2, FIXTURE_NOW,
                        &changes, &err));
    ok(sam_store_commit(f->store, &err));
}

/* fatima has one of everything, and bob too, but a quote. */
static void fill(struct fixture *f) {
    static const struct sam_person people[] = {
        {.respondent = "fatima", .name = NAME, .email = ADDRESS},
        {.respondent = "bob", .name = "Bob", .email = "bob@there.example"}};
    struct sam_study study = {0};
    struct sam_person copies[2];
    memcpy(copies, people, sizeof copies);
    study.people = copies;
    study.person_count = 2;
    ok(sam_store_use_people(f->store, &study, &err));
    put_with_text(f, "fatima", "12345", OLD_TEXT);
    put_with_text(f, "fatima", "12344", SECRET_TEXT);
    put_with_text(f, "bob", "11111", "bob-schrijft");
    const struct sam_raw_answer answer = {"s1", RAW_TEXT, false};
    struct sam_raw_answer answers[] = {answer};
    const struct sam_raw_response raw = {.record_id = "9",
                                         .respondent = "fatima",
                                         .wave = "2026",
                                         .answers = answers,
                                         .answer_count = 1};
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_quarantine(f->store, "form", &raw, SAM_REFUSED_VALUE, "why", FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
    put_token(f, "fatima");
    put_token(f, "bob");
    const char *const fatima[] = {"fatima"}, *const bob[] = {"bob"};
    put_letter(f, fatima, 1);
    put_letter(f, bob, 1);
    put_notes(f);
}

static bool in_file(const char *folder, const char *name, const char *text) {
    char *path = sam_path_join(folder, name);
    struct sam_buf bytes;
    sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
    bool there = sam_file_read(path, &bytes, &err) == SAM_OK && bytes.length > 0 &&
                 memmem(bytes.data, bytes.length, text, strlen(text)) != NULL;
    sam_buf_fini(&bytes);
    free(path);
    return there;
}

static bool in_files(struct fixture *f, const char *text) {
    return in_file(f->folder, "store.sqlite", text) || in_file(f->folder, "store.sqlite-wal", text);
}

static void check_gone(struct fixture *f, const char *const *texts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (in_files(f, texts[i])) {
            fail_msg("\"%s\" is still in the files", texts[i]);
        }
    }
}

static void a_respondent_is_gone_to_the_last_byte(void **state) {
    struct fixture *f = *state;
    static const char *const texts[] = {SECRET_TEXT, OLD_TEXT, RAW_TEXT, NAME,
                                        ADDRESS,     "fatima", QUOTE};
    struct sam_personal_counts counts;
    fill(f);
    assert_true(in_files(f, SECRET_TEXT));
    ok(sam_store_personal_of(f->store, "fatima", &counts, &err));
    const int64_t expected[SAM_PERSONALS] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    assert_memory_equal(counts.of, expected, sizeof expected);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_erase_respondent(f->store, "fatima", &err));
    ok(sam_store_commit(f->store, &err));
    ok(sam_store_scrub(f->store, &err));
    check_gone(f, texts, sizeof texts / sizeof *texts);
    ok(sam_store_personal_of(f->store, "fatima", &counts, &err));
    const int64_t none[SAM_PERSONALS] = {0};
    assert_memory_equal(counts.of, none, sizeof none);
    /* bob is untouched. */
    ok(sam_store_personal_of(f->store, "bob", &counts, &err));
    const int64_t bobs[SAM_PERSONALS] = {1, 1, 0, 0, 1, 1, 1, 0, 1};
    assert_memory_equal(counts.of, bobs, sizeof bobs);
    /* The notes stay, and the quote that may be anybody's is counted. */
    int64_t unnamed = 0;
    ok(sam_store_unnamed_quotes(f->store, "north", &unnamed, &err));
    assert_int_equal(unnamed, 1);
    assert_true(in_files(f, UNNAMED) && in_files(f, "reden-blijft"));
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM note"), 2);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM \"answers_quick-5\""), 1);
    fixture_problems(f, NULL);
}

static bool erased(struct fixture *f, const char *source, const char *record,
                   const char *respondent, const char *wave) {
    bool is = false;
    ok(sam_store_is_erased(f->store, source, record, respondent, wave, &is, &err));
    return is;
}

static void and_stays_away(void **state) {
    struct fixture *f = *state;
    fill(f);
    assert_false(erased(f, "form", "fatima", "fatima", "2026"));
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_erase_respondent(f->store, "fatima", &err));
    ok(sam_store_commit(f->store, &err));
    assert_true(erased(f, "form", "fatima", "", "2026")); /* by record */
    assert_true(erased(f, "form", "9", "", "2026"));      /* that was in quarantine */
    assert_true(erased(f, "ls", "17", "fatima", "2030")); /* by respondent */
    assert_false(erased(f, "ls", "fatima", "", "2026"));  /* another source */
    assert_false(erased(f, "form", "bob", "bob", "2026"));
    assert_false(erased(f, "form", "x", "", ""));
}

static void a_wave_keeps_its_answers_under_made_up_names(void **state) {
    struct fixture *f = *state;
    static const char *const texts[] = {SECRET_TEXT, OLD_TEXT,        RAW_TEXT,     NAME,
                                        ADDRESS,     REPLY,           "org-geheim", "bob-schrijft",
                                        "fatima",    "2026-11-01T10", QUOTE,        UNNAMED};
    struct sam_personal_counts counts;
    char at[SAM_MOMENT_SIZE];
    bool answers = true;
    fill(f);
    struct sam_response half = fixture_response("half", "1----");
    half.complete = false;
    fixture_put(f, &half);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_erase_wave(f->store, "2026", true, false, FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
    ok(sam_store_scrub(f->store, &err));
    check_gone(f, texts, sizeof texts / sizeof *texts);
    ok(sam_store_personal_in(f->store, "2026", true, &counts, &err));
    const int64_t none[SAM_PERSONALS] = {0};
    assert_memory_equal(counts.of, none, sizeof none);
    /* What the analysis counts is there. */
    assert_int_equal(fixture_number(f, "SELECT sum(s5) FROM \"responses_quick-5\""), 5);
    assert_int_equal(
        fixture_number(f, "SELECT count(DISTINCT respondent) FROM \"responses_quick-5\""), 2);
    ok(sam_store_erased_wave(f->store, "2026", at, &answers, &err));
    assert_int_equal(strlen(at), 20);
    assert_false(answers);
    assert_true(erased(f, "ls", "new", "new", "2026"));
    fixture_problems(f, NULL);
    /* A second time, with the answers. */
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_erase_wave(f->store, "2026", true, true, FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
    ok(sam_store_erased_wave(f->store, "2026", at, &answers, &err));
    assert_true(answers);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 0);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM \"answers_quick-5\""), 0);
    fixture_problems(f, NULL);
}

static void another_wave_and_names_can_stay(void **state) {
    struct fixture *f = *state;
    struct sam_personal_counts counts;
    char at[SAM_MOMENT_SIZE] = "x";
    bool answers = true;
    fill(f);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_erase_wave(f->store, "2020", false, true, FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
    ok(sam_store_personal_in(f->store, "2026", true, &counts, &err));
    const int64_t all[SAM_PERSONALS] = {2, 2, 1, 1, 2, 2, 2, 2, 2};
    assert_memory_equal(counts.of, all, sizeof all);
    ok(sam_store_erased_wave(f->store, "2026", at, &answers, &err));
    assert_string_equal(at, "");
    ok(sam_store_personal_in(f->store, "2020", false, &counts, &err));
    assert_int_equal(counts.of[SAM_PERSONAL_NAMES], 0);
}

static bool collect(const char *wave, const char *text, void *context) {
    sam_buf_printf(context, "%s:%s ", wave, text);
    return true;
}

static void what_somebody_wrote(void **state) {
    struct fixture *f = *state;
    struct sam_buf text;
    fill(f);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    ok(sam_store_visit_texts(f->store, "fatima", collect, &text, &err));
    check_contains(text.data, "2026:" SECRET_TEXT);
    check_contains(text.data, "2026:" OLD_TEXT);
    assert_null(strstr(text.data, "bob"));
    sam_buf_fini(&text);
}

static void a_reader_in_the_middle_is_told(void **state) {
    struct fixture *f = *state;
    sqlite3 *other = NULL;
    char *path = sam_path_join(f->folder, "store.sqlite");
    fill(f);
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN; SELECT count(*) FROM response", NULL, NULL, NULL),
                     SQLITE_OK);
    fixture_put_answers(f, "late", "11111");
    sqlite3_busy_timeout(f->store->db, 10);
    assert_int_equal(sam_store_scrub(f->store, &err), SAM_E_STORE);
    check_contains(err.text, "samenscan serve");
    sqlite3_close(other);
    ok(sam_store_scrub(f->store, &err));
    free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(a_respondent_is_gone_to_the_last_byte),
        fixture_test(and_stays_away),
        fixture_test(a_wave_keeps_its_answers_under_made_up_names),
        fixture_test(another_wave_and_names_can_stay),
        fixture_test(what_somebody_wrote),
        fixture_test(a_reader_in_the_middle_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
