#include "report/results_write.h"

#include "fixture.h"

#include <cjson/cJSON.h>

static const cJSON *at(const cJSON *node, const char *path) {
    char copy[200];
    snprintf(copy, sizeof copy, "%s", path);
    char *rest = copy;
    for (char *key = strsep(&rest, "/"); key != NULL; key = strsep(&rest, "/")) {
        node = cJSON_GetObjectItemCaseSensitive(node, key);
        if (node == NULL) {
            fail_msg("%s: no %s", path, key);
        }
    }
    return node;
}

static void check_text(const cJSON *root, const char *path, const char *expected) {
    const cJSON *node = at(root, path);
    assert_true(cJSON_IsString(node));
    assert_string_equal(node->valuestring, expected);
}

static void check_number(const cJSON *root, const char *path, double expected) {
    const cJSON *node = at(root, path);
    assert_true(cJSON_IsNumber(node));
    check_rel(node->valuedouble, expected, 0);
}

/* Every null has its reason beside it, and every reason its null. */
static void check_nulls(const cJSON *object) {
    const cJSON *why = cJSON_GetObjectItemCaseSensitive(object, "why");
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, object) {
        if (cJSON_IsNull(member)) {
            const cJSON *code = cJSON_GetObjectItemCaseSensitive(why, member->string);
            assert_true(cJSON_IsString(code));
            assert_int_not_equal(sam_why_read(code->valuestring), SAM_WHYS);
        } else if (cJSON_IsObject(member)) {
            check_nulls(member);
        }
    }
    cJSON_ArrayForEach(member, why) {
        assert_true(cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(object, member->string)));
    }
}

static void the_head_is_as_promised(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    cJSON *root = cJSON_Parse(f.json.data);
    check_text(root, "samenscan", "1.2.3");
    check_text(root, "study", "ocw-2018-2022");
    check_text(root, "wave", "2020");
    check_text(root, "questionnaire", "alliance-31");
    check_number(root, "seed", 7);
    check_number(root, "resamples", 200);
    check_number(root, "respondents", 35);
    check_number(root, "alliance_count", 8);
    check_number(root, "left_out/quarantined", 4);
    check_text(root, "instrument/version", "1.0.0");
    check_text(root, "generated_by", "samenscan 1.2.3");
    assert_true(cJSON_IsTrue(at(root, "simulated")));
    assert_true(cJSON_IsNull(at(root, "collected")));
    check_text(root, "why/collected", "not_given");
    /* The instrument is a questionnaire in its own form, where null is the same as left out. */
    cJSON_DeleteItemFromObjectCaseSensitive(root, "instrument");
    check_nulls(root);
    cJSON_Delete(root);
    fixture_fini(&f);
}

static void numbers_are_those_of_the_analysis(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    cJSON *root = cJSON_Parse(f.json.data);
    size_t scale = sam_questionnaire_scale(f.questionnaire, "synergy");
    const struct sam_scale_summary *summary = sam_analysis_scale(f.analysis, scale);
    check_number(root, "scales/synergy/mean", summary->mean.value);
    check_number(root, "scales/synergy/alpha/low", summary->alpha_low.value);
    check_number(root, "scales/synergy/item_rest/s1", summary->item_rest[0].value);
    check_number(root, "scales/synergy/variance/between", summary->between.value);
    check_number(root, "scales/synergy/variance/maxima", summary->maxima.value);
    check_number(root, "scales/synergy/mean_of_alliances", summary->mean_of_alliances.value);
    check_number(root, "scales/synergy/icc1_low", summary->icc1_low.value);
    check_number(root, "scales/synergy/icc1_high", summary->icc1_high.value);
    check_number(root, "scales/synergy/df_within", summary->df_within.value);
    check_text(root, "scales/synergy/variance/method", summary->method);
    const struct sam_alliance_result *result =
        sam_analysis_alliance(f.analysis, sam_answers_alliance(f.answers, "samen-werkt-het"));
    const cJSON *alliance = at(root, "alliances/samen-werkt-het");
    check_text(alliance, "name", "Samen werkt het");
    check_number(alliance, "invited", 9);
    check_number(alliance, "responded", 9);
    check_number(alliance, "scales/synergy/low", result->scales[scale].low.value);
    check_number(alliance, "scales/synergy/pooled/high", result->scales[scale].pooled_high.value);
    check_text(alliance, "scales/synergy/zone", sam_band_id(result->scales[scale].zone));
    assert_true(cJSON_IsNull(at(alliance, "scales/storming/zone")));
    check_text(alliance, "scales/storming/why/zone", "phase_scale");
    size_t item = sam_questionnaire_item(f.questionnaire, "s1");
    check_number(alliance, "items/s1/mean", result->items[item].mean.value);
    assert_int_equal(cJSON_GetArraySize(at(alliance, "items/s1/counts")), 5);
    check_number(alliance, "phase/alliance/posterior/norming",
                 result->phase[0].posterior[SAM_NORMING].value);
    check_text(alliance, "phase/alliance/verdict", sam_verdict_id(result->phase[0].verdict));
    assert_int_equal(cJSON_GetArraySize(at(alliance, "discussion")), (int)result->topic_count);
    assert_null(cJSON_GetObjectItemCaseSensitive(at(alliance, "phase"), "partnership"));
    cJSON_Delete(root);
    fixture_fini(&f);
}

