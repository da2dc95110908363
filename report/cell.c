#include "report/cell.h"

#include "analyse/bands.h"
#include "report/page.h"

#include <math.h>
#include <string.h>

/* Means come from divisions: what lies this close to a bound lies on it. */
static const double HAIR = 1e-9;

struct sam_cell_limits sam_cell_unlimited(int points) {
    return (struct sam_cell_limits){.bottom = 0, .top = points + 1.0};
}

static void narrow(struct sam_cell_limits *limits, double bottom, double top) {
    limits->bottom = fmax(limits->bottom, bottom);
    limits->top = fmin(limits->top, top);
}

/* If the one who knows answered 1, the others' sum is at most (n - 1) points; it is told when the
 * cell begins where nothing less fits. The other end is the mirror image. */
void sam_cell_limit_insider(struct sam_cell_limits *limits, size_t n, int points, double grain) {
    if (n < 2) {
        narrow(limits, points + 1.0, 0);
        return;
    }
    double top = ((double)(n - 1) * points + 1 - grain) / (double)n;
    narrow(limits, points + 1 - top, top);
}

/* The difference of the two sums is what came minus what went: from `least` to `most`. That the
 * others answered the same again is a guess already; it is not combined with somebody's knowing
 * their own answer. */
void sam_cell_limit_change(struct sam_cell_limits *limits, const struct sam_cell *before,
                           size_t n_before, size_t n_now, size_t joined, size_t left, int points,
                           double grain) {
    if (before->shown == SAM_SHOW_NOTHING || joined + left == 0 || n_now == 0) {
        return;
    }
    double least = (double)joined - (double)left * points;
    double most = (double)joined * points - (double)left;
    double low = (double)n_before * before->low + grain;
    double high = (double)n_before * before->high - grain;
    narrow(limits, (low + least + grain) / (double)n_now, (high + most - grain) / (double)n_now);
}

struct sam_cell sam_cell_nothing(enum sam_withheld why, int points) {
    return (struct sam_cell){.shown = SAM_SHOW_NOTHING,
                             .why = why,
                             .low = 1,
                             .high = points,
                             .first = SAM_BAND_NONE,
                             .last = SAM_BAND_NONE};
}

struct sam_cell sam_cell_mean(double mean, size_t n, double step, int points,
                              const struct sam_cell_limits *limits) {
    double highest = fmin(points, step * floor(limits->top / step + 0.5 + HAIR));
    double lowest = fmax(1, step * (floor(limits->bottom / step - 0.5 + HAIR) + 1));
    if (lowest >= highest - HAIR) {
        return sam_cell_nothing(SAM_WITHHELD_ENDS, points);
    }
    struct sam_cell cell = sam_cell_nothing(SAM_WITHHELD_NOT, points);
    double value = step * floor(mean / step + 0.5 + HAIR);
    cell.shown = SAM_SHOW_MEAN;
    cell.n = n;
    cell.value = fmin(highest, fmax(lowest, value));
    cell.or_higher = cell.value > highest - HAIR && highest < points - HAIR;
    cell.or_lower = cell.value < lowest + HAIR && lowest > 1 + HAIR;
    if (!cell.or_lower) {
        cell.low = fmax(1, cell.value - step / 2);
    }
    if (!cell.or_higher) {
        cell.high = fmin(points, cell.value + step / 2);
    }
    return cell;
}

struct sam_cell sam_cell_band(double mean, size_t n, enum sam_zones zones, int points,
                              const struct sam_cell_limits *limits) {
    double bounds[3];
    int count = (int)sam_page_bounds(zones, points, bounds);
    int lowest = zones == SAM_ZONES_PSAT ? SAM_BAND_DANGER : SAM_BAND_CONCERN;
    int own = (int)sam_band_of(zones, sam_value(mean), points) - lowest;
    int first = own;
    int last = own;
    bool told[3] = {false};
    for (int i = 0; i < count; i++) {
        told[i] = bounds[i] > limits->bottom + HAIR && bounds[i] < limits->top + HAIR;
    }
    while (first > 0 && !told[first - 1]) {
        first--;
    }
    while (last < count && !told[last]) {
        last++;
    }
    if (first == 0 && last == count) {
        return sam_cell_nothing(SAM_WITHHELD_ENDS, points);
    }
    struct sam_cell cell = sam_cell_nothing(SAM_WITHHELD_BANDS, points);
    cell.shown = SAM_SHOW_BAND;
    cell.n = n;
    cell.first = (enum sam_band)(first + lowest);
    cell.last = (enum sam_band)(last + lowest);
    cell.low = first > 0 ? bounds[first - 1] : 1;
    cell.high = last < count ? bounds[last] : points;
    return cell;
}

void sam_cell_sums(const struct sam_cell *cell, size_t n, int points, long *least, long *most) {
    double people = (double)n;
    *least = (long)ceil(people * cell->low - HAIR);
    *most =
        cell->high > points - HAIR ? (long)n * points : (long)ceil(people * cell->high - HAIR) - 1;
    if (cell->shown == SAM_SHOW_ANSWERS) {
        *least = 0;
        for (int i = 0; i < points; i++) {
            *least += (long)cell->counts[i] * (i + 1);
        }
        *most = *least;
    }
}

bool sam_cell_alike(const size_t *counts, int points, size_t n) {
    size_t most = 0;
    for (int i = 0; i < points; i++) {
        most = counts[i] > most ? counts[i] : most;
    }
    return most + 2 >= n;
}
