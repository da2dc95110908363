#include "analyse/fixture.h"
#include "analyse/simulate.h"

#include <gsl/gsl_errno.h>

static const struct fixture_scale scales[] = {
    {"a", "alliance", NULL, 4, NULL, 2},         {"f", "alliance", "forming", 2, NULL, 0},
    {"s", "alliance", "storming", 2, NULL, 0},   {"n", "alliance", "norming", 2, NULL, 0},
    {"p", "alliance", "performing", 2, NULL, 0}, {"w", "partnership", NULL, 1, NULL, 0},
};
enum { SCALES = 6, ITEMS = 13 };

/* --- every number of a result, in a fixed order -------------------------------------------- */

struct walk {
    struct sam_number numbers[20000];
    size_t count;
};

static void see(struct walk *walk, struct sam_number number) {
    assert_true(number.why < SAM_WHYS);
    if (number.why == SAM_HAS_VALUE) {
        assert_true(isfinite(number.value));
    }
    assert_true(walk->count < sizeof walk->numbers / sizeof *walk->numbers);
    walk->numbers[walk->count++] = number;
}

static void see_scale(struct walk *walk, const struct sam_scale_summary *s, size_t items) {
    const struct sam_number all[] = {s->mean,       s->sd,          s->alpha,
                                     s->alpha_low,  s->alpha_high,  s->alpha_standardized,
                                     s->average_r,  s->omega_total, s->icc1,
                                     s->icc2,       s->f,           s->p,
                                     s->df_between, s->df_within,   s->between,
                                     s->within,     s->sem,         s->icc1_low,
                                     s->icc1_high,  s->maxima,      s->mean_of_alliances};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        see(walk, all[i]);
    }
    for (size_t i = 0; i < items; i++) {
        see(walk, s->item_rest[i]);
        see(walk, s->alpha_if_dropped[i]);
    }
    assert_non_null(s->method);
}

static void see_alliance(struct walk *walk, const struct sam_questionnaire *q,
                         const struct sam_alliance_result *r) {
    for (size_t s = 0; s < q->scale_count; s++) {
        const struct sam_scale_score *c = &r->scales[s];
        const struct sam_number all[] = {c->mean,       c->sd,     c->low,         c->high,
                                         c->index,      c->lowest, c->highest,     c->pooled,
                                         c->pooled_low, c->rwg,    c->pooled_high, c->rwg_star,
                                         c->rwg_skewed, c->ad,     c->rwg_chance};
        for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
            see(walk, all[i]);
        }
    }
    for (size_t i = 0; r->items != NULL && i < q->item_count; i++) {
        const struct sam_item_score *c = &r->items[i];
        const struct sam_number all[] = {
            c->mean, c->sd, c->rwg, c->rwg_skewed, c->rwg_star, c->rwg_star_skewed, c->ad};
        for (size_t j = 0; j < sizeof all / sizeof *all; j++) {
            see(walk, all[j]);
        }
    }
    for (int relation = 0; relation < SAM_RELATIONS; relation++) {
        for (int k = 0; k < SAM_PHASES; k++) {
            see(walk, r->phase[relation].posterior[k]);
            see(walk, r->phase[relation].profile[k]);
        }
        assert_true(sam_verdict_id(r->phase[relation].verdict)[0] != '\0');
    }
    for (size_t t = 0; t < r->topic_count; t++) {
        assert_true(r->topics[t].score > 0 && r->topics[t].score <= 1);
        see(walk, sam_value(r->topics[t].score));
    }
}

static void walk_all(struct walk *walk, const struct sam_questionnaire *q,
                     const struct sam_answers *answers,
                     const struct sam_analysis_options *options) {
    struct sam_analysis *analysis = sam_analysis_new(q, answers, options);
    walk->count = 0;
    assert_int_equal(sam_analysis_respondents(analysis), answers->respondents);
    assert_int_equal(sam_analysis_alliance_count(analysis), answers->alliance_count);
    assert_ptr_equal(sam_analysis_questionnaire(analysis), q);
    assert_int_equal(sam_analysis_options(analysis)->seed, options->seed);
    for (size_t s = 0; s < q->scale_count; s++) {
        see_scale(walk, sam_analysis_scale(analysis, s), q->scales[s].item_count);
    }
    for (size_t a = 0; a < answers->alliance_count; a++) {
        see_alliance(walk, q, sam_analysis_alliance(analysis, a));
    }
    sam_analysis_free(analysis);
}

static void check_same(const struct walk *one, const struct walk *other) {
    assert_int_equal(one->count, other->count);
    for (size_t i = 0; i < one->count; i++) {
        check_why(one->numbers[i], other->numbers[i].why);
        if (one->numbers[i].why == SAM_HAS_VALUE) {
            assert_true(fabs(one->numbers[i].value - other->numbers[i].value) <=
                        1e-9 * fmax(1, fabs(other->numbers[i].value)));
        }
    }
}

