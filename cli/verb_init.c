#include "base/file.h"
#include "base/memory.h"
#include "base/moment.h"
#include "cli/program.h"
#include "model/json_reader.h"
#include "model/shipped.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define INSTRUMENT "questionnaires/alliance-31.json"

/* What a new study.json holds: %s the id, %s the year twice. */
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
    "  \"waves\": [{\"id\": \"%.4s\", \"questionnaire\": \"alliance-31\"}],\n"
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

static enum sam_status find_example(const char *example, const struct sam_shipped **study,
                                    struct sam_err *err) {
    char name[128];
    snprintf(name, sizeof name, "examples/%.80s/study.json", example);
    *study = sam_shipped_find(name);
    if (*study != NULL) {
        return SAM_OK;
    }
    char list[512] = "";
    size_t used = 0;
    for (const struct sam_shipped *file = sam_shipped; file->name != NULL; file++) {
        if (strncmp(file->name, "examples/", 9) == 0 && strstr(file->name, "/study.json") != NULL &&
            used < sizeof list) {
            used +=
                (size_t)snprintf(list + used, sizeof list - used, "%s%.*s", used > 0 ? ", " : "",
                                 (int)strcspn(file->name + 9, "/"), file->name + 9);
        }
    }
    return sam_fail(err, SAM_E_USAGE, _("--example %s: there is no such example; there are: %s"),
                    example, list);
}

static enum sam_status write_study(const char *folder, const char *path,
                                   const struct sam_shipped *study, struct sam_err *err) {
    if (study != NULL) {
        return sam_file_write(path, study->text, study->length, err);
    }
    char now[SAM_MOMENT_SIZE];
    struct sam_buf text;
    char *id = id_of(folder);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_printf(&text, new_study, id, sam_moment_print(time(NULL), now));
    enum sam_status status = sam_file_write(path, text.data, text.length, err);
    sam_buf_fini(&text);
    free(id);
    return status;
}

/* What an example has beside study.json: a framework, an activity plan. */
static enum sam_status write_others(const char *folder, const char *example, struct sam_err *err) {
    char below[128];
    int length = snprintf(below, sizeof below, "examples/%.80s/", example);
    enum sam_status status = SAM_OK;
    for (const struct sam_shipped *f = sam_shipped; f->name != NULL && status == SAM_OK; f++) {
        if (strncmp(f->name, below, (size_t)length) == 0 &&
            strcmp(f->name + length, "study.json") != 0) {
            char *path = sam_path_join(folder, f->name + length);
            status = sam_file_write(path, f->text, f->length, err);
            free(path);
        }
    }
    return status;
}

/* study.json is written last: with it there, the study is whole. */
static enum sam_status make_study(const char *folder, const char *example, struct sam_err *err) {
    const struct sam_shipped *study = NULL;
    const struct sam_shipped *instrument = sam_shipped_find(INSTRUMENT);
    char *study_path = sam_path_join(folder, "study.json");
    char *instrument_path = sam_path_join(folder, INSTRUMENT);
    struct stat there;
    enum sam_status status = SAM_OK;
    if (stat(study_path, &there) == 0) {
        status =
            sam_fail(err, SAM_E_INPUT,
                     _("%s: there is a study here already; choose another folder"), study_path);
    }
    if (status == SAM_OK && example != NULL) {
        status = find_example(example, &study, err);
    }
    if (status == SAM_OK) {
        status = sam_folder_make(folder, err);
    }
    if (status == SAM_OK) {
        status = sam_file_write(instrument_path, instrument->text, instrument->length, err);
    }
    if (status == SAM_OK && example != NULL) {
        status = write_others(folder, example, err);
    }
    if (status == SAM_OK) {
        status = write_study(folder, study_path, study, err);
    }
    free(study_path);
    free(instrument_path);
    return status;
}

int sam_verb_init(struct sam_call *call) {
    const char *example = NULL;
    const struct sam_option options[] = {
        {"example", SAM_OPTION_TEXT, "NAME", N_("one of the reference studies"), &example, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("init"), options, 1, 1, &exit)) {
        return exit;
    }
    struct sam_err err = {0};
    if (call->positional_count == 0) {
        sam_fail(&err, SAM_E_USAGE, _("init needs a folder; `samenscan init --help` explains"));
        return sam_complain(&err);
    }
    const char *folder = call->positional[0];
    if (make_study(folder, example, &err) != SAM_OK) {
        return sam_complain(&err);
    }
    sam_say(call, _("%s: study made. Fill in study.json, then `samenscan check %s`."), folder,
            folder);
    return SAM_EXIT_DONE;
}
