#include "fixture.h"

#include "collect/mapping.h"

static struct sam_mapping map[] = {{"attribute_1", "alliance"},
                                   {"/person/id", "respondent"},
                                   {"vraag 3", "s3"},
                                   {"s4", "s5"},
                                   {"ipaddr", ""},
                                   {"wrong", "s99"}};
static struct sam_mapping values[] = {{"helemaal eens", "5"}, {"n.v.t.", "dk"}, {"1", "5"}};
static struct sam_mapping alliances[] = {{"Café ’t Hoekje & co", "hoekje"}};
static struct sam_mapping roles[] = {{"bestuurder", "lead"}};

static const struct sam_source source = {.map = map,
                                         .map_count = 6,
                                         .values = values,
                                         .value_count = 3,
                                         .alliances = alliances,
                                         .alliance_count = 1,
                                         .roles = roles,
                                         .role_count = 1};

struct parts {
    struct sam_questionnaire *questionnaire;
    struct sam_mapper *mapper;
    struct sam_arena *arena;
};

static struct parts open_parts(const struct sam_source *from, bool codes) {
    struct parts p = {fixture_questionnaire("tests/data/limesurvey/questionnaire.json"), NULL,
                      sam_arena_new(1 << 20)};
    p.mapper = sam_mapper_new(from, p.questionnaire, codes);
    return p;
}

static void close_parts(struct parts *p) {
    sam_mapper_free(p->mapper);
    sam_questionnaire_free(p->questionnaire);
    sam_arena_free(p->arena);
}

static void test_targets(void **state) {
    static const struct {
        const char *name;
        enum sam_target_kind kind;
        const char *to;
    } cases[] = {{"s1", SAM_TARGET_ANSWER, "s1"},
                 {"s[s1]", SAM_TARGET_ANSWER, "s1"},
                 {"G1Q1[s1]", SAM_TARGET_ANSWER, "s1"},
                 {"x[y][w7]", SAM_TARGET_ANSWER, "w7"},
                 {"toelichting", SAM_TARGET_ANSWER, "toelichting"},
                 {"vraag 3", SAM_TARGET_ANSWER, "s3"},
                 {"s4", SAM_TARGET_ANSWER, "s5"},
                 {"wrong", SAM_TARGET_ANSWER, "s99"},
                 {"ipaddr", SAM_TARGET_UNWANTED, NULL},
                 {"attribute_1", SAM_TARGET_FIELD, NULL},
                 {"/person/id", SAM_TARGET_FIELD, NULL},
                 {"organisation", SAM_TARGET_FIELD, NULL},
                 /* something else was mapped to these */
                 {"s3", SAM_TARGET_UNKNOWN, NULL},
                 {"s[s3]", SAM_TARGET_UNKNOWN, NULL},
                 {"s5", SAM_TARGET_UNKNOWN, NULL},
                 {"alliance", SAM_TARGET_UNKNOWN, NULL},
                 {"S1", SAM_TARGET_UNKNOWN, NULL},
                 {"x[role]", SAM_TARGET_UNKNOWN, NULL},
                 {"w1[other]", SAM_TARGET_UNKNOWN, NULL},
                 {"[]", SAM_TARGET_UNKNOWN, NULL},
                 {"", SAM_TARGET_UNKNOWN, NULL}};
    (void)state;
    struct parts p = open_parts(&source, false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sam_target target = sam_mapper_target(p.mapper, cases[i].name);
        if (target.kind != cases[i].kind) {
            fail_msg("%s: %d", cases[i].name, target.kind);
        }
        if (cases[i].to != NULL) {
            assert_string_equal(target.name, cases[i].to);
        }
    }
    assert_true(sam_mapper_target(p.mapper, "s1").item);
    assert_false(sam_mapper_target(p.mapper, "toelichting").item);
    assert_true(sam_mapper_maps(p.mapper, SAM_FIELD_ALLIANCE));
    assert_false(sam_mapper_maps(p.mapper, SAM_FIELD_ROLE));
    close_parts(&p);
}

static void check_answer(const struct parts *p, const char *name, const char *from,
                         const char *expected) {
    struct sam_draft draft;
    sam_draft_start(&draft, p->mapper, p->arena);
    struct sam_target target = sam_mapper_target(p->mapper, name);
    sam_draft_put(&draft, &target, from);
    assert_int_equal(draft.raw.answer_count, 1);
    assert_string_equal(draft.raw.answers[0].text, expected);
    assert_false(draft.full);
}

static void test_values(void **state) {
    static const char *const cases[][2] = {
        {"4", "4"},       {" 4", "4"},    {"4.0", "4"}, {"4.", "4"},
        {"4.5", "4.5"},   {"", ""},       {"  ", ""},   {"helemaal eens", "5"},
        {"n.v.t.", "dk"}, {" 1 ", "5"},   {"dk", "dk"}, {"A3", "A3"},
        {"9", "9"},       {"4,0", "4,0"}, {".5", ".5"}, {"-oth-", "-oth-"},
        {"[1]", "[1]"}};
    (void)state;
    struct parts p = open_parts(&source, false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_answer(&p, "s1", cases[i][0], cases[i][1]);
    }
    /* an open answer is left as it is */
    check_answer(&p, "toelichting", " 4.0 ", " 4.0 ");
    close_parts(&p);
}

static void test_answer_codes(void **state) {
    static const char *const cases[][2] = {
        {"A1", "1"},    {"A5", "5"},  {"A6", "A6"},     {"A0", "A0"}, {"A", "A"},
        {"A05", "A05"}, {"a1", "a1"}, {"A1.0", "A1.0"}, {"", ""},     {"3", "3"}};
    static const struct sam_source none = {0};
    (void)state;
    struct parts p = open_parts(&none, true);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_answer(&p, "s1", cases[i][0], cases[i][1]);
    }
    close_parts(&p);
}

static void test_fields(void **state) {
    (void)state;
    struct parts p = open_parts(&source, false);
    struct sam_draft draft;
    sam_draft_start(&draft, p.mapper, p.arena);
    struct sam_target alliance = sam_mapper_target(p.mapper, "attribute_1");
    struct sam_target role = sam_mapper_target(p.mapper, "role");
    sam_draft_put(&draft, &alliance, " Café ’t Hoekje & co ");
    sam_draft_put(&draft, &role, "bestuurder");
    assert_string_equal(draft.raw.alliance, "hoekje");
    assert_string_equal(draft.raw.role, "lead");
    sam_draft_put(&draft, &alliance, "iets anders");
    sam_draft_put(&draft, &role, NULL);
    assert_string_equal(draft.raw.alliance, "iets anders");
    assert_string_equal(draft.raw.role, "");
    assert_true(draft.raw.complete);
    close_parts(&p);
}

static void test_full_arena(void **state) {
    (void)state;
    struct parts p = open_parts(&source, false);
    struct sam_arena *small = sam_arena_new(64);
    struct sam_draft draft;
    sam_draft_start(&draft, p.mapper, small);
    struct sam_target target = sam_mapper_target(p.mapper, "toelichting");
    for (int i = 0; i < 20; i++) {
        sam_draft_put(&draft, &target, "a text that needs room");
    }
    assert_true(draft.full);
    sam_arena_free(small);
    close_parts(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_targets), cmocka_unit_test(test_values),
        cmocka_unit_test(test_answer_codes), cmocka_unit_test(test_fields),
        cmocka_unit_test(test_full_arena)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