/* The ordinal comparison: levels in each alliance, and which pairs change places. */
static void the_ordinal_comparison_is_written(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    cJSON *root = cJSON_Parse(f.json.data);
    size_t pairs = 0;
    for (size_t s = 0; s < f.questionnaire->scale_count; s++) {
        const struct sam_ordinal_summary *ordinal = &sam_analysis_scale(f.analysis, s)->ordinal;
        const cJSON *own = at(at(at(root, "scales"), f.questionnaire->scales[s].id), "ordinal");
        const cJSON *list = at(own, "inversions");
        check_number(own, "tau", ordinal->tau.value);
        check_number(own, "log_likelihood", ordinal->log_likelihood.value);
        check_number(own, "alliances", (double)ordinal->alliances);
        check_number(own, "inversion_count", cJSON_GetArraySize(list));
        for (int i = 0; i < cJSON_GetArraySize(list); i++, pairs++) {
            const cJSON *pair = cJSON_GetArrayItem(list, i);
            assert_int_equal(cJSON_GetArraySize(pair), 2);
            assert_string_equal(cJSON_GetArrayItem(pair, 0)->valuestring,
                                ordinal->inversions[i].higher_mean);
            assert_string_equal(cJSON_GetArrayItem(pair, 1)->valuestring,
                                ordinal->inversions[i].higher_ordinal);
        }
    }
    assert_true(pairs > 0); /* or this tests nothing */
    const struct sam_alliance_result *result =
        sam_analysis_alliance(f.analysis, sam_answers_alliance(f.answers, "samen-werkt-het"));
    size_t scale = sam_questionnaire_scale(f.questionnaire, "synergy");
    const cJSON *ordinal = at(root, "alliances/samen-werkt-het/scales/synergy/ordinal");
    check_number(ordinal, "value", result->scales[scale].ordinal.value.value);
    check_number(ordinal, "se", result->scales[scale].ordinal.se.value);
    check_number(ordinal, "location", result->scales[scale].ordinal.location.value);
    cJSON_Delete(root);
    fixture_fini(&f);
}

/* Not asked for: said once for a scale, not again in every alliance. */
static void without_the_ordinal_comparison(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    sam_analysis_free(f.analysis);
    sam_results_free(f.results);
    sam_buf_fini(&f.json);
    free(f.invited);
    free(f.organisations);
    f.options.ordinal = false;
    fixture_run(&f);
    cJSON *root = cJSON_Parse(f.json.data);
    const cJSON *own = at(root, "scales/synergy/ordinal");
    assert_true(cJSON_IsNull(at(own, "tau")) && cJSON_IsNull(at(own, "inversions")));
    check_text(own, "why/tau", "not_asked");
    check_text(own, "why/inversions", "not_asked");
    check_nulls(own);
    assert_null(cJSON_GetObjectItemCaseSensitive(
        at(root, "alliances/samen-werkt-het/scales/synergy"), "ordinal"));
    assert_int_equal(f.results->scales[0].ordinal.tau.why, SAM_WHY_NOT_ASKED);
    assert_int_equal(f.results->alliances[0].result.scales[0].ordinal.value.why, SAM_WHY_NOT_ASKED);
    cJSON_Delete(root);
    fixture_fini(&f);
}

static void the_same_input_gives_the_same_bytes(void **state) {
    (void)state;
    struct fixture a;
    struct fixture b;
    fixture_init(&a, NULL, 5, 1, true);
    fixture_init(&b, NULL, 5, 1, true);
    assert_string_equal(a.json.data, b.json.data);
    fixture_fini(&a);
    fixture_fini(&b);
}

/* 2 to 6 people of 1,001 alliances: more than are written one by one. */
static struct sam_answers *many_answers(const struct sam_questionnaire *q) {
    struct sam_answers *answers = sam_answers_new(q->item_count);
    uint8_t *given = sam_xcalloc(q->item_count, sizeof *given);
    for (unsigned a = 0; a < 1001; a++) {
        for (unsigned r = 0; r < 2 + a % 5; r++) {
            char id[16];
            snprintf(id, sizeof id, "a%04u", a);
            for (size_t i = 0; i < q->item_count; i++) {
                given[i] = (uint8_t)(1 + (a * a + 3 * r + 7 * i + a * r) % (unsigned)q->points);
            }
            sam_answers_add(answers, id, "", r == 0 ? SAM_LEAD : SAM_PARTNER, given);
        }
    }
    free(given);
    sam_answers_sort(answers);
    return answers;
}

