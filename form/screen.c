#include "form/screen.h"

#include "base/html.h"
#include "form/asset.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sam_screen_raw(struct sam_screen *screen, const char *markup) {
    sam_buf_text(screen->html, markup);
}

void sam_screen_text(struct sam_screen *screen, const char *text) {
    if (text != NULL) {
        sam_html_text(screen->html, text);
    }
}

void sam_screen_in(struct sam_screen *screen, const struct sam_text *text) {
    sam_screen_text(screen, text->in[screen->lang]);
}

void sam_screen_element(struct sam_screen *screen, const char *before, const char *message,
                        const char *after) {
    sam_screen_raw(screen, before);
    sam_screen_text(screen, sam_screen_tr(screen, message));
    sam_screen_raw(screen, after);
}

void sam_screen_say(struct sam_screen *screen, const char *format, ...) {
    va_list arguments;
    char *said = NULL;
    va_start(arguments, format);
    int length = vasprintf(&said, format, arguments);
    va_end(arguments);
    if (length >= 0) {
        sam_html_text(screen->html, said);
        free(said);
    }
}

void sam_screen_address(struct sam_screen *screen, enum sam_lang lang,
                        const struct sam_person *person, struct sam_step step) {
    struct sam_buf end;
    sam_buf_init(&end, SAM_BUF_UNLIMITED);
    sam_buf_printf(&end, "%s/%s", screen->base, sam_lang_code(lang));
    if (person != NULL) {
        sam_buf_printf(&end, "/%s/", person->respondent);
        sam_step_write(screen->questionnaire, step, &end);
    }
    sam_html_text(screen->html, end.data);
    sam_buf_fini(&end);
}

/* --- the frame -------------------------------------------------------------------------------- */

static void write_style(struct sam_screen *screen, const char *path) {
    sam_screen_raw(screen, "<link rel=\"stylesheet\" href=\"");
    sam_screen_raw(screen, path);
    sam_screen_raw(screen, "\">\n");
}

static void write_house(struct sam_screen *screen, enum sam_house_kind kind) {
    sam_screen_raw(screen, "/house/");
    sam_screen_raw(screen, screen->house->files[kind].name);
}

static void write_title(struct sam_screen *screen, const struct sam_heading *heading) {
    sam_screen_raw(screen, "<title>");
    if (heading->error) {
        sam_screen_say(screen, "%s: ", sam_screen_tr(screen, "Error"));
    }
    sam_screen_text(screen, heading->title);
    if (heading->count > 0) {
        sam_screen_raw(screen, " (");
        sam_screen_say(screen, sam_screen_tr(screen, "step %zu of %zu"), heading->number,
                       heading->count);
        sam_screen_raw(screen, ")");
    }
    if (screen->person != NULL) {
        sam_screen_say(screen, " – %s", screen->study->alliances[screen->person->alliance].name);
    }
    if (screen->study->institute.name != NULL) {
        sam_screen_say(screen, " – %s", screen->study->institute.name);
    }
    sam_screen_raw(screen, "</title>\n");
}

static void write_head(struct sam_screen *screen, const struct sam_heading *heading) {
    sam_screen_raw(screen, "<!DOCTYPE html>\n<html lang=\"");
    sam_screen_raw(screen, sam_lang_code(screen->lang));
    sam_screen_raw(screen, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width, "
                           "initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n");
    write_title(screen, heading);
    write_style(screen, sam_asset_path("components.css"));
    write_style(screen, sam_asset_path("form.css"));
    if (screen->style != NULL) {
        write_style(screen, sam_asset_path(screen->style));
    }
    sam_screen_raw(screen, "<link rel=\"stylesheet\" href=\"");
    write_house(screen, SAM_HOUSE_COLOUR);
    sam_screen_raw(screen, "\">\n<link rel=\"icon\" href=\"");
    write_house(screen, SAM_HOUSE_ICON);
    sam_screen_raw(screen, "\">\n");
    if (screen->key != NULL) {
        sam_screen_raw(screen, "<script defer src=\"");
        sam_screen_raw(screen, sam_asset_path("form.js"));
        sam_screen_raw(screen, "\"></script>\n");
    }
    sam_screen_raw(screen, "</head>\n");
}

