/* What the files that read study.json share; for them alone. */
#ifndef SAM_MODEL_STUDY_READER_H
#define SAM_MODEL_STUDY_READER_H

#include "model/study.h"

enum { SAM_STUDY_LIST_LIMIT = 100000 };

struct sam_study_reader {
    struct sam_study *study;
    struct sam_problems *problems;
    const char *name;
    char place[SAM_PLACE_SIZE]; /* of the object being read, for messages */
};

/* Room for count elements in the study's arena, all zero; a problem and NULL, with *count set to 0,
 * when there is too much of it. */
void *sam_study_room(struct sam_study_reader *r, size_t *count, size_t element);
/* A copy in the study's arena; NULL stays NULL. A problem and "" when there is no room left. */
const char *sam_study_copy(struct sam_study_reader *r, const char *text);
/* A copy of a member that may be left out (NULL). */
const char *sam_study_optional(struct sam_study_reader *r, const cJSON *object, const char *key);
/* The same that must be an id. */
const char *sam_study_optional_id(struct sam_study_reader *r, const cJSON *object, const char *key);
/* The list under key with room for its elements in *into. */
const cJSON *sam_study_list_of(struct sam_study_reader *r, const cJSON *object, const char *key,
                               bool required, size_t element, void **into, size_t *count);

/* Writes the place "FILE: list[i]" for messages. */
void sam_study_place(struct sam_study_reader *r, const char *list, size_t i);
/* A member that names an alliance of the study; SAM_NONE and a problem when it doesn't. */
size_t sam_study_known_alliance(struct sam_study_reader *r, const cJSON *object);
/* A member that is a date, or NULL. */
const char *sam_study_date(struct sam_study_reader *r, const cJSON *object, const char *key);

/* study.json's "institute". */
void sam_study_read_institute(struct sam_study_reader *r, const cJSON *root);
/* study.json's "alliances". Waves must have been read. */
void sam_study_read_alliances(struct sam_study_reader *r, const cJSON *root);
/* study.json's "people". Alliances must have been read. */
void sam_study_read_people(struct sam_study_reader *r, const cJSON *root);
/* study.json's "sources". Waves must have been read. */
void sam_study_read_sources(struct sam_study_reader *r, const cJSON *root);
/* study.json's "expectation_ratings". Alliances and waves must have been read. */
void sam_study_read_ratings(struct sam_study_reader *r, const cJSON *root);
/* study.json's "mail". */
void sam_study_read_mail(struct sam_study_reader *r, const cJSON *root);

#endif
