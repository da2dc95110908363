#include "store/fieldwork.h"

#include "store/paradata.h"
#include "store_fixture.h"

/* Two alliances; in alpha old was succeeded by new, ann and bob stay, and there is a holder. */
static struct sam_person people[6];
static struct sam_alliance alliances[2];

static struct sam_study study_of(void) {
    static struct sam_wave waves[] = {{.id = "2026", .questionnaire = "quick-5"}};
    people[0] = (struct sam_person){.respondent = "ann", .role = SAM_LEAD};
    people[1] = (struct sam_person){.respondent = "bob", .role = SAM_PARTNER};
    people[2] = (struct sam_person){.respondent = "old", .role = SAM_PARTNER, .left = "2026-02-01"};
    people[3] = (struct sam_person){.respondent = "new", .role = SAM_PARTNER};
    people[4] = (struct sam_person){.respondent = "hol", .role = SAM_ACCOUNT_HOLDER};
    people[5] = (struct sam_person){.respondent = "eve", .role = SAM_PARTNER, .alliance = 1};
    people[2].successor = &people[3];
    people[3].succeeds = &people[2];
    alliances[0] = (struct sam_alliance){.id = "alpha", .name = "Alpha", .invited = {1, 2, 1}};
    alliances[1] = (struct sam_alliance){.id = "beta", .name = "Beta", .invited = {0, 1, 0}};
    struct sam_study study = {.alliances = alliances,
                              .alliance_count = 2,
                              .people = people,
                              .person_count = 6,
                              .waves = waves,
                              .wave_count = 1,
                              .privacy = {3, 5, 8},
                              .alliance_ids = sam_dictionary_new(),
                              .respondent_ids = sam_dictionary_new()};
    for (size_t i = 0; i < 2; i++) {
        sam_dictionary_add(study.alliance_ids, alliances[i].id, strlen(alliances[i].id));
    }
    for (size_t i = 0; i < 6; i++) {
        sam_dictionary_add(study.respondent_ids, people[i].respondent,
                           strlen(people[i].respondent));
    }
    return study;
}

static void study_done(struct sam_study *study) {
    sam_dictionary_free(study->alliance_ids);
    sam_dictionary_free(study->respondent_ids);
}

static void note(struct fixture *f, const char *respondent, bool begun) {
    const struct sam_paradata_note n = {.opened = true, .begun = begun, .consent = "I agree"};
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_paradata_note(f->store, respondent, "2026", &n, FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
}

static void letter(struct fixture *f, enum sam_mail_kind kind, const char *const *who, size_t count,
                   enum sam_mail_state state) {
    int64_t mail = 0;
    ok(sam_store_mail_prepare(f->store, kind, "2026", 1, who, count, FIXTURE_NOW, &mail, &err));
    ok(sam_store_mail_mark(f->store, mail, state, 0, "", FIXTURE_NOW, &err));
}

static struct sam_fieldwork read_it(struct fixture *f, const struct sam_study *study) {
    struct sam_fieldwork work;
    ok(sam_fieldwork_read(f->store, study, 0, f->questionnaire, FIXTURE_NOW, &work, &err));
    return work;
}

static void everybody_is_counted_once(void **state) {
    struct fixture *f = *state;
    struct sam_study study = study_of();
    f->questionnaire->items[4].audience = 1U << SAM_ACCOUNT_HOLDER;
    note(f, "ann", true);
    note(f, "old", false);
    note(f, "new", false);
    note(f, "hol", true);
    fixture_put_answers(f, "ann", "12345");
    struct sam_fieldwork work = read_it(f, &study);
    const struct sam_fieldwork_counts *alpha = &work.alliances[0];
    assert_int_equal(alpha->invited, 3);
    assert_int_equal(alpha->opened, 2); /* ann, and the place of old and new once */
    assert_int_equal(alpha->begun, 1);
    assert_int_equal(alpha->finished, 1);
    assert_int_equal(alpha->holders, 1);
    assert_int_equal(alpha->holders_finished, 0);
    assert_string_equal(alpha->last, "2026-11-01");
    assert_int_equal(work.alliances[1].opened, 0);
    assert_int_equal(work.total.invited, 4);
    assert_int_equal(work.total.opened, 2);
    assert_int_equal(work.consents, 4);
    const bool done[] = {true, false, true, false, false, false};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(work.places[i].done, done[i]);
    }
    sam_fieldwork_fini(&work);
    study_done(&study);
}

/* A role without a statement isn't invited and has nothing to be reminded of. */
static void who_is_not_asked_is_not_counted(void **state) {
    struct fixture *f = *state;
    struct sam_study study = study_of();
    for (size_t i = 0; i < f->questionnaire->item_count; i++) {
        f->questionnaire->items[i].audience = 1U << SAM_LEAD;
    }
    struct sam_fieldwork work = read_it(f, &study);
    assert_int_equal(work.alliances[0].invited, 1);
    assert_int_equal(work.alliances[0].holders, 0);
    assert_int_equal(work.alliances[1].invited, 0);
    assert_int_equal(work.total.invited, 1);
    const bool done[] = {false, true, true, true, true, true};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(work.places[i].done, done[i]);
    }
    sam_fieldwork_fini(&work);
    study_done(&study);
}

