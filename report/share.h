/* The documents that participants and the funder may see, and the parts they share. Numbers that
 * rest on answers come from the disclosure plan (disclosure.h), or are computed from its rounded
 * values here; nothing in these files looks at a score, a count or a topic of the analysis.
 * Whoever makes other files of them (PDF, docx, figures) starts from the rendered page. */
#ifndef SAM_REPORT_SHARE_H
#define SAM_REPORT_SHARE_H

#include "report/disclosure.h"
#include "report/disclosure_words.h"
#include "report/page.h"

/* Beside the page's own style. The handout is landscape: a section a sheet, or a slide. */
extern const char sam_share_style_handout[];
extern const char sam_share_style_overall[];

/* For the meeting of one alliance; page->alliance is that. */
void sam_share_handout(struct sam_page *page);
/* For the funder and the meeting of all lead partners. */
void sam_share_overall(struct sam_page *page);

/* Stories for the account holder, as story_sharing.h lets through. */
void sam_share_stories(struct sam_page *page);

/* --- parts ----------------------------------------------------------------------------------- */

const struct sam_disclosed_alliance *sam_share_cells(const struct sam_page *page,
                                                     const struct sam_results_alliance *alliance);

/* "4.1" and the like with a small chart; where nothing is shown a few words why. scale is for the
 * bands' bounds, SAM_NONE for a statement. */
void sam_share_cell(struct sam_page *page, const struct sam_cell *cell, size_t scale,
                    const char *what);
/* The cell of a statement: its answers as a bar where they are shown. */
void sam_share_statement(struct sam_page *page, const struct sam_cell *cell, size_t item);

/* One row per statement of a theme that shows something; nothing if none does. */
void sam_share_statements(struct sam_page *page, const struct sam_results_alliance *alliance);

/* The phases of one relation: profile from the shown scale means, and in words. */
void sam_share_phase(struct sam_page *page, const struct sam_results_alliance *alliance,
                     enum sam_relation relation);
/* "Statements about norming and performing get most agreement", the verdict where it may be said,
 * or why neither; for a cell or a paragraph. */
void sam_share_phase_words(struct sam_page *page, const struct sam_results_alliance *alliance,
                           enum sam_relation relation);

/* Do these words name a phase? Else they say why there is none. */
bool sam_share_says_phase(const struct sam_page *page, const struct sam_results_alliance *alliance,
                          enum sam_relation relation);

/* Says that scores were computed from rounded statements, where any was; over all alliances when
 * alliance is NULL. */
void sam_share_about(struct sam_page *page, const struct sam_results_alliance *alliance);

/* A list of why what isn't shown isn't; over all alliances when alliance is NULL. */
void sam_share_reasons(struct sam_page *page, const struct sam_results_alliance *alliance);

/* The value on 1 .. points at which high is favourable. */
double sam_share_favourable(const struct sam_questionnaire *q, size_t item, double value);
/* From where a favourable value is a strength, and up to where something to talk about. */
double sam_share_strong(int points);
double sam_share_weak(int points);

/* What a research question of the evaluations asks ("2e"), as a heading; NULL for others. */
const char *sam_share_question(enum sam_lang lang, const char *id);

/* Comparing alliances on a scale with one interval each (see share_compare.c). */
void sam_share_compare(struct sam_page *page);
/* Expectations, rated from the plan's cells; nothing without a framework. */
void sam_share_expectations(struct sam_page *page);
/* May the evaluators' own rating be said? */
bool sam_share_own_rating(const struct sam_page *page,
                          const struct sam_results_expectation *expectation);
/* The framework's question under which a statement stands, or SAM_NONE. */
size_t sam_share_home(const struct sam_page *page, size_t item);
/* Is a statement shown, by any alliance or by some together? */
bool sam_share_is_shown(const struct sam_page *page, size_t item);
/* What speaks to a question besides the statements under it; false when nothing does. */
bool sam_share_besides(struct sam_page *page, size_t question);
/* Strengths and bottlenecks by research question. */
void sam_share_common(struct sam_page *page);

#endif
