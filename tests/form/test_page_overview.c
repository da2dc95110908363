#include "page_fixture.h"

static void every_place_with_its_state(void **state) {
    struct page *p = *state;
    struct sam_place places[2];
    struct sam_entry entries[2];
    page_of(p, "ann-b");
    places[1] = p->place;
    entries[1] = p->entry;
    page_of(p, "ann");
    places[0] = p->place;
    entries[0] = p->entry;
    entries[1].exists = entries[1].complete = true;
    p->view.screen.key = NULL;
    p->view.screen.person = NULL;
    p->view.screen.of_step = false;
    sam_page_overview(&p->view.screen, places, entries, 2, PAGE_NOW);
    const char *html = p->html.data;
    check_contains(html, "<h2 class=\"utrecht-heading-2\">Alliance &amp; A</h2>");
    check_contains(html, "form-state--todo\">To do");
    check_contains(html, "href=\"/form/en/ann/intro\">Start");
    check_contains(html, "<h2 class=\"utrecht-heading-2\">Alliance B</h2>");
    check_contains(html, "form-state--done\">Sent");
    check_contains(html, "href=\"/form/en/ann-b/thanks\">Look or change");
    check_contains(html, "more than one alliance");
    check_contains(html, "href=\"/form/nl\">Nederlands</a>");
}

/* Where somebody with one questionnaire comes who goes on later. */
static void one_place(void **state) {
    struct page *p = *state;
    p->entry.exists = true;
    p->view.screen.key = NULL;
    p->view.screen.person = NULL;
    p->view.screen.of_step = false;
    sam_page_overview(&p->view.screen, &p->place, &p->entry, 1, PAGE_NOW);
    check_contains(p->html.data, "form-state--busy\">Begun");
    check_contains(p->html.data, "go on with the same link");
    page_without(p->html.data, "more than one alliance");
}

int main(void) {
    const struct CMUnitTest tests[] = {page_test(every_place_with_its_state), page_test(one_place)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
