#include "fixture.h"

#include "report/share.h"

static size_t place_of(const struct sam_results *results, const char *id) {
    for (size_t a = 0; a < results->alliance_count; a++) {
        if (strcmp(results->alliances[a].result.id, id) == 0) {
            return a;
        }
    }
    fail_msg("no %s", id);
    return 0;
}

static void every_handout_is_well_formed(void **state) {
    (void)state;
    for (size_t skip = 0; skip < 5; skip++) {
        struct fixture f;
        fixture_init(&f, NULL, skip, 1, skip != 3);
        for (size_t a = 0; a < f.results->alliance_count; a++) {
            for (int lang = 0; lang < SAM_LANGS; lang++) {
                struct sam_buf html;
                fixture_html(f.results, "handout", a, (enum sam_lang)lang, &html);
                sam_check_markup(html.data);
                assert_null(strstr(html.data, "<script"));
                sam_buf_fini(&html);
            }
        }
        fixture_fini(&f);
    }
}

static void it_says_confidential_and_not_anonymous(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_html(f.results, "handout", 0, SAM_NL, &html);
    check_contains(html.data, "vertrouwelijk, niet anoniem");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

/* One person: no number at all, and something to talk about all the same. */
static void one_person_gets_themes(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_html(f.results, "handout", place_of(f.results, "bronnen"), SAM_EN, &html);
    assert_null(strstr(html.data, "<svg class=\"dot\""));
    assert_null(strstr(html.data, "Your scores"));
    check_contains(html.data, "What goes well here, and what could be better?");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

/* Three or four: the bands of the scores, and no column or page of nothing. */
static void a_few_people_get_what_may_be_shown(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    size_t a = place_of(f.results, "act4respect");
    assert_int_equal(f.results->alliances[a].result.responded, 4);
    fixture_html(f.results, "handout", a, SAM_EN, &html);
    check_contains(html.data, "Your scores");
    assert_null(strstr(html.data, "Do the partners agree?"));
    assert_null(strstr(html.data, "<h2>What goes well</h2>"));
    check_contains(html.data,
                   "<h2>To talk about</h2>\n<p class=\"big\">We start with what goes well.");
    sam_buf_fini(&html);
    fixture_html(f.results, "handout", place_of(f.results, "samen-werkt-het"), SAM_EN, &html);
    check_contains(html.data, "Do the partners agree?");
    check_contains(html.data, "<h2>What goes well</h2>");
    check_contains(html.data, "You say where the alliance stands");
    sam_buf_fini(&html);
    fixture_without_phases(f.results->questionnaire);
    fixture_html(f.results, "handout", a, SAM_EN, &html);
    check_contains(html.data, "You say what should be different in a year.");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

/* What only account holders were asked is no topic of the partners' meeting. */
static void themes_of_account_holders_are_left_out(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_questionnaire *q = f.results->questionnaire;
    const char *last = q->themes[q->theme_count - 1].title.in[SAM_EN];
    fixture_html(f.results, "handout", place_of(f.results, "bronnen"), SAM_EN, &html);
    check_contains(html.data, last);
    sam_buf_fini(&html);
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].theme == q->theme_count - 1) {
            q->items[i].audience = 1U << SAM_ACCOUNT_HOLDER;
        }
    }
    fixture_html(f.results, "handout", place_of(f.results, "bronnen"), SAM_EN, &html);
    assert_null(strstr(html.data, last));
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void nothing_of_the_evaluator_s_is_in_it(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_results_alliance *alliance =
        &f.results->alliances[place_of(f.results, "samen-werkt-het")];
    alliance->evaluator[0] = (struct sam_evaluator_phase){SAM_STORMING, "the lead shouts"};
    fixture_html(f.results, "handout", place_of(f.results, "samen-werkt-het"), SAM_EN, &html);
    assert_null(strstr(html.data, "the lead shouts"));
    assert_null(strstr(html.data, f.results->checksum));
    assert_null(strstr(html.data, "lead partner and the other partners see"));
    sam_buf_fini(&html);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_handout_is_well_formed),
        cmocka_unit_test(it_says_confidential_and_not_anonymous),
        cmocka_unit_test(one_person_gets_themes),
        cmocka_unit_test(a_few_people_get_what_may_be_shown),
        cmocka_unit_test(themes_of_account_holders_are_left_out),
        cmocka_unit_test(nothing_of_the_evaluator_s_is_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
