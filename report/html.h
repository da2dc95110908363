/* The parts that documents are made of. For this room alone. */
#ifndef SAM_REPORT_HTML_H
#define SAM_REPORT_HTML_H

#include "report/page.h"

/* The content of <style>: one look for screen and phone, and what paper does differently. */
extern const char *const sam_html_style;
extern const char *const sam_html_style_widths;
extern const char *const sam_html_style_print;

/* Names the plan at the end of a shared document. */
#define SAM_HTML_SHOWN N_("; what is shown %.*s")
/* Everything around the content of <main>. */
void sam_html_open(struct sam_page *page);
void sam_html_close(struct sam_page *page);

/* Who answered: one row per alliance, and what was left out. */
void sam_html_overview(struct sam_page *page);

/* When answers came in; which organisations the alliances share. Nothing where that isn't known. */
void sam_html_days(struct sam_page *page);
void sam_html_network(struct sam_page *page);

/* The one page to walk in with, of page->alliance: response, main score, phase, advice, strengths,
 * topics; without scores what there is to prepare an interview. */
void sam_html_front(struct sam_page *page);
/* Is there more than the front to show: three people or more, none of it suppressed? */
bool sam_html_has_scores(const struct sam_alliance_result *result);

/* Parts of the front that other documents may use. */
void sam_html_response(struct sam_page *page, const struct sam_results_alliance *alliance);
void sam_html_dot(struct sam_page *page, const struct sam_scale *scale,
                  const struct sam_scale_score *score);
void sam_html_strengths(struct sam_page *page, const struct sam_alliance_result *result);
/* Was enough asked to place an alliance? Statements about one phase alone place nobody; then there
 * is at most what the evaluator says. */
bool sam_html_asks_phase(const struct sam_phase_score *score);
void sam_html_phase_short(struct sam_page *page, const struct sam_results_alliance *alliance);

/* The meeting: its parts with times, topics with questions and the parts of their scores. */
void sam_html_meeting(struct sam_page *page);
/* Lines to write on. */
void sam_html_notes(struct sam_page *page);

/* All scales; phases in full; every statement by theme. */
void sam_html_scores(struct sam_page *page, const struct sam_alliance_result *result);
void sam_html_phase(struct sam_page *page, const struct sam_results_alliance *alliance);
void sam_html_statements(struct sam_page *page, const struct sam_alliance_result *result);
/* What account holders alone were asked, and in which words they were asked what partners were too,
 * with their answers. The evaluator's alone; nothing when none answered. */
void sam_html_holders(struct sam_page *page, const struct sam_results_alliance *alliance);
/* The means of their scales over all alliances, when there are any. */
bool sam_html_has_holders(const struct sam_page *page);
void sam_html_holders_overall(struct sam_page *page);
/* Cells of these: the bar of a statement, its mean; and the head of a table of them. */
void sam_html_answers(struct sam_page *page, const struct sam_item_score *score);
void sam_html_item_mean(struct sam_page *page, const struct sam_item_score *score);
void sam_html_statement_head(struct sam_page *page, const char *last);
/* Lead against other partners; change since the last wave. */
void sam_html_roles(struct sam_page *page, const struct sam_alliance_result *result);
void sam_html_change(struct sam_page *page, const struct sam_alliance_result *result);
/* The waves one after another: of an alliance, of all of them. Nothing where there is one. */
void sam_html_timeline(struct sam_page *page, const struct sam_results_alliance *alliance);
void sam_html_timeline_overall(struct sam_page *page);
bool sam_html_has_timeline(const struct sam_page *page);
/* Where the alliance and the funder's staff see different things; of all alliances together, each
 * compared with its own account holders. Nothing where one side did not answer. */
void sam_html_sides(struct sam_page *page, const struct sam_alliance_result *result);
void sam_html_sides_overall(struct sam_page *page);

/* Cells of these: two means with what both sides are called (messages), a row of a scale, and
 * whether it may be chance. */
struct sam_html_names {
    const char *first, *second;
};
void sam_html_gap(struct sam_page *page, const char *what, const struct sam_html_names *sides,
                  double first, double second);
void sam_html_contrast(struct sam_page *page, const struct sam_scale *scale,
                       const struct sam_contrast *contrast, const struct sam_html_names *sides);
void sam_html_chance(struct sam_page *page, struct sam_number p);
/* What people wrote, names marked. The evaluator's alone. */
void sam_html_open_answers(struct sam_page *page, const struct sam_results_alliance *alliance);

/* A text with the names in it marked. The evaluator's alone. */
void sam_html_marked(struct sam_page *page, const char *text, const struct sam_name_flag *flags,
                     size_t flag_count);
/* Stories with the rounds in which they were chosen and what may be shared of them. The evaluator's
 * alone. */
extern const char sam_html_style_stories[];
void sam_html_stories(struct sam_page *page);

/* Alliances side by side, by name: pooled values, never in order of score. Nothing when the
 * questionnaire has no scale. */
bool sam_html_has_compare(const struct sam_page *page);
void sam_html_compare(struct sam_page *page);
/* Size, age, budget and the like, with the main score beside; only what they are. */
bool sam_html_has_programme(const struct sam_results *results);
void sam_html_programme(struct sam_page *page);
void sam_html_programme_facts(struct sam_page *page);
/* Expectations with their ratings; where each research question finds its answers. Nothing without
 * a framework. */
void sam_html_expectations(struct sam_page *page);
bool sam_html_has_expectations(const struct sam_page *page);
void sam_html_questions(struct sam_page *page);
bool sam_html_has_questions(const struct sam_page *page);
/* "+ realised"; the expectation's text and kind; a document's title and place. */
const char *sam_words_rating(enum sam_lang lang, enum sam_rating rating);
void sam_html_rating(struct sam_page *page, enum sam_rating rating);
void sam_html_expectation_name(struct sam_page *page,
                               const struct sam_results_expectation *expectation);
void sam_html_document(struct sam_page *page, const struct sam_framework_document *document);
/* How well the scales hold together over all alliances. */
void sam_html_scales(struct sam_page *page);
/* What each number is, its source, its limits. Last: it explains the reasons that occurred. */
void sam_html_method(struct sam_page *page);
/* Of that only the limits and the reasons. */
void sam_html_limits(struct sam_page *page);

#endif
