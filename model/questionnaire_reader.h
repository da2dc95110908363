/* What the files that read a questionnaire share; for them alone. */
#ifndef SAM_MODEL_QUESTIONNAIRE_READER_H
#define SAM_MODEL_QUESTIONNAIRE_READER_H

#include "model/questionnaire.h"

struct sam_questionnaire_reader {
    struct sam_questionnaire *q;
    struct sam_problems *problems;
    const char *name;
    char place[SAM_PLACE_SIZE];
};

/* "audience": the roles something is for; everybody when it is left out. */
unsigned sam_questionnaire_read_audience(struct sam_questionnaire_reader *r, const char *place,
                                         const cJSON *object);
/* "wording" or "introductions": a text in both languages for some roles. A text for a role outside
 * `audience` is a problem: nobody would see it. */
void sam_questionnaire_read_wording(struct sam_questionnaire_reader *r, const char *place,
                                    const cJSON *object, const char *key, unsigned audience,
                                    struct sam_text wording[SAM_ROLES]);
/* "story". Items and open questions must have been read. */
void sam_questionnaire_read_story(struct sam_questionnaire_reader *r, const cJSON *root);

#endif
