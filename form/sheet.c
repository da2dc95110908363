#include "form/sheet.h"

#include "base/html.h"
#include "form/asset.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sam_sheet_raw(struct sam_sheet *sheet, const char *markup) {
    sam_buf_text(sheet->html, markup);
}

void sam_sheet_text(struct sam_sheet *sheet, const char *text) {
    if (text != NULL) {
        sam_html_text(sheet->html, text);
    }
}

void sam_sheet_in(struct sam_sheet *sheet, const struct sam_text *text) {
    sam_sheet_text(sheet, text->in[sheet->lang]);
}

void sam_sheet_element(struct sam_sheet *sheet, const char *before, const char *message,
                       const char *after) {
    sam_sheet_raw(sheet, before);
    sam_sheet_text(sheet, sam_sheet_tr(sheet, message));
    sam_sheet_raw(sheet, after);
}

void sam_sheet_say(struct sam_sheet *sheet, const char *format, ...) {
    va_list arguments;
    char *said = NULL;
    va_start(arguments, format);
    int length = vasprintf(&said, format, arguments);
    va_end(arguments);
    if (length >= 0) {
        sam_html_text(sheet->html, said);
        free(said);
    }
}

void sam_sheet_address(struct sam_sheet *sheet, enum sam_lang lang, const struct sam_person *person,
                       struct sam_step step) {
    struct sam_buf end;
    sam_buf_init(&end, SAM_BUF_UNLIMITED);
    sam_buf_printf(&end, "%s/%s", sheet->base, sam_lang_code(lang));
    if (person != NULL) {
        sam_buf_printf(&end, "/%s/", person->respondent);
        sam_step_write(sheet->questionnaire, step, &end);
    }
    sam_html_text(sheet->html, end.data);
    sam_buf_fini(&end);
}

const char *sam_date_words(enum sam_lang lang, const char *date, char text[SAM_DATE_WORDS]) {
    static const char *const months[] = {N_("January"), N_("February"), N_("March"),
                                         N_("April"),   N_("May"),      N_("June"),
                                         N_("July"),    N_("August"),   N_("September"),
                                         N_("October"), N_("November"), N_("December")};
    int year = 0, month = 0, day = 0;
    if (sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 || month > 12) {
        snprintf(text, SAM_DATE_WORDS, "%.32s", date);
        return text;
    }
    snprintf(text, SAM_DATE_WORDS, "%d %s %d", day, sam_tr_in(lang, months[month - 1]), year);
    return text;
}

/* --- the frame -------------------------------------------------------------------------------- */

static void write_style(struct sam_sheet *sheet, const char *path) {
    sam_sheet_raw(sheet, "<link rel=\"stylesheet\" href=\"");
    sam_sheet_raw(sheet, path);
    sam_sheet_raw(sheet, "\">\n");
}

static void write_house(struct sam_sheet *sheet, enum sam_house_kind kind) {
    sam_sheet_raw(sheet, "/house/");
    sam_sheet_raw(sheet, sheet->house->files[kind].name);
}

static void write_title(struct sam_sheet *sheet, const struct sam_heading *heading) {
    sam_sheet_raw(sheet, "<title>");
    if (heading->error) {
        sam_sheet_say(sheet, "%s: ", sam_sheet_tr(sheet, "Error"));
    }
    sam_sheet_text(sheet, heading->title);
    if (heading->count > 0) {
        sam_sheet_raw(sheet, " (");
        sam_sheet_say(sheet, sam_sheet_tr(sheet, "step %zu of %zu"), heading->number,
                      heading->count);
        sam_sheet_raw(sheet, ")");
    }
    if (sheet->person != NULL) {
        sam_sheet_say(sheet, " – %s", sheet->study->alliances[sheet->person->alliance].name);
    }
    if (sheet->study->institute.name != NULL) {
        sam_sheet_say(sheet, " – %s", sheet->study->institute.name);
    }
    sam_sheet_raw(sheet, "</title>\n");
}

static void write_head(struct sam_sheet *sheet, const struct sam_heading *heading) {
    sam_sheet_raw(sheet, "<!DOCTYPE html>\n<html lang=\"");
    sam_sheet_raw(sheet, sam_lang_code(sheet->lang));
    sam_sheet_raw(sheet, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width, "
                         "initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n");
    write_title(sheet, heading);
    write_style(sheet, sam_asset_path("components.css"));
    write_style(sheet, sam_asset_path("form.css"));
    sam_sheet_raw(sheet, "<link rel=\"stylesheet\" href=\"");
    write_house(sheet, SAM_HOUSE_COLOUR);
    sam_sheet_raw(sheet, "\">\n<link rel=\"icon\" href=\"");
    write_house(sheet, SAM_HOUSE_ICON);
    sam_sheet_raw(sheet, "\">\n");
    if (sheet->key != NULL) {
        sam_sheet_raw(sheet, "<script defer src=\"");
        sam_sheet_raw(sheet, sam_asset_path("form.js"));
        sam_sheet_raw(sheet, "\"></script>\n");
    }
    sam_sheet_raw(sheet, "</head>\n");
}

