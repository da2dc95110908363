/* A study's waves one after another: scores and phases of an alliance, followed under the names it
 * had. It shows; whether something changed is for the organisations that answered twice. */
#include "base/memory.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/phrases.h"
#include "report/sentences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has_posterior(const struct sam_timeline_alliance *was, enum sam_relation relation) {
    return was != NULL && was->has_phase[relation] &&
           sam_has(was->phase[relation].posterior[SAM_FORMING]);
}

/* The waves that fit a chart and have anything to compare, of one alliance of the present wave;
 * NULL where it wasn't there. */
struct path {
    const struct sam_timeline_wave *waves[SAM_CHART_WAVES_MOST];
    const struct sam_timeline_alliance *was[SAM_CHART_WAVES_MOST];
    size_t count;
    size_t present;  /* in how many of all waves it was */
    size_t compared; /* and in how many of those that have anything to compare */
};

/* A wave that asked other things (a self-evaluation, stories) has nothing to put beside this one.
 */
static bool can_be_compared(const struct sam_page *page, const struct sam_timeline_wave *wave) {
    for (size_t a = 0; a < wave->alliance_count; a++) {
        const struct sam_timeline_alliance *was = &wave->alliances[a];
        for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
            if (sam_has(was->scales[s].mean)) {
                return true;
            }
        }
        for (int r = 0; r < SAM_RELATIONS; r++) {
            if (has_posterior(was, (enum sam_relation)r)) {
                return true;
            }
        }
    }
    return false;
}

static size_t count_compared(const struct sam_page *page) {
    const struct sam_timeline *timeline = &page->results->timeline;
    size_t count = 0;
    for (size_t w = 0; w < timeline->wave_count; w++) {
        count += can_be_compared(page, &timeline->waves[w]);
    }
    return count;
}

static struct path path_of(const struct sam_page *page, const char *alliance) {
    const struct sam_timeline *timeline = &page->results->timeline;
    struct path path = {.count = 0};
    size_t fitting = count_compared(page);
    for (size_t w = 0; w < timeline->wave_count; w++) {
        const struct sam_timeline_alliance *was = sam_timeline_find(&timeline->waves[w], alliance);
        path.present += was != NULL;
        if (!can_be_compared(page, &timeline->waves[w])) {
            continue;
        }
        path.compared += was != NULL;
        if (fitting-- <= SAM_CHART_WAVES_MOST) {
            path.waves[path.count] = &timeline->waves[w];
            path.was[path.count++] = was;
        }
    }
    return path;
}

/* --- a score --------------------------------------------------------------------------------- */

/* What the labels of a chart are written in. */
struct labels {
    struct sam_digits value[SAM_CHART_WAVES_MOST];
    char people[SAM_CHART_WAVES_MOST][32];
};

static void write_wave_words(struct sam_page *page, const struct sam_chart_wave *wave,
                             struct sam_buf *title) {
    if (!wave->has_value) {
        sam_buf_printf(title, sam_page_tr(page, N_("%s no score")), wave->name);
    } else if (wave->has_interval) {
        sam_buf_printf(title, sam_page_tr(page, N_("%s mean %s, interval %s to %s, %s")),
                       wave->name, wave->label, sam_page_digits(page, wave->low, 1).text,
                       sam_page_digits(page, wave->high, 1).text, wave->people);
    } else {
        sam_buf_printf(title, sam_page_tr(page, N_("%s mean %s, %s")), wave->name, wave->label,
                       wave->people);
    }
}

