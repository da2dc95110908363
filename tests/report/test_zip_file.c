#include "report/zip_file.h"

#include "support/support.h"
#include "zip_member.h"

#include "base/file.h"

#include <string.h>

enum { MOMENT = 1795339800 }; /* 2026-11-22 09:30 UTC */

static const struct sam_zip_member members[] = {
    {"b.txt", "second", 6, false}, {"a/c.txt", "first", 5, true}, {"empty", "", 0, false}};

static void it_is_the_same_every_time_and_everywhere(void **state) {
    (void)state;
    struct sam_buf one;
    struct sam_buf other;
    struct sam_err err = {0};
    sam_buf_init(&one, SAM_BUF_UNLIMITED);
    sam_buf_init(&other, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_zip_make(members, 3, MOMENT, &one, &err), SAM_OK);
    setenv("TZ", "Asia/Tokyo", 1);
    tzset();
    assert_int_equal(sam_zip_make(members, 3, MOMENT, &other, &err), SAM_OK);
    unsetenv("TZ");
    tzset();
    assert_int_equal(one.length, other.length);
    assert_memory_equal(one.data, other.data, one.length);
    sam_buf_fini(&one);
    sam_buf_fini(&other);
}

static void shout(const char *name, struct sam_buf *bytes, void *context) {
    ++*(int *)context;
    if (strcmp(name, "b.txt") == 0) {
        sam_buf_text(bytes, "!");
    }
}

static void settling_keeps_members_and_their_order(void **state) {
    (void)state;
    struct sam_buf zip;
    struct sam_buf settled;
    struct sam_err err = {0};
    int shown = 0;
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "x.zip");
    sam_buf_init(&zip, SAM_BUF_UNLIMITED);
    sam_buf_init(&settled, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_zip_make(members, 3, MOMENT - 99999, &zip, &err), SAM_OK);
    assert_int_equal(sam_zip_settle(&zip, "x.zip", MOMENT, shout, &shown, NULL, &settled, &err),
                     SAM_OK);
    assert_int_equal(shown, 3);
    assert_int_equal(sam_file_write(path, settled.data, settled.length, &err), SAM_OK);
    char *text = zip_member(path, "b.txt");
    assert_string_equal(text, "second!");
    free(text);
    text = zip_member(path, "a/c.txt");
    assert_string_equal(text, "first");
    free(text);
    zip_t *opened = zip_open(path, ZIP_RDONLY, NULL);
    zip_stat_t info;
    assert_string_equal(zip_get_name(opened, 0, 0), "b.txt");
    assert_int_equal(zip_stat_index(opened, 1, 0, &info), 0);
    assert_int_equal(info.comp_method, ZIP_CM_STORE);
    zip_discard(opened);
    sam_buf_fini(&zip);
    sam_buf_fini(&settled);
    free(path);
    sam_folder_remove(folder);
}

static void what_is_no_zip_is_named(void **state) {
    (void)state;
    struct sam_buf zip;
    struct sam_buf out;
    struct sam_err err = {0};
    sam_buf_init(&zip, SAM_BUF_UNLIMITED);
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    sam_buf_text(&zip, "not a zip file at all");
    assert_int_equal(sam_zip_settle(&zip, "odd.docx", MOMENT, NULL, NULL, NULL, &out, &err),
                     SAM_E_INPUT);
    check_contains(err.text, "odd.docx");
    /* cut off in the middle */
    sam_buf_clear(&zip);
    assert_int_equal(sam_zip_make(members, 3, MOMENT, &zip, &err), SAM_OK);
    zip.length /= 2;
    assert_int_equal(sam_zip_settle(&zip, "odd.docx", MOMENT, NULL, NULL, NULL, &out, &err),
                     SAM_E_INPUT);
    assert_int_equal(out.length, 0);
    sam_buf_fini(&zip);
    sam_buf_fini(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_same_every_time_and_everywhere),
        cmocka_unit_test(settling_keeps_members_and_their_order),
        cmocka_unit_test(what_is_no_zip_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
