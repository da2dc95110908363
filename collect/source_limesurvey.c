/* LimeSurvey: responses by windows of ids, all of them complete or not.
 *
 * The server pages within an export by offset and without a snapshot, so a filter on completeness
 * or one large export silently passes over rows when something changes meanwhile; small windows of
 * ids don't shift. It tells of no edits and no deletions: an incremental pass reads what is new,
 * a margin before it, and what was still incomplete, at once where the server can; a full pass
 * reads all ids and compares their number with what the server counts before and after. */
#include "base/memory.h"
#include "base/words.h"
#include "collect/json_pointer.h"
#include "collect/limesurvey_cursor.h"
#include "collect/limesurvey_describe.h"
#include "collect/limesurvey_payload.h"
#include "collect/limesurvey_rpc.h"
#include "collect/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WINDOW = 500,
    MARGIN = 50, /* ids read again: a row may become visible after one with a higher id */
    PARTICIPANTS_A_PAGE = 1000,
    REDONE_MOST = 3,
    WIDEST = 1 << 24
};

struct range {
    long long first, last;
};

struct limesurvey {
    const struct sam_pass *pass;
    struct sam_rpc rpc;
    struct sam_participants *participants;
    struct sam_limesurvey_cursor cursor;
    struct range *again; /* ranges of open records, then the windows from next_id on */
    size_t again_count, again_at;
    long long next_id;
    long long width;
    long long highest; /* id seen in this pass */
    long long counted; /* by the server, before */
    long long seen;    /* by us */
    int redone;
    bool at_once;  /* all from next_id on in one export is still to be tried */
    bool anchored; /* that export holds the anchors too */
    bool told_unknown;
};

/* --- calls ------------------------------------------------------------------------------------ */

static cJSON *parameters_for(const struct limesurvey *s) {
    cJSON *parameters = cJSON_CreateArray();
    cJSON_AddItemToArray(parameters, cJSON_CreateNumber(strtod(s->rpc.survey, NULL)));
    return parameters;
}

static void add_text(cJSON *array, const char *text) {
    cJSON_AddItemToArray(array, cJSON_CreateString(text));
}

/* How many responses the server counts; -1 when it doesn't say. */
static enum sam_status count_responses(struct limesurvey *s, long long *count,
                                       struct sam_err *err) {
    struct sam_rpc_reply reply;
    cJSON *parameters = parameters_for(s);
    add_text(parameters, "all");
    enum sam_status status =
        sam_rpc_call(&s->rpc, "get_summary", parameters, SAM_HTTP_RETRIES, &reply, err);
    if (status == SAM_OK) {
        *count =
            sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(reply.result, "full_responses"));
        cJSON_Delete(reply.tree);
    }
    return status;
}

static enum sam_status read_participants(struct limesurvey *s, struct sam_err *err) {
    s->participants = sam_participants_new(s->pass->source);
    size_t wanted = sam_participants_wanted(s->participants);
    long long last = 0;
    long long start = 0; /* an offset, for servers that don't know conditions */
    size_t added = wanted;
    enum sam_status status = SAM_OK;
    while (status == SAM_OK && added > 0) {
        struct sam_rpc_reply reply;
        cJSON *parameters = parameters_for(s);
        /* "Start" is an offset in older versions and a number (tid) in newer ones; a condition on
         * the number means the same in all that know conditions, from 4.3 on. */
        cJSON_AddItemToArray(parameters, cJSON_CreateNumber((double)start));
        cJSON_AddItemToArray(parameters, cJSON_CreateNumber(PARTICIPANTS_A_PAGE));
        cJSON_AddItemToArray(parameters, cJSON_CreateFalse());
        cJSON *names = cJSON_CreateArray();
        for (size_t i = 0; i < wanted; i++) {
            add_text(names, sam_participants_name(s->participants, i));
        }
        cJSON_AddItemToArray(parameters, names);
        cJSON *conditions = cJSON_CreateObject();
        cJSON *beyond = cJSON_AddArrayToObject(conditions, "tid");
        add_text(beyond, ">");
        cJSON_AddItemToArray(beyond, cJSON_CreateNumber((double)last));
        cJSON_AddItemToArray(parameters, conditions);
        status =
            sam_rpc_call(&s->rpc, "list_participants", parameters, SAM_HTTP_RETRIES, &reply, err);
        if (status != SAM_OK) {
            break;
        }
        added = 0;
        if (reply.class == SAM_RPC_RESULT) {
            int got = cJSON_GetArraySize(reply.result);
            status = sam_participants_take(s->participants, reply.result, &last, &added, err);
            if (status == SAM_OK && added == 0 && got >= PARTICIPANTS_A_PAGE && start == 0) {
                /* The same page again: this one goes by offset. */
                start = got;
                added = 1;
            } else if (start > 0 && added > 0) {
                start += got;
            }
        }
        cJSON_Delete(reply.tree);
    }
    return status;
}

