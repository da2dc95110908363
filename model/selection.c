#include "model/selection.h"

#include "base/memory.h"
#include "model/sheet_rows.h"

#include <stdlib.h>
#include <string.h>

const struct sam_sheet_column sam_selection_columns[SAM_SELECTION_COLUMNS] = {
    {"story|verhaal", true},
    {"round|keuzeronde|ronde", false},
    {"chosen_by|gekozen door|gekozen_door", false},
    {"reason|reden|waarom", false},
    {"cleared|vrijgegeven", false},
    {"cleared_title|vrijgegeven titel", false},
    {"cleared_text|vrijgegeven tekst", false},
    {"version|versie", false},
    {"alliance|alliantie", false},
    {"consent|toestemming", false},
    {"names|namen", false},
    {"text|tekst", false}};

static const char *const cleared_words[] = {"no|nee|false|onwaar|0", "yes|ja|true|waar|1|x"};
static const char *const cleared_ids[] = {"no", "yes"};

struct reading {
    struct sam_sheet_rows rows;
    const struct sam_known_story *stories;
    size_t story_count;
    struct sam_arena *arena;
    struct sam_choice *list;
    size_t *lines; /* of each choice, for messages about two */
    size_t count, capacity;
    bool *present;
};

static const char *keep(const struct reading *r, size_t column) {
    return sam_arena_strdup(r->arena, sam_rows_cell(&r->rows, column));
}

/* A whole number from 1, or 0. */
static int whole(const char *text) {
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits <= 9 && text[digits] == '\0' ? (int)strtol(text, NULL, 10) : 0;
}

static size_t read_story(const struct reading *r) {
    const char *text = sam_rows_needed(&r->rows, SAM_SELECTION_STORY);
    int number = whole(text);
    for (size_t i = 0; i < r->story_count && number > 0; i++) {
        if (r->stories[i].number == (size_t)number) {
            return i;
        }
    }
    if (text[0] != '\0') {
        sam_rows_problem(&r->rows, SAM_SELECTION_STORY,
                         _("story \"%.40s\" is not in this wave (or no longer); `samenscan export "
                           "--what selection` writes those there are"),
                         text);
    }
    return SAM_NONE;
}

/* A sheet of another copy of the study may number its stories otherwise. */
static void check_alliance(const struct reading *r, size_t story) {
    const char *text = sam_rows_cell(&r->rows, SAM_SELECTION_ALLIANCE);
    const struct sam_alliance *own = &r->rows.study->alliances[r->stories[story].alliance];
    if (text[0] != '\0' && strcmp(text, own->id) != 0 && strcmp(text, own->name) != 0) {
        sam_rows_problem(&r->rows, SAM_SELECTION_ALLIANCE,
                         _("story %zu is of alliance %s, not of \"%.60s\"; was this sheet written "
                           "by another copy of the study?"),
                         r->stories[story].number, own->id, text);
    }
}

static void needs(const struct reading *r, size_t what, size_t with) {
    if (sam_rows_cell(&r->rows, what)[0] != '\0' && sam_rows_cell(&r->rows, with)[0] == '\0') {
        sam_rows_problem(&r->rows, with, _("\"%.*s\" is filled in, so \"%.*s\" must be too"),
                         (int)strcspn(sam_selection_columns[what].names, "|"),
                         sam_selection_columns[what].names,
                         (int)strcspn(sam_selection_columns[with].names, "|"),
                         sam_selection_columns[with].names);
    }
}

static int read_round(const struct reading *r) {
    const char *text = sam_rows_cell(&r->rows, SAM_SELECTION_ROUND);
    int round = whole(text);
    needs(r, SAM_SELECTION_ROUND, SAM_SELECTION_CHOSEN_BY);
    needs(r, SAM_SELECTION_CHOSEN_BY, SAM_SELECTION_ROUND);
    needs(r, SAM_SELECTION_REASON, SAM_SELECTION_ROUND);
    if (text[0] != '\0' && (round < 1 || round > SAM_ROUNDS_MAX)) {
        sam_rows_problem(&r->rows, SAM_SELECTION_ROUND,
                         _("\"%.40s\" must be the number of a round, from 1 to %d"), text,
                         SAM_ROUNDS_MAX);
    }
    return round;
}

static void read_clearing(const struct reading *r, struct sam_choice *own) {
    const char *text = sam_rows_cell(&r->rows, SAM_SELECTION_CLEARED);
    const char *version = sam_rows_cell(&r->rows, SAM_SELECTION_VERSION);
    int now = own->story != SAM_NONE ? r->stories[own->story].version : 1;
    needs(r, SAM_SELECTION_CLEARED_TEXT, SAM_SELECTION_CLEARED);
    needs(r, SAM_SELECTION_CLEARED_TITLE, SAM_SELECTION_CLEARED_TEXT);
    own->cleared = "";
    own->version = version[0] != '\0' ? whole(version) : 1;
    if (own->version == 0) {
        sam_rows_problem(&r->rows, SAM_SELECTION_VERSION,
                         _("\"%.40s\" must be the number that the export wrote here"), version);
    }
    if (text[0] == '\0') {
        return;
    }
    size_t word = sam_rows_word(&r->rows, SAM_SELECTION_CLEARED, cleared_words, 2);
    own->cleared = word != SAM_NONE ? cleared_ids[word] : "";
    if (word == 1 && version[0] == '\0' && now != 1) {
        sam_rows_problem(&r->rows, SAM_SELECTION_VERSION,
                         _("this story was changed after it was sent: fill in the version that "
                           "was read and cleared; it is now %d"),
                         now);
    }
}

