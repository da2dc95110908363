#include "support/support.h"

#include "base/file.h"
#include "base/memory.h"

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void sam_check_rel(double got, double expected, double relative, const char *what, const char *file,
                   int line) {
    double scale = expected != 0 ? fabs(expected) : 1;
    bool both_nan = isnan(got) && isnan(expected);
    if (!both_nan && !(fabs(got - expected) <= relative * scale)) {
        print_error("%s = %.17g, expected %.17g (off by %.3g relative, %.3g allowed)\n", what, got,
                    expected, fabs(got - expected) / scale, relative);
        _fail(file, line);
    }
}

void sam_check_contains(const char *text, const char *part, const char *file, int line) {
    if (strstr(text, part) == NULL) {
        print_error("\"%s\" is not in \"%s\"\n", part, text);
        _fail(file, line);
    }
}

char *sam_temporary_folder(void) {
    const char *base = getenv("TMPDIR");
    char *path = sam_path_join(base != NULL ? base : "/tmp", "samenscan-test-XXXXXX");
    assert_non_null(mkdtemp(path));
    return path;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk) {
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

void sam_folder_remove(char *folder) {
    assert_int_equal(nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
    free(folder);
}

void sam_source_file(const char *path, struct sam_buf *into) {
    struct sam_err err = {0};
    char *full = sam_path_join(SAM_SOURCE_DIR, path);
    if (sam_file_read(full, into, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    free(full);
}
