#include "report/story_sharing.h"

#include "report/disclosure.h"
#include "story_fixture.h"

static void each_story_has_its_verdict(void **state) {
    (void)state;
    static const enum sam_story_verdict expected[STORY_SPECS] = {
        SAM_STORY_SHOWN, SAM_STORY_NAMES, SAM_STORY_NO_CONSENT, SAM_STORY_SHOWN,
        SAM_STORY_NOT_CLEARED};
    struct fixture f;
    struct stories own;
    story_init(&f, &own);
    struct sam_story_sharing *sharing = sam_story_sharing_new(f.results);
    assert_memory_equal(sharing->verdicts, expected, sizeof expected);
    assert_int_equal(sharing->shown, 2);
    assert_int_equal(sharing->order[0], 3); /* "Jongens ..." before "Samen ..." */
    assert_int_equal(sharing->order[1], 0);
    assert_int_equal(sharing->others, 3); /* by three people */
    /* three wrote in samen-werkt-het, but two elsewhere: naming the one would tell of the others */
    for (size_t i = 0; i < STORY_SPECS; i++) {
        assert_false(sharing->named[i]);
    }
    sam_story_sharing_free(sharing);
    fixture_fini(&f);
}

/* One story with these properties among those of four others in the same alliance. */
static enum sam_story_verdict verdict(struct story_spec first) {
    struct story_spec specs[5];
    struct fixture f;
    struct stories own;
    for (size_t i = 0; i < 5; i++) {
        specs[i] = story_specs[0];
        specs[i].teller = i + 1;
    }
    first.teller = 1;
    first.alliance = specs[0].alliance;
    specs[0] = first;
    story_init_of(&f, &own, specs, 5);
    struct sam_story_sharing *sharing = sam_story_sharing_new(f.results);
    enum sam_story_verdict found = sharing->verdicts[0];
    sam_story_sharing_free(sharing);
    fixture_fini(&f);
    return found;
}

static void nothing_gets_through_that_should_not(void **state) {
    (void)state;
    const struct story_spec good = story_specs[0];
    struct story_spec s = good;
    assert_int_equal(verdict(s), SAM_STORY_SHOWN);
    s.funder = false; /* silence */
    assert_int_equal(verdict(s), SAM_STORY_NO_CONSENT);
    s = good, s.report = false;
    assert_int_equal(verdict(s), SAM_STORY_NO_CONSENT);
    s = good, s.clearing = SAM_CLEARED_EARLIER;
    assert_int_equal(verdict(s), SAM_STORY_CHANGED);
    s.clearing = SAM_CLEARED_NOT, s.cleared = "Words that are only a draft.";
    assert_int_equal(verdict(s), SAM_STORY_NOT_CLEARED);
    /* in the evaluator's words: a capital may stay, what the study knows may not */
    s = good, s.change = "Bij Rutgers werkt Jan.", s.cleared = "Bij een Organisatie werkt iemand.";
    assert_int_equal(verdict(s), SAM_STORY_SHOWN);
    s.cleared = "Bij Rutgers werkt iemand.";
    assert_int_equal(verdict(s), SAM_STORY_EDITED_NAMES);
    s.cleared = "Bel 06 12345678 eens.";
    assert_int_equal(verdict(s), SAM_STORY_EDITED_NAMES);
    s.cleared = "Iemand werkt er.", s.cleared_title = "Bij Act4Respect";
    assert_int_equal(verdict(s), SAM_STORY_EDITED_NAMES);
    /* more names than are looked for */
    struct sam_buf many;
    sam_buf_init(&many, SAM_BUF_UNLIMITED);
    for (int i = 0; i < 2 * SAM_NAME_FLAGS; i++) {
        sam_buf_text(&many, "toen kwam Xaver ");
    }
    sam_buf_text(&many, "van Rutgers");
    s = good, s.cleared = many.data;
    assert_int_equal(verdict(s), SAM_STORY_EDITED_NAMES);
    sam_buf_fini(&many);
}

