#include "report/topics.h"

#include "report/advice.h"
#include "report/phrases.h"

#include <math.h>
#include <string.h>

/* --- why ------------------------------------------------------------------------------------- */

/* Bit 1: lead and others; bit 2: alliance and account holders. */
static unsigned gaps_of(const struct sam_questionnaire *q, const struct sam_alliance_result *result,
                        size_t item) {
    if (result->items == NULL) {
        return 3;
    }
    struct sam_gaps gaps = sam_gaps_of(result->items[item].voices);
    unsigned found = (sam_is_gap(gaps.lead, q->points) ? 1U : 0U) |
                     (sam_is_gap(gaps.account_holders, q->points) ? 2U : 0U);
    return found != 0 ? found : 3;
}

static const char *why_gap(enum sam_lang lang, unsigned gaps) {
    switch (gaps) {
    case 1:
        return sam_tr_in(lang, SAM_SAY_TOPIC_LEAD_GAP);
    case 2:
        return sam_tr_in(lang, SAM_SAY_TOPIC_HOLDER_GAP);
    default:
        return sam_tr_in(lang, SAM_SAY_TOPIC_BOTH_GAPS);
    }
}

static void why_change(enum sam_lang lang, const struct sam_alliance_result *result, size_t item,
                       struct sam_buf *text) {
    struct sam_number moved = result->items != NULL ? result->items[item].change.difference
                                                    : sam_no_value(SAM_WHY_NOT_ASKED);
    if (!sam_has(moved)) {
        sam_buf_text(text, sam_tr_in(lang, SAM_SAY_TOPIC_OTHER));
        return;
    }
    char by[48];
    sam_number_text(lang, fabs(moved.value), 1, by, sizeof by);
    sam_buf_printf(text,
                   moved.value > 0 ? sam_tr_in(lang, SAM_SAY_TOPIC_UP)
                                   : sam_tr_in(lang, SAM_SAY_TOPIC_DOWN),
                   by);
}

void sam_topic_why(enum sam_lang lang, const struct sam_questionnaire *q,
                   const struct sam_alliance_result *result, const struct sam_topic *topic,
                   enum sam_reason reason, struct sam_buf *text) {
    if (reason < SAM_REASONS && !topic->reasons[reason]) {
        return;
    }
    switch (reason) {
    case SAM_REASON_LOW_AGREED:
        sam_buf_text(text, sam_tr_in(lang, SAM_SAY_TOPIC_LOW_AGREED));
        break;
    case SAM_REASON_DISAGREEMENT:
        /* Two camps lie apart: said once. */
        if (!topic->reasons[SAM_REASON_TWO_CAMPS]) {
            sam_buf_text(text, sam_tr_in(lang, SAM_SAY_TOPIC_DISAGREEMENT));
        }
        break;
    case SAM_REASON_TWO_CAMPS:
        sam_buf_text(text, sam_tr_in(lang, SAM_SAY_TOPIC_TWO_CAMPS));
        break;
    case SAM_REASON_ROLE_GAP:
        sam_buf_text(text, why_gap(lang, gaps_of(q, result, topic->item)));
        break;
    case SAM_REASON_DONT_KNOW:
        sam_buf_text(text, sam_tr_in(lang, SAM_SAY_TOPIC_DONT_KNOW));
        break;
    case SAM_REASON_CHANGE:
        why_change(lang, result, topic->item, text);
        break;
    case SAM_REASON_OPEN_ANSWER:
        sam_buf_text(text, sam_tr_in(lang, SAM_SAY_TOPIC_OPEN));
        break;
    case SAM_REASONS:
        sam_buf_text(text, sam_tr_in(lang, SAM_SAY_TOPIC_OTHER));
        break;
    }
}

/* --- questions ------------------------------------------------------------------------------- */

