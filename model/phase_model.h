/* The Tuckman (1965) phases and the table by which answers speak for one or another.
 *
 * The table is data: a questionnaire may bring its own (`phase_model`), and the report's method
 * appendix prints it. Under phase k the answers to an item keyed to phase j are distributed as a
 * normal with mean mean[k][j] and standard deviation spread, both on the 0 to 1 range of the
 * response scale, cut at `cut` into the response categories; the Dirichlet prior of each item's
 * category probabilities is centred there with total weight `concentration`. Because one person's
 * answers go together, the log-likelihood is divided by design_effect. */
#ifndef SAM_MODEL_PHASE_MODEL_H
#define SAM_MODEL_PHASE_MODEL_H

#include "base/problems.h"

#include <cjson/cJSON.h>

enum sam_phase { SAM_FORMING, SAM_STORMING, SAM_NORMING, SAM_PERFORMING, SAM_PHASE_NONE };
enum { SAM_PHASES = 4 };

struct sam_phase_model {
    int points;
    double mean[SAM_PHASES][SAM_PHASES]; /* [true phase][phase of the item], 0 to 1 */
    double spread;                       /* > 0, on the same range */
    double cut[10];                      /* points - 1 rising cut points on the same range */
    double concentration;                /* > 0: weight of the prior, in answers */
    double prior[SAM_PHASES];            /* of the phases; positive, sums to 1 */
    double design_effect;                /* >= 1 */
};

/* The default for a response scale of `points` categories: equal-width cut points. */
struct sam_phase_model sam_phase_model_default(int points);

/* Reads a questionnaire's `phase_model` object over the default; all of its keys may be left out.
 */
void sam_phase_model_read(struct sam_phase_model *model, const cJSON *object, const char *place,
                          struct sam_problems *problems);

/* "forming", "storming", "norming", "performing"; "" for none. */
const char *sam_phase_id(enum sam_phase phase);
/* 0, or -1 when text is none of them. */
int sam_phase_parse(const char *text, enum sam_phase *phase);

#endif
