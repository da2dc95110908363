#include "analyse/between_prior.h"

#include <math.h>

double sam_between_prior_scale(int points) {
    return 0.3 * (points - 1) / 4;
}

double sam_between_wide_scale(int points) {
    return 2 * sam_between_prior_scale(points);
}

/* Both integrals are over logarithms with the trapezoid rule. Their integrands are analytic and
 * fade at both ends, which makes that rule exact but for a term that falls exponentially with the
 * number of steps; these steps put it below rounding. */
static const double OUTER_STEP = 1.0 / 16;
static const double INNER_STEP = 0.1;

struct inner {
    double log_mass;
    /* Unless only the mass was asked for: */
    double sd;       /* mean of the within standard deviation, given the ratio */
    double variance; /* mean of its square */
};

/* Integrates the within standard deviation out at a given ratio = root^2. With u its logarithm,
 * log density = -(N - 2) u - Q exp(-2u) / 2 - (root / scale)^2 exp(2u) / 2 (one u of the N - 1 is
 * from between = root * within). From the mode on, exp(2 off) - 1 is taken along from step to step:
 * a power each would take longer, and lose what the terms have in common with those at the mode. */
static struct inner over_within(double power, double square, double root, double scale,
                                bool moments) {
    double a = (root / scale) * (root / scale);
    double mode = 0.5 * log(2 * square / (power + sqrt(power * power + 4 * a * square)));
    double falling = square * exp(-2 * mode) / 2;
    double rising = a * exp(2 * mode) / 2;
    double step = fmin(INNER_STEP, 0.5 / sqrt(4 * (falling + rising)));
    double mass = 1;
    double moment = 1;
    double square_moment = 1;
    for (int side = -1; side <= 1; side += 2) {
        double up = expm1(2 * side * step);
        double down = expm1(-2 * side * step);
        double grown = 0;
        double shrunk = 0;
        for (int i = 1; i < 100000; i++) {
            double off = side * i * step;
            grown += up + grown * up;
            shrunk += down + shrunk * down;
            double log_density = -power * off - falling * shrunk - rising * grown;
            if (log_density + fmax(2 * off, 0) < -40) {
                break;
            }
            double density = exp(log_density);
            mass += density;
            if (moments) {
                double square_of = fmax(1 + grown, 0);
                moment += density * sqrt(square_of);
                square_moment += density * square_of;
            }
        }
    }
    return (struct inner){.log_mass = -power * mode - falling - rising + log(mass * step),
                          .sd = exp(mode) * moment / mass,
                          .variance = exp(2 * mode) * square_moment / mass};
}

struct sums {
    double top; /* logarithm taken out of both */
    double mass, moment;
};

static void sums_add(struct sums *sums, double log_mass, double factor, double moment_factor) {
    if (log_mass > sums->top) {
        double shrink = exp(sums->top - log_mass);
        sums->mass *= shrink;
        sums->moment *= shrink;
        sums->top = log_mass;
    }
    double mass = exp(log_mass - sums->top);
    sums->mass += mass * factor;
    sums->moment += mass * moment_factor;
}

double sam_between_prior_mean(const struct sam_reml *reml, double scale) {
    double power = reml->respondents - 2;
    double largest = reml->sizes[reml->size_count - 1].n;
    double start = log(1e-9 / sqrt(largest));
    struct sums sums = {.top = -INFINITY};
    for (int i = 0;; i++) {
        double x = start + i * OUTER_STEP;
        if (x > log(1e6)) {
            break;
        }
        double root = exp(x);
        struct sam_reml_point at = sam_reml_at(reml, root * root);
        struct inner inner = over_within(power, at.square, root, scale, true);
        double log_mass = inner.log_mass - at.fixed / 2;
        /* Below the start nothing depends on the ratio any more: the rest of the sums is a
         * geometric series, its first term the one at the start. */
        double tail = i == 0 ? 1 / -expm1(-OUTER_STEP) : 1;
        double moment_tail = i == 0 ? 1 / -expm1(-2 * OUTER_STEP) : 1;
        sums_add(&sums, log_mass, root * tail, root * root * moment_tail * inner.sd);
    }
    return sums.moment / sums.mass;
}

