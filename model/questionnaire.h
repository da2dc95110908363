/* A questionnaire: statements (items) that measure something together (scales), in themes.
 *
 * Item answers are whole numbers 1 .. points, "don't know / not applicable", or nothing. Texts are
 * in both languages. Everything is borrowed from the questionnaire and lives as long as it. */
#ifndef SAM_MODEL_QUESTIONNAIRE_H
#define SAM_MODEL_QUESTIONNAIRE_H

#include "base/err.h"
#include "base/problems.h"
#include "model/json_reader.h"
#include "model/phase_model.h"

#include <stdbool.h>
#include <stddef.h>

enum sam_role { SAM_LEAD, SAM_PARTNER, SAM_ACCOUNT_HOLDER, SAM_ROLE_UNKNOWN };
enum { SAM_ROLES = 3 };

enum sam_relation { SAM_RELATION_ALLIANCE, SAM_RELATION_PARTNERSHIP };
enum { SAM_RELATIONS = 2 };

enum sam_zones { SAM_ZONES_WILDER, SAM_ZONES_PSAT };

enum { SAM_POINTS_MIN = 2, SAM_POINTS_MAX = 11, SAM_ITEMS_MAX = 500 };

/* Index of nothing: an item without a scale. */
#define SAM_NONE ((size_t)-1)

struct sam_theme {
    const char *id;
    struct sam_text title;
};

struct sam_scale {
    const char *id;
    struct sam_text title;
    enum sam_relation relation;
    enum sam_zones zones;
    double min_answered; /* share of the scale's items, 0 < .. <= 1 */
    const char *source;  /* key of sources, or NULL */
    size_t *items;       /* indices into questionnaire items */
    size_t item_count;
    enum sam_phase phase; /* the phase all of its items are keyed to, or SAM_PHASE_NONE */
};

struct sam_item {
    const char *id;
    struct sam_text text;
    size_t theme;
    size_t scale; /* SAM_NONE: of no scale */
    bool reverse;
    enum sam_phase phase;
    const char **questions; /* research questions, NULL-terminated */
    const char **same_as;   /* ids of statements it is declared equal to, NULL-terminated */
    unsigned audience;      /* bit 1 << role for each role it is meant for */
};

struct sam_open_question {
    const char *id;
    struct sam_text text;
};

struct sam_citation {
    const char *key, *text;
};

struct sam_questionnaire {
    const char *id, *version;
    struct sam_text title, introduction; /* introduction may be absent */
    int points;
    struct sam_text labels[SAM_POINTS_MAX]; /* labels[0] belongs to answer 1 */
    struct sam_text dont_know;              /* may be absent */
    struct sam_theme *themes;
    size_t theme_count;
    struct sam_scale *scales;
    size_t scale_count;
    struct sam_item *items;
    size_t item_count;
    struct sam_open_question *open_questions;
    size_t open_count;
    struct sam_citation *sources;
    size_t source_count;
    struct sam_phase_model phase_model; /* the questionnaire's own, or the default */
    struct sam_arena *arena;
};

/* Reads one from JSON (contract: docs/formats.md). Every problem found is added to problems, which
 * the caller owns; then SAM_E_INPUT and *out stays NULL. name is the file's, for messages. */
enum sam_status sam_questionnaire_parse(const char *text, size_t length, const char *name,
                                        struct sam_questionnaire **out,
                                        struct sam_problems *problems,
                                        struct sam_err *err) SAM_MUST_CHECK;
/* The same from a file of at most 4 MiB. */
enum sam_status sam_questionnaire_read(const char *path, struct sam_questionnaire **out,
                                       struct sam_problems *problems,
                                       struct sam_err *err) SAM_MUST_CHECK;
void sam_questionnaire_free(struct sam_questionnaire *questionnaire);

/* Index of the item, or SAM_NONE. Linear in the number of items. */
size_t sam_questionnaire_item(const struct sam_questionnaire *questionnaire, const char *id);
size_t sam_questionnaire_open_question(const struct sam_questionnaire *questionnaire,
                                       const char *id);
size_t sam_questionnaire_scale(const struct sam_questionnaire *questionnaire, const char *id);

/* The item of another questionnaire (or another version of this one) that may be compared with this
 * one, or SAM_NONE: the same id, or else one that either of the two declares as the same (and whose
 * id no other item here has); asked on as many points, turned the same way and keyed to the same
 * phase. Texts are not compared: who
 * rewrites a statement gives it another id, and says same_as where the answers still compare. */
size_t sam_item_same(const struct sam_questionnaire *questionnaire, size_t item,
                     const struct sam_questionnaire *other);

/* The same whatever is different in how it is asked: what may tell of its answers all the same. */
size_t sam_item_known_as(const struct sam_questionnaire *questionnaire, size_t item,
                         const struct sam_questionnaire *other);

/* What an item's statement is about: its scale's relation, alliance for an item without scale. */
enum sam_relation sam_item_relation(const struct sam_questionnaire *questionnaire, size_t item);

/* "lead", "partner", "account_holder"; "" for unknown. */
const char *sam_role_id(enum sam_role role);
/* 0, or -1 when text is none of them; "" reads as SAM_ROLE_UNKNOWN. */
int sam_role_read(const char *text, enum sam_role *role);
/* "alliance", "partnership" */
const char *sam_relation_id(enum sam_relation relation);
int sam_relation_read(const char *text, enum sam_relation *relation);

#endif
