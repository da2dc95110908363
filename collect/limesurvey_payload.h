/* What export_responses and list_participants deliver, read without a network.
 *
 * An export is base64 of {"responses": [{...}, ...]}, one flat object a response; up to 4.3 each
 * was wrapped as {"17": {...}}. Versions 3 send one record of empty strings for none. */
#ifndef SAM_COLLECT_LIMESURVEY_PAYLOAD_H
#define SAM_COLLECT_LIMESURVEY_PAYLOAD_H

#include "base/buf.h"
#include "collect/source.h"

#include <cjson/cJSON.h>

/* Participants' attributes by token, for those that study.json maps. */
struct sam_participants;

struct sam_participants *sam_participants_new(const struct sam_source *source);
void sam_participants_free(struct sam_participants *participants);
/* How many are mapped, and the name of each. */
size_t sam_participants_wanted(const struct sam_participants *participants);
const char *sam_participants_name(const struct sam_participants *participants, size_t i);
/* Takes in one page; *last is the greatest tid seen, *added how many were new. SAM_E_INPUT names a
 * mapped attribute that the survey doesn't have; SAM_E_REMOTE for what is no such list. */
enum sam_status sam_participants_take(struct sam_participants *participants, const cJSON *result,
                                      long long *last, size_t *added,
                                      struct sam_err *err) SAM_MUST_CHECK;

/* Which record it was that got an id: tells a survey activated anew, whose ids start again, from
 * one whose records were edited. 0: nothing to tell it by. */
struct sam_anchor {
    long long id;
    unsigned long long mark;
};

struct sam_export {
    const struct sam_mapper *mapper;
    const struct sam_participants *participants; /* may be NULL */
    int activation;                              /* from 1; part of the record ids from 2 on */
    long long *ids;                              /* in the page's arena, ascending, each once */
    size_t id_count;
    struct sam_anchor *anchors; /* one a record, in the page's arena */
    size_t anchor_count;
    struct sam_buf *unknown; /* names of columns that mean nothing here, comma-separated */
    bool tells_blank;        /* found out: null and "" are two things in it */
};

/* The record id of a response within an activation; text has room for 48 bytes. */
const char *sam_limesurvey_record_id(int activation, long long id, char text[48]);
/* The reverse: 0 when it is no such id of this activation. */
long long sam_limesurvey_id(int activation, const char *record_id);

/* Fills the page's records from the base64 text. SAM_E_REMOTE with cause SAM_RPC_GARBLED when it is
 * not whole; SAM_E_LIMIT when it is too large. */
enum sam_status sam_limesurvey_export(const char *text, size_t length, struct sam_export *export,
                                      struct sam_page *page, struct sam_err *err) SAM_MUST_CHECK;

#endif
