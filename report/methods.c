/* What each number is, for the appendix of reports: the one place for these words. Their Dutch is
 * in the catalogue; docs/methods.md has a section for each, which a test checks. */
#include "report/methods.h"

#include "base/words.h"

static const struct sam_method methods[] = {
    {"score", N_("Score of a scale"),
     N_("A person's score is the mean of the statements answered, if at least the share that the "
        "questionnaire asks for (usually half) was answered; statements that are put the other way "
        "round are turned first. An alliance's score is the mean of its people. \"Don't know\" "
        "counts as not answered, never as the middle."),
     ""},
    {"interval", N_("95 % interval"),
     N_("It says where the mean of the invited partners lies now: it narrows as more of them "
        "answer, and keeps the uncertainty of the measuring itself. The spread within alliances is "
        "estimated over all alliances together, because a few people can't show it; t "
        "distribution, with the correction for a finite population (Cochran 1977)."),
     "Cochran 1977"},
    {"pooled", N_("Pooled mean"),
     N_("For comparing, each alliance's mean is drawn towards the mean of all, more so when fewer "
        "people answered. One-way random-effects model, variances by restricted maximum "
        "likelihood; "
        "where that finds no variance between alliances, with a half-normal prior "
        "(Gelman 2006). Its interval also allows for not knowing how much alliances differ, with a "
        "prior of its own (Morris 1983)."),
     "Patterson & Thompson 1971; Gelman 2006; Morris 1983"},
    {"ordinal", N_("Order without means"),
     N_("A mean takes the step from 1 to 2 for as large as the step from 4 to 5. Alliances are "
        "therefore compared without means too, by a hierarchical cumulative probit: every "
        "statement has its own thresholds, every alliance a level (Agresti 2010). Where two "
        "alliances then change places (Liddell & Kruschke 2018) they are named: neither is the "
        "higher."),
     "Agresti 2010; Liddell & Kruschke 2018"},
    {"agreement", N_("Agreement: mean distance and r_wg"),
     N_("The mean distance of the answers to their mean; up to a sixth of the number of answer "
        "points counts as agreement (Burke & Dunlap 2002). r_wg(J) sets the spread against that "
        "of people who answer at random, evenly or somewhat leniently (James, Demaree & Wolf 1984; "
        "LeBreton & Senter 2008); r*_wg(J) does not grow with the number of statements, and is "
        "negative where people differ more than at random (Lindell, Brandt & Whitney 1999); below "
        "five people no verdict is given, because chance reaches "
        ".70 too often."),
     "Burke & Dunlap 2002; James, Demaree & Wolf 1984; LeBreton & Senter 2008; Lindell, Brandt & "
     "Whitney 1999"},
    {"profile", N_("Phase profile"),
     N_("How much the statements of each phase are agreed with, from 0 to 100. It is a profile, "
        "not a ladder: an alliance can be in two phases at once (Tuckman 1965; Chang, Bordia & "
        "Duck 2003)."),
     "Tuckman 1965; Chang, Bordia & Duck 2003"},
    {"posterior", N_("Phase probability"),
     N_("How probable each phase is given all answers, if the table below is right about how "
        "people "
        "in that phase answer. A phase is called clear from a probability of 75 % and a lead of "
        "7.5 "
        "points in the profile; because one person's answers go together, they count for less than "
        "separate answers would."),
     "Mosimann 1962"},
    {"reliability", N_("Alpha and omega"),
     N_("How far the statements of a scale go together, from people who answered all of them. "
        "Alpha "
        "(Cronbach 1951) has Feldt's interval (1965); omega total comes from a model with one "
        "factor (McDonald 1999)."),
     "Cronbach 1951; Feldt 1965; McDonald 1999"},
    {"icc", N_("ICC(1) and ICC(2)"),
     N_("ICC(1) is the share of the differences between people that lies between alliances, with "
        "its 95 % interval (Wald 1940); ICC(2) how reliable the alliances' means are (Bliese "
        "2000). With few alliances they describe and decide nothing."),
     "Wald 1940; Bliese 2000"},
    {"discussion", N_("To discuss first"),
     N_("Statements are ordered by how much there is to talk about: low and agreed, answers far "
        "apart, two camps, roles that see it differently, many who don't know. The order is a "
        "suggestion for the meeting, not a score of the alliance."),
     ""},
    {"difference", N_("Differences between roles, alliances and waves"),
     N_("Whether a difference is larger than chance makes it is seen by dividing the same answers "
        "anew, in every way there is or in many random ones (Fisher 1935; Pitman 1937); with few "
        "people even the largest difference can be chance. Its size is the probability that one of "
        "the first group scores higher than one of the second (Grissom & Kim 2012); half means no "
        "difference. Waves are compared over partners that answered in both."),
     "Fisher 1935; Pitman 1937; Grissom & Kim 2012"},
    {"expectations", N_("Ratings of expectations"),
     N_("People's means on the statements that are linked to an expectation, first within each "
        "alliance and then over alliances, so that each counts once; partners and account holders "
        "each count for half. Rated + nearer to agree, 0 nearer to disagree and +/- nearer to the "
        "middle of the scale; the chances are those of a t distribution on the number of "
        "alliances (Xie & Singh 2013; the gap between the sides: Welch 1947). A perception, no "
        "proof."),
     "Xie & Singh 2013; Welch 1947"},
};

const struct sam_method *sam_methods(size_t *count) {
    *count = sizeof methods / sizeof *methods;
    return methods;
}
