#include "calibrate.h"

#include <assert.h>
#include <gsl/gsl_randist.h>

gsl_rng *random_new(unsigned study, unsigned scenario) {
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    assert(random != NULL);
    gsl_rng_set(random, 20260000UL + 1000UL * study + scenario);
    return random;
}

double random_normal(gsl_rng *random, double mean, double sd) {
    return mean + gsl_ran_gaussian_ziggurat(random, 1) * sd;
}

size_t random_below(gsl_rng *random, size_t n) {
    return gsl_rng_uniform_int(random, n);
}

void tally_add(struct tally *tally, bool hit) {
    tally->hits += hit;
    tally->all++;
}

void tally_merge(struct tally *tally, struct tally part) {
    tally->hits += part.hits;
    tally->all += part.all;
}

double tally_share(struct tally tally) {
    return tally.all > 0 ? tally.hits / tally.all : 0;
}
