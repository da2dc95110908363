#include "form_fixture.h"

#include "model/json_reader.h"

/* Puts responses r0 .. r(count - 1) while the server stands still. */
static void put_many(struct served *s, int from, int count) {
    char id[16];
    for (int i = from; i < from + count; i++) {
        snprintf(id, sizeof id, "r%d", i);
        fixture_put_answers(&s->f, id, "1?-45");
    }
}

static void nothing_yet(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    served_get(s, "", &answer);
    assert_string_equal(answer.body.data, "{\"responses\": [], \"withdrawn\": [], \"next\": \"0\", "
                                          "\"more\": false}");
    raw_answer_fini(&answer);
}

static void one_of_each_state(void **state) {
    struct served *s = *state;
    static const struct sam_open_answer open[] = {{0, "regel\n\"twee\""}};
    struct raw_answer answer;
    bool was_there = false;
    enum sam_put what = SAM_PUT_SAME;
    served_stop(s);
    struct sam_response response = fixture_response("a", "1?-45");
    response.open = open;
    response.open_count = 1;
    fixture_put(&s->f, &response);
    response = fixture_response("b", "-----");
    response.complete = false;
    response.language = -1;
    fixture_put(&s->f, &response);
    fixture_put_answers(&s->f, "c", "11111");
    ok(sam_store_begin(s->f.store, &err));
    ok(sam_store_withdraw(s->f.store, "form", "c", FIXTURE_NOW, &was_there, &err));
    response = fixture_response("x", "11111");
    ok(sam_store_put(s->f.store, "limesurvey", s->f.questionnaire, &response, FIXTURE_NOW, &what,
                     &err));
    ok(sam_store_commit(s->f.store, &err));
    served_start(s);
    served_get(s, "", &answer);
    assert_string_equal(
        answer.body.data,
        "{\"responses\": [{\"id\": \"a\", \"respondent\": \"a\", \"alliance\": \"alpha\", "
        "\"organisation\": \"org\", \"role\": \"partner\", \"wave\": \"2026\", \"language\": "
        "\"nl\", \"submitted_at\": \"2026-11-01T10:00:00Z\", \"complete\": true, \"answers\": "
        "{\"s1\": 1, \"s2\": \"dk\", \"s4\": 4, \"s5\": 5, \"well\": \"regel\\n\\\"twee\\\"\"}}, "
        "{\"id\": \"b\", \"respondent\": \"b\", \"alliance\": \"alpha\", \"organisation\": "
        "\"org\", \"role\": \"partner\", \"wave\": \"2026\", \"submitted_at\": "
        "\"2026-11-01T10:00:00Z\", \"complete\": false, \"answers\": {}}, {\"id\": "
        "\"limesurvey:x\", \"respondent\": \"x\", \"alliance\": \"alpha\", \"organisation\": "
        "\"org\", \"role\": \"partner\", \"wave\": \"2026\", \"language\": \"nl\", "
        "\"submitted_at\": \"2026-11-01T10:00:00Z\", \"complete\": true, \"answers\": {\"s1\": "
        "1, \"s2\": 1, \"s3\": 1, \"s4\": 1, \"s5\": 1}}], \"withdrawn\": "
        "[\"c\"], \"next\": \"5\", \"more\": false}");
    raw_answer_fini(&answer);
}

/* Fetches page after page; seen[i] counts how often r<i> came. Returns the number of pages. */
static int fetch_all(struct served *s, int limit, long long since, int *seen,
                     void (*between)(struct served *, int page)) {
    int pages = 0;
    bool more = true;
    while (more) {
        struct raw_answer answer;
        char query[64];
        snprintf(query, sizeof query, "?since=%lld&limit=%d", since, limit);
        served_get(s, query, &answer);
        assert_int_equal(answer.status, 200);
        cJSON *tree = sam_json_parse(answer.body.data, answer.body.length, "page", &err);
        assert_non_null(tree);
        const cJSON *list = cJSON_GetObjectItemCaseSensitive(tree, "responses");
        const cJSON *response = NULL;
        assert_true(cJSON_GetArraySize(list) <= limit);
        cJSON_ArrayForEach(response, list) {
            const char *id = cJSON_GetObjectItemCaseSensitive(response, "id")->valuestring;
            seen[strtol(id + 1, NULL, 10)]++;
        }
        since = strtoll(cJSON_GetObjectItemCaseSensitive(tree, "next")->valuestring, NULL, 10);
        more = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(tree, "more"));
        cJSON_Delete(tree);
        raw_answer_fini(&answer);
        pages++;
        if (between != NULL) {
            between(s, pages);
        }
    }
    return pages;
}

