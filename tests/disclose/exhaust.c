#include "disclose/attack.h"

#include "base/memory.h"
#include "report/made.h"

#include <math.h>

/* --- all ways to divide people over answers ----------------------------------------------------
 */

struct multisets {
    size_t (*counts)[SAM_POINTS_MAX];
    size_t count;
};

static void add_multisets(struct multisets *sets, size_t *counts, int point, int points,
                          size_t left) {
    if (point == points - 1) {
        counts[point] = left;
        sets->counts = sam_xrealloc(sets->counts, sets->count + 1, sizeof *sets->counts);
        memcpy(sets->counts[sets->count++], counts, sizeof *sets->counts);
        return;
    }
    for (size_t k = 0; k <= left; k++) {
        counts[point] = k;
        add_multisets(sets, counts, point + 1, points, left - k);
    }
}

static struct multisets multisets_of(size_t people, int points) {
    struct multisets sets = {0};
    size_t counts[SAM_POINTS_MAX] = {0};
    add_multisets(&sets, counts, 0, points, people);
    return sets;
}

/* --- plans that were seen ------------------------------------------------------------------------
 */

enum { ITEMS_MOST = 4 };

struct seen {
    uint64_t plan; /* 0: free */
    size_t studies;
    uint32_t answers[ITEMS_MOST]; /* bit v - 1: somebody (else) may have answered v */
};

struct table {
    struct seen *rows;
    size_t size, used;
};

static struct seen *find(struct table *table, uint64_t plan) {
    size_t i = (size_t)(plan * 0x9E3779B97F4A7C15U) & (table->size - 1);
    while (table->rows[i].plan != 0 && table->rows[i].plan != plan) {
        i = (i + 1) & (table->size - 1);
    }
    return &table->rows[i];
}

static struct seen *find_or_add(struct table *table, uint64_t plan) {
    if (2 * (table->used + 1) > table->size) {
        struct table larger = {.size = table->size > 0 ? 2 * table->size : 1024};
        larger.rows = sam_xcalloc(larger.size, sizeof *larger.rows);
        for (size_t i = 0; i < table->size; i++) {
            if (table->rows[i].plan != 0) {
                *find(&larger, table->rows[i].plan) = table->rows[i];
            }
        }
        larger.used = table->used;
        free(table->rows);
        *table = larger;
    }
    struct seen *seen = find(table, plan);
    table->used += seen->plan == 0;
    seen->plan = plan;
    return seen;
}

static void mix(uint64_t *hash, double value) {
    uint64_t bits = (uint64_t)(int64_t)llround(value * 1000);
    for (int i = 0; i < 8; i++) {
        *hash = (*hash ^ (bits >> 8 * i & 255)) * 0x100000001B3U;
    }
}

static void mix_cell(uint64_t *hash, const struct sam_cell *cell, int points) {
    mix(hash, cell->shown);
    mix(hash, cell->why);
    mix(hash, (double)cell->n);
    mix(hash, cell->value);
    mix(hash, cell->low);
    mix(hash, cell->high);
    for (int i = 0; i < points; i++) {
        mix(hash, (double)cell->counts[i]);
    }
}

/* --- the studies ---------------------------------------------------------------------------------
 */

struct room {
    struct sam_exhaust *exhaust;
    const struct sam_disclosure_options *options;
    struct sam_results *results; /* of one alliance and one scale, filled in for each study */
    struct multisets sets;
    size_t chosen[ITEMS_MOST]; /* of sets, per item */
    int own[ITEMS_MOST];       /* 0: nobody's answers are known */
    struct table table;
};

static void fill_item(struct room *room, size_t i) {
    struct sam_item_score *score = &room->results->alliances[0].result.items[i];
    const struct sam_exhaust *e = room->exhaust;
    size_t n = e->people;
    double sum = 0;
    double distance = 0;
    memcpy(score->counts, room->sets.counts[room->chosen[i]], sizeof score->counts);
    score->counts[room->own[i] > 0 ? room->own[i] - 1 : 0] += room->own[i] > 0;
    for (int v = 0; v < e->points; v++) {
        sum += (double)score->counts[v] * (v + 1);
    }
    for (int v = 0; v < e->points; v++) {
        distance += (double)score->counts[v] * fabs(v + 1 - sum / (double)n);
    }
    score->respondents = n;
    score->mean = sam_value(sum / (double)n);
    score->ad = sam_value(distance / (double)n);
}

