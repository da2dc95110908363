#include "collect/limesurvey_payload.h"

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/words.h"
#include "collect/base64.h"
#include "collect/json_pointer.h"
#include "collect/limesurvey_rpc.h"
#include "model/json_reader.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXPORT_LIMIT = 192 << 20, UNKNOWN_LIMIT = 600 };

const char *sam_limesurvey_record_id(int activation, long long id, char text[48]) {
    if (activation <= 1) {
        snprintf(text, 48, "%lld", id);
    } else {
        snprintf(text, 48, "a%d-%lld", activation, id);
    }
    return text;
}

long long sam_limesurvey_id(int activation, const char *record_id) {
    char prefix[24] = "";
    long long id = 0;
    if (activation > 1) {
        snprintf(prefix, sizeof prefix, "a%d-", activation);
    }
    size_t length = strlen(prefix);
    if (strncmp(record_id, prefix, length) != 0 || record_id[length] < '0' ||
        record_id[length] > '9' ||
        !sam_number_whole(record_id + length, strlen(record_id + length), &id)) {
        return 0;
    }
    return id;
}

/* --- records ---------------------------------------------------------------------------------- */

/* Columns every survey has; they are no questions. */
static bool is_own_column(const char *name) {
    static const char *const names[] = {"id",        "submitdate", "lastpage",  "startlanguage",
                                        "seed",      "token",      "startdate", "datestamp",
                                        "ipaddr",    "refurl",     "tid",       "completed",
                                        "firstname", "lastname",   "email"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return strncmp(name, "attribute_", 10) == 0;
}

static const char *text_of(const cJSON *record, const char *name) {
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(record, name);
    return cJSON_IsString(value) ? value->valuestring : "";
}

static void note_unknown(struct sam_buf *unknown, const char *name) {
    size_t length = strlen(name);
    if (unknown == NULL || unknown->length + length > UNKNOWN_LIMIT) {
        return;
    }
    /* Is it there already, between commas? */
    const char *at = unknown->data;
    while (at != NULL && (at = strstr(at, name)) != NULL) {
        bool starts = at == unknown->data || at[-1] == ' ';
        if (starts && (at[length] == ',' || at[length] == '\0')) {
            return;
        }
        at++;
    }
    sam_buf_printf(unknown, "%s%s", unknown->length > 0 ? ", " : "", name);
}

/* The completion moment 1980-01-01 00:00:00 is what LimeSurvey writes when the survey keeps no
 * dates: finished, moment unknown. */
static void put_state(struct sam_draft *draft, const cJSON *record) {
    const char *submitted = text_of(record, "submitdate");
    draft->raw.complete = submitted[0] != '\0';
    if (strcmp(submitted, "1980-01-01 00:00:00") == 0) {
        submitted = "";
    }
    if (!sam_mapper_maps(draft->mapper, SAM_FIELD_SUBMITTED_AT)) {
        sam_draft_field(draft, SAM_FIELD_SUBMITTED_AT, submitted);
    }
    if (!sam_mapper_maps(draft->mapper, SAM_FIELD_RESPONDENT)) {
        sam_draft_field(draft, SAM_FIELD_RESPONDENT, text_of(record, "token"));
    }
    const char *language = text_of(record, "startlanguage");
    enum sam_lang known = SAM_NL;
    if (!sam_mapper_maps(draft->mapper, SAM_FIELD_LANGUAGE) &&
        sam_lang_read(language, &known) == 0) {
        sam_draft_field(draft, SAM_FIELD_LANGUAGE, sam_lang_code(known));
    }
    draft->raw.modified_at = sam_arena_strdup(draft->arena, text_of(record, "datestamp"));
    draft->full = draft->full || draft->raw.modified_at == NULL;
}

/* Versions up to 6.2 give null for what was never seen, and "" for what was left blank; later ones
 * "" for both. In an export without any null nobody can tell which of these it is. */
static bool has_null(const cJSON *list, const struct sam_export *export) {
    const cJSON *record = NULL;
    cJSON_ArrayForEach(record, list) {
        const cJSON *only = record->child;
        const cJSON *member = NULL;
        const cJSON *members = cJSON_IsObject(only) && only->next == NULL ? only : record;
        cJSON_ArrayForEach(member, members) {
            if (cJSON_IsNull(member) && sam_mapper_target(export->mapper, member->string).item) {
                return true;
            }
        }
    }
    return false;
}

static void put_answers(struct sam_draft *draft, const cJSON *record, struct sam_export *export) {
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, record) {
        struct sam_target target = sam_mapper_target(draft->mapper, member->string);
        if (target.kind == SAM_TARGET_UNKNOWN) {
            if (!is_own_column(member->string)) {
                note_unknown(export->unknown, member->string);
            }
            continue;
        }
        if (target.item && cJSON_IsNull(member)) {
            continue;
        }
        const char *text = sam_json_value_text(member, draft->arena);
        draft->full = draft->full || text == NULL;
        sam_draft_put(draft, &target, text);
    }
}

