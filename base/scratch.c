#include "base/scratch.h"

#include "base/file.h"
#include "base/words.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum sam_status sam_scratch_new(char **path, struct sam_err *err) {
    const char *place = getenv("TMPDIR");
    char *folder =
        sam_path_join(place != NULL && place[0] == '/' ? place : "/tmp", "samenscan-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        enum sam_status status = sam_fail_cause(
            err, SAM_E_IO, errno, _("%s: the folder cannot be made (%s)"), folder, strerror(errno));
        free(folder);
        return status;
    }
    *path = folder;
    return SAM_OK;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk) {
    (void)status;
    (void)type;
    (void)walk;
    remove(path);
    return 0;
}

void sam_scratch_remove(char *path) {
    enum { OPEN_FOLDERS = 16 };
    if (path != NULL) {
        nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
        free(path);
    }
}
