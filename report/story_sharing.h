/* Which stories the funder's account holder may read, and in which words. Everything that leaves
 * the evaluator's hands about stories is decided here (docs/privacy.md):
 *
 *   (1) a story is shown only when its writer agreed to both uses and the evaluator cleared it as
 *       it is now: in the evaluator's words, or as it is where no name was found in it. Words in
 *       which a person, organisation, alliance, place or address is still found are never shown
 *   (2) nothing is shown when fewer people wrote than `floor`
 *   (3) the alliance is named only of stories of an alliance in which `floor` people or more wrote,
 *       and only when in all other alliances together nobody or as many wrote: else who isn't named
 *       would be told by that
 *   (4) how many stories aren't shown is said only when `floor` people or more wrote those
 *   (5) stories stand in order of their words
 * Stories of which nobody knows who wrote them count as one person's. */
#ifndef SAM_REPORT_STORY_SHARING_H
#define SAM_REPORT_STORY_SHARING_H

#include "report/results.h"

enum { SAM_STORY_FLOOR = 3 };

enum sam_story_verdict {
    SAM_STORY_SHOWN,
    SAM_STORY_NO_CONSENT,
    SAM_STORY_NOT_CLEARED,
    SAM_STORY_CHANGED,      /* since it was cleared */
    SAM_STORY_NAMES,        /* cleared as it is, but names were found */
    SAM_STORY_EDITED_NAMES, /* names are left in the evaluator's words */
    SAM_STORY_FEW,          /* it might be, but too few people wrote */
    SAM_STORY_VERDICTS
};

struct sam_story_sharing {
    enum sam_story_verdict *verdicts; /* per story of the results */
    bool *named;                      /* per story: with its alliance */
    size_t *order;                    /* indices of those shown */
    size_t shown;
    size_t others; /* not shown; 0 when that isn't to be said */
    size_t floor;  /* people: 3, or the study's bands_from when that is more */
};

struct sam_story_sharing *sam_story_sharing_new(const struct sam_results *results);
void sam_story_sharing_free(struct sam_story_sharing *sharing);

/* People who wrote the stories of this alliance (an id; NULL: all). */
size_t sam_story_tellers(const struct sam_results *results, const char *alliance);

/* Was the story edited for sharing? Else it is shown as it is. */
bool sam_story_edited(const struct sam_told *story);

/* A checksum of what is shown, in hexadecimal. */
void sam_story_sharing_checksum(const struct sam_results *results, char out[SAM_CHECKSUM_SIZE]);

#endif
