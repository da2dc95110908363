#include "base/buf.h"
#include "base/csv.h"

#include "support/support.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* All rows of text as "a|b|c" lines; at the end "!" and the error where there is one. */
static char *rows_of(struct sam_csv *csv) {
    struct sam_buf out;
    struct sam_csv_row row;
    struct sam_err err = {0};
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    for (;;) {
        enum sam_status status = sam_csv_next(csv, &row, &err);
        if (status != SAM_OK) {
            sam_buf_printf(&out, "!%s", err.text);
            break;
        }
        if (row.count == 0) {
            break;
        }
        for (size_t i = 0; i < row.count; i++) {
            assert_int_equal(strlen(row.fields[i].text), row.fields[i].length);
            sam_buf_printf(&out, "%s%s", i > 0 ? "|" : "", row.fields[i].text);
        }
        sam_buf_printf(&out, "@%zu\n", row.line);
    }
    return out.data;
}

static const struct {
    const char *what, *text, *rows;
} cases[] = {
    {"plain", "a,b\n1,2\n", "a|b@1\n1|2@2\n"},
    {"no line end at the end", "a,b\n1,2", "a|b@1\n1|2@2\n"},
    {"nothing", "", ""},
    {"only line ends", "\n\r\n\r\n", ""},
    {"only a byte order mark", "\xEF\xBB\xBF", ""},
    {"byte order mark",
     "\xEF\xBB\xBF"
     "a,b\n",
     "a|b@1\n"},
    {"byte order mark before a quote", "\xEF\xBB\xBF\"a\",b\n", "a|b@1\n"},
    {"a second byte order mark is text",
     "\xEF\xBB\xBF\xEF\xBB\xBF"
     "a,b\n",
     "\xEF\xBB\xBF"
     "a|b@1\n"},
    {"CR LF", "a,b\r\n1,2\r\n", "a|b@1\n1|2@2\n"},
    {"CR alone", "a,b\r1,2\r", "a|b@1\n1|2@2\n"},
    {"LF CR LF mixed", "a,b\n1,2\r\n3,4\r5,6", "a|b@1\n1|2@2\n3|4@3\n5|6@4\n"},
    {"empty fields", ",\n,,\n", "|@1\n||@2\n"},
    {"field at the very end is empty", "a,b\n1,", "a|b@1\n1|@2\n"},
    {"empty lines are skipped and counted", "a,b\n\n\n1,2\n", "a|b@1\n1|2@4\n"},
    {"blanks are text", " a , b \n", " a | b @1\n"},
    {"quotes", "\"a\",\"b\"\n", "a|b@1\n"},
    {"quoted nothing", "\"\",\"\"\n", "|@1\n"},
    {"doubled quotes", "\"say \"\"yes\"\"\",2\n", "say \"yes\"|2@1\n"},
    {"only doubled quotes", "\"\"\"\",\"\"\"\"\"\"\n", "\"|\"\"@1\n"},
    {"separator inside quotes", "\"a,b\",c\n", "a,b|c@1\n"},
    {"line feed inside quotes", "\"a\nb\",c\nd,e\n", "a\nb|c@1\nd|e@3\n"},
    {"CR LF inside quotes", "\"a\r\nb\",c\nd,e\n", "a\r\nb|c@1\nd|e@3\n"},
    {"CR inside quotes", "\"a\rb\",c\rd,e\r", "a\rb|c@1\nd|e@3\n"},
    {"quoted field ends the file", "a,\"b\"", "a|b@1\n"},
    {"semicolons", "a;b;c,d\n1;2;3\n", "a|b|c,d@1\n1|2|3@2\n"},
    {"tabs", "a\tb\n1\t2\n", "a|b@1\n1|2@2\n"},
    {"separator within quotes isn't counted", "\"a,b,c\";d\n", "a,b,c|d@1\n"},
    {"one column", "alliance\nx\n\ny\n", "alliance@1\nx@2\ny@4\n"},
    {"accents", "comité;één\n", "comité|één@1\n"},
    {"quote in a field", "a,b\n1,2\"3\n",
     "a|b@1\n!t.csv, line 2: a quotation mark inside a field that doesn't start with one; put the "
     "whole field between quotation marks and double those inside it"},
    {"text behind a quote", "a,b\n1,\"2\"3\n",
     "a|b@1\n!t.csv, line 2: text behind a closing quotation mark; double the quotation marks "
     "inside a field"},
    {"cut off in a quote", "a,b\n1,\"2\n3,4\n",
     "a|b@1\n!t.csv, line 2: a quotation mark is opened and never closed; is the file cut off?"},
    {"a lone quote at the end", "a,b\n1,\"",
     "a|b@1\n!t.csv, line 2: a quotation mark is opened and "
     "never closed; is the file cut off?"},
    {"not UTF-8", "a,b\n1,\xE9\x65n\n",
     "a|b@1\n!t.csv, line 2, column 2: not UTF-8 text; save the file as UTF-8"},
    {"cut inside a character", "a,b\n1,\xC3",
     "a|b@1\n!t.csv, line 2, column 2: not UTF-8 text; save the file as UTF-8"},
};

