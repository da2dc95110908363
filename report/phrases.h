/* Every sentence that documents make from numbers, with the numbers that trigger it.
 *
 * The macros are the messages (English; Dutch in po/nl.po); the table says when each is said.
 * docs/words.md is made from the table and a test keeps the two the same, another that every
 * sentence is said in both languages. A sentence claims no more than its numbers: "may well be
 * chance", "leans to", never a cause. Questions don't lead and don't tell who answered what. */
#ifndef SAM_REPORT_PHRASES_H
#define SAM_REPORT_PHRASES_H

#include "base/words.h"

#include <stddef.h>

/* The form for n things. Both languages have one for 1 and another for the rest. */
static inline __attribute__((format_arg(3), format_arg(4))) const char *
sam_say_count(enum sam_lang lang, size_t n, const char *one, const char *many) {
    return sam_tr_in(lang, n == 1 ? one : many);
}

struct sam_phrase {
    const char *part;       /* heading in the table */
    const char *one, *many; /* messages; many is NULL when there is no plural */
    const char *when;
};
const struct sam_phrase *sam_phrases(size_t *count);

/* --- who answered */
#define SAM_SAY_ANSWERED N_("%zu of %zu answered (%s).")
#define SAM_SAY_ANSWERED_ONE N_("%zu person answered; it is not known how many were invited.")
#define SAM_SAY_ANSWERED_MANY N_("%zu people answered; it is not known how many were invited.")
#define SAM_SAY_HOLDER_ONE N_("Besides, %zu account holder of the funder answered.")
#define SAM_SAY_HOLDER_MANY N_("Besides, %zu account holders of the funder answered.")
#define SAM_SAY_MISSING_NOBODY N_("Nobody is missing.")
#define SAM_SAY_MISSING_LEAD N_("%zu answer of the lead partner is missing.")
#define SAM_SAY_MISSING_LEADS N_("%zu answers of the lead partner are missing.")
#define SAM_SAY_MISSING_PARTNER N_("%zu answer of the other partners is missing.")
#define SAM_SAY_MISSING_PARTNERS N_("%zu answers of the other partners are missing.")
#define SAM_SAY_MISSING_HOLDER N_("%zu answer of the account holders is missing.")
#define SAM_SAY_MISSING_HOLDERS N_("%zu answers of the account holders are missing.")
#define SAM_SAY_BOUNDS                                                                             \
    N_("Had everyone who is missing answered %d, the mean of \"%s\" would be %s; had they all "    \
       "answered %d, it would be %s.")

/* --- the main score */
#define SAM_SAY_SCORE N_("%s: mean %s on 1 to %s, 95 %% interval %s to %s.")
#define SAM_SAY_SCORE_ALONE N_("%s: mean %s on 1 to %s, without an interval.")
#define SAM_SAY_BAND N_("That falls in the band \"%s\".")
#define SAM_SAY_BAND_UNCERTAIN                                                                     \
    N_("That falls in the band \"%s\", but the interval crosses a bound: another band is "         \
       "possible.")

/* --- phase */
#define SAM_SAY_PHASE_CLEAR N_("Clearly %s: %s.")
#define SAM_SAY_PHASE_PARTLY_FORMING N_("Partly still forming.")
#define SAM_SAY_PHASE_FORMING_WITH N_("Partly still forming, with moments of %s.")
#define SAM_SAY_PHASE_PAST_FORMING N_("Past forming, with moments of %s.")
#define SAM_SAY_PHASE_FEW                                                                          \
    N_("Undecided: fewer than three respondents answered these statements. Ask about it in the "   \
       "meeting.")
#define SAM_SAY_PHASE_NONE                                                                         \
    N_("Undecided: the answers do not point to one phase. Ask about it in the meeting.")
#define SAM_SAY_PHASE_APART                                                                        \
    N_("Undecided: the respondents lean to different phases (%s). That they see it differently "   \
       "is "                                                                                       \
       "a finding in itself.")
#define SAM_SAY_PHASE_NO_DATA N_("No phase. %s")
#define SAM_SAY_PHASE_ODDS N_("Of the four phases %s is the most probable (%s), then %s (%s).")
#define SAM_SAY_PHASE_ODDS_ALONE N_("Of the four phases %s is by far the most probable (%s).")
#define SAM_SAY_PHASE_EVALUATOR N_("The evaluator's own judgement: %s.")

