/* What follows from the facts for certain: bounds on the sum of every alliance's answers to every
 * statement, narrowed by each other until nothing changes; then, statement by statement, the ways
 * in which the others' answers can be divided that still fit. */
#include "disclose/attack.h"

#include "model/answers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double HAIR = 1e-9;

struct bounds {
    long least[SAM_ATTACK_ALLIANCES][SAM_ATTACK_ITEMS];
    long most[SAM_ATTACK_ALLIANCES][SAM_ATTACK_ITEMS];
};

struct solving {
    const struct sam_attack_study *study;
    const struct sam_attack_wave *wave;
    const struct sam_attack_facts *facts;
    size_t n[SAM_ATTACK_ALLIANCES][SAM_ATTACK_ITEMS]; /* answers */
    size_t people[SAM_ATTACK_ALLIANCES];
};

static bool answered(uint8_t answer) {
    return answer != SAM_MISSING && answer != SAM_DONT_KNOW;
}

static size_t all_items(const struct sam_attack_study *study) {
    return study->scales * study->items;
}

static void count_answers(struct solving *s) {
    for (size_t p = 0; p < s->wave->count; p++) {
        const struct sam_attack_person *person = &s->wave->people[p];
        s->people[person->alliance]++;
        for (size_t i = 0; i < all_items(s->study); i++) {
            s->n[person->alliance][i] += answered(person->answers[i]);
        }
    }
}

/* --- bounds --------------------------------------------------------------------------------------
 */

static bool raise_least(long *least, double to) {
    long whole = (long)ceil(to - HAIR);
    bool raised = whole > *least;
    *least = raised ? whole : *least;
    return raised;
}

static bool lower_most(long *most, double to) {
    long whole = (long)floor(to + HAIR);
    bool lowered = whole < *most;
    *most = lowered ? whole : *most;
    return lowered;
}

/* high is not reached, unless it is the end of the scale. */
static double top_of(double high, double n, int points) {
    return high >= points - HAIR ? n * points : n * high - 1e-6;
}

static void own_facts(const struct solving *s, struct bounds *b) {
    for (size_t a = 0; a < s->study->alliances; a++) {
        for (size_t i = 0; i < all_items(s->study); i++) {
            const struct sam_attack_fact *fact = &s->facts->items[a][i];
            double n = (double)s->n[a][i];
            b->least[a][i] = (long)s->n[a][i];
            b->most[a][i] = (long)s->n[a][i] * s->study->points;
            if (fact->exact) {
                long sum = 0;
                for (int v = 0; v < s->study->points; v++) {
                    sum += (long)fact->counts[v] * (v + 1);
                }
                b->least[a][i] = b->most[a][i] = sum;
            } else if (fact->known) {
                raise_least(&b->least[a][i], n * fact->low);
                lower_most(&b->most[a][i], top_of(fact->high, n, s->study->points));
            }
        }
    }
}

struct term {
    size_t alliance, item;
};

/* least <= sum of the terms <= most. */
static bool narrow(struct bounds *b, const struct term *terms, size_t count, double least,
                   double most) {
    double lows = 0;
    double highs = 0;
    bool changed = false;
    for (size_t k = 0; k < count; k++) {
        lows += (double)b->least[terms[k].alliance][terms[k].item];
        highs += (double)b->most[terms[k].alliance][terms[k].item];
    }
    for (size_t k = 0; k < count; k++) {
        long *low = &b->least[terms[k].alliance][terms[k].item];
        long *high = &b->most[terms[k].alliance][terms[k].item];
        double low_before = (double)*low;
        double high_before = (double)*high;
        changed = raise_least(low, least - (highs - high_before)) || changed;
        changed = lower_most(high, most - (lows - low_before)) || changed;
        lows += (double)*low - low_before;
        highs += (double)*high - high_before;
    }
    return changed;
}

static bool complete(const struct solving *s, size_t a, size_t scale) {
    for (size_t k = 0; k < s->study->items; k++) {
        if (s->n[a][scale * s->study->items + k] != s->people[a]) {
            return false;
        }
    }
    return s->people[a] > 0;
}

static bool any_item(const struct solving *s, size_t a, size_t scale) {
    for (size_t k = 0; k < s->study->items; k++) {
        if (s->facts->items[a][scale * s->study->items + k].known) {
            return true;
        }
    }
    return false;
}

/* The fact of a scale if it says anything of its own. */
static const struct sam_attack_fact *scale_fact(const struct solving *s, size_t a, size_t scale) {
    const struct sam_attack_fact *fact = &s->facts->scales[a][scale];
    return fact->known && !(s->facts->scores_computed && any_item(s, a, scale)) ? fact : NULL;
}

