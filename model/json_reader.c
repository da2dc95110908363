#include "model/json_reader.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sam_place_write(char place[SAM_PLACE_SIZE], const char *format, ...) {
    va_list args;
    va_start(args, format);
    int length = vsnprintf(place, SAM_PLACE_SIZE, format, args);
    va_end(args);
    if (length >= SAM_PLACE_SIZE) {
        place[sam_utf8_cut(place, SAM_PLACE_SIZE, SAM_PLACE_SIZE - 2)] = '\0';
    }
}

static size_t line_of(const char *text, size_t offset) {
    size_t line = 1;
    for (size_t i = 0; i < offset; i++) {
        line += text[i] == '\n';
    }
    return line;
}

/* Where a string holds \u0000, or NULL: in cJSON's strings it would pass for the end. */
static const char *escaped_nul(const char *text, size_t length) {
    const char *end = text + length;
    for (const char *at = text; (at = memchr(at, '\\', (size_t)(end - at))) != NULL; at += 2) {
        if (end - at < 2) {
            break;
        }
        if (end - at >= 6 && memcmp(at, "\\u0000", 6) == 0) {
            return at;
        }
    }
    return NULL;
}

/* Of text that is no JSON: is that because it is nested deeper than cJSON itself goes? */
static bool too_deep(const char *text, size_t length) {
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (quoted) {
            i += c == '\\';
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > SAM_JSON_DEPTH) {
                return true;
            }
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return false;
}

/* FNV-1a: keys are short. */
static size_t key_hash(const char *key) {
    size_t hash = 2166136261u;
    for (; *key != '\0'; key++) {
        hash = (hash ^ (unsigned char)*key) * 16777619u;
    }
    return hash ^ hash >> 15;
}

/* The first key that an object holds twice, or NULL. table has mask + 1 places, all NULL, at least
 * twice as many as the object has members. */
static const char *doubled_in(const cJSON *object, const char **table, size_t mask) {
    const cJSON *child = NULL;
    cJSON_ArrayForEach(child, object) {
        size_t at = key_hash(child->string) & mask;
        while (table[at] != NULL) {
            if (strcmp(table[at], child->string) == 0) {
                return table[at];
            }
            at = (at + 1) & mask;
        }
        table[at] = child->string;
    }
    return NULL;
}

/* A tree on its way through the checks. */
struct checked {
    const char *doubled; /* the first key found twice in one object; NULL: none */
    bool deep;           /* nested beyond SAM_JSON_DEPTH */
};

/* The first key that an object of count members holds twice, or NULL. */
static const char *doubled_key(const cJSON *object, size_t count) {
    const char *few[256];
    size_t room = 8;
    while (room < 2 * count) {
        room *= 2;
    }
    if (room <= sizeof few / sizeof *few) {
        memset(few, 0, room * sizeof *few);
        return doubled_in(object, few, room - 1);
    }
    const char **many = sam_xcalloc(room, sizeof *many);
    const char *found = doubled_in(object, many, room - 1);
    free(many);
    return found;
}

/* node: a list or object, `depth` of them deep. */
static void check_below(const cJSON *node, int depth, struct checked *checked) {
    size_t count = 0;
    const cJSON *child = NULL;
    checked->deep = checked->deep || depth > SAM_JSON_DEPTH;
    for (child = node->child; child != NULL && !checked->deep; child = child->next) {
        count++;
        if ((child->type & (cJSON_Array | cJSON_Object)) != 0) {
            check_below(child, depth + 1, checked);
        }
    }
    if (checked->doubled == NULL && cJSON_IsObject(node) && count > 1) {
        checked->doubled = doubled_key(node, count);
    }
}

/* cJSON asks here for memory. While this thread has a tree made in an arena, it comes from that. */
static _Thread_local struct {
    struct sam_arena *arena;
    bool full;
} making;

static void *tree_memory(size_t size) {
    if (making.arena == NULL) {
        return malloc(size);
    }
    void *memory = sam_arena_alloc(making.arena, size);
    making.full = making.full || memory == NULL;
    return memory;
}

static void tree_memory_back(void *memory) {
    if (making.arena == NULL) {
        free(memory);
    }
}

/* Before any thread can be using cJSON. */
__attribute__((constructor)) static void set_tree_memory(void) {
    cJSON_Hooks hooks = {tree_memory, tree_memory_back};
    cJSON_InitHooks(&hooks);
}

