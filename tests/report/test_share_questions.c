#include "support/support.h"

#include "report/share.h"

#include <string.h>

static void every_question_has_a_heading(void **state) {
    (void)state;
    static const char *const ids[] = {"1a", "1b", "1c", "1d", "2a", "2b", "2c", "2d",
                                      "2e", "2f", "3a", "3b", "3c", "3d", "3e", "3f"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const char *nl = sam_share_question(SAM_NL, ids[i]);
        const char *en = sam_share_question(SAM_EN, ids[i]);
        assert_non_null(nl);
        assert_string_not_equal(nl, en);
    }
    assert_null(sam_share_question(SAM_EN, "9z"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_question_has_a_heading)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
