#include "form/page.h"

#include "model/answers.h"

static void write_step_address(struct sam_view *view, struct sam_step step) {
    sam_screen_address(&view->screen, view->screen.lang, view->screen.person, step);
}

static const char *label_of(struct sam_view *view, uint8_t answer) {
    const struct sam_questionnaire *q = view->place->questionnaire;
    if (answer == SAM_MISSING) {
        return sam_screen_tr(&view->screen, "Not answered");
    }
    if (answer != SAM_DONT_KNOW) {
        return q->labels[answer - 1].in[view->screen.lang];
    }
    const char *dont_know = q->dont_know.in[view->screen.lang];
    return dont_know != NULL ? dont_know
                             : sam_screen_tr(&view->screen, "Don't know / not applicable");
}

static bool is_here(const struct sam_view *view, size_t theme, size_t item) {
    const struct sam_item *it = &view->place->questionnaire->items[item];
    return it->theme == theme && sam_item_is_for(it, view->place->person->role);
}

static const char *title_of(const struct sam_view *view, struct sam_step step) {
    const struct sam_theme *theme = &view->place->questionnaire->themes[step.theme];
    return sam_theme_title(theme, view->place->person->role)->in[view->screen.lang];
}

/* --- what is missing -------------------------------------------------------------------------- */

static void write_missing_item(struct sam_view *view, struct sam_step step, size_t item) {
    struct sam_screen *screen = &view->screen;
    const struct sam_item *it = &view->place->questionnaire->items[item];
    sam_screen_raw(screen, "<li><a class=\"utrecht-link utrecht-link--html-a\" href=\"");
    write_step_address(view, step);
    sam_screen_raw(screen, "#");
    sam_screen_text(screen, it->id);
    sam_screen_raw(screen, "\">");
    sam_screen_in(screen, sam_item_text(it, view->place->person->role));
    sam_screen_raw(screen, "</a></li>\n");
}

/* A theme with no answer at all is one line, not as many as it has statements. */
static void write_missing_of(struct sam_view *view, struct sam_step step) {
    struct sam_screen *screen = &view->screen;
    const struct sam_questionnaire *q = view->place->questionnaire;
    struct sam_count count = sam_entry_count(view->place, step, view->entry);
    if (count.answered == 0 && count.all > 1) {
        sam_screen_raw(screen, "<li><a class=\"utrecht-link utrecht-link--html-a\" href=\"");
        write_step_address(view, step);
        sam_screen_raw(screen, "\">");
        sam_screen_say(screen, sam_screen_tr(screen, "%s: nothing filled in yet (%zu statements)"),
                       title_of(view, step), count.all);
        sam_screen_raw(screen, "</a></li>\n");
        return;
    }
    for (size_t item = 0; item < q->item_count; item++) {
        if (is_here(view, step.theme, item) && view->entry->answers[item] == SAM_MISSING) {
            write_missing_item(view, step, item);
        }
    }
}

static void write_missing(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    const struct sam_flow *flow = &view->place->flow;
    struct sam_count count = sam_entry_count(view->place, screen->step, view->entry);
    size_t missing = count.all - count.answered;
    if (missing == 0) {
        return;
    }
    sam_screen_box_open(screen, "warning", "missing");
    sam_screen_raw(screen, "<h2 class=\"utrecht-heading-2\">");
    sam_screen_say(screen,
                   sam_trn_in(screen->lang, "%zu statement has no answer",
                              "%zu statements have no answer", missing),
                   missing);
    sam_screen_raw(screen, "</h2>\n");
    sam_screen_element(screen, "<p>",
                       view->place->questionnaire->story == NULL
                           ? N_("You may leave it like that. If you can't answer a statement, "
                                "‘don't know’ is an answer too.")
                           : N_("You may leave it like that. It then counts as no."),
                       "</p>\n<ul class=\"form-list\">\n");
    for (size_t i = 0; i < flow->count; i++) {
        if (flow->steps[i].kind == SAM_STEP_THEME) {
            write_missing_of(view, flow->steps[i]);
        }
    }
    sam_screen_raw(screen, "</ul>\n");
    sam_screen_box_close(screen);
}

/* --- what was answered ------------------------------------------------------------------------ */

