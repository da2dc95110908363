/* A study as the program analyses it: the shipped example with simulated answers, through the real
 * analysis, into results.json and back. For the tests of this room. */
#ifndef SAM_TESTS_REPORT_FIXTURE_H
#define SAM_TESTS_REPORT_FIXTURE_H

#include "support/markup.h"
#include "support/support.h"

#include "analyse/numerics.h"
#include "analyse/simulate.h"
#include "base/memory.h"
#include "model/framework.h"
#include "model/shipped.h"
#include "report/documents.h"
#include "report/page.h"
#include "report/report.h"
#include "report/results.h"
#include "report/results_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
    struct sam_study *study;
    struct sam_questionnaire *questionnaire;
    struct sam_answers *answers;
    size_t *invited, *organisations;
    struct sam_analysis_options options;
    struct sam_results_context context;
    struct sam_framework *framework; /* NULL unless asked for */
    struct sam_analysis *analysis;
    struct sam_buf json;
    struct sam_results *results;
};

static inline struct sam_questionnaire *fixture_questionnaire(const char *text) {
    struct sam_questionnaire *questionnaire = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    if (sam_questionnaire_parse(text, strlen(text), "q", &questionnaire, &problems, &err) !=
        SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
    return questionnaire;
}

static inline struct sam_study *fixture_study(const char *text) {
    struct sam_study *study = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    if (sam_study_parse(text, strlen(text), "study.json", &study, &problems, &err) != SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
    return study;
}

static inline struct sam_framework *fixture_framework(const char *text) {
    struct sam_framework *framework = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    if (sam_framework_parse(text, strlen(text), "framework.json", &framework, &problems, &err) !=
        SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
    return framework;
}

/* Answers of everyone in the study, except each `skip`th; 0 skips nobody. */
static inline struct sam_answers *fixture_answers(const struct sam_study *study,
                                                  const struct sam_questionnaire *q, size_t skip) {
    struct sam_simulation_options options = SAM_SIMULATION_DEFAULT;
    struct sam_simulation *simulation = sam_simulation_new(q, &options);
    struct sam_answers *answers = sam_answers_new(q->item_count);
    uint8_t row[SAM_ITEMS_MAX];
    size_t number = 0;
    for (size_t a = 0; a < study->alliance_count; a++) {
        sam_answers_add_alliance(answers, study->alliances[a].id);
        sam_simulation_alliance(simulation, SAM_PHASE_NONE);
        for (size_t p = 0; p < study->person_count; p++) {
            const struct sam_person *person = &study->people[p];
            if (person->alliance != a || (skip > 0 && ++number % skip == 0)) {
                continue;
            }
            sam_simulation_respondent(simulation, person->role, row);
            sam_answers_add(answers, study->alliances[a].id, person->organisation, person->role,
                            row);
        }
    }
    sam_simulation_free(simulation);
    sam_answers_sort(answers);
    return answers;
}

static inline void fixture_write(struct fixture *f) {
    struct sam_err err = {0};
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (sam_results_write(stream, "results.json", &f->context, f->analysis, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    fclose(stream);
    sam_buf_append(&f->json, text, length);
    free(text);
}

static inline struct sam_results *fixture_parse(const char *text) {
    struct sam_err err = {0};
    struct sam_results *results = NULL;
    if (sam_results_parse(text, strlen(text), "results.json", &results, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    return results;
}

/* json with `part` (its first) turned into `instead` is refused with a message that contains this.
 */
static inline void fixture_refused(const char *json, const char *part, const char *instead,
                                   const char *message) {
    struct sam_results *results = NULL;
    struct sam_err err = {0};
    const char *at = strstr(json, part);
    assert_non_null(at);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_append(&text, json, (size_t)(at - json));
    sam_buf_text(&text, instead);
    sam_buf_text(&text, at + strlen(part));
    assert_int_equal(sam_results_parse(text.data, text.length, "results.json", &results, &err),
                     SAM_E_INPUT);
    assert_null(results);
    check_contains(err.text, message);
    sam_buf_fini(&text);
}

/* Analyses what is in f->answers with f->options, writes and reads back. */
static inline void fixture_run(struct fixture *f) {
    const struct sam_answers *answers = f->answers;
    sam_numerics_init();
    f->invited = sam_xcalloc(answers->alliance_count, sizeof *f->invited);
    f->organisations = sam_xcalloc(answers->alliance_count, sizeof *f->organisations);
    for (size_t a = 0; a < answers->alliance_count && f->study != NULL; a++) {
        size_t alliance = sam_study_alliance(f->study, answers->alliance_ids[a]);
        f->invited[a] = sam_study_invited(f->study, alliance, f->questionnaire);
        f->organisations[a] = f->study->alliances[alliance].partner_count;
    }
    if (f->study != NULL) {
        f->options.invited = f->invited;
        f->options.organisations = f->organisations;
    }
    f->analysis = sam_analysis_new(f->questionnaire, answers, &f->options);
    sam_buf_init(&f->json, SAM_BUF_UNLIMITED);
    fixture_write(f);
    f->results = fixture_parse(f->json.data);
}

/* What two alliances wrote, and when people answered. */
static const struct sam_open_text fixture_open[] = {
    {"act4respect", 0, "Bij Rutgers in Utrecht, zei Fatima."},
    {"samen-werkt-het", 0, "Korte lijnen <b>"},
    {"samen-werkt-het", 0, "De uren en het geld zijn scheef verdeeld."}};
static const struct sam_day fixture_days[] = {
    {"2020-03-02", 3}, {"2020-03-04", 10}, {"2020-03-30", 22}};

/* The example study with a questionnaire (NULL: the shipped one). */
static inline void fixture_init_as(struct fixture *f, const char *questionnaire, size_t skip,
                                   size_t min_group, bool items, bool open) {
    memset(f, 0, sizeof *f);
    f->study = fixture_study(sam_shipped_find("examples/ocw-2018-2022/study.json")->text);
    f->questionnaire = fixture_questionnaire(
        questionnaire != NULL ? questionnaire
                              : sam_shipped_find("questionnaires/alliance-31.json")->text);
    f->answers = fixture_answers(f->study, f->questionnaire, skip);
    f->options = (struct sam_analysis_options){
        .resamples = 200, .seed = 7, .min_group = min_group, .items = items, .ordinal = true};
    f->context = (struct sam_results_context){.study = f->study,
                                              .wave = "2020",
                                              .version = "1.2.3",
                                              .incomplete = 2,
                                              .replaced = 1,
                                              .quarantined = 4,
                                              .open = fixture_open,
                                              .open_count = open ? 3 : 0,
                                              .days = fixture_days,
                                              .day_count = 3};
    fixture_run(f);
}

static inline void fixture_init(struct fixture *f, const char *questionnaire, size_t skip,
                                size_t min_group, bool items) {
    fixture_init_as(f, questionnaire, skip, min_group, items, false);
}

/* With open answers. */
static inline void fixture_init_open(struct fixture *f) {
    fixture_init_as(f, NULL, 0, 1, true, true);
}

/* With the example's framework (NULL), or another, and open answers; account_holders of them
 * answer in every alliance, as unfavourably as can be. */
static inline void fixture_init_framed(struct fixture *f, const char *questionnaire,
                                       const char *framework, size_t account_holders) {
    fixture_init_as(f, questionnaire, 0, 1, true, true);
    const struct sam_questionnaire *q = f->questionnaire;
    struct sam_answers *answers = fixture_answers(f->study, q, 0);
    struct sam_answers *more = sam_answers_new(q->item_count);
    uint8_t row[SAM_ITEMS_MAX];
    for (size_t a = 0; a < answers->alliance_count; a++) {
        for (size_t r = answers->first_row[a]; r < answers->first_row[a + 1]; r++) {
            for (size_t i = 0; i < q->item_count; i++) {
                row[i] = answers->item[i][r];
            }
            sam_answers_add(
                more, answers->alliance_ids[a],
                answers->organisation[r] != SAM_NO_ORGANISATION
                    ? sam_dictionary_text(answers->organisation_ids, answers->organisation[r])
                    : "",
                (enum sam_role)answers->role[r], row);
        }
        for (size_t r = 0; r < account_holders; r++) {
            for (size_t i = 0; i < q->item_count; i++) {
                bool asked = (q->items[i].audience >> SAM_ACCOUNT_HOLDER & 1U) != 0;
                row[i] = !asked ? SAM_MISSING : q->items[i].reverse ? (uint8_t)q->points : 1;
            }
            sam_answers_add(more, answers->alliance_ids[a], "", SAM_ACCOUNT_HOLDER, row);
        }
    }
    sam_answers_free(answers);
    sam_answers_sort(more);
    sam_results_free(f->results);
    sam_buf_fini(&f->json);
    sam_analysis_free(f->analysis);
    free(f->invited);
    free(f->organisations);
    sam_answers_free(f->answers);
    f->answers = more;
    f->framework = fixture_framework(
        framework != NULL ? framework
                          : sam_shipped_find("examples/ocw-2018-2022/framework.json")->text);
    f->context.framework = f->framework;
    fixture_run(f);
}

static inline void fixture_fini(struct fixture *f) {
    sam_framework_free(f->framework);
    sam_results_free(f->results);
    sam_buf_fini(&f->json);
    sam_analysis_free(f->analysis);
    free(f->invited);
    free(f->organisations);
    sam_answers_free(f->answers);
    sam_questionnaire_free(f->questionnaire);
    sam_study_free(f->study);
}

static inline const struct sam_document *fixture_document(const char *id) {
    size_t count = 0;
    const struct sam_document *documents = sam_documents(&count);
    for (size_t d = 0; d < count; d++) {
        if (strcmp(documents[d].id, id) == 0) {
            return &documents[d];
        }
    }
    fail_msg("no document %s", id);
    return NULL;
}

/* A page as its parts get it; the order of alliances is that of the file. */
static inline void fixture_page(struct sam_page *page, struct sam_results *results,
                                enum sam_lang lang, struct sam_buf *html) {
    sam_buf_init(html, SAM_BUF_UNLIMITED);
    *page = (struct sam_page){.results = results,
                              .questionnaire = results->questionnaire,
                              .lang = lang,
                              .html = html,
                              .canvas = sam_canvas_svg(html),
                              .document = fixture_document("overview"),
                              .order = results->by_name};
    for (size_t i = 0; i < results->alliance_count; i++) {
        results->by_name[i] = i;
    }
}

static inline void fixture_page_fini(struct sam_page *page) {
    sam_buf_fini(page->html);
}

/* A two-statement questionnaire for tests that make up their own results. */
#define FIXTURE_SMALL                                                                              \
    "{\"id\": \"small\", \"version\": \"2.1\", \"title\": {\"nl\": \"Klein\", \"en\": \"Small\"}," \
    "\"response_scale\": {\"points\": 4, \"labels\": {\"nl\": [\"nee\", \"niet zo\", \"wel\", "    \
    "\"ja\"],"                                                                                     \
    "\"en\": [\"no\", \"not really\", \"rather\", \"yes\"]}},"                                     \
    "\"themes\": [{\"id\": \"t\", \"title\": {\"nl\": \"Thema <b>\", \"en\": \"Theme & "           \
    "\\\"more\\\"\"}}],"                                                                           \
    "\"scales\": [{\"id\": \"one\", \"title\": {\"nl\": \"Een\", \"en\": \"One\"}, \"source\": "   \
    "\"x-1\"}],"                                                                                   \
    "\"items\": [{\"id\": \"a\", \"theme\": \"t\", \"scale\": \"one\","                            \
    "\"text\": {\"nl\": \"<script>alert(1)</script>\", \"en\": \"<script>alert(2)</script>\"}},"   \
    "{\"id\": \"b\", \"theme\": \"t\", \"scale\": \"one\", \"reverse\": true,"                     \
    "\"text\": {\"nl\": \"B 'nl'\", \"en\": \"B \\\"en\\\"\"}, \"questions\": [\"2a\", \"2b\"],"   \
    "\"audience\": [\"lead\"]}], \"sources\": {\"x-1\": \"Author <i> & Co\"}}"

/* As if nothing had been asked about phases. */
static inline void fixture_without_phases(struct sam_questionnaire *q) {
    for (size_t i = 0; i < q->item_count; i++) {
        q->items[i].phase = SAM_PHASE_NONE;
    }
}

/* A document of alliance a, or an overall one. */
static inline void fixture_html(const struct sam_results *results, const char *document, size_t a,
                                enum sam_lang lang, struct sam_buf *html) {
    struct sam_err err = {0};
    sam_buf_init(html, SAM_BUF_UNLIMITED);
    if (sam_document_html(fixture_document(document), results, a, lang, html, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
}

#endif
