#include "web_fixture.h"

#include "support/markup.h"

static void it_is_whole_and_in_the_language(void **state) {
    struct served *s = *state;
    struct bare_web b;
    bare_web_init(&b, s);
    b.request.language = SAM_NL;
    sam_buf_text(&b.reply.body, "what was being written");
    sam_error_page(&b.web, 404, "Fout & <raar>");
    assert_int_equal(b.reply.status, 404);
    assert_string_equal(b.reply.type, SAM_TYPE_HTML);
    check_contains(b.reply.body.data, "<html lang=\"nl\">");
    check_contains(b.reply.body.data, "Fout &amp; &lt;raar&gt;");
    assert_null(strstr(b.reply.body.data, "what was being written"));
    bare_web_fini(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {served_test(it_is_whole_and_in_the_language)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