static void who_answered_elsewhere_opened_something(void **state) {
    struct fixture *f = *state;
    struct sam_study study = study_of();
    fixture_put_answers(f, "ann", "12345");
    struct sam_response half = fixture_response("bob", "1----");
    half.complete = false;
    fixture_put(f, &half);
    struct sam_fieldwork work = read_it(f, &study);
    assert_int_equal(work.alliances[0].opened, 2);
    assert_int_equal(work.alliances[0].begun, 2);
    assert_int_equal(work.alliances[0].finished, 1);
    sam_fieldwork_fini(&work);
    study_done(&study);
}

static void other_alliances_are_named_apart(void **state) {
    struct fixture *f = *state;
    struct sam_study study = study_of();
    struct sam_response lost = fixture_response("ann", "12345");
    lost.alliance = "zeta";
    fixture_put(f, &lost);
    lost = fixture_response("bob", "1----");
    lost.alliance = "zeta";
    lost.complete = false;
    fixture_put(f, &lost);
    struct sam_fieldwork work = read_it(f, &study);
    assert_int_equal(work.total.begun, 0);
    assert_int_equal(work.other_count, 1);
    assert_string_equal(work.others[0].id, "zeta");
    assert_int_equal(work.others[0].begun, 2);
    assert_int_equal(work.others[0].finished, 1);
    sam_fieldwork_fini(&work);
    study_done(&study);
}

static void letters_and_days(void **state) {
    struct fixture *f = *state;
    struct sam_study study = study_of();
    const char *const both[] = {"ann", "eve"}, *const bob[] = {"bob"};
    letter(f, SAM_MAIL_INVITATION, both, 2, SAM_MAIL_SENT);
    letter(f, SAM_MAIL_INVITATION, bob, 1, SAM_MAIL_REFUSED);
    letter(f, SAM_MAIL_REMINDER, both, 2, SAM_MAIL_SENT);
    fixture_put_answers(f, "ann", "12345");
    struct sam_response later = fixture_response("bob", "11111");
    later.submitted_at = "2026-10-05T09:00:00Z";
    fixture_put(f, &later);
    struct sam_fieldwork work = read_it(f, &study);
    assert_int_equal(work.letters[SAM_MAIL_INVITATION][SAM_MAIL_SENT], 1);
    assert_int_equal(work.letters[SAM_MAIL_INVITATION][SAM_MAIL_REFUSED], 1);
    assert_int_equal(work.letters[SAM_MAIL_REMINDER][SAM_MAIL_SENT], 1);
    assert_int_equal(work.alliances[0].invitations, 1);
    assert_int_equal(work.alliances[1].invitations, 1);
    assert_int_equal(work.places[1].state, SAM_MAIL_REFUSED);
    assert_int_equal(work.places[5].kind, SAM_MAIL_REMINDER);
    assert_string_equal(work.places[5].at, "2026-09-21");
    assert_int_equal(work.day_count, 3);
    assert_string_equal(work.days[0].day, "2026-09-21");
    assert_true(work.days[0].reminded);
    assert_int_equal(work.days[0].finished, 0);
    assert_string_equal(work.days[1].day, "2026-10-05");
    assert_int_equal(work.days[1].finished, 1);
    assert_string_equal(work.days[2].day, "2026-11-01");
    sam_fieldwork_fini(&work);
    study_done(&study);
}

static void what_was_set_aside_by_reason(void **state) {
    struct fixture *f = *state;
    struct sam_study study = study_of();
    const struct sam_raw_response raw = {.record_id = "9"}, other = {.record_id = "10"};
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_quarantine(f->store, "ls", &raw, SAM_REFUSED_VALUE, "why", FIXTURE_NOW, &err));
    ok(sam_store_quarantine(f->store, "ls", &other, SAM_REFUSED_VALUE, "why", FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
    struct sam_fieldwork work = read_it(f, &study);
    assert_int_equal(work.quarantined_all, 2);
    assert_int_equal(work.quarantined[SAM_REFUSED_VALUE], 2);
    sam_fieldwork_fini(&work);
    study_done(&study);
}

static void who_takes_no_part_is_not_waited_for(void **state) {
    struct fixture *f = *state;
    struct sam_study study = study_of();
    bool none[] = {false};
    alliances[1].in_wave = none;
    struct sam_fieldwork work = read_it(f, &study);
    assert_true(work.alliances[1].absent && !work.alliances[0].absent);
    assert_true(work.places[5].done && !work.places[0].done);
    assert_int_equal(work.alliances[1].invited, 0);
    assert_int_equal(work.total.invited, 3);
    sam_fieldwork_fini(&work);
    study_done(&study);
}

static void what_may_be_shown(void **state) {
    (void)state;
    static const struct sam_privacy privacy = {3, 5, 8};
    static const enum sam_showable expected[] = {
        SAM_SHOW_NOTHING, SAM_SHOW_NOTHING, SAM_SHOW_NOTHING, SAM_SHOW_BANDS,        SAM_SHOW_BANDS,
        SAM_SHOW_MEANS,   SAM_SHOW_MEANS,   SAM_SHOW_MEANS,   SAM_SHOW_DISTRIBUTIONS};
    for (size_t n = 0; n < sizeof expected / sizeof *expected; n++) {
        assert_int_equal(sam_showable_of(&privacy, n), expected[n]);
    }
    assert_int_equal(sam_showable_from(&privacy, SAM_SHOW_MEANS), 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(everybody_is_counted_once),
        fixture_test(who_is_not_asked_is_not_counted),
        fixture_test(who_answered_elsewhere_opened_something),
        fixture_test(other_alliances_are_named_apart),
        fixture_test(letters_and_days),
        fixture_test(what_was_set_aside_by_reason),
        fixture_test(who_takes_no_part_is_not_waited_for),
        fixture_test(what_may_be_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
