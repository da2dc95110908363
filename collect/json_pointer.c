#include "collect/json_pointer.h"

#include "base/number.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Is key equal to the token of length bytes, its escapes undone? */
static bool token_equals(const char *token, size_t length, const char *key) {
    size_t at = 0;
    for (size_t i = 0; i < length; i++) {
        char c = token[i];
        if (c == '~' && i + 1 < length && (token[i + 1] == '0' || token[i + 1] == '1')) {
            c = token[++i] == '0' ? '~' : '/';
        }
        if (key[at] == '\0' || key[at] != c) {
            return false;
        }
        at++;
    }
    return key[at] == '\0';
}

static const cJSON *element(const cJSON *list, const char *token, size_t length) {
    long long index = 0;
    if (length == 0 || token[0] < '0' || token[0] > '9' || (length > 1 && token[0] == '0') ||
        !sam_number_whole(token, length, &index)) {
        return NULL;
    }
    const cJSON *child = list->child;
    for (; child != NULL && index > 0; index--) {
        child = child->next;
    }
    return child;
}

static const cJSON *member(const cJSON *object, const char *token, size_t length) {
    const cJSON *child = NULL;
    cJSON_ArrayForEach(child, object) {
        if (token_equals(token, length, child->string)) {
            return child;
        }
    }
    return NULL;
}

const cJSON *sam_json_pointer(const cJSON *root, const char *pointer) {
    const cJSON *at = root;
    while (at != NULL && pointer[0] == '/') {
        size_t length = strcspn(pointer + 1, "/");
        if (cJSON_IsArray(at)) {
            at = element(at, pointer + 1, length);
        } else if (cJSON_IsObject(at)) {
            at = member(at, pointer + 1, length);
        } else {
            at = NULL;
        }
        pointer += 1 + length;
    }
    return pointer[0] == '\0' ? at : NULL;
}

const cJSON *sam_json_place(const cJSON *root, const char *pointer) {
    if (pointer[0] == '/' || pointer[0] == '\0') {
        return sam_json_pointer(root, pointer);
    }
    return cJSON_IsObject(root) ? cJSON_GetObjectItemCaseSensitive(root, pointer) : NULL;
}

bool sam_json_is_exact(const cJSON *value) {
    return !cJSON_IsNumber(value) || fabs(value->valuedouble) < 9007199254740992.0;
}

static const char *number_text(double number, struct sam_arena *arena) {
    char text[SAM_NUMBER_SIZE];
    if (!isfinite(number)) {
        return "";
    }
    if (number == floor(number) && fabs(number) < 9007199254740992.0) {
        snprintf(text, sizeof text, "%lld", (long long)number);
    } else {
        sam_number_print(text, number);
    }
    return sam_arena_strdup(arena, text);
}

const char *sam_json_value_text(const cJSON *value, struct sam_arena *arena) {
    if (cJSON_IsString(value)) {
        return sam_arena_strdup(arena, value->valuestring);
    }
    if (cJSON_IsNumber(value)) {
        return number_text(value->valuedouble, arena);
    }
    if (cJSON_IsBool(value)) {
        return cJSON_IsTrue(value) ? "true" : "false";
    }
    if (cJSON_IsNull(value)) {
        return "";
    }
    char *printed = cJSON_PrintUnformatted(value);
    const char *copy = printed != NULL ? sam_arena_strdup(arena, printed) : NULL;
    cJSON_free(printed);
    return copy;
}

long long sam_json_value_whole(const cJSON *value) {
    long long whole = -1;
    if (cJSON_IsNumber(value) && value->valuedouble >= 0 && value->valuedouble < 9e15 &&
        value->valuedouble == floor(value->valuedouble)) {
        return (long long)value->valuedouble;
    }
    if (cJSON_IsString(value) &&
        sam_number_whole(value->valuestring, strlen(value->valuestring), &whole) && whole >= 0) {
        return whole;
    }
    return -1;
}
