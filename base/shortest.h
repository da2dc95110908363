/* The shortest decimal digits that read back as the same double: of the shortest ones those nearest
 * to it. R. Giulietti, The Schubfach way to render doubles, 2020, for the magnitudes of survey
 * statistics, whose powers of ten are exact in 128 bits. */
#ifndef SAM_BASE_SHORTEST_H
#define SAM_BASE_SHORTEST_H

#include <stdbool.h>
#include <stdint.h>

/* value == digits * 10^exponent once read as a double; digits may end in zeros, and has at most 17.
 * Takes positive values from 2^-126 up to 2^50 (1.2e-38 to 1e15); false for any other. */
bool sam_shortest_digits(double value, uint64_t *digits, int *exponent);

#endif
