#include "cli/program.h"

#include "analyse/numerics.h"
#include "base/buf.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static volatile sig_atomic_t stop_asked;

static void note_signal(int number) {
    (void)number;
    stop_asked = 1;
}

void sam_stop_on_signals(void) {
    struct sigaction action = {.sa_handler = note_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    /* A connection that breaks is an error to report, not our end. */
    signal(SIGPIPE, SIG_IGN);
}

bool sam_stopped(void *context) {
    (void)context;
    return stop_asked != 0;
}

void sam_say(const struct sam_call *call, const char *format, ...) {
    if (call->quiet) {
        return;
    }
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

int sam_complain(const struct sam_err *err) {
    fprintf(stderr, "samenscan: %s\n", err->text);
    return err->status == SAM_E_USAGE ? SAM_EXIT_USAGE : SAM_EXIT_FAILED;
}

const struct sam_verb *sam_verb_find(const char *name) {
    for (const struct sam_verb *verb = sam_verbs; verb->name != NULL; verb++) {
        if (strcmp(verb->name, name) == 0) {
            return verb;
        }
    }
    return NULL;
}

static void print_help(const struct sam_verb *verb, const struct sam_option *options,
                       size_t count) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_printf(&text, "%s samenscan %s %s\n\n%s\n", _("Usage:"), verb->name, verb->arguments,
                   _(verb->summary));
    if (verb->more != NULL) {
        sam_buf_printf(&text, "\n%s\n", _(verb->more));
    }
    sam_buf_printf(&text, "\n%s\n", _("Options:"));
    sam_options_help(options, count, &text);
    fputs(text.data, stdout);
    sam_buf_fini(&text);
}

bool sam_call_read(struct sam_call *call, const struct sam_verb *verb, const struct sam_option *own,
                   size_t own_count, size_t most_positional, int *exit) {
    enum { ROOM = 24, COMMON = 3 };
    bool help = false;
    /* --lang was applied at the start; here it is read past and explained. */
    const char *lang = NULL;
    const struct sam_option common[COMMON] = {
        {"lang", SAM_OPTION_TEXT, "nl|en", N_("language of what you read"), &lang, 0, 0},
        {"quiet", SAM_OPTION_FLAG, NULL, N_("no messages, only errors"), &call->quiet, 0, 0},
        {"help", SAM_OPTION_FLAG, NULL, N_("this text"), &help, 0, 0},
    };
    struct sam_option options[ROOM];
    assert(own_count + COMMON <= ROOM);
    if (own_count > 0) {
        memcpy(options, own, own_count * sizeof *own);
    }
    memcpy(options + own_count, common, sizeof common);
    struct sam_err err = {0};
    enum sam_status status =
        sam_options_read(options, own_count + COMMON, call->argc, call->argv, call->positional,
                         most_positional, &call->positional_count, &err);
    if (status == SAM_OK && help) {
        print_help(verb, options, own_count + COMMON);
        *exit = SAM_EXIT_DONE;
        return false;
    }
    if (status != SAM_OK) {
        *exit = sam_complain(&err);
        fprintf(stderr, _("`samenscan %s --help` explains.\n"), verb->name);
        return false;
    }
    return true;
}

/* --lang wins, then LC_ALL, LC_MESSAGES, LANG. False for a --lang that is no language. */
static bool choose_language(int argc, char **argv, bool *given) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    enum sam_lang lang = SAM_EN;
    *given = false;
    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && value[0] != '\0') {
            *given = sam_lang_read(value, &lang) == 0;
            break;
        }
    }
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *value = NULL;
        if (strncmp(argv[i], "--lang=", 7) == 0) {
            value = argv[i] + 7;
        } else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) {
            value = argv[++i];
        }
        if (value != NULL) {
            *given = sam_lang_read(value, &lang) == 0;
            if (!*given) {
                fprintf(stderr, _("samenscan: --lang %s: must be nl or en\n"), value);
                return false;
            }
        }
    }
    sam_lang_set(lang);
    return true;
}

static void print_verbs(FILE *stream) {
    fprintf(stream, "%s\n\n%s samenscan %s\n\n",
            _("samenscan: partner questionnaires for alliances, from statements to focus group"),
            _("Usage:"), _("VERB [STUDY] [options]"));
    for (const struct sam_verb *verb = sam_verbs; verb->name != NULL; verb++) {
        fprintf(stream, "  %-9s %s\n", verb->name, _(verb->summary));
    }
    fprintf(stream, "\n%s\n",
            _("STUDY is a folder, the current one if left out. Every verb has --help.\n"
              "`samenscan init DIR --example ocw-2018-2022` makes a study to try."));
}

/* What was printed must have arrived: a full disk behind a pipe is a failure too. */
static int close_output(int status) {
    bool lost = fflush(stdout) != 0 || ferror(stdout);
    if (lost && status == SAM_EXIT_DONE) {
        fprintf(stderr, _("samenscan: the output could not be written (%s)\n"), strerror(errno));
        return SAM_EXIT_FAILED;
    }
    return status;
}

int sam_program(int argc, char **argv) {
    bool lang_given = false;
    sam_numerics_init();
    /* A limit on file sizes is a failure to be told, not a death. */
    signal(SIGXFSZ, SIG_IGN);
    if (!choose_language(argc, argv, &lang_given)) {
        return SAM_EXIT_USAGE;
    }
    const char *name = argc > 1 ? argv[1] : "";
    if (argc < 2) {
        print_verbs(stderr);
        return SAM_EXIT_USAGE;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "help") == 0) {
        print_verbs(stdout);
        return close_output(SAM_EXIT_DONE);
    }
    if (strcmp(name, "--version") == 0) {
        printf("samenscan %s\n", SAM_VERSION);
        return close_output(SAM_EXIT_DONE);
    }
    const struct sam_verb *verb = sam_verb_find(name);
    if (verb == NULL) {
        fprintf(stderr, _("samenscan: %s: no such verb; `samenscan --help` lists them\n"), name);
        return SAM_EXIT_USAGE;
    }
    struct sam_call call = {.argc = argc - 2, .argv = argv + 2, .lang_given = lang_given};
    return close_output(verb->run(&call));
}

void sam_leave_no_dump(void) {
    const struct rlimit none = {0};
    setrlimit(RLIMIT_CORE, &none);
    /* The limit says nothing to a system that hands dumps to a program of its own. */
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
