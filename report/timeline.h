/* The waves of a study one after another, up to the one that is analysed: per wave its alliances'
 * scores and phases, as an analysis of that wave gives them.
 *
 *   (1) alliances are followed through `continues` of study.json: `now` names those of the present
 *       wave that an alliance of then is, or became
 *   (2) a scale is there when the present questionnaire has it (same id, as many points, at least
 *       half of its statements the same, see analyse/compared.h); `some` where statements differ.
 *       Else its numbers are SAM_WHY_NOT_COMPARABLE
 *   (3) a phase is that of the wave's own questionnaire and phase model
 * It describes; what changed, and whether that may be chance, is for paired organisations alone
 * (analyse/wave_change.h). */
#ifndef SAM_REPORT_TIMELINE_H
#define SAM_REPORT_TIMELINE_H

#include "analyse/analysis.h"
#include "base/arena.h"
#include "model/study.h"

struct sam_timeline_scale {
    size_t respondents;
    struct sam_number mean, low, high;
    bool some;
};

struct sam_timeline_alliance {
    const char *id, *name; /* then */
    const char **now;      /* ids in the present wave; none when nobody goes on from it */
    size_t now_count;
    size_t responded;
    struct sam_timeline_scale *scales; /* per scale of the present questionnaire */
    bool has_phase[SAM_RELATIONS];
    struct sam_phase_score phase[SAM_RELATIONS]; /* without profile and leaning */
};

struct sam_timeline_wave {
    const char *id, *questionnaire, *version;
    const char *opens; /* a date, or NULL */
    struct sam_timeline_alliance *alliances;
    size_t alliance_count;
};

struct sam_timeline {
    struct sam_timeline_wave *waves; /* in order of time; the present one last */
    size_t wave_count;
};

/* Room for all waves of the study; everything it holds is in the arena, or borrowed from the study.
 */
struct sam_timeline *sam_timeline_new(const struct sam_study *study, struct sam_arena *arena);

/* What a wave gives: its alliances are put in one by one. `present` is the wave that is analysed.
 */
struct sam_timeline_maker {
    struct sam_timeline *timeline;
    const struct sam_study *study;
    struct sam_arena *arena;
    size_t present;
    const struct sam_questionnaire *questionnaire; /* of the present wave */
    /* for itself: ids of present alliances, by the one they were in the wave at hand */
    const char **now;
    size_t *first_now;
};
void sam_timeline_begin(struct sam_timeline_maker *maker, size_t wave,
                        const struct sam_questionnaire *then, size_t alliance_count);
void sam_timeline_put(const struct sam_timeline_maker *maker, const struct sam_questionnaire *then,
                      const struct sam_alliance_result *result);

/* What alliance `id` of the present wave was in this wave, or NULL. */
const struct sam_timeline_alliance *sam_timeline_find(const struct sam_timeline_wave *wave,
                                                      const char *id);

#endif
