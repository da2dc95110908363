#include "model/sheet_xlsx.h"

#include "base/memory.h"
#include "base/words.h"
#include "model/questionnaire.h"
#include "model/xlsx_xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { PART_NAME = 256, PIECE = 1 << 16 };

struct reading {
    zip_t *zip;
    const char *name;
    size_t left; /* bytes that may still be unpacked */
    struct sam_xlsx_book book;
    struct sam_err *err;
};

static enum sam_status damaged(const struct reading *r, const char *part) {
    return sam_fail(r->err, SAM_E_INPUT,
                    _("%s: %s can't be unpacked; the file is damaged or cut off: open it in a "
                      "spreadsheet program and save it anew"),
                    r->name, part);
}

/* Unpacks a part, never more than is left: what the file says of its own size is not believed.
 * SAM_E_NOT_FOUND when there is none of that name. */
static enum sam_status unpack(struct reading *r, const char *part, struct sam_buf *bytes) {
    zip_file_t *file = zip_fopen(r->zip, part, ZIP_FL_NOCASE);
    if (file == NULL) {
        int code = zip_error_code_zip(zip_get_error(r->zip));
        if (code != ZIP_ER_NOENT) {
            return damaged(r, part);
        }
        return sam_fail(r->err, SAM_E_NOT_FOUND,
                        _("%s: has no %s, so it is no Excel workbook; save it as .xlsx or .csv"),
                        r->name, part);
    }
    enum sam_status status = SAM_OK;
    zip_int64_t got = 0;
    do {
        char *room = sam_buf_room(bytes, PIECE);
        got = zip_fread(file, room, PIECE);
        if (got < 0) {
            status = damaged(r, part);
            got = 0;
        } else if ((size_t)got > r->left) {
            status = sam_fail(r->err, SAM_E_LIMIT,
                              _("%s: more than %d MiB when unpacked; keep the sheet that is meant "
                                "and leave out the rest"),
                              r->name, SAM_SHEET_UNPACKED >> 20);
            got = 0;
        }
        r->left -= (size_t)got;
        sam_buf_end(bytes, room + got);
    } while (got > 0);
    zip_fclose(file);
    return status;
}

typedef enum sam_status part_reader(const struct sam_xlsx_part *part, struct sam_xlsx_book *book,
                                    struct sam_err *err);

static enum sam_status read_part(struct reading *r, const char *part, bool required,
                                 part_reader *reader) {
    struct sam_buf bytes;
    sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
    enum sam_status status = unpack(r, part, &bytes);
    if (status == SAM_OK) {
        const struct sam_xlsx_part own = {r->name, part, bytes.data, bytes.length};
        status = reader(&own, &r->book, r->err);
    } else if (status == SAM_E_NOT_FOUND) {
        status = required ? SAM_E_INPUT : SAM_OK;
        if (required) {
            r->err->status = status;
        }
    }
    sam_buf_fini(&bytes);
    return status;
}

/* The name of the part a relation of the workbook points at: its target is relative to the
 * workbook's folder, or starts at the top with '/'. */
static void part_name(const char *folder, const char *target, char name[PART_NAME]) {
    if (target[0] == '/') {
        snprintf(name, PART_NAME, "%.200s", target + 1);
    } else {
        snprintf(name, PART_NAME, "%.50s%.200s", folder, target);
    }
}

static const struct sam_xlsx_relation *relation_of_type(const struct sam_xlsx_book *book,
                                                        const char *end) {
    for (size_t i = 0; i < book->relation_count; i++) {
        size_t length = strlen(book->relations[i].type);
        if (length >= strlen(end) &&
            strcmp(book->relations[i].type + length - strlen(end), end) == 0) {
            return &book->relations[i];
        }
    }
    return NULL;
}

static void forget_relations(struct sam_xlsx_book *book) {
    for (size_t i = 0; i < book->relation_count; i++) {
        free(book->relations[i].id);
        free(book->relations[i].type);
        free(book->relations[i].target);
    }
    book->relation_count = 0;
}

static enum sam_status not_there(const struct reading *r, const char *title) {
    struct sam_buf names;
    sam_buf_init(&names, SAM_ERR_TEXT / 2);
    for (size_t i = 0; i < r->book.sheet_count; i++) {
        sam_buf_printf(&names, "%s\"%s\"", i > 0 ? ", " : "", r->book.sheets[i].title);
    }
    enum sam_status status =
        title != NULL
            ? sam_fail(r->err, SAM_E_NOT_FOUND, _("%s: has no sheet \"%s\"; its sheets are %s"),
                       r->name, title, names.data)
            : sam_fail(r->err, SAM_E_INPUT, _("%s: has no sheet that can be seen"), r->name);
    sam_buf_fini(&names);
    return status;
}

