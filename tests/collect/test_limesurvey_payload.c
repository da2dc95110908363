#include "fake_platform.h"
#include "pages.h"

#include "collect/limesurvey_payload.h"
#include "collect/limesurvey_rpc.h"

struct payload {
    struct reading reading;
    struct sam_page page;
    struct sam_buf unknown;
    struct sam_export export;
};

static void payload_open(struct payload *p) {
    reading_open(&p->reading, (struct sam_source){.type = SAM_SOURCE_LIMESURVEY});
    sam_page_init(&p->page);
    sam_buf_init(&p->unknown, SAM_BUF_UNLIMITED);
    p->export =
        (struct sam_export){.mapper = p->reading.mapper, .activation = 1, .unknown = &p->unknown};
}

static void payload_close(struct payload *p) {
    sam_page_fini(&p->page);
    sam_buf_fini(&p->unknown);
    reading_close(&p->reading);
}

/* The "result" of a recorded answer. */
static enum sam_status read_recorded(struct payload *p, const char *file) {
    char path[200];
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    snprintf(path, sizeof path, "tests/data/limesurvey/%s", file);
    sam_source_file(path, &text);
    cJSON *tree = cJSON_Parse(text.data);
    const cJSON *result = cJSON_GetObjectItemCaseSensitive(tree, "result");
    assert_true(cJSON_IsString(result));
    enum sam_status status = sam_limesurvey_export(result->valuestring, strlen(result->valuestring),
                                                   &p->export, &p->page, &p->reading.err);
    cJSON_Delete(tree);
    sam_buf_fini(&text);
    if (status == SAM_OK) {
        note_page(&p->reading, &p->page);
    }
    return status;
}

static enum sam_status read_json(struct payload *p, const char *json) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_text(&text, "");
    base64_encode(json, strlen(json), &text);
    enum sam_status status =
        sam_limesurvey_export(text.data, text.length, &p->export, &p->page, &p->reading.err);
    sam_buf_fini(&text);
    if (status == SAM_OK) {
        note_page(&p->reading, &p->page);
    }
    return status;
}

static void test_recorded(void **state) {
    struct payload p;
    (void)state;
    payload_open(&p);
    assert_int_equal(read_recorded(&p, "export-all.json"), SAM_OK);
    assert_int_equal(p.page.record_count, 33);
    assert_int_equal(p.export.id_count, 33);
    assert_int_equal(p.export.ids[0], 1);
    assert_int_equal(p.export.ids[32], 34);
    assert_string_equal(p.unknown.length > 0 ? p.unknown.data : "", "");
    check_contains(p.reading.text.data, "1|tok000000000001||3|3|1|2026-03-01 10:00:00\n");
    check_contains(p.reading.text.data, "25|tok000000000025||4|3|0|");
    check_contains(p.reading.text.data, "34|tok000000000031||A9|");
    assert_string_equal(p.page.records[0].submitted_at, "2026-03-01 10:00:00");
    assert_string_equal(p.page.records[0].language, "nl");
    assert_string_equal(answer_of(&p.page.records[1], "toelichting"), "Prima samenwerking.");
    assert_int_equal(p.page.records[0].answer_count, 32);
    payload_close(&p);
}

static void test_gap_and_none(void **state) {
    struct payload p;
    (void)state;
    payload_open(&p);
    assert_int_equal(read_recorded(&p, "export-5-8.json"), SAM_OK);
    assert_int_equal(p.export.id_count, 3);
    assert_int_equal(p.export.ids[1], 7);
    assert_int_equal(read_recorded(&p, "export-none.json"), SAM_OK);
    assert_int_equal(p.page.record_count, 0);
    payload_close(&p);
}

static void test_numbers_as_text(void **state) {
    struct payload p;
    (void)state;
    payload_open(&p);
    assert_int_equal(read_recorded(&p, "export-numbers-as-text.json"), SAM_OK);
    assert_int_equal(p.page.record_count, 2);
    check_contains(p.reading.text.data, "1|tok000000000001||3|3|1|2026-03-01 10:00:00\n");
    payload_close(&p);
}

