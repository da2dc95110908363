/* A page of the form in the making: HTML through one escaping writer, in one frame.
 *
 * Markup is written as literals of our own; everything else, translations too, is escaped on its
 * way in. Links go through sam_screen_address, which knows whether the token has to stand in them.
 */
#ifndef SAM_FORM_SCREEN_H
#define SAM_FORM_SCREEN_H

#include "base/buf.h"
#include "base/words.h"
#include "form/flow.h"
#include "form/house.h"
#include "model/study.h"

struct sam_screen {
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
    bool of_step;      /* step says which page of the place this is */
    const char *style; /* a stylesheet of form/look/ that this page has besides; or NULL */
    bool switchable;   /* there is the same page in the other language */
};

void sam_screen_raw(struct sam_screen *screen, const char *markup);
/* Text, escaped. NULL writes nothing. */
void sam_screen_text(struct sam_screen *screen, const char *text);
/* A text of the questionnaire or study in the page's language. */
void sam_screen_in(struct sam_screen *screen, const struct sam_text *text);
/* The page's words for an English message. */
static inline __attribute__((format_arg(2))) const char *
sam_screen_tr(const struct sam_screen *screen, const char *message) {
    return sam_tr_in(screen->lang, message);
}
/* A message of the catalogue, between markup. */
void sam_screen_element(struct sam_screen *screen, const char *before, const char *message,
                        const char *after);
/* A message that is translated already, with its arguments; escaped as a whole. */
void sam_screen_say(struct sam_screen *screen, const char *format, ...) SAM_PRINTF(2, 3);

/* The address of a step of a place (NULL: the overview), in a language; escaped. */
void sam_screen_address(struct sam_screen *screen, enum sam_lang lang,
                        const struct sam_person *person, struct sam_step step);
/* What a page is called in its title, and whether something is wrong on it. */
struct sam_heading {
    const char *title; /* as it is shown, in the page's language */
    bool error;
    size_t number, count; /* "step 2 of 6"; count 0: none */
};
/* Everything up to the page's own content; opens the form where screen->key isn't NULL. */
void sam_screen_open(struct sam_screen *screen, const struct sam_heading *heading);
void sam_screen_close(struct sam_screen *screen);

/* A button that sends the page: go=VALUE. kind "primary-action", "secondary-action" or "subtle". */
void sam_screen_button(struct sam_screen *screen, const char *kind, const char *value,
                       const char *message);
/* A message in a box: kind "info", "ok", "warning" or "error". Content goes between the two. */
void sam_screen_box_open(struct sam_screen *screen, const char *kind, const char *id);
void sam_screen_box_close(struct sam_screen *screen);

#endif
