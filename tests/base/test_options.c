#include "base/options.h"

#include "base/words.h"
#include "support/support.h"

#include <stdio.h>
#include <string.h>

struct settings {
    bool full;
    const char *source;
    long long seed;
    double level;
};

enum { ROOM = 2, OPTIONS = 4 };

struct outcome {
    enum sam_status status;
    struct settings settings;
    const char *positional[ROOM];
    size_t count;
    struct sam_err err;
};

/* Reads a command line of blank-separated arguments. */
static struct outcome read_line(const char *line) {
    static char copy[256];
    char *argv[16];
    int argc = 0;
    struct outcome o = {.settings = {.source = "default", .seed = 1, .level = 0.5}};
    const struct sam_option options[OPTIONS] = {
        {"full", SAM_OPTION_FLAG, NULL, N_("all of it"), &o.settings.full, 0, 0},
        {"source", SAM_OPTION_TEXT, "NAME", N_("only this one"), &o.settings.source, 0, 0},
        {"seed", SAM_OPTION_WHOLE, "S", N_("start of chance"), &o.settings.seed, 0, 1e15},
        {"level", SAM_OPTION_DECIMAL, "L", N_("mean level"), &o.settings.level, 0, 1}};
    snprintf(copy, sizeof copy, "%s", line);
    char *rest = copy;
    for (char *word = NULL; (word = strsep(&rest, " ")) != NULL && line[0] != '\0';) {
        argv[argc++] = word;
    }
    o.status = sam_options_read(options, OPTIONS, argc, argv, o.positional, ROOM, &o.count, &o.err);
    return o;
}

static void test_nothing(void **state) {
    (void)state;
    struct outcome o = read_line("");
    assert_int_equal(o.status, SAM_OK);
    assert_int_equal(o.count, 0);
    assert_false(o.settings.full);
    assert_string_equal(o.settings.source, "default");
}

static void test_all_kinds_both_ways(void **state) {
    (void)state;
    static const char *const lines[] = {
        "study --full --source ls --seed 42 --level 0.25",
        "--full --source=ls --seed=42 --level=0.25 study",
        "--source x --source ls --seed 42 study --level 2.5e-1 --full",
    };
    for (size_t i = 0; i < 3; i++) {
        struct outcome o = read_line(lines[i]);
        assert_int_equal(o.status, SAM_OK);
        assert_true(o.settings.full);
        assert_string_equal(o.settings.source, "ls");
        assert_int_equal(o.settings.seed, 42);
        check_rel(o.settings.level, 0.25, 0);
        assert_int_equal(o.count, 1);
        assert_string_equal(o.positional[0], "study");
    }
}

static void test_dashes(void **state) {
    (void)state;
    struct outcome o = read_line("- -- --full");
    assert_int_equal(o.status, SAM_OK);
    assert_int_equal(o.count, 2);
    assert_string_equal(o.positional[0], "-");
    assert_string_equal(o.positional[1], "--full");
    assert_false(o.settings.full);
    o = read_line("--source= x");
    assert_int_equal(o.status, SAM_OK);
    assert_string_equal(o.settings.source, "");
    o = read_line("--source -");
    assert_string_equal(o.settings.source, "-");
}

static void test_limits_are_included(void **state) {
    (void)state;
    assert_int_equal(read_line("--level 0").status, SAM_OK);
    assert_int_equal(read_line("--level 1").status, SAM_OK);
    assert_int_equal(read_line("--seed 0").status, SAM_OK);
    assert_int_equal(read_line("--seed 1000000000000000").settings.seed, 1000000000000000LL);
}

static void test_wrong_lines(void **state) {
    (void)state;
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"--fuller", "--fuller: no such option; --help lists them"},
        {"--ful", "--ful: no such option; --help lists them"},
        {"--fuller=1", "--fuller=1: no such option; --help lists them"},
        {"-f", "-f: no such option; --help lists them"},
        {"--full=yes", "--full takes no value"},
        {"--source", "--source needs a value: NAME"},
        {"x --seed", "--seed needs a value: S"},
        {"--seed x", "--seed x: must be a number from 0 to 1e+15"},
        {"--seed=", "--seed : must be a number from 0 to 1e+15"},
        {"--seed 1.5", "--seed 1.5: must be a number from 0 to 1e+15"},
        {"--seed -1", "--seed -1: must be a number from 0 to 1e+15"},
        {"--level 1.01", "--level 1.01: must be a number from 0 to 1"},
        {"--level nan", "--level nan: must be a number from 0 to 1"},
        {"--level 0,5", "--level 0,5: must be a number from 0 to 1"},
        {"a b c", "c: one argument too many"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct outcome o = read_line(cases[i].line);
        assert_int_equal(o.status, SAM_E_USAGE);
        assert_string_equal(o.err.text, cases[i].message);
    }
}

static void test_help(void **state) {
    (void)state;
    const struct sam_option options[] = {
        {"full", SAM_OPTION_FLAG, NULL, N_("all of it"), NULL, 0, 0},
        {"a-rather-long-option-name", SAM_OPTION_TEXT, "NAME", N_("only this one"), NULL, 0, 0}};
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_options_help(options, 2, &text);
    assert_string_equal(text.data, "  --full                    all of it\n"
                                   "  --a-rather-long-option-name NAME  only this one\n");
    sam_buf_fini(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing),     cmocka_unit_test(test_all_kinds_both_ways),
        cmocka_unit_test(test_dashes),      cmocka_unit_test(test_limits_are_included),
        cmocka_unit_test(test_wrong_lines), cmocka_unit_test(test_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
