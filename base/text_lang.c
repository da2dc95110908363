/* Articles, pronouns, prepositions and auxiliaries, sorted. Left out is what is a word in both (in,
 * is, of, we, was, had, over, men, met, die, door, want) and what is often part of a name (van). */
#include "base/text_lang.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 8, FEWEST = 2, TIMES = 3 };

static const char *const dutch[] = {
    "aan",    "al",    "alle",   "als", "bij",    "dan",  "dat",    "de",   "deze",
    "dit",    "een",   "elkaar", "en",  "er",     "geen", "haar",   "heb",  "hebben",
    "heeft",  "het",   "hij",    "hoe", "hun",    "iets", "ik",     "ja",   "jij",
    "jou",    "jouw",  "jullie", "kan", "kunnen", "maar", "meer",   "mijn", "moet",
    "naar",   "nee",   "niet",   "nog", "nu",     "om",   "onder",  "ons",  "onze",
    "ook",    "op",    "sinds",  "te",  "toen",   "tot",  "tussen", "uit",  "veel",
    "voor",   "waar",  "waren",  "wat", "wel",    "werd", "weten",  "wie",  "wij",
    "worden", "wordt", "zich",   "zij", "zijn",   "zo",   "zonder", "zou"};
static const char *const english[] = {
    "a",      "about",   "after", "all",  "also",    "an",    "and",   "are",  "as",    "at",
    "be",     "because", "been",  "but",  "by",      "can",   "did",   "each", "every", "for",
    "from",   "has",     "have",  "he",   "how",     "i",     "if",    "into", "it",    "its",
    "many",   "more",    "my",    "no",   "not",     "on",    "other", "our",  "out",   "she",
    "should", "since",   "some",  "than", "that",    "the",   "their", "them", "then",  "there",
    "they",   "this",    "to",    "up",   "us",      "were",  "what",  "when", "where", "which",
    "who",    "why",     "will",  "with", "without", "would", "yes",   "you",  "your"};

static int compare(const void *word, const void *entry) {
    return strcmp(word, *(const char *const *)entry);
}

static bool is_one_of(const char *word, const char *const *words, size_t count) {
    return bsearch(word, words, count, sizeof *words, compare) != NULL;
}

/* What is no ASCII is part of a word: of none that is listed. */
static bool in_word(unsigned char c) {
    return isalpha(c) || c >= 0x80;
}

/* Reads the next word in lower case, cut off beyond the longest listed; NULL at the end. */
static const char *next_word(const char *at, char word[LONGEST + 2]) {
    size_t length = 0;
    while (*at != '\0' && !in_word((unsigned char)*at)) {
        at++;
    }
    if (*at == '\0') {
        return NULL;
    }
    for (; in_word((unsigned char)*at); at++) {
        if (length <= LONGEST) {
            word[length++] = (char)tolower((unsigned char)*at);
        }
    }
    word[length] = '\0';
    return at;
}

bool sam_text_lang(const char *text, enum sam_lang *lang) {
    size_t of[SAM_LANGS] = {0};
    char word[LONGEST + 2];
    for (const char *at = text; at != NULL && (at = next_word(at, word)) != NULL;) {
        of[SAM_NL] += is_one_of(word, dutch, sizeof dutch / sizeof *dutch);
        of[SAM_EN] += is_one_of(word, english, sizeof english / sizeof *english);
    }
    enum sam_lang most = of[SAM_EN] > of[SAM_NL] ? SAM_EN : SAM_NL;
    enum sam_lang other = most == SAM_EN ? SAM_NL : SAM_EN;
    if (of[most] < FEWEST || of[most] < TIMES * of[other]) {
        return false;
    }
    *lang = most;
    return true;
}
