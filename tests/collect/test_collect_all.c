/* Several sources of one study at once. */
#include "fake_apis.h"

static enum sam_status of(const struct sam_collected *collected, enum fake_api which) {
    return collected[which].status;
}

/* One server plays seven platforms; one refuses, one is not there: the rest is collected. */
static void test_one_fails_the_rest_goes_on(void **state) {
    static struct fake_apis api;
    struct fixture f;
    struct sam_buf text;
    struct sam_collected collected[FAKE_APIS] = {0};
    (void)state;
    struct sam_loopback *server = sam_loopback_start(fake_apis_answer, &api);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    fake_apis_study(&text, sam_loopback_port(server));
    fixture_open_text(&f, text.data);
    sam_buf_fini(&text);
    for (int id = 1; id <= 100; id++) {
        fake_put(&api.set, id, 1 + id % 5, true);
    }
    f.study->sources[FAKE_KOBO].url = "http://127.0.0.1:1/";
    f.study->sources[FAKE_REDCAP].record_id = "other";
    for (size_t i = 0; i < FAKE_APIS; i++) {
        collected[i].source = i;
    }
    sam_collect_all(f.study, &f.instruments, &f.options, collected, FAKE_APIS);
    assert_int_equal(of(collected, FAKE_KOBO), SAM_E_NET);
    assert_int_equal(of(collected, FAKE_REDCAP), SAM_E_INPUT);
    struct sam_err err = {0};
    assert_int_equal(sam_store_use_questionnaire(f.store, f.questionnaire, &err), SAM_OK);
    for (size_t i = 0; i < FAKE_APIS; i++) {
        if (i != FAKE_KOBO && i != FAKE_REDCAP) {
            if (collected[i].status != SAM_OK) {
                fail_msg("%s", collected[i].err.text);
            }
            assert_int_equal(collected[i].run.added, 100);
            fake_check_source(&f, &api.set, f.study->sources[i].name);
        } else {
            assert_string_equal(collected[i].run.outcome, "failed");
            check_contains(collected[i].err.text, f.study->sources[i].name);
        }
    }
    sam_loopback_stop(server);
    fixture_close(&f);
}

static void test_none(void **state) {
    struct sam_study study = {.folder = ""};
    struct sam_collect_options options = {0};
    (void)state;
    sam_collect_all(&study, NULL, &options, NULL, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_fails_the_rest_goes_on),
                                       cmocka_unit_test(test_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
