#include "model/study.h"

#include "support/sample.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#define STUDY_WITH(sources)                                                                        \
    "{'id': 's', 'title': {'nl': 'x', 'en': 'x'}, 'alliances': [{'id': 'a', 'name': 'A', "         \
    "'partners': [{'id': 'p', 'name': 'P', 'lead': true}]}], 'waves': [{'id': 'w1', "              \
    "'questionnaire': 'q'}, {'id': 'w2', 'questionnaire': 'q'}], 'sources': [" sources "]}"

static struct sam_study *parse(const char *sample, char **problems) {
    struct sam_study *study = NULL;
    struct sam_problems found;
    char *text = sam_sample(sample, NULL, NULL);
    sam_problems_init(&found);
    enum sam_status status = sam_study_parse(text, strlen(text), "s", &study, &found, NULL);
    assert_int_equal(status == SAM_OK, found.count == 0);
    assert_int_equal(status == SAM_OK, study != NULL);
    free(text);
    *problems = found.lines.data;
    return study;
}

static void test_every_type(void **state) {
    (void)state;
    char *problems = NULL;
    struct sam_study *s = parse(
        STUDY_WITH(
            "{'name': 'own', 'type': 'samenscan', 'url': 'https://h:1', 'wave': 'w1', "
            "'secret_file': 'key.txt', 'ca_file': 'ca.pem'},"
            "{'name': 'ls', 'type': 'limesurvey', 'url': 'https://l/rpc', 'wave': 'w2', 'survey': "
            "123456, 'user': 'u', 'secret_env': 'E', 'map': {'G1Q1': 's1', 'G1Q2': 's2'}, "
            "'values': {'A6': 'dk'}, 'alliances': {'1': 'a'}, 'organisations': {'P': 'p'}, "
            "'roles': {'L': 'lead'}},"
            "{'name': 'js', 'type': 'json', 'url': 'http://127.0.0.1:9/x', 'wave': 'w1', "
            "'insecure_http': true, 'auth': 'header', 'auth_name': 'X-Key', 'secret_env': 'E', "
            "'records': '/data', 'id': '/id', 'modified': '/m', 'complete': '/done', "
            "'complete_value': 'yes', 'next': '/next', 'offset_parameter': 'o', "
            "'limit_parameter': 'l', 'since_parameter': 'since', 'page_size': 25},"
            "{'name': 'file', 'type': 'csv', 'url': 'data/x.csv', 'wave': 'w1', 'separator': "
            "';'}"),
        &problems);
    assert_string_equal(problems, "");
    free(problems);
    assert_int_equal(s->source_count, 4);
    const struct sam_source *own = &s->sources[0];
    assert_int_equal(own->type, SAM_SOURCE_SAMENSCAN);
    assert_string_equal(own->secret_file, "key.txt");
    assert_string_equal(own->ca_file, "ca.pem");
    assert_null(own->secret_env);
    assert_false(own->insecure_http);
    assert_int_equal(own->page_size, 0);
    const struct sam_source *ls = &s->sources[1];
    assert_int_equal(ls->type, SAM_SOURCE_LIMESURVEY);
    assert_string_equal(ls->survey, "123456");
    assert_string_equal(ls->user, "u");
    assert_int_equal(ls->map_count, 2);
    assert_string_equal(ls->map[1].from, "G1Q2");
    assert_string_equal(ls->map[1].to, "s2");
    assert_string_equal(ls->values[0].to, "dk");
    assert_string_equal(ls->alliances[0].from, "1");
    assert_string_equal(ls->organisations[0].to, "p");
    assert_string_equal(ls->roles[0].to, "lead");
    const struct sam_source *json = &s->sources[2];
    assert_true(json->insecure_http);
    assert_string_equal(json->auth, "header");
    assert_string_equal(json->auth_name, "X-Key");
    assert_string_equal(json->records, "/data");
    assert_string_equal(json->record_id, "/id");
    assert_string_equal(json->modified, "/m");
    assert_string_equal(json->complete, "/done");
    assert_string_equal(json->complete_value, "yes");
    assert_string_equal(json->next, "/next");
    assert_string_equal(json->offset_parameter, "o");
    assert_string_equal(json->limit_parameter, "l");
    assert_string_equal(json->since_parameter, "since");
    assert_int_equal(json->page_size, 25);
    assert_int_equal(s->sources[3].separator, ';');
    assert_string_equal(s->sources[3].url, "data/x.csv");
    assert_string_equal(sam_source_type_id(SAM_SOURCE_LIMESURVEY), "limesurvey");
    assert_int_equal(sam_study_source(s, "js"), 2);
    sam_study_free(s);
}