static void write_switch(struct sam_sheet *sheet) {
    static const char *const names[SAM_LANGS] = {"Nederlands", "English"};
    enum sam_lang other = sheet->lang == SAM_NL ? SAM_EN : SAM_NL;
    const char *code = sam_lang_code(other);
    if (!sheet->switchable) {
        return;
    }
    if (sheet->key != NULL) {
        sam_buf_printf(sheet->html,
                       "<button class=\"utrecht-button utrecht-button--subtle form-switch\" "
                       "type=\"submit\" name=\"go\" value=\"lang.%s\" lang=\"%s\">%s</button>\n",
                       code, code, names[other]);
        return;
    }
    sam_buf_printf(sheet->html,
                   "<a class=\"utrecht-link utrecht-link--html-a form-switch\" lang=\"%s\" "
                   "hreflang=\"%s\" href=\"",
                   code, code);
    sam_sheet_address(sheet, other, sheet->of_step ? sheet->person : NULL, sheet->step);
    sam_buf_printf(sheet->html, "\">%s</a>\n", names[other]);
}

static void write_header(struct sam_sheet *sheet) {
    const struct sam_institute *institute = &sheet->study->institute;
    sam_sheet_raw(sheet, "<header class=\"form-header\"><div class=\"form-width\">\n");
    if (sheet->house->files[SAM_HOUSE_LOGO].name[0] != '\0') {
        sam_sheet_raw(sheet, "<img class=\"form-logo\" src=\"");
        write_house(sheet, SAM_HOUSE_LOGO);
        sam_sheet_raw(sheet, "\" alt=\"");
        sam_sheet_text(sheet, institute->name);
        sam_sheet_raw(sheet, "\">\n");
    } else {
        sam_sheet_raw(sheet, "<p class=\"form-institute\">");
        if (institute->name != NULL) {
            sam_sheet_text(sheet, institute->name);
        } else {
            sam_sheet_in(sheet, &sheet->study->title);
        }
        sam_sheet_raw(sheet, "</p>\n");
    }
    write_switch(sheet);
    sam_sheet_raw(sheet, "</div></header>\n");
}

static void write_place(struct sam_sheet *sheet) {
    const struct sam_person *person = sheet->person;
    if (person == NULL) {
        return;
    }
    const struct sam_alliance *alliance = &sheet->study->alliances[person->alliance];
    size_t partner = sam_alliance_partner(alliance, person->organisation);
    sam_sheet_raw(sheet, "<div class=\"form-place\"><div class=\"form-width\"><p><strong>");
    sam_sheet_text(sheet, alliance->name);
    sam_sheet_raw(sheet, "</strong>");
    if (partner != SAM_NONE) {
        sam_sheet_raw(sheet, " <span>");
        sam_sheet_text(sheet, alliance->partners[partner].name);
        sam_sheet_raw(sheet, "</span>");
    }
    sam_sheet_raw(sheet, "</p>");
    if (person->same != NULL && person->same->next_same != NULL) {
        sam_sheet_raw(sheet, "<p><a class=\"utrecht-link utrecht-link--html-a\" href=\"");
        sam_sheet_address(sheet, sheet->lang, NULL, sheet->step);
        sam_sheet_element(sheet, "\">", "All my questionnaires", "</a></p>");
    }
    sam_sheet_raw(sheet, "</div></div>\n");
}

static void write_progress(struct sam_sheet *sheet, const struct sam_heading *heading) {
    if (heading->count == 0) {
        return;
    }
    sam_sheet_raw(sheet, "<p class=\"form-progress\">");
    sam_sheet_say(sheet, sam_sheet_tr(sheet, "Step %zu of %zu"), heading->number, heading->count);
    sam_buf_printf(sheet->html,
                   "<progress value=\"%zu\" max=\"%zu\" aria-hidden=\"true\"></progress></p>\n",
                   heading->number, heading->count);
}

