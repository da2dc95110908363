/* A page of the form in the making: HTML through one escaping writer, in one frame.
 *
 * Markup is written as literals of our own; everything else, translations too, is escaped on its
 * way in. Links go through sam_sheet_address, which knows whether the token has to stand in them.
 */
#ifndef SAM_FORM_SHEET_H
#define SAM_FORM_SHEET_H

#include "base/buf.h"
#include "base/words.h"
#include "form/flow.h"
#include "form/house.h"
#include "model/study.h"

struct sam_sheet {
    struct sam_buf *html;
    enum sam_lang lang;
    const struct sam_study *study;
    const struct sam_house *house;
    const char *base; /* "/form", or "/q/TOKEN" for a browser without cookies */
    const char *key;  /* the token: proof that goes with a page that is sent; NULL without a form */
    /* The place this page is about; NULL on pages about none. */
    const struct sam_person *person;
    const struct sam_questionnaire *questionnaire;
    struct sam_step step;
    bool of_step;    /* step says which page of the place this is */
    bool switchable; /* there is the same page in the other language */
};

void sam_sheet_raw(struct sam_sheet *sheet, const char *markup);
/* Text, escaped. NULL writes nothing. */
void sam_sheet_text(struct sam_sheet *sheet, const char *text);
/* A text of the questionnaire or study in the page's language. */
void sam_sheet_in(struct sam_sheet *sheet, const struct sam_text *text);
/* The page's words for an English message. */
static inline __attribute__((format_arg(2))) const char *sam_sheet_tr(const struct sam_sheet *sheet,
                                                                      const char *message) {
    return sam_tr_in(sheet->lang, message);
}
/* A message of the catalogue, between markup. */
void sam_sheet_element(struct sam_sheet *sheet, const char *before, const char *message,
                       const char *after);
/* A message that is translated already, with its arguments; escaped as a whole. */
void sam_sheet_say(struct sam_sheet *sheet, const char *format, ...) SAM_PRINTF(2, 3);

/* The address of a step of a place (NULL: the overview), in a language; escaped. */
void sam_sheet_address(struct sam_sheet *sheet, enum sam_lang lang, const struct sam_person *person,
                       struct sam_step step);
/* "2026-04-10" or a moment as "10 april 2026", "10 April 2026". text has room for SAM_DATE_WORDS.
 */
enum { SAM_DATE_WORDS = 48 };
const char *sam_date_words(enum sam_lang lang, const char *date, char text[SAM_DATE_WORDS]);

/* What a page is called in its title, and whether something is wrong on it. */
struct sam_heading {
    const char *title; /* as it is shown, in the page's language */
    bool error;
    size_t number, count; /* "step 2 of 6"; count 0: none */
};
/* Everything up to the page's own content; opens the form where sheet->key isn't NULL. */
void sam_sheet_open(struct sam_sheet *sheet, const struct sam_heading *heading);
void sam_sheet_close(struct sam_sheet *sheet);

/* A button that sends the page: go=VALUE. kind "primary-action", "secondary-action" or "subtle". */
void sam_sheet_button(struct sam_sheet *sheet, const char *kind, const char *value,
                      const char *message);
/* A message in a box: kind "info", "ok", "warning" or "error". Content goes between the two. */
void sam_sheet_box_open(struct sam_sheet *sheet, const char *kind, const char *id);
void sam_sheet_box_close(struct sam_sheet *sheet);

#endif
