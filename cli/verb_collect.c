#include "base/number.h"
#include "cli/describe.h"
#include "cli/pipeline.h"
#include "cli/sheets_folder.h"
#include "collect/collect.h"

#include <string.h>
#include <time.h>

enum { SHORTEST_S = 10, DAY_S = 86400 };

static enum sam_status choose_source(const struct sam_study *study, const char *name,
                                     size_t *source, struct sam_err *err) {
    *source = name != NULL ? sam_study_source(study, name) : SAM_NONE;
    if (name != NULL && *source == SAM_NONE) {
        return sam_fail(err, SAM_E_NOT_FOUND,
                        _("source \"%s\" is not among the sources in "
                          "study.json"),
                        name);
    }
    if (study->source_count == 0 && (name != NULL || !sam_sheets_there(study, SAM_NONE))) {
        return sam_fail(err, SAM_E_NOT_FOUND,
                        _("study.json names no sources; add one, put a file in sheets/WAVE, or use "
                          "`samenscan import`"));
    }
    return SAM_OK;
}

/* "90s", "10m", "2h" or "1d"; at least ten seconds, so that nobody's server is asked all the time.
 */
static enum sam_status read_span(const char *name, const char *text, long long *seconds,
                                 struct sam_err *err) {
    static const struct {
        char unit;
        long long seconds;
    } units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}};
    size_t length = strlen(text);
    long long count = 0;
    for (size_t i = 0; length > 1 && i < sizeof units / sizeof *units; i++) {
        if (text[length - 1] == units[i].unit && sam_number_whole(text, length - 1, &count) &&
            count > 0 && count <= 366LL * 86400 && count * units[i].seconds >= SHORTEST_S) {
            *seconds = count * units[i].seconds;
            return SAM_OK;
        }
    }
    return sam_fail(err, SAM_E_USAGE,
                    _("--%s %s: must be a number with s, m, h or d behind it, as in 10m; at least "
                      "%ds"),
                    name, text, SHORTEST_S);
}

struct how {
    bool describe;
    const char *every, *full_every;
    long long every_s, full_every_s;
};

static enum sam_status check_how(struct how *how, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    if (how->every != NULL) {
        status = read_span("every", how->every, &how->every_s, err);
    }
    how->full_every_s = DAY_S;
    if (status == SAM_OK && how->full_every != NULL) {
        status = read_span("full-every", how->full_every, &how->full_every_s, err);
    }
    return status;
}

/* Is a comparison with all that the source has due? Of several sources, when one of them is. */
static enum sam_status full_is_due(const struct sam_workspace *work, size_t source,
                                   const struct how *how, bool *due, struct sam_err *err) {
    for (size_t i = 0; i < work->study->source_count; i++) {
        time_t ended = 0;
        if (source != SAM_NONE && source != i) {
            continue;
        }
        enum sam_status status =
            sam_store_run_done(work->store, work->study->sources[i].name, true, &ended, err);
        if (status != SAM_OK) {
            return status;
        }
        *due = *due || time(NULL) - ended >= (time_t)how->full_every_s;
    }
    return SAM_OK;
}

/* Once, with study.json as it is now. */
static enum sam_status collect_once(struct sam_call *call, const char *name, const struct how *how,
                                    struct sam_collect_options options, struct sam_err *err) {
    struct sam_workspace work = {0};
    size_t source = SAM_NONE;
    enum sam_status status = sam_workspace_open(&work, sam_call_folder(call), err);
    if (status == SAM_OK) {
        status = choose_source(work.study, name, &source, err);
    }
    if (status == SAM_OK && how->describe) {
        status = sam_cli_describe(call, &work, source, &options, err);
        sam_workspace_close(&work);
        return status;
    }
    if (status == SAM_OK) {
        status = sam_workspace_open_store(&work, SAM_STORE_WRITE, err);
    }
    if (status == SAM_OK && how->every != NULL && !options.full) {
        status = full_is_due(&work, source, how, &options.full, err);
    }
    if (status == SAM_OK) {
        status = sam_take_in(call, &work, source, &options, err);
    }
    sam_workspace_close(&work);
    return status;
}

/* Until told to stop; what goes wrong is told, and tried again the next time. */
static int collect_on_and_on(struct sam_call *call, const char *name, const struct how *how,
                             const struct sam_collect_options *options) {
    enum sam_status status = SAM_OK;
    while (!sam_stopped(NULL)) {
        struct sam_err err = {0};
        time_t next = time(NULL) + (time_t)how->every_s;
        status = collect_once(call, name, how, *options, &err);
        if (status != SAM_OK && status != SAM_E_STOPPED) {
            sam_complain(&err);
        }
        while (!sam_stopped(NULL) && time(NULL) < next) {
            struct timespec moment = {.tv_nsec = 100000000};
            nanosleep(&moment, NULL);
        }
    }
    return status == SAM_OK || status == SAM_E_STOPPED ? SAM_EXIT_DONE : SAM_EXIT_FAILED;
}

int sam_verb_collect(struct sam_call *call) {
    const char *name = NULL;
    struct how how = {0};
    struct sam_collect_options collecting = sam_pipeline_collect_options(call);
    const struct sam_option options[] = {
        {"source", SAM_OPTION_TEXT, "NAME", N_("only this one"), &name, 0, 0},
        {"full", SAM_OPTION_FLAG, NULL, N_("compare with all the source has"), &collecting.full, 0,
         0},
        {"describe", SAM_OPTION_FLAG, NULL,
         N_("fetch no responses but list the questions, and propose in study.json which are ours"),
         &how.describe, 0, 0},
        {"every", SAM_OPTION_TEXT, "TIME",
         N_("go on until stopped, this often: 10m, 2h; once a day with --full"), &how.every, 0, 0},
        {"full-every", SAM_OPTION_TEXT, "TIME",
         N_("with --every: compare with all this often (1d)"), &how.full_every, 0, 0},
        {"accept-withdrawals", SAM_OPTION_FLAG, NULL,
         N_("believe it when more than a fifth of the responses are gone at once"),
         &collecting.accept_withdrawals, 0, 0},
        {"try-again", SAM_OPTION_FLAG, NULL, N_("also a source that refused us, once"),
         &collecting.try_again, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("collect"), options, 7, 1, &exit)) {
        return exit;
    }
    struct sam_err err = {0};
    enum sam_status status = check_how(&how, &err);
    if (status != SAM_OK) {
        return sam_complain(&err);
    }
    sam_stop_on_signals();
    sam_leave_no_dump();
    if (how.every != NULL) {
        return collect_on_and_on(call, name, &how, &collecting);
    }
    status = collect_once(call, name, &how, collecting, &err);
    return status == SAM_OK ? SAM_EXIT_DONE : sam_complain(&err);
}