/* One export of the ids first .. last (0: to the end). */
static enum sam_status export_once(struct limesurvey *s, long long first, long long last,
                                   int retries, struct sam_export *export, struct sam_page *page,
                                   struct sam_err *err) {
    struct sam_rpc_reply reply;
    cJSON *parameters = parameters_for(s);
    add_text(parameters, "json");
    cJSON_AddItemToArray(parameters, cJSON_CreateNull());
    add_text(parameters, "all");
    add_text(parameters, "code");
    add_text(parameters, "short");
    cJSON_AddItemToArray(parameters, cJSON_CreateNumber((double)first));
    cJSON_AddItemToArray(parameters,
                         last > 0 ? cJSON_CreateNumber((double)last) : cJSON_CreateNull());
    sam_page_clear(page);
    export->id_count = export->anchor_count = 0;
    enum sam_status status =
        sam_rpc_call(&s->rpc, "export_responses", parameters, retries, &reply, err);
    if (status != SAM_OK) {
        return status;
    }
    if (reply.class == SAM_RPC_RESULT && cJSON_IsString(reply.result)) {
        const char *text = reply.result->valuestring;
        status = sam_limesurvey_export(text, strlen(text), export, page, err);
    } else if (reply.class == SAM_RPC_RESULT) {
        status = sam_fail_cause(err, SAM_E_REMOTE, SAM_RPC_GARBLED,
                                _("LimeSurvey sent no export but something else"));
    }
    cJSON_Delete(reply.tree);
    return status;
}

static bool less_may_help(enum sam_status status, const struct sam_err *err) {
    return status == SAM_E_NET || status == SAM_E_LIMIT ||
           (status == SAM_E_REMOTE && err->cause == SAM_RPC_GARBLED);
}

/* One id that can't be exported though the server is well is set aside, with its number. */
static enum sam_status set_aside(struct limesurvey *s, long long id, struct sam_page *page,
                                 struct sam_err *err) {
    struct sam_err why = *err;
    long long count = 0;
    char text[48];
    enum sam_status status = count_responses(s, &count, err);
    if (status != SAM_OK) {
        *err = why;
        return why.status;
    }
    sam_page_clear(page);
    page->unreadable = sam_arena_alloc(page->arena, sizeof *page->unreadable);
    page->unreadable[0] = (struct sam_unreadable){
        sam_arena_strdup(page->arena, sam_limesurvey_record_id(s->cursor.activation, id, text)),
        sam_arena_strdup(page->arena, why.text)};
    page->unreadable_count = 1;
    return SAM_OK;
}

/* Exports a window from `first` on, at most to *last, in smaller ones as far as needed; *last
 * becomes what was covered. */
static enum sam_status export_window(struct limesurvey *s, long long first, long long *last,
                                     struct sam_export *export, struct sam_page *page,
                                     struct sam_err *err) {
    for (;;) {
        bool single = *last == first;
        enum sam_status status =
            export_once(s, first, *last, single ? SAM_HTTP_RETRIES : 1, export, page, err);
        if (status == SAM_OK) {
            if (export->id_count > 0) {
                s->width = s->width * 2 < WINDOW ? s->width * 2 : WINDOW;
            }
            return SAM_OK;
        }
        if (!less_may_help(status, err)) {
            return status;
        }
        if (single) {
            return set_aside(s, first, page, err);
        }
        s->width = (*last - first + 1) / 2;
        *last = first + s->width - 1;
        if (!sam_http_wait(s->pass->http, 0)) {
            return sam_fail(err, SAM_E_STOPPED, _("stopped while waiting"));
        }
    }
}

/* --- opening ---------------------------------------------------------------------------------- */

static int compare_ids(const void *a, const void *b) {
    long long left = *(const long long *)a;
    long long right = *(const long long *)b;
    return left < right ? -1 : left > right;
}

/* Open records below the margin, gathered into ranges of at most a window. */
static void plan_open(struct limesurvey *s) {
    const struct sam_pass *pass = s->pass;
    long long *ids = sam_xcalloc(pass->open_count + 1, sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < pass->open_count; i++) {
        long long id = sam_limesurvey_id(s->cursor.activation, pass->open_ids[i]);
        if (id > 0 && id < s->next_id) {
            ids[count++] = id;
        }
    }
    if (count > 0) {
        qsort(ids, count, sizeof *ids, compare_ids);
    }
    s->again = sam_xcalloc(count + 1, sizeof *s->again);
    for (size_t i = 0; i < count; i++) {
        struct range *range = &s->again[s->again_count];
        if (s->again_count > 0 && ids[i] < range[-1].first + WINDOW) {
            range[-1].last = ids[i];
        } else {
            *range = (struct range){ids[i], ids[i]};
            s->again_count++;
        }
    }
    free(ids);
}

