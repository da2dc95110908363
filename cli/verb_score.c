#include "base/buf.h"
#include "base/memory.h"
#include "cli/pipeline.h"
#include "model/response_csv.h"
#include "report/results_write.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Has a respondent, alliance and wave been seen? A set of 128-bit hashes: 16 bytes a respondent
 * where the strings would take a multiple; a false hit needs 10^18 respondents. A key's place is
 * its highest bits, so that growing goes through old and new places in order. */
struct seen {
    uint64_t (*keys)[2];
    size_t count, capacity; /* a power of 2 */
    unsigned shift;         /* 64 - its logarithm */
};

static bool seen_place(struct seen *seen, const uint64_t key[2]) {
    size_t slot = key[0] >> seen->shift;
    while (seen->keys[slot][0] != 0 || seen->keys[slot][1] != 0) {
        if (seen->keys[slot][0] == key[0] && seen->keys[slot][1] == key[1]) {
            return false;
        }
        slot = (slot + 1) & (seen->capacity - 1);
    }
    memcpy(seen->keys[slot], key, sizeof seen->keys[slot]);
    return true;
}

static uint64_t mix(uint64_t x) {
    x = (x ^ x >> 32) * UINT64_C(0xd6e8feb86659fd93);
    x = (x ^ x >> 32) * UINT64_C(0xd6e8feb86659fd93);
    return x ^ x >> 32;
}

/* Two chains over words of eight bytes. The NUL at the end keeps "ab","c" and "a","bc" apart. */
static void add_to_key(const char *text, uint64_t key[2]) {
    size_t left = strlen(text) + 1;
    while (left > 0) {
        uint64_t word = 0;
        size_t part = left < sizeof word ? left : sizeof word;
        memcpy(&word, text, part);
        key[0] = mix(key[0] ^ word);
        key[1] = mix(key[1] + word);
        text += part;
        left -= part;
    }
}

static void seen_grow(struct seen *seen) {
    struct seen larger = {.capacity = 1024, .shift = 54};
    if (seen->capacity > 0) {
        larger.capacity = 2 * seen->capacity;
        larger.shift = seen->shift - 1;
    }
    larger.keys = sam_xcalloc_scattered(larger.capacity, sizeof *larger.keys);
    for (size_t i = 0; i < seen->capacity; i++) {
        if (seen->keys[i][0] != 0 || seen->keys[i][1] != 0) {
            seen_place(&larger, seen->keys[i]);
        }
    }
    free(seen->keys);
    larger.count = seen->count;
    *seen = larger;
}

/* A respondent whose place, far away in memory, is fetched while the next row is read. */
struct newcomer {
    uint64_t key[2];
    size_t line;
    struct sam_buf respondent, alliance; /* for a message; "" when there is nobody */
};

static void newcomer_set(struct newcomer *who, struct seen *seen,
                         const struct sam_response_row *row) {
    sam_buf_clear(&who->respondent);
    sam_buf_clear(&who->alliance);
    if (row->named[SAM_CSV_RESPONDENT][0] == '\0') {
        return;
    }
    sam_buf_text(&who->respondent, row->named[SAM_CSV_RESPONDENT]);
    sam_buf_text(&who->alliance, row->named[SAM_CSV_ALLIANCE]);
    who->line = row->line;
    who->key[0] = 1;
    who->key[1] = 2;
    add_to_key(row->named[SAM_CSV_RESPONDENT], who->key);
    add_to_key(row->named[SAM_CSV_ALLIANCE], who->key);
    add_to_key(row->named[SAM_CSV_WAVE], who->key);
    if (4 * (seen->count + 1) > 3 * seen->capacity) {
        seen_grow(seen);
    }
    __builtin_prefetch(&seen->keys[who->key[0] >> seen->shift], 1);
}

static enum sam_status newcomer_check(const struct newcomer *who, struct seen *seen,
                                      const char *name, struct sam_err *err) {
    if (who->respondent.length == 0) {
        return SAM_OK;
    }
    if (!seen_place(seen, who->key)) {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s, line %zu, column respondent: \"%s\" stands twice in alliance "
                          "\"%s\"; keep one row"),
                        name, who->line, who->respondent.data, who->alliance.data);
    }
    seen->count++;
    return SAM_OK;
}

struct scoring {
    struct sam_questionnaire *questionnaire;
    struct sam_answers *table;
    const char *wave; /* asked for, or NULL */
    char found_wave[80];
    bool any;
    struct seen seen;
    struct newcomer newcomer;
};

static enum sam_status take_row(struct scoring *s, const char *name,
                                const struct sam_response_row *row, struct sam_err *err) {
    const char *wave = row->named[SAM_CSV_WAVE];
    if (s->wave != NULL && strcmp(wave, s->wave) != 0) {
        return SAM_OK;
    }
    if (strlen(wave) >= sizeof s->found_wave) {
        return sam_fail(err, SAM_E_INPUT, _("%s, line %zu, column wave: \"%.20s...\" is too long"),
                        name, row->line, wave);
    }
    if (!s->any) {
        snprintf(s->found_wave, sizeof s->found_wave, "%s", wave);
        s->any = true;
    } else if (strcmp(s->found_wave, wave) != 0) {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s, line %zu, column wave: \"%s\", but the rows before are of wave "
                          "\"%s\"; choose one with --wave"),
                        name, row->line, wave, s->found_wave);
    }
    enum sam_status status = newcomer_check(&s->newcomer, &s->seen, name, err);
    if (status == SAM_OK) {
        newcomer_set(&s->newcomer, &s->seen, row);
        sam_answers_add(s->table, row->named[SAM_CSV_ALLIANCE], row->named[SAM_CSV_ORGANISATION],
                        row->role, row->answers);
    }
    return status;
}

