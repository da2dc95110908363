/* How a failure travels.
 *
 * A function that can fail returns enum sam_status and takes a struct sam_err last. The message is
 * made where the failure happens and says what is wrong, where, and what to do (what strangers
 * wrote may be in it: control characters become blanks); each caller on the way up may put *where*
 * in front of it and never replaces it. Nothing is allocated. Programmer errors are asserts, which
 * stay on in release builds. A statistic without a value is no failure: see analyse/estimate.h. */
#ifndef SAM_BASE_ERR_H
#define SAM_BASE_ERR_H

#include <stddef.h>

enum sam_status {
    SAM_OK = 0,
    SAM_E_INPUT,     /* a file, answer or setting has wrong content */
    SAM_E_IO,        /* the file system refused */
    SAM_E_NET,       /* the network or the other side failed; trying again may help */
    SAM_E_REMOTE,    /* the other side answered, and the answer is a refusal or nonsense */
    SAM_E_AUTH,      /* refused for who we are: never tried again by itself */
    SAM_E_LIMIT,     /* larger than we accept */
    SAM_E_STORE,     /* the database refused */
    SAM_E_NOT_FOUND, /* the thing named does not exist */
    SAM_E_STOPPED,   /* somebody asked us to stop */
    SAM_E_USAGE      /* the command line is wrong */
};

enum { SAM_ERR_TEXT = 1024 };

struct sam_err {
    enum sam_status status;
    int cause; /* code of the layer below (errno, SQLite, curl, HTTP status), or 0 */
    char text[SAM_ERR_TEXT];
};

#define SAM_MUST_CHECK __attribute__((warn_unused_result))
#define SAM_PRINTF(at, first) __attribute__((format(printf, at, first)))

/* Writes the message into err (may be NULL) and returns status, so that it can stand behind
 * `return`. A message that is too long is cut at a character boundary and ends in "...". */
enum sam_status sam_fail(struct sam_err *err, enum sam_status status, const char *format, ...)
    SAM_PRINTF(3, 4);

/* The same, keeping the code of the layer below. */
enum sam_status sam_fail_cause(struct sam_err *err, enum sam_status status, int cause,
                               const char *format, ...) SAM_PRINTF(4, 5);

/* Puts "WHERE: " in front of the message in err; returns err's status (SAM_E_INPUT if err is
 * NULL). */
enum sam_status sam_err_while(struct sam_err *err, const char *format, ...) SAM_PRINTF(2, 3);

#endif
