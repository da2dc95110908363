#include "cli/password_read.h"

#include "base/words.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Straight from the descriptor: no buffer of stdio keeps a copy. */
static enum sam_status read_line(char *text, size_t size, struct sam_err *err) {
    size_t length = 0;
    char c = '\0';
    while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n') {
        if (length + 1 == size) {
            return sam_fail(err, SAM_E_INPUT, _("the password is too long"));
        }
        text[length++] = c;
    }
    length -= length > 0 && text[length - 1] == '\r';
    text[length] = '\0';
    return length > 0 ? SAM_OK : sam_fail(err, SAM_E_INPUT, _("no password was given"));
}

static enum sam_status ask(const char *question, char *text, size_t size, struct sam_err *err) {
    struct termios before, silent;
    if (tcgetattr(STDIN_FILENO, &before) != 0) {
        return read_line(text, size, err);
    }
    silent = before;
    silent.c_lflag &= (tcflag_t)~ECHO;
    /* First, so that nothing typed in answer is shown, or thrown away with what was typed before.
     */
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    fprintf(stderr, "%s ", question);
    enum sam_status status = read_line(text, size, err);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fputc('\n', stderr);
    return status;
}

enum sam_status sam_password_read(char *text, size_t size, struct sam_err *err) {
    char again[2048];
    enum sam_status status = ask(_("New password for the monitor:"), text, size, err);
    if (status != SAM_OK || !isatty(STDIN_FILENO)) {
        return status;
    }
    status = ask(_("The same again:"), again, size < sizeof again ? size : sizeof again, err);
    if (status == SAM_OK && strcmp(text, again) != 0) {
        status = sam_fail(err, SAM_E_INPUT, _("the two differ; nothing was changed"));
    }
    explicit_bzero(again, sizeof again);
    return status;
}
