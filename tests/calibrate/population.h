/* Alliances whose partners have a true score, and the answers they give. */
#ifndef SAM_CALIBRATE_POPULATION_H
#define SAM_CALIBRATE_POPULATION_H

#include "calibrate.h"

#include "analyse/scale_model.h"
#include "model/answers.h"

enum { MOST_PARTNERS = 23, MOST_ALLIANCES = 64, MOST_ITEMS = 16 };

/* All on the five-point scale. A partner's level is normal around the alliance's, an answer normal
 * around the partner's level plus the item's own, rounded to 1 .. 5: near the top the answers are
 * skewed. Items are spread evenly over -ease .. ease. */
struct population {
    const char *name;
    size_t alliances, smallest, largest; /* respondents per alliance, evenly drawn */
    size_t items;
    double level, between, within, noise, ease;
    double missing, dont_know;
    double unequal; /* within differs between alliances by this factor up or down */
    double loyal;   /* points: those who stay silent are so much less positive */
};

struct drawn_alliance {
    size_t n, invited;
    double now;   /* mean of the true scores of the invited */
    double level; /* mean of the true scores of all who could be partners */
    double rate;  /* response */
};

/* One study: the answers, sorted, and the truth behind them, in the same order. */
struct sam_answers *population_draw(const struct population *population, gsl_rng *random,
                                    struct drawn_alliance *alliances);

/* One scale of this many items; the caller frees it. */
struct sam_questionnaire *population_questionnaire(size_t items);

/* What the analysis makes of it: its model of the scale, and the moments of each alliance. */
struct fitted {
    struct sam_scale_model model;
};
void population_fit(const struct sam_questionnaire *questionnaire,
                    const struct sam_answers *answers, struct fitted *fitted);
void fitted_fini(struct fitted *fitted);

#endif
