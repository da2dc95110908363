/* A password or key: from an environment variable, a file or the desktop's secret store, wiped
 * after use, printed nowhere. */
#ifndef SAM_COLLECT_SECRET_H
#define SAM_COLLECT_SECRET_H

#include "base/err.h"
#include "model/study.h"

enum { SAM_SECRET_LIMIT = 4096 };

struct sam_secret {
    char text[SAM_SECRET_LIMIT + 1]; /* "" when the source has none */
};

/* Reads the secret of a source; line ends at its end are left out. SAM_E_AUTH when the variable is
 * not set, the file absent, empty, too long, or readable by others than its owner. A relative file
 * is sought in the study's folder. */
enum sam_status sam_secret_read(struct sam_secret *secret, const struct sam_source *source,
                                const char *folder, struct sam_err *err) SAM_MUST_CHECK;
/* Covers the secret where it stands in text, as a server may send back what it got. */
void sam_secret_cover(const struct sam_secret *secret, char *text);
void sam_secret_wipe(struct sam_secret *secret);

/* path itself when absolute, else within folder. On the heap. */
char *sam_path_in_study(const char *folder, const char *path);

#endif
