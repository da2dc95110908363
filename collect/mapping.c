#include "collect/mapping.h"

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/moment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const field_names[SAM_FIELDS] = {
    "respondent", "alliance", "organisation", "role", "wave", "language", "submitted_at"};

struct mapping_table {
    struct sam_dictionary *from; /* number = index in pairs */
    const struct sam_mapping *pairs;
};

struct sam_mapper {
    const struct sam_questionnaire *questionnaire;
    bool answer_codes;
    const struct sam_zone *zone;
    bool tells_blank;
    struct mapping_table map, values, alliances, organisations, roles;
    struct sam_dictionary *mapped_to; /* every "to" in map */
    struct sam_dictionary *own;       /* ids of items, then of open questions */
    struct sam_dictionary *labels;    /* of the scale; number = index in label_answers */
    char label_answers[SAM_LANGS * (SAM_POINTS_MAX + 1)][4];
    size_t label_count;
};

static struct mapping_table make_table(const struct sam_mapping *pairs, size_t count) {
    struct mapping_table table = {sam_dictionary_new(), pairs};
    for (size_t i = 0; i < count; i++) {
        sam_dictionary_add(table.from, pairs[i].from, strlen(pairs[i].from));
    }
    return table;
}

/* What text is written as, or NULL when the table doesn't say. */
static const char *look_up(const struct mapping_table *table, const char *text, size_t length) {
    uint32_t at = sam_dictionary_find(table->from, text, length);
    return at != SAM_NOT_IN_DICTIONARY ? table->pairs[at].to : NULL;
}

/* Blanks around it gone and capitals small (those of ASCII), so that labels compare as people do;
 * *length becomes the folded one's, at most LABEL_MOST. */
enum { LABEL_MOST = 200 };
static void fold(const char *text, size_t *length, char folded[LABEL_MOST]) {
    *length = *length < LABEL_MOST ? *length : LABEL_MOST;
    for (size_t i = 0; i < *length; i++) {
        folded[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + ('a' - 'A') : text[i]);
    }
}

static void add_label(struct sam_mapper *mapper, const char *label, const char *answer) {
    char folded[LABEL_MOST];
    size_t length = label != NULL ? strlen(label) : 0;
    fold(label, &length, folded);
    if (length > 0 && sam_dictionary_add(mapper->labels, folded, length) == mapper->label_count) {
        snprintf(mapper->label_answers[mapper->label_count++], sizeof *mapper->label_answers, "%s",
                 answer);
    }
}

static void add_labels(struct sam_mapper *mapper) {
    const struct sam_questionnaire *questionnaire = mapper->questionnaire;
    mapper->labels = sam_dictionary_new();
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        for (int point = 0; point < questionnaire->points; point++) {
            char answer[4];
            snprintf(answer, sizeof answer, "%d", point + 1);
            add_label(mapper, questionnaire->labels[point].in[lang], answer);
        }
        add_label(mapper, questionnaire->dont_know.in[lang], "dk");
    }
}

struct sam_mapper *sam_mapper_new(const struct sam_source *source,
                                  const struct sam_questionnaire *questionnaire,
                                  bool answer_codes) {
    struct sam_mapper *mapper = sam_xcalloc(1, sizeof *mapper);
    mapper->questionnaire = questionnaire;
    mapper->answer_codes = answer_codes;
    mapper->map = make_table(source->map, source->map_count);
    mapper->values = make_table(source->values, source->value_count);
    mapper->alliances = make_table(source->alliances, source->alliance_count);
    mapper->organisations = make_table(source->organisations, source->organisation_count);
    mapper->roles = make_table(source->roles, source->role_count);
    mapper->mapped_to = sam_dictionary_new();
    for (size_t i = 0; i < source->map_count; i++) {
        sam_dictionary_add(mapper->mapped_to, source->map[i].to, strlen(source->map[i].to));
    }
    mapper->own = sam_dictionary_new();
    for (size_t i = 0; i < questionnaire->item_count; i++) {
        const char *id = questionnaire->items[i].id;
        sam_dictionary_add(mapper->own, id, strlen(id));
    }
    for (size_t i = 0; i < questionnaire->open_count; i++) {
        const char *id = questionnaire->open_questions[i].id;
        sam_dictionary_add(mapper->own, id, strlen(id));
    }
    add_labels(mapper);
    return mapper;
}

void sam_mapper_tells_blank(struct sam_mapper *mapper, bool tells) {
    mapper->tells_blank = tells;
}

void sam_mapper_use_zone(struct sam_mapper *mapper, const struct sam_zone *zone) {
    mapper->zone = zone;
}

