/* A source's questions as they are remembered between full passes, to notice that somebody changed
 * them while a wave is open. */
#ifndef SAM_COLLECT_QUESTIONS_H
#define SAM_COLLECT_QUESTIONS_H

#include "base/buf.h"
#include "collect/source.h"

/* Appends a line "id<TAB>text" a question, in order of id. */
void sam_questions_text(const struct sam_questions *questions, struct sam_buf *text);

/* What differs between two of those texts: ids, comma-separated. */
struct sam_questions_change {
    struct sam_buf added, gone, reworded;
};
void sam_questions_compare(const char *before, const char *now,
                           struct sam_questions_change *change);
void sam_questions_change_fini(struct sam_questions_change *change);

#endif
