/* Results of answers that a test makes up, through the real analysis, results.json and back. */
#ifndef SAM_TESTS_REPORT_MADE_H
#define SAM_TESTS_REPORT_MADE_H

#include "analyse/numerics.h"
#include "base/arena.h"
#include "base/memory.h"
#include "report/disclosure.h"
#include "report/documents.h"
#include "report/results_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct made {
    struct sam_questionnaire *questionnaire;
    struct sam_answers *answers;
    struct sam_results *results;
    /* of an alliance that goes on under another name: what the first was, and its former id */
    const size_t *then;
    const char **formerly;
    const struct sam_framework *framework; /* the caller's, or NULL */
};

/* A questionnaire of `scales` scales of `items` statements on five points: scale c has c1, c2, ...
 */
static inline struct sam_questionnaire *made_questionnaire(int scales, int items, int points) {
    struct sam_buf text;
    struct sam_questionnaire *questionnaire = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_text(&text, "{\"id\":\"made\",\"version\":\"1\",\"title\":{\"nl\":\"M\",\"en\":\"M\"},"
                        "\"response_scale\":{\"points\":");
    sam_buf_printf(&text, "%d,\"labels\":{", points);
    for (int lang = 0; lang < 2; lang++) {
        sam_buf_text(&text, lang == 0 ? "\"nl\":[" : ",\"en\":[");
        for (int i = 0; i < points; i++) {
            sam_buf_printf(&text, "%s\"answer %d\"", i > 0 ? "," : "", i + 1);
        }
        sam_buf_text(&text, "]");
    }
    sam_buf_text(&text, "},\"dont_know\":{\"nl\":\"?\",\"en\":\"?\"}},\"themes\":[{\"id\":\"t\","
                        "\"title\":{\"nl\":\"T\",\"en\":\"T\"}}],\"scales\":[");
    for (int s = 0; s < scales; s++) {
        sam_buf_printf(&text,
                       "%s{\"id\":\"%c\",\"title\":{\"nl\":\"Scale %c\",\"en\":\"Scale %c\"}}",
                       s > 0 ? "," : "", 'a' + s, 'a' + s, 'a' + s);
    }
    sam_buf_text(&text, "],\"items\":[");
    for (int k = 0; k < scales * items; k++) {
        char scale = (char)('a' + k / items);
        sam_buf_printf(&text,
                       "%s{\"id\":\"%c%d\",\"theme\":\"t\",\"scale\":\"%c\",\"text\":{\"nl\":"
                       "\"Item %c%d\",\"en\":\"Item %c%d\"}}",
                       k > 0 ? "," : "", scale, k % items + 1, scale, scale, k % items + 1, scale,
                       k % items + 1);
    }
    sam_buf_text(&text, "]}");
    sam_problems_init(&problems);
    if (sam_questionnaire_parse(text.data, text.length, "made", &questionnaire, &problems, &err) !=
        SAM_OK) {
        fprintf(stderr, "%s %s\n", err.text, problems.lines.data);
        abort();
    }
    sam_problems_fini(&problems);
    sam_buf_fini(&text);
    return questionnaire;
}

/* The questionnaire is the caller's. */
static inline void made_init(struct made *made, struct sam_questionnaire *questionnaire) {
    sam_numerics_init();
    *made = (struct made){.questionnaire = questionnaire,
                          .answers = sam_answers_new(questionnaire->item_count)};
}

/* One person per word of text, a digit per item: '-' missing, '?' don't know. */
static inline void made_add(struct made *made, const char *alliance, const char *text) {
    uint8_t row[SAM_ITEMS_MAX];
    size_t item = 0;
    size_t person = 0;
    for (const char *c = text;; c++) {
        if (*c == ' ' || *c == '\0') {
            char organisation[32];
            snprintf(organisation, sizeof organisation, "o%zu", person++);
            sam_answers_add(made->answers, alliance, organisation, SAM_PARTNER, row);
            item = 0;
            if (*c == '\0') {
                return;
            }
            continue;
        }
        row[item++] = (uint8_t)(*c == '-' ? SAM_MISSING : *c == '?' ? SAM_DONT_KNOW : *c - '0');
    }
}

/* Analyses what was added; earlier may be NULL. */
static inline void made_run(struct made *made, const char *wave, const struct made *earlier) {
    struct sam_err err = {0};
    char *text = NULL;
    size_t length = 0;
    sam_answers_sort(made->answers);
    struct sam_earlier_wave before = {0};
    struct sam_analysis_options options = {
        .resamples = 0, .seed = 1, .min_group = 1, .items = true, .threads = 1};
    if (earlier != NULL) {
        before = (struct sam_earlier_wave){earlier->results->wave, earlier->questionnaire,
                                           earlier->answers, made->then};
        options.earlier = &before;
    }
    struct sam_analysis *analysis = sam_analysis_new(made->questionnaire, made->answers, &options);
    struct sam_results_context context = {
        .wave = wave, .version = "1", .framework = made->framework};
    FILE *stream = open_memstream(&text, &length);
    if (sam_results_write(stream, "results.json", &context, analysis, &err) != SAM_OK ||
        fclose(stream) != 0 ||
        sam_results_parse(text, length, "results.json", &made->results, &err) != SAM_OK) {
        fprintf(stderr, "%s\n", err.text);
        abort();
    }
    free(text);
    sam_analysis_free(analysis);
    if (earlier != NULL) {
        made->results->alliances[0].formerly = made->formerly;
        made->results->alliances[0].formerly_count = made->formerly != NULL ? 1 : 0;
        const struct sam_results *waves[] = {earlier->results};
        sam_disclose(made->results, waves, 1, NULL);
    }
}

static inline void made_fini(struct made *made) {
    sam_results_free(made->results);
    sam_answers_free(made->answers);
}

#endif