static void test_dummy_date_is_unknown(void **state) {
    struct payload p;
    (void)state;
    payload_open(&p);
    assert_int_equal(read_recorded(&p, "export-dummy-date.json"), SAM_OK);
    assert_string_equal(p.reading.text.data, "4|||4|1|1|\n");
    assert_string_equal(p.page.records[0].submitted_at, "");
    /* anonymous: nothing to know it by but its seed */
    assert_true(p.export.anchors[0].mark != 0);
    assert_int_equal(read_recorded(&p, "export-anonymised.json"), SAM_OK);
    assert_string_equal(p.page.records[0].respondent, "");
    payload_close(&p);
}

static void test_older_shapes(void **state) {
    struct payload p;
    (void)state;
    payload_open(&p);
    assert_int_equal(read_json(&p, "{\"responses\": [{\"17\": {\"id\": \"17\", \"submitdate\": "
                                   "\"2026-01-01 00:00:00\", \"s[s1]\": \"A2\"}}, {\"18\": "
                                   "{\"submitdate\": \"\", \"s1\": 4}}]}"),
                     SAM_OK);
    assert_string_equal(p.reading.text.data, "17|||2|-|1|\n18|||4|-|0|\n");
    sam_buf_clear(&p.reading.text);
    /* version 3's way of saying none */
    assert_int_equal(read_json(&p, "{\"responses\": [{\"id\": \"\", \"submitdate\": \"\"}]}"),
                     SAM_OK);
    assert_int_equal(p.page.record_count, 0);
    /* 6.2 writes null for a page not seen */
    assert_int_equal(read_json(&p, "{\"responses\": [{\"id\": 5, \"s[s1]\": null}]}"), SAM_OK);
    assert_string_equal(p.reading.text.data, "5|||-|-|0|\n");
    payload_close(&p);
}

static void test_activation_in_the_id(void **state) {
    struct payload p;
    char text[48];
    (void)state;
    payload_open(&p);
    p.export.activation = 2;
    assert_int_equal(read_json(&p, "{\"responses\": [{\"id\": 5}]}"), SAM_OK);
    assert_string_equal(p.page.records[0].record_id, "a2-5");
    assert_string_equal(sam_limesurvey_record_id(1, 17, text), "17");
    assert_int_equal(sam_limesurvey_id(1, "17"), 17);
    assert_int_equal(sam_limesurvey_id(2, "a2-5"), 5);
    assert_int_equal(sam_limesurvey_id(1, "a2-5"), 0);
    assert_int_equal(sam_limesurvey_id(2, "17"), 0);
    assert_int_equal(sam_limesurvey_id(1, "x"), 0);
    payload_close(&p);
}

static void test_unknown_columns_are_told(void **state) {
    struct payload p;
    (void)state;
    payload_open(&p);
    assert_int_equal(read_recorded(&p, "export-question-types.json"), SAM_OK);
    check_contains(p.unknown.data, "dubbel[d1][1]");
    assert_null(strstr(p.unknown.data, "lastpage"));
    /* each once */
    const char *first = strstr(p.unknown.data, "dubbel[d1][1]");
    assert_null(strstr(first + 1, "dubbel[d1][1]"));
    payload_close(&p);
}

static void test_not_whole(void **state) {
    static const char *const jsons[] = {"",
                                        "{\"responses\": [{\"id\": 1},",
                                        "{\"responses\": [{\"id\": 1},,{\"id\": 3}]}",
                                        "{\"responses\": [,]}",
                                        "{\"responses\": {}}",
                                        "{}",
                                        "[]",
                                        "{\"responses\": [5]}",
                                        "{\"responses\": [{\"id\": -4}]}",
                                        "{\"responses\": [{\"id\": \"x\"}]}",
                                        "{\"responses\": [{\"s1\": 4}]}",
                                        "{\"responses\": []} more"};
    struct payload p;
    (void)state;
    payload_open(&p);
    for (size_t i = 0; i < sizeof jsons / sizeof *jsons; i++) {
        assert_int_equal(read_json(&p, jsons[i]), SAM_E_REMOTE);
        assert_int_equal(p.reading.err.cause, SAM_RPC_GARBLED);
        assert_int_equal(p.page.record_count, 0);
        assert_int_equal(p.export.id_count, 0);
    }
    assert_int_equal(sam_limesurvey_export("eyJyZXNwb", 9, &p.export, &p.page, &p.reading.err),
                     SAM_E_REMOTE);
    check_contains(p.reading.err.text, "base64");
    payload_close(&p);
}

