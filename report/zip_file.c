#include "report/zip_file.h"

#include "base/memory.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* Whatever zone we are in: a zip file has no zone. libzip takes local time, so the moment is told
 * in days and seconds of its own fields. */
static void dos_time(time_t moment, zip_uint16_t *time_of_day, zip_uint16_t *date) {
    struct tm parts = {0};
    gmtime_r(&moment, &parts);
    *time_of_day = (zip_uint16_t)(parts.tm_hour << 11 | parts.tm_min << 5 | parts.tm_sec >> 1);
    *date = (zip_uint16_t)((parts.tm_year - 80) << 9 | (parts.tm_mon + 1) << 5 | parts.tm_mday);
}

static enum sam_status failed(zip_error_t *error, struct sam_err *err) {
    return sam_fail_cause(err, SAM_E_IO, zip_error_code_zip(error),
                          _("the zip file could not be made (%s)"), zip_error_strerror(error));
}

static bool add(zip_t *zip, const struct sam_zip_member *member, time_t moment) {
    zip_uint16_t time_of_day = 0;
    zip_uint16_t date = 0;
    zip_source_t *source = zip_source_buffer(zip, member->data, member->length, 0);
    if (source == NULL) {
        return false;
    }
    zip_int64_t index = zip_file_add(zip, member->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    enum { LEVEL = 9, RW_OWNER = 0100600U };
    dos_time(moment, &time_of_day, &date);
    zip_uint64_t at = (zip_uint64_t)index;
    return zip_file_set_dostime(zip, at, time_of_day, date, 0) == 0 &&
           zip_set_file_compression(zip, at, member->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                    member->stored ? 0 : LEVEL) == 0 &&
           zip_file_set_external_attributes(zip, at, 0, ZIP_OPSYS_UNIX,
                                            (zip_uint32_t)RW_OWNER << 16) == 0;
}

/* The bytes that closing the zip left in source. */
static bool take(zip_source_t *source, struct sam_buf *out) {
    zip_stat_t info;
    if (zip_source_open(source) != 0) {
        return false;
    }
    bool taken = zip_source_stat(source, &info) == 0;
    if (taken) {
        char *room = sam_buf_room(out, info.size);
        zip_int64_t got = zip_source_read(source, room, info.size);
        taken = got == (zip_int64_t)info.size;
        sam_buf_end(out, taken ? room + got : room);
    }
    zip_source_close(source);
    return taken;
}

enum sam_status sam_zip_make(const struct sam_zip_member *members, size_t count, time_t moment,
                             struct sam_buf *out, struct sam_err *err) {
    zip_error_t error;
    zip_error_init(&error);
    enum sam_status status = SAM_OK;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip =
        source != NULL ? zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error) : NULL;
    if (zip == NULL) {
        status = failed(&error, err);
        zip_source_free(source);
        zip_error_fini(&error);
        return status;
    }
    zip_source_keep(source);
    bool added = true;
    for (size_t i = 0; i < count && added; i++) {
        added = add(zip, &members[i], moment);
    }
    if (!added || zip_close(zip) != 0) {
        status = failed(zip_get_error(zip), err);
        zip_discard(zip);
    } else if (!take(source, out)) {
        status = failed(zip_source_error(source), err);
    }
    zip_source_free(source);
    zip_error_fini(&error);
    return status;
}

/* --- one that is there ----------------------------------------------------------------------- */

struct reading {
    zip_t *zip;
    struct sam_zip_member *members;
    struct sam_buf *bytes; /* of each */
    size_t count;
    sam_zip_edit *edit;
    void *context;
};

static bool read_member(struct reading *r, size_t i) {
    enum { MOST = 512 << 20 };
    zip_stat_t info;
    if (zip_stat_index(r->zip, i, 0, &info) != 0 || info.size > MOST) {
        return false;
    }
    zip_file_t *file = zip_fopen_index(r->zip, i, 0);
    if (file == NULL) {
        return false;
    }
    char *room = sam_buf_room(&r->bytes[i], info.size);
    bool whole = zip_fread(file, room, info.size) == (zip_int64_t)info.size;
    sam_buf_end(&r->bytes[i], room + (whole ? info.size : 0));
    zip_fclose(file);
    if (whole && r->edit != NULL) {
        r->edit(info.name, &r->bytes[i], r->context);
    }
    r->members[i] = (struct sam_zip_member){.name = info.name,
                                            .data = r->bytes[i].data,
                                            .length = r->bytes[i].length,
                                            .stored = info.comp_method == ZIP_CM_STORE};
    return whole;
}

static enum sam_status settle(struct reading *r, const char *name, time_t moment,
                              const struct sam_zip_member *more, struct sam_buf *out,
                              struct sam_err *err) {
    r->count = (size_t)zip_get_num_entries(r->zip, 0);
    r->members = sam_xcalloc(r->count + 1, sizeof *r->members);
    r->bytes = sam_xcalloc(r->count + 1, sizeof *r->bytes);
    bool whole = true;
    for (size_t i = 0; i < r->count; i++) {
        sam_buf_init(&r->bytes[i], SAM_BUF_UNLIMITED);
        whole = whole && read_member(r, i);
    }
    if (more != NULL) {
        r->members[r->count] = *more;
    }
    size_t all = r->count + (more != NULL);
    enum sam_status status = whole
                                 ? sam_zip_make(r->members, all, moment, out, err)
                                 : sam_fail(err, SAM_E_INPUT, _("%s: is no whole zip file"), name);
    for (size_t i = 0; i < r->count; i++) {
        sam_buf_fini(&r->bytes[i]);
    }
    free(r->bytes);
    free(r->members);
    return status;
}

enum sam_status sam_zip_settle(const struct sam_buf *zip, const char *name, time_t moment,
                               sam_zip_edit *edit, void *context, const struct sam_zip_member *more,
                               struct sam_buf *out, struct sam_err *err) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(zip->data, zip->length, 0, &error);
    struct reading r = {.zip = source != NULL ? zip_open_from_source(source, ZIP_RDONLY, &error)
                                              : NULL,
                        .edit = edit,
                        .context = context};
    enum sam_status status = SAM_OK;
    if (r.zip == NULL) {
        status = sam_fail_cause(err, SAM_E_INPUT, zip_error_code_zip(&error),
                                _("%s: is no whole zip file"), name);
        zip_source_free(source);
    } else {
        status = settle(&r, name, moment, more, out, err);
        zip_discard(r.zip);
    }
    zip_error_fini(&error);
    return status;
}
