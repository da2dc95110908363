/* What stands in a zip file, for tests. */
#ifndef SAM_TESTS_REPORT_ZIP_MEMBER_H
#define SAM_TESTS_REPORT_ZIP_MEMBER_H

#include "support/support.h"

#include <stdlib.h>
#include <zip.h>

/* The member's bytes with a NUL behind them, on the heap; NULL when there is no such member. */
static inline char *zip_member(const char *path, const char *name) {
    int error = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    assert_non_null(zip);
    zip_stat_t info;
    char *text = NULL;
    if (zip_stat(zip, name, 0, &info) == 0) {
        text = calloc(info.size + 1, 1);
        zip_file_t *file = zip_fopen(zip, name, 0);
        assert_non_null(file);
        assert_int_equal(zip_fread(file, text, info.size), info.size);
        zip_fclose(file);
    }
    zip_discard(zip);
    return text;
}

#endif
