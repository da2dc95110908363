#include "base/file.h"
#include "collect/secret.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void test_variable(void **state) {
    struct sam_source source = {.name = "x", .secret_env = "SAM_TEST_SECRET"};
    struct sam_secret secret;
    struct sam_err err = {0};
    (void)state;
    setenv("SAM_TEST_SECRET", "geheim\n", 1);
    assert_int_equal(sam_secret_read(&secret, &source, "", &err), SAM_OK);
    assert_string_equal(secret.text, "geheim");
    sam_secret_wipe(&secret);
    assert_string_equal(secret.text, "");
    unsetenv("SAM_TEST_SECRET");
    assert_int_equal(sam_secret_read(&secret, &source, "", &err), SAM_E_AUTH);
    check_contains(err.text, "SAM_TEST_SECRET");
    setenv("SAM_TEST_SECRET", "two\nlines", 1);
    assert_int_equal(sam_secret_read(&secret, &source, "", &err), SAM_E_AUTH);
    assert_null(strstr(err.text, "lines"));
    assert_string_equal(secret.text, "");
}

static void test_cover(void **state) {
    struct sam_secret secret = {.text = "geheim"};
    char text[] = "no geheim: geheimgeheim, gehei";
    (void)state;
    sam_secret_cover(&secret, text);
    assert_string_equal(text, "no ******: ************, gehei");
    strcpy(secret.text, "no");
    sam_secret_cover(&secret, text);
    assert_string_equal(text, "no ******: ************, gehei");
    secret.text[0] = '\0';
    sam_secret_cover(&secret, text);
    assert_string_equal(text, "no ******: ************, gehei");
}

static void test_file(void **state) {
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "key");
    struct sam_source source = {.name = "x", .secret_file = "key"};
    struct sam_secret secret;
    struct sam_err err = {0};
    (void)state;
    assert_int_equal(sam_secret_read(&secret, &source, folder, &err), SAM_E_AUTH);
    check_contains(err.text, path);
    assert_int_equal(sam_file_write(path, "abc\r\n", 5, &err), SAM_OK);
    assert_int_equal(sam_secret_read(&secret, &source, folder, &err), SAM_OK);
    assert_string_equal(secret.text, "abc");
    /* open to the group, or to all */
    static const mode_t open_modes[] = {0640, 0604, 0620};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(chmod(path, open_modes[i]), 0);
        assert_int_equal(sam_secret_read(&secret, &source, folder, &err), SAM_E_AUTH);
        check_contains(err.text, "chmod 600");
        assert_string_equal(secret.text, "");
    }
    assert_int_equal(sam_file_write(path, "\n", 1, &err), SAM_OK);
    assert_int_equal(sam_secret_read(&secret, &source, folder, &err), SAM_E_AUTH);
    free(path);
    sam_folder_remove(folder);
}

static void test_none(void **state) {
    struct sam_source source = {.name = "x"};
    struct sam_secret secret;
    struct sam_err err = {0};
    (void)state;
    assert_int_equal(sam_secret_read(&secret, &source, "", &err), SAM_OK);
    assert_string_equal(secret.text, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_variable),
                                       cmocka_unit_test(test_cover), cmocka_unit_test(test_file),
                                       cmocka_unit_test(test_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
