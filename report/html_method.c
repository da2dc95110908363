#include "report/html.h"
#include "report/methods.h"
#include "report/phrases.h"
#include "report/sentences.h"

#include <string.h>

/* The first three of every questionnaire, the others where it has statements about phases. */
enum { ALWAYS = 3 };
static const char *const limits[] = {
    N_("These are people's own views at one moment. They don't show what caused them."),
    N_("Who stays silent is left out, and tends to be less positive."),
    N_("The bands are reading aids. They are not validated for Dutch alliances."),
    N_("Phase and synergy overlap: performing is partly recognised by what synergy asks. One is no "
       "proof of the other."),
    N_("Nobody has a validated rule for the phase of an alliance. The model helps to prepare the "
       "meeting; the evaluator decides."),
};

/* Answers that aren't independent of each other. */
static void write_overlap(struct sam_page *page) {
    const struct sam_overlap *overlap = &page->results->overlap;
    if (overlap->organisations + overlap->people > 0) {
        sam_page_raw(page, "<p class=\"note\">");
        if (overlap->people_known) {
            sam_page_say(page, sam_page_tr(page, SAM_SAY_OVERLAP), overlap->organisations,
                         overlap->people);
        } else {
            sam_page_say(page, sam_page_tr(page, SAM_SAY_OVERLAP_UNKNOWN), overlap->organisations);
        }
        sam_page_raw(page, "</p>\n");
    }
    if (overlap->account_holders > 0) {
        sam_page_raw(page, "<p class=\"note\">");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_OVERLAP_HOLDERS), overlap->account_holders);
        sam_page_raw(page, "</p>\n");
    }
}

/* Is the method used of which this is the id? */
static bool is_used(const struct sam_page *page, const char *id) {
    if (strcmp(id, "expectations") == 0) {
        return page->results->framework != NULL;
    }
    bool of_phases = strcmp(id, "profile") == 0 || strcmp(id, "posterior") == 0;
    return !of_phases || sam_questionnaire_has_phases(page->questionnaire);
}

static void write_numbers(struct sam_page *page) {
    sam_page_raw(page, "<dl class=\"method\">\n");
    size_t count = 0;
    const struct sam_method *methods = sam_methods(&count);
    for (size_t i = 0; i < count; i++) {
        if (is_used(page, methods[i].id)) {
            sam_page_element(page, "<dt>", methods[i].name, "</dt>");
            sam_page_element(page, "<dd>", methods[i].text, "</dd>\n");
        }
    }
    sam_page_raw(page, "</dl>\n");
    if (page->results->resamples > 0) {
        sam_page_raw(page, "<p class=\"note\">");
        sam_page_say(page,
                     sam_page_tr(page, N_("Differences were tested by permutation: all "
                                          "arrangements, or %lld random ones from seed %.0f.")),
                     page->results->resamples, page->results->seed);
        sam_page_raw(page, "</p>\n");
    }
}

/* --- bands ----------------------------------------------------------------------------------- */

static bool zones_used(const struct sam_questionnaire *q, enum sam_zones zones) {
    for (size_t s = 0; s < q->scale_count; s++) {
        if (q->scales[s].phase == SAM_PHASE_NONE && q->scales[s].zones == zones) {
            return true;
        }
    }
    return false;
}

static void write_band(struct sam_page *page, enum sam_band band, const char *range) {
    sam_page_row(page);
    sam_page_text(page, sam_words_band(page->lang, band));
    sam_page_cell(page, "");
    sam_page_text(page, sam_tr_in(page->lang, range));
    sam_page_row_close(page);
}

static void write_bands(struct sam_page *page) {
    static const char *const columns[] = {N_("Band"), N_("Mean, on one decimal")};
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_heading(page, 3, N_("The bands"));
    if (zones_used(q, SAM_ZONES_WILDER)) {
        sam_page_table_open(page, "bands",
                            sam_page_tr(page, N_("After Mattessich & Johnson 2018, Wilder "
                                                 "Collaboration Factors Inventory; not validated "
                                                 "for Dutch alliances")),
                            columns, 2);
        write_band(page, SAM_BAND_STRENGTH, N_("4.0 and up"));
        write_band(page, SAM_BAND_DISCUSS, N_("3.0 to 3.9"));
        write_band(page, SAM_BAND_CONCERN, N_("below 3.0"));
        sam_page_table_close(page);
    }
    if (zones_used(q, SAM_ZONES_PSAT)) {
        sam_page_table_open(page, "bands",
                            sam_page_tr(page, N_("Attributed to the report of the Partnership "
                                                 "Self-Assessment Tool (the original could not be "
                                                 "consulted); not validated for Dutch alliances")),
                            columns, 2);
        write_band(page, SAM_BAND_TARGET, N_("4.6 and up"));
        write_band(page, SAM_BAND_HEADWAY, N_("4.0 to 4.5"));
        write_band(page, SAM_BAND_WORK, N_("3.0 to 3.9"));
        write_band(page, SAM_BAND_DANGER, N_("below 3.0"));
        sam_page_table_close(page);
    }
    if (q->points != 5) {
        sam_page_element(page, "<p class=\"note\">",
                         N_("The bands were made for five answer points. Means on another number "
                            "of points are put on 1 to 5 first."),
                         "</p>\n");
    }
}

