#include "analyse/inversions.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static int by_one(const void *a, const void *b) {
    const struct sam_measured *x = a;
    const struct sam_measured *y = b;
    if (x->one != y->one) {
        return x->one < y->one ? -1 : 1;
    }
    if (x->other != y->other) {
        return x->other < y->other ? -1 : 1;
    }
    return (x->who > y->who) - (x->who < y->who);
}

static int by_other(const void *a, const void *b) {
    const struct sam_measured *x = a;
    const struct sam_measured *y = b;
    return (x->other > y->other) - (x->other < y->other);
}

static int by_who(const void *a, const void *b) {
    const struct sam_inverted *x = a;
    const struct sam_inverted *y = b;
    if (x->higher_by_one != y->higher_by_one) {
        return x->higher_by_one < y->higher_by_one ? -1 : 1;
    }
    return (x->higher_by_other > y->higher_by_other) - (x->higher_by_other < y->higher_by_other);
}

/* Replaces values by ranks, the same for ties. Infinite ones are equal to each other. */
static void rank(struct sam_measured *items, size_t n, double tie) {
    double before = 0;
    double rank = 0;
    qsort(items, n, sizeof *items, by_other);
    for (size_t i = 0; i < n; i++) {
        double value = items[i].other;
        if (i > 0 && value != before && !(value - before < tie)) {
            rank++;
        }
        before = value;
        items[i].other = rank;
    }
    qsort(items, n, sizeof *items, by_one);
    rank = 0;
    for (size_t i = 0; i < n; i++) {
        double value = items[i].one;
        if (i > 0 && value != before && !(value - before < tie)) {
            rank++;
        }
        before = value;
        items[i].one = rank;
    }
    qsort(items, n, sizeof *items, by_one);
}

struct listing {
    struct sam_inverted *list;
    size_t count, room;
};

/* One of the left half against those of the right half that come before it: right[0 .. n - 1]. */
static void take(struct listing *listing, const struct sam_measured *left,
                 const struct sam_measured *right, size_t n) {
    for (size_t i = 0; i < n && listing->count < listing->room; i++) {
        listing->list[listing->count++] = (struct sam_inverted){right[i].who, left->who};
    }
}

/* Sorts by the second measure what is in order of the first, counting as it merges. */
static size_t sort(struct sam_measured *items, size_t n, struct sam_measured *spare,
                   struct listing *listing) {
    if (n < 2) {
        return 0;
    }
    size_t half = n / 2;
    size_t count = sort(items, half, spare, listing) + sort(items + half, n - half, spare, listing);
    size_t i = 0;
    size_t j = half;
    for (size_t k = 0; k < n; k++) {
        if (j == n || (i < half && items[i].other <= items[j].other)) {
            count += j - half;
            take(listing, &items[i], items + half, j - half);
            spare[k] = items[i++];
        } else {
            spare[k] = items[j++];
        }
    }
    memcpy(items, spare, n * sizeof *items);
    return count;
}

size_t sam_inversions(struct sam_measured *items, size_t n, double tie, struct sam_inverted *list,
                      size_t room) {
    if (n < 2) {
        return 0;
    }
    struct listing listing = {list, 0, room};
    struct sam_measured *spare = sam_xcalloc(n, sizeof *spare);
    rank(items, n, tie);
    size_t count = sort(items, n, spare, &listing);
    qsort(list, listing.count, sizeof *list, by_who);
    free(spare);
    return count;
}
