#include "fixture.h"

/* Calls look with every document of every alliance in both languages. */
static void each_document(const struct fixture *f,
                          void (*look)(const char *html, const struct sam_document *document,
                                       enum sam_lang lang)) {
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
                look(html.data, &documents[d], (enum sam_lang)lang);
                sam_buf_fini(&html);
            }
        }
    }
}

static void look_whole(const char *html, const struct sam_document *document, enum sam_lang lang) {
    sam_check_markup(html);
    check_contains(html, lang == SAM_NL ? "<html lang=\"nl\">" : "<html lang=\"en\">");
    check_contains(html, "default-src 'none'; style-src 'unsafe-inline'");
    check_contains(html, sam_tr_in(lang, document->title));
    static const char *const banned[] = {"<script", "<img", "<link", "src=", "url(h", ">nan"};
    for (size_t i = 0; i < sizeof banned / sizeof *banned; i++) {
        assert_null(strstr(html, banned[i]));
    }
    assert_int_equal(sam_count_of(html, "<h1>"), 1);
    assert_int_equal(sam_count_of(html, "<main"), 1);
    /* every picture has its words */
    assert_int_equal(sam_count_of(html, "role=\"img\""), sam_count_of(html, "<svg class") - 1);
    assert_int_equal(sam_count_of(html, "<title>"), sam_count_of(html, "role=\"img\"") + 1);
}

static void every_document_is_whole_and_of_itself(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 4, 1, true);
    each_document(&f, look_whole);
    fixture_fini(&f);
}

/* Ids stand in addresses of files alone. */
static void look_for_ids(const char *html, const struct sam_document *document,
                         enum sam_lang lang) {
    (void)document;
    (void)lang;
    static const char *const ids[] = {"run_up",         "one_respondent", "ocw-2018",  "w-2018",
                                      "account_holder", "two_camps",      "low_agreed"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        assert_null(strstr(html, ids[i]));
    }
    const char *link = "href=\"../";
    const char *at = html;
    for (const char *dash = strstr(at, "samen-werkt-het"); dash != NULL;
         dash = strstr(dash + 1, "samen-werkt-het")) {
        const char *quote = dash;
        while (quote > html && *quote != '"') {
            quote--;
        }
        assert_true(quote - html > 6 && strncmp(quote - 5, link, strlen(link)) == 0);
    }
}

static void nobody_reads_an_id(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 4, 1, true);
    each_document(&f, look_for_ids);
    fixture_fini(&f);
}

static void look_for_marks(const char *html, const struct sam_document *document,
                           enum sam_lang lang) {
    check_contains(html, lang == SAM_NL ? "<title>Gesimuleerd: " : "<title>Simulated: ");
    check_contains(html, "class=\"banner simulated\"");
    bool confidential = document->audience == SAM_FOR_EVALUATOR;
    if (lang == SAM_EN) {
        check_contains(html, confidential
                                 ? "@bottom-left{content:\"Confidential \\2d  SIMULATED answers\""
                                 : "@bottom-left{content:\"SIMULATED answers\"");
    }
    assert_int_equal(strstr(html, "class=\"banner confidential\"") != NULL, confidential);
}

static void simulated_answers_are_marked_everywhere(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    each_document(&f, look_for_marks);
    f.results->simulated = false;
    fixture_html(f.results, "pack", 0, SAM_EN, &html);
    assert_null(strstr(html.data, "banner simulated"));
    assert_null(strstr(html.data, "SIMULATED"));
    check_contains(html.data, "@bottom-left{content:\"Confidential\"");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void look_for_scripts(const char *html, const struct sam_document *document,
                             enum sam_lang lang) {
    (void)document;
    (void)lang;
    sam_check_markup(html);
    assert_null(strstr(html, "<script"));
    assert_true(sam_count_of(html, "&lt;/title&gt;&lt;script&gt;") > 10);
}

static void hostile_names_stay_text(void **state) {
    (void)state;
    const char *hostile = "</title><script>alert('x')</script>\"&";
    struct fixture f;
    fixture_init(&f, FIXTURE_SMALL, 0, 1, true);
    f.results->study_title = (struct sam_text){{hostile, hostile}};
    f.results->funder = f.results->wave = f.results->version = hostile;
    f.results->questionnaire->title = (struct sam_text){{hostile, hostile}};
    f.results->questionnaire->version = hostile;
    f.results->questionnaire->themes[0].title = (struct sam_text){{hostile, hostile}};
    f.results->questionnaire->scales[0].title = (struct sam_text){{hostile, hostile}};
    f.results->questionnaire->sources[0].text = hostile;
    for (int i = 0; i < 4; i++) {
        f.results->questionnaire->labels[i] = (struct sam_text){{hostile, hostile}};
    }
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        f.results->alliances[a].name = hostile;
        f.results->alliances[a].evaluator[0] = (struct sam_evaluator_phase){SAM_NORMING, hostile};
    }
    each_document(&f, look_for_scripts);
    fixture_fini(&f);
}

/* Every reason there is, at every number of an alliance, still makes a page. */
static void every_reason_makes_a_page(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    for (int code = SAM_HAS_VALUE + 1; code <= SAM_WHYS; code++) {
        struct sam_number none = sam_no_value((enum sam_why)code);
        struct sam_alliance_result *result = &f.results->alliances[5].result;
        for (size_t s = 0; s < f.questionnaire->scale_count; s++) {
            struct sam_scale_score *score = &result->scales[s];
            *score = (struct sam_scale_score){.mean = s % 2 == 0 ? none : sam_value(3),
                                              .low = none,
                                              .high = none,
                                              .index = none,
                                              .sd = none,
                                              .zone = SAM_BAND_NONE,
                                              .lowest = none,
                                              .highest = none,
                                              .pooled = none,
                                              .pooled_low = none,
                                              .pooled_high = none,
                                              .rwg = none,
                                              .rwg_skewed = none,
                                              .rwg_star = none,
                                              .ad = none,
                                              .rwg_chance = none};
            f.results->scales[s].alpha = f.results->scales[s].icc1 = none;
        }
        result->phase[0].verdict = SAM_VERDICT_NO_DATA;
        result->phase[0].why = none.why;
        struct sam_buf html;
        fixture_html(f.results, "pack", 5, SAM_EN, &html);
        sam_check_markup(html.data);
        check_contains(html.data, "Why some numbers are absent");
        sam_buf_fini(&html);
    }
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_document_is_whole_and_of_itself),
        cmocka_unit_test(nobody_reads_an_id),
        cmocka_unit_test(simulated_answers_are_marked_everywhere),
        cmocka_unit_test(hostile_names_stay_text),
        cmocka_unit_test(every_reason_makes_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
