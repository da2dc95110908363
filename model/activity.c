#include "model/activity.h"

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/moment.h"
#include "model/sheet_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct sam_sheet_column sam_activity_columns[SAM_ACTIVITY_COLUMNS] = {
    {"activity|activiteit", true},
    {"alliance|alliantie", true},
    {"title|titel|omschrijving", true},
    {"goal|doel", false},
    {"partner", false},
    {"status|stand", true},
    {"reason|reden", false},
    {"planned_until|gepland_tot", false}};

static const char *const status_words[SAM_ACTIVITY_STATUSES] = {
    ("on_schedule|done|done_or_on_schedule|op_schema|gedaan|klaar|afgerond|uitgevoerd|"
     "uitgevoerd_of_op_schema|gedaan_of_op_schema|volgens_planning"),
    "adapted|delayed|delayed_or_adapted|aangepast|vertraagd|vertraagd_of_aangepast|gewijzigd",
    "stopped|cancelled|gestopt|vervallen", "unclear|unknown|onduidelijk|onbekend"};
static const char *const status_ids[SAM_ACTIVITY_STATUSES] = {"on_schedule", "adapted", "stopped",
                                                              "unclear"};

const char *sam_activity_status_id(enum sam_activity_status status) {
    return status_ids[status];
}

int sam_activity_status_read(const char *text, enum sam_activity_status *status) {
    for (int i = 0; i < SAM_ACTIVITY_STATUSES; i++) {
        if (strcmp(text, status_ids[i]) == 0) {
            *status = (enum sam_activity_status)i;
            return 0;
        }
    }
    return -1;
}

/* An activity while its alliance's place in the study still matters. */
struct read {
    struct sam_activity own;
    size_t alliance, row;
};

struct reading {
    struct sam_sheet_rows rows;
    const struct sam_framework *framework;
    struct sam_dictionary *known; /* ALLIANCE/ID */
    struct sam_arena *arena;
    struct read *list;
    size_t count, capacity;
    bool *present;
};

static const char *keep(const struct reading *r, const char *text) {
    return sam_arena_strdup(r->arena, text);
}

static void check_twice(struct reading *r, const char *alliance, const char *id) {
    struct sam_buf key;
    sam_buf_init(&key, SAM_BUF_UNLIMITED);
    sam_buf_printf(&key, "%s/%s", alliance, id);
    size_t known = sam_dictionary_count(r->known);
    if (sam_dictionary_add(r->known, key.data, key.length) != known) {
        sam_rows_problem(&r->rows, SAM_ACTIVITY_ID,
                         _("activity \"%s\" stands twice for alliance %s"), id, alliance);
    }
    sam_buf_fini(&key);
}

static const char *read_goal(struct reading *r, const char *alliance) {
    const char *id = sam_rows_cell(&r->rows, SAM_ACTIVITY_GOAL);
    if (id[0] == '\0' || r->framework == NULL) {
        return keep(r, id);
    }
    size_t goal = sam_framework_goal(r->framework, id);
    if (goal == SAM_NONE) {
        sam_rows_problem(&r->rows, SAM_ACTIVITY_GOAL,
                         _("goal \"%s\" is not among the goals of framework.json"), id);
    } else if (r->framework->goals[goal].alliance != NULL &&
               strcmp(r->framework->goals[goal].alliance, alliance) != 0) {
        sam_rows_problem(&r->rows, SAM_ACTIVITY_GOAL, _("goal \"%s\" is of alliance %s, not of %s"),
                         id, r->framework->goals[goal].alliance, alliance);
    }
    return keep(r, id);
}

static const char *read_partner(struct reading *r, const struct sam_alliance *alliance) {
    const char *text = sam_rows_cell(&r->rows, SAM_ACTIVITY_PARTNER);
    size_t partner = sam_alliance_partner(alliance, text);
    for (size_t i = 0; i < alliance->partner_count && partner == SAM_NONE; i++) {
        partner = strcmp(alliance->partners[i].name, text) == 0 ? i : SAM_NONE;
    }
    if (partner == SAM_NONE && text[0] != '\0') {
        struct sam_buf ids;
        sam_buf_init(&ids, SAM_ERR_TEXT / 2);
        for (size_t i = 0; i < alliance->partner_count; i++) {
            sam_buf_printf(&ids, "%s%s", i > 0 ? ", " : "", alliance->partners[i].id);
        }
        sam_rows_problem(&r->rows, SAM_ACTIVITY_PARTNER,
                         _("\"%s\" is no partner of alliance %s; its partners are: %s"), text,
                         alliance->id, ids.data);
        sam_buf_fini(&ids);
    }
    return keep(r, partner != SAM_NONE ? alliance->partners[partner].id : "");
}

/* The digits at *text as a number, at most `most` of them, and past the separator behind them. */
static unsigned digits(const char **text, size_t most) {
    unsigned value = 0;
    size_t count = 0;
    for (; **text >= '0' && **text <= '9' && count < most; ++*text, count++) {
        value = value * 10 + (unsigned)(**text - '0');
    }
    *text += **text != '\0' && strchr("-/.", **text) != NULL;
    return value;
}