/* Against the rows above. */
static void check_twice(const struct reading *r, const struct sam_choice *own) {
    for (size_t i = 0; i < r->count; i++) {
        const struct sam_choice *other = &r->list[i];
        if (other->story != own->story) {
            continue;
        }
        if (own->round > 0 && other->round == own->round &&
            strcmp(other->chosen_by, own->chosen_by) == 0) {
            sam_rows_problem(&r->rows, SAM_SELECTION_ROUND,
                             _("this story was chosen in round %d by the same already (line %zu)"),
                             own->round, r->lines[i]);
        }
        if (own->cleared[0] != '\0' && other->cleared[0] != '\0') {
            sam_rows_problem(&r->rows, SAM_SELECTION_CLEARED,
                             _("this story is cleared or not in line %zu already; fill it in once"),
                             r->lines[i]);
        }
    }
}

static void read_row(struct reading *r) {
    const struct sam_sheet_rows *rows = &r->rows;
    const unsigned about = 1U << SAM_SELECTION_STORY | 1U << SAM_SELECTION_VERSION |
                           1U << SAM_SELECTION_ALLIANCE | 1U << SAM_SELECTION_CONSENT |
                           1U << SAM_SELECTION_NAMES | 1U << SAM_SELECTION_TEXT;
    size_t before = rows->problems->count;
    struct sam_choice own = {.story = read_story(r)};
    if (own.story != SAM_NONE) {
        r->present[r->stories[own.story].alliance] = true;
        check_alliance(r, own.story);
    }
    if (sam_rows_bare(rows, SAM_SELECTION_COLUMNS, about)) {
        return; /* nothing is filled in */
    }
    own.round = read_round(r);
    own.chosen_by = keep(r, SAM_SELECTION_CHOSEN_BY);
    own.reason = keep(r, SAM_SELECTION_REASON);
    own.title = keep(r, SAM_SELECTION_CLEARED_TITLE);
    own.text = keep(r, SAM_SELECTION_CLEARED_TEXT);
    read_clearing(r, &own);
    if (own.story != SAM_NONE) {
        check_twice(r, &own);
    }
    if (rows->problems->count > before) {
        return;
    }
    if (r->count == r->capacity) {
        r->capacity = sam_grow(r->capacity, r->count + 1);
        r->list = sam_xrealloc(r->list, r->capacity, sizeof *r->list);
        r->lines = sam_xrealloc(r->lines, r->capacity, sizeof *r->lines);
    }
    r->lines[r->count] = rows->sheet->rows[rows->row].line;
    r->list[r->count++] = own;
}

/* Alliance by alliance, in the order of the sheet. */
static void hand_over(struct reading *r, struct sam_selection *out) {
    *out = (struct sam_selection){.count = r->count, .present = r->present, .arena = r->arena};
    out->list = sam_arena_alloc(r->arena, r->count * sizeof *out->list + 1);
    size_t at = 0;
    for (size_t a = 0; a < r->rows.study->alliance_count; a++) {
        for (size_t i = 0; i < r->count; i++) {
            if (r->stories[r->list[i].story].alliance == a) {
                out->list[at++] = r->list[i];
            }
        }
    }
}

enum sam_status sam_selection_read(const struct sam_sheet *sheet, const struct sam_study *study,
                                   const struct sam_known_story *stories, size_t story_count,
                                   bool ignore_unknown, struct sam_selection *out,
                                   struct sam_problems *problems, struct sam_err *err) {
    size_t at[SAM_SELECTION_COLUMNS];
    struct reading r = {.rows = {.sheet = sheet,
                                 .study = study,
                                 .problems = problems,
                                 .columns = sam_selection_columns,
                                 .at = at},
                        .stories = stories,
                        .story_count = story_count};
    if (!sam_sheet_find_columns(sheet, sam_selection_columns, SAM_SELECTION_COLUMNS, ignore_unknown,
                                at, problems)) {
        return sam_problems_status(problems, err);
    }
    r.arena = sam_arena_new(SAM_BUF_UNLIMITED); /* the sheet has its limits */
    r.present = sam_arena_alloc(r.arena, study->alliance_count + 1);
    for (r.rows.row = 1; r.rows.row < sheet->row_count; r.rows.row++) {
        read_row(&r);
    }
    enum sam_status status = sam_problems_status(problems, err);
    if (status == SAM_OK) {
        hand_over(&r, out);
    } else {
        sam_arena_free(r.arena);
    }
    free(r.list);
    free(r.lines);
    return status;
}

void sam_selection_fini(struct sam_selection *selection) {
    sam_arena_free(selection->arena);
    *selection = (struct sam_selection){0};
}
