#include "collect/mail_message.h"

#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static const struct sam_mail_message plain = {.from = "survey@sender.example",
                                              .to = "ann@there.example",
                                              .subject = "Hello",
                                              .body = "One\nTwo\n",
                                              .lang = SAM_EN,
                                              .id = {1, 0xabc},
                                              .date = 1790000000};

static char *written(const struct sam_mail_message *message) {
    struct sam_buf out;
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    sam_mail_message_write(message, &out);
    char *text = sam_buf_take(&out);
    sam_buf_fini(&out);
    return text;
}

static void check_lines(const char *text) {
    while (*text != '\0') {
        size_t length = strcspn(text, "\r\n");
        if (length > 78) {
            fail_msg("a line of %zu: %.*s", length, (int)length, text);
        }
        assert_memory_equal(text + length, "\r\n", 2);
        text += length + 2;
    }
}

static void a_plain_letter(void **state) {
    (void)state;
    char *text = written(&plain);
    assert_string_equal(text, "Date: Mon, 21 Sep 2026 14:13:20 +0000\r\n"
                              "From: survey@sender.example\r\n"
                              "To: ann@there.example\r\n"
                              "Subject: Hello\r\n"
                              "Message-ID: <00000000000000010000000000000abc@sender.example>\r\n"
                              "Auto-Submitted: auto-generated\r\n"
                              "MIME-Version: 1.0\r\n"
                              "Content-Type: text/plain; charset=UTF-8\r\n"
                              "Content-Transfer-Encoding: quoted-printable\r\n"
                              "Content-Language: en\r\n"
                              "\r\n"
                              "One\r\nTwo\r\n");
    free(text);
}

static void names_and_subjects_of_all_kinds(void **state) {
    (void)state;
    struct sam_mail_message m = plain;
    m.from_name = "Bureau \"X\" \\ Y, Z";
    m.to_name = "Jos\xc3\xa9 =? O'Neil";
    m.reply_to = "help@sender.example";
    m.subject =
        "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac"
        "\xe2\x82\xac";
    char *text = written(&m);
    check_lines(text);
    check_contains(text, "From: \"Bureau \\\"X\\\" \\\\ Y, Z\"\r\n <survey@sender.example>\r\n");
    check_contains(text, "To: =?UTF-8?Q?Jos=C3=A9_=3D=3F_O=27Neil?=\r\n <ann@there.example>\r\n");
    check_contains(text, "Reply-To: help@sender.example\r\n");
    check_contains(text,
                   "Subject: =?UTF-8?Q?=E2=82=AC=E2=82=AC=E2=82=AC=E2=82=AC=E2=82=AC=E2=82=AC?="
                   "\r\n =?UTF-8?Q?=E2=82=AC=E2=82=AC?=\r\n");
    free(text);
}

static void nothing_starts_a_header(void **state) {
    (void)state;
    struct sam_mail_message m = plain;
    m.from_name = "X\r\nBcc: evil@x.example";
    m.to_name = "Y\nBcc: evil@x.example";
    m.subject = "S\r\nBcc: evil@x.example\r\n\r\nbody";
    char *text = written(&m);
    check_lines(text);
    assert_null(strstr(text, "\nBcc:"));
    const char *end = strstr(text, "\r\n\r\n");
    assert_string_equal(end, "\r\n\r\nOne\r\nTwo\r\n");
    free(text);
}

static void bodies_of_all_kinds(void **state) {
    (void)state;
    struct sam_mail_message m = plain;
    struct sam_buf long_line;
    sam_buf_init(&long_line, SAM_BUF_UNLIMITED);
    for (int i = 0; i < 40; i++) {
        sam_buf_text(&long_line, "een \xc3\xa9\xc3\xa9n ");
    }
    m.body = long_line.data;
    char *text = written(&m);
    check_lines(text);
    check_contains(text, "een =C3=A9=C3=A9n een");
    free(text);
    sam_buf_fini(&long_line);
    m.body = "a=b \nFrom here\n.\ntab\t\nbell\a\nno end";
    text = written(&m);
    check_contains(text, "\r\n\r\na=3Db=20\r\n=46rom here\r\n.\r\ntab=09\r\nbell=07\r\nno end\r\n");
    free(text);
    /* Exactly as long as a line may be, and one more. */
    char line[80];
    for (size_t length = 74; length <= 77; length++) {
        memset(line, 'x', length);
        line[length] = '\0';
        m.body = line;
        text = written(&m);
        check_lines(text);
        free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_letter),
        cmocka_unit_test(names_and_subjects_of_all_kinds),
        cmocka_unit_test(nothing_starts_a_header),
        cmocka_unit_test(bodies_of_all_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
