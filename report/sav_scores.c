/* Scores as an SPSS file: a row per alliance and scale. */
#include "report/results.h"
#include "report/sav_file.h"
#include "report/sentences.h"

#include <string.h>

enum { ID_LENGTH = 64, NUMBERS = 12 };

struct columns {
    readstat_variable_t *alliance, *scale, *invited, *responded, *respondents, *band, *uncertain;
    readstat_variable_t *numbers[NUMBERS], *alliance_id, *scale_id;
};

static void numbers_of(const struct sam_scale_score *score, struct sam_number numbers[NUMBERS]) {
    const struct sam_number in_order[NUMBERS] = {
        score->mean,  score->sd,     score->low,        score->high,
        score->index, score->pooled, score->pooled_low, score->pooled_high,
        score->ad,    score->rwg,    score->rwg_skewed, score->rwg_chance};
    memcpy(numbers, in_order, sizeof in_order);
}

static readstat_variable_t *labelled(struct sam_sav_file *file, const char *id, const char *label,
                                     readstat_label_set_t *labels) {
    readstat_variable_t *variable =
        sam_sav_number(file, id, label, "F5.0", READSTAT_MEASURE_NOMINAL);
    readstat_variable_set_label_set(variable, labels);
    return variable;
}

static void add_choices(struct sam_sav_file *file, const struct sam_sav_source *source,
                        struct columns *c) {
    const struct sam_results *results = source->results;
    const struct sam_questionnaire *q = results->questionnaire;
    enum sam_lang lang = source->lang;
    readstat_label_set_t *alliances = sam_sav_label_set(file);
    readstat_label_set_t *scales = sam_sav_label_set(file);
    for (size_t a = 0; a < results->alliance_count; a++) {
        sam_sav_label(alliances, (double)a + 1, results->alliances[a].name);
    }
    for (size_t s = 0; s < q->scale_count; s++) {
        sam_sav_label(scales, (double)s + 1, q->scales[s].title.in[lang]);
    }
    c->alliance = labelled(file, "alliance", sam_tr_in(lang, N_("Alliance")), alliances);
    c->scale = labelled(file, "scale", sam_tr_in(lang, N_("Scale")), scales);
}

static void add_bands(struct sam_sav_file *file, enum sam_lang lang, struct columns *c) {
    readstat_label_set_t *bands = sam_sav_label_set(file);
    readstat_label_set_t *yes_no = sam_sav_label_set(file);
    for (int band = 0; band < SAM_BAND_NONE; band++) {
        sam_sav_label(bands, band + 1, sam_words_band(lang, (enum sam_band)band));
    }
    sam_sav_label(yes_no, 0, sam_tr_in(lang, N_("no")));
    sam_sav_label(yes_no, 1, sam_tr_in(lang, N_("yes")));
    c->band = labelled(file, "band", sam_tr_in(lang, N_("Band")), bands);
    c->uncertain = labelled(file, "band_uncertain", sam_tr_in(lang, N_("Band uncertain")), yes_no);
}

static readstat_variable_t *count(struct sam_sav_file *file, const char *id, const char *label) {
    return sam_sav_number(file, id, label, "F8.0", READSTAT_MEASURE_SCALE);
}

static void add_variables(struct sam_sav_file *file, const struct sam_sav_source *source,
                          struct columns *c) {
    static const struct {
        const char *id, *label;
    } numbers[NUMBERS] = {{"mean", N_("Mean")},
                          {"sd", N_("Standard deviation")},
                          {"low", N_("Interval from")},
                          {"high", N_("Interval to")},
                          {"index", N_("Index (0 to 100)")},
                          {"pooled_mean", N_("Pooled mean (for comparing)")},
                          {"pooled_low", N_("Pooled from")},
                          {"pooled_high", N_("Pooled to")},
                          {"ad", N_("Mean distance to the mean (AD)")},
                          {"rwg", N_("r_wg(J)")},
                          {"rwg_skewed", N_("r_wg(J), lenient")},
                          {"rwg_chance", N_("Chance of r_wg of .70")}};
    enum sam_lang lang = source->lang;
    add_choices(file, source, c);
    c->invited = count(file, "invited", sam_tr_in(lang, N_("Invited")));
    c->responded = count(file, "responded", sam_tr_in(lang, N_("Answered")));
    c->respondents = count(file, "respondents", sam_tr_in(lang, N_("With a score")));
    for (size_t i = 0; i < NUMBERS; i++) {
        c->numbers[i] = sam_sav_number(file, numbers[i].id, sam_tr_in(lang, numbers[i].label),
                                       "F8.3", READSTAT_MEASURE_SCALE);
    }
    add_bands(file, lang, c);
    c->alliance_id =
        sam_sav_string(file, "alliance_id", sam_tr_in(lang, N_("Id of the alliance")), ID_LENGTH);
    c->scale_id =
        sam_sav_string(file, "scale_id", sam_tr_in(lang, N_("Id of the scale")), ID_LENGTH);
}

static void put(struct sam_sav_file *file, readstat_variable_t *variable, double value,
                bool there) {
    if (there) {
        sam_sav_put_number(file, variable, value);
    } else {
        sam_sav_put_missing(file, variable);
    }
}

static void write_row(struct sam_sav_file *file, const struct columns *c,
                      const struct sam_results *results, size_t a, size_t s) {
    const struct sam_alliance_result *result = &results->alliances[a].result;
    const struct sam_scale_score *score = &result->scales[s];
    struct sam_number numbers[NUMBERS];
    bool banded = score->zone != SAM_BAND_NONE;
    numbers_of(score, numbers);
    sam_sav_row(file);
    sam_sav_put_number(file, c->alliance, (double)a + 1);
    sam_sav_put_number(file, c->scale, (double)s + 1);
    put(file, c->invited, (double)result->invited, result->invited > 0);
    sam_sav_put_number(file, c->responded, (double)result->responded);
    put(file, c->respondents, (double)score->respondents, !result->suppressed);
    for (size_t i = 0; i < NUMBERS; i++) {
        put(file, c->numbers[i], numbers[i].value, sam_has(numbers[i]));
    }
    put(file, c->band, (double)score->zone + 1, banded);
    put(file, c->uncertain, score->zone_uncertain, banded);
    sam_sav_put_string(file, c->alliance_id, result->id);
    sam_sav_put_string(file, c->scale_id, results->questionnaire->scales[s].id);
    sam_sav_row_end(file);
}

enum sam_status sam_sav_scores(const char *path, const struct sam_sav_source *source,
                               struct sam_err *err) {
    const struct sam_results *results = source->results;
    size_t scales = results->questionnaire->scale_count;
    struct sam_sav_file file;
    struct columns columns = {0};
    enum sam_status status = sam_sav_file_open(&file, path, err);
    if (status != SAM_OK) {
        return status;
    }
    sam_sav_file_describe(&file, source);
    add_variables(&file, source, &columns);
    sam_sav_file_rows(&file, results->alliance_count * scales);
    for (size_t a = 0; a < results->alliance_count; a++) {
        for (size_t s = 0; s < scales; s++) {
            write_row(&file, &columns, results, a, s);
        }
    }
    return sam_sav_file_close(&file, err);
}
