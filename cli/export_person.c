#include "cli/export_person.h"

#include "base/json_writer.h"
#include "store/dossier.h"

#include <string.h>

struct writing {
    struct sam_json *json;
    const char *part; /* the one that is open, or NULL */
    size_t rows;
};

static bool write_row(const char *part, const struct sam_dossier_value *values, size_t count,
                      void *context) {
    struct writing *w = context;
    if (w->part == NULL || strcmp(w->part, part) != 0) {
        if (w->part != NULL) {
            sam_json_array_end(w->json);
        }
        sam_json_array(w->json, part);
        w->part = part;
    }
    w->rows++;
    sam_json_object(w->json, NULL);
    for (size_t i = 0; i < count; i++) {
        if (values[i].text != NULL) {
            sam_json_string(w->json, values[i].name, values[i].text);
        } else if (strcmp(values[i].name, "response") != 0) { /* a number of the store's own */
            sam_json_whole(w->json, values[i].name, values[i].number);
        }
    }
    sam_json_object_end(w->json);
    return true;
}

static enum sam_status write_place(struct sam_workspace *work, struct sam_json *json,
                                   const char *respondent, size_t person, size_t *rows,
                                   struct sam_err *err) {
    struct writing w = {.json = json};
    sam_json_object(json, NULL);
    sam_json_string(json, "respondent", respondent);
    if (person != SAM_NONE) {
        const struct sam_person *one = &work->study->people[person];
        sam_json_string(json, "alliance", work->study->alliances[one->alliance].id);
        sam_json_string(json, "organisation", one->organisation);
        sam_json_string(json, "role", sam_role_id(one->role));
    }
    enum sam_status status = sam_store_dossier(work->store, respondent, write_row, &w, err);
    if (w.part != NULL) {
        sam_json_array_end(json);
    }
    sam_json_object_end(json);
    *rows += w.rows;
    return status;
}

enum sam_status sam_export_person(struct sam_workspace *work, const char *respondent, FILE *out,
                                  const char *name, struct sam_err *err) {
    size_t person = sam_study_person(work->study, respondent);
    size_t rows = 0;
    struct sam_json json;
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &text, 4);
    sam_json_array(&json, NULL);
    enum sam_status status = SAM_OK;
    if (person == SAM_NONE) {
        status = write_place(work, &json, respondent, person, &rows, err);
    }
    for (const struct sam_person *one = person != SAM_NONE ? work->study->people[person].same
                                                           : NULL;
         one != NULL && status == SAM_OK; one = one->next_same) {
        status = write_place(work, &json, one->respondent, (size_t)(one - work->study->people),
                             &rows, err);
    }
    sam_json_array_end(&json);
    if (status == SAM_OK) {
        status = sam_json_end(&json, name, err);
    }
    if (status == SAM_OK && person == SAM_NONE && rows == 0) {
        status =
            sam_fail(err, SAM_E_NOT_FOUND,
                     _("respondent \"%s\" is neither in study.json nor in the store"), respondent);
    }
    if (status == SAM_OK) {
        fwrite(text.data, 1, text.length, out);
        fputc('\n', out);
    }
    sam_buf_fini(&text);
    return status;
}
