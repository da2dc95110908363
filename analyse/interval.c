#include "analyse/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

struct sam_interval_basis sam_interval_basis_of(double squares, double df, struct sam_number total,
                                                struct sam_number alpha) {
    struct sam_interval_basis basis = {.df = df};
    if (df < 1) {
        basis.within = sam_no_value(SAM_WHY_NO_REPLICATION);
        return basis;
    }
    double within = squares / df;
    bool apart = sam_has(total) && total.value > 0;
    basis.within = within > 0
                       ? sam_value(within)
                       : sam_no_value(apart ? SAM_WHY_NO_WITHIN_VARIANCE : SAM_WHY_NO_VARIANCE);
    basis.error = within;
    if (sam_has(total) && sam_has(alpha)) {
        basis.error = fmin(within, total.value * (1 - alpha.value));
    }
    basis.t = gsl_cdf_tdist_Pinv(0.975, df);
    return basis;
}

static struct sam_range none(enum sam_why why) {
    return (struct sam_range){sam_no_value(why), sam_no_value(why)};
}

struct sam_range sam_interval_of(const struct sam_interval_basis *basis, double mean, size_t n,
                                 size_t invited, int points) {
    if (n < 2) {
        return none(n == 0 ? SAM_WHY_NO_ANSWERS : SAM_WHY_ONE_RESPONDENT);
    }
    if (!sam_has(basis->within)) {
        return none(basis->within.why);
    }
    double size = (double)n;
    double unseen = 1;
    if (invited > 0) {
        unseen = invited > n ? 1 - size / (double)invited : 0;
    }
    double se2 = unseen * (basis->within.value - basis->error) / size + basis->error / size;
    double half = basis->t * sqrt(fmax(0, se2));
    return (struct sam_range){sam_value(fmax(1, mean - half)),
                              sam_value(fmin(points, mean + half))};
}

struct sam_range sam_interval_bounds(double mean, size_t n, size_t invited, int points) {
    if (n == 0) {
        return none(SAM_WHY_NO_ANSWERS);
    }
    if (invited == 0) {
        return none(SAM_WHY_UNKNOWN_INVITED);
    }
    double all = (double)(invited > n ? invited : n);
    double missing = all - (double)n;
    double sum = mean * (double)n;
    if (missing <= 0) {
        return (struct sam_range){sam_value(mean), sam_value(mean)};
    }
    return (struct sam_range){sam_value((sum + missing) / all),
                              sam_value((sum + missing * points) / all)};
}
