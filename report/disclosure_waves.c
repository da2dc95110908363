/* What was shown of earlier waves limits what may be shown of this one: who joined or left since
 * could be worked out from the difference, if the others answered the same again. */
#include "report/disclosure_parts.h"

#include <string.h>

/* Waves of one study have their alliances in the same order: the search begins where it is. */
static size_t find(const struct sam_results *results, const char *id, size_t hint) {
    for (size_t k = 0; k < results->alliance_count; k++) {
        size_t a = (hint + k) % results->alliance_count;
        if (strcmp(results->alliances[a].result.id, id) == 0) {
            return a;
        }
    }
    return SAM_NONE;
}

size_t sam_results_alliance_was(const struct sam_results *results,
                                const struct sam_results_alliance *alliance, size_t hint) {
    size_t found = find(results, alliance->result.id, hint);
    for (size_t i = 0; i < alliance->formerly_count && found == SAM_NONE; i++) {
        found = find(results, alliance->formerly[i], hint);
    }
    return found;
}

static const struct sam_results *wave_of(const struct sam_disclosure_room *room, const char *wave) {
    for (size_t e = 0; e < room->earlier_count; e++) {
        if (room->earlier[e]->wave != NULL && strcmp(room->earlier[e]->wave, wave) == 0) {
            return room->earlier[e];
        }
    }
    return NULL;
}

static bool nobody(const struct sam_turnover *turnover) {
    return turnover->known && turnover->joined == 0 && turnover->left == 0;
}

/* From a wave to the one it was compared with. People of one organisation who came or went are
 * seen in the numbers of people only: then it isn't known who. */
static struct sam_turnover step(const struct sam_results *later, const struct sam_results *before,
                                const struct sam_results_alliance *alliance, size_t hint,
                                const char *scale) {
    static const struct sam_turnover unknown = {.known = false};
    size_t a = sam_results_alliance_was(later, alliance, hint);
    size_t b = sam_results_alliance_was(before, alliance, hint);
    size_t s = sam_questionnaire_scale(later->questionnaire, scale);
    size_t t = sam_questionnaire_scale(before->questionnaire, scale);
    if (a == SAM_NONE || b == SAM_NONE || s == SAM_NONE || t == SAM_NONE) {
        return unknown;
    }
    const struct sam_change *change = &later->alliances[a].result.differences[s].change;
    struct sam_turnover turnover = {.known = change->unnamed == 0 &&
                                             (sam_has(change->test.difference) ||
                                              change->test.difference.why == SAM_WHY_NO_PAIRS),
                                    .joined = change->newcomers,
                                    .left = change->leavers};
    size_t now = later->alliances[a].result.scales[s].respondents;
    size_t then = before->alliances[b].result.scales[t].respondents;
    return now + turnover.left == then + turnover.joined ? turnover : unknown;
}

/* Along the chain of comparisons; known if at most one of its steps has turnover. */
struct sam_turnover sam_turnover_between(const struct sam_disclosure_room *room, size_t a, size_t s,
                                         const struct sam_results *earlier) {
    const struct sam_results *later = room->results;
    const struct sam_results_alliance *alliance = &later->alliances[a];
    const char *scale = later->questionnaire->scales[s].id;
    struct sam_turnover sum = {.known = true};
    for (size_t guard = 0; guard <= room->earlier_count && later != earlier; guard++) {
        const struct sam_results *before =
            later->against != NULL ? wave_of(room, later->against) : NULL;
        if (before == NULL) {
            break;
        }
        struct sam_turnover own = step(later, before, alliance, a, scale);
        if (!own.known || (!nobody(&sum) && !nobody(&own))) {
            break;
        }
        sum.joined += own.joined;
        sum.left += own.left;
        later = before;
    }
    sum.known = later == earlier;
    return sum;
}

/* How far up the ladder a difference of so many people may come: no answers to a statement, for
 * which no end could be cut off. */
static enum sam_shown step_of(const struct sam_privacy *privacy, const struct sam_turnover *t) {
    size_t people = t->joined + t->left;
    return t->known && people == 0                             ? SAM_SHOW_ANSWERS
           : t->known && people >= (size_t)privacy->means_from ? SAM_SHOW_MEAN
                                                               : SAM_SHOW_BAND;
}

