/* Sentences of the documents that are shared, made from cells of the disclosure plan: messages as
 * in phrases.h, with a table of their own. */
#ifndef SAM_REPORT_SHARE_PHRASES_H
#define SAM_REPORT_SHARE_PHRASES_H

#include "report/phrases.h"

const struct sam_phrase *sam_share_phrases(size_t *count);

#define SAM_SHARE_NO_ANSWERS N_("Nobody answered this.")
#define SAM_SHARE_FEW                                                                              \
    N_("Fewer than %d people answered: any number would come close to somebody's own answer.")
#define SAM_SHARE_BANDS                                                                            \
    N_("Fewer than %d people answered: then we say in which band a score lies, but give no exact " \
       "score and nothing for each statement.")
#define SAM_SHARE_NO_BANDS N_("Fewer than %d people answered: then we show no scores for phases.")
#define SAM_SHARE_MEANS                                                                            \
    N_("Fewer than %d people answered: then we show rounded means of statements, and not how "     \
       "often each answer was given.")
#define SAM_SHARE_ENDS                                                                             \
    N_("With so few people every number would tell too much about what the others answered.")
#define SAM_SHARE_ALIKE                                                                            \
    N_("All or nearly all answered the same: then showing how often each answer was given would "  \
       "show what everybody answered.")
#define SAM_SHARE_TURNOVER                                                                         \
    N_("A few people joined or left since the last time, or we can't tell who did. Comparing "     \
       "both times could show what they answered.")
#define SAM_SHARE_COMBINED                                                                         \
    N_("Too few statements of a subject were answered by enough people. Then we show the score "   \
       "of the subject and none of its statements: both together could tell single answers.")
#define SAM_SHARE_WEIGHTED                                                                         \
    N_("Scores count every organisation once here. One person may then be a large part of a "      \
       "score, so we share none.")
#define SAM_SHARE_SUPPRESSED N_("The evaluators left these numbers out.")
#define SAM_SHARE_SINGLE                                                                           \
    N_("One organisation carries out this alliance: there is no working together inside it to "    \
       "score.")
#define SAM_SHARE_SHORT_NO_ANSWERS N_("no answers")
#define SAM_SHARE_SHORT_SINGLE N_("not asked: one organisation")
#define SAM_SHARE_SHORT_TURNOVER N_("not shown: few people came or left")
#define SAM_SHARE_SHORT_FEW N_("not shown: too few people")
#define SAM_SHARE_SHORT_OTHER N_("not shown")
#define SAM_SHARE_OR_HIGHER N_("%s or higher")
#define SAM_SHARE_OR_LOWER N_("%s or lower")
#define SAM_SHARE_ABOUT                                                                            \
    N_("Scores are computed from the rounded statements that are shown, so that they tell "        \
       "nothing more. They may differ a tenth or two from the score that the evaluators have.")
#define SAM_SHARE_APART N_("answers lie apart")
#define SAM_SHARE_PHASE_OPEN N_("The answers do not point to one phase.")
#define SAM_SHARE_PHASE_MOST N_("Statements about %s are agreed with most.")
#define SAM_SHARE_OVERLAPS_ALL N_("overlaps with all others")
#define SAM_SHARE_OVERLAPS_NONE N_("overlaps with none of the others")
#define SAM_SHARE_OVERLAPS_SOME N_("overlaps with %zu of the %zu others")
#define SAM_SHARE_COMPARES_FEW                                                                     \
    N_("Too few alliances show an exact score here to compare them. Read nothing into "            \
       "differences.")
#define SAM_SHARE_COMPARES_NOTHING                                                                 \
    N_("Of no alliance is a score shown of: %s. Why stands under \"What is not shown, and why\".")
#define SAM_SHARE_COMMON_NOTHING                                                                   \
    N_("No statement may be shown: too few people answered in each alliance, or in too few "       \
       "alliances.")
#define SAM_SHARE_COMMON_NONE N_("Nothing stands out.")
#define SAM_SHARE_COMMON_DENIED N_("(most disagree with this)")
#define SAM_SHARE_COMMON_NOT_DENIED N_("(many don't disagree with this)")
#define SAM_SHARE_ANSWERED N_("Answered: %zu of %zu invited.")
#define SAM_SHARE_ANSWERED_ONE N_("%zu person answered.")
#define SAM_SHARE_ANSWERED_MANY N_("%zu people answered.")
#define SAM_SHARE_STRENGTH_DENY                                                                    \
    N_("Most of you disagree with this, and here that is good news. What do you do that makes it " \
       "so?")
#define SAM_SHARE_STRENGTH_AGREE                                                                   \
    N_("Most of you agree with this. What do you do that makes it work?")
#define SAM_SHARE_STRENGTH_NONE N_("We start with what goes well. What are you proud of together?")
#define SAM_SHARE_ASK_APART                                                                        \
    N_("The answers lie apart. What have you each seen that makes you look at it differently?")
#define SAM_SHARE_ASK_WEAK N_("What makes it so, and what would help?")
#define SAM_SHARE_ASK_MIDDLE N_("What goes well here, and what could be better?")

#endif
