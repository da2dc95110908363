#include "report/sav_file.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "report/provenance.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What SPSS takes, in bytes. */
enum { NAME = 60, VARIABLE_LABEL = 255, VALUE_LABEL = 120, FILE_LABEL = 64, DOCUMENT = 80 };

static ssize_t take(const void *data, size_t length, void *context) {
    struct sam_sav_file *file = context;
    return fwrite(data, 1, length, file->place.stream) == length ? (ssize_t)length : -1;
}

static void note(struct sam_sav_file *file, readstat_error_t error) {
    if (file->failed == READSTAT_OK) {
        file->failed = error;
    }
}

enum sam_status sam_sav_file_open(struct sam_sav_file *file, const char *path,
                                  struct sam_err *err) {
    *file = (struct sam_sav_file){0};
    enum sam_status status = sam_new_file_open(&file->place, path, err);
    if (status != SAM_OK) {
        return status;
    }
    file->writer = readstat_writer_init();
    if (file->writer == NULL) {
        status = sam_fail_cause(err, SAM_E_IO, ENOMEM, _("%s: could not be written whole (%s)"),
                                path, strerror(ENOMEM));
        sam_new_file_discard(&file->place);
        return status;
    }
    file->names = sam_dictionary_new();
    readstat_set_data_writer(file->writer, take);
    readstat_writer_set_compression(file->writer, READSTAT_COMPRESS_ROWS);
    return SAM_OK;
}

/* --- names and labels ------------------------------------------------------------------------ */

