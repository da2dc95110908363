#include "report/bundle.h"

#include "base/memory.h"
#include "base/words.h"
#include "model/json_reader.h"
#include "report/provenance.h"
#include "report/zip_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum member { README, STUDY, FRAMEWORK, QUESTIONNAIRE, RESULTS, SUMS, MEMBERS };

struct bundle {
    const struct sam_bundle_source *source;
    struct sam_buf names[MEMBERS], bytes[MEMBERS];
    bool open_answers; /* there were, and were left out */
};

static enum sam_status print_tree(cJSON *tree, struct sam_buf *text, struct sam_err *err) {
    char *printed = cJSON_Print(tree);
    if (printed == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("out of memory"));
    }
    sam_buf_text(text, printed);
    sam_buf_char(text, '\n');
    cJSON_free(printed);
    return SAM_OK;
}

/* --- study.json ------------------------------------------------------------------------------ */

/* Only what is known to name nobody stays; phases' reasons are the evaluator's own words. */
static void keep_members(cJSON *object, const char *const *keys) {
    cJSON *next = NULL;
    for (cJSON *member = object->child; member != NULL; member = next) {
        next = member->next;
        const char *const *key = keys;
        while (*key != NULL && strcmp(*key, member->string) != 0) {
            key++;
        }
        if (*key == NULL) {
            cJSON_Delete(cJSON_DetachItemViaPointer(object, member));
        }
    }
}

static enum sam_status write_study(struct bundle *b, struct sam_err *err) {
    static const char *const keys[] = {
        "id",        "title", "funder",  "institute", "language",        "simulated",
        "alliances", "waves", "privacy", "places",    "phase_overrides", "expectation_ratings",
        NULL};
    const struct sam_buf *text = b->source->study_text;
    cJSON *root = sam_json_parse(text->data, text->length, "study.json", err);
    if (root == NULL) {
        return SAM_E_INPUT;
    }
    keep_members(root, keys);
    /* The questionnaire that goes along is the joined one. */
    cJSON *wave = NULL;
    cJSON_ArrayForEach(wave, cJSON_GetObjectItemCaseSensitive(root, "waves")) {
        cJSON_DeleteItemFromObjectCaseSensitive(wave, "account_holders");
    }
    sam_buf_text(&b->names[STUDY], "study.json");
    enum sam_status status = print_tree(root, &b->bytes[STUDY], err);
    cJSON_Delete(root);
    return status;
}

static void write_framework(struct bundle *b) {
    const struct sam_buf *text = b->source->framework_text;
    if (text != NULL) {
        sam_buf_text(&b->names[FRAMEWORK], "framework.json");
        sam_buf_append(&b->bytes[FRAMEWORK], text->data, text->length);
    }
}

/* --- results.json and the questionnaire inside it -------------------------------------------- */

static bool has_words(const cJSON *root) {
    const cJSON *alliance = NULL;
    cJSON_ArrayForEach(alliance, cJSON_GetObjectItemCaseSensitive(root, "alliances")) {
        if (cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(alliance, "open_answers")) > 0) {
            return true;
        }
        const cJSON *note = NULL;
        cJSON_ArrayForEach(note, cJSON_GetObjectItemCaseSensitive(alliance, "notes")) {
            if (cJSON_IsString(cJSON_GetObjectItemCaseSensitive(note, "quote"))) {
                return true;
            }
        }
    }
    return false;
}

static void take_out_words(cJSON *root) {
    cJSON *alliance = NULL;
    cJSON_ArrayForEach(alliance, cJSON_GetObjectItemCaseSensitive(root, "alliances")) {
        if (cJSON_GetObjectItemCaseSensitive(alliance, "open_answers") != NULL) {
            cJSON_ReplaceItemInObjectCaseSensitive(alliance, "open_answers", cJSON_CreateArray());
        }
        cJSON *note = NULL;
        cJSON_ArrayForEach(note, cJSON_GetObjectItemCaseSensitive(alliance, "notes")) {
            cJSON_ReplaceItemInObjectCaseSensitive(note, "quote", cJSON_CreateNull());
        }
    }
}

