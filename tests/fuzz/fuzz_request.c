/* Any bytes as the head of a request: method, address and headers, each ending with a NUL. What the
 * handlers then see is text, an address is an address, and a path fits the pattern of its row. */
#include "base/utf8.h"
#include "form/address.h"
#include "form/route.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_client(const struct sam_request *request) {
    char address[SAM_ADDRESS_SIZE], network[SAM_ADDRESS_SIZE];
    if (strcmp(request->client, "192.0.2.1") != 0) {
        bool read = sam_address_read(request->client, strlen(request->client), address);
        assert(read && strcmp(address, request->client) == 0);
    }
    sam_address_network(request->client, network);
    assert(strlen(network) < sizeof network);
}

static void check_route(struct sam_request *request, struct sam_arena *arena) {
    unsigned methods = 0;
    const struct sam_route *route =
        sam_route_find(sam_route_tables, sam_route_table_count, arena, request, &methods);
    assert(route == NULL || (methods & 1U << request->method) != 0);
    assert(request->parameter_count <= SAM_PATH_PARAMETERS);
    for (size_t i = 0; route != NULL && i < request->parameter_count; i++) {
        const char *value = request->parameters[i].value;
        size_t length = strlen(value);
        assert(length >= 1 && length <= 64 && strpbrk(value, "/%?#\\ \"<>&") == NULL);
        assert(sam_request_parameter(request, request->parameters[i].name)[0] != '\0');
    }
    if (route != NULL && sam_request_choose_language(request)) {
        assert(request->language == SAM_NL || request->language == SAM_EN);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { PARTS = 8 };
    char *parts[PARTS];
    char *text = malloc(size + 1);
    assert(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    char *at = text, *end = text + size;
    for (int i = 0; i < PARTS; i++) {
        parts[i] = at;
        at = at + strlen(at) < end ? at + strlen(at) + 1 : end;
    }
    struct sam_arena *arena = sam_arena_new(1 << 22);
    struct sam_request request;
    const struct sam_request_raw raw = {.method = parts[0],
                                        .uri = parts[1],
                                        .cookie = parts[2],
                                        .accept = parts[3],
                                        .accept_language = parts[4],
                                        .if_none_match = parts[5],
                                        .forwarded_for = parts[6],
                                        .forwarded_proto = parts[7],
                                        .peer = "192.0.2.1",
                                        .proxy = size % 2 == 0 ? "192.0.2.1" : NULL};
    const char *wrong = sam_request_read(&raw, arena, &request);
    assert(wrong == NULL || request.query.count == 0);
    for (size_t i = 0; i < request.query.count; i++) {
        const char *value = request.query.fields[i].value;
        assert(sam_utf8_valid(value, strlen(value), NULL));
    }
    check_client(&request);
    check_route(&request, arena);
    sam_arena_free(arena);
    free(text);
    return 0;
}
