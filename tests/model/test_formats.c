/* The examples of docs/formats.md, read by the readers they are examples for. */
#include "model/activity.h"
#include "model/framework.h"
#include "model/note.h"
#include "model/response_csv.h"
#include "model/response_json.h"
#include "model/selection.h"
#include "model/shipped.h"
#include "model/study.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct page {
    struct sam_buf text;
    size_t at;
};

/* The next block of code that is marked so; NULL after the last (free it). */
static char *next_block(struct page *page, const char *mark) {
    char fence[64];
    snprintf(fence, sizeof fence, "\n```%s\n", mark);
    const char *start = strstr(page->text.data + page->at, fence);
    if (start == NULL) {
        return NULL;
    }
    start += strlen(fence);
    const char *end = strstr(start, "\n```");
    assert_non_null(end);
    page->at = (size_t)(end - page->text.data);
    return strndup(start, (size_t)(end - start) + 1);
}

static int set_up(void **state) {
    static struct page page;
    page = (struct page){.at = 0};
    sam_buf_init(&page.text, SAM_BUF_UNLIMITED);
    sam_source_file("docs/formats.md", &page.text);
    *state = &page;
    return 0;
}

static int tear_down(void **state) {
    sam_buf_fini(&((struct page *)*state)->text);
    return 0;
}

static struct sam_study *parse_study(const char *text) {
    struct sam_study *study = NULL;
    struct sam_problems problems;
    sam_problems_init(&problems);
    if (sam_study_parse(text, strlen(text), "formats.md", &study, &problems, NULL) != SAM_OK) {
        fail_msg("%s\n%s", problems.lines.data, text);
    }
    sam_problems_fini(&problems);
    return study;
}

static void test_study(void **state) {
    size_t count = 0;
    for (char *text = NULL; (text = next_block(*state, "json study")) != NULL; count++) {
        struct sam_study *study = parse_study(text);
        assert_int_equal(sam_study_invited(study, 0, NULL), 3);
        sam_study_free(study);
        free(text);
    }
    assert_int_equal(count, 1);
}

/* Each source put into the page's own study: one of every type. */
static void test_sources(void **state) {
    struct page *page = *state;
    char *study_text = next_block(page, "json study");
    assert_non_null(study_text);
    size_t types[SAM_SOURCE_CSV + 1] = {0};
    page->at = 0;
    for (char *text = NULL; (text = next_block(page, "json source")) != NULL;) {
        struct sam_buf whole;
        sam_buf_init(&whole, SAM_BUF_UNLIMITED);
        sam_buf_printf(&whole, "{\"sources\": [%s], %s", text, strchr(study_text, '{') + 1);
        struct sam_study *study = parse_study(whole.data);
        types[study->sources[0].type]++;
        sam_study_free(study);
        sam_buf_fini(&whole);
        free(text);
    }
    for (size_t type = 0; type <= SAM_SOURCE_CSV; type++) {
        assert_int_equal(types[type], 1);
    }
    free(study_text);
}

static void test_mail(void **state) {
    struct page *page = *state;
    char *study_text = next_block(page, "json study");
    page->at = 0;
    char *text = next_block(page, "json mail");
    struct sam_buf whole;
    sam_buf_init(&whole, SAM_BUF_UNLIMITED);
    assert_non_null(text);
    sam_buf_printf(&whole, "{\"mail\": %s, %s", text, strchr(study_text, '{') + 1);
    struct sam_study *study = parse_study(whole.data);
    assert_string_equal(study->mail->from, "evaluation@example.org");
    sam_study_free(study);
    sam_buf_fini(&whole);
    free(text);
    free(study_text);
}

static struct sam_questionnaire *parse_questionnaire(const char *text) {
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    sam_problems_init(&problems);
    if (sam_questionnaire_parse(text, strlen(text), "formats.md", &q, &problems, NULL) != SAM_OK) {
        fail_msg("%s\n%s", problems.lines.data, text);
    }
    sam_problems_fini(&problems);
    return q;
}

static void test_questionnaire(void **state) {
    char *text = next_block(*state, "json questionnaire");
    assert_non_null(text);
    struct sam_questionnaire *q = parse_questionnaire(text);
    assert_int_equal(q->item_count, 3);
    sam_questionnaire_free(q);
    free(text);
}