static unsigned long long mark_of(const cJSON *record) {
    static const char *const names[] = {"startdate", "seed", "token"};
    uint64_t hash = 0;
    bool something = false;
    for (size_t i = 0; i < 3; i++) {
        const char *text = text_of(record, names[i]);
        hash = sam_hash64(text, strlen(text) + 1, hash);
        something = something || text[0] != '\0';
    }
    return something ? hash : 0;
}

static void put_participant(struct sam_draft *draft, const struct sam_participants *participants,
                            const char *token);

static enum sam_status take_record(const cJSON *record, struct sam_export *export,
                                   struct sam_page *page, struct sam_err *err) {
    /* Older versions: {"17": {...}}. */
    const cJSON *only = cJSON_IsObject(record) ? record->child : NULL;
    const cJSON *id_value = NULL;
    char wrapped[24] = "";
    if (only != NULL && only->next == NULL && cJSON_IsObject(only)) {
        snprintf(wrapped, sizeof wrapped, "%s", only->string);
        record = only;
    }
    if (!cJSON_IsObject(record)) {
        return sam_fail_cause(err, SAM_E_REMOTE, SAM_RPC_GARBLED,
                              _("the export holds something that is no response"));
    }
    id_value = cJSON_GetObjectItemCaseSensitive(record, "id");
    long long id = sam_json_value_whole(id_value);
    if (id_value == NULL && wrapped[0] != '\0' &&
        !sam_number_whole(wrapped, strlen(wrapped), &id)) {
        id = -1;
    }
    if (id == 0 ||
        (id_value != NULL && cJSON_IsString(id_value) && id_value->valuestring[0] == '\0') ||
        cJSON_IsNull(id_value)) {
        return SAM_OK;
    }
    if (id < 0) {
        return sam_fail_cause(err, SAM_E_REMOTE, SAM_RPC_GARBLED,
                              _("the export holds a response without a number"));
    }
    struct sam_draft draft;
    char text[48];
    sam_draft_start(&draft, export->mapper, page->arena);
    draft.tells_blank = export->tells_blank;
    draft.raw.record_id =
        sam_arena_strdup(page->arena, sam_limesurvey_record_id(export->activation, id, text));
    put_state(&draft, record);
    put_answers(&draft, record, export);
    put_participant(&draft, export->participants, text_of(record, "token"));
    if (draft.full || draft.raw.record_id == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("the export is larger than is read"));
    }
    export->ids[export->id_count++] = id;
    export->anchors[export->anchor_count++] = (struct sam_anchor){id, mark_of(record)};
    page->records[page->record_count++] = draft.raw;
    return SAM_OK;
}

static int compare_ids(const void *a, const void *b) {
    long long left = *(const long long *)a;
    long long right = *(const long long *)b;
    return left < right ? -1 : left > right;
}

static void sort_ids(struct sam_export *export) {
    if (export->id_count == 0) {
        return;
    }
    qsort(export->ids, export->id_count, sizeof *export->ids, compare_ids);
    size_t kept = 1;
    for (size_t i = 1; i < export->id_count; i++) {
        if (export->ids[i] != export->ids[kept - 1]) {
            export->ids[kept++] = export->ids[i];
        }
    }
    export->id_count = kept;
}

static enum sam_status take_list(const cJSON *tree, struct sam_export *export,
                                 struct sam_page *page, struct sam_err *err) {
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(tree, "responses");
    if (!cJSON_IsArray(list)) {
        return sam_fail_cause(err, SAM_E_REMOTE, SAM_RPC_GARBLED,
                              _("the export holds no list of responses"));
    }
    size_t count = (size_t)cJSON_GetArraySize(list);
    export->tells_blank = has_null(list, export);
    page->records = sam_arena_alloc(page->arena, count * sizeof *page->records + 1);
    export->ids = sam_arena_alloc(page->arena, count * sizeof *export->ids + 1);
    export->anchors = sam_arena_alloc(page->arena, count * sizeof *export->anchors + 1);
    if (page->records == NULL || export->ids == NULL || export->anchors == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("the export is larger than is read"));
    }
    const cJSON *record = NULL;
    cJSON_ArrayForEach(record, list) {
        enum sam_status status = take_record(record, export, page, err);
        if (status != SAM_OK) {
            return status;
        }
    }
    sort_ids(export);
    return SAM_OK;
}

