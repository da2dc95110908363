/* Many people at the same moment, over real connections: nothing is lost, nobody gets an error. */
#include "crowd_fixture.h"

#include "store/store_private.h"

#include <pthread.h>

enum { PARTNERS = 23 };

struct sending {
    struct crowd *crowd;
    size_t person;
    pthread_barrier_t *start;
    const char *json;
    unsigned status;
    struct sam_buf body;
};

static void *send_one(void *context) {
    struct sending *s = context;
    pthread_barrier_wait(s->start);
    s->status = crowd_post(s->crowd, s->person, s->json, &s->body);
    return NULL;
}

/* All at once; every one must be answered with 200. */
static void all_at_once(struct crowd *crowd, struct sending *sendings, size_t count,
                        void *(*send)(void *)) {
    pthread_t threads[CROWD_MOST];
    pthread_barrier_t start;
    pthread_barrier_init(&start, NULL, (unsigned)count);
    for (size_t i = 0; i < count; i++) {
        sendings[i].crowd = crowd;
        sendings[i].start = &start;
        sam_buf_init(&sendings[i].body, SAM_BUF_UNLIMITED);
        assert_int_equal(pthread_create(&threads[i], NULL, send, &sendings[i]), 0);
    }
    for (size_t i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
        if (sendings[i].status != 200) {
            fail_msg("%zu: status %u: %s", i, sendings[i].status, sendings[i].body.data);
        }
    }
    pthread_barrier_destroy(&start);
}

static long count_of(struct crowd *crowd, const char *sql) {
    struct sam_store *store = NULL;
    struct sam_err err = {0};
    int64_t number = -1;
    assert_int_equal(sam_store_open(crowd->folder, SAM_STORE_READ, &store, &err), SAM_OK);
    assert_int_equal(sam_sql_number(store, sql, &number, &err), SAM_OK);
    sam_store_close(store);
    return (long)number;
}

static void twenty_three_partners(void **state) {
    (void)state;
    struct crowd *crowd = crowd_new(PARTNERS);
    struct sending sendings[PARTNERS] = {0};
    static const char *const texts[] = {"{\"answers\": {\"s1\": 1}}", "{\"answers\": {\"s1\": 2}}",
                                        "{\"answers\": {\"s1\": 3}}", "{\"answers\": {\"s1\": 4}}",
                                        "{\"answers\": {\"s1\": 5}}"};
    crowd_serve(crowd);
    for (int round = 0; round < 5; round++) {
        for (size_t i = 0; i < PARTNERS; i++) {
            sendings[i] = (struct sending){.person = i, .json = texts[(i + (size_t)round) % 5]};
        }
        all_at_once(crowd, sendings, PARTNERS, send_one);
        for (size_t i = 0; i < PARTNERS; i++) {
            check_contains(sendings[i].body.data, round == 0 ? "\"new\"" : "\"changed\"");
            sam_buf_fini(&sendings[i].body);
        }
    }
    assert_int_equal(count_of(crowd, "SELECT count(*) FROM response WHERE state = 'complete'"),
                     PARTNERS);
    assert_int_equal(count_of(crowd, "SELECT count(*) FROM response_version"), 4 * PARTNERS);
    /* Each their own last answer. */
    assert_int_equal(count_of(crowd,
                              "SELECT count(*) FROM response r JOIN \"answers_alliance-31\" a ON "
                              "a.response = r.id WHERE a.s1 <> "
                              "(CAST(substr(r.respondent, 2) AS INTEGER) + 4) % 5 + 1"),
                     0);
    crowd_free(crowd);
}

/* Sends a page of the form; the address it leads to is put in location. */
static unsigned send_page(struct crowd *crowd, const char *body, char location[200]) {
    struct raw_answer answer;
    char request[800];
    snprintf(request, sizeof request,
             "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
             "application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
             location, strlen(body), body);
    int fd = crowd_connect(crowd);
    assert_true(fd >= 0);
    raw_send(fd, request, strlen(request));
    raw_receive(fd, &answer);
    unsigned status = answer.status;
    const char *to = strstr(answer.head.data, "Location: ");
    if (to != NULL) {
        snprintf(location, 200, "%.*s", (int)strcspn(to + 10, "\r\n"), to + 10);
    }
    raw_answer_fini(&answer);
    return status;
}