/* --- the edges ----------------------------------------------------------------------------- */

struct edge {
    const char *name;
    size_t people, alliances;
    const char *rows[4]; /* in turn */
};

static const struct edge edges[] = {
    {"nobody", 0, 1, {NULL}},
    {"nobody in three alliances", 0, 3, {NULL}},
    {"one person", 1, 1, {"4444444444444"}},
    {"one person in each alliance", 8, 8, {"4444444444444", "3245132453215", "4412345123451"}},
    {"two people, one alliance", 2, 1, {"4444444444444", "3253132453215"}},
    {"everybody the same", 20, 4, {"4444444444444"}},
    {"everybody at the end", 20, 4, {"5155555555555"}},
    {"everybody don't know", 20, 4, {"ddddddddddddd"}},
    {"everybody nothing", 20, 4, {"............."}},
    {"some nothing", 20, 4, {".............", "4344545454545", "1234554321234"}},
    {"an item nobody answered", 20, 4, {"4.44545454545", "1.34554321234", "2.33445566554"}},
    {"a constant item", 20, 4, {"3444545454545", "3234554321234", "3322445144554"}},
    {"polarised", 20, 4, {"1111111111111", "5555555555555"}},
    {"items that are copies", 20, 4, {"1111111111111", "2222222222222", "4444444444444"}},
    {"opposite items", 20, 4, {"1515151515151", "5151515151515", "3333333333333"}},
    {"fewer people than items", 3, 2, {"1325412345123", "4234512345412", "5432154321543"}},
    {"one alliance", 20, 1, {"1325412345123", "4234512345412", "5432154321543"}},
    {"same within, different between",
     20,
     4,
     {"1111111111111", "2222222222222", "3333333333333", "5555555555555"}},
    {"same means between",
     20,
     2,
     {"1111111111111", "1111111111111", "5555555555555", "5555555555555"}},
    {"half answered", 20, 4, {"12.......1..1", "..34......4.5", "5d.d....1...d"}},
};

static const char *without_sixes(const char *digits, char *into) {
    snprintf(into, ITEMS + 1, "%s", digits);
    for (char *c = into; *c != '\0'; c++) {
        *c = *c == '6' ? '5' : *c;
    }
    return into;
}

static struct sam_answers *edge_table(const struct edge *edge) {
    struct sam_answers *answers = sam_answers_new(ITEMS);
    char id[40];
    char row[ITEMS + 1];
    size_t kinds = 0;
    while (kinds < 4 && edge->rows[kinds] != NULL) {
        kinds++;
    }
    for (size_t a = 0; a < edge->alliances; a++) {
        snprintf(id, sizeof id, "alliance %zu", a);
        sam_answers_add_alliance(answers, id);
    }
    for (size_t r = 0; r < edge->people; r++) {
        snprintf(id, sizeof id, "alliance %zu", r % edge->alliances);
        fixture_add(answers, id, r % 3 > 0 ? "x" : "", r % 5 == 0 ? SAM_LEAD : SAM_PARTNER,
                    without_sixes(edge->rows[r % kinds], row));
    }
    sam_answers_sort(answers);
    return answers;
}

static void no_edge_gives_a_number_that_is_none(void **state) {
    (void)state;
    static struct walk walk;
    const size_t few[8] = {1, 2, 3, 0, 5, 6, 7, 8};
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, SCALES);
    for (size_t e = 0; e < sizeof edges / sizeof *edges; e++) {
        struct sam_answers *answers = edge_table(&edges[e]);
        for (int kind = 0; kind < 4; kind++) {
            struct sam_analysis_options options = {.min_group = kind == 3 ? 3 : 1,
                                                   .items = true,
                                                   .weight_organisation = kind == 1,
                                                   .invited = kind > 0 ? few : NULL,
                                                   .organisations = kind > 1 ? few : NULL};
            walk_all(&walk, q, answers, &options);
        }
        sam_answers_free(answers);
    }
    sam_questionnaire_free(q);
}

static const struct sam_scale_summary *summary_of(const char *name, struct sam_questionnaire *q,
                                                  struct sam_answers **answers,
                                                  struct sam_analysis **analysis) {
    struct sam_analysis_options options = {.min_group = 1, .items = true};
    for (size_t e = 0; e < sizeof edges / sizeof *edges; e++) {
        if (strcmp(edges[e].name, name) == 0) {
            *answers = edge_table(&edges[e]);
            *analysis = sam_analysis_new(q, *answers, &options);
            return sam_analysis_scale(*analysis, 0);
        }
    }
    fail_msg("no edge %s", name);
    return NULL;
}

