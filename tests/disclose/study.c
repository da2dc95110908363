#include "disclose/attack.h"

#include "model/answers.h"

#include <string.h>

/* SplitMix64 (Steele, Lea & Flood 2014). */
static uint64_t next(uint64_t *state) {
    uint64_t z = (*state += 0x9E3779B97F4A7C15U);
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return z ^ z >> 31;
}

static size_t below(uint64_t *state, size_t n) {
    return (size_t)(next(state) % n);
}

static double unit(uint64_t *state) {
    return (double)(next(state) >> 11) * 0x1p-53;
}

/* How an alliance answers a statement. */
struct habit {
    int mode;
    double unanimity; /* how probable the mode itself is */
};

struct making {
    uint64_t state;
    struct sam_attack_study *study;
    struct habit habits[SAM_ATTACK_ALLIANCES][SAM_ATTACK_ITEMS];
    double dont_know, against;
};

static int clamp(int value, int points) {
    return value < 1 ? 1 : value > points ? points : value;
}

static void make_answers(struct making *m, size_t alliance, uint8_t *answers) {
    int points = m->study->points;
    bool against = unit(&m->state) < m->against;
    for (size_t i = 0; i < m->study->scales * m->study->items; i++) {
        const struct habit *habit = &m->habits[alliance][i];
        int answer = habit->mode;
        if (against) {
            answer = 2 * habit->mode > points ? 1 : points;
        } else if (unit(&m->state) > habit->unanimity) {
            answer = clamp(habit->mode + (int)below(&m->state, 5) - 2, points);
        }
        double silence = unit(&m->state);
        answers[i] = (uint8_t)(silence < m->dont_know         ? SAM_DONT_KNOW
                               : silence < m->dont_know * 1.2 ? SAM_MISSING
                                                              : answer);
    }
}

static void add_person(struct making *m, size_t wave, size_t alliance, size_t organisation,
                       size_t before) {
    struct sam_attack_wave *w = &m->study->waves[wave];
    if (w->count == SAM_ATTACK_PEOPLE) {
        return;
    }
    struct sam_attack_person *person = &w->people[w->count++];
    *person = (struct sam_attack_person){
        .alliance = alliance, .organisation = organisation, .before = before};
    if (before != SAM_NONE && m->study->stable) {
        memcpy(person->answers, m->study->waves[0].people[before].answers, sizeof person->answers);
    } else {
        make_answers(m, alliance, person->answers);
    }
}

static size_t size_of_alliance(uint64_t *state) {
    static const size_t usual[] = {1, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9};
    return below(state, 5) == 0 ? 1 + below(state, 23)
                                : usual[below(state, sizeof usual / sizeof *usual)];
}

/* Who comes and who goes: mostly nobody or one. */
static size_t movement(uint64_t *state) {
    static const size_t usual[] = {0, 0, 0, 1, 1, 2, 3, 6};
    return usual[below(state, sizeof usual / sizeof *usual)];
}

static void make_second_wave(struct making *m, size_t *organisations) {
    for (size_t a = 0; a < m->study->alliances; a++) {
        size_t leave = movement(&m->state);
        size_t join = movement(&m->state);
        for (size_t p = 0; p < m->study->waves[0].count; p++) {
            struct sam_attack_person *person = &m->study->waves[0].people[p];
            if (person->alliance != a) {
                continue;
            }
            person->stays = leave == 0;
            leave -= leave > 0;
            if (person->stays) {
                add_person(m, 1, a, person->organisation, p);
            }
        }
        for (size_t k = 0; k < join; k++) {
            add_person(m, 1, a, (*organisations)++, SAM_NONE);
        }
    }
}

void sam_attack_study(struct sam_attack_study *study, uint64_t seed) {
    static const int points[] = {5, 5, 5, 5, 3, 7};
    struct making m = {.state = seed * 0xD1B54A32D192ED03U + 1, .study = study};
    memset(study, 0, sizeof *study);
    study->points = points[below(&m.state, sizeof points / sizeof *points)];
    study->scales = 1 + below(&m.state, SAM_ATTACK_SCALES);
    study->items = 1 + below(&m.state, SAM_ATTACK_ITEMS / SAM_ATTACK_SCALES);
    study->alliances = 1 + below(&m.state, SAM_ATTACK_ALLIANCES);
    study->stable = below(&m.state, 2) == 0;
    m.dont_know = below(&m.state, 2) == 0 ? 0 : 0.15 * unit(&m.state);
    m.against = below(&m.state, 2) == 0 ? 0 : 0.15;
    for (size_t a = 0; a < study->alliances; a++) {
        double unanimity = below(&m.state, 3) == 0 ? 0.97 : unit(&m.state);
        bool extreme = below(&m.state, 3) == 0;
        for (size_t i = 0; i < SAM_ATTACK_ITEMS; i++) {
            int mode = 1 + (int)below(&m.state, (size_t)study->points);
            m.habits[a][i] =
                (struct habit){extreme ? (mode % 2 == 0 ? 1 : study->points) : mode, unanimity};
        }
    }
    size_t organisations = 4; /* the first few take part everywhere */
    for (size_t a = 0; a < study->alliances; a++) {
        size_t people = size_of_alliance(&m.state);
        for (size_t k = 0; k < people; k++) {
            bool shared = k < 2 && below(&m.state, 3) == 0;
            add_person(&m, 0, a, shared ? k : organisations++, SAM_NONE);
        }
    }
    make_second_wave(&m, &organisations);
}
