#include "base/moment.h"
#include "base/utf8.h"
#include "cli/workspace.h"

#include <stdio.h>
#include <string.h>

struct table {
    const struct sam_study *study;
    struct sam_progress *rows; /* per alliance of the study */
    struct sam_arena *arena;
    struct sam_buf strangers; /* lines on alliances that study.json doesn't have */
};

static bool keep(const struct sam_progress *progress, void *context) {
    struct table *table = context;
    size_t alliance = sam_study_alliance(table->study, progress->alliance);
    if (alliance != SAM_NONE) {
        table->rows[alliance] = *progress;
        table->rows[alliance].last_answer = sam_arena_strdup(table->arena, progress->last_answer);
    } else {
        sam_buf_printf(
            &table->strangers, _("  %s: %zu started, %zu complete; not in study.json any more\n"),
            progress->alliance, progress->complete + progress->incomplete, progress->complete);
    }
    return true;
}

/* Pads by characters: names have accents. */
static void print_name(const char *name, int width) {
    int length = (int)sam_utf8_count(name, strlen(name));
    printf("%s%*s", name, length < width ? width - length : 0, "");
}

static int wider(int width, const char *text) {
    int length = (int)sam_utf8_count(text, strlen(text));
    return length > width ? length : width;
}

static int name_width(const struct sam_study *study) {
    int width = wider(0, _("alliance"));
    for (size_t i = 0; i < study->alliance_count; i++) {
        width = wider(width, study->alliances[i].name);
    }
    return width;
}

static void print_progress(const struct table *table) {
    enum { NUMBER = 8 };
    const struct sam_study *study = table->study;
    int width = name_width(study);
    int invited = wider(NUMBER, _("invited"));
    int started = wider(NUMBER, _("started"));
    int complete = wider(NUMBER, _("complete"));
    print_name(_("alliance"), width);
    printf("  %*s  %*s  %*s  %s\n", invited, _("invited"), started, _("started"), complete,
           _("complete"), _("last answer"));
    for (size_t i = 0; i < study->alliance_count; i++) {
        const struct sam_progress *row = &table->rows[i];
        print_name(study->alliances[i].name, width);
        printf("  %*zu  %*zu  %*zu  %s\n", invited, sam_study_invited(study, i), started,
               row->complete + row->incomplete, complete, row->complete,
               row->last_answer != NULL && row->last_answer[0] != '\0' ? row->last_answer : "-");
    }
}

static bool print_quarantined(const struct sam_quarantined *row, void *context) {
    size_t *count = context;
    if ((*count)++ == 0) {
        printf("\n%s\n", _("Set aside (mend study.json or the source; the next collect tries "
                           "them again):"));
    }
    printf("  %s: %s\n", row->source, row->message);
    return true;
}

static enum sam_status print_runs(struct sam_workspace *work, struct sam_arena *arena,
                                  struct sam_err *err) {
    for (size_t i = 0; i < work->study->source_count; i++) {
        struct sam_run run;
        bool found = false;
        char when[SAM_MOMENT_SIZE];
        const char *name = work->study->sources[i].name;
        enum sam_status status = sam_store_run_last(work->store, name, arena, &run, &found, err);
        if (status != SAM_OK) {
            return status;
        }
        if (i == 0) {
            printf("\n%s\n", _("Sources:"));
        }
        if (!found) {
            printf("  %s: %s\n", name, _("not collected yet"));
            continue;
        }
        printf("  %s: %s, %s, %s%s%s\n", name, sam_moment_print(run.ended, when),
               run.full ? _("full pass") : _("incremental pass"),
               strcmp(run.outcome, "done") == 0         ? _("done")
               : strcmp(run.outcome, "incomplete") == 0 ? _("not complete, goes on later")
                                                        : _("failed"),
               run.message[0] != '\0' ? ": " : "", run.message);
    }
    return SAM_OK;
}

static enum sam_status print_status(struct sam_workspace *work, size_t wave, struct sam_err *err) {
    struct sam_arena *arena = sam_arena_new((size_t)64 << 20);
    struct table table = {.study = work->study, .arena = arena};
    size_t quarantined = 0;
    sam_buf_init(&table.strangers, SAM_BUF_UNLIMITED);
    table.rows = sam_arena_alloc(arena, work->study->alliance_count * sizeof *table.rows);
    enum sam_status status =
        sam_store_progress(work->store, work->study->waves[wave].id, keep, &table, err);
    if (status == SAM_OK) {
        print_progress(&table);
        if (table.strangers.length > 0) {
            printf("\n%s\n%s", _("Other alliances with answers:"), table.strangers.data);
        }
        status = print_runs(work, arena, err);
    }
    if (status == SAM_OK) {
        status = sam_store_visit_quarantine(work->store, print_quarantined, &quarantined, err);
    }
    sam_buf_fini(&table.strangers);
    sam_arena_free(arena);
    return status;
}

int sam_verb_status(struct sam_call *call) {
    const char *wave_id = NULL;
    const struct sam_option options[] = {
        {"wave", SAM_OPTION_TEXT, "W", N_("of this wave (the last)"), &wave_id, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("status"), options, 1, 1, &exit)) {
        return exit;
    }
    struct sam_workspace work = {0};
    struct sam_err err = {0};
    size_t wave = 0;
    enum sam_status status = sam_workspace_open(&work, sam_call_folder(call), &err);
    if (status == SAM_OK) {
        status = sam_study_choose_wave(work.study, wave_id, &wave, &err);
    }
    if (status == SAM_OK) {
        status = sam_workspace_open_store(&work, SAM_STORE_WRITE, &err);
    }
    if (status == SAM_OK) {
        status = print_status(&work, wave, &err);
    }
    sam_workspace_close(&work);
    return status == SAM_OK ? SAM_EXIT_DONE : sam_complain(&err);
}
