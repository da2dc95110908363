/* Zip files that come out the same every time: members in a given order, all of one moment. */
#ifndef SAM_REPORT_ZIP_FILE_H
#define SAM_REPORT_ZIP_FILE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct sam_zip_member {
    const char *name; /* with / between folders */
    const void *data; /* borrowed */
    size_t length;
    bool stored; /* not compressed */
};

/* Appends the zip file to out. moment is at least the start of 1980. */
enum sam_status sam_zip_make(const struct sam_zip_member *members, size_t count, time_t moment,
                             struct sam_buf *out, struct sam_err *err) SAM_MUST_CHECK;

/* The same members as in `zip` (named for messages), in the same order, all of this moment, and
 * `more` (NULL: none) behind them; each is shown to edit (may be NULL), which may change its
 * bytes. */
typedef void sam_zip_edit(const char *name, struct sam_buf *bytes, void *context);
enum sam_status sam_zip_settle(const struct sam_buf *zip, const char *name, time_t moment,
                               sam_zip_edit *edit, void *context, const struct sam_zip_member *more,
                               struct sam_buf *out, struct sam_err *err) SAM_MUST_CHECK;

#endif
