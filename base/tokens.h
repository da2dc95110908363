/* Running text as words that can be compared. */
#ifndef SAM_BASE_TOKENS_H
#define SAM_BASE_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

enum { SAM_TOKEN_SIZE = 64 };

/* A run of letters and digits. */
struct sam_token_word {
    size_t at, length;           /* in bytes of the text */
    char folded[SAM_TOKEN_SIZE]; /* lower case, accents of Latin letters taken off; cut if longer */
    bool capital;                /* begins with a capital letter */
    bool opens; /* first of a sentence: of the text, or after . ! ? : or a line end */
};

/* The first word of valid UTF-8 at or behind *from, which moves behind it; false when there is
 * none. Start with *from 0. */
bool sam_token_next(const char *text, size_t *from, struct sam_token_word *word);

#endif
