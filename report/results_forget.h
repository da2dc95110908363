/* Taking open answers and stories out of a results.json that was made before they were erased. */
#ifndef SAM_REPORT_RESULTS_FORGET_H
#define SAM_REPORT_RESULTS_FORGET_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends text (valid JSON) without the open answers that are one of these texts and the stories
 * whose every part is; texts NULL: without any. All else stays byte for byte. Returns how many
 * went. */
size_t sam_results_forget(const char *text, const char *const *texts, size_t count,
                          struct sam_buf *out);

/* The same for a file, which is written anew only when something went; *gone: how many. No file is
 * fine: 0. With look_only it stays as it is. */
enum sam_status sam_results_forget_file(const char *path, const char *const *texts, size_t count,
                                        bool look_only, size_t *gone,
                                        struct sam_err *err) SAM_MUST_CHECK;

#endif
