/* One response: what one respondent answered to one questionnaire, on its way into the store.
 *
 * It arrives raw, as (name, text) pairs from a file, a platform or our own form; the same rules
 * then turn it into a response or refuse it with a reason. A refused one goes to quarantine in its
 * raw form, and can be tried again after study.json is mended. */
#ifndef SAM_MODEL_RESPONSE_H
#define SAM_MODEL_RESPONSE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/answers.h"
#include "model/questionnaire.h"
#include "model/study.h"

#include <stdbool.h>
#include <stdint.h>

enum { SAM_OPEN_TEXT_LIMIT = 20000 };

struct sam_raw_answer {
    const char *name; /* item or open question id */
    const char *text; /* "" not answered; whole number; "dk"; or an open answer */
    bool left_blank;  /* with "": it was seen and not answered, the source says; else who knows */
};

/* Everything borrowed from whoever filled it in. NULL reads as "". */
struct sam_raw_response {
    const char *record_id; /* unique within its source */
    const char *respondent, *alliance, *organisation, *role, *wave, *language;
    const char *submitted_at; /* as the source gives it */
    const char *modified_at;  /* as the source gives it, or NULL */
    bool complete;
    struct sam_raw_answer *answers;
    size_t answer_count;
};

struct sam_open_answer {
    size_t question;
    const char *text;
};

struct sam_response {
    const char *record_id, *respondent, *alliance, *organisation, *wave, *submitted_at,
        *modified_at; /* never NULL; "" when unknown */
    enum sam_role role;
    int language; /* enum sam_lang, or -1 unknown */
    bool complete;
    const uint8_t *answers; /* per item of the questionnaire, see answers.h */
    size_t item_count;
    const struct sam_open_answer *open;
    size_t open_count;
    /* Ids, with blanks between them, of the items that were seen and not answered, as far as the
     * source tells them from those that were never seen; NULL or "": none. */
    const char *left_blank;
};

/* Is this item among response->left_blank? */
bool sam_response_left_blank(const struct sam_response *response, const char *item);

/* Why a response was refused; the codes are kept in the store and listed in docs/formats.md. */
enum sam_refusal {
    SAM_ACCEPTED,
    SAM_REFUSED_NO_ID,
    SAM_REFUSED_ALLIANCE,     /* empty or not in the study */
    SAM_REFUSED_ORGANISATION, /* not a partner of that alliance */
    SAM_REFUSED_ROLE,
    SAM_REFUSED_WAVE,
    SAM_REFUSED_LANGUAGE,
    SAM_REFUSED_MOMENT, /* submitted_at is no moment */
    SAM_REFUSED_ITEM,   /* names an item the questionnaire doesn't have, or answers one twice */
    SAM_REFUSED_VALUE,  /* an answer outside the response scale */
    SAM_REFUSED_TEXT    /* an open answer, or the whole, too long, or not UTF-8 */
};
enum { SAM_REFUSALS = SAM_REFUSED_TEXT + 1 };

/* "alliance", "value", ...: what is stored. */
const char *sam_refusal_id(enum sam_refusal refusal);

/* Judges raw against study (may be NULL: no study, any alliance, organisation and wave) and
 * questionnaire. Accepted: *out is filled, its memory in arena. Refused: err says what, where and
 * what to do. default_wave is used where the response names none (may be NULL). When the study is
 * known and the response names a respondent in study.json's people, empty alliance, organisation
 * and role are taken from there. */
enum sam_refusal sam_response_judge(const struct sam_raw_response *raw,
                                    const struct sam_study *study, const char *default_wave,
                                    const struct sam_questionnaire *questionnaire,
                                    struct sam_arena *arena, struct sam_response *out,
                                    struct sam_err *err);

/* Reads one answer: "" missing, "dk" (or "DK"), a whole number of 1 to points. 0, or -1. */
int sam_answer_read(const char *text, size_t length, int points, uint8_t *answer);
/* "4", "dk" or "". text has room for 4 bytes. Returns it. */
const char *sam_answer_print(uint8_t answer, char text[4]);

#endif
