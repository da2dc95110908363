/* For the participants of one alliance's meeting: on paper a landscape sheet per section, on a
 * screen a slide. */
#include "analyse/score.h"
#include "base/memory.h"
#include "report/share.h"
#include "report/share_phrases.h"

#include <stdlib.h>

enum { STRENGTHS = 3, TOPICS = 5 };

const char sam_share_style_handout[] =
    "@page{size:A4 landscape}\n"
    ".slide{padding:.6rem 0 1.2rem}\n"
    ".slide>h2:first-child{margin-top:.6rem}\n"
    ".big{font-size:1.12rem}\n"
    ".big li{margin:.5rem 0}\n"
    ".big small{display:block;color:#4a4a4a}\n"
    ".phases svg{max-width:100%}\n"
    "@media print,screen and (min-width:46.01rem){\n"
    ".phases thead th:nth-child(2){width:45%}\n"
    ".annex .statements thead th:nth-child(3){width:13rem}\n"
    "}\n"
    "@media screen and (min-width:64rem){\n"
    ".slide{min-height:100vh;display:flow-root}\n"
    ".slide:not(.annex){font-size:1.3rem}\n"
    ".slide:not(.annex) .big{font-size:1.5rem}\n"
    ".slide:not(.annex) svg{zoom:1.4}\n"
    ".slide:not(.annex) p{max-width:54rem}\n"
    ".slide:not(.annex) .scores thead th:nth-child(2){width:390px}\n"
    "}\n"
    "@media print{\n"
    ".slide{break-before:page;padding:0}\n"
    ".follows{break-before:auto;break-inside:avoid}\n"
    ".what,.slide:not(.annex){font-size:18pt}\n"
    ".kind,.what p,.slide p,.slide li{max-width:none}\n"
    ".slide:not(.annex) h2,.what h2{font-size:26pt}\n"
    ".slide:not(.annex) h3{font-size:20pt}\n"
    "header h1{font-size:28pt}\n"
    ".slide .say,.what .say{font-size:inherit}\n"
    ".slide:not(.annex) .big{font-size:21pt}\n"
    ".slide:not(.annex) .big small{font-size:16pt}\n"
    ".slide:not(.annex) caption,.slide:not(.annex) thead th,.slide:not(.annex) td small,"
    ".slide:not(.annex) th small,.slide .note{font-size:13pt}\n"
    ".slide:not(.annex) svg{zoom:1.45}\n"
    ".slide:not(.annex) .scores thead th:nth-child(2){width:400px}\n"
    ".annex{font-size:9.5pt}\n"
    ".annex svg{zoom:.85}\n"
    "footer{font-size:8pt}\n"
    "footer p{max-width:none}\n"
    "}\n";

static void open_slide(struct sam_page *page, const char *class, const char *heading) {
    sam_buf_printf(page->html, "<section class=\"%s\">\n", class);
    sam_page_heading(page, 2, heading);
}

static void close_slide(struct sam_page *page) {
    sam_page_raw(page, "</section>\n");
}

/* --- what it is ------------------------------------------------------------------------------ */

static void write_response(struct sam_page *page, const struct sam_alliance_result *result) {
    sam_page_raw(page, "<p>");
    if (result->invited > 0) {
        sam_page_say(page, sam_page_tr(page, SAM_SHARE_ANSWERED), result->responded,
                     result->invited);
    } else {
        sam_page_say(page,
                     sam_say_count(page->lang, result->responded, SAM_SHARE_ANSWERED_ONE,
                                   SAM_SHARE_ANSWERED_MANY),
                     result->responded);
    }
    sam_page_raw(page, "</p>\n");
}

static void write_what(struct sam_page *page) {
    sam_page_raw(page, "<section class=\"what\">\n");
    sam_page_heading(page, 2, N_("What is this?"));
    sam_page_element(page, "<p>",
                     N_("You answered statements about the working together in your alliance. "
                        "These pages give back what came out of it, as a start for the "
                        "conversation: you know better than a questionnaire how things are."),
                     "</p>\n");
    write_response(page, &page->alliance->result);
    sam_page_element(page, "<p class=\"say\">",
                     N_("Your answers are confidential, not anonymous: the evaluators know who "
                        "answered what, and nobody else gets to know. Nothing here tells what one "
                        "person answered, also when you count your own answers out."),
                     "</p>\n</section>\n");
}

