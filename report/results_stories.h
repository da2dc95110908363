/* Stories of a wave whose questionnaire asks for them, into results.json and back: "stories"
 * (docs/formats.md). The evaluator's: what may be shared of them is story_sharing.h's. */
#ifndef SAM_REPORT_RESULTS_STORIES_H
#define SAM_REPORT_RESULTS_STORIES_H

#include "model/questionnaire.h"
#include "report/names.h"

struct sam_json;
struct sam_results_context;
struct sam_results_reader;
struct cJSON;

/* Text with the names found in it. */
struct sam_marked {
    const char *text;            /* NULL: there is none */
    struct sam_name_flag *flags; /* rising, not overlapping; when read */
    size_t flag_count;
};

struct sam_told_choice {
    int round; /* from 1 */
    struct sam_marked by, reason;
};

/* What the evaluator decided about sharing it. */
enum sam_clearing {
    SAM_CLEARED_NOT,     /* not, or not yet */
    SAM_CLEARED_EARLIER, /* another version than there is now */
    SAM_CLEARED
};
enum { SAM_CLEARINGS = 3 };

struct sam_told {
    size_t number;        /* in the wave; says nothing of who wrote */
    const char *alliance; /* id */
    enum sam_role role;
    size_t teller; /* from 1, the same for stories of one person; 0: not known */
    bool consent_report, consent_funder;
    int version;
    struct sam_marked *parts; /* per open question of the questionnaire */
    enum sam_clearing clearing;
    struct sam_marked title, cleared; /* as edited for sharing */
    struct sam_told_choice *choices;  /* by round */
    size_t choice_count;
};

/* Nothing unless the questionnaire asks for stories. */
struct sam_names;
void sam_results_stories_write(struct sam_json *json, const struct sam_results_context *context,
                               const struct sam_questionnaire *questionnaire,
                               const struct sam_names *names);
/* By number; files without them have none. */
struct sam_told *sam_results_stories_read(struct sam_results_reader *r, const struct cJSON *root,
                                          size_t *count);

/* "no", "earlier", "yes" */
const char *sam_clearing_id(enum sam_clearing clearing);

#endif
