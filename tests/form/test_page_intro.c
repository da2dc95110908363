#include "page_fixture.h"

static const struct sam_step intro = {SAM_STEP_INTRO, 0};

static void says_all_that_must_be_known(void **state) {
    struct page *p = *state;
    p->entry.paradata.consented_at = "";
    const char *html = page_show(p, SAM_EN, intro);
    check_contains(html, "In&lt;stitute&gt;, for the study \xE2\x80\x98"
                         "City &amp; country\xE2\x80\x99.");
    check_contains(html, "For COC &lt;b&gt;, lead partner of Alliance &amp; A.");
    check_contains(html, "About 10 minutes: 31 statements and 3 open questions.");
    check_contains(html, "up to and including 10 April 2026");
    check_contains(html, "It is not anonymous");
    check_contains(html, "The other partners and City only see results of at least 3 people");
    check_contains(html, "Withdraw my answers");
    check_contains(html, "erased after 31 December 2031");
    check_contains(html, "id=\"consent\"");
    html = page_show(p, SAM_NL, intro);
    check_contains(html, "vertrouwelijk");
    check_contains(html, "Ik heb dit gelezen en doe mee.");
}

static void by_role(void **state) {
    struct page *p = *state;
    page_of(p, "bob");
    check_contains(page_show(p, SAM_EN, intro), "For Atria, partner in Alliance &amp; A.");
    page_of(p, "acc");
    check_contains(page_show(p, SAM_EN, intro), "As account holder of Alliance &amp; A.");
    check_contains(page_show(p, SAM_EN, intro), "0 statements and 3 open");
}

static void without_consent_it_says_so(void **state) {
    struct page *p = *state;
    p->entry.paradata.consented_at = "";
    p->view.consent_missing = true;
    const char *html = page_show(p, SAM_EN, intro);
    check_contains(html, "<title>Error: ");
    check_contains(html, "href=\"#consent\"");
    check_contains(html, "aria-invalid=\"true\" aria-describedby=\"consent.error\"");
}

static void who_agreed_is_not_asked_again(void **state) {
    struct page *p = *state;
    const char *html = page_show(p, SAM_EN, intro);
    page_without(html, "id=\"consent\"");
    check_contains(html, "You said on 3 March 2026 that you take part.");
}

/* What is kept as agreed to has nothing of the place or the link. */
static void terms(void **state) {
    struct page *p = *state;
    sam_page_terms(&p->view);
    check_contains(p->html.data, "It is not anonymous");
    page_without(p->html.data, "THEKEY");
    page_without(p->html.data, "Alliance &amp; A");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(says_all_that_must_be_known),
        page_test(by_role),
        page_test(without_consent_it_says_so),
        page_test(who_agreed_is_not_asked_again),
        page_test(terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
