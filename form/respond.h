/* The form's addresses:
 *
 *   GET  /q/TOKEN                            the personal link; sends the browser on
 *   GET  /q/TOKEN/LANG and /form/LANG        all places of this person
 *   GET  .../LANG/RESPONDENT/PAGE            a page: intro, theme/ID, open, check, thanks, withdraw
 *   POST the same                            saves it and sends the browser on; go=
 *        next, back, later, lang.nl, lang.en, clear.ITEM, withdraw; auto answers with JSON */
#ifndef SAM_FORM_RESPOND_H
#define SAM_FORM_RESPOND_H

#include "form/route.h"

enum { SAM_RESPOND_ROUTES = 13 };
extern const struct sam_route sam_respond_routes[SAM_RESPOND_ROUTES];

/* respond_post.c */
sam_handler sam_respond_post;
/* Nothing could be saved: the page again, with all that was typed. */
sam_handler sam_respond_unsaved;

#endif