static void write_switch(struct sam_screen *screen) {
    static const char *const names[SAM_LANGS] = {"Nederlands", "English"};
    enum sam_lang other = screen->lang == SAM_NL ? SAM_EN : SAM_NL;
    const char *code = sam_lang_code(other);
    if (!screen->switchable) {
        return;
    }
    if (screen->key != NULL) {
        sam_buf_printf(screen->html,
                       "<button class=\"utrecht-button utrecht-button--subtle form-switch\" "
                       "type=\"submit\" name=\"go\" value=\"lang.%s\" lang=\"%s\">%s</button>\n",
                       code, code, names[other]);
        return;
    }
    sam_buf_printf(screen->html,
                   "<a class=\"utrecht-link utrecht-link--html-a form-switch\" lang=\"%s\" "
                   "hreflang=\"%s\" href=\"",
                   code, code);
    sam_screen_address(screen, other, screen->of_step ? screen->person : NULL, screen->step);
    sam_buf_printf(screen->html, "\">%s</a>\n", names[other]);
}

static void write_institute(struct sam_screen *screen) {
    const struct sam_institute *institute = &screen->study->institute;
    sam_screen_raw(screen, "<div class=\"form-header\"><div class=\"form-width\">\n");
    if (screen->house->files[SAM_HOUSE_LOGO].name[0] != '\0') {
        sam_screen_raw(screen, "<img class=\"form-logo\" src=\"");
        write_house(screen, SAM_HOUSE_LOGO);
        sam_screen_raw(screen, "\" alt=\"");
        sam_screen_text(screen, institute->name);
        sam_screen_raw(screen, "\">\n");
    } else {
        sam_screen_raw(screen, "<p class=\"form-institute\">");
        if (institute->name != NULL) {
            sam_screen_text(screen, institute->name);
        } else {
            sam_screen_in(screen, &screen->study->title);
        }
        sam_screen_raw(screen, "</p>\n");
    }
    write_switch(screen);
    sam_screen_raw(screen, "</div></div>\n");
}

static void write_place(struct sam_screen *screen) {
    const struct sam_person *person = screen->person;
    if (person == NULL) {
        return;
    }
    const struct sam_alliance *alliance = &screen->study->alliances[person->alliance];
    size_t partner = sam_alliance_partner(alliance, person->organisation);
    sam_screen_raw(screen, "<div class=\"form-place\"><div class=\"form-width\"><p><strong>");
    sam_screen_text(screen, alliance->name);
    sam_screen_raw(screen, "</strong>");
    if (partner != SAM_NONE) {
        sam_screen_raw(screen, " <span>");
        sam_screen_text(screen, alliance->partners[partner].name);
        sam_screen_raw(screen, "</span>");
    }
    sam_screen_raw(screen, "</p>");
    if (person->same != NULL && person->same->next_same != NULL) {
        sam_screen_raw(screen, "<p><a class=\"utrecht-link utrecht-link--html-a\" href=\"");
        sam_screen_address(screen, screen->lang, NULL, screen->step);
        sam_screen_element(screen, "\">", "All my questionnaires", "</a></p>");
    }
    sam_screen_raw(screen, "</div></div>\n");
}

static void write_progress(struct sam_screen *screen, const struct sam_heading *heading) {
    if (heading->count == 0) {
        return;
    }
    sam_screen_raw(screen, "<p class=\"form-progress\">");
    sam_screen_say(screen, sam_screen_tr(screen, "Step %zu of %zu"), heading->number,
                   heading->count);
    sam_buf_printf(screen->html,
                   "<progress value=\"%zu\" max=\"%zu\" aria-hidden=\"true\"></progress></p>\n",
                   heading->number, heading->count);
}

void sam_screen_open(struct sam_screen *screen, const struct sam_heading *heading) {
    write_head(screen, heading);
    sam_screen_raw(screen, "<body class=\"utrecht-document utrecht-document--surface\">\n");
    sam_screen_element(screen,
                       "<a class=\"utrecht-skip-link utrecht-skip-link--visible-on-focus\" "
                       "href=\"#content\">",
                       "Skip to the content", "</a>\n");
    if (screen->key != NULL) {
        sam_screen_raw(screen,
                       "<form method=\"post\" accept-charset=\"utf-8\" novalidate action=\"");
        sam_screen_address(screen, screen->lang, screen->person, screen->step);
        /* The first button of a form is what the Enter key presses. */
        sam_screen_raw(screen, "\">\n<input type=\"hidden\" name=\"key\" value=\"");
        sam_screen_text(screen, screen->key);
        sam_screen_raw(screen, "\">\n<button class=\"form-default\" type=\"submit\" name=\"go\" "
                               "value=\"next\" tabindex=\"-1\" aria-hidden=\"true\"></button>\n");
    }
    sam_screen_raw(screen, "<header>\n");
    write_institute(screen);
    write_place(screen);
    sam_screen_raw(screen, "</header>\n");
    sam_screen_raw(screen,
                   "<main id=\"content\" class=\"form-width form-main\" tabindex=\"-1\">\n");
    write_progress(screen, heading);
}

