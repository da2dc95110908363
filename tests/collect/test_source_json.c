#include "pages.h"

static void test_next_links(void **state) {
    static const struct step steps[] = {
        {.expect = "/rpc?limit=500",
         .body = "{\"d\": [{\"id\": 1, \"s1\": 4}], \"next\": \"/rpc?page=2\"}"},
        {.expect = "/rpc?page=2", .body = "{\"d\": [{\"id\": 2, \"s1\": 5}], \"next\": null}"}};
    struct script s;
    struct reading r;
    (void)state;
    script_start(&s, STEPS(steps));
    reading_open(&r, (struct sam_source){.type = SAM_SOURCE_JSON,
                                         .url = s.url,
                                         .records = "/d",
                                         .record_id = "/id",
                                         .next = "/next",
                                         .limit_parameter = "limit",
                                         .page_size = 500,
                                         .auth = "bearer"});
    assert_int_equal(read_all(&r), SAM_OK);
    assert_string_equal(r.text.data, "1|||4|-|1|\n2|||5|-|1|\n");
    assert_int_equal(r.pages, 2);
    check_contains(s.asked.data, "Authorization: Bearer geheim-123");
    reading_close(&r);
    script_end(&s);
}

/* Every way to show who we are, and none of them in a message. */
static void test_ways_of_authentication(void **state) {
    static const struct {
        const char *auth, *name, *shown;
    } ways[] = {{"bearer", NULL, "Authorization: Bearer geheim-123"},
                {"basic", NULL, "Authorization: Basic amFuOmdlaGVpbS0xMjM="},
                {"header", "X-Api-Key", "X-Api-Key: geheim-123"},
                {"query", "key", "/rpc?key=geheim-123"}};
    static const struct step steps[] = {{.expect = "/rpc", .reply.status = 401}};
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct script s;
        struct reading r;
        script_start(&s, STEPS(steps));
        reading_open(&r, (struct sam_source){.type = SAM_SOURCE_JSON,
                                             .url = s.url,
                                             .record_id = "/id",
                                             .user = "jan",
                                             .auth = ways[i].auth,
                                             .auth_name = ways[i].name});
        assert_int_equal(read_all(&r), SAM_E_AUTH);
        check_contains(s.asked.data, ways[i].shown);
        assert_null(strstr(r.err.text, "geheim"));
        reading_close(&r);
        script_end(&s);
    }
}

static void test_next_link_to_another_server(void **state) {
    static const struct step steps[] = {
        {.expect = "/rpc", .body = "{\"d\": [], \"next\": \"http://localhost:1/x\"}"}};
    struct script s;
    struct reading r;
    (void)state;
    script_start(&s, STEPS(steps));
    reading_open(&r, (struct sam_source){.type = SAM_SOURCE_JSON,
                                         .url = s.url,
                                         .records = "/d",
                                         .record_id = "/id",
                                         .next = "/next"});
    assert_int_equal(read_all(&r), SAM_E_REMOTE);
    check_contains(r.err.text, "http://localhost:1/x");
    reading_close(&r);
    script_end(&s);
}

static void test_the_same_page_for_ever(void **state) {
    static const struct step steps[] = {
        {.expect = "/rpc", .body = "{\"d\": [], \"next\": \"?p=1\"}"},
        {.expect = "/rpc?p=1", .body = "{\"d\": [], \"next\": \"?p=1\"}"}};
    struct script s;
    struct reading r;
    (void)state;
    script_start(&s, STEPS(steps));
    reading_open(&r, (struct sam_source){.type = SAM_SOURCE_JSON,
                                         .url = s.url,
                                         .records = "/d",
                                         .record_id = "/id",
                                         .next = "/next"});
    assert_int_equal(read_all(&r), SAM_E_REMOTE);
    check_contains(r.err.text, "same page");
    reading_close(&r);
    script_end(&s);
}

/* A list that a test changes while it is read. */
struct list {
    int ids[400];
    size_t count, requests, most; /* most: records a page, whatever is asked */
    void (*meanwhile)(struct list *list, size_t request);
};

