#include "cli/pipeline.h"

#include "base/file.h"
#include "base/json_writer.h"
#include "base/memory.h"
#include "base/moment.h"
#include "cli/gather_record.h"
#include "cli/gather_stories.h"
#include "cli/timeline.h"
#include "collect/collect.h"
#include "report/documents.h"
#include "report/earlier.h"
#include "report/older.h"
#include "report/report.h"
#include "report/results.h"
#include "report/results_read.h"
#include "report/results_write.h"
#include "report/shared_before.h"
#include "store/erase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void sam_analyse_options(struct sam_option *options, struct sam_analyse_settings *settings) {
    const struct sam_option rows[SAM_ANALYSE_OPTIONS] = {
        {"resamples", SAM_OPTION_WHOLE, "N", N_("random permutations for tests (2000; 0: none)"),
         &settings->resamples, 0, 10000000},
        {"seed", SAM_OPTION_WHOLE, "S", N_("of the random numbers (1)"), &settings->seed, 0, 1e15},
        {"min-group", SAM_OPTION_WHOLE, "N",
         N_("leave out the numbers of alliances with fewer respondents (1)"), &settings->min_group,
         1, 1000000},
        {"weight", SAM_OPTION_TEXT, "HOW",
         N_("respondent: each counts once (default); organisation: average within it first"),
         &settings->weight, 0, 0},
        {"no-items", SAM_OPTION_FLAG, NULL, N_("leave out the results per statement"),
         &settings->no_items, 0, 0},
        {"no-ordinal", SAM_OPTION_FLAG, NULL,
         N_("leave out the comparison of alliances that takes answers for steps"),
         &settings->no_ordinal, 0, 0},
    };
    memcpy(options, rows, sizeof rows);
}

enum sam_status sam_analyse_settings_check(const struct sam_analyse_settings *settings,
                                           struct sam_err *err) {
    if (strcmp(settings->weight, "respondent") != 0 &&
        strcmp(settings->weight, "organisation") != 0) {
        return sam_fail(err, SAM_E_USAGE, _("--weight %s: must be respondent or organisation"),
                        settings->weight);
    }
    return SAM_OK;
}

struct sam_analysis_options
sam_analyse_settings_options(const struct sam_analyse_settings *settings) {
    return (struct sam_analysis_options){
        .resamples = (long)settings->resamples,
        .seed = (uint64_t)settings->seed,
        .min_group = (size_t)settings->min_group,
        .items = !settings->no_items,
        .ordinal = !settings->no_ordinal,
        .weight_organisation = strcmp(settings->weight, "organisation") == 0,
    };
}

char *sam_results_path(const struct sam_study *study, size_t wave, const char *name) {
    char below[256];
    snprintf(below, sizeof below, "results/%s/%s", study->waves[wave].id, name);
    return sam_path_join(study->folder, below);
}

static bool count_quarantined(const struct sam_quarantined *row, void *context) {
    (void)row;
    ++*(size_t *)context;
    return true;
}

static void write_moment(struct sam_json *json, const char *key, time_t moment) {
    char text[SAM_MOMENT_SIZE];
    if (moment != 0) {
        sam_json_string(json, key, sam_moment_print(moment, text));
    } else {
        sam_json_null(json, key);
    }
}

/* The last run of a source, and when each kind of pass last went well: what the numbers rest on. */
static enum sam_status describe_source(struct sam_workspace *work, const char *name,
                                       struct sam_arena *arena, struct sam_json *json,
                                       struct sam_err *err) {
    struct sam_run run;
    bool found = false;
    time_t full = 0;
    time_t incremental = 0;
    enum sam_status status = sam_store_run_last(work->store, name, arena, &run, &found, err);
    if (status == SAM_OK) {
        status = sam_store_run_done(work->store, name, true, &full, err);
    }
    if (status == SAM_OK) {
        status = sam_store_run_done(work->store, name, false, &incremental, err);
    }
    if (status != SAM_OK || !found) {
        return status;
    }
    sam_json_object(json, NULL);
    sam_json_string(json, "source", name);
    sam_json_string(json, "pass", run.full ? "full" : "incremental");
    sam_json_string(json, "outcome", run.outcome);
    write_moment(json, "ended", run.ended);
    write_moment(json, "last_full", full);
    write_moment(json, "last_incremental", incremental);
    sam_json_object_end(json);
    return SAM_OK;
}