static void what_some_edges_say(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, SCALES);
    struct sam_answers *answers = NULL;
    struct sam_analysis *analysis = NULL;
    const struct sam_scale_summary *s = summary_of("everybody the same", q, &answers, &analysis);
    const struct sam_alliance_result *r = sam_analysis_alliance(analysis, 0);
    check_why(s->alpha, SAM_WHY_NO_VARIANCE);
    check_number(s->sd, 0);
    check_why(r->scales[0].low, SAM_WHY_NO_VARIANCE);
    check_number(r->scales[0].rwg, 1);
    sam_analysis_free(analysis);
    sam_answers_free(answers);

    s = summary_of("everybody don't know", q, &answers, &analysis);
    r = sam_analysis_alliance(analysis, 0);
    check_why(s->mean, SAM_WHY_NO_ANSWERS);
    check_why(r->scales[0].mean, SAM_WHY_NO_ANSWERS);
    assert_int_equal(r->phase[0].verdict, SAM_VERDICT_NO_DATA);
    assert_int_equal(r->items[0].dont_know, 5);
    assert_int_equal(r->topic_count, ITEMS);
    assert_true(r->topics[0].reasons[SAM_REASON_DONT_KNOW]);
    sam_analysis_free(analysis);
    sam_answers_free(answers);

    s = summary_of("polarised", q, &answers, &analysis);
    assert_true(sam_has(s->alpha));
    sam_analysis_free(analysis);
    sam_answers_free(answers);

    s = summary_of("opposite items", q, &answers, &analysis);
    assert_true(s->alpha.value < 1);
    sam_analysis_free(analysis);
    sam_answers_free(answers);

    s = summary_of("one person in each alliance", q, &answers, &analysis);
    check_why(s->icc1, SAM_WHY_NO_REPLICATION);
    sam_analysis_free(analysis);
    sam_answers_free(answers);
    sam_questionnaire_free(q);
}

/* --- properties ---------------------------------------------------------------------------- */

enum { PEOPLE = 120, GROUPS = 17 };

struct person {
    unsigned group;
    enum sam_role role;
    uint8_t answers[ITEMS];
};

static void simulate(struct sam_questionnaire *q, struct person people[PEOPLE], uint64_t seed) {
    struct sam_simulation_options options = SAM_SIMULATION_DEFAULT;
    options.seed = seed;
    options.missing = 0.05;
    struct sam_simulation *simulation = sam_simulation_new(q, &options);
    for (unsigned i = 0; i < PEOPLE; i++) {
        if (i % 7 == 0) {
            sam_simulation_alliance(simulation, SAM_PHASE_NONE);
        }
        people[i].group = i / 7 % GROUPS;
        people[i].role = i % 7 == 0 ? SAM_LEAD : i % 11 == 0 ? SAM_ACCOUNT_HOLDER : SAM_PARTNER;
        sam_simulation_respondent(simulation, people[i].role, people[i].answers);
    }
    sam_simulation_free(simulation);
}

static struct sam_answers *table_of(const struct person *people, const char *prefix,
                                    bool backwards) {
    struct sam_answers *answers = sam_answers_new(ITEMS);
    for (size_t i = 0; i < PEOPLE; i++) {
        const struct person *p = &people[backwards ? PEOPLE - 1 - i : i];
        char id[32];
        snprintf(id, sizeof id, "%s%02u", prefix, p->group);
        sam_answers_add(answers, id, "", p->role, p->answers);
    }
    sam_answers_sort(answers);
    return answers;
}

static void order_and_names_change_nothing(void **state) {
    (void)state;
    static struct walk straight;
    static struct walk changed;
    static struct person people[PEOPLE];
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, SCALES);
    struct sam_analysis_options options = {.min_group = 1, .items = true};
    for (uint64_t seed = 1; seed < 6; seed++) {
        simulate(q, people, seed);
        struct sam_answers *answers = table_of(people, "a", false);
        struct sam_answers *other = table_of(people, "NA ", true);
        walk_all(&straight, q, answers, &options);
        walk_all(&changed, q, other, &options);
        check_same(&straight, &changed);
        sam_answers_free(answers);
        sam_answers_free(other);
    }
    sam_questionnaire_free(q);
}

static void same_input_same_bytes(void **state) {
    (void)state;
    static struct walk one;
    static struct walk two;
    static struct person people[PEOPLE];
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, SCALES);
    struct sam_analysis_options options = {.min_group = 2, .items = true};
    simulate(q, people, 9);
    struct sam_answers *answers = table_of(people, "a", false);
    walk_all(&one, q, answers, &options);
    walk_all(&two, q, answers, &options);
    assert_int_equal(one.count, two.count);
    for (size_t i = 0; i < one.count; i++) {
        assert_int_equal(one.numbers[i].why, two.numbers[i].why);
        assert_true(one.numbers[i].value == two.numbers[i].value);
    }
    sam_answers_free(answers);
    sam_questionnaire_free(q);
}

