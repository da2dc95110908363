/* An SPSS file being written: what responses and scores have in common. For report/sav*.c alone. */
#ifndef SAM_REPORT_SAV_FILE_H
#define SAM_REPORT_SAV_FILE_H

#include "base/dictionary.h"
#include "base/file.h"
#include "report/sav.h"

#include <readstat.h>

struct sam_sav_file {
    readstat_writer_t *writer;
    struct sam_new_file place;
    struct sam_dictionary *names; /* taken so far, in lower case */
    int label_sets;
    readstat_error_t failed; /* the first failure */
};

enum sam_status sam_sav_file_open(struct sam_sav_file *file, const char *path,
                                  struct sam_err *err) SAM_MUST_CHECK;
/* Label of the file, its documents and its time. */
void sam_sav_file_describe(struct sam_sav_file *file, const struct sam_sav_source *source);

/* A variable named after id, as far as SPSS takes it; labels are cut to what SPSS takes. */
readstat_variable_t *sam_sav_number(struct sam_sav_file *file, const char *id, const char *label,
                                    const char *format, readstat_measure_t measure);
readstat_variable_t *sam_sav_string(struct sam_sav_file *file, const char *id, const char *label,
                                    size_t longest);
readstat_label_set_t *sam_sav_label_set(struct sam_sav_file *file);
void sam_sav_label(readstat_label_set_t *set, double value, const char *label);

/* From here on rows; a value out of order is a programmer's error. */
void sam_sav_file_rows(struct sam_sav_file *file, size_t rows);
void sam_sav_row(struct sam_sav_file *file);
void sam_sav_row_end(struct sam_sav_file *file);
void sam_sav_put_number(struct sam_sav_file *file, readstat_variable_t *variable, double value);
void sam_sav_put_missing(struct sam_sav_file *file, readstat_variable_t *variable);
void sam_sav_put_string(struct sam_sav_file *file, readstat_variable_t *variable, const char *text);

/* Either frees what is in file. */
enum sam_status sam_sav_file_close(struct sam_sav_file *file, struct sam_err *err) SAM_MUST_CHECK;
void sam_sav_file_discard(struct sam_sav_file *file);

/* Appends a name SPSS takes: letters, digits, _ and ., beginning with a letter, not ending in a
 * point, at most 60 bytes, no reserved word. Two ids may give the same one. */
void sam_sav_name(const char *id, struct sam_buf *name);

#endif
