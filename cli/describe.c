#include "cli/describe.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "collect/describe.h"
#include "model/study_edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_LIMIT = 64 << 20, TEXT_SHOWN = 60 };

/* --- on standard output ----------------------------------------------------------------------- */

static void print_question(const struct sam_question *question,
                           const struct sam_proposal *proposal) {
    struct sam_buf words;
    sam_buf_init(&words, SAM_BUF_UNLIMITED);
    sam_plain_words(question->text, &words);
    words.data[sam_utf8_cut(words.data, words.length, TEXT_SHOWN)] = '\0';
    sam_utf8_tame(words.data);
    const char *to = proposal->to != NULL ? proposal->to : "";
    printf("  %-24s %-14s ", question->id, to);
    switch (proposal->kind) {
    case SAM_PROPOSED_KNOWN:
        printf("%s", _("known"));
        break;
    case SAM_PROPOSED_TEXT:
        printf("%s", _("the same words"));
        break;
    case SAM_PROPOSED_NEARLY:
        printf(_("to be checked: %.0f%% alike"), 100 * proposal->similarity);
        break;
    case SAM_PROPOSED_NAME:
        printf("%s", _("to be checked: by its name"));
        break;
    default:
        printf("%s", _("nothing of ours"));
    }
    printf("%s%s\n", words.length > 0 ? "   " : "", words.data);
    sam_buf_fini(&words);
}

static bool is_asked(const struct sam_description *d, const char *id) {
    for (size_t i = 0; i < d->questions.count; i++) {
        if (d->proposals[i].to != NULL && strcmp(d->proposals[i].to, id) == 0) {
            return true;
        }
    }
    return false;
}

static void print_description(const struct sam_description *d, const char *name,
                              const struct sam_questionnaire *q) {
    printf(_("%s: %zu questions; theirs, ours, and why:\n"), name, d->questions.count);
    for (size_t i = 0; i < d->questions.count; i++) {
        print_question(&d->questions.list[i], &d->proposals[i]);
    }
    size_t absent = 0;
    for (size_t i = 0; i < q->item_count; i++) {
        if (!is_asked(d, q->items[i].id)) {
            printf("%s%s",
                   absent++ == 0 ? _("Statements of ours without a question there: ") : ", ",
                   q->items[i].id);
        }
    }
    printf("%s", absent > 0 ? "\n" : "");
    for (size_t i = 0; i < d->value_count; i++) {
        printf(_("The answer \"%s\" there is %s here.\n"), d->values[i].from, d->values[i].to);
    }
}

/* --- in study.json ---------------------------------------------------------------------------- */

static size_t choose(const struct sam_description *d, bool sure, struct sam_mapping *pairs) {
    size_t count = 0;
    for (size_t i = 0; i < d->questions.count; i++) {
        enum sam_proposal_kind kind = d->proposals[i].kind;
        bool wanted = sure ? kind == SAM_PROPOSED_TEXT
                           : kind == SAM_PROPOSED_NEARLY || kind == SAM_PROPOSED_NAME;
        if (wanted) {
            pairs[count++] = (struct sam_mapping){d->questions.list[i].id, d->proposals[i].to};
        }
    }
    return count;
}

static enum sam_status edit(struct sam_buf *text, const char *source, const char *key,
                            const struct sam_mapping *pairs, size_t count, struct sam_err *err) {
    struct sam_buf out;
    if (count == 0) {
        return SAM_OK;
    }
    sam_buf_init(&out, FILE_LIMIT);
    enum sam_status status =
        sam_study_edit_source(text->data, source, key, pairs, count, &out, err);
    if (status == SAM_OK) {
        sam_buf_clear(text);
        sam_buf_append(text, out.data, out.length);
    }
    sam_buf_fini(&out);
    return status;
}

/* What was made must be a study still. */
static enum sam_status check_text(const struct sam_buf *text, const char *path,
                                  struct sam_err *err) {
    struct sam_study *study = NULL;
    struct sam_problems problems;
    sam_problems_init(&problems);
    enum sam_status status =
        sam_study_parse(text->data, text->length, path, &study, &problems, err);
    sam_study_free(study);
    sam_problems_fini(&problems);
    return status;
}

static enum sam_status write_study(const char *path, const struct sam_buf *text,
                                   struct sam_err *err) {
    struct stat about;
    bool known = stat(path, &about) == 0;
    enum sam_status status = sam_file_write(path, text->data, text->length, err);
    /* As readable as it was: study.json is no secret. */
    if (status == SAM_OK && known) {
        (void)!chmod(path, about.st_mode & 0777);
    }
    return status;
}

static enum sam_status write_proposals(const struct sam_call *call, const struct sam_study *study,
                                       const char *source, const struct sam_description *d,
                                       struct sam_err *err) {
    char *path = sam_path_join(study->folder, "study.json");
    struct sam_mapping *sure = sam_xcalloc(d->questions.count + 1, sizeof *sure);
    struct sam_mapping *unsure = sam_xcalloc(d->questions.count + 1, sizeof *unsure);
    size_t sure_count = choose(d, true, sure);
    size_t unsure_count = choose(d, false, unsure);
    struct sam_buf text;
    sam_buf_init(&text, FILE_LIMIT);
    enum sam_status status = sam_file_read(path, &text, err);
    size_t before = text.length;
    if (status == SAM_OK) {
        status = edit(&text, source, "map", sure, sure_count, err);
    }
    if (status == SAM_OK) {
        status = edit(&text, source, "proposed", unsure, unsure_count, err);
    }
    if (status == SAM_OK) {
        status = edit(&text, source, "values", d->values, d->value_count, err);
    }
    if (status == SAM_OK && text.length != before) {
        status = check_text(&text, path, err);
    }
    if (status == SAM_OK && text.length != before) {
        status = write_study(path, &text, err);
        if (status == SAM_OK) {
            sam_say(call,
                    _("Written to %s: in \"map\" %zu, in \"values\" %zu; to be checked, in "
                      "\"proposed\", %zu: move those that are right to \"map\""),
                    path, sure_count, d->value_count, unsure_count);
        }
    } else if (status == SAM_OK) {
        sam_say(call, _("%s: there was nothing to add"), path);
    }
    sam_buf_fini(&text);
    free(unsure);
    free(sure);
    free(path);
    return status;
}

enum sam_status sam_cli_describe(const struct sam_call *call, const struct sam_workspace *work,
                                 size_t source, const struct sam_collect_options *options,
                                 struct sam_err *err) {
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < work->study->source_count && status == SAM_OK; i++) {
        const struct sam_source *from = &work->study->sources[i];
        struct sam_description d;
        if (source != SAM_NONE && source != i) {
            continue;
        }
        size_t wave = from->wave != NULL ? sam_study_wave(work->study, from->wave)
                                         : work->study->wave_count - 1;
        status = sam_describe(work->study, i, work->instruments, options, &d, err);
        if (status == SAM_OK) {
            print_description(&d, from->name, work->instruments->of_wave[wave]);
            status = write_proposals(call, work->study, from->name, &d, err);
        }
        sam_description_fini(&d);
    }
    return status;
}
