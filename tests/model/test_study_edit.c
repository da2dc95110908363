#include "support/support.h"

#include "model/study_edit.h"

#include <string.h>

static const struct sam_mapping pairs[] = {{"Q1", "s1"}, {"Q \"2\"", "s2"}};

static void check(const char *text, const char *key, const char *expected) {
    struct sam_buf out;
    struct sam_err err = {0};
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    if (sam_study_edit_source(text, "b", key, pairs, 2, &out, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    assert_string_equal(out.data, expected);
    /* A second time there is nothing to add. */
    struct sam_buf again;
    sam_buf_init(&again, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_study_edit_source(out.data, "b", key, pairs, 2, &again, &err), SAM_OK);
    assert_string_equal(again.data, expected);
    sam_buf_fini(&again);
    sam_buf_fini(&out);
}

static void test_on_one_line(void **state) {
    (void)state;
    check("{\"sources\": [{\"name\": \"a\", \"map\": {}}, {\"name\": \"b\", \"map\": {\"x\": "
          "\"y\"}}]}",
          "map",
          "{\"sources\": [{\"name\": \"a\", \"map\": {}}, {\"name\": \"b\", \"map\": {\"x\": "
          "\"y\", \"Q1\": "
          "\"s1\", \"Q \\\"2\\\"\": \"s2\"}}]}");
    check("{\"sources\":[{\"name\":\"b\",\"map\":{\"Q1\":\"mine\"},\"z\":[1,{\"}\":2}]}],\"t\":"
          "\"é\"}",
          "map",
          "{\"sources\":[{\"name\":\"b\",\"map\":{\"Q1\":\"mine\", \"Q \\\"2\\\"\": "
          "\"s2\"},\"z\":[1,{\"}\":2}]}],"
          "\"t\":\"é\"}");
    check("{\"sources\": [{\"name\": \"b\", \"n\": 5}]}", "proposed",
          "{\"sources\": [{\"name\": \"b\", \"n\": 5, \"proposed\": {\"Q1\": \"s1\", \"Q "
          "\\\"2\\\"\": "
          "\"s2\"}}]}");
}

static void test_over_lines(void **state) {
    (void)state;
    check("{\n  \"id\": \"x\",\n  \"sources\": [\n    {\n      \"name\": \"b\",\n      \"map\": {\n"
          "        \"x\": \"y\"\n      },\n      \"url\": \"u\"\n    }\n  ]\n}\n",
          "map",
          "{\n  \"id\": \"x\",\n  \"sources\": [\n    {\n      \"name\": \"b\",\n      \"map\": {\n"
          "        \"x\": \"y\",\n        \"Q1\": \"s1\",\n        \"Q \\\"2\\\"\": \"s2\"\n      "
          "},\n"
          "      \"url\": \"u\"\n    }\n  ]\n}\n");
    check(
        "{\n  \"sources\": [\n    {\n      \"name\": \"b\",\n      \"url\": \"u\"\n    }\n  ]\n}\n",
        "map",
        "{\n  \"sources\": [\n    {\n      \"name\": \"b\",\n      \"url\": \"u\",\n      \"map\": "
        "{\"Q1\": "
        "\"s1\", \"Q \\\"2\\\"\": \"s2\"}\n    }\n  ]\n}\n");
}

static void test_refusals(void **state) {
    static const struct {
        const char *text;
        enum sam_status status;
    } cases[] = {{"{\"sources\": [{\"name\": \"a\"}]}", SAM_E_NOT_FOUND},
                 {"{\"sources\": {}}", SAM_E_NOT_FOUND},
                 {"{}", SAM_E_NOT_FOUND},
                 {"[]", SAM_E_NOT_FOUND},
                 {"{\"sources\": [", SAM_E_INPUT},
                 {"{\"sources\": [{\"name\": \"b\", \"map\": []}]}", SAM_E_INPUT}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sam_buf out;
        struct sam_err err = {0};
        sam_buf_init(&out, SAM_BUF_UNLIMITED);
        assert_int_equal(sam_study_edit_source(cases[i].text, "b", "map", pairs, 2, &out, &err),
                         cases[i].status);
        assert_int_equal(out.length, 0);
        sam_buf_fini(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_on_one_line),
                                       cmocka_unit_test(test_over_lines),
                                       cmocka_unit_test(test_refusals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
