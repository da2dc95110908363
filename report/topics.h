/* A topic in words: why it is one, a neutral question to open it, one to follow up. Plain text. */
#ifndef SAM_REPORT_TOPICS_H
#define SAM_REPORT_TOPICS_H

#include "base/buf.h"
#include "report/results.h"

enum { SAM_TOPICS_SHOWN = 5 };

/* Why, one sentence for the reason; nothing for one that doesn't hold. */
void sam_topic_why(enum sam_lang lang, const struct sam_questionnaire *questionnaire,
                   const struct sam_alliance_result *result, const struct sam_topic *topic,
                   enum sam_reason reason, struct sam_buf *text);
/* The reason whose part weighs most; SAM_REASONS when none holds. */
enum sam_reason sam_topic_main_reason(const struct sam_topic *topic);
/* To open the topic with: by that reason. */
const char *sam_topic_question(enum sam_lang lang, const struct sam_questionnaire *questionnaire,
                               const struct sam_alliance_result *result,
                               const struct sam_topic *topic);
/* To follow up: by what the statement is about. */
const char *sam_topic_follow_up(enum sam_lang lang, const struct sam_questionnaire *questionnaire,
                                size_t item);
/* To end a meeting with: by the phase among the partners. */
const char *sam_closing_question(enum sam_lang lang, const struct sam_alliance_result *result);

#endif
