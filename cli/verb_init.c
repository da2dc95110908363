#include "base/file.h"
#include "base/memory.h"
#include "base/moment.h"
#include "cli/program.h"
#include "model/json_reader.h"
#include "model/shipped.h"
#include "model/study.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct wish {
    const char *example, *questionnaire, *account_holders; /* NULL when not given */
    bool complete; /* the example with all its rounds, and answers in sheets/ */
};

/* What a new study.json holds: the id, the year, the questionnaire and that of account holders. */
static const char new_study[] =
    "{\n"
    "  \"id\": \"%s\",\n"
    "  \"title\": {\"nl\": \"Titel van de evaluatie\", \"en\": \"Title of the evaluation\"},\n"
    "  \"language\": \"nl\",\n"
    "  \"alliances\": [\n"
    "    {\"id\": \"alliance-1\", \"name\": \"Alliance 1\", \"partners\": [\n"
    "      {\"id\": \"organisation-1\", \"name\": \"Organisation 1\", \"lead\": true},\n"
    "      {\"id\": \"organisation-2\", \"name\": \"Organisation 2\"}]}\n"
    "  ],\n"
    "  \"people\": [\n"
    "    {\"respondent\": \"alliance-1-organisation-1-1\", \"alliance\": \"alliance-1\",\n"
    "     \"organisation\": \"organisation-1\", \"role\": \"lead\"},\n"
    "    {\"respondent\": \"alliance-1-organisation-2-1\", \"alliance\": \"alliance-1\",\n"
    "     \"organisation\": \"organisation-2\", \"role\": \"partner\"}\n"
    "  ],\n"
    "  \"waves\": [{\"id\": \"%.4s\", \"questionnaire\": \"%s\"%s%s%s}],\n"
    "  \"sources\": []\n"
    "}\n";

/* The folder's own name as an id: what an id may not hold becomes '-'. */
static char *id_of(const char *folder) {
    char *full = realpath(folder, NULL);
    char *path = full != NULL ? full : sam_xstrdup(folder);
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/') {
        path[--end] = '\0';
    }
    const char *base = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
    char *id = sam_xstrdup(base[0] != '\0' ? base : "study");
    for (char *c = id; *c != '\0'; c++) {
        char one[2] = {*c, '\0'};
        if (!sam_id_valid(one) && *c != '-' && *c != '.') {
            *c = '-';
        }
    }
    if (strlen(id) > 64) {
        id[64] = '\0';
    }
    if (!sam_id_valid(id)) {
        id[0] = 'x';
    }
    free(path);
    return id;
}

/* The names between `before` and `after` of what is shipped, for messages. */
static void list_shipped(const char *before, const char *after, struct sam_buf *list) {
    size_t length = strlen(before);
    for (const struct sam_shipped *file = sam_shipped; file->name != NULL; file++) {
        const char *name = file->name + length;
        const char *end = strncmp(file->name, before, length) == 0 ? strstr(name, after) : NULL;
        if (end != NULL && strcmp(end, after) == 0 && strchr(name, '.') == strrchr(name, '.') &&
            memchr(name, '/', (size_t)(end - name)) == NULL) {
            sam_buf_printf(list, "%s%.*s", list->length > 0 ? ", " : "", (int)(end - name), name);
        }
    }
}

static const struct sam_shipped *find_questionnaire(const char *id) {
    char name[128];
    snprintf(name, sizeof name, "questionnaires/%.80s.json", id);
    return strchr(id, '.') == NULL ? sam_shipped_find(name) : NULL; /* not the schema */
}

static enum sam_status check_questionnaire(const char *option, const char *id,
                                           struct sam_err *err) {
    if (id == NULL || find_questionnaire(id) != NULL) {
        return SAM_OK;
    }
    struct sam_buf list;
    sam_buf_init(&list, SAM_BUF_UNLIMITED);
    list_shipped("questionnaires/", ".json", &list);
    enum sam_status status =
        sam_fail(err, SAM_E_USAGE, _("%s %s: there is no such questionnaire; there are: %s"),
                 option, id, list.data);
    sam_buf_fini(&list);
    return status;
}

/* Puts one of ours in the study. One that is there already stays as it is: it may have been
 * changed. *there says so. */
