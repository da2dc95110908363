#include "report/figures.h"

#include "base/file.h"
#include "report/chart.h"
#include "report/documents.h"
#include "report/page.h"

#include <stdio.h>
#include <stdlib.h>

struct sam_figure_digits sam_figure_number(const struct sam_figure *figure, double value,
                                           int decimals) {
    struct sam_figure_digits digits;
    sam_number_text(figure->lang, value, decimals, digits.text, sizeof digits.text);
    return digits;
}

void sam_figure_alliance_title(struct sam_figure *figure, const char *message) {
    struct sam_buf title;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&title, "%s: %s", figure->alliance->name, message);
    sam_figure_title(figure, title.data);
    sam_buf_fini(&title);
}

void sam_figure_dot(struct sam_figure *figure, const struct sam_scale *scale,
                    const struct sam_scale_score *score, bool pooled) {
    int points = figure->results->questionnaire->points;
    struct sam_number value = pooled ? score->pooled : score->mean;
    struct sam_number low = pooled ? score->pooled_low : score->low;
    struct sam_number high = pooled ? score->pooled_high : score->high;
    double bounds[3];
    char n[32];
    struct sam_figure_digits label = sam_figure_number(figure, value.value, 1);
    bool has_interval = sam_has(low) && sam_has(high);
    struct sam_buf title;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    snprintf(n, sizeof n, "n = %zu", score->respondents);
    if (has_interval) {
        sam_buf_printf(&title,
                       sam_tr_in(figure->lang, N_("mean %s, interval %s to %s, on 1 to %d; %s")),
                       label.text, sam_figure_number(figure, low.value, 1).text,
                       sam_figure_number(figure, high.value, 1).text, points, n);
    } else {
        sam_buf_printf(&title, sam_tr_in(figure->lang, N_("mean %s, no interval, on 1 to %d; %s")),
                       label.text, points, n);
    }
    bool bands = !pooled && score->zone != SAM_BAND_NONE;
    sam_figure_at(figure, 0, SAM_CHART_DOT_HEIGHT);
    sam_chart_dot(&figure->canvas,
                  &(struct sam_chart_dot){
                      .points = points,
                      .value = value.value,
                      .low = low.value,
                      .high = high.value,
                      .has_interval = has_interval,
                      .bounds = bounds,
                      .bound_count = bands ? sam_page_bounds(scale->zones, points, bounds) : 0,
                      .label = label.text,
                      .count = n,
                      .title = title.data});
    sam_buf_fini(&title);
}

/* --- all of them ----------------------------------------------------------------------------- */

struct writing {
    const struct sam_results *results;
    const char *folder;
    enum sam_lang lang;
    sam_figure_progress *progress;
    void *context;
    size_t count;
};

static enum sam_status write_one(struct writing *w, const struct sam_figure_kind *kind,
                                 size_t alliance, size_t number, struct sam_err *err) {
    struct sam_figure figure = {.results = w->results, .number = number, .lang = w->lang};
    struct sam_buf below;
    sam_buf_init(&below, SAM_BUF_UNLIMITED);
    sam_buf_text(&below, "evaluator/figures/");
    if (kind->per_alliance) {
        figure.alliance = &w->results->alliances[alliance];
        sam_document_alliance_name(w->results, alliance, &below);
    } else {
        sam_buf_text(&below, "overall");
    }
    sam_buf_printf(&below, "/%s", kind->name);
    if (kind->which != NULL) {
        sam_buf_printf(&below, "-%s", kind->which(w->results, figure.alliance, number));
    }
    sam_buf_printf(&below, ".%s", sam_lang_code(w->lang));
    char *stem = sam_path_join(w->folder, below.data);
    enum sam_status status =
        w->progress != NULL && !w->progress(w->context, stem)
            ? sam_fail(err, SAM_E_STOPPED, _("stopped; the figures made so far are kept"))
            : sam_figure_write(&figure, kind->draw, stem, err);
    w->count++;
    free(stem);
    sam_buf_fini(&below);
    return status;
}

static enum sam_status write_kinds(struct writing *w, const struct sam_figure_kind *kinds,
                                   size_t alliance, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    for (const struct sam_figure_kind *kind = kinds; kind->name != NULL; kind++) {
        size_t numbers =
            kind->count(w->results, kind->per_alliance ? &w->results->alliances[alliance] : NULL);
        for (size_t i = 0; i < numbers && status == SAM_OK; i++) {
            status = write_one(w, kind, alliance, i, err);
        }
    }
    return status;
}

enum sam_status sam_figures_write(const struct sam_results *results, const char *folder,
                                  unsigned langs, sam_figure_progress *progress, void *context,
                                  size_t *count, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    struct writing w = {
        .results = results, .folder = folder, .progress = progress, .context = context};
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        w.lang = (enum sam_lang)lang;
        if ((langs & 1U << lang) == 0) {
            continue;
        }
        if (status == SAM_OK) {
            status = write_kinds(&w, sam_figures_overall, 0, err);
        }
        for (size_t a = 0; a < results->alliance_count && status == SAM_OK; a++) {
            if (!results->alliances[a].result.suppressed) {
                status = write_kinds(&w, sam_figures_alliance, a, err);
            }
        }
    }
    *count = w.count;
    return status;
}
