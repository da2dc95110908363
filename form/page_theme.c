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
    struct sam_sheet *sheet = &view->sheet;
    sam_sheet_raw(sheet, dont_know ? "<label class=\"form-option form-option--apart\">"
                                   : "<label class=\"form-option\">");
    sam_sheet_raw(sheet, "<input class=\"utrecht-radio-button utrecht-radio-button--html-input\" "
                         "type=\"radio\" id=\"a.");
    sam_sheet_text(sheet, item->id);
    sam_buf_printf(sheet->html, ".%s\" name=\"a.", value);
    sam_sheet_text(sheet, item->id);
    sam_buf_printf(sheet->html, "\" value=\"%s\"%s><span>", value, checked ? " checked" : "");
    sam_sheet_text(sheet, label);
    sam_sheet_raw(sheet, "</span></label>\n");
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
    struct sam_sheet *sheet = &view->sheet;
    sam_sheet_raw(sheet, "<button class=\"utrecht-button utrecht-button--subtle form-clear\" "
                         "type=\"submit\" name=\"go\" value=\"clear.");
    sam_sheet_text(sheet, item->id);
    sam_sheet_element(sheet, "\">", "Take this answer back", "</button>\n");
}

static void write_item(struct sam_view *view, size_t index, size_t number, const char *layout) {
    struct sam_sheet *sheet = &view->sheet;
    const struct sam_questionnaire *q = view->place->questionnaire;
    const struct sam_item *item = &q->items[index];
    uint8_t answer = view->draft->answers[index];
    char value[4];
    sam_sheet_raw(sheet, "<fieldset class=\"utrecht-form-fieldset utrecht-form-fieldset--html-"
                         "fieldset form-statement");
    sam_sheet_raw(sheet,
                  is_wrong(view, index) ? " utrecht-form-fieldset--invalid\" id=\"" : "\" id=\"");
    sam_sheet_text(sheet, item->id);
    sam_sheet_raw(sheet, "\">\n<legend class=\"utrecht-form-fieldset__legend "
                         "utrecht-form-fieldset__legend--html-legend\">");
    sam_buf_printf(sheet->html, "<span class=\"form-number\">%zu.</span> ", number);
    sam_sheet_in(sheet, &item->text);
    sam_sheet_raw(sheet, "</legend>\n");
    if (is_wrong(view, index)) {
        sam_sheet_element(sheet, "<p class=\"utrecht-form-field-error-message\">",
                          "Choose one of the answers", "</p>\n");
    }
    sam_buf_printf(sheet->html, "<div class=\"form-scale form-scale--%s form-scale--%d\">\n",
                   layout, q->points);
    for (int point = 1; point <= q->points; point++) {
        sam_answer_print((uint8_t)point, value);
        write_option(view, item, value, q->labels[point - 1].in[sheet->lang], answer == point,
                     false);
    }
    sam_sheet_raw(sheet, "</div>\n");
    const char *dont_know = q->dont_know.in[sheet->lang];
    write_option(view, item, "dk",
                 dont_know != NULL ? dont_know : sam_sheet_tr(sheet, "Don't know / not applicable"),
                 answer == SAM_DONT_KNOW, true);
    if (answer != SAM_MISSING) {
        write_clear(view, item);
    }
    sam_sheet_raw(sheet, "</fieldset>\n");
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
    struct sam_sheet *sheet = &view->sheet;
    const struct sam_questionnaire *q = view->place->questionnaire;
    const char *layout = layout_of(q, sheet->lang);
    size_t theme = sheet->step.theme, number = first_number(view->place, theme);
    struct sam_buf had;
    sam_view_open(view, q->themes[theme].title.in[sheet->lang], sam_view_wrong(view));
    sam_view_remarks(view);
    sam_view_sent(view);
    sam_sheet_element(sheet, "<p class=\"utrecht-paragraph\">",
                      "How far do you agree with these statements?", "</p>\n");
    sam_buf_init(&had, SAM_BUF_UNLIMITED);
    sam_draft_had(view->place, sheet->step, view->stored, &had);
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
