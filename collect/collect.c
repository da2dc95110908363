#include "collect/collect.h"

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/moment.h"
#include "base/words.h"
#include "collect/collector.h"
#include "collect/connection.h"
#include "collect/source_lock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>

enum { SPACE = 32 << 20, DOUBLES_MOST = 2000, DOUBLES_NAMED = 5, DOUBLES_SECONDS = 600 };

/* What a run needs and gives back at its end. */
struct setting {
    struct sam_collector collector;
    struct sam_connection connection;
};

static size_t default_wave(const struct sam_study *study, const char *wave) {
    if (wave != NULL) {
        return sam_study_wave(study, wave);
    }
    return study->wave_count == 1 ? 0 : SAM_NONE;
}

static void tell(void *context, const char *message) {
    struct sam_collector *c = context;
    pthread_mutex_lock(&c->telling);
    c->options->notice(c->options->context, message);
    pthread_mutex_unlock(&c->telling);
}

static enum sam_status set_up(struct setting *s, struct sam_err *err) {
    struct sam_collector *c = &s->collector;
    size_t asked = c->wave != SAM_NONE ? c->wave : c->study->wave_count - 1;
    enum sam_status status = sam_connection_open(&s->connection, c->study, c->source,
                                                 c->instruments->of_wave[asked], c->options, err);
    if (status != SAM_OK) {
        return status;
    }
    c->refused = sam_dictionary_new();
    c->taken = c->pass.file != NULL ? sam_dictionary_new() : NULL;
    c->pass = (struct sam_pass){.study = c->study,
                                .source = c->source,
                                .mapper = s->connection.mapper,
                                .secret = &s->connection.secret,
                                .http = &s->connection.http,
                                .notice = c->options->notice != NULL ? tell : NULL,
                                .context = c,
                                .file = c->pass.file,
                                .ignore_unknown = c->options->ignore_unknown,
                                .wave = c->wave != SAM_NONE ? c->study->waves[c->wave].id : NULL};
    for (size_t i = 0; i < c->study->wave_count && status == SAM_OK; i++) {
        status = sam_store_use_questionnaire(c->store, c->instruments->of_wave[i], err);
    }
    return status;
}

static void tear_down(struct setting *s) {
    sam_connection_close(&s->connection);
    sam_dictionary_free(s->collector.refused);
    sam_dictionary_free(s->collector.taken);
}

/* --- before and after ------------------------------------------------------------------------- */

static enum sam_status check_space(const struct sam_collector *c, struct sam_err *err) {
    struct statvfs disk;
    size_t needed = c->options->space > 0 ? c->options->space : SPACE;
    const char *folder = c->study->folder[0] != '\0' ? c->study->folder : ".";
    if (statvfs(folder, &disk) == 0 && (unsigned long long)disk.f_bavail * disk.f_frsize < needed) {
        return sam_fail_cause(err, SAM_E_IO, ENOSPC,
                              _("less than %zu MiB is free on the disk of %s; make room first. "
                                "Nothing was fetched"),
                              needed >> 20, folder);
    }
    return SAM_OK;
}

/* Tells one state of a source's settings and secret from another; 16 bits, so that it says nothing
 * about the secret to whoever reads the store. */
static void mark_of(const struct setting *s, char mark[8]) {
    const struct sam_source *source = s->collector.source;
    const char *const parts[] = {source->url, source->user, source->survey, source->project,
                                 s->connection.secret.text};
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *part = parts[i] != NULL ? parts[i] : "";
        hash = sam_hash64(part, strlen(part) + 1, hash);
    }
    snprintf(mark, 8, "%04x", (unsigned)(hash & 0xffff));
}

/* Was it refused before, with just these settings? */
static enum sam_status check_refused(const struct setting *s, struct sam_err *err) {
    const struct sam_collector *c = &s->collector;
    struct sam_buf fact;
    char mark[8];
    sam_buf_init(&fact, 4096);
    mark_of(s, mark);
    enum sam_status status = sam_store_fact(c->store, c->source->name, "refused", &fact, err);
    if (status == SAM_OK && fact.length > 5 && strncmp(fact.data, mark, 4) == 0 &&
        !c->options->try_again) {
        status = sam_fail(err, SAM_E_AUTH,
                          _("it was refused on %s and is not asked again, because wrong passwords "
                            "lock out everybody at this address. Correct the secret, or url, user "
                            "and survey in study.json; when it was mended at the other side: "
                            "collect --source %s --try-again"),
                          fact.data + 5, c->source->name);
    }
    sam_buf_fini(&fact);
    return status;
}

static enum sam_status remember_refusal(const struct setting *s, enum sam_status outcome,
                                        struct sam_err *err) {
    const struct sam_collector *c = &s->collector;
    struct sam_err own = {0};
    char mark[8];
    char moment[SAM_MOMENT_SIZE];
    char fact[8 + SAM_MOMENT_SIZE];
    struct sam_buf known;
    sam_buf_init(&known, 4096);
    enum sam_status status = sam_store_fact(c->store, c->source->name, "refused", &known, &own);
    if (status == SAM_OK && outcome == SAM_E_AUTH && s->connection.http.sent > 0) {
        mark_of(s, mark);
        snprintf(fact, sizeof fact, "%s %s", mark, sam_moment_print(time(NULL), moment));
        status = sam_store_fact_set(c->store, c->source->name, "refused", fact, &own);
    } else if (status == SAM_OK && outcome == SAM_OK && known.length > 0) {
        status = sam_store_fact_set(c->store, c->source->name, "refused", NULL, &own);
    }
    sam_buf_fini(&known);
    if (outcome == SAM_OK && status != SAM_OK) {
        *err = own;
        return status;
    }
    return outcome;
}

