/* A survey platform: one file, one struct of functions.
 *
 * A pass is: open, next page until !page.more, close. Pages come in an order in which a page's
 * cursor means: everything up to here has been delivered.
 *   (1) next fills page->arena anew each time; all strings of the page live there
 *   (2) a page that can't be read wholly is a failure and delivers nothing
 *   (3) a record may come twice in a pass (overlapping pages): the later one is the newer one
 *   (4) the same record id means the same record, whenever it is asked
 * To add a platform: a file with its struct, a row in sam_platform, recorded exchanges in tests. */
#ifndef SAM_COLLECT_SOURCE_H
#define SAM_COLLECT_SOURCE_H

#include "base/arena.h"
#include "base/err.h"
#include "collect/http.h"
#include "collect/mapping.h"
#include "collect/secret.h"
#include "model/study.h"

#include <stdbool.h>
#include <stddef.h>

enum { SAM_PAGE_LIMIT = 512 << 20, SAM_PAGE_RECORDS = 1000 };

/* A record that the platform has but can't deliver in a readable form. */
struct sam_unreadable {
    const char *record_id, *reason;
};

struct sam_judged;

struct sam_page {
    struct sam_arena *arena;
    struct sam_arena *judging; /* not the platform's, as little as judged (collect/judge.h) */
    struct sam_judged *judged;
    struct sam_raw_response *records;
    const char **places; /* where each stands, for messages ("file.csv, line 7"); may be NULL */
    size_t record_count;
    const char **withdrawn; /* record ids the platform says it no longer has */
    size_t withdrawn_count;
    struct sam_unreadable *unreadable;
    size_t unreadable_count;
    const char *cursor; /* to be stored with the page; NULL: leave as it is */
    bool more;
    /* With the last page: the list shifted while it was read, too often to be sure that nothing
     * was passed over. Nothing may be called withdrawn on the ground of it. */
    bool unsure;
};

void sam_page_init(struct sam_page *page);
/* Empties it; its memory is kept for the next. */
void sam_page_clear(struct sam_page *page);
void sam_page_fini(struct sam_page *page);

/* What a pass asks, and what it is done with; borrowed for as long as the source is open. */
struct sam_pass {
    const struct sam_study *study;
    const struct sam_source *source;
    const struct sam_mapper *mapper;
    const struct sam_secret *secret;
    struct sam_http *http;
    bool full;          /* everything, from the beginning */
    const char *cursor; /* where the last pass ended; "" at first */
    /* Records to look at again, in any order: still incomplete, or refused last time. */
    const char *const *open_ids;
    size_t open_count;
    void (*notice)(void *context, const char *message); /* may be NULL */
    void *context;
    const char *file;    /* csv: read this file instead of the source's url; NULL: the url */
    const char *wave;    /* of responses that name none; NULL: unknown */
    bool ignore_unknown; /* csv: columns that mean nothing are passed over */
};

struct sam_question {
    const char *id, *text; /* id: what a mapping may say in "from" */
    const char *other;     /* the text in another language; NULL: unknown */
};

/* A code that answers come in, and what it says. */
struct sam_choice {
    const char *code, *label;
};

struct sam_questions {
    struct sam_arena *arena;
    bool brief; /* asked for: ids and texts in one language will do, and the server's version */
    const char
        *version; /* of the server's program, as it says, or (with a "+") at least; NULL: unknown */
    struct sam_question *list;
    size_t count, room;
    struct sam_choice *choices; /* of all questions together; a code may come several times */
    size_t choice_count, choice_room;
};

struct sam_platform {
    enum sam_status (*open)(const struct sam_pass *pass, void **state, struct sam_err *err);
    /* The questions as the platform has them; state is open, questions->arena made by the caller.
     */
    enum sam_status (*describe)(void *state, struct sam_questions *questions, struct sam_err *err);
    enum sam_status (*next)(void *state, struct sam_page *page, struct sam_err *err);
    void (*close)(void *state);
};

extern const struct sam_platform sam_platform_samenscan, sam_platform_limesurvey, sam_platform_odk,
    sam_platform_nextcloud, sam_platform_kobo, sam_platform_redcap, sam_platform_surveymonkey,
    sam_platform_formbricks, sam_platform_qualtrics, sam_platform_json, sam_platform_csv;

const struct sam_platform *sam_platform(enum sam_source_type type);

/* Copies a question, or a choice, into the list; nothing when the arena is full. other may be NULL.
 */
void sam_questions_add(struct sam_questions *questions, const char *id, const char *text,
                       const char *other);
void sam_questions_add_choice(struct sam_questions *questions, const char *code, const char *label);

/* Tells the evaluator something; cut at a kilobyte. */
void sam_pass_notice(const struct sam_pass *pass, const char *format, ...) SAM_PRINTF(2, 3);

/* "not JSON: <the first printable characters>" for messages about what came instead. */
const char *sam_first_words(const char *body, size_t length, char text[96]);

#endif
