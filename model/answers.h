/* The one data structure between store and analysis: a table of answers of one wave.
 *
 * A column of bytes per item; rows (respondents) sorted by alliance, the alliances in bytewise
 * order of their ids, rows within one in the order they were added; alliance a has rows
 * first_row[a] .. first_row[a + 1] - 1. An answer is SAM_MISSING, 1 .. points, or SAM_DONT_KNOW.
 * Memory: items + 6 bytes a respondent, and 4 where respondents are named (half as much again while
 * rows are being added). */
#ifndef SAM_MODEL_ANSWERS_H
#define SAM_MODEL_ANSWERS_H

#include "base/dictionary.h"
#include "model/questionnaire.h"

#include <stddef.h>
#include <stdint.h>

enum { SAM_MISSING = 0, SAM_DONT_KNOW = 255 };

/* Organisation of a respondent who names none; respondent of a row that isn't named. */
#define SAM_NO_ORGANISATION UINT32_MAX
#define SAM_NO_RESPONDENT UINT32_MAX

struct sam_answers {
    size_t item_count;
    size_t respondents;
    uint8_t **item;         /* item[i][row] */
    uint8_t *role;          /* role[row]: enum sam_role */
    uint32_t *organisation; /* organisation[row]: number in organisation_ids */
    uint32_t *respondent;   /* respondent[row]: number in respondent_ids; NULL: none was named */
    size_t alliance_count;
    size_t *first_row;         /* alliance_count + 1 of them */
    const char **alliance_ids; /* sorted; borrowed from alliance_dictionary */
    struct sam_dictionary *organisation_ids, *respondent_ids;
    /* only while rows are added, and to own the ids */
    struct sam_dictionary *alliance_dictionary;
    uint32_t *alliance; /* alliance[row]: number in alliance_dictionary; NULL once sorted */
    size_t capacity;
};

struct sam_answers *sam_answers_new(size_t item_count);
void sam_answers_free(struct sam_answers *answers);

/* Makes an alliance known even if nobody in it answers. */
void sam_answers_add_alliance(struct sam_answers *answers, const char *id);

/* Adds a respondent; answers[item] for each item. organisation "" when none. */
void sam_answers_add(struct sam_answers *table, const char *alliance, const char *organisation,
                     enum sam_role role, const uint8_t *answers);

/* Says whose the row added last is; "" when that isn't known. */
void sam_answers_name(struct sam_answers *table, const char *respondent);

/* Sorts by alliance. Call once, after the last row; the table is then read-only. */
void sam_answers_sort(struct sam_answers *answers);

/* Index of the alliance in the sorted table or SAM_NONE. */
size_t sam_answers_alliance(const struct sam_answers *answers, const char *id);

#endif
