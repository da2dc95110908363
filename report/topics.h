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
/* To open each of the topics with: by the reason that weighs most of those whose question an
 * earlier topic didn't have yet, so that a meeting doesn't hear the same question five times. */
void sam_topic_questions(enum sam_lang lang, const struct sam_questionnaire *questionnaire,
                         const struct sam_alliance_result *result, const char **questions,
                         size_t count);
/* To follow up: by what the statement is about. */
const char *sam_topic_follow_up(enum sam_lang lang, const struct sam_questionnaire *questionnaire,
                                size_t item);
/* To end a meeting with: by the phase among the partners. */
const char *sam_closing_question(enum sam_lang lang, const struct sam_alliance_result *result);

#endif
