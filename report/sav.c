/* Responses as an SPSS file. */
#include "report/sav.h"

#include "base/memory.h"
#include "base/moment.h"
#include "report/columns.h"
#include "report/sav_file.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { ID_LENGTH = 64 };

struct sam_sav {
    struct sam_sav_source source;
    struct sam_sav_file file;
    struct sam_dictionary *organisations; /* numbered over all alliances */
    readstat_variable_t *respondent, *alliance, *organisation, *role, *wave, *language, *moment;
    readstat_variable_t **items, **open, *alliance_id, *organisation_id;
};

int sam_sav_dont_know(int points) {
    return points < 9 ? 9 : 99;
}

void sam_sav_size_init(struct sam_sav_size *size, const struct sam_questionnaire *q) {
    *size = (struct sam_sav_size){.open = sam_xcalloc(q->open_count + 1, sizeof *size->open)};
}

void sam_sav_size_fini(struct sam_sav_size *size) {
    free(size->open);
    size->open = NULL;
}

void sam_sav_measure(struct sam_sav_size *size, const struct sam_response *response) {
    size->rows++;
    for (size_t i = 0; i < response->open_count; i++) {
        size_t length = strlen(response->open[i].text);
        size_t *longest = &size->open[response->open[i].question];
        *longest = length > *longest ? length : *longest;
    }
}

/* --- variables ------------------------------------------------------------------------------- */

static readstat_variable_t *choice(struct sam_sav *sav, const char *id, const char *label,
                                   readstat_label_set_t *labels) {
    readstat_variable_t *variable =
        sam_sav_number(&sav->file, id, label, "F5.0", READSTAT_MEASURE_NOMINAL);
    readstat_variable_set_label_set(variable, labels);
    return variable;
}

static void add_places(struct sam_sav *sav) {
    const struct sam_study *study = sav->source.study;
    enum sam_lang lang = sav->source.lang;
    readstat_label_set_t *alliances = sam_sav_label_set(&sav->file);
    readstat_label_set_t *organisations = sam_sav_label_set(&sav->file);
    for (size_t a = 0; a < study->alliance_count; a++) {
        const struct sam_alliance *alliance = &study->alliances[a];
        sam_sav_label(alliances, (double)a + 1, alliance->name);
        for (size_t p = 0; p < alliance->partner_count; p++) {
            const char *id = alliance->partners[p].id;
            size_t before = sam_dictionary_count(sav->organisations);
            uint32_t number = sam_dictionary_add(sav->organisations, id, strlen(id));
            if (number == before) {
                sam_sav_label(organisations, number + 1.0, alliance->partners[p].name);
            }
        }
    }
    sav->alliance = choice(sav, "alliance", sam_tr_in(lang, N_("Alliance")), alliances);
    sav->organisation =
        choice(sav, "organisation", sam_tr_in(lang, N_("Organisation")), organisations);
}

static void add_people(struct sam_sav *sav) {
    enum sam_lang lang = sav->source.lang;
    readstat_label_set_t *roles = sam_sav_label_set(&sav->file);
    readstat_label_set_t *langs = sam_sav_label_set(&sav->file);
    for (int role = 0; role < SAM_ROLES; role++) {
        sam_sav_label(roles, role + 1, sam_words_role(lang, (enum sam_role)role));
    }
    for (int named = 0; named < SAM_LANGS; named++) {
        sam_sav_label(langs, named + 1, sam_words_lang(lang, (enum sam_lang)named));
    }
    sav->role = choice(sav, "role", sam_tr_in(lang, N_("Role")), roles);
    sav->wave = sam_sav_string(&sav->file, "wave", sam_tr_in(lang, N_("Wave")), ID_LENGTH);
    sav->language = choice(sav, "language", sam_tr_in(lang, N_("Language")), langs);
    sav->moment =
        sam_sav_number(&sav->file, "submitted_at", sam_tr_in(lang, N_("Sent in (moment in UTC)")),
                       "DATETIME20", READSTAT_MEASURE_SCALE);
    readstat_variable_set_display_width(sav->moment, 20);
}

static void add_items(struct sam_sav *sav) {
    const struct sam_questionnaire *q = sav->source.questionnaire;
    enum sam_lang lang = sav->source.lang;
    int dont_know = sam_sav_dont_know(q->points);
    readstat_label_set_t *answers = sam_sav_label_set(&sav->file);
    for (int answer = 0; answer < q->points; answer++) {
        sam_sav_label(answers, answer + 1, q->labels[answer].in[lang]);
    }
    sam_sav_label(answers, dont_know,
                  q->dont_know.in[lang] != NULL ? q->dont_know.in[lang]
                                                : sam_tr_in(lang, N_("don't know")));
    struct sam_buf label;
    sam_buf_init(&label, SAM_BUF_UNLIMITED);
    for (size_t i = 0; i < q->item_count; i++) {
        const struct sam_item *item = &q->items[i];
        sam_buf_clear(&label);
        sam_buf_printf(&label,
                       item->reverse ? sam_tr_in(lang, N_("%s (reversed statement)")) : "%s",
                       item->text.in[lang]);
        sav->items[i] =
            sam_sav_number(&sav->file, item->id, label.data, "F2.0", READSTAT_MEASURE_ORDINAL);
        readstat_variable_set_display_width(sav->items[i], 6);
        readstat_variable_set_label_set(sav->items[i], answers);
        readstat_variable_add_missing_double_value(sav->items[i], dont_know);
    }
    sam_buf_fini(&label);
}

