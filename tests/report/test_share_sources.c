#include "report/html_record.h"

#include "record_fixture.h"

/* What may leave the evaluator's hands: counts over three alliances or more, cleared words, no
 * names. */
static void only_what_may_be_shared(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    record_init(&f);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_share_sources(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "interview: confirmed in 1, nuanced in 1, contradicted in 1");
    check_contains(html.data, "document: confirmed in 1");
    check_contains(html.data, "Cleared &lt;why&gt;");
    check_contains(html.data, "Cleared quote");
    assert_null(strstr(html.data, "Secret"));
    assert_null(strstr(html.data, "Gedeelde trots"));  /* no alliance is named */
    assert_null(strstr(html.data, "Of one alliance")); /* fewer than three: not even cleared */
    assert_null(strstr(html.data, "Phase among"));
    assert_null(strstr(html.data, "Synergy"));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

/* In every document for sharing, in both languages. */
static void nothing_uncleared_in_any_shared_document(void **state) {
    (void)state;
    struct fixture f;
    record_init(&f);
    static const char *const ids[] = {"overall", "handout"};
    for (size_t d = 0; d < 2; d++) {
        for (size_t a = 0; a < (d == 0 ? 1 : f.results->alliance_count); a++) {
            for (int lang = 0; lang < SAM_LANGS; lang++) {
                struct sam_buf html;
                fixture_html(f.results, ids[d], a, (enum sam_lang)lang, &html);
                assert_null(strstr(html.data, "Secret"));
                assert_null(strstr(html.data, "No money"));
                assert_null(strstr(html.data, "Of one alliance"));
                sam_buf_fini(&html);
            }
        }
    }
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_what_may_be_shared),
                                       cmocka_unit_test(nothing_uncleared_in_any_shared_document)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
