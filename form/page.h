/* The pages a respondent sees, each a pure function of what is known. */
#ifndef SAM_FORM_PAGE_H
#define SAM_FORM_PAGE_H

#include "form/entry.h"
#include "form/screen.h"

struct sam_view {
    struct sam_screen screen;
    const struct sam_place *place;
    const struct sam_entry *entry;  /* what is shown */
    const struct sam_entry *stored; /* what the store has: "had" */
    const struct sam_taken *taken;  /* of the page that was just sent, or NULL */
    bool consent_missing;           /* the introduction was sent without agreeing */
    bool unsaved;                   /* the page that was sent could not be saved */
    time_t now;
};

/* Every one of them writes a whole page into view->screen.html. */
void sam_page_intro(struct sam_view *view);
/* No page: what somebody agrees to on it, for the record. */
void sam_page_terms(struct sam_view *view);
void sam_page_theme(struct sam_view *view);
void sam_page_open_questions(struct sam_view *view);
void sam_page_check(struct sam_view *view);
void sam_page_thanks(struct sam_view *view);
void sam_page_withdraw(struct sam_view *view);

/* Why this place takes no answers now; SAM_SHUT_NOT when it does. */
enum sam_shut { SAM_SHUT_NOT, SAM_SHUT_NOT_YET, SAM_SHUT_CLOSED, SAM_SHUT_LEFT };
enum sam_shut sam_place_shut(const struct sam_place *place, time_t now);
void sam_page_shut(struct sam_view *view, enum sam_shut why);

/* The page of view's step, whichever it is. */
void sam_page_write(struct sam_view *view);

/* All places of one person, with how far each is. places[i] goes with entries[i]. */
void sam_page_overview(struct sam_screen *screen, const struct sam_place *places,
                       const struct sam_entry *entries, size_t count, time_t now);

/* A page of one message and one way on: a link that isn't known (any more), a wrong address. */
void sam_page_message(struct sam_screen *screen, const char *title, const char *message);

/* --- parts that several pages have (page_parts.c) ----------------------------------------------
 */

/* Opens the page of view's step, with its number among the steps. */
void sam_view_open(struct sam_view *view, const char *title, bool error);
void sam_view_close(struct sam_view *view);
/* What has to be said about the page that was sent: not saved, wrong answers (with links), changed
 * elsewhere. Nothing when all is well. */
void sam_view_remarks(struct sam_view *view);
/* True when the page is shown again because something on it has to be mended. */
bool sam_view_wrong(const struct sam_view *view);
/* The buttons at the end of a page of questions. */
void sam_view_buttons(struct sam_view *view);
/* "Sent on 3 March; what you change now counts at once." when it was sent. */
void sam_view_sent(struct sam_view *view);
/* A hidden field. */
void sam_view_hidden(struct sam_view *view, const char *name, const char *suffix,
                     const char *value);

#endif
