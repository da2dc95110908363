#include "support/support.h"

#include "form/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

static void reads(const char *text, const char *expected) {
    char address[SAM_ADDRESS_SIZE] = "?";
    assert_true(sam_address_read(text, strlen(text), address));
    assert_string_equal(address, expected);
}

static void addresses_in_every_dress(void **state) {
    (void)state;
    reads("192.0.2.1", "192.0.2.1");
    reads(" 192.0.2.1\t", "192.0.2.1");
    reads("192.0.2.1:8080", "192.0.2.1");
    reads("2001:DB8:0:0::1", "2001:db8::1");
    reads("[2001:db8::1]", "2001:db8::1");
    reads("[2001:db8::1]:443", "2001:db8::1");
    reads("::ffff:192.0.2.1", "192.0.2.1");
    const char *wrong[] = {
        "",          " ",
        "unknown",   "1.2.3",
        "1.2.3.4.5", "[::1",
        "_hidden",   "192.0.2.1, 192.0.2.2",
        "::1%lo",    "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0001"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char address[SAM_ADDRESS_SIZE];
        assert_false(sam_address_read(wrong[i], strlen(wrong[i]), address));
    }
}

static void sockets_are_printed(void **state) {
    (void)state;
    char text[SAM_ADDRESS_SIZE];
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    struct sockaddr other = {.sa_family = AF_UNIX};
    inet_pton(AF_INET, "192.0.2.1", &v4.sin_addr);
    inet_pton(AF_INET6, "2001:db8::1", &v6.sin6_addr);
    assert_string_equal(sam_address_print((struct sockaddr *)&v4, text), "192.0.2.1");
    assert_string_equal(sam_address_print((struct sockaddr *)&v6, text), "2001:db8::1");
    assert_string_equal(sam_address_print(&other, text), "");
    assert_string_equal(sam_address_print(NULL, text), "");
}

static void loopback_is_known(void **state) {
    (void)state;
    assert_true(sam_address_is_loopback("127.0.0.1"));
    assert_true(sam_address_is_loopback("127.9.9.9"));
    assert_true(sam_address_is_loopback("::1"));
    assert_false(sam_address_is_loopback("0.0.0.0"));
    assert_false(sam_address_is_loopback("::"));
    assert_false(sam_address_is_loopback("192.0.2.127"));
}

static void a_household_is_one(void **state) {
    (void)state;
    char one[SAM_ADDRESS_SIZE], other[SAM_ADDRESS_SIZE];
    assert_string_equal(sam_address_network("2001:db8:1:2:3:4:5:6", one), "2001:db8:1:2::");
    assert_string_equal(sam_address_network("2001:db8:1:2:ffff::1", other), one);
    assert_string_not_equal(sam_address_network("2001:db8:1:3::1", other), one);
    assert_string_equal(sam_address_network("192.0.2.1", one), "192.0.2.1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_in_every_dress),
        cmocka_unit_test(sockets_are_printed),
        cmocka_unit_test(loopback_is_known),
        cmocka_unit_test(a_household_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
