#include "analyse/discussion.h"
#include "analyse/fixture.h"

static const struct sam_voices nobody[SAM_ROLES];

struct made {
    size_t counts[11];
    struct sam_spread spread;
    struct sam_statement statement;
};

static struct sam_topic topic_of(const char *digits, bool low_is_favourable, size_t dont_know,
                                 bool *any) {
    struct made m = {0};
    struct sam_topic topic = {.item = 7};
    for (const char *c = digits; *c != '\0'; c++) {
        m.counts[*c - '1']++;
    }
    m.spread = sam_spread_of_counts(m.counts, 5);
    m.statement = (struct sam_statement){.points = 5,
                                         .low_is_favourable = low_is_favourable,
                                         .counts = m.counts,
                                         .spread = &m.spread,
                                         .dont_know = dont_know,
                                         .voices = nobody,
                                         .change = {0, sam_no_value(SAM_WHY_NOT_ASKED)}};
    *any = sam_discussion_topic(&m.statement, &topic);
    return topic;
}

static void check_reasons(const struct sam_topic *topic, const char *expected) {
    char reasons[200] = "";
    for (int i = 0; i < SAM_REASONS; i++) {
        if (topic->reasons[i]) {
            size_t used = strlen(reasons);
            snprintf(reasons + used, sizeof reasons - used, " %s",
                     sam_reason_id((enum sam_reason)i));
        }
    }
    assert_string_equal(reasons, expected);
}

static void nothing_to_discuss(void **state) {
    (void)state;
    bool any = true;
    struct sam_topic topic = topic_of("4445", false, 0, &any);
    assert_false(any);
    check_reasons(&topic, "");
    assert_true(topic.score == 0);
    topic_of("", false, 0, &any);
    assert_false(any);
    topic_of("1", false, 0, &any); /* one voice is no agreement */
    assert_false(any);
}

static void low_and_agreed(void **state) {
    (void)state;
    bool any = false;
    struct sam_topic topic = topic_of("2222", false, 0, &any);
    check_reasons(&topic, " low_agreed");
    check_rel(topic.score, 3 / 4.0, TINY);
    /* for a reversed or storming item high is what is unfavourable */
    topic = topic_of("4444", true, 0, &any);
    check_reasons(&topic, " low_agreed");
    check_rel(topic.score, 3 / 4.0, TINY);
    topic_of("2222", true, 0, &any);
    assert_false(any);
    topic_of("3333", false, 0, &any); /* the middle itself is not low */
    assert_false(any);
}

/* 1 3 5: mean deviation 4/3. */
static void disagreement(void **state) {
    (void)state;
    bool any = false;
    struct sam_topic topic = topic_of("135", false, 0, &any);
    check_reasons(&topic, " disagreement");
    check_rel(topic.score, 2 / 3.0, TINY);
}

/* 1 1 5 5: mean deviation 2 of at most 2; the camps are all of the range apart. */
static void two_camps(void **state) {
    (void)state;
    bool any = false;
    struct sam_topic topic = topic_of("1155", false, 0, &any);
    check_reasons(&topic, " disagreement two_camps");
    check_rel(topic.score, 1, TINY);
    /* 2 2 4 4: part 1/2 twice */
    topic = topic_of("2244", false, 0, &any);
    check_reasons(&topic, " disagreement two_camps");
    check_rel(topic.score, 0.75, TINY);
}

static void dont_know(void **state) {
    (void)state;
    bool any = false;
    struct sam_topic topic = topic_of("44", false, 2, &any);
    check_reasons(&topic, " dont_know");
    check_rel(topic.score, 0.5, TINY);
    topic_of("44", false, 1, &any); /* a third, but one person */
    assert_false(any);
    topic_of("44444", false, 2, &any); /* 29 % */
    assert_false(any);
    topic = topic_of("", false, 3, &any); /* nobody could say */
    check_reasons(&topic, " dont_know");
    check_rel(topic.score, 1, TINY);
}

