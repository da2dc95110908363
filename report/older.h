/* What was made of earlier results and still stands beside newer ones. */
#ifndef SAM_REPORT_OLDER_H
#define SAM_REPORT_OLDER_H

#include "base/buf.h"

#include <stddef.h>

enum { SAM_OLDER_NAMED = 6 };

/* Files of the documents' kinds (HTML, PDF, docx, odt) in share/ and evaluator/ beside results_path,
 * evaluator/figures and bundle.zip, that were last written before it: how many, and in `names` the
 * first SAM_OLDER_NAMED, as "share/overall.nl.docx, evaluator/figures". Figures count as one. What the program
 * makes comes into place after results.json, so what it made of these results is newer. */
size_t sam_older_documents(const char *results_path, struct sam_buf *names);

#endif
