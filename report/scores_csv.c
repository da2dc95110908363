#include "report/scores_csv.h"

#include "base/csv.h"
#include "base/number.h"
#include "base/words.h"
#include "model/json_reader.h"
#include "report/checksum.h"

#include <stdio.h>
#include <string.h>

enum { NAME_SIZE = 256 };

struct row {
    const char *part, *alliance, *of;
    struct sam_buf *csv;
};

static void write_row(const struct row *row, const char *statistic, const char *value,
                      const char *why) {
    const char *fields[] = {row->part, row->alliance, row->of, statistic, value, why};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (i > 0) {
            sam_buf_char(row->csv, ',');
        }
        sam_csv_write_field(row->csv, fields[i]);
    }
    sam_buf_text(row->csv, "\r\n");
}

static const char *reason_of(const cJSON *object, const char *key) {
    const cJSON *why = cJSON_GetObjectItemCaseSensitive(object, "why");
    const cJSON *reason = cJSON_GetObjectItemCaseSensitive(why, key);
    return cJSON_IsString(reason) ? reason->valuestring : "";
}

/* Writes the numbers, texts and flags of object and below, their names joined with dots. */
static void write_object(const struct row *row, const cJSON *object, const char *prefix) {
    const cJSON *member = NULL;
    int index = 0;
    cJSON_ArrayForEach(member, object) {
        char own[16];
        char name[NAME_SIZE];
        snprintf(own, sizeof own, "%d", ++index);
        const char *key = member->string != NULL ? member->string : own;
        snprintf(name, sizeof name, "%s%s%s", prefix, prefix[0] != '\0' ? "." : "", key);
        if (strcmp(key, "why") == 0) {
            continue;
        }
        if (cJSON_IsObject(member) || cJSON_IsArray(member)) {
            write_object(row, member, name);
        } else if (cJSON_IsNumber(member)) {
            char text[SAM_NUMBER_SIZE];
            sam_number_print(text, member->valuedouble);
            write_row(row, name, text, "");
        } else if (cJSON_IsNull(member)) {
            write_row(row, name, "", reason_of(object, key));
        } else {
            write_row(row, name,
                      cJSON_IsString(member) ? member->valuestring
                      : cJSON_IsTrue(member) ? "true"
                                             : "false",
                      "");
        }
    }
}

static void write_each(struct row *row, const char *part, const cJSON *objects) {
    const cJSON *object = NULL;
    row->part = part;
    cJSON_ArrayForEach(object, objects) {
        row->of = object->string != NULL ? object->string : "";
        write_object(row, object, "");
    }
    row->of = "";
}

static void write_alliance(struct row *row, const cJSON *alliance) {
    static const char *const counts[] = {"invited", "responded", "account_holders"};
    row->alliance = alliance->string != NULL ? alliance->string : "";
    row->part = "alliance";
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        const cJSON *count = cJSON_GetObjectItemCaseSensitive(alliance, counts[i]);
        if (cJSON_IsNumber(count)) {
            char text[SAM_NUMBER_SIZE];
            sam_number_print(text, count->valuedouble);
            write_row(row, counts[i], text, "");
        } else if (cJSON_IsNull(count)) {
            write_row(row, counts[i], "", reason_of(alliance, counts[i]));
        }
    }
    write_each(row, "scale", cJSON_GetObjectItemCaseSensitive(alliance, "scales"));
    write_each(row, "item", cJSON_GetObjectItemCaseSensitive(alliance, "items"));
    write_each(row, "phase", cJSON_GetObjectItemCaseSensitive(alliance, "phase"));
}

/* What the numbers are of: of every file it can be told what it was made from. */
static void write_source(struct row *row, const cJSON *root, const char *results, size_t length) {
    static const char *const names[] = {"study", "wave", "questionnaire", "samenscan",
                                        "analysed_at"};
    char checksum[SAM_CHECKSUM_SIZE];
    row->part = "file";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(root, names[i]);
        if (cJSON_IsString(value)) {
            write_row(row, names[i], value->valuestring, "");
        }
    }
    const cJSON *instrument = cJSON_GetObjectItemCaseSensitive(root, "instrument");
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(instrument, "version");
    if (cJSON_IsString(version)) {
        write_row(row, "questionnaire_version", version->valuestring, "");
    }
    sam_checksum(results, length, checksum);
    write_row(row, "results_sha256", checksum, "");
}

enum sam_status sam_scores_csv(const char *results, size_t length, const char *name,
                               struct sam_buf *csv, struct sam_err *err) {
    cJSON *root = sam_json_parse(results, length, name, err);
    if (root == NULL) {
        return SAM_E_INPUT;
    }
    const cJSON *alliances = cJSON_GetObjectItemCaseSensitive(root, "alliances");
    enum sam_status status = SAM_OK;
    if (!cJSON_IsObject(alliances)) {
        status =
            sam_fail(err, SAM_E_INPUT, _("%s: has no \"alliances\"; is it a results.json?"), name);
    } else {
        struct row row = {"", "", "", csv};
        const cJSON *alliance = NULL;
        sam_buf_text(csv, "part,alliance,of,statistic,value,why\r\n");
        write_source(&row, root, results, length);
        write_each(&row, "study", cJSON_GetObjectItemCaseSensitive(root, "scales"));
        cJSON_ArrayForEach(alliance, alliances) {
            write_alliance(&row, alliance);
        }
    }
    cJSON_Delete(root);
    return status;
}
