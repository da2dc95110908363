#include "form/house.h"

#include "page_fixture.h"
#include "web_fixture.h"

static void colour_and_icon(void **state) {
    struct page *p = *state;
    struct sam_house *house = NULL;
    check_contains(p->house->files[SAM_HOUSE_COLOUR].bytes.data, "--samenscan-colour:#154273");
    assert_string_equal(p->house->files[SAM_HOUSE_LOGO].name, "");
    p->study->institute.colour = "#7a1f5c";
    assert_int_equal(sam_house_new(p->study, &house, NULL), SAM_OK);
    check_contains(house->files[SAM_HOUSE_COLOUR].bytes.data, "#7a1f5c");
    check_contains(house->files[SAM_HOUSE_ICON].bytes.data, "#7a1f5c");
    /* Other content, another address: browsers keep these for good. */
    assert_string_not_equal(house->files[SAM_HOUSE_COLOUR].name,
                            p->house->files[SAM_HOUSE_COLOUR].name);
    sam_house_free(house);
}

static void a_logo_that_is_not_there(void **state) {
    struct page *p = *state;
    struct sam_house *house = NULL;
    p->study->institute.logo = "none.png";
    assert_int_equal(sam_house_new(p->study, &house, &err), SAM_E_NOT_FOUND);
    assert_null(house);
}

static void served_by_name(void **state) {
    struct page *p = *state;
    struct sam_reply reply;
    struct sam_request request = {.if_none_match = "", .path = "/house/x", .language = SAM_EN};
    struct sam_web web = {
        .study = p->study, .house = p->house, .request = &request, .reply = &reply};
    const char *name = p->house->files[SAM_HOUSE_ICON].name;
    sam_reply_init(&reply);
    request.parameters[0] = (struct sam_field){"name", name};
    request.parameter_count = 1;
    assert_int_equal(sam_house_serve(&web, &err), SAM_OK);
    assert_int_equal(reply.status, 200);
    assert_true(reply.lasting);
    assert_string_equal(reply.type, "image/svg+xml");
    sam_reply_clear(&reply);
    request.parameters[0].value = "";
    assert_int_equal(sam_house_serve(&web, &err), SAM_OK);
    assert_int_equal(reply.status, 404);
    sam_reply_fini(&reply);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        page_test(colour_and_icon),
        page_test(a_logo_that_is_not_there),
        page_test(served_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
