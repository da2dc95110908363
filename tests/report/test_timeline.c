#include "report/timeline.h"

#include "fixture.h"

static const char study_text[] =
    "{\"id\": \"s\", \"title\": {\"nl\": \"x\", \"en\": \"x\"}, \"alliances\": ["
    "{\"id\": \"old\", \"name\": \"Old\", \"waves\": [\"1\"], \"partners\": [{\"id\": \"p\", "
    "\"name\": \"P\", \"lead\": true}]},"
    "{\"id\": \"gone\", \"name\": \"Gone\", \"waves\": [\"1\"], \"partners\": [{\"id\": \"p\", "
    "\"name\": \"P\", \"lead\": true}]},"
    "{\"id\": \"stays\", \"name\": \"Stays\", \"partners\": [{\"id\": \"p\", \"name\": \"P\", "
    "\"lead\": true}]},"
    "{\"id\": \"one\", \"name\": \"One\", \"waves\": [\"2\"], \"continues\": \"old\", "
    "\"partners\": [{\"id\": \"p\", \"name\": \"P\", \"lead\": true}]},"
    "{\"id\": \"two\", \"name\": \"Two\", \"waves\": [\"2\"], \"continues\": \"old\", "
    "\"partners\": [{\"id\": \"p\", \"name\": \"P\", \"lead\": true}]}],"
    "\"waves\": [{\"id\": \"1\", \"questionnaire\": \"q\", \"opens\": \"2020-03-01\"}, "
    "{\"id\": \"2\", \"questionnaire\": \"q\"}]}";

struct told {
    struct sam_study *study;
    struct sam_questionnaire *q;
    struct sam_arena *arena;
    struct sam_timeline_maker maker;
    struct sam_scale_score scores[16];
    struct sam_alliance_result result;
};

static void begin(struct told *t) {
    memset(t, 0, sizeof *t);
    t->study = fixture_study(study_text);
    t->q = fixture_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    t->arena = sam_arena_new(SAM_BUF_UNLIMITED);
    t->maker = (struct sam_timeline_maker){.timeline = sam_timeline_new(t->study, t->arena),
                                           .study = t->study,
                                           .arena = t->arena,
                                           .present = 1,
                                           .questionnaire = t->q};
    t->result.scales = t->scores;
    for (size_t s = 0; s < t->q->scale_count; s++) {
        t->scores[s] = (struct sam_scale_score){.respondents = 3,
                                                .mean = sam_value(4),
                                                .low = sam_value(3),
                                                .high = sam_no_value(SAM_WHY_NO_REPLICATION)};
    }
    t->result.responded = 3;
    t->result.phase[0] = (struct sam_phase_score){.modal = SAM_NORMING};
    t->result.has_phase[0] = true;
}

static void put(struct told *t, const char *id, const struct sam_questionnaire *then) {
    t->result.id = id;
    sam_timeline_put(&t->maker, then, &t->result);
}

static void end(struct told *t) {
    sam_arena_free(t->arena);
    sam_questionnaire_free(t->q);
    sam_study_free(t->study);
}

static void alliances_are_followed(void **state) {
    (void)state;
    struct told t;
    begin(&t);
    sam_timeline_begin(&t.maker, 0, t.q, 3);
    put(&t, "old", t.q);
    put(&t, "gone", t.q);
    put(&t, "stays", t.q);
    sam_timeline_begin(&t.maker, 1, t.q, 3);
    put(&t, "stays", t.q);
    put(&t, "one", t.q);
    put(&t, "unknown to the study", t.q);
    const struct sam_timeline *timeline = t.maker.timeline;
    assert_int_equal(timeline->wave_count, 2);
    const struct sam_timeline_wave *then = &timeline->waves[0];
    assert_string_equal(then->opens, "2020-03-01");
    assert_string_equal(then->questionnaire, "alliance-31");
    assert_int_equal(then->alliance_count, 3);
    assert_int_equal(then->alliances[0].now_count, 2); /* it was split */
    assert_string_equal(then->alliances[0].now[0], "one");
    assert_string_equal(then->alliances[0].now[1], "two");
    assert_int_equal(then->alliances[1].now_count, 0);
    assert_ptr_equal(sam_timeline_find(then, "two"), &then->alliances[0]);
    assert_ptr_equal(sam_timeline_find(then, "stays"), &then->alliances[2]);
    assert_null(sam_timeline_find(then, "old"));
    assert_int_equal(timeline->waves[1].alliance_count, 2);
    assert_null(timeline->waves[1].opens);
    assert_string_equal(timeline->waves[1].alliances[1].now[0], "one");
    assert_int_equal(then->alliances[0].responded, 3);
    assert_int_equal(then->alliances[0].phase[0].modal, SAM_NORMING);
    assert_true(then->alliances[0].has_phase[0] && !then->alliances[0].has_phase[1]);
    end(&t);
}

static void scales_are_those_that_are_the_same(void **state) {
    (void)state;
    struct told t;
    begin(&t);
    struct sam_questionnaire *then =
        fixture_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    size_t synergy = sam_questionnaire_scale(then, "synergy");
    size_t outcome = sam_questionnaire_scale(then, "outcome");
    then->items[then->scales[synergy].items[0]].id = "elsewhere";
    for (size_t i = 0; i < then->scales[outcome].item_count; i++) {
        then->items[then->scales[outcome].items[i]].reverse = true;
    }
    sam_timeline_begin(&t.maker, 0, then, 1);
    put(&t, "old", then);
    const struct sam_timeline_scale *scales = t.maker.timeline->waves[0].alliances[0].scales;
    assert_true(scales[synergy].some);
    check_rel(scales[synergy].mean.value, 4, 0);
    assert_int_equal(scales[synergy].high.why, SAM_WHY_NO_REPLICATION);
    assert_int_equal(scales[outcome].mean.why, SAM_WHY_NOT_COMPARABLE);
    assert_int_equal(scales[outcome].respondents, 0);
    assert_false(scales[sam_questionnaire_scale(then, "run_up")].some);
    sam_questionnaire_free(then);
    end(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alliances_are_followed),
        cmocka_unit_test(scales_are_those_that_are_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
