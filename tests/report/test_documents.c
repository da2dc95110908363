#include "story_fixture.h"

#include "base/file.h"

#include <unistd.h>

static bool is_there(const char *folder, const char *below) {
    char *path = sam_path_join(folder, below);
    bool there = access(path, R_OK) == 0;
    free(path);
    return there;
}

static void check_path(const struct sam_results *results, const char *document, size_t a,
                       enum sam_lang lang, const char *expected) {
    struct sam_buf path;
    sam_buf_init(&path, SAM_BUF_UNLIMITED);
    sam_document_path(fixture_document(document), results, a, lang, &path);
    assert_string_equal(path.data, expected);
    sam_buf_fini(&path);
}

static void names_say_what_of_whom_in_which_language(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    check_path(f.results, "overview", 0, SAM_NL, "evaluator/overview.nl.html");
    check_path(f.results, "pack", 0, SAM_EN, "evaluator/pack-act4respect.en.html");
    /* without a study alliances may be called anything */
    f.results->alliances[0].result.id = "../../etc/passwd";
    check_path(f.results, "pack", 0, SAM_EN, "evaluator/pack-etcpasswd~1.en.html");
    f.results->alliances[1].result.id = "\xC3\xA9 / ";
    check_path(f.results, "pack", 1, SAM_NL, "evaluator/pack-~2.nl.html");
    fixture_fini(&f);
}

static void all_are_written_and_the_overview_links_to_them(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    char *overview = NULL;
    fixture_init(&f, NULL, 0, 1, true);
    char *folder = sam_temporary_folder();
    assert_int_equal(
        sam_documents_write(f.results, folder, 1U << SAM_NL | 1U << SAM_EN, &overview, &err),
        SAM_OK);
    check_contains(overview, "/evaluator/overview.nl.html");
    struct sam_buf html;
    fixture_html(f.results, "overview", 0, SAM_EN, &html);
    size_t count = 0;
    const struct sam_document *documents = sam_documents(&count);
    for (size_t d = 1; d < count; d++) {
        size_t of = documents[d].scope == SAM_OVERALL ? 1 : f.results->alliance_count;
        for (size_t a = 0; a < of; a++) {
            struct sam_buf path;
            struct sam_buf link;
            bool applies = sam_document_applies(&documents[d], f.results, a);
            sam_buf_init(&path, SAM_BUF_UNLIMITED);
            sam_buf_init(&link, SAM_BUF_UNLIMITED);
            sam_document_path(&documents[d], f.results, a, SAM_EN, &path);
            sam_buf_printf(&link, "href=\"../%s\"", path.data);
            assert_int_equal(is_there(folder, path.data), applies);
            assert_int_equal(strstr(html.data, link.data) != NULL, applies);
            sam_buf_fini(&path);
            sam_buf_fini(&link);
        }
    }
    sam_buf_fini(&html);
    free(overview);
    sam_folder_remove(folder);
    fixture_fini(&f);
}

/* --- answers that make things hard ----------------------------------------------------------- */

/* Every document in both languages is whole, and no number in it is none. */
static void check_all(struct fixture *f) {
    size_t count = 0;
    const struct sam_document *documents = sam_documents(&count);
    for (size_t d = 0; d < count; d++) {
        size_t of = documents[d].scope == SAM_OVERALL ? 1 : f->results->alliance_count;
        for (size_t a = 0; a < of; a++) {
            for (int lang = 0; lang < SAM_LANGS; lang++) {
                struct sam_buf html;
                if (!sam_document_applies(&documents[d], f->results, a)) {
                    continue;
                }
                fixture_html(f->results, documents[d].id, a, (enum sam_lang)lang, &html);
                sam_check_markup(html.data);
                assert_null(strstr(html.data, "nan"));
                assert_null(strstr(html.data, "-inf"));
                assert_null(strstr(html.data, "(null)"));
                sam_buf_fini(&html);
            }
        }
    }
}

