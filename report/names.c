#include "report/names.h"

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/tokens.h"

#include <stdlib.h>
#include <string.h>

/* A name as the words it is made of, folded; found by its first word. */
enum { PHRASE_WORDS = 12 };
struct phrase {
    enum sam_name_kind kind;
    uint32_t words[PHRASE_WORDS];
    size_t count;
    bool capital; /* only where the answer has a capital */
    size_t next;  /* another one with this first word, or SAM_NONE */
};

struct sam_names {
    struct sam_dictionary *words;
    size_t *first; /* per word: a phrase that begins with it, or SAM_NONE */
    size_t first_count, first_capacity;
    struct phrase *phrases;
    size_t count, capacity;
};

/* Words of names that say little by themselves; sorted. */
static const char *const ordinary[] = {
    "actie",      "advies",      "alliance",      "alliantie",    "bureau",      "centrum",
    "coalitie",   "coalition",   "collectief",    "community",    "consortium",  "council",
    "expertise",  "federatie",   "fonds",         "foundation",   "fund",        "gelijk",
    "gemeente",   "gezondheid",  "health",        "initiatief",   "institute",   "instituut",
    "jong",       "kennis",      "kenniscentrum", "landelijk",    "ministerie",  "national",
    "nationaal",  "nederland",   "nederlands",    "nederlandse",  "netherlands", "network",
    "netwerk",    "organisatie", "platform",      "project",      "projecten",   "raad",
    "samen",      "school",      "sociaal",       "social",       "stichting",   "studio",
    "support",    "toekomst",    "union",         "universiteit", "university",  "verbond",
    "vereniging", "voor",        "vrouwen",       "werk",         "werken",      "women",
    "youth",
};
/* Parts of family names that are no name. */
static const char *const particles[] = {"aan", "al",  "ben", "bin", "da",  "dan", "de",  "del",
                                        "den", "der", "di",  "du",  "ech", "el",  "en",  "het",
                                        "la",  "le",  "op",  "te",  "ten", "ter", "van", "von"};
/* Capitals that are no name; sorted. */
static const char *const capitalised[] = {
    "april",   "august",   "december",  "dutch",  "english",  "february", "friday", "i",
    "ik",      "january",  "july",      "june",   "march",    "may",      "monday", "november",
    "october", "saturday", "september", "sunday", "thursday", "tuesday",  "u",      "wednesday",
};

static int compare_words(const void *a, const void *b) {
    return strcmp(a, *(const char *const *)b);
}
#define IS_AMONG(word, list)                                                                       \
    (bsearch((word), (list), sizeof(list) / sizeof *(list), sizeof *(list), compare_words) != NULL)

/* --- what is looked for ---------------------------------------------------------------------- */

static uint32_t word_number(struct sam_names *names, const char *folded) {
    uint32_t number = sam_dictionary_add(names->words, folded, strlen(folded));
    if (number >= names->first_count) {
        if (names->first_count == names->first_capacity) {
            names->first_capacity = sam_grow(names->first_capacity, names->first_count + 1);
            names->first = sam_xrealloc(names->first, names->first_capacity, sizeof *names->first);
        }
        names->first[names->first_count++] = SAM_NONE;
    }
    return number;
}

static void add_phrase(struct sam_names *names, const struct phrase *phrase) {
    for (size_t i = names->first[phrase->words[0]]; i != SAM_NONE; i = names->phrases[i].next) {
        const struct phrase *old = &names->phrases[i];
        if (old->kind <= phrase->kind && old->count == phrase->count &&
            old->capital <= phrase->capital &&
            memcmp(old->words, phrase->words, phrase->count * sizeof *phrase->words) == 0) {
            return;
        }
    }
    if (names->count == names->capacity) {
        names->capacity = sam_grow(names->capacity, names->count + 1);
        names->phrases = sam_xrealloc(names->phrases, names->capacity, sizeof *names->phrases);
    }
    names->phrases[names->count] = *phrase;
    names->phrases[names->count].next = names->first[phrase->words[0]];
    names->first[phrase->words[0]] = names->count++;
}

static bool all_capitals(const char *text, const struct sam_token_word *word) {
    for (size_t i = 0; i < word->length; i++) {
        if (text[word->at + i] < 'A' || text[word->at + i] > 'Z') {
            return false;
        }
    }
    return word->length >= 2;
}

static bool stands_alone(enum sam_name_kind kind, const char *text,
                         const struct sam_token_word *word) {
    if (kind == SAM_NAME_PERSON) {
        return word->length >= 2 && !IS_AMONG(word->folded, particles);
    }
    if (kind == SAM_NAME_PLACE || !word->capital) {
        return false;
    }
    return all_capitals(text, word) || (word->length >= 4 && !IS_AMONG(word->folded, ordinary));
}

static void add_name(struct sam_names *names, enum sam_name_kind kind, const char *text) {
    struct phrase whole = {.kind = kind};
    struct sam_token_word word;
    if (text == NULL) {
        return;
    }
    for (size_t from = 0; sam_token_next(text, &from, &word);) {
        uint32_t number = word_number(names, word.folded);
        if (whole.count < PHRASE_WORDS) {
            whole.words[whole.count++] = number;
        }
        if (stands_alone(kind, text, &word)) {
            add_phrase(names, &(struct phrase){.kind = kind,
                                               .words = {number},
                                               .count = 1,
                                               .capital = kind != SAM_NAME_PERSON});
        }
    }
    /* A whole name of one ordinary word would flag every such word. */
    if (whole.count > 0) {
        whole.capital = whole.count == 1 && kind != SAM_NAME_PERSON && kind != SAM_NAME_PLACE;
        add_phrase(names, &whole);
    }
}

