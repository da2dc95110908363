#include "support/sample.h"

#include "support/support.h"

#include <stdlib.h>
#include <string.h>

char *sam_sample(const char *text, const char *find, const char *replace) {
    struct sam_buf out;
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    const char *place = find != NULL ? strstr(text, find) : NULL;
    if (find != NULL && (place == NULL || strstr(place + 1, find) != NULL)) {
        fail_msg("\"%s\" doesn't stand exactly once in the sample", find);
    }
    size_t before = place != NULL ? (size_t)(place - text) : strlen(text);
    sam_buf_append(&out, text, before);
    if (place != NULL) {
        sam_buf_text(&out, replace);
        sam_buf_text(&out, place + strlen(find));
    }
    for (char *quote = out.data; (quote = strchr(quote, '\'')) != NULL;) {
        *quote = '"';
    }
    return out.data;
}
