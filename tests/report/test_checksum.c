#include "report/checksum.h"

#include "support/support.h"

/* The examples of FIPS 180-4. */
static void published_values(void **state) {
    (void)state;
    char text[SAM_CHECKSUM_SIZE];
    sam_checksum("abc", 3, text);
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    sam_checksum("", 0, text);
    assert_string_equal(text, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(published_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
