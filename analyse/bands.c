#include "analyse/bands.h"

#include <math.h>

enum { BANDS_MOST = 4 };

/* From which value up, in tenths, highest band first. */
static const struct band_bound {
    double tenths;
    enum sam_band band;
} bounds[][BANDS_MOST] = {
    [SAM_ZONES_WILDER] = {{40, SAM_BAND_STRENGTH}, {30, SAM_BAND_DISCUSS}, {0, SAM_BAND_CONCERN}},
    [SAM_ZONES_PSAT] = {{46, SAM_BAND_TARGET},
                        {40, SAM_BAND_HEADWAY},
                        {30, SAM_BAND_WORK},
                        {0, SAM_BAND_DANGER}},
};

static double tenths(double mean, int points) {
    double on_five = 1 + 4 * (mean - 1) / (points - 1);
    /* A mean that is exactly on the half may be a bit below it as a double. */
    return floor(10 * on_five + 0.5 + 1e-9);
}

enum sam_band sam_band_of(enum sam_zones zones, struct sam_number mean, int points) {
    if (!sam_has(mean)) {
        return SAM_BAND_NONE;
    }
    const struct band_bound *bound = bounds[zones];
    while (tenths(mean.value, points) < bound->tenths) {
        bound++;
    }
    return bound->band;
}

bool sam_band_uncertain(enum sam_zones zones, struct sam_number low, struct sam_number high,
                        int points) {
    return sam_has(low) && sam_has(high) &&
           sam_band_of(zones, low, points) != sam_band_of(zones, high, points);
}
