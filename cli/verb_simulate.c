#include "analyse/simulate.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/moment.h"
#include "base/number.h"
#include "cli/workspace.h"
#include "model/response_csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct simulating {
    const struct sam_questionnaire *questionnaire;
    struct sam_simulation *simulation;
    const char *wave;
    char moment[SAM_MOMENT_SIZE];
    uint8_t *answers;
    struct sam_buf out;   /* CSV, flushed now and then */
    struct sam_buf truth; /* CSV: alliance, phase, level */
};

static void flush(struct simulating *s) {
    fwrite(s->out.data, 1, s->out.length, stdout);
    sam_buf_clear(&s->out);
}

static void start_alliance(struct simulating *s, const char *id) {
    enum sam_phase phase = sam_simulation_alliance(s->simulation, SAM_PHASE_NONE);
    char level[SAM_NUMBER_SIZE];
    sam_number_print(level, sam_simulation_level(s->simulation));
    sam_buf_printf(&s->truth, "%s,%s,%s\r\n", id, sam_phase_id(phase), level);
}

static void write_respondent(struct simulating *s, const char *respondent, const char *alliance,
                             const char *organisation, enum sam_role role) {
    sam_simulation_respondent(s->simulation, role, s->answers);
    const struct sam_response response = {.respondent = respondent,
                                          .alliance = alliance,
                                          .organisation = organisation,
                                          .role = role,
                                          .wave = s->wave,
                                          .language = SAM_NL,
                                          .submitted_at = s->moment,
                                          .complete = true,
                                          .answers = s->answers,
                                          .item_count = s->questionnaire->item_count};
    sam_response_csv_write(&s->out, s->questionnaire, &response, false);
    if (s->out.length > 1 << 16) {
        flush(s);
    }
}

static void simulate_study(struct simulating *s, const struct sam_study *study) {
    size_t wave = sam_study_wave(study, s->wave);
    for (size_t a = 0; a < study->alliance_count; a++) {
        if (!sam_alliance_in_wave(study, a, wave)) {
            continue;
        }
        start_alliance(s, study->alliances[a].id);
        for (size_t i = 0; i < study->person_count; i++) {
            const struct sam_person *person = &study->people[i];
            if (person->alliance == a && person->successor == NULL &&
                sam_questionnaire_asks(s->questionnaire, person->role)) {
                write_respondent(s, person->respondent, study->alliances[a].id,
                                 person->organisation, person->role);
            }
        }
    }
}

/* `count` alliances whose sizes go round from smallest to largest. */
static void simulate_groups(struct simulating *s, long long count, long long smallest,
                            long long largest) {
    for (long long a = 0; a < count; a++) {
        char alliance[32];
        snprintf(alliance, sizeof alliance, "a%06lld", a + 1);
        start_alliance(s, alliance);
        long long size = smallest + a % (largest - smallest + 1);
        for (long long i = 0; i < size; i++) {
            char respondent[64];
            char organisation[32];
            snprintf(respondent, sizeof respondent, "%s-%lld", alliance, i + 1);
            snprintf(organisation, sizeof organisation, "o%lld", i + 1);
            enum sam_role role = i == 0 ? SAM_LEAD : SAM_PARTNER;
            if (sam_questionnaire_asks(s->questionnaire, role)) {
                write_respondent(s, respondent, alliance, organisation, role);
            }
        }
    }
}

struct settings {
    const char *questionnaire, *wave, *truth;
    long long seed, alliances, smallest, largest;
    struct sam_simulation_options options;
};

static enum sam_status simulate(const struct settings *settings,
                                const struct sam_questionnaire *questionnaire,
                                const struct sam_study *study, const char *wave,
                                struct sam_err *err) {
    struct simulating s = {.questionnaire = questionnaire, .wave = wave};
    struct sam_simulation_options options = settings->options;
    options.seed = (uint64_t)settings->seed;
    s.simulation = sam_simulation_new(questionnaire, &options);
    s.answers = sam_xcalloc(questionnaire->item_count, 1);
    sam_buf_init(&s.out, SAM_BUF_UNLIMITED);
    sam_buf_init(&s.truth, SAM_BUF_UNLIMITED);
    /* A fixed moment: the same seed gives the same bytes. */
    sam_moment_print(1609459200, s.moment);
    sam_buf_text(&s.truth, "alliance,phase,level\r\n");
    sam_response_csv_write_header(&s.out, questionnaire, false);
    if (study != NULL) {
        simulate_study(&s, study);
    } else {
        simulate_groups(&s, settings->alliances, settings->smallest, settings->largest);
    }
    flush(&s);
    enum sam_status status = SAM_OK;
    if (settings->truth != NULL) {
        status = sam_file_write(settings->truth, s.truth.data, s.truth.length, err);
    }
    sam_buf_fini(&s.out);
    sam_buf_fini(&s.truth);
    free(s.answers);
    sam_simulation_free(s.simulation);
    return status;
}

