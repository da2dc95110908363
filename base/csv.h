/* Comma-separated values (RFC 4180), a row at a time.
 *   (1) a byte order mark at the start is skipped; line ends are LF, CR LF or CR
 *   (2) a quoted field may hold separators, doubled quotes and line ends
 *   (3) empty lines are skipped
 *   (4) text after a closing quote, a quote inside an unquoted field, an unclosed quote at the end
 *       of the file, invalid UTF-8 and a NUL are errors that name file and line
 *   (5) a row longer than SAM_CSV_ROW_LIMIT is SAM_E_LIMIT
 *   (6) fields are NUL-terminated and live until the next call
 * Reading is in pieces of 256 KiB: memory doesn't grow with the file. */
#ifndef SAM_BASE_CSV_H
#define SAM_BASE_CSV_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { SAM_CSV_ROW_LIMIT = 1 << 20 };

struct sam_csv_field {
    char *text;
    size_t length;
};

struct sam_csv_row {
    struct sam_csv_field *fields;
    size_t count;
    size_t line; /* where the row starts, from 1 */
};

struct sam_csv;

/* Reads from stream (borrowed) or from memory (borrowed); name is for messages (borrowed).
 * separator 0: chosen from the first line among , ; and tab (the most frequent outside quotes). */
struct sam_csv *sam_csv_from_file(FILE *stream, const char *name, char separator);
struct sam_csv *sam_csv_from_memory(const char *data, size_t length, const char *name,
                                    char separator);
void sam_csv_free(struct sam_csv *csv);

/* The next row, or a row of 0 fields at the end of the file. */
enum sam_status sam_csv_next(struct sam_csv *csv, struct sam_csv_row *row,
                             struct sam_err *err) SAM_MUST_CHECK;

/* True if the last row read ended with a line end: a file without one may have been cut off. */
bool sam_csv_ended_with_line_end(const struct sam_csv *csv);

const char *sam_csv_name(const struct sam_csv *csv);

/* Appends one field, quoted where needed. */
struct sam_buf;
void sam_csv_write_field(struct sam_buf *buf, const char *text);

#endif