static enum sam_status copy_questionnaire(const char *folder, const char *id, bool *there,
                                          struct sam_err *err) {
    const struct sam_shipped *shipped = id != NULL ? find_questionnaire(id) : NULL;
    struct stat about;
    if (shipped == NULL) {
        return SAM_OK; /* the study's own */
    }
    char *path = sam_path_join(folder, shipped->name);
    *there = stat(path, &about) == 0;
    enum sam_status status =
        *there ? SAM_OK : sam_file_write(path, shipped->text, shipped->length, err);
    free(path);
    return status;
}

/* Those that the waves of a study name, both kinds. */
static enum sam_status copy_for_waves(const char *folder, const struct sam_buf *text,
                                      struct sam_err *err) {
    struct sam_study *study = NULL;
    struct sam_problems problems;
    bool there = false;
    sam_problems_init(&problems);
    enum sam_status status =
        sam_study_parse(text->data, text->length, "study.json", &study, &problems, err);
    for (size_t i = 0; status == SAM_OK && i < study->wave_count; i++) {
        status = copy_questionnaire(folder, study->waves[i].questionnaire, &there, err);
        if (status == SAM_OK) {
            status = copy_questionnaire(folder, study->waves[i].account_holders, &there, err);
        }
    }
    sam_study_free(study);
    sam_problems_fini(&problems);
    return status;
}

/* A file of an example: in complete/ stands what the complete one has besides, or in its place. */
static const struct sam_shipped *find_in_example(const struct wish *wish, const char *name) {
    char path[160];
    const struct sam_shipped *file = NULL;
    if (wish->complete) {
        snprintf(path, sizeof path, "examples/%.60s/complete/%.80s", wish->example, name);
        file = sam_shipped_find(path);
    }
    if (file == NULL) {
        snprintf(path, sizeof path, "examples/%.60s/%.80s", wish->example, name);
        file = sam_shipped_find(path);
    }
    return file;
}

/* What an example brings beside its study.json. */
static enum sam_status copy_example(const char *folder, const struct wish *wish,
                                    struct sam_err *err) {
    static const char below[] = "complete/";
    char before[128];
    enum sam_status status = SAM_OK;
    snprintf(before, sizeof before, "examples/%.80s/", wish->example);
    for (const struct sam_shipped *file = sam_shipped; file->name != NULL && status == SAM_OK;
         file++) {
        if (strncmp(file->name, before, strlen(before)) != 0) {
            continue;
        }
        const char *name = file->name + strlen(before);
        name += strncmp(name, below, strlen(below)) == 0 ? strlen(below) : 0;
        if (strcmp(name, "study.json") != 0 && find_in_example(wish, name) == file) {
            char *path = sam_path_join(folder, name);
            status = sam_file_write(path, file->text, file->length, err);
            free(path);
        }
    }
    return status;
}

static enum sam_status no_example(const char *example, struct sam_err *err) {
    struct sam_buf list;
    sam_buf_init(&list, SAM_BUF_UNLIMITED);
    list_shipped("examples/", "/study.json", &list);
    enum sam_status status =
        sam_fail(err, SAM_E_USAGE, _("--example %s: there is no such example; there are: %s"),
                 example, list.data);
    sam_buf_fini(&list);
    return status;
}

static enum sam_status write_text(const char *folder, const struct wish *wish, struct sam_buf *text,
                                  struct sam_err *err) {
    char now[SAM_MOMENT_SIZE];
    if (wish->example != NULL) {
        const struct sam_shipped *study = find_in_example(wish, "study.json");
        if (study == NULL) {
            return no_example(wish->example, err);
        }
        sam_buf_append(text, study->text, study->length);
        return SAM_OK;
    }
    const char *holders = wish->account_holders;
    char *id = id_of(folder);
    sam_buf_printf(text, new_study, id, sam_moment_print(time(NULL), now),
                   wish->questionnaire != NULL ? wish->questionnaire : "alliance-31",
                   holders != NULL ? ", \"account_holders\": \"" : "",
                   holders != NULL ? holders : "", holders != NULL ? "\"" : "");
    free(id);
    return SAM_OK;
}

