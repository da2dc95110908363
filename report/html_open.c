/* Open answers. The evaluator clears the names before an answer goes anywhere. */
#include "report/html.h"
#include "report/phrases.h"

static const char *kind_of(enum sam_name_kind kind) {
    static const char *const kinds[SAM_NAME_KINDS] = {
        N_("person"), N_("partner"), N_("alliance"),     N_("funder"),
        N_("place"),  N_("contact"), N_("possible name")};
    return kinds[kind];
}

/* Part of the text, escaped. */
static void write_piece(struct sam_page *page, const char *text, size_t length) {
    struct sam_buf piece;
    sam_buf_init(&piece, SAM_BUF_UNLIMITED);
    sam_buf_append(&piece, text, length);
    sam_page_text(page, piece.data);
    sam_buf_fini(&piece);
}

void sam_html_marked(struct sam_page *page, const char *text, const struct sam_name_flag *flags,
                     size_t flag_count) {
    size_t at = 0;
    bool foreign = sam_page_written_open(page, text);
    for (size_t i = 0; i < flag_count; i++) {
        const struct sam_name_flag *flag = &flags[i];
        write_piece(page, text + at, flag->at - at);
        sam_page_raw(page, flag->kind == SAM_NAME_POSSIBLE ? "<mark class=\"maybe\">" : "<mark>");
        write_piece(page, text + flag->at, flag->length);
        sam_page_raw(page, " <small");
        if (foreign) { /* these words are ours */
            sam_buf_printf(page->html, " lang=\"%s\"", sam_lang_code(page->lang));
        }
        sam_page_element(page, ">", kind_of(flag->kind), "</small></mark>");
        at = flag->at + flag->length;
    }
    sam_page_text(page, text + at);
    sam_page_written_close(page, foreign);
}

static void write_question(struct sam_page *page, const struct sam_results_alliance *alliance,
                           size_t question) {
    bool any = false;
    for (size_t i = 0; i < alliance->open_count; i++) {
        if (alliance->open[i].question != question) {
            continue;
        }
        if (!any) {
            sam_page_raw(page, "<h3>");
            sam_page_text(page,
                          sam_page_in(page, &page->questionnaire->open_questions[question].text));
            sam_page_raw(page, "</h3>\n<ul class=\"open\">\n");
            any = true;
        }
        const struct sam_results_open *open = &alliance->open[i];
        sam_page_raw(page, "<li>");
        sam_html_marked(page, open->text, open->flags, open->flag_count);
        sam_page_raw(page, "</li>\n");
    }
    sam_page_raw(page, any ? "</ul>\n" : "");
}

void sam_html_open_answers(struct sam_page *page, const struct sam_results_alliance *alliance) {
    size_t flags = 0;
    for (size_t i = 0; i < alliance->open_count; i++) {
        flags += alliance->open[i].flag_count;
    }
    sam_page_raw(page, "<section id=\"open\">\n");
    sam_page_heading(page, 2, N_("In their own words"));
    if (alliance->open_count == 0) {
        sam_page_element(page, "<p>", SAM_SAY_OPEN_NONE, "</p>\n</section>\n");
        return;
    }
    sam_page_raw(page, "<p class=\"warn\">");
    if (flags == 0) {
        sam_page_text(page, sam_page_tr(page, SAM_SAY_FLAG_NONE));
    } else {
        sam_page_say(page, sam_say_count(page->lang, flags, SAM_SAY_FLAG_ONE, SAM_SAY_FLAG_MANY),
                     flags);
    }
    sam_page_raw(page, "</p>\n");
    for (size_t k = 0; k < page->questionnaire->open_count; k++) {
        write_question(page, alliance, k);
    }
    sam_page_raw(page, "</section>\n");
}
