#include "report/results_forget.h"

#include "base/file.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#define BEFORE                                                                                     \
    "{\"a\": {\"open_answers\": [\n  {\"question\": \"q\", \"text\": \"one\"},\n"                  \
    "  {\"question\": \"q\", \"text\": \"tw\\\"o ]\", \"flags\": []}\n], \"x\": "                  \
    "\"\\\"open_answers\\\": "                                                                     \
    "[1]\"}, \"b\": {\"open_answers\": []}, \"c\": {\"open_answers\" : [{\"text\": \"one\"}]}}\n"

static void all_of_them(void **state) {
    (void)state;
    struct sam_buf out;
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_results_forget(BEFORE, NULL, 0, &out), 3);
    assert_string_equal(out.data,
                        "{\"a\": {\"open_answers\": [], \"x\": \"\\\"open_answers\\\": [1]\"}, "
                        "\"b\": {\"open_answers\": []}, \"c\": {\"open_answers\" : []}}\n");
    sam_buf_fini(&out);
}

static void somebodys(void **state) {
    (void)state;
    struct sam_buf out;
    static const char *const texts[] = {"tw\"o ]", "never written"};
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_results_forget(BEFORE, texts, 2, &out), 1);
    check_contains(out.data, "[\n  {\"question\": \"q\", \"text\": \"one\"}\n], \"x\"");
    sam_buf_clear(&out);
    assert_int_equal(sam_results_forget(BEFORE, texts, 0, &out), 0);
    assert_string_equal(out.data, BEFORE);
    sam_buf_fini(&out);
}

/* Quotes of notes become null; the notes stay. */
static void quotes_too(void **state) {
    (void)state;
    static const char before[] = "{\"notes\": [{\"reason\": \"one\", \"quote\": \"one\"}, "
                                 "{\"quote\" : \"two\", \"why\": {}}, {\"quote\": null}]}";
    static const char *const texts[] = {"two"};
    struct sam_buf out;
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_results_forget(before, texts, 1, &out), 1);
    assert_string_equal(out.data, "{\"notes\": [{\"reason\": \"one\", \"quote\": \"one\"}, "
                                  "{\"quote\" : null, \"why\": {}}, {\"quote\": null}]}");
    sam_buf_clear(&out);
    assert_int_equal(sam_results_forget(before, NULL, 0, &out), 2);
    assert_null(strstr(out.data, "\"two\""));
    sam_buf_fini(&out);
}

static void in_a_file(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "results.json");
    struct sam_err err = {0};
    struct sam_buf text;
    size_t gone = 9;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_results_forget_file(path, NULL, 0, false, &gone, &err), SAM_OK);
    assert_int_equal(gone, 0);
    assert_int_equal(sam_file_write(path, BEFORE, strlen(BEFORE), &err), SAM_OK);
    assert_int_equal(sam_results_forget_file(path, NULL, 0, true, &gone, &err), SAM_OK);
    assert_int_equal(gone, 3);
    assert_int_equal(sam_results_forget_file(path, NULL, 0, false, &gone, &err), SAM_OK);
    assert_int_equal(gone, 3);
    assert_int_equal(sam_file_read(path, &text, &err), SAM_OK);
    assert_null(strstr(text.data, "one"));
    sam_buf_fini(&text);
    free(path);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_them),
        cmocka_unit_test(somebodys),
        cmocka_unit_test(quotes_too),
        cmocka_unit_test(in_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
