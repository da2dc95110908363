/* Do people of different roles in an alliance see it differently?
 *
 *   (1) lead and other partners: their scores on the scale; people of unknown role take no part
 *   (2) account holders and partners (lead, others and unknown): their scores on the statements of
 *       the scale that are meant for both, if at least the scale's share of those is answered;
 *       SAM_WHY_NOT_COMPARABLE when there are none. Account holders count nowhere else in scores of
 *       partners
 *   (3) each side needs one person (SAM_WHY_NO_ANSWERS), and min_group people
 *       (SAM_WHY_SUPPRESSED); with one against three p can't be below .25, see permutation.h
 *   (4) with weight_organisation people of one organisation are averaged within each side first */
#ifndef SAM_ANALYSE_ROLE_CONTRAST_H
#define SAM_ANALYSE_ROLE_CONTRAST_H

#include "analyse/analysis.h"
#include "analyse/score.h"

struct sam_role_plan {
    const struct sam_scoring *scoring; /* of partners */
    const struct sam_analysis_options *options;
    struct sam_scoring shared; /* counts what is meant for account holders and partners */
    struct sam_item_set *own;  /* per scale: all its items */
    struct sam_item_set *both; /* per scale: those of them that are shared */
    size_t *items;             /* owned: what `both` borrows */
};

void sam_role_plan_init(struct sam_role_plan *plan, const struct sam_scoring *scoring,
                        const struct sam_analysis_options *options);
void sam_role_plan_fini(struct sam_role_plan *plan);

/* Of the rows first .. first + rows - 1. scores and both sides have room for as many. */
struct sam_role_room {
    struct sam_scores *scores;
    double *first, *second;
    struct sam_splits *splits;
};
struct sam_contrast sam_role_lead_partners(const struct sam_role_plan *plan,
                                           const struct sam_role_room *room, size_t scale,
                                           size_t first, size_t rows);
struct sam_contrast sam_role_account_holders_partners(const struct sam_role_plan *plan,
                                                      const struct sam_role_room *room,
                                                      size_t scale, size_t first, size_t rows);

/* Neither side, for this reason. */
struct sam_contrast sam_contrast_none(enum sam_why why);

#endif