/* The example study whose people (the first `most` of each alliance) all answer alike. */
static void all_answer(struct fixture *f, uint8_t answer, size_t most, bool items, bool people) {
    memset(f, 0, sizeof *f);
    f->study = fixture_study(sam_shipped_find("examples/ocw-2018-2022/study.json")->text);
    f->questionnaire =
        fixture_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    f->answers = sam_answers_new(f->questionnaire->item_count);
    uint8_t row[SAM_ITEMS_MAX];
    memset(row, answer, sizeof row);
    for (size_t a = 0; a < f->study->alliance_count; a++) {
        sam_answers_add_alliance(f->answers, f->study->alliances[a].id);
        size_t added = 0;
        for (size_t p = 0; p < f->study->person_count; p++) {
            const struct sam_person *person = &f->study->people[p];
            if (person->alliance == a && added < most) {
                sam_answers_add(f->answers, f->study->alliances[a].id, person->organisation,
                                person->role, row);
                added++;
            }
        }
    }
    sam_answers_sort(f->answers);
    if (!people) {
        f->study->person_count = 0;
        for (size_t a = 0; a < f->study->alliance_count; a++) {
            memset(f->study->alliances[a].invited, 0, sizeof f->study->alliances[a].invited);
        }
    }
    f->options = (struct sam_analysis_options){
        .resamples = 100, .seed = 1, .min_group = 1, .items = items, .ordinal = true};
    f->context = (struct sam_results_context){.study = f->study, .wave = "2020", .version = "1"};
    fixture_run(f);
}

static void hard_answers_make_whole_documents(void **state) {
    (void)state;
    static const uint8_t answers[] = {1, 3, 5, SAM_DONT_KNOW, SAM_MISSING};
    for (size_t i = 0; i < sizeof answers; i++) {
        for (size_t most = 0; most <= 3; most++) {
            struct fixture f;
            all_answer(&f, answers[i], most, i % 2 == 0, true);
            check_all(&f);
            fixture_fini(&f);
        }
    }
}

