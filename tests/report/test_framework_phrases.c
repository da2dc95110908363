/* Is every sentence about expectations and research questions said? */
#include "report/framework_phrases.h"

#include "framed.h"
#include "phrases_check.h"
#include "report/disclosure.h"

static void say(const struct fixture *f, struct sam_buf said[SAM_LANGS]) {
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        for (int d = 0; d < 2; d++) {
            struct sam_buf html;
            fixture_html(f->results, d == 0 ? "overview" : "overall", 0, (enum sam_lang)lang,
                         &html);
            sam_buf_append(&said[lang], html.data, html.length);
            sam_buf_fini(&html);
        }
    }
}

static void walk_expectations(struct fixture *f, struct sam_buf said[SAM_LANGS]) {
    struct sam_results_expectation *one = &f->results->framework->expectations[1];
    struct sam_expectation_result *result = &one->result;
    struct sam_results_rating rating = {NULL, SAM_RATING_YES, {{"r", "r"}}};
    for (int i = 0; i <= SAM_SIDES_ONE; i++) {
        result->verdict = (enum sam_sides_verdict)i;
        for (int j = 0; j < SAM_CERTAINTY_NONE; j++) {
            result->both.certainty = (enum sam_certainty)j;
            result->both.rating = (enum sam_rating)j;
            say(f, said);
        }
    }
    result->sides[SAM_SIDE_PARTNERS].certainty = SAM_CERTAINTY_NONE;
    say(f, said);
    result->both.certainty = SAM_CERTAINTY_NONE;
    result->both.se = sam_no_value(SAM_WHY_NO_ANSWERS);
    one->ratings = &rating;
    one->rating_count = 1;
    say(f, said);
    one->item_count = 1;
    say(f, said);
    one->rating_count = 0;
    say(f, said);
}

/* What the plan shows of the first linked statement, and of no other. */
static void walk_cells(struct fixture *f, struct sam_buf said[SAM_LANGS]) {
    static const double ends[][2] = {{1, 1.5}, {3, 3.2}, {4, 5}, {3, 4}, {1, 5}};
    struct sam_disclosure *plan = f->results->disclosure;
    struct sam_results_expectation *one = &f->results->framework->expectations[1];
    for (size_t i = 0; i < f->questionnaire->item_count; i++) {
        plan->together[i].cell.shown = SAM_SHOW_NOTHING;
        for (size_t a = 0; a < plan->alliance_count; a++) {
            plan->alliances[a].items[i].shown = SAM_SHOW_NOTHING;
        }
    }
    say(f, said);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct sam_together *together = &plan->together[one->items[0]];
        together->alliances = 3;
        together->cell = (struct sam_cell){
            .shown = SAM_SHOW_MEAN, .n = 9, .value = 3, .low = ends[i][0], .high = ends[i][1]};
        say(f, said);
    }
}

static void every_sentence_is_said(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf said[SAM_LANGS];
    size_t count = 0;
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_buf_init(&said[lang], SAM_BUF_UNLIMITED);
    }
    framed_init(&f, 1);
    say(&f, said);
    f.results->framework->questions[0].open_answers[0] = 1;
    f.results->framework->questions[0].voices[0][SAM_SIDE_PARTNERS].mean =
        sam_no_value(SAM_WHY_NO_ANSWERS);
    walk_expectations(&f, said);
    walk_cells(&f, said);
    fixture_fini(&f);
    fixture_init_framed(&f, NULL, NULL, 0); /* scales of phases, and statements listed before */
    say(&f, said);
    fixture_fini(&f);
    const struct sam_phrase *phrases = sam_framework_phrases(&count);
    check_said(phrases, count, said);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_buf_fini(&said[lang]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