static enum sam_status simulate_for_study(const struct settings *settings, const char *folder,
                                          struct sam_err *err) {
    struct sam_workspace work = {0};
    size_t wave = 0;
    enum sam_status status = sam_workspace_open(&work, folder, err);
    if (status == SAM_OK) {
        status = sam_study_choose_wave(work.study, settings->wave, &wave, err);
    }
    if (status == SAM_OK && work.study->person_count == 0) {
        status =
            sam_fail(err, SAM_E_INPUT, _("%s/study.json: lists no people to simulate"), folder);
    }
    if (status == SAM_OK) {
        status = simulate(settings, work.instruments->of_wave[wave], work.study,
                          work.study->waves[wave].id, err);
    }
    sam_workspace_close(&work);
    return status;
}

static enum sam_status simulate_for_questionnaire(const struct settings *settings,
                                                  struct sam_err *err) {
    struct sam_questionnaire *questionnaire = NULL;
    struct sam_problems problems;
    sam_problems_init(&problems);
    enum sam_status status =
        sam_questionnaire_read(settings->questionnaire, &questionnaire, &problems, err);
    if (status == SAM_OK) {
        status = simulate(settings, questionnaire, NULL,
                          settings->wave != NULL ? settings->wave : "1", err);
    }
    sam_questionnaire_free(questionnaire);
    sam_problems_fini(&problems);
    return status;
}

int sam_verb_simulate(struct sam_call *call) {
    struct settings settings = {
        .seed = 1, .alliances = 8, .smallest = 2, .largest = 9, .options = SAM_SIMULATION_DEFAULT};
    const struct sam_option options[] = {
        {"questionnaire", SAM_OPTION_TEXT, "Q.json", N_("answers to this one, without a study"),
         &settings.questionnaire, 0, 0},
        {"wave", SAM_OPTION_TEXT, "W", N_("the wave (the study's last)"), &settings.wave, 0, 0},
        {"seed", SAM_OPTION_WHOLE, "S", N_("of the random numbers (1)"), &settings.seed, 0, 1e15},
        {"alliances", SAM_OPTION_WHOLE, "N", N_("without a study: how many alliances (8)"),
         &settings.alliances, 1, 10000000},
        {"smallest", SAM_OPTION_WHOLE, "N", N_("without a study: smallest alliance (2)"),
         &settings.smallest, 1, 100000},
        {"largest", SAM_OPTION_WHOLE, "N", N_("without a study: largest alliance (9)"),
         &settings.largest, 1, 100000},
        {"level", SAM_OPTION_DECIMAL, "L", N_("true mean, 0 to 1 of the response scale (0.68)"),
         &settings.options.level, 0, 1},
        {"between", SAM_OPTION_DECIMAL, "SD", N_("differences between alliances (0.10)"),
         &settings.options.between, 0, 1},
        {"within", SAM_OPTION_DECIMAL, "SD", N_("differences between persons in one (0.12)"),
         &settings.options.within, 0, 1},
        {"noise", SAM_OPTION_DECIMAL, "SD", N_("of one answer around the person's level (0.14)"),
         &settings.options.item_noise, 0, 1},
        {"dont-know", SAM_OPTION_DECIMAL, "P", N_("chance of \"don't know\" per answer (0.04)"),
         &settings.options.dont_know, 0, 1},
        {"missing", SAM_OPTION_DECIMAL, "P", N_("chance of no answer (0.01)"),
         &settings.options.missing, 0, 1},
        {"truth", SAM_OPTION_TEXT, "FILE.csv", N_("write each alliance's true phase and level"),
         &settings.truth, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("simulate"), options, 13, 1, &exit)) {
        return exit;
    }
    struct sam_err err = {0};
    enum sam_status status = SAM_OK;
    if (settings.largest < settings.smallest) {
        status = sam_fail(&err, SAM_E_USAGE, _("--largest must not be below --smallest"));
    } else if (settings.questionnaire != NULL && call->positional_count > 0) {
        status =
            sam_fail(&err, SAM_E_USAGE, _("simulate takes a study or --questionnaire, not both"));
    } else if (settings.questionnaire != NULL) {
        status = simulate_for_questionnaire(&settings, &err);
    } else {
        status = simulate_for_study(&settings, sam_call_folder(call), &err);
    }
    return status == SAM_OK ? SAM_EXIT_DONE : sam_complain(&err);
}
