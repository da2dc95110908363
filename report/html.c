/* The page around the parts. */
#include "report/html.h"
#include "report/disclosure.h"
#include "report/documents.h"
#include "report/html_record.h"
#include "report/provenance.h"

static const char *title_of(const struct sam_page *page) {
    const char *title = sam_page_in(page, &page->results->study_title);
    return title[0] != '\0' ? title : sam_page_in(page, &page->questionnaire->title);
}

/* What the page is about: its alliance, else the study. */
static const char *heading_of(const struct sam_page *page) {
    return page->alliance != NULL ? page->alliance->name : title_of(page);
}

/* Text as a CSS string in <style>: all but letters, digits and blanks as escapes, so that nothing
 * a study says can end the string or the element. */
static void write_css_text(struct sam_page *page, const char *text) {
    sam_buf_char(page->html, '"');
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                     (*c >= '0' && *c <= '9') || *c == ' ' || *c >= 0x80;
        if (plain) {
            sam_buf_char(page->html, (char)*c);
        } else {
            sam_buf_printf(page->html, "\\%x ", *c); /* the blank ends it */
        }
    }
    sam_buf_char(page->html, '"');
}

/* Running head and foot are margin boxes of the printed page. */
static void write_running(struct sam_page *page) {
    sam_page_raw(page, "@page{size:A4;margin:16mm 15mm 17mm;@top-left{content:");
    write_css_text(page, heading_of(page));
    sam_page_raw(page, ";font:9pt sans-serif;color:#4a4a4a}@top-right{content:");
    write_css_text(page, sam_tr_in(page->lang, page->document->title));
    sam_page_raw(page, ";font:9pt sans-serif;color:#4a4a4a}@bottom-left{content:");
    write_css_text(page, sam_document_mark(page->document, page->results, page->lang));
    sam_page_raw(page, ";font:9pt sans-serif}@bottom-right{content:counter(page) \" / \" "
                       "counter(pages);font:9pt sans-serif}}\n"
                       "@page:first{@top-left{content:\"\"}@top-right{content:\"\"}}\n");
}

static void write_head(struct sam_page *page) {
    sam_buf_printf(page->html, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n",
                   sam_lang_code(page->lang));
    sam_page_raw(page, "<meta charset=\"utf-8\"/>\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                       "'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"/>"
                       "\n<meta name=\"viewport\" content=\"width=device-width, "
                       "initial-scale=1\"/>\n<meta name=\"color-scheme\" content=\"only light\"/>\n"
                       "<meta name=\"robots\" content=\"noindex\"/>\n<title>");
    if (page->results->simulated) {
        sam_page_say(page, "%s: ", sam_page_tr(page, N_("Simulated")));
    }
    sam_page_text(page, heading_of(page));
    sam_page_say(page, " - %s", sam_tr_in(page->lang, page->document->title));
    if (page->alliance != NULL) {
        sam_page_say(page, " - %s", title_of(page));
    }
    if (page->results->wave != NULL) {
        sam_page_say(page, " (%s)", page->results->wave);
    }
    sam_page_raw(page, "</title>\n<style>\n");
    sam_page_raw(page, sam_html_style);
    sam_page_raw(page, sam_html_style_widths);
    sam_page_raw(page, sam_html_style_print);
    write_running(page);
    sam_page_raw(page, page->document->style != NULL ? page->document->style : "");
    sam_page_raw(page, "</style>\n</head>\n");
}

static void write_fact(struct sam_page *page, const char *name, const char *value) {
    if (value != NULL && value[0] != '\0') {
        sam_page_element(page, "<dt>", name, "</dt><dd>");
        sam_page_text(page, value);
        sam_page_raw(page, "</dd>\n");
    }
}

static void write_banners(struct sam_page *page) {
    if (page->document->audience == SAM_FOR_EVALUATOR) {
        sam_page_element(page, "<p class=\"banner confidential\">",
                         N_("Confidential: for the evaluator. Not for participants or the funder."),
                         "</p>\n");
    }
    if (page->results->simulated) {
        sam_page_element(page, "<p class=\"banner simulated\">",
                         N_("SIMULATED: these answers were made up by a computer. They say "
                            "nothing about the alliances named here."),
                         "</p>\n");
    }
}

/* What is shared says nothing of how many wrote. */
static void write_answered(struct sam_page *page) {
    bool stories = page->questionnaire->story != NULL;
    if (stories && page->document->audience != SAM_FOR_EVALUATOR) {
        return;
    }
    size_t holders = 0;
    for (size_t a = 0; a < page->results->alliance_count && !stories; a++) {
        holders += page->results->alliances[a].result.by_role[SAM_ACCOUNT_HOLDER];
    }
    size_t respondents = page->results->respondents - holders;
    sam_page_element(page, "<dt>", stories ? N_("Wrote a story") : N_("Answers"), "</dt><dd>");
    sam_page_say(page,
                 sam_trn_in(page->lang, "%zu respondent in %zu alliances",
                            "%zu respondents in %zu alliances", respondents),
                 respondents, page->results->alliance_count);
    if (holders > 0) {
        sam_page_say(page,
                     sam_trn_in(page->lang, ", and %zu answer of an account holder",
                                ", and %zu answers of account holders", holders),
                     holders);
    }
    sam_page_raw(page, "</dd>\n");
}

