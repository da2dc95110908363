#include "report/provenance.h"

#include "model/study.h"
#include "support/support.h"

static struct sam_results example(struct sam_questionnaire *q) {
    *q = (struct sam_questionnaire){.id = "alliance-31", .version = "1.0.0"};
    q->title.in[SAM_NL] = "Vragen";
    q->title.in[SAM_EN] = "Questions";
    return (struct sam_results){.questionnaire = q,
                                .version = "0.1.0",
                                .wave = "2020",
                                .analysed_at = "2026-11-22T10:30:59+01:00",
                                .checksum = "0123456789abcdef"};
}

static void one_line_says_it_all(void **state) {
    (void)state;
    struct sam_questionnaire q;
    struct sam_results results = example(&q);
    struct sam_buf text;
    sam_buf_init(&text, 10000);
    sam_provenance_line(&results, SAM_EN, SAM_CHECKSUM_SHORT, &text);
    assert_string_equal(text.data,
                        "Questions; wave 2020; questionnaire alliance-31 1.0.0; samenscan "
                        "0.1.0; computed 2026-11-22 09:30 UTC; results 01234567");
    results.study_title.in[SAM_NL] = "Onderzoek";
    sam_buf_clear(&text);
    sam_provenance_line(&results, SAM_NL, 0, &text);
    assert_string_equal(text.data,
                        "Onderzoek; ronde 2020; vragenlijst alliance-31 1.0.0; samenscan "
                        "0.1.0; berekend 2026-11-22 09:30 UTC");
    q.holders_id = "account-holder";
    q.holders_version = "2.0.0";
    sam_buf_clear(&text);
    sam_provenance_line(&results, SAM_EN, 0, &text);
    check_contains(text.data, "samenscan 0.1.0; for account holders account-holder 2.0.0; comp");
    sam_buf_fini(&text);
}

static void what_is_not_known_is_not_said(void **state) {
    (void)state;
    struct sam_questionnaire q;
    struct sam_results results = example(&q);
    struct sam_buf text;
    sam_buf_init(&text, 10000);
    results.wave = NULL;
    results.analysed_at = NULL;
    sam_provenance_line(&results, SAM_EN, 0, &text);
    assert_string_equal(text.data, "Questions; questionnaire alliance-31 1.0.0; samenscan 0.1.0");
    assert_int_equal(sam_results_moment(&results), 315532800);
    results.analysed_at = "1970-01-01T00:00:00Z";
    assert_int_equal(sam_results_moment(&results), 315532800);
    results.analysed_at = "yesterday";
    assert_int_equal(sam_results_moment(&results), 315532800);
    results.analysed_at = "2026-11-22T09:30:00Z";
    assert_int_equal(sam_results_moment(&results), 1795339800);
    sam_buf_fini(&text);
}

static void responses_that_were_never_analysed_say_so(void **state) {
    (void)state;
    struct sam_questionnaire q;
    struct sam_results results = example(&q);
    struct sam_study study = {.title.in = {"Onderzoek", "Study"}};
    struct sam_buf text;
    sam_buf_init(&text, 10000);
    sam_provenance_responses(&study, "2021", &q, NULL, SAM_EN, &text);
    assert_string_equal(text.data,
                        "Study; wave 2021; questionnaire alliance-31 1.0.0; samenscan " SAM_VERSION
                        "; not analysed yet");
    sam_buf_clear(&text);
    sam_provenance_responses(&study, "2021", &q, &results, SAM_EN, &text);
    check_contains(text.data, "results 01234567");
    sam_buf_fini(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_says_it_all),
        cmocka_unit_test(responses_that_were_never_analysed_say_so),
        cmocka_unit_test(what_is_not_known_is_not_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
