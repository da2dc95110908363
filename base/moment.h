/* Moments in time as text. */
#ifndef SAM_BASE_MOMENT_H
#define SAM_BASE_MOMENT_H

#include <stdbool.h>
#include <time.h>

enum { SAM_MOMENT_SIZE = 32 };

/* "2026-11-22T09:30:00Z". Returns text. */
char *sam_moment_print(time_t moment, char text[SAM_MOMENT_SIZE]);

/* The time now; the value of SOURCE_DATE_EPOCH where that is set (reproducible-builds.org), so that
 * files that say when they were made can be made the same again. */
time_t sam_moment_now(void);

/* Is text a date (YYYY-MM-DD), or a date and time (with T or a blank, seconds and fractions may be
 * left out, with Z or +hh:mm or no zone)? */
bool sam_moment_valid(const char *text);

/* Is text a date (YYYY-MM-DD) that exists? */
bool sam_date_valid(const char *text);

/* Seconds since 1970 UTC of a valid text; a text without zone is taken as UTC, a date as 0:00. */
time_t sam_moment_seconds(const char *text);

#endif
