#include "report/open_topics.h"

#include "analyse/discussion.h"
#include "base/dictionary.h"
#include "base/memory.h"
#include "base/tokens.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { SHORTEST = 4, STEM = 6, IN_STATEMENTS = 2, NEEDED = 2 };

/* Words that say nothing about what a statement is about; sorted, cut as stems are. */
static const char *const ordinary[] = {
    "about",  "alle",   "alleen", "allian", "altijd", "ander",  "andere", "anothe", "before",
    "beter",  "better", "binnen", "both",   "comes",  "could",  "daar",   "deze",   "door",
    "each",   "eigen",  "elkaar", "elke",   "every",  "from",   "gaat",   "geen",   "goed",
    "good",   "have",   "hebben", "heeft",  "hier",   "hoeft",  "iets",   "into",   "jullie",
    "keep",   "komen",  "kunnen", "like",   "maar",   "make",   "many",   "meer",   "more",
    "most",   "much",   "naar",   "niet",   "nodig",  "nooit",  "often",  "one",    "onze",
    "other",  "others", "over",   "partne", "samen",  "should", "some",   "someth", "still",
    "that",   "their",  "them",   "there",  "these",  "they",   "thing",  "this",   "those",
    "togeth", "vaak",   "veel",   "voor",   "want",   "waren",  "well",   "were",   "weten",
    "what",   "when",   "where",  "which",  "while",  "will",   "with",   "worden", "wordt",
    "work",   "workin", "would",  "zijn",
};

struct keyword {
    uint32_t stem;
    size_t item;
};

struct sam_open_topics {
    struct sam_dictionary *stems;
    size_t *statements; /* per stem: in how many statements */
    struct keyword *keywords;
    size_t count, capacity, stem_capacity, item_count;
};

static int compare_words(const void *a, const void *b) {
    return strcmp(a, *(const char *const *)b);
}

/* Cuts the word to its stem; false for one that says nothing. */
static bool make_stem(struct sam_token_word *word) {
    size_t length = strlen(word->folded);
    word->folded[sam_utf8_cut(word->folded, length, STEM)] = '\0';
    return length >= SHORTEST && bsearch(word->folded, ordinary, sizeof ordinary / sizeof *ordinary,
                                         sizeof *ordinary, compare_words) == NULL;
}

static bool has_keyword(const struct sam_open_topics *topics, uint32_t stem, size_t item) {
    for (size_t k = topics->count; k > 0 && topics->keywords[k - 1].item == item; k--) {
        if (topics->keywords[k - 1].stem == stem) {
            return true;
        }
    }
    return false;
}

static void add_keywords(struct sam_open_topics *topics, size_t item, const char *text) {
    struct sam_token_word word;
    for (size_t from = 0; sam_token_next(text, &from, &word);) {
        if (!make_stem(&word)) {
            continue;
        }
        uint32_t stem = sam_dictionary_add(topics->stems, word.folded, strlen(word.folded));
        if (stem >= topics->stem_capacity) {
            size_t old = topics->stem_capacity;
            topics->stem_capacity = sam_grow(old, (size_t)stem + 1);
            topics->statements =
                sam_xrealloc(topics->statements, topics->stem_capacity, sizeof(size_t));
            memset(topics->statements + old, 0, (topics->stem_capacity - old) * sizeof(size_t));
        }
        if (has_keyword(topics, stem, item)) {
            continue;
        }
        topics->statements[stem]++;
        if (topics->count == topics->capacity) {
            topics->capacity = sam_grow(topics->capacity, topics->count + 1);
            topics->keywords =
                sam_xrealloc(topics->keywords, topics->capacity, sizeof *topics->keywords);
        }
        topics->keywords[topics->count++] = (struct keyword){stem, item};
    }
}

struct sam_open_topics *sam_open_topics_new(const struct sam_questionnaire *questionnaire) {
    struct sam_open_topics *topics = sam_xcalloc(1, sizeof *topics);
    topics->stems = sam_dictionary_new();
    topics->item_count = questionnaire->item_count;
    for (size_t i = 0; i < questionnaire->item_count; i++) {
        for (int lang = 0; lang < SAM_LANGS; lang++) {
            const char *text = questionnaire->items[i].text.in[lang];
            add_keywords(topics, i, text != NULL ? text : "");
        }
    }
    return topics;
}

void sam_open_topics_free(struct sam_open_topics *topics) {
    if (topics != NULL) {
        sam_dictionary_free(topics->stems);
        free(topics->statements);
        free(topics->keywords);
        free(topics);
    }
}

void sam_open_topics_count(const struct sam_open_topics *topics, const char *text,
                           size_t *mentions) {
    bool *said = sam_xcalloc(topics->stem_capacity + 1, sizeof *said);
    struct sam_token_word word;
    for (size_t from = 0; sam_token_next(text, &from, &word);) {
        if (make_stem(&word)) {
            uint32_t stem = sam_dictionary_find(topics->stems, word.folded, strlen(word.folded));
            if (stem != SAM_NOT_IN_DICTIONARY && topics->statements[stem] <= IN_STATEMENTS) {
                said[stem] = true;
            }
        }
    }
    for (size_t k = 0; k < topics->count;) {
        size_t item = topics->keywords[k].item;
        size_t found = 0;
        for (; k < topics->count && topics->keywords[k].item == item; k++) {
            found += said[topics->keywords[k].stem];
        }
        mentions[item] += found >= NEEDED;
    }
    free(said);
}

size_t sam_open_topics_add(const size_t *mentions, const bool *skip, size_t item_count,
                           size_t respondents, struct sam_topic *topics, size_t topic_count) {
    for (size_t i = 0; i < item_count; i++) {
        if (mentions[i] == 0 || respondents == 0 || (skip != NULL && skip[i])) {
            continue;
        }
        size_t t = 0;
        while (t < topic_count && topics[t].item != i) {
            t++;
        }
        if (t == topic_count) {
            topics[topic_count++] = (struct sam_topic){.item = i};
        }
        sam_discussion_add(&topics[t], SAM_REASON_OPEN_ANSWER,
                           (double)mentions[i] / (double)respondents);
    }
    sam_discussion_sort(topics, topic_count);
    return topic_count;
}
