/* Who is one person. A place to answer belongs to one alliance; somebody who takes part in three
 * has three places, and gets one link and one letter for all of them. */
#ifndef SAM_MODEL_PERSON_H
#define SAM_MODEL_PERSON_H

#include "model/study.h"

#include <stdbool.h>
#include <stddef.h>

/* Are these places one person's? Both have the same "person" in study.json; or neither has one, and
 * the e-mail addresses are the same, whatever their capitals, and so are the names, or neither has
 * one: people who share a mailbox are not one. With neither everybody is somebody else. Of a study
 * that was read, person->same says it too. */
bool sam_person_same(const struct sam_person *a, const struct sam_person *b);

/* The places of every person, in one pass: first[i] is the first place of the person who has place
 * i (i itself for the first), next[i] the next one or SAM_NONE. Both have room for person_count.
 * Cost: one look in a table each. */
void sam_study_group_people(const struct sam_study *study, size_t *first, size_t *next);

#endif