static const char *question_of(enum sam_lang lang, const struct sam_questionnaire *q,
                               const struct sam_alliance_result *result, size_t item,
                               enum sam_reason reason) {
    switch (reason) {
    case SAM_REASON_LOW_AGREED:
        return sam_tr_in(lang, SAM_ASK_LOW_AGREED);
    case SAM_REASON_DISAGREEMENT:
        return sam_tr_in(lang, SAM_ASK_DISAGREEMENT);
    case SAM_REASON_TWO_CAMPS:
        return sam_tr_in(lang, SAM_ASK_TWO_CAMPS);
    case SAM_REASON_ROLE_GAP:
        return gaps_of(q, result, item) == 2 ? sam_tr_in(lang, SAM_ASK_HOLDER_GAP)
                                             : sam_tr_in(lang, SAM_ASK_LEAD_GAP);
    case SAM_REASON_DONT_KNOW:
        return sam_tr_in(lang, SAM_ASK_DONT_KNOW);
    case SAM_REASON_CHANGE:
        return sam_tr_in(lang, SAM_ASK_CHANGE);
    case SAM_REASON_OPEN_ANSWER:
        return sam_tr_in(lang, SAM_ASK_OPEN);
    case SAM_REASONS:
        break;
    }
    return sam_tr_in(lang, SAM_ASK_OTHER);
}

static bool is_among(const char *question, const char *const *questions, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (questions[i] == question) {
            return true;
        }
    }
    return false;
}

void sam_topic_questions(enum sam_lang lang, const struct sam_questionnaire *q,
                         const struct sam_alliance_result *result, const char **questions,
                         size_t count) {
    for (size_t t = 0; t < count; t++) {
        const struct sam_topic *topic = &result->topics[t];
        const char *heaviest = NULL;
        const char *fresh = NULL;
        double most = -1;
        double most_fresh = -1;
        for (int r = 0; r < SAM_REASONS; r++) {
            if (!topic->reasons[r]) {
                continue;
            }
            const char *question = question_of(lang, q, result, topic->item, (enum sam_reason)r);
            if (topic->parts[r] > most) {
                most = topic->parts[r];
                heaviest = question;
            }
            if (topic->parts[r] > most_fresh && !is_among(question, questions, t)) {
                most_fresh = topic->parts[r];
                fresh = question;
            }
        }
        if (fresh == NULL) {
            const char *follow_up = sam_topic_follow_up(lang, q, topic->item);
            fresh = heaviest == NULL ? question_of(lang, q, result, topic->item, SAM_REASONS)
                    : is_among(follow_up, questions, t) ? heaviest
                                                        : follow_up;
        }
        questions[t] = fresh;
    }
}

const char *sam_topic_follow_up(enum sam_lang lang, const struct sam_questionnaire *q,
                                size_t item) {
    const struct sam_item *own = &q->items[item];
    if (sam_item_relation(q, item) == SAM_RELATION_PARTNERSHIP) {
        return sam_tr_in(lang, SAM_ASK_PARTNERSHIP);
    }
    switch (own->phase) {
    case SAM_FORMING:
        return sam_tr_in(lang, SAM_ASK_FORMING);
    case SAM_STORMING:
        return sam_tr_in(lang, SAM_ASK_STORMING);
    case SAM_NORMING:
        return sam_tr_in(lang, SAM_ASK_NORMING);
    case SAM_PERFORMING:
        return sam_tr_in(lang, SAM_ASK_PERFORMING);
    case SAM_PHASE_NONE:
        break;
    }
    if (own->scale != SAM_NONE && strcmp(q->scales[own->scale].id, "synergy") == 0) {
        return sam_tr_in(lang, SAM_ASK_SYNERGY);
    }
    return sam_tr_in(lang, SAM_ASK_THEME);
}

const char *sam_closing_question(enum sam_lang lang, const struct sam_alliance_result *result) {
    const struct sam_phase_score *score = &result->phase[SAM_RELATION_ALLIANCE];
    bool known = result->has_phase[SAM_RELATION_ALLIANCE] &&
                 (score->verdict == SAM_VERDICT_CLEAR || score->verdict == SAM_VERDICT_MIXED);
    switch (known ? score->modal : SAM_PHASE_NONE) {
    case SAM_FORMING:
        return sam_tr_in(lang, SAM_ASK_CLOSE_FORMING);
    case SAM_STORMING:
        return sam_tr_in(lang, SAM_ASK_CLOSE_STORMING);
    case SAM_NORMING:
        return sam_tr_in(lang, SAM_ASK_CLOSE_NORMING);
    case SAM_PERFORMING:
        return sam_tr_in(lang, SAM_ASK_CLOSE_PERFORMING);
    case SAM_PHASE_NONE:
        break;
    }
    return sam_tr_in(lang, SAM_ASK_CLOSE_OPEN);
}