/* Tells it, and begins the new activation, if the export shows that there is one. */
static bool begin_if_stale(struct limesurvey *s, const struct sam_export *export) {
    if (!sam_limesurvey_cursor_is_stale(&s->cursor, export)) {
        return false;
    }
    sam_pass_notice(s->pass,
                    _("source %s: the numbers of survey %s start again: it was deactivated "
                      "and activated anew. What was collected before is kept, and the new "
                      "responses are added to it"),
                    s->pass->source->name, s->rpc.survey);
    s->cursor = (struct sam_limesurvey_cursor){.activation = s->cursor.activation + 1};
    s->next_id = 1;
    return true;
}

/* Has the survey been activated anew since the last pass? */
static enum sam_status look_for_new_activation(struct limesurvey *s, struct sam_err *err) {
    if (s->cursor.anchor_count == 0) {
        return SAM_OK;
    }
    struct sam_page page;
    sam_page_init(&page);
    struct sam_export export = {.mapper = s->pass->mapper, .activation = 1};
    long long last = s->cursor.anchors[0].id;
    for (size_t i = 0; i < s->cursor.anchor_count; i++) {
        last = s->cursor.anchors[i].id > last ? s->cursor.anchors[i].id : last;
    }
    enum sam_status status = export_window(s, s->cursor.anchors[0].id, &last, &export, &page, err);
    if (status == SAM_OK) {
        begin_if_stale(s, &export);
    }
    sam_page_fini(&page);
    return status;
}

/* Where to go on, and whether that is so near the first records that one export holds both. */
static void plan_start(struct limesurvey *s) {
    const struct sam_limesurvey_cursor *cursor = &s->cursor;
    s->next_id = s->pass->full || cursor->max_id <= MARGIN ? 1 : cursor->max_id - MARGIN + 1;
    s->at_once = !s->pass->full && cursor->max_id > 0;
    s->anchored =
        s->at_once && cursor->anchor_count > 0 && cursor->max_id - cursor->anchors[0].id < WINDOW;
    if (s->anchored && cursor->anchors[0].id < s->next_id) {
        s->next_id = cursor->anchors[0].id;
    }
}

static void limesurvey_close(void *state) {
    struct limesurvey *s = state;
    sam_rpc_close(&s->rpc);
    sam_participants_free(s->participants);
    free(s->again);
    free(s);
}

static enum sam_status limesurvey_open(const struct sam_pass *pass, void **state,
                                       struct sam_err *err) {
    struct limesurvey *s = sam_xcalloc(1, sizeof *s);
    s->pass = pass;
    s->rpc = (struct sam_rpc){.http = pass->http,
                              .url = pass->source->url,
                              .user = pass->source->user,
                              .survey = pass->source->survey,
                              .secret = pass->secret};
    s->width = WINDOW;
    sam_limesurvey_cursor_read(&s->cursor, pass->cursor);
    plan_start(s);
    enum sam_status status = sam_rpc_open(&s->rpc, err);
    if (status == SAM_OK && !s->at_once) {
        status = count_responses(s, &s->counted, err);
    }
    if (status == SAM_OK) {
        status = read_participants(s, err);
    }
    if (status == SAM_OK && !s->anchored) {
        status = look_for_new_activation(s, err);
    }
    if (status != SAM_OK) {
        limesurvey_close(s);
        return status;
    }
    if (!pass->full) {
        plan_open(s);
    }
    *state = s;
    return SAM_OK;
}

/* --- reading ---------------------------------------------------------------------------------- */

static void tell_unknown(struct limesurvey *s, const struct sam_buf *unknown) {
    if (unknown->length > 0 && !s->told_unknown) {
        s->told_unknown = true;
        sam_pass_notice(s->pass,
                        _("source %s: not collected, because the questionnaire has no such "
                          "statement: %s (map them in the source's \"map\", to \"\" to leave "
                          "them out)"),
                        s->pass->source->name, unknown->data);
    }
}

/* At the end of a full pass: did we see as many as the server counts? If not, and not too often
 * yet, from the beginning. */
static enum sam_status compare_count(struct limesurvey *s, struct sam_page *page,
                                     struct sam_err *err) {
    long long now = -1;
    enum sam_status status = count_responses(s, &now, err);
    if (status != SAM_OK || now < 0 || now == s->seen) {
        return status;
    }
    if (s->redone < REDONE_MOST) {
        s->redone++;
        s->next_id = 1;
        s->seen = 0;
        s->counted = now;
        page->more = true;
        return SAM_OK;
    }
    sam_pass_notice(s->pass,
                    _("source %s: survey %s changed while it was read, %d times in a row: the "
                      "server counts %lld responses (%lld before), %lld were read. Nothing is "
                      "called withdrawn; run again with --full at a quiet moment"),
                    s->pass->source->name, s->rpc.survey, REDONE_MOST + 1, now, s->counted,
                    s->seen);
    page->unsure = true;
    return SAM_OK;
}

