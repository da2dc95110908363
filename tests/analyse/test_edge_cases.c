/* Thirty cases in which programs for this kind of numbers differ, stop or give nonsense: one row
 * each, with what is to be said. */
#include "analyse/fixture.h"

#include "model/response_csv.h"

#include <gsl/gsl_errno.h>
#include <stddef.h>

enum { CHECKS = 9, EVERYBODY = -1 };

struct check {
    int alliance; /* or EVERYBODY */
    const char *statistic;
    double value; /* when why is SAM_HAS_VALUE */
    enum sam_why why;
};

struct edge_case {
    const char *id, *what;
    size_t items;
    /* one a respondent: an alliance's letter, then answers as in fixture_add */
    const char *people;
    struct check checks[CHECKS]; /* up to one without statistic */
};

#define NONE(alliance, statistic, why)                                                             \
    { alliance, statistic, 0, why }
#define IS(alliance, statistic, value)                                                             \
    { alliance, statistic, value, SAM_HAS_VALUE }

static const struct edge_case cases[] = {
    {"e01",
     "an alliance of one person",
     1,
     "A5 B3 B4 B3 C2 C3",
     {IS(0, "mean", 5), NONE(0, "sd", SAM_WHY_ONE_RESPONDENT),
      NONE(0, "low", SAM_WHY_ONE_RESPONDENT), NONE(0, "rwg", SAM_WHY_ONE_RESPONDENT),
      NONE(0, "ad", SAM_WHY_ONE_RESPONDENT), IS(EVERYBODY, "df_between", 2),
      IS(EVERYBODY, "df_within", 3)}},
    {"e02",
     "all in the middle",
     3,
     "A333 A333 A333 A333 A333 B333 B333 B333 B333 B333",
     {IS(0, "rwg", 1), IS(0, "ad", 0), IS(0, "sd", 0),
      NONE(EVERYBODY, "alpha", SAM_WHY_NO_VARIANCE),
      NONE(EVERYBODY, "omega_total", SAM_WHY_CONSTANT_ITEM),
      NONE(EVERYBODY, "icc1", SAM_WHY_NO_VARIANCE), NONE(EVERYBODY, "f", SAM_WHY_NO_VARIANCE),
      NONE(0, "low", SAM_WHY_NO_VARIANCE), NONE(0, "pooled", SAM_WHY_NO_VARIANCE)}},
    {"e03",
     "all at the end",
     3,
     "A555 A555 A555 A555 A555 B555 B555 B555 B555 B555",
     {IS(0, "rwg", 1), IS(0, "rwg_star", 1), IS(0, "ad", 0), IS(0, "index", 100),
      NONE(EVERYBODY, "alpha", SAM_WHY_NO_VARIANCE), NONE(EVERYBODY, "icc2", SAM_WHY_NO_VARIANCE),
      NONE(EVERYBODY, "between", SAM_WHY_NO_VARIANCE)}},
    {"e04",
     "a statement nobody of one alliance answered",
     3,
     "A4.4 A5.5 A3.3 B444 B353 B535",
     {IS(0, "mean", 4), IS(0, "rwg_star", 0.5), IS(0, "ad", 2.0 / 3),
      IS(EVERYBODY, "df_between", 1), IS(EVERYBODY, "df_within", 4)}},
    {"e05",
     "a statement all answer the same",
     3,
     "A113 A113 A223 A223 A333 A333 A443 A443 A553 A553",
     {IS(EVERYBODY, "alpha", 0.75), NONE(EVERYBODY, "rest 3", SAM_WHY_CONSTANT_ITEM),
      IS(EVERYBODY, "rest 1", 1), NONE(EVERYBODY, "omega_total", SAM_WHY_CONSTANT_ITEM),
      NONE(EVERYBODY, "average_r", SAM_WHY_CONSTANT_ITEM), IS(EVERYBODY, "dropped 3", 1)}},
    {"e06",
     "all but one the same",
     3,
     "A133 A133 A233 A233 A333 A333 A433 A433 A533 A533",
     {IS(EVERYBODY, "alpha", 0), NONE(EVERYBODY, "rest 1", SAM_WHY_NO_VARIANCE),
      NONE(EVERYBODY, "omega_total", SAM_WHY_CONSTANT_ITEM),
      NONE(EVERYBODY, "dropped 1", SAM_WHY_NO_VARIANCE)}},
    {"heywood",
     "a model that would need a negative variance (loadings by hand from three covariances)",
     3,
     "A443 A334 A435 A453 A333 A111 A232 A112 A554 A232 A545 A322",
     {NONE(EVERYBODY, "omega_total", SAM_WHY_IMPROPER)}},
    {"e07",
     "two people",
     1,
     "A3 A4",
     {IS(0, "mean", 3.5), IS(0, "rwg", 0.75), IS(0, "rwg_chance", 13.0 / 25),
      NONE(EVERYBODY, "icc1", SAM_WHY_ONE_ALLIANCE), NONE(EVERYBODY, "alpha", SAM_WHY_ONE_ITEM)}},
    {"e08",
     "two people, in two alliances",
     3,
     "A344 B433",
     {NONE(EVERYBODY, "icc1", SAM_WHY_NO_REPLICATION),
      NONE(EVERYBODY, "between", SAM_WHY_NO_REPLICATION),
      NONE(EVERYBODY, "alpha", SAM_WHY_TOO_FEW_RESPONDENTS),
      NONE(EVERYBODY, "omega_total", SAM_WHY_TOO_FEW_RESPONDENTS),
      NONE(EVERYBODY, "test", SAM_WHY_NO_REPLICATION), NONE(0, "rwg", SAM_WHY_ONE_RESPONDENT)}},
    {"e09",
     "one alliance",
     2,
     "A34 A45 A23 A55",
     {NONE(EVERYBODY, "icc1", SAM_WHY_ONE_ALLIANCE), NONE(EVERYBODY, "f", SAM_WHY_ONE_ALLIANCE),
      NONE(EVERYBODY, "between", SAM_WHY_ONE_ALLIANCE), NONE(0, "pooled", SAM_WHY_ONE_ALLIANCE),
      NONE(EVERYBODY, "test", SAM_WHY_ONE_ALLIANCE), IS(0, "mean", 31.0 / 8)}},
    {"e10",
     "polarised",
     2,
     "A11 A11 A11 A55 A55 A55",
     {IS(0, "rwg", 0), IS(0, "rwg_star", -1.4), IS(0, "ad", 2), IS(0, "mean", 3)}},
    {"e11",
     "a respondent without answers",
     2,
     "A44 A.. A22 Add B33 B44",
     {IS(0, "mean", 3), IS(EVERYBODY, "df_within", 2), IS(0, "ad", 1), IS(0, "rwg_star", 0)}},
    {"e12",
     "two statements",
     2,
     "A11 A11 A22 A22 A33 A33 A44 A44 A55 A55",
     {IS(EVERYBODY, "alpha", 1), NONE(EVERYBODY, "dropped 1", SAM_WHY_TOO_FEW_ITEMS),
      NONE(EVERYBODY, "omega_total", SAM_WHY_TOO_FEW_ITEMS), IS(EVERYBODY, "average_r", 1)}},
    {"e13",
     "one statement",
     1,
     "A3 A4 A3 A4 A3 A4 A3 A4 A3 A4",
     {NONE(EVERYBODY, "alpha", SAM_WHY_ONE_ITEM), NONE(EVERYBODY, "omega_total", SAM_WHY_ONE_ITEM),
      NONE(EVERYBODY, "average_r", SAM_WHY_ONE_ITEM), IS(0, "rwg", 1 - 10.0 / 36 / 2),
      IS(0, "rwg_star", 1 - 10.0 / 36 / 2)}},
    {"e14",
     "as many statements as people",
     11,
     "A12345123451 A23451345122 A34512512343 A45123234514 A51234451235 A13524142531 A24135531422 "
     "A35241253143 A41352314254 A52413425315 A15432134523",
     {NONE(EVERYBODY, "omega_total", SAM_WHY_SINGULAR)}},
    {"e15",
     "a statement and its copy",
     3,
     "A112 A113 A221 A222 A334 A333 A443 A445 A554 A555 A335 A113",
     {NONE(EVERYBODY, "omega_total", SAM_WHY_SINGULAR), IS(EVERYBODY, "dropped 3", 1)}},
    {"e16",
     "a statement the other way round",
     3,
     "A115 A115 A224 A224 A333 A333 A442 A442 A551 A551",
     {IS(EVERYBODY, "alpha", -3), IS(EVERYBODY, "rest 3", -1),
      IS(EVERYBODY, "average_r", -1.0 / 3)}},
    {"e17",
     "means that are equal",
     1,
     "A1 A5 B1 B5",
     {IS(EVERYBODY, "icc1", -1), NONE(EVERYBODY, "icc2", SAM_WHY_NO_VARIANCE),
      IS(EVERYBODY, "f", 0), IS(EVERYBODY, "p", 1), IS(EVERYBODY, "test", 1)}},
    {"e18",
     "identical within, different between",
     1,
     "A2 A2 A2 B4 B4 B4",
     {IS(EVERYBODY, "icc1", 1), IS(EVERYBODY, "icc2", 1),
      NONE(EVERYBODY, "f", SAM_WHY_NO_WITHIN_VARIANCE),
      NONE(EVERYBODY, "p", SAM_WHY_NO_WITHIN_VARIANCE),
      NONE(EVERYBODY, "between", SAM_WHY_NO_WITHIN_VARIANCE),
      NONE(0, "pooled", SAM_WHY_NO_WITHIN_VARIANCE), NONE(0, "low", SAM_WHY_NO_WITHIN_VARIANCE),
      IS(EVERYBODY, "test", 0.1)}},
    {"e21",
     "no data",
     2,
     "",
     {NONE(EVERYBODY, "mean", SAM_WHY_NO_ANSWERS), NONE(EVERYBODY, "sd", SAM_WHY_NO_ANSWERS),
      NONE(EVERYBODY, "icc1", SAM_WHY_NO_ANSWERS),
      NONE(EVERYBODY, "alpha", SAM_WHY_TOO_FEW_RESPONDENTS),
      NONE(EVERYBODY, "test", SAM_WHY_NO_ANSWERS)}},
    {"e22",
     "nearly unanimous at the end",
     1,
     "A5 A5 A5 A5 A5 A4",
     {IS(0, "rwg", 1 - 1.0 / 12), IS(0, "ad", 10.0 / 36), IS(0, "mean", 29.0 / 6)}},
    {"e24",
     "statements that contradict each other",
     2,
     "A15 A15 A24 A24 A33 A33 A42 A42 A51 A52",
     {IS(EVERYBODY, "alpha", -80)}},
    {"e25",
     "one respondent",
     2,
     "A45",
     {IS(EVERYBODY, "mean", 4.5), NONE(EVERYBODY, "sd", SAM_WHY_ONE_RESPONDENT), IS(0, "mean", 4.5),
      NONE(0, "sd", SAM_WHY_ONE_RESPONDENT), NONE(EVERYBODY, "icc1", SAM_WHY_ONE_ALLIANCE)}},
    {"e26",
     "a statement nobody answered",
     3,
     "A4.4 A5.5 A3.3 B4.4 B3.3 B5.5 A4.4 A5.5 A3.3 B4.4 B3.3 B5.5",
     {IS(0, "mean", 4), NONE(EVERYBODY, "alpha", SAM_WHY_TOO_FEW_RESPONDENTS), IS(0, "ad", 2.0 / 3),
      IS(EVERYBODY, "df_within", 10)}},
    {"e27",
     "an alliance without answers",
     2,
     "A.. Add B34 B44 C55 C44",
     {NONE(0, "mean", SAM_WHY_NO_ANSWERS), NONE(0, "rwg", SAM_WHY_NO_ANSWERS),
      NONE(0, "pooled", SAM_WHY_NO_ANSWERS), IS(EVERYBODY, "df_between", 1)}},
    {"e28",
     "alliances more alike than chance makes them",
     1,
     "A1 A5 A3 B2 B4 B4",
     {IS(EVERYBODY, "icc1", -2.5 / 5.5), IS(EVERYBODY, "icc2", -15), IS(EVERYBODY, "f", 0.0625)}},
    {"e29",
     "one alliance has complete answers",
     2,
     "A34 A45 B3. B.4 C5. C4.",
     {IS(EVERYBODY, "df_between", 2), IS(EVERYBODY, "df_within", 3), IS(1, "mean", 3.5),
      IS(2, "mean", 4.5)}},
    {"e30",
     "nobody complete",
     2,
     "A3. A.4 A5. A.4 A3. A.4 B5. B.4 B3. B.4 B5. B.4",
     {NONE(EVERYBODY, "alpha", SAM_WHY_TOO_FEW_RESPONDENTS),
      NONE(EVERYBODY, "rest 1", SAM_WHY_TOO_FEW_RESPONDENTS), IS(0, "mean", 23.0 / 6)}},
};

