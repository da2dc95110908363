/* Which statements do people bring up in their own words?
 *
 *   (1) a statement's keywords are the words of its text, in both languages, of four letters and
 *       more, that stand in at most two statements of the questionnaire and are no ordinary word;
 *       words are alike when their first six letters are (verdeeld, verdelen)
 *   (2) an open answer brings a statement up when it has two or more of its keywords
 *   (3) the reason open_answer holds from one such answer on; its part of the discussion score is
 *       the number of such answers over the number of respondents, at most 1
 * A rule of thumb that misses much and says why: the answer stands beside the topic. */
#ifndef SAM_REPORT_OPEN_TOPICS_H
#define SAM_REPORT_OPEN_TOPICS_H

#include "analyse/analysis.h"

#include <stddef.h>

struct sam_open_topics;

/* questionnaire is borrowed. */
struct sam_open_topics *sam_open_topics_new(const struct sam_questionnaire *questionnaire);
void sam_open_topics_free(struct sam_open_topics *topics);

/* Adds one to mentions[item] for each statement that the answer brings up. */
void sam_open_topics_count(const struct sam_open_topics *topics, const char *text,
                           size_t *mentions);

/* Puts the reason into the topics of an alliance, adding topics where there are none yet, and
 * orders them anew. topics has room for every item; skip[item] (or NULL) are those that may be
 * none. Returns how many topics there are now. */
size_t sam_open_topics_add(const size_t *mentions, const bool *skip, size_t item_count,
                           size_t respondents, struct sam_topic *topics, size_t topic_count);

#endif
