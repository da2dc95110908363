#include "analyse/clusters.h"

#include "base/memory.h"

#include <stdlib.h>

/* Sets that are joined: parent[x] is x at the root (Tarjan 1975, path halving). */
static uint32_t root_of(uint32_t *parent, uint32_t x) {
    while (parent[x] != x) {
        parent[x] = parent[parent[x]];
        x = parent[x];
    }
    return x;
}

static size_t highest(const uint32_t *numbers, size_t count) {
    size_t most = 0;
    for (size_t i = 0; i < count; i++) {
        if (numbers[i] != UINT32_MAX && numbers[i] >= most) {
            most = (size_t)numbers[i] + 1;
        }
    }
    return most;
}

/* Rows are sorted by alliance: whoever was seen in another one before is in more than one. `seen`
 * has room for `count` numbers. Counted are rows of account holders, or all others. */
static size_t in_several(const struct sam_answers *answers, const uint32_t *numbers, size_t count,
                         bool holders) {
    size_t *seen = sam_xcalloc(count + 1, sizeof *seen);
    bool *several = sam_xcalloc(count + 1, sizeof *several);
    size_t found = 0;
    for (size_t a = 0; a < answers->alliance_count; a++) {
        for (size_t r = answers->first_row[a]; r < answers->first_row[a + 1]; r++) {
            uint32_t who = numbers[r];
            if (who == UINT32_MAX || (answers->role[r] == SAM_ACCOUNT_HOLDER) != holders) {
                continue;
            }
            if (seen[who] != 0 && seen[who] != a + 1 && !several[who]) {
                several[who] = true;
                found++;
            }
            seen[who] = a + 1;
        }
    }
    free(seen);
    free(several);
    return found;
}

/* Numbers the clusters of the rows in the order in which they come. */
static void number_clusters(struct sam_clusters *clusters, uint32_t *parent, size_t nodes,
                            const struct sam_answers *answers, const uint32_t *person,
                            size_t organisations) {
    uint32_t *number = sam_xcalloc(nodes + 1, sizeof *number);
    for (size_t r = 0; r < answers->respondents; r++) {
        uint32_t node = answers->organisation[r];
        if (node == SAM_NO_ORGANISATION && person != NULL && person[r] != UINT32_MAX) {
            node = (uint32_t)organisations + person[r];
        }
        if (node == SAM_NO_ORGANISATION) {
            clusters->of_row[r] = SAM_ALONE;
            continue;
        }
        uint32_t root = root_of(parent, node);
        if (number[root] == 0) {
            number[root] = (uint32_t)++clusters->count;
        }
        clusters->of_row[r] = number[root] - 1;
    }
    free(number);
}

void sam_clusters_init(struct sam_clusters *clusters, const struct sam_answers *answers,
                       const uint32_t *person) {
    size_t organisations = sam_dictionary_count(answers->organisation_ids);
    size_t people = person != NULL ? highest(person, answers->respondents) : 0;
    size_t nodes = organisations + people;
    uint32_t *parent = sam_xcalloc(nodes + 1, sizeof *parent);
    *clusters = (struct sam_clusters){
        .of_row = sam_xcalloc(answers->respondents + 1, sizeof *clusters->of_row),
        .overlap = {.people_known = person != NULL},
    };
    for (size_t i = 0; i < nodes; i++) {
        parent[i] = (uint32_t)i;
    }
    for (size_t r = 0; person != NULL && r < answers->respondents; r++) {
        if (person[r] != UINT32_MAX && answers->organisation[r] != SAM_NO_ORGANISATION) {
            uint32_t one = root_of(parent, answers->organisation[r]);
            parent[root_of(parent, (uint32_t)organisations + person[r])] = one;
        }
    }
    number_clusters(clusters, parent, nodes, answers, person, organisations);
    clusters->overlap.organisations =
        in_several(answers, answers->organisation, organisations, false);
    if (person != NULL) {
        clusters->overlap.people = in_several(answers, person, people, false);
        clusters->overlap.account_holders = in_several(answers, person, people, true);
    }
    free(parent);
}

void sam_clusters_fini(struct sam_clusters *clusters) {
    free(clusters->of_row);
    *clusters = (struct sam_clusters){0};
}
