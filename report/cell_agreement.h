/* Do people agree on a statement whose answers are not shown? Only where saying so tells nobody's
 * answer. */
#ifndef SAM_REPORT_CELL_AGREEMENT_H
#define SAM_REPORT_CELL_AGREEMENT_H

#include "report/cell.h"

/* May it be said of a statement shown as this cell (MEAN) whether its n answers lie apart? That
 * depends on n, the points and the cell, not on the answers: by going through all answers that fit
 * the cell, each of the two words leaves every other person at least two answers, whatever the one
 * who knows answered. Cost: all ways to divide n people over the points. */
bool sam_cell_agreement_may_be_said(const struct sam_cell *cell, int points);

/* Up to a sixth of the points (Burke & Dunlap 2002), as in docs/methods.md, 5. */
bool sam_cell_agree(const size_t *counts, int points);

#endif
