#include "cli/check_record.h"

#include "model/framework.h"
#include "model/note.h"
#include "store/record.h"

struct checking {
    const struct sam_study *study;
    const struct sam_instruments *instruments;
    const struct sam_framework *framework; /* NULL, or without goals: any goal will do */
    struct sam_problems *problems;
    const char *kind; /* as import --as calls it */
};

/* Is its place in the study? */
static bool placed(const struct checking *c, const char *wave, const char *alliance,
                   const char *what) {
    bool known = sam_study_wave(c->study, wave) != SAM_NONE &&
                 sam_study_alliance(c->study, alliance) != SAM_NONE;
    if (!known) {
        sam_problem(c->problems,
                    _("%s: \"%s\" is of wave %s and alliance %s, which are not both in study.json; "
                      "put them back"),
                    c->kind, what, wave, alliance);
    }
    return known;
}

static bool check_activity(const char *wave, const char *alliance, const char *const *cells,
                           void *context) {
    const struct checking *c = context;
    const char *goal = cells[SAM_RECORD_GOAL];
    if (placed(c, wave, alliance, cells[SAM_RECORD_ACTIVITY]) && goal[0] != '\0' &&
        c->framework != NULL && c->framework->goal_count > 0 &&
        sam_framework_goal(c->framework, goal) == SAM_NONE) {
        sam_problem(c->problems,
                    _("%s: wave %s, alliance %s: the goal of \"%s\", \"%s\", is not in "
                      "framework.json; put it back, or import a corrected sheet"),
                    c->kind, wave, alliance, cells[SAM_RECORD_ACTIVITY], goal);
    }
    return true;
}

static bool check_note(const char *wave, const char *alliance, const char *const *cells,
                       void *context) {
    const struct checking *c = context;
    const char *topic = cells[SAM_RECORD_TOPIC];
    if (placed(c, wave, alliance, topic) &&
        !sam_note_topic_valid(c->instruments->of_wave[sam_study_wave(c->study, wave)], topic)) {
        sam_problem(c->problems,
                    _("%s: wave %s, alliance %s: topic \"%s\" is not in the questionnaire; reports "
                      "leave it out until you import a corrected sheet"),
                    c->kind, wave, alliance, topic);
    }
    return true;
}

enum sam_status sam_check_record(const struct sam_study *study,
                                 const struct sam_instruments *instruments, struct sam_store *store,
                                 struct sam_problems *problems, struct sam_err *err) {
    struct sam_framework *framework = NULL;
    struct sam_problems told; /* by check itself */
    sam_problems_init(&told);
    enum sam_status read = sam_framework_open(study, instruments, &framework, &told, NULL);
    struct checking checking = {study, instruments, read == SAM_OK ? framework : NULL, problems,
                                "activities"};
    enum sam_status status =
        sam_store_visit_record(store, &sam_record_activities, NULL, check_activity, &checking, err);
    if (status == SAM_OK) {
        checking.kind = "notes";
        status = sam_store_visit_record(store, &sam_record_notes, NULL, check_note, &checking, err);
    }
    sam_problems_fini(&told);
    sam_framework_free(framework);
    return status;
}
