#include "store/story.h"

#include "store/erase.h"
#include "store/record.h"
#include "store_fixture.h"

#include <stdio.h>

/* A story of a respondent, under a record id of its own. */
static void tell(struct fixture *f, const char *record, const char *respondent, const char *text) {
    struct sam_response response = fixture_response(record, "22---");
    const struct sam_open_answer open = {.question = 0, .text = text};
    response.respondent = respondent;
    response.open = &open;
    response.open_count = 1;
    fixture_put(f, &response);
}

static bool list_story(size_t number, const struct sam_stored *stored, void *context) {
    sam_buf_printf(context, "%zu=%s ", number, stored->response.open[0].text);
    return true;
}

static void holds(struct fixture *f, const char *expected) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    ok(sam_store_number_stories(f->store, f->questionnaire, "2026", &err));
    ok(sam_store_visit_stories(f->store, f->questionnaire, "2026", list_story, &text, &err));
    assert_string_equal(text.data != NULL ? text.data : "", expected);
    sam_buf_fini(&text);
}

/* What the evaluator says about a story. */
static void clear(struct fixture *f, const char *number, const char *words) {
    const char *cells[SAM_RECORD_SELECTION_COLUMNS] = {number, "1",   "us", "why",
                                                       "1",    "yes", "",   words};
    struct sam_record_changes changes = {0};
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_record(f->store, &sam_record_selection, "2026", "alpha", cells, 1, FIXTURE_NOW,
                        &changes, &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM selection"), 1);
}

/* All of one person too; later ones behind, whatever is analysed in between. */
static void every_response_has_a_number_that_stays(void **state) {
    struct fixture *f = *state;
    tell(f, "r1", "fatima", "one");
    holds(f, "1=one ");
    tell(f, "r2", "fatima", "two");
    tell(f, "r3", "", "nobody's");
    fixture_put_answers(f, "draft", "2----");
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_number_stories(f->store, f->questionnaire, "2026", &err)); /* within another */
    ok(sam_store_commit(f->store, &err));
    tell(f, "r1", "fatima", "one, edited");
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM story"), 4);
    assert_int_equal(fixture_number(f, "SELECT number FROM story s JOIN response r ON r.id = "
                                       "s.response WHERE record_id = 'r1'"),
                     1);
    assert_int_equal(fixture_number(f, "SELECT max(number) FROM story"), 4);
}

/* Numbers say nothing of who came first: stories that come in together are in the same order
 * whichever came first. */
static void numbers_say_nothing_of_the_order_of_writing(void **state) {
    struct fixture *f = *state;
    struct sam_buf one, other;
    static const char *const texts[] = {"a", "b", "c", "d", "e"};
    for (int round = 0; round < 2; round++) {
        struct sam_buf *text = round == 0 ? &one : &other;
        sam_buf_init(text, SAM_BUF_UNLIMITED);
        for (size_t i = 0; i < 5; i++) {
            size_t at = round == 0 ? i : 4 - i;
            tell(f, texts[at], texts[at], texts[at]);
        }
        ok(sam_store_number_stories(f->store, f->questionnaire, "2026", &err));
        for (int number = 1; number <= 5; number++) {
            char sql[160];
            snprintf(sql, sizeof sql,
                     "SELECT unicode(record_id) FROM story s JOIN response r ON r.id = s.response "
                     "WHERE number = (SELECT max(number) FROM story) - %d",
                     number - 1);
            sam_buf_printf(text, "%d ", (int)fixture_number(f, sql));
        }
        for (size_t i = 0; i < 5; i++) {
            bool there = false;
            ok(sam_store_begin(f->store, &err));
            ok(sam_store_withdraw(f->store, "form", texts[i], FIXTURE_NOW, &there, &err));
            ok(sam_store_commit(f->store, &err));
        }
    }
    assert_string_equal(one.data, other.data);
    sam_buf_fini(&one);
    sam_buf_fini(&other);
}

static void an_erased_story_takes_all_about_it_along(void **state) {
    struct fixture *f = *state;
    bool there = false;
    tell(f, "r1", "fatima", "one");
    holds(f, "1=one ");
    clear(f, "1", "edited");
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_erase_respondent(f->store, "fatima", &err));
    ok(sam_store_commit(f->store, &err));
    holds(f, "");
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM selection"), 0);
    /* its number is nobody else's */
    tell(f, "r2", "bob", "two");
    holds(f, "2=two ");
    clear(f, "2", "edited");
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_withdraw(f->store, "form", "r2", FIXTURE_NOW, &there, &err));
    ok(sam_store_commit(f->store, &err));
    holds(f, "");
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM selection"), 0);
    tell(f, "r3", "eve", "three");
    holds(f, "3=three ");
    clear(f, "3", "edited");
    ok(sam_store_begin(f->store, &err)); /* the wave, whose answers stay */
    ok(sam_store_erase_wave(f->store, "2026", false, false, FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM selection"), 0);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM story"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(every_response_has_a_number_that_stays),
        fixture_test(numbers_say_nothing_of_the_order_of_writing),
        fixture_test(an_erased_story_takes_all_about_it_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