static cJSON *tree_in(struct sam_arena *arena, const char *text, size_t length, const char **end,
                      bool *full) {
    making.arena = arena;
    making.full = false;
    cJSON *tree = cJSON_ParseWithLengthOpts(text, length + 1, end, true);
    making.arena = NULL;
    *full = making.full;
    return tree;
}

static enum sam_status too_deep_for_us(const char *name, struct sam_err *err) {
    return sam_fail(err, SAM_E_INPUT, _("%s: nested more than %d levels deep"), name,
                    SAM_JSON_DEPTH);
}

static enum sam_status fail_parse(const char *text, size_t length, const char *end,
                                  const char *name, struct sam_err *err) {
    if (too_deep(text, length)) {
        return too_deep_for_us(name, err);
    }
    size_t offset = end != NULL && end >= text ? (size_t)(end - text) : 0;
    return sam_fail(err, SAM_E_INPUT,
                    _("%s, line %zu: not JSON; look for a missing comma, quotation "
                      "mark or bracket there"),
                    name, line_of(text, offset < length ? offset : length));
}

static enum sam_status check_text(const char *text, size_t length, const char *name,
                                  struct sam_err *err) {
    size_t bad = 0;
    if (!sam_utf8_valid(text, length, &bad)) {
        return sam_fail(err, SAM_E_INPUT, _("%s, line %zu: not UTF-8 text; save the file as UTF-8"),
                        name, line_of(text, bad));
    }
    const char *nul = escaped_nul(text, length);
    if (nul != NULL) {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s, line %zu: the character \\u0000 can't be used; remove it"), name,
                        line_of(text, (size_t)(nul - text)));
    }
    return SAM_OK;
}

static enum sam_status check_tree(const cJSON *tree, const char *name, struct sam_err *err) {
    struct checked checked = {NULL, false};
    check_below(tree, 1, &checked);
    if (checked.deep) {
        return too_deep_for_us(name, err);
    }
    if (checked.doubled != NULL) {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s: the key \"%s\" stands twice in one object; keep one"), name,
                        checked.doubled);
    }
    return SAM_OK;
}

cJSON *sam_json_parse_in(struct sam_arena *arena, const char *text, size_t length, const char *name,
                         struct sam_err *err) {
    const char *end = NULL;
    bool full = false;
    if (check_text(text, length, name, err) != SAM_OK) {
        return NULL;
    }
    cJSON *tree = tree_in(arena, text, length, &end, &full);
    enum sam_status status = SAM_OK;
    if (full) {
        status = sam_fail(err, SAM_E_LIMIT, _("%s: larger than is read at once"), name);
    } else if (tree == NULL) {
        status = fail_parse(text, length, end, name, err);
    } else {
        status = check_tree(tree, name, err);
    }
    if (status != SAM_OK && arena == NULL) {
        cJSON_Delete(tree);
    }
    return status == SAM_OK ? tree : NULL;
}

cJSON *sam_json_parse(const char *text, size_t length, const char *name, struct sam_err *err) {
    return sam_json_parse_in(NULL, text, length, name, err);
}

void sam_json_check_keys(struct sam_problems *problems, const char *place, const cJSON *object,
                         const char *const *keys) {
    if (!cJSON_IsObject(object)) {
        sam_problem(problems, _("%s: must be an object between { and }"), place);
        return;
    }
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, object) {
        const char *const *key = keys;
        while (*key != NULL && strcmp(*key, member->string) != 0) {
            key++;
        }
        if (*key == NULL) {
            sam_problem(problems, _("%s: unknown key \"%s\"; remove it or correct its spelling"),
                        place, member->string);
        }
    }
}

const cJSON *sam_json_member(struct sam_problems *problems, const char *place, const cJSON *object,
                             const char *key, bool required) {
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);
    if (member != NULL && !cJSON_IsNull(member)) {
        return member;
    }
    if (required) {
        sam_problem(problems, _("%s: \"%s\" is missing"), place, key);
    }
    return NULL;
}

const char *sam_json_text(struct sam_problems *problems, const char *place, const cJSON *object,
                          const char *key, bool required) {
    const cJSON *member = sam_json_member(problems, place, object, key, required);
    if (member == NULL) {
        return NULL;
    }
    if (!cJSON_IsString(member)) {
        sam_problem(problems, _("%s: \"%s\" must be text between quotation marks"), place, key);
        return NULL;
    }
    return member->valuestring;
}

const cJSON *sam_json_list(struct sam_problems *problems, const char *place, const cJSON *object,
                           const char *key, bool required) {
    const cJSON *member = sam_json_member(problems, place, object, key, required);
    if (member != NULL && !cJSON_IsArray(member)) {
        sam_problem(problems, _("%s: \"%s\" must be a list between [ and ]"), place, key);
        return NULL;
    }
    return member;
}

