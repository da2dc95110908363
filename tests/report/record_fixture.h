/* The fixture with activities, goals and notes. */
#ifndef SAM_TESTS_REPORT_RECORD_FIXTURE_H
#define SAM_TESTS_REPORT_RECORD_FIXTURE_H

#include "fixture.h"

static const struct sam_activity record_activities[] = {
    {"1", "act4respect", "Course <b>", "g1", "atria", SAM_ACTIVITY_ON_SCHEDULE, "", "2021"},
    {"2", "act4respect", "Film", "g2", "", SAM_ACTIVITY_STOPPED, "No money", ""},
    {"1", "gedeelde-trots", "Book", "", "", SAM_ACTIVITY_ON_SCHEDULE, "", ""},
    {"2", "gedeelde-trots", "Talk", "", "coc", SAM_ACTIVITY_ADAPTED, "Later", ""},
    {"1", "samen-werkt-het", "Site", "", "", SAM_ACTIVITY_UNCLEAR, "", ""},
    {"1", "werk-en-toekomst", "Debate", "", "", SAM_ACTIVITY_ON_SCHEDULE, "", ""}};
static struct sam_goal record_goals[] = {{"g1", {{"Doel een", "Goal one"}}, "act4respect"},
                                         {"g2", {{"Doel twee", "Goal two"}}, "act4respect"},
                                         {"g3", {{"Doel drie", "Goal three"}}, NULL}};
static const struct sam_note record_notes[] = {{.alliance = "act4respect",
                                                .topic = "s1",
                                                .source = SAM_NOTE_INTERVIEW,
                                                .finding = SAM_FINDING_CONFIRMED,
                                                .why = "Secret why",
                                                .quote = "Secret quote"},
                                               {.alliance = "gedeelde-trots",
                                                .topic = "s1",
                                                .source = SAM_NOTE_INTERVIEW,
                                                .finding = SAM_FINDING_CONTRADICTED,
                                                .why = "Cleared <why>",
                                                .quote = "\"Cleared quote\"",
                                                .cleared = true},
                                               {.alliance = "gedeelde-trots",
                                                .topic = "s1",
                                                .source = SAM_NOTE_DOCUMENT,
                                                .finding = SAM_FINDING_CONFIRMED,
                                                .why = "",
                                                .quote = ""},
                                               {.alliance = "gedeelde-trots",
                                                .topic = "phase-alliance",
                                                .source = SAM_NOTE_OBSERVATION,
                                                .finding = SAM_FINDING_NUANCED,
                                                .why = "Of one alliance",
                                                .quote = "",
                                                .cleared = true},
                                               {.alliance = "samen-werkt-het",
                                                .topic = "s1",
                                                .source = SAM_NOTE_INTERVIEW,
                                                .finding = SAM_FINDING_NUANCED,
                                                .why = "",
                                                .quote = ""},
                                               {.alliance = "samen-werkt-het",
                                                .topic = "synergy",
                                                .source = SAM_NOTE_DOCUMENT,
                                                .finding = SAM_FINDING_CONFIRMED,
                                                .why = "",
                                                .quote = ""}};

/* Writes and reads the results again, with what f->context has now. */
static inline void record_again(struct fixture *f) {
    sam_results_free(f->results);
    sam_buf_clear(&f->json);
    fixture_write(f);
    f->results = fixture_parse(f->json.data);
}

static inline void record_init(struct fixture *f) {
    static const struct sam_framework framework = {
        .id = "f", .title = {{"f", "f"}}, .goals = record_goals, .goal_count = 3};
    fixture_init(f, NULL, 0, 1, true);
    f->context.framework = &framework;
    f->context.activities = record_activities;
    f->context.activity_count = sizeof record_activities / sizeof *record_activities;
    f->context.notes = record_notes;
    f->context.note_count = sizeof record_notes / sizeof *record_notes;
    record_again(f);
}

static inline struct sam_results_alliance *record_alliance(struct fixture *f, const char *id) {
    for (size_t a = 0; a < f->results->alliance_count; a++) {
        if (strcmp(f->results->alliances[a].result.id, id) == 0) {
            return &f->results->alliances[a];
        }
    }
    fail_msg("no alliance %s", id);
    return NULL;
}

#endif
