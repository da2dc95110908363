/* Names in open answers, for the evaluator to clear before an answer goes anywhere.
 *
 * Flagged is what the study knows and what looks like a name; nothing is taken out, and what isn't
 * flagged isn't thereby safe: a person can be told by what is said. Kinds:
 *
 *   (1) person: a first or last name of study.json's people, in capitals or not
 *   (2) partner, alliance, funder: their name, or a word of it that is hardly ever anything else
 *       (a capital in the answer, four letters or more, not one of the ordinary words of names such
 *       as "stichting"; or an abbreviation of capitals)
 *   (3) place: of study.json's `places`
 *   (4) contact: an e-mail address, a web address, a telephone number
 *   (5) possible: another word with a capital that doesn't begin a sentence
 * Where flags overlap the earlier kind wins, and of one kind the longer. */
#ifndef SAM_REPORT_NAMES_H
#define SAM_REPORT_NAMES_H

#include "model/study.h"

#include <stddef.h>

enum sam_name_kind {
    SAM_NAME_PERSON,
    SAM_NAME_PARTNER,
    SAM_NAME_ALLIANCE,
    SAM_NAME_FUNDER,
    SAM_NAME_PLACE,
    SAM_NAME_CONTACT,
    SAM_NAME_POSSIBLE,
    SAM_NAME_KINDS
};

struct sam_name_flag {
    enum sam_name_kind kind;
    size_t at, length; /* in bytes of the text */
};
enum { SAM_NAME_FLAGS = 64 }; /* of one answer; the rest are not flagged */

struct sam_names;

/* The names of a study; NULL: of none, only (4) and (5) are flagged. */
struct sam_names *sam_names_new(const struct sam_study *study);
void sam_names_free(struct sam_names *names);

/* Fills in flags, rising by place, not overlapping; returns how many. text is valid UTF-8. */
size_t sam_names_find(const struct sam_names *names, const char *text,
                      struct sam_name_flag flags[SAM_NAME_FLAGS]);

/* "person", ... */
const char *sam_name_kind_id(enum sam_name_kind kind);

#endif