/* Where nobody knows who came and went: the fewest that it can have been. */
static void fewest(struct sam_turnover *turnover, size_t before, size_t now) {
    turnover->joined = now > before ? now - before : now == before;
    turnover->left = before > now ? before - now : now == before;
}

static void add_wave(struct sam_history *history, const struct sam_disclosure_room *room, size_t a,
                     size_t s, const struct sam_cell *before, size_t n_before, size_t n_now,
                     double grain, const struct sam_results *earlier) {
    if (before->shown == SAM_SHOW_NOTHING) {
        return;
    }
    struct sam_turnover turnover = {.known = false};
    if (s != SAM_NONE) {
        turnover = sam_turnover_between(room, a, s, earlier);
        /* Somebody who didn't answer this statement this time, or didn't then. */
        turnover.known = turnover.known && n_now + turnover.left == n_before + turnover.joined;
    }
    enum sam_shown most = step_of(&room->plan->privacy, &turnover);
    /* Rule (6) holds across waves: the same people's statements then, and their mean now. */
    most = before->about && nobody(&turnover) ? SAM_SHOW_NOTHING : most;
    history->most = most < history->most ? most : history->most;
    if (!turnover.known) {
        fewest(&turnover, n_before, n_now);
    }
    sam_cell_limit_change(&history->limits, before, n_before, n_now, turnover.joined, turnover.left,
                          room->results->questionnaire->points, grain);
}

static struct sam_history open_history(const struct sam_disclosure_room *room) {
    return (struct sam_history){SAM_SHOW_ANSWERS,
                                sam_cell_unlimited(room->results->questionnaire->points)};
}

struct sam_history sam_history_scale(const struct sam_disclosure_room *room, size_t a, size_t s) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    const struct sam_alliance_result *result = &room->results->alliances[a].result;
    struct sam_history history = open_history(room);
    for (size_t e = 0; e < room->earlier_count; e++) {
        const struct sam_results *earlier = room->earlier[e];
        size_t then = sam_results_alliance_was(earlier, &room->results->alliances[a], a);
        size_t same = sam_questionnaire_scale(earlier->questionnaire, q->scales[s].id);
        if (then != SAM_NONE && same != SAM_NONE && earlier->questionnaire->points == q->points) {
            add_wave(&history, room, a, s, &earlier->disclosure->alliances[then].scales[same],
                     earlier->alliances[then].result.scales[same].respondents,
                     result->scales[s].respondents, 1 / (double)q->scales[s].item_count, earlier);
        }
    }
    return history;
}

/* A subject that was shown by its own mean stays so: its statements would add to that. */
static bool shown_by_mean(const struct sam_results *earlier, size_t alliance, const char *scale) {
    size_t s = scale != NULL ? sam_questionnaire_scale(earlier->questionnaire, scale) : SAM_NONE;
    if (alliance == SAM_NONE || s == SAM_NONE) {
        return false;
    }
    const struct sam_cell *cell = &earlier->disclosure->alliances[alliance].scales[s];
    return cell->shown != SAM_SHOW_NOTHING && !cell->about;
}

struct sam_history sam_history_item(const struct sam_disclosure_room *room, size_t a, size_t item) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    const struct sam_alliance_result *result = &room->results->alliances[a].result;
    struct sam_history history = open_history(room);
    for (size_t e = 0; e < room->earlier_count; e++) {
        const struct sam_results *earlier = room->earlier[e];
        size_t then = sam_results_alliance_was(earlier, &room->results->alliances[a], a);
        size_t same = sam_item_known_as(q, item, earlier->questionnaire);
        if (shown_by_mean(earlier, then,
                          q->items[item].scale != SAM_NONE ? q->scales[q->items[item].scale].id
                                                           : NULL)) {
            history.most = SAM_SHOW_BAND;
        }
        if (then != SAM_NONE && same != SAM_NONE && earlier->questionnaire->points == q->points) {
            size_t n = earlier->alliances[then].result.items != NULL
                           ? earlier->alliances[then].result.items[same].respondents
                           : 0;
            add_wave(&history, room, a, q->items[item].scale,
                     &earlier->disclosure->alliances[then].items[same], n,
                     result->items[item].respondents, 1, earlier);
        }
    }
    return history;
}
