#include "report/shared_before.h"

#include "fixture.h"

#include "base/file.h"
#include "report/disclosure.h"

/* What these documents name, told from what a plan of `checksum` would show. */
static bool other_than(struct fixture *f, const char *folder, const char *checksum) {
    struct sam_disclosure *plan = f->results->disclosure;
    char kept[sizeof plan->checksum];
    memcpy(kept, plan->checksum, sizeof kept);
    snprintf(plan->checksum, sizeof plan->checksum, "%s", checksum);
    bool other = sam_shared_before(f->results, folder);
    memcpy(plan->checksum, kept, sizeof kept);
    return other;
}

static void another_plan_is_noticed_in_either_language(void **state) {
    (void)state;
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        struct fixture f;
        struct sam_err err = {0};
        char *folder = sam_temporary_folder();
        fixture_init(&f, NULL, 0, 1, true);
        assert_false(sam_shared_before(f.results, folder));
        assert_int_equal(sam_documents_write(f.results, folder, 1U << lang, NULL, &err), SAM_OK);
        assert_false(sam_shared_before(f.results, folder));
        assert_true(other_than(&f, folder, "0000000000000000"));
        fixture_fini(&f);
        sam_folder_remove(folder);
    }
}

static void a_page_that_names_none_is_not_ours(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    static const char page[] = "<p>; what; is shown; </p>";
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "share/overall.en.html");
    fixture_init(&f, NULL, 0, 1, true);
    assert_int_equal(sam_file_write(path, page, sizeof page - 1, &err), SAM_OK);
    assert_false(other_than(&f, folder, "0000000000000000"));
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_plan_is_noticed_in_either_language),
        cmocka_unit_test(a_page_that_names_none_is_not_ours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
