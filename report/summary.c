/* The report for a terminal. */
#include "report/report.h"
#include "report/sentences.h"

#include <string.h>

static void write_response(enum sam_lang lang, const struct sam_alliance_result *result,
                           struct sam_buf *text) {
    if (result->invited > 0) {
        sam_buf_printf(text, sam_tr_in(lang, N_("  answered: %zu of %zu (%s)\n")),
                       result->responded, result->invited,
                       sam_words_turnout(lang, sam_turnout_of(result->responded, result->invited)));
    } else {
        sam_buf_printf(text, sam_tr_in(lang, N_("  answered: %zu\n")), result->responded);
    }
}

/* Stories have no scores. */
static void write_stories(const struct sam_results *results, enum sam_lang lang,
                          const char *alliance, struct sam_buf *text) {
    size_t stories = 0;
    for (size_t i = 0; i < results->story_count; i++) {
        stories += strcmp(results->stories[i].alliance, alliance) == 0;
    }
    sam_buf_printf(text, sam_tr_in(lang, N_("  stories: %zu\n")), stories);
}

static void write_score(const struct sam_results *results, enum sam_lang lang, size_t scale,
                        const struct sam_scale_score *score, struct sam_buf *text) {
    const char *title = results->questionnaire->scales[scale].title.in[lang];
    char mean[48];
    if (!sam_has(score->mean)) {
        sam_buf_printf(text, "  %s: %s\n", title, sam_words_why(lang, score->mean.why));
        return;
    }
    sam_number_text(lang, score->mean.value, 1, mean, sizeof mean);
    sam_buf_printf(text, "  %s: %s", title, mean);
    if (sam_has(score->low) && sam_has(score->high)) {
        char low[48];
        char high[48];
        sam_number_text(lang, score->low.value, 1, low, sizeof low);
        sam_number_text(lang, score->high.value, 1, high, sizeof high);
        sam_buf_printf(text, sam_tr_in(lang, N_(" (%s to %s)")), low, high);
    }
    if (score->zone != SAM_BAND_NONE) {
        sam_buf_printf(text, ", %s", sam_words_band(lang, score->zone));
    }
    sam_buf_text(text, score->zone_uncertain ? sam_tr_in(lang, N_(" (band uncertain)\n")) : "\n");
}

static void write_phase(enum sam_lang lang, const struct sam_results_alliance *alliance,
                        enum sam_relation relation, struct sam_buf *text) {
    sam_buf_printf(text, sam_tr_in(lang, N_("  phase, %s: ")), sam_words_relation(lang, relation));
    sam_words_verdict(lang, &alliance->result.phase[relation], text);
    sam_buf_char(text, '\n');
    const struct sam_evaluator_phase *evaluator = &alliance->evaluator[relation];
    if (evaluator->phase != SAM_PHASE_NONE) {
        sam_buf_printf(text, sam_tr_in(lang, N_("  phase according to the evaluator: %s\n")),
                       sam_words_phase(lang, evaluator->phase));
    }
}

void sam_report_summary(const struct sam_results *results, enum sam_lang lang,
                        struct sam_buf *text) {
    size_t scale = sam_main_scale(results->questionnaire);
    if (results->simulated) {
        sam_buf_text(text, sam_tr_in(lang, N_("SIMULATED: these answers were made up.\n\n")));
    }
    for (size_t a = 0; a < results->alliance_count; a++) {
        const struct sam_results_alliance *alliance = &results->alliances[a];
        const struct sam_alliance_result *result = &alliance->result;
        sam_buf_printf(text, "%s%s\n", a > 0 ? "\n" : "", alliance->name);
        write_response(lang, result, text);
        if (results->questionnaire->story != NULL) {
            write_stories(results, lang, result->id, text);
            continue;
        }
        if (result->suppressed) {
            sam_buf_printf(text, "  %s\n", sam_words_why(lang, SAM_WHY_SUPPRESSED));
            continue;
        }
        if (sam_interview_only(result)) {
            sam_buf_printf(text, "  %s\n", sam_tr_in(lang, N_("A conversation instead of scores")));
            continue;
        }
        if (scale != SAM_NONE) {
            write_score(results, lang, scale, &result->scales[scale], text);
        }
        for (int r = 0; r < SAM_RELATIONS; r++) {
            if (result->has_phase[r]) {
                write_phase(lang, alliance, (enum sam_relation)r, text);
            }
        }
    }
}
