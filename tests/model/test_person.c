#include "model/person.h"

#include "support/sample.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void one_address_and_one_name_is_one_person(void **state) {
    (void)state;
    const struct sam_person ann = {.email = "ann@b.nl", .name = "Ann"};
    const struct sam_person again = {.email = "Ann@B.nl", .name = "Ann"};
    const struct sam_person bob = {.email = "ann@b.nl", .name = "Bob"};
    const struct sam_person nameless = {.email = "ann@b.nl"};
    const struct sam_person nobody = {.name = "Ann"};
    const struct sam_person nobody_else = {.name = "Ann"};
    assert_true(sam_person_same(&ann, &again));
    assert_false(sam_person_same(&ann, &bob));
    assert_false(sam_person_same(&ann, &nameless));
    assert_true(sam_person_same(&nameless, &nameless));
    assert_false(sam_person_same(&nobody, &nobody_else));
    assert_true(sam_person_same(&nobody, &nobody));
}

static void places_are_chained_per_person(void **state) {
    (void)state;
    struct sam_person people[] = {{.email = "ann@b.nl", .name = "Ann"},
                                  {.name = "Nobody"},
                                  {.email = "ANN@b.nl", .name = "Ann"},
                                  {.email = "ann@b.nl"},
                                  {.name = "Nobody"},
                                  {.email = "ann@b.nl", .name = "Ann"}};
    const struct sam_study study = {.people = people, .person_count = 6};
    size_t first[6], next[6];
    sam_study_group_people(&study, first, next);
    const size_t firsts[] = {0, 1, 0, 3, 4, 0};
    const size_t nexts[] = {2, SAM_NONE, 5, SAM_NONE, SAM_NONE, SAM_NONE};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(first[i], firsts[i]);
        assert_int_equal(next[i], nexts[i]);
        for (size_t j = 0; j < 6; j++) {
            assert_int_equal(first[i] == first[j], sam_person_same(&people[i], &people[j]));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_address_and_one_name_is_one_person),
        cmocka_unit_test(places_are_chained_per_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
