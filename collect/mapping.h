/* From what a platform calls things to what we call them.
 *
 *   (1) a name mapped in study.json's "map" goes where that says; "" there means: not wanted
 *   (2) a name that is an item's or open question's id, or respondent, alliance, organisation,
 *       role, wave, language or submitted_at, goes there of itself, unless something else was
 *       mapped to it
 *   (3) a heading "code[id]" of which id is an item or open question goes to id, and so does a path
 *       "group/id", also to respondent, alliance and the like
 *   (4) an answer is written as the source's "values" say; else blanks around it are left out and a
 *       whole number loses its point and zeros ("4.0" is 4); with answer_codes, A1 .. A9 are 1 .. 9
 *       as far as the scale goes. The words of the response scale, and of don't know, in either
 *       language are its answers, capitals and blanks around them aside. Anything else stays as it
 *       is, for the judgement to refuse
 *   (5) alliance, organisation and role are written as the source's lists say, else as they are
 *   (6) a moment of submission without zone gets the offset of the source's own zone there and then
 *       ("2026-03-01 10:00:00+01:00"): what came stays readable in it */
#ifndef SAM_COLLECT_MAPPING_H
#define SAM_COLLECT_MAPPING_H

#include "base/arena.h"
#include "base/zone.h"
#include "model/response.h"
#include "model/study.h"

#include <stdbool.h>
#include <stddef.h>

struct sam_mapper;

/* Borrows source and questionnaire. */
struct sam_mapper *sam_mapper_new(const struct sam_source *source,
                                  const struct sam_questionnaire *questionnaire, bool answer_codes);
/* Whether drafts start with tells_blank; false unless said. */
void sam_mapper_tells_blank(struct sam_mapper *mapper, bool tells);
/* The zone of moments that come without one, borrowed; without it they stay as they are (UTC). */
void sam_mapper_use_zone(struct sam_mapper *mapper, const struct sam_zone *zone);
void sam_mapper_free(struct sam_mapper *mapper);

enum sam_target_kind {
    SAM_TARGET_UNKNOWN,  /* nothing of ours has this name */
    SAM_TARGET_UNWANTED, /* mapped to "" */
    SAM_TARGET_FIELD,    /* index: enum sam_field */
    SAM_TARGET_ANSWER    /* an item, an open question, or a name in "map" that is neither */
};
enum sam_field {
    SAM_FIELD_RESPONDENT,
    SAM_FIELD_ALLIANCE,
    SAM_FIELD_ORGANISATION,
    SAM_FIELD_ROLE,
    SAM_FIELD_WAVE,
    SAM_FIELD_LANGUAGE,
    SAM_FIELD_SUBMITTED_AT
};
enum { SAM_FIELDS = 7 };

struct sam_target {
    enum sam_target_kind kind;
    enum sam_field field;
    const char *name; /* of the answer; lives as long as the mapper */
    bool item;        /* an item, not an open question: its text is an answer on the scale */
};

/* Where a name goes. Cost: one look in a table. */
struct sam_target sam_mapper_target(const struct sam_mapper *mapper, const char *name);

/* Does study.json map something to this field? */
bool sam_mapper_maps(const struct sam_mapper *mapper, enum sam_field field);

/* The answer that a word of the response scale stands for ("4", "dk"), or NULL; lives as long as
 * the mapper. */
const char *sam_mapper_label(const struct sam_mapper *mapper, const char *text);

/* A raw response in the making. */
struct sam_draft {
    const struct sam_mapper *mapper;
    struct sam_arena *arena;
    struct sam_raw_response raw;
    size_t room;
    bool full;        /* the arena's limit was reached: the record is not whole */
    bool tells_blank; /* an empty answer was seen and left so; one not there was never seen */
};

void sam_draft_start(struct sam_draft *draft, const struct sam_mapper *mapper,
                     struct sam_arena *arena);
/* Puts text (NULL reads as "") where target says; text is copied. */
void sam_draft_put(struct sam_draft *draft, const struct sam_target *target, const char *text);
void sam_draft_field(struct sam_draft *draft, enum sam_field field, const char *text);
/* A copy of text in the draft's arena; "" and full when there is no room. */
const char *sam_draft_copy(struct sam_draft *draft, const char *text);

#endif
