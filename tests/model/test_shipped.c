#include "model/shipped.h"

#include "model/questionnaire.h"
#include "model/study.h"
#include "support/support.h"

#include <stdio.h>
#include <string.h>

static void test_the_bytes_of_the_tree(void **state) {
    (void)state;
    size_t count = 0;
    for (const struct sam_shipped *file = sam_shipped; file->name != NULL; file++) {
        struct sam_buf text;
        sam_buf_init(&text, SAM_BUF_UNLIMITED);
        sam_source_file(file->name, &text);
        assert_int_equal(file->length, text.length);
        assert_int_equal(strlen(file->text), file->length);
        assert_string_equal(file->text, text.data);
        assert_ptr_equal(sam_shipped_find(file->name), file);
        sam_buf_fini(&text);
        count++;
    }
    assert_true(count >= 5);
    assert_null(sam_shipped_find("questionnaires/none.json"));
    assert_null(sam_shipped_find(""));
}

static struct sam_questionnaire *shipped_questionnaire(void) {
    const struct sam_shipped *file = sam_shipped_find("questionnaires/alliance-31.json");
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    assert_non_null(file);
    sam_problems_init(&problems);
    if (sam_questionnaire_parse(file->text, file->length, file->name, &q, &problems, &err) !=
        SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
    return q;
}

/* The blueprint: per scale its items, theme, relation, phase and research questions. */
static const struct {
    const char *scale, *theme, *source;
    enum sam_relation relation;
    enum sam_zones zones;
    enum sam_phase phase;
    const char *items;
} blueprint[] = {
    {"run_up", "run-up", NULL, SAM_RELATION_ALLIANCE, SAM_ZONES_WILDER, SAM_PHASE_NONE,
     "v1:1b v2:1a,1b "},
    {"synergy", "inside", "jones-barry-2011", SAM_RELATION_ALLIANCE, SAM_ZONES_PSAT, SAM_PHASE_NONE,
     "s1:2c,2d s2:2c,2d s3:2c,2d s4:2c,2d s5:2c,2d s6:2c,2d s7:2c,2d s8:2c,2d "},
    {"forming", "inside", "tuckman-1965", SAM_RELATION_ALLIANCE, SAM_ZONES_WILDER, SAM_FORMING,
     "f1:2b f2:2b f3:2b f4:2b "},
    {"storming", "inside", "tuckman-1965", SAM_RELATION_ALLIANCE, SAM_ZONES_WILDER, SAM_STORMING,
     "t1:2b,2e t2:2a,2b,2e t3:2b,2e t4:2b,2e "},
    {"norming", "inside", "tuckman-1965", SAM_RELATION_ALLIANCE, SAM_ZONES_WILDER, SAM_NORMING,
     "n1:2b n2:2a,2b n3:2a,2b n4:2b "},
    {"performing", "inside", "tuckman-1965", SAM_RELATION_ALLIANCE, SAM_ZONES_WILDER,
     SAM_PERFORMING, "p1:2b p2:2b p3:2b p4:2b "},
    {"funder", "funder", NULL, SAM_RELATION_PARTNERSHIP, SAM_ZONES_WILDER, SAM_PHASE_NONE,
     "w1:3a,3c w2:3d w3:3a "},
    {"outcome", "outcome", NULL, SAM_RELATION_ALLIANCE, SAM_ZONES_WILDER, SAM_PHASE_NONE,
     "o1:2f o2:2f "},
};

static struct sam_questionnaire *shipped(const char *id) {
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    char name[128];
    sam_problems_init(&problems);
    snprintf(name, sizeof name, "questionnaires/%s.json", id);
    const struct sam_shipped *file = sam_shipped_find(name);
    assert_non_null(file);
    if (sam_questionnaire_parse(file->text, file->length, name, &q, &problems, NULL) != SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    assert_string_equal(q->id, id);
    sam_problems_fini(&problems);
    return q;
}

/* Who is asked how many statements. */
static void test_who_gets_what(void **state) {
    static const struct {
        const char *id;
        size_t items[SAM_ROLES];
    } instruments[] = {{"alliance-31", {31, 31, 0}},          {"quickscan", {24, 24, 9}},
                       {"partnership", {24, 24, 24}},         {"account-holder", {0, 0, 26}},
                       {"self-evaluation", {19, 0, 0}},       {"role-clarity", {12, 12, 0}},
                       {"most-significant-change", {2, 2, 2}}};
    (void)state;
    for (size_t i = 0; i < sizeof instruments / sizeof *instruments; i++) {
        struct sam_questionnaire *q = shipped(instruments[i].id);
        for (int role = 0; role < SAM_ROLES; role++) {
            size_t count = 0;
            for (size_t item = 0; item < q->item_count; item++) {
                count += (q->items[item].audience & 1U << role) != 0;
            }
            assert_int_equal(count, instruments[i].items[role]);
            assert_int_equal(sam_questionnaire_asks(q, (enum sam_role)role), count > 0);
        }
        assert_int_equal(q->story != NULL, strcmp(q->id, "most-significant-change") == 0);
        sam_questionnaire_free(q);
    }
}

/* The account holders' questionnaire goes with each that partners get before a meeting. */
static void test_account_holders_beside_partners(void **state) {
    static const struct {
        const char *id;
        size_t items, mirrored; /* of the joined one; answered by both sides */
    } beside[] = {{"alliance-31", 54, 3}, {"quickscan", 47, 9}, {"partnership", 50, 24}};
    (void)state;
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        struct sam_questionnaire *q = shipped(beside[i].id);
        struct sam_problems problems;
        sam_problems_init(&problems);
        if (sam_questionnaire_join(q, beside[i].id, shipped("account-holder"), "account-holder",
                                   &problems, NULL) != SAM_OK) {
            fail_msg("%s", problems.lines.data);
        }
        size_t mirrored = 0;
        for (size_t item = 0; item < q->item_count; item++) {
            mirrored += q->items[item].audience == 7;
        }
        assert_int_equal(q->item_count, beside[i].items);
        assert_int_equal(mirrored, beside[i].mirrored);
        sam_questionnaire_free(q);
        sam_problems_fini(&problems);
    }
}

/* Each relation its own phases: the partnership's four scales of four. */
static void test_phases_of_the_partnership(void **state) {
    struct sam_questionnaire *q = shipped("partnership");
    (void)state;
    assert_int_equal(q->scale_count, 5);
    for (size_t s = 0; s < q->scale_count; s++) {
        assert_int_equal(q->scales[s].relation, SAM_RELATION_PARTNERSHIP);
        assert_int_equal(q->scales[s].item_count, s == 0 ? 8 : 4);
        assert_int_equal(q->scales[s].phase, s == 0 ? SAM_PHASE_NONE : (enum sam_phase)(s - 1));
    }
    sam_questionnaire_free(q);
}

static void test_the_blueprint_of_alliance_31(void **state) {
    (void)state;
    struct sam_questionnaire *q = shipped_questionnaire();
    assert_string_equal(q->id, "alliance-31");
    assert_int_equal(q->item_count, 31);
    assert_int_equal(q->points, 5);
    assert_non_null(q->dont_know.in[SAM_NL]);
    assert_int_equal(q->scale_count, sizeof blueprint / sizeof *blueprint);
    for (size_t s = 0; s < q->scale_count; s++) {
        const struct sam_scale *scale = &q->scales[s];
        struct sam_buf items;
        sam_buf_init(&items, SAM_BUF_UNLIMITED);
        for (size_t i = 0; i < scale->item_count; i++) {
            const struct sam_item *item = &q->items[scale->items[i]];
            sam_buf_printf(&items, "%s:", item->id);
            for (const char **question = item->questions; *question != NULL; question++) {
                sam_buf_printf(&items, "%s%s", question > item->questions ? "," : "", *question);
            }
            sam_buf_char(&items, ' ');
            assert_string_equal(q->themes[item->theme].id, blueprint[s].theme);
            assert_int_equal(item->phase, blueprint[s].phase);
            assert_int_equal(item->audience, 1U << SAM_LEAD | 1U << SAM_PARTNER);
            assert_false(item->reverse);
        }
        assert_string_equal(scale->id, blueprint[s].scale);
        assert_string_equal(items.data, blueprint[s].items);
        assert_int_equal(scale->relation, blueprint[s].relation);
        assert_int_equal(scale->zones, blueprint[s].zones);
        assert_int_equal(scale->phase, blueprint[s].phase);
        assert_int_equal(scale->source != NULL, blueprint[s].source != NULL);
        if (scale->source != NULL) {
            assert_string_equal(scale->source, blueprint[s].source);
        }
        sam_buf_fini(&items);
    }
    static const char *const open[] = {"open_well", "open_hinder", "open_meeting"};
    assert_int_equal(q->open_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(q->open_questions[i].id, open[i]);
    }
    sam_questionnaire_free(q);
}

/* Statements of one phase never stand side by side: a block would give its phase away. */
static void test_phases_are_mixed(void **state) {
    (void)state;
    struct sam_questionnaire *q = shipped_questionnaire();
    for (size_t i = 1; i < q->item_count; i++) {
        assert_false(q->items[i].phase != SAM_PHASE_NONE &&
                     q->items[i].phase == q->items[i - 1].phase);
    }
    sam_questionnaire_free(q);
}

static void test_plain_words(void **state) {
    (void)state;
    struct sam_questionnaire *q = shipped_questionnaire();
    for (size_t i = 0; i < q->item_count; i++) {
        for (int lang = 0; lang < SAM_LANGS; lang++) {
            const char *text = q->items[i].text.in[lang];
            size_t words = 1;
            for (const char *c = text; *c != '\0'; c++) {
                words += *c == ' ';
            }
            assert_in_range(words, 4, 17);
            assert_int_equal(text[strlen(text) - 1], '.');
            for (size_t j = 0; j < i; j++) {
                assert_string_not_equal(text, q->items[j].text.in[lang]);
            }
        }
    }
    check_contains(q->introduction.in[SAM_NL], "vertrouwelijk");
    check_contains(q->introduction.in[SAM_EN], "confidential");
    check_contains(q->introduction.in[SAM_NL], "10 minuten");
    assert_null(strstr(q->introduction.in[SAM_NL], "noniem"));
    assert_null(strstr(q->introduction.in[SAM_EN], "nonym"));
    sam_questionnaire_free(q);
}

static const struct {
    const char *folder, *wave;
    size_t alliances, people, smallest, largest;
} studies[] = {{"examples/ocw-2018-2022", "2020", 8, 35, 1, 9},
               {"examples/amsterdam-2021-2023", "2022", 6, 55, 4, 22},
               {"examples/ocw-2022-2027", "2025", 8, 27, 3, 4}};

/* The two national studies as one: alliances of the second go on from those of the first. */
static void test_the_programme_of_two_studies(void **state) {
    (void)state;
    static const struct {
        const char *now, *then;
    } goes_on[] = {{"act4respect-unlimited", "act4respect"},
                   {"van-binnenuit-2", "van-binnenuit"},
                   {"kleurrijk-en-vrij", "gedeelde-trots"},
                   {"gezondheidszorg-op-maat", "gezondheidszorg"}};
    struct sam_study *study = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    if (sam_study_open(SAM_SOURCE_DIR "/examples/programme-2018-2027", &study, &problems, &err) !=
        SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    assert_int_equal(study->wave_count, 2);
    assert_int_equal(study->person_count, 35 + 27);
    size_t paired = 0;
    for (size_t i = 0; i < 4; i++) {
        size_t now = sam_study_alliance(study, goes_on[i].now);
        size_t then = sam_study_alliance(study, goes_on[i].then);
        assert_true(study->alliances[now].continues == then);
        assert_int_equal(sam_alliance_then(study, now, 0), then);
        for (size_t p = 0; p < study->alliances[then].partner_count; p++) {
            const char *id = study->alliances[then].partners[p].id;
            paired += sam_alliance_partner(&study->alliances[now], id) != SAM_NONE;
        }
    }
    assert_int_equal(paired, 10); /* an organisation has one id in both */
    sam_study_free(study);
    sam_problems_fini(&problems);
}

static void test_reference_studies(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof studies / sizeof *studies; i++) {
        char name[128];
        struct sam_study *study = NULL;
        struct sam_problems problems;
        struct sam_err err = {0};
        snprintf(name, sizeof name, SAM_SOURCE_DIR "/%s", studies[i].folder);
        sam_problems_init(&problems);
        if (sam_study_open(name, &study, &problems, &err) != SAM_OK) {
            fail_msg("%s", problems.lines.data);
        }
        assert_string_equal(study->id, studies[i].folder + strlen("examples/"));
        assert_true(study->simulated);
        assert_int_equal(study->alliance_count, studies[i].alliances);
        assert_int_equal(study->person_count, studies[i].people);
        assert_int_equal(study->wave_count, 1);
        assert_string_equal(study->waves[0].id, studies[i].wave);
        assert_string_equal(study->waves[0].questionnaire, "alliance-31");
        size_t smallest = 99;
        size_t largest = 0;
        size_t leads = 0;
        for (size_t a = 0; a < study->alliance_count; a++) {
            size_t invited = sam_study_invited(study, a, NULL);
            smallest = invited < smallest ? invited : smallest;
            largest = invited > largest ? invited : largest;
        }
        for (size_t p = 0; p < study->person_count; p++) {
            leads += study->people[p].role == SAM_LEAD;
            /* people who don't exist have no names */
            assert_null(study->people[p].name);
            assert_null(study->people[p].email);
        }
        assert_int_equal(smallest, studies[i].smallest);
        assert_int_equal(largest, studies[i].largest);
        assert_int_equal(leads, studies[i].alliances);
        sam_problems_fini(&problems);
        sam_study_free(study);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_bytes_of_the_tree),
        cmocka_unit_test(test_who_gets_what),
        cmocka_unit_test(test_account_holders_beside_partners),
        cmocka_unit_test(test_phases_of_the_partnership),
        cmocka_unit_test(test_the_blueprint_of_alliance_31),
        cmocka_unit_test(test_phases_are_mixed),
        cmocka_unit_test(test_plain_words),
        cmocka_unit_test(test_the_programme_of_two_studies),
        cmocka_unit_test(test_reference_studies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
