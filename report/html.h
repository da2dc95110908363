/* The parts that documents are made of. For this room alone. */
#ifndef SAM_REPORT_HTML_H
#define SAM_REPORT_HTML_H

#include "report/page.h"

/* The content of <style>: one look for screen and phone, and what paper does differently. */
extern const char *const sam_html_style;
extern const char *const sam_html_style_print;

/* Everything around the content of <main>. */
void sam_html_open(struct sam_page *page);
void sam_html_close(struct sam_page *page);

/* Who answered: one row per alliance, and what was left out. */
void sam_html_overview(struct sam_page *page);

/* One alliance: response, scores, phase, statements, topics. */
void sam_html_alliance(struct sam_page *page, const struct sam_results_alliance *alliance);
void sam_html_phase(struct sam_page *page, const struct sam_results_alliance *alliance);
void sam_html_statements(struct sam_page *page, const struct sam_alliance_result *result);
void sam_html_topics(struct sam_page *page, const struct sam_alliance_result *result);

/* Alliances side by side, by name: pooled values, never in order of score. */
void sam_html_compare(struct sam_page *page);
/* How well the scales hold together over all alliances. */
void sam_html_scales(struct sam_page *page);
/* What each number is, its source, its limits. Last: it explains the reasons that occurred. */
void sam_html_method(struct sam_page *page);

#endif
