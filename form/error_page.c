#include "form/page.h"
#include "form/route.h"

#include "base/words.h"

#include <ctype.h>
#include <string.h>

/* Messages are parts of a sentence, for a log or a terminal; here they stand alone. */
static void write_sentence(struct sam_buf *sentence, const char *message) {
    sam_buf_char(sentence, (char)toupper((unsigned char)message[0]));
    sam_buf_text(sentence, message[0] != '\0' ? message + 1 : "");
    sam_buf_char(sentence, '.');
}

void sam_error_page(struct sam_web *web, unsigned status, const char *message) {
    struct sam_screen screen = {.html = &web->reply->body,
                                .lang = web->request->language,
                                .study = web->study,
                                .house = web->house,
                                .base = ""};
    struct sam_buf sentence;
    sam_buf_init(&sentence, SAM_BUF_UNLIMITED);
    write_sentence(&sentence, message);
    sam_reply_clear(web->reply);
    web->reply->status = status;
    sam_page_message(&screen, sam_screen_tr(&screen, "This didn't work"), sentence.data);
    sam_buf_fini(&sentence);
}
