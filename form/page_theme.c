#include "form/page.h"

#include "base/utf8.h"
#include "model/answers.h"

#include <string.h>

/* The longest word, in characters: what decides whether answers fit beside one another. */
static size_t longest_word(const char *text) {
    size_t longest = 0;
    while (*text != '\0') {
        size_t length = strcspn(text, " /-");
        size_t characters = sam_utf8_count(text, length);
        longest = characters > longest ? characters : longest;
        text += length + strspn(text + length, " /-");
    }
    return longest;
}

/* Beside one another on every screen ("narrow"), from a tablet on ("wide"), or never ("list"). */
static const char *layout_of(const struct sam_questionnaire *q, enum sam_lang lang) {
    size_t longest = 0;
    for (int i = 0; i < q->points; i++) {
        size_t word = longest_word(q->labels[i].in[lang]);
        longest = word > longest ? word : longest;
    }
    if (q->points <= 5 && longest <= 9) {
        return "narrow";
    }
    return (size_t)q->points * (longest > 5 ? longest : 5) <= 80 ? "wide" : "list";
}

static void write_option(struct sam_view *view, const struct sam_item *item, const char *value,
                         const char *label, bool checked, bool dont_know) {
    struct sam_screen *screen = &view->screen;
    sam_screen_raw(screen, dont_know ? "<label class=\"form-option form-option--apart\">"
                                     : "<label class=\"form-option\">");
    sam_screen_raw(screen, "<input class=\"utrecht-radio-button utrecht-radio-button--html-input\" "
                           "type=\"radio\" id=\"a.");
    sam_screen_text(screen, item->id);
    sam_buf_printf(screen->html, ".%s\" name=\"a.", value);
    sam_screen_text(screen, item->id);
    sam_buf_printf(screen->html, "\" value=\"%s\"%s><span>", value, checked ? " checked" : "");
    sam_screen_text(screen, label);
    sam_screen_raw(screen, "</span></label>\n");
}

static bool is_wrong(const struct sam_view *view, size_t item) {
    for (size_t i = 0; view->taken != NULL && i < view->taken->remark_count; i++) {
        if (view->taken->remarks[i].item == item) {
            return true;
        }
    }
    return false;
}

static void write_clear(struct sam_view *view, const struct sam_item *item) {
    struct sam_screen *screen = &view->screen;
    sam_screen_raw(screen, "<button class=\"utrecht-button utrecht-button--subtle form-clear\" "
                           "type=\"submit\" name=\"go\" value=\"clear.");
    sam_screen_text(screen, item->id);
    sam_screen_element(screen, "\">", "Take this answer back", "</button>\n");
}

static void write_item(struct sam_view *view, size_t index, size_t number, const char *layout) {
    struct sam_screen *screen = &view->screen;
    const struct sam_questionnaire *q = view->place->questionnaire;
    const struct sam_item *item = &q->items[index];
    uint8_t answer = view->entry->answers[index];
    char value[4];
    sam_screen_raw(screen, "<fieldset class=\"utrecht-form-fieldset utrecht-form-fieldset--html-"
                           "fieldset form-statement");
    sam_screen_raw(screen,
                   is_wrong(view, index) ? " utrecht-form-fieldset--invalid\" id=\"" : "\" id=\"");
    sam_screen_text(screen, item->id);
    sam_screen_raw(screen, "\">\n<legend class=\"utrecht-form-fieldset__legend "
                           "utrecht-form-fieldset__legend--html-legend\">");
    sam_buf_printf(screen->html, "<span class=\"form-number\">%zu.</span> ", number);
    sam_screen_in(screen, sam_item_text(item, view->place->person->role));
    sam_screen_raw(screen, "</legend>\n");
    if (is_wrong(view, index)) {
        sam_screen_element(screen, "<p class=\"utrecht-form-field-error-message\">",
                           "Choose one of the answers", "</p>\n");
    }
    sam_buf_printf(screen->html, "<div class=\"form-scale form-scale--%s form-scale--%d\">\n",
                   layout, q->points);
    for (int point = 1; point <= q->points; point++) {
        sam_answer_print((uint8_t)point, value);
        write_option(view, item, value, q->labels[point - 1].in[screen->lang], answer == point,
                     false);
    }
    sam_screen_raw(screen, "</div>\n");
    const char *dont_know = q->dont_know.in[screen->lang];
    /* Consent is given or not. */
    if (q->story == NULL || dont_know != NULL) {
        write_option(view, item, "dk",
                     dont_know != NULL ? dont_know
                                       : sam_screen_tr(screen, "Don't know / not applicable"),
                     answer == SAM_DONT_KNOW, true);
    }
    if (answer != SAM_MISSING) {
        write_clear(view, item);
    }
    sam_screen_raw(screen, "</fieldset>\n");
}

/* Statements are numbered through over all pages this role gets. */
static size_t first_number(const struct sam_place *place, size_t theme) {
    size_t number = 1;
    for (size_t i = 0; i < place->flow.count; i++) {
        struct sam_step step = place->flow.steps[i];
        if (step.kind == SAM_STEP_THEME && step.theme == theme) {
            break;
        }
        if (step.kind == SAM_STEP_THEME) {
            for (size_t item = 0; item < place->questionnaire->item_count; item++) {
                number += place->questionnaire->items[item].theme == step.theme &&
                          sam_item_is_for(&place->questionnaire->items[item], place->person->role);
            }
        }
    }
    return number;
}

void sam_page_theme(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    const struct sam_questionnaire *q = view->place->questionnaire;
    const char *layout = layout_of(q, screen->lang);
    size_t theme = screen->step.theme, number = first_number(view->place, theme);
    struct sam_buf had;
    const struct sam_text *title = sam_theme_title(&q->themes[theme], view->place->person->role);
    sam_view_open(view, title->in[screen->lang], sam_view_wrong(view));
    sam_view_remarks(view);
    sam_view_sent(view);
    sam_screen_element(screen, "<p class=\"utrecht-paragraph\">",
                       q->story == NULL ? N_("How far do you agree with these statements?")
                                        : N_("You decide. What you leave open counts as no."),
                       "</p>\n");
    sam_buf_init(&had, SAM_BUF_UNLIMITED);
    sam_entry_had(view->place, screen->step, view->stored, &had);
    sam_view_hidden(view, "had", "", had.data);
    sam_buf_fini(&had);
    for (size_t item = 0; item < q->item_count; item++) {
        if (q->items[item].theme == theme &&
            sam_item_is_for(&q->items[item], view->place->person->role)) {
            write_item(view, item, number++, layout);
        }
    }
    sam_view_buttons(view);
    sam_view_close(view);
}
