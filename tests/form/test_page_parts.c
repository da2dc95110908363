#include "page_fixture.h"

static void pages_of_the_flow_say_their_number(void **state) {
    struct page *p = *state;
    for (size_t i = 0; i < p->place.flow.count; i++) {
        char step[32];
        snprintf(step, sizeof step, "Step %zu of 7", i + 1);
        check_contains(page_show(p, SAM_EN, p->place.flow.steps[i]), step);
    }
    page_without(page_show(p, SAM_EN, (struct sam_step){SAM_STEP_THANKS, 0}), "Step ");
}

static void right_or_wrong(void **state) {
    struct page *p = *state;
    assert_false(sam_view_wrong(&p->view));
    p->view.taken = &p->taken;
    assert_false(sam_view_wrong(&p->view));
    p->taken.remark_count = 1;
    assert_true(sam_view_wrong(&p->view));
    p->view.taken = NULL;
    p->view.unsaved = true;
    assert_true(sam_view_wrong(&p->view));
}

static void hidden_values_are_escaped(void **state) {
    struct page *p = *state;
    sam_view_hidden(&p->view, "had.", "x", "\"><script>");
    assert_string_equal(
        p->html.data,
        "<input type=\"hidden\" name=\"had.x\" value=\"&quot;&gt;&lt;script&gt;\">\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(pages_of_the_flow_say_their_number),
        page_test(right_or_wrong),
        page_test(hidden_values_are_escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