/* --- strengths and topics -------------------------------------------------------------------- */

struct pick {
    size_t item;
    double favourable;
    bool apart;
};

static int by_favourable(const void *a, const void *b) {
    const struct pick *x = a;
    const struct pick *y = b;
    return x->favourable < y->favourable   ? -1
           : x->favourable > y->favourable ? 1
                                           : (x->item > y->item) - (x->item < y->item);
}

/* Of the statements that show something, from the least favourable; in order of the
 * questionnaire where the plan doesn't tell them apart. Free the result. */
static struct pick *pick_statements(const struct sam_page *page, size_t *count) {
    const struct sam_questionnaire *q = page->questionnaire;
    const struct sam_disclosed_alliance *cells = sam_share_cells(page, page->alliance);
    struct pick *picks = sam_xcalloc(q->item_count + 1, sizeof *picks);
    *count = 0;
    for (size_t i = 0; i < q->item_count; i++) {
        if (cells->items[i].shown != SAM_SHOW_NOTHING && !sam_item_of_account_holders(q, i)) {
            picks[(*count)++] = (struct pick){i, sam_share_favourable(q, i, cells->items[i].value),
                                              cells->item_agreement[i] == SAM_CONSENSUS_NO};
        }
    }
    if (*count > 0) {
        qsort(picks, *count, sizeof *picks, by_favourable);
    }
    return picks;
}

static void write_statement(struct sam_page *page, size_t item, const char *question) {
    sam_page_raw(page, "<li><strong>");
    sam_page_text(page, sam_page_in(page, &page->questionnaire->items[item].text));
    sam_page_raw(page, "</strong>");
    sam_page_element(page, "<small>", question, "</small></li>\n");
}

/* The most favourable that is left, the first of the questionnaire where several are; count when
 * none is a strength. */
static size_t next_strength(const struct sam_page *page, const struct pick *picks, size_t count,
                            const bool *taken) {
    double from = sam_share_strong(page->questionnaire->points);
    size_t best = count;
    for (size_t k = 0; k < count; k++) {
        if (!taken[k] && !picks[k].apart && picks[k].favourable >= from - 1e-9 &&
            (best == count || picks[k].favourable > picks[best].favourable)) {
            best = k;
        }
    }
    return best;
}

static bool any_strength(const struct sam_page *page, const struct pick *picks, size_t count) {
    bool *taken = sam_xcalloc(count + 1, sizeof *taken);
    bool any = next_strength(page, picks, count, taken) < count;
    free(taken);
    return any;
}

static void write_strengths(struct sam_page *page, const struct pick *picks, size_t count) {
    bool *taken = sam_xcalloc(count + 1, sizeof *taken);
    sam_page_raw(page, "<ul class=\"big\">\n");
    for (size_t written = 0; written < STRENGTHS; written++) {
        size_t k = next_strength(page, picks, count, taken);
        if (k == count) {
            break;
        }
        bool turned = sam_share_favourable(page->questionnaire, picks[k].item, 1) != 1;
        write_statement(page, picks[k].item,
                        turned ? SAM_SHARE_STRENGTH_DENY : SAM_SHARE_STRENGTH_AGREE);
        taken[k] = true;
    }
    sam_page_raw(page, "</ul>\n");
    free(taken);
}

static const char *question_about(const struct pick *pick, double weak) {
    return pick->apart                       ? SAM_SHARE_ASK_APART
           : pick->favourable <= weak + 1e-9 ? SAM_SHARE_ASK_WEAK
                                             : SAM_SHARE_ASK_MIDDLE;
}

static void write_topics(struct sam_page *page, const struct pick *picks, size_t count) {
    const int points = page->questionnaire->points;
    double weak = sam_share_weak(points);
    double strong = sam_share_strong(points);
    size_t written = 0;
    sam_page_raw(page, "<ol class=\"big\">\n");
    for (size_t k = 0; k < count && written < TOPICS; k++) {
        if (picks[k].favourable < strong - 1e-9 || picks[k].apart) {
            write_statement(page, picks[k].item, question_about(&picks[k], weak));
            written++;
        }
    }
    sam_page_raw(page, "</ol>\n");
}

