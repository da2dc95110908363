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
    struct sam_text wording[SAM_ROLES]; /* what a role reads in the title's place, or absent */
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
    struct sam_text wording[SAM_ROLES]; /* what a role reads in the text's place, or absent */
};

struct sam_open_question {
    const char *id;
    struct sam_text text;
    unsigned audience; /* as of an item */
    struct sam_text wording[SAM_ROLES];
};

/* A questionnaire in which people tell a story. Indices of open questions, and of items that say
 * yes (2) or no (1) to a use of it. */
struct sam_story {
    size_t title, change, for_whom, why;
    size_t consent_report, consent_funder;
};

struct sam_citation {
    const char *key, *text;
};

struct sam_questionnaire {
    const char *id, *version;
    struct sam_text title, introduction;      /* introduction may be absent */
    struct sam_text introductions[SAM_ROLES]; /* what a role reads in its place, or absent */
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
    const struct sam_story *story;      /* NULL: it collects no stories */
    /* A joined one: what account holders were given (id and version); NULL else. */
    const char *holders_id, *holders_version;
    struct sam_questionnaire *holders; /* owned by a joined one, as its texts are borrowed */
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

/* Makes `first` the questionnaire of everybody: also account holders, who are given `second`. An
 * item in both is one statement that both sides answer (mirrored), each in its own words. What is
 * only in the second is for account holders alone; open questions of the first are for partners
 * unless they are in the second, have a wording for account holders or say for whom they are. Takes
 * second, which is freed with first, also on failure. On failure (SAM_E_INPUT, problems that name
 * both files) first stays the caller's, to be freed and nothing else. */
enum sam_status sam_questionnaire_join(struct sam_questionnaire *first, const char *first_name,
                                       struct sam_questionnaire *second, const char *second_name,
                                       struct sam_problems *problems,
                                       struct sam_err *err) SAM_MUST_CHECK;

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

/* Has it a statement for this role? A role without one isn't asked at all. Unknown: always. */
bool sam_questionnaire_asks(const struct sam_questionnaire *questionnaire, enum sam_role role);

/* Has it statements about phases? Without them nothing is said of phases anywhere. */
bool sam_questionnaire_has_phases(const struct sam_questionnaire *questionnaire);

/* The words for a role: its own wording, else the text. Unknown role: the text. */
const struct sam_text *sam_item_text(const struct sam_item *item, enum sam_role role);
const struct sam_text *sam_open_question_text(const struct sam_open_question *question,
                                              enum sam_role role);
const struct sam_text *sam_theme_title(const struct sam_theme *theme, enum sam_role role);
const struct sam_text *sam_questionnaire_title(const struct sam_questionnaire *questionnaire,
                                               enum sam_role role);
const struct sam_text *sam_questionnaire_introduction(const struct sam_questionnaire *questionnaire,
                                                      enum sam_role role);

/* "lead", "partner", "account_holder"; "" for unknown. */
const char *sam_role_id(enum sam_role role);
/* 0, or -1 when text is none of them; "" reads as SAM_ROLE_UNKNOWN. */
int sam_role_read(const char *text, enum sam_role *role);
/* "alliance", "partnership" */
const char *sam_relation_id(enum sam_relation relation);
int sam_relation_read(const char *text, enum sam_relation *relation);

#endif
