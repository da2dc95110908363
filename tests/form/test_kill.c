/* The program serving, killed at random moments while many people save: what was confirmed to
 * somebody is in the store afterwards. COUNT (kills) and SEED are its arguments; kill_serve.sh runs
 * many. */
#include "crowd_fixture.h"

#include "model/instruments.h"
#include "store/store_private.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum { PEOPLE = 12 };

static unsigned long kill_count = 12;
static unsigned long seed = 1;

struct sender {
    struct crowd *crowd;
    size_t person;
    atomic_bool *stop;
    long sent, confirmed; /* numbers of the last one */
    unsigned long saved;
    unsigned refused; /* an answer that was neither yes nor the end of the connection */
};

/* Saves one number after another until the server is gone. */
static void *send_on(void *context) {
    struct sender *s = context;
    while (!atomic_load(s->stop)) {
        char json[160];
        snprintf(json, sizeof json,
                 "{\"complete\": false, \"answers\": {\"s1\": %ld, \"open_well\": \"%ld\"}}",
                 s->sent % 5 + 1, s->sent + 1);
        s->sent++;
        unsigned status = crowd_post(s->crowd, s->person, json, NULL);
        if (status == 200) {
            s->confirmed = s->sent;
            s->saved++;
        } else if (status != 0) {
            s->refused = status;
        } else {
            break;
        }
    }
    return NULL;
}

static long stored_number(struct sam_store *store, size_t person) {
    struct sam_err err = {0};
    sqlite3_stmt *get = NULL;
    bool row = false;
    char record_id[32];
    snprintf(record_id, sizeof record_id, "r%zu.w", person);
    assert_int_equal(sam_sql_own(store,
                                 "SELECT text FROM open_answer o JOIN response r ON r.id = "
                                 "o.response WHERE r.record_id = ?",
                                 &get, &err),
                     SAM_OK);
    sam_sql_bind_text(get, 1, record_id);
    assert_int_equal(sam_sql_step(store, get, &row, &err), SAM_OK);
    long number = row ? strtol(sam_sql_text(get, 0), NULL, 10) : 0;
    sqlite3_finalize(get);
    return number;
}

static void check_store(const struct crowd *crowd, const struct sender *senders) {
    struct sam_store *store = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    assert_int_equal(sam_store_open(crowd->folder, SAM_STORE_WRITE, &store, &err), SAM_OK);
    assert_int_equal(sam_store_check(store, &problems, &err), SAM_OK);
    if (problems.count > 0) {
        fail_msg("%s", problems.lines.data);
    }
    for (size_t i = 0; i < PEOPLE; i++) {
        long stored = stored_number(store, i);
        /* What was on its way when the server died may be there or not. */
        if (stored < senders[i].confirmed || stored > senders[i].sent) {
            fail_msg("person %zu: confirmed %ld, sent %ld, but %ld is in the store", i,
                     senders[i].confirmed, senders[i].sent, stored);
        }
    }
    sam_problems_fini(&problems);
    sam_store_close(store);
}

static void one_life(struct crowd *crowd, struct sender *senders, unsigned milliseconds) {
    pthread_t threads[PEOPLE];
    atomic_bool stop = false;
    crowd_serve(crowd);
    for (size_t i = 0; i < PEOPLE; i++) {
        senders[i].crowd = crowd;
        senders[i].person = i;
        senders[i].stop = &stop;
        assert_int_equal(pthread_create(&threads[i], NULL, send_on, &senders[i]), 0);
    }
    usleep(milliseconds * 1000);
    crowd_kill(crowd);
    atomic_store(&stop, true);
    for (size_t i = 0; i < PEOPLE; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(senders[i].refused, 0);
    }
    check_store(crowd, senders);
}

static void confirmed_is_kept(void **state) {
    (void)state;
    struct crowd *crowd = crowd_new(PEOPLE);
    struct sender senders[PEOPLE] = {0};
    unsigned long random = seed;
    unsigned long saved = 0;
    for (unsigned long i = 0; i < kill_count; i++) {
        random = random * 6364136223846793005U + 1442695040888963407U;
        one_life(crowd, senders, 20 + (unsigned)(random >> 33) % 180);
    }
    for (size_t i = 0; i < PEOPLE; i++) {
        saved += senders[i].saved;
    }
    print_message("%lu kills, %lu answers confirmed, none lost\n", kill_count, saved);
    assert_true(saved > kill_count);
    crowd_free(crowd);
}

int main(int argc, char **argv) {
    kill_count = argc > 1 ? strtoul(argv[1], NULL, 10) : kill_count;
    seed = argc > 2 ? strtoul(argv[2], NULL, 10) : seed;
    const struct CMUnitTest tests[] = {cmocka_unit_test(confirmed_is_kept)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
