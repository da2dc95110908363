#include "store/paradata.h"

#include "store_fixture.h"

static void take_note(struct fixture *f, const char *respondent, struct sam_paradata_note what,
                      int minutes) {
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_paradata_note(f->store, respondent, "2026", &what,
                               FIXTURE_NOW + 60 * (time_t)minutes, &err));
    ok(sam_store_commit(f->store, &err));
}

static bool print(const struct sam_paradata *p, void *context) {
    sam_buf_printf(context, "%s %s|%s|%s|%s|%s|%s\n", p->respondent, p->opened_at, p->consented_at,
                   p->begun_at, p->finished_at, p->last_at, p->page);
    return true;
}

static void check(struct fixture *f, const char *expected) {
    struct sam_buf seen;
    sam_buf_init(&seen, SAM_BUF_UNLIMITED);
    ok(sam_store_visit_paradata(f->store, "2026", print, &seen, &err));
    assert_string_equal(seen.data, expected);
    sam_buf_fini(&seen);
}

/* FIXTURE_NOW is 2026-09-21T14:13:20Z. */
static void first_moments_stay(void **state) {
    struct fixture *f = *state;
    check(f, "");
    take_note(f, "bob", (struct sam_paradata_note){.opened = true}, 0);
    take_note(f, "ann", (struct sam_paradata_note){.opened = true}, 1);
    take_note(f, "ann", (struct sam_paradata_note){.consent = "I agree", .page = "theme.one"}, 2);
    take_note(f, "ann", (struct sam_paradata_note){.begun = true, .page = "theme.two"}, 3);
    take_note(f, "ann",
              (struct sam_paradata_note){
                  .opened = true, .begun = true, .finished = true, .consent = "I agree again"},
              4);
    take_note(f, "ann", (struct sam_paradata_note){.finished = true}, 5);
    check(f, "ann 2026-09-21T14:14:20Z|2026-09-21T14:15:20Z|2026-09-21T14:16:20Z|"
             "2026-09-21T14:17:20Z|2026-09-21T14:18:20Z|theme.two\n"
             "bob 2026-09-21T14:13:20Z||||2026-09-21T14:13:20Z|\n");
    fixture_check_text(f,
                       "SELECT text FROM consent_text JOIN paradata ON consent = hash "
                       "WHERE respondent = 'ann'",
                       "I agree");
}

static void who_withdraws_leaves_little(void **state) {
    struct fixture *f = *state;
    take_note(f, "ann",
              (struct sam_paradata_note){
                  .opened = true, .begun = true, .consent = "I agree", .page = "open"},
              0);
    take_note(f, "ann", (struct sam_paradata_note){.withdrawn = true}, 1);
    check(f, "ann 2026-09-21T14:13:20Z||||2026-09-21T14:14:20Z|\n");
    take_note(f, "ann", (struct sam_paradata_note){.consent = "I agree"}, 2);
    check(f, "ann 2026-09-21T14:13:20Z|2026-09-21T14:15:20Z|||2026-09-21T14:15:20Z|\n");
}

static void of_one_respondent(void **state) {
    struct fixture *f = *state;
    struct sam_arena *arena = sam_arena_new(1 << 16);
    struct sam_paradata p;
    take_note(f, "ann", (struct sam_paradata_note){.begun = true, .page = "open"}, 0);
    ok(sam_store_paradata(f->store, "ann", "2026", arena, &p, &err));
    assert_string_equal(p.begun_at, "2026-09-21T14:13:20Z");
    assert_string_equal(p.page, "open");
    ok(sam_store_paradata(f->store, "ann", "2028", arena, &p, &err));
    assert_string_equal(p.begun_at, "");
    assert_string_equal(p.wave, "2028");
    sam_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(first_moments_stay),
        fixture_test(who_withdraws_leaves_little),
        fixture_test(of_one_respondent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
