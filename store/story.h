/* Stories: the complete responses to a questionnaire that asks for one (model/questionnaire.h).
 *
 *   (1) every response is a story, also several of one person
 *   (2) a story has a number within its wave by which people speak of it. It is given once, is
 * never given to another, and tells nothing of who wrote: stories that are numbered together are
 *       numbered in an order of their content
 *   (3) a story that is withdrawn or erased takes with it what was recorded about it (record.h) */
#ifndef SAM_STORE_STORY_H
#define SAM_STORE_STORY_H

#include "store/store.h"

/* Numbers the wave's stories that have none yet. Opens its own transaction unless one is open. */
enum sam_status sam_store_number_stories(struct sam_store *store,
                                         const struct sam_questionnaire *questionnaire,
                                         const char *wave, struct sam_err *err) SAM_MUST_CHECK;

/* Visits the wave's numbered stories, in no telling order. Returns false to stop. */
typedef bool sam_story_visit(size_t number, const struct sam_stored *stored, void *context);
enum sam_status sam_store_visit_stories(struct sam_store *store,
                                        const struct sam_questionnaire *questionnaire,
                                        const char *wave, sam_story_visit *visit, void *context,
                                        struct sam_err *err) SAM_MUST_CHECK;

#endif