static bool reserved(const char *name) {
    static const char *const words[] = {"all", "and", "by",  "eq", "ge", "gt",  "le",
                                        "lt",  "ne",  "not", "or", "to", "with"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(name, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

void sam_sav_name(const char *id, struct sam_buf *name) {
    size_t start = name->length;
    if (!isalpha((unsigned char)id[0]) || reserved(id)) {
        sam_buf_text(name, "v_");
    }
    for (const char *c = id; *c != '\0' && name->length - start < NAME; c++) {
        bool fits = isalnum((unsigned char)*c) || *c == '_' || *c == '.';
        sam_buf_char(name, fits && !((unsigned char)*c & 0x80) ? *c : '_');
    }
    if (name->data[name->length - 1] == '.') {
        name->data[name->length - 1] = '_';
    }
}

/* The name made of id, with a number behind it when it is taken. */
static void unique_name(struct sam_sav_file *file, const char *id, struct sam_buf *name) {
    sam_sav_name(id, name);
    size_t length = name->length;
    for (int number = 2;; number++) {
        char *lower = sam_xstrdup(name->data);
        for (char *c = lower; *c != '\0'; c++) {
            *c = (char)tolower((unsigned char)*c);
        }
        uint32_t count = (uint32_t)sam_dictionary_count(file->names);
        bool is_new = sam_dictionary_add(file->names, lower, strlen(lower)) == count;
        free(lower);
        if (is_new) {
            return;
        }
        name->length = length;
        sam_buf_printf(name, "_%d", number);
    }
}

/* At most `most` bytes of text, whole characters; the caller frees. */
static char *cut(const char *text, size_t most) {
    char *copy = sam_xstrdup(text);
    copy[sam_utf8_cut(copy, strlen(copy), most)] = '\0';
    return copy;
}

static readstat_variable_t *add(struct sam_sav_file *file, const char *id, const char *label,
                                readstat_type_t type, size_t width) {
    struct sam_buf name;
    sam_buf_init(&name, SAM_BUF_UNLIMITED);
    unique_name(file, id, &name);
    readstat_variable_t *variable = readstat_add_variable(file->writer, name.data, type, width);
    char *short_label = cut(label, VARIABLE_LABEL);
    readstat_variable_set_label(variable, short_label);
    free(short_label);
    sam_buf_fini(&name);
    return variable;
}

readstat_variable_t *sam_sav_number(struct sam_sav_file *file, const char *id, const char *label,
                                    const char *format, readstat_measure_t measure) {
    readstat_variable_t *variable = add(file, id, label, READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_set_format(variable, format);
    readstat_variable_set_measure(variable, measure);
    readstat_variable_set_alignment(variable, READSTAT_ALIGNMENT_RIGHT);
    readstat_variable_set_display_width(variable, 10);
    return variable;
}

readstat_variable_t *sam_sav_string(struct sam_sav_file *file, const char *id, const char *label,
                                    size_t longest) {
    enum { WIDEST = 255 }; /* of a format; longer strings are kept in pieces of this width */
    char format[16];
    size_t width = longest > 0 ? longest : 1;
    readstat_variable_t *variable = add(file, id, label, READSTAT_TYPE_STRING, width);
    snprintf(format, sizeof format, "A%zu", width < WIDEST ? width : WIDEST);
    readstat_variable_set_format(variable, format);
    readstat_variable_set_measure(variable, READSTAT_MEASURE_NOMINAL);
    readstat_variable_set_alignment(variable, READSTAT_ALIGNMENT_LEFT);
    readstat_variable_set_display_width(variable, longest > 40 ? 40 : 16);
    return variable;
}

readstat_label_set_t *sam_sav_label_set(struct sam_sav_file *file) {
    char name[32];
    snprintf(name, sizeof name, "labels%d", ++file->label_sets);
    return readstat_add_label_set(file->writer, READSTAT_TYPE_DOUBLE, name);
}

void sam_sav_label(readstat_label_set_t *set, double value, const char *label) {
    char *copy = cut(label, VALUE_LABEL);
    readstat_label_double_value(set, value, copy);
    free(copy);
}

/* --- what it says of itself ------------------------------------------------------------------ */

/* A document is lines of at most 80 bytes: broken at blanks. */
static void add_document(struct sam_sav_file *file, const char *text) {
    while (*text != '\0') {
        size_t length = sam_utf8_cut(text, strlen(text), DOCUMENT);
        size_t end = length;
        while (text[length] != '\0' && end > 0 && text[end] != ' ') {
            end--;
        }
        end = end > 0 ? end : length;
        char *line = cut(text, end);
        readstat_add_note(file->writer, line);
        free(line);
        text += end;
        text += *text == ' ';
    }
}

void sam_sav_file_describe(struct sam_sav_file *file, const struct sam_sav_source *source) {
    enum { YEAR_1980 = 315532800 };
    const struct sam_results *results = source->results;
    char *label = cut(source->study->title.in[source->lang], FILE_LABEL);
    note(file, readstat_writer_set_file_label(file->writer, label));
    free(label);
    /* Not the time now: the same responses give the same bytes. */
    readstat_writer_set_file_timestamp(file->writer,
                                       results != NULL ? sam_results_moment(results) : YEAR_1980);
    add_document(file, sam_tr_in(source->lang, N_("Confidential: for the evaluator.")));
    if (source->study->simulated) {
        add_document(file, sam_tr_in(source->lang, N_("SIMULATED: these answers were made up by a "
                                                      "computer. They say nothing about the "
                                                      "alliances named here.")));
    }
    struct sam_buf line;
    sam_buf_init(&line, SAM_BUF_UNLIMITED);
    sam_provenance_responses(source->study, source->wave, source->questionnaire, results,
                             source->lang, &line);
    add_document(file, line.data);
    sam_buf_fini(&line);
}

/* --- rows ------------------------------------------------------------------------------------ */

void sam_sav_file_rows(struct sam_sav_file *file, size_t rows) {
    note(file, readstat_begin_writing_sav(file->writer, file, (long)rows));
}

void sam_sav_row(struct sam_sav_file *file) {
    note(file, readstat_begin_row(file->writer));
}

void sam_sav_row_end(struct sam_sav_file *file) {
    note(file, readstat_end_row(file->writer));
}

void sam_sav_put_number(struct sam_sav_file *file, readstat_variable_t *variable, double value) {
    note(file, readstat_insert_double_value(file->writer, variable, value));
}

void sam_sav_put_missing(struct sam_sav_file *file, readstat_variable_t *variable) {
    note(file, readstat_insert_missing_value(file->writer, variable));
}

void sam_sav_put_string(struct sam_sav_file *file, readstat_variable_t *variable,
                        const char *text) {
    note(file, readstat_insert_string_value(file->writer, variable, text));
}

enum sam_status sam_sav_file_close(struct sam_sav_file *file, struct sam_err *err) {
    note(file, readstat_end_writing(file->writer));
    if (file->failed != READSTAT_OK) {
        enum sam_status status = sam_fail_cause(
            err, SAM_E_IO, (int)file->failed, _("%s: could not be written whole (%s)"),
            file->place.path, readstat_error_message(file->failed));
        sam_sav_file_discard(file);
        return status;
    }
    readstat_writer_free(file->writer);
    sam_dictionary_free(file->names);
    return sam_new_file_commit(&file->place, err);
}

void sam_sav_file_discard(struct sam_sav_file *file) {
    readstat_writer_free(file->writer);
    sam_dictionary_free(file->names);
    sam_new_file_discard(&file->place);
}
