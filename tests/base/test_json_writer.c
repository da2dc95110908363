#include "base/json_writer.h"
#include "support/support.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void write_sample(struct sam_json *json) {
    sam_json_object(json, NULL);
    sam_json_string(json, "study", "ocw");
    sam_json_object(json, "scales");
    sam_json_object(json, "synergy");
    sam_json_array(json, "items");
    sam_json_string(json, NULL, "s1");
    sam_json_string(json, NULL, "s2");
    sam_json_array_end(json);
    sam_json_number(json, "mean", 4.02);
    sam_json_null(json, "sd");
    sam_json_object_end(json);
    sam_json_object_end(json);
    sam_json_object(json, "empty");
    sam_json_object_end(json);
    sam_json_array(json, "none");
    sam_json_array_end(json);
    sam_json_whole(json, "seed", -9223372036854775807LL - 1);
    sam_json_bool(json, "yes", true);
    sam_json_bool(json, "no", false);
    sam_json_object_end(json);
}

static void test_one_line(void **state) {
    (void)state;
    struct sam_buf buf;
    struct sam_json json;
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &buf, 0);
    write_sample(&json);
    assert_int_equal(sam_json_end(&json, "x", NULL), SAM_OK);
    assert_string_equal(
        buf.data, "{\"study\": \"ocw\", \"scales\": {\"synergy\": {\"items\": [\"s1\", \"s2\"], "
                  "\"mean\": 4.02, \"sd\": null}}, \"empty\": {}, \"none\": [], \"seed\": "
                  "-9223372036854775808, \"yes\": true, \"no\": false}");
    sam_buf_fini(&buf);
}

static void test_indented(void **state) {
    (void)state;
    struct sam_buf buf;
    struct sam_json json;
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &buf, 2);
    write_sample(&json);
    assert_int_equal(sam_json_end(&json, "x", NULL), SAM_OK);
    assert_string_equal(buf.data, "{\n"
                                  "  \"study\": \"ocw\",\n"
                                  "  \"scales\": {\n"
                                  "    \"synergy\": {\"items\": [\"s1\", \"s2\"], \"mean\": 4.02, "
                                  "\"sd\": null}\n"
                                  "  },\n"
                                  "  \"empty\": {},\n"
                                  "  \"none\": [],\n"
                                  "  \"seed\": -9223372036854775808,\n"
                                  "  \"yes\": true,\n"
                                  "  \"no\": false\n"
                                  "}\n");
    sam_buf_fini(&buf);
}

/* From where it is asked for: no blanks, and lines down to the depth given. */
static void test_compact(void **state) {
    (void)state;
    struct sam_buf buf;
    struct sam_json json;
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &buf, 3);
    sam_json_object(&json, NULL);
    sam_json_object(&json, "head");
    sam_json_whole(&json, "a", 1);
    sam_json_object_end(&json);
    sam_json_object(&json, "bulk");
    sam_json_compact(&json, 2);
    for (int i = 0; i < 2; i++) {
        sam_json_object(&json, i == 0 ? "x" : "y");
        sam_json_array(&json, "counts");
        sam_json_whole(&json, NULL, 0);
        sam_json_whole(&json, NULL, i);
        sam_json_array_end(&json);
        sam_json_bool(&json, "yes", true);
        sam_json_object_end(&json);
    }
    sam_json_object_end(&json);
    sam_json_object_end(&json);
    assert_int_equal(sam_json_end(&json, "x", NULL), SAM_OK);
    assert_string_equal(buf.data, "{\n"
                                  "  \"head\": {\n"
                                  "    \"a\": 1\n"
                                  "  },\n"
                                  "  \"bulk\": {\n"
                                  "    \"x\":{\"counts\":[0,0],\"yes\":true},\n"
                                  "    \"y\":{\"counts\":[0,1],\"yes\":true}\n"
                                  "  }\n"
                                  "}\n");
    sam_buf_fini(&buf);
}

/* Written piece by piece, the pieces cut nothing. */
static void test_a_long_text(void **state) {
    (void)state;
    struct sam_buf buf;
    struct sam_buf expected;
    struct sam_json json;
    char text[3001];
    for (size_t i = 0; i < 3000; i++) {
        text[i] = i % 7 == 0 ? '\n' : (char)('a' + i % 26);
    }
    text[3000] = '\0';
    sam_buf_init(&expected, SAM_BUF_UNLIMITED);
    sam_buf_char(&expected, '"');
    for (size_t i = 0; i < 3000; i++) {
        sam_buf_append(&expected, i % 7 == 0 ? "\\n" : &text[i], i % 7 == 0 ? 2 : 1);
    }
    sam_buf_char(&expected, '"');
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &buf, 0);
    sam_json_string(&json, NULL, text);
    assert_int_equal(sam_json_end(&json, "x", NULL), SAM_OK);
    assert_string_equal(buf.data, expected.data);
    sam_buf_fini(&buf);
    sam_buf_fini(&expected);
}

