#include "pages.h"

#include "collect/listing.h"

static void test_stamps(void **state) {
    char text[SAM_STAMP_SIZE];
    (void)state;
    assert_true(sam_stamp_later("10", "9"));
    assert_true(sam_stamp_later("2026-01-01T00:00:00Z", "2026-01-01T00:30:00+01:00"));
    assert_false(sam_stamp_later("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"));
    assert_true(sam_stamp_later("2026-01-01T00:00:00.200Z", "2026-01-01T00:00:00.100Z"));
    assert_true(sam_stamp_later("b", "a"));
    sam_stamp_earlier("2026-01-01T00:00:30.5+01:00", 60, "Z", text);
    assert_string_equal(text, "2025-12-31T22:59:30Z");
    sam_stamp_earlier("yesterday", 60, "Z", text);
    assert_string_equal(text, "");
}

static struct sam_listing open_with(struct reading *r, const char *cursor) {
    struct sam_listing listing;
    reading_open(r, (struct sam_source){.name = "x", .type = SAM_SOURCE_KOBO, .url = "http://x/"});
    r->pass.cursor = cursor;
    sam_listing_open(&listing, &r->pass);
    return listing;
}

/* What it wrote it reads; anything else is the beginning. */
static void test_cursor(void **state) {
    static const char too_long[] = "{\"newest\": \"0123456789012345678901234567890123456789"
                                   "01234567890\"}";
    static const char *const others[] = {"", "{", "17", "{\"newest\": 3, \"top_id\": -1}",
                                         too_long};
    struct sam_page page;
    struct reading r;
    (void)state;
    sam_page_init(&page);
    struct sam_listing listing =
        open_with(&r, "{\"newest\": \"2026-01-01T00:00:00Z\", \"top_id\": 12, \"count\": 7}");
    assert_string_equal(listing.newest, "2026-01-01T00:00:00Z");
    sam_listing_keep(&listing, &page);
    assert_string_equal(page.cursor,
                        "{\"newest\": \"2026-01-01T00:00:00Z\", \"top_id\": 12, \"count\": 7}");
    sam_listing_close(&listing);
    reading_close(&r);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        listing = open_with(&r, others[i]);
        assert_int_equal(listing.top_id, 0);
        assert_int_equal(listing.count, -1);
        assert_true(strlen(listing.newest) < SAM_STAMP_SIZE);
        sam_listing_close(&listing);
        reading_close(&r);
    }
    sam_page_fini(&page);
}

static void test_whole(void **state) {
    struct sam_page page;
    struct reading r;
    (void)state;
    sam_page_init(&page);
    struct sam_listing listing = open_with(&r, "");
    assert_true(sam_listing_see(&listing, "a", "2026-01-01"));
    assert_false(sam_listing_see(&listing, "a", "2025-01-01"));
    assert_string_equal(listing.newest, "2026-01-01");
    for (int i = 0; i < 3; i++) {
        assert_false(sam_listing_whole(&listing, 2, &page));
        assert_true(page.more);
        sam_listing_see(&listing, "a", "");
        page.more = false;
    }
    assert_true(sam_listing_whole(&listing, 1, &page));
    assert_false(page.unsure);
    assert_string_equal(page.cursor, "{\"newest\": \"2026-01-01\", \"count\": 1}");
    page.cursor = NULL;
    assert_true(sam_listing_whole(&listing, 2, &page));
    assert_true(page.unsure);
    assert_null(page.cursor);
    check_contains(r.notices.data, "counts 2 responses, 1 were read");
    sam_listing_close(&listing);
    reading_close(&r);
    sam_page_fini(&page);
}

static void test_members(void **state) {
    struct sam_page page;
    struct sam_draft draft;
    struct reading r;
    (void)state;
    sam_page_init(&page);
    struct sam_listing listing = open_with(&r, "");
    cJSON *tree =
        cJSON_Parse("{\"g\":{\"h\":{\"s1\":4}},\"s2\":[\"Mee eens\"],\"toelichting\":[\"a\","
                    "\"b\"],\"vreemd\":1,\"leeg\":null,\"alliance\":\"noord\"}");
    sam_listing_draft(&listing, &page, "1", &draft);
    sam_listing_members(&listing, &draft, "", tree);
    assert_int_equal(draft.raw.answer_count, 3);
    assert_string_equal(answer_of(&draft.raw, "s1"), "4");
    assert_string_equal(answer_of(&draft.raw, "s2"), "4");
    assert_string_equal(answer_of(&draft.raw, "toelichting"), "a, b");
    assert_string_equal(draft.raw.alliance, "noord");
    sam_listing_close(&listing);
    check_contains(r.notices.data, "no such statement: vreemd (");
    cJSON_Delete(tree);
    reading_close(&r);
    sam_page_fini(&page);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_stamps), cmocka_unit_test(test_cursor),
                                       cmocka_unit_test(test_whole),
                                       cmocka_unit_test(test_members)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