/* Answers of 1 to 4, and all one higher: means go up by one, spreads stay. (Of a scale without
 * reversed items; a reversed item's would go down.) */
static void one_point_more_shifts_means_only(void **state) {
    (void)state;
    static const struct fixture_scale plain = {"a", "alliance", NULL, 4, NULL, 0};
    struct sam_questionnaire *q = fixture_questionnaire(5, &plain, 1);
    struct sam_answers *low = sam_answers_new(4);
    struct sam_answers *high = sam_answers_new(4);
    struct sam_analysis_options options = {.min_group = 1, .items = true};
    for (unsigned i = 0; i < 60; i++) {
        uint8_t row[4];
        char id[16];
        snprintf(id, sizeof id, "%u", i % 9);
        for (unsigned j = 0; j < 4; j++) {
            row[j] = (uint8_t)(1 + (i * (j + 3) + i / 9 + j) % 4);
        }
        sam_answers_add(low, id, "", SAM_PARTNER, row);
        for (unsigned j = 0; j < 4; j++) {
            row[j]++;
        }
        sam_answers_add(high, id, "", SAM_PARTNER, row);
    }
    sam_answers_sort(low);
    sam_answers_sort(high);
    struct sam_analysis *one = sam_analysis_new(q, low, &options);
    struct sam_analysis *two = sam_analysis_new(q, high, &options);
    const struct sam_scale_summary *s = sam_analysis_scale(one, 0);
    const struct sam_scale_summary *t = sam_analysis_scale(two, 0);
    check_rel(t->mean.value, s->mean.value + 1, 1e-12);
    check_rel(t->sd.value, s->sd.value, 1e-11);
    check_rel(t->alpha.value, s->alpha.value, 1e-11);
    check_rel(t->average_r.value, s->average_r.value, 1e-11);
    check_rel(t->icc1.value, s->icc1.value, 1e-9);
    for (size_t a = 0; a < 9; a++) {
        struct sam_scale_score c = sam_analysis_alliance(one, a)->scales[0];
        struct sam_scale_score d = sam_analysis_alliance(two, a)->scales[0];
        check_rel(d.mean.value, c.mean.value + 1, 1e-12);
        check_rel(d.index.value, c.index.value + 25, 1e-12);
        check_rel(d.sd.value, c.sd.value, 1e-10);
        check_rel(d.rwg.value, c.rwg.value, 1e-12);
        check_rel(d.ad.value, c.ad.value, 1e-12);
    }
    sam_analysis_free(one);
    sam_analysis_free(two);
    sam_answers_free(low);
    sam_answers_free(high);
    sam_questionnaire_free(q);
}

static void ids(void **state) {
    (void)state;
    assert_string_equal(sam_verdict_id(SAM_VERDICT_CLEAR), "clear");
    assert_string_equal(sam_verdict_id(SAM_VERDICT_MIXED), "mixed");
    assert_string_equal(sam_verdict_id(SAM_VERDICT_UNDECIDED), "undecided");
    assert_string_equal(sam_verdict_id(SAM_VERDICT_NO_DATA), "no_data");
    assert_string_equal(sam_band_id(SAM_BAND_CONCERN), "concern");
    assert_string_equal(sam_band_id(SAM_BAND_DISCUSS), "discuss");
    assert_string_equal(sam_band_id(SAM_BAND_STRENGTH), "strength");
    assert_string_equal(sam_band_id(SAM_BAND_DANGER), "danger");
    assert_string_equal(sam_band_id(SAM_BAND_WORK), "work");
    assert_string_equal(sam_band_id(SAM_BAND_HEADWAY), "headway");
    assert_string_equal(sam_band_id(SAM_BAND_TARGET), "target");
    assert_string_equal(sam_band_id(SAM_BAND_NONE), "");
    assert_string_equal(sam_reason_id(SAM_REASON_LOW_AGREED), "low_agreed");
    assert_string_equal(sam_reason_id(SAM_REASON_DONT_KNOW), "dont_know");
    assert_string_equal(sam_reason_id(SAM_REASONS), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_edge_gives_a_number_that_is_none),
        cmocka_unit_test(what_some_edges_say),
        cmocka_unit_test(order_and_names_change_nothing),
        cmocka_unit_test(same_input_same_bytes),
        cmocka_unit_test(one_point_more_shifts_means_only),
        cmocka_unit_test(ids),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
