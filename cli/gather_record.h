/* What was recorded beside the answers of a wave, from the store, as results.json takes it. */
#ifndef SAM_CLI_GATHER_RECORD_H
#define SAM_CLI_GATHER_RECORD_H

#include "cli/workspace.h"
#include "report/results_write.h"

/* Zero it first; everything it holds is its own. */
struct sam_gathered_record {
    struct sam_arena *arena;
    struct sam_activity *activities;
    size_t activity_count, activity_capacity;
    struct sam_note *notes;
    size_t note_count, note_capacity;
};

/* Fills in gathered, and context's activities and notes with what is in it. */
enum sam_status sam_gather_record(struct sam_workspace *work, size_t wave,
                                  struct sam_gathered_record *gathered,
                                  struct sam_results_context *context,
                                  struct sam_err *err) SAM_MUST_CHECK;
void sam_gathered_record_fini(struct sam_gathered_record *gathered);

#endif
