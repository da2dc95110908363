#include "form/flow.h"

#include <string.h>

static const char *const names[] = {"intro", "theme", "open", "check", "thanks", "withdraw"};

bool sam_item_is_for(const struct sam_item *item, enum sam_role role) {
    return (item->audience & (1U << role)) != 0;
}

bool sam_question_is_for(const struct sam_open_question *question, enum sam_role role) {
    return (question->audience & (1U << role)) != 0;
}

static size_t count_of_theme(const struct sam_questionnaire *q, enum sam_role role, size_t theme) {
    size_t count = 0;
    for (size_t item = 0; item < q->item_count; item++) {
        count += q->items[item].theme == theme && sam_item_is_for(&q->items[item], role);
    }
    return count;
}

bool sam_flow_make(const struct sam_questionnaire *q, enum sam_role role, struct sam_arena *arena,
                   struct sam_flow *out) {
    struct sam_flow flow = {0};
    flow.steps = sam_arena_alloc(arena, (q->theme_count + 3) * sizeof *flow.steps);
    if (flow.steps == NULL) {
        return false;
    }
    for (size_t i = 0; i < q->open_count; i++) {
        flow.question_count += sam_question_is_for(&q->open_questions[i], role);
    }
    flow.steps[flow.count++] = (struct sam_step){SAM_STEP_INTRO, 0};
    if (flow.question_count > 0 && q->story != NULL) {
        flow.steps[flow.count++] = (struct sam_step){SAM_STEP_OPEN, 0};
    }
    for (size_t theme = 0; theme < q->theme_count; theme++) {
        size_t count = count_of_theme(q, role, theme);
        if (count > 0) {
            flow.steps[flow.count++] = (struct sam_step){SAM_STEP_THEME, theme};
            flow.item_count += count;
        }
    }
    if (flow.question_count > 0 && q->story == NULL) {
        flow.steps[flow.count++] = (struct sam_step){SAM_STEP_OPEN, 0};
    }
    flow.steps[flow.count++] = (struct sam_step){SAM_STEP_CHECK, 0};
    *out = flow;
    return true;
}

size_t sam_flow_find(const struct sam_flow *flow, struct sam_step step) {
    for (size_t i = 0; i < flow->count; i++) {
        if (flow->steps[i].kind == step.kind &&
            (step.kind != SAM_STEP_THEME || flow->steps[i].theme == step.theme)) {
            return i;
        }
    }
    return SAM_NONE;
}

void sam_step_write(const struct sam_questionnaire *q, struct sam_step step, struct sam_buf *into) {
    sam_buf_text(into, names[step.kind]);
    if (step.kind == SAM_STEP_THEME) {
        sam_buf_printf(into, "/%s", q->themes[step.theme].id);
    }
}

bool sam_step_read(const struct sam_questionnaire *q, const char *text, struct sam_step *step) {
    if (strncmp(text, "theme/", 6) == 0) {
        for (size_t theme = 0; theme < q->theme_count; theme++) {
            if (strcmp(q->themes[theme].id, text + 6) == 0) {
                *step = (struct sam_step){SAM_STEP_THEME, theme};
                return true;
            }
        }
        return false;
    }
    for (size_t kind = 0; kind < sizeof names / sizeof *names; kind++) {
        if (kind != SAM_STEP_THEME && strcmp(names[kind], text) == 0) {
            *step = (struct sam_step){(enum sam_step_kind)kind, 0};
            return true;
        }
    }
    return false;
}

int sam_flow_minutes(const struct sam_flow *flow) {
    size_t seconds = 12 * flow->item_count + 60 * flow->question_count;
    return (int)((seconds + 299) / 300) * 5;
}

char *sam_day(time_t now, char text[SAM_DAY_SIZE]) {
    struct tm parts;
    localtime_r(&now, &parts);
    strftime(text, SAM_DAY_SIZE, "%Y-%m-%d", &parts);
    return text;
}

enum sam_openness sam_wave_openness(const struct sam_wave *wave, time_t now) {
    char today[SAM_DAY_SIZE];
    sam_day(now, today);
    if (wave->opens != NULL && strcmp(today, wave->opens) < 0) {
        return SAM_WAVE_NOT_YET;
    }
    return wave->closes != NULL && strcmp(today, wave->closes) > 0 ? SAM_WAVE_CLOSED
                                                                   : SAM_WAVE_OPEN;
}
