/* A workbook of the example study, for tests. */
#ifndef SAM_TESTS_REPORT_WORKBOOK_FIXTURE_H
#define SAM_TESTS_REPORT_WORKBOOK_FIXTURE_H

#include "response_fixture.h"
#include "zip_member.h"

#include "base/file.h"
#include "report/workbook.h"

/* Writes it to FOLDER/NAME with two responses; the path is on the heap. */
static inline char *fixture_workbook(const struct fixture *f, bool with_results, enum sam_lang lang,
                                     const char *folder, const char *name) {
    uint8_t full[SAM_ITEMS_MAX];
    uint8_t none[SAM_ITEMS_MAX];
    struct sam_open_answer open;
    struct sam_err err = {0};
    struct sam_workbook *book = NULL;
    char *path = sam_path_join(folder, name);
    const struct sam_workbook_source source = {.study = f->study,
                                               .questionnaire = f->questionnaire,
                                               .results = with_results ? f->results : NULL,
                                               .responses = true,
                                               .lang = lang};
    assert_int_equal(sam_workbook_open(path, &source, &book, &err), SAM_OK);
    struct sam_response response = full_response(f->questionnaire, full, &open);
    assert_int_equal(sam_workbook_response(book, &response, &err), SAM_OK);
    response = empty_response(f->questionnaire, none);
    assert_int_equal(sam_workbook_response(book, &response, &err), SAM_OK);
    assert_int_equal(sam_workbook_close(book, &err), SAM_OK);
    return path;
}

#endif
