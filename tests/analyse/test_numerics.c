#include "analyse/numerics.h"

#include "support/support.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_log.h>

static void a_domain_error_does_not_end_the_program(void **state) {
    (void)state;
    gsl_sf_result result;
    sam_numerics_init();
    assert_int_equal(gsl_sf_log_e(-1, &result), GSL_EDOM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_domain_error_does_not_end_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
