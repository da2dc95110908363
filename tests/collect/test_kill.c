/* Collecting killed at random moments, from a platform that fails at random and changes meanwhile:
 * at the end the store equals the source. COUNT and SEED are its arguments; runs that end before
 * they are killed don't count. kill_collect.sh runs many.
 *
 * The seed fixes what changes, what fails and how long each run is given; what the machine does in
 * that time it can't fix. */
#include "fake_platform.h"

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static unsigned long kill_count = 60;
static unsigned long seed = 1;

struct shared {
    pthread_mutex_t lock; /* of fake */
    struct fake fake;
    volatile unsigned port;
};

static void locked_answer(void *context, const struct sam_exchange *exchange,
                          struct sam_reply *reply) {
    struct shared *shared = context;
    pthread_mutex_lock(&shared->lock);
    fake_answer(&shared->fake, exchange, reply);
    pthread_mutex_unlock(&shared->lock);
}

static void pause_ms(double ms) {
    struct timespec span = {(time_t)(ms / 1000), (long)(ms * 1e6) % 1000000000L};
    nanosleep(&span, NULL);
}

static pid_t start_server(struct shared *shared) {
    pid_t server = fork();
    assert_true(server >= 0);
    if (server == 0) {
        struct sam_loopback *loopback = sam_loopback_start(locked_answer, shared);
        shared->port = sam_loopback_port(loopback);
        for (;;) {
            pause();
        }
    }
    while (shared->port == 0) {
        pause_ms(1);
    }
    return server;
}

/* The child that is killed: opens the store as a program of its own would. */
static void collect_and_exit(const struct fixture *f, size_t source, bool full) {
    struct sam_store *store = NULL;
    struct sam_run run;
    struct sam_err err = {0};
    struct sam_collect_options options = {.full = full, .second_ms = 2};
    if (sam_store_open(f->folder, SAM_STORE_WRITE, &store, &err) != SAM_OK) {
        fprintf(stderr, "%s\n", err.text);
        _exit(2);
    }
    enum sam_status status =
        sam_collect(f->study, source, &f->instruments, store, &options, &run, &err);
    sam_store_close(store);
    if (status == SAM_E_STORE || status == SAM_E_INPUT) {
        fprintf(stderr, "%s\n", err.text);
        _exit(2);
    }
    _exit(status == SAM_OK ? 0 : 1);
}

/* Some come, some are answered on or edited, now and then one is deleted. */
static void change(struct shared *shared, uint64_t *random) {
    struct fake *fake = &shared->fake;
    pthread_mutex_lock(&shared->lock);
    for (uint64_t i = fake_random(random, 4); i > 0; i--) {
        int id = fake_random(random, 3) == 0 && fake->highest < FAKE_RECORDS - 1
                     ? fake->highest + 1
                     : (int)fake_random(random, (uint64_t)fake->highest) + 1;
        if (fake_random(random, 40) == 0) {
            fake_delete(fake, id);
        } else if (fake->records[id].there || !fake->records[id].ever) {
            fake_put(fake, id, (int)fake_random(random, 6), fake_random(random, 4) != 0);
        }
    }
    pthread_mutex_unlock(&shared->lock);
}

struct tally {
    unsigned long killed, done, failed;
    double usual_ms; /* about how long a run takes: half of them should be killed */
};

static void one_run(struct shared *shared, struct fixture *f, unsigned long number,
                    uint64_t *random, struct tally *tally) {
    size_t source = number % 2;
    bool full = fake_random(random, 8) == 0;
    double share = (double)fake_random(random, 1000) / 1000 * 1.3;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        collect_and_exit(f, source, full);
    }
    pause_ms(share * tally->usual_ms / 2);
    change(shared, random);
    pause_ms(share * tally->usual_ms / 2);
    int status = 0;
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status)) {
        assert_int_equal(WTERMSIG(status), SIGKILL);
        tally->killed++;
        tally->usual_ms *= 1.02;
    } else {
        assert_int_not_equal(WEXITSTATUS(status), 2);
        tally->done += WEXITSTATUS(status) == 0;
        tally->failed += WEXITSTATUS(status) != 0;
        tally->usual_ms *= 0.97;
    }
}

static void check_whole(struct fixture *f) {
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    assert_int_equal(sam_store_open(f->folder, SAM_STORE_WRITE, &f->store, &err), SAM_OK);
    assert_int_equal(sam_store_check(f->store, &problems, &err), SAM_OK);
    if (problems.count > 0) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
}

static void check_equal(struct shared *shared, struct fixture *f) {
    static const char *const names[] = {"ls", "own"};
    struct sam_err err = {0};
    struct sam_run run;
    check_whole(f);
    shared->fake.fault_percent = 0;
    for (size_t source = 0; source < 2; source++) {
        struct sam_collect_options options = {
            .full = true, .accept_withdrawals = true, .second_ms = 2};
        if (sam_collect(f->study, source, &f->instruments, f->store, &options, &run, &err) !=
            SAM_OK) {
            fail_msg("%s", err.text);
        }
    }
    for (size_t source = 0; source < 2; source++) {
        fake_check_source(f, &shared->fake, names[source]);
    }
}

static void test_killed_at_random(void **state) {
    (void)state;
    uint64_t random = seed;
    struct tally tally = {.usual_ms = 60};
    struct shared *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(shared != MAP_FAILED);
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&shared->lock, &attributes);
    for (int id = 1; id <= 200; id++) {
        fake_put(&shared->fake, id, 1 + id % 5, id % 7 != 0);
    }
    shared->fake.random = seed + 1000;
    shared->fake.fault_percent = 12;
    pid_t server = start_server(shared);
    struct sam_buf text;
    struct fixture f;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    fake_study(&text, shared->port);
    fixture_open_text(&f, text.data);
    sam_buf_fini(&text);
    /* SQLite connections must not be carried into a child. */
    sam_store_close(f.store);
    f.store = NULL;
    unsigned long runs = 0;
    for (; tally.killed < kill_count && runs < 10 * kill_count; runs++) {
        one_run(shared, &f, runs, &random, &tally);
    }
    check_equal(shared, &f);
    print_message("%lu runs: %lu killed, %lu done, %lu failed; %zu responses, %u requests; equal\n",
                  runs, tally.killed, tally.done, tally.failed, fake_count(&shared->fake),
                  shared->fake.requests);
    assert_int_equal(tally.killed, kill_count);
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    fixture_close(&f);
    munmap(shared, sizeof *shared);
}

int main(int argc, char **argv) {
    kill_count = argc > 1 ? strtoul(argv[1], NULL, 10) : kill_count;
    seed = argc > 2 ? strtoul(argv[2], NULL, 10) : seed;
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_killed_at_random)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