static bool narrow_by_scale(const struct solving *s, struct bounds *b, size_t a, size_t scale) {
    const struct sam_attack_fact *fact = scale_fact(s, a, scale);
    struct term terms[SAM_ATTACK_ITEMS];
    if (fact == NULL || !complete(s, a, scale)) {
        return false;
    }
    for (size_t k = 0; k < s->study->items; k++) {
        terms[k] = (struct term){a, scale * s->study->items + k};
    }
    double n = (double)(s->people[a] * s->study->items);
    return narrow(b, terms, s->study->items, n * fact->low,
                  top_of(fact->high, n, s->study->points));
}

static size_t members(const struct solving *s, size_t item, struct term *terms, double *n) {
    size_t count = 0;
    *n = 0;
    for (size_t a = 0; a < s->study->alliances; a++) {
        if (s->n[a][item] > 0 && (s->facts->together_is_all || !s->facts->items[a][item].known)) {
            terms[count++] = (struct term){a, item};
            *n += (double)s->n[a][item];
        }
    }
    return count;
}

static bool narrow_together(const struct solving *s, struct bounds *b, size_t item) {
    const struct sam_attack_fact *fact = &s->facts->together[item];
    struct term terms[SAM_ATTACK_ALLIANCES];
    double n = 0;
    if (!fact->known) {
        return false;
    }
    size_t count = members(s, item, terms, &n);
    return narrow(b, terms, count, n * fact->low, top_of(fact->high, n, s->study->points));
}

/* What a participant adds: their own answers. */
static bool narrow_by_own(const struct solving *s, struct bounds *b,
                          const struct sam_attack_person *own) {
    bool changed = false;
    for (size_t i = 0; i < all_items(s->study) && own != NULL; i++) {
        if (answered(own->answers[i])) {
            double others = (double)s->n[own->alliance][i] - 1;
            changed = raise_least(&b->least[own->alliance][i], own->answers[i] + others) || changed;
            changed = lower_most(&b->most[own->alliance][i],
                                 own->answers[i] + others * s->study->points) ||
                      changed;
        }
    }
    return changed;
}

static void propagate(const struct solving *s, struct bounds *b,
                      const struct sam_attack_person *own) {
    own_facts(s, b);
    bool changed = true;
    for (int round = 0; round < 50 && changed; round++) {
        changed = narrow_by_own(s, b, own);
        for (size_t i = 0; i < all_items(s->study); i++) {
            changed = narrow_together(s, b, i) || changed;
        }
        for (size_t a = 0; a < s->study->alliances; a++) {
            for (size_t scale = 0; scale < s->study->scales; scale++) {
                changed = narrow_by_scale(s, b, a, scale) || changed;
            }
        }
    }
}

/* --- one statement
 * --------------------------------------------------------------------------------- */

struct dividing {
    const struct sam_attack_fact *fact;
    int points, own; /* own 0: nobody's */
    long least, most;
    size_t counts[SAM_POINTS_MAX];
    unsigned left; /* bit v - 1: somebody else may have answered v */
};

static bool lie_apart(const size_t *counts, int points) {
    double n = 0;
    double sum = 0;
    double distance = 0;
    for (int v = 0; v < points; v++) {
        n += (double)counts[v];
        sum += (double)counts[v] * (v + 1);
    }
    for (int v = 0; v < points; v++) {
        distance += (double)counts[v] * fabs(v + 1 - sum / n);
    }
    return distance / n > points / 6.0 + HAIR;
}

static void divide(struct dividing *d, int point, size_t people, long sum) {
    if (point < d->points) {
        for (size_t k = 0; k <= people; k++) {
            d->counts[point] = k;
            divide(d, point + 1, people - k, sum + (long)k * (point + 1));
        }
        d->counts[point] = 0;
        return;
    }
    if (people > 0 || sum < d->least || sum > d->most) {
        return;
    }
    unsigned values = 0;
    for (int v = 0; v < d->points; v++) {
        values |= d->counts[v] > 0 ? 1U << v : 0;
    }
    if (d->fact->apart) {
        size_t whole[SAM_POINTS_MAX];
        memcpy(whole, d->counts, sizeof whole);
        whole[d->own > 0 ? d->own - 1 : 0] += d->own > 0;
        if (!lie_apart(whole, d->points)) {
            return;
        }
    }
    d->left |= values;
}

