#include "report/cell_agreement.h"

#include <math.h>

bool sam_cell_agree(const size_t *counts, int points) {
    double n = 0;
    double sum = 0;
    double distance = 0;
    for (int i = 0; i < points; i++) {
        n += (double)counts[i];
        sum += (double)counts[i] * (i + 1);
    }
    for (int i = 0; i < points; i++) {
        distance += (double)counts[i] * fabs(i + 1 - sum / n);
    }
    return distance / n <= points / 6.0 + 1e-9;
}

/* What is left for the others, for each answer of the one who knows and each word. */
struct left {
    int points;
    long least, most;
    size_t counts[SAM_POINTS_MAX];
    unsigned others[2][SAM_POINTS_MAX]; /* bit v - 1: somebody else may have answered v */
};

static void take(struct left *left) {
    int word = sam_cell_agree(left->counts, left->points);
    for (int own = 0; own < left->points; own++) {
        for (int v = 0; v < left->points && left->counts[own] > 0; v++) {
            bool other = left->counts[v] > (v == own);
            left->others[word][own] |= other ? 1U << v : 0;
        }
    }
}

static void divide(struct left *left, int point, size_t people, long sum) {
    if (point == left->points) {
        if (people == 0 && left->least <= sum && sum <= left->most) {
            take(left);
        }
        return;
    }
    for (size_t k = 0; k <= people; k++) {
        left->counts[point] = k;
        divide(left, point + 1, people - k, sum + (long)k * (point + 1));
    }
    left->counts[point] = 0;
}

bool sam_cell_agreement_may_be_said(const struct sam_cell *cell, int points) {
    struct left left = {.points = points};
    sam_cell_sums(cell, cell->n, points, &left.least, &left.most);
    divide(&left, 0, cell->n, 0);
    for (int word = 0; word < 2; word++) {
        for (int own = 0; own < points; own++) {
            unsigned others = left.others[word][own];
            if (others != 0 && (others & (others - 1)) == 0) {
                return false;
            }
        }
    }
    return true;
}