struct doubles {
    size_t count;
    struct sam_buf named;
};

static bool note_double(const char *record_id, const char *other, void *context) {
    struct doubles *doubles = context;
    if (doubles->count++ < DOUBLES_NAMED) {
        sam_buf_printf(&doubles->named, "%s%.60s = %.60s", doubles->named.length > 0 ? ", " : "",
                       record_id, other);
    }
    return true;
}

/* The same answers within minutes, under other names or none: both stay, and the evaluator, who
 * knows the people, is told. Not looked for when so much came in that it would take long. */
static enum sam_status tell_doubles(struct sam_collector *c, struct sam_err *err) {
    struct doubles doubles = {0};
    enum sam_status status = SAM_OK;
    if (c->run->added + c->run->changed == 0 || c->run->added + c->run->changed > DOUBLES_MOST) {
        return SAM_OK;
    }
    sam_buf_init(&doubles.named, SAM_BUF_UNLIMITED);
    for (size_t i = 0; i < c->study->wave_count && status == SAM_OK; i++) {
        bool again = i > 0 && c->instruments->of_wave[i] == c->instruments->of_wave[i - 1];
        /* of stories it is the words that differ */
        if (!again && c->instruments->of_wave[i]->story == NULL) {
            status =
                sam_store_visit_doubles(c->store, c->source->name, c->instruments->of_wave[i],
                                        c->before, DOUBLES_SECONDS, note_double, &doubles, err);
        }
    }
    if (doubles.count > 0) {
        sam_pass_notice(&c->pass,
                        _("source %s: finished responses with the very same answers as another of "
                          "the same alliance, within ten minutes: %zu (%s%s). It may be one, sent "
                          "twice. Both count; if one is too many, delete it at the source and run "
                          "with --full"),
                        c->source->name, doubles.count, doubles.named.data,
                        doubles.count > DOUBLES_NAMED ? ", ..." : "");
    }
    sam_buf_fini(&doubles.named);
    return status;
}

/* Where stories are collected every one counts. */
static enum sam_status count_repeats(struct sam_collector *c, size_t *people, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < c->study->wave_count && status == SAM_OK; i++) {
        size_t here = 0;
        if (c->instruments->of_wave[i]->story == NULL) {
            status =
                sam_store_repeats(c->store, c->source->name, c->study->waves[i].id, &here, err);
        }
        *people += here;
    }
    return status;
}

/* What the evaluator should know of what came in. */
static enum sam_status tell_what_came(struct sam_collector *c, struct sam_err *err) {
    size_t people = 0;
    enum sam_status status = SAM_OK;
    if (c->source->proposed_count > 0) {
        sam_pass_notice(&c->pass,
                        _("source %s: proposals that nobody checked yet, and that are not used: "
                          "%zu; move those that are right from \"proposed\" to \"map\" in "
                          "study.json, and take out the others"),
                        c->source->name, c->source->proposed_count);
    }
    if (c->early > 0) {
        sam_pass_notice(&c->pass,
                        _("source %s: left out as tests, because they are dated before the wave "
                          "opens: %zu responses; if they are real, correct \"opens\" in "
                          "study.json"),
                        c->source->name, c->early);
    }
    if (c->run->added + c->run->changed > 0) {
        status = count_repeats(c, &people, err);
    }
    if (people > 0) {
        sam_pass_notice(
            &c->pass,
            _("source %s: people with more than one finished response: %zu; of each the "
              "latest counts, the others are kept"),
            c->source->name, people);
    }
    return status == SAM_OK ? tell_doubles(c, err) : status;
}

/* --- a run ------------------------------------------------------------------------------------ */

static enum sam_status do_passes(struct setting *s, struct sam_err *err) {
    struct sam_collector *c = &s->collector;
    size_t accepted = 0;
    size_t refused = 0;
    enum sam_status status = sam_store_last_change(c->store, &c->before, err);
    if (status == SAM_OK) {
        status = c->run->full ? sam_collector_full(c, err) : sam_collector_incremental(c, err);
    }
    if (status == SAM_OK) {
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
    } else if (status == SAM_OK) {
        status = tell_what_came(c, err);
    }
    return status;
}

static enum sam_status do_run(struct setting *s, struct sam_err *err) {
    struct sam_collector *c = &s->collector;
    bool file = c->pass.file != NULL;
    enum sam_status status = check_space(c, err);
    if (status == SAM_OK && !file) {
        status = sam_secret_read(&s->connection.secret, c->source, c->study->folder, err);
    }
    if (status == SAM_OK && !file) {
        status = check_refused(s, err);
    }
    if (status == SAM_OK) {
        status = set_up(s, err);
    }
    if (status == SAM_OK) {
        status = do_passes(s, err);
        status = remember_refusal(s, status, err);
    }
    if (status != SAM_OK) {
        sam_secret_cover(&s->connection.secret, err->text);
    }
    tear_down(s);
    return status;
}

static const char *outcome_of(enum sam_status status, const struct sam_err *err) {
    if (status == SAM_OK) {
        return "done";
    }
    return status == SAM_E_NET && err->cause == 429 ? "incomplete" : "failed";
}

/* Locks the source, records the run, and does it. */
static enum sam_status recorded_run(struct setting *s, struct sam_err *err) {
    struct sam_collector *c = &s->collector;
    struct sam_err own = {0};
    struct sam_err *told = err != NULL ? err : &own;
    int lock = -1;
    int64_t number = 0;
    pthread_mutex_init(&c->telling, NULL);
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
        c->run->outcome = outcome_of(status, told);
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
    pthread_mutex_destroy(&c->telling);
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
