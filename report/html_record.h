/* Sections on what was recorded beside the answers. For this room alone. */
#ifndef SAM_REPORT_HTML_RECORD_H
#define SAM_REPORT_HTML_RECORD_H

#include "report/figure.h"
#include "report/page.h"

/* --- activities ------------------------------------------------------------------------------ */

/* Over all alliances, one bar each; nothing when none were recorded. No reasons in it: for every
 * audience. */
void sam_html_activities(struct sam_page *page);
/* Of page->alliance, with what isn't on schedule and why: the evaluator's. */
void sam_html_alliance_activities(struct sam_page *page);

/* "213 done or on schedule (77 %)" of each kind, in the texts given. */
void sam_status_lines(enum sam_lang lang, const size_t of[SAM_ACTIVITY_STATUSES],
                      struct sam_buf lines[SAM_ACTIVITY_STATUSES]);

/* --- survey and other sources, side by side ----------------------------------------------------
 */

/* "interview" */
const char *sam_words_source(enum sam_lang lang, enum sam_note_source source);
/* "confirmed" */
const char *sam_words_finding(enum sam_lang lang, enum sam_finding finding);
/* The topic in words: the statement, the scale's title, or the phase. */
const char *sam_words_topic(enum sam_lang lang, const struct sam_questionnaire *questionnaire,
                            const char *topic);

/* What each source says of the survey's word on a topic: sources[SOURCE] is the set of its
 * findings (1 << finding). */
struct sam_sources {
    unsigned of[SAM_NOTE_SOURCES];
};
struct sam_sources sam_sources_of(const struct sam_results_record *record, const char *topic);
/* Agreement and contradiction in words. */
void sam_say_sources(enum sam_lang lang, const struct sam_sources *sources, struct sam_buf *text);

/* What somebody said, between quotation marks whether or not it was written with them. */
void sam_html_quote(struct sam_page *page, const char *quote);
/* Of page->alliance and one topic: what the notes say of it, in a paragraph each. */
void sam_html_topic_notes(struct sam_page *page, const char *topic);
/* Has any alliance notes? */
bool sam_any_notes(const struct sam_results *results);
/* Of page->alliance: every topic that has notes. The evaluator's. */
void sam_html_sources(struct sam_page *page);
/* Over all alliances: topic by topic, alliance by alliance, and the evaluator's phases with their
 * reasons beside the model's. The evaluator's. */
void sam_html_all_sources(struct sam_page *page);
bool sam_html_has_sources(const struct sam_results *results);

/* For sharing: per topic in how many alliances which source says what; why and quotes only where
 * they were cleared, without the alliance. */
void sam_share_sources(struct sam_page *page);

#endif
