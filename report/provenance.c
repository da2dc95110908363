#include "report/provenance.h"

#include "base/moment.h"
#include "model/study.h"

#include <stdio.h>
#include <string.h>

const char *sam_results_title(const struct sam_results *results, enum sam_lang lang) {
    const char *title = results->study_title.in[lang];
    return title != NULL && title[0] != '\0' ? title : results->questionnaire->title.in[lang];
}

time_t sam_results_moment(const struct sam_results *results) {
    enum { YEAR_1980 = 315532800 };
    if (results->analysed_at == NULL || !sam_moment_valid(results->analysed_at)) {
        return YEAR_1980;
    }
    time_t moment = sam_moment_seconds(results->analysed_at);
    return moment > YEAR_1980 ? moment : YEAR_1980;
}

/* "; questionnaire ID VERSION; samenscan VERSION" behind the wave, if there is one. */
static void write_made(const char *wave, const struct sam_questionnaire *q, const char *version,
                       enum sam_lang lang, struct sam_buf *text) {
    if (wave != NULL) {
        sam_buf_printf(text, sam_tr_in(lang, N_("; wave %s")), wave);
    }
    sam_buf_printf(text, sam_tr_in(lang, N_("; questionnaire %s %s; samenscan %s")), q->id,
                   q->version, version);
    if (q->holders_id != NULL) {
        sam_buf_printf(text, sam_tr_in(lang, N_("; for account holders %s %s")), q->holders_id,
                       q->holders_version);
    }
}

void sam_provenance_line(const struct sam_results *results, enum sam_lang lang, int digits,
                         struct sam_buf *text) {
    sam_buf_text(text, sam_results_title(results, lang));
    write_made(results->wave, results->questionnaire, results->version, lang, text);
    if (results->analysed_at != NULL && sam_moment_valid(results->analysed_at)) {
        char moment[SAM_MOMENT_SIZE];
        sam_moment_print(sam_moment_seconds(results->analysed_at), moment);
        sam_buf_printf(text, sam_tr_in(lang, N_("; computed %.10s %.5s UTC")), moment, moment + 11);
    }
    if (digits > 0) {
        sam_buf_printf(text, sam_tr_in(lang, N_("; results %.*s")), digits, results->checksum);
    }
}

void sam_provenance_responses(const struct sam_study *study, const char *wave,
                              const struct sam_questionnaire *questionnaire,
                              const struct sam_results *results, enum sam_lang lang,
                              struct sam_buf *text) {
    if (results != NULL) {
        sam_provenance_line(results, lang, SAM_CHECKSUM_SHORT, text);
        return;
    }
    sam_buf_text(text, study->title.in[lang]);
    write_made(wave, questionnaire, SAM_VERSION, lang, text);
    sam_buf_text(text, sam_tr_in(lang, N_("; not analysed yet")));
}
