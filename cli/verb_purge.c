/* The verb purge: erases a person, or the personal data of a wave, in every file of the study. */
#include "base/file.h"
#include "base/memory.h"
#include "base/moment.h"
#include "cli/pipeline.h"
#include "model/study_forget.h"
#include "report/results_forget.h"
#include "store/erase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What is to go. */
struct purge {
    struct sam_call *call;
    struct sam_workspace work;
    const char **respondents; /* all places of one human being; NULL: a wave */
    size_t respondent_count;
    size_t wave; /* SAM_NONE: a person, in all waves */
    bool names;  /* of a wave: no other wave needs the names and addresses any more */
    bool answers, dry_run, yes;
    struct sam_arena *arena;
    const char **texts[2]; /* of the person: wave and text */
    size_t text_count, text_room;
};

/* --- what there is -----------------------------------------------------------------------------
 */

static enum sam_status find_person(struct purge *p, const char *respondent, struct sam_err *err) {
    const struct sam_study *study = p->work.study;
    size_t at = sam_study_person(study, respondent);
    struct sam_personal_counts counts;
    p->respondents = sam_xcalloc(study->person_count + 1, sizeof *p->respondents);
    if (at == SAM_NONE) {
        p->respondents[p->respondent_count++] = respondent;
        enum sam_status status = sam_store_personal_of(p->work.store, respondent, &counts, err);
        int64_t sum = 0;
        for (size_t i = 0; i < SAM_PERSONALS; i++) {
            sum += counts.of[i];
        }
        return status == SAM_OK && sum == 0
                   ? sam_fail(err, SAM_E_NOT_FOUND,
                              _("respondent \"%s\" is neither in study.json nor in the store"),
                              respondent)
                   : status;
    }
    for (const struct sam_person *one = study->people[at].same; one != NULL; one = one->next_same) {
        p->respondents[p->respondent_count++] = one->respondent;
    }
    return SAM_OK;
}

static enum sam_status are_names_needed(struct purge *p, struct sam_err *err) {
    const struct sam_study *study = p->work.study;
    enum sam_status status = SAM_OK;
    p->names = true;
    for (size_t i = 0; i < study->wave_count && status == SAM_OK; i++) {
        char at[SAM_MOMENT_SIZE];
        bool answers = false;
        status = sam_store_erased_wave(p->work.store, study->waves[i].id, at, &answers, err);
        p->names = p->names && (i == p->wave || at[0] != '\0');
    }
    return status;
}

static bool keep_text(const char *wave, const char *text, void *context) {
    struct purge *p = context;
    if (p->text_count == p->text_room) {
        p->text_room = sam_grow(p->text_room, p->text_count + 1);
        for (size_t i = 0; i < 2; i++) {
            p->texts[i] = sam_xrealloc(p->texts[i], p->text_room, sizeof *p->texts[i]);
        }
    }
    p->texts[0][p->text_count] = sam_arena_strdup(p->arena, wave);
    p->texts[1][p->text_count++] = sam_arena_strdup(p->arena, text);
    return true;
}

static enum sam_status read_texts(struct purge *p, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < p->respondent_count && status == SAM_OK; i++) {
        status = sam_store_visit_texts(p->work.store, p->respondents[i], keep_text, p, err);
    }
    return status;
}

static enum sam_status count_all(struct purge *p, struct sam_personal_counts *sum,
                                 struct sam_err *err) {
    struct sam_personal_counts one;
    *sum = (struct sam_personal_counts){0};
    if (p->wave != SAM_NONE) {
        return sam_store_personal_in(p->work.store, p->work.study->waves[p->wave].id, p->names, sum,
                                     err);
    }
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < p->respondent_count && status == SAM_OK; i++) {
        status = sam_store_personal_of(p->work.store, p->respondents[i], &one, err);
        for (size_t kind = 0; kind < SAM_PERSONALS && status == SAM_OK; kind++) {
            sum->of[kind] += one.of[kind];
        }
    }
    return status;
}

