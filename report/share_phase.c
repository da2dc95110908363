/* Phases as far as they may be shown. The profile is the scale means of the plan put on 0 to 100;
 * the model's verdict stands only where the answers to all of its statements are shown too. */
#include "report/chart.h"
#include "report/share.h"
#include "report/share_phrases.h"

#include <math.h>

/* Phases whose profile comes this near to the highest are named with it (docs/methods.md, 6). */
static const double CLOSE = 7.5;

static size_t scale_of(const struct sam_questionnaire *q, enum sam_relation relation,
                       enum sam_phase phase) {
    for (size_t s = 0; s < q->scale_count; s++) {
        if (q->scales[s].phase == phase && q->scales[s].relation == relation) {
            return s;
        }
    }
    return SAM_NONE;
}

static double index_of(const struct sam_cell *cell, int points) {
    return 100 * (cell->value - 1) / (points - 1);
}

/* The cell of a phase, or NULL when the questionnaire hasn't got it. */
static const struct sam_cell *cell_of(const struct sam_page *page,
                                      const struct sam_results_alliance *alliance,
                                      enum sam_relation relation, enum sam_phase phase) {
    size_t s = scale_of(page->questionnaire, relation, phase);
    return s == SAM_NONE ? NULL : &sam_share_cells(page, alliance)->scales[s];
}

static void write_bar(struct sam_page *page, const struct sam_cell *cell, enum sam_phase phase) {
    int points = page->questionnaire->points;
    struct sam_buf label;
    struct sam_buf title;
    sam_buf_init(&label, SAM_BUF_UNLIMITED);
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    struct sam_digits digits = sam_page_digits(page, index_of(cell, points), 0);
    sam_buf_printf(&label,
                   cell->or_higher  ? sam_page_tr(page, SAM_SHARE_OR_HIGHER)
                   : cell->or_lower ? sam_page_tr(page, SAM_SHARE_OR_LOWER)
                                    : "%s",
                   digits.text);
    sam_buf_printf(&title, "%s: %s %s", sam_words_phase(page->lang, phase),
                   sam_page_tr(page, N_("profile")), label.data);
    sam_chart_bar(&page->canvas, &(struct sam_chart_bar){.share = index_of(cell, points) / 100,
                                                         .pattern = SAM_PLAIN,
                                                         .label = digits.text,
                                                         .title = title.data});
    if (cell->or_higher || cell->or_lower) {
        sam_page_raw(page, "<small>");
        sam_page_text(page, label.data);
        sam_page_raw(page, "</small>");
    }
    sam_buf_fini(&label);
    sam_buf_fini(&title);
}

void sam_share_phase(struct sam_page *page, const struct sam_results_alliance *alliance,
                     enum sam_relation relation) {
    static const char *const columns[] = {N_("Phase"), N_("Profile, 0 to 100")};
    sam_page_table_open(page, "blocks phases",
                        sam_page_tr(page, N_("How much the statements about each phase are agreed "
                                             "with")),
                        columns, sizeof columns / sizeof *columns);
    for (int k = 0; k < SAM_PHASES; k++) {
        const struct sam_cell *cell = cell_of(page, alliance, relation, (enum sam_phase)k);
        if (cell == NULL) {
            continue;
        }
        sam_page_row(page);
        sam_page_text(page, sam_words_phase(page->lang, (enum sam_phase)k));
        sam_page_raw(page, "<small>");
        sam_page_text(page, sam_words_phase_meaning(page->lang, (enum sam_phase)k));
        sam_page_raw(page, "</small>");
        sam_page_cell(page, N_("Profile, 0 to 100"));
        if (cell->shown == SAM_SHOW_MEAN) {
            write_bar(page, cell, (enum sam_phase)k);
        } else {
            sam_share_cell(page, cell, SAM_NONE, sam_words_phase(page->lang, (enum sam_phase)k));
        }
        sam_page_row_close(page);
    }
    sam_page_table_close(page);
}

/* The highest of the profile and what comes close; false unless all phases are shown. */
static bool leading(const struct sam_page *page, const struct sam_results_alliance *alliance,
                    enum sam_relation relation, bool phases[SAM_PHASES]) {
    double index[SAM_PHASES];
    double highest = 0;
    for (int k = 0; k < SAM_PHASES; k++) {
        const struct sam_cell *cell = cell_of(page, alliance, relation, (enum sam_phase)k);
        if (cell == NULL || cell->shown != SAM_SHOW_MEAN) {
            return false;
        }
        index[k] = index_of(cell, page->questionnaire->points);
        highest = fmax(highest, index[k]);
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        phases[k] = index[k] > highest - CLOSE - 1e-9;
    }
    return true;
}

static enum sam_withheld why_not(const struct sam_page *page,
                                 const struct sam_results_alliance *alliance,
                                 enum sam_relation relation) {
    for (int k = 0; k < SAM_PHASES; k++) {
        const struct sam_cell *cell = cell_of(page, alliance, relation, (enum sam_phase)k);
        if (cell != NULL && cell->shown != SAM_SHOW_MEAN) {
            return cell->why;
        }
    }
    return SAM_WITHHELD_NOT;
}

bool sam_share_says_phase(const struct sam_page *page, const struct sam_results_alliance *alliance,
                          enum sam_relation relation) {
    bool phases[SAM_PHASES] = {false};
    return sam_share_cells(page, alliance)->verdict[relation] ||
           leading(page, alliance, relation, phases);
}

void sam_share_phase_words(struct sam_page *page, const struct sam_results_alliance *alliance,
                           enum sam_relation relation) {
    bool phases[SAM_PHASES] = {false};
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    if (sam_share_cells(page, alliance)->verdict[relation]) {
        const struct sam_phase_score *score = &alliance->result.phase[relation];
        if (score->verdict == SAM_VERDICT_UNDECIDED) {
            /* Who leans where is for the evaluator alone. */
            sam_buf_text(&text, sam_page_tr(page, SAM_SHARE_PHASE_OPEN));
        } else {
            sam_words_verdict(page->lang, score, &text);
        }
    } else if (leading(page, alliance, relation, phases)) {
        struct sam_buf names;
        sam_buf_init(&names, SAM_BUF_UNLIMITED);
        sam_words_phases(page->lang, phases, &names);
        sam_buf_printf(&text, sam_page_tr(page, SAM_SHARE_PHASE_MOST), names.data);
        sam_buf_fini(&names);
    } else {
        sam_buf_text(&text,
                     sam_words_withheld_short(page->lang, why_not(page, alliance, relation)));
    }
    sam_page_text(page, text.data);
    sam_buf_fini(&text);
}
