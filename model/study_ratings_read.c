/* The "expectation_ratings" of study.json: the evaluator's own judgement of what was expected. */
#include "model/study_reader.h"

#include <string.h>

static void read_rating(struct sam_study_reader *r, const cJSON *object,
                        struct sam_expectation_rating *rating) {
    static const char *const keys[] = {"expectation", "wave", "rating", "reason", "alliance", NULL};
    sam_json_check_keys(r->problems, r->place, object, keys);
    rating->expectation =
        sam_json_id(r->problems, r->place, object, "expectation", r->study->arena);
    const char *wave = sam_json_text(r->problems, r->place, object, "wave", true);
    rating->wave = wave != NULL ? sam_study_wave(r->study, wave) : SAM_NONE;
    if (wave != NULL && rating->wave == SAM_NONE) {
        sam_problem(r->problems, _("%s: wave \"%s\" is not among the waves"), r->place, wave);
    }
    rating->alliance = SAM_NONE;
    if (sam_json_member(r->problems, r->place, object, "alliance", false) != NULL) {
        rating->alliance = sam_study_known_alliance(r, object);
    }
    const char *value = sam_json_text(r->problems, r->place, object, "rating", true);
    if (value != NULL && sam_rating_read(value, &rating->rating) != 0) {
        sam_problem(r->problems, _("%s: rating \"%s\" must be \"+\", \"+/-\" or \"0\""), r->place,
                    value);
    }
    rating->reason = sam_json_words(r->problems, r->place, object, "reason", true, r->study->arena);
    for (const struct sam_expectation_rating *other = r->study->ratings; other < rating; other++) {
        if (rating->expectation[0] != '\0' && other->wave == rating->wave &&
            other->alliance == rating->alliance &&
            strcmp(other->expectation, rating->expectation) == 0) {
            sam_problem(r->problems,
                        _("%s: a second rating for the same expectation, wave and alliance"),
                        r->place);
        }
    }
}

void sam_study_read_ratings(struct sam_study_reader *r, const cJSON *root) {
    struct sam_study *study = r->study;
    const cJSON *list =
        sam_study_list_of(r, root, "expectation_ratings", false, sizeof *study->ratings,
                          (void **)&study->ratings, &study->rating_count);
    size_t i = 0;
    const cJSON *object = NULL;
    cJSON_ArrayForEach(object, list) {
        if (i == study->rating_count) {
            break;
        }
        struct sam_expectation_rating *rating = &study->ratings[i];
        rating->expectation = "";
        sam_study_place(r, "expectation_ratings", i++);
        if (cJSON_IsObject(object)) {
            read_rating(r, object, rating);
        } else {
            sam_problem(r->problems, _("%s: must be an object between { and }"), r->place);
        }
    }
}
