#include "report/phrases.h"
#include "report/record_phrases.h"

#include "base/file.h"
#include "fixture.h"
#include "phrases_check.h"
#include "report/framework_phrases.h"
#include "report/sentences.h"
#include "report/share_phrases.h"
#include "report/story_phrases.h"
#include "report/strengths.h"

/* --- every sentence is said ------------------------------------------------------------------ */

struct walk {
    struct fixture f;
    struct sam_results_alliance *alliance;
    struct sam_alliance_result *result;
    struct sam_differences differences[16];
    struct sam_topic topics[64];
    struct sam_buf said[SAM_LANGS];
};

static void say(struct walk *w) {
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        struct sam_buf html;
        fixture_html(w->f.results, "pack", 5, (enum sam_lang)lang, &html);
        sam_buf_append(&w->said[lang], html.data, html.length);
        sam_buf_fini(&html);
    }
}

static void begin(struct walk *w) {
    memset(w, 0, sizeof *w);
    fixture_init_open(&w->f);
    w->alliance = &w->f.results->alliances[5];
    w->result = &w->alliance->result;
    memcpy(w->differences, w->result->differences,
           w->f.questionnaire->scale_count * sizeof *w->differences);
    w->result->differences = w->differences;
    memcpy(w->topics, w->result->topics, w->result->topic_count * sizeof *w->topics);
    w->result->topics = w->topics;
    w->f.results->against = "2018";
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_buf_init(&w->said[lang], SAM_BUF_UNLIMITED);
    }
    say(w);
}

static void walk_response(struct walk *w) {
    size_t invited = w->result->invited;
    size_t responded = w->result->responded;
    for (size_t n = 0; n <= 2; n++) {
        w->result->account_holders = n;
        for (int role = 0; role < SAM_ROLES; role++) {
            w->alliance->invited_by_role[role] = w->result->by_role[role] + n;
        }
        say(w);
    }
    w->result->responded = 4; /* of 9: low, with bounds */
    say(w);
    for (size_t n = 0; n <= 2; n++) {
        w->result->invited = 0;
        w->result->responded = n;
        w->result->account_holders = n == 0 ? 1 : 0;
        say(w);
    }
    w->result->account_holders = 0;
    w->result->responded = 0; /* nobody: ask */
    say(w);
    w->result->invited = invited;
    w->result->responded = responded;
}

static void walk_score(struct walk *w) {
    struct sam_scale_score *score =
        &w->result->scales[sam_questionnaire_scale(w->f.results->questionnaire, "synergy")];
    struct sam_number high = score->high;
    for (int uncertain = 0; uncertain < 2; uncertain++) {
        score->zone_uncertain = uncertain != 0;
        say(w);
    }
    score->high = sam_no_value(SAM_WHY_NO_REPLICATION);
    say(w);
    score->high = high;
    for (size_t n = 4; n <= 5; n++) {
        score->respondents = n;
        score->ad = sam_value(n == 4 ? 0.1 : 0.95);
        say(w);
        score->ad = sam_value(0.1);
        say(w);
    }
    score->ad = sam_no_value(SAM_WHY_NO_ANSWERS);
    say(w);
    score->ad = sam_value(0.1);
    w->result->items[0].two_camps = true;
    w->result->items[0].respondents = 6;
    say(w);
}

