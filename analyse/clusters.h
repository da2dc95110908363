/* Which people belong together over all alliances: those who answer for the same organisation, and
 * answers of the same person. Their answers are not independent of each other.
 *
 *   (1) a cluster is a set of rows joined by an organisation or a person, directly or through
 *       others (somebody who answers for two organisations joins these)
 *   (2) whoever names no organisation, and isn't known as a person, is alone
 *   (3) overlap: how many organisations, and how many people, answered for more than one alliance.
 *       People are known only where a study lists them */
#ifndef SAM_ANALYSE_CLUSTERS_H
#define SAM_ANALYSE_CLUSTERS_H

#include "analyse/analysis.h"

#define SAM_ALONE UINT32_MAX

struct sam_clusters {
    uint32_t *of_row; /* the number of its cluster, or SAM_ALONE */
    size_t count;
    struct sam_overlap overlap;
};

/* answers is sorted; person is as in sam_analysis_options. Cost: some passes over the rows. */
void sam_clusters_init(struct sam_clusters *clusters, const struct sam_answers *answers,
                       const uint32_t *person);
void sam_clusters_fini(struct sam_clusters *clusters);

#endif
