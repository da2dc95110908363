#include "analyse/item_voices.h"

bool sam_item_is_asked(const struct sam_questionnaire *q,
                       const struct sam_analysis_options *options, size_t item, size_t a,
                       unsigned role) {
    const struct sam_item *it = &q->items[item];
    const unsigned partners = 1U << SAM_LEAD | 1U << SAM_PARTNER;
    bool single = options->organisations != NULL && options->organisations[a] == 1;
    if (single && it->scale != SAM_NONE && q->scales[it->scale].relation == SAM_RELATION_ALLIANCE) {
        return false;
    }
    return (it->audience & (role == SAM_ROLE_UNKNOWN ? partners : 1U << role)) != 0;
}

void sam_item_voices_of(const struct sam_questionnaire *q, const struct sam_answers *answers,
                        const struct sam_analysis_options *options, size_t item,
                        struct sam_item_voices voices[SAM_SIDES]) {
    size_t n[SAM_SIDES] = {0};
    uint64_t sum[SAM_SIDES] = {0};
    for (size_t a = 0; a < answers->alliance_count; a++) {
        bool asked[SAM_ROLE_UNKNOWN + 1];
        for (unsigned role = 0; role <= SAM_ROLE_UNKNOWN; role++) {
            asked[role] = sam_item_is_asked(q, options, item, a, role);
        }
        for (size_t row = answers->first_row[a]; row < answers->first_row[a + 1]; row++) {
            uint8_t answer = answers->item[item][row];
            uint8_t role = answers->role[row];
            if (asked[role] && answer != SAM_MISSING && answer != SAM_DONT_KNOW) {
                enum sam_viewpoint side =
                    role == SAM_ACCOUNT_HOLDER ? SAM_SIDE_ACCOUNT_HOLDERS : SAM_SIDE_PARTNERS;
                n[side]++;
                sum[side] += answer;
            }
        }
    }
    for (int side = 0; side < SAM_SIDES; side++) {
        voices[side].respondents = n[side];
        voices[side].mean = n[side] == 0 ? sam_no_value(SAM_WHY_NO_ANSWERS)
                            : n[side] < options->min_group
                                ? sam_no_value(SAM_WHY_SUPPRESSED)
                                : sam_value((double)sum[side] / (double)n[side]);
    }
}
