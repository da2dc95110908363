#include "report/page.h"

#include "base/html.h"
#include "base/text_lang.h"
#include "report/sentences.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void sam_page_raw(struct sam_page *page, const char *markup) {
    sam_buf_text(page->html, markup);
}

void sam_page_text(struct sam_page *page, const char *text) {
    if (text != NULL) {
        sam_html_text(page->html, text);
    }
}

bool sam_page_written_open(struct sam_page *page, const char *text) {
    enum sam_lang lang;
    bool marked = sam_text_lang(text, &lang) && lang != page->lang;
    if (marked) {
        sam_buf_printf(page->html, "<span lang=\"%s\">", sam_lang_code(lang));
    }
    return marked;
}

void sam_page_written_close(struct sam_page *page, bool marked) {
    sam_page_raw(page, marked ? "</span>" : "");
}

void sam_page_written(struct sam_page *page, const char *text) {
    bool marked = sam_page_written_open(page, text);
    sam_page_text(page, text);
    sam_page_written_close(page, marked);
}

void sam_page_say(struct sam_page *page, const char *format, ...) {
    va_list arguments;
    char small[512];
    va_start(arguments, format);
    int length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (length < (int)sizeof small) {
        sam_html_text(page->html, small);
        return;
    }
    struct sam_buf large;
    sam_buf_init(&large, SAM_BUF_UNLIMITED);
    for (int i = 0; i <= length; i++) {
        sam_buf_char(&large, ' ');
    }
    va_start(arguments, format);
    vsnprintf(large.data, large.length, format, arguments);
    va_end(arguments);
    sam_html_text(page->html, large.data);
    sam_buf_fini(&large);
}

void sam_page_element(struct sam_page *page, const char *before, const char *message,
                      const char *after) {
    sam_page_raw(page, before);
    sam_page_text(page, sam_tr_in(page->lang, message));
    sam_page_raw(page, after);
}

void sam_page_heading(struct sam_page *page, int level, const char *message) {
    sam_buf_printf(page->html, "<h%d>", level);
    sam_page_text(page, sam_tr_in(page->lang, message));
    sam_buf_printf(page->html, "</h%d>\n", level);
}

const char *sam_page_in(const struct sam_page *page, const struct sam_text *text) {
    return text->in[page->lang] != NULL ? text->in[page->lang] : "";
}

struct sam_digits sam_page_digits(const struct sam_page *page, double value, int decimals) {
    struct sam_digits digits;
    sam_number_text(page->lang, value, decimals, digits.text, sizeof digits.text);
    return digits;
}

struct sam_digits sam_page_percent(const struct sam_page *page, double share) {
    struct sam_digits digits;
    struct sam_buf text;
    sam_buf_init(&text, sizeof digits.text - 1);
    sam_words_percent(page->lang, share, &text);
    snprintf(digits.text, sizeof digits.text, "%s", text.data);
    sam_buf_fini(&text);
    return digits;
}

struct sam_digits sam_page_chance(const struct sam_page *page, double p) {
    struct sam_digits digits;
    bool below = p < 0.001;
    snprintf(digits.text, sizeof digits.text, below ? "p < %s" : "p = %s",
             sam_page_digits(page, below ? 0.001 : p, p < 0.095 ? 3 : 2).text);
    return digits;
}

struct sam_digits sam_page_number(struct sam_page *page, struct sam_number number, int decimals) {
    if (sam_has(number)) {
        return sam_page_digits(page, number.value, decimals);
    }
    page->occurred[number.why] = true;
    return (struct sam_digits){"\xE2\x80\x93"};
}

void sam_page_why(struct sam_page *page, enum sam_why why) {
    page->occurred[why] = true;
    sam_page_text(page, sam_words_why(page->lang, why));
}

/* --- tables ---------------------------------------------------------------------------------- */

/* Rows that CSS turns into blocks lose their meaning for screen readers unless the roles are
 * written out. */
void sam_page_table_open(struct sam_page *page, const char *class, const char *caption,
                         const char *const *columns, size_t column_count) {
    sam_buf_printf(page->html, "<table class=\"%s\" role=\"table\"><caption>", class);
    sam_page_text(page, caption);
    sam_page_raw(page, "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
    for (size_t i = 0; i < column_count; i++) {
        sam_page_element(page, "<th scope=\"col\" role=\"columnheader\">", columns[i], "</th>");
    }
    sam_page_raw(page, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

void sam_page_table_close(struct sam_page *page) {
    sam_page_raw(page, "</tbody></table>\n");
}

void sam_page_row(struct sam_page *page) {
    sam_page_raw(page, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
    page->in_heading = true;
}

void sam_page_cell(struct sam_page *page, const char *label) {
    sam_page_raw(page, page->in_heading ? "</th>" : "</td>");
    page->in_heading = false;
    sam_page_raw(page, "<td role=\"cell\" data-label=\"");
    sam_page_text(page, sam_tr_in(page->lang, label));
    sam_page_raw(page, "\">");
}

void sam_page_row_close(struct sam_page *page) {
    sam_page_raw(page, "</td></tr>\n");
}

struct sam_digits sam_page_points(const struct sam_page *page) {
    return sam_page_digits(page, page->questionnaire->points, 0);
}

size_t sam_page_bounds(enum sam_zones zones, int points, double bounds[3]) {
    /* Bands go by the mean on one decimal, half rounding up; made for five points. */
    static const double on_five[] = {2.95, 3.95, 4.55};
    size_t count = zones == SAM_ZONES_PSAT ? 3 : 2;
    for (size_t i = 0; i < count; i++) {
        bounds[i] = 1 + (on_five[i] - 1) * (points - 1) / 4;
    }
    return count;
}
