/* The file format is RFC 8536 (TZif). */
#include "base/zone.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER = 44, FILE_LIMIT = 1 << 20, NAME_LIMIT = 64 };

struct sam_zone {
    int64_t *moments; /* from which, the offset of the same place in after */
    int32_t *after;
    size_t count;
    int32_t first; /* offset before all of them */
};

bool sam_zone_name_valid(const char *name) {
    size_t length = strlen(name);
    for (size_t i = 0; i < length; i++) {
        bool slash = name[i] == '/' && i > 0 && i + 1 < length && name[i - 1] != '/';
        if (!isalnum((unsigned char)name[i]) && strchr("_+-", name[i]) == NULL && !slash) {
            return false;
        }
    }
    return length > 0 && length < NAME_LIMIT;
}

static int64_t number_at(const char *at, size_t bytes) {
    uint64_t value = (*at & 0x80) != 0 ? UINT64_MAX : 0;
    for (size_t i = 0; i < bytes; i++) {
        value = value << 8 | (unsigned char)at[i];
    }
    return (int64_t)value;
}

struct counts {
    size_t utc, standard, leap, times, types, letters;
};

static bool read_header(const char *at, size_t left, struct counts *counts) {
    if (left < HEADER || memcmp(at, "TZif", 4) != 0) {
        return false;
    }
    size_t *const into[] = {&counts->utc,   &counts->standard, &counts->leap,
                            &counts->times, &counts->types,    &counts->letters};
    for (size_t i = 0; i < 6; i++) {
        int64_t value = number_at(at + 20 + 4 * i, 4);
        if (value < 0 || value > FILE_LIMIT) {
            return false;
        }
        *into[i] = (size_t)value;
    }
    return counts->types > 0;
}

static size_t block_size(const struct counts *c, size_t time_size) {
    return c->times * (time_size + 1) + c->types * 6 + c->letters + c->leap * (time_size + 4) +
           c->standard + c->utc;
}

/* The second block, of 64 bits; the first is for readers of long ago. */
static bool read_zone(const struct sam_buf *file, struct sam_zone *zone) {
    struct counts c;
    if (!read_header(file->data, file->length, &c) || file->data[4] < '2') {
        return false;
    }
    size_t start = HEADER + block_size(&c, 4);
    if (start > file->length || !read_header(file->data + start, file->length - start, &c) ||
        start + HEADER + block_size(&c, 8) > file->length) {
        return false;
    }
    const char *times = file->data + start + HEADER;
    const char *kinds = times + 8 * c.times;
    const char *types = kinds + c.times;
    zone->moments = sam_xcalloc(c.times + 1, sizeof *zone->moments);
    zone->after = sam_xcalloc(c.times + 1, sizeof *zone->after);
    zone->count = c.times;
    zone->first = (int32_t)number_at(types, 4);
    for (size_t i = 0; i < c.times; i++) {
        size_t kind = (unsigned char)kinds[i];
        if (kind >= c.types) {
            return false;
        }
        zone->moments[i] = number_at(times + 8 * i, 8);
        zone->after[i] = (int32_t)number_at(types + 6 * kind, 4);
    }
    /* A short form of the file has a rule at its end in place of the years to come. */
    const char *rule = types + 6 * c.types;
    bool has_rule = memchr(rule, ',', file->length - (size_t)(rule - file->data)) != NULL;
    const int64_t long_enough = 2114380800; /* 2037 */
    return !has_rule || (c.times > 0 && zone->moments[c.times - 1] > long_enough);
}

enum sam_status sam_zone_open(const char *name, struct sam_zone **out, struct sam_err *err) {
    struct sam_buf file;
    struct sam_err why = {0};
    char path[sizeof "/usr/share/zoneinfo/" + NAME_LIMIT];
    struct sam_zone *zone = sam_xcalloc(1, sizeof *zone);
    sam_buf_init(&file, FILE_LIMIT);
    snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", sam_zone_name_valid(name) ? name : "");
    bool fine = sam_zone_name_valid(name) && sam_file_read(path, &file, &why) == SAM_OK &&
                file.data != NULL && read_zone(&file, zone);
    sam_buf_fini(&file);
    if (!fine) {
        sam_zone_close(zone);
        return sam_fail(err, SAM_E_NOT_FOUND,
                        _("time zone \"%s\" is not known on this machine (%s); correct "
                          "\"time_zone\", as in \"Europe/Amsterdam\", or install tzdata"),
                        name, path);
    }
    *out = zone;
    return SAM_OK;
}

void sam_zone_close(struct sam_zone *zone) {
    if (zone != NULL) {
        free(zone->moments);
        free(zone->after);
        free(zone);
    }
}

static int32_t offset_at(const struct sam_zone *zone, int64_t moment) {
    size_t low = 0;
    size_t high = zone->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->moments[middle] <= moment) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 ? zone->after[low - 1] : zone->first;
}

int32_t sam_zone_offset(const struct sam_zone *zone, int64_t wall) {
    const int64_t day = 86400;
    int32_t before = offset_at(zone, wall - day);
    int32_t after = offset_at(zone, wall + day);
    int32_t greater = before > after ? before : after;
    int32_t smaller = before > after ? after : before;
    /* The greater offset is the earlier moment. */
    if (offset_at(zone, wall - greater) == greater) {
        return greater;
    }
    return offset_at(zone, wall - smaller) == smaller ? smaller : before;
}
