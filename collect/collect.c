#include "collect/collect.h"

#include "base/memory.h"
#include "base/words.h"
#include "collect/collector.h"
#include "collect/source_lock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What a run needs and gives back at its end. */
struct setting {
    struct sam_collector collector;
    struct sam_http http;
    struct sam_secret secret;
    struct sam_mapper *mapper;
    char *ca_file;
};

static size_t default_wave(const struct sam_study *study, const char *wave) {
    if (wave != NULL) {
        return sam_study_wave(study, wave);
    }
    return study->wave_count == 1 ? 0 : SAM_NONE;
}

static enum sam_status set_up(struct setting *s, struct sam_err *err) {
    struct sam_collector *c = &s->collector;
    const struct sam_source *source = c->source;
    enum sam_status status = sam_http_open(&s->http, err);
    if (status != SAM_OK) {
        return status;
    }
    if (source->ca_file != NULL) {
        s->ca_file = sam_path_in_study(c->study->folder, source->ca_file);
    }
    s->http.ca_file = s->ca_file;
    s->http.insecure_http = source->insecure_http;
    s->http.stop = c->options->stop;
    s->http.context = c->options->context;
    s->http.second_ms = c->options->second_ms > 0 ? c->options->second_ms : s->http.second_ms;
    size_t asked = c->wave != SAM_NONE ? c->wave : c->study->wave_count - 1;
    s->mapper = sam_mapper_new(source, c->instruments->of_wave[asked],
                               source->type == SAM_SOURCE_LIMESURVEY);
    c->refused = sam_dictionary_new();
    c->taken = c->pass.file != NULL ? sam_dictionary_new() : NULL;
    c->pass = (struct sam_pass){.study = c->study,
                                .source = source,
                                .mapper = s->mapper,
                                .secret = &s->secret,
                                .http = &s->http,
                                .notice = c->options->notice,
                                .context = c->options->context,
                                .file = c->pass.file,
                                .ignore_unknown = c->options->ignore_unknown,
                                .wave = c->wave != SAM_NONE ? c->study->waves[c->wave].id : NULL};
    for (size_t i = 0; i < c->study->wave_count && status == SAM_OK; i++) {
        status = sam_store_use_questionnaire(c->store, c->instruments->of_wave[i], err);
    }
    return status;
}

static void tear_down(struct setting *s) {
    sam_http_close(&s->http);
    sam_mapper_free(s->mapper);
    sam_dictionary_free(s->collector.refused);
    sam_dictionary_free(s->collector.taken);
    sam_secret_wipe(&s->secret);
    free(s->ca_file);
}

static enum sam_status do_run(struct setting *s, struct sam_err *err) {
    struct sam_collector *c = &s->collector;
    enum sam_status status = SAM_OK;
    if (c->pass.file == NULL) {
        status = sam_secret_read(&s->secret, c->source, c->study->folder, err);
    }
    if (status == SAM_OK) {
        status = set_up(s, err);
    }
    if (status == SAM_OK) {
        status = c->run->full ? sam_collector_full(c, err) : sam_collector_incremental(c, err);
    }
    if (status == SAM_OK) {
        size_t accepted = 0;
        size_t refused = 0;
        status = sam_quarantine_retry(c->study, c->instruments, c->store, &accepted, &refused, err);
    }
    if (status == SAM_OK && c->taken != NULL) {
        size_t dropped = 0;
        status = sam_quarantine_settle(c, &dropped, err);
        if (dropped > 0) {
            sam_pass_notice(&c->pass,
                            _("rows that an earlier import set aside and that these replace: %zu"),
                            dropped);
        }
    }
    if (status != SAM_OK) {
        sam_secret_cover(&s->secret, err->text);
    }
    tear_down(s);
    return status;
}

/* Locks the source, records the run, and does it. */
static enum sam_status recorded_run(struct setting *s, struct sam_err *err) {
    struct sam_collector *c = &s->collector;
    struct sam_err own = {0};
    struct sam_err *told = err != NULL ? err : &own;
    int lock = -1;
    int64_t number = 0;
    enum sam_status status = sam_source_lock(c->study->folder, c->source->name, &lock, told);
    if (status != SAM_OK) {
        return status;
    }
    status = sam_store_run_start(c->store, c->source->name, c->run->full, c->run->started, &number,
                                 told);
    if (status == SAM_OK) {
        status = do_run(s, told);
        if (status != SAM_OK) {
            sam_err_while(told, _("source %s"), c->source->name);
        }
        c->run->outcome = status == SAM_OK ? "done" : "failed";
        c->run->message = status == SAM_OK ? "" : told->text;
        c->run->ended = time(NULL);
        struct sam_err end_err = {0};
        enum sam_status ended = sam_store_run_end(c->store, number, c->run, &end_err);
        if (status == SAM_OK && ended != SAM_OK) {
            *told = end_err;
            status = ended;
        }
    }
    sam_source_unlock(lock);
    if (err == NULL) {
        c->run->message = "";
    }
    return status;
}

static const struct sam_collect_options no_options = {0};

static void start_run(struct setting *s, bool full, struct sam_run *run) {
    *run = (struct sam_run){.source = s->collector.source->name,
                            .full = full,
                            .outcome = "failed",
                            .message = "",
                            .started = time(NULL)};
    run->ended = run->started;
    s->collector.run = run;
}

enum sam_status sam_collect(const struct sam_study *study, size_t source,
                            const struct sam_instruments *instruments, struct sam_store *store,
                            const struct sam_collect_options *options, struct sam_run *run,
                            struct sam_err *err) {
    struct setting s = {.collector = {.study = study,
                                      .source = &study->sources[source],
                                      .instruments = instruments,
                                      .store = store,
                                      .options = options != NULL ? options : &no_options}};
    s.collector.wave = default_wave(study, study->sources[source].wave);
    start_run(&s, s.collector.options->full, run);
    return recorded_run(&s, err);
}

enum sam_status sam_import(const struct sam_study *study, size_t source, const char *path,
                           const char *wave, const struct sam_instruments *instruments,
                           struct sam_store *store, const struct sam_collect_options *options,
                           struct sam_run *run, struct sam_err *err) {
    struct sam_source file = {.name = "file", .type = SAM_SOURCE_CSV, .url = path};
    const struct sam_source *from = source != SAM_NONE ? &study->sources[source] : &file;
    struct setting s = {.collector = {.study = study,
                                      .source = from,
                                      .instruments = instruments,
                                      .store = store,
                                      .options = options != NULL ? options : &no_options,
                                      .pass = {.file = path}}};
    s.collector.wave = default_wave(study, wave != NULL ? wave : from->wave);
    /* A file is never the whole of what there is: nothing is withdrawn on the ground of it. */
    start_run(&s, false, run);
    if (from->type != SAM_SOURCE_CSV) {
        return sam_fail(err, SAM_E_USAGE, _("source %s is no csv source"), from->name);
    }
    if (wave != NULL && s.collector.wave == SAM_NONE) {
        return sam_fail(err, SAM_E_NOT_FOUND, _("wave \"%s\" is not in study.json"), wave);
    }
    enum sam_status status = recorded_run(&s, err);
    run->source = source != SAM_NONE ? from->name : "file";
    return status;
}