static void walk_phase(struct walk *w) {
    struct sam_phase_score *score = &w->result->phase[0];
    struct sam_phase_score before = *score;
    for (int k = 0; k < SAM_PHASES; k++) {
        score->posterior[k] = sam_value(k == 0 ? 0.97 : 0.01);
        score->profile[k] = sam_value(20);
    }
    for (int modal = 0; modal < SAM_PHASES; modal++) {
        score->modal = (enum sam_phase)modal;
        score->verdict = SAM_VERDICT_CLEAR;
        say(w);
    }
    score->verdict = SAM_VERDICT_MIXED;
    score->shared[SAM_PERFORMING] = false;
    for (int shared = 1; shared < 8; shared++) {
        for (int k = 0; k < 3; k++) {
            score->shared[k] = shared >> k & 1;
        }
        say(w);
    }
    score->verdict = SAM_VERDICT_UNDECIDED;
    score->respondents = 2;
    say(w);
    score->respondents = 5;
    memset(score->leaning, 0, sizeof score->leaning);
    say(w);
    score->leaning[0] = score->leaning[1] = 2;
    score->posterior[1] = sam_value(0.4);
    say(w);
    score->posterior[SAM_STORMING] = sam_value(0.6); /* interviews first */
    say(w);
    score->verdict = SAM_VERDICT_NO_DATA;
    score->why = SAM_WHY_NO_ANSWERS;
    say(w);
    w->alliance->evaluator[0] = (struct sam_evaluator_phase){SAM_NORMING, "Seen."};
    *score = before;
    say(w);
}

static void calm_roles(struct walk *w) {
    for (size_t i = 0; i < w->f.questionnaire->item_count; i++) {
        memset(w->result->items[i].voices, 0, sizeof w->result->items[i].voices);
    }
}

static void walk_advice(struct walk *w) {
    w->result->phase[0].posterior[SAM_STORMING] = sam_value(0.1);
    w->result->phase[0].profile[SAM_STORMING] = sam_value(10);
    calm_roles(w);
    say(w); /* a meeting */
    w->f.results->questionnaire->scales[0].id = "trust";
    w->result->scales[0].mean = sam_value(2);
    say(w);
    w->f.results->questionnaire->scales[0].id = "run_up";
    for (int side = 0; side < 3; side++) {
        calm_roles(w);
        for (size_t i = 0; i < w->f.questionnaire->item_count; i++) {
            bool low = sam_low_is_favourable(&w->f.results->questionnaire->items[i]);
            struct sam_voices high_one = {1, low == (side == 0) ? 1 : 5};
            w->result->items[i].voices[side == 2 ? SAM_ACCOUNT_HOLDER : SAM_LEAD] = high_one;
            w->result->items[i].voices[SAM_PARTNER] = (struct sam_voices){1, 3};
        }
        say(w);
    }
    calm_roles(w);
}

static void topic(struct walk *w, size_t item, enum sam_reason reason) {
    w->result->topic_count = 1;
    w->topics[0] = (struct sam_topic){.item = item, .score = 0.5};
    if (reason < SAM_REASONS) {
        w->topics[0].reasons[reason] = true;
        w->topics[0].parts[reason] = 0.5;
    }
}

static void walk_topics(struct walk *w) {
    const struct sam_questionnaire *q = w->f.results->questionnaire;
    for (int reason = 0; reason <= SAM_REASONS; reason++) {
        topic(w, 2, (enum sam_reason)reason);
        say(w);
    }
    struct sam_item_score *item = &w->result->items[2];
    for (int side = 0; side < 3; side++) {
        topic(w, 2, SAM_REASON_ROLE_GAP);
        memset(item->voices, 0, sizeof item->voices);
        item->voices[SAM_PARTNER] = (struct sam_voices){2, side == 2 ? 6 : 10};
        item->voices[SAM_LEAD] = (struct sam_voices){side != 1, side == 2 ? 5 : 1};
        item->voices[SAM_ACCOUNT_HOLDER] = (struct sam_voices){side != 0, 1};
        say(w);
    }
    for (int sign = -1; sign <= 1; sign += 2) {
        topic(w, 2, SAM_REASON_CHANGE);
        item->change = (struct sam_item_change){3, sam_value(1.5 * sign)};
        say(w);
    }
    for (size_t i = 0; i < q->item_count; i++) {
        topic(w, i, SAM_REASON_DONT_KNOW); /* a follow-up by what it is about */
        say(w);
    }
    w->f.results->questionnaire->scales[q->items[0].scale].relation = SAM_RELATION_PARTNERSHIP;
    topic(w, 0, SAM_REASON_DONT_KNOW);
    say(w);
    w->result->topic_count = 0;
    say(w);
    for (size_t strengths = 0; strengths <= 2; strengths++) {
        for (size_t i = 0; i < q->item_count; i++) {
            w->result->items[i].mean = sam_value(3);
            w->result->items[i].respondents = 9;
            w->result->items[i].ad = sam_value(0.1);
        }
        w->result->items[2].mean = sam_value(strengths > 0 ? 5 : 3);
        w->result->items[3].mean = sam_value(strengths > 1 ? 1 : 3); /* forming: low is good */
        say(w);
    }
}

