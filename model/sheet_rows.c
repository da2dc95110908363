#include "model/sheet_rows.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *sam_rows_cell(const struct sam_sheet_rows *rows, size_t i) {
    return sam_sheet_cell(rows->sheet, rows->row, rows->at[i]);
}

bool sam_rows_bare(const struct sam_sheet_rows *rows, size_t count, unsigned set) {
    for (size_t i = 0; i < count; i++) {
        if ((set >> i & 1) == 0 && sam_rows_cell(rows, i)[0] != '\0') {
            return false;
        }
    }
    return true;
}

void sam_rows_problem(const struct sam_sheet_rows *rows, size_t i, const char *format, ...) {
    char place[SAM_PLACE_SIZE], what[SAM_ERR_TEXT];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    sam_sheet_place(rows->sheet, rows->row, rows->at[i], place);
    sam_problem(rows->problems, "%s: %s", place, what);
}

const char *sam_rows_needed(const struct sam_sheet_rows *rows, size_t i) {
    const char *text = sam_rows_cell(rows, i);
    if (text[0] == '\0') {
        sam_rows_problem(rows, i, _("the column \"%.*s\" must be filled in"),
                         (int)strcspn(rows->columns[i].names, "|"), rows->columns[i].names);
    }
    return text;
}

/* A cell's text for a message. */
static const char *shown(const char *text, char out[SAM_SHEET_SHOWN]) {
    snprintf(out, SAM_SHEET_SHOWN, "%.*s", (int)sam_utf8_cut(text, strlen(text), 60), text);
    return out;
}

size_t sam_rows_alliance(const struct sam_sheet_rows *rows, size_t i) {
    const struct sam_study *study = rows->study;
    const char *text = sam_rows_needed(rows, i);
    struct sam_buf ids;
    char own[SAM_SHEET_SHOWN];
    if (text[0] == '\0') {
        return SAM_NONE;
    }
    size_t alliance = sam_study_alliance(study, text);
    for (size_t a = 0; a < study->alliance_count && alliance == SAM_NONE; a++) {
        alliance = strcmp(study->alliances[a].name, text) == 0 ? a : SAM_NONE;
    }
    if (alliance == SAM_NONE) {
        sam_buf_init(&ids, SAM_ERR_TEXT / 2);
        for (size_t a = 0; a < study->alliance_count; a++) {
            sam_buf_printf(&ids, "%s%s", a > 0 ? ", " : "", study->alliances[a].id);
        }
        sam_rows_problem(rows, i, _("alliance \"%s\" is not in study.json; there are: %s"),
                         shown(text, own), ids.data);
        sam_buf_fini(&ids);
    }
    return alliance;
}

size_t sam_rows_word(const struct sam_sheet_rows *rows, size_t i, const char *const *lists,
                     size_t count) {
    const char *text = sam_rows_needed(rows, i);
    size_t word = sam_sheet_word(lists, count, text);
    struct sam_buf words;
    char own[SAM_SHEET_SHOWN];
    if (word == SAM_NONE && text[0] != '\0') {
        sam_buf_init(&words, SAM_ERR_TEXT / 2);
        for (size_t w = 0; w < count; w++) {
            sam_buf_printf(&words, "%s%.*s", w > 0 ? ", " : "", (int)strcspn(lists[w], "|"),
                           lists[w]);
        }
        sam_rows_problem(rows, i, _("\"%s\" must be one of: %s"), shown(text, own), words.data);
        sam_buf_fini(&words);
    }
    return word;
}