static void open_part(struct sam_view *view, const char *title) {
    struct sam_screen *screen = &view->screen;
    sam_screen_raw(screen,
                   "<details class=\"form-part\"><summary><span class=\"form-part-title\">");
    sam_screen_text(screen, title);
    sam_screen_raw(screen, "</span> <span class=\"form-part-count\">");
}

static void close_part(struct sam_view *view, struct sam_step step, const char *title) {
    struct sam_screen *screen = &view->screen;
    sam_screen_raw(screen, "</dl>\n<p><a class=\"utrecht-link utrecht-link--html-a\" href=\"");
    write_step_address(view, step);
    sam_screen_raw(screen, "\">");
    sam_screen_say(screen, sam_screen_tr(screen, "Change: %s"), title);
    sam_screen_raw(screen, "</a></p></details>\n");
}

static void write_pair(struct sam_view *view, const struct sam_text *question, const char *answer,
                       bool missing) {
    struct sam_screen *screen = &view->screen;
    sam_screen_raw(screen, "<div><dt>");
    sam_screen_in(screen, question);
    sam_screen_raw(screen, missing ? "</dt><dd class=\"form-none\">" : "</dt><dd>");
    sam_screen_text(screen, answer);
    sam_screen_raw(screen, "</dd></div>\n");
}

static void write_theme(struct sam_view *view, struct sam_step step) {
    struct sam_screen *screen = &view->screen;
    const struct sam_questionnaire *q = view->place->questionnaire;
    const char *title = title_of(view, step);
    struct sam_count count = sam_entry_count(view->place, step, view->entry);
    open_part(view, title);
    sam_screen_say(screen, sam_screen_tr(screen, "%zu of %zu answered"), count.answered, count.all);
    sam_screen_raw(screen, "</span></summary>\n<dl class=\"form-answers\">\n");
    for (size_t item = 0; item < q->item_count; item++) {
        if (is_here(view, step.theme, item)) {
            uint8_t answer = view->entry->answers[item];
            const struct sam_text *text = sam_item_text(&q->items[item], view->place->person->role);
            write_pair(view, text, label_of(view, answer), answer == SAM_MISSING);
        }
    }
    close_part(view, step, title);
}

static void write_open(struct sam_view *view, struct sam_step step) {
    struct sam_screen *screen = &view->screen;
    const struct sam_questionnaire *q = view->place->questionnaire;
    const char *title = sam_screen_tr(screen, "In your own words");
    enum sam_role role = view->place->person->role;
    size_t answered = 0;
    for (size_t i = 0; i < q->open_count; i++) {
        answered +=
            sam_question_is_for(&q->open_questions[i], role) && view->entry->open[i][0] != '\0';
    }
    open_part(view, title);
    sam_screen_say(screen, sam_screen_tr(screen, "%zu of %zu answered"), answered,
                   view->place->flow.question_count);
    sam_screen_raw(screen, "</span></summary>\n<dl class=\"form-answers\">\n");
    for (size_t i = 0; i < q->open_count; i++) {
        bool missing = view->entry->open[i][0] == '\0';
        if (sam_question_is_for(&q->open_questions[i], role)) {
            write_pair(view, sam_open_question_text(&q->open_questions[i], role),
                       missing ? sam_screen_tr(screen, "Not answered") : view->entry->open[i],
                       missing);
        }
    }
    close_part(view, step, title);
}

void sam_page_check(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    const struct sam_flow *flow = &view->place->flow;
    bool sent = view->entry->complete;
    sam_view_open(view,
                  sent ? sam_screen_tr(screen, "Your answers")
                       : sam_screen_tr(screen, "Check and send"),
                  sam_view_wrong(view));
    sam_view_remarks(view);
    sam_view_sent(view);
    if (!sent) {
        sam_screen_element(screen, "<p class=\"utrecht-paragraph\">",
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
    sam_screen_raw(screen, "<div class=\"form-buttons\">\n");
    sam_screen_button(screen, "primary-action", "next", sent ? N_("Done") : N_("Send my answers"));
    sam_screen_button(screen, "secondary-action", "back", N_("Back"));
    sam_screen_raw(screen, "</div>\n");
    sam_view_close(view);
}
