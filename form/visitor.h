/* Who is filling in, and where: from the link's token to a person's places.
 *
 * The token stands in the path once. The first answer puts it in a cookie and sends the browser on;
 * if the cookie comes back, to an address without it, else the token stays in the path, so that all
 * of it works with cookies off. A page that is sent carries the token as a hidden field ("key"):
 * that is proof enough when the session has ended meanwhile, and no other site can forge it. */
#ifndef SAM_FORM_VISITOR_H
#define SAM_FORM_VISITOR_H

#include "form/entry.h"
#include "form/page.h"
#include "form/route.h"

#define SAM_LINK_COOKIE "samenscan_link"

struct sam_visitor {
    const char *key;                 /* the token */
    const char *base;                /* where its pages are: "/form" or "/q/TOKEN" */
    bool by_path;                    /* it was asked for under /q/TOKEN */
    bool has_cookie;                 /* the browser holds this token in a cookie */
    const struct sam_person *person; /* of the token's place */
    const struct sam_wave *wave;
    const struct sam_questionnaire *questionnaire;
};

/* Finds out who asks. *known false: nobody whom this study knows; a page that says what to do is
 * then the reply. */
enum sam_status sam_visitor_find(struct sam_web *web, struct sam_visitor *out, bool *known,
                                 struct sam_err *err) SAM_MUST_CHECK;

/* Does the person's alliance take part in the visitor's wave, which has statements for the role? */
bool sam_visitor_is_asked(const struct sam_web *web, const struct sam_visitor *visitor,
                          const struct sam_person *person);

/* The place of a person, in the visitor's wave. False when the arena has no room. */
bool sam_visitor_place(const struct sam_web *web, const struct sam_visitor *visitor,
                       const struct sam_person *person, struct sam_place *out);
/* The place that the address names ("respondent"), when it is one of the visitor's; and the step.
 * False: it isn't, and a page says so. */
bool sam_visitor_asked(struct sam_web *web, const struct sam_visitor *visitor,
                       struct sam_place *place, struct sam_step *step);

/* A screen for the reply; with `form` for a page that is sent. */
struct sam_screen sam_visitor_sheet(struct sam_web *web, const struct sam_visitor *visitor,
                                    bool form);
/* Sends the browser to a step of a place (NULL: the overview), in a language. base NULL: where the
 * browser can go on best: without the token when it has the cookie. */
void sam_visitor_send(struct sam_web *web, const struct sam_visitor *visitor, const char *base,
                      enum sam_lang lang, const struct sam_place *place, struct sam_step step,
                      const char *fragment);
/* Puts the token in the cookie. */
void sam_visitor_remember(struct sam_web *web, const struct sam_visitor *visitor);

/* Where somebody who comes (back) to a place goes on: the introduction, the page they were at, or
 * the thanks. */
struct sam_step sam_visitor_goes_on(const struct sam_place *place, const struct sam_entry *entry);

#endif
