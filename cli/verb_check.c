#include "base/file.h"
#include "base/mail_address.h"
#include "base/moment.h"
#include "cli/check_record.h"
#include "cli/retention.h"
#include "cli/workspace.h"
#include "collect/letter_text.h"
#include "model/framework.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct answered {
    const struct sam_study *study;
    const char *wave;
    const struct sam_questionnaire *questionnaire;
    struct sam_problems *problems;
};

/* Do the answers that are there fit the study as it is now? */
static bool check_answered(const struct sam_progress *progress, void *context) {
    const struct answered *a = context;
    size_t people = progress->complete + progress->incomplete;
    size_t alliance = sam_study_alliance(a->study, progress->alliance);
    size_t invited =
        alliance != SAM_NONE ? sam_study_invited(a->study, alliance, a->questionnaire) : 0;
    if (alliance == SAM_NONE) {
        sam_problem(a->problems,
                    _("wave %s: there are answers for alliance \"%s\" (%zu people), which is not "
                      "in study.json; put it back"),
                    a->wave, progress->alliance, people + progress->account_holders);
    } else if (!sam_alliance_in_wave(a->study, alliance, sam_study_wave(a->study, a->wave))) {
        sam_problem(a->problems,
                    _("wave %s: there are answers for alliance \"%s\" (%zu people), which by its "
                      "\"waves\" takes no part in it; add the wave"),
                    a->wave, progress->alliance, people + progress->account_holders);
    } else if (invited > 0 && people > invited) {
        sam_problem(a->problems,
                    _("wave %s, alliance %s: %zu people answered and study.json invites %zu; add "
                      "the others to \"people\""),
                    a->wave, progress->alliance, people, invited);
    }
    return true;
}

static enum sam_status check_waves(const struct sam_study *study,
                                   const struct sam_instruments *instruments,
                                   struct sam_store *store, struct sam_problems *problems,
                                   struct sam_err *err) {
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < study->wave_count && status == SAM_OK; i++) {
        struct answered answered = {study, study->waves[i].id, instruments->of_wave[i], problems};
        status = sam_store_progress(store, answered.wave, check_answered, &answered, err);
    }
    return status;
}

/* Personal data are kept no longer than the study says. */
static enum sam_status check_retention(const struct sam_study *study, struct sam_store *store,
                                       struct sam_problems *problems, struct sam_err *err) {
    char today[SAM_MOMENT_SIZE];
    enum sam_status status = SAM_OK;
    sam_moment_print(time(NULL), today);
    for (size_t i = 0; i < study->wave_count && status == SAM_OK; i++) {
        const struct sam_wave *wave = &study->waves[i];
        int64_t left = 0;
        status = sam_retention_left(study, store, i, today, &left, err);
        if (status == SAM_OK && left > 0) {
            sam_problem(problems,
                        _("wave %s: its personal data were to be erased after %s (erase_after), "
                          "and there is still some; run: samenscan purge %s --wave %s"),
                        wave->id, wave->erase_after, study->folder, wave->id);
        }
    }
    return status;
}

static void check_store(const struct sam_study *study, const struct sam_instruments *instruments,
                        struct sam_problems *problems) {
    struct sam_store *store = NULL;
    struct sam_err err = {0};
    enum sam_status status = sam_store_open(study->folder, SAM_STORE_READ, &store, &err);
    if (status == SAM_E_NOT_FOUND) {
        /* nobody has answered yet */
        status = check_retention(study, NULL, problems, &err);
    } else if (status == SAM_OK) {
        status = check_retention(study, store, problems, &err);
    }
    if (status == SAM_OK && store != NULL) {
        status = sam_store_check(store, problems, &err);
    }
    if (status == SAM_OK && store != NULL && instruments != NULL) {
        status = check_waves(study, instruments, store, problems, &err);
    }
    if (status == SAM_OK && store != NULL && instruments != NULL) {
        status = sam_check_record(study, instruments, store, problems, &err);
    }
    if (status != SAM_OK) {
        sam_problem(problems, "%s", err.text);
    }
    sam_store_close(store);
}

static void check_logo(const struct sam_study *study, struct sam_problems *problems) {
    struct sam_buf image;
    struct sam_err err = {0};
    const char *type = NULL;
    sam_buf_init(&image, SAM_LOGO_LIMIT);
    if (study->institute.logo != NULL && sam_study_logo(study, &image, &type, &err) != SAM_OK) {
        sam_problem(problems, "%s", err.text);
    }
    sam_buf_fini(&image);
}

/* The words of letters, and whether everybody can be reached. */
static void check_letters(const struct sam_study *study, struct sam_problems *problems) {
    for (int i = 0; i < 2 * SAM_LANGS && study->mail != NULL; i++) {
        struct sam_letter_text text;
        enum sam_mail_kind kind = i < SAM_LANGS ? SAM_MAIL_INVITATION : SAM_MAIL_REMINDER;
        if (sam_letter_text_open(study->folder, kind, (enum sam_lang)(i % SAM_LANGS), &text,
                                 problems, NULL) == SAM_OK) {
            sam_letter_text_fini(&text);
        }
    }
    for (size_t i = 0; i < study->person_count && study->mail != NULL; i++) {
        const char *email = study->people[i].email;
        if (email != NULL && sam_mail_address_judge(email) != SAM_MAIL_ADDRESS_GOOD) {
            sam_problem(problems,
                        _("study.json: people[%zu]: mail can't be sent to \"%s\"; an address looks "
                          "like name@example.org, with letters a to z (a domain with others as "
                          "xn--...)"),
                        i, email);
        }
    }
}

/* The questionnaires were read: does framework.json fit them? */
static void check_framework(const struct sam_study *study,
                            const struct sam_instruments *instruments,
                            struct sam_problems *problems) {
    struct sam_framework *framework = NULL;
    if (sam_framework_open(study, instruments, &framework, problems, NULL) == SAM_OK) {
        sam_framework_free(framework);
    }
}

int sam_verb_check(struct sam_call *call) {
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("check"), NULL, 0, 1, &exit)) {
        return exit;
    }
    struct sam_problems problems;
    struct sam_study *study = NULL;
    struct sam_instruments *instruments = NULL;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    if (sam_study_open(sam_call_folder(call), &study, &problems, &err) == SAM_OK) {
        if (sam_instruments_open(study, &instruments, &problems, &err) == SAM_OK) {
            check_framework(study, instruments, &problems);
        } else {
            exit = SAM_EXIT_FAILED;
        }
        check_logo(study, &problems);
        check_letters(study, &problems);
        check_store(study, instruments, &problems);
        sam_say(call, _("%s: alliances: %zu, people: %zu, waves: %zu, sources: %zu"), study->id,
                study->alliance_count, study->person_count, study->wave_count, study->source_count);
    }
    if (problems.count > 0) {
        fputs(problems.lines.data, stdout);
        if (problems.count > SAM_PROBLEMS_KEPT) {
            printf(_("and %zu more\n"), problems.count - SAM_PROBLEMS_KEPT);
        }
        exit = SAM_EXIT_FAILED;
    } else {
        sam_say(call, _("nothing wrong found"));
    }
    sam_instruments_free(instruments);
    sam_study_free(study);
    sam_problems_fini(&problems);
    return exit;
}