/* The answers that are left for people whose answers to an item aren't known: bits. */
static unsigned left_for(const struct solving *s, const struct bounds *b, size_t a, size_t item,
                         int own) {
    enum { BY_DIVISION = 8 };
    const struct sam_attack_fact *fact = &s->facts->items[a][item];
    size_t others = s->n[a][item] - (own > 0);
    int points = s->study->points;
    unsigned left = 0;
    if (others == 0) {
        return 0;
    }
    if (fact->exact) {
        for (int v = 0; v < points; v++) {
            left |= fact->counts[v] > (size_t)(v + 1 == own) ? 1U << v : 0;
        }
        return left;
    }
    long least = b->least[a][item] - own;
    long most = b->most[a][item] - own;
    if (others <= BY_DIVISION) {
        struct dividing d = {
            .fact = fact, .points = points, .own = own, .least = least, .most = most};
        divide(&d, 0, others, 0);
        return d.left;
    }
    /* With more people a sum that is no end leaves more than one answer. */
    return least >= (long)others * points ? 1U << (points - 1) : most <= (long)others ? 1U : 3U;
}

struct told {
    bool answer[SAM_ATTACK_PEOPLE][SAM_ATTACK_ITEMS];
};

static int only(unsigned left) {
    int value = 0;
    if (left == 0 || (left & (left - 1)) != 0) {
        return 0;
    }
    while (left >> value > 1) {
        value++;
    }
    return value + 1;
}

static void tell(const struct solving *s, struct told *told, size_t person, size_t item, int value,
                 struct sam_attack_count *count) {
    told->answer[person][item] = true;
    count->wrong += s->wave->people[person].answers[item] != value;
}

static void look(const struct solving *s, const struct bounds *b, size_t insider, struct told *told,
                 struct sam_attack_count *count) {
    for (size_t i = 0; i < all_items(s->study); i++) {
        for (size_t a = 0; a < s->study->alliances; a++) {
            bool inside = insider != SAM_NONE && s->wave->people[insider].alliance == a;
            uint8_t mine = inside ? s->wave->people[insider].answers[i] : SAM_MISSING;
            int value = only(left_for(s, b, a, i, answered(mine) ? mine : 0));
            for (size_t p = 0; p < s->wave->count && value > 0; p++) {
                const struct sam_attack_person *person = &s->wave->people[p];
                if (person->alliance == a && p != insider && answered(person->answers[i])) {
                    tell(s, told, p, i, value, count);
                }
            }
        }
    }
}

/* --- who answered what, by people's own scores where some left statements open
 * ------------------------ */

static bool mean_of(const struct sam_attack_person *person, size_t first, size_t items,
                    double *mean) {
    double sum = 0;
    double count = 0;
    for (size_t k = first; k < first + items; k++) {
        sum += answered(person->answers[k]) ? person->answers[k] : 0;
        count += answered(person->answers[k]);
    }
    *mean = count > 0 ? sum / count : 0;
    return 2 * count >= (double)items && count > 0;
}

/* All others at one end: their scores' sum leaves no room. */
static void look_at_scores(const struct solving *s, size_t insider, size_t a, size_t scale,
                           struct told *told, struct sam_attack_count *count) {
    const struct sam_attack_fact *fact = scale_fact(s, a, scale);
    size_t first = scale * s->study->items;
    double n = 0;
    double known = 0;
    double mean = 0;
    if (fact == NULL) {
        return;
    }
    for (size_t p = 0; p < s->wave->count; p++) {
        if (s->wave->people[p].alliance == a &&
            mean_of(&s->wave->people[p], first, s->study->items, &mean)) {
            n++;
            known += p == insider ? mean : 0;
        }
    }
    double others = n - (known > 0);
    double room = 1.0 / (double)s->study->items - 1e-6;
    bool top = n * fact->low - known > others * s->study->points - room;
    bool bottom = top_of(fact->high, n, s->study->points) - known < others + room;
    for (size_t p = 0; p < s->wave->count && others > 0 && (top || bottom); p++) {
        const struct sam_attack_person *person = &s->wave->people[p];
        if (person->alliance != a || p == insider ||
            !mean_of(person, first, s->study->items, &mean)) {
            continue;
        }
        for (size_t k = first; k < first + s->study->items; k++) {
            if (answered(person->answers[k])) {
                tell(s, told, p, k, top ? s->study->points : 1, count);
            }
        }
    }
}