/* --- strengths */
#define SAM_SAY_STRENGTHS_NONE N_("No statement is both favourable and agreed on.")
#define SAM_SAY_STRENGTHS_FEW N_("Nothing else is both favourable and agreed on.")
#define SAM_SAY_STRENGTH_AGREE N_("mean %s: partners agree with it")
#define SAM_SAY_STRENGTH_DENY N_("mean %s: partners do not recognise it, and that is favourable")

/* --- advice */
#define SAM_SAY_ADVICE_MEETING N_("A group meeting.")
#define SAM_SAY_ADVICE_INTERVIEWS N_("Individual interviews first, then a group meeting.")
#define SAM_SAY_ADVICE_INTERVIEW N_("An interview instead of a group meeting.")
#define SAM_SAY_ADVICE_ASK N_("First ask for answers once more.")
#define SAM_SAY_BECAUSE_NOTHING N_("The answers give no reason to speak to people alone first.")
#define SAM_SAY_BECAUSE_STORMING                                                                   \
    N_("Storming stands out: profile %s of 100, probability %s. People may speak more freely "     \
       "alone "                                                                                    \
       "first.")
#define SAM_SAY_BECAUSE_MISTRUST                                                                   \
    N_("\"%s\" (mean %s) may point to mistrust. People may speak more freely alone first.")
#define SAM_SAY_BECAUSE_LEAD_UP                                                                    \
    N_("Over %zu statements the lead partner is on average %s points more favourable than the "    \
       "others. In a group the others may keep silent.")
#define SAM_SAY_BECAUSE_LEAD_DOWN                                                                  \
    N_("Over %zu statements the lead partner is on average %s points less favourable than the "    \
       "others. In a group they may not tell each other.")
#define SAM_SAY_BECAUSE_HOLDER                                                                     \
    N_("Over %zu statements the alliance and the account holder are on average %s points apart. "  \
       "Speak to them apart first.")
#define SAM_SAY_BECAUSE_ONE                                                                        \
    N_("One person answered. A score would be this person's own opinion, and nobody's agreement.")
#define SAM_SAY_BECAUSE_TWO                                                                        \
    N_("Two people answered. A score would tell each of them what the other answered.")
#define SAM_SAY_BECAUSE_NOBODY N_("Nobody answered, so there is nothing to prepare from.")
#define SAM_SAY_BECAUSE_LOW                                                                        \
    N_("Less than 60 % answered. Try to have those who were silent at the table too.")

/* --- why a statement is a topic */
#define SAM_SAY_TOPIC_LOW_AGREED                                                                   \
    N_("Unfavourable, and the partners agree on it: a bottleneck they share.")
#define SAM_SAY_TOPIC_DISAGREEMENT N_("The answers lie far apart.")
#define SAM_SAY_TOPIC_TWO_CAMPS N_("Two camps: some agree, some disagree, few are in between.")
#define SAM_SAY_TOPIC_LEAD_GAP N_("The lead partner and the other partners see this differently.")
#define SAM_SAY_TOPIC_HOLDER_GAP N_("The alliance and the account holder see this differently.")
#define SAM_SAY_TOPIC_BOTH_GAPS                                                                    \
    N_("The lead partner and the others, and the alliance and the account holder, see this "       \
       "differently.")
#define SAM_SAY_TOPIC_DONT_KNOW                                                                    \
    N_("Many could not say: this is out of sight for part of the partners.")
#define SAM_SAY_TOPIC_UP N_("Agreement rose by %s since the last wave.")
#define SAM_SAY_TOPIC_DOWN N_("Agreement fell by %s since the last wave.")
#define SAM_SAY_TOPIC_OPEN N_("It seems to come up in the open answers.")
#define SAM_SAY_TOPIC_OTHER N_("Among the statements with the most to talk about.")
#define SAM_SAY_TOPICS_NONE N_("No statement stands out. Start from what goes well.")

/* --- questions by reason */
#define SAM_ASK_LOW_AGREED                                                                         \
    N_("Can you give an example of how this goes at the moment? What makes it go that way?")
#define SAM_ASK_DISAGREEMENT                                                                       \
    N_("This looks different from one place to another. Who would like to tell how it looks from " \
       "their organisation?")
#define SAM_ASK_TWO_CAMPS                                                                          \
    N_("There is more than one view on this here. What is each view based on?")
#define SAM_ASK_LEAD_GAP                                                                           \
    N_("What do you see of this in your own work? First the partners, then the lead partner.")
#define SAM_ASK_HOLDER_GAP                                                                         \
    N_("What do you see of this from the alliance, and what from the funder's side?")