/* --- the phase model ------------------------------------------------------------------------- */

static void write_model_table(struct sam_page *page, const struct sam_phase_model *model) {
    static const char *const columns[] = {
        N_("In phase"),           N_("forming statements"),    N_("storming statements"),
        N_("norming statements"), N_("performing statements"), N_("Chance beforehand")};
    sam_page_table_open(page, "blocks n whole",
                        sam_page_tr(page, N_("Expected agreement with the statements of each "
                                             "phase, 0 to 1, for an alliance that is in the phase "
                                             "of the row")),
                        columns, sizeof columns / sizeof *columns);
    for (int k = 0; k < SAM_PHASES; k++) {
        sam_page_row(page);
        sam_page_text(page, sam_words_phase(page->lang, (enum sam_phase)k));
        for (int j = 0; j < SAM_PHASES; j++) {
            sam_page_cell(page, columns[j + 1]);
            sam_page_text(page, sam_page_digits(page, model->mean[k][j], 2).text);
        }
        sam_page_cell(page, columns[SAM_PHASES + 1]);
        sam_page_text(page, sam_page_digits(page, model->prior[k], 2).text);
        sam_page_row_close(page);
    }
    sam_page_table_close(page);
}

static void write_model(struct sam_page *page) {
    const struct sam_phase_model *model = &page->questionnaire->phase_model;
    sam_page_heading(page, 3, N_("The phase model"));
    write_model_table(page, model);
    sam_page_raw(page, "<p class=\"note\">");
    sam_page_say(page,
                 sam_page_tr(page, N_("Spread of answers around it: %s. Weight of this table: as "
                                      "many as %s answers per statement. Answers of one person "
                                      "count together: the evidence is divided by %s. Answers are "
                                      "cut at: ")),
                 sam_page_digits(page, model->spread, 2).text,
                 sam_page_digits(page, model->concentration, 1).text,
                 sam_page_digits(page, model->design_effect, 2).text);
    for (int i = 0; i < model->points - 1; i++) {
        sam_page_say(page, "%s%s", i > 0 ? "; " : "", sam_page_digits(page, model->cut[i], 2).text);
    }
    sam_page_raw(page, ".</p>\n");
}

static void write_limits(struct sam_page *page) {
    size_t count =
        sam_questionnaire_has_phases(page->questionnaire) ? sizeof limits / sizeof *limits : ALWAYS;
    sam_page_heading(page, 3, N_("What these numbers can't say"));
    sam_page_raw(page, "<ul>\n");
    for (size_t i = 0; i < count; i++) {
        sam_page_element(page, "<li>", limits[i], "</li>\n");
    }
    sam_page_raw(page, "</ul>\n");
}

static void write_reasons(struct sam_page *page) {
    bool any = false;
    for (int why = SAM_HAS_VALUE + 1; why <= SAM_WHYS; why++) {
        if (!page->occurred[why]) {
            continue;
        }
        if (!any) {
            sam_page_heading(page, 3, N_("Why some numbers are absent"));
            sam_page_raw(page, "<ul>\n");
            any = true;
        }
        sam_page_raw(page, "<li>");
        sam_page_text(page, sam_words_why(page->lang, (enum sam_why)why));
        sam_page_raw(page, "</li>\n");
    }
    if (any) {
        sam_page_raw(page, "</ul>\n");
    }
}

void sam_html_method(struct sam_page *page) {
    sam_page_raw(page, "<section id=\"method\">\n");
    sam_page_heading(page, 2, N_("How these numbers are made"));
    write_numbers(page);
    write_overlap(page);
    write_bands(page);
    if (sam_questionnaire_has_phases(page->questionnaire)) {
        write_model(page);
    }
    write_limits(page);
    write_reasons(page);
    sam_page_raw(page, "</section>\n");
}

void sam_html_limits(struct sam_page *page) {
    sam_page_raw(page, "<section class=\"whole\" id=\"limits\">\n");
    write_limits(page);
    write_reasons(page);
    sam_page_element(page, "<p class=\"note\">",
                     N_("How the numbers are made stands in the overview."), "</p>\n</section>\n");
}
