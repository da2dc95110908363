/* Synthetic responses with a known truth. */
#ifndef SAM_ANALYSE_SIMULATE_H
#define SAM_ANALYSE_SIMULATE_H

#include "model/questionnaire.h"

#include <stdint.h>

struct sam_simulation; /* opaque: its random state and the truth per alliance */

struct sam_simulation_options {
    uint64_t seed;
    double level;           /* mean of the alliances' true scores, 0 to 1 of the response range */
    double between, within; /* standard deviations on that range: alliances, persons */
    double item_noise;      /* sd of one answer around the person's level */
    double dont_know;       /* chance of "don't know" per answer */
    double missing;         /* chance of no answer per item */
};
#define SAM_SIMULATION_DEFAULT                                                                     \
    {                                                                                              \
        .seed = 1, .level = 0.68, .between = 0.10, .within = 0.12, .item_noise = 0.14,             \
        .dont_know = 0.04, .missing = 0.01                                                         \
    }

struct sam_simulation *sam_simulation_new(const struct sam_questionnaire *questionnaire,
                                          const struct sam_simulation_options *options);
void sam_simulation_free(struct sam_simulation *simulation);

/* Starts the next alliance: draws its true level and, unless given (SAM_PHASE_NONE draws it), its
 * true phase. Returns the phase. */
enum sam_phase sam_simulation_alliance(struct sam_simulation *simulation, enum sam_phase phase);
/* The true level of the current alliance, 0 to 1. */
double sam_simulation_level(const struct sam_simulation *simulation);
/* Draws one respondent's answers (per item; SAM_MISSING for items not meant for the role). */
void sam_simulation_respondent(struct sam_simulation *simulation, enum sam_role role,
                               uint8_t *answers);

#endif
