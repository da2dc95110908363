#include "model/xlsx_xml.h"

#include "base/words.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

static const char *without_prefix(const char *name) {
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

const char *sam_xlsx_attribute(const char **attributes, const char *name) {
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(without_prefix(attributes[i]), name) == 0) {
            return attributes[i + 1];
        }
    }
    return NULL;
}

void sam_xlsx_stop(struct sam_xlsx_reader *r, enum sam_status status) {
    if (r->status == SAM_OK) {
        r->status = status;
        XML_StopParser(r->parser, XML_FALSE);
    }
}

static void on_start(void *context, const char *name, const char **attributes) {
    struct sam_xlsx_reader *r = context;
    if (r->status == SAM_OK) {
        r->start(r, without_prefix(name), attributes);
    }
}

static void on_end(void *context, const char *name) {
    struct sam_xlsx_reader *r = context;
    if (r->status == SAM_OK && r->end != NULL) {
        r->end(r, without_prefix(name));
    }
}

static void on_text(void *context, const char *text, int length) {
    struct sam_xlsx_reader *r = context;
    if (r->keep && !sam_buf_append(&r->text, text, (size_t)length)) {
        sam_xlsx_stop(r, sam_fail(r->err, SAM_E_LIMIT, _("%s: %s has a text that is too long"),
                                  r->part->file, r->part->part));
    }
}

static void on_doctype(void *context, const char *name, const char *system, const char *public_id,
                       int has_subset) {
    struct sam_xlsx_reader *r = context;
    (void)name;
    (void)system;
    (void)public_id;
    (void)has_subset;
    sam_xlsx_stop(r, sam_fail(r->err, SAM_E_INPUT,
                              _("%s: %s has a document type, which no workbook has; open the file "
                                "in a spreadsheet program and save it anew"),
                              r->part->file, r->part->part));
}

enum sam_status sam_xlsx_read(struct sam_xlsx_reader *r) {
    XML_Parser parser = XML_ParserCreate(NULL);
    if (parser == NULL) {
        return sam_fail(r->err, SAM_E_LIMIT, _("%s: there is too little memory to read it"),
                        r->part->file);
    }
    r->parser = parser;
    r->status = SAM_OK;
    sam_buf_init(&r->text, (size_t)4 * SAM_SHEET_CELL);
    XML_SetUserData(parser, r);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    if (XML_Parse(parser, r->part->data, (int)r->part->length, 1) != XML_STATUS_OK &&
        r->status == SAM_OK) {
        r->status = sam_fail(r->err, SAM_E_INPUT,
                             _("%s: %s, line %lu: no well-formed XML (%s); the file is damaged: "
                               "open it in a spreadsheet program and save it anew"),
                             r->part->file, r->part->part, XML_GetCurrentLineNumber(parser),
                             XML_ErrorString(XML_GetErrorCode(parser)));
    }
    XML_ParserFree(parser);
    sam_buf_fini(&r->text);
    return r->status;
}
