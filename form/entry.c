#include "form/entry.h"

#include "base/dictionary.h"
#include "base/moment.h"
#include "base/words.h"
#include "form/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum sam_status no_room(struct sam_err *err) {
    return sam_fail(err, SAM_E_LIMIT, _("more than can be held"));
}

bool sam_entry_init(const struct sam_place *place, struct sam_arena *arena,
                    struct sam_entry *entry) {
    const struct sam_questionnaire *q = place->questionnaire;
    *entry = (struct sam_entry){.submitted_at = ""};
    entry->paradata = (struct sam_paradata){
        place->person->respondent, place->wave->id, "", "", "", "", "", "", ""};
    entry->answers = sam_arena_alloc(arena, q->item_count + 1);
    entry->open = sam_arena_alloc(arena, (q->open_count + 1) * sizeof *entry->open);
    if (entry->answers == NULL || entry->open == NULL) {
        return false;
    }
    for (size_t i = 0; i < q->open_count; i++) {
        entry->open[i] = "";
    }
    return true;
}

const char *sam_entry_record_id(const struct sam_place *place, struct sam_arena *arena) {
    size_t size = strlen(place->person->respondent) + strlen(place->wave->id) + 2;
    char *id = sam_arena_alloc(arena, size);
    if (id != NULL) {
        snprintf(id, size, "%s.%s", place->person->respondent, place->wave->id);
    }
    return id;
}

/* --- reading ---------------------------------------------------------------------------------- */

struct reading {
    const struct sam_place *place;
    struct sam_arena *arena;
    struct sam_entry *entry;
    bool full;
};

static bool take_stored(const struct sam_stored *stored, void *context) {
    struct reading *r = context;
    const struct sam_response *old = &stored->response;
    /* Ids may hold points, so two pairs of respondent and wave could give one record id. */
    if (strcmp(old->respondent, r->place->person->respondent) != 0 ||
        strcmp(old->wave, r->place->wave->id) != 0) {
        r->entry->of_another = true;
        return true;
    }
    if (stored->state == SAM_STATE_WITHDRAWN) {
        return true;
    }
    r->entry->exists = true;
    r->entry->complete = stored->state == SAM_STATE_COMPLETE;
    memcpy(r->entry->answers, old->answers, old->item_count);
    const char *submitted_at = sam_arena_strdup(r->arena, old->submitted_at);
    r->full = submitted_at == NULL;
    r->entry->submitted_at = submitted_at != NULL ? submitted_at : "";
    for (size_t i = 0; i < old->open_count; i++) {
        const char *text = sam_arena_strdup(r->arena, old->open[i].text);
        r->full = r->full || text == NULL;
        r->entry->open[old->open[i].question] = text != NULL ? text : "";
    }
    return true;
}

enum sam_status sam_entry_read(const struct sam_place *place, struct sam_store *store,
                               struct sam_arena *arena, struct sam_entry *entry,
                               struct sam_err *err) {
    struct reading reading = {.place = place, .arena = arena, .entry = entry};
    bool found = false;
    const char *id = sam_entry_record_id(place, arena);
    if (id == NULL || !sam_entry_init(place, arena, entry)) {
        return no_room(err);
    }
    enum sam_status status = sam_store_find(store, place->questionnaire, SAM_FORM_SOURCE, id,
                                            take_stored, &reading, &found, err);
    if (status == SAM_OK && reading.full) {
        status = no_room(err);
    }
    if (status == SAM_OK) {
        status = sam_store_paradata(store, place->person->respondent, place->wave->id, arena,
                                    &entry->paradata, err);
    }
    return status;
}

bool sam_entry_copy(const struct sam_place *place, const struct sam_entry *from,
                    struct sam_arena *arena, struct sam_entry *to) {
    if (!sam_entry_init(place, arena, to)) {
        return false;
    }
    struct sam_entry copy = *from;
    copy.answers = to->answers;
    copy.open = to->open;
    memcpy(copy.answers, from->answers, place->questionnaire->item_count);
    memcpy(copy.open, from->open, place->questionnaire->open_count * sizeof *copy.open);
    *to = copy;
    return true;
}

bool sam_entry_has_answers(const struct sam_place *place, const struct sam_entry *entry) {
    for (size_t i = 0; i < place->questionnaire->open_count; i++) {
        if (entry->open[i][0] != '\0') {
            return true;
        }
    }
    for (size_t i = 0; i < place->questionnaire->item_count; i++) {
        if (entry->answers[i] != SAM_MISSING) {
            return true;
        }
    }
    return false;
}

/* --- what a page showed ----------------------------------------------------------------------- */