/* From the introduction to the thanks, as fast as it goes. */
static void *fill_in(void *context) {
    struct sending *s = context;
    char location[200], text[100];
    snprintf(location, sizeof location, "/q/%s/nl/r%zu/intro", s->crowd->tokens[s->person],
             s->person);
    snprintf(text, sizeof text, "go=next&consent=yes&a.s1=%zu&o.open_well=person+%zu",
             s->person % 5 + 1, s->person);
    pthread_barrier_wait(s->start);
    s->status = 303;
    for (int page = 0; page < 12 && s->status == 303 && strstr(location, "/thanks") == NULL;
         page++) {
        s->status = send_page(s->crowd, text, location);
    }
    s->status = strstr(location, "/thanks") != NULL ? 200 : s->status;
    return NULL;
}

static void twenty_three_fill_in_the_form(void **state) {
    (void)state;
    struct crowd *crowd = crowd_new(PARTNERS);
    struct sending sendings[PARTNERS] = {0};
    crowd_serve(crowd);
    for (size_t i = 0; i < PARTNERS; i++) {
        sendings[i] = (struct sending){.person = i};
    }
    all_at_once(crowd, sendings, PARTNERS, fill_in);
    for (size_t i = 0; i < PARTNERS; i++) {
        sam_buf_fini(&sendings[i].body);
    }
    assert_int_equal(count_of(crowd, "SELECT count(*) FROM response WHERE state = 'complete'"),
                     PARTNERS);
    assert_int_equal(count_of(crowd,
                              "SELECT count(*) FROM response r JOIN \"answers_alliance-31\" a ON "
                              "a.response = r.id JOIN open_answer o ON o.response = r.id WHERE "
                              "a.s1 = CAST(substr(r.respondent, 2) AS INTEGER) % 5 + 1 AND "
                              "o.text = 'person ' || substr(r.respondent, 2)"),
                     PARTNERS);
    crowd_free(crowd);
}

/* The button pressed twice, or eight times: one response, and every press is told that it is saved.
 */
static void pressed_many_times(void **state) {
    (void)state;
    enum { PRESSES = 8 };
    struct crowd *crowd = crowd_new(2);
    struct sending sendings[PRESSES] = {0};
    size_t new = 0, same = 0;
    crowd_serve(crowd);
    for (size_t i = 0; i < PRESSES; i++) {
        sendings[i] = (struct sending){.person = 0, .json = "{\"answers\": {\"s1\": 4}}"};
    }
    all_at_once(crowd, sendings, PRESSES, send_one);
    for (size_t i = 0; i < PRESSES; i++) {
        new += strstr(sendings[i].body.data, "\"new\"") != NULL;
        same += strstr(sendings[i].body.data, "\"same\"") != NULL;
        sam_buf_fini(&sendings[i].body);
    }
    assert_int_equal(new, 1);
    assert_int_equal(same, PRESSES - 1);
    assert_int_equal(count_of(crowd, "SELECT count(*) FROM response"), 1);
    assert_int_equal(count_of(crowd, "SELECT version FROM response"), 1);
    crowd_free(crowd);
}

static void two_of_one_organisation(void **state) {
    (void)state;
    struct crowd *crowd = crowd_new(2);
    struct sending sendings[2] = {{.person = 0, .json = "{\"answers\": {\"s1\": 1}}"},
                                  {.person = 1, .json = "{\"answers\": {\"s1\": 5}}"}};
    crowd_serve(crowd);
    all_at_once(crowd, sendings, 2, send_one);
    sam_buf_fini(&sendings[0].body);
    sam_buf_fini(&sendings[1].body);
    assert_int_equal(count_of(crowd, "SELECT count(*) FROM response WHERE organisation = 'o0'"), 2);
    assert_int_equal(count_of(crowd, "SELECT sum(s1) FROM \"answers_alliance-31\""), 6);
    crowd_free(crowd);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twenty_three_partners),
        cmocka_unit_test(twenty_three_fill_in_the_form),
        cmocka_unit_test(pressed_many_times),
        cmocka_unit_test(two_of_one_organisation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
