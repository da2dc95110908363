/* Any bytes as a questionnaire: refused with a problem, or whole in every reference it holds. */
#include "base/utf8.h"
#include "model/questionnaire.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(struct sam_text text) {
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        assert(text.in[lang] != NULL && text.in[lang][0] != '\0');
        assert(sam_utf8_valid(text.in[lang], strlen(text.in[lang]), NULL));
    }
}

static void check_items(const struct sam_questionnaire *q) {
    assert(q->item_count >= 1 && q->item_count <= SAM_ITEMS_MAX);
    for (size_t i = 0; i < q->item_count; i++) {
        const struct sam_item *item = &q->items[i];
        assert(sam_id_valid(item->id));
        assert(sam_questionnaire_item(q, item->id) == i);
        assert(sam_questionnaire_open_question(q, item->id) == SAM_NONE);
        assert(item->theme < q->theme_count);
        assert(item->scale == SAM_NONE || item->scale < q->scale_count);
        assert(item->phase == SAM_PHASE_NONE ||
               (item->scale != SAM_NONE && q->scales[item->scale].phase == item->phase));
        assert(item->audience != 0 && item->audience < 1U << SAM_ROLES);
        assert(item->questions != NULL);
        for (const char **question = item->questions; *question != NULL; question++) {
            assert(strlen(*question) < 1U << 22);
        }
        check_text(item->text);
    }
}

static void check_wording(const struct sam_text wording[SAM_ROLES]) {
    for (int role = 0; role < SAM_ROLES; role++) {
        if (wording[role].in[SAM_NL] != NULL) {
            check_text(wording[role]);
        }
    }
}

static void check_for_roles(const struct sam_questionnaire *q) {
    check_wording(q->introductions);
    for (size_t i = 0; i < q->theme_count; i++) {
        check_wording(q->themes[i].wording);
    }
    for (size_t i = 0; i < q->item_count; i++) {
        check_wording(q->items[i].wording);
    }
    for (size_t i = 0; i < q->open_count; i++) {
        const struct sam_open_question *open = &q->open_questions[i];
        assert(open->audience != 0 && open->audience < 1U << SAM_ROLES);
        check_wording(open->wording);
    }
}

static void check_story(const struct sam_questionnaire *q) {
    const struct sam_story *story = q->story;
    if (story != NULL) {
        assert(q->points == 2);
        assert(story->title < q->open_count && story->change < q->open_count);
        assert(story->why < q->open_count);
        assert(story->for_whom == SAM_NONE || story->for_whom < q->open_count);
        assert(story->consent_report < q->item_count && story->consent_funder < q->item_count);
    }
}

static void check_scales(const struct sam_questionnaire *q) {
    for (size_t s = 0; s < q->scale_count; s++) {
        const struct sam_scale *scale = &q->scales[s];
        assert(sam_questionnaire_scale(q, scale->id) == s);
        assert(scale->item_count >= 1);
        assert(scale->min_answered > 0 && scale->min_answered <= 1);
        for (size_t i = 0; i < scale->item_count; i++) {
            assert(scale->items[i] < q->item_count && q->items[scale->items[i]].scale == s);
            assert(i == 0 || scale->items[i] > scale->items[i - 1]);
        }
        bool cited = scale->source == NULL;
        for (size_t i = 0; i < q->source_count && !cited; i++) {
            cited = strcmp(q->sources[i].key, scale->source) == 0;
        }
        assert(cited);
        check_text(scale->title);
    }
}

static void check_phase_model(const struct sam_questionnaire *q) {
    const struct sam_phase_model *model = &q->phase_model;
    double sum = 0;
    assert(model->points == q->points);
    for (int i = 0; i < model->points - 1; i++) {
        assert(model->cut[i] >= 0 && model->cut[i] <= 1);
        assert(i == 0 || model->cut[i] > model->cut[i - 1]);
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        assert(model->prior[k] > 0);
        sum += model->prior[k];
        for (int j = 0; j < SAM_PHASES; j++) {
            assert(model->mean[k][j] >= 0 && model->mean[k][j] <= 1);
        }
    }
    assert(sum > 1 - 1e-9 && sum < 1 + 1e-9);
    assert(model->spread > 0 && model->concentration > 0 && model->design_effect >= 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    char *text = malloc(size + 1);
    assert(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    sam_problems_init(&problems);
    enum sam_status status = sam_questionnaire_parse(text, size, "fuzz", &q, &problems, &err);
    if (status != SAM_OK) {
        assert(q == NULL && problems.count > 0 && err.text[0] != '\0');
        assert(sam_utf8_valid(problems.lines.data, problems.lines.length, NULL));
        assert(sam_utf8_valid(err.text, strlen(err.text), NULL));
    } else {
        assert(problems.count == 0);
        assert(q->points >= SAM_POINTS_MIN && q->points <= SAM_POINTS_MAX);
        for (int i = 0; i < q->points; i++) {
            check_text(q->labels[i]);
        }
        check_text(q->title);
        check_items(q);
        check_scales(q);
        check_for_roles(q);
        check_story(q);
        check_phase_model(q);
        sam_questionnaire_free(q);
    }
    sam_problems_fini(&problems);
    free(text);
    return 0;
}
