#include "model/sheet_build.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"
#include "model/questionnaire.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MEMORY = 256 << 20 };

void sam_sheet_build(struct sam_sheet_builder *builder, const char *name, const char *title) {
    memset(builder, 0, sizeof *builder);
    builder->sheet = sam_xcalloc(1, sizeof *builder->sheet);
    builder->sheet->arena = sam_arena_new(MEMORY);
    builder->sheet->name = sam_arena_strdup(builder->sheet->arena, name);
    builder->sheet->title = title != NULL ? sam_arena_strdup(builder->sheet->arena, title) : NULL;
}

void sam_sheet_row_begin(struct sam_sheet_builder *builder, size_t line) {
    builder->count = 0;
    builder->any = false;
    builder->line = line;
}

/* "A", "Z", "AA": how spreadsheets name columns. */
static const char *letters(size_t column, char text[16]) {
    char *at = text + 15;
    *at = '\0';
    for (size_t left = column + 1; left > 0; left = (left - 1) / 26) {
        *--at = (char)('A' + (left - 1) % 26);
    }
    return at;
}

void sam_sheet_place_at(const char *name, const char *title, size_t line, size_t column,
                        char place[SAM_PLACE_SIZE]) {
    char text[16];
    if (title != NULL && column != SAM_NONE) {
        sam_place_write(place, _("%s: sheet \"%s\", cell %s%zu"), name, title,
                        letters(column, text), line);
    } else if (title != NULL) {
        sam_place_write(place, _("%s: sheet \"%s\", row %zu"), name, title, line);
    } else if (column != SAM_NONE) {
        sam_place_write(place, _("%s, line %zu, column %s"), name, line, letters(column, text));
    } else {
        sam_place_write(place, _("%s, line %zu"), name, line);
    }
}

/* Bytes of the blank that text starts with: ASCII's, or a no-break space. */
static size_t blank(const char *text, size_t length) {
    if (length >= 1 && strchr(" \t\r\n", text[0]) != NULL && text[0] != '\0') {
        return 1;
    }
    return length >= 2 && memcmp(text, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t trim(const char **text, size_t length) {
    size_t step = 0;
    while ((step = blank(*text, length)) > 0) {
        *text += step;
        length -= step;
    }
    while (length > 0) {
        if (blank(*text + length - 1, 1) > 0) {
            length--;
        } else if (length >= 2 && blank(*text + length - 2, 2) == 2) {
            length -= 2;
        } else {
            break;
        }
    }
    return length;
}

enum sam_status sam_sheet_row_cell(struct sam_sheet_builder *builder, size_t column,
                                   const char *text, size_t length, struct sam_err *err) {
    const struct sam_sheet *sheet = builder->sheet;
    char place[SAM_PLACE_SIZE];
    size_t left = trim(&text, length);
    if (left == 0) {
        return SAM_OK;
    }
    sam_sheet_place_at(sheet->name, sheet->title, builder->line, column, place);
    if (column >= SAM_SHEET_COLUMNS) {
        return sam_fail(err, SAM_E_LIMIT, _("%s: more than %d columns"), place, SAM_SHEET_COLUMNS);
    }
    if (left > SAM_SHEET_CELL) {
        return sam_fail(err, SAM_E_LIMIT, _("%s: a text of more than %d bytes; shorten it"), place,
                        SAM_SHEET_CELL);
    }
    for (; builder->count <= column; builder->count++) {
        builder->cells[builder->count] = "";
    }
    char *copy = sam_arena_strndup(sheet->arena, text, left);
    if (copy == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("%s: there is too much text in this file"), place);
    }
    sam_utf8_tame(copy);
    builder->cells[column] = copy;
    builder->any = true;
    return SAM_OK;
}

enum sam_status sam_sheet_row_end(struct sam_sheet_builder *builder, struct sam_err *err) {
    struct sam_sheet *sheet = builder->sheet;
    if (!builder->any) {
        return SAM_OK;
    }
    if (sheet->row_count == builder->capacity) {
        builder->capacity = sam_grow(builder->capacity, sheet->row_count + 1);
        sheet->rows = sam_xrealloc(sheet->rows, builder->capacity, sizeof *sheet->rows);
    }
    size_t bytes = builder->count * sizeof *builder->cells;
    const char **cells =
        sheet->row_count < SAM_SHEET_ROWS ? sam_arena_alloc(sheet->arena, bytes) : NULL;
    if (cells == NULL) {
        char place[SAM_PLACE_SIZE];
        sam_sheet_place_at(sheet->name, sheet->title, builder->line, SAM_NONE, place);
        return sam_fail(err, SAM_E_LIMIT, _("%s: more than %d rows"), place, SAM_SHEET_ROWS);
    }
    memcpy(cells, builder->cells, bytes);
    sheet->rows[sheet->row_count++] =
        (struct sam_sheet_row){.cells = cells, .count = builder->count, .line = builder->line};
    return SAM_OK;
}

enum sam_status sam_sheet_built(struct sam_sheet_builder *builder, struct sam_sheet **out,
                                struct sam_err *err) {
    struct sam_sheet *sheet = builder->sheet;
    if (sheet->row_count == 0) {
        enum sam_status status =
            sheet->title != NULL
                ? sam_fail(err, SAM_E_INPUT,
                           _("%s: sheet \"%s\" is empty; its first row must name the columns"),
                           sheet->name, sheet->title)
                : sam_fail(err, SAM_E_INPUT, _("%s: empty; the first line must name the columns"),
                           sheet->name);
        sam_sheet_build_discard(builder);
        return status;
    }
    *out = sheet;
    builder->sheet = NULL;
    return SAM_OK;
}

void sam_sheet_build_discard(struct sam_sheet_builder *builder) {
    sam_sheet_free(builder->sheet);
    builder->sheet = NULL;
}