static void walk_differences(struct walk *w) {
    struct sam_number p[] = {sam_value(0.01), sam_value(0.5), sam_no_value(SAM_WHY_NOT_ASKED)};
    for (size_t i = 0; i < 3; i++) {
        for (size_t s = 0; s < w->f.questionnaire->scale_count; s++) {
            w->differences[s].lead_partners = (struct sam_contrast){
                1, 3, sam_value(4), sam_value(3), {.difference = sam_value(1), .p = p[i]}};
            w->differences[s].change = (struct sam_change){
                .pairs = i + 1,
                .test = {.difference = sam_value(1), .p = p[i]},
                .detectable = i == 2 ? sam_value(0.5) : sam_no_value(SAM_WHY_ONE_ITEM)};
        }
        say(w);
    }
}

static struct sam_side side_of(size_t item, double gap) {
    struct sam_side side = {.item = item, .alliances = 3};
    side.contrast = (struct sam_contrast){4,
                                          1,
                                          sam_value(3 + gap),
                                          sam_value(3),
                                          {.difference = sam_value(gap), .p = sam_value(0.4)}};
    if (gap < 0) {
        side.contrast.test.difference = sam_no_value(SAM_WHY_SUPPRESSED);
    }
    return side;
}

static void say_overview(struct walk *w) {
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        struct sam_buf html;
        fixture_html(w->f.results, "overview", 0, (enum sam_lang)lang, &html);
        sam_buf_append(&w->said[lang], html.data, html.length);
        sam_buf_fini(&html);
    }
}

static void walk_sides(struct walk *w) {
    static const double gaps[][4] = {{1, 0, -1, 1}, {1, 0, 0, -1}, {1, -1, -1, 1}, {0, 0, 0, 0}};
    struct sam_side sides[4];
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < 4; k++) {
            sides[k] = side_of(k, gaps[i][k]);
        }
        w->result->sides = w->f.results->sides = sides;
        w->result->side_count = w->f.results->side_count = 4;
        say(w);
        say_overview(w);
    }
    w->result->side_count = w->f.results->side_count = 0;
}

static struct sam_timeline_alliance wave_of(const char *name, enum sam_verdict verdict,
                                            enum sam_phase modal) {
    static const char *now[] = {"samen-werkt-het"};
    static struct sam_timeline_scale scales[16];
    struct sam_timeline_alliance was = {
        .id = "x", .name = name, .now = now, .now_count = 1, .scales = scales};
    was.has_phase[0] = true;
    was.phase[0] = (struct sam_phase_score){.verdict = verdict, .modal = modal};
    for (size_t s = 0; s < 16; s++) {
        scales[s].low = scales[s].high = scales[s].mean = sam_value(3);
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        was.phase[0].posterior[k] = sam_value(0.25);
    }
    return was;
}

