#include "cli/gather_record.h"

#include "base/memory.h"
#include "store/record.h"

#include <stdlib.h>

static bool gather_activity(const char *wave, const char *alliance, const char *const *cells,
                            void *context) {
    struct sam_gathered_record *g = context;
    struct sam_activity own = {.id = sam_arena_strdup(g->arena, cells[SAM_RECORD_ACTIVITY]),
                               .alliance = sam_arena_strdup(g->arena, alliance),
                               .title = sam_arena_strdup(g->arena, cells[SAM_RECORD_TITLE]),
                               .goal = sam_arena_strdup(g->arena, cells[SAM_RECORD_GOAL]),
                               .partner = sam_arena_strdup(g->arena, cells[SAM_RECORD_PARTNER]),
                               .status = SAM_ACTIVITY_UNCLEAR,
                               .reason = sam_arena_strdup(g->arena, cells[SAM_RECORD_REASON]),
                               .until = sam_arena_strdup(g->arena, cells[SAM_RECORD_UNTIL])};
    (void)wave;
    sam_activity_status_read(cells[SAM_RECORD_STATUS], &own.status);
    if (g->activity_count == g->activity_capacity) {
        g->activity_capacity = sam_grow(g->activity_capacity, g->activity_count + 1);
        g->activities = sam_xrealloc(g->activities, g->activity_capacity, sizeof *g->activities);
    }
    g->activities[g->activity_count++] = own;
    return true;
}

static bool gather_note(const char *wave, const char *alliance, const char *const *cells,
                        void *context) {
    struct sam_gathered_record *g = context;
    struct sam_note own = {.alliance = sam_arena_strdup(g->arena, alliance),
                           .topic = sam_arena_strdup(g->arena, cells[SAM_RECORD_TOPIC]),
                           .why = sam_arena_strdup(g->arena, cells[SAM_RECORD_WHY]),
                           .quote = sam_arena_strdup(g->arena, cells[SAM_RECORD_QUOTE]),
                           .cleared = cells[SAM_RECORD_CLEARED][0] != '\0'};
    (void)wave;
    sam_note_source_read(cells[SAM_RECORD_SOURCE], &own.source);
    sam_finding_read(cells[SAM_RECORD_FINDING], &own.finding);
    if (g->note_count == g->note_capacity) {
        g->note_capacity = sam_grow(g->note_capacity, g->note_count + 1);
        g->notes = sam_xrealloc(g->notes, g->note_capacity, sizeof *g->notes);
    }
    g->notes[g->note_count++] = own;
    return true;
}

/* Topics that the questionnaire no longer has are left out: nothing could be set beside them. */
static void drop_stale(struct sam_gathered_record *g, const struct sam_questionnaire *q) {
    size_t kept = 0;
    for (size_t i = 0; i < g->note_count; i++) {
        if (sam_note_topic_valid(q, g->notes[i].topic)) {
            g->notes[kept++] = g->notes[i];
        }
    }
    g->note_count = kept;
}

enum sam_status sam_gather_record(struct sam_workspace *work, size_t wave,
                                  struct sam_gathered_record *gathered,
                                  struct sam_results_context *context, struct sam_err *err) {
    const char *id = work->study->waves[wave].id;
    gathered->arena = sam_arena_new(SAM_BUF_UNLIMITED);
    enum sam_status status = sam_store_visit_record(work->store, &sam_record_activities, id,
                                                    gather_activity, gathered, err);
    if (status == SAM_OK) {
        status =
            sam_store_visit_record(work->store, &sam_record_notes, id, gather_note, gathered, err);
    }
    drop_stale(gathered, work->instruments->of_wave[wave]);
    context->activities = gathered->activities;
    context->activity_count = gathered->activity_count;
    context->notes = gathered->notes;
    context->note_count = gathered->note_count;
    return status;
}

void sam_gathered_record_fini(struct sam_gathered_record *gathered) {
    sam_arena_free(gathered->arena);
    free(gathered->activities);
    free(gathered->notes);
    *gathered = (struct sam_gathered_record){0};
}