static void role_gap(void **state) {
    (void)state;
    size_t counts[11] = {0, 0, 0, 4, 0};
    struct sam_spread spread = sam_spread_of_counts(counts, 5);
    struct sam_voices voices[SAM_ROLES] = {{1, 5}, {2, 7}, {0, 0}};
    struct sam_statement s = {.points = 5,
                              .counts = counts,
                              .spread = &spread,
                              .voices = voices,
                              .change = {0, sam_no_value(SAM_WHY_NOT_ASKED)}};
    struct sam_topic topic = {0};
    assert_true(sam_discussion_topic(&s, &topic)); /* 5 and 3.5 */
    check_reasons(&topic, " role_gap");
    check_rel(topic.score, 1.5 / 4, TINY);
    voices[SAM_PARTNER] = (struct sam_voices){4, 15}; /* 5 and 3.75 */
    assert_false(sam_discussion_topic(&s, &topic));
    voices[SAM_ACCOUNT_HOLDER] = (struct sam_voices){1, 2}; /* 20 / 5 = 4 and 2 */
    assert_true(sam_discussion_topic(&s, &topic));
    check_reasons(&topic, " role_gap");
    check_rel(topic.score, 0.5, TINY);
}

static void moved_since_the_last_wave(void **state) {
    (void)state;
    size_t counts[11] = {0, 0, 0, 4, 0};
    struct sam_spread spread = sam_spread_of_counts(counts, 5);
    struct sam_statement s = {.points = 5,
                              .counts = counts,
                              .spread = &spread,
                              .voices = nobody,
                              .change = {2, sam_value(-1)}};
    struct sam_topic topic = {0};
    assert_true(sam_discussion_topic(&s, &topic));
    check_reasons(&topic, " change");
    check_rel(topic.score, 0.25, TINY);
    check_rel(topic.parts[SAM_REASON_CHANGE], 0.25, TINY);
    s.change.difference = sam_value(0.9);
    assert_false(sam_discussion_topic(&s, &topic));
    s.change = (struct sam_item_change){1, sam_value(4)}; /* one organisation is no change */
    assert_false(sam_discussion_topic(&s, &topic));
}

static void the_score_is_made_of_its_parts(void **state) {
    (void)state;
    bool any = false;
    struct sam_topic topic = topic_of("2244", false, 2, &any);
    double rest = 1;
    for (int r = 0; r < SAM_REASONS; r++) {
        assert_int_equal(topic.reasons[r], topic.parts[r] > 0);
        rest *= 1 - topic.parts[r];
    }
    check_rel(topic.score, 1 - rest, TINY);
    sam_discussion_add(&topic, SAM_REASON_OPEN_ANSWER, 0.5);
    check_rel(topic.score, 1 - rest / 2, TINY);
}

static void more_reasons_more_score(void **state) {
    (void)state;
    bool any = false;
    struct sam_topic alone = topic_of("2222", false, 0, &any);
    struct sam_topic both = topic_of("2222", false, 4, &any);
    check_reasons(&both, " low_agreed dont_know");
    check_rel(both.score, 1 - 0.25 * 0.5, TINY);
    assert_true(both.score > alone.score);
}

static void order(void **state) {
    (void)state;
    struct sam_topic topics[] = {
        {.item = 4, .score = 0.2}, {.item = 9, .score = 0.8}, {.item = 1, .score = 0.8}};
    sam_discussion_sort(topics, 3);
    assert_int_equal(topics[0].item, 1);
    assert_int_equal(topics[1].item, 9);
    assert_int_equal(topics[2].item, 4);
    sam_discussion_sort(topics, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_discuss),
        cmocka_unit_test(low_and_agreed),
        cmocka_unit_test(disagreement),
        cmocka_unit_test(two_camps),
        cmocka_unit_test(dont_know),
        cmocka_unit_test(role_gap),
        cmocka_unit_test(moved_since_the_last_wave),
        cmocka_unit_test(the_score_is_made_of_its_parts),
        cmocka_unit_test(more_reasons_more_score),
        cmocka_unit_test(order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