/* A year, a month or a day, in our order or in the Dutch one (31-12-2026), as YYYY[-MM[-DD]]. */
static const char *read_until(struct reading *r) {
    const char *text = sam_rows_cell(&r->rows, SAM_ACTIVITY_UNTIL);
    char date[32], whole[48];
    snprintf(date, sizeof date, "%.20s", text);
    const char *rest = text;
    unsigned day = digits(&rest, 2), month = digits(&rest, 2), year = digits(&rest, 4);
    if (year >= 1000 && *rest == '\0') {
        snprintf(date, sizeof date, "%04u-%02u-%02u", year, month, day);
    }
    size_t length = strlen(date);
    snprintf(whole, sizeof whole, "%s%s", date, length == 4 ? "-01-01" : length == 7 ? "-01" : "");
    if (length > 0 && !sam_date_valid(whole)) {
        sam_rows_problem(&r->rows, SAM_ACTIVITY_UNTIL,
                         _("\"%.60s\" must be a day like 2026-12-31, or a month or year"), text);
    }
    return keep(r, date);
}

static void read_row(struct reading *r) {
    const struct sam_study *study = r->rows.study;
    size_t before = r->rows.problems->count;
    size_t alliance = sam_rows_alliance(&r->rows, SAM_ACTIVITY_ALLIANCE);
    if (alliance != SAM_NONE) {
        r->present[alliance] = true;
    }
    if (sam_rows_bare(&r->rows, SAM_ACTIVITY_COLUMNS, 1U << SAM_ACTIVITY_ALLIANCE)) {
        return;
    }
    enum { ID_LENGTH = 64 };
    struct sam_activity own = {.id = keep(r, sam_rows_needed(&r->rows, SAM_ACTIVITY_ID)),
                               .title = keep(r, sam_rows_needed(&r->rows, SAM_ACTIVITY_TITLE)),
                               .reason = keep(r, sam_rows_cell(&r->rows, SAM_ACTIVITY_REASON)),
                               .until = read_until(r)};
    if (strlen(own.id) > ID_LENGTH) {
        sam_rows_problem(&r->rows, SAM_ACTIVITY_ID,
                         _("a name or number of at most %d bytes is needed"), ID_LENGTH);
    }
    size_t status =
        sam_rows_word(&r->rows, SAM_ACTIVITY_STATUS, status_words, SAM_ACTIVITY_STATUSES);
    if (alliance != SAM_NONE) {
        own.alliance = keep(r, study->alliances[alliance].id);
        own.goal = read_goal(r, own.alliance);
        own.partner = read_partner(r, &study->alliances[alliance]);
        check_twice(r, own.alliance, own.id);
    }
    if (r->rows.problems->count > before) {
        return;
    }
    own.status = (enum sam_activity_status)status;
    if (r->count == r->capacity) {
        r->capacity = sam_grow(r->capacity, r->count + 1);
        r->list = sam_xrealloc(r->list, r->capacity, sizeof *r->list);
    }
    r->list[r->count++] = (struct read){own, alliance, r->rows.row};
}

static int by_alliance(const void *a, const void *b) {
    const struct read *left = a, *right = b;
    if (left->alliance != right->alliance) {
        return left->alliance < right->alliance ? -1 : 1;
    }
    return left->row < right->row ? -1 : left->row > right->row;
}

enum sam_status sam_activities_read(const struct sam_sheet *sheet, const struct sam_study *study,
                                    const struct sam_framework *framework, bool ignore_unknown,
                                    struct sam_activities *out, struct sam_problems *problems,
                                    struct sam_err *err) {
    size_t at[SAM_ACTIVITY_COLUMNS];
    struct reading r = {.rows = {.sheet = sheet,
                                 .study = study,
                                 .problems = problems,
                                 .columns = sam_activity_columns,
                                 .at = at},
                        .framework = framework};
    if (!sam_sheet_find_columns(sheet, sam_activity_columns, SAM_ACTIVITY_COLUMNS, ignore_unknown,
                                at, problems)) {
        return sam_problems_status(problems, err);
    }
    r.known = sam_dictionary_new();
    r.arena = sam_arena_new(SAM_BUF_UNLIMITED); /* the sheet has its limits */
    r.present = sam_arena_alloc(r.arena, study->alliance_count * sizeof *r.present + 1);
    for (r.rows.row = 1; r.rows.row < sheet->row_count; r.rows.row++) {
        read_row(&r);
    }
    sam_dictionary_free(r.known);
    enum sam_status status = sam_problems_status(problems, err);
    if (status == SAM_OK) {
        if (r.count > 0) {
            qsort(r.list, r.count, sizeof *r.list, by_alliance);
        }
        *out = (struct sam_activities){.count = r.count, .present = r.present, .arena = r.arena};
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

void sam_activities_fini(struct sam_activities *activities) {
    sam_arena_free(activities->arena);
    *activities = (struct sam_activities){0};
}
