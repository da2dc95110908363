#include "collect/source.h"
#include "support/support.h"

#include <stdio.h>
#include <string.h>

static void test_each_type_has_its_platform(void **state) {
    (void)state;
    assert_ptr_equal(sam_platform(SAM_SOURCE_SAMENSCAN), &sam_platform_samenscan);
    assert_ptr_equal(sam_platform(SAM_SOURCE_LIMESURVEY), &sam_platform_limesurvey);
    assert_ptr_equal(sam_platform(SAM_SOURCE_JSON), &sam_platform_json);
    assert_ptr_equal(sam_platform(SAM_SOURCE_CSV), &sam_platform_csv);
}

static void test_first_words(void **state) {
    char words[96];
    struct sam_buf body;
    (void)state;
    sam_buf_init(&body, 1000);
    sam_buf_append(&body, "\n\t <!DOCTYPE\x01\xff html>\n\n  <p>", 27);
    assert_string_equal(sam_first_words(body.data, body.length, words), "<!DOCTYPE html> <p>");
    for (int i = 0; i < 200; i++) {
        sam_buf_char(&body, 'x');
    }
    assert_int_equal(strlen(sam_first_words(body.data, body.length, words)), 80);
    sam_buf_clear(&body);
    assert_string_equal(sam_first_words(body.data, body.length, words), "");
    sam_buf_fini(&body);
}

static void keep(void *context, const char *message) {
    snprintf(context, 2000, "%s", message);
}

static void test_notice(void **state) {
    char text[2000] = "";
    char filler[1500];
    struct sam_pass pass = {.notice = keep, .context = text};
    (void)state;
    sam_pass_notice(&pass, "%d of %s", 3, "many");
    assert_string_equal(text, "3 of many");
    memset(filler, 'y', sizeof filler - 1);
    filler[sizeof filler - 1] = '\0';
    sam_pass_notice(&pass, "%s", filler);
    assert_int_equal(strlen(text), 1022);
    pass.notice = NULL;
    sam_pass_notice(&pass, "nobody hears");
    assert_int_equal(strlen(text), 1022);
}

static void test_page_is_made_anew(void **state) {
    struct sam_page page;
    (void)state;
    sam_page_init(&page);
    page.record_count = 3;
    page.more = page.unsure = true;
    page.cursor = sam_arena_strdup(page.arena, "x");
    sam_page_clear(&page);
    assert_non_null(page.arena);
    assert_int_equal(page.record_count, 0);
    assert_null(page.cursor);
    assert_false(page.more || page.unsure);
    sam_page_fini(&page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_type_has_its_platform), cmocka_unit_test(test_first_words),
        cmocka_unit_test(test_notice), cmocka_unit_test(test_page_is_made_anew)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
