/* A platform's JSON through a source's pointers, and pointers themselves.
 * Input: a pointer, a NUL, a JSON document. */
#include "collect/json_pointer.h"
#include "collect/json_records.h"

#include "base/memory.h"
#include "model/json_reader.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The fuzzer's own two items and open question; no file is read. */
static struct sam_item items[] = {{.id = "s1"}, {.id = "s2"}};
static struct sam_open_question open_questions[] = {{.id = "o1"}};
static struct sam_questionnaire questionnaire = {.points = 5,
                                                 .items = items,
                                                 .item_count = 2,
                                                 .open_questions = open_questions,
                                                 .open_count = 1};
static struct sam_mapping map[] = {{"/a/s1", "s1"}, {"q[1]", "s2"}, {"/who", "respondent"}};
static struct sam_mapping values[] = {{"yes", "5"}, {"-", "dk"}};

/* What was accepted is a whole record: an id, and every string a string. */
static void check_page(const struct sam_page *page) {
    for (size_t i = 0; i < page->record_count; i++) {
        const struct sam_raw_response *raw = &page->records[i];
        struct sam_arena *arena = sam_arena_new(1 << 20);
        struct sam_response response;
        struct sam_err err = {0};
        assert(raw->record_id != NULL && raw->record_id[0] != '\0');
        for (size_t j = 0; j < raw->answer_count; j++) {
            assert(raw->answers[j].name[0] != '\0' && raw->answers[j].text != NULL);
        }
        if (sam_response_judge(raw, NULL, "w", &questionnaire, arena, &response, &err) ==
            SAM_ACCEPTED) {
            for (size_t item = 0; item < 2; item++) {
                uint8_t answer = response.answers[item];
                assert(answer <= 5 || answer == SAM_DONT_KNOW);
            }
        } else {
            assert(err.text[0] != '\0');
        }
        sam_arena_free(arena);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *end = size > 0 ? memchr(data, '\0', size) : NULL;
    if (end == NULL) {
        return 0;
    }
    const char *pointer = (const char *)data;
    size_t length = size - (size_t)(end - data) - 1;
    char *text = sam_xmalloc(length + 1);
    memcpy(text, end + 1, length);
    text[length] = '\0';
    struct sam_err err = {0};
    cJSON *tree = sam_json_parse(text, length, "x", &err);
    if (tree != NULL) {
        struct sam_source source = {.records = pointer,
                                    .record_id = "/id",
                                    .modified = "m",
                                    .complete = "/done",
                                    .map = map,
                                    .map_count = 3,
                                    .values = values,
                                    .value_count = 2};
        struct sam_mapper *mapper = sam_mapper_new(&source, &questionnaire, false);
        struct sam_page page;
        char *newest = NULL;
        sam_page_init(&page);
        if (sam_json_records(tree, &source, mapper, &page, &newest, &err) == SAM_OK) {
            const cJSON *list = sam_json_place(tree, pointer);
            assert(page.record_count == (size_t)cJSON_GetArraySize(list));
            check_page(&page);
        }
        free(newest);
        sam_page_fini(&page);
        sam_mapper_free(mapper);
        cJSON_Delete(tree);
    }
    free(text);
    return 0;
}