void sam_sheet_open(struct sam_sheet *sheet, const struct sam_heading *heading) {
    write_head(sheet, heading);
    sam_sheet_raw(sheet, "<body class=\"utrecht-document utrecht-document--surface\">\n");
    sam_sheet_element(sheet,
                      "<a class=\"utrecht-skip-link utrecht-skip-link--visible-on-focus\" "
                      "href=\"#content\">",
                      "Skip to the content", "</a>\n");
    if (sheet->key != NULL) {
        sam_sheet_raw(sheet, "<form method=\"post\" accept-charset=\"utf-8\" novalidate action=\"");
        sam_sheet_address(sheet, sheet->lang, sheet->person, sheet->step);
        /* The first button of a form is what the Enter key presses. */
        sam_sheet_raw(sheet, "\">\n<input type=\"hidden\" name=\"key\" value=\"");
        sam_sheet_text(sheet, sheet->key);
        sam_sheet_raw(sheet, "\">\n<button class=\"form-default\" type=\"submit\" name=\"go\" "
                             "value=\"next\" tabindex=\"-1\" aria-hidden=\"true\"></button>\n");
    }
    write_header(sheet);
    write_place(sheet);
    sam_sheet_raw(sheet, "<main id=\"content\" class=\"form-width form-main\" tabindex=\"-1\">\n");
    write_progress(sheet, heading);
}

static void write_contact(struct sam_sheet *sheet) {
    const struct sam_institute *institute = &sheet->study->institute;
    if (institute->email == NULL && institute->telephone == NULL &&
        institute->privacy_statement == NULL) {
        return;
    }
    sam_sheet_raw(sheet, "<p>");
    if (institute->email != NULL || institute->telephone != NULL) {
        sam_sheet_element(sheet, "", "Questions?", " ");
    }
    if (institute->email != NULL) {
        sam_sheet_raw(sheet, "<a class=\"utrecht-link utrecht-link--html-a\" href=\"mailto:");
        sam_sheet_text(sheet, institute->email);
        sam_sheet_raw(sheet, "\">");
        sam_sheet_text(sheet, institute->email);
        sam_sheet_raw(sheet, "</a> ");
    }
    if (institute->telephone != NULL) {
        sam_sheet_text(sheet, institute->telephone);
    }
    sam_sheet_raw(sheet, "</p>\n");
    if (institute->privacy_statement != NULL) {
        sam_sheet_raw(sheet, "<p><a class=\"utrecht-link utrecht-link--html-a\" rel=\"noreferrer\" "
                             "href=\"");
        sam_sheet_text(sheet, institute->privacy_statement);
        sam_sheet_element(sheet, "\">", "Privacy statement", "</a></p>\n");
    }
}

void sam_sheet_close(struct sam_sheet *sheet) {
    sam_sheet_raw(sheet, "</main>\n<footer class=\"form-footer\"><div class=\"form-width\">\n");
    if (sheet->study->simulated) {
        sam_sheet_element(sheet, "<p><strong>",
                          "This is an example: answers given here belong to no real evaluation.",
                          "</strong></p>\n");
    }
    write_contact(sheet);
    if (sheet->person != NULL && sheet->step.kind != SAM_STEP_WITHDRAW) {
        sam_sheet_raw(sheet, "<p><a class=\"utrecht-link utrecht-link--html-a\" href=\"");
        sam_sheet_address(sheet, sheet->lang, sheet->person,
                          (struct sam_step){SAM_STEP_WITHDRAW, 0});
        sam_sheet_element(sheet, "\">", "Withdraw my answers", "</a></p>\n");
    }
    sam_sheet_raw(sheet, "</div></footer>\n");
    sam_sheet_raw(sheet, sheet->key != NULL ? "</form>\n</body>\n</html>\n" : "</body>\n</html>\n");
}

/* --- parts ------------------------------------------------------------------------------------ */

void sam_sheet_button(struct sam_sheet *sheet, const char *kind, const char *value,
                      const char *message) {
    sam_buf_printf(sheet->html,
                   "<button class=\"utrecht-button utrecht-button--%s\" type=\"submit\" "
                   "name=\"go\" value=\"%s\">",
                   kind, value);
    sam_sheet_text(sheet, sam_sheet_tr(sheet, message));
    sam_sheet_raw(sheet, "</button>\n");
}

void sam_sheet_box_open(struct sam_sheet *sheet, const char *kind, const char *id) {
    sam_buf_printf(sheet->html,
                   "<div class=\"utrecht-alert utrecht-alert--%s\"%s%s%s>"
                   "<div class=\"utrecht-alert__content\"><div class=\"utrecht-alert__message\">\n",
                   kind, id != NULL ? " id=\"" : "", id != NULL ? id : "", id != NULL ? "\"" : "");
}

void sam_sheet_box_close(struct sam_sheet *sheet) {
    sam_sheet_raw(sheet, "</div></div></div>\n");
}
