/* "timeline" of results.json; keys in docs/formats.md. */
#ifndef SAM_REPORT_TIMELINE_WRITE_H
#define SAM_REPORT_TIMELINE_WRITE_H

#include "base/json_writer.h"
#include "report/timeline.h"

/* An empty list for NULL. questionnaire: of the present wave, whose scales it has. */
void sam_timeline_write(struct sam_json *json, const struct sam_questionnaire *questionnaire,
                        const struct sam_timeline *timeline);

#endif
