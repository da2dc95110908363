/* Asking for a password: on the terminal without showing it, or from standard input. */
#ifndef SAM_CLI_PASSWORD_READ_H
#define SAM_CLI_PASSWORD_READ_H

#include "base/err.h"

#include <stddef.h>

/* Reads one line into text, without its line end. On a terminal it is asked for twice and not
 * shown. SAM_E_INPUT when nothing came, it is too long, or the two differ. */
enum sam_status sam_password_read(char *text, size_t size, struct sam_err *err) SAM_MUST_CHECK;

#endif
