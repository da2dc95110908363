#include "analyse/variance_components.h"

#include "analyse/between_prior.h"
#include "analyse/quantile.h"
#include "analyse/reml_profile.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>

/* --- analysis of variance ------------------------------------------------------------------- */

/* Why neither an analysis of variance nor REML has anything to say. */
static enum sam_why too_little(double groups, double respondents) {
    if (groups < 1) {
        return SAM_WHY_NO_ANSWERS;
    }
    if (groups < 2) {
        return SAM_WHY_ONE_ALLIANCE;
    }
    return respondents > groups ? SAM_HAS_VALUE : SAM_WHY_NO_REPLICATION;
}

/* Sum of squares between, and Searle's mean group size n0. */
static double square_between(const struct sam_group_moments *groups, size_t count, double *n0) {
    struct sam_group_moments grand = {0};
    double used = 0;
    for (size_t g = 0; g < count; g++) {
        struct sam_group_moments mean_only = {groups[g].n, groups[g].mean, 0};
        sam_group_moments_merge(&grand, &mean_only);
        used += groups[g].n > 0;
    }
    double squares = 0;
    for (size_t g = 0; g < count; g++) {
        squares += (double)groups[g].n * ((double)groups[g].n / (double)grand.n);
    }
    *n0 = ((double)grand.n - squares) / (used - 1);
    return grand.m2;
}

static void ratios(struct sam_anova *anova, double between, double within, double n0,
                   bool between_zero, bool within_zero) {
    struct sam_number none = sam_no_value(SAM_WHY_NO_VARIANCE);
    anova->icc1 = within_zero && between_zero
                      ? none
                      : sam_value((between - within) / (between + (n0 - 1) * within));
    anova->icc2 = between_zero ? none : sam_value(1 - within / between);
    if (within_zero && between_zero) {
        anova->f = anova->p = none;
        return;
    }
    if (within_zero) {
        anova->icc1 = anova->icc2 = sam_value(1);
        anova->f = anova->p = sam_no_value(SAM_WHY_NO_WITHIN_VARIANCE);
        return;
    }
    double f = between / within;
    anova->f = sam_value(f);
    anova->p = sam_value(gsl_cdf_fdist_Q(f, anova->df_between.value, anova->df_within.value));
}

struct sam_anova sam_anova_compute(const struct sam_group_moments *groups, size_t count) {
    double used = 0;
    double respondents = 0;
    double within_square = 0;
    double largest = 0;
    for (size_t g = 0; g < count; g++) {
        if (groups[g].n > 0) {
            used++;
            respondents += (double)groups[g].n;
            within_square += groups[g].m2;
            largest = fmax(largest, fabs(groups[g].mean));
        }
    }
    enum sam_why why = too_little(used, respondents);
    struct sam_number none = sam_no_value(why);
    struct sam_anova anova = {none, none, none, none, none, none};
    if (used >= 1) {
        anova.df_between = used > 1 ? sam_value(used - 1) : sam_no_value(SAM_WHY_ONE_ALLIANCE);
        anova.df_within = respondents > used ? sam_value(respondents - used)
                                             : sam_no_value(SAM_WHY_NO_REPLICATION);
    }
    if (why != SAM_HAS_VALUE) {
        return anova;
    }
    double n0;
    double between_square = square_between(groups, count, &n0);
    double one = 64 * DBL_EPSILON * largest;
    double noise = respondents * one * one;
    ratios(&anova, between_square / anova.df_between.value, within_square / anova.df_within.value,
           n0, between_square <= noise, within_square <= noise);
    return anova;
}

/* --- REML ----------------------------------------------------------------------------------- */

static double slope_at(double ratio, void *reml) {
    return sam_reml_at(reml, ratio).slope;
}

