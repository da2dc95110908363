#include "support/support.h"

#include "form/route.h"

#include <string.h>

static const struct sam_route pages[] = {
    {SAM_GET, "/", SAM_BODY_NONE, 0, NULL, NULL},
    {SAM_GET, "/q/:token", SAM_BODY_NONE, 0, NULL, NULL},
    {SAM_GET, "/q/:token/thanks", SAM_BODY_NONE, 0, NULL, NULL},
    {SAM_GET, "/q/:token/:page", SAM_BODY_NONE, 0, NULL, NULL},
    {SAM_POST, "/q/:token/:page", SAM_BODY_FORM, 0, NULL, NULL},
};
static const struct sam_route others[] = {
    {SAM_POST, "/login", SAM_BODY_FORM, 0, NULL, NULL},
    {SAM_GET, "/q/:token/:page", SAM_BODY_NONE, 0, NULL, NULL},
};
static const struct sam_route_table tables[] = {{pages, 5}, {others, 2}};

static struct sam_arena *arena;
static struct sam_request request;
static unsigned methods;

static const struct sam_route *find(enum sam_method method, const char *path) {
    request = (struct sam_request){.method = method, .path = path};
    return sam_route_find(tables, 2, arena, &request, &methods);
}

static void the_first_that_fits(void **state) {
    (void)state;
    assert_ptr_equal(find(SAM_GET, "/"), &pages[0]);
    assert_ptr_equal(find(SAM_GET, "/q/abc"), &pages[1]);
    assert_string_equal(sam_request_parameter(&request, "token"), "abc");
    assert_ptr_equal(find(SAM_GET, "/q/abc/thanks"), &pages[2]);
    assert_ptr_equal(find(SAM_GET, "/q/abc/run-up.2"), &pages[3]);
    assert_int_equal(request.parameter_count, 2);
    assert_string_equal(sam_request_parameter(&request, "token"), "abc");
    assert_string_equal(sam_request_parameter(&request, "page"), "run-up.2");
    assert_ptr_equal(find(SAM_POST, "/q/abc/2"), &pages[4]);
    assert_ptr_equal(find(SAM_POST, "/login"), &others[0]);
}

static void methods_are_told(void **state) {
    (void)state;
    assert_null(find(SAM_METHOD_OTHER, "/q/abc/2"));
    assert_int_equal(methods, 1 << SAM_GET | 1 << SAM_POST);
    assert_null(find(SAM_GET, "/login"));
    assert_int_equal(methods, 1 << SAM_POST);
    assert_null(find(SAM_GET, "/nowhere"));
    assert_int_equal(methods, 0);
}

static void tricks_lead_nowhere(void **state) {
    (void)state;
    char long_path[80] = "/q/";
    memset(long_path + 3, 'a', 65);
    const char *paths[] = {"",        "q/abc",     "//",          "/q/",           "/q//thanks",
                           "/q/abc/", "/q/abc/2/", "/q/abc//2",   "/q/a%62c",      "/q/%2e%2e/2",
                           "/Q/abc",  "/q/abc;x",  "/q/abc\x01",  "/q/ab\xc3\xa9", "/q/abc/2?x",
                           long_path, "/q/a b",    "/q/abc/a\\b", "/login/"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        assert_null(find(SAM_GET, paths[i]));
        assert_int_equal(methods, 0);
    }
    /* Dots are letters here: no path is ever a file's. */
    assert_ptr_equal(find(SAM_GET, "/q/../.."), &pages[3]);
    assert_string_equal(sam_request_parameter(&request, "token"), "..");
    long_path[3 + 64] = '\0';
    assert_ptr_equal(find(SAM_GET, long_path), &pages[1]);
}

static int set_up(void **state) {
    (void)state;
    arena = sam_arena_new(1 << 16);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    sam_arena_free(arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_first_that_fits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(methods_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tricks_lead_nowhere, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