double sam_json_decimal(struct sam_problems *problems, const char *place, const cJSON *object,
                        const char *key, double minimum, double maximum, double otherwise) {
    const cJSON *member = sam_json_member(problems, place, object, key, false);
    if (member == NULL) {
        return otherwise;
    }
    double value = member->valuedouble;
    if (!cJSON_IsNumber(member) || !(value >= minimum && value <= maximum)) {
        sam_problem(problems, _("%s: \"%s\" must be a number from %g to %g"), place, key, minimum,
                    maximum);
        return otherwise;
    }
    return value;
}

long long sam_json_integer(struct sam_problems *problems, const char *place, const cJSON *object,
                           const char *key, long long minimum, long long maximum,
                           long long otherwise) {
    const cJSON *member = sam_json_member(problems, place, object, key, false);
    if (member == NULL) {
        return otherwise;
    }
    double value = member->valuedouble;
    if (!cJSON_IsNumber(member) || value != floor(value) || value < (double)minimum ||
        value > (double)maximum) {
        sam_problem(problems, _("%s: \"%s\" must be a whole number from %lld to %lld"), place, key,
                    minimum, maximum);
        return otherwise;
    }
    return (long long)value;
}

bool sam_json_flag(struct sam_problems *problems, const char *place, const cJSON *object,
                   const char *key, bool otherwise) {
    const cJSON *member = sam_json_member(problems, place, object, key, false);
    if (member == NULL) {
        return otherwise;
    }
    if (!cJSON_IsBool(member)) {
        sam_problem(problems, _("%s: \"%s\" must be true or false"), place, key);
        return otherwise;
    }
    return cJSON_IsTrue(member);
}

struct sam_text sam_json_bilingual(struct sam_problems *problems, const char *place,
                                   const cJSON *object, const char *key, bool required,
                                   struct sam_arena *arena) {
    static const char *const keys[] = {"nl", "en", NULL};
    struct sam_text text = {{NULL, NULL}};
    const cJSON *member = sam_json_member(problems, place, object, key, required);
    if (member == NULL) {
        return text;
    }
    char inside[SAM_PLACE_SIZE];
    sam_place_write(inside, "%s.%s", place, key);
    if (!cJSON_IsObject(member)) {
        sam_problem(problems, _("%s: must be {\"nl\": \"...\", \"en\": \"...\"}"), inside);
        return text;
    }
    sam_json_check_keys(problems, inside, member, keys);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        const char *code = sam_lang_code((enum sam_lang)lang);
        const char *value = sam_json_text(problems, inside, member, code, true);
        if (value != NULL && value[0] == '\0') {
            sam_problem(problems, _("%s: the text in \"%s\" is empty"), inside, code);
        }
        text.in[lang] = value != NULL ? sam_arena_strdup(arena, value) : NULL;
    }
    return text;
}

struct sam_text sam_json_words(struct sam_problems *problems, const char *place,
                               const cJSON *object, const char *key, bool required,
                               struct sam_arena *arena) {
    const cJSON *member = sam_json_member(problems, place, object, key, required);
    struct sam_text text = {{NULL, NULL}};
    if (!cJSON_IsString(member)) {
        return sam_json_bilingual(problems, place, object, key, false, arena);
    }
    if (member->valuestring[0] == '\0') {
        sam_problem(problems, _("%s: \"%s\" is empty"), place, key);
    }
    text.in[SAM_NL] = text.in[SAM_EN] = sam_arena_strdup(arena, member->valuestring);
    return text;
}

bool sam_id_valid(const char *text) {
    size_t length = strlen(text);
    if (length == 0 || length > 64 || text[0] == '-' || text[0] == '.') {
        return false;
    }
    return strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") ==
           length;
}

const char *sam_json_id(struct sam_problems *problems, const char *place, const cJSON *object,
                        const char *key, struct sam_arena *arena) {
    const char *text = sam_json_text(problems, place, object, key, true);
    if (text == NULL) {
        return "";
    }
    if (!sam_id_valid(text)) {
        sam_problem(problems,
                    _("%s: \"%s\" is \"%s\"; an id has 1 to 64 letters, digits, _, - and . and "
                      "doesn't start with - or ."),
                    place, key, text);
        return "";
    }
    const char *copy = sam_arena_strdup(arena, text);
    return copy != NULL ? copy : "";
}