static void walk_waves(struct walk *w) {
    static const char *left_out[] = {"v1", "gone"};
    static const enum sam_phase steps[][2] = {
        {SAM_FORMING, SAM_FORMING}, {SAM_FORMING, SAM_NORMING}, {SAM_NORMING, SAM_FORMING}};
    size_t scale = sam_questionnaire_scale(w->f.results->questionnaire, "synergy");
    for (size_t i = 0; i < 4; i++) {
        enum sam_verdict verdict = i < 3 ? SAM_VERDICT_CLEAR : SAM_VERDICT_MIXED;
        struct sam_timeline_alliance then[] = {wave_of("Former", verdict, steps[i % 3][0]),
                                               wave_of("Gone", verdict, SAM_FORMING)};
        struct sam_timeline_alliance now[] = {wave_of(w->alliance->name, verdict, steps[i % 3][1])};
        then[1].now_count = 0;
        struct sam_timeline_wave waves[] = {{.id = "2018", .alliances = then, .alliance_count = 2},
                                            {.id = "2020", .alliances = now, .alliance_count = 1}};
        w->f.results->timeline = (struct sam_timeline){waves, 2};
        w->differences[scale].change =
            (struct sam_change){.pairs = 2,
                                .test = {.difference = sam_value(1), .p = sam_value(0.5)},
                                .detectable = sam_value(0.5)};
        w->f.results->compared[scale] = (struct sam_results_compared){7, left_out, left_out, 2, 1};
        say(w);
        say_overview(w);
    }
    w->f.results->timeline = (struct sam_timeline){NULL, 0};
}

static void walk_open(struct walk *w) {
    struct sam_name_flag flags[2] = {{SAM_NAME_PERSON, 0, 1}, {SAM_NAME_PLACE, 2, 1}};
    for (size_t n = 0; n <= 2; n++) {
        w->alliance->open[0].flags = flags;
        w->alliance->open[0].flag_count = n;
        say(w);
    }
    w->alliance->open_count = 0;
    say(w);
}

static void walk_programme(struct walk *w) {
    struct sam_results *results = w->f.results;
    size_t scale = sam_main_scale(results->questionnaire);
    for (size_t kind = 0; kind < 4; kind++) {
        for (size_t a = 0; a < results->alliance_count; a++) {
            struct sam_results_alliance *alliance = &results->alliances[a];
            bool high = kind == 0 ? a % 2 == 0 : a == 0;
            alliance->result.scales[scale].mean = sam_value(3);
            alliance->result.responded = 5;
            size_t partners = high ? 1 : 2;
            if (alliance->partner_count > partners) {
                alliance->partner_count = partners; /* there are no more than there are */
            }
            alliance->began = kind == 3 ? 2018 : high ? 2018 : 2022;
            alliance->budget = high ? 2.5e6 : 4000;
            alliance->continued = high ? SAM_CONTINUED_YES : SAM_CONTINUED_NO;
            alliance->staff = kind == 2 ? SAM_STAFF_UNKNOWN : SAM_STAFF_BOTH;
        }
        say_overview(w);
    }
}

/* Alliances together, and who is in several. */
static void walk_overlap(struct walk *w) {
    struct sam_results *results = w->f.results;
    results->scales[0].mean = results->scales[0].clustered.low = sam_value(3);
    results->scales[0].clustered.high = sam_value(4);
    results->overlap = (struct sam_overlap){2, true, 1, 1};
    say_overview(w);
    results->overlap = (struct sam_overlap){2, false, 0, 0};
    say_overview(w);
}

/* What stands in the overview alone. */
static void walk_overview(struct walk *w) {
    for (int rare = 0; rare < 2; rare++) {
        struct sam_alliances_test *test = &w->f.results->scales[0].alliances_test;
        test->eta_squared = sam_value(0.2);
        test->p = sam_value(rare ? 0.01 : 0.6);
        say_overview(w);
    }
}