static void write_facts(struct sam_page *page) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_raw(page, "<dl class=\"facts\">\n");
    write_fact(page, N_("Funder"), page->results->funder);
    write_fact(page, N_("Wave"), page->results->wave);
    sam_page_element(page, "<dt>", N_("Questionnaire"), "</dt><dd>");
    sam_page_say(page, sam_page_tr(page, N_("%s, version %s")), sam_page_in(page, &q->title),
                 q->version);
    sam_page_raw(page, "</dd>\n");
    write_answered(page);
    sam_page_raw(page, "</dl>\n");
}

/* A document of one alliance has one line: its first page is full. */
static void write_header(struct sam_page *page) {
    sam_page_raw(page, "<header>\n");
    write_banners(page);
    sam_page_raw(page, "<h1>");
    sam_page_text(page, heading_of(page));
    sam_page_raw(page, "</h1>\n<p class=\"kind\">");
    sam_page_text(page, sam_tr_in(page->lang, page->document->title));
    if (page->alliance != NULL) {
        sam_page_say(page, " \xC2\xB7 %s", title_of(page));
        if (page->results->wave != NULL) {
            sam_page_say(page, " \xC2\xB7 %s", page->results->wave);
        }
    }
    sam_page_raw(page, "</p>\n");
    if (page->alliance == NULL) {
        write_facts(page);
    }
    sam_page_raw(page, "</header>\n");
}

static void write_link(struct sam_page *page, const char *target, const char *message) {
    sam_buf_printf(page->html, "<li><a href=\"#%s\">", target);
    sam_page_text(page, sam_tr_in(page->lang, message));
    sam_page_raw(page, "</a></li>\n");
}

/* What the overview has. */
static void write_links(struct sam_page *page) {
    if (sam_html_has_compare(page)) {
        write_link(page, "compare", N_("The alliances side by side"));
    }
    if (sam_html_has_timeline(page)) {
        write_link(page, "waves", N_("Over the waves"));
    }
    if (page->results->side_count > 0) {
        write_link(page, "sides", N_("Where the two sides see different things"));
    }
    if (sam_html_has_holders(page)) {
        write_link(page, "holders", N_("What the account holders see"));
    }
    if (sam_html_has_expectations(page)) {
        write_link(page, "expectations", N_("What was expected, and how people see it"));
    }
    if (page->results->activities != NULL) {
        write_link(page, "activities", N_("Activities"));
    }
    if (sam_html_has_programme(page->results)) {
        write_link(page, "programme", N_("The programme"));
    }
    if (sam_html_has_sources(page->results)) {
        write_link(page, "sources", N_("Survey, interview, document, observation side by side"));
    }
    if (sam_html_has_questions(page)) {
        write_link(page, "questions", N_("Where each research question finds its answers"));
    }
    if (page->questionnaire->scale_count > 0) {
        write_link(page, "scales", N_("How well the scales hold together"));
    }
    write_link(page, "method", N_("How these numbers are made"));
}

static void write_contents(struct sam_page *page) {
    if (page->document->audience != SAM_FOR_EVALUATOR || page->alliance != NULL) {
        return;
    }
    sam_buf_text(page->html, "<nav aria-label=\"");
    sam_page_text(page, sam_page_tr(page, N_("Contents")));
    sam_page_raw(page, "\">\n<ul>\n");
    if (page->questionnaire->story != NULL) {
        write_link(page, "wrote", N_("Who wrote"));
        write_link(page, "rounds", N_("Chosen as most significant"));
        write_link(page, "stories", N_("All stories"));
        write_link(page, "sharing", N_("What may be shared"));
        sam_page_raw(page, "</ul>\n</nav>\n");
        return;
    }
    write_link(page, "response", N_("Who answered"));
    write_links(page);
    sam_page_raw(page, "</ul>\n</nav>\n");
}

/* What is shared carries a checksum of what it shows alone: one of results.json would let somebody
 * who knows nearly all answers try the last one until it fits (docs/privacy.md). */
static void write_provenance(struct sam_page *page) {
    struct sam_buf line;
    bool own = page->document->audience == SAM_FOR_EVALUATOR;
    sam_buf_init(&line, SAM_BUF_UNLIMITED);
    sam_provenance_line(page->results, page->lang, own ? SAM_CHECKSUM_SHORT : 0, &line);
    if (!own) {
        sam_buf_printf(&line, sam_page_tr(page, SAM_HTML_SHOWN), SAM_CHECKSUM_SHORT,
                       page->results->disclosure->checksum);
    }
    sam_page_text(page, line.data);
    sam_buf_fini(&line);
}

static void write_footer(struct sam_page *page) {
    sam_page_raw(page, "<footer>\n<p>");
    write_provenance(page);
    sam_page_raw(page, ".");
    if (page->document->audience == SAM_FOR_EVALUATOR) {
        sam_page_raw(page, " ");
        sam_page_text(page, sam_page_tr(page, N_("Confidential: for the evaluator.")));
    }
    if (page->results->simulated) {
        sam_page_raw(page, " ");
        sam_page_text(page, sam_page_tr(page, N_("Simulated answers.")));
    }
    sam_page_raw(page, "</p>\n</footer>\n");
}

void sam_html_open(struct sam_page *page) {
    write_head(page);
    sam_page_element(page, "<body>\n<a class=\"skip\" href=\"#main\">", N_("To the content"),
                     "</a>\n");
    sam_canvas_svg_patterns(page->html);
    write_header(page);
    write_contents(page);
    sam_page_raw(page, "<main id=\"main\">\n");
}

void sam_html_close(struct sam_page *page) {
    sam_page_raw(page, "</main>\n");
    write_footer(page);
    sam_page_raw(page, "</body>\n</html>\n");
}