/* study.json is written last: with it there, the study is whole. */
static enum sam_status make_study(const char *folder, const char *study_path,
                                  const struct wish *wish, struct sam_err *err) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    enum sam_status status = write_text(folder, wish, &text, err);
    if (status == SAM_OK) {
        status = sam_folder_make(folder, err);
    }
    if (status == SAM_OK) {
        status = copy_for_waves(folder, &text, err);
    }
    if (status == SAM_OK && wish->example != NULL) {
        status = copy_example(folder, wish, err);
    }
    if (status == SAM_OK) {
        status = sam_file_write(study_path, text.data, text.length, err);
    }
    sam_buf_fini(&text);
    return status;
}

/* A questionnaire of ours for a study that is there. */
static enum sam_status add_questionnaire(const struct sam_call *call, const char *folder,
                                         const char *id, struct sam_err *err) {
    bool there = false;
    if (id == NULL) {
        return SAM_OK;
    }
    enum sam_status status = copy_questionnaire(folder, id, &there, err);
    if (status == SAM_OK && there) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("%s/questionnaires/%s.json: is there already; rename it first if you "
                            "want ours"),
                          folder, id);
    } else if (status == SAM_OK) {
        sam_say(call, _("%s/questionnaires/%s.json: put there; name it in a wave of study.json"),
                folder, id);
    }
    return status;
}

static enum sam_status init(const struct sam_call *call, const char *folder,
                            const struct wish *wish, struct sam_err *err) {
    char *path = sam_path_join(folder, "study.json");
    struct stat about;
    bool there = stat(path, &about) == 0;
    enum sam_status status = check_questionnaire("--questionnaire", wish->questionnaire, err);
    if (status == SAM_OK) {
        status = check_questionnaire("--account-holders", wish->account_holders, err);
    }
    if (status == SAM_OK && wish->example != NULL &&
        (wish->questionnaire != NULL || wish->account_holders != NULL)) {
        status = sam_fail(err, SAM_E_USAGE,
                          _("--example has its own questionnaires; leave --questionnaire and "
                            "--account-holders out"));
    } else if (status == SAM_OK && wish->complete && wish->example == NULL) {
        status = sam_fail(err, SAM_E_USAGE, _("--complete goes with --example"));
    } else if (status == SAM_OK && !there) {
        status = make_study(folder, path, wish, err);
        if (status == SAM_OK) {
            sam_say(call, _("%s: study made. Fill in study.json, then `samenscan check %s`."),
                    folder, folder);
        }
    } else if (status == SAM_OK && wish->questionnaire == NULL && wish->account_holders == NULL) {
        status =
            sam_fail(err, SAM_E_INPUT,
                     _("%s: there is a study here already; choose another folder, or add one of "
                       "our questionnaires to it with --questionnaire"),
                     path);
    } else if (status == SAM_OK) {
        status = add_questionnaire(call, folder, wish->questionnaire, err);
        if (status == SAM_OK) {
            status = add_questionnaire(call, folder, wish->account_holders, err);
        }
    }
    free(path);
    return status;
}

int sam_verb_init(struct sam_call *call) {
    struct wish wish = {0};
    const struct sam_option options[] = {
        {"example", SAM_OPTION_TEXT, "NAME", N_("one of the reference studies"), &wish.example, 0,
         0},
        {"complete", SAM_OPTION_FLAG, NULL,
         N_("the example with all its rounds, and made-up answers, activities and notes"),
         &wish.complete, 0, 0},
        {"questionnaire", SAM_OPTION_TEXT, "ID",
         N_("which of our questionnaires (alliance-31); for a study that is there: put it there"),
         &wish.questionnaire, 0, 0},
        {"account-holders", SAM_OPTION_TEXT, "ID",
         N_("which of our questionnaires account holders get"), &wish.account_holders, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("init"), options, 4, 1, &exit)) {
        return exit;
    }
    struct sam_err err = {0};
    if (call->positional_count == 0) {
        sam_fail(&err, SAM_E_USAGE, _("init needs a folder; `samenscan init --help` explains"));
        return sam_complain(&err);
    }
    return init(call, call->positional[0], &wish, &err) == SAM_OK ? SAM_EXIT_DONE
                                                                  : sam_complain(&err);
}