/* Where no statement is shown, or none stands out, the themes lead the conversation; what only
 * account holders were asked is no topic of the alliance's own meeting. */
static void write_themes(struct sam_page *page) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_element(page, "<p class=\"big\">", SAM_SHARE_ASK_MIDDLE, "</p>\n");
    sam_page_raw(page, "<ol class=\"big\">\n");
    for (size_t t = 0; t < q->theme_count; t++) {
        if (!sam_theme_of_account_holders(q, t)) {
            sam_page_raw(page, "<li><strong>");
            sam_page_text(page, sam_page_in(page, &q->themes[t].title));
            sam_page_raw(page, "</strong></li>\n");
        }
    }
    sam_page_raw(page, "</ol>\n");
}

static bool any_topic(const struct sam_page *page, const struct pick *picks, size_t count) {
    double strong = sam_share_strong(page->questionnaire->points);
    for (size_t k = 0; k < count; k++) {
        if (picks[k].favourable < strong - 1e-9 || picks[k].apart) {
            return true;
        }
    }
    return false;
}

/* --- scores ---------------------------------------------------------------------------------- */

static void write_score(struct sam_page *page, const struct sam_disclosed_alliance *cells, size_t s,
                        bool agreement) {
    const struct sam_questionnaire *q = page->questionnaire;
    const struct sam_cell *cell = &cells->scales[s];
    sam_page_row(page);
    sam_page_text(page, sam_page_in(page, &q->scales[s].title));
    sam_page_cell(page, N_("Score"));
    sam_share_cell(page, cell, s, sam_page_in(page, &q->scales[s].title));
    if (agreement) {
        sam_page_cell(page, N_("Do the partners agree?"));
        sam_page_text(page, cells->agreement[s] == SAM_CONSENSUS_TOO_FEW
                                ? "\xE2\x80\x93"
                                : sam_words_consensus(page->lang, cells->agreement[s]));
    }
    sam_page_row_close(page);
}

static bool is_of_scores(const struct sam_questionnaire *q, size_t s) {
    return q->scales[s].phase == SAM_PHASE_NONE && !sam_scale_of_account_holders(q, s);
}

/* Of a few people whether they agree is said of no subject. */
static bool any_agreement(const struct sam_page *page) {
    const struct sam_disclosed_alliance *cells = sam_share_cells(page, page->alliance);
    for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
        if (is_of_scores(page->questionnaire, s) && cells->agreement[s] != SAM_CONSENSUS_TOO_FEW) {
            return true;
        }
    }
    return false;
}

static void write_scores(struct sam_page *page) {
    static const char *const columns[] = {N_("Subject"), N_("Score"), N_("Do the partners agree?")};
    const struct sam_questionnaire *q = page->questionnaire;
    bool agreement = any_agreement(page);
    struct sam_buf caption;
    sam_buf_init(&caption, SAM_BUF_UNLIMITED);
    sam_buf_printf(&caption,
                   sam_page_tr(page, N_("From 1 (%s) to %d (%s); dashed lines are where "
                                        "a band begins")),
                   sam_page_in(page, &q->labels[0]), q->points,
                   sam_page_in(page, &q->labels[q->points - 1]));
    sam_page_table_open(page, "blocks scores", caption.data, columns, agreement ? 3 : 2);
    sam_buf_fini(&caption);
    for (size_t s = 0; s < q->scale_count; s++) {
        if (is_of_scores(q, s)) {
            write_score(page, sam_share_cells(page, page->alliance), s, agreement);
        }
    }
    sam_page_table_close(page);
    sam_share_about(page, page->alliance);
}

static bool any_score(const struct sam_page *page) {
    const struct sam_disclosed_alliance *cells = sam_share_cells(page, page->alliance);
    for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
        if (cells->scales[s].shown != SAM_SHOW_NOTHING &&
            !sam_scale_of_account_holders(page->questionnaire, s)) {
            return true;
        }
    }
    return false;
}

static bool any_statement(const struct sam_page *page) {
    const struct sam_disclosed_alliance *cells = sam_share_cells(page, page->alliance);
    for (size_t i = 0; i < page->questionnaire->item_count; i++) {
        if (cells->items[i].shown != SAM_SHOW_NOTHING &&
            !sam_item_of_account_holders(page->questionnaire, i)) {
            return true;
        }
    }
    return false;
}

