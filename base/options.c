#include "base/options.h"

#include "base/number.h"
#include "base/utf8.h"
#include "base/words.h"

#include <stdio.h>
#include <string.h>

static const struct sam_option *find(const struct sam_option *options, size_t count,
                                     const char *name, size_t length) {
    for (size_t i = 0; i < count; i++) {
        if (strlen(options[i].name) == length && memcmp(options[i].name, name, length) == 0) {
            return &options[i];
        }
    }
    return NULL;
}

static enum sam_status set_number(const struct sam_option *option, const char *value,
                                  struct sam_err *err) {
    long long whole = 0;
    double decimal = 0;
    bool ok = option->kind == SAM_OPTION_WHOLE ? sam_number_whole(value, strlen(value), &whole)
                                               : sam_number_decimal(value, strlen(value), &decimal);
    double number = option->kind == SAM_OPTION_WHOLE ? (double)whole : decimal;
    if (!ok || number < option->minimum || number > option->maximum) {
        char from[SAM_NUMBER_SIZE];
        char to[SAM_NUMBER_SIZE];
        sam_number_print(from, option->minimum);
        sam_number_print(to, option->maximum);
        return sam_fail(err, SAM_E_USAGE, _("--%s %s: must be a number from %s to %s"),
                        option->name, value, from, to);
    }
    if (option->kind == SAM_OPTION_WHOLE) {
        *(long long *)option->into = whole;
    } else {
        *(double *)option->into = decimal;
    }
    return SAM_OK;
}

/* Reads the option at argv[*i] and moves *i over its value. */
static enum sam_status read_one(const struct sam_option *options, size_t option_count, int argc,
                                char **argv, int *i, struct sam_err *err) {
    const char *name = argv[*i] + 2;
    const char *equals = strchr(name, '=');
    size_t length = equals != NULL ? (size_t)(equals - name) : strlen(name);
    const struct sam_option *option = find(options, option_count, name, length);
    if (option == NULL) {
        return sam_fail(err, SAM_E_USAGE, _("%s: no such option; --help lists them"), argv[*i]);
    }
    if (option->kind == SAM_OPTION_FLAG) {
        if (equals != NULL) {
            return sam_fail(err, SAM_E_USAGE, _("--%s takes no value"), option->name);
        }
        *(bool *)option->into = true;
        return SAM_OK;
    }
    const char *value = equals != NULL ? equals + 1 : *i + 1 < argc ? argv[++*i] : NULL;
    if (value == NULL) {
        return sam_fail(err, SAM_E_USAGE, _("--%s needs a value: %s"), option->name,
                        option->argument);
    }
    if (option->kind == SAM_OPTION_TEXT) {
        *(const char **)option->into = value;
        return SAM_OK;
    }
    return set_number(option, value, err);
}

enum sam_status sam_options_read(const struct sam_option *options, size_t option_count, int argc,
                                 char **argv, const char **positional, size_t room, size_t *count,
                                 struct sam_err *err) {
    bool only_positional = false;
    *count = 0;
    for (int i = 0; i < argc; i++) {
        if (!only_positional && strcmp(argv[i], "--") == 0) {
            only_positional = true;
        } else if (!only_positional && strncmp(argv[i], "--", 2) == 0) {
            enum sam_status status = read_one(options, option_count, argc, argv, &i, err);
            if (status != SAM_OK) {
                return status;
            }
        } else if (!only_positional && argv[i][0] == '-' && argv[i][1] != '\0') {
            return sam_fail(err, SAM_E_USAGE, _("%s: no such option; --help lists them"), argv[i]);
        } else if (*count == room) {
            return sam_fail(err, SAM_E_USAGE, _("%s: one argument too many"), argv[i]);
        } else {
            positional[(*count)++] = argv[i];
        }
    }
    return SAM_OK;
}

void sam_options_help(const struct sam_option *options, size_t option_count, struct sam_buf *text) {
    for (size_t i = 0; i < option_count; i++) {
        const struct sam_option *option = &options[i];
        char head[80];
        snprintf(head, sizeof head, "  --%s%s%s", option->name, option->argument ? " " : "",
                 option->argument ? option->argument : "");
        sam_buf_printf(text, "%-26s  %s\n", head, _(option->help));
    }
}
