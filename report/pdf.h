/* A document as PDF, printed by Chromium where it is installed: pages, colours and tags are then
 * those of the HTML document that was looked at. */
#ifndef SAM_REPORT_PDF_H
#define SAM_REPORT_PDF_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <time.h>

/* Whether to go on with something that takes long. */
struct sam_patience {
    bool (*stop)(void *context); /* NULL: never */
    void *context;
};

/* The path of Chromium (chromium, chromium-browser, google-chrome ...) on the heap; SAM_E_NOT_FOUND
 * says what to install. */
enum sam_status sam_pdf_program(char **path, struct sam_err *err) SAM_MUST_CHECK;

/* Prints the page at html_path to pdf_path, which appears whole or not at all. Tagged, with the
 * headings as its outline and the page's language; without header and footer of the browser's own.
 * Nothing is loaded from a network. moment stands in it as the time it was made. */
enum sam_status sam_pdf_print(const char *program, const char *html_path, const char *pdf_path,
                              time_t moment, const struct sam_patience *patience,
                              struct sam_err *err) SAM_MUST_CHECK;

/* Puts moment for every time in the document's information. */
void sam_pdf_set_moment(struct sam_buf *pdf, time_t moment);
/* Gives the parts of the structure, which Chromium calls (node00000071) by a number of its moment,
 * numbers from 1 in the same order. With both the same page gives the same bytes. */
void sam_pdf_number_nodes(struct sam_buf *pdf);

#endif
