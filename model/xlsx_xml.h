/* The XML inside a workbook, part by part; for sheet_xlsx.c and the fuzzer.
 *
 * Elements and attributes are known by their names without prefix, so that both editions of the
 * standard and every producer's prefixes read alike. A document type is refused: no workbook has
 * one, and entities are how small XML becomes large. */
#ifndef SAM_MODEL_XLSX_XML_H
#define SAM_MODEL_XLSX_XML_H

#include "base/buf.h"
#include "base/err.h"
#include "base/problems.h"
#include "model/sheet_build.h"

#include <stdbool.h>
#include <stddef.h>

struct sam_xlsx_part {
    const char *file, *part; /* for messages */
    const char *data;
    size_t length;
};

/* What another part is called: id -> target. */
struct sam_xlsx_relation {
    char *id, *type, *target;
};
struct sam_xlsx_listed {
    char *title, *relation;
    bool hidden;
};
/* The workbook as its smaller parts tell it. Zero it first; fini frees. */
struct sam_xlsx_book {
    struct sam_xlsx_relation *relations;
    size_t relation_count, relation_capacity;
    struct sam_xlsx_listed *sheets;
    size_t sheet_count, sheet_capacity;
    bool from_1904;      /* day 0 of dates */
    struct sam_buf text; /* shared strings, one behind the other */
    size_t *strings;     /* where each ends in text */
    size_t string_count, string_capacity;
    bool *date_formats; /* per cell style */
    size_t style_count, style_capacity;
};
void sam_xlsx_book_init(struct sam_xlsx_book *book);
void sam_xlsx_book_fini(struct sam_xlsx_book *book);

/* Each adds what its part says. */
enum sam_status sam_xlsx_relations(const struct sam_xlsx_part *part, struct sam_xlsx_book *book,
                                   struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_xlsx_workbook(const struct sam_xlsx_part *part, struct sam_xlsx_book *book,
                                  struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_xlsx_strings(const struct sam_xlsx_part *part, struct sam_xlsx_book *book,
                                 struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_xlsx_styles(const struct sam_xlsx_part *part, struct sam_xlsx_book *book,
                                struct sam_err *err) SAM_MUST_CHECK;
/* The rows of a sheet, into the builder. */
enum sam_status sam_xlsx_rows(const struct sam_xlsx_part *part, const struct sam_xlsx_book *book,
                              struct sam_sheet_builder *builder, struct sam_problems *problems,
                              struct sam_err *err) SAM_MUST_CHECK;

/* --- for those that read a part -------------------------------------------------------------- */

struct sam_xlsx_reader {
    const struct sam_xlsx_part *part;
    void (*start)(struct sam_xlsx_reader *r, const char *name, const char **attributes);
    void (*end)(struct sam_xlsx_reader *r, const char *name);
    bool keep; /* put character data into text */
    struct sam_buf text;
    void *own;
    enum sam_status status;
    struct sam_err *err;
    void *parser;
};
/* Runs r over its part; status is what the handlers said, or what is wrong with the XML. */
enum sam_status sam_xlsx_read(struct sam_xlsx_reader *r) SAM_MUST_CHECK;
/* Stops reading with this status; its message must be in r->err. */
void sam_xlsx_stop(struct sam_xlsx_reader *r, enum sam_status status);
/* The value of an attribute, or NULL. */
const char *sam_xlsx_attribute(const char **attributes, const char *name);

#endif