char *sam_text_had(const char *text, char had[SAM_HAD_SIZE]) {
    snprintf(had, SAM_HAD_SIZE, "%016llx",
             (unsigned long long)sam_hash64(text, strlen(text), 0x686164U));
    return had;
}

static bool is_on(const struct sam_place *place, struct sam_step step, size_t item) {
    const struct sam_item *it = &place->questionnaire->items[item];
    return step.kind == SAM_STEP_THEME && it->theme == step.theme &&
           sam_item_is_for(it, place->person->role);
}

/* One letter an answer, in the order of the statements: - none, a for 1, b for 2, ..., ? for don't
 * know. */
static char letter_of(uint8_t answer) {
    return answer == SAM_MISSING ? '-' : answer == SAM_DONT_KNOW ? '?' : (char)('a' + answer - 1);
}

void sam_entry_had(const struct sam_place *place, struct sam_step step,
                   const struct sam_entry *entry, struct sam_buf *into) {
    for (size_t item = 0; item < place->questionnaire->item_count; item++) {
        if (is_on(place, step, item)) {
            sam_buf_char(into, letter_of(entry->answers[item]));
        }
    }
}

/* --- taking a page ---------------------------------------------------------------------------- */

struct taking {
    const struct sam_place *place;
    struct sam_step step;
    const struct sam_fields *fields;
    const char *clear;
    struct sam_arena *arena;
    struct sam_entry *entry;
    struct sam_taken *taken;
};

static void remark(struct taking *t, struct sam_remark what) {
    if (t->taken->remark_count < SAM_REMARKS_MOST) {
        t->taken->remarks[t->taken->remark_count++] = what;
    }
}

static const char *field(const struct taking *t, const char *prefix, const char *id) {
    char name[SAM_FIELD_NAME];
    snprintf(name, sizeof name, "%s%s", prefix, id);
    return sam_fields_get(t->fields, name);
}

/* shown: what the page showed, or 0 when that isn't known: then whatever was sent counts. */
static void take_item(struct taking *t, size_t item, char shown) {
    const char *id = t->place->questionnaire->items[item].id;
    const char *text = field(t, "a.", id);
    uint8_t answer = SAM_MISSING;
    if (t->clear != NULL && strcmp(t->clear, id) == 0) {
        text = "";
        shown = 0;
    }
    if (text == NULL) {
        return;
    }
    if (sam_answer_read(text, strlen(text), t->place->questionnaire->points, &answer) != 0) {
        remark(t, (struct sam_remark){SAM_REMARK_VALUE, item, SAM_NONE, NULL});
        return;
    }
    if (shown == letter_of(answer) || t->entry->answers[item] == answer) {
        return;
    }
    t->entry->answers[item] = answer;
    t->taken->changed = true;
}

static void take_items(struct taking *t) {
    const char *sent = sam_fields_get(t->fields, "had"), *had = sent != NULL ? sent : "";
    size_t at = 0, shown = strlen(had), count = 0;
    for (size_t item = 0; item < t->place->questionnaire->item_count; item++) {
        count += is_on(t->place, t->step, item);
    }
    for (size_t item = 0; item < t->place->questionnaire->item_count; item++) {
        if (is_on(t->place, t->step, item)) {
            take_item(t, item, shown == count ? had[at] : 0);
            at++;
        }
    }
}

/* As browsers send it, with line ends of one kind and without blanks around it. NULL: no room. */
static const char *tidy(const char *text, struct sam_arena *arena) {
    text += strspn(text, " \t\r\n");
    char *copy = sam_arena_strdup(arena, text);
    if (copy == NULL) {
        return NULL;
    }
    char *end = copy;
    for (const char *c = copy; *c != '\0'; c++) {
        if (c[0] == '\r' && c[1] == '\n') {
            continue;
        }
        *end++ = (char)(*c == '\r' ? '\n' : *c);
    }
    while (end > copy && strchr(" \t\n", end[-1]) != NULL) {
        end--;
    }
    *end = '\0';
    return copy;
}

static bool take_question(struct taking *t, size_t question) {
    const char *id = t->place->questionnaire->open_questions[question].id;
    const char *sent = field(t, "o.", id), *had = field(t, "had.", id);
    const char *stored = t->entry->open[question];
    char now[SAM_HAD_SIZE], was[SAM_HAD_SIZE];
    if (sent == NULL) {
        return true;
    }
    const char *text = tidy(sent, t->arena);
    if (text == NULL) {
        return false;
    }
    bool unchanged_here = had != NULL && strcmp(sam_text_had(text, now), had) == 0;
    bool unchanged_there = had == NULL || strcmp(sam_text_had(stored, was), had) == 0;
    if (unchanged_here || strcmp(text, stored) == 0) {
        return true;
    }
    if (strlen(text) > SAM_OPEN_TEXT_LIMIT) {
        remark(t, (struct sam_remark){SAM_REMARK_TOO_LONG, SAM_NONE, question, NULL});
    } else if (!unchanged_there && stored[0] != '\0') {
        remark(t, (struct sam_remark){SAM_REMARK_OTHER_TEXT, SAM_NONE, question, stored});
    }
    t->entry->open[question] = text;
    t->taken->changed = true;
    return true;
}

