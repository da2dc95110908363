/* Quantiles of the F distribution. */
#ifndef SAM_ANALYSE_QUANTILE_H
#define SAM_ANALYSE_QUANTILE_H

/* The value below which a share p of the F distribution with df1 and df2 degrees of freedom lies.
 *   (1) 0 < p < 1; df1, df2 > 0, whole or not, from a handful to many millions
 *   (2) relative error below 1e-9 for p from .025 to .975 (checked against R)
 * GSL's own gsl_cdf_fdist_Pinv gives NaN or iterates for minutes at some of the degrees of freedom
 * that a hundred thousand respondents have; its distribution function is right everywhere, so we
 * look for the root of that. (R's qf is an approximation above 400,000.)
 */
double sam_quantile_f(double p, double df1, double df2);

#endif
