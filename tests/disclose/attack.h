/* Attacks on what is shared (docs/disclosure.md): does any person's answer follow from all shared
 * files together? For tests/disclose alone. */
#ifndef SAM_TESTS_DISCLOSE_ATTACK_H
#define SAM_TESTS_DISCLOSE_ATTACK_H

#include "report/disclosure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- every possible study of one small alliance ------------------------------------------------
 */

struct sam_exhaust {
    size_t people, items;
    int points;
    /* out: */
    size_t studies;  /* answers of everybody, gone through */
    size_t outsider; /* of them in which somebody's answer follows for whoever knows nothing */
    size_t insider;  /* ... for a participant who knows their own answers */
    size_t shown;    /* of them in which statements are shown */
};

/* Goes through all answers there can be to one scale, has the plan made for each, and asks of each
 * whether a person's answer is the same in all studies with the same plan: the attacker knows the
 * rules, also those by which things are left out. options as in sam_disclose. */
void sam_exhaust(struct sam_exhaust *exhaust, const struct sam_disclosure_options *options);

#endif
