#include "collect/judge.h"

#include "base/moment.h"
#include "base/words.h"

#include <string.h>

size_t sam_collector_wave(const struct sam_study *study, const struct sam_raw_response *raw,
                          size_t default_wave) {
    return raw->wave != NULL && raw->wave[0] != '\0' ? sam_study_wave(study, raw->wave)
                                                     : default_wave;
}

/* Dated before its wave opens: somebody trying out the questionnaire. A server of our own takes
 * nothing before that, and who imports a file chose what is in it. */
static bool is_early(const struct sam_collector *c, const struct sam_raw_response *raw,
                     size_t wave) {
    const char *opens = c->study->waves[wave].opens;
    const char *stamp = raw->submitted_at;
    return opens != NULL && stamp != NULL && stamp[0] != '\0' && c->pass.file == NULL &&
           c->source->type != SAM_SOURCE_SAMENSCAN && sam_moment_valid(stamp) &&
           strncmp(stamp, opens, strlen(opens)) < 0;
}

static void judge_record(const struct sam_collector *c, struct sam_raw_response *raw,
                         const char *place, struct sam_arena *arena, struct sam_judged *judged) {
    struct sam_err why = {0};
    size_t wave = sam_collector_wave(c->study, raw, c->wave);
    /* Written into the raw form, so that it is known when quarantine is tried again. */
    if ((raw->wave == NULL || raw->wave[0] == '\0') && wave != SAM_NONE) {
        raw->wave = c->study->waves[wave].id;
    }
    size_t asked = wave != SAM_NONE ? wave : c->study->wave_count - 1;
    judged->questionnaire = c->instruments->of_wave[asked];
    judged->early = is_early(c, raw, asked);
    if (judged->early) {
        return;
    }
    judged->refusal = sam_response_judge(raw, c->study, NULL, judged->questionnaire, arena,
                                         &judged->response, &why);
    if (judged->refusal != SAM_ACCEPTED) {
        if (place != NULL) {
            sam_err_while(&why, "%s", place);
        }
        judged->why = sam_arena_strdup(arena, why.text);
    }
}

enum sam_status sam_page_judge(const struct sam_collector *c, struct sam_page *page,
                               struct sam_err *err) {
    struct sam_arena *arena = page->judging;
    size_t size = page->record_count * sizeof *page->judged;
    page->judged = size < SAM_PAGE_LIMIT ? sam_arena_alloc(arena, size + 1) : NULL;
    bool full = page->judged == NULL;
    for (size_t i = 0; i < page->record_count && !full; i++) {
        const char *place = page->places != NULL ? page->places[i] : NULL;
        judge_record(c, &page->records[i], place, arena, &page->judged[i]);
        full = page->judged[i].refusal != SAM_ACCEPTED && page->judged[i].why == NULL;
    }
    return full ? sam_fail(err, SAM_E_LIMIT, _("a page larger than is read; ask for smaller pages"))
                : SAM_OK;
}
