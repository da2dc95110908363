/* Any bytes as a response file to alliance-31. The first byte chooses: read from memory or from a
 * stream, unknown columns refused or ignored. Rows that are accepted hold answers within the
 * response scale; written out and read again they are the same. */
#include "base/utf8.h"
#include "model/response_csv.h"
#include "model/shipped.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct sam_questionnaire *alliance_31(void) {
    const struct sam_shipped *file = sam_shipped_find("questionnaires/alliance-31.json");
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    assert(file != NULL);
    sam_problems_init(&problems);
    enum sam_status status =
        sam_questionnaire_parse(file->text, file->length, file->name, &q, &problems, NULL);
    assert(status == SAM_OK);
    sam_problems_fini(&problems);
    return q;
}

static void check_row(const struct sam_questionnaire *q, const struct sam_response_row *row) {
    assert(row->line >= 2 && row->role <= SAM_ROLE_UNKNOWN);
    for (size_t i = 0; i < SAM_CSV_NAMED; i++) {
        assert(row->named[i] != NULL);
        assert(sam_utf8_valid(row->named[i], strlen(row->named[i]), NULL));
    }
    assert(row->named[SAM_CSV_ALLIANCE][0] != '\0');
    for (size_t i = 0; i < q->item_count; i++) {
        assert(row->answers[i] == SAM_MISSING || row->answers[i] == SAM_DONT_KNOW ||
               row->answers[i] <= q->points);
    }
}

static void check_same_when_written(const struct sam_questionnaire *q,
                                    const struct sam_response_row *row) {
    const struct sam_response response = {.respondent = row->named[SAM_CSV_RESPONDENT],
                                          .alliance = row->named[SAM_CSV_ALLIANCE],
                                          .organisation = row->named[SAM_CSV_ORGANISATION],
                                          .wave = row->named[SAM_CSV_WAVE],
                                          .submitted_at = row->named[SAM_CSV_SUBMITTED_AT],
                                          .role = row->role,
                                          .language = -1,
                                          .answers = row->answers};
    struct sam_buf text;
    struct sam_response_csv *file = NULL;
    struct sam_response_row again;
    bool more = false;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_response_csv_write_header(&text, q, false);
    sam_response_csv_write(&text, q, &response, false);
    struct sam_csv *csv = sam_csv_from_memory(text.data, text.length, "again", ',');
    enum sam_status status = sam_response_csv_open(csv, q, false, &file, NULL);
    assert(status == SAM_OK);
    status = sam_response_csv_next(file, &again, &more, NULL);
    assert(status == SAM_OK && more);
    assert(memcmp(again.answers, row->answers, q->item_count) == 0 && again.role == row->role);
    assert(strcmp(again.named[SAM_CSV_RESPONDENT], response.respondent) == 0);
    assert(strcmp(again.named[SAM_CSV_ALLIANCE], response.alliance) == 0);
    assert(strcmp(again.named[SAM_CSV_SUBMITTED_AT], response.submitted_at) == 0);
    sam_response_csv_free(file);
    sam_csv_free(csv);
    sam_buf_fini(&text);
}

static void read_rows(const struct sam_questionnaire *q, struct sam_csv *csv, bool ignore_unknown) {
    struct sam_response_csv *file = NULL;
    struct sam_response_row row;
    struct sam_err err = {0};
    bool more = true;
    size_t line = 0;
    enum sam_status status = sam_response_csv_open(csv, q, ignore_unknown, &file, &err);
    assert((status == SAM_OK) == (file != NULL));
    while (status == SAM_OK) {
        status = sam_response_csv_next(file, &row, &more, &err);
        if (status != SAM_OK || !more) {
            break;
        }
        assert(row.line > line);
        line = row.line;
        check_row(q, &row);
        check_same_when_written(q, &row);
    }
    assert(status == SAM_OK || (err.status == status && strncmp(err.text, "fuzz", 4) == 0));
    assert(sam_utf8_valid(err.text, strlen(err.text), NULL));
    sam_response_csv_free(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct sam_questionnaire *questionnaire;
    if (questionnaire == NULL) {
        questionnaire = alliance_31();
    }
    if (size < 2) {
        return 0;
    }
    bool ignore_unknown = (data[0] & 1) != 0;
    FILE *stream = NULL;
    struct sam_csv *csv = NULL;
    if ((data[0] & 2) != 0) {
        stream = fmemopen(NULL, size - 1, "wb+");
        assert(stream != NULL);
        size_t written = fwrite(data + 1, 1, size - 1, stream);
        assert(written == size - 1);
        rewind(stream);
        csv = sam_csv_from_file(stream, "fuzz", 0);
    } else {
        csv = sam_csv_from_memory((const char *)data + 1, size - 1, "fuzz", 0);
    }
    read_rows(questionnaire, csv, ignore_unknown);
    sam_csv_free(csv);
    if (stream != NULL) {
        fclose(stream);
    }
    return 0;
}
