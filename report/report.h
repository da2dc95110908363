/* From results.json, and nothing else, to what people read. */
#ifndef SAM_REPORT_REPORT_H
#define SAM_REPORT_REPORT_H

#include "base/buf.h"
#include "base/err.h"
#include "base/words.h"

struct sam_results; /* a results.json that was read, see results_read.h */

/* One self-contained HTML page: no script, nothing loaded from elsewhere. */
enum sam_status sam_report_html(const struct sam_results *results, enum sam_lang lang,
                                struct sam_buf *html, struct sam_err *err) SAM_MUST_CHECK;

/* A few lines per alliance for a terminal: synergy with band, phase, response. */
void sam_report_summary(const struct sam_results *results, enum sam_lang lang,
                        struct sam_buf *text);

#endif
