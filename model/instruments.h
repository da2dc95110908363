/* The questionnaires of a study's waves, each read once. */
#ifndef SAM_MODEL_INSTRUMENTS_H
#define SAM_MODEL_INSTRUMENTS_H

#include "model/study.h"

struct sam_instruments {
    size_t wave_count;
    struct sam_questionnaire **of_wave; /* two waves may share one */
};

/* Reads them all; every problem is added to problems. */
enum sam_status sam_instruments_open(const struct sam_study *study, struct sam_instruments **out,
                                     struct sam_problems *problems,
                                     struct sam_err *err) SAM_MUST_CHECK;
void sam_instruments_free(struct sam_instruments *instruments);

#endif
