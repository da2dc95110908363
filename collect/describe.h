/* What a source asks, and which of it is ours: proposals for study.json. */
#ifndef SAM_COLLECT_DESCRIBE_H
#define SAM_COLLECT_DESCRIBE_H

#include "collect/collect.h"
#include "collect/propose.h"

struct sam_description {
    struct sam_questions questions;
    struct sam_proposal *proposals; /* one a question */
    struct sam_mapping *values;     /* codes whose label is of our response scale */
    size_t value_count;
};

/* Asks the source its questions and compares them with those of its wave. Nothing is stored. */
enum sam_status sam_describe(const struct sam_study *study, size_t source,
                             const struct sam_instruments *instruments,
                             const struct sam_collect_options *options,
                             struct sam_description *description,
                             struct sam_err *err) SAM_MUST_CHECK;
void sam_description_fini(struct sam_description *description);

#endif
