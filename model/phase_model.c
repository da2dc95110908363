#include "model/phase_model.h"

#include "base/words.h"
#include "model/json_reader.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const phase_ids[] = {"forming", "storming", "norming", "performing", ""};

const char *sam_phase_id(enum sam_phase phase) {
    return phase_ids[phase];
}

int sam_phase_parse(const char *text, enum sam_phase *phase) {
    for (int i = 0; i < SAM_PHASES; i++) {
        if (strcmp(text, phase_ids[i]) == 0) {
            *phase = (enum sam_phase)i;
            return 0;
        }
    }
    return -1;
}

struct sam_phase_model sam_phase_model_default(int points) {
    struct sam_phase_model model = {
        .points = points,
        /* docs/calibration.md says what these were weighed against. A phase's own issues get most
         * agreement, its neighbours' some. Norming and performing go together more than the others
         * do (Tuckman 1965: performing builds on the norms). */
        .mean = {{0.72, 0.38, 0.40, 0.35},
                 {0.45, 0.72, 0.38, 0.38},
                 {0.32, 0.35, 0.74, 0.60},
                 {0.22, 0.25, 0.71, 0.80}},
        .spread = 0.44,
        .concentration = 30,
        .prior = {0.25, 0.25, 0.25, 0.25},
        .design_effect = 1.25,
    };
    for (int i = 0; i < points - 1; i++) {
        model.cut[i] = (double)(i + 1) / points;
    }
    return model;
}

static void read_row(double row[SAM_PHASES], const cJSON *object, const char *place,
                     struct sam_problems *problems) {
    static const char *const keys[] = {"forming", "storming", "norming", "performing", NULL};
    sam_json_check_keys(problems, place, object, keys);
    for (int i = 0; i < SAM_PHASES; i++) {
        row[i] = sam_json_decimal(problems, place, object, phase_ids[i], 0, 1, row[i]);
    }
}

static void read_cut(struct sam_phase_model *model, const cJSON *list, const char *place,
                     struct sam_problems *problems) {
    int count = cJSON_GetArraySize(list);
    double before = -1;
    bool ok = count == model->points - 1;
    for (int i = 0; i < count && ok; i++) {
        const cJSON *value = cJSON_GetArrayItem(list, i);
        ok = cJSON_IsNumber(value) && value->valuedouble > before && value->valuedouble >= 0 &&
             value->valuedouble <= 1;
        if (ok) {
            model->cut[i] = before = value->valuedouble;
        }
    }
    if (!ok) {
        sam_problem(problems, _("%s.cut: must be %d rising numbers from 0 to 1"), place,
                    model->points - 1);
    }
}

static void read_prior(struct sam_phase_model *model, const cJSON *object, const char *place,
                       struct sam_problems *problems) {
    double sum = 0;
    read_row(model->prior, object, place, problems);
    for (int i = 0; i < SAM_PHASES; i++) {
        sum += model->prior[i];
        if (!(model->prior[i] > 0)) {
            sam_problem(problems, _("%s: every phase needs a chance above 0"), place);
            return;
        }
    }
    for (int i = 0; i < SAM_PHASES; i++) {
        model->prior[i] /= sum;
    }
}

void sam_phase_model_read(struct sam_phase_model *model, const cJSON *object, const char *place,
                          struct sam_problems *problems) {
    static const char *const keys[] = {"mean",  "spread",        "cut", "concentration",
                                       "prior", "design_effect", NULL};
    static const char *const phases[] = {"forming", "storming", "norming", "performing", NULL};
    char inside[SAM_PLACE_SIZE];
    sam_json_check_keys(problems, place, object, keys);
    model->spread = sam_json_decimal(problems, place, object, "spread", 0.01, 10, model->spread);
    model->concentration =
        sam_json_decimal(problems, place, object, "concentration", 0.01, 1e6, model->concentration);
    model->design_effect =
        sam_json_decimal(problems, place, object, "design_effect", 1, 1000, model->design_effect);
    const cJSON *mean = sam_json_member(problems, place, object, "mean", false);
    if (mean != NULL) {
        sam_place_write(inside, "%s.mean", place);
        sam_json_check_keys(problems, inside, mean, phases);
        for (int k = 0; k < SAM_PHASES; k++) {
            const cJSON *row = cJSON_GetObjectItemCaseSensitive(mean, phase_ids[k]);
            sam_place_write(inside, "%s.mean.%s", place, phase_ids[k]);
            if (row != NULL) {
                read_row(model->mean[k], row, inside, problems);
            }
        }
    }
    const cJSON *cut = sam_json_list(problems, place, object, "cut", false);
    if (cut != NULL) {
        read_cut(model, cut, place, problems);
    }
    const cJSON *prior = sam_json_member(problems, place, object, "prior", false);
    if (prior != NULL) {
        sam_place_write(inside, "%s.prior", place);
        read_prior(model, prior, inside, problems);
    }
}
