#include "model/json_reader.h"

#include "support/sample.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check_error(const char *text, size_t length, const char *expected) {
    struct sam_err err = {0};
    cJSON *tree = sam_json_parse(text, length, "f.json", &err);
    assert_null(tree);
    assert_int_equal(err.status, SAM_E_INPUT);
    assert_string_equal(err.text, expected);
}

static void test_good(void **state) {
    (void)state;
    static const char *const texts[] = {"{}",
                                        " [1, 2.5, -3e2, true, false, null, \"x\"]\n",
                                        "\xEF\xBB\xBF{\"a\": 1}",
                                        "\"\\\\u0000 is written out\"",
                                        "\"\\u00e9\\uD83C\\uDFF3\"",
                                        "{\"a\": {\"a\": 1}, \"b\": [{\"a\": 1}, {\"a\": 2}]}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sam_err err = {0};
        cJSON *tree = sam_json_parse(texts[i], strlen(texts[i]), "f.json", &err);
        if (tree == NULL) {
            fail_msg("%s: %s", texts[i], err.text);
        }
        cJSON_Delete(tree);
    }
}

static void test_errors_name_the_line(void **state) {
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "f.json, line 1: not JSON; look for a missing comma, quotation mark or bracket there"},
        {"{\n \"a\": 1\n \"b\": 2\n}",
         "f.json, line 3: not JSON; look for a missing comma, quotation mark or bracket there"},
        {"{\n \"a\": tru\n}",
         "f.json, line 2: not JSON; look for a missing comma, quotation mark or bracket there"},
        {"{\n\"a\": 1\n}\nmore",
         "f.json, line 4: not JSON; look for a missing comma, quotation mark or bracket there"},
        {"{} {}", "f.json, line 1: not JSON; look for a missing comma, quotation mark or bracket "
                  "there"},
        {"[1,\n2,\n]",
         "f.json, line 3: not JSON; look for a missing comma, quotation mark or bracket there"},
        {"{\n\n\"a\": \"\xE9\"}", "f.json, line 3: not UTF-8 text; save the file as UTF-8"},
        {"{\n\"a\": \"x\\u0000y\"}",
         "f.json, line 2: the character \\u0000 can't be used; remove it"},
        {"{\"a\\u0000\": 1}", "f.json, line 1: the character \\u0000 can't be used; remove it"},
        {"{\"a\": 1, \"b\": {\"c\": 1, \"d\": 2, \"c\": 3}}",
         "f.json: the key \"c\" stands twice in one object; keep one"},
        {"[{\"x\": 1, \"x\": 1}]", "f.json: the key \"x\" stands twice in one object; keep one"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_error(cases[i].text, strlen(cases[i].text), cases[i].message);
    }
    check_error("{\"a\":\n\0}", 8, "f.json, line 2: not UTF-8 text; save the file as UTF-8");
    check_error("\"cut \\", 6,
                "f.json, line 1: not JSON; look for a missing comma, quotation mark "
                "or bracket there");
}

static void test_depth(void **state) {
    (void)state;
    for (int depth = SAM_JSON_DEPTH - 1; depth <= 3000;
         depth += depth <= SAM_JSON_DEPTH ? 1 : 977) {
        struct sam_buf text;
        struct sam_err err = {0};
        sam_buf_init(&text, SAM_BUF_UNLIMITED);
        for (int i = 0; i < depth; i++) {
            sam_buf_char(&text, '[');
        }
        for (int i = 0; i < depth; i++) {
            sam_buf_char(&text, ']');
        }
        cJSON *tree = sam_json_parse(text.data, text.length, "f.json", &err);
        assert_int_equal(tree != NULL, depth <= SAM_JSON_DEPTH);
        if (tree == NULL) {
            assert_string_equal(err.text, "f.json: nested more than 64 levels deep");
        }
        cJSON_Delete(tree);
        sam_buf_fini(&text);
    }
    /* brackets in strings are no levels */
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_text(&text, "\"\\\"");
    for (int i = 0; i < 1000; i++) {
        sam_buf_char(&text, '[');
    }
    sam_buf_char(&text, '"');
    cJSON *tree = sam_json_parse(text.data, text.length, "f.json", NULL);
    assert_non_null(tree);
    cJSON_Delete(tree);
    sam_buf_fini(&text);
}

