/* The evaluator's page of a wave that collects stories. */
#include "report/documents.h"
#include "report/html.h"
#include "report/story_phrases.h"

#include <string.h>

const char sam_html_style_stories[] =
    ".story{border-left:3px solid #92b4d4;padding:0 0 0 .9rem;margin:1rem 0 1.8rem;"
    "max-width:48rem}\n"
    "@media print,screen and (min-width:46.01rem){.rounds{table-layout:fixed}\n"
    ".rounds thead th:nth-child(1){width:24%}.rounds thead th:nth-child(2){width:34%}}\n"
    ".story h3,.story h4{margin:.2rem 0 .3rem}\n"
    ".story dt{font-weight:600;margin-top:.6rem}\n"
    ".story dd{margin:0;white-space:pre-line}\n"
    ".story .told{white-space:pre-line}\n"
    ".story blockquote{margin:.4rem 0;padding:.2rem .8rem;background:#f4f7fa;"
    "white-space:pre-line}\n"
    "@media print{.story{break-inside:avoid}.story dt,.story h3,.story h4,.story h4+.note{"
    "break-after:avoid}}\n";

static void write_marked(struct sam_page *page, const struct sam_marked *marked) {
    if (marked->text != NULL) {
        sam_html_marked(page, marked->text, marked->flags, marked->flag_count);
    }
}

/* "Story 3: Title" */
static void write_name(struct sam_page *page, const struct sam_told *story) {
    const struct sam_marked *title = &story->parts[page->questionnaire->story->title];
    sam_page_say(page, sam_page_tr(page, N_("Story %zu")), story->number);
    if (title->text != NULL) {
        sam_page_raw(page, ": ");
        write_marked(page, title);
    }
}

/* --- who wrote ------------------------------------------------------------------------------- */

static void write_alliance_row(struct sam_page *page, const struct sam_results_alliance *alliance) {
    const struct sam_results *results = page->results;
    size_t stories = 0;
    size_t agreed = 0;
    for (size_t i = 0; i < results->story_count; i++) {
        const struct sam_told *story = &results->stories[i];
        if (strcmp(story->alliance, alliance->result.id) == 0) {
            stories++;
            agreed += story->consent_report && story->consent_funder;
        }
    }
    sam_page_row(page);
    sam_page_text(page, alliance->name);
    sam_page_cell(page, N_("Invited"));
    if (alliance->result.invited > 0) {
        sam_page_say(page, "%zu", alliance->result.invited);
    } else {
        sam_page_text(page, sam_page_tr(page, N_("not known")));
    }
    sam_page_cell(page, N_("People who wrote"));
    sam_page_say(page, "%zu", sam_story_tellers(results, alliance->result.id));
    sam_page_cell(page, N_("Stories"));
    sam_page_say(page, "%zu", stories);
    sam_page_cell(page, N_("Agreed to both uses"));
    sam_page_say(page, "%zu", agreed);
    sam_page_row_close(page);
}

static void write_who(struct sam_page *page) {
    static const char *const columns[] = {N_("Alliance"), N_("Invited"), N_("People who wrote"),
                                          N_("Stories"), N_("Agreed to both uses")};
    const struct sam_results *results = page->results;
    sam_page_raw(page, "<section id=\"wrote\">\n");
    sam_page_heading(page, 2, N_("Who wrote"));
    if (results->story_count == 0) {
        sam_page_element(page, "<p>", SAM_SAY_STORIES_NONE, "</p>\n");
    } else {
        sam_page_raw(page, "<p>");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_STORIES), results->story_count,
                     sam_story_tellers(results, NULL));
        sam_page_raw(page, "</p>\n");
    }
    sam_page_table_open(page, "blocks n", sam_page_tr(page, N_("By alliance, in order of name")),
                        columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < results->alliance_count; i++) {
        write_alliance_row(page, &results->alliances[page->order[i]]);
    }
    sam_page_table_close(page);
    sam_page_raw(page, "</section>\n");
}

/* --- rounds ---------------------------------------------------------------------------------- */

/* The lowest round above this one, or 0. */
static int round_after(const struct sam_results *results, int round) {
    int next = 0;
    for (size_t i = 0; i < results->story_count; i++) {
        for (size_t c = 0; c < results->stories[i].choice_count; c++) {
            int own = results->stories[i].choices[c].round;
            next = own > round && (next == 0 || own < next) ? own : next;
        }
    }
    return next;
}

