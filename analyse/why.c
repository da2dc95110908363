#include "analyse/estimate.h"

#include "base/words.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *id, *sentence;
} whys[SAM_WHYS] = {
    [SAM_HAS_VALUE] = {"", ""},
    [SAM_WHY_NO_ANSWERS] = {"no_answers", N_("Nobody answered this.")},
    [SAM_WHY_ONE_RESPONDENT] = {"one_respondent",
                                N_("Only one person answered; this needs at least two.")},
    [SAM_WHY_TOO_FEW_RESPONDENTS] = {"too_few_respondents",
                                     N_("Too few people answered to say this.")},
    [SAM_WHY_ONE_ITEM] = {"one_item", N_("There is only one statement; this needs at least two.")},
    [SAM_WHY_TOO_FEW_ITEMS] = {"too_few_items", N_("There are too few statements to say this.")},
    [SAM_WHY_NO_VARIANCE] = {"no_variance",
                             N_("Everybody answered the same, so there are no differences to "
                                "work with.")},
    [SAM_WHY_CONSTANT_ITEM] = {"constant_item",
                               N_("Everybody gave the same answer to this statement, or to one of "
                                  "the statements.")},
    [SAM_WHY_ONE_ALLIANCE] = {"one_alliance", N_("There is only one alliance; comparing needs at "
                                                 "least two.")},
    [SAM_WHY_NO_REPLICATION] = {"no_replication",
                                N_("In no alliance did two people answer, so differences inside "
                                   "an alliance can't be seen.")},
    [SAM_WHY_NO_CONVERGENCE] = {"no_convergence", N_("The computation found no stable answer.")},
    [SAM_WHY_IMPROPER] = {"improper", N_("The model does not fit these answers: it would need a "
                                         "negative variance.")},
    [SAM_WHY_SINGULAR] = {"singular", N_("There are more statements than people, or statements "
                                         "that say the same as others.")},
    [SAM_WHY_SINGLE_ORGANISATION] = {"single_organisation",
                                     N_("This alliance is one organisation: there is no working "
                                        "together inside it.")},
    [SAM_WHY_NO_PHASE_ITEMS] = {"no_phase_items",
                                N_("The questionnaire has no statements about this phase.")},
    [SAM_WHY_UNKNOWN_INVITED] = {"unknown_invited",
                                 N_("It is not known how many people were invited.")},
    [SAM_WHY_SUPPRESSED] = {"suppressed",
                            N_("Left out to protect the people who answered: they are too few.")},
    [SAM_WHY_NOT_ASKED] = {"not_asked", N_("Left out because it was not asked for.")},
    [SAM_WHY_PHASE_SCALE] = {"phase_scale", N_("This scale is about a phase: more of it is neither "
                                               "better nor worse, so it has no bands.")},
    [SAM_WHY_NOT_GIVEN] = {"not_given", N_("It was not given.")},
    [SAM_WHY_NO_WITHIN_VARIANCE] = {"no_within_variance",
                                    N_("All answers within each group are identical, so there is "
                                       "nothing to set the differences between groups against.")},
    [SAM_WHY_NOT_COMPARABLE] = {"not_comparable", N_("The statements were not the same, so they "
                                                     "can't be compared.")},
    [SAM_WHY_NO_PAIRS] = {"no_pairs", N_("No partner answered in both waves.")},
    [SAM_WHY_TOO_MANY_ALLIANCES] =
        {"too_many_alliances",
         N_("There are too many alliances or statements to work this out one by "
            "one.")},
    [SAM_WHY_TOO_FEW_ALLIANCES] = {"too_few_alliances",
                                   N_("There are too few alliances to say this.")},
    [SAM_WHY_AT_AN_END] = {"at_an_end", N_("All answers are the highest or the lowest there are, "
                                           "so how far out this is can't be said.")},
};

const char *sam_why_id(enum sam_why why) {
    assert(why < SAM_WHYS);
    return whys[why].id;
}

const char *sam_why_sentence(enum sam_why why) {
    assert(why < SAM_WHYS);
    return whys[why].sentence;
}

enum sam_why sam_why_read(const char *id) {
    for (int i = SAM_HAS_VALUE + 1; i < SAM_WHYS; i++) {
        if (strcmp(id, whys[i].id) == 0) {
            return (enum sam_why)i;
        }
    }
    return SAM_WHYS;
}