static void test_framework(void **state) {
    char *text = next_block(*state, "json framework");
    assert_non_null(text);
    struct sam_framework *framework = NULL;
    struct sam_problems problems;
    sam_problems_init(&problems);
    if (sam_framework_parse(text, strlen(text), "formats.md", &framework, &problems, NULL) !=
        SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    assert_int_equal(framework->expectations[0].item_count, 3);
    sam_framework_free(framework);
    sam_problems_fini(&problems);
    free(text);
}

/* The sheets, against the study and framework of the same page. */
static void test_sheets(void **state) {
    struct page *page = *state;
    char *study_text = next_block(page, "json study");
    page->at = 0;
    char *framework_text = next_block(page, "json framework");
    char *activities_text = next_block(page, "csv activities");
    char *notes_text = next_block(page, "csv notes");
    struct sam_study *study = parse_study(study_text);
    struct sam_questionnaire *q =
        parse_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    const struct sam_instruments instruments = {1, &q};
    struct sam_framework *framework = NULL;
    struct sam_sheet *sheet = NULL;
    struct sam_activities activities;
    struct sam_notes notes;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    assert_int_equal(sam_framework_parse(framework_text, strlen(framework_text), "formats.md",
                                         &framework, &problems, &err),
                     SAM_OK);
    assert_int_equal(sam_sheet_parse(activities_text, strlen(activities_text), "formats.md", NULL,
                                     &sheet, &problems, &err),
                     SAM_OK);
    if (sam_activities_read(sheet, study, framework, false, &activities, &problems, &err) !=
        SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    assert_int_equal(activities.count, 2);
    sam_activities_fini(&activities);
    sam_sheet_free(sheet);
    assert_int_equal(sam_sheet_parse(notes_text, strlen(notes_text), "formats.md", NULL, &sheet,
                                     &problems, &err),
                     SAM_OK);
    if (sam_notes_read(sheet, study, &instruments, 0, false, &notes, &problems, &err) != SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    assert_int_equal(notes.count, 2);
    sam_notes_fini(&notes);
    sam_sheet_free(sheet);
    sam_problems_fini(&problems);
    sam_framework_free(framework);
    sam_questionnaire_free(q);
    sam_study_free(study);
    free(study_text);
    free(framework_text);
    free(activities_text);
    free(notes_text);
}

static void test_response_file(void **state) {
    char *text = next_block(*state, "csv alliance-31");
    assert_non_null(text);
    struct sam_questionnaire *q =
        parse_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    struct sam_csv *csv = sam_csv_from_memory(text, strlen(text), "formats.md", 0);
    struct sam_response_csv *file = NULL;
    struct sam_response_row row;
    struct sam_err err = {0};
    bool more = true;
    size_t rows = 0;
    enum sam_status status = sam_response_csv_open(csv, q, false, &file, &err);
    while (status == SAM_OK && more) {
        status = sam_response_csv_next(file, &row, &more, &err);
        rows += more;
    }
    if (status != SAM_OK) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(rows, 2);
    sam_response_csv_free(file);
    sam_csv_free(csv);
    sam_questionnaire_free(q);
    free(text);
}

static void test_response(void **state) {
    struct page *page = *state;
    char *study_text = next_block(page, "json study");
    char *text = next_block(page, "json response");
    assert_non_null(study_text);
    assert_non_null(text);
    struct sam_study *study = parse_study(study_text);
    struct sam_questionnaire *q =
        parse_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    struct sam_arena *arena = sam_arena_new(1 << 16);
    struct sam_raw_response raw;
    struct sam_response response;
    struct sam_err err = {0};
    if (sam_raw_response_parse(text, strlen(text), "formats.md", arena, &raw, &err) != SAM_OK ||
        sam_response_judge(&raw, study, NULL, q, arena, &response, &err) != SAM_ACCEPTED) {
        fail_msg("%s", err.text);
    }
    sam_arena_free(arena);
    sam_questionnaire_free(q);
    sam_study_free(study);
    free(text);
    free(study_text);
}

static void test_results_are_json(void **state) {
    char *text = next_block(*state, "json results");
    assert_non_null(text);
    struct sam_err err = {0};
    cJSON *tree = sam_json_parse(text, strlen(text), "formats.md", &err);
    if (tree == NULL) {
        fail_msg("%s", err.text);
    }
    cJSON_Delete(tree);
    free(text);
}

/* The sheet of stories, against three of the page's study. */
static void test_selection(void **state) {
    struct page *page = *state;
    static const struct sam_known_story stories[] = {{1, 0, 1}, {3, 0, 1}, {5, 0, 2}};
    char *study_text = next_block(page, "json study");
    page->at = 0;
    char *text = next_block(page, "csv selection");
    struct sam_study *study = parse_study(study_text);
    struct sam_sheet *sheet = NULL;
    struct sam_selection selection;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    assert_int_equal(
        sam_sheet_parse(text, strlen(text), "formats.md", NULL, &sheet, &problems, &err), SAM_OK);
    if (sam_selection_read(sheet, study, stories, 3, false, &selection, &problems, &err) !=
        SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    assert_int_equal(selection.count, 3);
    sam_selection_fini(&selection);
    sam_sheet_free(sheet);
    sam_problems_fini(&problems);
    sam_study_free(study);
    free(study_text);
    free(text);
}

/* Every reason a response may be refused for stands in the table, and every kind of block of code
 * on the page is one that a test here reads. */
static void test_nothing_is_left_out(void **state) {
    struct page *page = *state;
    static const char *const marks[] = {"json study",         "json source",     "json mail",
                                        "json questionnaire", "json response",   "json results",
                                        "json framework",     "csv alliance-31", "csv activities",
                                        "csv notes",          "csv selection"};
    for (int i = SAM_ACCEPTED + 1; i < SAM_REFUSALS; i++) {
        char cell[64];
        snprintf(cell, sizeof cell, "\n| `%s` | ", sam_refusal_id((enum sam_refusal)i));
        check_contains(page->text.data, cell);
    }
    size_t fences = 0;
    for (const char *at = page->text.data; (at = strstr(at, "\n```")) != NULL; at++) {
        fences++;
    }
    size_t blocks = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        page->at = 0;
        for (char *text = NULL; (text = next_block(page, marks[i])) != NULL; blocks++) {
            free(text);
        }
    }
    assert_int_equal(fences, 2 * blocks);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_study),
        TEST(test_sources),
        TEST(test_mail),
        TEST(test_questionnaire),
        TEST(test_framework),
        TEST(test_selection),
        TEST(test_sheets),
        TEST(test_response_file),
        TEST(test_response),
        TEST(test_results_are_json),
        TEST(test_nothing_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
