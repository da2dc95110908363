/* Responses and scores as SPSS files (.sav), through ReadStat.
 *
 *   (1) a variable per column of columns.h, with its label and value labels in the reader's
 *       language; alliance, organisation, role and language are numbers with labels (alliances and
 *       organisations numbered in study.json's order), their ids stand at the end
 *   (2) not answered is system-missing; "don't know" is 9 (99 on nine points or more), declared
 *       user-missing: procedures leave it out, frequencies show it
 *   (3) statements are ordinal, as answered: reversed ones are not turned, the label says so
 *   (4) names SPSS refuses are made into ones it takes; the label of the file and its documents say
 *       where it comes from
 *   (5) same responses, same bytes
 *   (6) an open answer longer than 32,767 bytes can't occur (model/response.h) */
#ifndef SAM_REPORT_SAV_H
#define SAM_REPORT_SAV_H

#include "base/buf.h"
#include "base/err.h"
#include "base/words.h"
#include "model/response.h"

struct sam_results;
struct sam_sav;

struct sam_sav_source {
    const struct sam_study *study;
    const struct sam_questionnaire *questionnaire;
    const struct sam_results *results; /* NULL: never analysed */
    const char *wave;
    enum sam_lang lang;
};

/* What an SPSS file has to know beforehand: every response is shown to it first. */
struct sam_sav_size {
    size_t rows;
    size_t *open; /* longest answer to each open question, in bytes */
};
void sam_sav_size_init(struct sam_sav_size *size, const struct sam_questionnaire *questionnaire);
void sam_sav_size_fini(struct sam_sav_size *size);
void sam_sav_measure(struct sam_sav_size *size, const struct sam_response *response);

/* Everything in source is borrowed until the end. The file appears at path when it is whole. */
enum sam_status sam_sav_open(const char *path, const struct sam_sav_source *source,
                             const struct sam_sav_size *size, struct sam_sav **out,
                             struct sam_err *err) SAM_MUST_CHECK;
/* As many as were measured, the same ones. */
enum sam_status sam_sav_response(struct sam_sav *sav, const struct sam_response *response,
                                 struct sam_err *err) SAM_MUST_CHECK;
/* Frees sav; on failure no file is left. */
enum sam_status sam_sav_close(struct sam_sav *sav, struct sam_err *err) SAM_MUST_CHECK;
void sam_sav_discard(struct sam_sav *sav);

/* A row per alliance and scale; source->results must be there. */
enum sam_status sam_sav_scores(const char *path, const struct sam_sav_source *source,
                               struct sam_err *err) SAM_MUST_CHECK;

/* The number that stands for "don't know" on this many points. */
int sam_sav_dont_know(int points);

#endif
