/* The way through a questionnaire: which pages somebody gets, in which order, and when.
 *
 *   introduction -> a page a theme that has statements for this role -> open questions (if there
 *   are any) -> check and send -> thanks;   and apart from these: withdraw
 *
 * Where a story is asked for, the open questions come first: what may be done with it is decided
 * once it is told. */
#ifndef SAM_FORM_FLOW_H
#define SAM_FORM_FLOW_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/study.h"

#include <time.h>

enum sam_step_kind {
    SAM_STEP_INTRO,
    SAM_STEP_THEME,
    SAM_STEP_OPEN,
    SAM_STEP_CHECK,
    SAM_STEP_THANKS,
    SAM_STEP_WITHDRAW
};

struct sam_step {
    enum sam_step_kind kind;
    size_t theme; /* SAM_STEP_THEME: index in the questionnaire's themes */
};

struct sam_flow {
    struct sam_step *steps; /* from the introduction to the check, in order */
    size_t count;
    size_t item_count;     /* statements this role gets */
    size_t question_count; /* open questions */
};

/* Is this statement, or open question, meant for the role? */
bool sam_item_is_for(const struct sam_item *item, enum sam_role role);
bool sam_question_is_for(const struct sam_open_question *question, enum sam_role role);

/* Steps are the arena's. False when it has no room. */
bool sam_flow_make(const struct sam_questionnaire *questionnaire, enum sam_role role,
                   struct sam_arena *arena, struct sam_flow *out);

/* Place of a step in the flow, or SAM_NONE (thanks, withdraw, and what this role doesn't get). */
size_t sam_flow_find(const struct sam_flow *flow, struct sam_step step);

/* "intro", "theme/inside", "open", "check", "thanks", "withdraw": the end of a page's address, and
 * what the store keeps as the page somebody is at. */
void sam_step_write(const struct sam_questionnaire *questionnaire, struct sam_step step,
                    struct sam_buf *into);
/* False when text is none of the questionnaire's. */
bool sam_step_read(const struct sam_questionnaire *questionnaire, const char *text,
                   struct sam_step *step);

/* Minutes it takes: 12 seconds a statement, a minute an open question, up to the next five. */
int sam_flow_minutes(const struct sam_flow *flow);

/* The day it is, "2026-03-02", on the clock of where this runs. */
enum { SAM_DAY_SIZE = 24 };
char *sam_day(time_t now, char text[SAM_DAY_SIZE]);

/* Both days belong to the time in which answers are taken. */
enum sam_openness { SAM_WAVE_OPEN, SAM_WAVE_NOT_YET, SAM_WAVE_CLOSED };
enum sam_openness sam_wave_openness(const struct sam_wave *wave, time_t now);

#endif
