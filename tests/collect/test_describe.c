#include "pages.h"

#include "collect/describe.h"

static const char study[] =
    "{\"id\": \"x\", \"title\": {\"nl\": \"x\", \"en\": \"x\"}, \"alliances\": [{\"id\": "
    "\"noord\", "
    "\"name\": \"Noord\", \"partners\": [{\"id\": \"a\", \"name\": \"A\", \"lead\": true}]}], "
    "\"waves\": [{\"id\": \"2026\", \"questionnaire\": \"recorded\"}], \"sources\": [{\"name\": "
    "\"kobo\", \"type\": \"kobotoolbox\", \"url\": \"@URL@\", \"survey\": \"aXyz\", "
    "\"secret_env\": "
    "\"SAM_TEST_SECRET\", \"values\": {\"nvt\": \"dk\"}}]}";

static void open_study(struct fixture *f, struct script *s) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    s->url[strlen(s->url) - strlen("/rpc")] = '\0';
    with_url(&text, study, s->url);
    fixture_open_text(f, text.data);
    sam_buf_fini(&text);
}

/* Codes whose label is of our scale are proposed; not those that say it themselves, were mapped by
 * somebody, or mean different things in different questions. */
static void test_values(void **state) {
    static const struct step steps[] = {
        {.expect = "/api/v2/assets/aXyz/",
         .body =
             "{\"content\":{\"survey\":[{\"type\":\"text\",\"name\":\"s1\",\"label\":[\"x\"]}],"
             "\"choices\":[{\"name\":\"eens\",\"label\":[\"Mee eens\"]},{\"name\":\"2\",\"label\":["
             "\"Mee oneens\"]},{\"name\":\"9\",\"label\":[\"Weet ik niet\",\"Don't "
             "know\"]},{\"name\":"
             "\"nvt\",\"label\":[\"Weet ik "
             "niet\"]},{\"name\":\"m\",\"label\":[\"Neutraal\"]},{\"name\":"
             "\"m\",\"label\":[\"Agree\"]},{\"name\":\"noord\",\"label\":[\"Noord\"]}]}}"}};
    struct script s;
    struct fixture f;
    struct sam_description d;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(steps));
    open_study(&f, &s);
    if (sam_describe(f.study, 0, &f.instruments, &f.options, &d, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(d.questions.count, 1);
    assert_int_equal(d.proposals[0].kind, SAM_PROPOSED_KNOWN);
    assert_int_equal(d.value_count, 2);
    assert_string_equal(d.values[0].from, "eens");
    assert_string_equal(d.values[0].to, "4");
    assert_string_equal(d.values[1].from, "9");
    assert_string_equal(d.values[1].to, "dk");
    sam_description_fini(&d);
    script_end(&s);
    fixture_close(&f);
}

static void test_failure_names_the_source(void **state) {
    static const struct step steps[] = {{.expect = "/api/v2/assets/aXyz/",
                                         .body = "{\"detail\":\"geheim-123\"}",
                                         .reply.status = 401}};
    struct script s;
    struct fixture f;
    struct sam_description d;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(steps));
    open_study(&f, &s);
    assert_int_equal(sam_describe(f.study, 0, &f.instruments, &f.options, &d, &err), SAM_E_AUTH);
    check_contains(err.text, "kobo: ");
    assert_null(strstr(err.text, "geheim"));
    sam_description_fini(&d);
    script_end(&s);
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values),
                                       cmocka_unit_test(test_failure_names_the_source)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