static void print_plan(const struct purge *p, const struct sam_personal_counts *counts) {
    static const char *const kinds[SAM_PERSONALS] = {N_("responses"),
                                                     N_("open answers"),
                                                     N_("earlier versions"),
                                                     N_("set aside"),
                                                     N_("tokens"),
                                                     N_("moments of opening and agreeing"),
                                                     N_("letters recorded"),
                                                     N_("quotes in notes, and who said them"),
                                                     N_("names and addresses")};
    if (p->wave == SAM_NONE) {
        printf("%s", _("Everything of:"));
        for (size_t i = 0; i < p->respondent_count; i++) {
            printf(" %s", p->respondents[i]);
        }
        printf("\n");
    } else {
        printf(_("The personal data of wave %s:\n"), p->work.study->waves[p->wave].id);
    }
    for (size_t kind = 0; kind < SAM_PERSONALS; kind++) {
        printf("  %6lld  %s\n", (long long)counts->of[kind], _(kinds[kind]));
    }
    if (p->wave != SAM_NONE) {
        printf("%s\n", p->answers
                           ? _("The answers to statements go too; results stay.")
                           : _("The answers to statements stay, under names made up and without "
                               "organisation; results stay."));
        if (!p->names) {
            printf("%s\n", _("Names and addresses stay, because another wave needs them."));
        }
    }
}

/* Nobody can tell whose these are but the evaluator. */
static enum sam_status tell_unnamed_quotes(const struct purge *p, struct sam_err *err) {
    const struct sam_study *study = p->work.study;
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < p->respondent_count && status == SAM_OK; i++) {
        size_t person = sam_study_person(study, p->respondents[i]);
        int64_t count = 0;
        if (person == SAM_NONE) {
            continue;
        }
        const char *alliance = study->alliances[study->people[person].alliance].id;
        status = sam_store_unnamed_quotes(p->work.store, alliance, &count, err);
        if (status == SAM_OK && count > 0) {
            printf(_("Notes of alliance %s hold quotes that don't say who said them (%lld): look "
                     "whether one is this person's (export --what notes), take it out and import "
                     "the sheet again.\n"),
                   alliance, (long long)count);
        }
    }
    return status;
}

/* --- doing it ----------------------------------------------------------------------------------
 */

static bool agreed(void) {
    char line[16] = "";
    fprintf(stderr, "%s ", _("This can't be undone. Type yes to erase:"));
    if (fgets(line, sizeof line, stdin) == NULL) {
        return false;
    }
    line[strcspn(line, "\r\n")] = '\0';
    return strcmp(line, "yes") == 0 || strcmp(line, _("yes")) == 0;
}

static enum sam_status erase_stored(struct purge *p, struct sam_err *err) {
    struct sam_store *store = p->work.store;
    enum sam_status status = sam_store_begin(store, err);
    if (status != SAM_OK) {
        return status;
    }
    if (p->wave != SAM_NONE) {
        status = sam_store_erase_wave(store, p->work.study->waves[p->wave].id, p->names, p->answers,
                                      time(NULL), err);
    }
    for (size_t i = 0; i < p->respondent_count && status == SAM_OK; i++) {
        status = sam_store_erase_respondent(store, p->respondents[i], err);
    }
    if (status == SAM_OK) {
        status = sam_store_commit(store, err);
    } else {
        sam_store_rollback(store);
    }
    return status == SAM_OK ? sam_store_scrub(store, err) : status;
}

/* Out of results.json, and then out of the documents made from it. */
static enum sam_status erase_results(struct purge *p, size_t wave, struct sam_err *err) {
    const char **texts = NULL;
    size_t count = 0, gone = 0;
    char *overview = NULL;
    if (p->wave == SAM_NONE) {
        texts = sam_xcalloc(p->text_count + 1, sizeof *texts);
        for (size_t i = 0; i < p->text_count; i++) {
            if (strcmp(p->texts[0][i], p->work.study->waves[wave].id) == 0) {
                texts[count++] = p->texts[1][i];
            }
        }
    }
    char *path = sam_results_path(p->work.study, wave, "results.json");
    enum sam_status status = sam_results_forget_file(path, texts, count, false, &gone, err);
    if (status == SAM_OK && gone > 0) {
        status = sam_pipeline_report(path, 1U << SAM_NL | 1U << SAM_EN, false, &overview, err);
        sam_say(p->call, _("%s and its documents: %zu open answers and quotes taken out"), path,
                gone);
        if (status == SAM_OK) {
            sam_pipeline_tell_older(path);
        }
    }
    free(overview);
    free(path);
    free(texts);
    return status;
}

