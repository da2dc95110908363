#include "model/questionnaire.h"

#include "support/sample.h"
#include "support/small_questionnaire.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static int set_up(void **state) {
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    char *text = sam_sample(SMALL_QUESTIONNAIRE, NULL, NULL);
    sam_problems_init(&problems);
    enum sam_status status = sam_questionnaire_parse(text, strlen(text), "q", &q, &problems, NULL);
    sam_problems_fini(&problems);
    free(text);
    *state = q;
    return status == SAM_OK ? 0 : -1;
}

static int tear_down(void **state) {
    sam_questionnaire_free(*state);
    return 0;
}

static void test_found_by_id(void **state) {
    const struct sam_questionnaire *q = *state;
    assert_int_equal(sam_questionnaire_item(q, "s1"), 0);
    assert_int_equal(sam_questionnaire_item(q, "x1"), 3);
    assert_true(sam_questionnaire_item(q, "S1") == SAM_NONE);
    assert_true(sam_questionnaire_item(q, "well") == SAM_NONE);
    assert_true(sam_questionnaire_item(q, "") == SAM_NONE);
    assert_int_equal(sam_questionnaire_open_question(q, "well"), 0);
    assert_true(sam_questionnaire_open_question(q, "s1") == SAM_NONE);
    assert_int_equal(sam_questionnaire_scale(q, "forming"), 1);
    assert_true(sam_questionnaire_scale(q, "trust") == SAM_NONE);
}

static void test_relation_of_an_item(void **state) {
    const struct sam_questionnaire *q = *state;
    assert_int_equal(sam_item_relation(q, 0), SAM_RELATION_ALLIANCE);
    assert_int_equal(sam_item_relation(q, 1), SAM_RELATION_PARTNERSHIP);
    assert_int_equal(sam_item_relation(q, 3), SAM_RELATION_ALLIANCE);
}

/* The small questionnaire with one thing changed. */
static struct sam_questionnaire *changed(const char *find, const char *replace) {
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    char *text = sam_sample(SMALL_QUESTIONNAIRE, find, replace);
    sam_problems_init(&problems);
    assert_int_equal(sam_questionnaire_parse(text, strlen(text), "q", &q, &problems, NULL), SAM_OK);
    sam_problems_fini(&problems);
    free(text);
    return q;
}

static void test_the_same_item_elsewhere(void **state) {
    static const struct {
        const char *find, *replace;
        size_t found; /* of item s2, number 2 */
    } cases[] = {
        {NULL, NULL, 2},
        {"'id': 's2'", "'id': 'z'", SAM_NONE},
        {"'id': 's2'", "'same_as': ['y', 's2'], 'id': 'z'", 2},
        /* s1 is there by its own id: it is not s2 as well */
        {"'id': 's1'", "'id': 's1', 'same_as': ['s2']", 2},
        {"'id': 's2'", "'same_as': ['s2'], 'reverse': true, 'id': 'z'", SAM_NONE},
        {"'id': 's2'", "'reverse': true, 'id': 's2'", SAM_NONE},
        {"'points': 3, 'labels': {'nl': ['a', 'b', 'c'], 'en': ['d', 'e', 'f']}",
         "'points': 2, 'labels': {'nl': ['a', 'b'], 'en': ['d', 'e']}", SAM_NONE},
    };
    const struct sam_questionnaire *q = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sam_questionnaire *other = changed(cases[i].find, cases[i].replace);
        assert_int_equal(sam_item_same(q, 2, other), cases[i].found);
        if (cases[i].found == 2) {
            assert_int_equal(sam_item_same(other, 2, q), 2); /* either may declare it */
        }
        sam_questionnaire_free(other);
    }
}

static void test_phases_are_asked_about_or_not(void **state) {
    struct sam_item items[2] = {{.id = "a", .phase = SAM_PHASE_NONE},
                                {.id = "b", .phase = SAM_PHASE_NONE}};
    struct sam_questionnaire q = {.items = items, .item_count = 2};
    (void)state;
    assert_false(sam_questionnaire_has_phases(&q));
    items[1].phase = SAM_FORMING;
    assert_true(sam_questionnaire_has_phases(&q));
}

static void test_role_and_relation_ids(void **state) {
    (void)state;
    static const char *const roles[] = {"lead", "partner", "account_holder", ""};
    for (int i = 0; i <= SAM_ROLES; i++) {
        enum sam_role role = SAM_LEAD;
        assert_string_equal(sam_role_id((enum sam_role)i), roles[i]);
        assert_int_equal(sam_role_read(roles[i], &role), 0);
        assert_int_equal(role, i);
    }
    enum sam_role role = SAM_PARTNER;
    assert_int_equal(sam_role_read("Lead", &role), -1);
    assert_int_equal(sam_role_read("penvoerder", &role), -1);
    assert_int_equal(role, SAM_PARTNER);
    static const char *const relations[] = {"alliance", "partnership"};
    for (int i = 0; i < SAM_RELATIONS; i++) {
        enum sam_relation relation = SAM_RELATION_ALLIANCE;
        assert_string_equal(sam_relation_id((enum sam_relation)i), relations[i]);
        assert_int_equal(sam_relation_read(relations[i], &relation), 0);
        assert_int_equal(relation, i);
    }
    enum sam_relation relation = SAM_RELATION_PARTNERSHIP;
    assert_int_equal(sam_relation_read("", &relation), -1);
    assert_int_equal(relation, SAM_RELATION_PARTNERSHIP);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found_by_id),
        cmocka_unit_test(test_the_same_item_elsewhere),
        cmocka_unit_test(test_relation_of_an_item),
        cmocka_unit_test(test_phases_are_asked_about_or_not),
        cmocka_unit_test(test_role_and_relation_ids),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
