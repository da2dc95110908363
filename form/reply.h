/* An answer in the making. */
#ifndef SAM_FORM_REPLY_H
#define SAM_FORM_REPLY_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* A page is at most this large. */
enum { SAM_PAGE_BYTES = 16 * 1024 * 1024 };
enum { SAM_REPLY_HEADERS = 8 };

#define SAM_TYPE_HTML "text/html; charset=utf-8"
#define SAM_TYPE_JSON "application/json; charset=utf-8"

struct sam_reply {
    unsigned status;     /* HTTP status; 0 as long as there is no answer */
    const char *type;    /* a literal */
    struct sam_buf body; /* what is written here is sent, unless fixed is set */
    const void *fixed;   /* bytes that live for ever: an asset */
    size_t fixed_length;
    bool lasting; /* may be kept by the browser for good; everything else is "no-store" */
    struct {
        const char *name; /* a literal */
        char *value;
    } headers[SAM_REPLY_HEADERS];
    size_t header_count;
    char note[SAM_ERR_TEXT]; /* for the log alone: why the store failed */
};

void sam_reply_init(struct sam_reply *reply);
void sam_reply_fini(struct sam_reply *reply);
/* As new: what a handler wrote before it found out that it can't. */
void sam_reply_clear(struct sam_reply *reply);

/* name must be a literal. A value with a control character isn't added: nobody slips in a header of
 * their own. */
void sam_reply_header(struct sam_reply *reply, const char *name, const char *value);

enum sam_same_site { SAM_SAME_SITE_LAX, SAM_SAME_SITE_STRICT };
/* HttpOnly, Path=/, and Secure when secure. max_age: seconds; 0 until the browser closes, below 0:
 * the cookie goes. A value with other than letters, digits, - and _ isn't set. */
void sam_reply_cookie(struct sam_reply *reply, const char *name, const char *value, long max_age,
                      enum sam_same_site same_site, bool secure);

/* 303: the browser gets path next, so that "reload" and "back" send nothing twice. A path that
 * would leave this server, or may not stand in an address, becomes "/". */
void sam_reply_redirect(struct sam_reply *reply, const char *path);

/* Makes it {"error": {"code": ..., "message": ...}}; reason is put beside them unless NULL. */
void sam_reply_error(struct sam_reply *reply, unsigned status, const char *code, const char *reason,
                     const char *message);

#endif
