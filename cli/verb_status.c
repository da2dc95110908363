#include "base/moment.h"
#include "base/utf8.h"
#include "cli/retention.h"
#include "cli/workspace.h"
#include "store/fieldwork.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

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

/* What the rules for others' eyes allow with this many answers. Stories have no numbers to show. */
static const char *showable(const struct sam_study *study, bool stories, size_t finished) {
    static const char *const words[] = {N_("nothing yet"), N_("bands"), N_("means"),
                                        N_("means and distributions")};
    return stories ? "-" : _(words[sam_showable_of(&study->privacy, finished)]);
}

static void print_progress(const struct sam_study *study, bool stories,
                           const struct sam_fieldwork *work) {
    enum { NUMBER = 8, DAY = 11 };
    const char *const heads[] = {_("invited"), _("opened"), _("started"), _("complete")};
    int widths[4];
    int width = name_width(study);
    int day = wider(DAY, _("last answer"));
    print_name(_("alliance"), width);
    for (size_t i = 0; i < 4; i++) {
        widths[i] = wider(NUMBER, heads[i]);
        printf("  %*s", widths[i], heads[i]);
    }
    printf("  ");
    print_name(_("last answer"), day);
    printf("  %s\n", _("may be shared"));
    for (size_t i = 0; i < study->alliance_count; i++) {
        const struct sam_fieldwork_counts *row = &work->alliances[i];
        if (row->absent) {
            continue;
        }
        print_name(study->alliances[i].name, width);
        printf("  %*zu  %*zu  %*zu  %*zu  %-*s  %s\n", widths[0], row->invited, widths[1],
               row->opened, widths[2], row->begun, widths[3], row->finished, day,
               row->last[0] != '\0' ? row->last : "-", showable(study, stories, row->finished));
    }
    /* Apart: they are in no count above, and nothing about them is shared. */
    if (work->total.holders > 0) {
        printf(_("Account holders: invited %zu, complete %zu\n"), work->total.holders,
               work->total.holders_finished);
    }
}

static void print_others(const struct sam_fieldwork *work) {
    if (work->other_count > 0) {
        printf("\n%s\n", _("Other alliances with answers:"));
    }
    for (size_t i = 0; i < work->other_count; i++) {
        const struct sam_fieldwork_other *other = &work->others[i];
        printf(_("  %s: %zu started, %zu complete; not in study.json any more\n"), other->id,
               other->begun, other->finished);
    }
}

static void print_letters(const struct sam_fieldwork *work) {
    static const struct {
        enum sam_mail_state state;
        const char *words;
    } ends[] = {{SAM_MAIL_SENT, N_("sent")},
                {SAM_MAIL_REFUSED, N_("refused")},
                {SAM_MAIL_DEFERRED, N_("refused for now")},
                {SAM_MAIL_FAILED, N_("not sent")},
                {SAM_MAIL_UNKNOWN, N_("perhaps sent")}};
    bool any = false;
    for (int kind = 0; kind < 2; kind++) {
        bool first = true;
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            size_t count = work->letters[kind][ends[i].state];
            if (count == 0) {
                continue;
            }
            printf("%s", any ? "" : "\n");
            printf("%s%zu %s",
                   !first                        ? ", "
                   : kind == SAM_MAIL_INVITATION ? _("Invitations: ")
                                                 : _("Reminders: "),
                   count, _(ends[i].words));
            first = false;
            any = true;
        }
        printf("%s", first ? "" : "\n");
    }
    if (work->consents > 0) {
        printf(_("\nAgreed on the form: %zu people (samenscan export --respondent says when)\n"),
               work->consents);
    }
}

static enum sam_status print_retention(struct sam_workspace *work, size_t wave,
                                       struct sam_err *err) {
    char today[SAM_MOMENT_SIZE];
    int64_t left = 0;
    sam_moment_print(time(NULL), today);
    enum sam_status status = sam_retention_left(work->study, work->store, wave, today, &left, err);
    if (status == SAM_OK && left > 0) {
        printf(_("\nThe personal data of wave %s were to be erased after %s; run: samenscan purge "
                 "%s --wave %s\n"),
               work->study->waves[wave].id, work->study->waves[wave].erase_after,
               work->study->folder, work->study->waves[wave].id);
    }
    return status;
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
    struct sam_fieldwork fieldwork;
    size_t quarantined = 0;
    enum sam_status status =
        sam_fieldwork_read(work->store, work->study, wave, work->instruments->of_wave[wave],
                           time(NULL), &fieldwork, err);
    if (status != SAM_OK) {
        return status;
    }
    print_progress(work->study, work->instruments->of_wave[wave]->story != NULL, &fieldwork);
    print_others(&fieldwork);
    print_letters(&fieldwork);
    status = print_retention(work, wave, err);
    if (status == SAM_OK) {
        status = print_runs(work, fieldwork.arena, err);
    }
    if (status == SAM_OK) {
        status = sam_store_visit_quarantine(work->store, print_quarantined, &quarantined, err);
    }
    sam_fieldwork_fini(&fieldwork);
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
