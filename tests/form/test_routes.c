#include "form_fixture.h"

/* What every row must be, or it would be a hole or a dead end. */
static void every_row_is_sound(void **state) {
    (void)state;
    size_t count = 0;
    for (size_t t = 0; t < sam_route_table_count; t++) {
        for (size_t r = 0; r < sam_route_tables[t].count; r++, count++) {
            const struct sam_route *route = &sam_route_tables[t].routes[r];
            bool writes = (route->flags & SAM_ROUTE_WRITES) != 0;
            bool token = strstr(route->pattern, ":token") != NULL;
            unsigned bearer = SAM_ROUTE_READER | SAM_ROUTE_RESPONDENT;
            assert_true(route->pattern[0] == '/' && route->handle != NULL);
            assert_int_equal((route->flags & SAM_ROUTE_TOKEN) != 0, token);
            /* GET changes nothing: a browser or a mail filter may fetch any link by itself. Only
             * that a personal link was opened is noted. */
            bool link = strcmp(route->pattern, "/q/:token") == 0;
            assert_true(route->method == SAM_POST || link || !writes);
            assert_true(route->method == SAM_POST || route->body == SAM_BODY_NONE);
            /* A form that is sent without a bearer is protected against being forged. */
            assert_true(route->method != SAM_POST || (route->flags & bearer) != 0 ||
                        (route->flags & (SAM_ROUTE_CSRF | SAM_ROUTE_KEY)) != 0);
            assert_true((route->flags & SAM_ROUTE_CSRF) == 0 || route->body == SAM_BODY_FORM);
            assert_true(route->unsaved == NULL || writes);
        }
    }
    assert_true(count >= 2);
}

/* No row stands behind one that takes all its requests. */
static void every_row_is_reached(void **state) {
    (void)state;
    struct sam_arena *arena = sam_arena_new(1 << 20);
    for (size_t t = 0; t < sam_route_table_count; t++) {
        for (size_t r = 0; r < sam_route_tables[t].count; r++) {
            const struct sam_route *route = &sam_route_tables[t].routes[r];
            unsigned methods = 0;
            char path[256];
            size_t at = 0;
            /* The pattern itself with letters for its parameters. */
            for (const char *c = route->pattern; *c != '\0'; c++) {
                path[at++] = *c == ':' ? 'x' : *c;
            }
            path[at] = '\0';
            struct sam_request request = {.method = route->method, .path = path};
            assert_ptr_equal(
                sam_route_find(sam_route_tables, sam_route_table_count, arena, &request, &methods),
                route);
        }
    }
    sam_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_sound),
        cmocka_unit_test(every_row_is_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
