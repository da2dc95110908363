/* Is every sentence of a table of phrases said? For the tests of such tables. */
#ifndef SAM_TESTS_REPORT_PHRASES_CHECK_H
#define SAM_TESTS_REPORT_PHRASES_CHECK_H

#include "support/support.h"

#include "base/html.h"
#include "report/phrases.h"

#include <string.h>

/* The longest piece of a message between its conversions, escaped as in a page. */
static inline void longest_piece(const char *message, struct sam_buf *piece) {
    struct sam_buf best;
    struct sam_buf now;
    sam_buf_init(&best, SAM_BUF_UNLIMITED);
    sam_buf_init(&now, SAM_BUF_UNLIMITED);
    for (const char *c = message;; c++) {
        if (*c == '\0' || (*c == '%' && c[1] != '%' && c[1] != ' ')) {
            if (now.length > best.length) {
                sam_buf_clear(&best);
                sam_buf_append(&best, now.data, now.length);
            }
            sam_buf_clear(&now);
            if (*c == '\0') {
                break;
            }
            c += strcspn(c, "dsu"); /* %zu, %s, %d */
            continue;
        }
        sam_buf_char(&now, *c);
        c += *c == '%' && c[1] == '%'; /* "%%" is said as "%" */
    }
    sam_html_text(piece, best.data);
    sam_buf_fini(&best);
    sam_buf_fini(&now);
}

/* said: per language, all pages that were made. */
static inline void check_said(const struct sam_phrase *phrases, size_t count,
                              const struct sam_buf said[SAM_LANGS]) {
    size_t unsaid = 0;
    for (size_t i = 0; i < 2 * count * SAM_LANGS; i++) {
        const struct sam_phrase *phrase = &phrases[i / (2 * SAM_LANGS)];
        const char *form = i % 2 == 0 ? phrase->one : phrase->many;
        enum sam_lang lang = (enum sam_lang)(i / 2 % SAM_LANGS);
        if (form == NULL) {
            continue;
        }
        struct sam_buf piece;
        sam_buf_init(&piece, SAM_BUF_UNLIMITED);
        longest_piece(sam_tr_in(lang, form), &piece);
        assert_true(piece.length >= 3);
        if (strstr(said[lang].data, piece.data) == NULL) {
            print_error("never said (%s): %s\n", sam_lang_code(lang), form);
            unsaid++;
        }
        sam_buf_fini(&piece);
    }
    assert_int_equal(unsaid, 0);
}

#endif