static void add_variables(struct sam_sav *sav, const struct sam_sav_size *size) {
    const struct sam_questionnaire *q = sav->source.questionnaire;
    enum sam_lang lang = sav->source.lang;
    sav->respondent =
        sam_sav_string(&sav->file, "respondent", sam_tr_in(lang, N_("Respondent")), ID_LENGTH);
    add_places(sav);
    add_people(sav);
    add_items(sav);
    for (size_t i = 0; i < q->open_count; i++) {
        sav->open[i] = sam_sav_string(&sav->file, q->open_questions[i].id,
                                      q->open_questions[i].text.in[lang], size->open[i]);
    }
    sav->alliance_id = sam_sav_string(&sav->file, "alliance_id",
                                      sam_tr_in(lang, N_("Id of the alliance")), ID_LENGTH);
    sav->organisation_id = sam_sav_string(&sav->file, "organisation_id",
                                          sam_tr_in(lang, N_("Id of the organisation")), ID_LENGTH);
}

/* --- rows ------------------------------------------------------------------------------------ */

static void put_choice(struct sam_sav *sav, readstat_variable_t *variable, size_t number,
                       bool there) {
    if (there) {
        sam_sav_put_number(&sav->file, variable, (double)number + 1);
    } else {
        sam_sav_put_missing(&sav->file, variable);
    }
}

static void put_named(struct sam_sav *sav, const struct sam_response *r) {
    /* SPSS counts seconds from 14 October 1582. */
    const double epoch = 12219379200.0;
    size_t alliance = sam_study_alliance(sav->source.study, r->alliance);
    uint32_t organisation =
        sam_dictionary_find(sav->organisations, r->organisation, strlen(r->organisation));
    sam_sav_put_string(&sav->file, sav->respondent, r->respondent);
    put_choice(sav, sav->alliance, alliance, alliance != SAM_NONE);
    put_choice(sav, sav->organisation, organisation, organisation != SAM_NOT_IN_DICTIONARY);
    put_choice(sav, sav->role, (size_t)r->role, r->role != SAM_ROLE_UNKNOWN);
    sam_sav_put_string(&sav->file, sav->wave, r->wave);
    put_choice(sav, sav->language, (size_t)r->language, r->language >= 0);
    if (sam_moment_valid(r->submitted_at)) {
        sam_sav_put_number(&sav->file, sav->moment,
                           (double)sam_moment_seconds(r->submitted_at) + epoch);
    } else {
        sam_sav_put_missing(&sav->file, sav->moment);
    }
}

static const char *open_answer(const struct sam_response *response, size_t question) {
    for (size_t i = 0; i < response->open_count; i++) {
        if (response->open[i].question == question) {
            return response->open[i].text;
        }
    }
    return "";
}

enum sam_status sam_sav_response(struct sam_sav *sav, const struct sam_response *response,
                                 struct sam_err *err) {
    const struct sam_questionnaire *q = sav->source.questionnaire;
    sam_sav_row(&sav->file);
    put_named(sav, response);
    for (size_t i = 0; i < q->item_count; i++) {
        uint8_t answer = response->answers[i];
        if (answer == SAM_MISSING) {
            sam_sav_put_missing(&sav->file, sav->items[i]);
        } else {
            sam_sav_put_number(&sav->file, sav->items[i],
                               answer == SAM_DONT_KNOW ? sam_sav_dont_know(q->points) : answer);
        }
    }
    for (size_t i = 0; i < q->open_count; i++) {
        sam_sav_put_string(&sav->file, sav->open[i], open_answer(response, i));
    }
    sam_sav_put_string(&sav->file, sav->alliance_id, response->alliance);
    sam_sav_put_string(&sav->file, sav->organisation_id, response->organisation);
    sam_sav_row_end(&sav->file);
    if (sav->file.failed != READSTAT_OK) {
        return sam_fail_cause(err, SAM_E_IO, (int)sav->file.failed,
                              _("%s: could not be written whole (%s)"), sav->file.place.path,
                              readstat_error_message(sav->file.failed));
    }
    return SAM_OK;
}

/* --- opening and closing --------------------------------------------------------------------- */

static void free_sav(struct sam_sav *sav) {
    sam_dictionary_free(sav->organisations);
    free(sav->items);
    free(sav->open);
    free(sav);
}

enum sam_status sam_sav_open(const char *path, const struct sam_sav_source *source,
                             const struct sam_sav_size *size, struct sam_sav **out,
                             struct sam_err *err) {
    const struct sam_questionnaire *q = source->questionnaire;
    struct sam_sav *sav = sam_xcalloc(1, sizeof *sav);
    enum sam_status status = sam_sav_file_open(&sav->file, path, err);
    if (status != SAM_OK) {
        free(sav);
        return status;
    }
    sav->source = *source;
    sav->organisations = sam_dictionary_new();
    sav->items = sam_xcalloc(q->item_count + 1, sizeof(readstat_variable_t *));
    sav->open = sam_xcalloc(q->open_count + 1, sizeof(readstat_variable_t *));
    sam_sav_file_describe(&sav->file, source);
    add_variables(sav, size);
    sam_sav_file_rows(&sav->file, size->rows);
    *out = sav;
    return SAM_OK;
}

enum sam_status sam_sav_close(struct sam_sav *sav, struct sam_err *err) {
    enum sam_status status = sam_sav_file_close(&sav->file, err);
    free_sav(sav);
    return status;
}

void sam_sav_discard(struct sam_sav *sav) {
    sam_sav_file_discard(&sav->file);
    free_sav(sav);
}
