#include "form/form_private.h"

#include "base/html.h"
#include "base/words.h"

#include <string.h>

/* Where nothing is known of the address, programs get JSON and browsers a page. */
static bool speaks_json(const struct sam_web *web) {
    return web->route != NULL ? (web->route->flags & SAM_ROUTE_API) != 0
                              : !web->request->wants_html;
}

void sam_web_refuse(struct sam_web *web, unsigned status, const char *code, const char *message) {
    if (speaks_json(web)) {
        sam_reply_error(web->reply, status, code, NULL, message);
    } else {
        sam_error_page(web, status, message);
    }
}

void sam_web_unsaved(struct sam_web *web, const struct sam_err *err) {
    struct sam_err again = {0};
    sam_reply_clear(web->reply);
    sam_handler *unsaved = web->route != NULL ? web->route->unsaved : NULL;
    if (unsaved == NULL || unsaved(web, &again) != SAM_OK || web->reply->status == 0) {
        /* The store's own words name files of this machine, which are no stranger's business. */
        sam_web_refuse(web, MHD_HTTP_SERVICE_UNAVAILABLE, "store",
                       sam_tr_in(web->request->language,
                                 "the answers can't be stored or read at this moment; nothing was "
                                 "saved, please try again later"));
    }
    memcpy(web->reply->note, err->text, sizeof web->reply->note);
}
