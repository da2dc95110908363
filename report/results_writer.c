#include "report/results_writer.h"

#include <assert.h>

void sam_out_absent(struct sam_out *o, const char *key, enum sam_why why) {
    assert(o->count < SAM_OUT_WHYS && why != SAM_HAS_VALUE);
    sam_json_null(o->json, key);
    o->key[o->count] = key;
    o->why[o->count] = why;
    o->count++;
}

void sam_out_text(struct sam_out *o, const char *key, const char *text) {
    if (text != NULL && text[0] != '\0') {
        sam_json_string(o->json, key, text);
    } else {
        sam_out_absent(o, key, SAM_WHY_NOT_GIVEN);
    }
}

void sam_out_close(struct sam_out *o) {
    if (o->count > 0) {
        sam_json_object(o->json, "why");
        for (size_t i = 0; i < o->count; i++) {
            sam_json_string(o->json, o->key[i], sam_why_id(o->why[i]));
        }
        sam_json_object_end(o->json);
    }
    sam_json_object_end(o->json);
}

void sam_out_range(struct sam_json *json, const char *key, const char *middle,
                   struct sam_number value, struct sam_number low, struct sam_number high) {
    struct sam_out o = sam_out_open(json, key);
    sam_out_number(&o, middle, value);
    sam_out_number(&o, "low", low);
    sam_out_number(&o, "high", high);
    sam_out_close(&o);
}
