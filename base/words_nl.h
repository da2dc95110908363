/* The compiled Dutch catalogue (po/nl.po), put into the binary by the build. */
#ifndef SAM_BASE_WORDS_NL_H
#define SAM_BASE_WORDS_NL_H

extern const unsigned char sam_words_nl[];

#endif