void sam_mapper_free(struct sam_mapper *mapper) {
    if (mapper == NULL) {
        return;
    }
    sam_dictionary_free(mapper->map.from);
    sam_dictionary_free(mapper->values.from);
    sam_dictionary_free(mapper->alliances.from);
    sam_dictionary_free(mapper->organisations.from);
    sam_dictionary_free(mapper->roles.from);
    sam_dictionary_free(mapper->mapped_to);
    sam_dictionary_free(mapper->own);
    sam_dictionary_free(mapper->labels);
    free(mapper);
}

static bool is_mapped_to(const struct sam_mapper *mapper, const char *name, size_t length) {
    return sam_dictionary_find(mapper->mapped_to, name, length) != SAM_NOT_IN_DICTIONARY;
}

bool sam_mapper_maps(const struct sam_mapper *mapper, enum sam_field field) {
    return is_mapped_to(mapper, field_names[field], strlen(field_names[field]));
}

/* The target that has exactly this name of ours. */
static struct sam_target own_target(const struct sam_mapper *mapper, const char *name,
                                    size_t length) {
    for (int i = 0; i < SAM_FIELDS; i++) {
        if (strlen(field_names[i]) == length && memcmp(field_names[i], name, length) == 0) {
            return (struct sam_target){.kind = SAM_TARGET_FIELD, .field = (enum sam_field)i};
        }
    }
    uint32_t at = sam_dictionary_find(mapper->own, name, length);
    if (at == SAM_NOT_IN_DICTIONARY) {
        return (struct sam_target){.kind = SAM_TARGET_UNKNOWN};
    }
    return (struct sam_target){.kind = SAM_TARGET_ANSWER,
                               .name = sam_dictionary_text(mapper->own, at),
                               .item = at < mapper->questionnaire->item_count};
}

struct sam_target sam_mapper_target(const struct sam_mapper *mapper, const char *name) {
    size_t length = strlen(name);
    const char *to = look_up(&mapper->map, name, length);
    if (to != NULL) {
        if (to[0] == '\0') {
            return (struct sam_target){.kind = SAM_TARGET_UNWANTED};
        }
        struct sam_target target = own_target(mapper, to, strlen(to));
        if (target.kind == SAM_TARGET_UNKNOWN) {
            target = (struct sam_target){.kind = SAM_TARGET_ANSWER, .name = to};
        }
        return target;
    }
    /* The last pair of brackets of a heading "code[id]", or the last part of a path "group/id". */
    const char *open = strrchr(name, '[');
    const char *slash = strrchr(name, '/');
    bool bracketed = open != NULL && length > 2 && name[length - 1] == ']';
    if (bracketed) {
        name = open + 1;
        length = strlen(name) - 1;
    } else if (slash != NULL && name[0] != '/') {
        name = slash + 1;
        length = strlen(name);
    }
    struct sam_target target = own_target(mapper, name, length);
    if (target.kind == SAM_TARGET_UNKNOWN || is_mapped_to(mapper, name, length) ||
        (bracketed && target.kind == SAM_TARGET_FIELD)) {
        return (struct sam_target){.kind = SAM_TARGET_UNKNOWN};
    }
    return target;
}

/* --- values ----------------------------------------------------------------------------------- */

static const char *without_blanks(const char *text, size_t *length) {
    text += strspn(text, " \t\r\n");
    *length = strlen(text);
    while (*length > 0 && strchr(" \t\r\n", text[*length - 1]) != NULL) {
        (*length)--;
    }
    return text;
}

/* Length of the digits when text is digits, a point and only zeros; else 0. */
static size_t whole_part(const char *text, size_t length) {
    size_t digits = 0;
    while (digits < length && text[digits] >= '0' && text[digits] <= '9') {
        digits++;
    }
    size_t i = digits;
    if (i < length && text[i] == '.') {
        do {
            i++;
        } while (i < length && text[i] == '0');
    }
    return i == length ? digits : 0;
}

const char *sam_mapper_label(const struct sam_mapper *mapper, const char *text) {
    char folded[LABEL_MOST];
    size_t length = 0;
    text = without_blanks(text, &length);
    if (length == 0 || length > LABEL_MOST) {
        return NULL;
    }
    fold(text, &length, folded);
    uint32_t at = sam_dictionary_find(mapper->labels, folded, length);
    return at != SAM_NOT_IN_DICTIONARY ? mapper->label_answers[at] : NULL;
}

