#include "report/strengths.h"

#include "fixture.h"

static void favourable_and_agreed_on(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    const struct sam_questionnaire *q = f.results->questionnaire;
    result->topic_count = 1;
    result->topics[0].item = 0;
    for (size_t i = 0; i < q->item_count; i++) {
        result->items[i].mean = sam_value(3);
        result->items[i].ad = sam_value(0.2);
        result->items[i].respondents = 9;
    }
    size_t tension = sam_questionnaire_item(q, "t1");
    assert_true(sam_low_is_favourable(&q->items[tension]));
    result->items[0].mean = sam_value(5); /* a topic */
    result->items[2].mean = sam_value(3.8);
    result->items[4].mean = sam_value(3.79);
    result->items[5].mean = sam_value(4.5);
    result->items[5].ad = sam_value(0.9); /* apart */
    result->items[tension].mean = sam_value(1.2);
    result->items[8].mean = sam_value(5);
    result->items[8].respondents = 2; /* too few */
    struct sam_strength strengths[3];
    assert_int_equal(sam_strengths(q, result, strengths, 3), 2);
    assert_int_equal(strengths[0].item, tension);
    check_rel(strengths[0].favourable, 0.95, 1e-12);
    assert_int_equal(strengths[1].item, 2);
    assert_int_equal(sam_strengths(q, result, strengths, 1), 1);
    result->items = NULL;
    assert_int_equal(sam_strengths(q, result, strengths, 3), 0);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(favourable_and_agreed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