struct sam_names *sam_names_new(const struct sam_study *study) {
    struct sam_names *names = sam_xcalloc(1, sizeof *names);
    names->words = sam_dictionary_new();
    if (study == NULL) {
        return names;
    }
    for (size_t i = 0; i < study->person_count; i++) {
        add_name(names, SAM_NAME_PERSON, study->people[i].name);
    }
    for (size_t a = 0; a < study->alliance_count; a++) {
        add_name(names, SAM_NAME_ALLIANCE, study->alliances[a].name);
        for (size_t p = 0; p < study->alliances[a].partner_count; p++) {
            add_name(names, SAM_NAME_PARTNER, study->alliances[a].partners[p].name);
        }
    }
    add_name(names, SAM_NAME_FUNDER, study->funder);
    for (size_t i = 0; i < study->place_count; i++) {
        add_name(names, SAM_NAME_PLACE, study->places[i]);
    }
    return names;
}

void sam_names_free(struct sam_names *names) {
    if (names != NULL) {
        sam_dictionary_free(names->words);
        free(names->first);
        free(names->phrases);
        free(names);
    }
}

/* --- contacts -------------------------------------------------------------------------------- */

static bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\0';
}

static bool is_phone_mark(char c) {
    return (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '+' || c == '(' || c == ')';
}

/* Length of a telephone number that begins at text, or 0: eight digits or more. */
static size_t phone_length(const char *text) {
    size_t digits = 0;
    size_t end = 0;
    if (text[0] != '+' && text[0] != '0') {
        return 0;
    }
    for (size_t i = 0; is_phone_mark(text[i]); i++) {
        if (text[i] >= '0' && text[i] <= '9') {
            digits++;
            end = i + 1;
        }
    }
    return digits >= 8 ? end : 0;
}

/* Length of an address that begins at text, or 0. */
static size_t address_length(const char *text) {
    size_t length = 0;
    bool address = false;
    while (!is_blank(text[length])) {
        bool web =
            strncmp(text + length, "://", 3) == 0 || (length == 0 && strncmp(text, "www.", 4) == 0);
        address = address || web || (text[length] == '@' && length > 0);
        length++;
    }
    return address ? length : 0;
}

/* --- finding --------------------------------------------------------------------------------- */

struct finding {
    struct sam_name_flag *flags;
    size_t count;
};

static void flag(struct finding *f, enum sam_name_kind kind, size_t at, size_t length) {
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++) {
        struct sam_name_flag old = f->flags[i];
        bool apart = old.at >= at + length || at >= old.at + old.length;
        if (!apart && (old.kind < kind || (old.kind == kind && old.length >= length))) {
            return;
        }
    }
    for (size_t i = 0; i < f->count; i++) {
        struct sam_name_flag old = f->flags[i];
        if (old.at >= at + length || at >= old.at + old.length) {
            f->flags[kept++] = old;
        }
    }
    f->count = kept;
    if (f->count < SAM_NAME_FLAGS) {
        f->flags[f->count++] = (struct sam_name_flag){kind, at, length};
    }
}

static void find_contacts(const char *text, struct finding *f) {
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (i > 0 && !is_blank(text[i - 1])) {
            continue;
        }
        size_t length = address_length(text + i);
        length = length > 0 ? length : phone_length(text + i);
        if (length > 0) {
            flag(f, SAM_NAME_CONTACT, i, length);
        }
    }
}

/* The end of the phrase that begins with word, or 0 when the text goes on otherwise. */
static size_t phrase_end(const struct sam_names *names, const struct phrase *phrase,
                         const char *text, const struct sam_token_word *word) {
    struct sam_token_word next;
    size_t from = word->at + word->length;
    size_t end = from;
    for (size_t i = 1; i < phrase->count; i++) {
        if (!sam_token_next(text, &from, &next) ||
            sam_dictionary_find(names->words, next.folded, strlen(next.folded)) !=
                phrase->words[i]) {
            return 0;
        }
        end = from;
    }
    return end;
}

static void find_names(const struct sam_names *names, const char *text,
                       const struct sam_token_word *word, struct finding *f) {
    uint32_t number = sam_dictionary_find(names->words, word->folded, strlen(word->folded));
    if (number == SAM_NOT_IN_DICTIONARY) {
        return;
    }
    for (size_t i = names->first[number]; i != SAM_NONE; i = names->phrases[i].next) {
        const struct phrase *phrase = &names->phrases[i];
        size_t end = phrase_end(names, phrase, text, word);
        if (end > 0 && (word->capital || !phrase->capital)) {
            flag(f, phrase->kind, word->at, end - word->at);
        }
    }
}

static int by_place(const void *a, const void *b) {
    size_t x = ((const struct sam_name_flag *)a)->at;
    size_t y = ((const struct sam_name_flag *)b)->at;
    return (x > y) - (x < y);
}

size_t sam_names_find(const struct sam_names *names, const char *text,
                      struct sam_name_flag flags[SAM_NAME_FLAGS]) {
    struct finding f = {.flags = flags};
    struct sam_token_word word;
    for (size_t from = 0; sam_token_next(text, &from, &word);) {
        find_names(names, text, &word, &f);
        if (word.capital && !word.opens && !IS_AMONG(word.folded, capitalised)) {
            flag(&f, SAM_NAME_POSSIBLE, word.at, word.length);
        }
    }
    find_contacts(text, &f);
    if (f.count > 1) {
        qsort(flags, f.count, sizeof *flags, by_place);
    }
    return f.count;
}

const char *sam_name_kind_id(enum sam_name_kind kind) {
    static const char *const ids[] = {"person", "partner", "alliance", "funder",
                                      "place",  "contact", "possible"};
    return kind < SAM_NAME_KINDS ? ids[kind] : "";
}