static void write_contact(struct sam_screen *screen) {
    const struct sam_institute *institute = &screen->study->institute;
    if (institute->email == NULL && institute->telephone == NULL &&
        institute->privacy_statement == NULL) {
        return;
    }
    sam_screen_raw(screen, "<p>");
    if (institute->email != NULL || institute->telephone != NULL) {
        sam_screen_element(screen, "", "Questions?", " ");
    }
    if (institute->email != NULL) {
        sam_screen_raw(screen, "<a class=\"utrecht-link utrecht-link--html-a\" href=\"mailto:");
        sam_screen_text(screen, institute->email);
        sam_screen_raw(screen, "\">");
        sam_screen_text(screen, institute->email);
        sam_screen_raw(screen, "</a> ");
    }
    if (institute->telephone != NULL) {
        sam_screen_raw(screen, "<span class=\"form-nowrap\">");
        sam_screen_text(screen, institute->telephone);
        sam_screen_raw(screen, "</span>");
    }
    sam_screen_raw(screen, "</p>\n");
    if (institute->privacy_statement != NULL) {
        sam_screen_raw(screen,
                       "<p><a class=\"utrecht-link utrecht-link--html-a\" rel=\"noreferrer\" "
                       "href=\"");
        sam_screen_text(screen, institute->privacy_statement);
        sam_screen_element(screen, "\">", "Privacy statement", "</a></p>\n");
    }
}

void sam_screen_close(struct sam_screen *screen) {
    sam_screen_raw(screen, "</main>\n<footer class=\"form-footer\"><div class=\"form-width\">\n");
    if (screen->study->simulated) {
        sam_screen_element(screen, "<p><strong>",
                           "This is an example: answers given here belong to no real evaluation.",
                           "</strong></p>\n");
    }
    write_contact(screen);
    if (screen->person != NULL && screen->step.kind != SAM_STEP_WITHDRAW) {
        sam_screen_raw(screen, "<p><a class=\"utrecht-link utrecht-link--html-a\" href=\"");
        sam_screen_address(screen, screen->lang, screen->person,
                           (struct sam_step){SAM_STEP_WITHDRAW, 0});
        sam_screen_element(screen, "\">", "Withdraw my answers", "</a></p>\n");
    }
    sam_screen_raw(screen, "</div></footer>\n");
    sam_screen_raw(screen,
                   screen->key != NULL ? "</form>\n</body>\n</html>\n" : "</body>\n</html>\n");
}

/* --- parts ------------------------------------------------------------------------------------ */

void sam_screen_button(struct sam_screen *screen, const char *kind, const char *value,
                       const char *message) {
    sam_buf_printf(screen->html,
                   "<button class=\"utrecht-button utrecht-button--%s\" type=\"submit\" "
                   "name=\"go\" value=\"%s\">",
                   kind, value);
    sam_screen_text(screen, sam_screen_tr(screen, message));
    sam_screen_raw(screen, "</button>\n");
}

void sam_screen_box_open(struct sam_screen *screen, const char *kind, const char *id) {
    sam_buf_printf(screen->html,
                   "<div class=\"utrecht-alert utrecht-alert--%s\"%s%s%s%s>"
                   "<div class=\"utrecht-alert__content\"><div class=\"utrecht-alert__message\">\n",
                   kind, id != NULL ? " id=\"" : "", id != NULL ? id : "", id != NULL ? "\"" : "",
                   id != NULL && strcmp(id, "problems") == 0 ? " tabindex=\"-1\" autofocus" : "");
}

void sam_screen_box_close(struct sam_screen *screen) {
    sam_screen_raw(screen, "</div></div></div>\n");
}
