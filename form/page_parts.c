#include "form/page.h"

#include "base/html.h"

#include <string.h>

void sam_page_write(struct sam_view *view) {
    static void (*const pages[])(struct sam_view *) = {sam_page_intro,          sam_page_theme,
                                                       sam_page_open_questions, sam_page_check,
                                                       sam_page_thanks,         sam_page_withdraw};
    pages[view->screen.step.kind](view);
}

void sam_view_open(struct sam_view *view, const char *title, bool error) {
    const struct sam_flow *flow = &view->place->flow;
    size_t at = sam_flow_find(flow, view->screen.step);
    struct sam_heading heading = {.title = title, .error = error};
    if (at != SAM_NONE) {
        heading.number = at + 1;
        heading.count = flow->count;
    }
    sam_screen_open(&view->screen, &heading);
    sam_screen_raw(&view->screen, "<h1 class=\"utrecht-heading-1\">");
    sam_screen_text(&view->screen, title);
    sam_screen_raw(&view->screen, "</h1>\n");
}

void sam_view_close(struct sam_view *view) {
    sam_screen_close(&view->screen);
}

bool sam_view_wrong(const struct sam_view *view) {
    return view->unsaved || view->consent_missing ||
           (view->taken != NULL && view->taken->remark_count > 0);
}

static void write_remark(struct sam_view *view, const struct sam_remark *remark) {
    struct sam_screen *screen = &view->screen;
    const struct sam_questionnaire *q = view->place->questionnaire;
    bool of_item = remark->item != SAM_NONE;
    if (remark->kind == SAM_REMARK_NOTHING) {
        sam_screen_element(screen, "<li>",
                           "You haven't filled in anything yet, so there is nothing to send.",
                           "</li>\n");
        return;
    }
    const char *id = of_item ? q->items[remark->item].id : q->open_questions[remark->question].id;
    enum sam_role role = view->place->person->role;
    const struct sam_text *text =
        of_item ? sam_item_text(&q->items[remark->item], role)
                : sam_open_question_text(&q->open_questions[remark->question], role);
    sam_screen_raw(screen, "<li><a class=\"utrecht-link utrecht-link--html-a\" href=\"#");
    sam_screen_raw(screen, of_item ? "a." : "o.");
    sam_screen_text(screen, id);
    sam_screen_raw(screen, of_item ? ".1\">" : "\">");
    if (remark->kind == SAM_REMARK_VALUE) {
        sam_screen_element(screen, "", "Choose one of the answers:", " ");
    } else if (remark->kind == SAM_REMARK_TOO_LONG) {
        sam_screen_element(screen, "",
                           "This answer is too long to be saved; make it shorter:", " ");
    } else {
        sam_screen_element(screen, "", "This answer was changed in another window too:", " ");
    }
    sam_screen_in(screen, text);
    sam_screen_raw(screen, "</a></li>\n");
}

static void write_unsaved(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    sam_screen_box_open(screen, "error", "problems");
    sam_screen_element(screen, "<h2 class=\"utrecht-heading-2\">", "Your answers were not saved",
                       "</h2>\n");
    sam_screen_element(
        screen, "<p>",
        "The server can't store anything at this moment. What you filled in is still "
        "on this page. Please don't go on yet: wait a minute, and press the button "
        "again.",
        "</p>\n");
    sam_screen_box_close(screen);
}

void sam_view_remarks(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    if (view->unsaved) {
        write_unsaved(view);
        return;
    }
    if (!sam_view_wrong(view)) {
        return;
    }
    bool stops = view->consent_missing || sam_taken_stops(view->taken);
    sam_screen_box_open(screen, stops ? "error" : "warning", "problems");
    sam_screen_element(screen, "<h2 class=\"utrecht-heading-2\">",
                       stops ? N_("Something is not right yet") : N_("Please look at this"),
                       "</h2>\n<ul class=\"form-list\">\n");
    if (view->consent_missing) {
        sam_screen_element(screen,
                           "<li><a class=\"utrecht-link utrecht-link--html-a\" href=\"#consent\">",
                           "Tick the box to say that you take part", "</a></li>\n");
    }
    for (size_t i = 0; view->taken != NULL && i < view->taken->remark_count; i++) {
        write_remark(view, &view->taken->remarks[i]);
    }
    sam_screen_raw(screen, "</ul>\n");
    sam_screen_box_close(screen);
}

void sam_view_hidden(struct sam_view *view, const char *name, const char *suffix,
                     const char *value) {
    sam_buf_printf(view->screen.html, "<input type=\"hidden\" name=\"%s", name);
    sam_screen_text(&view->screen, suffix);
    sam_screen_raw(&view->screen, "\" value=\"");
    sam_screen_text(&view->screen, value);
    sam_screen_raw(&view->screen, "\">\n");
}

void sam_view_buttons(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    sam_screen_raw(screen, "<div class=\"form-buttons\">\n");
    sam_screen_button(screen, "primary-action", "next", N_("Save and continue"));
    sam_screen_button(screen, "secondary-action", "back", N_("Back"));
    sam_screen_button(screen, "subtle", "later", N_("Continue later"));
    sam_screen_raw(screen, "</div>\n");
    sam_screen_raw(screen, "<p class=\"form-saved\" id=\"saved\" role=\"status\" data-saved=\"");
    sam_screen_text(screen, sam_screen_tr(screen, "Saved"));
    sam_screen_raw(screen, "\" data-unsaved=\"");
    sam_screen_text(screen, sam_screen_tr(screen, "Not saved yet; trying again"));
    sam_screen_raw(screen, "\"></p>\n");
}

void sam_view_sent(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    if (!view->entry->complete) {
        return;
    }
    sam_screen_box_open(screen, "ok", NULL);
    sam_screen_element(screen, "<p>",
                       "You have sent this questionnaire. You can still change your answers; what "
                       "you save counts at once.",
                       "</p>\n");
    sam_screen_box_close(screen);
}
