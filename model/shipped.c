#include "model/shipped.h"

#include <string.h>

const struct sam_shipped *sam_shipped_find(const char *name) {
    for (const struct sam_shipped *file = sam_shipped; file->name != NULL; file++) {
        if (strcmp(file->name, name) == 0) {
            return file;
        }
    }
    return NULL;
}
