#include "fixture.h"

#include "report/push.h"

static char *pushed(struct sam_questionnaire *q, enum sam_lang lang) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_push_limesurvey(q, lang, &text);
    char *copy = sam_buf_take(&text);
    sam_buf_fini(&text);
    return copy;
}

static size_t count_of(const char *text, const char *part) {
    size_t count = 0;
    while ((text = strstr(text, part)) != NULL) {
        count++;
        text++;
    }
    return count;
}

/* The columns and rows of a structure that a real LimeSurvey 6.4.2 imported. */
static void test_rows(void **state) {
    struct sam_questionnaire *q = fixture_questionnaire(FIXTURE_SMALL);
    (void)state;
    char *text = pushed(q, SAM_NL);
    check_contains(text,
                   "\xef\xbb\xbfid\trelated_id\tclass\ttype/scale\tname\trelevance\ttext\thelp\t"
                   "language\tvalidation\tmandatory\tencrypted\tother\tdefault\tsame_default\r\n"
                   "\t\tS\t\tlanguage\t\tnl\t\t\t\t\t\t\t\t\r\n"
                   "\t\tS\t\tadditional_languages\t\ten\t");
    check_contains(text, "\t\tA\t0\tA1\t\t");
    assert_null(strstr(text, "\tDK\t")); /* this one has no words for don't know */
    assert_int_equal(count_of(text, "\t\tSQ\t0\t"), 2 * q->item_count);
    for (const char *line = text; *line != '\0'; line = strchr(line, '\n') + 1) {
        size_t tabs = 0;
        for (const char *c = line; *c != '\n'; c++) {
            tabs += *c == '\t';
        }
        assert_int_equal(tabs, 14);
    }
    free(text);
    text = pushed(q, SAM_EN);
    check_contains(text, "\t\tS\t\tlanguage\t\ten\t");
    free(text);
    sam_questionnaire_free(q);
}

/* Codes hold letters and digits only; text is HTML and has no expressions, tabs or line ends. */
static void test_what_it_does_not_allow(void **state) {
    struct sam_item item = {.id = "1_a-b.c", .text = {{"a\tb\n<c> & {d}", "e"}}, .audience = 4};
    struct sam_open_question open = {.id = "open_well", .text = {{"f", "g"}}, .audience = 7};
    struct sam_theme theme = {.id = "t", .title = {{"T", "T"}}};
    struct sam_questionnaire q = {.id = "q",
                                  .title = {{"x", "y"}},
                                  .points = 2,
                                  .labels = {{{"n", "n"}}, {{"j", "y"}}},
                                  .dont_know = {{"weet niet", "don't know"}},
                                  .themes = &theme,
                                  .theme_count = 1,
                                  .items = &item,
                                  .item_count = 1,
                                  .open_questions = &open,
                                  .open_count = 1};
    (void)state;
    char *text = pushed(&q, SAM_NL);
    check_contains(text,
                   "\t\tSQ\t0\tq1abc\tasrole.NAOK == \"L3\"\ta b<br />&lt;c&gt; &amp; &#123;d}\t");
    check_contains(text, "\t\tQ\tT\topenwell\t1\tf\t");
    check_contains(text, "\t\tQ\tL\tasrole\t1\t");
    check_contains(text, "\t\tA\t0\tDK\t\tweet niet\t\tnl\t");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows),
                                       cmocka_unit_test(test_what_it_does_not_allow)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