static enum sam_status describe_collection(struct sam_workspace *work, struct sam_buf *text,
                                           struct sam_err *err) {
    struct sam_arena *arena = sam_arena_new(1 << 20);
    struct sam_json json;
    sam_json_to_buf(&json, text, 0);
    sam_json_array(&json, NULL);
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < work->study->source_count && status == SAM_OK; i++) {
        status = describe_source(work, work->study->sources[i].name, arena, &json, err);
    }
    sam_json_array_end(&json);
    sam_arena_free(arena);
    enum sam_status ended = sam_json_end(&json, "collected", err);
    return status == SAM_OK ? ended : status;
}

static enum sam_status write_results(const struct sam_results_context *context,
                                     struct sam_analysis *analysis, const char *path,
                                     struct sam_err *err) {
    struct sam_new_file file;
    enum sam_status status = sam_new_file_open(&file, path, err);
    if (status != SAM_OK) {
        return status;
    }
    status = sam_results_write(file.stream, path, context, analysis, err);
    if (status != SAM_OK) {
        sam_new_file_discard(&file);
        return status;
    }
    return sam_new_file_commit(&file, err);
}

/* The wave to compare with unless another is asked for, or SAM_NONE. With stories nothing is. */
static size_t wave_before(const struct sam_workspace *work, size_t wave) {
    if (work->instruments->of_wave[wave]->story != NULL) {
        return SAM_NONE;
    }
    while (wave > 0) {
        wave--;
        if (work->instruments->of_wave[wave]->story == NULL) {
            return wave;
        }
    }
    return SAM_NONE;
}

/* The answers of the wave to compare with; earlier->answers stays NULL when there is none: only the
 * first wave, or one that nobody answered and nobody asked for. */
static enum sam_status read_earlier(struct sam_workspace *work,
                                    const struct sam_analyse_settings *settings, size_t wave,
                                    struct sam_answers **table, struct sam_earlier_wave *earlier,
                                    struct sam_err *err) {
    const struct sam_study *study = work->study;
    size_t before = wave;
    enum sam_status status = SAM_OK;
    if (settings->against != NULL) {
        status = sam_study_choose_wave(study, settings->against, &before, err);
    } else {
        before = wave_before(work, wave);
        if (before == SAM_NONE) {
            return SAM_OK;
        }
    }
    if (status == SAM_OK && before == wave) {
        status = sam_fail(err, SAM_E_USAGE, _("--against %s: that is the wave to be analysed"),
                          settings->against);
    }
    if (status != SAM_OK) {
        return status;
    }
    struct sam_left_out left_out = {0};
    earlier->id = study->waves[before].id;
    earlier->questionnaire = work->instruments->of_wave[before];
    *table = sam_answers_new(earlier->questionnaire->item_count);
    status =
        sam_store_answers(work->store, earlier->questionnaire, earlier->id, *table, &left_out, err);
    if (status == SAM_OK && ((*table)->respondents > 0 || settings->against != NULL)) {
        sam_answers_sort(*table);
        earlier->answers = *table;
    }
    return status;
}

/* What each alliance of the table was in the earlier wave; on the heap, or NULL without one. */
static size_t *alliances_then(const struct sam_study *study, const struct sam_earlier_wave *earlier,
                              const struct sam_answers *table) {
    if (earlier->answers == NULL) {
        return NULL;
    }
    size_t wave = sam_study_wave(study, earlier->id);
    size_t *then = sam_xcalloc(table->alliance_count, sizeof *then);
    for (size_t a = 0; a < table->alliance_count; a++) {
        size_t alliance = sam_study_alliance(study, table->alliance_ids[a]);
        size_t was = alliance != SAM_NONE ? sam_alliance_then(study, alliance, wave) : SAM_NONE;
        then[a] = was != SAM_NONE ? sam_answers_alliance(earlier->answers, study->alliances[was].id)
                                  : SAM_NONE;
    }
    return then;
}

/* Texts and days beside the answers; their memory is in the arena. */
struct gathered {
    struct sam_arena *arena;
    struct sam_open_text *open;
    size_t open_count, open_capacity;
    struct sam_day *days;
    size_t day_count, day_capacity;
    struct sam_gathered_stories stories;
};