/* study.json first: as long as names stand there they would come back into the store. */
static enum sam_status erase(struct purge *p, struct sam_err *err) {
    size_t from = 0;
    const struct sam_study *study = p->work.study;
    enum sam_status status = SAM_OK;
    if (p->names || p->wave == SAM_NONE) {
        status = sam_study_forget_file(study->folder, p->respondents, p->respondent_count, false,
                                       &from, err);
    }
    if (status == SAM_OK && from > 0) {
        sam_say(p->call, _("study.json: name and address of %zu people taken out"), from);
    }
    for (size_t i = 0; i < study->wave_count && status == SAM_OK; i++) {
        if (p->wave == SAM_NONE || p->wave == i) {
            status = erase_results(p, i, err);
        }
    }
    return status == SAM_OK ? erase_stored(p, err) : status;
}

static enum sam_status purge(struct purge *p, const char *respondent, const char *wave_id,
                             struct sam_err *err) {
    struct sam_personal_counts counts;
    enum sam_status status = sam_workspace_open(&p->work, sam_call_folder(p->call), err);
    if (status == SAM_OK && wave_id != NULL) {
        status = sam_study_choose_wave(p->work.study, wave_id, &p->wave, err);
    }
    if (status == SAM_OK) {
        status = sam_workspace_open_store(&p->work, SAM_STORE_WRITE, err);
    }
    if (status == SAM_OK) {
        status = respondent != NULL ? find_person(p, respondent, err) : are_names_needed(p, err);
    }
    if (status == SAM_OK && respondent != NULL) {
        status = read_texts(p, err);
    }
    if (status == SAM_OK) {
        status = count_all(p, &counts, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    print_plan(p, &counts);
    status = tell_unnamed_quotes(p, err);
    fflush(stdout);
    if (status != SAM_OK) {
        return status;
    }
    if (p->dry_run) {
        return SAM_OK;
    }
    if (!p->yes && !agreed()) {
        return sam_fail(err, SAM_E_STOPPED, _("nothing was erased"));
    }
    status = erase(p, err);
    if (status == SAM_OK && respondent != NULL) {
        sam_say(p->call, "%s",
                _("The place itself stays in study.json: give it \"left\" or a successor, so that "
                  "nobody waits for it."));
    }
    if (status == SAM_OK) {
        sam_say(p->call, "%s",
                _("Erased. Copies you made (exports, backups, mail) and other copies of the study "
                  "are yours to erase; a server that runs must be started again."));
    }
    return status;
}

int sam_verb_purge(struct sam_call *call) {
    const char *respondent = NULL;
    const char *wave = NULL;
    struct purge p = {.call = call, .wave = SAM_NONE};
    const struct sam_option options[] = {
        {"respondent", SAM_OPTION_TEXT, "ID", N_("all of this person, in all waves and alliances"),
         &respondent, 0, 0},
        {"wave", SAM_OPTION_TEXT, "W", N_("the personal data of this wave"), &wave, 0, 0},
        {"answers", SAM_OPTION_FLAG, NULL,
         N_("with --wave: the answers to statements too; only results stay"), &p.answers, 0, 0},
        {"dry-run", SAM_OPTION_FLAG, NULL, N_("only say what would be erased"), &p.dry_run, 0, 0},
        {"yes", SAM_OPTION_FLAG, NULL, N_("don't ask"), &p.yes, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    struct sam_err err = {0};
    if (!sam_call_read(call, sam_verb_find("purge"), options, 5, 1, &exit)) {
        return exit;
    }
    enum sam_status status = SAM_OK;
    if ((respondent == NULL) == (wave == NULL)) {
        status = sam_fail(&err, SAM_E_USAGE, _("purge needs --respondent ID or --wave W"));
    } else if (p.answers && wave == NULL) {
        status = sam_fail(&err, SAM_E_USAGE, _("--answers goes with --wave"));
    } else if (!p.yes && !p.dry_run && !isatty(STDIN_FILENO)) {
        status = sam_fail(&err, SAM_E_USAGE,
                          _("nobody can be asked here; say --yes to erase, or --dry-run to look"));
    }
    if (status == SAM_OK) {
        p.arena = sam_arena_new(SAM_BUF_UNLIMITED);
        status = purge(&p, respondent, wave, &err);
        free(p.texts[0]);
        free(p.texts[1]);
        free(p.respondents);
        sam_arena_free(p.arena);
        sam_workspace_close(&p.work);
    }
    return status == SAM_OK ? SAM_EXIT_DONE : sam_complain(&err);
}
