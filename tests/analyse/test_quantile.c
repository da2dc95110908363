#include "analyse/quantile.h"

#include "analyse/numerics.h"
#include "support/support.h"

/* p, degrees of freedom and what R 4.2 gives: qf(p, df1, df2), and where df2 is above 400,000, for
 * which qf is an approximation by chi-square, the root of pf(x, df1, df2) = p found by Newton. */
static const double table[][4] = {
    {0.025, 1, 1, 1.5437125086741332e-03},
    {0.025, 3, 7, 6.8378896937560135e-02},
    {0.025, 34, 238, 5.6836950690357346e-01},
    {0.025, 100000, 700000, 9.9065676875116127e-01},
    {0.025, 999999, 6999993, 9.9703953200493189e-01},
    {0.025, 2.5, 0.7, 4.1249827421601562e-02},
    {0.5, 1, 1, 1.0000000000000004e+00},
    {0.5, 3, 7, 8.7094425318728519e-01},
    {0.5, 34, 238, 9.8321841459952219e-01},
    {0.5, 100000, 700000, 9.9999428571700677e-01},
    {0.5, 999999, 6999993, 9.9999942857088442e-01},
    {0.5, 2.5, 0.7, 2.3730803883023568e+00},
    {0.975, 1, 1, 6.4778901147784404e+02},
    {0.975, 3, 7, 5.8898191672032540e+00},
    {0.975, 34, 238, 1.5923627655341717e+00},
    {0.975, 100000, 700000, 1.0093976563341329e+00},
    {0.975, 999999, 6999993, 1.0029659105021154e+00},
    {0.975, 2.5, 0.7, 1.4115263668833701e+04},
};

static void quantiles_agree_with_r(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        check_rel(sam_quantile_f(table[i][0], table[i][1], table[i][2]), table[i][3], 1e-9);
    }
}

int main(void) {
    sam_numerics_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_agree_with_r),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