static bool shows_profile(const struct sam_page *page, enum sam_relation relation) {
    const struct sam_questionnaire *q = page->questionnaire;
    const struct sam_disclosed_alliance *cells = sam_share_cells(page, page->alliance);
    for (size_t s = 0; s < q->scale_count; s++) {
        if (q->scales[s].phase != SAM_PHASE_NONE && q->scales[s].relation == relation &&
            cells->scales[s].shown == SAM_SHOW_MEAN) {
            return true;
        }
    }
    return false;
}

static void write_phase(struct sam_page *page, enum sam_relation relation) {
    open_slide(page, "slide", N_("Where do you stand?"));
    sam_page_raw(page, "<h3>");
    sam_page_say(page, sam_page_tr(page, N_("Phase: %s")),
                 sam_words_relation(page->lang, relation));
    sam_page_raw(page, "</h3>\n<p class=\"say\">");
    sam_share_phase_words(page, page->alliance, relation);
    sam_page_raw(page, "</p>\n");
    sam_share_phase(page, page->alliance, relation);
    sam_page_element(page, "<p>",
                     N_("Phases are no ladder: an alliance can be in two at once, and go back when "
                        "partners change. Which one do you recognise?"),
                     "</p>\n");
    close_slide(page);
}

/* --- the meeting ----------------------------------------------------------------------------- */

static void write_meeting(struct sam_page *page) {
    const char *const steps[] = {
        N_("We begin with what goes well."),
        N_("Then the topics, one by one. Everyone gets a turn before we discuss."),
        sam_questionnaire_has_phases(page->questionnaire)
            ? N_("You say where the alliance stands, and what should be different in a year.")
            : N_("You say what should be different in a year."),
        N_("We close with what we heard. You say whether that is right."),
    };
    static const char *const rules[] = {
        N_("You never have to say what you answered."),
        N_("Not who said it, but what it is about."),
        N_("What is said here stays here. The evaluators report on lines, not on people."),
    };
    open_slide(page, "slide", N_("How this meeting goes"));
    sam_page_raw(page, "<ol class=\"big\">\n");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        sam_page_element(page, "<li>", steps[i], "</li>\n");
    }
    sam_page_raw(page, "</ol>\n");
    sam_page_heading(page, 3, N_("Agreements"));
    sam_page_raw(page, "<ul class=\"big\">\n");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        sam_page_element(page, "<li>", rules[i], "</li>\n");
    }
    sam_page_raw(page, "</ul>\n");
    close_slide(page);
}

static void write_annex(struct sam_page *page) {
    bool statements = any_statement(page);
    if (statements) {
        open_slide(page, "slide annex", N_("All statements"));
        sam_share_statements(page, page->alliance);
        close_slide(page);
    }
    open_slide(page, statements ? "slide annex follows" : "slide annex",
               N_("What is not shown, and why"));
    sam_share_reasons(page, page->alliance);
    close_slide(page);
}

void sam_share_handout(struct sam_page *page) {
    size_t count = 0;
    struct pick *picks = pick_statements(page, &count);
    write_what(page);
    write_meeting(page);
    bool strengths = any_strength(page, picks, count);
    if (strengths) {
        open_slide(page, "slide", N_("What goes well"));
        write_strengths(page, picks, count);
        close_slide(page);
    }
    if (any_score(page)) {
        open_slide(page, "slide", N_("Your scores"));
        write_scores(page);
        close_slide(page);
    }
    for (int r = 0; r < SAM_RELATIONS; r++) {
        if (shows_profile(page, (enum sam_relation)r)) {
            write_phase(page, (enum sam_relation)r);
        }
    }
    open_slide(page, "slide", N_("To talk about"));
    if (!strengths) { /* the meeting begins with them all the same */
        sam_page_element(page, "<p class=\"big\">", SAM_SHARE_STRENGTH_NONE, "</p>\n");
    }
    if (any_topic(page, picks, count)) {
        write_topics(page, picks, count);
    } else {
        write_themes(page);
    }
    close_slide(page);
    write_annex(page);
    free(picks);
}