enum sam_status sam_entry_take(const struct sam_place *place, struct sam_step step,
                               const struct sam_fields *fields, const char *clear,
                               struct sam_arena *arena, struct sam_entry *entry,
                               struct sam_taken *taken, struct sam_err *err) {
    struct taking t = {place, step, fields, clear, arena, entry, taken};
    *taken = (struct sam_taken){0};
    if (step.kind == SAM_STEP_THEME) {
        take_items(&t);
    }
    const struct sam_questionnaire *q = place->questionnaire;
    for (size_t i = 0; step.kind == SAM_STEP_OPEN && i < q->open_count; i++) {
        if (sam_question_is_for(&q->open_questions[i], place->person->role) &&
            !take_question(&t, i)) {
            return no_room(err);
        }
    }
    return SAM_OK;
}

bool sam_taken_stops(const struct sam_taken *taken) {
    for (size_t i = 0; i < taken->remark_count; i++) {
        if (taken->remarks[i].kind != SAM_REMARK_OTHER_TEXT) {
            return true;
        }
    }
    return false;
}

/* Who sends it was shown, before that, every statement without an answer. NULL: no room. */
static const char *left_blank(const struct sam_place *place, const struct sam_entry *entry,
                              struct sam_arena *arena) {
    const struct sam_questionnaire *q = place->questionnaire;
    struct sam_buf ids;
    sam_buf_init(&ids, SAM_BUF_UNLIMITED);
    sam_buf_text(&ids, "");
    for (size_t item = 0; item < q->item_count; item++) {
        if (entry->answers[item] == SAM_MISSING &&
            sam_item_is_for(&q->items[item], place->person->role)) {
            sam_buf_printf(&ids, "%s%s", ids.length > 0 ? " " : "", q->items[item].id);
        }
    }
    const char *copy = sam_arena_strdup(arena, ids.data);
    sam_buf_fini(&ids);
    return copy;
}

/* --- storing ---------------------------------------------------------------------------------- */

enum sam_status sam_entry_store(const struct sam_place *place, struct sam_store *store,
                                const struct sam_entry *entry, enum sam_lang lang, time_t now,
                                struct sam_arena *arena, struct sam_err *err) {
    const struct sam_questionnaire *q = place->questionnaire;
    char moment[SAM_MOMENT_SIZE];
    enum sam_put what = SAM_PUT_SAME;
    struct sam_open_answer *open = sam_arena_alloc(arena, (q->open_count + 1) * sizeof *open);
    struct sam_response response = {
        .record_id = sam_entry_record_id(place, arena),
        .respondent = place->person->respondent,
        .alliance = place->study->alliances[place->person->alliance].id,
        .organisation = place->person->organisation,
        .wave = place->wave->id,
        .submitted_at = sam_moment_print(now, moment),
        .modified_at = "",
        .role = place->person->role,
        .language = (int)lang,
        .complete = entry->complete,
        .answers = entry->answers,
        .item_count = q->item_count,
        .open = open,
    };
    if (open == NULL || response.record_id == NULL) {
        return no_room(err);
    }
    for (size_t i = 0; i < q->open_count; i++) {
        if (entry->open[i][0] != '\0') {
            open[response.open_count++] = (struct sam_open_answer){i, entry->open[i]};
        }
    }
    response.left_blank = entry->complete ? left_blank(place, entry, arena) : "";
    return response.left_blank != NULL
               ? sam_store_put(store, SAM_FORM_SOURCE, q, &response, now, &what, err)
               : no_room(err);
}

struct sam_count sam_entry_count(const struct sam_place *place, struct sam_step step,
                                 const struct sam_entry *entry) {
    struct sam_count count = {0, 0};
    for (size_t item = 0; item < place->questionnaire->item_count; item++) {
        bool counts =
            step.kind == SAM_STEP_THEME
                ? is_on(place, step, item)
                : sam_item_is_for(&place->questionnaire->items[item], place->person->role);
        count.all += counts;
        count.answered += counts && entry->answers[item] != SAM_MISSING;
    }
    return count;
}
