/* A view of one respondent of a study with everything in it, ready to be shown. The questionnaire
 * is alliance-31. */
#ifndef SAM_TESTS_PAGE_FIXTURE_H
#define SAM_TESTS_PAGE_FIXTURE_H

#include "support/sample.h"
#include "support/support.h"

#include "base/buf.h"
#include "form/page.h"
#include "model/shipped.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_STUDY                                                                                 \
    "{'id': 'study', 'title': {'nl': 'Stad & land', 'en': 'City & country'}, 'funder': 'City',\n"  \
    " 'institute': {'name': 'In<stitute>', 'email': 'ask@example.org', 'telephone': '020',\n"      \
    "  'privacy_statement': 'https://example.org/p'},\n"                                           \
    " 'alliances': [{'id': 'a', 'name': 'Alliance & A', 'partners': [\n"                           \
    "   {'id': 'coc', 'name': 'COC <b>', 'lead': true}, {'id': 'atria', 'name': 'Atria'}]},\n"     \
    "  {'id': 'b', 'name': 'Alliance B', 'partners': [{'id': 'coc', 'name': 'COC', 'lead': "       \
    "true}]}],\n"                                                                                  \
    " 'people': [{'respondent': 'ann', 'alliance': 'a', 'organisation': 'coc', 'role': 'lead', "   \
    "'person': 'p'},\n"                                                                            \
    "  {'respondent': 'ann-b', 'alliance': 'b', 'organisation': 'coc', 'role': 'lead', 'person': " \
    "'p'},\n"                                                                                      \
    "  {'respondent': 'bob', 'alliance': 'a', 'organisation': 'atria', 'role': 'partner'},\n"      \
    "  {'respondent': 'acc', 'alliance': 'a', 'role': 'account_holder'},\n"                        \
    "  {'respondent': 'gone', 'alliance': 'a', 'organisation': 'atria', 'role': 'partner', "       \
    "'left': '2026-03-05'}],\n"                                                                    \
    " 'waves': [{'id': 'w', 'questionnaire': 'alliance-31', 'opens': '2026-03-02', 'closes': "     \
    "'2026-04-10', 'erase_after': '2031-12-31'}]}"

/* 2026-03-10, noon in Europe. */
#define PAGE_NOW ((time_t)1773140400)

struct page {
    struct sam_arena *arena;
    struct sam_study *study;
    struct sam_questionnaire *questionnaire;
    struct sam_house *house;
    struct sam_place place;
    struct sam_entry entry;
    struct sam_taken taken;
    struct sam_view view;
    struct sam_buf html;
};

static inline void page_of(struct page *p, const char *respondent) {
    size_t person = sam_study_person(p->study, respondent);
    assert_true(person != SAM_NONE);
    p->place = (struct sam_place){.study = p->study,
                                  .person = &p->study->people[person],
                                  .wave = &p->study->waves[0],
                                  .questionnaire = p->questionnaire};
    assert_true(sam_flow_make(p->questionnaire, p->place.person->role, p->arena, &p->place.flow));
    assert_true(sam_entry_init(&p->place, p->arena, &p->entry));
    p->entry.paradata.consented_at = "2026-03-03T10:00:00Z";
    p->view = (struct sam_view){
        .screen = {.html = &p->html,
                   .lang = SAM_EN,
                   .study = p->study,
                   .house = p->house,
                   .base = "/form",
                   .key = "THEKEY",
                   .person = p->place.person,
                   .questionnaire = p->questionnaire,
                   .of_step = true,
                   .switchable = true},
        .place = &p->place,
        .entry = &p->entry,
        .stored = &p->entry,
        .now = PAGE_NOW,
    };
}

static inline int page_set_up(void **state) {
    struct page *p = calloc(1, sizeof *p);
    struct sam_problems problems;
    struct sam_err err = {0};
    char *text = sam_sample(PAGE_STUDY, NULL, NULL);
    const struct sam_shipped *file = sam_shipped_find("questionnaires/alliance-31.json");
    p->arena = sam_arena_new(1 << 24);
    sam_buf_init(&p->html, SAM_BUF_UNLIMITED);
    sam_problems_init(&problems);
    if (sam_study_parse(text, strlen(text), "s", &p->study, &problems, &err) != SAM_OK ||
        sam_questionnaire_parse(file->text, file->length, "q", &p->questionnaire, &problems,
                                &err) != SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    assert_int_equal(sam_house_new(p->study, &p->house, &err), SAM_OK);
    sam_problems_fini(&problems);
    free(text);
    page_of(p, "ann");
    *state = p;
    return 0;
}

static inline int page_tear_down(void **state) {
    struct page *p = *state;
    sam_buf_fini(&p->html);
    sam_house_free(p->house);
    sam_questionnaire_free(p->questionnaire);
    sam_study_free(p->study);
    sam_arena_free(p->arena);
    free(p);
    return 0;
}

#define page_test(name) cmocka_unit_test_setup_teardown(name, page_set_up, page_tear_down)

/* Shows a step in a language and returns the page. */
static inline const char *page_show(struct page *p, enum sam_lang lang, struct sam_step step) {
    sam_buf_clear(&p->html);
    p->view.screen.lang = lang;
    p->view.screen.step = step;
    sam_page_write(&p->view);
    return p->html.data;
}

static inline void page_without(const char *html, const char *part) {
    if (strstr(html, part) != NULL) {
        fail_msg("\"%s\" is in %s", part, html);
    }
}

static inline size_t page_count(const char *html, const char *part) {
    size_t count = 0;
    for (const char *at = html; (at = strstr(at, part)) != NULL; at += strlen(part)) {
        count++;
    }
    return count;
}

static inline struct sam_step page_theme(const struct page *p, const char *id) {
    struct sam_step step = {SAM_STEP_INTRO, 0};
    char text[80] = "theme/";
    strncat(text, id, 64);
    assert_true(sam_step_read(p->questionnaire, text, &step));
    return step;
}

#endif