struct reading {
    struct sam_problems problems;
    struct sam_arena *arena;
    cJSON *object;
};

static void open_reading(struct reading *r, const char *text) {
    char *json = sam_sample(text, NULL, NULL);
    sam_problems_init(&r->problems);
    r->arena = sam_arena_new(10000);
    r->object = sam_json_parse(json, strlen(json), "f", NULL);
    assert_non_null(r->object);
    free(json);
}

static void close_reading(struct reading *r, const char *problems) {
    assert_string_equal(r->problems.lines.data, problems);
    sam_problems_fini(&r->problems);
    sam_arena_free(r->arena);
    cJSON_Delete(r->object);
}

static void test_texts_lists_and_flags(void **state) {
    (void)state;
    struct reading r;
    open_reading(&r, "{'t': 'x', 'n': 1, 'null': null, 'list': [1], 'yes': true, 'no': false}");
    struct sam_problems *p = &r.problems;
    assert_string_equal(sam_json_text(p, "P", r.object, "t", true), "x");
    assert_null(sam_json_text(p, "P", r.object, "none", false));
    assert_null(sam_json_text(p, "P", r.object, "null", false));
    assert_null(sam_json_text(p, "P", r.object, "none", true));
    assert_null(sam_json_text(p, "P", r.object, "null", true));
    assert_null(sam_json_text(p, "P", r.object, "n", false));
    assert_non_null(sam_json_list(p, "P", r.object, "list", true));
    assert_null(sam_json_list(p, "P", r.object, "t", true));
    assert_null(sam_json_list(p, "P", r.object, "none", false));
    assert_true(sam_json_flag(p, "P", r.object, "yes", false));
    assert_false(sam_json_flag(p, "P", r.object, "no", true));
    assert_true(sam_json_flag(p, "P", r.object, "none", true));
    assert_true(sam_json_flag(p, "P", r.object, "t", true));
    assert_non_null(sam_json_member(p, "P", r.object, "n", true));
    assert_null(sam_json_text(p, "P", r.object, "T", false)); /* case matters */
    close_reading(&r, "P: \"none\" is missing\n"
                      "P: \"null\" is missing\n"
                      "P: \"n\" must be text between quotation marks\n"
                      "P: \"t\" must be a list between [ and ]\n"
                      "P: \"t\" must be true or false\n");
}

static void test_numbers(void **state) {
    (void)state;
    struct reading r;
    open_reading(&r, "{'a': 0.5, 'b': 7, 'big': 1e999, 't': '3'}");
    struct sam_problems *p = &r.problems;
    check_rel(sam_json_decimal(p, "P", r.object, "a", 0, 1, 9), 0.5, 0);
    check_rel(sam_json_decimal(p, "P", r.object, "none", 0, 1, 9), 9, 0);
    check_rel(sam_json_decimal(p, "P", r.object, "a", 0.5, 0.5, 9), 0.5, 0);
    check_rel(sam_json_decimal(p, "P", r.object, "b", 0, 1, 9), 9, 0);
    check_rel(sam_json_decimal(p, "P", r.object, "big", 0, 1e300, 9), 9, 0);
    check_rel(sam_json_decimal(p, "P", r.object, "t", 0, 10, 9), 9, 0);
    assert_int_equal(sam_json_integer(p, "P", r.object, "b", 7, 7, 9), 7);
    assert_int_equal(sam_json_integer(p, "P", r.object, "none", 0, 1, 9), 9);
    assert_int_equal(sam_json_integer(p, "P", r.object, "a", 0, 1, 9), 9);
    assert_int_equal(sam_json_integer(p, "P", r.object, "b", 8, 10, 9), 9);
    close_reading(&r, "P: \"b\" must be a number from 0 to 1\n"
                      "P: \"big\" must be a number from 0 to 1e+300\n"
                      "P: \"t\" must be a number from 0 to 10\n"
                      "P: \"a\" must be a whole number from 0 to 1\n"
                      "P: \"b\" must be a whole number from 8 to 10\n");
}

