/* Against metafor (tests/data/reference/make_pool_means.R). */
#include "support/support.h"

#include "analyse/pool_means.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 64 };

struct reference {
    char name[32];
    double sd, tau2;
    struct sam_pool_group groups[ROOM], expected[ROOM];
    size_t count;
};

static void check_case(struct reference *r) {
    double tau2 = sam_pool_means(r->groups, r->count, r->sd);
    check_rel(tau2, r->tau2, r->tau2 > 0 ? 1e-8 : 1e-12);
    for (size_t i = 0; i < r->count; i++) {
        check_rel(r->groups[i].value, r->expected[i].value, 1e-8);
        check_rel(r->groups[i].low, r->expected[i].low, 1e-8);
        check_rel(r->groups[i].high, r->expected[i].high, 1e-8);
    }
    r->count = 0;
}

static void metafor_gives_the_same(void **state) {
    (void)state;
    struct sam_buf text;
    struct reference r = {.count = 0};
    int cases = 0;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file("tests/data/reference/expected_pool_means.csv", &text);
    char *rest = strchr(text.data, '\n') + 1;
    while (*rest != '\0') {
        char name[32];
        struct sam_pool_group own = {0};
        struct sam_pool_group expected = {0};
        double sd = 0;
        double tau2 = 0;
        int read = 0;
        assert_int_equal(sscanf(rest, "%31[^,],%lf,%zu,%lf,%lf,%lf,%lf,%lf%n", name, &own.mean,
                                &own.n, &sd, &tau2, &expected.value, &expected.low, &expected.high,
                                &read),
                         8);
        if (r.count > 0 && strcmp(name, r.name) != 0) {
            check_case(&r);
            cases++;
        }
        memcpy(r.name, name, sizeof name);
        r.sd = sd;
        r.tau2 = tau2;
        assert_true(r.count < ROOM);
        r.groups[r.count] = own;
        r.expected[r.count++] = expected;
        rest += read + (rest[read] == '\n');
    }
    check_case(&r);
    assert_int_equal(cases + 1, 6);
    sam_buf_fini(&text);
}

static void one_group_is_itself(void **state) {
    (void)state;
    struct sam_pool_group group = {.mean = 3.2, .n = 4};
    check_rel(sam_pool_means(&group, 1, 1), 0, 1e-12);
    check_rel(group.value, 3.2, 1e-12);
    check_rel(group.high - group.value, 1.959963984540054 / 2, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(metafor_gives_the_same),
        cmocka_unit_test(one_group_is_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
