/* What the research questions of the reference evaluations ask: a questionnaire names them by
 * number, and nobody ever reads a number. */
#include "report/share.h"

#include <string.h>

static const struct {
    const char *id, *heading;
} questions[] = {
    {"1a", N_("How the subsidy scheme came about")},
    {"1b", N_("How the application was written and assessed")},
    {"1c", N_("The making of the scheme, as the funder's staff saw it")},
    {"1d", N_("The assessment, as the funder's staff saw it")},
    {"2a", N_("How the alliance is organised and led")},
    {"2b", N_("How the working together develops")},
    {"2c", N_("New chances by working together")},
    {"2d", N_("Synergy: reaching together what none could alone")},
    {"2e", N_("What gets in the way inside the alliance")},
    {"2f", N_("What has come of the expectations of the alliance")},
    {"3a", N_("Contact with the funder")},
    {"3b", N_("How the alliances were selected")},
    {"3c", N_("Chances by working with the funder")},
    {"3d", N_("What gets in the way in working with the funder")},
    {"3e", N_("Chances and difficulties for the funder")},
    {"3f", N_("What has come of the expectations of working with the funder")},
};

const char *sam_share_question(enum sam_lang lang, const char *id) {
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        if (strcmp(questions[i].id, id) == 0) {
            return sam_tr_in(lang, questions[i].heading);
        }
    }
    return NULL;
}