#define OF(type, name)                                                                             \
    { #name, offsetof(struct type, name) }
struct statistic {
    const char *name;
    size_t offset;
};
static const struct statistic of_everybody[] = {
    OF(sam_scale_summary, mean),
    OF(sam_scale_summary, sd),
    OF(sam_scale_summary, alpha),
    OF(sam_scale_summary, average_r),
    OF(sam_scale_summary, omega_total),
    OF(sam_scale_summary, icc1),
    OF(sam_scale_summary, icc2),
    OF(sam_scale_summary, f),
    OF(sam_scale_summary, p),
    OF(sam_scale_summary, df_between),
    OF(sam_scale_summary, df_within),
    OF(sam_scale_summary, between),
    {"test", offsetof(struct sam_scale_summary, alliances_test.p)},
    {NULL, 0}};
static const struct statistic of_alliance[] = {
    OF(sam_scale_score, mean),       OF(sam_scale_score, sd),
    OF(sam_scale_score, low),        OF(sam_scale_score, index),
    OF(sam_scale_score, pooled),     OF(sam_scale_score, rwg),
    OF(sam_scale_score, rwg_star),   OF(sam_scale_score, ad),
    OF(sam_scale_score, rwg_chance), {NULL, 0}};

static struct sam_number look_up(const struct statistic *statistics, const void *from,
                                 const char *name) {
    for (; statistics->name != NULL; statistics++) {
        if (strcmp(statistics->name, name) == 0) {
            struct sam_number number;
            memcpy(&number, (const char *)from + statistics->offset, sizeof number);
            return number;
        }
    }
    fail_msg("no statistic %s", name);
    return sam_no_value(SAM_WHY_NO_ANSWERS);
}

static struct sam_number number_of(struct sam_analysis *analysis, const struct check *check) {
    const struct sam_scale_summary *summary = sam_analysis_scale(analysis, 0);
    if (check->alliance != EVERYBODY) {
        const struct sam_alliance_result *result =
            sam_analysis_alliance(analysis, (size_t)check->alliance);
        return look_up(of_alliance, &result->scales[0], check->statistic);
    }
    if (strncmp(check->statistic, "rest ", 5) == 0) {
        return summary->item_rest[check->statistic[5] - '1'];
    }
    if (strncmp(check->statistic, "dropped ", 8) == 0) {
        return summary->alpha_if_dropped[check->statistic[8] - '1'];
    }
    return look_up(of_everybody, summary, check->statistic);
}

static void check_case(const struct edge_case *edge) {
    struct fixture_scale scale = {"k", "alliance", NULL, edge->items, NULL, 0};
    struct sam_questionnaire *q = fixture_questionnaire(5, &scale, 1);
    struct sam_answers *answers = sam_answers_new(edge->items);
    for (const char *at = edge->people; *at != '\0'; at += edge->items + 1, at += *at == ' ') {
        char digits[32];
        const char alliance[] = {*at, '\0'};
        snprintf(digits, sizeof digits, "%.*s", (int)edge->items, at + 1);
        fixture_add(answers, alliance, "", SAM_PARTNER, digits);
    }
    sam_answers_sort(answers);
    struct sam_analysis_options options = {.min_group = 1, .items = true};
    struct sam_analysis *analysis = sam_analysis_new(q, answers, &options);
    for (size_t c = 0; c < CHECKS && edge->checks[c].statistic != NULL; c++) {
        const struct check *check = &edge->checks[c];
        struct sam_number got = number_of(analysis, check);
        if (got.why != check->why) {
            fail_msg("%s %s: %s: \"%s\" (%g), not \"%s\"", edge->id, edge->what, check->statistic,
                     sam_why_id(got.why), got.value, sam_why_id(check->why));
        }
        if (sam_has(got) && !(fabs(got.value - check->value) <= 1e-12 * fmax(1, fabs(got.value)))) {
            fail_msg("%s %s: %s is %.17g, not %.17g", edge->id, edge->what, check->statistic,
                     got.value, check->value);
        }
    }
    sam_analysis_free(analysis);
    sam_answers_free(answers);
    sam_questionnaire_free(q);
}

static void numbers(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_case(&cases[i]);
    }
}