static void test_escapes(void **state) {
    (void)state;
    struct sam_buf buf;
    struct sam_json json;
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &buf, 0);
    sam_json_object(&json, NULL);
    sam_json_string(&json, "a\"b", "\"\\/\b\f\n\r\t\x01\x1F\x7F é");
    sam_json_string_n(&json, "nul", "a\0b", 3);
    sam_json_string(&json, "", "");
    sam_json_object_end(&json);
    assert_int_equal(sam_json_end(&json, "x", NULL), SAM_OK);
    assert_string_equal(buf.data, "{\"a\\\"b\": \"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7F é\", "
                                  "\"nul\": \"a\\u0000b\", \"\": \"\"}");
    sam_buf_fini(&buf);
}

static void test_scalar_alone(void **state) {
    (void)state;
    struct sam_buf buf;
    struct sam_json json;
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &buf, 1);
    sam_json_number(&json, NULL, 0.1);
    assert_int_equal(sam_json_end(&json, "x", NULL), SAM_OK);
    assert_string_equal(buf.data, "0.1\n");
    sam_buf_fini(&buf);
}

/* More than the writer's own buffer: what comes out of the file is what a buffer gets. */
static void test_streams_the_same(void **state) {
    (void)state;
    struct sam_buf expected;
    struct sam_buf got;
    struct sam_json json;
    char *folder = sam_temporary_folder();
    char path[512];
    snprintf(path, sizeof path, "%s/x.json", folder);
    FILE *stream = fopen(path, "wb+");
    assert_non_null(stream);
    sam_buf_init(&expected, SAM_BUF_UNLIMITED);
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 0) {
            sam_json_to_buf(&json, &expected, 2);
        } else {
            sam_json_to_file(&json, stream, 2);
        }
        sam_json_array(&json, NULL);
        for (int i = 0; i < 30000; i++) {
            sam_json_object(&json, NULL);
            sam_json_whole(&json, "number", i);
            sam_json_object_end(&json);
        }
        sam_json_array_end(&json);
        assert_int_equal(sam_json_end(&json, "x", NULL), SAM_OK);
    }
    assert_true(expected.length > 300000);
    sam_buf_init(&got, SAM_BUF_UNLIMITED);
    rewind(stream);
    char chunk[4096];
    for (size_t n = 0; (n = fread(chunk, 1, sizeof chunk, stream)) > 0;) {
        sam_buf_append(&got, chunk, n);
    }
    assert_string_equal(got.data, expected.data);
    sam_buf_fini(&got);
    sam_buf_fini(&expected);
    fclose(stream);
    sam_folder_remove(folder);
}

static void test_a_full_disk(void **state) {
    (void)state;
    FILE *full = fopen("/dev/full", "wb");
    struct sam_err err = {0};
    struct sam_json json;
    assert_non_null(full);
    sam_json_to_file(&json, full, 1);
    write_sample(&json);
    errno = 0;
    assert_int_equal(sam_json_end(&json, "results.json", &err), SAM_E_IO);
    assert_int_equal(err.cause, ENOSPC);
    /* and more than is kept before it is written */
    sam_json_to_file(&json, full, 1);
    sam_json_array(&json, NULL);
    for (int i = 0; i < 100000; i++) {
        sam_json_whole(&json, NULL, i);
    }
    sam_json_array_end(&json);
    errno = 0;
    assert_int_equal(sam_json_end(&json, "results.json", &err), SAM_E_IO);
    assert_int_equal(err.cause, ENOSPC);
    assert_string_equal(err.text, "results.json: could not be written whole (No space left on "
                                  "device); free some space and try again");
    fclose(full);
}

static void test_a_full_buffer(void **state) {
    (void)state;
    struct sam_buf buf;
    struct sam_json json;
    struct sam_err err = {0};
    sam_buf_init(&buf, 50);
    sam_json_to_buf(&json, &buf, 0);
    write_sample(&json);
    assert_int_equal(sam_json_end(&json, "page", &err), SAM_E_LIMIT);
    assert_string_equal(err.text, "page: larger than the 50 bytes allowed here");
    sam_buf_fini(&buf);
}

