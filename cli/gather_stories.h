/* The stories of a wave from the store, with what was chosen and cleared, as results.json takes
 * them. */
#ifndef SAM_CLI_GATHER_STORIES_H
#define SAM_CLI_GATHER_STORIES_H

#include "cli/workspace.h"
#include "report/results_write.h"

/* Zero it first; everything it holds is its own. */
struct sam_gathered_stories {
    struct sam_arena *arena;
    struct sam_told *list; /* by number */
    size_t count, capacity;
    const char **respondents; /* of each, while people are told apart */
};

/* Nothing for a wave whose questionnaire asks for no stories. Else fills in gathered; the store is
 * open for writing, because stories get their numbers here. */
enum sam_status sam_gather_stories(struct sam_workspace *work, size_t wave,
                                   struct sam_gathered_stories *gathered,
                                   struct sam_err *err) SAM_MUST_CHECK;
void sam_gathered_stories_fini(struct sam_gathered_stories *gathered);

#endif
