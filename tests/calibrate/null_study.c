#include "null_study.h"

#include "population.h"

#include <stdio.h>

enum { ALLIANCES = 25, DRAWN = 199, ITEMS = 8 };

uint8_t draw_answer(const struct answers_of *kind, gsl_rng *random) {
    double u = gsl_rng_uniform(random);
    int answer = 0;
    while (answer < 4 && u >= kind->probability[answer]) {
        u -= kind->probability[answer++];
    }
    return (uint8_t)(answer + 1);
}

double draw_score(const struct answers_of *kind, gsl_rng *random) {
    double sum = 0;
    for (size_t i = 0; i < kind->items; i++) {
        sum += draw_answer(kind, random);
    }
    return sum / (double)kind->items;
}

static void draw_row(const struct answers_of *kind, gsl_rng *random, uint8_t row[ITEMS]) {
    for (size_t i = 0; i < kind->items; i++) {
        row[i] = draw_answer(kind, random);
    }
}

static void draw_role(const struct null_study *study, const struct answers_of *kind,
                      gsl_rng *random, struct sam_answers *answers, const char *alliance,
                      enum sam_role role, size_t people) {
    for (size_t i = 0; i < people; i++) {
        uint8_t row[ITEMS];
        char organisation[32] = "";
        if (study->by_organisation) {
            snprintf(organisation, sizeof organisation, "%d-%zu", (int)role, i / 3);
        }
        draw_row(kind, random, row);
        sam_answers_add(answers, alliance, organisation, role, row);
    }
}

/* Half of those who answer again say the same again. */
static void draw_waves(const struct null_study *study, const struct answers_of *kind,
                       gsl_rng *random, struct sam_answers *now, struct sam_answers *then,
                       const char *alliance) {
    for (size_t i = 0; i < study->first + study->second; i++) {
        char organisation[32];
        uint8_t row[ITEMS];
        snprintf(organisation, sizeof organisation, "%zu", i);
        draw_row(kind, random, row);
        sam_answers_add(then, alliance, organisation, SAM_PARTNER, row);
        if (gsl_rng_uniform(random) < 0.5) {
            draw_row(kind, random, row);
        }
        if (i < study->first) {
            sam_answers_add(now, alliance, organisation, SAM_PARTNER, row);
        }
    }
}

/* Of the only scale, or of its first statement. */
static struct sam_number p_of(const struct null_study *study, const struct sam_alliance_result *r) {
    return study->test == NULL_LEAD      ? r->differences->lead_partners.test.p
           : study->test == NULL_HOLDERS ? r->differences->account_holders_partners.test.p
           : study->test == NULL_SIDES   ? r->sides[0].contrast.test.p
                                         : r->differences->change.test.p;
}

static void tally_p(struct tally *hit, struct sam_number p) {
    tally_add(hit, sam_has(p) && p.value <= 0.05);
}

static void tally_tests(const struct null_study *study, struct sam_analysis *analysis,
                        struct tally *hit) {
    if (study->test == NULL_SIDES_TOGETHER) {
        size_t count = 0;
        tally_p(hit, sam_analysis_sides(analysis, &count)[0].contrast.test.p);
        return;
    }
    for (size_t a = 0; a < ALLIANCES; a++) {
        tally_p(hit, p_of(study, sam_analysis_alliance(analysis, a)));
    }
}

void null_study_run(const struct null_study *study, const struct answers_of *kind, gsl_rng *random,
                    struct tally *hit) {
    struct sam_questionnaire *q = population_questionnaire(kind->items);
    struct sam_answers *now = sam_answers_new(kind->items);
    struct sam_answers *then = sam_answers_new(kind->items);
    for (size_t a = 0; a < ALLIANCES; a++) {
        char alliance[32];
        snprintf(alliance, sizeof alliance, "%02zu", a);
        if (study->test == NULL_CHANGE) {
            draw_waves(study, kind, random, now, then, alliance);
            continue;
        }
        draw_role(study, kind, random, now, alliance,
                  study->test == NULL_LEAD ? SAM_LEAD : SAM_ACCOUNT_HOLDER, study->first);
        draw_role(study, kind, random, now, alliance, SAM_PARTNER, study->second);
    }
    sam_answers_sort(now);
    sam_answers_sort(then);
    struct sam_earlier_wave earlier = {"then", q, then, NULL};
    struct sam_analysis_options options = {
        .resamples = DRAWN,
        .seed = gsl_rng_get(random),
        .min_group = 1,
        .items = study->test >= NULL_SIDES,
        .weight_organisation = study->by_organisation,
        .earlier = study->test == NULL_CHANGE ? &earlier : NULL,
        .threads = 1,
    };
    struct sam_analysis *analysis = sam_analysis_new(q, now, &options);
    tally_tests(study, analysis, hit);
    sam_analysis_free(analysis);
    sam_answers_free(now);
    sam_answers_free(then);
    sam_questionnaire_free(q);
}
