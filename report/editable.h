/* A document for who edits text: docx or odt, by pandoc where it is installed, from the same page;
 * its charts are pictures. */
#ifndef SAM_REPORT_EDITABLE_H
#define SAM_REPORT_EDITABLE_H

#include "report/documents.h"
#include "report/pdf.h"

/* The path of pandoc on the heap; SAM_E_NOT_FOUND says what to install. */
enum sam_status sam_editable_program(char **path, struct sam_err *err) SAM_MUST_CHECK;

/* Which page, and into what. */
struct sam_editable {
    const struct sam_document *document;
    const struct sam_results *results;
    size_t alliance;
    enum sam_lang lang;
    const char *format; /* "docx" or "odt" */
    const char *path;   /* appears whole or not at all */
};
/* The same results give the same bytes. */
enum sam_status sam_editable_write(const char *program, const struct sam_editable *what,
                                   const struct sam_patience *patience,
                                   struct sam_err *err) SAM_MUST_CHECK;

#endif
