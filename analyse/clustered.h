/* How sure is a mean over all alliances, when people of one organisation answer alike?
 *
 *   (1) the mean is that of people's scores; its standard error allows for any dependence inside a
 *       cluster (clusters.h): the cluster-robust "CR2" of Bell & McCaffrey (2002) for a model of
 *       one mean. With N scores, cluster g having n_g of them, f_g = n_g / N, and e_g the sum of
 *       its people's distances from the mean,  SE^2 = sum of e_g^2 / (1 - f_g) / N^2
 *   (2) the interval is mean +- t SE, cut to 1 .. points, with Satterthwaite's degrees of freedom
 *       under independence (Bell & McCaffrey 2002; Pustejovsky & Tipton 2018), in closed form
 *       1 / df = sum f_g^2 + (sum q_g)^2 - sum q_g^2,  q_g = f_g^2 / (1 - f_g). Where everybody is
 *       alone this is s^2 / N and N - 1: the ordinary interval
 *   (3) it speaks of people and organisations like these: no finite population correction
 *   (4) no scores SAM_WHY_NO_ANSWERS, one SAM_WHY_ONE_RESPONDENT; one cluster, or so few that their
 *       means happen to be the same to the last digit, SAM_WHY_TOO_FEW_RESPONDENTS: an interval
 *       without width would be certain of what chance made; everybody the same score
 *       SAM_WHY_NO_VARIANCE
 * Checked against clubSandwich in R (tests/data/reference/make_clustered.R). */
#ifndef SAM_ANALYSE_CLUSTERED_H
#define SAM_ANALYSE_CLUSTERED_H

#include "analyse/clusters.h"
#include "analyse/score.h"

/* Sums per cluster of distances from the middle of the response scale. */
struct sam_cluster_sums {
    const struct sam_clusters *clusters;
    double middle;
    double *sum; /* per cluster */
    uint32_t *n;
    /* of those who are alone */
    size_t alone;
    double alone_mean, alone_m2;
};

void sam_cluster_sums_init(struct sam_cluster_sums *sums, const struct sam_clusters *clusters,
                           int points);
void sam_cluster_sums_fini(struct sam_cluster_sums *sums);
/* Empties them for another scale. */
void sam_cluster_sums_clear(struct sam_cluster_sums *sums);
/* The scores packed, of rows counted from table row `first`. */
void sam_cluster_sums_add(struct sam_cluster_sums *sums, const struct sam_scores *scores,
                          size_t first);

/* varies: not all scores are the same. */
struct sam_clustered sam_clustered_of(const struct sam_cluster_sums *sums, int points, bool varies);

#endif
