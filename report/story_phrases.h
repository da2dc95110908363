/* Sentences about stories. Messages as in phrases.h, with a table of their own. */
#ifndef SAM_REPORT_STORY_PHRASES_H
#define SAM_REPORT_STORY_PHRASES_H

#include "report/phrases.h"
#include "report/story_sharing.h"

const struct sam_phrase *sam_story_phrases(size_t *count);

/* Why a story is or isn't in the version for the account holder. */
const char *sam_say_verdict(enum sam_lang lang, enum sam_story_verdict verdict);

/* --- for the evaluator */
#define SAM_SAY_STORIES N_("Stories: %zu. People who wrote them: %zu.")
#define SAM_SAY_STORIES_NONE N_("Nobody has written a story yet.")
#define SAM_SAY_CHOSEN_NONE                                                                        \
    N_("No story was chosen yet. \"samenscan export --what selection\" writes a sheet with all "   \
       "stories, in which each round is filled in: who chose which, and why.")
#define SAM_SAY_STORIES_SHOWN N_("The version for the account holder shows %zu of the %zu stories.")
#define SAM_SAY_STORY_SHOWN N_("Is shown.")
#define SAM_SAY_STORY_NO_CONSENT N_("Not shown: its writer did not agree to both uses.")
#define SAM_SAY_STORY_NOT_CLEARED N_("Not shown: you have not cleared it.")
#define SAM_SAY_STORY_CHANGED                                                                      \
    N_("Not shown: its writer changed it after you had cleared it. Read it once more.")
#define SAM_SAY_STORY_NAMES                                                                        \
    N_("Not shown: there are names in it. Fill in a text without them (cleared_text).")
#define SAM_SAY_STORY_EDITED_NAMES N_("Not shown: there are still names in the cleared text.")
#define SAM_SAY_STORY_FEW N_("Not shown: too few people wrote, so that it would tell who did.")

/* --- for sharing */
#define SAM_SAY_SHARE_STORIES                                                                      \
    N_("People from the alliances wrote down what has changed, and why that change matters most "  \
       "to them. Here are only stories whose writers agreed to that, without names.")
#define SAM_SAY_SHARE_NONE N_("There is no story that may be shared.")
#define SAM_SAY_SHARE_OTHERS                                                                       \
    N_("%zu other stories are not shown: their writers did not agree, or the evaluators did not "  \
       "clear them.")
#define SAM_SAY_SHARE_ONLY                                                                         \
    N_("A story is not shown when its writer did not agree, or when the evaluators did not clear " \
       "it. How many those are is not said: that could tell who wrote one.")
#define SAM_SAY_SHARE_CHOSEN N_("Chosen as most significant in round %d.")
#define SAM_SAY_SHARE_CHOSEN_BY N_("Chosen as most significant in round %d, by: %s.")

#endif