static void test_keys(void **state) {
    (void)state;
    static const char *const keys[] = {"a", "b", NULL};
    struct reading r;
    open_reading(&r, "{'a': 1, 'A': 2, 'colour': 3, 'list': [[1], 2]}");
    sam_json_check_keys(&r.problems, "P", r.object, keys);
    sam_json_check_keys(&r.problems, "Q", cJSON_GetObjectItemCaseSensitive(r.object, "list"), keys);
    sam_json_check_keys(&r.problems, "R", cJSON_GetObjectItemCaseSensitive(r.object, "a"), keys);
    close_reading(&r, "P: unknown key \"A\"; remove it or correct its spelling\n"
                      "P: unknown key \"colour\"; remove it or correct its spelling\n"
                      "P: unknown key \"list\"; remove it or correct its spelling\n"
                      "Q: must be an object between { and }\n"
                      "R: must be an object between { and }\n");
}

static void test_bilingual(void **state) {
    (void)state;
    struct reading r;
    open_reading(&r, "{'good': {'nl': 'één', 'en': 'one'}, 'half': {'nl': 'x'}, 'text': 'x',"
                     " 'more': {'nl': 'x', 'en': '', 'de': 'z'}, 'kind': {'nl': 1, 'en': 'x'}}");
    struct sam_problems *p = &r.problems;
    struct sam_text text = sam_json_bilingual(p, "P", r.object, "good", true, r.arena);
    assert_string_equal(text.in[SAM_NL], "één");
    assert_string_equal(text.in[SAM_EN], "one");
    text = sam_json_bilingual(p, "P", r.object, "none", false, r.arena);
    assert_null(text.in[SAM_NL]);
    sam_json_bilingual(p, "P", r.object, "none", true, r.arena);
    sam_json_bilingual(p, "P", r.object, "half", true, r.arena);
    sam_json_bilingual(p, "P", r.object, "text", true, r.arena);
    sam_json_bilingual(p, "P", r.object, "more", true, r.arena);
    sam_json_bilingual(p, "P", r.object, "kind", true, r.arena);
    close_reading(&r, "P: \"none\" is missing\n"
                      "P.half: \"en\" is missing\n"
                      "P.text: must be {\"nl\": \"...\", \"en\": \"...\"}\n"
                      "P.more: unknown key \"de\"; remove it or correct its spelling\n"
                      "P.more: the text in \"en\" is empty\n"
                      "P.kind: \"nl\" must be text between quotation marks\n");
}

static void test_words(void **state) {
    (void)state;
    struct reading r;
    open_reading(&r, "{'one': 'x', 'each': {'nl': 'een', 'en': 'one'}, 'empty': '', 'number': 1}");
    struct sam_problems *p = &r.problems;
    struct sam_text text = sam_json_words(p, "P", r.object, "one", true, r.arena);
    assert_string_equal(text.in[SAM_NL], "x");
    assert_string_equal(text.in[SAM_EN], "x");
    text = sam_json_words(p, "P", r.object, "each", true, r.arena);
    assert_string_equal(text.in[SAM_EN], "one");
    text = sam_json_words(p, "P", r.object, "none", false, r.arena);
    assert_null(text.in[SAM_NL]);
    sam_json_words(p, "P", r.object, "none", true, r.arena);
    sam_json_words(p, "P", r.object, "empty", true, r.arena);
    sam_json_words(p, "P", r.object, "number", true, r.arena);
    close_reading(&r, "P: \"none\" is missing\n"
                      "P: \"empty\" is empty\n"
                      "P.number: must be {\"nl\": \"...\", \"en\": \"...\"}\n");
}

