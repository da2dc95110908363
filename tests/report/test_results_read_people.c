#include "fixture.h"

static void what_was_written_is_read(void **state) {
    (void)state;
    struct fixture f;
    fixture_init_open(&f);
    assert_int_equal(f.results->day_count, 3);
    assert_string_equal(f.results->days[1].day, "2020-03-04");
    assert_int_equal(f.results->days[1].responses, 10);
    const struct sam_results_alliance *alliance = &f.results->alliances[0];
    assert_true(alliance->roles_known);
    assert_int_equal(alliance->invited_by_role[SAM_PARTNER], 3);
    assert_int_equal(alliance->result.by_role[SAM_LEAD], 1);
    assert_int_equal(alliance->partner_count, f.study->alliances[0].partner_count);
    assert_true(alliance->partners[0].lead);
    assert_string_equal(alliance->partners[0].name, "Rutgers");
    assert_int_equal(alliance->open_count, 1);
    const struct sam_results_open *open = &alliance->open[0];
    assert_string_equal(open->text, fixture_open[0].text);
    assert_int_equal(open->flag_count, 3);
    assert_int_equal(open->flags[0].kind, SAM_NAME_PARTNER);
    assert_memory_equal(open->text + open->flags[0].at, "Rutgers", 7);
    assert_int_equal(open->flags[0].length, 7);
    fixture_fini(&f);
}

static void differences_and_parts_are_those_of_the_analysis(void **state) {
    (void)state;
    struct fixture f;
    fixture_init_open(&f);
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        const struct sam_alliance_result *expected = sam_analysis_alliance(f.analysis, a);
        const struct sam_alliance_result *got = &f.results->alliances[a].result;
        for (size_t s = 0; s < f.questionnaire->scale_count; s++) {
            const struct sam_contrast *one = &got->differences[s].lead_partners;
            const struct sam_contrast *other = &expected->differences[s].lead_partners;
            assert_int_equal(one->test.p.why, other->test.p.why);
            if (sam_has(other->test.difference)) {
                assert_int_equal(one->first, other->first);
                check_rel(one->first_mean.value, other->first_mean.value, 0);
                check_rel(one->second_mean.value, other->second_mean.value, 0);
                check_rel(one->test.difference.value, other->test.difference.value, 0);
            }
            assert_int_equal(got->differences[s].change.test.p.why, SAM_WHY_NOT_ASKED);
        }
        for (size_t i = 0; i < f.questionnaire->item_count; i++) {
            assert_memory_equal(got->items[i].voices, expected->items[i].voices,
                                sizeof got->items[i].voices);
        }
        for (size_t t = 0; t < expected->topic_count && t < 1; t++) {
            check_rel(got->topics[t].score > 0, 1, 0);
        }
    }
    fixture_fini(&f);
}

static void check_refused(const char *json, const char *part, const char *instead,
                          const char *message) {
    struct sam_results *results = NULL;
    struct sam_err err = {0};
    const char *at = strstr(json, part);
    assert_non_null(at);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_append(&text, json, (size_t)(at - json));
    sam_buf_text(&text, instead);
    sam_buf_text(&text, at + strlen(part));
    assert_int_equal(sam_results_parse(text.data, text.length, "r", &results, &err), SAM_E_INPUT);
    check_contains(err.text, message);
    sam_buf_fini(&text);
}

static void what_an_alliance_is(void **state) {
    (void)state;
    struct fixture f;
    fixture_init_open(&f);
    f.study->alliances[0].budget = 1.5e6;
    f.study->alliances[0].continued = SAM_CONTINUED_NO;
    f.study->alliances[0].staff = SAM_STAFF_BOTH;
    f.study->alliances[0].continues = 1;
    sam_buf_clear(&f.json);
    fixture_write(&f);
    struct sam_results *results = fixture_parse(f.json.data);
    const struct sam_results_alliance *one = &results->alliances[0];
    const struct sam_results_alliance *other = &results->alliances[1];
    assert_int_equal(one->began, 2018);
    check_rel(one->budget, 1.5e6, 0);
    assert_int_equal(one->continued, SAM_CONTINUED_NO);
    assert_int_equal(one->staff, SAM_STAFF_BOTH);
    assert_int_equal(one->formerly_count, 1);
    assert_string_equal(one->formerly[0], f.study->alliances[1].id);
    assert_true(other->budget < 0);
    assert_int_equal(other->continued, SAM_CONTINUED_UNKNOWN);
    assert_int_equal(other->staff, SAM_STAFF_UNKNOWN);
    assert_int_equal(other->formerly_count, 0);
    sam_results_free(results);
    check_refused(f.json.data, "\"staff\": \"both\"", "\"staff\": \"many\"",
                  "it must be paid, volunteers or both");
    check_refused(f.json.data, "\"began\": 2018", "\"began\": -3", "began");
    fixture_fini(&f);
}

