#include "form/reply.h"

#include "base/json_writer.h"
#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void sam_reply_init(struct sam_reply *reply) {
    *reply = (struct sam_reply){.type = SAM_TYPE_HTML};
    sam_buf_init(&reply->body, SAM_PAGE_BYTES);
}

static void drop_headers(struct sam_reply *reply) {
    for (size_t i = 0; i < reply->header_count; i++) {
        free(reply->headers[i].value);
    }
    reply->header_count = 0;
}

void sam_reply_fini(struct sam_reply *reply) {
    drop_headers(reply);
    sam_buf_fini(&reply->body);
}

void sam_reply_clear(struct sam_reply *reply) {
    drop_headers(reply);
    sam_buf_clear(&reply->body);
    reply->status = 0;
    reply->type = SAM_TYPE_HTML;
    reply->fixed = NULL;
    reply->fixed_length = 0;
    reply->lasting = false;
    reply->note[0] = '\0';
}

static bool is_line(const char *value) {
    for (; *value != '\0'; value++) {
        if ((unsigned char)*value < ' ' || *value == 0x7f) {
            return false;
        }
    }
    return true;
}

void sam_reply_header(struct sam_reply *reply, const char *name, const char *value) {
    if (!is_line(value)) {
        return;
    }
    assert(reply->header_count < SAM_REPLY_HEADERS);
    reply->headers[reply->header_count].name = name;
    reply->headers[reply->header_count].value = sam_xstrdup(value);
    reply->header_count++;
}

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

void sam_reply_cookie(struct sam_reply *reply, const char *name, const char *value, long max_age,
                      enum sam_same_site same_site, bool secure) {
    struct sam_buf text;
    if (value[strspn(value, letters)] != '\0') {
        return;
    }
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_printf(&text, "%s=%s; Path=/; HttpOnly; SameSite=%s", name, value,
                   same_site == SAM_SAME_SITE_STRICT ? "Strict" : "Lax");
    if (max_age != 0) {
        sam_buf_printf(&text, "; Max-Age=%ld", max_age > 0 ? max_age : 0);
    }
    if (secure) {
        sam_buf_text(&text, "; Secure");
    }
    sam_reply_header(reply, "Set-Cookie", text.data);
    sam_buf_fini(&text);
}

/* "//x" and "/\x" lead to another machine. */
static bool is_own_path(const char *path) {
    static const char others[] = "._/?&=#%~+,:;";
    if (path[0] != '/' || path[1] == '/' || path[1] == '\\') {
        return false;
    }
    for (; *path != '\0'; path++) {
        if (strchr(letters, *path) == NULL && strchr(others, *path) == NULL) {
            return false;
        }
    }
    return true;
}

void sam_reply_redirect(struct sam_reply *reply, const char *path) {
    sam_buf_clear(&reply->body);
    reply->status = 303;
    sam_reply_header(reply, "Location", is_own_path(path) ? path : "/");
}

void sam_reply_error(struct sam_reply *reply, unsigned status, const char *code, const char *reason,
                     const char *message) {
    struct sam_json json;
    sam_reply_clear(reply);
    reply->type = SAM_TYPE_JSON;
    sam_json_to_buf(&json, &reply->body, 0);
    sam_json_object(&json, NULL);
    sam_json_object(&json, "error");
    sam_json_string(&json, "code", code);
    if (reason != NULL) {
        sam_json_string(&json, "reason", reason);
    }
    sam_json_string(&json, "message", message);
    sam_json_object_end(&json);
    sam_json_object_end(&json);
    reply->status = status;
}
