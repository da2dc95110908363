/* Alliances in a known phase, and the ways in which their people may answer. */
#ifndef SAM_CALIBRATE_PHASE_WAYS_H
#define SAM_CALIBRATE_PHASE_WAYS_H

#include "calibrate.h"

#include "analyse/phase.h"

enum { PHASE_PEOPLE = 23, PHASE_ITEMS = 16, PHASE_POINTS = 5 }; /* four items a phase */

struct phase_alliance {
    size_t n;
    enum sam_phase truth;
    uint8_t answers[PHASE_PEOPLE][PHASE_ITEMS]; /* 0: none */
};

enum sam_phase phase_of_item(size_t item);

/* On the 0 to 1 range of the response scale, all beside the table of the model. */
struct phase_way {
    const char *name, *what;
    bool dirichlet;      /* category probabilities of each item drawn as the model says */
    double spread;       /* of answers, 0: .24 */
    double lenient;      /* sd between people of how freely they agree, all items alike */
    double person;       /* share of the spread that is a person's view of a phase's issues */
    double item;         /* sd of an item's own level, per alliance */
    double random;       /* share of people who answer anything */
    double table;        /* sd of each cell of the true table around the model's */
    bool between;        /* .55 to .8 in the one, the rest in a neighbouring phase */
    bool extreme;        /* a third stretch their answers to the ends, a third to the middle */
    bool assumed, noisy; /* as the model assumes; far noisier */
};
extern const struct phase_way phase_ways[];
extern const size_t phase_way_count;

/* The same with answers spread as in the last way, far noisier; false for the ways of which that
 * makes no sense: the model's own, and the last. */
bool phase_way_noisier(const struct phase_way *way, struct phase_way *noisier);

/* Draws `each` alliances of every n from 2 to PHASE_PEOPLE; the caller frees them. */
struct phase_alliance *phase_draw(const struct phase_way *way, const struct sam_phase_model *model,
                                  gsl_rng *random, size_t each, size_t *count);

/* What the analysis says of one of them. */
struct sam_phase_score phase_judged(const struct sam_phase_tables *tables,
                                    const struct phase_alliance *alliance);

/* How good that is, counted up. */
enum { PHASE_BINS = 10 };
struct phase_quality {
    double all, right, by_mean, brier;
    double bin_all[PHASE_BINS], bin_right[PHASE_BINS], bin_said[PHASE_BINS];
    struct tally clear; /* right of those that got it */
    struct tally clear_of[SAM_PHASES], right_of[SAM_PHASES];
};
/* clear: the verdict under test, which may be another than the program's own. */
void phase_quality_add(struct phase_quality *quality, const struct sam_phase_score *score,
                       enum sam_phase truth, bool clear);
void phase_quality_merge(struct phase_quality *quality, const struct phase_quality *part);
/* Mean distance between what was said and what was right, over ten bins of the top probability. */
double phase_calibration_error(const struct phase_quality *quality);

#endif