/* Where between low and high, at which it has different signs, the function is 0. */
static double root_between(gsl_function *function, double low, double high) {
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    gsl_root_fsolver_set(solver, function, low, high);
    for (int i = 0; i < 200; i++) {
        gsl_root_fsolver_iterate(solver);
        if (gsl_root_test_interval(gsl_root_fsolver_x_lower(solver),
                                   gsl_root_fsolver_x_upper(solver), 0,
                                   4 * DBL_EPSILON) != GSL_CONTINUE) {
            break;
        }
    }
    double root = gsl_root_fsolver_root(solver);
    gsl_root_fsolver_free(solver);
    return root;
}

/* The ratio between low and high, slope negative at low and positive at high, where it is 0. */
static double refine(struct sam_reml *reml, double low, double high) {
    gsl_function slope = {slope_at, reml};
    return root_between(&slope, low, high);
}

enum { SCAN_PER_DECADE = 16, SCAN_DECADES = 16 };

struct optimum {
    double ratio;
    double criterion;
    size_t count;
    bool unbounded; /* the likelihood still rises at the end of the scan */
};

static void take(struct optimum *best, double ratio, double criterion) {
    best->count++;
    if (best->count == 1 || criterion < best->criterion) {
        best->ratio = ratio;
        best->criterion = criterion;
    }
}

/* The scan starts where the largest group's mean is hardly less certain than the ratio is small. */
static struct optimum scan(struct sam_reml *reml) {
    struct optimum best = {0};
    double largest = reml->sizes[reml->size_count - 1].n;
    double before = 0;
    struct sam_reml_point at = sam_reml_at(reml, 0);
    if (at.slope >= 0) {
        take(&best, 0, at.criterion);
    }
    bool falling = at.slope < 0;
    for (int i = 0; i <= SCAN_PER_DECADE * SCAN_DECADES; i++) {
        double ratio = pow(10, -8 + i / (double)SCAN_PER_DECADE) * (i == 0 ? 1 / largest : 1);
        at = sam_reml_at(reml, ratio);
        if (falling && at.slope >= 0) {
            double refined = refine(reml, before, ratio);
            take(&best, refined, sam_reml_at(reml, refined).criterion);
        }
        falling = at.slope < 0;
        before = ratio;
    }
    best.unbounded = falling;
    return best;
}

/* --- how much lies between ------------------------------------------------------------------- */

struct wald {
    const struct sam_reml *reml;
    double square; /* of the squares between, at the ratio looked for */
};

static double above(double ratio, void *wald) {
    const struct wald *w = wald;
    return sam_reml_between_square(w->reml, ratio) - w->square;
}

/* Intraclass correlation at the ratio where the squares between are this quantile of F. */
static double icc_at(const struct sam_reml *reml, double quantile) {
    double df1 = reml->groups - 1;
    double df2 = reml->respondents - reml->groups;
    struct wald wald = {reml,
                        sam_quantile_f(quantile, df1, df2) * df1 * (reml->within_square / df2)};
    if (above(0, &wald) <= 0) {
        return 0;
    }
    double high = 1;
    while (above(high, &wald) > 0) {
        high *= 16;
    }
    gsl_function function = {above, &wald};
    double ratio = root_between(&function, 0, high);
    return ratio / (1 + ratio);
}

/* --- all of it ------------------------------------------------------------------------------- */

/* With one ratio, an alliance of n whose mean is d above the general one reported lies
 * left (d - off) below its own mean: `left` is the general mean's share, off how far the general
 * mean of that ratio is from the one reported. */
static struct sam_prediction prediction_of(const struct sam_components *c, double n) {
    struct sam_prediction p = {0};
    for (size_t i = 0; i < SAM_BETWEEN_NODES; i++) {
        const struct sam_between_node *node = &c->nodes[i];
        double left = 1 / (1 + n * node->ratio);
        p.left += node->probability * left;
        p.shift += node->probability * left * (node->mean - c->mean.value);
    }
    for (size_t i = 0; i < SAM_BETWEEN_NODES; i++) {
        const struct sam_between_node *node = &c->nodes[i];
        double left = 1 / (1 + n * node->ratio);
        double more_left = left - p.left;
        double more_shift = left * (node->mean - c->mean.value) - p.shift;
        p.error += node->probability * node->within * left * (node->ratio + left / node->weight);
        p.left_variance += node->probability * more_left * more_left;
        p.covariance += node->probability * more_left * more_shift;
        p.shift_variance += node->probability * more_shift * more_shift;
    }
    return p;
}