/* e19: an answer off the scale; e20: a row that names no alliance. Refused, with line and column.
 */
static void what_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *id, *csv, *column;
    } refused[] = {{"e19", "alliance,k1\nA,3\nA,9\n", "k1"},
                   {"e20", "alliance,k1\nA,3\n,4\n", "alliance"}};
    struct fixture_scale scale = {"k", "alliance", NULL, 1, NULL, 0};
    struct sam_questionnaire *q = fixture_questionnaire(5, &scale, 1);
    for (size_t i = 0; i < 2; i++) {
        struct sam_csv *csv =
            sam_csv_from_memory(refused[i].csv, strlen(refused[i].csv), "data.csv", ',');
        struct sam_response_csv *rows = NULL;
        struct sam_response_row row;
        struct sam_err err = {0};
        bool more = true;
        assert_int_equal(sam_response_csv_open(csv, q, false, &rows, &err), SAM_OK);
        assert_int_equal(sam_response_csv_next(rows, &row, &more, &err), SAM_OK);
        assert_int_not_equal(sam_response_csv_next(rows, &row, &more, &err), SAM_OK);
        check_contains(err.text, "line 3");
        check_contains(err.text, refused[i].column);
        sam_response_csv_free(rows);
        sam_csv_free(csv);
    }
    sam_questionnaire_free(q);
}