static char *written_by(const struct sam_questionnaire *q, const struct sam_answers *answers,
                        unsigned threads) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct sam_err err = {0};
    const struct sam_analysis_options options = {
        .seed = 3, .resamples = 99, .min_group = 3, .items = true, .threads = threads};
    const struct sam_results_context context = {.wave = "1", .version = "1.2.3"};
    struct sam_analysis *analysis = sam_analysis_new(q, answers, &options);
    assert_int_equal(sam_analysis_desks(analysis), threads);
    assert_int_equal(sam_results_write(out, "x", &context, analysis, &err), SAM_OK);
    sam_analysis_free(analysis);
    fclose(out);
    return text;
}

static void any_number_of_threads_gives_the_same_bytes(void **state) {
    (void)state;
    struct sam_questionnaire *q =
        fixture_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    struct sam_answers *answers = many_answers(q);
    char *one = written_by(q, answers, 1);
    for (unsigned threads = 2; threads < 4; threads++) {
        char *more = written_by(q, answers, threads);
        assert_true(strcmp(one, more) == 0);
        free(more);
    }
    check_contains(one, "\"a1000\":{");
    free(one);
    sam_answers_free(answers);
    sam_questionnaire_free(q);
}

static void suppressed_alliances_show_nothing(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 5, true);
    cJSON *root = cJSON_Parse(f.json.data);
    const cJSON *alliance = at(root, "alliances/act4respect");
    assert_true(cJSON_IsTrue(at(alliance, "suppressed")));
    check_number(alliance, "responded", 4);
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, at(alliance, "scales/synergy")) {
        assert_true(cJSON_IsNull(member) || strcmp(member->string, "why") == 0 ||
                    strcmp(member->string, "pooled") == 0 || strcmp(member->string, "roles") == 0 ||
                    strcmp(member->string, "ordinal") == 0);
    }
    check_text(alliance, "scales/synergy/ordinal/why/value", "suppressed");
    check_text(alliance, "scales/synergy/ordinal/why/se", "suppressed");
    check_text(alliance, "scales/synergy/ordinal/why/location", "suppressed");
    check_text(alliance, "scales/synergy/roles/why/lead_partners", "suppressed");
    check_text(alliance, "scales/synergy/roles/why/account_holders_partners", "suppressed");
    check_text(root, "scales/synergy/alliances_test/versus_others/act4respect/why/p", "suppressed");
    cJSON_ArrayForEach(member, at(alliance, "items/s1")) {
        assert_true(cJSON_IsNull(member) || strcmp(member->string, "why") == 0);
    }
    check_text(alliance, "items/s1/why/counts", "suppressed");
    check_text(alliance, "scales/synergy/pooled/why/mean", "suppressed");
    check_text(alliance, "phase/alliance/verdict", "no_data");
    check_text(alliance, "phase/alliance/posterior/why/forming", "suppressed");
    check_text(alliance, "phase/alliance/leaning/why/forming", "suppressed");
    assert_int_equal(cJSON_GetArraySize(at(alliance, "discussion")), 0);
    check_nulls(alliance);
    cJSON_Delete(root);
    fixture_fini(&f);
}

static void a_mixed_verdict_names_its_phases(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, false);
    check_contains(f.json.data, "\"verdict\": \"mixed\", \"phases\": [\"");
    /* A clear one names none. */
    check_contains(f.json.data, "\"verdict\": \"clear\", \"phases\": []");
    fixture_fini(&f);
}

static void without_items_the_key_is_left_out(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, false);
    cJSON *root = cJSON_Parse(f.json.data);
    assert_null(cJSON_GetObjectItemCaseSensitive(at(root, "alliances/act4respect"), "items"));
    assert_null(f.results->alliances[0].result.items);
    cJSON_Delete(root);
    fixture_fini(&f);
}