static void draw_score(struct sam_page *page, const struct path *path, size_t scale) {
    struct sam_chart_wave waves[SAM_CHART_WAVES_MOST] = {{0}};
    struct labels labels;
    struct sam_buf title;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&title, "%s: ", sam_page_in(page, &page->questionnaire->scales[scale].title));
    for (size_t i = 0; i < path->count; i++) {
        struct sam_chart_wave *wave = &waves[i];
        wave->name = path->waves[i]->id;
        if (path->was[i] != NULL && sam_has(path->was[i]->scales[scale].mean)) {
            const struct sam_timeline_scale *score = &path->was[i]->scales[scale];
            wave->has_value = true;
            wave->has_interval = sam_has(score->low) && sam_has(score->high);
            wave->some = score->some;
            wave->value = score->mean.value;
            wave->low = score->low.value;
            wave->high = score->high.value;
            labels.value[i] = sam_page_digits(page, wave->value, 1);
            snprintf(labels.people[i], sizeof labels.people[i], sam_page_tr(page, N_("n = %zu")),
                     score->respondents);
            wave->label = labels.value[i].text;
            wave->people = labels.people[i];
        } else if (path->was[i] != NULL) {
            page->occurred[path->was[i]->scales[scale].mean.why] = true;
        }
        sam_buf_text(&title, i > 0 ? "; " : "");
        write_wave_words(page, wave, &title);
    }
    sam_chart_waves(&page->canvas, &(struct sam_chart_waves){.points = page->questionnaire->points,
                                                             .waves = waves,
                                                             .count = path->count,
                                                             .title = title.data});
    sam_buf_fini(&title);
}

/* In how many waves the alliance has a score. */
static size_t count_scores(const struct path *path, size_t scale) {
    size_t count = 0;
    for (size_t i = 0; i < path->count; i++) {
        count += path->was[i] != NULL && sam_has(path->was[i]->scales[scale].mean);
    }
    return count;
}

/* --- a phase --------------------------------------------------------------------------------- */

struct phase_labels {
    char label[SAM_CHART_WAVES_MOST][SAM_PHASES][64];
    char letter[SAM_PHASES][2];
};

static void fill_cells(struct sam_page *page, const struct sam_phase_score *score,
                       struct phase_labels *labels, size_t i, struct sam_chart_phase_wave *wave,
                       struct sam_buf *title) {
    for (int k = 0; k < SAM_PHASES; k++) {
        struct sam_digits share = sam_page_percent(page, score->posterior[k].value);
        wave->share[k] = score->posterior[k].value;
        snprintf(labels->label[i][k], sizeof labels->label[i][k], "%s %s", labels->letter[k],
                 share.text);
        wave->labels[k] = labels->label[i][k];
        wave->letters[k] = labels->letter[k];
        sam_buf_printf(title, "%s %s %s", k > 0 ? "," : "",
                       sam_words_phase(page->lang, (enum sam_phase)k), share.text);
    }
}

static void draw_phase(struct sam_page *page, const struct path *path, enum sam_relation relation) {
    struct sam_chart_phase_wave waves[SAM_CHART_WAVES_MOST] = {{0}};
    struct phase_labels labels;
    struct sam_buf title;
    struct sam_buf legend;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_init(&legend, SAM_BUF_UNLIMITED);
    for (int k = 0; k < SAM_PHASES; k++) {
        const char *word = sam_words_phase(page->lang, (enum sam_phase)k);
        labels.letter[k][0] = (char)(word[0] - 'a' + 'A');
        labels.letter[k][1] = '\0';
        sam_buf_printf(&legend, "%s%s %s", k > 0 ? " \xC2\xB7 " : "", labels.letter[k], word);
    }
    for (size_t i = 0; i < path->count; i++) {
        waves[i].name = path->waves[i]->id;
        sam_buf_printf(&title, "%s%s:", i > 0 ? "; " : "", waves[i].name);
        if (has_posterior(path->was[i], relation)) {
            fill_cells(page, &path->was[i]->phase[relation], &labels, i, &waves[i], &title);
        } else {
            waves[i].why = sam_page_tr(page, N_("no phase"));
            sam_buf_printf(&title, " %s", waves[i].why);
        }
    }
    sam_chart_phases(&page->canvas, &(struct sam_chart_phases){.waves = waves,
                                                               .count = path->count,
                                                               .legend = legend.data,
                                                               .title = title.data});
    sam_buf_fini(&title);
    sam_buf_fini(&legend);
}

/* The phase that the answers point to, if to one. */
static enum sam_phase clear_phase(const struct sam_timeline_alliance *was,
                                  enum sam_relation relation) {
    const struct sam_phase_score *score = &was->phase[relation];
    return score->verdict == SAM_VERDICT_CLEAR ? score->modal : SAM_PHASE_NONE;
}

