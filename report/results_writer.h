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

struct sam_out sam_out_open(struct sam_json *json, const char *key);
/* A null whose reason follows when the object is closed. */
void sam_out_absent(struct sam_out *o, const char *key, enum sam_why why);
void sam_out_number(struct sam_out *o, const char *key, struct sam_number value);
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
    size_t *mentions;             /* per item; room */
    size_t (*invited)[SAM_ROLES]; /* per alliance of the study; NULL without study */
    size_t at;                    /* where the open answers of the alliance at hand begin */
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
/* Goes on to this alliance's open answers; alliances come in bytewise order. Returns how many. */
size_t sam_out_open_begin(struct sam_out_study *own, const char *alliance);
void sam_out_open_answers(struct sam_json *json, const struct sam_out_study *own,
                          const struct sam_questionnaire *q, size_t count);
/* skip: per item, those that may be no topic, or NULL. */
void sam_out_discussion(struct sam_json *json, const struct sam_out_study *own,
                        const struct sam_questionnaire *q, const struct sam_alliance_result *result,
                        const bool *skip, size_t open_count);

/* One member of "alliances": alliance a of the analysis, a rising one by one. */
void sam_results_alliance_write(struct sam_json *json, struct sam_out_study *own,
                                struct sam_analysis *analysis, size_t a);

#endif