static void test_table_from_memory(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sam_csv *csv = sam_csv_from_memory(cases[i].text, strlen(cases[i].text), "t.csv", 0);
        char *rows = rows_of(csv);
        if (strcmp(rows, cases[i].rows) != 0) {
            fail_msg("%s:\ngot      %s\nexpected %s", cases[i].what, rows, cases[i].rows);
        }
        free(rows);
        sam_csv_free(csv);
    }
}

static FILE *stream_of(const char *data, size_t length) {
    FILE *stream = tmpfile();
    assert_non_null(stream);
    assert_int_equal(fwrite(data, 1, length, stream), length);
    rewind(stream);
    return stream;
}

static void test_table_from_a_file(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        FILE *stream = stream_of(cases[i].text, strlen(cases[i].text));
        struct sam_csv *csv = sam_csv_from_file(stream, "t.csv", 0);
        char *rows = rows_of(csv);
        if (strcmp(rows, cases[i].rows) != 0) {
            fail_msg("%s:\ngot      %s\nexpected %s", cases[i].what, rows, cases[i].rows);
        }
        free(rows);
        sam_csv_free(csv);
        fclose(stream);
    }
}

static void test_nul_is_refused(void **state) {
    (void)state;
    static const char text[] = "a,b\n1,2\0003\n";
    struct sam_csv *csv = sam_csv_from_memory(text, sizeof text - 1, "t.csv", 0);
    char *rows = rows_of(csv);
    check_contains(rows, "!t.csv, line 2, column 2: not UTF-8");
    free(rows);
    sam_csv_free(csv);
}

/* The tricky things, each moved over the boundary between two pieces of 256 KiB. */
static void test_piece_boundary(void **state) {
    (void)state;
    static const char tail[] = "x,\"a\"\"b\"\r\n\"c\nd\",\"\"\r\ny,\xC3\xA9\n";
    enum { PIECE = 1 << 18 };
    for (size_t shift = 0; shift <= sizeof tail + 2; shift++) {
        struct sam_buf text;
        sam_buf_init(&text, SAM_BUF_UNLIMITED);
        sam_buf_text(&text, "h,k\n");
        while (text.length + 100 < PIECE - shift) {
            sam_buf_printf(&text, "%090d,2\n", 1);
        }
        while (text.length + 5 < PIECE - shift) {
            sam_buf_char(&text, 'z');
        }
        sam_buf_text(&text, ",end\n");
        assert_int_equal(text.length, PIECE - shift);
        sam_buf_text(&text, tail);
        FILE *stream = stream_of(text.data, text.length);
        struct sam_csv *csv = sam_csv_from_file(stream, "t.csv", 0);
        char *rows = rows_of(csv);
        const char *end = strstr(rows, "|end@");
        assert_non_null(end);
        size_t line = strtoul(end + 5, NULL, 10);
        char expected[128];
        snprintf(expected, sizeof expected, "|end@%zu\nx|a\"b@%zu\nc\nd|@%zu\ny|\xC3\xA9@%zu\n",
                 line, line + 1, line + 2, line + 4);
        assert_string_equal(end, expected);
        free(rows);
        sam_csv_free(csv);
        fclose(stream);
        sam_buf_fini(&text);
    }
}

/* Plain rows are read where they stand, rows with a quotation mark are copied: the same rows in
 * both ways, many pieces long, with line ends of every kind. */
