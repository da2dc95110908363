#include "analyse/differences.h"

#include "analyse/role_contrast.h"
#include "analyse/stream.h"
#include "analyse/wave_change.h"
#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

/* What one thread works in. */
struct desk {
    struct sam_scores scores;
    double *first, *second;
    struct sam_splits *splits;
    struct sam_wave_room wave;
    struct sam_differences *result; /* per scale */
};

struct sam_differencing {
    const struct sam_scoring *scoring;
    const struct sam_analysis_options *options;
    const struct sam_scale_model *scales;
    struct sam_role_plan roles;
    struct sam_wave_plan waves; /* with options->earlier */
    struct desk *desks;
    unsigned desk_count;
};

static size_t largest_alliance(const struct sam_answers *answers) {
    size_t largest = 1;
    for (size_t a = 0; a < answers->alliance_count; a++) {
        size_t rows = answers->first_row[a + 1] - answers->first_row[a];
        largest = rows > largest ? rows : largest;
    }
    return largest;
}

struct sam_differencing *sam_differencing_new(const struct sam_scoring *scoring,
                                              const struct sam_analysis_options *options,
                                              const struct sam_scale_model *scales,
                                              unsigned desks) {
    const struct sam_questionnaire *q = scoring->questionnaire;
    struct sam_differencing *d = sam_xcalloc(1, sizeof *d);
    size_t largest = largest_alliance(scoring->answers);
    d->scoring = scoring;
    d->options = options;
    d->scales = scales;
    sam_role_plan_init(&d->roles, scoring, options);
    if (options->earlier != NULL) {
        sam_wave_plan_init(&d->waves, scoring, options);
    }
    d->desk_count = desks;
    d->desks = sam_xcalloc(desks, sizeof *d->desks);
    for (unsigned t = 0; t < desks; t++) {
        struct desk *desk = &d->desks[t];
        desk->result = sam_xcalloc(q->scale_count, sizeof *desk->result);
        sam_scores_init(&desk->scores, largest, q->item_count > 0 ? q->item_count : 1);
        desk->first = sam_xcalloc(largest, sizeof *desk->first);
        desk->second = sam_xcalloc(largest, sizeof *desk->second);
        desk->splits = sam_splits_new(options->resamples, sam_stream_seed(options->seed, "roles"));
        if (options->earlier != NULL) {
            sam_wave_room_init(&desk->wave, &d->waves);
        }
    }
    return d;
}

void sam_differencing_free(struct sam_differencing *d) {
    if (d == NULL) {
        return;
    }
    for (unsigned t = 0; t < d->desk_count; t++) {
        free(d->desks[t].result);
        sam_scores_fini(&d->desks[t].scores);
        free(d->desks[t].first);
        free(d->desks[t].second);
        sam_splits_free(d->desks[t].splits);
        if (d->options->earlier != NULL) {
            sam_wave_room_fini(&d->desks[t].wave);
        }
    }
    sam_role_plan_fini(&d->roles);
    if (d->options->earlier != NULL) {
        sam_wave_plan_fini(&d->waves);
    }
    free(d->desks);
    free(d);
}

const struct sam_compared *sam_differencing_compared(const struct sam_differencing *d,
                                                     size_t scale) {
    return d->options->earlier != NULL ? &d->waves.compared[scale] : NULL;
}

/* Where the alliance is in the table. */
struct place {
    size_t a, first, rows;
    bool suppressed;
};

static struct place place_of(const struct sam_differencing *d, size_t a) {
    const struct sam_answers *answers = d->scoring->answers;
    struct place place = {.a = a, .first = answers->first_row[a]};
    size_t partners = 0;
    place.rows = answers->first_row[a + 1] - place.first;
    for (size_t r = place.first; r < place.first + place.rows; r++) {
        partners += answers->role[r] != SAM_ACCOUNT_HOLDER;
    }
    place.suppressed = partners > 0 && partners < d->options->min_group;
    return place;
}

static struct sam_differences none_of(enum sam_why why) {
    return (struct sam_differences){sam_contrast_none(why), sam_contrast_none(why),
                                    sam_change_none(why)};
}

static struct sam_differences of_scale(const struct sam_differencing *d, struct desk *desk,
                                       const struct place *place, size_t s) {
    const struct sam_scale *scale = &d->scoring->questionnaire->scales[s];
    if (place->suppressed) {
        return none_of(SAM_WHY_SUPPRESSED);
    }
    if (scale->relation == SAM_RELATION_ALLIANCE && sam_single_organisation(d->options, place->a)) {
        return none_of(SAM_WHY_SINGLE_ORGANISATION);
    }
    struct sam_role_room room = {&desk->scores, desk->first, desk->second, desk->splits};
    struct sam_differences result = {
        .lead_partners = sam_role_lead_partners(&d->roles, &room, s, place->first, place->rows),
        .account_holders_partners =
            sam_role_account_holders_partners(&d->roles, &room, s, place->first, place->rows),
        .change = sam_change_none(SAM_WHY_NOT_ASKED),
    };
    if (d->options->earlier != NULL) {
        const char *alliance = d->scoring->answers->alliance_ids[place->a];
        uint64_t seed = sam_stream_seed(sam_stream_seed(d->options->seed, alliance), scale->id);
        result.change = sam_wave_change(&d->waves, &desk->wave, s, place->a,
                                        d->scales[s].summary.sem, sam_stream_seed(seed, "change"));
    }
    return result;
}

const struct sam_differences *sam_differences_of(struct sam_differencing *d, unsigned desk,
                                                 size_t a) {
    assert(desk < d->desk_count);
    struct sam_differences *result = d->desks[desk].result;
    struct place place = place_of(d, a);
    for (size_t s = 0; s < d->scoring->questionnaire->scale_count; s++) {
        result[s] = of_scale(d, &d->desks[desk], &place, s);
    }
    return result;
}
