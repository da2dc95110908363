/* Whole studies in which nothing is there: everybody's answers are from one distribution, whatever
 * their role, alliance or wave. The analysis runs on them, and its tests are counted. */
#ifndef SAM_CALIBRATE_NULL_STUDY_H
#define SAM_CALIBRATE_NULL_STUDY_H

#include "calibrate.h"

struct answers_of {
    const char *name;
    size_t items;
    double probability[5]; /* of the answers 1 to 5 */
};

uint8_t draw_answer(const struct answers_of *kind, gsl_rng *random);
double draw_score(const struct answers_of *kind, gsl_rng *random);

/* Which test of results.json, in alliances of how many people. */
enum null_test { NULL_LEAD, NULL_HOLDERS, NULL_CHANGE, NULL_SIDES, NULL_SIDES_TOGETHER };
struct null_study {
    enum null_test test;
    size_t first, second; /* people of each role; of a change: organisations that answer in both
                             waves, and others that answer in one */
    bool by_organisation; /* three people of an organisation, one voice */
};

/* Adds a tally of `p at most .05` over the alliances of one study, or of the one test of them
 * together. */
void null_study_run(const struct null_study *study, const struct answers_of *kind, gsl_rng *random,
                    struct tally *hit);

#endif
