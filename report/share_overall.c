/* For the funder and the meeting with all lead partners. */
#include "report/chart.h"
#include "report/html.h"
#include "report/html_record.h"
#include "report/share.h"

const char sam_share_style_overall[] =
    ".common caption{font-weight:600;color:inherit;font-size:1rem}\n"
    "@media print,screen and (min-width:46.01rem){\n"
    ".common{table-layout:fixed}\n"
    ".common thead th:nth-child(n+2){width:15%}\n"
    ".common thead th:nth-child(4),.common thead th:nth-child(2):last-child{width:276px}\n"
    ".compare{table-layout:fixed}\n"
    ".compare thead th:nth-child(n+2){width:276px}\n"
    "}\n"
    ".expected thead th:nth-child(2){width:300px}\n"
    ".expected thead th:nth-child(3){width:22%}\n"
    "@media print{\n" /* where charts are smaller */
    ".common thead th:nth-child(n+2){width:12%}\n"
    ".common thead th:nth-child(4),.common thead th:nth-child(2):last-child,"
    ".compare thead th:nth-child(n+2){width:248px}\n"
    ".compare strong{font-size:.82rem;font-weight:400}\n"
    "}\n";

/* --- response -------------------------------------------------------------------------------- */

static void write_response(struct sam_page *page) {
    static const char *const columns[] = {N_("Alliance"), N_("Invited"), N_("Answered"),
                                          N_("Read the scores as")};
    sam_page_raw(page, "<section id=\"response\">\n");
    sam_page_heading(page, 2, N_("Who answered"));
    sam_page_table_open(page, "blocks n",
                        sam_page_tr(page, N_("Partners and lead partners, in order of name")),
                        columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < page->results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = &page->results->alliances[page->order[i]];
        sam_page_row(page);
        sam_page_text(page, alliance->name);
        sam_page_cell(page, N_("Invited"));
        if (alliance->result.invited > 0) {
            sam_page_say(page, "%zu", alliance->result.invited);
        } else {
            sam_page_raw(page, "\xE2\x80\x93");
        }
        sam_page_cell(page, N_("Answered"));
        sam_page_say(page, "%zu", alliance->result.responded);
        sam_page_cell(page, N_("Read the scores as"));
        sam_page_text(page,
                      sam_words_turnout(page->lang, sam_turnout_of(alliance->result.responded,
                                                                   alliance->result.invited)));
        sam_page_row_close(page);
    }
    sam_page_table_close(page);
    sam_page_raw(page, "</section>\n");
}

/* --- phases ---------------------------------------------------------------------------------- */

/* What the evaluators decided is theirs to publish, but not of so few people that it tells on them.
 */
static bool evaluator_says(const struct sam_page *page, const struct sam_results_alliance *alliance,
                           enum sam_relation relation) {
    return alliance->evaluator[relation].phase != SAM_PHASE_NONE &&
           alliance->result.responded >= (size_t)page->results->disclosure->privacy.bands_from;
}

/* Who speaks of phases, over all alliances: their answers, the evaluators. */
struct voices {
    bool answers, evaluators;
};

static struct voices voices_of(const struct sam_page *page, enum sam_relation relation) {
    struct voices voices = {false, false};
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        const struct sam_results_alliance *alliance = &page->results->alliances[a];
        voices.answers = voices.answers || sam_share_says_phase(page, alliance, relation);
        voices.evaluators = voices.evaluators || evaluator_says(page, alliance, relation);
    }
    return voices;
}

static void write_phase_row(struct sam_page *page, const struct sam_results_alliance *alliance,
                            enum sam_relation relation, struct voices voices) {
    sam_page_row(page);
    sam_page_text(page, alliance->name);
    if (voices.answers) {
        sam_page_cell(page, N_("What the answers say"));
        sam_share_phase_words(page, alliance, relation);
    }
    if (voices.evaluators) {
        sam_page_cell(page, N_("What the evaluators say"));
        sam_page_text(page, evaluator_says(page, alliance, relation)
                                ? sam_words_phase(page->lang, alliance->evaluator[relation].phase)
                                : "\xE2\x80\x93");
    }
    sam_page_row_close(page);
}

/* Where the answers say nothing of phases, the alliances of which the evaluators do. */
static void write_phases(struct sam_page *page, enum sam_relation relation, struct voices voices) {
    static const char *const columns[] = {N_("Alliance"), N_("What the answers say"),
                                          N_("What the evaluators say")};
    static const char *const own[] = {N_("Alliance"), N_("What the evaluators say")};
    sam_page_raw(page, "<h3>");
    sam_page_say(page, sam_page_tr(page, N_("Phase: %s")),
                 sam_words_relation(page->lang, relation));
    sam_page_raw(page, "</h3>\n");
    sam_page_table_open(
        page, "blocks", sam_page_tr(page, N_("Phases in order of the alliances' names")),
        voices.answers ? columns : own, 1 + (size_t)voices.answers + (size_t)voices.evaluators);
    for (size_t i = 0; i < page->results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = &page->results->alliances[page->order[i]];
        if (voices.answers || evaluator_says(page, alliance, relation)) {
            write_phase_row(page, alliance, relation, voices);
        }
    }
    sam_page_table_close(page);
}