static void test_ids(void **state) {
    (void)state;
    char long_id[66];
    memset(long_id, 'a', 65);
    long_id[65] = '\0';
    assert_false(sam_id_valid(long_id));
    long_id[64] = '\0';
    assert_true(sam_id_valid(long_id));
    static const char *const good[] = {"s1", "ocw-2018-2022", "a.b_c", "_x", "2020", "S1"};
    static const char *const bad[] = {"", "-a", ".a", "a b", "a/b", "é", "a\n", "..", "a;b"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(sam_id_valid(good[i]));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(sam_id_valid(bad[i]));
    }
    struct reading r;
    open_reading(&r, "{'id': 'ok', 'bad': '../x', 'kind': 3}");
    assert_string_equal(sam_json_id(&r.problems, "P", r.object, "id", r.arena), "ok");
    assert_string_equal(sam_json_id(&r.problems, "P", r.object, "bad", r.arena), "");
    assert_string_equal(sam_json_id(&r.problems, "P", r.object, "kind", r.arena), "");
    assert_string_equal(sam_json_id(&r.problems, "P", r.object, "none", r.arena), "");
    close_reading(&r, "P: \"bad\" is \"../x\"; an id has 1 to 64 letters, digits, _, - and . and "
                      "doesn't start with - or .\n"
                      "P: \"kind\" must be text between quotation marks\n"
                      "P: \"none\" is missing\n");
}

static void test_places(void **state) {
    (void)state;
    char place[SAM_PLACE_SIZE];
    char text[2 * SAM_PLACE_SIZE];
    sam_place_write(place, "%s: items[%d]", "q.json", 3);
    assert_string_equal(place, "q.json: items[3]");
    for (size_t shift = 0; shift < 2; shift++) {
        memset(text, 'x', sizeof text);
        for (size_t i = shift; i + 2 < sizeof text; i += 2) {
            memcpy(text + i, "\xC3\xA9", 2);
        }
        text[sizeof text - 1] = '\0';
        sam_place_write(place, "%s", text);
        assert_int_equal(strlen(place), SAM_PLACE_SIZE - 2 - shift);
        assert_memory_equal(place, text, strlen(place));
    }
}

static void test_in_an_arena(void **state) {
    (void)state;
    static const char text[] = "{\"a\": [1, \"two\", {\"b\": null}], \"c\": \"\\u00e9\"}";
    cJSON *own = sam_json_parse(text, strlen(text), "f.json", NULL);
    struct sam_arena *arena = sam_arena_new(1 << 20);
    const cJSON *tree = sam_json_parse_in(arena, text, strlen(text), "f.json", NULL);
    assert_true(cJSON_Compare(own, tree, true));
    cJSON_Delete(own);
    assert_string_equal(cJSON_GetObjectItem(tree, "c")->valuestring, "\xC3\xA9");
    /* what fails stays behind in the arena */
    struct sam_err err = {0};
    assert_null(sam_json_parse_in(arena, "[1, 2,", 6, "f.json", &err));
    assert_int_equal(err.status, SAM_E_INPUT);
    assert_null(sam_json_parse_in(arena, "{\"a\": 1, \"a\": 2}", 16, "f.json", &err));
    assert_string_equal(err.text, "f.json: the key \"a\" stands twice in one object; keep one");
    sam_arena_free(arena);
    bool fits = false;
    for (size_t limit = 0; limit < 2048; limit += 16) {
        arena = sam_arena_new(limit);
        bool now = sam_json_parse_in(arena, text, strlen(text), "f.json", &err) != NULL;
        assert_true(now || (!fits && err.status == SAM_E_LIMIT));
        fits = now;
        sam_arena_free(arena);
    }
    assert_true(fits);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),        cmocka_unit_test(test_errors_name_the_line),
        cmocka_unit_test(test_depth),       cmocka_unit_test(test_texts_lists_and_flags),
        cmocka_unit_test(test_numbers),     cmocka_unit_test(test_keys),
        cmocka_unit_test(test_bilingual),   cmocka_unit_test(test_words),
        cmocka_unit_test(test_ids),         cmocka_unit_test(test_places),
        cmocka_unit_test(test_in_an_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
