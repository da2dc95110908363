#include "support/support.h"

#include "base/file.h"
#include "form/tls.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct sam_err err;

#define CERTIFICATE "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
#define KEY "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
#define LOCKED "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"

static char *put(const char *folder, const char *name, const char *text) {
    char *path = sam_path_join(folder, name);
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    return path;
}

static enum sam_status read_both(const char *certificate, const char *key) {
    struct sam_tls tls;
    sam_tls_init(&tls);
    err = (struct sam_err){0};
    enum sam_status status = sam_tls_read(certificate, key, &tls, &err);
    assert_true(status != SAM_OK || (tls.key.length > 0) == (key != NULL));
    sam_tls_fini(&tls);
    return status;
}

static void files_are_judged(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *certificate = put(folder, "cert.pem", CERTIFICATE), *key = put(folder, "key.pem", KEY);
    char *locked = put(folder, "locked.pem", LOCKED), *none = put(folder, "none.pem", "0x30");
    assert_int_equal(read_both(NULL, NULL), SAM_OK);
    assert_int_equal(read_both(certificate, key), SAM_OK);
    assert_int_equal(read_both(certificate, NULL), SAM_E_USAGE);
    assert_int_equal(read_both(NULL, key), SAM_E_USAGE);
    check_contains(err.text, "needed together");
    assert_int_equal(read_both(none, key), SAM_E_INPUT);
    check_contains(err.text, "PEM");
    assert_int_equal(read_both(certificate, none), SAM_E_INPUT);
    assert_int_equal(read_both(certificate, locked), SAM_E_INPUT);
    check_contains(err.text, "has a password");
    assert_int_equal(read_both(certificate, "/nowhere/key.pem"), SAM_E_NOT_FOUND);
    for (mode_t bit = 1; bit <= 040; bit <<= 1) {
        assert_int_equal(chmod(key, 0600 | bit), 0);
        assert_int_equal(read_both(certificate, key), SAM_E_AUTH);
        check_contains(err.text, "chmod 600");
    }
    free(certificate);
    free(key);
    free(locked);
    free(none);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(files_are_judged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
