#include "model/note.h"

#include "base/memory.h"
#include "model/sheet_rows.h"

#include <stdlib.h>
#include <string.h>

const struct sam_sheet_column sam_note_columns[SAM_NOTE_COLUMNS] = {
    {"alliance|alliantie", true}, {"wave|ronde", false},          {"topic|onderwerp", true},
    {"source|bron", true},        {"finding|bevinding", true},    {"why|waarom|toelichting", false},
    {"quote|citaat", false},      {"cleared|vrijgegeven", false}, {"respondent", false},
    {"about|waarover", false}};

const char *const sam_phase_topics[SAM_RELATIONS] = {"phase-alliance", "phase-partnership"};

static const char *const source_words[SAM_NOTE_SOURCES] = {
    "interview|group_interview|focus_group|gesprek|groepsgesprek|groepsinterview|focusgroep",
    "document|documents|documenten", "observation|observatie|waarneming"};
static const char *const finding_words[SAM_FINDINGS] = {
    "confirmed|bevestigd", "nuanced|genuanceerd", "contradicted|weersproken|tegengesproken"};
static const char *const cleared_words[] = {"no|nee|false|onwaar|0", "yes|ja|true|waar|1|x"};

static const char *const source_ids[SAM_NOTE_SOURCES] = {"interview", "document", "observation"};
static const char *const finding_ids[SAM_FINDINGS] = {"confirmed", "nuanced", "contradicted"};

static int find(const char *const *ids, int count, const char *text) {
    for (int i = 0; i < count; i++) {
        if (strcmp(ids[i], text) == 0) {
            return i;
        }
    }
    return -1;
}

const char *sam_note_source_id(enum sam_note_source source) {
    return source_ids[source];
}

int sam_note_source_read(const char *text, enum sam_note_source *source) {
    int found = find(source_ids, SAM_NOTE_SOURCES, text);
    *source = found >= 0 ? (enum sam_note_source)found : *source;
    return found >= 0 ? 0 : -1;
}

const char *sam_finding_id(enum sam_finding finding) {
    return finding_ids[finding];
}

int sam_finding_read(const char *text, enum sam_finding *finding) {
    int found = find(finding_ids, SAM_FINDINGS, text);
    *finding = found >= 0 ? (enum sam_finding)found : *finding;
    return found >= 0 ? 0 : -1;
}

bool sam_note_topic_valid(const struct sam_questionnaire *q, const char *topic) {
    return sam_questionnaire_item(q, topic) != SAM_NONE ||
           sam_questionnaire_scale(q, topic) != SAM_NONE ||
           find(sam_phase_topics, SAM_RELATIONS, topic) >= 0;
}

/* A note while its place in the study still matters. */
struct read {
    struct sam_note own;
    size_t place, row; /* wave * alliances + alliance; in the sheet */
};

struct reading {
    struct sam_sheet_rows rows;
    const struct sam_instruments *instruments;
    size_t wave; /* of rows that name none */
    struct sam_arena *arena;
    struct read *list;
    size_t count, capacity;
    bool *present;
};

static const char *keep(const struct reading *r, size_t column) {
    return sam_arena_strdup(r->arena, sam_rows_cell(&r->rows, column));
}

static size_t read_wave(const struct reading *r) {
    const char *id = sam_rows_cell(&r->rows, SAM_NOTE_WAVE);
    size_t wave = id[0] != '\0' ? sam_study_wave(r->rows.study, id) : r->wave;
    if (wave == SAM_NONE) {
        sam_rows_problem(&r->rows, SAM_NOTE_WAVE, _("wave \"%.60s\" is not in study.json"), id);
    }
    return wave;
}

static void check_topic(const struct reading *r, const char *topic, size_t wave) {
    if (topic[0] != '\0' && wave != SAM_NONE &&
        !sam_note_topic_valid(r->instruments->of_wave[wave], topic)) {
        sam_rows_problem(&r->rows, SAM_NOTE_TOPIC,
                         _("topic \"%.60s\" is no statement or scale of questionnaire %s, nor %s "
                           "or %s"),
                         topic, r->instruments->of_wave[wave]->id, sam_phase_topics[0],
                         sam_phase_topics[1]);
    }
}

static void check_respondent(const struct reading *r, const char *respondent, size_t alliance) {
    size_t person = respondent[0] != '\0' ? sam_study_person(r->rows.study, respondent) : SAM_NONE;
    bool fits = person != SAM_NONE && r->rows.study->people[person].alliance == alliance;
    if (respondent[0] != '\0' && !fits) {
        sam_rows_problem(&r->rows, SAM_NOTE_RESPONDENT,
                         _("\"%.60s\" is nobody's \"respondent\" in this alliance in study.json"),
                         respondent);
    }
}