/* e23: ids are labels, in the order of their bytes, also when they look like numbers. */
static void ids_are_labels(void **state) {
    (void)state;
    struct fixture_scale scale = {"k", "alliance", NULL, 1, NULL, 0};
    struct sam_questionnaire *q = fixture_questionnaire(5, &scale, 1);
    static const char *const ids[] = {"2", "10", "1", "NA", "01"};
    struct sam_answers *answers = sam_answers_new(1);
    for (size_t i = 0; i < 10; i++) {
        fixture_add(answers, ids[i % 5], "", SAM_PARTNER, i % 3 == 0 ? "2" : "4");
    }
    sam_answers_sort(answers);
    struct sam_analysis_options options = {.min_group = 1};
    struct sam_analysis *analysis = sam_analysis_new(q, answers, &options);
    check_number(sam_analysis_scale(analysis, 0)->df_between, 4);
    static const char *const sorted[] = {"01", "1", "10", "2", "NA"};
    for (size_t a = 0; a < 5; a++) {
        assert_string_equal(sam_analysis_alliance_id(analysis, a), sorted[a]);
    }
    sam_analysis_free(analysis);
    sam_answers_free(answers);
    sam_questionnaire_free(q);
}

/* One of each: e19, e20 and e23 have tests of their own. */
static void none_is_forgotten(void **state) {
    (void)state;
    for (int number = 1; number <= 30; number++) {
        char id[8];
        bool found = number == 19 || number == 20 || number == 23;
        snprintf(id, sizeof id, "e%02d", number);
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            found = found || strcmp(cases[i].id, id) == 0;
        }
        if (!found) {
            fail_msg("no case %s", id);
        }
    }
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(ids_are_labels),
        cmocka_unit_test(none_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