static void answer_list(void *context, const struct sam_exchange *exchange,
                        struct sam_reply *reply) {
    struct list *list = context;
    const char *offset = strstr(exchange->path, "start=");
    const char *limit = strstr(exchange->path, "size=");
    size_t from = offset != NULL ? strtoul(offset + 6, NULL, 10) : 0;
    size_t size = limit != NULL ? strtoul(limit + 5, NULL, 10) : 10;
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    if (list->meanwhile != NULL) {
        list->meanwhile(list, list->requests);
    }
    list->requests++;
    size = size > list->most ? list->most : size;
    sam_buf_text(&text, "[");
    for (size_t i = from; i < list->count && i < from + size; i++) {
        sam_buf_printf(&text, "%s{\"id\": %d}", i > from ? ", " : "", list->ids[i]);
    }
    sam_buf_text(&text, "]");
    reply->body_length = text.length;
    reply->body = sam_buf_take(&text);
    reply->owned = true;
    sam_buf_fini(&text);
}

static void read_list(struct list *list, struct reading *r) {
    char url[64];
    struct sam_loopback *server = sam_loopback_start(answer_list, list);
    snprintf(url, sizeof url, "http://127.0.0.1:%u/l", sam_loopback_port(server));
    reading_open(r, (struct sam_source){.type = SAM_SOURCE_JSON,
                                        .url = url,
                                        .record_id = "/id",
                                        .offset_parameter = "start",
                                        .limit_parameter = "size",
                                        .page_size = 50});
    assert_int_equal(read_all(r), SAM_OK);
    sam_loopback_stop(server);
}

static size_t lines_with(const struct reading *r, int id) {
    char line[32];
    size_t found = 0;
    snprintf(line, sizeof line, "%d|", id);
    for (const char *at = r->text.data; at != NULL && *at != '\0';) {
        found += strncmp(at, line, strlen(line)) == 0;
        at = strchr(at, '\n');
        at = at != NULL ? at + 1 : NULL;
    }
    return found;
}

static struct list hundred(void) {
    struct list list = {.count = 100, .most = 1000};
    for (int i = 0; i < 100; i++) {
        list.ids[i] = 1000 + i;
    }
    return list;
}

static void test_offsets(void **state) {
    struct list list = hundred();
    struct reading r;
    (void)state;
    read_list(&list, &r);
    for (int id = 1000; id < 1100; id++) {
        assert_true(lines_with(&r, id) >= 1);
    }
    assert_false(r.unsure);
    reading_close(&r);
}

static void test_smaller_pages_than_asked(void **state) {
    struct list list = hundred();
    struct reading r;
    (void)state;
    list.most = 7;
    read_list(&list, &r);
    for (int id = 1000; id < 1100; id++) {
        assert_true(lines_with(&r, id) >= 1);
    }
    reading_close(&r);
}

/* Before the second page three records in front go: the list shifts by three. */
static void lose_three(struct list *list, size_t request) {
    if (request == 1) {
        memmove(list->ids, list->ids + 3, (list->count - 3) * sizeof *list->ids);
        list->count -= 3;
    }
}

static void gain_two(struct list *list, size_t request) {
    if (request == 1) {
        memmove(list->ids + 2, list->ids, list->count * sizeof *list->ids);
        list->ids[0] = 1;
        list->ids[1] = 2;
        list->count += 2;
    }
}

static void test_small_shifts_lose_nothing(void **state) {
    (void)state;
    void (*const shifts[])(struct list *, size_t) = {lose_three, gain_two};
    for (size_t i = 0; i < 2; i++) {
        struct list list = hundred();
        struct reading r;
        list.meanwhile = shifts[i];
        read_list(&list, &r);
        for (int id = 1003; id < 1100; id++) {
            assert_true(lines_with(&r, id) >= 1);
        }
        assert_false(r.unsure);
        assert_true(list.requests <= 5);
        reading_close(&r);
    }
}

static void lose_thirty(struct list *list, size_t request) {
    if (request == 1) {
        memmove(list->ids, list->ids + 30, (list->count - 30) * sizeof *list->ids);
        list->count -= 30;
    }
}