static const char *answer_text(struct sam_draft *draft, const char *text) {
    const struct sam_mapper *mapper = draft->mapper;
    size_t length = 0;
    text = without_blanks(text, &length);
    const char *to = look_up(&mapper->values, text, length);
    if (to != NULL) {
        return to;
    }
    if (mapper->answer_codes && length >= 2 && text[0] == 'A' &&
        whole_part(text + 1, length - 1) == length - 1 && length <= 3) {
        int code = length == 2 ? text[1] - '0' : 10 * (text[1] - '0') + text[2] - '0';
        if (code >= 1 && code <= mapper->questionnaire->points && text[1] != '0') {
            return sam_arena_strndup(draft->arena, text + 1, length - 1);
        }
    }
    size_t whole = whole_part(text, length);
    const char *label = whole == 0 ? sam_mapper_label(mapper, text) : NULL;
    return label != NULL ? label
                         : sam_arena_strndup(draft->arena, text, whole > 0 ? whole : length);
}

static const char *field_text(struct sam_draft *draft, enum sam_field field, const char *text) {
    const struct mapping_table *table = field == SAM_FIELD_ALLIANCE ? &draft->mapper->alliances
                                        : field == SAM_FIELD_ORGANISATION
                                            ? &draft->mapper->organisations
                                        : field == SAM_FIELD_ROLE ? &draft->mapper->roles
                                                                  : NULL;
    size_t length = 0;
    text = without_blanks(text, &length);
    const char *to = table != NULL ? look_up(table, text, length) : NULL;
    return to != NULL ? to : sam_arena_strndup(draft->arena, text, length);
}

/* A date alone stays a date. */
static const char *moment_text(struct sam_draft *draft, const char *text) {
    const struct sam_zone *zone = draft->mapper->zone;
    size_t length = strlen(text);
    const size_t date = sizeof "2026-03-01" - 1;
    if (zone == NULL || length <= date || !sam_moment_valid(text) ||
        strpbrk(text + date, "Z+-") != NULL) {
        return text;
    }
    char with_zone[64];
    int32_t offset = sam_zone_offset(zone, (int64_t)sam_moment_seconds(text));
    int minutes = (offset < 0 ? -offset : offset) / 60;
    snprintf(with_zone, sizeof with_zone, "%.50s%c%02d:%02d", text, offset < 0 ? '-' : '+',
             minutes / 60, minutes % 60);
    return sam_arena_strdup(draft->arena, with_zone);
}

void sam_draft_start(struct sam_draft *draft, const struct sam_mapper *mapper,
                     struct sam_arena *arena) {
    *draft = (struct sam_draft){.mapper = mapper,
                                .arena = arena,
                                .raw = {.complete = true},
                                .tells_blank = mapper->tells_blank};
}

const char *sam_draft_copy(struct sam_draft *draft, const char *text) {
    const char *copy = sam_arena_strdup(draft->arena, text);
    draft->full = draft->full || copy == NULL;
    return copy != NULL ? copy : "";
}

static const char **field_of(struct sam_raw_response *raw, enum sam_field field) {
    const char **const fields[SAM_FIELDS] = {&raw->respondent,  &raw->alliance, &raw->organisation,
                                             &raw->role,        &raw->wave,     &raw->language,
                                             &raw->submitted_at};
    return fields[field];
}

void sam_draft_field(struct sam_draft *draft, enum sam_field field, const char *text) {
    const char *copy = field_text(draft, field, text != NULL ? text : "");
    if (copy != NULL && field == SAM_FIELD_SUBMITTED_AT) {
        copy = moment_text(draft, copy);
    }
    draft->full = draft->full || copy == NULL;
    *field_of(&draft->raw, field) = copy;
}

static void put_answer(struct sam_draft *draft, const struct sam_target *target, const char *text) {
    struct sam_raw_response *raw = &draft->raw;
    if (raw->answer_count == draft->room) {
        size_t room = sam_grow(draft->room, draft->room + 1);
        struct sam_raw_answer *more = sam_arena_alloc(draft->arena, room * sizeof *more);
        if (more == NULL) {
            draft->full = true;
            return;
        }
        if (raw->answer_count > 0) {
            memcpy(more, raw->answers, raw->answer_count * sizeof *more);
        }
        raw->answers = more;
        draft->room = room;
    }
    const char *copy =
        target->item ? answer_text(draft, text) : sam_arena_strdup(draft->arena, text);
    draft->full = draft->full || copy == NULL;
    raw->answers[raw->answer_count++] =
        (struct sam_raw_answer){target->name, copy != NULL ? copy : "",
                                draft->tells_blank && target->item && text[0] == '\0'};
}

void sam_draft_put(struct sam_draft *draft, const struct sam_target *target, const char *text) {
    if (target->kind == SAM_TARGET_FIELD) {
        sam_draft_field(draft, target->field, text);
    } else if (target->kind == SAM_TARGET_ANSWER) {
        put_answer(draft, target, text != NULL ? text : "");
    }
}
