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

/* --- random studies: what is true --------------------------------------------------------------
 */

enum {
    SAM_ATTACK_ALLIANCES = 10,
    SAM_ATTACK_PEOPLE = 240,
    SAM_ATTACK_SCALES = 3,
    SAM_ATTACK_ITEMS = 12,
    SAM_ATTACK_WAVES = 2
};

struct sam_attack_person {
    size_t alliance;
    size_t organisation; /* may take part in several alliances */
    size_t before;       /* the same person in the first wave, or SAM_NONE */
    bool stays;          /* of the first wave: takes part in the second */
    uint8_t answers[SAM_ATTACK_ITEMS];
};

struct sam_attack_wave {
    struct sam_attack_person people[SAM_ATTACK_PEOPLE];
    size_t count;
};

struct sam_attack_study {
    int points;
    size_t scales, items; /* items of each scale */
    size_t alliances;
    bool stable; /* who stays answers the same again: what comparing waves supposes */
    struct sam_attack_wave waves[SAM_ATTACK_WAVES];
};

/* Alliances of 1 to 23 people, near unanimous to at random, with people who are against everything,
 * don't-knows, missing answers, organisations in several alliances, two waves. */
void sam_attack_study(struct sam_attack_study *study, uint64_t seed);

/* --- what the pages say ------------------------------------------------------------------------
 */

/* A stretch in which the mean of some answers lies, or the answers themselves. */
struct sam_attack_fact {
    bool known, exact;
    bool apart;       /* said that the answers lie apart */
    double low, high; /* low <= mean < high; an end of the scale included */
    size_t counts[SAM_POINTS_MAX];
};

struct sam_attack_facts {
    struct sam_attack_fact scales[SAM_ATTACK_ALLIANCES][SAM_ATTACK_SCALES];
    struct sam_attack_fact items[SAM_ATTACK_ALLIANCES][SAM_ATTACK_ITEMS];
    struct sam_attack_fact together[SAM_ATTACK_ITEMS];
    bool scores_computed; /* from shown statements, as rule (6) has it; the caller says so */
    bool together_is_all; /* with the switch thrown; the caller says so */
    size_t numbers;       /* facts that were read */
};

/* Reads one shared page, of an alliance (SAM_NONE: the overall one). Whatever two pages or two
 * languages say of the same must be the same: false, with a message on stderr, when not. */
bool sam_attack_read(const char *html, const struct sam_attack_study *study, size_t alliance,
                     struct sam_attack_facts *facts);

/* --- what follows from them ---------------------------------------------------------------------
 */

enum sam_attacker {
    SAM_OUTSIDER,    /* knows who answered which statement, and no answer */
    SAM_PARTICIPANT, /* and their own answers */
    SAM_COMPARER,    /* an outsider who supposes that who stayed answered the same again */
    SAM_ATTACKERS
};

struct sam_attack_count {
    size_t answers[SAM_ATTACKERS]; /* of one person to one statement, that follow */
    size_t wrong;                  /* that "follow" and aren't so: the attack is broken if any */
};

/* facts of each wave. */
void sam_attack_solve(const struct sam_attack_study *study, const struct sam_attack_facts *facts,
                      struct sam_attack_count *count);

#endif
