#include "page_fixture.h"

static void every_answer_has_its_label(void **state) {
    struct page *p = *state;
    const char *html = page_show(p, SAM_EN, page_theme(p, "inside"));
    assert_int_equal(page_count(html, "<fieldset"), 24);
    assert_int_equal(page_count(html, "<legend"), 24);
    assert_int_equal(page_count(html, "type=\"radio\""), 24 * 6);
    assert_int_equal(page_count(html, "Strongly disagree</span></label>"), 24);
    assert_int_equal(page_count(html, "form-option--apart"), 24);
    check_contains(html, "<span class=\"form-number\">3.</span> In our work");
    check_contains(html, "name=\"had\" value=\"------------------------\"");
    check_contains(html, "form-scale--narrow form-scale--5");
    page_without(html, " checked");
    page_without(html, "Take this answer back");
}

static void answers_are_checked(void **state) {
    struct page *p = *state;
    p->entry.answers[sam_questionnaire_item(p->questionnaire, "v1")] = 4;
    p->entry.answers[sam_questionnaire_item(p->questionnaire, "v2")] = SAM_DONT_KNOW;
    const char *html = page_show(p, SAM_NL, page_theme(p, "run-up"));
    assert_int_equal(page_count(html, " checked"), 2);
    check_contains(html, "name=\"a.v1\" value=\"4\" checked");
    check_contains(html, "name=\"a.v2\" value=\"dk\" checked");
    check_contains(html, "name=\"had\" value=\"d?\"");
    check_contains(html, "value=\"clear.v1\">Antwoord wissen<");
}

/* Each role its own words: statements, title, and no statement of another role. */
static void words_of_a_role(void **state) {
    struct page *p = *state;
    size_t w1 = sam_questionnaire_item(p->questionnaire, "w1");
    struct sam_item *item = &p->questionnaire->items[w1];
    item->audience = 7;
    item->wording[SAM_ACCOUNT_HOLDER] = (struct sam_text){{"Wij <denken> mee.", "We think along."}};
    p->questionnaire->themes[item->theme].wording[SAM_ACCOUNT_HOLDER] =
        (struct sam_text){{"Met deze alliantie", "With this alliance"}};
    const char *html = page_show(p, SAM_NL, page_theme(p, "funder"));
    check_contains(html, "De subsidiegever denkt als partner met ons mee.");
    page_without(html, "Met deze alliantie");
    page_of(p, "acc");
    html = page_show(p, SAM_NL, page_theme(p, "funder"));
    check_contains(html, "Wij &lt;denken&gt; mee.");
    check_contains(html, "Met deze alliantie");
    page_without(html, "De subsidiegever denkt");
    assert_int_equal(page_count(html, "<fieldset"), 1);
}

/* In a form for stories a statement is consent: yes, no, or nothing. */
static void consent_has_no_third_answer(void **state) {
    struct page *p = *state;
    struct sam_story story = {0};
    p->questionnaire->story = &story;
    p->questionnaire->dont_know = (struct sam_text){{NULL, NULL}};
    const char *html = page_show(p, SAM_EN, page_theme(p, "run-up"));
    page_without(html, "form-option--apart");
    check_contains(html, "What you leave open counts as no.");
    p->questionnaire->story = NULL;
    check_contains(page_show(p, SAM_EN, page_theme(p, "run-up")), "form-option--apart");
}

/* Long words, or many points: not beside one another on a phone. */
static void layout_by_labels(void **state) {
    struct page *p = *state;
    p->questionnaire->labels[0].in[SAM_EN] = "Incomprehensible";
    const char *html = page_show(p, SAM_EN, page_theme(p, "run-up"));
    check_contains(html, "form-scale--wide form-scale--5");
    p->questionnaire->points = 11;
    for (int i = 0; i < 11; i++) {
        p->questionnaire->labels[i].in[SAM_EN] = "Disagreeable";
    }
    check_contains(page_show(p, SAM_EN, page_theme(p, "run-up")), "form-scale--list");
    p->questionnaire->points = 5;
}

static void a_wrong_answer_is_named(void **state) {
    struct page *p = *state;
    size_t v2 = sam_questionnaire_item(p->questionnaire, "v2");
    p->taken =
        (struct sam_taken){.remark_count = 1, .remarks = {{SAM_REMARK_VALUE, v2, SAM_NONE, NULL}}};
    p->view.taken = &p->taken;
    const char *html = page_show(p, SAM_EN, page_theme(p, "run-up"));
    check_contains(html, "<title>Error: ");
    check_contains(html, "href=\"#a.v2.1\"");
    check_contains(html, "utrecht-form-fieldset--invalid\" id=\"v2\"");
}

static void not_saved_is_told(void **state) {
    struct page *p = *state;
    p->view.unsaved = true;
    check_contains(page_show(p, SAM_EN, page_theme(p, "run-up")), "Your answers were not saved");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(every_answer_has_its_label),
        page_test(answers_are_checked),
        page_test(layout_by_labels),
        page_test(a_wrong_answer_is_named),
        page_test(not_saved_is_told),
        page_test(words_of_a_role),
        page_test(consent_has_no_third_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