/* --- participants ----------------------------------------------------------------------------- */

static struct sam_mapping map[] = {{"attribute_1", "alliance"}, {"s9", "s1"}, {"email", ""}};

static enum sam_status take(struct sam_participants *participants, const char *file,
                            long long *last, size_t *added, struct sam_err *err) {
    char path[200];
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    snprintf(path, sizeof path, "tests/data/limesurvey/%s", file);
    sam_source_file(path, &text);
    cJSON *tree = cJSON_Parse(text.data);
    enum sam_status status = sam_participants_take(
        participants, cJSON_GetObjectItemCaseSensitive(tree, "result"), last, added, err);
    cJSON_Delete(tree);
    sam_buf_fini(&text);
    return status;
}

static void test_participants(void **state) {
    struct sam_source source = {.map = map, .map_count = 3};
    struct sam_participants *participants = sam_participants_new(&source);
    struct sam_err err = {0};
    long long last = 0;
    size_t added = 0;
    (void)state;
    assert_int_equal(sam_participants_wanted(participants), 1);
    assert_string_equal(sam_participants_name(participants, 0), "attribute_1");
    assert_int_equal(take(participants, "participants-11-15.json", &last, &added, &err), SAM_OK);
    assert_int_equal(last, 15);
    assert_int_equal(added, 5);
    /* a server that sends the same page again brings nothing new */
    assert_int_equal(take(participants, "participants-11-15.json", &last, &added, &err), SAM_OK);
    assert_int_equal(added, 0);
    last = 0;
    assert_int_equal(take(participants, "participants-numbers-as-text.json", &last, &added, &err),
                     SAM_OK);
    assert_int_equal(last, 2);
    assert_int_equal(take(participants, "participants-without-attribute.json", &last, &added, &err),
                     SAM_E_INPUT);
    check_contains(err.text, "attribute_1");
    sam_participants_free(participants);
}

/* Joined on the token; unmapped attributes asked for in an export come as null without the right
 * to read participants, which is why they are not asked for there. */
static void test_join(void **state) {
    struct payload p;
    struct sam_source source = {.type = SAM_SOURCE_LIMESURVEY, .map = map, .map_count = 3};
    struct sam_err err = {0};
    long long last = 0;
    size_t added = 0;
    (void)state;
    payload_open(&p);
    struct sam_participants *participants = sam_participants_new(&source);
    struct sam_mapper *mapper = sam_mapper_new(&source, p.reading.questionnaire, true);
    assert_int_equal(take(participants, "participants.json", &last, &added, &err), SAM_OK);
    assert_int_equal(added, 35);
    p.export.mapper = mapper;
    p.export.participants = participants;
    assert_int_equal(read_recorded(&p, "export-5-8.json"), SAM_OK);
    check_contains(p.reading.text.data, "5|tok000000000005|Café ’t Hoekje & co|");
    sam_buf_clear(&p.reading.text);
    assert_int_equal(read_recorded(&p, "export-attributes-without-right.json"), SAM_OK);
    assert_int_equal(p.page.record_count, 2);
    sam_mapper_free(mapper);
    sam_participants_free(participants);
    payload_close(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_recorded),
                                       cmocka_unit_test(test_gap_and_none),
                                       cmocka_unit_test(test_numbers_as_text),
                                       cmocka_unit_test(test_dummy_date_is_unknown),
                                       cmocka_unit_test(test_older_shapes),
                                       cmocka_unit_test(test_activation_in_the_id),
                                       cmocka_unit_test(test_unknown_columns_are_told),
                                       cmocka_unit_test(test_not_whole),
                                       cmocka_unit_test(test_participants),
                                       cmocka_unit_test(test_join)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
