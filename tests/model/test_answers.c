#include "model/answers.h"
#include "support/support.h"

#include <stdio.h>

static void test_rows_by_alliance(void **state) {
    (void)state;
    struct sam_answers *t = sam_answers_new(2);
    static const struct {
        const char *alliance, *organisation;
        enum sam_role role;
        uint8_t answers[2];
    } rows[] = {
        {"b", "coc", SAM_LEAD, {1, SAM_DONT_KNOW}}, {"a", "atria", SAM_PARTNER, {2, SAM_MISSING}},
        {"b", "", SAM_ROLE_UNKNOWN, {3, 3}},        {"A", "coc", SAM_LEAD, {4, 4}},
        {"b", "rutgers", SAM_PARTNER, {5, 5}},      {"a", "", SAM_ACCOUNT_HOLDER, {1, 1}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sam_answers_add(t, rows[i].alliance, rows[i].organisation, rows[i].role, rows[i].answers);
    }
    sam_answers_sort(t);
    assert_int_equal(t->respondents, 6);
    assert_int_equal(t->alliance_count, 3);
    assert_string_equal(t->alliance_ids[0], "A");
    assert_string_equal(t->alliance_ids[1], "a");
    assert_string_equal(t->alliance_ids[2], "b");
    static const size_t first[] = {0, 1, 3, 6};
    static const uint8_t item0[] = {4, 2, 1, 1, 3, 5};
    static const uint8_t item1[] = {4, SAM_MISSING, 1, SAM_DONT_KNOW, 3, 5};
    static const uint8_t role[] = {SAM_LEAD, SAM_PARTNER,      SAM_ACCOUNT_HOLDER,
                                   SAM_LEAD, SAM_ROLE_UNKNOWN, SAM_PARTNER};
    static const char *const organisation[] = {"coc", "atria", NULL, "coc", NULL, "rutgers"};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(t->first_row[i], first[i]);
    }
    for (size_t row = 0; row < 6; row++) {
        assert_int_equal(t->item[0][row], item0[row]);
        assert_int_equal(t->item[1][row], item1[row]);
        assert_int_equal(t->role[row], role[row]);
        if (organisation[row] == NULL) {
            assert_true(t->organisation[row] == SAM_NO_ORGANISATION);
        } else {
            assert_string_equal(sam_dictionary_text(t->organisation_ids, t->organisation[row]),
                                organisation[row]);
        }
    }
    assert_int_equal(sam_answers_alliance(t, "A"), 0);
    assert_int_equal(sam_answers_alliance(t, "b"), 2);
    assert_true(sam_answers_alliance(t, "c") == SAM_NONE);
    sam_answers_free(t);
}

/* Names go with their rows, also where the first rows had none and the table grew since. */
static void test_rows_with_names(void **state) {
    (void)state;
    struct sam_answers *t = sam_answers_new(1);
    static const uint8_t answer[] = {3};
    char name[16];
    for (size_t i = 0; i < 300; i++) {
        sam_answers_add(t, i % 2 == 0 ? "b" : "a", "", SAM_PARTNER, answer);
        snprintf(name, sizeof name, "r%zu", i);
        sam_answers_name(t, i < 3 || i % 5 == 0 ? "" : name);
    }
    sam_answers_sort(t);
    assert_true(t->respondent[t->first_row[1]] == SAM_NO_RESPONDENT);     /* r0 */
    assert_true(t->respondent[t->first_row[1] + 5] == SAM_NO_RESPONDENT); /* r10 */
    assert_string_equal(sam_dictionary_text(t->respondent_ids, t->respondent[t->first_row[1] + 6]),
                        "r12");
    assert_string_equal(sam_dictionary_text(t->respondent_ids, t->respondent[1]), "r3");
    sam_answers_free(t);
    t = sam_answers_new(1);
    sam_answers_add(t, "a", "", SAM_PARTNER, answer);
    sam_answers_name(t, "");
    sam_answers_sort(t);
    assert_null(t->respondent);
    sam_answers_free(t);
}

static void test_alliances_nobody_answered_for(void **state) {
    (void)state;
    struct sam_answers *t = sam_answers_new(1);
    static const uint8_t answer[] = {3};
    sam_answers_add_alliance(t, "z-silent");
    sam_answers_add_alliance(t, "m");
    sam_answers_add_alliance(t, "a-silent");
    sam_answers_add_alliance(t, "m");
    sam_answers_add(t, "m", "x", SAM_LEAD, answer);
    sam_answers_sort(t);
    assert_int_equal(t->alliance_count, 3);
    assert_string_equal(t->alliance_ids[0], "a-silent");
    static const size_t first[] = {0, 0, 1, 1};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(t->first_row[i], first[i]);
    }
    sam_answers_free(t);
}

static void test_nothing_at_all(void **state) {
    (void)state;
    for (size_t items = 0; items < 3; items++) {
        struct sam_answers *t = sam_answers_new(items);
        sam_answers_sort(t);
        assert_int_equal(t->respondents, 0);
        assert_int_equal(t->alliance_count, 0);
        assert_int_equal(t->first_row[0], 0);
        assert_true(sam_answers_alliance(t, "a") == SAM_NONE);
        sam_answers_free(t);
    }
    struct sam_answers *t = sam_answers_new(3);
    sam_answers_add_alliance(t, "a");
    sam_answers_sort(t);
    assert_int_equal(t->first_row[1], 0);
    sam_answers_free(t);
    sam_answers_free(NULL);
}

/* Each row carries its number; sorted, the numbers rise within an alliance. */
static void test_many_rows_keep_their_order(void **state) {
    (void)state;
    enum { ROWS = 50000, ALLIANCES = 700 };
    struct sam_answers *t = sam_answers_new(3);
    for (unsigned row = 0; row < ROWS; row++) {
        char alliance[32];
        const uint8_t answers[] = {(uint8_t)(row & 255), (uint8_t)(row >> 8 & 255),
                                   (uint8_t)(row >> 16)};
        snprintf(alliance, sizeof alliance, "%u", row * 7919 % ALLIANCES);
        sam_answers_add(t, alliance, alliance, SAM_PARTNER, answers);
    }
    sam_answers_sort(t);
    assert_int_equal(t->alliance_count, ALLIANCES);
    assert_int_equal(t->first_row[ALLIANCES], ROWS);
    for (size_t a = 0; a < ALLIANCES; a++) {
        unsigned before = 0;
        for (size_t row = t->first_row[a]; row < t->first_row[a + 1]; row++) {
            unsigned number =
                t->item[0][row] | (unsigned)t->item[1][row] << 8 | (unsigned)t->item[2][row] << 16;
            char alliance[32];
            snprintf(alliance, sizeof alliance, "%u", number * 7919 % ALLIANCES);
            assert_string_equal(alliance, t->alliance_ids[a]);
            assert_string_equal(sam_dictionary_text(t->organisation_ids, t->organisation[row]),
                                alliance);
            assert_true(row == t->first_row[a] || number > before);
            before = number;
        }
    }
    sam_answers_free(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_by_alliance),
        cmocka_unit_test(test_rows_with_names),
        cmocka_unit_test(test_alliances_nobody_answered_for),
        cmocka_unit_test(test_nothing_at_all),
        cmocka_unit_test(test_many_rows_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
