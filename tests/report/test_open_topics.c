#include "report/open_topics.h"

#include "fixture.h"

static size_t item(const struct sam_questionnaire *q, const char *id) {
    return sam_questionnaire_item(q, id);
}

static void answers_bring_up_statements(void **state) {
    (void)state;
    struct sam_questionnaire *q =
        fixture_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    struct sam_open_topics *topics = sam_open_topics_new(q);
    size_t mentions[64] = {0};
    sam_open_topics_count(topics, "De uren en het geld zijn scheef VERDEELD.", mentions);
    assert_int_equal(mentions[item(q, "t4")], 1); /* irritation about work, hours or money */
    size_t all = 0;
    for (size_t i = 0; i < q->item_count; i++) {
        all += mentions[i];
    }
    assert_int_equal(all, 1);
    sam_open_topics_count(topics, "Irritation about hours", mentions);
    assert_int_equal(mentions[item(q, "t4")], 2);
    /* one word is not enough, nor are ordinary ones */
    sam_open_topics_count(topics, "Geld! We werken goed samen met alle partners.", mentions);
    assert_int_equal(mentions[item(q, "t4")], 2);
    sam_open_topics_count(topics, "", mentions);
    sam_open_topics_free(topics);
    sam_questionnaire_free(q);
}

static void they_become_topics_with_a_part(void **state) {
    (void)state;
    struct sam_topic topics[4] = {{.item = 2, .score = 0.5, .reasons = {true}, .parts = {0.5}}};
    const size_t mentions[4] = {1, 2, 1, 3};
    const bool skip[4] = {false, false, false, true};
    size_t count = sam_open_topics_add(mentions, skip, 4, 4, topics, 1);
    assert_int_equal(count, 3);
    assert_int_equal(topics[0].item, 2); /* 1 - .5 * .75 */
    check_rel(topics[0].score, 0.625, 1e-12);
    assert_int_equal(topics[1].item, 1);
    check_rel(topics[1].score, 0.5, 1e-12);
    assert_true(topics[1].reasons[SAM_REASON_OPEN_ANSWER]);
    assert_int_equal(topics[2].item, 0);
    assert_int_equal(sam_open_topics_add(mentions, NULL, 4, 0, topics, 3), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_bring_up_statements),
        cmocka_unit_test(they_become_topics_with_a_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
