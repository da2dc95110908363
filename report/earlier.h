/* The waves of a study whose shared documents are out already: the plan of a later wave depends on
 * them. */
#ifndef SAM_REPORT_EARLIER_H
#define SAM_REPORT_EARLIER_H

#include "base/err.h"

struct sam_results;

/* Reads results.json at path (RESULTS/WAVE/results.json) and gives it its disclosure plan, with the
 * other waves in RESULTS that came before: those it says it was compared with, one before another,
 * and those whose id is lower. An earlier file that can't be read is an error: without it nobody
 * can tell what was shown. */
enum sam_status sam_results_read_shared(const char *path, struct sam_results **out,
                                        struct sam_err *err) SAM_MUST_CHECK;

#endif
