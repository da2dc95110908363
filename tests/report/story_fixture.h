/* A wave of stories, through results.json and back. */
#ifndef SAM_TESTS_REPORT_STORY_FIXTURE_H
#define SAM_TESTS_REPORT_STORY_FIXTURE_H

#include "fixture.h"

/* Words of a story, that tests look for. */
enum { STORY_PARTS = 5, STORY_TITLE = 0, STORY_CHANGE = 1, STORY_WHY = 4 };

struct story_spec {
    const char *alliance, *title, *change;
    size_t teller;
    bool report, funder;
    enum sam_clearing clearing;
    const char *cleared_title, *cleared;
    int round; /* 0: not chosen */
    const char *by, *reason;
};

/* Five people, of whom three in one alliance: one of each fate. */
static const struct story_spec story_specs[] = {
    {"samen-werkt-het", "Samen aan tafel", "We praten nu met elkaar.", 1, true, true, SAM_CLEARED,
     NULL, NULL, 1, "partners", "Omdat het ons allemaal raakt."},
    {"samen-werkt-het", "Over Movisie", "Bij Movisie sprak ik Fatima.", 2, true, true, SAM_CLEARED,
     NULL, NULL, 0, NULL, NULL},
    {"samen-werkt-het", "Alleen voor jullie", "Dit blijft geheim.", 3, false, true, SAM_CLEARED,
     NULL, NULL, 2, "Samen werkt het", "Moedig <b>"},
    {"act4respect", "Jongens in Utrecht", "Fatima praat mee.", 4, true, true, SAM_CLEARED,
     "Jongens praten mee", "Zij praten <nu> mee.\n\nOok thuis.", 1, "Act4Respect", "Zeldzaam"},
    {"lgbt-heritage", "Nog niet gelezen", "Dit is nog niet vrijgegeven.", 5, true, true,
     SAM_CLEARED_NOT, NULL, NULL, 0, NULL, NULL},
};
enum { STORY_SPECS = sizeof story_specs / sizeof *story_specs };

/* The memory of what is told, for as long as the fixture is used. */
struct stories {
    struct sam_told told[16];
    struct sam_marked parts[16][STORY_PARTS];
    struct sam_told_choice choices[16];
};

static inline void story_init_of(struct fixture *f, struct stories *own,
                                 const struct story_spec *specs, size_t count) {
    memset(f, 0, sizeof *f);
    memset(own, 0, sizeof *own);
    f->study = fixture_study(sam_shipped_find("examples/ocw-2018-2022/study.json")->text);
    f->questionnaire = fixture_questionnaire(
        sam_shipped_find("questionnaires/most-significant-change.json")->text);
    assert_int_equal(f->questionnaire->open_count, STORY_PARTS);
    f->answers = sam_answers_new(f->questionnaire->item_count);
    for (size_t a = 0; a < f->study->alliance_count; a++) {
        sam_answers_add_alliance(f->answers, f->study->alliances[a].id);
    }
    for (size_t i = 0; i < count; i++) {
        struct sam_told *told = &own->told[i];
        const struct story_spec *spec = &specs[i];
        const uint8_t row[] = {spec->report ? 2 : 1, spec->funder ? 2 : SAM_MISSING};
        sam_answers_add(f->answers, spec->alliance, "", SAM_PARTNER, row);
        *told = (struct sam_told){.number = i + 1,
                                  .alliance = spec->alliance,
                                  .role = SAM_PARTNER,
                                  .teller = spec->teller,
                                  .consent_report = spec->report,
                                  .consent_funder = spec->funder,
                                  .version = 1,
                                  .parts = own->parts[i],
                                  .clearing = spec->clearing,
                                  .title = {.text = spec->cleared_title},
                                  .cleared = {.text = spec->cleared}};
        own->parts[i][STORY_TITLE].text = spec->title;
        own->parts[i][STORY_CHANGE].text = spec->change;
        if (spec->round > 0) {
            own->choices[i] =
                (struct sam_told_choice){spec->round, {.text = spec->by}, {.text = spec->reason}};
            told->choices = &own->choices[i];
            told->choice_count = 1;
        }
    }
    sam_answers_sort(f->answers);
    f->options = (struct sam_analysis_options){.seed = 1, .min_group = 1, .items = true};
    f->context = (struct sam_results_context){.study = f->study,
                                              .wave = "2021",
                                              .version = "1.2.3",
                                              .stories = own->told,
                                              .story_count = count};
    fixture_run(f);
}

static inline void story_init(struct fixture *f, struct stories *own) {
    story_init_of(f, own, story_specs, STORY_SPECS);
}

/* One of the two documents. */
static inline void story_html(const struct fixture *f, enum sam_audience audience,
                              enum sam_lang lang, struct sam_buf *html) {
    struct sam_err err = {0};
    size_t count = 0;
    const struct sam_document *documents = sam_documents(&count);
    sam_buf_init(html, SAM_BUF_UNLIMITED);
    for (size_t d = 0; d < count; d++) {
        if (documents[d].of_stories && documents[d].audience == audience &&
            sam_document_html(&documents[d], f->results, 0, lang, html, &err) != SAM_OK) {
            fail_msg("%s", err.text);
        }
    }
    sam_check_markup(html->data);
}

#endif
