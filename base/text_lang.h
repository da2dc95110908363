/* In which of our languages somebody wrote a text, from the text alone. */
#ifndef SAM_BASE_TEXT_LANG_H
#define SAM_BASE_TEXT_LANG_H

#include "base/words.h"

#include <stdbool.h>

/* Counts words that the one language uses all the time and the other hasn't got. Sets *lang and
 * returns true when two or more are of the one and at least three times as many as of the other;
 * else, as with names and single words, false: it can't be told. NULL: false. */
bool sam_text_lang(const char *text, enum sam_lang *lang);

#endif
