/* Names for stretches of the response scale: reading aids, not validated for Dutch alliances.
 *
 *   wilder  below 3.0 concern, 3.0 to 3.9 worth discussing, 4.0 and up strength
 *           (Mattessich & Johnson 2018, Wilder Collaboration Factors Inventory)
 *   psat    below 3.0 danger, 3.0 to 3.9 work, 4.0 to 4.5 headway, 4.6 and up target
 *           attributed to the report of the Partnership Self-Assessment Tool (CACSH 2002); the
 *           original could not be consulted
 *
 * The bounds are on one decimal, half rounding up: 3.95 is 4.0. They were made for five points;
 * a mean on another number of points is first put on 1 to 5, end on end. */
#ifndef SAM_ANALYSE_BANDS_H
#define SAM_ANALYSE_BANDS_H

#include "analyse/analysis.h"

/* SAM_BAND_NONE when mean has no value. */
enum sam_band sam_band_of(enum sam_zones zones, struct sam_number mean, int points);

/* Does the interval cross a bound? False when there is no interval. */
bool sam_band_uncertain(enum sam_zones zones, struct sam_number low, struct sam_number high,
                        int points);

#endif
