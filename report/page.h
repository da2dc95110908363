/* What the files that make the documents share. Markup goes in as literals, everything else is
 * escaped on its way in. */
#ifndef SAM_REPORT_PAGE_H
#define SAM_REPORT_PAGE_H

#include "base/buf.h"
#include "base/words.h"
#include "report/canvas_svg.h"
#include "report/results.h"

struct sam_page {
    const struct sam_results *results;
    const struct sam_questionnaire *questionnaire;
    const struct sam_document *document;
    const struct sam_results_alliance *alliance; /* NULL when it is about all of them */
    enum sam_lang lang;
    struct sam_buf *html;
    struct sam_canvas canvas;    /* charts drawn on it go into html */
    const size_t *order;         /* alliances by name */
    bool occurred[SAM_WHYS + 1]; /* reasons said so far */
    bool in_heading;             /* the open cell heads its row */
};

/* The page's words for an English message. */
static inline __attribute__((format_arg(2))) const char *sam_page_tr(const struct sam_page *page,
                                                                     const char *message) {
    return sam_tr_in(page->lang, message);
}

/* Markup of our own, as it is. */
void sam_page_raw(struct sam_page *page, const char *markup);
/* Text, escaped. NULL writes nothing. */
void sam_page_text(struct sam_page *page, const char *text);
/* What somebody wrote in a language of their own choice, escaped: where that can be told and isn't
 * the page's, the text says so (WCAG 2.2, 3.1.2). It follows from the text alone. */
void sam_page_written(struct sam_page *page, const char *text);
/* The same around text that the caller writes: returns what to hand to _close. */
bool sam_page_written_open(struct sam_page *page, const char *text);
void sam_page_written_close(struct sam_page *page, bool marked);
/* A message with its arguments, escaped as a whole. */
void sam_page_say(struct sam_page *page, const char *format, ...) SAM_PRINTF(2, 3);
/* markup before, the escaped message, markup after. */
void sam_page_element(struct sam_page *page, const char *before, const char *message,
                      const char *after);
/* A heading `<hN>`. */
void sam_page_heading(struct sam_page *page, int level, const char *message);

/* The text in the page's language. */
const char *sam_page_in(const struct sam_page *page, const struct sam_text *text);

/* A number as text, to stand as an argument: valid in the expression it is made in. */
struct sam_digits {
    char text[48];
};
struct sam_digits sam_page_digits(const struct sam_page *page, double value, int decimals);
/* "p = .03", "p < .001": never 0 for what is only nearly so. */
struct sam_digits sam_page_chance(const struct sam_page *page, double p);
/* "93 %"; never 0 or 100 for what is only nearly so. */
struct sam_digits sam_page_percent(const struct sam_page *page, double share);
/* The same or a dash; remembers the reason, for the appendix. */
struct sam_digits sam_page_number(struct sam_page *page, struct sam_number number, int decimals);
/* Writes the reason a number is absent, and remembers it. */
void sam_page_why(struct sam_page *page, enum sam_why why);

/* A table whose rows become blocks on a phone. Columns are messages; the first heads its rows. */
void sam_page_table_open(struct sam_page *page, const char *class, const char *caption,
                         const char *const *columns, size_t column_count);
void sam_page_table_close(struct sam_page *page);
/* Opens the next row with its heading cell, which the caller fills and closes by the next cell. */
void sam_page_row(struct sam_page *page);
/* Closes the cell before and opens the next; label is said in front of it on a phone. */
void sam_page_cell(struct sam_page *page, const char *label);
void sam_page_row_close(struct sam_page *page);

/* The highest answer of the response scale, as text. */
struct sam_digits sam_page_points(const struct sam_page *page);

/* Where a scale's bands meet on a response scale of `points`, lowest first. */
size_t sam_page_bounds(enum sam_zones zones, int points, double bounds[3]);

#endif