/* The shipped questionnaire asks account holders nothing: here one of its statements. */
static void both_sides_are_those_of_the_analysis(void **state) {
    (void)state;
    struct fixture f;
    fixture_init_open(&f);
    struct sam_item *item = &f.questionnaire->items[2];
    uint8_t row[SAM_ITEMS_MAX] = {0};
    item->audience |= 1U << SAM_ACCOUNT_HOLDER;
    row[2] = 2;
    struct sam_answers *plain = fixture_answers(f.study, f.questionnaire, 0);
    struct sam_answers *with = sam_answers_new(f.questionnaire->item_count);
    for (size_t a = 0; a < plain->alliance_count; a++) {
        for (size_t r = plain->first_row[a]; r < plain->first_row[a + 1]; r++) {
            uint8_t one[SAM_ITEMS_MAX];
            for (size_t i = 0; i < f.questionnaire->item_count; i++) {
                one[i] = plain->item[i][r];
            }
            sam_answers_add(with, plain->alliance_ids[a], "", plain->role[r], one);
        }
        sam_answers_add(with, plain->alliance_ids[a], "", SAM_ACCOUNT_HOLDER, row);
    }
    sam_answers_sort(with);
    struct sam_analysis *analysis = sam_analysis_new(f.questionnaire, with, &f.options);
    struct fixture other = {.analysis = analysis, .context = f.context};
    sam_buf_init(&other.json, SAM_BUF_UNLIMITED);
    fixture_write(&other);
    struct sam_results *results = fixture_parse(other.json.data);
    size_t count = 0;
    const struct sam_side *expected = sam_analysis_sides(analysis, &count);
    assert_int_equal(count, 1);
    assert_int_equal(results->side_count, 1);
    assert_int_equal(results->sides[0].item, 2);
    assert_int_equal(results->sides[0].alliances, expected->alliances);
    assert_int_equal(results->sides[0].contrast.first, expected->contrast.first);
    check_rel(results->sides[0].contrast.second_mean.value, 2, 0);
    check_rel(results->sides[0].contrast.test.p.value, expected->contrast.test.p.value, 0);
    assert_int_equal(results->alliances[5].result.side_count, 1);
    assert_int_equal(results->alliances[5].result.sides[0].contrast.second, 1);
    sam_results_free(results);
    fixture_refused(other.json.data, "\"sides\": [{\"item\": \"", "\"sides\": [{\"item\": \"z",
                    "names a statement the questionnaire lacks");
    fixture_refused(other.json.data, "\"sides\": [{\"item\"", "\"sides\": [{\"ites\"", "item");
    sam_buf_fini(&other.json);
    sam_analysis_free(analysis);
    sam_answers_free(plain);
    sam_answers_free(with);
    fixture_fini(&f);
}

static void what_is_wrong_is_named(void **state) {
    (void)state;
    struct fixture f;
    fixture_init_open(&f);
    fixture_refused(f.json.data, "{\"question\": \"open_well\"", "{\"question\": \"other\"",
                    "a question the questionnaire lacks");
    fixture_refused(f.json.data, "\"kind\": \"possible\", \"at\": 15",
                    "\"kind\": \"possible\", \"at\": 9", "must not overlap");
    fixture_refused(f.json.data, "\"day\": \"2020-03-04\"", "\"day\": \"4 March\"", "a date like");
    fixture_refused(f.json.data, "\"roles\": {\"lead\": {\"invited\": 1, ",
                    "\"roles\": {\"lead\": {", "invited");
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read),
        cmocka_unit_test(differences_and_parts_are_those_of_the_analysis),
        cmocka_unit_test(what_an_alliance_is),
        cmocka_unit_test(both_sides_are_those_of_the_analysis),
        cmocka_unit_test(what_is_wrong_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
