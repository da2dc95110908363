/* What a figure says, without drawing it into files. */
#ifndef SAM_TESTS_REPORT_FIGURES_FIXTURE_H
#define SAM_TESTS_REPORT_FIGURES_FIXTURE_H

#include "fixture.h"

#include "report/figures.h"

static inline const struct sam_figure_kind *fixture_kind(const struct sam_figure_kind *kinds,
                                                         const char *name) {
    while (kinds->name != NULL && strcmp(kinds->name, name) != 0) {
        kinds++;
    }
    assert_non_null(kinds->name);
    return kinds;
}

/* Its words, on the heap. alliance NULL: over all. */
static inline char *figure_words(const struct sam_results *results,
                                 const struct sam_results_alliance *alliance,
                                 const struct sam_figure_kind *kind, size_t number) {
    struct sam_buf words;
    sam_buf_init(&words, SAM_BUF_UNLIMITED);
    int code = 0;
    struct sam_err err = {0};
    const struct sam_painter *painter = NULL;
    if (sam_painter_load(&painter, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    struct sam_figure figure = {
        .results = results, .alliance = alliance, .number = number, .lang = SAM_EN};
    sam_figure_begin(&figure, painter, &(struct sam_painting_plan){.scale = 1}, &words);
    kind->draw(&figure);
    painter->end(figure.place.painting, &code);
    char *text = sam_buf_take(&words);
    sam_buf_fini(&words);
    return text;
}

#endif