#define SAM_ASK_DONT_KNOW                                                                          \
    N_("Who deals with this in practice, and what do the others get to see of it?")
#define SAM_ASK_CHANGE N_("What has happened around this since the last time we asked?")
#define SAM_ASK_OPEN N_("What would you like to say about this here?")
#define SAM_ASK_OTHER N_("How do you look at this?")

/* --- follow-up questions by what the statement is about */
#define SAM_ASK_FORMING N_("What do you still need to know about one another, if anything?")
#define SAM_ASK_STORMING N_("How do you deal with different views when there are any?")
#define SAM_ASK_NORMING N_("What has been agreed on this, and how does that work out?")
#define SAM_ASK_PERFORMING N_("What did this look like in something you did together?")
#define SAM_ASK_SYNERGY                                                                            \
    N_("Where did something of one partner make a difference to another, and where not?")
#define SAM_ASK_PARTNERSHIP N_("How does this go in the contact with the funder?")
#define SAM_ASK_THEME N_("What would you keep as it is, and what would you do differently?")

/* --- closing questions by phase */
#define SAM_ASK_CLOSE_FORMING N_("What do you need from one another in the coming months?")
#define SAM_ASK_CLOSE_STORMING                                                                     \
    N_("Which difference of view would you like to have talked through a year from now?")
#define SAM_ASK_CLOSE_NORMING                                                                      \
    N_("Which agreement deserves the most attention in the coming half year?")
#define SAM_ASK_CLOSE_PERFORMING                                                                   \
    N_("What do you want to hold on to when circumstances or people change?")
#define SAM_ASK_CLOSE_OPEN N_("Where do you stand as an alliance now, and what is the next step?")
#define SAM_ASK_PHASE                                                                              \
    N_("Getting acquainted, clashing, making agreements, getting results together: what do you "   \
       "recognise of each?")

/* --- do the partners agree */
#define SAM_SAY_AGREE_FEW N_("too few answers to say")
#define SAM_SAY_AGREE N_("largely agree")
#define SAM_SAY_DIFFER N_("they differ: worth asking about")
#define SAM_SAY_CAMPS N_("two camps")
#define SAM_SAY_AGREE_NO_VALUE N_("agreement can't be computed")

/* --- roles and waves */
#define SAM_SAY_CHANCE_UNLIKELY N_("Rarely by chance alone (%s)")
#define SAM_SAY_CHANCE_LIKELY N_("May well be chance (%s)")
#define SAM_SAY_CHANCE_UNKNOWN N_("Chance not computed")
#define SAM_SAY_BETWEEN                                                                            \
    N_("%s of the differences between people's scores lies between alliances, the rest within "    \
       "them.")
#define SAM_SAY_BETWEEN_CHANCE_UNLIKELY                                                            \
    N_("If it made no difference in which alliance somebody is, that much would be rare (%s).")
#define SAM_SAY_BETWEEN_CHANCE_LIKELY                                                              \
    N_("That much is not rare either if it made no difference in which alliance somebody is "      \
       "(%s).")
#define SAM_SAY_CHANGE_MEASURED N_("%zu organisations; error of measurement up to %s")
#define SAM_SAY_CHANGE_WHO                                                                         \
    N_("%zu organisations answered in both waves; %zu only in this one, %zu only in the one "      \
       "before. People may have changed within them.")
#define SAM_SAY_CHANGE_DETECTABLE                                                                  \
    N_("%s: only a change of %s points or more is larger than what errors of measurement can do. " \
       "A smaller one may be nothing, whatever its p.")
#define SAM_SAY_CHANGE_LEFT_OUT N_("Without an equal in the other questionnaire, and left out: %s.")
#define SAM_SAY_CHANGE_ONE N_("only %zu organisation")
#define SAM_SAY_CHANGE_MANY N_("%zu organisations")

/* --- waves one after another */
#define SAM_SAY_FORMER_NAME N_("In %s it was called %s.")
#define SAM_SAY_WAVES_NOTE                                                                         \
    N_("Each dot is a mean with its 95 % interval; n is how many people it rests on. A hollow "    \
       "dot "                                                                                      \
       "has no interval, or rests partly on other statements. Other people may have answered in "  \
       "each wave: what changed is said over organisations that answered twice.")
