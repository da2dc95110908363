/* What the files that write results.json share; for them alone. */
#ifndef SAM_REPORT_RESULTS_WRITER_H
#define SAM_REPORT_RESULTS_WRITER_H

#include "analyse/analysis.h"
#include "base/json_writer.h"
#include "report/names.h"
#include "report/open_topics.h"
#include "report/results_write.h"

enum { SAM_OUT_WHYS = 24 };

/* An object being written and the reasons its nulls still have to give. */
struct sam_out {
    struct sam_json *json;
    size_t count;
    const char *key[SAM_OUT_WHYS];
    enum sam_why why[SAM_OUT_WHYS];
};

static inline struct sam_out sam_out_open(struct sam_json *json, const char *key);
/* A null whose reason follows when the object is closed. */
void sam_out_absent(struct sam_out *o, const char *key, enum sam_why why);
static inline void sam_out_number(struct sam_out *o, const char *key, struct sam_number value);
/* NULL and "" are absent: not given. */
void sam_out_text(struct sam_out *o, const char *key, const char *text);
/* {MIDDLE: value, "low": low, "high": high} */
void sam_out_range(struct sam_json *json, const char *key, const char *middle,
                   struct sam_number value, struct sam_number low, struct sam_number high);
void sam_out_close(struct sam_out *o);

/* What is known of the study beside the numbers, for all alliances. */
struct sam_out_study {
    const struct sam_results_context *context;
    struct sam_names *names;
    struct sam_open_topics *topics;
    size_t (*invited)[SAM_ROLES]; /* per alliance of the study; NULL without study */
};

/* An alliance's open answers: these of context->open. */
struct sam_out_open {
    size_t first, count;
};
void sam_out_study_init(struct sam_out_study *own, const struct sam_results_context *context,
                        const struct sam_questionnaire *questionnaire);
void sam_out_study_fini(struct sam_out_study *own);

/* alliance: its index in the study, or SAM_NONE. */
void sam_out_roles(struct sam_json *json, const struct sam_out_study *own, size_t alliance,
                   const struct sam_alliance_result *result);
void sam_out_partners(struct sam_json *json, const struct sam_out_study *own, size_t alliance);
/* What study.json says of it: began, budget_eur, continued, staff. */
void sam_out_described(struct sam_json *json, const struct sam_out_study *own, size_t alliance);
/* The alliances it continues, one after another. */
void sam_out_formerly(struct sam_json *json, const struct sam_out_study *own, size_t alliance);
/* "flags" of a text: the names found in it. */
void sam_out_flags(struct sam_json *json, const struct sam_names *names, const char *text);
struct sam_out_open sam_out_open_of(const struct sam_results_context *context,
                                    const char *alliance);
void sam_out_open_answers(struct sam_json *json, const struct sam_out_study *own,
                          const struct sam_questionnaire *q, struct sam_out_open open);
/* skip: per item, those that may be no topic, or NULL. */
void sam_out_discussion(struct sam_json *json, const struct sam_out_study *own,
                        const struct sam_questionnaire *q, const struct sam_alliance_result *result,
                        const bool *skip, struct sam_out_open open);

/* One member of "alliances": alliance a of the analysis, computed at this desk of it. */
void sam_results_alliance_write(struct sam_json *json, const struct sam_out_study *own,
                                struct sam_analysis *analysis, unsigned desk, size_t a);

/* Here, so that the length of a literal key is known. */
static inline struct sam_out sam_out_open(struct sam_json *json, const char *key) {
    sam_json_object(json, key);
    return (struct sam_out){.json = json};
}

static inline void sam_out_number(struct sam_out *o, const char *key, struct sam_number value) {
    if (sam_has(value)) {
        sam_json_number(o->json, key, value.value);
    } else {
        sam_out_absent(o, key, value.why);
    }
}

#endif