static void fit(struct sam_components *c, struct sam_reml *reml, int points) {
    struct optimum best = scan(reml);
    c->maxima = best.count;
    if (best.unbounded) {
        return;
    }
    double ratio = best.ratio;
    double within;
    struct sam_reml_point at = sam_reml_at(reml, ratio);
    if (ratio > 0) {
        within = at.square / (reml->respondents - 1);
        c->between = sam_value(ratio * within);
    } else {
        c->method = "half-normal prior";
        double sd = sam_between_prior_mean(reml, sam_between_prior_scale(points));
        within = sam_reml_within(reml, sd * sd);
        c->between = sam_value(sd * sd);
        at = sam_reml_at(reml, sd * sd / within);
    }
    c->within = sam_value(within);
    c->mean = sam_value(at.mean);
    c->mean_variance = sam_value(within / at.weight);
    c->df = sam_value(reml->respondents - reml->groups);
    c->t = gsl_cdf_tdist_Pinv(0.975, c->df.value);
    sam_between_posterior(reml, sam_between_wide_scale(points), ratio, c->nodes);
    for (size_t n = 0; n <= SAM_PREDICTIONS_KNOWN; n++) {
        c->prediction[n] = prediction_of(c, (double)n);
    }
}

struct sam_components sam_components_fit(const struct sam_group_moments *groups, size_t count,
                                         int points) {
    struct sam_reml reml;
    sam_reml_init(&reml, groups, count);
    enum sam_why why = too_little(reml.groups, reml.respondents);
    if (why == SAM_HAS_VALUE && reml.within_square <= sam_reml_noise(&reml)) {
        why = sam_has(sam_anova_compute(groups, count).icc1) ? SAM_WHY_NO_WITHIN_VARIANCE
                                                             : SAM_WHY_NO_VARIANCE;
    }
    /* What `fit` leaves when the likelihood has no maximum: within is nothing beside between. */
    struct sam_number none = sam_no_value(why != SAM_HAS_VALUE ? why : SAM_WHY_NO_WITHIN_VARIANCE);
    struct sam_components c = {.between = none,
                               .within = none,
                               .mean = none,
                               .mean_variance = none,
                               .icc = {none, none},
                               .method = "REML",
                               .df = none};
    if (why == SAM_HAS_VALUE) {
        c.icc.low = sam_value(icc_at(&reml, 0.975));
        c.icc.high = sam_value(icc_at(&reml, 0.025));
        fit(&c, &reml, points);
    }
    sam_reml_fini(&reml);
    return c;
}

void sam_components_predict(const struct sam_components *c, const struct sam_group_moments *group,
                            struct sam_number *mean, struct sam_number *low,
                            struct sam_number *high) {
    if (!sam_has(c->between)) {
        *mean = *low = *high = c->between;
        return;
    }
    double between = c->between.value;
    double own = (double)group->n * between;
    double trust = own / (own + c->within.value); /* in the alliance's own mean */
    double rest = 1 - trust;
    double level = group->n > 0 ? trust * group->mean + rest * c->mean.value : c->mean.value;
    double d = group->n > 0 ? group->mean - c->mean.value : 0;
    struct sam_prediction p = group->n <= SAM_PREDICTIONS_KNOWN
                                  ? c->prediction[group->n]
                                  : prediction_of(c, (double)group->n);
    double middle = c->mean.value + (1 - p.left) * d + p.shift;
    double variance = p.error + (p.left_variance * d - 2 * p.covariance) * d + p.shift_variance;
    double margin = c->t * sqrt(variance);
    *mean = sam_value(level);
    *low = sam_value(fmin(level, middle - margin));
    *high = sam_value(fmax(level, middle + margin));
}
