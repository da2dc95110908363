#include "base/mail_address.h"
#include "support/support.h"

#include <string.h>

static void what_every_server_takes(void **state) {
    (void)state;
    static const char *const good[] = {"a@b.nl", "Jan.van-der+x@mail.example.org", "o'neil@a-b.co",
                                       "x@xn--bcher-kva.example"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(sam_mail_address_judge(good[i]), SAM_MAIL_ADDRESS_GOOD);
    }
}

static void what_could_break_out_is_wrong(void **state) {
    (void)state;
    static const char *const wrong[] = {"",
                                        "a",
                                        "@b.nl",
                                        "a@",
                                        "a@b",
                                        "a@b..nl",
                                        "a@-b.nl",
                                        "a@b.nl.",
                                        ".a@b.nl",
                                        "a..c@b.nl",
                                        "a@c@b.nl",
                                        "a b@c.nl",
                                        "a@b.nl\r\nBcc: c@d.nl",
                                        "a@b.nl>\r\nRCPT TO:<c@d.nl",
                                        "<a@b.nl>",
                                        "Ann <a@b.nl>",
                                        "a@b.nl,c@d.nl",
                                        "\"a\"@b.nl",
                                        "a@[127.0.0.1]",
                                        "\xc3\xa9 x@b.nl"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(sam_mail_address_judge(wrong[i]), SAM_MAIL_ADDRESS_WRONG);
    }
    char local[80];
    memset(local, 'a', 65);
    memcpy(local + 65, "@b.nl", 6);
    assert_int_equal(sam_mail_address_judge(local), SAM_MAIL_ADDRESS_WRONG);
    assert_int_equal(sam_mail_address_judge(local + 1), SAM_MAIL_ADDRESS_GOOD);
}

static void letters_of_other_alphabets_are_told_apart(void **state) {
    (void)state;
    assert_int_equal(sam_mail_address_judge("jos\xc3\xa9@b.nl"), SAM_MAIL_ADDRESS_NOT_ASCII);
    assert_int_equal(sam_mail_address_judge("a@b\xc3\xbc"
                                            "cher.example"),
                     SAM_MAIL_ADDRESS_NOT_ASCII);
}

static void capitals_make_no_other_address(void **state) {
    (void)state;
    assert_true(sam_mail_address_hash("Ann@B.nl") == sam_mail_address_hash("ann@b.NL"));
    assert_false(sam_mail_address_hash("ann@b.nl") == sam_mail_address_hash("bob@b.nl"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_every_server_takes),
        cmocka_unit_test(what_could_break_out_is_wrong),
        cmocka_unit_test(letters_of_other_alphabets_are_told_apart),
        cmocka_unit_test(capitals_make_no_other_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
