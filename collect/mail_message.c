#include "collect/mail_message.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { LINE_MOST = 76, HEADER_MOST = 78 };

static const char word_start[] = "=?UTF-8?Q?";
static const char hex[] = "0123456789ABCDEF";

static bool is_control(unsigned char c) {
    return c < ' ' || c == 127;
}

/* --- headers --------------------------------------------------------------------------------- */

/* Printable ASCII that no reader takes for an encoded word, and that fits on its line. */
static bool is_plain(const char *text, size_t room) {
    for (const char *c = text; *c != '\0'; c++) {
        if (is_control((unsigned char)*c) || (unsigned char)*c >= 127) {
            return false;
        }
    }
    return strstr(text, "=?") == NULL && strlen(text) <= room;
}

/* What may stand as it is in an encoded word, also within a name (RFC 2047, section 5 (3)). */
static bool is_word_safe(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("!*+-/", c) != NULL);
}

static size_t character_length(const char *text) {
    size_t length = 1;
    while (((unsigned char)text[length] & 0xc0) == 0x80) {
        length++;
    }
    return length;
}

/* One character as it stands in an encoded word; returns its length. */
static size_t encode_character(const char *text, size_t length, char out[16]) {
    unsigned char c = (unsigned char)text[0];
    if (length == 1 && (is_word_safe(c) || c == ' ' || is_control(c))) {
        out[0] = is_word_safe(c) ? (char)c : '_';
        return 1;
    }
    for (size_t i = 0; i < length && i < 4; i++) {
        c = (unsigned char)text[i];
        out[3 * i] = '=';
        out[3 * i + 1] = hex[c >> 4];
        out[3 * i + 2] = hex[c & 15];
    }
    return 3 * length;
}

/* used: what stands on the line before it. */
static void write_encoded(struct sam_buf *out, const char *text, size_t used) {
    size_t in_word = 0;
    while (*text != '\0') {
        char encoded[16];
        size_t length = character_length(text);
        size_t size = encode_character(text, length, encoded);
        if (in_word > 0 && used + in_word + size + 2 > LINE_MOST) {
            sam_buf_text(out, "?=\r\n ");
            in_word = 0;
            used = 1;
        }
        if (in_word == 0) {
            sam_buf_text(out, word_start);
            in_word = sizeof word_start - 1;
        }
        sam_buf_append(out, encoded, size);
        in_word += size;
        text += length;
    }
    sam_buf_text(out, in_word > 0 ? "?=" : "");
}

static void write_text_header(struct sam_buf *out, const char *name, const char *text) {
    sam_buf_printf(out, "%s: ", name);
    if (is_plain(text, HEADER_MOST - strlen(name) - 2)) {
        sam_buf_text(out, text);
    } else {
        write_encoded(out, text, strlen(name) + 2);
    }
    sam_buf_text(out, "\r\n");
}

static void write_quoted(struct sam_buf *out, const char *text) {
    sam_buf_char(out, '"');
    for (const char *c = text; *c != '\0'; c++) {
        sam_buf_text(out, *c == '"' || *c == '\\' ? "\\" : "");
        sam_buf_char(out, *c);
    }
    sam_buf_char(out, '"');
}

static void write_address_header(struct sam_buf *out, const char *name, const char *person,
                                 const char *address) {
    sam_buf_printf(out, "%s: ", name);
    if (person == NULL || person[0] == '\0') {
        sam_buf_printf(out, "%s\r\n", address);
        return;
    }
    if (is_plain(person, 60)) {
        write_quoted(out, person);
    } else {
        write_encoded(out, person, strlen(name) + 2);
    }
    sam_buf_printf(out, "\r\n <%s>\r\n", address);
}

/* RFC 5322's own names, whatever the locale. */
static void write_date(struct sam_buf *out, time_t when) {
    static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct tm t = {0};
    gmtime_r(&when, &t);
    sam_buf_printf(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", days[t.tm_wday], t.tm_mday,
                   months[t.tm_mon], t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

/* --- the body -------------------------------------------------------------------------------- */

static bool needs_code(const char *at, bool line_start) {
    unsigned char c = (unsigned char)*at;
    bool last = at[1] == '\n' || at[1] == '\0';
    /* Some servers put a '>' before "From " at the start of a line. */
    return c >= 127 || (is_control(c) && c != '\t') || c == '=' ||
           ((c == ' ' || c == '\t') && last) || (line_start && strncmp(at, "From ", 5) == 0);
}

static void write_body(struct sam_buf *out, const char *text) {
    size_t column = 0;
    bool line_start = true;
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\n') {
            sam_buf_text(out, "\r\n");
            column = 0;
            line_start = true;
            continue;
        }
        bool coded = needs_code(c, line_start);
        size_t size = coded ? 3 : 1;
        if (column + size > LINE_MOST - 1) {
            sam_buf_text(out, "=\r\n");
            column = 0;
        }
        unsigned char byte = (unsigned char)*c;
        const char code[] = {'=', hex[byte >> 4], hex[byte & 15]};
        sam_buf_append(out, coded ? code : c, size);
        column += size;
        line_start = false;
    }
    sam_buf_text(out, column > 0 ? "\r\n" : "");
}

void sam_mail_message_write(const struct sam_mail_message *m, struct sam_buf *out) {
    write_date(out, m->date);
    write_address_header(out, "From", m->from_name, m->from);
    write_address_header(out, "To", m->to_name, m->to);
    if (m->reply_to != NULL) {
        write_address_header(out, "Reply-To", NULL, m->reply_to);
    }
    write_text_header(out, "Subject", m->subject);
    sam_buf_printf(out, "Message-ID: <%016llx%016llx%s>\r\n", (unsigned long long)m->id[0],
                   (unsigned long long)m->id[1], strchr(m->from, '@'));
    /* So that absence messages aren't sent in answer (RFC 3834). */
    sam_buf_printf(out,
                   "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                   "Content-Type: text/plain; charset=UTF-8\r\n"
                   "Content-Transfer-Encoding: quoted-printable\r\nContent-Language: %s\r\n\r\n",
                   sam_lang_code(m->lang));
    write_body(out, m->body);
}