static enum sam_status read_rows(struct scoring *s, FILE *stream, const char *name,
                                 bool ignore_unknown, struct sam_err *err) {
    struct sam_csv *csv = sam_csv_from_file(stream, name, 0);
    struct sam_response_csv *rows = NULL;
    enum sam_status status =
        sam_response_csv_open(csv, s->questionnaire, ignore_unknown, &rows, err);
    bool more = true;
    while (status == SAM_OK && more) {
        struct sam_response_row row;
        status = sam_response_csv_next(rows, &row, &more, err);
        if (status == SAM_OK && more) {
            status = take_row(s, name, &row, err);
        }
    }
    /* The row that is still to be checked stands before whatever went wrong. */
    struct sam_err earlier = {0};
    if (newcomer_check(&s->newcomer, &s->seen, name, &earlier) != SAM_OK) {
        *err = earlier;
        status = SAM_E_INPUT;
    }
    if (status == SAM_OK && s->wave != NULL && !s->any) {
        status = sam_fail(err, SAM_E_INPUT, _("%s: no row is of wave \"%s\""), name, s->wave);
    }
    sam_response_csv_free(rows);
    sam_csv_free(csv);
    return status;
}

static enum sam_status score(struct scoring *s, const char *path,
                             const struct sam_analyse_settings *settings, bool ignore_unknown,
                             struct sam_err *err) {
    bool standard_input = strcmp(path, "-") == 0;
    const char *name = standard_input ? _("standard input") : path;
    FILE *stream = standard_input ? stdin : fopen(path, "rb");
    if (stream == NULL) {
        return sam_fail_cause(err, SAM_E_IO, errno, _("%s: cannot be opened (%s)"), path,
                              strerror(errno));
    }
    s->table = sam_answers_new(s->questionnaire->item_count);
    sam_buf_init(&s->newcomer.respondent, SAM_BUF_UNLIMITED);
    sam_buf_init(&s->newcomer.alliance, SAM_BUF_UNLIMITED);
    enum sam_status status = read_rows(s, stream, name, ignore_unknown, err);
    if (!standard_input) {
        fclose(stream);
    }
    free(s->seen.keys);
    sam_buf_fini(&s->newcomer.respondent);
    sam_buf_fini(&s->newcomer.alliance);
    if (status == SAM_OK) {
        sam_answers_sort(s->table);
        const struct sam_analysis_options options = sam_analyse_settings_options(settings);
        struct sam_analysis *analysis = sam_analysis_new(s->questionnaire, s->table, &options);
        const struct sam_results_context context = {.wave = s->found_wave, .version = SAM_VERSION};
        setvbuf(stdout, NULL, _IONBF,
                0); /* it would cut the large pieces that come into small ones */
        status = sam_results_write(stdout, _("standard output"), &context, analysis, err);
        sam_analysis_free(analysis);
    }
    sam_answers_free(s->table);
    return status;
}

int sam_verb_score(struct sam_call *call) {
    struct sam_analyse_settings settings = SAM_ANALYSE_SETTINGS_DEFAULT;
    const char *path = NULL;
    bool ignore_unknown = false;
    struct sam_option options[3 + SAM_ANALYSE_OPTIONS] = {
        {"questionnaire", SAM_OPTION_TEXT, "Q.json", N_("the questionnaire (needed)"), &path, 0, 0},
        {"wave", SAM_OPTION_TEXT, "W", N_("only the rows of this wave"), &settings.wave, 0, 0},
        {"ignore-unknown", SAM_OPTION_FLAG, NULL, N_("pass over columns that mean nothing here"),
         &ignore_unknown, 0, 0},
    };
    sam_analyse_options(options + 3, &settings);
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("score"), options, 3 + SAM_ANALYSE_OPTIONS, 1, &exit)) {
        return exit;
    }
    struct sam_err err = {0};
    struct scoring scoring = {.wave = settings.wave};
    struct sam_problems problems;
    sam_problems_init(&problems);
    enum sam_status status = sam_analyse_settings_check(&settings, &err);
    if (status == SAM_OK && (path == NULL || call->positional_count == 0)) {
        status = sam_fail(&err, SAM_E_USAGE,
                          _("score needs --questionnaire Q.json and DATA.csv (or -)"));
    }
    if (status == SAM_OK) {
        status = sam_questionnaire_read(path, &scoring.questionnaire, &problems, &err);
        if (status != SAM_OK && problems.count > 1) {
            fprintf(stderr, "%s", problems.lines.data);
        }
    }
    if (status == SAM_OK) {
        status = score(&scoring, call->positional[0], &settings, ignore_unknown, &err);
    }
    sam_questionnaire_free(scoring.questionnaire);
    sam_problems_fini(&problems);
    return status == SAM_OK ? SAM_EXIT_DONE : sam_complain(&err);
}