/* A number printed before comes out the same, also when others took its place in the meantime. */
static void test_numbers_to_a_file(void **state) {
    (void)state;
    char *text = NULL;
    size_t size = 0;
    struct sam_buf buf;
    struct sam_json direct;
    struct sam_json filed;
    FILE *out = open_memstream(&text, &size);
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&direct, &buf, 0);
    sam_json_to_file(&filed, out, 0);
    sam_json_array(&direct, NULL);
    sam_json_array(&filed, NULL);
    for (int i = 0; i < 20000; i++) {
        double value = (i % 7000 - 3500) / 7.0;
        sam_json_number(&direct, NULL, value);
        sam_json_number(&filed, NULL, value);
    }
    sam_json_number(&direct, NULL, 0.0);
    sam_json_number(&filed, NULL, 0.0);
    sam_json_array_end(&direct);
    sam_json_array_end(&filed);
    assert_int_equal(sam_json_end(&direct, "x", NULL), SAM_OK);
    assert_int_equal(sam_json_end(&filed, "x", NULL), SAM_OK);
    fclose(out);
    assert_string_equal(text, buf.data);
    check_contains(text, "[-500, -499.857142857142");
    free(text);
    sam_buf_fini(&buf);
}

static void test_raw(void **state) {
    (void)state;
    struct sam_buf buf;
    struct sam_json json;
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &buf, 0);
    sam_json_object(&json, NULL);
    sam_json_raw(&json, "a", "[1, {}]");
    sam_json_raw(&json, "b", "null");
    sam_json_object_end(&json);
    assert_int_equal(sam_json_end(&json, "x", NULL), SAM_OK);
    assert_string_equal(buf.data, "{\"a\": [1, {}], \"b\": null}");
    sam_buf_fini(&buf);
}

static void write_member(struct sam_json *json, int k) {
    static const char *const keys[] = {"a", "b", "c", "d"};
    sam_json_object(json, keys[k]);
    sam_json_number(json, "third", k / 3.0);
    sam_json_object_end(json);
}

/* Members written apart and joined are what one writer would have written. */
static void write_whole(struct sam_json *whole, bool apart, bool compact) {
    struct sam_json part = {0};
    struct sam_buf texts[2];
    sam_json_object(whole, NULL);
    sam_json_object(whole, "bulk");
    if (compact) {
        sam_json_compact(whole, whole->indent_depth > 2 ? 2 : whole->indent_depth);
    }
    for (int k = 0; k < 2; k++) {
        sam_buf_init(&texts[k], SAM_BUF_UNLIMITED);
    }
    for (int k = 0; k < 4 && apart; k += 2) {
        sam_json_part(&part, whole, &texts[k / 2]);
        write_member(&part, k);
        write_member(&part, k + 1);
    }
    for (int k = 0; k < 4; k++) {
        if (!apart) {
            write_member(whole, k);
        } else if (k % 2 == 0) {
            sam_json_join(whole, &texts[k / 2]);
            sam_json_join(whole, &texts[k / 2]); /* empty now */
        }
    }
    for (int k = 0; k < 2; k++) {
        sam_buf_fini(&texts[k]);
    }
    sam_json_part_fini(&part);
    sam_json_object_end(whole);
    sam_json_object_end(whole);
}

static char *joined(bool to_file, bool apart, bool compact, int indent_depth) {
    struct sam_buf buf;
    struct sam_json json;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    if (to_file) {
        sam_json_to_file(&json, out, indent_depth);
    } else {
        sam_json_to_buf(&json, &buf, indent_depth);
    }
    write_whole(&json, apart, compact);
    assert_int_equal(sam_json_end(&json, "x", NULL), SAM_OK);
    fclose(out);
    if (!to_file) {
        free(text);
        text = sam_buf_take(&buf);
    }
    sam_buf_fini(&buf);
    return text;
}

static void test_parts(void **state) {
    (void)state;
    for (int way = 0; way < 16; way++) {
        int indent_depth = way & 4 ? (way & 8 ? 3 : 2) : 0;
        bool compact = (way & 2) != 0 && indent_depth > 0;
        char *one = joined(way & 1, false, compact, indent_depth);
        char *two = joined(way & 1, true, compact, indent_depth);
        assert_string_equal(one, two);
        check_contains(one, "0.3333333333333333");
        free(one);
        free(two);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_line),          cmocka_unit_test(test_indented),
        cmocka_unit_test(test_numbers_to_a_file), cmocka_unit_test(test_raw),
        cmocka_unit_test(test_escapes),           cmocka_unit_test(test_scalar_alone),
        cmocka_unit_test(test_streams_the_same),  cmocka_unit_test(test_a_full_disk),
        cmocka_unit_test(test_a_full_buffer),     cmocka_unit_test(test_compact),
        cmocka_unit_test(test_a_long_text),       cmocka_unit_test(test_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