static bool gather_open(const char *alliance, size_t question, const char *text, void *context) {
    struct gathered *g = context;
    if (g->open_count == g->open_capacity) {
        g->open_capacity = sam_grow(g->open_capacity, g->open_count + 1);
        g->open = sam_xrealloc(g->open, g->open_capacity, sizeof *g->open);
    }
    bool same = g->open_count > 0 && strcmp(g->open[g->open_count - 1].alliance, alliance) == 0;
    g->open[g->open_count] = (struct sam_open_text){same ? g->open[g->open_count - 1].alliance
                                                         : sam_arena_strdup(g->arena, alliance),
                                                    question, sam_arena_strdup(g->arena, text)};
    g->open_count++;
    return true;
}

static bool gather_day(const char *day, size_t responses, void *context) {
    struct gathered *g = context;
    if (g->day_count == g->day_capacity) {
        g->day_capacity = sam_grow(g->day_capacity, g->day_count + 1);
        g->days = sam_xrealloc(g->days, g->day_capacity, sizeof *g->days);
    }
    g->days[g->day_count++] = (struct sam_day){sam_arena_strdup(g->arena, day), responses};
    return true;
}

static enum sam_status gather(struct sam_workspace *work, size_t wave, struct gathered *g,
                              struct sam_results_context *context, struct sam_err *err) {
    const struct sam_questionnaire *q = work->instruments->of_wave[wave];
    const char *id = work->study->waves[wave].id;
    g->arena = sam_arena_new(SAM_BUF_UNLIMITED);
    enum sam_status status = sam_store_visit_open(work->store, q, id, gather_open, g, err);
    if (status == SAM_OK) {
        status = sam_store_visit_days(work->store, q, id, gather_day, g, err);
    }
    if (status == SAM_OK) {
        status = sam_gather_stories(work, wave, &g->stories, err);
    }
    context->stories = g->stories.list;
    context->story_count = g->stories.count;
    context->open = g->open;
    context->open_count = q->story == NULL ? g->open_count : 0; /* they are what stories say */
    context->days = g->days;
    context->day_count = g->day_count;
    return status;
}

static void gathered_fini(struct gathered *g) {
    sam_gathered_stories_fini(&g->stories);
    sam_arena_free(g->arena);
    free(g->open);
    free(g->days);
}

/* Its results are all there is; an analysis of nothing must not take their place. */
static enum sam_status refuse_erased(struct sam_workspace *work, const char *wave,
                                     struct sam_err *err) {
    char at[SAM_MOMENT_SIZE];
    bool answers = false;
    enum sam_status status = sam_store_erased_wave(work->store, wave, at, &answers, err);
    if (status == SAM_OK && answers) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("the answers of wave %s were erased on %s; its results stay as they "
                            "are, and `samenscan report` still reads them"),
                          wave, at);
    }
    return status;
}

/* All that an analysis is made of. */
struct material {
    struct sam_framework *framework;
    struct sam_answers *table, *earlier_table;
    struct sam_earlier_wave earlier;
    struct sam_left_out left_out;
    struct gathered gathered;
    struct sam_gathered_record record;
    struct sam_buf collected;
    /* per alliance of the sorted table, and per respondent */
    size_t *invited, *organisations, *earlier_alliances;
    uint32_t *people;
};

static enum sam_status material_get(struct sam_workspace *work,
                                    const struct sam_analyse_settings *settings, size_t wave,
                                    struct material *m, struct sam_results_context *context,
                                    struct sam_err *err) {
    const struct sam_questionnaire *questionnaire = work->instruments->of_wave[wave];
    enum sam_status status = refuse_erased(work, context->wave, err);
    if (status == SAM_OK) {
        status = sam_workspace_framework(work, &m->framework, err);
    }
    if (status == SAM_OK) {
        status = sam_store_answers(work->store, questionnaire, context->wave, m->table,
                                   &m->left_out, err);
    }
    if (status == SAM_OK) {
        status =
            sam_store_visit_quarantine(work->store, count_quarantined, &context->quarantined, err);
    }
    if (status == SAM_OK) {
        status = describe_collection(work, &m->collected, err);
    }
    if (status == SAM_OK) {
        status = read_earlier(work, settings, wave, &m->earlier_table, &m->earlier, err);
    }
    if (status == SAM_OK) {
        status = gather(work, wave, &m->gathered, context, err);
    }
    if (status == SAM_OK) {
        status = sam_gather_record(work, wave, &m->record, context, err);
    }
    return status;
}

