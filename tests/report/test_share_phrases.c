#include "report/share_phrases.h"

#include "fixture.h"
#include "phrases_check.h"
#include "report/disclosure.h"
#include "report/disclosure_words.h"

/* Every branch of the shared documents: the cells of a real plan, changed one thing at a time. */
struct walk {
    struct fixture f;
    struct sam_results *results;
    struct sam_disclosed_alliance *own; /* of the alliance whose handout is made */
    struct sam_buf said[SAM_LANGS];
};

enum { ALLIANCE = 5 };

static void say(struct walk *w) {
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        struct sam_buf html;
        fixture_html(w->results, "handout", ALLIANCE, (enum sam_lang)lang, &html);
        sam_buf_append(&w->said[lang], html.data, html.length);
        sam_buf_fini(&html);
        fixture_html(w->results, "overall", 0, (enum sam_lang)lang, &html);
        sam_buf_append(&w->said[lang], html.data, html.length);
        sam_buf_fini(&html);
    }
}

static struct sam_cell mean_of(double value) {
    return (struct sam_cell){
        .shown = SAM_SHOW_MEAN, .n = 6, .value = value, .low = value - 0.2, .high = value + 0.2};
}

static void set_items(struct walk *w, size_t a, struct sam_cell cell, enum sam_consensus agree) {
    for (size_t i = 0; i < w->results->questionnaire->item_count; i++) {
        w->results->disclosure->alliances[a].items[i] = cell;
        w->results->disclosure->alliances[a].item_agreement[i] = agree;
    }
}

static void set_all(struct walk *w, struct sam_cell cell, enum sam_consensus agree) {
    for (size_t a = 0; a < w->results->alliance_count; a++) {
        set_items(w, a, cell, agree);
    }
    for (size_t i = 0; i < w->results->questionnaire->item_count; i++) {
        w->results->disclosure->together[i].cell = sam_cell_nothing(SAM_WITHHELD_FEW, 5);
    }
}

static void walk_statements(struct walk *w) {
    static const double values[] = {1, 2.5, 3.5, 5};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        set_all(w, mean_of(values[i]), SAM_CONSENSUS_YES);
        say(w);
    }
    set_all(w, mean_of(3), SAM_CONSENSUS_NO);
    say(w);
    struct sam_cell end = mean_of(4.5);
    end.or_higher = true;
    set_all(w, end, SAM_CONSENSUS_TOO_FEW);
    say(w);
    end = mean_of(1.5);
    end.or_lower = true;
    set_all(w, end, SAM_CONSENSUS_TOO_FEW);
    say(w);
    set_all(w, sam_cell_nothing(SAM_WITHHELD_FEW, 5), SAM_CONSENSUS_TOO_FEW);
    say(w);
}

static void walk_reasons(struct walk *w) {
    for (int why = SAM_WITHHELD_NOT + 1; why < SAM_WITHHELD_REASONS; why++) {
        set_all(w, sam_cell_nothing((enum sam_withheld)why, 5), SAM_CONSENSUS_TOO_FEW);
        for (size_t a = 0; a < w->results->alliance_count; a++) {
            for (size_t s = 0; s < w->results->questionnaire->scale_count; s++) {
                w->results->disclosure->alliances[a].scales[s] =
                    sam_cell_nothing((enum sam_withheld)why, 5);
            }
        }
        say(w);
    }
}

/* All alliances show these means on every scale, one after another by `step`. */
static void set_scales(struct walk *w, double first, double step, double spread) {
    for (size_t s = 0; s < w->results->questionnaire->scale_count; s++) {
        w->results->disclosure->spread[s] = spread;
        for (size_t a = 0; a < w->results->alliance_count; a++) {
            struct sam_cell cell = mean_of(first + step * (double)a);
            cell.n = 400;
            w->results->disclosure->alliances[a].scales[s] = cell;
        }
    }
}

static void walk_scales(struct walk *w) {
    set_scales(w, 3, 0.01, 1);
    say(w); /* all overlap, all phases alike */
    set_scales(w, 1.5, 0.4, 0.75);
    say(w); /* far apart */
    set_scales(w, 3, 0.15, 1);
    w->results->disclosure->alliances[0].scales[1].about = true;
    w->own->scales[1].about = true;
    say(w); /* some overlap */
    set_scales(w, 3, 0.1, 0);
    say(w); /* no spread: not compared */
    w->own->verdict[0] = true;
    w->results->alliances[ALLIANCE].result.phase[0].verdict = SAM_VERDICT_UNDECIDED;
    say(w);
}

static void walk_response(struct walk *w) {
    struct sam_alliance_result *result = &w->results->alliances[ALLIANCE].result;
    result->invited = 0;
    for (size_t n = 1; n <= 2; n++) {
        result->responded = n;
        say(w);
    }
}

static void every_shared_sentence_is_said_in_both_languages(void **state) {
    (void)state;
    struct walk w = {0};
    fixture_init(&w.f, NULL, 0, 1, true);
    w.results = w.f.results;
    w.own = &w.results->disclosure->alliances[ALLIANCE];
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_buf_init(&w.said[lang], SAM_BUF_UNLIMITED);
    }
    say(&w);
    walk_statements(&w);
    walk_scales(&w);
    walk_reasons(&w);
    walk_response(&w);
    size_t count = 0;
    const struct sam_phrase *phrases = sam_share_phrases(&count);
    check_said(phrases, count, w.said);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_buf_fini(&w.said[lang]);
    }
    fixture_fini(&w.f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shared_sentence_is_said_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
