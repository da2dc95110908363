#include "report/sentences.h"

#include "analyse/score.h"
#include "report/phrases.h"

#include <string.h>

enum sam_turnout sam_turnout_of(size_t responded, size_t invited) {
    if (responded == 0) {
        return SAM_TURNOUT_NONE;
    }
    if (invited == 0) {
        return SAM_TURNOUT_UNKNOWN;
    }
    if (10 * responded >= 8 * invited) {
        return SAM_TURNOUT_COMPLETE;
    }
    return 10 * responded >= 6 * invited ? SAM_TURNOUT_INDICATIVE : SAM_TURNOUT_LOW;
}

const char *sam_words_turnout(enum sam_lang lang, enum sam_turnout turnout) {
    switch (turnout) {
    case SAM_TURNOUT_COMPLETE:
        return sam_tr_in(lang, N_("complete: at least 80 % answered"));
    case SAM_TURNOUT_INDICATIVE:
        return sam_tr_in(lang, N_("indicative: 60 to 79 % answered"));
    case SAM_TURNOUT_LOW:
        return sam_tr_in(lang, N_("low: less than 60 % answered, read with care"));
    case SAM_TURNOUT_NONE:
        return sam_tr_in(lang, N_("nobody answered"));
    case SAM_TURNOUT_UNKNOWN:
        break;
    }
    return sam_tr_in(lang, N_("not known how many were invited"));
}

const char *sam_words_phase(enum sam_lang lang, enum sam_phase phase) {
    switch (phase) {
    case SAM_FORMING:
        return sam_tr_in(lang, N_("forming"));
    case SAM_STORMING:
        return sam_tr_in(lang, N_("storming"));
    case SAM_NORMING:
        return sam_tr_in(lang, N_("norming"));
    case SAM_PERFORMING:
        return sam_tr_in(lang, N_("performing"));
    case SAM_PHASE_NONE:
        break;
    }
    return "";
}

const char *sam_words_phase_meaning(enum sam_lang lang, enum sam_phase phase) {
    switch (phase) {
    case SAM_FORMING:
        return sam_tr_in(lang, N_("getting to know one another, careful with differences"));
    case SAM_STORMING:
        return sam_tr_in(lang, N_("tensions come up, about who decides and who does what"));
    case SAM_NORMING:
        return sam_tr_in(lang, N_("one shared goal, clear roles and agreements that are kept"));
    case SAM_PERFORMING:
        return sam_tr_in(lang, N_("results together, differences are settled on the way"));
    case SAM_PHASE_NONE:
        break;
    }
    return "";
}

const char *sam_words_relation(enum sam_lang lang, enum sam_relation relation) {
    return relation == SAM_RELATION_ALLIANCE
               ? sam_tr_in(lang, N_("Among the partners"))
               : sam_tr_in(lang, N_("Between the alliance and the funder"));
}

const char *sam_words_band(enum sam_lang lang, enum sam_band band) {
    switch (band) {
    case SAM_BAND_CONCERN:
        return sam_tr_in(lang, N_("concern"));
    case SAM_BAND_DISCUSS:
        return sam_tr_in(lang, N_("worth discussing"));
    case SAM_BAND_STRENGTH:
        return sam_tr_in(lang, N_("strength"));
    case SAM_BAND_DANGER:
        return sam_tr_in(lang, N_("danger zone"));
    case SAM_BAND_WORK:
        return sam_tr_in(lang, N_("work zone"));
    case SAM_BAND_HEADWAY:
        return sam_tr_in(lang, N_("headway zone"));
    case SAM_BAND_TARGET:
        return sam_tr_in(lang, N_("target zone"));
    case SAM_BAND_NONE:
        break;
    }
    return "";
}

const char *sam_words_why(enum sam_lang lang, enum sam_why why) {
    if (why <= SAM_HAS_VALUE || why >= SAM_WHYS) {
        return sam_tr_in(lang, N_("It could not be computed, for a reason that this version of "
                                  "samenscan doesn't know."));
    }
    return sam_tr_in(lang, sam_why_sentence(why));
}

void sam_words_percent(enum sam_lang lang, double share, struct sam_buf *text) {
    if (share > 0 && share < 0.005) {
        sam_buf_text(text, sam_tr_in(lang, N_("< 1 %")));
    } else if (share < 1 && share >= 0.995) {
        sam_buf_text(text, sam_tr_in(lang, N_("> 99 %")));
    } else {
        char digits[48];
        sam_number_text(lang, 100 * share, 0, digits, sizeof digits);
        sam_buf_printf(text, sam_tr_in(lang, N_("%s %%")), digits);
    }
}

static void join(enum sam_lang lang, size_t i, size_t count, struct sam_buf *text) {
    if (i > 0) {
        sam_buf_text(text, i + 1 == count ? sam_tr_in(lang, N_(" and ")) : ", ");
    }
}

void sam_words_phases(enum sam_lang lang, const bool phases[SAM_PHASES], struct sam_buf *text) {
    size_t count = 0;
    size_t written = 0;
    for (int k = 0; k < SAM_PHASES; k++) {
        count += phases[k];
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        if (phases[k]) {
            join(lang, written++, count, text);
            sam_buf_text(text, sam_words_phase(lang, (enum sam_phase)k));
        }
    }
}

