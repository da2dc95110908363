#include "form/flow.h"

#include "page_fixture.h"

static void steps_by_role(void **state) {
    struct page *p = *state;
    static const char *const partner[] = {
        "intro", "theme/run-up", "theme/inside", "theme/funder", "theme/outcome", "open", "check"};
    assert_int_equal(p->place.flow.count, 7);
    assert_int_equal(p->place.flow.item_count, 31);
    assert_int_equal(p->place.flow.question_count, 3);
    for (size_t i = 0; i < 7; i++) {
        struct sam_step step = {SAM_STEP_THANKS, 0};
        sam_buf_clear(&p->html);
        sam_step_write(p->questionnaire, p->place.flow.steps[i], &p->html);
        assert_string_equal(p->html.data, partner[i]);
        assert_true(sam_step_read(p->questionnaire, partner[i], &step));
        assert_int_equal(sam_flow_find(&p->place.flow, step), i);
    }
    /* None of the statements is for account holders. */
    page_of(p, "acc");
    assert_int_equal(p->place.flow.count, 3);
    assert_int_equal(p->place.flow.item_count, 0);
    assert_int_equal(sam_flow_find(&p->place.flow, page_theme(p, "inside")), SAM_NONE);
}

/* A story first, then what may be done with it. */
static void a_story_comes_before_consent(void **state) {
    struct page *p = *state;
    struct sam_story story = {0};
    p->questionnaire->story = &story;
    page_of(p, "bob");
    assert_int_equal(p->place.flow.count, 7);
    assert_int_equal(p->place.flow.steps[1].kind, SAM_STEP_OPEN);
    assert_int_equal(p->place.flow.steps[2].kind, SAM_STEP_THEME);
    assert_int_equal(p->place.flow.steps[6].kind, SAM_STEP_CHECK);
    p->questionnaire->story = NULL;
}

static void open_questions_by_role(void **state) {
    struct page *p = *state;
    p->questionnaire->open_questions[1].audience = 1U << SAM_ACCOUNT_HOLDER;
    page_of(p, "bob");
    assert_int_equal(p->place.flow.question_count, 2);
    for (size_t i = 0; i < p->questionnaire->open_count; i++) {
        p->questionnaire->open_questions[i].audience = 1U << SAM_LEAD;
    }
    page_of(p, "bob");
    assert_int_equal(p->place.flow.question_count, 0);
    assert_int_equal(p->place.flow.count, 6);
}

static void steps_that_are_none(void **state) {
    struct page *p = *state;
    static const char *const wrong[] = {"",       "theme", "theme/", "theme/x",
                                        "intro/", "INTRO", "../x"};
    struct sam_step step = {SAM_STEP_OPEN, 0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(sam_step_read(p->questionnaire, wrong[i], &step));
    }
    assert_true(sam_step_read(p->questionnaire, "thanks", &step));
    assert_int_equal(sam_flow_find(&p->place.flow, step), SAM_NONE);
}

static void minutes_are_rounded_up(void **state) {
    (void)state;
    assert_int_equal(sam_flow_minutes(&(struct sam_flow){.item_count = 31, .question_count = 3}),
                     10);
    assert_int_equal(sam_flow_minutes(&(struct sam_flow){.item_count = 25}), 5);
    assert_int_equal(sam_flow_minutes(&(struct sam_flow){.item_count = 26}), 10);
    assert_int_equal(sam_flow_minutes(&(struct sam_flow){.question_count = 1}), 5);
}

static enum sam_openness at(struct tm local) {
    const struct sam_wave wave = {.opens = "2020-06-01", .closes = "2020-06-30"};
    local.tm_isdst = -1;
    return sam_wave_openness(&wave, mktime(&local));
}

/* From midnight to midnight: the first and the last day themselves count. */
static void open_from_day_to_day(void **state) {
    (void)state;
    assert_int_equal(
        at((struct tm){
            .tm_year = 120, .tm_mon = 4, .tm_mday = 31, .tm_hour = 23, .tm_min = 59, .tm_sec = 59}),
        SAM_WAVE_NOT_YET);
    assert_int_equal(at((struct tm){.tm_year = 120, .tm_mon = 5, .tm_mday = 1}), SAM_WAVE_OPEN);
    assert_int_equal(
        at((struct tm){
            .tm_year = 120, .tm_mon = 5, .tm_mday = 30, .tm_hour = 23, .tm_min = 59, .tm_sec = 59}),
        SAM_WAVE_OPEN);
    assert_int_equal(at((struct tm){.tm_year = 120, .tm_mon = 6, .tm_mday = 1}), SAM_WAVE_CLOSED);
    assert_int_equal(sam_wave_openness(&(struct sam_wave){.id = "w"}, 0), SAM_WAVE_OPEN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(steps_by_role),
        page_test(a_story_comes_before_consent),
        page_test(open_questions_by_role),
        page_test(steps_that_are_none),
        cmocka_unit_test(minutes_are_rounded_up),
        cmocka_unit_test(open_from_day_to_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