static enum sam_status write_results(struct bundle *b, struct sam_err *err) {
    const struct sam_buf *text = b->source->results_text;
    const struct sam_results *results = b->source->results;
    cJSON *root = sam_json_parse(text->data, text->length, "results.json", err);
    if (root == NULL) {
        return SAM_E_INPUT;
    }
    sam_buf_printf(&b->names[RESULTS], "results/%s/results.json",
                   results->wave != NULL ? results->wave : "all");
    b->open_answers = has_words(root);
    enum sam_status status = SAM_OK;
    if (b->open_answers) {
        take_out_words(root);
        status = print_tree(root, &b->bytes[RESULTS], err);
    } else {
        sam_buf_append(&b->bytes[RESULTS], text->data, text->length);
    }
    if (status == SAM_OK) {
        sam_buf_printf(&b->names[QUESTIONNAIRE], "questionnaires/%s.json",
                       results->questionnaire->id);
        status = print_tree(cJSON_GetObjectItemCaseSensitive(root, "instrument"),
                            &b->bytes[QUESTIONNAIRE], err);
    }
    cJSON_Delete(root);
    return status;
}

/* --- README and checksums -------------------------------------------------------------------- */

static void write_readme(struct bundle *b) {
    struct sam_buf *text = &b->bytes[README];
    const struct sam_results *results = b->source->results;
    sam_buf_text(&b->names[README], "README.txt");
    for (int i = 0; i < SAM_LANGS; i++) {
        enum sam_lang lang = (enum sam_lang)i;
        sam_provenance_line(results, lang, 0, text);
        sam_buf_text(text, "\n\n");
        if (results->simulated) {
            sam_buf_printf(text, "%s\n\n",
                           sam_tr_in(lang, N_("SIMULATED: these answers were made up by a "
                                              "computer. They say nothing about the alliances "
                                              "named here.")));
        }
        sam_buf_printf(
            text, "%s\n\n",
            sam_tr_in(lang, N_("Confidential: for the evaluator's own archive. People, addresses, "
                               "open answers and quotes are not in it, but in small alliances "
                               "single answers can be read from results.json.")));
        sam_buf_printf(
            text, "%s\n\n",
            sam_tr_in(lang, N_("Unpacked, this is a study: `samenscan report FOLDER` makes the "
                               "documents again. `sha256sum -c SHA256SUMS` tells whether the files "
                               "are as they were.")));
        sam_buf_printf(text, sam_tr_in(lang, N_("Made from results.json with SHA-256 %s.")),
                       results->checksum);
        if (b->open_answers) {
            sam_buf_printf(text, " %s",
                           sam_tr_in(lang, N_("Here it is without its open answers and quotes, "
                                              "and so has another checksum.")));
        }
        sam_buf_text(text, "\n\n");
    }
    text->length--;
    text->data[text->length] = '\0';
}

static void write_sums(struct bundle *b) {
    sam_buf_text(&b->names[SUMS], "SHA256SUMS");
    for (int i = 0; i < SUMS; i++) {
        char checksum[SAM_CHECKSUM_SIZE];
        if (b->names[i].length > 0) {
            sam_checksum(b->bytes[i].data, b->bytes[i].length, checksum);
            sam_buf_printf(&b->bytes[SUMS], "%s  %s\n", checksum, b->names[i].data);
        }
    }
}

enum sam_status sam_bundle_make(const struct sam_bundle_source *source, struct sam_buf *zip,
                                struct sam_err *err) {
    struct bundle b = {.source = source};
    struct sam_zip_member members[MEMBERS];
    size_t count = 0;
    for (int i = 0; i < MEMBERS; i++) {
        sam_buf_init(&b.names[i], SAM_BUF_UNLIMITED);
        sam_buf_init(&b.bytes[i], SAM_BUF_UNLIMITED);
    }
    enum sam_status status = source->study_text != NULL ? write_study(&b, err) : SAM_OK;
    if (status == SAM_OK) {
        status = write_results(&b, err);
    }
    if (status == SAM_OK) {
        write_framework(&b);
        write_readme(&b);
        write_sums(&b);
        for (int i = 0; i < MEMBERS; i++) {
            if (b.names[i].length > 0) {
                members[count++] = (struct sam_zip_member){
                    .name = b.names[i].data, .data = b.bytes[i].data, .length = b.bytes[i].length};
            }
        }
        status = sam_zip_make(members, count, sam_results_moment(source->results), zip, err);
    }
    for (int i = 0; i < MEMBERS; i++) {
        sam_buf_fini(&b.names[i]);
        sam_buf_fini(&b.bytes[i]);
    }
    return status;
}