static void material_fini(struct material *m) {
    sam_framework_free(m->framework);
    free(m->invited);
    free(m->organisations);
    free(m->earlier_alliances);
    free(m->people);
    gathered_fini(&m->gathered);
    sam_gathered_record_fini(&m->record);
    sam_buf_fini(&m->collected);
    sam_answers_free(m->earlier_table);
    sam_answers_free(m->table);
}

/* The table of m is not sorted yet. */
static enum sam_status analyse(struct sam_workspace *work,
                               const struct sam_analyse_settings *settings, struct material *m,
                               struct sam_results_context *context, const char *path,
                               struct sam_err *err) {
    const struct sam_study *study = work->study;
    const struct sam_questionnaire *questionnaire = work->instruments->of_wave[context->wave_index];
    struct sam_analysis_options options = sam_analyse_settings_options(settings);
    char now[SAM_MOMENT_SIZE];
    sam_answers_sort(m->table);
    sam_wave_sizes(study, context->wave_index, questionnaire, m->table, &m->invited,
                   &m->organisations);
    m->earlier_alliances = alliances_then(study, &m->earlier, m->table);
    m->earlier.alliances = m->earlier_alliances;
    m->people = sam_wave_people(study, m->table);
    options.invited = m->invited;
    options.organisations = m->organisations;
    options.person = m->people;
    options.earlier = m->earlier.answers != NULL ? &m->earlier : NULL;
    context->analysed_at = sam_moment_print(sam_moment_now(), now);
    context->framework = m->framework;
    context->incomplete = m->left_out.incomplete;
    /* Of a story form all count. */
    context->replaced = questionnaire->story == NULL ? m->left_out.replaced : 0;
    context->collected = m->collected.data;
    struct sam_analysis *analysis = sam_analysis_new(questionnaire, m->table, &options);
    enum sam_status status = sam_timeline_gather(work, context->wave_index, settings, analysis,
                                                 m->gathered.arena, &context->timeline, err);
    if (status == SAM_OK) {
        status = write_results(context, analysis, path, err);
    }
    sam_analysis_free(analysis);
    return status;
}

enum sam_status sam_pipeline_analyse(struct sam_workspace *work,
                                     const struct sam_analyse_settings *settings, size_t wave,
                                     char **path, struct sam_err *err) {
    const struct sam_study *study = work->study;
    struct sam_results_context context = {
        .study = study, .wave_index = wave, .wave = study->waves[wave].id, .version = SAM_VERSION};
    struct material material = {.table =
                                    sam_answers_new(work->instruments->of_wave[wave]->item_count)};
    char *results = sam_results_path(study, wave, "results.json");
    sam_buf_init(&material.collected, SAM_BUF_UNLIMITED);
    sam_wave_alliances(study, wave, material.table);
    enum sam_status status = material_get(work, settings, wave, &material, &context, err);
    if (status == SAM_OK) {
        status = analyse(work, settings, &material, &context, results, err);
    }
    material_fini(&material);
    if (status == SAM_OK) {
        *path = results;
    } else {
        free(results);
    }
    return status;
}

unsigned sam_results_langs(const struct sam_results *results, unsigned langs) {
    if (langs != 0) {
        return langs;
    }
    return 1U << (results->language >= 0 ? (enum sam_lang)results->language : sam_lang_get());
}

/* Also with --quiet: who shares both versions can't take it back. */
static void warn_of_versions(const char *folder) {
    fprintf(stderr,
            _("%s/share: documents were made here before from other results of this wave; these "
              "take their place. Whoever has both versions can compare them, and the difference "
              "may tell what one person answered. If you gave the earlier ones to anybody, don't "
              "give these to anybody. Share once, when the wave is closed.\n"),
            folder);
}