/* Behind an empty window: is there anything further on? */
static enum sam_status look_further(struct limesurvey *s, struct sam_export *export,
                                    struct sam_page *page, struct sam_err *err) {
    enum sam_status status = export_once(s, s->next_id, 0, 1, export, page, err);
    if (status == SAM_OK) {
        page->more = export->id_count > 0;
        if (page->more) {
            s->next_id = export->ids[export->id_count - 1] + 1;
        }
        return SAM_OK;
    }
    if (!less_may_help(status, err) || s->width >= WIDEST) {
        return status;
    }
    /* Too much for one answer, so there is something: on in ever wider windows. */
    sam_page_clear(page);
    export->id_count = export->anchor_count = 0;
    s->width *= 2;
    page->more = true;
    return SAM_OK;
}

/* Nothing of the page; the windows come next. */
static void leave_to_windows(struct sam_export *export, struct sam_page *page) {
    sam_page_clear(page);
    export->id_count = export->anchor_count = 0;
    page->more = true;
}

/* What is new since the last pass is mostly little: everything from there on in one export. More
 * than the server can do at once, or a new activation, is read in windows. */
static enum sam_status read_at_once(struct limesurvey *s, struct sam_export *export,
                                    struct sam_page *page, struct sam_err *err) {
    s->at_once = false;
    enum sam_status status = export_once(s, s->next_id, 0, 1, export, page, err);
    if (status == SAM_OK) {
        page->more = false;
        if (s->anchored && begin_if_stale(s, export)) {
            leave_to_windows(export, page);
        }
    } else if (less_may_help(status, err)) {
        status = s->anchored ? look_for_new_activation(s, err) : SAM_OK;
        leave_to_windows(export, page);
    }
    return status;
}

static enum sam_status read_window(struct limesurvey *s, struct sam_export *export,
                                   struct sam_page *page, struct sam_err *err) {
    long long last = s->next_id + s->width - 1;
    enum sam_status status = export_window(s, s->next_id, &last, export, page, err);
    if (status != SAM_OK) {
        return status;
    }
    s->next_id = last + 1;
    page->more = true;
    if (export->id_count == 0 && page->unreadable_count == 0) {
        status = look_further(s, export, page, err);
    }
    return status;
}

static enum sam_status read_on(struct limesurvey *s, struct sam_export *export,
                               struct sam_page *page, struct sam_err *err) {
    enum sam_status status =
        s->at_once ? read_at_once(s, export, page, err) : read_window(s, export, page, err);
    if (status != SAM_OK) {
        return status;
    }
    s->seen += (long long)(export->id_count + page->unreadable_count);
    if (export->id_count > 0 && export->ids[export->id_count - 1] > s->highest) {
        s->highest = export->ids[export->id_count - 1];
    }
    if (s->highest > s->cursor.max_id) {
        s->cursor.max_id = s->highest;
    }
    sam_limesurvey_cursor_anchor(&s->cursor, export);
    if (status == SAM_OK && !page->more && s->pass->full) {
        status = compare_count(s, page, err);
    }
    return status;
}

static enum sam_status limesurvey_next(void *state, struct sam_page *page, struct sam_err *err) {
    struct limesurvey *s = state;
    struct sam_buf text;
    struct sam_export export = {.mapper = s->pass->mapper,
                                .participants = s->participants,
                                .activation = s->cursor.activation,
                                .unknown = &text};
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    enum sam_status status = SAM_OK;
    if (s->again_at < s->again_count) {
        struct range *range = &s->again[s->again_at];
        long long last = range->last;
        status = export_window(s, range->first, &last, &export, page, err);
        page->more = true;
        range->first = last + 1;
        s->again_at += range->first > range->last;
    } else {
        status = read_on(s, &export, page, err);
    }
    if (status == SAM_OK) {
        tell_unknown(s, &text);
        sam_buf_clear(&text);
        sam_limesurvey_cursor_write(&s->cursor, &text);
        page->cursor = sam_arena_strdup(page->arena, text.data);
    }
    sam_buf_fini(&text);
    return status;
}

static enum sam_status limesurvey_describe(void *state, struct sam_questions *questions,
                                           struct sam_err *err) {
    struct limesurvey *s = state;
    return sam_limesurvey_describe(&s->rpc, questions, err);
}

const struct sam_platform sam_platform_limesurvey = {limesurvey_open, limesurvey_describe,
                                                     limesurvey_next, limesurvey_close};
