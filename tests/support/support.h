/* What tests share. */
#ifndef SAM_TESTS_SUPPORT_H
#define SAM_TESTS_SUPPORT_H

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"

/* Fails unless got is within `relative` of expected (absolutely, where expected is 0), as doubles:
 * cmocka's own assert_float_equal compares as float. Two NaNs are equal. */
#define check_rel(got, expected, relative)                                                         \
    sam_check_rel((got), (expected), (relative), #got, __FILE__, __LINE__)
void sam_check_rel(double got, double expected, double relative, const char *what, const char *file,
                   int line);

/* Fails unless text contains part. */
#define check_contains(text, part) sam_check_contains((text), (part), __FILE__, __LINE__)
void sam_check_contains(const char *text, const char *part, const char *file, int line);

/* A new empty folder of this process's own; sam_folder_remove deletes it with all in it. */
char *sam_temporary_folder(void);
void sam_folder_remove(char *folder);

/* The bytes of a file of the source tree, e.g. "tests/data/x.json"; fails the test if absent. */
void sam_source_file(const char *path, struct sam_buf *into);

#endif