static void the_evaluators_phase_is_written_beside_the_models(void **state) {
    (void)state;
    const char *text =
        "{\"id\": \"s\", \"title\": {\"nl\": \"n\", \"en\": \"e\"}, \"language\": \"nl\","
        "\"alliances\": [{\"id\": \"a\", \"name\": \"A\", \"partners\": [{\"id\": \"p\", "
        "\"name\": \"P\", \"lead\": true}]}], \"people\": [], \"waves\": [{\"id\": \"w\", "
        "\"questionnaire\": \"q\"}]}";
    struct fixture f = {.study = fixture_study(text)};
    struct sam_phase_override override[] = {
        {.alliance = 0, .wave = 0, .relation = SAM_RELATION_PARTNERSHIP, .phase = SAM_FORMING},
        {.alliance = 0,
         .wave = 0,
         .relation = SAM_RELATION_ALLIANCE,
         .phase = SAM_NORMING,
         .reason = "seen in the \"meeting\""}};
    f.study->overrides = override;
    f.study->override_count = 2;
    f.questionnaire =
        fixture_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    f.answers = fixture_answers(f.study, f.questionnaire, 0);
    f.options = (struct sam_analysis_options){.seed = UINT64_MAX, .min_group = 1, .items = true};
    f.context = (struct sam_results_context){
        .study = f.study, .wave = "w", .version = "1", .collected = "[{\"name\": \"x\"}]"};
    fixture_run(&f);
    cJSON *root = cJSON_Parse(f.json.data);
    check_text(root, "alliances/a/phase/alliance/evaluator/phase", "norming");
    check_text(root, "alliances/a/phase/alliance/evaluator/reason", "seen in the \"meeting\"");
    check_text(root, "alliances/a/phase/partnership/evaluator/phase", "forming");
    check_text(root, "alliances/a/phase/partnership/why/modal", "no_phase_items");
    check_text(root, "alliances/a/why/invited", "unknown_invited");
    assert_int_equal(cJSON_GetArraySize(at(root, "collected")), 1);
    check_nulls(at(root, "alliances"));
    assert_int_equal(f.results->alliances[0].evaluator[0].phase, SAM_NORMING);
    assert_null(f.results->alliances[0].evaluator[1].reason);
    cJSON_Delete(root);
    fixture_fini(&f);
}

static void a_score_without_study_has_nulls_in_its_head(void **state) {
    (void)state;
    struct fixture f = {.questionnaire = fixture_questionnaire(FIXTURE_SMALL)};
    const uint8_t rows[][2] = {{4, 1}, {3, SAM_DONT_KNOW}, {1, 2}};
    f.answers = sam_answers_new(2);
    for (size_t i = 0; i < 3; i++) {
        sam_answers_add(f.answers, i < 2 ? "x" : "y", "", SAM_ROLE_UNKNOWN, rows[i]);
    }
    sam_answers_sort(f.answers);
    f.options = (struct sam_analysis_options){.seed = 1, .min_group = 1, .items = true};
    f.context = (struct sam_results_context){.wave = "", .version = "1"};
    fixture_run(&f);
    cJSON *root = cJSON_Parse(f.json.data);
    assert_true(cJSON_IsNull(at(root, "study")));
    assert_true(cJSON_IsNull(at(root, "wave")));
    assert_true(cJSON_IsNull(at(root, "privacy")));
    check_text(root, "alliances/x/name", "x");
    assert_true(cJSON_IsNull(at(root, "alliances/x/invited")));
    check_number(root, "alliances/x/items/a/mean", 3.5);
    check_number(root, "alliances/x/items/b/dont_know", 1);
    /* b is reversed: 1 of 4 counts as 4 */
    check_number(root, "alliances/x/scales/one/mean", 3.5);
    check_text(root, "alliances/y/scales/one/why/sd", "one_respondent");
    cJSON_DeleteItemFromObjectCaseSensitive(root, "instrument");
    check_nulls(root);
    assert_null(f.results->study);
    cJSON_Delete(root);
    fixture_fini(&f);
}

static void a_full_disk_is_told(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    fixture_init(&f, NULL, 0, 1, false);
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    assert_int_equal(sam_results_write(full, "results.json", &f.context, f.analysis, &err),
                     SAM_E_IO);
    check_contains(err.text, "results.json");
    fclose(full);
    f.context.collected = "{broken";
    assert_int_equal(sam_results_write(stdout, "results.json", &f.context, f.analysis, &err),
                     SAM_E_INPUT);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_is_as_promised),
        cmocka_unit_test(numbers_are_those_of_the_analysis),
        cmocka_unit_test(the_ordinal_comparison_is_written),
        cmocka_unit_test(without_the_ordinal_comparison),
        cmocka_unit_test(the_same_input_gives_the_same_bytes),
        cmocka_unit_test(any_number_of_threads_gives_the_same_bytes),
        cmocka_unit_test(suppressed_alliances_show_nothing),
        cmocka_unit_test(a_mixed_verdict_names_its_phases),
        cmocka_unit_test(without_items_the_key_is_left_out),
        cmocka_unit_test(the_evaluators_phase_is_written_beside_the_models),
        cmocka_unit_test(a_score_without_study_has_nulls_in_its_head),
        cmocka_unit_test(a_full_disk_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
