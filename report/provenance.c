#include "report/provenance.h"

#include "base/moment.h"

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

void sam_provenance_line(const struct sam_results *results, enum sam_lang lang, int digits,
                         struct sam_buf *text) {
    const struct sam_questionnaire *q = results->questionnaire;
    sam_buf_text(text, sam_results_title(results, lang));
    if (results->wave != NULL) {
        sam_buf_printf(text, sam_tr_in(lang, N_("; wave %s")), results->wave);
    }
    sam_buf_printf(text, sam_tr_in(lang, N_("; questionnaire %s %s; samenscan %s")), q->id,
                   q->version, results->version);
    if (q->holders_id != NULL) {
        sam_buf_printf(text, sam_tr_in(lang, N_("; for account holders %s %s")), q->holders_id,
                       q->holders_version);
    }
    if (results->analysed_at != NULL && sam_moment_valid(results->analysed_at)) {
        char moment[SAM_MOMENT_SIZE];
        sam_moment_print(sam_moment_seconds(results->analysed_at), moment);
        sam_buf_printf(text, sam_tr_in(lang, N_("; computed %.10s %.5s UTC")), moment, moment + 11);
    }
    if (digits > 0) {
        sam_buf_printf(text, sam_tr_in(lang, N_("; results %.*s")), digits, results->checksum);
    }
}
