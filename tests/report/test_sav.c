/* Read back by ReadStat; PSPP reads the same in tests/check_exports.py. */
#include "report/sav.h"

#include "response_fixture.h"

#include "base/file.h"

#include <readstat.h>
#include <unistd.h>

struct seen {
    char value_labels[4096], label[300], open[200];
    readstat_measure_t measure;
    int ranges;
    double dont_know, values[2][SAM_ITEMS_MAX];
    bool missing[2][SAM_ITEMS_MAX];
    int items, alliance_number;
    int rows;
};

static int see_variable(int index, readstat_variable_t *variable, const char *labels,
                        void *context) {
    struct seen *seen = context;
    const char *name = readstat_variable_get_name(variable);
    (void)index;
    (void)labels;
    if (strcmp(name, "s1") == 0) {
        snprintf(seen->label, sizeof seen->label, "%s", readstat_variable_get_label(variable));
        seen->measure = readstat_variable_get_measure(variable);
        seen->ranges = readstat_variable_get_missing_ranges_count(variable);
        seen->dont_know =
            readstat_double_value(readstat_variable_get_missing_range_lo(variable, 0));
    }
    return READSTAT_HANDLER_OK;
}

static int see_value(int row, readstat_variable_t *variable, readstat_value_t value,
                     void *context) {
    struct seen *seen = context;
    int at = readstat_variable_get_index(variable);
    seen->rows = row + 1;
    if (at == 1 && row == 0) {
        seen->alliance_number = (int)readstat_double_value(value);
    }
    if (strcmp(readstat_variable_get_name(variable), "open_well") == 0 && row == 0) {
        snprintf(seen->open, sizeof seen->open, "%s", readstat_string_value(value));
    }
    if (at >= 7 && at < 7 + seen->items) {
        seen->missing[row][at - 7] = readstat_value_is_system_missing(value) != 0;
        if (!seen->missing[row][at - 7]) {
            seen->values[row][at - 7] = readstat_double_value(value);
        }
    }
    return READSTAT_HANDLER_OK;
}

static int see_label(const char *set, readstat_value_t value, const char *label, void *context) {
    struct seen *seen = context;
    size_t length = strlen(seen->value_labels);
    (void)set;
    snprintf(seen->value_labels + length, sizeof seen->value_labels - length, "[%g %s]",
             readstat_double_value(value), label);
    return READSTAT_HANDLER_OK;
}

static void write_two(const struct fixture *f, const char *path) {
    uint8_t full[SAM_ITEMS_MAX];
    uint8_t none[SAM_ITEMS_MAX];
    struct sam_open_answer open;
    struct sam_err err = {0};
    struct sam_sav *sav = NULL;
    struct sam_sav_size size;
    struct sam_response first = full_response(f->questionnaire, full, &open);
    struct sam_response second = empty_response(f->questionnaire, none);
    const struct sam_sav_source source = {.study = f->study,
                                          .questionnaire = f->questionnaire,
                                          .results = f->results,
                                          .lang = SAM_NL};
    sam_sav_size_init(&size, f->questionnaire);
    sam_sav_measure(&size, &first);
    sam_sav_measure(&size, &second);
    assert_int_equal(size.rows, 2);
    assert_int_equal(sam_sav_open(path, &source, &size, &sav, &err), SAM_OK);
    assert_int_equal(sam_sav_response(sav, &first, &err), SAM_OK);
    assert_int_equal(sam_sav_response(sav, &second, &err), SAM_OK);
    assert_int_equal(sam_sav_close(sav, &err), SAM_OK);
    sam_sav_size_fini(&size);
}

static void readstat_reads_back_what_was_answered(void **state) {
    (void)state;
    struct fixture f;
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "a.sav");
    static struct seen seen;
    fixture_init(&f, NULL, 0, 1, true);
    write_two(&f, path);
    memset(&seen, 0, sizeof seen);
    seen.items = (int)f.questionnaire->item_count;
    readstat_parser_t *parser = readstat_parser_init();
    readstat_set_variable_handler(parser, see_variable);
    readstat_set_value_handler(parser, see_value);
    readstat_set_value_label_handler(parser, see_label);
    assert_int_equal(readstat_parse_sav(parser, path, &seen), READSTAT_OK);
    readstat_parser_free(parser);
    assert_int_equal(seen.rows, 2);
    assert_int_equal(seen.measure, READSTAT_MEASURE_ORDINAL);
    assert_int_equal(seen.ranges, 1);
    check_rel(seen.dont_know, 9, 0);
    size_t s1 = sam_questionnaire_item(f.questionnaire, "s1");
    check_contains(seen.label, f.questionnaire->items[s1].text.in[SAM_NL]);
    check_contains(seen.value_labels, "[5 Helemaal mee eens]");
    check_contains(seen.value_labels, "[9 Weet ik niet");
    check_contains(seen.value_labels, "[1 penvoerder]");
    assert_int_equal(seen.alliance_number, 1 + (int)sam_study_alliance(f.study, "act4respect"));
    assert_string_equal(seen.open, "=1+1 <b> \xc3\xa9\x01");
    for (int i = 0; i < seen.items; i++) {
        assert_true(seen.missing[1][i]);
        assert_int_equal(seen.missing[0][i], i == 3);
        if (i != 3) {
            check_rel(seen.values[0][i], i == 2 ? 9 : i % 5 + 1, 0);
        }
    }
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void same_source_same_bytes(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf one;
    struct sam_buf other;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *a = sam_path_join(folder, "a.sav");
    char *b = sam_path_join(folder, "b.sav");
    fixture_init(&f, NULL, 0, 1, true);
    write_two(&f, a);
    write_two(&f, b);
    sam_buf_init(&one, SAM_BUF_UNLIMITED);
    sam_buf_init(&other, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_file_read(a, &one, &err) | sam_file_read(b, &other, &err), SAM_OK);
    assert_int_equal(one.length, other.length);
    assert_memory_equal(one.data, other.data, one.length);
    sam_buf_fini(&one);
    sam_buf_fini(&other);
    free(a);
    free(b);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void dont_know_is_no_answer_of_the_scale(void **state) {
    (void)state;
    for (int points = SAM_POINTS_MIN; points <= SAM_POINTS_MAX; points++) {
        assert_true(sam_sav_dont_know(points) > points);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readstat_reads_back_what_was_answered),
        cmocka_unit_test(same_source_same_bytes),
        cmocka_unit_test(dont_know_is_no_answer_of_the_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