static void nobody_answered_asks_again(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    all_answer(&f, 4, 0, true, true);
    fixture_html(f.results, "pack", 0, SAM_EN, &html);
    check_contains(html.data, "First ask for answers once more.");
    check_contains(html.data, "1 answer of the lead partner is missing. 3 answers of the other");
    assert_null(strstr(html.data, "A plan for the meeting"));
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void a_study_without_people_knows_nobody_missing(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    all_answer(&f, 4, 9, true, false);
    check_all(&f);
    fixture_html(f.results, "pack", 0, SAM_EN, &html);
    check_contains(html.data, "it is not known how many were invited");
    assert_null(strstr(html.data, "missing"));
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void without_items_the_pack_says_so(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, false);
    check_all(&f);
    fixture_html(f.results, "pack", 5, SAM_EN, &html);
    check_contains(html.data, "Left out because it was not asked for.");
    check_contains(html.data, "No statement is both favourable and agreed on.");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void results_without_a_study_make_documents(void **state) {
    (void)state;
    struct fixture f = {.questionnaire = fixture_questionnaire(FIXTURE_SMALL)};
    const uint8_t rows[][2] = {{4, 1}, {3, SAM_DONT_KNOW}, {1, 2}, {4, 4}};
    f.answers = sam_answers_new(2);
    for (size_t i = 0; i < 4; i++) {
        sam_answers_add(f.answers, i < 3 ? "x y/z" : "y", "", SAM_ROLE_UNKNOWN, rows[i]);
    }
    sam_answers_sort(f.answers);
    f.options = (struct sam_analysis_options){.seed = 1, .min_group = 1, .items = true};
    f.context = (struct sam_results_context){.wave = "", .version = "1"};
    fixture_run(&f);
    check_all(&f);
    fixture_fini(&f);
}

static void the_same_results_give_the_same_bytes(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf one;
    struct sam_buf other;
    fixture_init(&f, NULL, 3, 1, true);
    fixture_html(f.results, "pack", 2, SAM_NL, &one);
    struct sam_results *again = fixture_parse(f.json.data);
    fixture_html(again, "pack", 2, SAM_NL, &other);
    assert_string_equal(one.data, other.data);
    sam_buf_fini(&one);
    sam_buf_fini(&other);
    sam_results_free(again);
    fixture_fini(&f);
}

static void alliances_stand_in_order_of_name(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    const char *before = NULL;
    fixture_html(f.results, "overview", 0, SAM_EN, &html);
    for (size_t i = 0; i < f.results->alliance_count; i++) {
        struct sam_buf row;
        sam_buf_init(&row, SAM_BUF_UNLIMITED);
        sam_buf_printf(&row, "role=\"rowheader\">%s</th>",
                       f.results->alliances[f.results->by_name[i]].name);
        const char *at = strstr(html.data, row.data);
        assert_true(at != NULL && (before == NULL || at > before));
        before = at;
        sam_buf_fini(&row);
    }
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void a_page_that_grows_too_large_is_told(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    struct sam_err err = {0};
    fixture_init(&f, NULL, 0, 1, true);
    sam_buf_init(&html, 20000);
    assert_int_equal(
        sam_document_html(fixture_document("overview"), f.results, 0, SAM_EN, &html, &err),
        SAM_E_LIMIT);
    check_contains(err.text, "8 alliances");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void a_folder_that_cannot_be_made_is_told(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    fixture_init(&f, NULL, 0, 1, true);
    assert_int_equal(sam_documents_write(f.results, "/dev/null/x", 1U << SAM_NL, NULL, &err),
                     SAM_E_IO);
    check_contains(err.text, "/dev/null");
    fixture_fini(&f);
}

static size_t documents_of(const struct fixture *f, const char *document) {
    size_t count = 0;
    for (size_t a = 0; a < f->results->alliance_count; a++) {
        count += sam_document_applies(fixture_document(document), f->results, a);
    }
    return count;
}

/* Consent is nobody's opinion: a wave of stories has no scores, topics or plan for a meeting, and
 * so two documents of its own. */
static void stories_have_documents_of_their_own(void **state) {
    (void)state;
    struct fixture f;
    struct stories own;
    struct sam_err err = {0};
    char *overview = NULL;
    char *folder = sam_temporary_folder();
    story_init(&f, &own);
    assert_int_equal(documents_of(&f, "overview"), 0);
    assert_int_equal(documents_of(&f, "pack"), 0);
    assert_int_equal(documents_of(&f, "handout"), 0);
    assert_int_equal(documents_of(&f, "overall"), 0);
    assert_int_equal(
        sam_documents_write(f.results, folder, 1U << SAM_NL | 1U << SAM_EN, &overview, &err),
        SAM_OK);
    check_contains(overview, "/evaluator/stories.nl.html");
    assert_true(is_there(folder, "evaluator/stories.en.html"));
    assert_true(is_there(folder, "share/stories.en.html"));
    assert_false(is_there(folder, "evaluator/overview.en.html"));
    free(overview);
    sam_folder_remove(folder);
    fixture_fini(&f);
}

/* What the lead alone fills in for the alliance is shown, without a score of one person. */
static void one_voice_of_an_alliance_is_shown(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    struct sam_err err = {0};
    all_answer(&f, 4, 1, true, true);
    struct sam_questionnaire *q = f.results->questionnaire;
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_document_html(fixture_document("pack"), f.results, 5, SAM_EN, &html, &err),
                     SAM_OK);
    assert_null(strstr(html.data, "The statements"));
    for (size_t i = 0; i < q->item_count; i++) {
        q->items[i].audience = 1U << SAM_LEAD;
    }
    sam_buf_clear(&html);
    assert_int_equal(sam_document_html(fixture_document("pack"), f.results, 5, SAM_EN, &html, &err),
                     SAM_OK);
    check_contains(html.data, "The statements");
    sam_check_markup(html.data);
    sam_buf_fini(&html);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_say_what_of_whom_in_which_language),
        cmocka_unit_test(all_are_written_and_the_overview_links_to_them),
        cmocka_unit_test(hard_answers_make_whole_documents),
        cmocka_unit_test(nobody_answered_asks_again),
        cmocka_unit_test(a_study_without_people_knows_nobody_missing),
        cmocka_unit_test(without_items_the_pack_says_so),
        cmocka_unit_test(results_without_a_study_make_documents),
        cmocka_unit_test(the_same_results_give_the_same_bytes),
        cmocka_unit_test(alliances_stand_in_order_of_name),
        cmocka_unit_test(a_page_that_grows_too_large_is_told),
        cmocka_unit_test(a_folder_that_cannot_be_made_is_told),
        cmocka_unit_test(stories_have_documents_of_their_own),
        cmocka_unit_test(one_voice_of_an_alliance_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
