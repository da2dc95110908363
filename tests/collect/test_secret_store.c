#include "base/file.h"
#include "collect/secret_store.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A secret-tool of our own in front of the path: the store itself needs a desktop. */
static char *put_tool(const char *script) {
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "secret-tool");
    char search[512];
    struct sam_err err = {0};
    assert_int_equal(sam_file_write(path, script, strlen(script), &err), SAM_OK);
    assert_int_equal(chmod(path, 0700), 0);
    snprintf(search, sizeof search, "%s:/usr/bin:/bin", folder);
    setenv("PATH", search, 1);
    free(path);
    return folder;
}

static void test_looked_up(void **state) {
    struct sam_secret secret;
    struct sam_err err = {0};
    (void)state;
    char *folder = put_tool("#!/bin/sh\n[ \"$1 $2\" = \"lookup samenscan\" ] && "
                            "[ \"$3\" = kobo ] && printf 'geheim-%s' \"$3\"\n");
    assert_int_equal(sam_secret_store_read(&secret, "kobo", &err), SAM_OK);
    assert_string_equal(secret.text, "geheim-kobo");
    assert_int_equal(sam_secret_store_read(&secret, "other", &err), SAM_E_AUTH);
    check_contains(err.text, "secret-tool store");
    assert_string_equal(secret.text, "");
    sam_folder_remove(folder);
}

static void test_not_there_or_broken(void **state) {
    static const char *const scripts[] = {"#!/bin/sh\nexit 0\n", "#!/bin/sh\nprintf x; exit 1\n",
                                          "#!/bin/sh\nkill -9 $$\n",
                                          "#!/bin/sh\nhead -c 9000 /dev/zero | tr '\\0' x\n"};
    struct sam_secret secret;
    struct sam_err err = {0};
    (void)state;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        char *folder = put_tool(scripts[i]);
        assert_int_equal(sam_secret_store_read(&secret, "kobo", &err), SAM_E_AUTH);
        assert_string_equal(secret.text, "");
        sam_folder_remove(folder);
    }
    setenv("PATH", "/nowhere", 1);
    assert_int_equal(sam_secret_store_read(&secret, "kobo", &err), SAM_E_AUTH);
    check_contains(err.text, "libsecret-tools");
}

/* study.json: "secret_store": "NAME". */
static void test_as_a_source_s_secret(void **state) {
    struct sam_secret secret;
    struct sam_err err = {0};
    const struct sam_source source = {.name = "x", .secret_store = "kobo"};
    (void)state;
    char *folder = put_tool("#!/bin/sh\necho sleutel\n");
    assert_int_equal(sam_secret_read(&secret, &source, "", &err), SAM_OK);
    assert_string_equal(secret.text, "sleutel");
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_looked_up),
                                       cmocka_unit_test(test_not_there_or_broken),
                                       cmocka_unit_test(test_as_a_source_s_secret)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