static void write_all_phases(struct sam_page *page) {
    struct voices of[SAM_RELATIONS];
    struct voices any = {false, false};
    for (int r = 0; r < SAM_RELATIONS; r++) {
        of[r] = voices_of(page, (enum sam_relation)r);
        any.answers = any.answers || of[r].answers;
        any.evaluators = any.evaluators || of[r].evaluators;
    }
    if (!any.answers && !any.evaluators) {
        return;
    }
    sam_page_raw(page, "<section id=\"phases\">\n");
    sam_page_heading(page, 2, N_("Phases"));
    sam_page_element(page, "<p>",
                     N_("Phases are no ladder: an alliance can be in two at once, and go back when "
                        "partners change."),
                     "");
    if (any.answers) {
        sam_page_element(page, " ", N_("The answers prepare a judgement and are none."), "");
    }
    sam_page_raw(page, "</p>\n");
    for (int r = 0; r < SAM_RELATIONS; r++) {
        if (of[r].answers || of[r].evaluators) {
            write_phases(page, (enum sam_relation)r, of[r]);
        }
    }
    sam_page_raw(page, "</section>\n");
}

/* --- how to read it -------------------------------------------------------------------------- */

static void write_list(struct sam_page *page, const char *const *lines, size_t count) {
    sam_page_raw(page, "<ul>\n");
    for (size_t i = 0; i < count; i++) {
        sam_page_element(page, "<li>", lines[i], "</li>\n");
    }
    sam_page_raw(page, "</ul>\n");
}

/* The last line of these is about phases: only where the questionnaire is. */
static size_t lines_used(const struct sam_page *page, size_t count) {
    return sam_questionnaire_has_phases(page->questionnaire) ? count : count - 1;
}

static void write_limits(struct sam_page *page) {
    static const char *const lines[] = {
        N_("These are people's own answers about their own alliance, given at one moment."),
        N_("They are a start for conversations and prove nothing by themselves."),
        N_("Nothing here says what caused what: not the scheme, not the funder, not time."),
        N_("People who are silent tend to be less positive. Look at who answered."),
        N_("The names of bands are reading aids. They were not tested on Dutch alliances."),
        N_("Phase and synergy overlap by the way they are measured: one is no proof of the other."),
    };
    sam_page_heading(page, 2, N_("What this does not say"));
    write_list(page, lines, lines_used(page, sizeof lines / sizeof *lines));
}

static void write_method(struct sam_page *page) {
    static const char *const lines[] = {
        N_("A statement's mean is rounded to a half; where enough people answered, how often each "
           "answer was given is shown. The score of a subject is the mean of its statements as "
           "they are shown, on one decimal."),
        N_("Where too few statements can be shown, the score is the mean of people's own scores, "
           "rounded to a tenth, or the band it lies in."),
        N_("\"Don't know\" is never the middle of the scale: it counts as not answered."),
        N_("Partners agree on a statement where answers are on average no more than a sixth of "
           "the number of answer points from their mean (Burke & Dunlap 2002); on a subject, "
           "where that holds for two thirds of its statements."),
        N_("Pooled means: one-way random effects with a given spread within alliances, the "
           "variance between alliances by moments (DerSimonian & Laird 1986), predictions as in "
           "Morris (1983)."),
        N_("Phases: how much the statements about each of Tuckman's phases (1965) are agreed with. "
           "Where enough people answered each statement, a model says which phase fits the "
           "answers; without its probability, because nobody has measured that table."),
    };
    sam_page_raw(page, "<section id=\"method\">\n");
    write_limits(page);
    sam_page_heading(page, 2, N_("What is not shown, and why"));
    sam_share_reasons(page, NULL);
    sam_page_heading(page, 2, N_("How these numbers are made"));
    write_list(page, lines, lines_used(page, sizeof lines / sizeof *lines));
    sam_page_raw(page, "</section>\n");
}

void sam_share_overall(struct sam_page *page) {
    sam_page_element(page, "<p class=\"say\">",
                     N_("What partners answered about working together, alliance by alliance and "
                        "in common. The answers are confidential: nothing here tells what one "
                        "person answered, and what would is left out."),
                     "</p>\n");
    write_response(page);
    /* Facts of the study that rest on nobody's answers. */
    sam_html_programme_facts(page);
    sam_html_network(page);
    sam_share_expectations(page);
    sam_share_common(page);
    write_all_phases(page);
    sam_share_compare(page);
    sam_share_sources(page);
    sam_html_activities(page);
    write_method(page);
}
