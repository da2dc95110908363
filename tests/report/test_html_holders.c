#include "report/html.h"

#include "fixture.h"

/* alliance-31 with two statements for account holders alone, and w1 mirrored. */
static void with_holders(struct sam_questionnaire *q) {
    static struct sam_item items[40];
    static struct sam_scale scales[10];
    static size_t own[2];
    memcpy(items, q->items, q->item_count * sizeof *items);
    memcpy(scales, q->scales, q->scale_count * sizeof *scales);
    size_t w1 = sam_questionnaire_item(q, "w1");
    items[w1].audience = 7;
    items[w1].wording[SAM_ACCOUNT_HOLDER] = (struct sam_text){{"Wij denken mee.", "We think."}};
    scales[q->scale_count] = (struct sam_scale){.id = "own",
                                                .title = {{"Eigen", "Own <scale>"}},
                                                .items = own,
                                                .item_count = 2,
                                                .phase = SAM_PHASE_NONE,
                                                .min_answered = 0.5};
    for (size_t i = 0; i < 2; i++) {
        own[i] = q->item_count;
        items[q->item_count++] =
            (struct sam_item){.id = i == 0 ? "h1" : "h2",
                              .text = {{"n", i == 0 ? "Only they <know>." : "And this."}},
                              .theme = items[w1].theme,
                              .scale = q->scale_count,
                              .phase = SAM_PHASE_NONE,
                              .questions = items[w1].questions,
                              .audience = 1U << SAM_ACCOUNT_HOLDER};
    }
    q->scale_count++;
    q->items = items;
    q->scales = scales;
}

struct world {
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    struct sam_item *items;
    struct sam_scale *scales;
    struct sam_item_score item_scores[40], *item_before;
    struct sam_scale_score scale_scores[10], *scale_before;
    struct sam_results_alliance *alliance;
};

static void start(struct world *w) {
    fixture_init(&w->f, NULL, 0, 1, true);
    struct sam_questionnaire *q = w->f.results->questionnaire;
    w->items = q->items;
    w->scales = q->scales;
    w->alliance = &w->f.results->alliances[5];
    struct sam_alliance_result *result = &w->alliance->result;
    memset(w->item_scores, 0, sizeof w->item_scores);
    memset(w->scale_scores, 0, sizeof w->scale_scores);
    memcpy(w->item_scores, result->items, q->item_count * sizeof *w->item_scores);
    memcpy(w->scale_scores, result->scales, q->scale_count * sizeof *w->scale_scores);
    w->item_before = result->items;
    w->scale_before = result->scales;
    result->items = w->item_scores;
    result->scales = w->scale_scores;
    with_holders(q);
    for (size_t i = q->item_count - 2; i < q->item_count; i++) {
        w->item_scores[i] = (struct sam_item_score){
            .respondents = 2, .counts = {0, 1, 0, 1, 0}, .mean = sam_value(3), .ad = sam_value(1)};
    }
    w->scale_scores[q->scale_count - 1].mean = sam_value(2.94);
    w->scale_scores[q->scale_count - 1].respondents = 2;
    result->by_role[SAM_ACCOUNT_HOLDER] = 2;
    w->item_scores[sam_questionnaire_item(q, "w1")].voices[SAM_ACCOUNT_HOLDER] =
        (struct sam_voices){2, 7};
    fixture_page(&w->page, w->f.results, SAM_EN, &w->html);
}

static void finish(struct world *w) {
    w->f.results->questionnaire->items = w->items;
    w->f.results->questionnaire->scales = w->scales;
    w->f.results->questionnaire->item_count -= 2;
    w->f.results->questionnaire->scale_count--;
    w->alliance->result.items = w->item_before;
    w->alliance->result.scales = w->scale_before;
    fixture_page_fini(&w->page);
    fixture_fini(&w->f);
}

static void their_answers_stand_apart(void **state) {
    static struct world w;
    (void)state;
    start(&w);
    sam_html_holders(&w.page, w.alliance);
    sam_check_markup(w.html.data);
    check_contains(w.html.data, "What the account holder sees");
    check_contains(w.html.data, "2 account holders of the funder answered.");
    check_contains(w.html.data, "Own &lt;scale&gt;");
    check_contains(w.html.data, "2.9 (n = 2)");
    check_contains(w.html.data, "Only they &lt;know&gt;.");
    assert_int_equal(sam_count_of(w.html.data, "<svg class=\"answers\""), 2);
    finish(&w);
}

/* Neither among the statements of the partners, nor among their scores, nor in what is shared. */
static void partners_pages_leave_them_out(void **state) {
    static struct world w;
    (void)state;
    start(&w);
    sam_html_statements(&w.page, &w.alliance->result);
    sam_html_scores(&w.page, &w.alliance->result);
    w.f.results->against = "2018";
    sam_html_change(&w.page, &w.alliance->result);
    check_contains(w.html.data, "What changed since the last wave?");
    assert_null(strstr(w.html.data, "Only they"));
    assert_null(strstr(w.html.data, "Own &lt;scale"));
    finish(&w);
}

static void nothing_when_none_answered(void **state) {
    static struct world w;
    (void)state;
    start(&w);
    w.alliance->result.by_role[SAM_ACCOUNT_HOLDER] = 0;
    size_t before = w.html.length;
    sam_html_holders(&w.page, w.alliance);
    assert_int_equal(w.html.length, before);
    finish(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(their_answers_stand_apart),
                                       cmocka_unit_test(partners_pages_leave_them_out),
                                       cmocka_unit_test(nothing_when_none_answered)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
