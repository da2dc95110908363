#include "form/page.h"

static const struct sam_remark *remark_on(const struct sam_view *view, size_t question) {
    for (size_t i = 0; view->taken != NULL && i < view->taken->remark_count; i++) {
        if (view->taken->remarks[i].question == question) {
            return &view->taken->remarks[i];
        }
    }
    return NULL;
}

static void write_remark(struct sam_view *view, const char *id, const struct sam_remark *remark) {
    struct sam_screen *screen = &view->screen;
    sam_screen_raw(screen, "<div class=\"utrecht-form-field-error-message\" id=\"e.");
    sam_screen_text(screen, id);
    sam_screen_raw(screen, "\">");
    if (remark->kind == SAM_REMARK_TOO_LONG) {
        sam_screen_element(
            screen, "<p>",
            "This answer is too long to be saved. Make it shorter, for instance half "
            "as long.",
            "</p>");
    } else {
        sam_screen_element(
            screen, "<p>",
            "In another window this stood here. It is replaced by what stands below; "
            "copy from it what you want to keep.",
            "</p><blockquote class=\"form-other\">");
        sam_screen_text(screen, remark->other_text);
        sam_screen_raw(screen, "</blockquote>");
    }
    sam_screen_raw(screen, "</div>\n");
}

static void write_question(struct sam_view *view, size_t question) {
    struct sam_screen *screen = &view->screen;
    const struct sam_open_question *q = &view->place->questionnaire->open_questions[question];
    const struct sam_remark *remark = remark_on(view, question);
    char had[SAM_HAD_SIZE];
    bool wrong = remark != NULL && remark->kind == SAM_REMARK_TOO_LONG;
    sam_screen_raw(screen, "<div class=\"utrecht-form-field form-question");
    sam_screen_raw(screen, remark != NULL ? " utrecht-form-field--invalid\">\n" : "\">\n");
    sam_screen_raw(screen, "<label class=\"utrecht-form-label\" for=\"o.");
    sam_screen_text(screen, q->id);
    sam_screen_raw(screen, "\">");
    sam_screen_in(screen, sam_open_question_text(q, view->place->person->role));
    sam_screen_raw(screen, "</label>\n");
    if (remark != NULL) {
        write_remark(view, q->id, remark);
    }
    sam_view_hidden(view, "had.", q->id, sam_text_had(view->stored->open[question], had));
    sam_screen_raw(screen, "<textarea class=\"utrecht-textarea utrecht-textarea--html-textarea\" "
                           "rows=\"6\" id=\"o.");
    sam_screen_text(screen, q->id);
    sam_screen_raw(screen, "\" name=\"o.");
    sam_screen_text(screen, q->id);
    sam_screen_raw(screen, "\" aria-describedby=\"hint");
    if (remark != NULL) {
        sam_screen_raw(screen, " e.");
        sam_screen_text(screen, q->id);
    }
    sam_screen_raw(screen, wrong ? "\" aria-invalid=\"true\">\n" : "\">\n");
    sam_screen_text(screen, view->entry->open[question]);
    sam_screen_raw(screen, "</textarea></div>\n");
}

void sam_page_open_questions(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    sam_view_open(view, sam_screen_tr(screen, "In your own words"), sam_view_wrong(view));
    sam_view_remarks(view);
    sam_view_sent(view);
    sam_screen_element(screen, "<p class=\"utrecht-paragraph\" id=\"hint\">",
                       "You may leave a question open. Please don't name people.", "</p>\n");
    const struct sam_questionnaire *q = view->place->questionnaire;
    for (size_t i = 0; i < q->open_count; i++) {
        if (sam_question_is_for(&q->open_questions[i], view->place->person->role)) {
            write_question(view, i);
        }
    }
    sam_view_buttons(view);
    sam_view_close(view);
}