static void test_plain_and_quoted_read_the_same(void **state) {
    (void)state;
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    static const char *const words[] = {"", "4", "dk", "Zo\xC3\xAB", "a long name, it seems"};
    char *read[4];
    for (int way = 0; way < 4; way++) {
        struct sam_buf text;
        sam_buf_init(&text, SAM_BUF_UNLIMITED);
        for (unsigned row = 0; row < 30000; row++) {
            sam_buf_printf(&text, way % 2 == 0 ? "%u" : "\"%u\"", row);
            for (unsigned field = 1; field < 6; field++) {
                const char *word = words[(row * 7 + field * field) % 5];
                const char *mark = way % 2 == 1 || strchr(word, ',') != NULL ? "\"" : "";
                sam_buf_printf(&text, ",%s%s%s", mark, word, mark);
            }
            sam_buf_text(&text, ends[row / 4 % 3]);
        }
        FILE *stream = stream_of(text.data, text.length);
        struct sam_csv *csv = way < 2 ? sam_csv_from_file(stream, "t.csv", ',')
                                      : sam_csv_from_memory(text.data, text.length, "t.csv", ',');
        read[way] = rows_of(csv);
        sam_csv_free(csv);
        fclose(stream);
        sam_buf_fini(&text);
    }
    check_contains(read[0], "29999|");
    check_contains(read[0], "@30000\n");
    for (int way = 1; way < 4; way++) {
        assert_string_equal(read[way], read[0]);
    }
    for (int way = 0; way < 4; way++) {
        free(read[way]);
    }
}

static void test_long_rows(void **state) {
    (void)state;
    struct sam_buf text;
    struct sam_err err = {0};
    struct sam_csv_row row;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_text(&text, "a,b\n");
    /* A row of n bytes takes n + 1 with the NUL of its last field. */
    for (size_t i = 0; i < SAM_CSV_ROW_LIMIT - 3; i++) {
        sam_buf_char(&text, 'x');
    }
    sam_buf_text(&text, ",y\n");
    FILE *stream = stream_of(text.data, text.length);
    struct sam_csv *csv = sam_csv_from_file(stream, "big.csv", 0);
    assert_int_equal(sam_csv_next(csv, &row, &err), SAM_OK);
    assert_int_equal(sam_csv_next(csv, &row, &err), SAM_OK);
    assert_int_equal(row.fields[0].length, SAM_CSV_ROW_LIMIT - 3);
    assert_string_equal(row.fields[1].text, "y");
    sam_csv_free(csv);
    fclose(stream);

    for (int quoted = 0; quoted < 2; quoted++) {
        sam_buf_clear(&text);
        sam_buf_text(&text, quoted ? "a,b\n\"" : "a,b\n");
        for (size_t i = 0; i < 2 * SAM_CSV_ROW_LIMIT; i++) {
            sam_buf_char(&text, 'x');
        }
        csv = sam_csv_from_memory(text.data, text.length, "big.csv", 0);
        assert_int_equal(sam_csv_next(csv, &row, &err), SAM_OK);
        assert_int_equal(sam_csv_next(csv, &row, &err), SAM_E_LIMIT);
        assert_string_equal(err.text, "big.csv, line 2: a row of more than 1048576 bytes; is a "
                                      "quotation mark missing?");
        sam_csv_free(csv);
    }
    sam_buf_fini(&text);
}

static void test_many_columns(void **state) {
    (void)state;
    struct sam_buf text;
    struct sam_err err = {0};
    struct sam_csv_row row;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    for (int i = 0; i < 50000; i++) {
        sam_buf_printf(&text, "%s%d", i > 0 ? "," : "", i);
    }
    struct sam_csv *csv = sam_csv_from_memory(text.data, text.length, "wide.csv", 0);
    assert_int_equal(sam_csv_next(csv, &row, &err), SAM_OK);
    assert_int_equal(row.count, 50000);
    assert_string_equal(row.fields[49999].text, "49999");
    sam_csv_free(csv);
    sam_buf_fini(&text);
}

static void test_a_given_separator(void **state) {
    (void)state;
    struct sam_csv *csv = sam_csv_from_memory("a|b,c\n", 6, "t.csv", '|');
    struct sam_csv_row row;
    assert_int_equal(sam_csv_next(csv, &row, NULL), SAM_OK);
    assert_int_equal(row.count, 2);
    assert_string_equal(row.fields[1].text, "b,c");
    assert_string_equal(sam_csv_name(csv), "t.csv");
    sam_csv_free(csv);
}

static void test_line_end_at_the_end(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool ended;
    } texts[] = {{"a,b\n1,2\n", true},    {"a,b\n1,2\r\n", true}, {"a,b\n1,2", false},
                 {"a,b\n1,\"2\"", false}, {"a,b\r", true},        {"a,b\n1,", false}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sam_csv *csv = sam_csv_from_memory(texts[i].text, strlen(texts[i].text), "t.csv", 0);
        free(rows_of(csv));
        assert_int_equal(sam_csv_ended_with_line_end(csv), texts[i].ended);
        sam_csv_free(csv);
    }
}

