#include "form/page.h"

#include "model/answers.h"

static void write_step_address(struct sam_view *view, struct sam_step step) {
    sam_sheet_address(&view->sheet, view->sheet.lang, view->sheet.person, step);
}

static const char *label_of(struct sam_view *view, uint8_t answer) {
    const struct sam_questionnaire *q = view->place->questionnaire;
    if (answer == SAM_MISSING) {
        return sam_sheet_tr(&view->sheet, "Not answered");
    }
    if (answer != SAM_DONT_KNOW) {
        return q->labels[answer - 1].in[view->sheet.lang];
    }
    const char *dont_know = q->dont_know.in[view->sheet.lang];
    return dont_know != NULL ? dont_know
                             : sam_sheet_tr(&view->sheet, "Don't know / not applicable");
}

static bool is_here(const struct sam_view *view, size_t theme, size_t item) {
    const struct sam_item *it = &view->place->questionnaire->items[item];
    return it->theme == theme && sam_item_is_for(it, view->place->person->role);
}

/* --- what is missing -------------------------------------------------------------------------- */

static void write_missing_item(struct sam_view *view, struct sam_step step, size_t item) {
    struct sam_sheet *sheet = &view->sheet;
    const struct sam_item *it = &view->place->questionnaire->items[item];
    sam_sheet_raw(sheet, "<li><a class=\"utrecht-link utrecht-link--html-a\" href=\"");
    write_step_address(view, step);
    sam_sheet_raw(sheet, "#");
    sam_sheet_text(sheet, it->id);
    sam_sheet_raw(sheet, "\">");
    sam_sheet_in(sheet, &it->text);
    sam_sheet_raw(sheet, "</a></li>\n");
}

static void write_missing(struct sam_view *view) {
    struct sam_sheet *sheet = &view->sheet;
    const struct sam_flow *flow = &view->place->flow;
    struct sam_count count = sam_draft_count(view->place, sheet->step, view->draft);
    size_t missing = count.all - count.answered;
    if (missing == 0) {
        return;
    }
    sam_sheet_box_open(sheet, "warning", "missing");
    sam_sheet_raw(sheet, "<h2 class=\"utrecht-heading-2\">");
    sam_sheet_say(sheet,
                  sam_trn_in(sheet->lang, "%zu statement has no answer",
                             "%zu statements have no answer", missing),
                  missing);
    sam_sheet_raw(sheet, "</h2>\n");
    sam_sheet_element(sheet, "<p>",
                      "You may leave it like that. If you can't answer a statement, ‘don't know’ "
                      "is an answer too.",
                      "</p>\n<ul class=\"utrecht-unordered-list\">\n");
    for (size_t i = 0; i < flow->count; i++) {
        for (size_t item = 0; item < view->place->questionnaire->item_count; item++) {
            if (flow->steps[i].kind == SAM_STEP_THEME &&
                is_here(view, flow->steps[i].theme, item) &&
                view->draft->answers[item] == SAM_MISSING) {
                write_missing_item(view, flow->steps[i], item);
            }
        }
    }
    sam_sheet_raw(sheet, "</ul>\n");
    sam_sheet_box_close(sheet);
}

/* --- what was answered ------------------------------------------------------------------------ */

static void open_part(struct sam_view *view, const char *title) {
    struct sam_sheet *sheet = &view->sheet;
    sam_sheet_raw(sheet, "<details class=\"form-part\"><summary><span class=\"form-part-title\">");
    sam_sheet_text(sheet, title);
    sam_sheet_raw(sheet, "</span> <span class=\"form-part-count\">");
}

static void close_part(struct sam_view *view, struct sam_step step, const char *title) {
    struct sam_sheet *sheet = &view->sheet;
    sam_sheet_raw(sheet, "</dl>\n<p><a class=\"utrecht-link utrecht-link--html-a\" href=\"");
    write_step_address(view, step);
    sam_sheet_raw(sheet, "\">");
    sam_sheet_say(sheet, sam_sheet_tr(sheet, "Change: %s"), title);
    sam_sheet_raw(sheet, "</a></p></details>\n");
}

