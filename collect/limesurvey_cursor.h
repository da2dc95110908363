/* Where we are with a LimeSurvey survey, as the text that the store keeps. */
#ifndef SAM_COLLECT_LIMESURVEY_CURSOR_H
#define SAM_COLLECT_LIMESURVEY_CURSOR_H

#include "base/buf.h"
#include "collect/limesurvey_payload.h"

enum { SAM_ANCHORS = 8 };

/* Ids start again when a survey is deactivated and activated; `activation` counts that. The first
 * few records are remembered by a mark, to notice it. */
struct sam_limesurvey_cursor {
    int activation;   /* from 1 */
    long long max_id; /* everything up to here has been stored */
    struct sam_anchor anchors[SAM_ANCHORS];
    size_t anchor_count;
};

/* Reads the text; anything that is no cursor reads as the beginning: reading all again is
 * harmless. */
void sam_limesurvey_cursor_read(struct sam_limesurvey_cursor *cursor, const char *text);
void sam_limesurvey_cursor_write(const struct sam_limesurvey_cursor *cursor, struct sam_buf *text);

/* Remembers the first marked records of an export, within 500 ids. */
void sam_limesurvey_cursor_anchor(struct sam_limesurvey_cursor *cursor,
                                  const struct sam_export *export);

/* Is an export that spans the anchors' ids from another activation? Only when an anchor's id is
 * there with another mark, and none with its own: deleted records say nothing. */
bool sam_limesurvey_cursor_is_stale(const struct sam_limesurvey_cursor *cursor,
                                    const struct sam_export *export);

#endif
