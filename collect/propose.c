#include "collect/propose.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const double nearly = 0.7;
static const double clearly = 0.08; /* more than the next best */

/* --- words ------------------------------------------------------------------------------------ */

static const char *skip_markup(const char *at) {
    if (*at == '<') {
        const char *end = strchr(at, '>');
        return end != NULL ? end + 1 : at;
    }
    if (*at == '&') {
        size_t length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ#"
                                       "0123456789");
        return length > 1 && at[1 + length] == ';' ? at + length + 2 : at;
    }
    return at;
}

void sam_plain_words(const char *text, struct sam_buf *plain) {
    bool blank = true;
    sam_buf_text(plain, "");
    while (*text != '\0') {
        const char *past = skip_markup(text);
        char c = *text;
        char small = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        bool letter = past == text && ((small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') ||
                                       (unsigned char)c >= 128);
        if (letter) {
            if (blank && plain->length > 0) {
                sam_buf_char(plain, ' ');
            }
            sam_buf_char(plain, small);
            blank = false;
        } else {
            blank = true;
        }
        text = past > text ? past : text + 1;
    }
}

static int compare_pairs(const void *a, const void *b) {
    uint16_t left = *(const uint16_t *)a;
    uint16_t right = *(const uint16_t *)b;
    return left < right ? -1 : left > right;
}

static uint16_t *pairs_of(const char *text, size_t *count) {
    size_t length = strlen(text);
    *count = length > 1 ? length - 1 : 0;
    uint16_t *pairs = sam_xcalloc(*count + 1, sizeof *pairs);
    for (size_t i = 0; i < *count; i++) {
        pairs[i] = (uint16_t)((unsigned char)text[i] << 8 | (unsigned char)text[i + 1]);
    }
    qsort(pairs, *count, sizeof *pairs, compare_pairs);
    return pairs;
}

double sam_similarity(const char *a, const char *b) {
    size_t left_count = 0;
    size_t right_count = 0;
    uint16_t *left = pairs_of(a, &left_count);
    uint16_t *right = pairs_of(b, &right_count);
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < left_count && j < right_count;) {
        if (left[i] == right[j]) {
            shared++;
            i++;
            j++;
        } else if (left[i] < right[j]) {
            i++;
        } else {
            j++;
        }
    }
    free(left);
    free(right);
    return left_count + right_count > 0 ? 2.0 * (double)shared / (double)(left_count + right_count)
                                        : 0;
}

/* --- ours ------------------------------------------------------------------------------------- */

/* A statement or open question, as it is compared; what a role reads in its place is one more. */
struct own {
    const char *id;
    char *text[SAM_LANGS];
    bool of_role;
    bool taken;
};

static char *plain_copy(const char *text) {
    struct sam_buf plain;
    sam_buf_init(&plain, SAM_BUF_UNLIMITED);
    sam_plain_words(text != NULL ? text : "", &plain);
    char *copy = sam_buf_take(&plain);
    sam_buf_fini(&plain);
    return copy;
}

static void add_own(struct own *list, size_t *count, const char *id, const struct sam_text *text,
                    bool of_role) {
    if (of_role && text->in[SAM_NL] == NULL) {
        return;
    }
    list[*count] = (struct own){.id = id, .of_role = of_role};
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        list[*count].text[lang] = plain_copy(text->in[lang]);
    }
    (*count)++;
}

static struct own *own_list(const struct sam_questionnaire *q, size_t *count) {
    size_t all = q->item_count + q->open_count;
    struct own *list = sam_xcalloc(all * (SAM_ROLES + 1) + 1, sizeof *list);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct sam_item *item = i < q->item_count ? &q->items[i] : NULL;
        const struct sam_open_question *open =
            item == NULL ? &q->open_questions[i - q->item_count] : NULL;
        const char *id = item != NULL ? item->id : open->id;
        add_own(list, count, id, item != NULL ? &item->text : &open->text, false);
        for (int role = 0; role < SAM_ROLES; role++) {
            add_own(list, count, id, item != NULL ? &item->wording[role] : &open->wording[role],
                    true);
        }
    }
    return list;
}

static void own_free(struct own *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        for (int lang = 0; lang < SAM_LANGS; lang++) {
            free(list[i].text[lang]);
        }
    }
    free(list);
}

/* The text of the question itself, then in the other language. */
static double best_similarity(const struct own *own, char *const texts[2]) {
    double best = 0;
    for (size_t t = 0; t < 2; t++) {
        for (int lang = 0; lang < SAM_LANGS; lang++) {
            if (texts[t][0] == '\0' || own->text[lang][0] == '\0') {
                continue;
            }
            bool same = strcmp(texts[t], own->text[lang]) == 0;
            /* The same pairs of letters in another order are not the same words. */
            double like = same ? 1 : 0.999 * sam_similarity(texts[t], own->text[lang]);
            best = like > best ? like : best;
        }
    }
    return best;
}

/* --- proposing -------------------------------------------------------------------------------- */

