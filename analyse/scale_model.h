/* What is known about a scale from all alliances together: the first of the analysis's two passes.
 *
 *   (1) summary: mean and sd over persons; alpha, omega and item-rest over those who answered every
 *       item; ICC, F and variance components over the scores that alliances' means are made of:
 *       persons, or with weight_organisation organisations
 *   (2) an alliance of one organisation has no inside relation: it is left out of scales about it
 *   (3) sem is sqrt(sd^2 (1 - alpha)), at most the standard deviation within alliances: of a score
 *       that rests on all items. basis has the error of the scores there are: as much larger as
 *       items over items answered, mean over people (without that, intervals of scales with many
 *       don't-knows cover 92 % where everybody responded)
 *   (4) clustered is of people's scores, also with weight_organisation, as mean and sd are
 *   (5) alliances_test rests on the same scores as ICC */
#ifndef SAM_ANALYSE_SCALE_MODEL_H
#define SAM_ANALYSE_SCALE_MODEL_H

#include "analyse/analysis.h"
#include "analyse/interval.h"
#include "analyse/score.h"
#include "analyse/variance_components.h"

struct sam_ordinal;
struct sam_cluster_sums;

struct sam_scale_model {
    const char *id; /* of the scale */
    struct sam_item_set set;
    enum sam_relation relation;
    struct sam_scale_summary summary;
    struct sam_components components;
    struct sam_interval_basis basis;
    struct sam_ordinal *ordinal;
    /* Per alliance: the moments of its scores, and how many people's those are. */
    struct sam_group_moments *groups;
    uint32_t *people;
};

/* Room that the fits share. */
struct sam_fit_room {
    struct sam_scores scores;
    double *values;                    /* of all respondents: the scores, alliance by alliance */
    size_t *sizes;                     /* per alliance: how many of them */
    struct sam_cluster_sums *clusters; /* NULL: nothing is clustered */
};

/* Alliance a has no inside relation. */
bool sam_single_organisation(const struct sam_analysis_options *options, size_t a);

/* model->id, set and relation are given; the rest is filled in. Cost: one pass over the scale's
 * columns. */
void sam_scale_model_fit(struct sam_scale_model *model, const struct sam_scoring *scoring,
                         const struct sam_analysis_options *options, struct sam_fit_room *room);
void sam_scale_model_fini(struct sam_scale_model *model);

#endif