#define SAM_SAY_PATH_SAME N_("From %s to %s: the answers go on pointing to %s.")
#define SAM_SAY_PATH_ON N_("From %s to %s: the answers went from %s to %s.")
#define SAM_SAY_PATH_BACK                                                                          \
    N_("From %s to %s: the answers went from %s back to %s. That is no failure: groups take up "   \
       "earlier questions again when people, tasks or circumstances change.")
#define SAM_SAY_PATH_UNSURE                                                                        \
    N_("From %s to %s: in at least one of the two the answers don't point to one phase, so that "  \
       "no step can be said.")
#define SAM_SAY_WAVES_NEW N_("For the first time in this wave: %s.")
#define SAM_SAY_WAVES_GONE N_("Only in earlier waves: %s.")

/* --- the programme */
#define SAM_SAY_PROGRAMME_WARNING                                                                  \
    N_("%zu alliances prove nothing. With so few some attribute always goes with higher or lower " \
       "scores, by chance. This describes and tests nothing; an alliance's size, age or budget "   \
       "is "                                                                                       \
       "no explanation of its score.")
#define SAM_SAY_PROGRAMME_SIZE                                                                     \
    N_("Partners: up to %s (%zu alliances) means from %s to %s; more (%zu alliances) from %s to "  \
       "%s.")
#define SAM_SAY_PROGRAMME_AGE                                                                      \
    N_("Since: up to %s (%zu alliances) means from %s to %s; later (%zu alliances) from %s to "    \
       "%s.")
#define SAM_SAY_PROGRAMME_BUDGET                                                                   \
    N_("Budget: up to %s (%zu alliances) means from %s to %s; more (%zu alliances) from %s to "    \
       "%s.")
#define SAM_SAY_PROGRAMME_KIND_ONE N_("%s (%zu alliance) mean %s")
#define SAM_SAY_PROGRAMME_KIND_MANY N_("%s (%zu alliances) means from %s to %s")
#define SAM_SAY_PROGRAMME_ALIKE N_("%s: the same, as far as it is known and there is a score.")
#define SAM_SAY_PROGRAMME_FEW N_("%s: too few alliances on one side to lay beside the others.")

/* --- overlap */
#define SAM_SAY_OVERALL_MEAN                                                                       \
    N_("All alliances together: mean %s, interval %s to %s. People of one organisation count as "  \
       "going together in it, also when they answer for different alliances.")
#define SAM_SAY_MEAN_OF_ALLIANCES N_("With every alliance counting once the mean is %s.")
#define SAM_SAY_OVERLAP                                                                            \
    N_("Organisations that answered for more than one alliance: %zu. People: %zu. Intervals of "   \
       "means over all alliances allow for that. Permutation tests over alliances do not: they "   \
       "take everybody for independent, so that their p is too small rather than too large.")
#define SAM_SAY_OVERLAP_UNKNOWN                                                                    \
    N_("Organisations that answered for more than one alliance: %zu. Intervals of means over all " \
       "alliances allow for that. Permutation tests over alliances do not: they take everybody "   \
       "for independent, so that their p is too small rather than too large.")
#define SAM_SAY_OVERLAP_HOLDERS                                                                    \
    N_("Account holders who answered for more than one alliance: %zu. Where both sides are "       \
       "compared over all alliances they count once for each.")

/* --- two sides */
#define SAM_SAY_SIDES_NOTE                                                                         \
    N_("Partners and account holders look at the same partnership from different places. A gap "   \
       "does not say who is right. As a rule an account holder is one person: what stands here "   \
       "is "                                                                                       \
       "what one person sees beside what several see.")
#define SAM_SAY_SIDES_OVERALL                                                                      \
    N_("Every alliance is compared with its own account holders; alliances that differ from one "  \
       "another don't make a gap. Means are over alliances in which both sides answered.")
#define SAM_SAY_SIDES_PEOPLE N_("%zu partners, %zu account holders, %zu alliances")
#define SAM_SAY_SIDES_FEW_ONE N_("%zu statement was answered by too few on one side to show.")
#define SAM_SAY_SIDES_FEW_MANY N_("%zu statements were answered by too few on one side to show.")

/* --- open answers */
#define SAM_SAY_OPEN_NONE N_("Nobody wrote anything in their own words.")
#define SAM_SAY_FLAG_ONE                                                                           \
    N_("%zu name or possible name is marked. Take it out before an answer goes to anyone.")
#define SAM_SAY_FLAG_MANY                                                                          \
    N_("%zu names or possible names are marked. Take them out before an answer goes to anyone.")
#define SAM_SAY_FLAG_NONE N_("No names were found. Read the answers for other traces all the same.")

#endif