/* --- the whole posterior --------------------------------------------------------------------- */

struct posterior {
    const struct sam_reml *reml;
    double scale;
};

/* Logarithm of the mass at x = log root, up to a constant; fills in all of the node, if there is
 * one, but its probability. The between standard deviation of the prior, root times within, takes
 * one from the power and adds one x. */
static double log_mass_at(const struct posterior *posterior, double x,
                          struct sam_between_node *node) {
    double root = exp(x);
    struct sam_reml_point at = sam_reml_at(posterior->reml, root * root);
    struct inner inner = over_within(posterior->reml->respondents - 3, at.square, root,
                                     posterior->scale, node != NULL);
    if (node != NULL) {
        *node = (struct sam_between_node){
            .ratio = root * root, .within = inner.variance, .mean = at.mean, .weight = at.weight};
    }
    return inner.log_mass - at.fixed / 2 + 2 * x;
}

static const double COARSE_STEP = 0.25;
static const double NEGLIGIBLE = -20; /* logarithm, beside the highest */

/* Where the mass is: the highest point, and on both sides the furthest that isn't negligible. With
 * many alliances the mass may lie between two steps of the scan, but then it is where the
 * likelihood is highest. */
struct reach {
    double top, from, to;
};

static void reach_over(struct reach *reach, double x, double mass) {
    if (mass - reach->top > NEGLIGIBLE) {
        reach->from = fmin(reach->from, x);
        reach->to = fmax(reach->to, x);
    }
}

static struct reach scan(const struct posterior *posterior, double likely, double low,
                         double high) {
    enum { MOST = 256 };
    double mass[MOST];
    size_t count = (size_t)((high - low) / COARSE_STEP) + 1;
    count = count < MOST ? count : MOST;
    struct reach reach = {.top = -INFINITY, .from = INFINITY, .to = -INFINITY};
    double start = likely > 0 ? log(likely) / 2 : low;
    double at_start = log_mass_at(posterior, start, NULL);
    reach.top = at_start;
    for (size_t i = 0; i < count; i++) {
        mass[i] = log_mass_at(posterior, low + (double)i * COARSE_STEP, NULL);
        reach.top = fmax(reach.top, mass[i]);
    }
    reach_over(&reach, start, at_start);
    for (size_t i = 0; i < count; i++) {
        reach_over(&reach, low + (double)i * COARSE_STEP, mass[i]);
    }
    return reach;
}

/* Between inside and a step further, where the mass becomes negligible; nearly is enough. */
static double edge(const struct posterior *posterior, double top, double inside, double step) {
    double outside = inside + step;
    for (int i = 0; i < 6; i++) {
        double middle = (inside + outside) / 2;
        if (log_mass_at(posterior, middle, NULL) - top > NEGLIGIBLE) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    return outside;
}

void sam_between_posterior(const struct sam_reml *reml, double scale, double likely,
                           struct sam_between_node nodes[SAM_BETWEEN_NODES]) {
    struct posterior posterior = {reml, scale};
    double low = log(1e-9 / sqrt(reml->sizes[reml->size_count - 1].n));
    struct reach reach = scan(&posterior, likely, low, log(1e6));
    double top = reach.top;
    double from = edge(&posterior, top, reach.from, -COARSE_STEP);
    double to = edge(&posterior, top, reach.to, COARSE_STEP);
    double sum = 0;
    for (int i = 0; i < SAM_BETWEEN_NODES; i++) {
        double x = from + (to - from) * i / (SAM_BETWEEN_NODES - 1);
        double mass = log_mass_at(&posterior, x, &nodes[i]);
        nodes[i].probability = exp(mass - top);
        sum += nodes[i].probability;
    }
    for (int i = 0; i < SAM_BETWEEN_NODES; i++) {
        nodes[i].probability /= sum;
    }
}