static void write_pair(struct sam_view *view, const struct sam_text *question, const char *answer,
                       bool missing) {
    struct sam_sheet *sheet = &view->sheet;
    sam_sheet_raw(sheet, "<div><dt>");
    sam_sheet_in(sheet, question);
    sam_sheet_raw(sheet, missing ? "</dt><dd class=\"form-none\">" : "</dt><dd>");
    sam_sheet_text(sheet, answer);
    sam_sheet_raw(sheet, "</dd></div>\n");
}

static void write_theme(struct sam_view *view, struct sam_step step) {
    struct sam_sheet *sheet = &view->sheet;
    const struct sam_questionnaire *q = view->place->questionnaire;
    const char *title = q->themes[step.theme].title.in[sheet->lang];
    struct sam_count count = sam_draft_count(view->place, step, view->draft);
    open_part(view, title);
    sam_sheet_say(sheet, sam_sheet_tr(sheet, "%zu of %zu answered"), count.answered, count.all);
    sam_sheet_raw(sheet, "</span></summary>\n<dl class=\"form-answers\">\n");
    for (size_t item = 0; item < q->item_count; item++) {
        if (is_here(view, step.theme, item)) {
            uint8_t answer = view->draft->answers[item];
            write_pair(view, &q->items[item].text, label_of(view, answer), answer == SAM_MISSING);
        }
    }
    close_part(view, step, title);
}

static void write_open(struct sam_view *view, struct sam_step step) {
    struct sam_sheet *sheet = &view->sheet;
    const struct sam_questionnaire *q = view->place->questionnaire;
    const char *title = sam_sheet_tr(sheet, "In your own words");
    size_t answered = 0;
    for (size_t i = 0; i < q->open_count; i++) {
        answered += view->draft->open[i][0] != '\0';
    }
    open_part(view, title);
    sam_sheet_say(sheet, sam_sheet_tr(sheet, "%zu of %zu answered"), answered, q->open_count);
    sam_sheet_raw(sheet, "</span></summary>\n<dl class=\"form-answers\">\n");
    for (size_t i = 0; i < q->open_count; i++) {
        bool missing = view->draft->open[i][0] == '\0';
        write_pair(view, &q->open_questions[i].text,
                   missing ? sam_sheet_tr(sheet, "Not answered") : view->draft->open[i], missing);
    }
    close_part(view, step, title);
}

void sam_page_check(struct sam_view *view) {
    struct sam_sheet *sheet = &view->sheet;
    const struct sam_flow *flow = &view->place->flow;
    bool sent = view->draft->complete;
    sam_view_open(
        view, sent ? sam_sheet_tr(sheet, "Your answers") : sam_sheet_tr(sheet, "Check and send"),
        sam_view_wrong(view));
    sam_view_remarks(view);
    sam_view_sent(view);
    if (!sent) {
        sam_sheet_element(sheet, "<p class=\"utrecht-paragraph\">",
                          "Your answers are saved. They count once you send them.", "</p>\n");
    }
    write_missing(view);
    for (size_t i = 0; i < flow->count; i++) {
        if (flow->steps[i].kind == SAM_STEP_THEME) {
            write_theme(view, flow->steps[i]);
        } else if (flow->steps[i].kind == SAM_STEP_OPEN) {
            write_open(view, flow->steps[i]);
        }
    }
    sam_sheet_raw(sheet, "<div class=\"form-buttons\">\n");
    sam_sheet_button(sheet, "primary-action", "next", sent ? N_("Done") : N_("Send my answers"));
    sam_sheet_button(sheet, "secondary-action", "back", N_("Back"));
    sam_sheet_raw(sheet, "</div>\n");
    sam_view_close(view);
}
