/* What the files that read results.json share; for them alone. The first thing that is missing or
 * wrong is kept as the error, and reading goes on harmlessly until somebody looks at `failed`. */
#ifndef SAM_REPORT_RESULTS_READER_H
#define SAM_REPORT_RESULTS_READER_H

#include "report/results.h"

#include <cjson/cJSON.h>

enum { SAM_RESULTS_DEPTH = 12 };

struct sam_results_reader {
    struct sam_results *results;
    struct sam_err *err;
    const char *name;
    const char *path[SAM_RESULTS_DEPTH]; /* keys down to the object being read */
    int depth;
    bool failed;
};

/* Goes down into a member and back up. */
void sam_results_enter(struct sam_results_reader *r, const char *key);
void sam_results_leave(struct sam_results_reader *r);

/* "FILE: alliances.x.scales.synergy.KEY: what is wrong" */
void sam_results_wrong(struct sam_results_reader *r, const char *key, const char *what);

/* The required member; NULL after a failure. */
const cJSON *sam_results_object(struct sam_results_reader *r, const cJSON *parent, const char *key);
const cJSON *sam_results_list(struct sam_results_reader *r, const cJSON *parent, const char *key);
/* A number, or null whose object says why. */
struct sam_number sam_results_number(struct sam_results_reader *r, const cJSON *object,
                                     const char *key);
/* A whole number, 0 or more; null with its reason gives 0. */
size_t sam_results_count(struct sam_results_reader *r, const cJSON *object, const char *key);
bool sam_results_flag(struct sam_results_reader *r, const cJSON *object, const char *key);
/* A copy; NULL for null, which only an optional text may be. */
const char *sam_results_text(struct sam_results_reader *r, const cJSON *object, const char *key,
                             bool optional);
/* A member that says why it is null. */
bool sam_results_absent(struct sam_results_reader *r, const cJSON *object, const char *key);

/* Parts of an alliance that results_read_people.c reads. */
void sam_results_people_read(struct sam_results_reader *r, const cJSON *object,
                             struct sam_results_alliance *alliance);
void sam_results_differences_read(struct sam_results_reader *r, const cJSON *scale,
                                  struct sam_differences *differences);
/* "verdict", "modal", "posterior", "phases" and "respondents" of a phase. */
void sam_results_verdict_read(struct sam_results_reader *r, const cJSON *object,
                              struct sam_phase_score *score);
/* "timeline" of the root. */
void sam_results_timeline_read(struct sam_results_reader *r, const cJSON *root);
/* A list of texts under key; none where there is no such key. */
const char **sam_results_texts(struct sam_results_reader *r, const cJSON *object, const char *key,
                               size_t *count);
/* "flags" of a text. */
struct sam_name_flag *sam_results_flags_read(struct sam_results_reader *r, const cJSON *object,
                                             const char *text, size_t *count);
/* "sides"; none where there is no such key. */
struct sam_side *sam_results_sides_read(struct sam_results_reader *r, const cJSON *parent,
                                        size_t *count);
void sam_results_voices_read(struct sam_results_reader *r, const cJSON *item,
                             struct sam_item_score *score);

/* One member of "alliances". */
void sam_results_alliance_read(struct sam_results_reader *r, const cJSON *object,
                               struct sam_results_alliance *alliance);

#endif
