/* What a pass over a platform's list of responses keeps: which ids it saw, the newest stamp, and
 * whether it saw as many as the server counts.
 *
 *   (1) a list that shifts while it is read shows as a difference between the ids seen and the
 *       server's count; it is then read again from its beginning, three times at most, and after
 *       that nothing is called withdrawn on the ground of it
 *   (2) stamps are the server's own: windows never rest on the clock of this machine
 *   (3) names that mean nothing here are told once, at the end of the pass */
#ifndef SAM_COLLECT_LISTING_H
#define SAM_COLLECT_LISTING_H

#include "base/dictionary.h"
#include "collect/source.h"

#include <cjson/cJSON.h>

enum { SAM_STAMP_SIZE = 48, SAM_LOOKED_SIZE = 96 };

struct sam_listing {
    const struct sam_pass *pass;
    struct sam_dictionary *ids;  /* seen in this reading */
    char newest[SAM_STAMP_SIZE]; /* of the last pass, then of this one; "" when unknown */
    long long top_id;            /* highest id in the same way; 0 when ids are no numbers */
    long long count;             /* the server's, at the end of the last pass; -1 unknown */
    /* What a look found the last time, in a form of the platform's own; "": nothing to compare.
     * Kept with the cursor; a look that finds the same finds nothing new. */
    char looked[SAM_LOOKED_SIZE];
    int redone;
    struct sam_dictionary *unknown;
    size_t left_out; /* records that are no answers: tests, previews, rejected */
};

/* Reads the pass's cursor; what is no cursor reads as the beginning. */
void sam_listing_open(struct sam_listing *listing, const struct sam_pass *pass);
/* Tells what was unknown, and frees. */
void sam_listing_close(struct sam_listing *listing);

/* Notes an id, and its stamp when that is a moment or a number. True: not seen before in this
 * reading. */
bool sam_listing_see(struct sam_listing *listing, const char *id, const char *stamp);
/* Is the list whole, if the server counts `counted` (-1: it doesn't say)? Sets the page's cursor
 * when it is, or `unsure` when it still isn't after reading it four times. False: read it again
 * from the start; what was seen is forgotten. */
bool sam_listing_whole(struct sam_listing *listing, long long counted, struct sam_page *page);
/* Sets the page's cursor, where a page may be gone on from. */
void sam_listing_keep(const struct sam_listing *listing, struct sam_page *page);

/* Is a a later stamp than b? Moments as moments, numbers as numbers, else as text. */
bool sam_stamp_later(const char *a, const char *b);
/* The stamp `seconds` earlier, as "2026-03-01T10:00:00" + tail; "" when it is no moment. */
void sam_stamp_earlier(const char *stamp, long seconds, const char *tail,
                       char text[SAM_STAMP_SIZE]);

/* A draft for one record: its id is set. */
void sam_listing_draft(struct sam_listing *listing, struct sam_page *page, const char *id,
                       struct sam_draft *draft);
/* Puts the members of object where their names ("prefix/name", "prefix/group/name") belong; lists
 * become texts joined by ", ". */
void sam_listing_members(struct sam_listing *listing, struct sam_draft *draft, const char *prefix,
                         const cJSON *object);
/* One value under one name. */
void sam_listing_value(struct sam_listing *listing, struct sam_draft *draft, const char *name,
                       const cJSON *value);
/* Text under one name, in place of a value. */
void sam_listing_text(struct sam_listing *listing, struct sam_draft *draft, const char *name,
                      const char *text);
/* Sets a field unless study.json maps something to it. */
void sam_listing_field(struct sam_draft *draft, enum sam_field field, const char *text);
/* Makes room for count records in the page; the draft into the next place. SAM_E_LIMIT: no room. */
enum sam_status sam_listing_room(struct sam_page *page, size_t count,
                                 struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_listing_take(struct sam_page *page, const struct sam_draft *draft,
                                 struct sam_err *err) SAM_MUST_CHECK;
/* Sets one record aside as one that can't be read. */
enum sam_status sam_listing_unreadable(struct sam_page *page, const char *id, const char *reason,
                                       struct sam_err *err) SAM_MUST_CHECK;

#endif
