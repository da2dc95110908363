#include "base/utf8.h"
#include "support/support.h"

#include <stdio.h>
#include <string.h>

static void test_valid(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t characters;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"één", 3},
        {"\x7F", 1},
        {"\xC2\x80", 1},         /* U+0080 */
        {"\xDF\xBF", 1},         /* U+07FF */
        {"\xE0\xA0\x80", 1},     /* U+0800 */
        {"\xED\x9F\xBF", 1},     /* U+D7FF */
        {"\xEE\x80\x80", 1},     /* U+E000 */
        {"\xEF\xBF\xBF", 1},     /* U+FFFF */
        {"\xF0\x90\x80\x80", 1}, /* U+10000 */
        {"\xF4\x8F\xBF\xBF", 1}, /* U+10FFFF */
        {"a\xF0\x9F\x8F\xB3"
         "b",
         3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t bad = 99;
        assert_true(sam_utf8_valid(cases[i].text, strlen(cases[i].text), &bad));
        assert_int_equal(bad, 99);
        assert_int_equal(sam_utf8_count(cases[i].text, strlen(cases[i].text)), cases[i].characters);
    }
}

static void test_invalid(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t bad;
    } cases[] = {
        {"a\x80", 1},            /* continuation alone */
        {"ab\xC3", 2},           /* cut */
        {"\xE2\x82", 0},         /* cut */
        {"\xF0\x9F\x8F", 0},     /* cut */
        {"\xC0\xAF", 0},         /* overlong / */
        {"\xC1\xBF", 0},         /* overlong */
        {"\xE0\x9F\xBF", 0},     /* overlong */
        {"\xF0\x8F\xBF\xBF", 0}, /* overlong */
        {"\xED\xA0\x80", 0},     /* surrogate */
        {"\xED\xBF\xBF", 0},     /* surrogate */
        {"\xF4\x90\x80\x80", 0}, /* U+110000 */
        {"\xF5\x80\x80\x80", 0},
        {"\xFE", 0},
        {"\xFF", 0},
        {"x\xC3\x28", 1}, /* no continuation */
        {"\xE2\x28\xA1", 0},
        {"\xE2\x82\x28", 0},
        {"ok\xF0\x90\x28\xBC", 2},
        {"caf\xE9", 3}, /* Latin-1 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t bad = 99;
        assert_false(sam_utf8_valid(cases[i].text, strlen(cases[i].text), &bad));
        assert_int_equal(bad, cases[i].bad);
        assert_false(sam_utf8_valid(cases[i].text, strlen(cases[i].text), NULL));
    }
}

static void test_nul(void **state) {
    (void)state;
    size_t bad = 99;
    assert_false(sam_utf8_valid("ab\0c", 4, &bad));
    assert_int_equal(bad, 2);
    assert_true(sam_utf8_valid("ab\0c", 2, NULL));
}

/* Every sequence of up to three bytes against a decoder written the other way round: valid is
 * what encoding some code point gives. */
static void test_all_short_sequences(void **state) {
    (void)state;
    static unsigned char valid3[1 << 24 >> 3];
    size_t counted = 0;
    for (unsigned point = 0x800; point <= 0xFFFF; point++) {
        if (point >= 0xD800 && point <= 0xDFFF) {
            continue;
        }
        unsigned bytes =
            (0xE0U | point >> 12) << 16 | (0x80U | (point >> 6 & 63)) << 8 | (0x80U | (point & 63));
        valid3[bytes >> 3] |= (unsigned char)(1U << (bytes & 7));
        counted++;
    }
    size_t found = 0;
    for (unsigned bytes = 0xE00000; bytes <= 0xEFFFFF; bytes++) {
        const char text[3] = {(char)(bytes >> 16), (char)(bytes >> 8 & 255), (char)(bytes & 255)};
        bool expected = (valid3[bytes >> 3] >> (bytes & 7) & 1) != 0;
        bool valid = sam_utf8_valid(text, 3, NULL);
        assert_int_equal(valid, expected);
        found += valid;
    }
    assert_int_equal(found, counted);
}

static void test_cut(void **state) {
    (void)state;
    static const char text[] = "aé\xE2\x82\xAC\xF0\x9F\x8F\xB3"; /* 1 + 2 + 3 + 4 bytes */
    static const size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (size_t most = 0; most < sizeof expected / sizeof *expected; most++) {
        assert_int_equal(sam_utf8_cut(text, strlen(text), most), expected[most]);
    }
}

static void test_tame(void **state) {
    (void)state;
    char text[] = "a\033[2Jb\tc\nd\x7F\xC2\x9B"
                  "e\xC2\xA0\xC3\xA9\xC2";
    sam_utf8_tame(text);
    assert_string_equal(text, "a [2Jb c\nd   e\xC2\xA0\xC3\xA9\xC2");
}

static void test_mended(void **state) {
    static const struct {
        const char *text, *mended;
        size_t count;
    } cases[] = {{"caf\xc3\xa9", "caf\xc3\xa9", 0},
                 {"caf\xe9", "caf\xc3\xa9", 1},
                 {"\x80 \x92 \xff", "\xe2\x82\xac \xe2\x80\x99 \xc3\xbf", 3},
                 {"\x81", "\xc2\x81", 1},
                 {"\xc3\xa9\xe9", "\xc3\xa9\xc3\xa9", 1},
                 {"", "", 0}};
    struct sam_buf out;
    (void)state;
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sam_buf_clear(&out);
        sam_buf_text(&out, "");
        assert_int_equal(sam_utf8_mend(cases[i].text, strlen(cases[i].text), &out), cases[i].count);
        assert_string_equal(out.data, cases[i].mended);
    }
    sam_buf_clear(&out);
    assert_int_equal(sam_utf8_mend("a\0b", 3, &out), 1);
    assert_string_equal(out.data, "a\xef\xbf\xbd"
                                  "b");
    /* Every byte becomes something, and something else than all others. */
    char bytes[256];
    for (int i = 0; i < 256; i++) {
        bytes[i] = (char)i;
    }
    for (int i = 0x80; i < 256; i++) {
        char first[8];
        for (int j = 0x80; j < 256; j++) {
            sam_buf_clear(&out);
            sam_utf8_mend(&bytes[i], 1, &out);
            assert_true(sam_utf8_valid(out.data, out.length, NULL));
            snprintf(first, sizeof first, "%s", out.data);
            sam_buf_clear(&out);
            sam_utf8_mend(&bytes[j], 1, &out);
            assert_true((strcmp(first, out.data) == 0) == (i == j));
        }
    }
    sam_buf_fini(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mended),
        cmocka_unit_test(test_valid),
        cmocka_unit_test(test_invalid),
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_all_short_sequences),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_tame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