static void test_a_stream_that_fails(void **state) {
    (void)state;
    FILE *stream = fopen("/", "rb"); /* a folder opens, and reading it fails */
    assert_non_null(stream);
    struct sam_csv *csv = sam_csv_from_file(stream, "t.csv", 0);
    struct sam_csv_row row;
    struct sam_err err = {0};
    assert_int_equal(sam_csv_next(csv, &row, &err), SAM_E_IO);
    check_contains(err.text, "t.csv: cannot be read (Is a directory)");
    sam_csv_free(csv);
    fclose(stream);
}

struct failing {
    const char *text;
    size_t left;
};

/* Gives what is left, then fails as a broken disk does. */
static ssize_t read_failing(void *cookie, char *into, size_t size) {
    struct failing *failing = cookie;
    if (failing->left == 0) {
        errno = EIO;
        return -1;
    }
    size_t give = size < failing->left ? size : failing->left;
    memcpy(into, failing->text, give);
    failing->text += give;
    failing->left -= give;
    return (ssize_t)give;
}

/* The disk fails at every place of a file: an error, never a row that looks whole. */
static void test_a_stream_that_fails_later(void **state) {
    (void)state;
    static const char tail[] = "x,\"a\"\"b\"\r\n\"c\nd\",\"\"\r\ny,z\n";
    enum { PIECE = 1 << 18 };
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_text(&text, "h,k\n");
    while (text.length + 100 < PIECE) {
        sam_buf_printf(&text, "%090d,2\n", 1);
    }
    size_t start = text.length;
    while (text.length < PIECE + 10) {
        sam_buf_text(&text, tail);
    }
    for (size_t length = start; length < text.length; length++) {
        struct failing failing = {text.data, length};
        FILE *stream = fopencookie(&failing, "rb", (cookie_io_functions_t){.read = read_failing});
        assert_non_null(stream);
        struct sam_csv *csv = sam_csv_from_file(stream, "t.csv", 0);
        struct sam_csv_row row;
        struct sam_err err = {0};
        enum sam_status status = SAM_OK;
        do {
            status = sam_csv_next(csv, &row, &err);
        } while (status == SAM_OK && row.count > 0);
        assert_int_equal(status, SAM_E_IO);
        assert_string_equal(err.text, "t.csv: cannot be read (Input/output error)");
        sam_csv_free(csv);
        fclose(stream);
    }
    sam_buf_fini(&text);
}

static void test_what_is_written_reads_back(void **state) {
    (void)state;
    static const char *const fields[] = {
        "plain", "", "a,b", "a;b", "tab\there", "say \"x\"", "\"", "\r\n\r\n", " a ", "é", "=1+1"};
    enum { FIELDS = sizeof fields / sizeof *fields };
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    for (size_t i = 0; i < FIELDS; i++) {
        sam_buf_text(&text, i > 0 ? "," : "");
        sam_csv_write_field(&text, fields[i]);
    }
    sam_buf_text(&text, "\r\n");
    struct sam_csv *csv = sam_csv_from_memory(text.data, text.length, "t.csv", ',');
    struct sam_csv_row row;
    assert_int_equal(sam_csv_next(csv, &row, NULL), SAM_OK);
    assert_int_equal(row.count, FIELDS);
    for (size_t i = 0; i < FIELDS; i++) {
        assert_string_equal(row.fields[i].text, fields[i]);
    }
    sam_csv_free(csv);
    sam_buf_clear(&text);
    sam_csv_write_field(&text, "say \"x\"");
    sam_csv_write_field(&text, "plain");
    assert_string_equal(text.data, "\"say \"\"x\"\"\"plain");
    sam_buf_fini(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_from_memory),
        cmocka_unit_test(test_table_from_a_file),
        cmocka_unit_test(test_nul_is_refused),
        cmocka_unit_test(test_piece_boundary),
        cmocka_unit_test(test_plain_and_quoted_read_the_same),
        cmocka_unit_test(test_long_rows),
        cmocka_unit_test(test_many_columns),
        cmocka_unit_test(test_a_given_separator),
        cmocka_unit_test(test_line_end_at_the_end),
        cmocka_unit_test(test_a_stream_that_fails),
        cmocka_unit_test(test_a_stream_that_fails_later),
        cmocka_unit_test(test_what_is_written_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