static void every_sentence_is_said_in_both_languages(void **state) {
    (void)state;
    struct walk w;
    begin(&w);
    walk_response(&w);
    walk_score(&w);
    walk_phase(&w);
    walk_advice(&w);
    walk_topics(&w);
    walk_differences(&w);
    walk_sides(&w);
    walk_waves(&w);
    walk_open(&w);
    walk_overview(&w);
    walk_overlap(&w);
    walk_programme(&w);
    size_t count = 0;
    const struct sam_phrase *phrases = sam_phrases(&count);
    check_said(phrases, count, w.said);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        sam_buf_fini(&w.said[lang]);
    }
    fixture_fini(&w.f);
}

/* --- docs/words.md --------------------------------------------------------------------------- */

static void write_cell(struct sam_buf *text, const char *message) {
    for (const char *c = message; *c != '\0'; c++) {
        if (*c == '%' && c[1] == '%') {
            sam_buf_char(text, *c++);
            continue;
        }
        if (*c == '%' && c[1] != ' ') {
            sam_buf_text(text, "\xE2\x80\xA6"); /* a number or a name */
            c += strcspn(c, "dsu");
            continue;
        }
        if (*c == '|') {
            sam_buf_char(text, '\\');
        }
        sam_buf_char(text, *c);
    }
}

static void write_table(struct sam_buf *text, const struct sam_phrase *phrases, size_t count) {
    const char *part = "";
    for (size_t i = 0; i < count; i++) {
        if (strcmp(part, phrases[i].part) != 0) {
            part = phrases[i].part;
            sam_buf_printf(
                text, "\n## %s\n\n| when | English | Nederlands |\n| --- | --- | --- |\n", part);
        }
        sam_buf_printf(text, "| %s | ", phrases[i].when);
        for (int lang = SAM_EN; lang >= SAM_NL; lang--) {
            write_cell(text, sam_tr_in((enum sam_lang)lang, phrases[i].one));
            if (phrases[i].many != NULL) {
                sam_buf_text(text, "<br>");
                write_cell(text, sam_tr_in((enum sam_lang)lang, phrases[i].many));
            }
            sam_buf_text(text, lang == SAM_EN ? " | " : " |\n");
        }
    }
}

static void write_words(struct sam_buf *text) {
    size_t count = 0;
    sam_buf_text(text,
                 "# Every sentence that documents make from numbers\n\n"
                 "When each is said, and how. The dots are a number or a name. Made from "
                 "report/phrases.c, report/record_phrases.c, report/share_phrases.c, "
                 "report/framework_phrases.c, report/story_phrases.c and po/nl.po by the test "
                 "`report.phrases`; to make it anew: "
                 "`SAMENSCAN_WRITE_WORDS=docs/words.md build/dev/tests/report_test_phrases`.\n"
                 "docs/methods.md explains the numbers, docs/privacy.md what is shared.\n");
    const struct sam_phrase *phrases = sam_phrases(&count);
    write_table(text, phrases, count);
    phrases = sam_record_phrases(&count);
    write_table(text, phrases, count);
    phrases = sam_share_phrases(&count);
    write_table(text, phrases, count);
    phrases = sam_framework_phrases(&count);
    write_table(text, phrases, count);
    phrases = sam_story_phrases(&count);
    write_table(text, phrases, count);
}

static void the_table_in_docs_is_that_of_the_program(void **state) {
    (void)state;
    struct sam_buf made;
    struct sam_buf kept;
    struct sam_err err = {0};
    sam_buf_init(&made, SAM_BUF_UNLIMITED);
    sam_buf_init(&kept, SAM_BUF_UNLIMITED);
    write_words(&made);
    const char *path = getenv("SAMENSCAN_WRITE_WORDS");
    if (path != NULL) {
        assert_int_equal(sam_file_write(path, made.data, made.length, &err), SAM_OK);
    } else {
        sam_source_file("docs/words.md", &kept);
        assert_string_equal(kept.data, made.data);
    }
    sam_buf_fini(&made);
    sam_buf_fini(&kept);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence_is_said_in_both_languages),
        cmocka_unit_test(the_table_in_docs_is_that_of_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