static const char *field_by_name(const char *id) {
    static const struct {
        const char *part, *to;
    } names[] = {{"alliantie", "alliance"},
                 {"alliance", "alliance"},
                 {"organisatie", "organisation"},
                 {"organisation", "organisation"},
                 {"organization", "organisation"},
                 {"partner", "organisation"},
                 {"respondent", "respondent"},
                 {"token", "respondent"},
                 {"rol", "role"},
                 {"role", "role"},
                 {"taal", "language"},
                 {"language", "language"}};
    struct sam_buf plain;
    const char *found = NULL;
    sam_buf_init(&plain, SAM_BUF_UNLIMITED);
    sam_plain_words(id, &plain);
    const char *last = strrchr(plain.data, ' ');
    last = last != NULL ? last + 1 : plain.data;
    for (size_t i = 0; i < sizeof names / sizeof *names && found == NULL; i++) {
        found = strcmp(last, names[i].part) == 0 ? names[i].to : NULL;
    }
    sam_buf_fini(&plain);
    return found;
}

static bool is_field(const struct sam_target *target) {
    return target->kind == SAM_TARGET_FIELD || target->kind == SAM_TARGET_UNWANTED;
}

static void note_known(const struct sam_questions *questions, const struct sam_mapper *mapper,
                       struct own *own, size_t own_count, struct sam_proposal *proposals) {
    for (size_t i = 0; i < questions->count; i++) {
        struct sam_target target = sam_mapper_target(mapper, questions->list[i].id);
        proposals[i] = (struct sam_proposal){.kind = SAM_PROPOSED_NONE};
        if (target.kind == SAM_TARGET_UNKNOWN) {
            continue;
        }
        proposals[i].kind = SAM_PROPOSED_KNOWN;
        proposals[i].to = is_field(&target) ? NULL : target.name;
        for (size_t j = 0; j < own_count && proposals[i].to != NULL; j++) {
            /* Another question may ask a role the same in its own words. */
            own[j].taken =
                own[j].taken || (!own[j].of_role && strcmp(own[j].id, proposals[i].to) == 0);
        }
    }
}

/* The one of ours most like it that nobody has, and how much more than the next one. */
static size_t most_like(char *const texts[2], const struct own *own, size_t own_count, double *best,
                        double *next) {
    size_t found = own_count;
    *best = *next = 0;
    for (size_t j = 0; j < own_count; j++) {
        double like = own[j].taken ? 0 : best_similarity(&own[j], texts);
        bool same = found < own_count && strcmp(own[j].id, own[found].id) == 0;
        if (like > *best) {
            *next = same ? *next : *best;
            *best = like;
            found = j;
        } else if (like > *next && !same) {
            *next = like;
        }
    }
    return found;
}

static void propose_one(const struct sam_question *question, struct own *own, size_t own_count,
                        bool exactly, struct sam_proposal *proposal) {
    char *texts[2] = {plain_copy(question->text), plain_copy(question->other)};
    double best = 0;
    double next = 0;
    size_t found = most_like(texts, own, own_count, &best, &next);
    /* Two of ours with the same words: nobody but people can say which. */
    if (exactly && best >= 1 && next < 1) {
        *proposal = (struct sam_proposal){SAM_PROPOSED_TEXT, own[found].id, 1};
        own[found].taken = true;
    } else if (!exactly && best >= nearly && best - next >= clearly) {
        *proposal = (struct sam_proposal){SAM_PROPOSED_NEARLY, own[found].id, best};
        own[found].taken = true;
    }
    free(texts[0]);
    free(texts[1]);
}

static void propose_fields(const struct sam_questions *questions, const struct sam_mapper *mapper,
                           struct sam_proposal *proposals) {
    static const char *const fields[] = {"respondent", "alliance", "organisation", "role",
                                         "language"};
    static const enum sam_field numbers[] = {SAM_FIELD_RESPONDENT, SAM_FIELD_ALLIANCE,
                                             SAM_FIELD_ORGANISATION, SAM_FIELD_ROLE,
                                             SAM_FIELD_LANGUAGE};
    bool taken[5];
    for (size_t f = 0; f < 5; f++) {
        taken[f] = sam_mapper_maps(mapper, numbers[f]);
        for (size_t i = 0; i < questions->count; i++) {
            struct sam_target target = sam_mapper_target(mapper, questions->list[i].id);
            taken[f] = taken[f] || (target.kind == SAM_TARGET_FIELD && target.field == numbers[f]);
        }
    }
    for (size_t i = 0; i < questions->count; i++) {
        const char *to =
            proposals[i].kind == SAM_PROPOSED_NONE ? field_by_name(questions->list[i].id) : NULL;
        for (size_t f = 0; f < 5 && to != NULL; f++) {
            if (strcmp(fields[f], to) == 0 && !taken[f]) {
                proposals[i] = (struct sam_proposal){SAM_PROPOSED_NAME, fields[f], 0};
                taken[f] = true;
            }
        }
    }
}

void sam_propose(const struct sam_questions *questions,
                 const struct sam_questionnaire *questionnaire, const struct sam_mapper *mapper,
                 struct sam_proposal *proposals) {
    size_t own_count = 0;
    struct own *own = own_list(questionnaire, &own_count);
    note_known(questions, mapper, own, own_count, proposals);
    for (int exactly = 1; exactly >= 0; exactly--) {
        for (size_t i = 0; i < questions->count; i++) {
            if (proposals[i].kind == SAM_PROPOSED_NONE) {
                propose_one(&questions->list[i], own, own_count, exactly, &proposals[i]);
            }
        }
    }
    propose_fields(questions, mapper, proposals);
    own_free(own, own_count);
}
