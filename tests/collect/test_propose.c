#include "pages.h"

#include "collect/propose.h"

static void test_plain_words(void **state) {
    static const char *const cases[][2] = {
        {"We  <b>vertrouwen</b>&nbsp;elkaar!", "we vertrouwen elkaar"},
        {"1. Caf\xc3\xa9?", "1 caf\xc3\xa9"},
        {"a < b & c", "a b c"},
        {"", ""}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sam_buf plain;
        sam_buf_init(&plain, SAM_BUF_UNLIMITED);
        sam_plain_words(cases[i][0], &plain);
        assert_string_equal(plain.data, cases[i][1]);
        sam_buf_fini(&plain);
    }
}

/* "night" and "nacht" share one pair of letters of four each: 2 * 1 / 8. */
static void test_similarity(void **state) {
    (void)state;
    assert_true(sam_similarity("night", "nacht") == 0.25);
    assert_true(sam_similarity("same", "same") == 1);
    assert_true(sam_similarity("", "") == 0);
    assert_true(sam_similarity("a", "abc") == 0);
}

static struct sam_item items[] = {
    {.id = "s1", .text = {{"De partners vertrouwen elkaar.", "The partners trust each other."}}},
    {.id = "s2", .text = {{"Afspraken worden nagekomen.", "Agreements are kept."}}},
    {.id = "s3", .text = {{"Iedereen doet mee.", "Everybody takes part."}}},
    {.id = "s4", .text = {{"Iedereen doet mee!", "All join in."}}}};
static struct sam_open_question open_questions[] = {
    {.id = "more", .text = {{"Wat nog?", "What else?"}}}};

static void test_proposals(void **state) {
    static const struct {
        const char *id, *text, *other;
        enum sam_proposal_kind kind;
        const char *to;
    } cases[] = {
        {"Q1", "<p>The partners trust each other</p>", NULL, SAM_PROPOSED_TEXT, "s1"},
        {"Q2", "De afspraken worden altijd nagekomen", NULL, SAM_PROPOSED_NEARLY, "s2"},
        /* two of ours say that: people must choose */
        {"Q3", "Iedereen doet mee", NULL, SAM_PROPOSED_NONE, NULL},
        {"Q4", "Iets heel anders", "What else", SAM_PROPOSED_TEXT, "more"},
        {"g/alliantie", "", NULL, SAM_PROPOSED_NAME, "alliance"},
        {"Token", "", NULL, SAM_PROPOSED_NAME, "respondent"},
        {"rol", "Wat is uw rol?", NULL, SAM_PROPOSED_NONE, NULL}, /* role is mapped already */
        {"functie", "", NULL, SAM_PROPOSED_KNOWN, NULL},
        {"x[s4]", "Iedereen doet mee", NULL, SAM_PROPOSED_KNOWN, "s4"},
        {"Q1", "The partners trust each other", NULL, SAM_PROPOSED_NONE, NULL}};
    enum { COUNT = sizeof cases / sizeof *cases };
    static struct sam_mapping map[] = {{"functie", "role"}};
    const struct sam_questionnaire q = {.points = 5,
                                        .items = items,
                                        .item_count = 4,
                                        .open_questions = open_questions,
                                        .open_count = 1};
    const struct sam_source source = {.map = map, .map_count = 1};
    struct sam_mapper *mapper = sam_mapper_new(&source, &q, false);
    struct sam_questions questions = {.arena = sam_arena_new(1 << 20)};
    struct sam_proposal proposals[COUNT];
    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        sam_questions_add(&questions, cases[i].id, cases[i].text, cases[i].other);
    }
    sam_propose(&questions, &q, mapper, proposals);
    for (size_t i = 0; i < COUNT; i++) {
        const char *to = proposals[i].to != NULL ? proposals[i].to : "-";
        if (i == 2) {
            /* s4 is known by its name, so that s3 alone is left */
            assert_string_equal(to, "s3");
            continue;
        }
        if (proposals[i].kind != cases[i].kind ||
            strcmp(to, cases[i].to != NULL ? cases[i].to : "-") != 0) {
            fail_msg("%s: %d %s", cases[i].id, (int)proposals[i].kind, to);
        }
    }
    sam_arena_free(questions.arena);
    sam_mapper_free(mapper);
}

/* A role that reads a statement in words of its own has a question of its own for it there. */
static void test_words_of_a_role(void **state) {
    static struct sam_item own[] = {
        {.id = "w1",
         .text = {{"De subsidiegever denkt mee.", "The funder thinks along."}},
         .wording = {[SAM_ACCOUNT_HOLDER] = {{"Wij denken mee.", "We think along."}}}},
        {.id = "w2", .text = {{"Alles is duidelijk.", "All is clear."}}}};
    const struct sam_questionnaire q = {.points = 5, .items = own, .item_count = 2};
    const struct sam_source source = {0};
    struct sam_mapper *mapper = sam_mapper_new(&source, &q, false);
    struct sam_questions questions = {.arena = sam_arena_new(1 << 20)};
    struct sam_proposal proposals[3];
    (void)state;
    sam_questions_add(&questions, "w1", "De subsidiegever denkt mee.", NULL);
    sam_questions_add(&questions, "Q2", "We think along", NULL);
    sam_questions_add(&questions, "Q3", "De subsidiegever denkt mee", NULL);
    sam_propose(&questions, &q, mapper, proposals);
    assert_int_equal(proposals[0].kind, SAM_PROPOSED_KNOWN);
    assert_int_equal(proposals[1].kind, SAM_PROPOSED_TEXT);
    assert_string_equal(proposals[1].to, "w1");
    /* the partners' words have their question already */
    assert_int_equal(proposals[2].kind, SAM_PROPOSED_NONE);
    sam_arena_free(questions.arena);
    sam_mapper_free(mapper);
}

static void test_two_alike(void **state) {
    const struct sam_questionnaire q = {.points = 5, .items = items, .item_count = 4};
    const struct sam_source source = {0};
    struct sam_mapper *mapper = sam_mapper_new(&source, &q, false);
    struct sam_questions questions = {.arena = sam_arena_new(1 << 20)};
    struct sam_proposal proposal;
    (void)state;
    sam_questions_add(&questions, "Q3", "Iedereen doet mee", NULL);
    sam_propose(&questions, &q, mapper, &proposal);
    assert_int_equal(proposal.kind, SAM_PROPOSED_NONE);
    sam_arena_free(questions.arena);
    sam_mapper_free(mapper);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_words), cmocka_unit_test(test_similarity),
        cmocka_unit_test(test_proposals), cmocka_unit_test(test_words_of_a_role),
        cmocka_unit_test(test_two_alike)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
