/* The words people read, in Dutch and English.
 *
 * Messages are written in English in the code and translated through po/nl.po, an ordinary gettext
 * catalogue that any translation tool can edit. msgfmt compiles it at build time and the compiled
 * catalogue is inside the binary, so that the program needs no installed locale and one process
 * can speak both languages at once, which libintl's per-process locale can't do: the form server
 * answers a Dutch and an English respondent in the same second. */
#ifndef SAM_BASE_WORDS_H
#define SAM_BASE_WORDS_H

#include <stddef.h>

enum sam_lang { SAM_NL, SAM_EN };
enum { SAM_LANGS = 2 };

/* "nl" or "en". */
const char *sam_lang_code(enum sam_lang lang);

/* Reads "nl", "nl_NL.UTF-8", "en", ...; returns 0 and sets *lang, or -1. */
int sam_lang_read(const char *text, enum sam_lang *lang);

/* The language of messages made with sam_tr; set once at the start of main (default English). */
void sam_lang_set(enum sam_lang lang);
enum sam_lang sam_lang_get(void);

/* The translation of an English message: in the language set, or in a given one. The message
 * itself if there is none. Borrowed, lives for ever. */
const char *sam_tr(const char *message) __attribute__((format_arg(1)));
const char *sam_tr_in(enum sam_lang lang, const char *message) __attribute__((format_arg(2)));
/* The form for n things (both languages: one, and the rest). */
const char *sam_trn_in(enum sam_lang lang, const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(2), format_arg(3)));

#define _(message) sam_tr(message)
/* Marks a message for the catalogue where it is only stored. */
#define N_(message) message

/* A date, or the date of a moment, in words: "2026-04-10" as "10 april 2026" or "10 April 2026".
 * What is no date comes back as it is. Returns text. */
enum { SAM_DATE_WORDS = 48 };
const char *sam_date_words(enum sam_lang lang, const char *date, char text[SAM_DATE_WORDS]);

/* value with `decimals` digits behind the decimal comma (nl) or point (en); "-" is written as a
 * real minus sign, and what rounds to zero is written without one. Returns text. */
char *sam_number_text(enum sam_lang lang, double value, int decimals, char *text, size_t size);

#endif