static void attack_wave(const struct solving *s, struct sam_attack_count *count) {
    static struct told told[2];
    static struct bounds bounds;
    memset(told, 0, sizeof told);
    for (size_t q = 0; q <= s->wave->count; q++) {
        size_t insider = q < s->wave->count ? q : SAM_NONE;
        struct told *own = &told[insider != SAM_NONE];
        propagate(s, &bounds, insider != SAM_NONE ? &s->wave->people[insider] : NULL);
        look(s, &bounds, insider, own, count);
        for (size_t a = 0; a < s->study->alliances; a++) {
            for (size_t scale = 0; scale < s->study->scales; scale++) {
                if (insider == SAM_NONE || s->wave->people[insider].alliance == a) {
                    look_at_scores(s, insider, a, scale, own, count);
                }
            }
        }
    }
    for (size_t p = 0; p < s->wave->count; p++) {
        for (size_t i = 0; i < all_items(s->study); i++) {
            count->answers[SAM_OUTSIDER] += told[0].answer[p][i];
            count->answers[SAM_PARTICIPANT] += told[1].answer[p][i];
        }
    }
}

/* --- two waves
 * ---------------------------------------------------------------------------------------- */

struct movement {
    size_t joined, left;
    double difference_least, difference_most;
};

/* Each of those who came and went answered at its own end, or there is but one of them. */
static size_t follows(const struct movement *m, int points) {
    double least = (double)m->joined - (double)m->left * points;
    double most = (double)m->joined * points - (double)m->left;
    size_t people = m->joined + m->left;
    if (people == 0) {
        return 0;
    }
    bool ends = m->difference_least > most - 1 + HAIR || m->difference_most < least + 1 - HAIR;
    bool one = people == 1 && m->difference_most - m->difference_least < 1 - HAIR;
    return ends || one ? people : 0;
}

static bool moves(const struct solving *s, size_t wave, const struct sam_attack_person *person) {
    (void)s;
    return wave == 0 ? !person->stays : person->before == SAM_NONE;
}

static void compare_items(const struct solving *s, const struct bounds *b,
                          struct sam_attack_count *count) {
    const struct sam_attack_study *study = s[0].study;
    for (size_t i = 0; i < all_items(study); i++) {
        for (size_t a = 0; a < study->alliances; a++) {
            struct movement m = {
                .difference_least = (double)b[1].least[a][i] - (double)b[0].most[a][i],
                .difference_most = (double)b[1].most[a][i] - (double)b[0].least[a][i]};
            for (size_t w = 0; w < SAM_ATTACK_WAVES; w++) {
                for (size_t p = 0; p < s[w].wave->count; p++) {
                    const struct sam_attack_person *person = &s[w].wave->people[p];
                    bool moved = person->alliance == a && answered(person->answers[i]) &&
                                 moves(s, w, person);
                    *(w == 0 ? &m.left : &m.joined) += moved;
                }
            }
            count->answers[SAM_COMPARER] += follows(&m, study->points);
        }
    }
}

/* The same for all statements of a scale at once, by its means. */
static void compare_scales(const struct solving *s, struct sam_attack_count *count) {
    const struct sam_attack_study *study = s[0].study;
    for (size_t a = 0; a < study->alliances; a++) {
        for (size_t scale = 0; scale < study->scales; scale++) {
            const struct sam_attack_fact *then = scale_fact(&s[0], a, scale);
            const struct sam_attack_fact *now = scale_fact(&s[1], a, scale);
            if (then == NULL || now == NULL || !complete(&s[0], a, scale) ||
                !complete(&s[1], a, scale)) {
                continue;
            }
            double items = (double)study->items;
            double n0 = (double)s[0].people[a] * items;
            double n1 = (double)s[1].people[a] * items;
            struct movement m = {
                .difference_least = n1 * now->low - top_of(then->high, n0, study->points),
                .difference_most = top_of(now->high, n1, study->points) - n0 * then->low};
            for (size_t w = 0; w < SAM_ATTACK_WAVES; w++) {
                for (size_t p = 0; p < s[w].wave->count; p++) {
                    bool moved =
                        s[w].wave->people[p].alliance == a && moves(s, w, &s[w].wave->people[p]);
                    *(w == 0 ? &m.left : &m.joined) += moved ? study->items : 0;
                }
            }
            count->answers[SAM_COMPARER] += follows(&m, study->points);
        }
    }
}

void sam_attack_solve(const struct sam_attack_study *study, const struct sam_attack_facts *facts,
                      struct sam_attack_count *count) {
    static struct bounds bounds[SAM_ATTACK_WAVES];
    static struct solving s[SAM_ATTACK_WAVES];
    for (size_t w = 0; w < SAM_ATTACK_WAVES; w++) {
        s[w] = (struct solving){.study = study, .wave = &study->waves[w], .facts = &facts[w]};
        count_answers(&s[w]);
        attack_wave(&s[w], count);
        propagate(&s[w], &bounds[w], NULL);
    }
    if (study->stable) {
        compare_items(s, bounds, count);
        compare_scales(s, count);
    }
}