static uint64_t disclose(struct room *room) {
    const struct sam_exhaust *e = room->exhaust;
    struct sam_alliance_result *result = &room->results->alliances[0].result;
    double mean = 0;
    double ad = 0;
    for (size_t i = 0; i < e->items; i++) {
        fill_item(room, i);
        mean += result->items[i].mean.value / (double)e->items;
        ad += result->items[i].ad.value / (double)e->items;
    }
    result->scales[0].respondents = e->people;
    result->scales[0].mean = sam_value(mean);
    result->scales[0].ad = sam_value(ad);
    sam_disclose(room->results, NULL, 0, room->options);
    const struct sam_disclosed_alliance *own = &room->results->disclosure->alliances[0];
    uint64_t hash = 0xCBF29CE484222325U;
    mix_cell(&hash, &own->scales[0], e->points);
    mix(&hash, own->agreement[0]);
    bool shown = false;
    for (size_t i = 0; i < e->items; i++) {
        mix_cell(&hash, &own->items[i], e->points);
        mix(&hash, own->item_agreement[i]);
        shown = shown || own->items[i].shown != SAM_SHOW_NOTHING;
    }
    room->exhaust->shown += shown && room->own[0] == 0;
    return hash != 0 ? hash : 1;
}

static void visit(struct room *room, size_t item) {
    const struct sam_exhaust *e = room->exhaust;
    if (item < e->items && item < ITEMS_MOST) {
        for (room->chosen[item] = 0; room->chosen[item] < room->sets.count; room->chosen[item]++) {
            visit(room, item + 1);
        }
        return;
    }
    struct seen *seen = find_or_add(&room->table, disclose(room));
    seen->studies++;
    for (size_t i = 0; i < e->items; i++) {
        for (int v = 0; v < e->points; v++) {
            seen->answers[i] |= room->sets.counts[room->chosen[i]][v] > 0 ? 1U << v : 0;
        }
    }
}

/* Studies in which only one answer is left for whoever answered an item, and clears the table. */
static size_t recovered(struct room *room) {
    size_t studies = 0;
    for (size_t k = 0; k < room->table.size; k++) {
        const struct seen *seen = &room->table.rows[k];
        bool told = false;
        for (size_t i = 0; i < room->exhaust->items && seen->plan != 0; i++) {
            told = told || (seen->answers[i] & (seen->answers[i] - 1)) == 0;
        }
        studies += told ? seen->studies : 0;
    }
    free(room->table.rows);
    room->table = (struct table){0};
    return studies;
}

/* By relabelling people every way of dividing the others is as possible for each of them: what is
 * left for one person is what is left for all others. */
static void as_insider(struct room *room, size_t item) {
    if (item < room->exhaust->items && item < ITEMS_MOST) {
        for (room->own[item] = 1; room->own[item] <= room->exhaust->points; room->own[item]++) {
            as_insider(room, item + 1);
        }
        return;
    }
    visit(room, 0);
    room->exhaust->insider += recovered(room);
}

void sam_exhaust(struct sam_exhaust *e, const struct sam_disclosure_options *options) {
    struct room room = {.exhaust = e, .options = options};
    struct made made;
    struct sam_questionnaire *q = made_questionnaire(1, (int)e->items, e->points);
    char person[ITEMS_MOST + 1] = "";
    memset(person, '1', e->items);
    made_init(&made, q);
    made_add(&made, "x", person);
    made_run(&made, "1", NULL);
    room.results = made.results;
    room.sets = multisets_of(e->people, e->points);
    visit(&room, 0);
    for (size_t k = 0; k < room.table.size; k++) {
        e->studies += room.table.rows[k].studies;
    }
    e->outsider = recovered(&room);
    free(room.sets.counts);
    room.sets = multisets_of(e->people - 1, e->points);
    as_insider(&room, 0);
    free(room.sets.counts);
    made_fini(&made);
    sam_questionnaire_free(q);
}