static void write_round(struct sam_page *page, int round) {
    static const char *const columns[] = {N_("Chosen by"), N_("Story"), N_("Why they chose it")};
    struct sam_buf caption;
    sam_buf_init(&caption, SAM_BUF_UNLIMITED);
    sam_buf_printf(&caption, sam_page_tr(page, N_("Round %d")), round);
    sam_page_table_open(page, "blocks rounds", caption.data, columns,
                        sizeof columns / sizeof *columns);
    sam_buf_fini(&caption);
    for (size_t i = 0; i < page->results->story_count; i++) {
        const struct sam_told *story = &page->results->stories[i];
        for (size_t c = 0; c < story->choice_count; c++) {
            if (story->choices[c].round != round) {
                continue;
            }
            sam_page_row(page);
            write_marked(page, &story->choices[c].by);
            sam_page_cell(page, N_("Story"));
            sam_buf_printf(page->html, "<a href=\"#story-%zu\">", story->number);
            write_name(page, story);
            sam_page_raw(page, "</a>");
            sam_page_cell(page, N_("Why they chose it"));
            write_marked(page, &story->choices[c].reason);
            sam_page_row_close(page);
        }
    }
    sam_page_table_close(page);
}

static void write_rounds(struct sam_page *page) {
    int round = round_after(page->results, 0);
    sam_page_raw(page, "<section id=\"rounds\">\n");
    sam_page_heading(page, 2, N_("Chosen as most significant"));
    if (round == 0) {
        sam_page_element(page, "<p>", SAM_SAY_CHOSEN_NONE, "</p>\n");
    }
    for (; round > 0; round = round_after(page->results, round)) {
        write_round(page, round);
    }
    sam_page_raw(page, "</section>\n");
}

/* --- stories --------------------------------------------------------------------------------- */

static const char *role_of(const struct sam_page *page, enum sam_role role) {
    static const char *const roles[] = {N_("lead partner"), N_("partner"), N_("account holder"),
                                        N_("role not known")};
    return sam_page_tr(page, roles[role]);
}

static void write_parts(struct sam_page *page, const struct sam_told *story) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_raw(page, "<dl>\n");
    for (size_t k = 0; k < q->open_count; k++) {
        if (k != q->story->title && story->parts[k].text != NULL) {
            sam_page_raw(page, "<dt>");
            sam_page_text(page, sam_page_in(page, sam_open_question_text(&q->open_questions[k],
                                                                         story->role)));
            sam_page_raw(page, "</dt><dd>");
            write_marked(page, &story->parts[k]);
            sam_page_raw(page, "</dd>\n");
        }
    }
    sam_page_raw(page, "</dl>\n");
}

static void write_edited(struct sam_page *page, const struct sam_told *story) {
    if (!sam_story_edited(story)) {
        return;
    }
    sam_page_element(page, "<p class=\"note\">", N_("In your words, for sharing:"),
                     "</p>\n<blockquote>");
    if (story->title.text != NULL) {
        sam_page_raw(page, "<strong>");
        write_marked(page, &story->title);
        sam_page_raw(page, "</strong>\n");
    }
    write_marked(page, &story->cleared);
    sam_page_raw(page, "</blockquote>\n");
}

static void write_story(struct sam_page *page, const struct sam_told *story,
                        enum sam_story_verdict verdict) {
    const char *yes = sam_page_tr(page, N_("yes"));
    const char *no = sam_page_tr(page, N_("no"));
    sam_buf_printf(page->html, "<div class=\"story\" id=\"story-%zu\">\n<h4>", story->number);
    write_name(page, story);
    sam_page_raw(page, "</h4>\n<p class=\"note\">");
    sam_page_say(page, sam_page_tr(page, N_("Written by: %s. In reports: %s. To the funder: %s.")),
                 role_of(page, story->role), story->consent_report ? yes : no,
                 story->consent_funder ? yes : no);
    sam_page_raw(page, verdict == SAM_STORY_SHOWN ? " <strong>" : " ");
    sam_page_text(page, sam_say_verdict(page->lang, verdict));
    sam_page_raw(page, verdict == SAM_STORY_SHOWN ? "</strong></p>\n" : "</p>\n");
    write_parts(page, story);
    write_edited(page, story);
    sam_page_raw(page, "</div>\n");
}