static void write_step(struct sam_page *page, const struct path *path, size_t i, size_t j,
                       enum sam_relation relation) {
    enum sam_phase from = clear_phase(path->was[i], relation);
    enum sam_phase to = clear_phase(path->was[j], relation);
    const char *then = path->waves[i]->id;
    const char *now = path->waves[j]->id;
    if (from == SAM_PHASE_NONE || to == SAM_PHASE_NONE) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_PATH_UNSURE), then, now);
    } else if (from == to) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_PATH_SAME), then, now,
                     sam_words_phase(page->lang, to));
    } else {
        sam_page_say(page,
                     to > from ? sam_page_tr(page, SAM_SAY_PATH_ON)
                               : sam_page_tr(page, SAM_SAY_PATH_BACK),
                     then, now, sam_words_phase(page->lang, from), sam_words_phase(page->lang, to));
    }
}

/* From each wave with a phase to the next that has one. */
static void write_steps(struct sam_page *page, const struct path *path,
                        enum sam_relation relation) {
    size_t last = SAM_NONE;
    for (size_t i = 0; i < path->count; i++) {
        if (!has_posterior(path->was[i], relation)) {
            continue;
        }
        if (last != SAM_NONE) {
            sam_page_raw(page, "<small>");
            write_step(page, path, last, i, relation);
            sam_page_raw(page, "</small>");
        }
        last = i;
    }
}

static bool any_phase(const struct path *path, enum sam_relation relation) {
    for (size_t i = 0; i < path->count; i++) {
        if (has_posterior(path->was[i], relation)) {
            return true;
        }
    }
    return false;
}

/* --- one alliance ---------------------------------------------------------------------------- */

/* "In 2020 it was Act4Respect." */
static void write_former_names(struct sam_page *page, const struct path *path, const char *name,
                               const char *before, const char *after) {
    const char *last = name;
    for (size_t i = path->count; i-- > 0;) {
        if (path->was[i] != NULL && strcmp(path->was[i]->name, last) != 0) {
            last = path->was[i]->name;
            sam_page_raw(page, before);
            sam_page_say(page, sam_page_tr(page, SAM_SAY_FORMER_NAME), path->waves[i]->id, last);
            sam_page_raw(page, after);
        }
    }
}

static bool any_line(const struct sam_questionnaire *q, const struct path *path) {
    bool any = false;
    for (size_t s = 0; s < q->scale_count; s++) {
        any = any || (q->scales[s].phase == SAM_PHASE_NONE && count_scores(path, s) > 1);
    }
    for (int r = 0; r < SAM_RELATIONS; r++) {
        any = any || any_phase(path, (enum sam_relation)r);
    }
    return any;
}

void sam_html_timeline(struct sam_page *page, const struct sam_results_alliance *alliance) {
    static const char *const columns[] = {N_("Scale or phase"), N_("Wave by wave")};
    const struct sam_questionnaire *q = page->questionnaire;
    struct path path = path_of(page, alliance->result.id);
    if (path.compared < 2 || !any_line(q, &path)) {
        return;
    }
    sam_page_heading(page, 3, N_("Over the waves"));
    write_former_names(page, &path, alliance->name, "<p>", "</p>\n");
    sam_page_element(page, "<p class=\"note\">", SAM_SAY_WAVES_NOTE, "</p>\n");
    sam_page_table_open(page, "blocks waves",
                        sam_page_tr(page, N_("Scores with their intervals, and the probability of "
                                             "each phase")),
                        columns, 2);
    for (size_t s = 0; s < q->scale_count; s++) {
        if (q->scales[s].phase == SAM_PHASE_NONE && count_scores(&path, s) > 1) {
            sam_page_row(page);
            sam_page_text(page, sam_page_in(page, &q->scales[s].title));
            sam_page_cell(page, N_("Wave by wave"));
            draw_score(page, &path, s);
            sam_page_row_close(page);
        }
    }
    for (int r = 0; r < SAM_RELATIONS; r++) {
        if (any_phase(&path, (enum sam_relation)r)) {
            sam_page_row(page);
            sam_page_say(page, sam_page_tr(page, N_("Phase: %s")),
                         sam_words_relation(page->lang, (enum sam_relation)r));
            write_steps(page, &path, (enum sam_relation)r);
            sam_page_cell(page, N_("Wave by wave"));
            draw_phase(page, &path, (enum sam_relation)r);
            sam_page_row_close(page);
        }
    }
    sam_page_table_close(page);
}

