/* The example study with a wave before, whose scale outcome was asked otherwise. */
#ifndef SAM_TESTS_REPORT_TIMELINE_FIXTURE_H
#define SAM_TESTS_REPORT_TIMELINE_FIXTURE_H

#include "fixture.h"

struct two_waves {
    struct fixture f;
    struct sam_questionnaire *then;
    struct sam_arena *arena;
    struct sam_buf json;
    struct sam_results *results;
};

static inline void two_waves_put(struct sam_timeline_maker *maker, size_t wave,
                                 const struct sam_questionnaire *then,
                                 struct sam_analysis *analysis) {
    size_t count = sam_analysis_alliance_count(analysis);
    sam_timeline_begin(maker, wave, then, count);
    for (size_t a = 0; a < count; a++) {
        sam_timeline_put(maker, then, sam_analysis_alliance(analysis, a));
    }
}

static inline void two_waves_init(struct two_waves *w) {
    static struct sam_wave waves[2];
    fixture_init(&w->f, NULL, 0, 1, true);
    struct sam_study *study = w->f.study;
    waves[0] = (struct sam_wave){.id = "2018", .questionnaire = "alliance-31"};
    waves[1] = study->waves[0];
    study->waves = waves;
    study->wave_count = 2;
    w->then = fixture_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    const struct sam_scale *outcome = &w->then->scales[sam_questionnaire_scale(w->then, "outcome")];
    for (size_t i = 0; i < outcome->item_count; i++) {
        w->then->items[outcome->items[i]].reverse = true;
    }
    w->arena = sam_arena_new(SAM_BUF_UNLIMITED);
    struct sam_timeline_maker maker = {.timeline = sam_timeline_new(study, w->arena),
                                       .study = study,
                                       .arena = w->arena,
                                       .present = 1,
                                       .questionnaire = w->f.questionnaire};
    struct sam_analysis *before = sam_analysis_new(w->then, w->f.answers, &w->f.options);
    two_waves_put(&maker, 0, w->then, before);
    sam_analysis_free(before);
    two_waves_put(&maker, 1, w->f.questionnaire, w->f.analysis);
    w->f.context.timeline = maker.timeline;
    struct fixture again = w->f;
    sam_buf_init(&again.json, SAM_BUF_UNLIMITED);
    fixture_write(&again);
    w->json = again.json;
    w->results = fixture_parse(w->json.data);
}

static inline void two_waves_fini(struct two_waves *w) {
    sam_results_free(w->results);
    sam_buf_fini(&w->json);
    sam_arena_free(w->arena);
    sam_questionnaire_free(w->then);
    fixture_fini(&w->f);
}

#endif