enum sam_status sam_pipeline_report(const char *results_path, unsigned langs, bool summary,
                                    char **overview, struct sam_err *err) {
    struct sam_results *results = NULL;
    enum sam_status status = sam_results_read_shared(results_path, &results, err);
    if (status == SAM_E_NOT_FOUND) {
        sam_fail(err, status, _("%s: not there yet; run `samenscan analyse` first"), results_path);
    }
    if (status != SAM_OK) {
        return status;
    }
    char *folder = sam_path_folder(results_path);
    langs = sam_results_langs(results, langs);
    if (sam_shared_before(results, folder)) {
        warn_of_versions(folder);
    }
    status = sam_documents_write(results, folder, langs, overview, err);
    if (status == SAM_OK && summary) {
        struct sam_buf text;
        sam_buf_init(&text, SAM_BUF_UNLIMITED);
        sam_report_summary(results, (langs & 1U << SAM_NL) != 0 ? SAM_NL : SAM_EN, &text);
        fputs(text.data, stdout);
        sam_buf_fini(&text);
    }
    sam_results_free(results);
    free(folder);
    return status;
}

void sam_pipeline_tell_older(const char *results_path) {
    struct sam_buf names;
    sam_buf_init(&names, SAM_BUF_UNLIMITED);
    size_t count = sam_older_documents(results_path, &names);
    if (count > 0) {
        char *folder = sam_path_folder(results_path);
        fprintf(stderr,
                _("%s: %zu made of earlier results, older than results.json: %s%s. They say "
                  "something else than what was made now. Make them again (report with --both, "
                  "--pdf, --docx, --odt, --figures, --bundle) or throw them away, and give them to "
                  "nobody.\n"),
                folder, count, names.data, count > SAM_OLDER_NAMED ? ", ..." : "");
        free(folder);
    }
    sam_buf_fini(&names);
}

static void tell_progress(void *context, const char *source, size_t fetched) {
    const struct sam_call *call = context;
    if (!call->quiet && isatty(STDERR_FILENO)) {
        fputc('\r', stderr);
        fprintf(stderr, _("%s: %zu responses fetched"), source, fetched);
    }
}

static void tell_notice(void *context, const char *message) {
    sam_say(context, "%s", message);
}

struct sam_collect_options sam_pipeline_collect_options(const struct sam_call *call) {
    /* The callbacks only read it. */
    union {
        const struct sam_call *in;
        void *out;
    } context = {.in = call};
    return (struct sam_collect_options){.progress = tell_progress,
                                        .notice = tell_notice,
                                        .context = context.out,
                                        .stop = sam_stopped};
}

/* One line a source, and its error; the first error is the caller's to show. */
static enum sam_status tell_collected(const struct sam_call *call, const struct sam_study *study,
                                      const struct sam_collected *collected, size_t count,
                                      struct sam_err *err) {
    enum sam_status first = SAM_OK;
    for (size_t i = 0; i < count; i++) {
        const struct sam_run *run = &collected[i].run;
        const char *name = study->sources[collected[i].source].name;
        sam_say(call, _("%s: %zu fetched: %zu new, %zu changed, %zu withdrawn, %zu set aside"),
                name, run->fetched, run->added, run->changed, run->withdrawn, run->quarantined);
        if (collected[i].status == SAM_OK) {
            continue;
        }
        if (first == SAM_OK) {
            first = collected[i].status;
            sam_fail_cause(err, first, collected[i].err.cause, "%s", collected[i].err.text);
        } else {
            sam_complain(&collected[i].err);
        }
    }
    return first;
}

enum sam_status sam_pipeline_collect(const struct sam_call *call, struct sam_workspace *work,
                                     size_t source, const struct sam_collect_options *options,
                                     struct sam_err *err) {
    size_t all = work->study->source_count;
    struct sam_collected *collected = sam_xcalloc(all + 1, sizeof *collected);
    size_t count = 0;
    for (size_t i = 0; i < all; i++) {
        if (source == SAM_NONE || source == i) {
            collected[count++].source = i;
        }
    }
    sam_collect_all(work->study, work->instruments, options, collected, count);
    if (!call->quiet && isatty(STDERR_FILENO)) {
        fputs("\r\033[K", stderr);
    }
    enum sam_status status = tell_collected(call, work->study, collected, count, err);
    free(collected);
    return status;
}

unsigned sam_document_langs(const struct sam_call *call, bool both) {
    if (both) {
        return 1U << SAM_NL | 1U << SAM_EN;
    }
    return call->lang_given ? 1U << sam_lang_get() : 0;
}
