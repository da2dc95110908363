/* Sentences about expectations and research questions: messages as in phrases.h, with a table of
 * their own. Everything is said as what people answered, never as what happened. */
#ifndef SAM_REPORT_FRAMEWORK_PHRASES_H
#define SAM_REPORT_FRAMEWORK_PHRASES_H

#include "report/phrases.h"

const struct sam_phrase *sam_framework_phrases(size_t *count);

/* --- the three ratings, and the kinds */
#define SAM_SAY_RATING_YES N_("realised")
#define SAM_SAY_RATING_PARTLY N_("partly realised")
#define SAM_SAY_RATING_NO N_("not realised")
#define SAM_SAY_KIND_GOAL N_("goal of the policy")
#define SAM_SAY_KIND_CRITERION N_("criterion")

/* --- what the answers give */
#define SAM_SAY_EXPECT_PERCEPTION                                                                  \
    N_("What stands here is how people see it: they answered about themselves. It doesn't show "   \
       "what happened.")
#define SAM_SAY_EXPECT_CLEAR N_("The answers point clearly to this (chance %s).")
#define SAM_SAY_EXPECT_LIKELY                                                                      \
    N_("This is the most likely (chance %s), but \"%s\" may be true as well (%s).")
#define SAM_SAY_EXPECT_OPEN                                                                        \
    N_("The answers leave it open. Chances: realised %s, partly %s, not %s.")
#define SAM_SAY_EXPECT_UNLINKED N_("No statement of this questionnaire is linked to it.")
#define SAM_SAY_EXPECT_NONE N_("No rating.")

/* --- both sides */
#define SAM_SAY_EXPECT_ALIKE N_("Partners and account holders come to the same rating.")
#define SAM_SAY_EXPECT_APART                                                                       \
    N_("The two sides see it differently, and chance alone hardly explains that: partners \"%s\"," \
       " account holders \"%s\". The rating lies between them; talk about both.")
#define SAM_SAY_EXPECT_UNCLEAR                                                                     \
    N_("Partners come to \"%s\" and account holders to \"%s\"; that difference may be chance.")
#define SAM_SAY_EXPECT_PARTNERS_ONLY N_("By partners alone.")
#define SAM_SAY_EXPECT_HOLDERS_ONLY N_("By account holders alone.")
#define SAM_SAY_EXPECT_NOT_ASKED N_("not asked")

/* --- the evaluator's own */
#define SAM_SAY_EXPECT_OWN_OTHER N_("Another rating than the answers give.")
#define SAM_SAY_EXPECT_OWN_NONE N_("not rated yet")
#define SAM_SAY_EXPECT_OWN_HOW                                                                     \
    N_("Your own ratings and reasons go into study.json (expectation_ratings); the next "          \
       "`samenscan run` puts them here.")

/* --- the index */
#define SAM_SAY_INDEX_SCALE N_("%s: mean %s, %s.")
#define SAM_SAY_INDEX_SCALE_PHASE N_("%s: mean %s; a phase has no bands.")
#define SAM_SAY_INDEX_LISTED N_("Its statements are listed under %s.")
#define SAM_SAY_INDEX_NOTHING                                                                      \
    N_("No statement of this questionnaire speaks to it: look in interviews and documents.")
#define SAM_SAY_INDEX_OPEN_ONE N_("%zu open answer to \"%s\"")
#define SAM_SAY_INDEX_OPEN_MANY N_("%zu open answers to \"%s\"")
#define SAM_SAY_INDEX_NO_VALUE N_("no value")

/* --- what is shared of them */
#define SAM_SHARE_EXPECT_INTRO                                                                     \
    N_("How partners see it, rated from the statements of this report as they are shown: "         \
       "rounded, and without those that can't be shown. It is a perception, and says nothing of "  \
       "what happened. Near a bound the next rating is as good.")
#define SAM_SHARE_EXPECT_TWO N_("%s or %s: what is shown leaves it open")
#define SAM_SHARE_EXPECT_ALL N_("can't be said from what is shown")
#define SAM_SHARE_EXPECT_NOTHING N_("no linked statement is shown")
#define SAM_SHARE_EXPECT_COUNT_ONE N_("from %zu statement")
#define SAM_SHARE_EXPECT_COUNT_MANY N_("from %zu statements")
#define SAM_SHARE_INDEX_SEE N_("More statements speak to this, under: %s.")
#define SAM_SHARE_INDEX_EXPECTATIONS N_("What was expected here: %s.")
#define SAM_SHARE_INDEX_DOCUMENTS N_("Documents that speak to this: %s.")

#endif
