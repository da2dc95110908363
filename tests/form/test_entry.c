#include "form/entry.h"

#include "page_fixture.h"
#include "store/store.h"

#include <stdio.h>

static struct sam_err err;

static size_t item(const struct page *p, const char *id) {
    return sam_questionnaire_item(p->questionnaire, id);
}

static void take(struct page *p, struct sam_step step, const char *sent, const char *clear) {
    struct sam_fields fields;
    const char *wrong = sam_fields_read(sent, strlen(sent), p->arena, &fields);
    assert_null(wrong);
    assert_int_equal(
        sam_entry_take(&p->place, step, &fields, clear, p->arena, &p->entry, &p->taken, &err),
        SAM_OK);
}

static void only_what_was_changed_is_taken(void **state) {
    struct page *p = *state;
    struct sam_step theme = page_theme(p, "run-up");
    uint8_t *v1 = &p->entry.answers[item(p, "v1")], *v2 = &p->entry.answers[item(p, "v2")];
    take(p, theme, "had=--&a.v1=4&a.v2=dk", NULL);
    assert_int_equal(*v1, 4);
    assert_int_equal(*v2, SAM_DONT_KNOW);
    assert_true(p->taken.changed);
    take(p, theme, "had=d%3F&a.v1=4&a.v2=dk", NULL);
    assert_false(p->taken.changed);
    /* Another tab, older, sends what it showed, and one change of its own. */
    take(p, theme, "had=--&a.v1=2", NULL);
    assert_int_equal(*v1, 2);
    assert_int_equal(*v2, SAM_DONT_KNOW);
    *v1 = 5;
    take(p, theme, "had=b%3F&a.v1=2&a.v2=1", NULL);
    assert_int_equal(*v1, 5);
    assert_int_equal(*v2, 1);
    /* What the page showed isn't known: what was sent counts. */
    take(p, theme, "a.v1=3", NULL);
    assert_int_equal(*v1, 3);
    take(p, theme, "had=ccccccc&a.v1=1", NULL);
    assert_int_equal(*v1, 1);
}

static void an_answer_is_taken_back(void **state) {
    struct page *p = *state;
    struct sam_step theme = page_theme(p, "run-up");
    p->entry.answers[item(p, "v1")] = 4;
    take(p, theme, "had=d-&a.v1=4&a.v2=2", "v1");
    assert_int_equal(p->entry.answers[item(p, "v1")], SAM_MISSING);
    assert_int_equal(p->entry.answers[item(p, "v2")], 2);
}

static void impossible_answers_stop(void **state) {
    struct page *p = *state;
    static const char *const sent[] = {"a.v1=6", "a.v1=0", "a.v1=x", "a.v1=4.5", "a.v1=-1"};
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        take(p, page_theme(p, "run-up"), sent[i], NULL);
        assert_false(p->taken.changed);
        assert_true(sam_taken_stops(&p->taken));
        assert_int_equal(p->taken.remarks[0].item, item(p, "v1"));
    }
    /* Of another page, or of no statement: not looked at. */
    take(p, page_theme(p, "run-up"), "a.s1=3&a.nothing=3", NULL);
    assert_false(p->taken.changed);
    assert_false(sam_taken_stops(&p->taken));
}

static void open_answers(void **state) {
    struct page *p = *state;
    struct sam_step step = {SAM_STEP_OPEN, 0};
    char had[SAM_HAD_SIZE], sent[256];
    sam_text_had("", had);
    snprintf(sent, sizeof sent, "had.open_well=%s&o.open_well=+a%%0D%%0A%%0D%%0Ab%%20%%0D%%0A",
             had);
    take(p, step, sent, NULL);
    assert_string_equal(p->entry.open[0], "a\n\nb");
    assert_true(p->taken.changed);
    /* The same page again: the double click. */
    take(p, step, sent, NULL);
    assert_false(p->taken.changed);
    assert_int_equal(p->taken.remark_count, 0);
    /* The other tab, opened when it was empty, changes it too: it stands, and the other is told. */
    snprintf(sent, sizeof sent, "had.open_well=%s&o.open_well=other", had);
    take(p, step, sent, NULL);
    assert_string_equal(p->entry.open[0], "other");
    assert_int_equal(p->taken.remarks[0].kind, SAM_REMARK_OTHER_TEXT);
    assert_string_equal(p->taken.remarks[0].other_text, "a\n\nb");
    assert_false(sam_taken_stops(&p->taken));
    /* ... and unchanged it overwrites nothing. */
    snprintf(sent, sizeof sent, "had.open_well=%s&o.open_well=", had);
    take(p, step, sent, NULL);
    assert_string_equal(p->entry.open[0], "other");
    /* Emptied on purpose. */
    snprintf(sent, sizeof sent, "had.open_well=%s&o.open_well=", sam_text_had("other", had));
    take(p, step, sent, NULL);
    assert_string_equal(p->entry.open[0], "");
}

