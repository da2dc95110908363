/* Numbers in and out as text, the same in every locale. */
#ifndef SAM_BASE_NUMBER_H
#define SAM_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Some more than the longest takes: digits are copied in pieces of a fixed size. */
enum { SAM_NUMBER_SIZE = 40 };

/* As %.17g would, but with the fewest digits that read back as the same double (outside 1.2e-38 to
 * 1e15: with the fewest from 15 on). value must be finite. Returns the length. */
size_t sam_number_print(char text[SAM_NUMBER_SIZE], double value);
size_t sam_number_print_whole(char text[SAM_NUMBER_SIZE], long long value);

/* Reads a whole number that fills the text: [+-]?[0-9]+, no blanks. False if it isn't one or does
 * not fit; *value is then untouched. */
bool sam_number_whole(const char *text, size_t length, long long *value);

/* Reads a decimal number that fills the text: [+-]? digits, '.' digits, exponent; no hexadecimal,
 * no inf or nan, no decimal comma. */
bool sam_number_decimal(const char *text, size_t length, double *value);

#endif
