#include "report/names.h"

#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static const char study_text[] =
    "{\"id\": \"s\", \"title\": {\"nl\": \"t\", \"en\": \"t\"}, \"funder\": \"Gemeente Amsterdam\","
    " \"places\": [\"De Pijp\", \"zuidoost\"], \"alliances\": [{\"id\": \"a\", \"name\":"
    " \"Samen Sterk\", \"partners\": [{\"id\": \"v\", \"name\": \"Stichting Vrouw en Vaart\","
    " \"lead\": true}, {\"id\": \"c\", \"name\": \"COC Nederland\"}]}], \"people\": ["
    " {\"respondent\": \"r\", \"alliance\": \"a\", \"organisation\": \"v\", \"role\": \"lead\","
    "  \"name\": \"Zo\xC3\xAB van der Berg\"}],"
    " \"waves\": [{\"id\": \"w\", \"questionnaire\": \"q\"}]}";

/* The flags as "kind:words|kind:words". */
static void check_flags(const struct sam_names *names, const char *text, const char *expected) {
    struct sam_name_flag flags[SAM_NAME_FLAGS];
    size_t count = sam_names_find(names, text, flags);
    struct sam_buf found;
    sam_buf_init(&found, SAM_BUF_UNLIMITED);
    for (size_t i = 0; i < count; i++) {
        sam_buf_printf(&found, "%s%s:%.*s", i > 0 ? "|" : "", sam_name_kind_id(flags[i].kind),
                       (int)flags[i].length, text + flags[i].at);
    }
    assert_string_equal(found.data, expected);
    sam_buf_fini(&found);
}

static struct sam_names *names_of(const char *text) {
    struct sam_study *study = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    if (sam_study_parse(text, strlen(text), "s", &study, &problems, &err) != SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
    struct sam_names *names = sam_names_new(study);
    sam_study_free(study);
    return names;
}

static void what_the_study_knows_is_flagged(void **state) {
    (void)state;
    struct sam_names *names = names_of(study_text);
    check_flags(names, "met zoe en Berg", "person:zoe|person:Berg");
    check_flags(names, "Zo\xC3\xAB van der Berg belde", "person:Zo\xC3\xAB van der Berg");
    check_flags(names, "bij vrouw en vaart was het druk", "");
    check_flags(names, "bij stichting vrouw en vaart", "partner:stichting vrouw en vaart");
    check_flags(names, "bij Vaart en het COC", "partner:Vaart|partner:COC");
    check_flags(names, "in de pijp en Zuidoost", "place:de pijp|place:Zuidoost");
    check_flags(names, "We zijn samen sterk. Samen Sterk werkt.",
                "alliance:samen sterk|alliance:Samen Sterk");
    check_flags(names, "de gemeente Amsterdam", "funder:gemeente Amsterdam");
    sam_names_free(names);
}

static void ordinary_words_are_left_alone(void **state) {
    (void)state;
    struct sam_names *names = names_of(study_text);
    check_flags(names, "Een stichting in het nederland van de vrouw.", "");
    check_flags(names, "Wij. Ik denk dat I agree. In English: yes\nEn verder", "");
    check_flags(names, "", "");
    sam_names_free(names);
}

static void contacts_and_possible_names_need_no_study(void **state) {
    (void)state;
    struct sam_names *names = sam_names_new(NULL);
    check_flags(names, "mail x.y@example.org of www.example.org, bel 06 1234 5678.",
                "contact:x.y@example.org|contact:www.example.org,|contact:06 1234 5678");
    check_flags(names, "Het was Fatima die belde. Fatima!", "possible:Fatima");
    check_flags(names, "van 2018 tot 2022, 100 % en @ niets", "");
    check_flags(names, "zie https://x.nl/a Piet", "contact:https://x.nl/a|possible:Piet");
    sam_names_free(names);
}

static void there_may_be_more_than_fit(void **state) {
    (void)state;
    struct sam_buf text;
    struct sam_name_flag flags[SAM_NAME_FLAGS];
    struct sam_names *names = sam_names_new(NULL);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_text(&text, "begin ");
    for (int i = 0; i < 500; i++) {
        sam_buf_text(&text, "Piet en ");
    }
    assert_int_equal(sam_names_find(names, text.data, flags), SAM_NAME_FLAGS);
    sam_buf_fini(&text);
    sam_names_free(names);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_study_knows_is_flagged),
        cmocka_unit_test(ordinary_words_are_left_alone),
        cmocka_unit_test(contacts_and_possible_names_need_no_study),
        cmocka_unit_test(there_may_be_more_than_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
