#include "report/instrument_write.h"

#include "fixture.h"

static struct sam_buf written(const struct sam_questionnaire *q) {
    struct sam_err err = {0};
    struct sam_buf text;
    struct sam_json json;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &text, 2);
    sam_instrument_write(&json, NULL, q);
    assert_int_equal(sam_json_end(&json, "x", &err), SAM_OK);
    return text;
}

/* What is written is a questionnaire file, and writing that again gives the same bytes. */
static void check_round_trip(const char *source) {
    struct sam_questionnaire *first = fixture_questionnaire(source);
    struct sam_buf text = written(first);
    struct sam_questionnaire *second = fixture_questionnaire(text.data);
    struct sam_buf again = written(second);
    assert_string_equal(again.data, text.data);
    assert_int_equal(second->item_count, first->item_count);
    assert_memory_equal(second->phase_model.mean, first->phase_model.mean,
                        sizeof first->phase_model.mean);
    assert_memory_equal(second->phase_model.cut, first->phase_model.cut,
                        sizeof first->phase_model.cut);
    for (size_t i = 0; i < first->item_count; i++) {
        assert_string_equal(second->items[i].text.in[SAM_NL], first->items[i].text.in[SAM_NL]);
        assert_true(second->items[i].scale == first->items[i].scale);
        assert_int_equal(second->items[i].theme, first->items[i].theme);
        assert_int_equal(second->items[i].reverse, first->items[i].reverse);
        assert_int_equal(second->items[i].phase, first->items[i].phase);
        assert_int_equal(second->items[i].audience, first->items[i].audience);
    }
    sam_questionnaire_free(first);
    sam_questionnaire_free(second);
    sam_buf_fini(&text);
    sam_buf_fini(&again);
}

static void the_shipped_questionnaire_comes_back(void **state) {
    (void)state;
    check_round_trip(sam_shipped_find("questionnaires/alliance-31.json")->text);
}

static void what_may_be_left_out_comes_back(void **state) {
    (void)state;
    check_round_trip(FIXTURE_SMALL);
    struct sam_questionnaire *q = fixture_questionnaire(FIXTURE_SMALL);
    struct sam_buf text = written(q);
    check_contains(text.data, "\"introduction\": null");
    check_contains(text.data, "\"dont_know\": null");
    check_contains(text.data, "\"questions\": [\"2a\", \"2b\"]");
    check_contains(text.data, "\"audience\": [\"lead\"]");
    check_contains(text.data, "\"x-1\": \"Author <i> & Co\"");
    sam_buf_fini(&text);
    sam_questionnaire_free(q);
}

/* Words for a role come back; what is for everybody takes no room. */
static void words_of_a_role_come_back(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(FIXTURE_SMALL);
    struct sam_text own = {{"Van u", "Yours"}};
    struct sam_buf before = written(q);
    assert_null(strstr(before.data, "wording"));
    assert_null(strstr(before.data, "introductions"));
    q->items[0].audience = 7;
    q->items[0].wording[SAM_ACCOUNT_HOLDER] = own;
    q->themes[0].wording[SAM_LEAD] = own;
    q->introductions[SAM_PARTNER] = own;
    struct sam_buf text = written(q);
    check_contains(text.data, "\"wording\": {\"account_holder\": {\"nl\": \"Van u\"");
    check_contains(text.data, "\"introductions\": {");
    check_round_trip(text.data);
    struct sam_questionnaire *again = fixture_questionnaire(text.data);
    assert_string_equal(sam_item_text(&again->items[0], SAM_ACCOUNT_HOLDER)->in[SAM_EN], "Yours");
    assert_string_equal(sam_theme_title(&again->themes[0], SAM_LEAD)->in[SAM_NL], "Van u");
    assert_string_equal(sam_questionnaire_introduction(again, SAM_PARTNER)->in[SAM_NL], "Van u");
    sam_questionnaire_free(again);
    sam_questionnaire_free(q);
    sam_buf_fini(&text);
    sam_buf_fini(&before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_questionnaire_comes_back),
        cmocka_unit_test(what_may_be_left_out_comes_back),
        cmocka_unit_test(words_of_a_role_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