static void test_a_large_shift_starts_again(void **state) {
    struct list list = hundred();
    struct reading r;
    (void)state;
    list.meanwhile = lose_thirty;
    read_list(&list, &r);
    for (int id = 1030; id < 1100; id++) {
        assert_true(lines_with(&r, id) >= 1);
    }
    assert_false(r.unsure);
    reading_close(&r);
}

/* Something else every time: given up after three, and said. */
static void renumber(struct list *list, size_t request) {
    for (size_t i = 0; i < list->count; i++) {
        list->ids[i] = (int)(request * 1000 + i);
    }
    list->count = request > 8 ? 0 : list->count;
}

static void test_a_list_that_never_rests(void **state) {
    struct list list = hundred();
    struct reading r;
    (void)state;
    list.meanwhile = renumber;
    read_list(&list, &r);
    assert_true(r.unsure);
    reading_close(&r);
}

static void test_since(void **state) {
    static const struct step first[] = {
        {.expect = "/rpc", .body = "[{\"id\": 1, \"m\": \"2026-03-01T12:00:00.5Z\"}]"}};
    static const struct step second[] = {
        {.expect = "/rpc?since=2026-03-01T11%3A00%3A00Z", .body = "[]"}};
    struct script s;
    struct reading r;
    char url[128];
    struct sam_source source = {
        .type = SAM_SOURCE_JSON, .record_id = "/id", .modified = "/m", .since_parameter = "since"};
    (void)state;
    script_start(&s, STEPS(first));
    source.url = s.url;
    reading_open(&r, source);
    assert_int_equal(read_all(&r), SAM_OK);
    assert_string_equal(r.cursor.data, "2026-03-01T12:00:00.5Z");
    assert_null(strstr(s.asked.data, "since"));
    script_end(&s);

    script_start(&s, STEPS(second));
    snprintf(url, sizeof url, "%s", s.url);
    r.source.url = url;
    r.pass.cursor = "2026-03-01T12:00:00.5Z";
    assert_int_equal(read_all(&r), SAM_OK);
    assert_string_equal(r.cursor.data, "2026-03-01T12:00:00.5Z");
    reading_close(&r);
    script_end(&s);
}

static void test_describe(void **state) {
    static const struct step steps[] = {
        {.expect = "", .body = "[{\"id\": 1, \"s1\": 4, \"a/b\": {\"q~\": 5}}]"}};
    struct script s;
    struct reading r;
    void *source = NULL;
    (void)state;
    script_start(&s, STEPS(steps));
    reading_open(&r,
                 (struct sam_source){.type = SAM_SOURCE_JSON, .url = s.url, .record_id = "/id"});
    struct sam_questions questions = {.arena = sam_arena_new(10000)};
    assert_int_equal(sam_platform_json.open(&r.pass, &source, &r.err), SAM_OK);
    assert_int_equal(sam_platform_json.describe(source, &questions, &r.err), SAM_OK);
    sam_platform_json.close(source);
    assert_int_equal(questions.count, 3);
    assert_string_equal(questions.list[1].id, "s1");
    assert_string_equal(questions.list[2].id, "/a~1b/q~0");
    /* somebody's answer is nobody else's business */
    assert_string_equal(questions.list[2].text, "q~");
    sam_arena_free(questions.arena);
    reading_close(&r);
    script_end(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_next_links),
                                       cmocka_unit_test(test_ways_of_authentication),
                                       cmocka_unit_test(test_next_link_to_another_server),
                                       cmocka_unit_test(test_the_same_page_for_ever),
                                       cmocka_unit_test(test_offsets),
                                       cmocka_unit_test(test_smaller_pages_than_asked),
                                       cmocka_unit_test(test_small_shifts_lose_nothing),
                                       cmocka_unit_test(test_a_large_shift_starts_again),
                                       cmocka_unit_test(test_a_list_that_never_rests),
                                       cmocka_unit_test(test_since),
                                       cmocka_unit_test(test_describe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
