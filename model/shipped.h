/* The questionnaires and example studies that come inside the program. */
#ifndef SAM_MODEL_SHIPPED_H
#define SAM_MODEL_SHIPPED_H

#include <stddef.h>

struct sam_shipped {
    const char *name; /* "questionnaires/alliance-31.json", "examples/ocw-2018-2022/study.json" */
    const char *text; /* NUL-terminated */
    size_t length;
};

/* All of them, ending with a NULL name; made by the build from questionnaires/ and examples/. */
extern const struct sam_shipped sam_shipped[];

/* The one with this name, or NULL. */
const struct sam_shipped *sam_shipped_find(const char *name);

#endif
