/* Strings to small numbers: the first new string gets 0, the next 1, ...
 * Strings may hold any bytes but NUL; order of numbers is order of first appearance. Open
 * addressing; one copy of each string. Memory: about 24 bytes and the string for each. */
#ifndef SAM_BASE_DICTIONARY_H
#define SAM_BASE_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

#define SAM_NOT_IN_DICTIONARY UINT32_MAX

struct sam_dictionary;

struct sam_dictionary *sam_dictionary_new(void);
void sam_dictionary_free(struct sam_dictionary *dictionary);
/* The number of text, adding it if it is new. */
uint32_t sam_dictionary_add(struct sam_dictionary *dictionary, const char *text, size_t length);
/* The number of text or SAM_NOT_IN_DICTIONARY. */
uint32_t sam_dictionary_find(const struct sam_dictionary *dictionary, const char *text,
                             size_t length);
/* Borrowed; lives as long as the dictionary. */
const char *sam_dictionary_text(const struct sam_dictionary *dictionary, uint32_t number);
size_t sam_dictionary_count(const struct sam_dictionary *dictionary);

/* 64-bit hash (FNV-1a with a finishing mix) of bytes; equal on every machine and run.
 * For tables and for noticing changed content, never for secrets. */
uint64_t sam_hash64(const void *data, size_t length, uint64_t seed);
/* The hashes by two seeds, in the time of one. */
void sam_hash64_pair(const void *data, size_t length, const uint64_t seeds[2], uint64_t hashes[2]);

#endif
