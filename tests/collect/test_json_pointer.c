#include "collect/json_pointer.h"
#include "support/support.h"

#include <string.h>

static const char document[] =
    "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,"
    "\"k\\\"l\":6,\" \":7,\"m~n\":8,\"Q1\":\"capital\",\"q1\":\"small\",\"group/q1\":9}";

static cJSON *tree(void) {
    cJSON *root = cJSON_Parse(document);
    assert_non_null(root);
    return root;
}

/* RFC 6901, section 5. */
static void test_rfc(void **state) {
    static const struct {
        const char *pointer;
        double value;
    } cases[] = {{"/", 0},     {"/a~1b", 1}, {"/c%d", 2}, {"/e^f", 3},  {"/g|h", 4},
                 {"/i\\j", 5}, {"/k\"l", 6}, {"/ ", 7},   {"/m~0n", 8}, {"/group~1q1", 9}};
    (void)state;
    cJSON *root = tree();
    assert_ptr_equal(sam_json_pointer(root, ""), root);
    assert_int_equal(cJSON_GetArraySize(sam_json_pointer(root, "/foo")), 2);
    assert_string_equal(sam_json_pointer(root, "/foo/0")->valuestring, "bar");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const cJSON *value = sam_json_pointer(root, cases[i].pointer);
        assert_non_null(value);
        check_rel(value->valuedouble, cases[i].value, 0);
    }
    cJSON_Delete(root);
}

static void test_nowhere(void **state) {
    static const char *const pointers[] = {"/foo/2",   "/foo/-",
                                           "/foo/00",  "/foo/01",
                                           "/foo/+1",  "/foo/-1",
                                           "/FOO",     "/Foo/0",
                                           "/foo/0/x", "/a/b",
                                           "foo",      "/foo/0x",
                                           "/foo/",    "/foo/99999999999999999999"};
    (void)state;
    cJSON *root = tree();
    for (size_t i = 0; i < sizeof pointers / sizeof *pointers; i++) {
        if (sam_json_pointer(root, pointers[i]) != NULL) {
            fail_msg("%s leads somewhere", pointers[i]);
        }
    }
    assert_null(sam_json_pointer(NULL, "/foo"));
    cJSON_Delete(root);
}

static void test_capitals_differ(void **state) {
    (void)state;
    cJSON *root = tree();
    assert_string_equal(sam_json_pointer(root, "/Q1")->valuestring, "capital");
    assert_string_equal(sam_json_place(root, "q1")->valuestring, "small");
    assert_null(sam_json_place(root, "FOO"));
    cJSON_Delete(root);
}

static void test_texts(void **state) {
    static const char *const cases[][2] = {{"\"x\"", "x"},
                                           {"4", "4"},
                                           {"4.0", "4"},
                                           {"4.5", "4.5"},
                                           {"-0", "0"},
                                           {"true", "true"},
                                           {"null", ""},
                                           {"[1,\"a\"]", "[1,\"a\"]"},
                                           {"9007199254740991", "9007199254740991"},
                                           {"1e15", "1000000000000000"}};
    (void)state;
    struct sam_arena *arena = sam_arena_new(10000);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *value = cJSON_Parse(cases[i][0]);
        assert_string_equal(sam_json_value_text(value, arena), cases[i][1]);
        cJSON_Delete(value);
    }
    sam_arena_free(arena);
}

static void test_exact(void **state) {
    (void)state;
    cJSON *small = cJSON_Parse("9007199254740991");
    cJSON *large = cJSON_Parse("9007199254740993");
    cJSON *text = cJSON_Parse("\"9007199254740993\"");
    assert_true(sam_json_is_exact(small));
    assert_false(sam_json_is_exact(large));
    assert_true(sam_json_is_exact(text));
    cJSON_Delete(small);
    cJSON_Delete(large);
    cJSON_Delete(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rfc), cmocka_unit_test(test_nowhere),
                                       cmocka_unit_test(test_capitals_differ),
                                       cmocka_unit_test(test_texts), cmocka_unit_test(test_exact)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
