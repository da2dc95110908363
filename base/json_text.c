#include "base/json_text.h"

#include <string.h>

const char *sam_json_text_space(const char *at) {
    return at + strspn(at, " \t\r\n");
}

static const char *past_string(const char *at) {
    for (at++; *at != '"' && *at != '\0'; at++) {
        at += *at == '\\' && at[1] != '\0';
    }
    return *at == '"' ? at + 1 : at;
}

const char *sam_json_text_past(const char *at) {
    size_t depth = 0;
    if (*at == '"') {
        return past_string(at);
    }
    if (*at != '{' && *at != '[') {
        return at + strcspn(at, " \t\r\n,]}");
    }
    while (*at != '\0') {
        if (*at == '"') {
            at = past_string(at);
            continue;
        }
        depth += *at == '{' || *at == '[';
        depth -= *at == '}' || *at == ']';
        at++;
        if (depth == 0) {
            break;
        }
    }
    return at;
}

bool sam_json_text_next(const char **at, bool object, struct sam_json_part *part) {
    const char *comma = sam_json_text_space(*at);
    const char *lead = *comma == ',' ? comma + 1 : *at;
    const char *begin = sam_json_text_space(lead);
    *part = (struct sam_json_part){.lead = lead, .value = begin};
    if (*begin == ']' || *begin == '}' || *begin == '\0') {
        *at = begin;
        return false;
    }
    if (object) {
        part->key = begin;
        part->value = sam_json_text_space(sam_json_text_past(begin));
        part->value = sam_json_text_space(part->value + (*part->value == ':'));
    }
    part->end = sam_json_text_past(part->value);
    *at = part->end;
    return true;
}

bool sam_json_text_is(const char *key, const char *name) {
    size_t length = strlen(name);
    return key[0] == '"' && strncmp(key + 1, name, length) == 0 && key[length + 1] == '"';
}

const char *sam_json_text_member(const char *object, const char *name) {
    struct sam_json_part part;
    const char *at = object + 1;
    while (object[0] == '{' && sam_json_text_next(&at, true, &part)) {
        if (sam_json_text_is(part.key, name)) {
            return part.value;
        }
    }
    return NULL;
}