static const struct sam_xlsx_listed *choose(const struct sam_xlsx_book *book, const char *title) {
    for (size_t i = 0; i < book->sheet_count; i++) {
        const struct sam_xlsx_listed *listed = &book->sheets[i];
        if (title != NULL ? strcmp(listed->title, title) == 0 : !listed->hidden) {
            return listed;
        }
    }
    return NULL;
}

static const char *target_of(const struct sam_xlsx_book *book, const char *id) {
    for (size_t i = 0; i < book->relation_count; i++) {
        if (strcmp(book->relations[i].id, id) == 0) {
            return book->relations[i].target;
        }
    }
    return NULL;
}

/* Reads what the sheet needs of the rest of the workbook; folder is the workbook's, with '/'. */
static enum sam_status open_book(struct reading *r, char folder[PART_NAME]) {
    char part[PART_NAME], beside[PART_NAME];
    enum sam_status status = read_part(r, "_rels/.rels", true, sam_xlsx_relations);
    if (status != SAM_OK) {
        return status;
    }
    const struct sam_xlsx_relation *start = relation_of_type(&r->book, "/officeDocument");
    part_name("", start != NULL ? start->target : "xl/workbook.xml", part);
    const char *slash = strrchr(part, '/');
    snprintf(folder, PART_NAME, "%.*s", slash != NULL ? (int)(slash + 1 - part) : 0, part);
    snprintf(beside, PART_NAME, "%.100s_rels/%.100s.rels", folder,
             slash != NULL ? slash + 1 : part);
    forget_relations(&r->book);
    status = read_part(r, part, true, sam_xlsx_workbook);
    if (status == SAM_OK) {
        status = read_part(r, beside, true, sam_xlsx_relations);
    }
    static const struct {
        const char *type;
        part_reader *reader;
    } parts[] = {{"/sharedStrings", sam_xlsx_strings}, {"/styles", sam_xlsx_styles}};
    for (size_t i = 0; i < 2 && status == SAM_OK; i++) {
        const struct sam_xlsx_relation *relation = relation_of_type(&r->book, parts[i].type);
        if (relation != NULL) {
            part_name(folder, relation->target, part);
            status = read_part(r, part, false, parts[i].reader);
        }
    }
    return status;
}

static enum sam_status read_rows(struct reading *r, const char *part, const char *title,
                                 struct sam_sheet **out, struct sam_problems *problems) {
    struct sam_sheet_builder builder;
    struct sam_buf bytes;
    sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
    sam_sheet_build(&builder, r->name, title);
    enum sam_status status = unpack(r, part, &bytes);
    if (status == SAM_OK) {
        const struct sam_xlsx_part own = {r->name, part, bytes.data, bytes.length};
        status = sam_xlsx_rows(&own, &r->book, &builder, problems, r->err);
    }
    if (status == SAM_OK) {
        status = sam_sheet_built(&builder, out, r->err);
    } else {
        sam_sheet_build_discard(&builder);
    }
    sam_buf_fini(&bytes);
    return status;
}

static enum sam_status read_workbook(struct reading *r, const char *title, struct sam_sheet **out,
                                     struct sam_problems *problems) {
    char folder[PART_NAME], part[PART_NAME];
    enum sam_status status = open_book(r, folder);
    if (status != SAM_OK) {
        return status;
    }
    const struct sam_xlsx_listed *listed = choose(&r->book, title);
    if (listed == NULL) {
        return not_there(r, title);
    }
    const char *target = target_of(&r->book, listed->relation);
    if (target == NULL) {
        return damaged(r, listed->title);
    }
    part_name(folder, target, part);
    return read_rows(r, part, listed->title, out, problems);
}

enum sam_status sam_sheet_xlsx(const char *data, size_t length, const char *name, const char *title,
                               struct sam_sheet **out, struct sam_problems *problems,
                               struct sam_err *err) {
    zip_error_t error;
    struct sam_err own = {0};
    struct reading r = {.name = name, .left = SAM_SHEET_UNPACKED, .err = err != NULL ? err : &own};
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(data, length, 0, &error);
    r.zip = source != NULL ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    enum sam_status status = SAM_OK;
    if (r.zip == NULL) {
        status = sam_fail_cause(err, SAM_E_INPUT, zip_error_code_zip(&error),
                                _("%s: no whole workbook (%s); it may be cut off: copy or save it "
                                  "anew"),
                                name, zip_error_strerror(&error));
        zip_source_free(source);
    } else {
        sam_xlsx_book_init(&r.book);
        status = read_workbook(&r, title, out, problems);
        sam_xlsx_book_fini(&r.book);
        zip_discard(r.zip);
    }
    zip_error_fini(&error);
    return status;
}
