#include "analyse/differences.h"

#include "analyse/fixture.h"
#include "analyse/parallel.h"
#include "analyse/stream.h"

static const struct fixture_scale scales[] = {
    {"a", "alliance", NULL, 3, NULL, 0},
    {"b", "partnership", NULL, 4, NULL, 0},
};
enum { ITEMS = 7, ALLIANCES = 600 };

/* Alliances of 2 to 41 people of all roles, so that some tests are exact and some drawn. */
static struct sam_answers *many_answers(uint64_t seed, size_t alliances) {
    struct sam_answers *answers = sam_answers_new(ITEMS);
    struct sam_stream random = sam_stream_of(seed, 0);
    static const enum sam_role roles[] = {SAM_LEAD, SAM_PARTNER, SAM_ACCOUNT_HOLDER,
                                          SAM_ROLE_UNKNOWN};
    for (size_t a = 0; a < alliances; a++) {
        char alliance[32];
        snprintf(alliance, sizeof alliance, "a%04zu", a);
        for (size_t i = 0; i < 2 + a % 40; i++) {
            char organisation[16];
            char digits[ITEMS + 1] = {0};
            snprintf(organisation, sizeof organisation, "o%u", sam_stream_below(&random, 40));
            for (size_t k = 0; k < ITEMS; k++) {
                digits[k] = (char)('1' + sam_stream_below(&random, 5));
            }
            fixture_add(answers, alliance, organisation, roles[sam_stream_below(&random, 4)],
                        digits);
        }
    }
    sam_answers_sort(answers);
    return answers;
}

struct collected {
    struct sam_analysis *analysis;
    struct sam_differences *all;
};

static void collect_one(void *context, size_t a, unsigned desk) {
    struct collected *c = context;
    const struct sam_alliance_result *result = sam_analysis_alliance_at(c->analysis, desk, a);
    memcpy(c->all + 2 * a, result->differences, 2 * sizeof *c->all);
}

/* By as many threads as there are desks. */
static struct sam_differences *all_of(struct sam_analysis *analysis) {
    size_t count = sam_analysis_alliance_count(analysis);
    struct collected c = {analysis, calloc(2 * count, sizeof *c.all)};
    sam_parallel(count, sam_analysis_desks(analysis), collect_one, &c);
    return c.all;
}

static void check_same(const struct sam_permutation *a, const struct sam_permutation *b) {
    assert_int_equal(a->p.why, b->p.why);
    assert_true(a->p.value == b->p.value);
    assert_true(a->difference.value == b->difference.value);
    assert_true(a->superiority.value == b->superiority.value);
    assert_int_equal(a->method, b->method);
}

static void check_all_same(const struct sam_differences *a, const struct sam_differences *b,
                           size_t count) {
    for (size_t i = 0; i < count; i++) {
        check_same(&a[i].lead_partners.test, &b[i].lead_partners.test);
        check_same(&a[i].account_holders_partners.test, &b[i].account_holders_partners.test);
        check_same(&a[i].change.test, &b[i].change.test);
        assert_int_equal(a[i].change.leavers, b[i].change.leavers);
    }
}

