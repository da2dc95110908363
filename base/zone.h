/* Time zones by the names of the IANA database ("Europe/Amsterdam"), as installed on this machine:
 * what a clock on a wall said, in universal time. No state is shared, unlike TZ and localtime. */
#ifndef SAM_BASE_ZONE_H
#define SAM_BASE_ZONE_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct sam_zone;

/* Can this be a zone's name? Letters, digits, "_", "+", "-" and single "/" between them. */
bool sam_zone_name_valid(const char *name);

/* SAM_E_NOT_FOUND when this machine doesn't know it; the message says what to do. */
enum sam_status sam_zone_open(const char *name, struct sam_zone **out,
                              struct sam_err *err) SAM_MUST_CHECK;
void sam_zone_close(struct sam_zone *zone);

/* Seconds east of UTC at a moment that is written in local time (wall: as if it were UTC, seconds
 * since 1970). An hour that comes twice, when summer time ends, is taken as the first; one that is
 * passed over, when it begins, by the offset before it. */
int32_t sam_zone_offset(const struct sam_zone *zone, int64_t wall);

#endif
