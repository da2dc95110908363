/* What each number is, in two sentences: the words of the reports' appendix, from one place. */
#ifndef SAM_REPORT_METHODS_H
#define SAM_REPORT_METHODS_H

#include <stddef.h>

struct sam_method {
    const char *id;          /* docs/methods.md has <a id="ID"></a> in the heading of its section */
    const char *name, *text; /* English messages of the catalogue: sam_tr_in */
    const char *source; /* authors and years, in that section too; "" for our own conventions */
};

/* In the order in which the appendix has them. */
const struct sam_method *sam_methods(size_t *count);

#endif