void sam_words_leaning(enum sam_lang lang, const size_t leaning[SAM_PHASES], struct sam_buf *text) {
    bool first = true;
    for (int k = 0; k < SAM_PHASES; k++) {
        if (leaning[k] > 0) {
            sam_buf_printf(text, "%s%s %zu", first ? "" : ", ",
                           sam_words_phase(lang, (enum sam_phase)k), leaning[k]);
            first = false;
        }
    }
}

static void mixed_verdict(enum sam_lang lang, const struct sam_phase_score *score,
                          struct sam_buf *text) {
    bool later[SAM_PHASES];
    struct sam_buf names;
    sam_buf_init(&names, SAM_BUF_UNLIMITED);
    memcpy(later, score->shared, sizeof later);
    later[SAM_FORMING] = false;
    sam_words_phases(lang, later, &names);
    if (names.length == 0) {
        sam_buf_text(text, sam_tr_in(lang, SAM_SAY_PHASE_PARTLY_FORMING));
    } else if (score->shared[SAM_FORMING]) {
        sam_buf_printf(text, sam_tr_in(lang, SAM_SAY_PHASE_FORMING_WITH), names.data);
    } else {
        sam_buf_printf(text, sam_tr_in(lang, SAM_SAY_PHASE_PAST_FORMING), names.data);
    }
    sam_buf_fini(&names);
}

static void undecided_verdict(enum sam_lang lang, const struct sam_phase_score *score,
                              struct sam_buf *text) {
    if (score->respondents < 3) {
        sam_buf_text(text, sam_tr_in(lang, SAM_SAY_PHASE_FEW));
        return;
    }
    size_t sides = 0;
    for (int k = 0; k < SAM_PHASES; k++) {
        sides += score->leaning[k] > 0;
    }
    if (sides < 2) {
        sam_buf_text(text, sam_tr_in(lang, SAM_SAY_PHASE_NONE));
        return;
    }
    struct sam_buf names;
    sam_buf_init(&names, SAM_BUF_UNLIMITED);
    sam_words_leaning(lang, score->leaning, &names);
    sam_buf_printf(text, sam_tr_in(lang, SAM_SAY_PHASE_APART), names.data);
    sam_buf_fini(&names);
}

void sam_words_verdict(enum sam_lang lang, const struct sam_phase_score *score,
                       struct sam_buf *text) {
    switch (score->verdict) {
    case SAM_VERDICT_CLEAR:
        sam_buf_printf(text, sam_tr_in(lang, SAM_SAY_PHASE_CLEAR),
                       sam_words_phase(lang, score->modal),
                       sam_words_phase_meaning(lang, score->modal));
        break;
    case SAM_VERDICT_MIXED:
        mixed_verdict(lang, score, text);
        break;
    case SAM_VERDICT_UNDECIDED:
        undecided_verdict(lang, score, text);
        break;
    case SAM_VERDICT_NO_DATA:
        sam_buf_printf(text, sam_tr_in(lang, SAM_SAY_PHASE_NO_DATA),
                       sam_words_why(lang, score->why));
        break;
    }
}

enum sam_consensus sam_consensus_of(int points, size_t respondents, struct sam_number ad,
                                    bool two_camps) {
    if (respondents < SAM_CONSENSUS_FROM) {
        return SAM_CONSENSUS_TOO_FEW;
    }
    if (two_camps) {
        return SAM_CONSENSUS_CAMPS;
    }
    if (!sam_has(ad)) {
        return SAM_CONSENSUS_NO_VALUE;
    }
    return ad.value <= points / 6.0 ? SAM_CONSENSUS_YES : SAM_CONSENSUS_NO;
}

const char *sam_words_consensus(enum sam_lang lang, enum sam_consensus consensus) {
    switch (consensus) {
    case SAM_CONSENSUS_TOO_FEW:
        return sam_tr_in(lang, SAM_SAY_AGREE_FEW);
    case SAM_CONSENSUS_YES:
        return sam_tr_in(lang, SAM_SAY_AGREE);
    case SAM_CONSENSUS_NO:
        return sam_tr_in(lang, SAM_SAY_DIFFER);
    case SAM_CONSENSUS_CAMPS:
        return sam_tr_in(lang, SAM_SAY_CAMPS);
    case SAM_CONSENSUS_NO_VALUE:
        break;
    }
    return sam_tr_in(lang, SAM_SAY_AGREE_NO_VALUE);
}

bool sam_interview_only(const struct sam_alliance_result *result) {
    return result->responded == 1 || result->responded == 2;
}

size_t sam_main_scale(const struct sam_questionnaire *questionnaire) {
    size_t found = sam_questionnaire_scale(questionnaire, "synergy");
    for (size_t s = 0; s < questionnaire->scale_count && found == SAM_NONE; s++) {
        if (questionnaire->scales[s].phase == SAM_PHASE_NONE &&
            !sam_scale_of_account_holders(questionnaire, s)) {
            found = s;
        }
    }
    return found;
}
