#include "analyse/quantile.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* F(x) - p, from the tail that keeps the digits. */
static double excess(double x, double p, double df1, double df2) {
    return p > 0.5 ? (1 - p) - gsl_cdf_fdist_Q(x, df1, df2) : gsl_cdf_fdist_P(x, df1, df2) - p;
}

/* Abramowitz & Stegun (1964), 26.6.16: within 1e-6 from 1,000 respondents on, closer beyond. */
static double approximation(double p, double df1, double df2) {
    double y = gsl_cdf_ugaussian_Pinv(p);
    double lambda = (y * y - 3) / 6;
    double h = 2 / (1 / (df1 - 1) + 1 / (df2 - 1));
    double w = y * sqrt(h + lambda) / h -
               (1 / (df1 - 1) - 1 / (df2 - 1)) * (lambda + 5.0 / 6 - 2 / (3 * h));
    return exp(2 * w);
}

double sam_quantile_f(double p, double df1, double df2) {
    assert(p > 0 && p < 1 && df1 > 0 && df2 > 0);
    /* From here on GSL's distribution function loses its way too. */
    if (df1 > 1e7 && df2 > 1e7) {
        return approximation(p, df1, df2);
    }
    double low = 0;
    double high = 1;
    while (excess(high, p, df1, df2) < 0 && high < 1e300) {
        low = high;
        high *= 2;
    }
    /* Newton, kept inside the bracket by halving it. */
    double x = high / 2 + low / 2;
    for (int i = 0; i < 200; i++) {
        double miss = excess(x, p, df1, df2);
        if (miss > 0) {
            high = x;
        } else {
            low = x;
        }
        double slope = gsl_ran_fdist_pdf(x, df1, df2);
        double next = x - miss / slope;
        if (!(next > low && next < high)) {
            next = low + (high - low) / 2;
        }
        if (fabs(next - x) <= 1e-15 * x || next == x) {
            return next;
        }
        x = next;
    }
    return x;
}
