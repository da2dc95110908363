/* The form over real HTTP, as a browser without script uses it. */
#ifndef SAM_TESTS_RESPOND_FIXTURE_H
#define SAM_TESTS_RESPOND_FIXTURE_H

#include "form_fixture.h"

#include <stdio.h>
#include <string.h>

/* GET or, with a form, POST; cookie: a token, or NULL. */
static inline void form_ask(struct served *s, const char *path, const char *cookie,
                            const char *form, struct raw_answer *answer) {
    char headers[512] = "Accept: text/html\r\n";
    size_t at = strlen(headers);
    if (cookie != NULL) {
        at += (size_t)snprintf(headers + at, sizeof headers - at, "Cookie: samenscan_link=%s\r\n",
                               cookie);
    }
    if (form != NULL) {
        snprintf(headers + at, sizeof headers - at,
                 "Content-Type: application/x-www-form-urlencoded\r\n");
    }
    raw_request(s->port, form != NULL ? "POST" : "GET", path, headers, form,
                form != NULL ? strlen(form) : 0, answer);
}

/* Fails unless it is answered with this status, and head or body holds text. */
static inline void form_expect(struct served *s, const char *path, const char *cookie,
                               const char *form, unsigned status, const char *text) {
    struct raw_answer answer;
    form_ask(s, path, cookie, form, &answer);
    if (answer.status != status ||
        (strstr(answer.head.data, text) == NULL && strstr(answer.body.data, text) == NULL)) {
        fail_msg("%s: status %u, not %u with \"%s\": %s%s", path, answer.status, status, text,
                 answer.head.data, answer.body.data);
    }
    raw_answer_fini(&answer);
}

/* A form that carries ann's token. */
static inline const char *form_of(struct served *s, const char *fields) {
    static char form[1024];
    snprintf(form, sizeof form, "key=%s&%s", s->ann, fields);
    return form;
}

static inline void form_agree(struct served *s) {
    form_expect(s, "/form/en/ann/intro", s->ann, form_of(s, "go=next&consent=yes"), 303,
                "Location: /form/en/ann/theme/th\r\n");
}

#endif