enum sam_status sam_limesurvey_export(const char *text, size_t length, struct sam_export *export,
                                      struct sam_page *page, struct sam_err *err) {
    struct sam_buf bytes;
    struct sam_err why = {0};
    export->id_count = export->anchor_count = 0;
    page->record_count = 0;
    sam_buf_init(&bytes, EXPORT_LIMIT);
    enum sam_status status = SAM_OK;
    cJSON *tree = NULL;
    if (!sam_base64_decode(text, length, &bytes)) {
        status = bytes.full ? sam_fail(err, SAM_E_LIMIT, _("the export is larger than is read"))
                            : sam_fail_cause(err, SAM_E_REMOTE, SAM_RPC_GARBLED,
                                             _("the export is not whole base64"));
    } else if (bytes.length == 0 ||
               (tree = sam_json_parse(bytes.data, bytes.length, _("the export"), &why)) == NULL) {
        status = sam_fail_cause(err, SAM_E_REMOTE, SAM_RPC_GARBLED,
                                _("the export is not whole JSON (%s)"), why.text);
    } else {
        status = take_list(tree, export, page, err);
    }
    if (status != SAM_OK) {
        page->record_count = 0;
        export->id_count = export->anchor_count = 0;
    }
    cJSON_Delete(tree);
    sam_buf_fini(&bytes);
    return status;
}

/* --- participants ----------------------------------------------------------------------------- */

struct sam_participants {
    const char **names; /* those mapped in study.json */
    size_t wanted;
    struct sam_dictionary *tokens;
    struct sam_arena *arena;
    const char ***values; /* values[number of token][name] */
    size_t room;
};

static bool is_participant_name(const char *name) {
    return strncmp(name, "attribute_", 10) == 0 || strcmp(name, "firstname") == 0 ||
           strcmp(name, "lastname") == 0 || strcmp(name, "email") == 0;
}

struct sam_participants *sam_participants_new(const struct sam_source *source) {
    struct sam_participants *p = sam_xcalloc(1, sizeof *p);
    p->arena = sam_arena_new(SAM_PAGE_LIMIT);
    p->tokens = sam_dictionary_new();
    p->names = sam_xcalloc(source->map_count + 1, sizeof *p->names);
    for (size_t i = 0; i < source->map_count; i++) {
        if (is_participant_name(source->map[i].from) && source->map[i].to[0] != '\0') {
            p->names[p->wanted++] = source->map[i].from;
        }
    }
    return p;
}

void sam_participants_free(struct sam_participants *participants) {
    if (participants != NULL) {
        sam_arena_free(participants->arena);
        sam_dictionary_free(participants->tokens);
        free(participants->names);
        free(participants->values);
        free(participants);
    }
}

size_t sam_participants_wanted(const struct sam_participants *participants) {
    return participants->wanted;
}

const char *sam_participants_name(const struct sam_participants *participants, size_t i) {
    return participants->names[i];
}

static enum sam_status take_values(struct sam_participants *p, const cJSON *participant,
                                   uint32_t number, struct sam_err *err) {
    const cJSON *info = cJSON_GetObjectItemCaseSensitive(participant, "participant_info");
    const char **values = sam_arena_alloc(p->arena, (p->wanted + 1) * sizeof *values);
    if (values == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("more participants than are read"));
    }
    for (size_t i = 0; i < p->wanted; i++) {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(participant, p->names[i]);
        if (value == NULL) {
            value = cJSON_GetObjectItemCaseSensitive(info, p->names[i]);
        }
        if (value == NULL) {
            return sam_fail(err, SAM_E_INPUT,
                            _("the survey's participants have no \"%s\"; correct \"map\" of the "
                              "source"),
                            p->names[i]);
        }
        values[i] = sam_json_value_text(value, p->arena);
    }
    if (number >= p->room) {
        p->room = sam_grow(p->room, number + 1);
        p->values = sam_xrealloc(p->values, p->room, sizeof *p->values);
    }
    p->values[number] = values;
    return SAM_OK;
}

enum sam_status sam_participants_take(struct sam_participants *p, const cJSON *result,
                                      long long *last, size_t *added, struct sam_err *err) {
    *added = 0;
    if (!cJSON_IsArray(result)) {
        return sam_fail(err, SAM_E_REMOTE, _("the list of participants is no list"));
    }
    const cJSON *participant = NULL;
    cJSON_ArrayForEach(participant, result) {
        long long tid = sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(participant, "tid"));
        if (tid < 0) {
            return sam_fail(err, SAM_E_REMOTE, _("a participant without a number (tid)"));
        }
        /* A server that ignores where to start sends the same ones again. */
        if (tid > *last) {
            *last = tid;
            (*added)++;
        }
        const char *token = text_of(participant, "token");
        if (token[0] != '\0') {
            uint32_t number = sam_dictionary_add(p->tokens, token, strlen(token));
            enum sam_status status = take_values(p, participant, number, err);
            if (status != SAM_OK) {
                return status;
            }
        }
    }
    return SAM_OK;
}

static void put_participant(struct sam_draft *draft, const struct sam_participants *p,
                            const char *token) {
    uint32_t number = p != NULL && token[0] != '\0'
                          ? sam_dictionary_find(p->tokens, token, strlen(token))
                          : SAM_NOT_IN_DICTIONARY;
    for (size_t i = 0; number != SAM_NOT_IN_DICTIONARY && i < p->wanted; i++) {
        struct sam_target target = sam_mapper_target(draft->mapper, p->names[i]);
        sam_draft_put(draft, &target, p->values[number][i]);
    }
}