static bool read_cleared(const struct reading *r) {
    return sam_rows_cell(&r->rows, SAM_NOTE_CLEARED)[0] != '\0' &&
           sam_rows_word(&r->rows, SAM_NOTE_CLEARED, cleared_words, 2) == 1;
}

static void read_row(struct reading *r) {
    const struct sam_sheet_rows *rows = &r->rows;
    size_t before = rows->problems->count;
    size_t alliance = sam_rows_alliance(rows, SAM_NOTE_ALLIANCE);
    size_t wave = read_wave(r);
    size_t place = wave * rows->study->alliance_count + alliance;
    if (alliance != SAM_NONE && wave != SAM_NONE) {
        r->present[place] = true;
    }
    if (sam_rows_bare(rows, SAM_NOTE_COLUMNS,
                      ~(1U << SAM_NOTE_FINDING | 1U << SAM_NOTE_WHY | 1U << SAM_NOTE_QUOTE))) {
        return;
    }
    struct sam_note own = {.topic = sam_rows_needed(rows, SAM_NOTE_TOPIC),
                           .why = keep(r, SAM_NOTE_WHY),
                           .quote = keep(r, SAM_NOTE_QUOTE),
                           .respondent = keep(r, SAM_NOTE_RESPONDENT),
                           .cleared = read_cleared(r)};
    size_t source = sam_rows_word(rows, SAM_NOTE_SOURCE, source_words, SAM_NOTE_SOURCES);
    size_t finding = sam_rows_word(rows, SAM_NOTE_FINDING, finding_words, SAM_FINDINGS);
    check_topic(r, own.topic, wave);
    if (alliance != SAM_NONE) {
        check_respondent(r, own.respondent, alliance);
    }
    if (rows->problems->count > before) {
        return;
    }
    own.alliance = rows->study->alliances[alliance].id;
    own.wave = rows->study->waves[wave].id;
    own.topic = keep(r, SAM_NOTE_TOPIC);
    own.source = (enum sam_note_source)source;
    own.finding = (enum sam_finding)finding;
    if (r->count == r->capacity) {
        r->capacity = sam_grow(r->capacity, r->count + 1);
        r->list = sam_xrealloc(r->list, r->capacity, sizeof *r->list);
    }
    r->list[r->count++] = (struct read){own, place, rows->row};
}

static int by_place(const void *a, const void *b) {
    const struct read *left = a, *right = b;
    if (left->place != right->place) {
        return left->place < right->place ? -1 : 1;
    }
    return left->row < right->row ? -1 : left->row > right->row;
}

enum sam_status sam_notes_read(const struct sam_sheet *sheet, const struct sam_study *study,
                               const struct sam_instruments *instruments, size_t wave,
                               bool ignore_unknown, struct sam_notes *out,
                               struct sam_problems *problems, struct sam_err *err) {
    size_t at[SAM_NOTE_COLUMNS];
    struct reading r = {.rows = {.sheet = sheet,
                                 .study = study,
                                 .problems = problems,
                                 .columns = sam_note_columns,
                                 .at = at},
                        .instruments = instruments,
                        .wave = wave};
    if (!sam_sheet_find_columns(sheet, sam_note_columns, SAM_NOTE_COLUMNS, ignore_unknown, at,
                                problems)) {
        return sam_problems_status(problems, err);
    }
    r.arena = sam_arena_new(SAM_BUF_UNLIMITED); /* the sheet has its limits */
    r.present = sam_arena_alloc(r.arena, study->alliance_count * study->wave_count + 1);
    for (r.rows.row = 1; r.rows.row < sheet->row_count; r.rows.row++) {
        read_row(&r);
    }
    enum sam_status status = sam_problems_status(problems, err);
    if (status == SAM_OK) {
        if (r.count > 0) {
            qsort(r.list, r.count, sizeof *r.list, by_place);
        }
        *out = (struct sam_notes){.count = r.count, .present = r.present, .arena = r.arena};
        out->list = sam_arena_alloc(r.arena, r.count * sizeof *out->list + 1);
        for (size_t i = 0; i < r.count; i++) {
            out->list[i] = r.list[i].own;
        }
    } else {
        sam_arena_free(r.arena);
    }
    free(r.list);
    return status;
}

void sam_notes_fini(struct sam_notes *notes) {
    sam_arena_free(notes->arena);
    *notes = (struct sam_notes){0};
}