static void a_text_that_is_too_long_is_kept_for_showing(void **state) {
    struct page *p = *state;
    char sent[20100] = "o.open_well=";
    memset(sent + strlen(sent), 'x', 20001);
    take(p, (struct sam_step){SAM_STEP_OPEN, 0}, sent, NULL);
    assert_true(sam_taken_stops(&p->taken));
    assert_int_equal(p->taken.remarks[0].kind, SAM_REMARK_TOO_LONG);
    assert_int_equal(strlen(p->entry.open[0]), 20001);
}

static void counts(void **state) {
    struct page *p = *state;
    assert_false(sam_entry_has_answers(&p->place, &p->entry));
    p->entry.answers[item(p, "v1")] = SAM_DONT_KNOW;
    p->entry.answers[item(p, "s1")] = 1;
    struct sam_count all =
        sam_entry_count(&p->place, (struct sam_step){SAM_STEP_CHECK, 0}, &p->entry);
    struct sam_count one = sam_entry_count(&p->place, page_theme(p, "run-up"), &p->entry);
    assert_int_equal(all.answered, 2);
    assert_int_equal(all.all, 31);
    assert_int_equal(one.answered, 1);
    assert_int_equal(one.all, 2);
    assert_true(sam_entry_has_answers(&p->place, &p->entry));
}

static void stored_and_read_back(void **state) {
    struct page *p = *state;
    char *folder = sam_temporary_folder();
    struct sam_store *store = NULL;
    struct sam_entry again, copy;
    assert_int_equal(sam_store_open(folder, SAM_STORE_WRITE, &store, &err), SAM_OK);
    assert_int_equal(sam_store_use_questionnaire(store, p->questionnaire, &err), SAM_OK);
    p->entry.answers[item(p, "v1")] = 4;
    p->entry.answers[item(p, "s8")] = SAM_DONT_KNOW;
    p->entry.open[1] = "because";
    assert_int_equal(sam_store_begin(store, &err), SAM_OK);
    assert_int_equal(sam_entry_store(&p->place, store, &p->entry, SAM_EN, PAGE_NOW, p->arena, &err),
                     SAM_OK);
    assert_int_equal(sam_store_commit(store, &err), SAM_OK);
    assert_int_equal(sam_entry_read(&p->place, store, p->arena, &again, &err), SAM_OK);
    assert_true(again.exists);
    assert_false(again.complete);
    assert_memory_equal(again.answers, p->entry.answers, p->questionnaire->item_count);
    assert_string_equal(again.open[1], "because");
    assert_string_equal(again.open[0], "");
    assert_true(sam_entry_copy(&p->place, &again, p->arena, &copy));
    copy.answers[0] = 1;
    copy.open[0] = "x";
    assert_int_not_equal(again.answers[0], 1);
    assert_string_equal(again.open[0], "");
    /* Nobody else sees it. */
    page_of(p, "bob");
    assert_int_equal(sam_entry_read(&p->place, store, p->arena, &again, &err), SAM_OK);
    assert_false(again.exists);
    sam_store_close(store);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(only_what_was_changed_is_taken),
        page_test(an_answer_is_taken_back),
        page_test(impossible_answers_stop),
        page_test(open_answers),
        page_test(a_text_that_is_too_long_is_kept_for_showing),
        page_test(counts),
        page_test(stored_and_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
