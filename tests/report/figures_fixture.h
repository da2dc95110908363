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
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    struct sam_figure figure = {
        .results = results, .alliance = alliance, .number = number, .lang = SAM_EN};
    figure.place = (struct sam_cairo_place){.cairo = cairo_create(surface), .words = &words};
    figure.canvas = sam_canvas_cairo(&figure.place);
    figure.words = &words;
    kind->draw(&figure);
    cairo_destroy(figure.place.cairo);
    cairo_surface_destroy(surface);
    char *text = sam_buf_take(&words);
    sam_buf_fini(&words);
    return text;
}

#endif