static void alike_for_any_number_of_threads(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, 2);
    struct sam_answers *now = many_answers(1, ALLIANCES);
    struct sam_answers *then = many_answers(2, ALLIANCES);
    struct sam_earlier_wave earlier = {"then", q, then, NULL};
    struct sam_analysis_options options = {
        .resamples = 50, .seed = 3, .min_group = 3, .earlier = &earlier, .threads = 1};
    struct sam_analysis *analysis = sam_analysis_new(q, now, &options);
    struct sam_differences *one = all_of(analysis);
    struct sam_number overall = sam_analysis_scale(analysis, 0)->alliances_test.p;
    sam_analysis_free(analysis);
    size_t drawn = 0;
    size_t exact = 0;
    for (size_t i = 0; i < 2 * (size_t)ALLIANCES; i++) {
        drawn += one[i].lead_partners.test.method == SAM_ARRANGEMENTS_DRAWN;
        drawn += one[i].account_holders_partners.test.method == SAM_ARRANGEMENTS_DRAWN;
        exact += one[i].change.test.method == SAM_ARRANGEMENTS_ALL;
    }
    assert_true(drawn > 50 && exact > 500);
    for (unsigned threads = 2; threads < 4; threads++) {
        options.threads = threads;
        analysis = sam_analysis_new(q, now, &options);
        struct sam_differences *more = all_of(analysis);
        assert_true(sam_analysis_scale(analysis, 0)->alliances_test.p.value == overall.value);
        check_all_same(one, more, 2 * (size_t)ALLIANCES);
        /* Nor does it matter where one begins. */
        const struct sam_alliance_result *late = sam_analysis_alliance(analysis, 300);
        check_all_same(late->differences, one + 600, 2);
        late = sam_analysis_alliance(analysis, 299);
        check_all_same(late->differences, one + 598, 2);
        sam_analysis_free(analysis);
        free(more);
    }
    options.seed = 4;
    analysis = sam_analysis_new(q, now, &options);
    struct sam_differences *other = all_of(analysis);
    size_t unlike = 0;
    for (size_t i = 0; i < 2 * (size_t)ALLIANCES; i++) {
        unlike += one[i].lead_partners.test.p.value != other[i].lead_partners.test.p.value;
    }
    assert_true(unlike > 20);
    sam_analysis_free(analysis);
    free(one);
    free(other);
    sam_answers_free(now);
    sam_answers_free(then);
    sam_questionnaire_free(q);
}

/* An alliance's tests are its own: which others there are makes no difference. */
static void other_alliances_do_not_matter(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, 2);
    struct sam_answers *many = many_answers(1, 80);
    struct sam_answers *fewer = many_answers(1, 40);
    struct sam_analysis_options options = {.resamples = 50, .seed = 3, .min_group = 1};
    struct sam_analysis *all = sam_analysis_new(q, many, &options);
    struct sam_analysis *some = sam_analysis_new(q, fewer, &options);
    struct sam_differences *a = all_of(all);
    struct sam_differences *b = all_of(some);
    check_all_same(a, b, 80);
    check_why(a[0].change.test.p, SAM_WHY_NOT_ASKED);
    free(a);
    free(b);
    sam_analysis_free(all);
    sam_analysis_free(some);
    sam_answers_free(many);
    sam_answers_free(fewer);
    sam_questionnaire_free(q);
}

static void why_there_may_be_none(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, 2);
    struct sam_answers *answers = many_answers(1, 3);
    static const size_t organisations[] = {1, 1, 5};
    struct sam_analysis_options options = {
        .seed = 3, .min_group = 1, .organisations = organisations};
    struct sam_analysis *analysis = sam_analysis_new(q, answers, &options);
    const struct sam_differences *d = sam_analysis_alliance(analysis, 0)->differences;
    check_why(d[0].lead_partners.test.p, SAM_WHY_SINGLE_ORGANISATION);
    check_why(d[0].account_holders_partners.test.difference, SAM_WHY_SINGLE_ORGANISATION);
    check_why(d[0].change.detectable, SAM_WHY_SINGLE_ORGANISATION);
    assert_int_not_equal(d[1].lead_partners.test.p.why, SAM_WHY_SINGLE_ORGANISATION);
    sam_analysis_free(analysis);
    options.min_group = 100;
    analysis = sam_analysis_new(q, answers, &options);
    d = sam_analysis_alliance(analysis, 2)->differences;
    check_why(d[1].lead_partners.test.superiority, SAM_WHY_SUPPRESSED);
    check_why(d[0].change.test.p, SAM_WHY_SUPPRESSED);
    sam_analysis_free(analysis);
    sam_answers_free(answers);
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alike_for_any_number_of_threads),
        cmocka_unit_test(other_alliances_do_not_matter),
        cmocka_unit_test(why_there_may_be_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
