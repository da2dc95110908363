/* From results.json to a terminal; what people read on paper and screen is in documents.h. */
#ifndef SAM_REPORT_REPORT_H
#define SAM_REPORT_REPORT_H

#include "base/buf.h"
#include "base/words.h"

struct sam_results; /* a results.json that was read, see results_read.h */

/* A few lines per alliance for a terminal: synergy with band, phase, response. */
void sam_report_summary(const struct sam_results *results, enum sam_lang lang,
                        struct sam_buf *text);

#endif
