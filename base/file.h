/* Whole files in, whole files out. */
#ifndef SAM_BASE_FILE_H
#define SAM_BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdio.h>

/* Appends the file's bytes to buf (initialised by the caller, whose limit holds). SAM_E_NOT_FOUND
 * if there is no such file, SAM_E_LIMIT if it is larger than the limit, SAM_E_IO else. */
enum sam_status sam_file_read(const char *path, struct sam_buf *buf,
                              struct sam_err *err) SAM_MUST_CHECK;

/* A file that appears whole or not at all: written beside its place under a temporary name, then
 * synced and renamed. */
struct sam_new_file {
    FILE *stream;
    char *path;
    char *temporary;
};

/* Missing folders on the way are made. Mode 0600: results hold personal answers. */
enum sam_status sam_new_file_open(struct sam_new_file *file, const char *path,
                                  struct sam_err *err) SAM_MUST_CHECK;
/* After either call the file is closed and its memory freed. */
enum sam_status sam_new_file_commit(struct sam_new_file *file, struct sam_err *err) SAM_MUST_CHECK;
void sam_new_file_discard(struct sam_new_file *file);

/* The three in one. */
enum sam_status sam_file_write(const char *path, const void *data, size_t length,
                               struct sam_err *err) SAM_MUST_CHECK;

/* Makes a folder and those above it (mode 0700); fine if it exists. */
enum sam_status sam_folder_make(const char *path, struct sam_err *err) SAM_MUST_CHECK;

/* The folder a file stands in ("." for a bare name), on the heap. */
char *sam_path_folder(const char *path);

/* "a/b" on the heap, without a doubled slash. */
char *sam_path_join(const char *folder, const char *name);

#endif