static void pages_lose_and_double_nothing(void **state) {
    struct served *s = *state;
    int seen[25] = {0};
    served_stop(s);
    put_many(s, 0, 25);
    served_start(s);
    assert_int_equal(fetch_all(s, 10, 0, seen, NULL), 3);
    for (int i = 0; i < 25; i++) {
        assert_int_equal(seen[i], 1);
    }
    /* A page that is exactly full says that there is no more. */
    memset(seen, 0, sizeof seen);
    assert_int_equal(fetch_all(s, 25, 0, seen, NULL), 1);
    assert_int_equal(fetch_all(s, 5, 20, seen, NULL), 1);
    assert_int_equal(seen[19], 1);
    assert_int_equal(seen[20], 2);
}

static void edit_some(struct served *s, int page) {
    if (page == 1) {
        served_stop(s);
        /* One that was fetched, one that wasn't, and a new one. */
        fixture_put_answers(&s->f, "r0", "55555");
        fixture_put_answers(&s->f, "r20", "55555");
        fixture_put_answers(&s->f, "r25", "55555");
        served_start(s);
    }
}

static void edits_while_paging(void **state) {
    struct served *s = *state;
    int seen[26] = {0};
    served_stop(s);
    put_many(s, 0, 25);
    served_start(s);
    fetch_all(s, 10, 0, seen, edit_some);
    for (int i = 1; i < 26; i++) {
        assert_int_equal(seen[i], 1);
    }
    assert_int_equal(seen[0], 2); /* as it was, and as it became */
}

static void two_questionnaires_in_one_list(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    served_post(s, s->holder, "{\"answers\": {\"q1\": 2}}", &answer);
    raw_answer_fini(&answer);
    served_post(s, s->ann, "{\"answers\": {\"s1\": 3}}", &answer);
    raw_answer_fini(&answer);
    served_get(s, "?limit=1", &answer);
    check_contains(answer.body.data, "\"acc.short\"");
    check_contains(answer.body.data, "\"next\": \"1\", \"more\": true");
    raw_answer_fini(&answer);
    served_get(s, "?since=1", &answer);
    check_contains(answer.body.data, "\"ann.2026\"");
    check_contains(answer.body.data, "\"next\": \"2\", \"more\": false");
    raw_answer_fini(&answer);
    served_get(s, "", &answer);
    check_contains(answer.body.data, "\"ann.2026\"");
    check_contains(answer.body.data, "\"acc.short\"");
    raw_answer_fini(&answer);
}

static void wrong_questions_are_named(void **state) {
    struct served *s = *state;
    const char *wrong[] = {"?limit=0",
                           "?limit=1001",
                           "?limit=ten",
                           "?limit=",
                           "?since=-1",
                           "?since=abc",
                           "?since=",
                           "?sinse=1",
                           "?since=1%00",
                           "?since=0&since=0",
                           "?since=99999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct raw_answer answer;
        served_get(s, wrong[i], &answer);
        served_expect(&answer, 400, "\"code\": \"query\"");
    }
}

/* The store was replaced by an older one: going on from there would miss responses. */
static void a_cursor_ahead_of_the_store(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    served_get(s, "?since=7", &answer);
    served_expect(&answer, 400, "\"code\": \"cursor\"");
}

/* Twelve responses of the longest texts there may be: a page larger than allowed is halved. */
static void a_page_has_a_largest_size(void **state) {
    struct served *s = *state;
    static char text[SAM_OPEN_TEXT_LIMIT + 1];
    memset(text, 1, SAM_OPEN_TEXT_LIMIT); /* "\u0001" in JSON: six times as long */
    const struct sam_open_answer open[] = {{0, text}, {1, text}};
    served_stop(s);
    ok(sam_store_begin(s->f.store, &err));
    for (int i = 0; i < 100; i++) {
        char id[16];
        enum sam_put what = SAM_PUT_SAME;
        snprintf(id, sizeof id, "r%d", i);
        struct sam_response response = fixture_response(id, "11111");
        response.open = open;
        response.open_count = 2;
        ok(sam_store_put(s->f.store, "form", s->f.questionnaire, &response, FIXTURE_NOW, &what,
                         &err));
    }
    ok(sam_store_commit(s->f.store, &err));
    served_start(s);
    int seen[100] = {0};
    /* 240 KB each: 100 don't fit in 16 MiB, 50 do. */
    assert_int_equal(fetch_all(s, 100, 0, seen, NULL), 2);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(seen[i], 1);
    }
}

static void a_broken_store_is_503(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    served_stop(s);
    put_many(s, 0, 1);
    ok(sam_sql_exec(s->f.store, "UPDATE \"answers_quick-5\" SET s1 = 99", &err));
    served_start(s);
    served_get(s, "", &answer);
    served_expect(&answer, 503, "\"code\": \"store\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(nothing_yet),
        served_test(one_of_each_state),
        served_test(pages_lose_and_double_nothing),
        served_test(edits_while_paging),
        served_test(two_questionnaires_in_one_list),
        served_test(wrong_questions_are_named),
        served_test(a_cursor_ahead_of_the_store),
        served_test(a_page_has_a_largest_size),
        served_test(a_broken_store_is_503),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
