#include "page_fixture.h"

static const struct sam_step open_step = {SAM_STEP_OPEN, 0};

static void texts_are_shown_as_text(void **state) {
    struct page *p = *state;
    p->entry.open[0] = "</textarea><script>alert(1)</script>";
    const char *html = page_show(p, SAM_EN, open_step);
    assert_int_equal(page_count(html, "<textarea"), 3);
    assert_int_equal(page_count(html, "<label class=\"utrecht-form-label\" for=\"o."), 3);
    page_without(html, "<script>alert");
    check_contains(html, "&lt;/textarea&gt;&lt;script&gt;");
}

static void an_empty_first_line_survives(void **state) {
    struct page *p = *state;
    /* HTML drops the first line end of a textarea: one of ours stands before it. */
    check_contains(page_show(p, SAM_EN, open_step), ">\n</textarea>");
}

static void remarks_are_tied_to_their_field(void **state) {
    struct page *p = *state;
    p->taken =
        (struct sam_taken){.remark_count = 2,
                           .remarks = {{SAM_REMARK_TOO_LONG, SAM_NONE, 0, NULL},
                                       {SAM_REMARK_OTHER_TEXT, SAM_NONE, 1, "the <other> text"}}};
    p->view.taken = &p->taken;
    const char *html = page_show(p, SAM_EN, open_step);
    check_contains(html, "href=\"#o.open_well\"");
    check_contains(html, "aria-describedby=\"hint e.open_well\" aria-invalid=\"true\"");
    check_contains(html, "the &lt;other&gt; text</blockquote>");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(texts_are_shown_as_text),
        page_test(an_empty_first_line_survives),
        page_test(remarks_are_tied_to_their_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
