/* The waves of a study up to the one that is analysed, for results.json (report/timeline.h).
 *
 *   (1) of an earlier wave its answers are analysed again, with the same settings: the timeline is
 *       of one program, whatever made the wave's own results.json
 *   (2) a wave whose answers were erased is read from its results.json; without that, and with
 *       nobody's answers, it is not in the timeline
 *   (3) fewer than two waves are no timeline: NULL */
#ifndef SAM_CLI_TIMELINE_H
#define SAM_CLI_TIMELINE_H

#include "cli/pipeline.h"
#include "report/timeline.h"

/* The table of a wave: alliances that take part in it, whoever answered; unsorted. */
void sam_wave_alliances(const struct sam_study *study, size_t wave, struct sam_answers *table);
/* invited[] and organisations[] for a sorted table of a wave; on the heap. */
void sam_wave_sizes(const struct sam_study *study, size_t wave, const struct sam_questionnaire *q,
                    const struct sam_answers *table, size_t **invited, size_t **organisations);

/* Per row of a sorted table the human being it is of, as the study ties places; on the heap. */
uint32_t *sam_wave_people(const struct sam_study *study, const struct sam_answers *table);

/* Everything in it is in the arena, or borrowed from work. analysis is of the present wave. */
enum sam_status sam_timeline_gather(struct sam_workspace *work, size_t wave,
                                    const struct sam_analyse_settings *settings,
                                    struct sam_analysis *analysis, struct sam_arena *arena,
                                    const struct sam_timeline **out,
                                    struct sam_err *err) SAM_MUST_CHECK;

#endif
