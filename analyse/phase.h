/* Which phase is an alliance in, and how sure is that? (Tuckman 1965; profile after Chang, Bordia &
 * Duck 2003.) Nobody has a validated rule; the evaluator decides.
 *
 *   (1) under phase k the answers to one item keyed to phase j have category probabilities with a
 *       Dirichlet prior around the normal with mean[k][j] and `spread`, cut into the categories, of
 *       total weight `concentration`; the counts of an alliance's answers are then
 *       Dirichlet-multinomial (Mosimann 1962). Items multiply
 *   (2) the log-likelihood is divided by the design effect, because one person's answers go
 *       together; times the prior of the phases it gives the posterior
 *   (3) one person's posterior is the same of one answer an item
 *   (4) verdict, in this order:
 *       no_data    nobody answered a phase item, or `why` says what else
 *       undecided  fewer than SAM_PHASE_RESPONDENTS answered, or they lean apart: no phase has more
 *                  than half of those who lean to one, and no two neighbouring phases have three
 *                  quarters of them together
 *       clear      the top probability is at least .75 and that phase's profile is at least 7.5
 *                  index points above each other phase's
 *       mixed      else; `shared` names the most probable phases that together reach .75 and
 *                  whichever's profile is above, or within 7.5 points below, that of the most
 *                  probable one
 *   (5) a phase no item is keyed to has no profile (SAM_WHY_NO_PHASE_ITEMS) but has a probability:
 *       what people say about the other phases speaks for or against it */
#ifndef SAM_ANALYSE_PHASE_H
#define SAM_ANALYSE_PHASE_H

#include "analyse/analysis.h"

enum { SAM_PHASE_RESPONDENTS = 3 };
#define SAM_PHASE_CLEAR 0.75
#define SAM_PHASE_LEAD 7.5

/* The model with its logarithms looked up beforehand. */
struct sam_phase_tables;

struct sam_phase_tables *sam_phase_tables_new(const struct sam_phase_model *model);
void sam_phase_tables_free(struct sam_phase_tables *tables);

/* P(answer a | phase, item's phase) for a = 1 .. points: the centre of the Dirichlet prior. */
double sam_phase_probability(const struct sam_phase_tables *tables, enum sam_phase phase,
                             enum sam_phase of_item, int answer);

/* Adds the log-likelihood of one item's counts (counts[0]: answers of 1, reversed items turned) to
 * that of each phase, up to a constant that is the same for all. */
void sam_phase_add_counts(const struct sam_phase_tables *tables, enum sam_phase of_item,
                          const size_t *counts, double log_likelihood[SAM_PHASES]);

/* Adds to log_likelihood[r] of each of `rows` people that of their answer to one item, 0 for
 * none. */
void sam_phase_add_people(const struct sam_phase_tables *tables, enum sam_phase of_item,
                          const uint8_t *answers, size_t rows,
                          double (*log_likelihood)[SAM_PHASES]);

/* (2): sums to 1. */
void sam_phase_posterior(const struct sam_phase_tables *tables,
                         const double log_likelihood[SAM_PHASES], double posterior[SAM_PHASES]);

/* The phase with the highest posterior; SAM_PHASE_NONE when two are equally high. */
enum sam_phase sam_phase_leaning(const struct sam_phase_tables *tables,
                                 const double log_likelihood[SAM_PHASES]);

/* From respondents, posterior, profile and leaning to modal, verdict and shared. */
void sam_phase_judge(struct sam_phase_score *score);

/* Everything without value for this reason: SAM_VERDICT_NO_DATA. */
void sam_phase_no_data(struct sam_phase_score *score, enum sam_why why);

#endif
