/* A LimeSurvey survey's questions, in its own language and another, and the codes of its answers.
 */
#ifndef SAM_COLLECT_LIMESURVEY_DESCRIBE_H
#define SAM_COLLECT_LIMESURVEY_DESCRIBE_H

#include "collect/limesurvey_rpc.h"
#include "collect/source.h"

/* rpc is logged in. A row of an array is "array[row]". */
enum sam_status sam_limesurvey_describe(struct sam_rpc *rpc, struct sam_questions *questions,
                                        struct sam_err *err) SAM_MUST_CHECK;

#endif