/* --- all of them ----------------------------------------------------------------------------- */

static void write_row(struct sam_page *page, const struct sam_results_alliance *alliance,
                      const struct path *path, size_t scale) {
    sam_page_row(page);
    sam_page_text(page, alliance->name);
    write_former_names(page, path, alliance->name, "<small>", "</small>");
    sam_page_cell(page, N_("Score"));
    if (count_scores(path, scale) > 0) {
        draw_score(page, path, scale);
    } else {
        sam_page_why(page, alliance->result.scales[scale].mean.why);
    }
    sam_page_cell(page, N_("Phase among the partners"));
    if (any_phase(path, SAM_RELATION_ALLIANCE)) {
        draw_phase(page, path, SAM_RELATION_ALLIANCE);
        write_steps(page, path, SAM_RELATION_ALLIANCE);
    } else {
        sam_page_raw(page, "\xE2\x80\x93");
    }
    sam_page_row_close(page);
}

static void add_name(struct sam_buf *names, const char *name) {
    sam_buf_text(names, names->length > 0 ? ", " : "");
    sam_buf_text(names, name);
}

/* Those that take part for the first time, and those that nobody goes on from. */
static void write_others(struct sam_page *page) {
    const struct sam_timeline *timeline = &page->results->timeline;
    struct sam_buf fresh;
    struct sam_buf gone;
    sam_buf_init(&fresh, SAM_BUF_UNLIMITED);
    sam_buf_init(&gone, SAM_BUF_UNLIMITED);
    for (size_t i = 0; i < page->results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = &page->results->alliances[page->order[i]];
        if (path_of(page, alliance->result.id).present < 2) {
            add_name(&fresh, alliance->name);
        }
    }
    for (size_t w = 0; w + 1 < timeline->wave_count; w++) {
        const struct sam_timeline_wave *wave = &timeline->waves[w];
        for (size_t a = 0; a < wave->alliance_count; a++) {
            if (wave->alliances[a].now_count == 0) {
                add_name(&gone, wave->alliances[a].name);
                sam_buf_printf(&gone, " (%s)", wave->id);
            }
        }
    }
    if (fresh.length > 0) {
        sam_page_raw(page, "<p>");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_WAVES_NEW), fresh.data);
        sam_page_raw(page, "</p>\n");
    }
    if (gone.length > 0) {
        sam_page_raw(page, "<p>");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_WAVES_GONE), gone.data);
        sam_page_raw(page, "</p>\n");
    }
    sam_buf_fini(&fresh);
    sam_buf_fini(&gone);
}

bool sam_html_has_timeline(const struct sam_page *page) {
    return sam_main_scale(page->questionnaire) != SAM_NONE && count_compared(page) > 1;
}

void sam_html_timeline_overall(struct sam_page *page) {
    static const char *const columns[] = {N_("Alliance"), N_("Score"),
                                          N_("Phase among the partners")};
    const struct sam_results *results = page->results;
    size_t scale = sam_main_scale(page->questionnaire);
    if (!sam_html_has_timeline(page)) {
        return;
    }
    sam_page_raw(page, "<section id=\"waves\">\n");
    sam_page_heading(page, 2, N_("Over the waves"));
    sam_page_element(page, "<p class=\"note\">", SAM_SAY_WAVES_NOTE, "</p>\n");
    struct sam_buf caption;
    sam_buf_init(&caption, SAM_BUF_UNLIMITED);
    sam_buf_printf(&caption,
                   sam_page_tr(page, N_("%s wave by wave, in order of the alliances' "
                                        "names")),
                   sam_page_in(page, &page->questionnaire->scales[scale].title));
    sam_page_table_open(page, "blocks waves", caption.data, columns, 3);
    sam_buf_fini(&caption);
    for (size_t i = 0; i < results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = &results->alliances[page->order[i]];
        struct path path = path_of(page, alliance->result.id);
        if (path.compared >= 2) {
            write_row(page, alliance, &path, scale);
        }
    }
    sam_page_table_close(page);
    write_others(page);
    sam_page_raw(page, "</section>\n");
}