static void too_few_people_share_nothing(void **state) {
    (void)state;
    struct story_spec specs[6];
    struct fixture f;
    struct stories own;
    for (size_t i = 0; i < 6; i++) {
        specs[i] = story_specs[0];
    }
    /* six stories by two people, or by nobody knows whom: one person at most */
    for (size_t round = 0; round < 3; round++) {
        for (size_t i = 0; i < 6; i++) {
            specs[i].teller = round == 0 ? 1 + i % 2 : round == 1 ? 0 : i % 3;
        }
        story_init_of(&f, &own, specs, 6);
        struct sam_story_sharing *sharing = sam_story_sharing_new(f.results);
        assert_int_equal(sharing->shown, round == 2 ? 6 : 0);
        assert_int_equal(sharing->verdicts[5], round == 2 ? SAM_STORY_SHOWN : SAM_STORY_FEW);
        assert_int_equal(sharing->others, 0); /* how many is then not said either */
        sam_story_sharing_free(sharing);
        f.results->privacy.bands_from = 4;
        sharing = sam_story_sharing_new(f.results);
        assert_int_equal(sharing->shown, 0);
        sam_story_sharing_free(sharing);
        fixture_fini(&f);
    }
}

/* specs: `here` people in one alliance and `there` in another, one story each. */
static void tell(size_t here, size_t there, bool named_here, bool named_there) {
    struct story_spec specs[16];
    struct fixture f;
    struct stories own;
    for (size_t i = 0; i < here + there; i++) {
        specs[i] = story_specs[0];
        specs[i].teller = i + 1;
        specs[i].alliance = i < here ? "samen-werkt-het" : "act4respect";
    }
    story_init_of(&f, &own, specs, here + there);
    struct sam_story_sharing *sharing = sam_story_sharing_new(f.results);
    assert_int_equal(sharing->named[0], named_here);
    if (there > 0) {
        assert_int_equal(sharing->named[here], named_there);
    }
    assert_int_equal(sam_story_tellers(f.results, "samen-werkt-het"), here);
    assert_int_equal(sam_story_tellers(f.results, NULL), here + there);
    sam_story_sharing_free(sharing);
    fixture_fini(&f);
}

static void an_alliance_is_named_where_that_tells_nothing(void **state) {
    (void)state;
    tell(3, 3, true, true);
    tell(5, 0, true, false);
    tell(5, 1, false, false); /* who isn't named would be that one */
    tell(5, 2, false, false);
    tell(2, 2, false, false);
}

/* When fewer than three people's stories are left out, their number isn't said. */
static void how_many_are_left_out_is_said_of_three_people(void **state) {
    (void)state;
    struct story_spec specs[9];
    for (size_t refuse = 0; refuse <= 9; refuse++) {
        struct fixture f;
        struct stories own;
        for (size_t i = 0; i < 9; i++) {
            specs[i] = story_specs[0];
            specs[i].teller = i + 1;
            specs[i].report = i >= refuse;
        }
        specs[8].teller = 1; /* one of them wrote two */
        story_init_of(&f, &own, specs, 9);
        struct sam_story_sharing *sharing = sam_story_sharing_new(f.results);
        assert_int_equal(sharing->shown, 9 - refuse);
        assert_int_equal(sharing->others, refuse >= 3 ? refuse : 0);
        sam_story_sharing_free(sharing);
        fixture_fini(&f);
    }
}

/* The shared document's checksum is that of what it shows, and of nothing else. */
static void the_checksum_tells_of_nothing_hidden(void **state) {
    (void)state;
    struct fixture f;
    struct stories own;
    char before[SAM_CHECKSUM_SIZE];
    char after[SAM_CHECKSUM_SIZE];
    story_init(&f, &own);
    sam_story_sharing_checksum(f.results, before);
    assert_string_equal(f.results->disclosure->checksum, before);
    f.results->stories[2].parts[STORY_CHANGE].text = "Another secret.";
    f.results->stories[0].teller = 7;
    sam_story_sharing_checksum(f.results, after);
    assert_string_equal(before, after);
    f.results->stories[0].parts[STORY_CHANGE].text = "Something else.";
    sam_story_sharing_checksum(f.results, after);
    assert_string_not_equal(before, after);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_story_has_its_verdict),
        cmocka_unit_test(nothing_gets_through_that_should_not),
        cmocka_unit_test(too_few_people_share_nothing),
        cmocka_unit_test(an_alliance_is_named_where_that_tells_nothing),
        cmocka_unit_test(how_many_are_left_out_is_said_of_three_people),
        cmocka_unit_test(the_checksum_tells_of_nothing_hidden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
