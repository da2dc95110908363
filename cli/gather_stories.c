#include "cli/gather_stories.h"

#include "base/memory.h"
#include "store/record.h"
#include "store/story.h"

#include <stdlib.h>
#include <string.h>

struct gathering {
    const struct sam_study *study;
    struct sam_gathered_stories *g;
    const struct sam_questionnaire *questionnaire;
    size_t *choice_room; /* per story */
};

/* Yes is the upper of the two answers; silence is no. */
static bool agreed(const struct sam_response *response, size_t item) {
    return response->answers != NULL && response->answers[item] == 2;
}

/* One human being may have a place, and an id, in several alliances. */
static const char *human(const struct sam_study *study, const char *respondent) {
    size_t person = respondent[0] != '\0' ? sam_study_person(study, respondent) : SAM_NONE;
    const struct sam_person *same = person != SAM_NONE ? study->people[person].same : NULL;
    return same != NULL ? same->respondent : respondent;
}

static bool gather_story(size_t number, const struct sam_stored *stored, void *context) {
    struct gathering *gathering = context;
    struct sam_gathered_stories *g = gathering->g;
    const struct sam_questionnaire *q = gathering->questionnaire;
    const struct sam_response *response = &stored->response;
    if (response->open_count == 0) {
        return true; /* consent without a story */
    }
    struct sam_told own = {.number = number,
                           .alliance = sam_arena_strdup(g->arena, response->alliance),
                           .role = response->role,
                           .consent_report = agreed(response, q->story->consent_report),
                           .consent_funder = agreed(response, q->story->consent_funder),
                           .version = stored->version};
    own.parts = sam_arena_alloc(g->arena, q->open_count * sizeof *own.parts + 1);
    for (size_t i = 0; i < response->open_count; i++) {
        if (response->open[i].text[0] != '\0') {
            own.parts[response->open[i].question].text =
                sam_arena_strdup(g->arena, response->open[i].text);
        }
    }
    if (g->count == g->capacity) {
        g->capacity = sam_grow(g->capacity, g->count + 1);
        g->list = sam_xrealloc(g->list, g->capacity, sizeof *g->list);
        g->respondents = sam_xrealloc(g->respondents, g->capacity, sizeof *g->respondents);
    }
    g->respondents[g->count] =
        sam_arena_strdup(g->arena, human(gathering->study, response->respondent));
    /* by number */
    size_t at = g->count++;
    const char *respondent = g->respondents[at];
    for (; at > 0 && g->list[at - 1].number > number; at--) {
        g->list[at] = g->list[at - 1];
        g->respondents[at] = g->respondents[at - 1];
    }
    g->list[at] = own;
    g->respondents[at] = respondent;
    return true;
}

/* In the order of the stories' numbers, which says nothing of who wrote. */
static void tell_people_apart(struct sam_gathered_stories *g) {
    size_t people = 0;
    for (size_t i = 0; i < g->count; i++) {
        for (size_t j = 0; j < i && g->list[i].teller == 0; j++) {
            if (strcmp(g->respondents[j], g->respondents[i]) == 0) {
                g->list[i].teller = g->list[j].teller;
            }
        }
        if (g->respondents[i][0] != '\0' && g->list[i].teller == 0) {
            g->list[i].teller = ++people;
        }
    }
}

static void add_choice(struct gathering *gathering, size_t story, const char *const *cells) {
    struct sam_gathered_stories *g = gathering->g;
    struct sam_told *own = &g->list[story];
    size_t *room = &gathering->choice_room[story];
    if (own->choice_count == *room) {
        *room = sam_grow(*room, own->choice_count + 1);
        own->choices = sam_xrealloc(own->choices, *room, sizeof *own->choices);
    }
    struct sam_told_choice choice = {
        .round = (int)strtol(cells[SAM_RECORD_ROUND], NULL, 10),
        .by = {.text = sam_arena_strdup(g->arena, cells[SAM_RECORD_CHOSEN_BY])},
        .reason = {.text = sam_arena_strdup(g->arena, cells[SAM_RECORD_CHOSEN_WHY])}};
    size_t at = own->choice_count++;
    for (; at > 0 && own->choices[at - 1].round > choice.round; at--) {
        own->choices[at] = own->choices[at - 1];
    }
    own->choices[at] = choice;
}

static bool gather_choice(const char *wave, const char *alliance, const char *const *cells,
                          void *context) {
    struct gathering *gathering = context;
    struct sam_gathered_stories *g = gathering->g;
    size_t number = strtoul(cells[SAM_RECORD_STORY], NULL, 10);
    size_t i = 0;
    (void)wave;
    (void)alliance;
    while (i < g->count && g->list[i].number != number) {
        i++;
    }
    if (i == g->count) {
        return true;
    }
    struct sam_told *own = &g->list[i];
    if (cells[SAM_RECORD_ROUND][0] != '\0') {
        add_choice(gathering, i, cells);
    }
    if (cells[SAM_RECORD_STORY_CLEARED][0] != '\0') {
        bool now = strtol(cells[SAM_RECORD_STORY_VERSION], NULL, 10) == own->version;
        own->clearing = strcmp(cells[SAM_RECORD_STORY_CLEARED], "yes") != 0 ? SAM_CLEARED_NOT
                        : now                                               ? SAM_CLEARED
                                                                            : SAM_CLEARED_EARLIER;
        own->title.text = sam_arena_strdup(g->arena, cells[SAM_RECORD_CLEARED_TITLE]);
        own->cleared.text = sam_arena_strdup(g->arena, cells[SAM_RECORD_CLEARED_TEXT]);
    }
    return true;
}

enum sam_status sam_gather_stories(struct sam_workspace *work, size_t wave,
                                   struct sam_gathered_stories *gathered, struct sam_err *err) {
    const char *id = work->study->waves[wave].id;
    struct gathering gathering = {
        .study = work->study, .g = gathered, .questionnaire = work->instruments->of_wave[wave]};
    if (gathering.questionnaire->story == NULL) {
        return SAM_OK;
    }
    gathered->arena = sam_arena_new(SAM_BUF_UNLIMITED);
    enum sam_status status =
        sam_store_number_stories(work->store, gathering.questionnaire, id, err);
    if (status == SAM_OK) {
        status = sam_store_visit_stories(work->store, gathering.questionnaire, id, gather_story,
                                         &gathering, err);
    }
    if (status == SAM_OK) {
        tell_people_apart(gathered);
        gathering.choice_room = sam_xcalloc(gathered->count + 1, sizeof(size_t));
        status = sam_store_visit_record(work->store, &sam_record_selection, id, gather_choice,
                                        &gathering, err);
        free(gathering.choice_room);
    }
    return status;
}

void sam_gathered_stories_fini(struct sam_gathered_stories *gathered) {
    for (size_t i = 0; i < gathered->count; i++) {
        free(gathered->list[i].choices);
    }
    free(gathered->list);
    free(gathered->respondents);
    sam_arena_free(gathered->arena);
    *gathered = (struct sam_gathered_stories){0};
}
