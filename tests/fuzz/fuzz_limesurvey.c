/* What a LimeSurvey server sends. First byte: '0' an answer to a call, '1' an export's JSON (made
 * base64 here), '2' a list of participants, '3' a cursor of ours, '4' base64. */
#include "collect/base64.h"
#include "collect/limesurvey_cursor.h"
#include "collect/limesurvey_payload.h"
#include "collect/limesurvey_rpc.h"

#include "base/memory.h"
#include "model/json_reader.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct sam_item items[] = {{.id = "s1"}, {.id = "s2"}};
static struct sam_questionnaire questionnaire = {.points = 5, .items = items, .item_count = 2};
static struct sam_mapping map[] = {{"attribute_1", "alliance"}, {"email", "respondent"}};
static const struct sam_source source = {.map = map, .map_count = 2};

static void encode(const char *text, size_t length, struct sam_buf *out) {
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        unsigned char bytes[3] = {0};
        size_t count = length - i < 3 ? length - i : 3;
        memcpy(bytes, text + i, count);
        uint32_t bits = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
        for (size_t j = 0; j < 4; j++) {
            sam_buf_char(out, j <= count ? letters[bits >> (18 - 6 * j) & 63] : '=');
        }
    }
}

/* Either nothing, or records whose numbers are ascending, unique and in their ids. */
static void try_export(const char *text, size_t length) {
    struct sam_mapper *mapper = sam_mapper_new(&source, &questionnaire, true);
    struct sam_page page;
    struct sam_err err = {0};
    struct sam_export export = {.mapper = mapper, .activation = 2};
    sam_page_init(&page);
    enum sam_status status = sam_limesurvey_export(text, length, &export, &page, &err);
    if (status != SAM_OK) {
        assert(page.record_count == 0 && export.id_count == 0 && err.text[0] != '\0');
    }
    for (size_t i = 1; i < export.id_count; i++) {
        assert(export.ids[i] > export.ids[i - 1]);
    }
    assert(export.id_count <= page.record_count);
    for (size_t i = 0; i < page.record_count; i++) {
        assert(sam_limesurvey_id(2, page.records[i].record_id) == export.anchors[i].id);
    }
    sam_page_fini(&page);
    sam_mapper_free(mapper);
}

static void try_export_json(const char *text, size_t length) {
    struct sam_buf encoded;
    struct sam_buf decoded;
    sam_buf_init(&encoded, SAM_BUF_UNLIMITED);
    sam_buf_init(&decoded, SAM_BUF_UNLIMITED);
    sam_buf_text(&encoded, "");
    encode(text, length, &encoded);
    assert(sam_base64_decode(encoded.data, encoded.length, &decoded));
    assert(decoded.length == length);
    assert(length == 0 || memcmp(decoded.data, text, length) == 0);
    try_export(encoded.data, encoded.length);
    sam_buf_fini(&encoded);
    sam_buf_fini(&decoded);
}

static void try_reply(const char *text, size_t length) {
    struct sam_rpc_reply reply;
    struct sam_err err = {0};
    if (sam_rpc_read(text, length, 1, &reply, &err) == SAM_OK) {
        assert(reply.tree != NULL && reply.result != NULL);
        assert((reply.words[0] == '\0') <=
               (reply.class == SAM_RPC_RESULT || reply.class == SAM_RPC_REFUSED));
        cJSON_Delete(reply.tree);
    } else {
        assert(err.text[0] != '\0');
    }
}

static void try_participants(const char *text, size_t length) {
    struct sam_err err = {0};
    cJSON *tree = sam_json_parse(text, length, "x", &err);
    if (tree != NULL) {
        struct sam_participants *participants = sam_participants_new(&source);
        long long last = 0;
        size_t added = 0;
        if (sam_participants_take(participants, tree, &last, &added, &err) == SAM_OK) {
            assert((added > 0) == (last > 0));
            assert(added <= (size_t)cJSON_GetArraySize(tree));
        }
        sam_participants_free(participants);
        cJSON_Delete(tree);
    }
}

/* What is written is read back the same. */
static void try_cursor(const char *text) {
    struct sam_limesurvey_cursor cursor;
    struct sam_limesurvey_cursor again;
    struct sam_buf written;
    sam_limesurvey_cursor_read(&cursor, text);
    sam_buf_init(&written, SAM_BUF_UNLIMITED);
    sam_limesurvey_cursor_write(&cursor, &written);
    sam_limesurvey_cursor_read(&again, written.data);
    assert(again.activation == cursor.activation && again.max_id == cursor.max_id);
    assert(again.anchor_count <= cursor.anchor_count && cursor.anchor_count <= SAM_ANCHORS);
    sam_buf_fini(&written);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) {
        return 0;
    }
    char *text = sam_xmalloc(size);
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    switch (data[0]) {
    case '0':
        try_reply(text, size - 1);
        break;
    case '1':
        try_export_json(text, size - 1);
        break;
    case '2':
        try_participants(text, size - 1);
        break;
    case '3':
        try_cursor(text);
        break;
    case '4':
        try_export(text, size - 1);
        break;
    default:
        break;
    }
    free(text);
    return 0;
}