#define CSV "'name': 'c', 'type': 'csv', 'url': 'x.csv', 'wave': 'w1'"
#define LS "'name': 'l', 'type': 'limesurvey', 'url': 'https://x', 'wave': 'w1'"
#define JSON "'name': 'j', 'type': 'json', 'url': 'https://x', 'wave': 'w1', 'id': '/id'"

static const struct {
    const char *text, *problems;
} rules[] = {
    {STUDY_WITH("{" CSV "}, {" CSV "}"), "s: two sources have the name \"c\"\n"},
    {STUDY_WITH("{" CSV ", 'password': 'x'}"),
     "s: sources[0]: unknown key \"password\"; remove it or correct its spelling\n"},
    {STUDY_WITH("{'name': 'c', 'type': 'excel', 'url': 'x', 'wave': 'w1'}"),
     "s: sources[0]: type \"excel\" must be samenscan, limesurvey, odk, nextcloud-forms, "
     "kobotoolbox, redcap, surveymonkey, formbricks, qualtrics, json or csv\n"},
    {STUDY_WITH("{'name': 'c', 'url': 'x', 'wave': 'w1'}"), "s: sources[0]: \"type\" is missing\n"},
    {STUDY_WITH("{'type': 'csv', 'url': 'x', 'wave': 'w1'}"),
     "s: sources[0]: \"name\" is missing\n"},
    {STUDY_WITH("{'name': 'c', 'type': 'csv', 'wave': 'w1'}"),
     "s: sources[0]: \"url\" is missing\n"
     "s: sources[0]: url \"\" must start with https:// (or be a file's path, for csv)\n"},
    {STUDY_WITH("{'name': 'c', 'type': 'csv', 'url': 'ftp://x/y.csv', 'wave': 'w1'}"),
     "s: sources[0]: url \"ftp://x/y.csv\" must start with https:// (or be a file's path, for "
     "csv)\n"},
    {STUDY_WITH("{'name': 'c', 'type': 'csv', 'url': 'https://me:geheim@x/y@z', 'wave': 'w1'}, "
                "{'name': 'd', 'type': 'csv', 'url': 'ftp://geheim@x', 'wave': 'w1'}, "
                "{'name': 'e', 'type': 'csv', 'url': 'https://x/y@z', 'wave': 'w1'}"),
     "s: sources[0]: url holds a user name or password; put the name in \"user\" and the secret in "
     "an environment variable or a file\n"
     "s: sources[1]: url holds a user name or password; put the name in \"user\" and the secret in "
     "an environment variable or a file\n"},
    {STUDY_WITH("{'name': 'j', 'type': 'json', 'url': 'data.json', 'wave': 'w1', 'id': '/id'}"),
     "s: sources[0]: url \"data.json\" must start with https:// (or be a file's path, for csv)\n"},
    {STUDY_WITH("{'name': 'c', 'type': 'csv', 'url': 'x.csv', 'wave': 'w9'}"),
     "s: sources[0]: wave \"w9\" is not among the waves\n"},
    {STUDY_WITH("{'name': 'c', 'type': 'csv', 'url': 'x.csv'}"),
     "s: sources[0]: say which wave its responses belong to\n"},
    {STUDY_WITH("{'name': 'o', 'type': 'samenscan', 'url': 'https://x', 'secret_env': 'E'}, "
                "{'name': 'c', 'type': 'csv', 'url': 'x.csv'}"),
     "s: sources[1]: say which wave its responses belong to\n"},
    {STUDY_WITH("{" CSV ", 'separator': ', '}"),
     "s: sources[0]: separator \", \" must be a comma, semicolon, tab or |\n"},
    {STUDY_WITH("{" CSV ", 'separator': ''}"),
     "s: sources[0]: separator \"\" must be a comma, semicolon, tab or |\n"},
    {STUDY_WITH("{" CSV ", 'page_size': 0}"),
     "s: sources[0]: \"page_size\" must be a whole number from 1 to 100000\n"},
    {STUDY_WITH("{" CSV ", 'map': ['s1']}"),
     "s: sources[0]: \"map\" must be an object: {\"from\": \"to\"}\n"},
    {STUDY_WITH("{" CSV ", 'map': {'Q1': 1, 'Q2': 's2'}}"),
     "s: sources[0]: map.Q1 must be text between quotation marks\n"},
    {STUDY_WITH("{" CSV ", 'insecure_http': 'yes'}"),
     "s: sources[0]: \"insecure_http\" must be true or false\n"},
    {STUDY_WITH("{" LS ", 'user': 'u', 'secret_env': 'E'}"),
     "s: sources[0]: limesurvey needs \"survey\"\n"},
    {STUDY_WITH("{" LS ", 'survey': '1', 'secret_env': 'E'}"),
     "s: sources[0]: limesurvey needs \"user\"\n"},
    {STUDY_WITH("{'name': 'o', 'type': 'odk', 'url': 'https://x', 'wave': 'w1', 'user': 'u', "
                "'secret_env': 'E'}"),
     "s: sources[0]: odk needs \"survey\"\n"
     "s: sources[0]: odk needs \"project\"\n"},
    {STUDY_WITH("{'name': 'n', 'type': 'nextcloud-forms', 'url': 'https://x', 'wave': 'w1', "
                "'secret_env': 'E'}"),
     "s: sources[0]: nextcloud-forms needs \"survey\"\n"
     "s: sources[0]: nextcloud-forms needs \"user\"\n"},
    {STUDY_WITH("{'name': 'k', 'type': 'kobotoolbox', 'url': 'https://x', 'wave': 'w1', "
                "'secret_env': 'E'}, {'name': 'm', 'type': 'surveymonkey', 'url': 'https://x', "
                "'wave': 'w1', 'secret_env': 'E'}, {'name': 'f', 'type': 'formbricks', 'url': "
                "'https://x', 'wave': 'w1', 'secret_env': 'E'}, {'name': 'q', 'type': "
                "'qualtrics', 'url': 'https://x', 'wave': 'w1', 'secret_env': 'E'}"),
     "s: sources[0]: kobotoolbox needs \"survey\"\n"
     "s: sources[1]: surveymonkey needs \"survey\"\n"
     "s: sources[2]: formbricks needs \"survey\"\n"
     "s: sources[3]: qualtrics needs \"survey\"\n"},
    {STUDY_WITH("{'name': 'r', 'type': 'redcap', 'url': 'https://x', 'wave': 'w1'}"),
     "s: sources[0]: needs \"secret_env\" (name of an environment variable), \"secret_file\" (a "
     "file only you can read) or \"secret_store\" (name in the desktop's secret store)\n"},
    {STUDY_WITH("{" LS ", 'survey': 0, 'user': 'u', 'secret_env': 'E'}"),
     "s: sources[0]: \"survey\" must be a whole number from 1 to 9007199254740991\n"},
    {STUDY_WITH("{" LS ", 'survey': 1, 'user': 'u'}"),
     "s: sources[0]: needs \"secret_env\" (name of an environment variable), \"secret_file\" (a "
     "file only you can read) or \"secret_store\" (name in the desktop's secret store)\n"},
    {STUDY_WITH("{'name': 'j', 'type': 'json', 'url': 'https://x', 'wave': 'w1'}"),
     "s: sources[0]: json needs \"id\": where a record's own id stands\n"},
    {STUDY_WITH("{" JSON ", 'auth': 'magic'}"),
     "s: sources[0]: auth \"magic\" must be none, bearer, basic, header or query\n"},
    {STUDY_WITH("{" JSON ", 'auth': 'query', 'secret_env': 'E'}"),
     "s: sources[0]: auth query needs \"auth_name\"\n"},
    {STUDY_WITH("{" JSON ", 'auth': 'basic', 'secret_env': 'E'}"),
     "s: sources[0]: auth basic needs \"user\"\n"},
    {STUDY_WITH("{" JSON ", 'auth': 'bearer'}"),
     "s: sources[0]: needs \"secret_env\" (name of an environment variable), \"secret_file\" (a "
     "file only you can read) or \"secret_store\" (name in the desktop's secret store)\n"},
};

static void test_every_rule(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char *problems = NULL;
        struct sam_study *study = parse(rules[i].text, &problems);
        if (strcmp(problems, rules[i].problems) != 0) {
            fail_msg("%s\ngot      %sexpected %s", strstr(rules[i].text, "'sources'"), problems,
                     rules[i].problems);
        }
        assert_null(study);
        free(problems);
    }
}

static void test_what_needs_no_secret(void **state) {
    (void)state;
    static const char *const texts[] = {
        STUDY_WITH("{" CSV "}"), STUDY_WITH("{" JSON "}"), STUDY_WITH("{" JSON ", 'auth': 'none'}"),
        STUDY_WITH("{'name': 'c', 'type': 'csv', 'url': 'http://x/y.csv', 'wave': 'w1'}")};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char *problems = NULL;
        struct sam_study *study = parse(texts[i], &problems);
        assert_string_equal(problems, "");
        sam_study_free(study);
        free(problems);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_type),
        cmocka_unit_test(test_every_rule),
        cmocka_unit_test(test_what_needs_no_secret),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
