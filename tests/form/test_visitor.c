#include "form/visitor.h"

#include "page_fixture.h"
#include "web_fixture.h"

static struct sam_visitor found(struct bare_web *b, const char *path, const char *cookie,
                                const char *key, bool post) {
    static struct sam_field parameter, cookies, form;
    struct sam_visitor visitor = {0};
    bool known = false;
    parameter = (struct sam_field){"token", path};
    cookies = (struct sam_field){SAM_LINK_COOKIE, cookie};
    form = (struct sam_field){"key", key};
    b->request.method = post ? SAM_POST : SAM_GET;
    b->request.parameters[0] = parameter;
    b->request.parameter_count = path != NULL;
    b->request.cookies = (struct sam_fields){&cookies, cookie != NULL};
    b->request.form = (struct sam_fields){&form, key != NULL};
    ok(sam_visitor_find(&b->web, &visitor, &known, &err));
    assert_int_equal(known, visitor.person != NULL);
    return visitor;
}

static void by_path_cookie_or_page(void **state) {
    struct served *s = *state;
    struct sam_house *house = NULL;
    struct bare_web b;
    char base[64];
    bare_web_init(&b, s);
    ok(sam_house_new(s->study, &house, &err));
    b.web.house = house;
    snprintf(base, sizeof base, "/q/%s", s->ann);
    assert_string_equal(found(&b, s->ann, NULL, NULL, false).base, base);
    assert_string_equal(found(&b, NULL, s->ann, NULL, false).base, "/form");
    /* Asked for under its path with the cookie: the path goes. */
    struct sam_visitor both = found(&b, s->ann, s->ann, NULL, false);
    assert_true(both.by_path && both.has_cookie);
    /* What a page carries goes before a cookie of somebody else. */
    struct sam_visitor page = found(&b, NULL, s->holder, s->ann, true);
    assert_string_equal(page.person->respondent, "ann");
    assert_false(page.has_cookie);
    assert_string_equal(page.base, base);
    assert_null(found(&b, NULL, s->ann, NULL, true).person);
    assert_int_equal(b.reply.status, 401);
    assert_null(found(&b, NULL, NULL, NULL, false).person);
    sam_house_free(house);
    bare_web_fini(&b);
}

static void goes_on_where_it_was(void **state) {
    struct page *p = *state;
    p->entry.paradata.page = "theme/inside";
    assert_int_equal(sam_visitor_goes_on(&p->place, &p->entry).kind, SAM_STEP_THEME);
    p->entry.paradata.page = "theme/gone";
    assert_int_equal(sam_visitor_goes_on(&p->place, &p->entry).kind, SAM_STEP_INTRO);
    p->entry.paradata.page = "open";
    p->entry.paradata.consented_at = "";
    assert_int_equal(sam_visitor_goes_on(&p->place, &p->entry).kind, SAM_STEP_INTRO);
    p->entry.complete = true;
    assert_int_equal(sam_visitor_goes_on(&p->place, &p->entry).kind, SAM_STEP_THANKS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(by_path_cookie_or_page),
        page_test(goes_on_where_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