static void write_flagged(struct sam_page *page) {
    size_t flags = 0;
    for (size_t i = 0; i < page->results->story_count; i++) {
        for (size_t k = 0; k < page->questionnaire->open_count; k++) {
            flags += page->results->stories[i].parts[k].flag_count;
        }
    }
    sam_page_raw(page, "<p class=\"warn\">");
    if (flags == 0) {
        sam_page_text(page, sam_page_tr(page, SAM_SAY_FLAG_NONE));
    } else {
        sam_page_say(page, sam_say_count(page->lang, flags, SAM_SAY_FLAG_ONE, SAM_SAY_FLAG_MANY),
                     flags);
    }
    sam_page_raw(page, "</p>\n");
}

static void write_stories(struct sam_page *page, const struct sam_story_sharing *sharing) {
    const struct sam_results *results = page->results;
    sam_page_raw(page, "<section class=\"page\" id=\"stories\">\n");
    sam_page_heading(page, 2, N_("All stories"));
    if (results->story_count == 0) {
        sam_page_element(page, "<p>", SAM_SAY_STORIES_NONE, "</p>\n</section>\n");
        return;
    }
    write_flagged(page);
    for (size_t a = 0; a < results->alliance_count; a++) {
        const struct sam_results_alliance *alliance = &results->alliances[page->order[a]];
        bool any = false;
        for (size_t i = 0; i < results->story_count; i++) {
            if (strcmp(results->stories[i].alliance, alliance->result.id) != 0) {
                continue;
            }
            if (!any) {
                sam_page_raw(page, "<h3>");
                sam_page_text(page, alliance->name);
                sam_page_raw(page, "</h3>\n");
                any = true;
            }
            write_story(page, &results->stories[i], sharing->verdicts[i]);
        }
    }
    sam_page_raw(page, "</section>\n");
}

/* --- what may be shared ---------------------------------------------------------------------- */

static void write_link(struct sam_page *page) {
    size_t count = 0;
    const struct sam_document *documents = sam_documents(&count);
    for (size_t d = 0; d < count; d++) {
        if (documents[d].of_stories && documents[d].audience == SAM_FOR_SHARING) {
            struct sam_buf path;
            sam_buf_init(&path, SAM_BUF_UNLIMITED);
            sam_document_path(&documents[d], page->results, 0, page->lang, &path);
            sam_page_raw(page, "<p class=\"links\"><a href=\"../");
            sam_page_text(page, path.data);
            sam_page_raw(page, "\">");
            sam_page_text(page, sam_page_tr(page, documents[d].title));
            sam_page_raw(page, "</a></p>\n");
            sam_buf_fini(&path);
        }
    }
}

static void write_sharing(struct sam_page *page, const struct sam_story_sharing *sharing) {
    static const char *const rules[] = {
        N_("A story is shown only when its writer agreed to both uses and you cleared it: as it is "
           "where no name was found in it, else in your words without names."),
        N_("Names that were found are marked above. What isn't marked may tell who wrote, too: a "
           "function, a place, an event. Read each story with that in mind."),
        N_("Nothing is shown when fewer than three people wrote. The alliance is named only where "
           "three people or more wrote and the other stories don't tell by that whose they are."),
        N_("You clear stories and fill in who chose which in the sheet that \"samenscan export "
           "--what selection\" writes; \"samenscan import --as selection\" takes it in."),
    };
    sam_page_raw(page, "<section id=\"sharing\">\n");
    sam_page_heading(page, 2, N_("What may be shared"));
    sam_page_raw(page, "<p>");
    sam_page_say(page, sam_page_tr(page, SAM_SAY_STORIES_SHOWN), sharing->shown,
                 page->results->story_count);
    sam_page_raw(page, "</p>\n");
    write_link(page);
    sam_page_raw(page, "<ul>\n");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        sam_page_element(page, "<li>", rules[i], "</li>\n");
    }
    sam_page_raw(page, "</ul>\n</section>\n");
}

void sam_html_stories(struct sam_page *page) {
    struct sam_story_sharing *sharing = sam_story_sharing_new(page->results);
    write_who(page);
    write_rounds(page);
    write_stories(page, sharing);
    write_sharing(page, sharing);
    sam_story_sharing_free(sharing);
}
