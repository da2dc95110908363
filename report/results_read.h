/* results.json back into memory, for reports. */
#ifndef SAM_REPORT_RESULTS_READ_H
#define SAM_REPORT_RESULTS_READ_H

#include "base/err.h"

#include <stddef.h>

struct sam_results;

/* SAM_E_INPUT names what is missing or wrong and where. */
enum sam_status sam_results_parse(const char *text, size_t length, const char *name,
                                  struct sam_results **out, struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_results_read(const char *path, struct sam_results **out,
                                 struct sam_err *err) SAM_MUST_CHECK;
void sam_results_free(struct sam_results *results);

#endif
