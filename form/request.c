#include "form/request.h"

#include "form/address.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *sam_request_parameter(const struct sam_request *request, const char *name) {
    for (size_t i = 0; i < request->parameter_count; i++) {
        if (strcmp(request->parameters[i].name, name) == 0) {
            return request->parameters[i].value;
        }
    }
    return "";
}

static enum sam_method read_method(const char *text) {
    if (strcmp(text, "GET") == 0 || strcmp(text, "HEAD") == 0) {
        return SAM_GET;
    }
    return strcmp(text, "POST") == 0 ? SAM_POST : SAM_METHOD_OTHER;
}

/* The last of the list is what the proxy itself saw; what stands before it anybody may have
 * written. */
static void read_client(const struct sam_request_raw *raw, struct sam_request *out) {
    const char *peer = raw->peer != NULL ? raw->peer : "";
    snprintf(out->client, sizeof out->client, "%s", peer);
    out->secure = raw->tls;
    if (raw->proxy == NULL || strcmp(peer, raw->proxy) != 0) {
        return;
    }
    if (raw->forwarded_for != NULL) {
        const char *comma = strrchr(raw->forwarded_for, ',');
        const char *last = comma != NULL ? comma + 1 : raw->forwarded_for;
        char address[SAM_ADDRESS_SIZE];
        if (sam_address_read(last, strlen(last), address)) {
            snprintf(out->client, sizeof out->client, "%s", address);
        }
    }
    if (raw->forwarded_proto != NULL) {
        out->secure = strcasecmp(raw->forwarded_proto, "https") == 0;
    }
}

/* --- language --------------------------------------------------------------------------------- */

/* "q=0.8" among the parameters of a language, as thousandths; 1000 without, 0 when it is nonsense.
 */
static int quality(const char *text, size_t length) {
    const char *q = memmem(text, length, "q=", 2);
    if (q == NULL) {
        return 1000;
    }
    size_t left = length - (size_t)(q + 2 - text);
    int value = 0;
    int scale = 1000;
    for (size_t i = 0; i < left && scale > 0; i++) {
        char c = q[2 + i];
        if (i == 1 && c == '.') {
            continue;
        }
        if (c < '0' || c > '9') {
            break;
        }
        value += (c - '0') * scale;
        scale /= 10;
    }
    return value > 1000 ? 0 : value;
}

/* The best of "nl-BE, en;q=0.8" that we have. False when there is none. */
static bool read_accepted(const char *header, enum sam_lang *language) {
    int best = 0;
    while (*header != '\0') {
        header += strspn(header, " \t,");
        size_t length = strcspn(header, ",");
        char tag[3] = "";
        if (length >= 2 && (length == 2 || strchr("-; \t", header[2]) != NULL)) {
            tag[0] = (char)(header[0] | 0x20);
            tag[1] = (char)(header[1] | 0x20);
        }
        enum sam_lang read = SAM_NL;
        int value = quality(header, length);
        if (sam_lang_read(tag, &read) == 0 && value > best) {
            best = value;
            *language = read;
        }
        header += length;
    }
    return best > 0;
}

static bool read_code(const char *code, enum sam_lang *language) {
    enum sam_lang read = SAM_NL;
    if (code == NULL || strlen(code) != 2 || sam_lang_read(code, &read) != 0) {
        return false;
    }
    *language = read;
    return true;
}

static void read_language(const struct sam_request_raw *raw, struct sam_request *out) {
    out->language = raw->language;
    out->language_from = SAM_LANGUAGE_DEFAULT;
    if (read_code(sam_fields_get(&out->query, "lang"), &out->language)) {
        out->language_from = SAM_LANGUAGE_CHOSEN;
    } else if (read_code(sam_fields_get(&out->cookies, "lang"), &out->language)) {
        out->language_from = SAM_LANGUAGE_COOKIE;
    } else if (raw->accept_language != NULL &&
               read_accepted(raw->accept_language, &out->language)) {
        out->language_from = SAM_LANGUAGE_BROWSER;
    }
}

bool sam_request_choose_language(struct sam_request *request) {
    const char *code = sam_request_parameter(request, "lang");
    if (code[0] == '\0') {
        return true;
    }
    request->language_from = SAM_LANGUAGE_CHOSEN;
    return read_code(code, &request->language);
}

/* --- all of it -------------------------------------------------------------------------------- */

const char *sam_request_read(const struct sam_request_raw *raw, struct sam_arena *arena,
                             struct sam_request *out) {
    *out = (struct sam_request){.proof = "", .if_none_match = ""};
    if (raw->if_none_match != NULL) {
        const char *copy = sam_arena_strdup(arena, raw->if_none_match);
        out->if_none_match = copy != NULL ? copy : "";
    }
    out->method = read_method(raw->method);
    size_t path_length = strcspn(raw->uri, "?");
    const char *path = sam_arena_strndup(arena, raw->uri, path_length);
    out->path = path != NULL ? path : "";
    out->wants_html = raw->accept != NULL && strstr(raw->accept, "text/html") != NULL;
    sam_cookies_read(raw->cookie != NULL ? raw->cookie : "", arena, &out->cookies);
    const char *wrong = NULL;
    if (raw->uri[path_length] == '?') {
        const char *query = raw->uri + path_length + 1;
        wrong = sam_fields_read(query, strlen(query), arena, &out->query);
    }
    read_client(raw, out);
    read_language(raw, out);
    return wrong;
}
