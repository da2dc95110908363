#include "report/story_phrases.h"

static const struct sam_phrase phrases[] = {
    {"Stories", SAM_SAY_STORIES, NULL,
     "`stories` is not empty; by their number and that of "
     "different `teller`"},
    {"Stories", SAM_SAY_STORIES_NONE, NULL, "`stories` is empty"},
    {"Stories", SAM_SAY_CHOSEN_NONE, NULL, "`chosen` is empty in every story"},
    {"Stories", SAM_SAY_STORIES_SHOWN, NULL, "how many may be shown (docs/privacy.md)"},
    {"Stories", SAM_SAY_STORY_SHOWN, NULL, "none of the reasons below holds"},
    {"Stories", SAM_SAY_STORY_NO_CONSENT, NULL, "`consent_report` or `consent_funder` is false"},
    {"Stories", SAM_SAY_STORY_NOT_CLEARED, NULL, "`cleared` is no"},
    {"Stories", SAM_SAY_STORY_CHANGED, NULL, "`cleared` is earlier"},
    {"Stories", SAM_SAY_STORY_NAMES, NULL, "no `cleared_text`, and `flags` of a part is not empty"},
    {"Stories", SAM_SAY_STORY_EDITED_NAMES, NULL,
     "`flags` of `cleared_text` has another kind than possible and funder"},
    {"Stories", SAM_SAY_STORY_FEW, NULL,
     "fewer than three different `teller`, or fewer than `bands_from` if that is more"},
    {"Stories that are shared", SAM_SAY_SHARE_STORIES, NULL, "a story may be shown"},
    {"Stories that are shared", SAM_SAY_SHARE_NONE, NULL, "no story may be shown"},
    {"Stories that are shared", SAM_SAY_SHARE_OTHERS, NULL,
     "as many different `teller` wrote those that aren't shown"},
    {"Stories that are shared", SAM_SAY_SHARE_ONLY, NULL, "else, also when all are shown"},
    {"Stories that are shared", SAM_SAY_SHARE_CHOSEN, NULL,
     "`chosen` of the story; `by` has flags or is an alliance"},
    {"Stories that are shared", SAM_SAY_SHARE_CHOSEN_BY, NULL, "`by` is neither"},
};

const struct sam_phrase *sam_story_phrases(size_t *count) {
    *count = sizeof phrases / sizeof *phrases;
    return phrases;
}

const char *sam_say_verdict(enum sam_lang lang, enum sam_story_verdict verdict) {
    static const char *const verdicts[SAM_STORY_VERDICTS] = {
        [SAM_STORY_SHOWN] = SAM_SAY_STORY_SHOWN,
        [SAM_STORY_NO_CONSENT] = SAM_SAY_STORY_NO_CONSENT,
        [SAM_STORY_NOT_CLEARED] = SAM_SAY_STORY_NOT_CLEARED,
        [SAM_STORY_CHANGED] = SAM_SAY_STORY_CHANGED,
        [SAM_STORY_NAMES] = SAM_SAY_STORY_NAMES,
        [SAM_STORY_EDITED_NAMES] = SAM_SAY_STORY_EDITED_NAMES,
        [SAM_STORY_FEW] = SAM_SAY_STORY_FEW};
    return sam_tr_in(lang, verdicts[verdict]);
}
