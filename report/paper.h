/* A document's page made plainer, for programs that read HTML but no style sheet: what style says
 * is said in markup, and what is there for a screen alone is gone. */
#ifndef SAM_REPORT_PAPER_H
#define SAM_REPORT_PAPER_H

#include "base/buf.h"

/* Appends the page:
 *   (1) without style, title, links to jump by and drawing patterns
 *   (2) banners are bold; small text in a table's cell begins a line of its own
 *   (3) a cell that heads its row is an ordinary cell (pandoc drops them from odt)
 *   (4) tables say how wide their columns are, so that a picture fits its own and no word is broken
 *       on a sheet of A4: SAM_PAPER_WIDTH CSS pixels between the margins
 *   (5) a question to ask begins a line of its own
 * html is a page of ours: well-formed, attributes in double quotation marks. */
enum { SAM_PAPER_WIDTH = 643 };
void sam_paper_from_page(const char *html, struct sam_buf *paper);

/* Appends the content of the page's <title>, escaped as it stands. */
void sam_paper_title(const char *html, struct sam_buf *title);

#endif
