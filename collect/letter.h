/* One letter's words: a template filled in for a person. */
#ifndef SAM_COLLECT_LETTER_H
#define SAM_COLLECT_LETTER_H

#include "collect/letter_plan.h"
#include "collect/letter_text.h"
#include "model/instruments.h"

/* Appends subject and body for the person and places of letter, in that person's language; link
 * stands where the template has it. */
void sam_letter_write(const struct sam_study *study, const struct sam_instruments *instruments,
                      size_t wave, const struct sam_letter_text *text,
                      const struct sam_letter *letter, const char *link, struct sam_buf *subject,
                      struct sam_buf *body);

/* Who the letter is from, and where answers to it go: of "mail", else of the institute. NULL: not
 * known. */
const char *sam_letter_sender(const struct sam_study *study);
const char *sam_letter_contact(const struct sam_study *study);

#endif
