#include "form/route.h"

#include "base/html.h"
#include "base/words.h"

#include <ctype.h>

/* Messages are parts of a sentence, for a log or a terminal; here they stand alone. */
static void write_sentence(struct sam_buf *html, const char *message) {
    const char first[] = {(char)toupper((unsigned char)message[0]), '\0'};
    sam_html_text(html, first);
    sam_html_text(html, message[0] != '\0' ? message + 1 : "");
    sam_buf_char(html, '.');
}

void sam_error_page(struct sam_web *web, unsigned status, const char *message) {
    enum sam_lang language = web->request->language;
    struct sam_buf *html = &web->reply->body;
    sam_reply_clear(web->reply);
    web->reply->status = status;
    sam_buf_printf(html,
                   "<!DOCTYPE html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\">"
                   "<meta name=\"viewport\" content=\"width=device-width\"><title>",
                   sam_lang_code(language));
    sam_html_text(html, sam_tr_in(language, "This didn't work"));
    sam_buf_text(html, "</title></head>\n<body><main><h1>");
    sam_html_text(html, sam_tr_in(language, "This didn't work"));
    sam_buf_text(html, "</h1>\n<p>");
    write_sentence(html, message);
    sam_buf_text(html, "</p></main></body>\n</html>\n");
}
