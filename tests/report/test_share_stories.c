#include "report/share.h"

#include "story_fixture.h"

static void only_what_may_be_shared_is_in_it(void **state) {
    (void)state;
    /* of stories that aren't shown, of those who wrote and of where names were found */
    static const char *const secret[] = {
        "Movisie",       "Fatima",      "geheim", "Alleen voor", "Utrecht",  "Moedig",    "gelezen",
        "nog niet vrij", "Act4Respect", "LGBT",   "Samen werkt", "partner<", "5 respond", "story-"};
    struct fixture f;
    struct stories own;
    story_init(&f, &own);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        struct sam_buf html;
        story_html(&f, SAM_FOR_SHARING, (enum sam_lang)lang, &html);
        for (size_t i = 0; i < sizeof secret / sizeof *secret; i++) {
            if (strstr(html.data, secret[i]) != NULL) {
                fail_msg("\"%s\" is shared", secret[i]);
            }
        }
        check_contains(html.data, "Zij praten &lt;nu&gt; mee.");
        check_contains(html.data, "We praten nu met elkaar.");
        const char *first = strstr(html.data, "Jongens praten mee");
        assert_true(first != NULL && first < strstr(html.data, "Samen aan tafel"));
        sam_buf_fini(&html);
    }
    fixture_fini(&f);
}

/* Who chose is named unless that tells whose story it is; so is why. */
static void choices_are_told_where_they_tell_nothing(void **state) {
    (void)state;
    struct fixture f;
    struct stories own;
    struct sam_buf html;
    story_init(&f, &own);
    story_html(&f, SAM_FOR_SHARING, SAM_EN, &html);
    check_contains(
        html.data,
        "Chosen as most significant in round 1, by: partners. Why: <span lang=\"nl\">Omdat het");
    check_contains(html.data, "Chosen as most significant in round 1. Why: Zeldzaam");
    check_contains(html.data, "3 other stories are not shown");
    sam_buf_fini(&html);
    f.results->stories[0].choices[0].by.text = "leads of samen-werkt-het";
    story_html(&f, SAM_FOR_SHARING, SAM_EN, &html);
    assert_null(strstr(html.data, "leads of"));
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void alliances_are_named_where_enough_people_wrote(void **state) {
    (void)state;
    struct story_spec specs[4];
    struct fixture f;
    struct stories own;
    struct sam_buf html;
    for (size_t i = 0; i < 4; i++) {
        specs[i] = story_specs[0];
        specs[i].teller = i + 1;
    }
    story_init_of(&f, &own, specs, 4);
    story_html(&f, SAM_FOR_SHARING, SAM_EN, &html);
    check_contains(html.data, "Alliance: Samen werkt het");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void without_anything_to_share_it_says_so(void **state) {
    (void)state;
    struct story_spec specs[4];
    struct fixture f;
    struct stories own;
    struct sam_buf html;
    for (size_t count = 0; count <= 4; count++) {
        for (size_t i = 0; i < count; i++) {
            specs[i] = story_specs[0];
            specs[i].teller = i + 1;
            specs[i].funder = false; /* all refuse */
        }
        story_init_of(&f, &own, specs, count);
        story_html(&f, SAM_FOR_SHARING, SAM_EN, &html);
        check_contains(html.data, "There is no story that may be shared.");
        assert_null(strstr(html.data, "We praten"));
        assert_int_equal(strstr(html.data, "other stories are not shown") != NULL, count >= 3);
        sam_buf_fini(&html);
        fixture_fini(&f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_may_be_shared_is_in_it),
        cmocka_unit_test(choices_are_told_where_they_tell_nothing),
        cmocka_unit_test(alliances_are_named_where_enough_people_wrote),
        cmocka_unit_test(without_anything_to_share_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
