/* A plan's cells in words: plain text, not escaped. */
#ifndef SAM_REPORT_DISCLOSURE_WORDS_H
#define SAM_REPORT_DISCLOSURE_WORDS_H

#include "base/buf.h"
#include "base/words.h"
#include "report/disclosure.h"

/* "4.1", "4.2 or higher"; "worth discussing", "work zone or higher"; nothing for nothing. */
void sam_words_cell(enum sam_lang lang, const struct sam_cell *cell, int points,
                    struct sam_buf *text);

/* Why something isn't shown, as a sentence for participants; nothing for SAM_WITHHELD_NOT. */
void sam_words_withheld(enum sam_lang lang, enum sam_withheld why,
                        const struct sam_privacy *privacy, struct sam_buf *text);
/* The same in a few words, for a cell of a table. */
const char *sam_words_withheld_short(enum sam_lang lang, enum sam_withheld why);

#endif
