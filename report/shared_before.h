/* Two versions of the same wave's shared documents can tell together what neither tells alone
 * (docs/privacy.md, section 5). */
#ifndef SAM_REPORT_SHARED_BEFORE_H
#define SAM_REPORT_SHARED_BEFORE_H

#include <stdbool.h>

struct sam_results;

/* Do documents stand in FOLDER/share that show something else than these results would? Results
 * have their plan (report/earlier.h). Asked before documents are written over them; what can't be
 * read counts as not there. */
bool sam_shared_before(const struct sam_results *results, const char *folder);

#endif
