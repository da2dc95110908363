/* How long a meeting takes and how the time is divided, in whole minutes from its beginning.
 *
 *   (1) 75 minutes and 5 a person, at most 120
 *   (2) welcome 5 and one a person, at most 15; strengths 10; the phase 10, or 0 where nothing was
 *       asked about it; closing as the welcome; the rest over the topics, at most 20 each and what
 *       is left over to the closing
 * Conventions of this program: two hours is what people keep up. */
#ifndef SAM_REPORT_MEETING_H
#define SAM_REPORT_MEETING_H

#include <stdbool.h>
#include <stddef.h>

struct sam_meeting {
    int welcome, strengths, topic, phase, closing; /* minutes each; topic: of one topic */
    size_t topics;
    int total;
};

struct sam_meeting sam_meeting_of(size_t people, size_t topics, bool phase);

#endif
