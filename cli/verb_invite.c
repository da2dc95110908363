/* The verbs invite and remind: letters with personal links. */
#include "base/file.h"
#include "cli/workspace.h"
#include "collect/invitation.h"
#include "collect/letter_text.h"
#include "form/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* What the callbacks need. */
struct posting {
    struct sam_call *call;
    struct sam_workspace *work;
    const char *wave;
    size_t not_needed, unreached;
};

static struct sam_token token_of(const struct posting *p, size_t place) {
    struct sam_token token = {.kind = SAM_TOKEN_RESPONDENT};
    snprintf(token.respondent, sizeof token.respondent, "%s",
             p->work->study->people[place].respondent);
    snprintf(token.wave, sizeof token.wave, "%s", p->wave);
    return token;
}

static enum sam_status revoke(const struct posting *p, size_t place, struct sam_err *err) {
    const struct sam_person *people = p->work->study->people;
    enum sam_status status = sam_store_begin(p->work->store, err);
    if (status != SAM_OK) {
        return status;
    }
    for (const struct sam_person *one = people[place].same; one != NULL && status == SAM_OK;
         one = one->next_same) {
        const struct sam_token token = token_of(p, (size_t)(one - people));
        status = sam_store_token_revoke(p->work->store, &token, err);
    }
    if (status == SAM_OK) {
        return sam_store_commit(p->work->store, err);
    }
    sam_store_rollback(p->work->store);
    return status;
}

static enum sam_status make_link(void *context, size_t place, bool alone, struct sam_buf *link,
                                 struct sam_err *err) {
    const struct posting *p = context;
    const char *base = p->work->study->mail->base_url;
    size_t length = strlen(base);
    char text[SAM_TOKEN_SIZE];
    const struct sam_token token = token_of(p, place);
    enum sam_status status = alone ? revoke(p, place, err) : SAM_OK;
    if (status == SAM_OK) {
        status = sam_token_issue_beside(p->work->store, &token, time(NULL), text, err);
    }
    if (status == SAM_OK) {
        length -= base[length - 1] == '/';
        sam_buf_printf(link, "%.*s%s%s", (int)length, base, SAM_LINK_PATH, text);
        explicit_bzero(text, sizeof text);
    }
    return status;
}

/* --- what is told ------------------------------------------------------------------------------
 */

static const char *who(const struct posting *p, const struct sam_letter *letter) {
    const struct sam_person *person = &p->work->study->people[letter->person];
    return person->email != NULL ? person->email : person->respondent;
}

static void passed(void *context, const struct sam_letter *letter) {
    struct posting *p = context;
    const char *name = who(p, letter);
    bool reached = false;
    switch (letter->verdict) {
    case SAM_LETTER_NO_ADDRESS:
        printf(_("%s: no e-mail address in study.json\n"), name);
        reached = true;
        break;
    case SAM_LETTER_BAD_ADDRESS:
        printf(_("%s: mail can't be sent there; an address looks like name@example.org, with "
                 "letters a to z (a domain with others as xn--...)\n"),
               name);
        break;
    case SAM_LETTER_UNKNOWN:
        printf(_("%s: nobody knows whether the letter of %s was sent; ask, or send another with "
                 "--resend-unknown\n"),
               name, letter->at);
        break;
    case SAM_LETTER_REFUSED:
        printf(_("%s: refused on %s (%s); correct the address, or try once more with --again\n"),
               name, letter->at, letter->reply);
        break;
    case SAM_LETTER_NOT_INVITED:
        printf(_("%s: not invited yet; `samenscan invite` does that\n"), name);
        reached = true;
        break;
    default:
        p->not_needed++;
        reached = true;
    }
    p->unreached += !reached;
}

static void done(void *context, const struct sam_letter *letter, enum sam_mail_state outcome,
                 const char *reply, const char *text) {
    struct posting *p = context;
    const struct sam_person *person = &p->work->study->people[letter->person];
    if (text != NULL) {
        printf("%s %s%s<%s>\n%s %s\n\n%s\n----\n", _("To:"),
               person->name != NULL ? person->name : "", person->name != NULL ? " " : "",
               person->email, _("Subject:"), reply, text);
        return;
    }
    static const char *const words[SAM_MAIL_STATES] = {
        [SAM_MAIL_SENT] = N_("sent"),
        [SAM_MAIL_REFUSED] = N_("refused by the server"),
        [SAM_MAIL_DEFERRED] = N_("refused for now; run this again later"),
        [SAM_MAIL_FAILED] = N_("not sent; run this again"),
        [SAM_MAIL_UNKNOWN] = N_("perhaps sent: the connection was lost before the server answered"),
    };
    bool sent = outcome == SAM_MAIL_SENT;
    printf("%s: %s%s%s%s\n", person->email, _(words[outcome]), sent ? "" : " (", sent ? "" : reply,
           sent ? "" : ")");
    fflush(stdout);
    p->unreached += !sent;
}

/* The shipped words as files, to be changed; those that are there stay. */
static enum sam_status write_texts(struct sam_call *call, const char *folder, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    for (int i = 0; i < 2 * SAM_LANGS && status == SAM_OK; i++) {
        char name[64];
        enum sam_mail_kind kind = i / SAM_LANGS == 0 ? SAM_MAIL_INVITATION : SAM_MAIL_REMINDER;
        enum sam_lang lang = (enum sam_lang)(i % SAM_LANGS);
        char *path = sam_path_join(folder, sam_letter_file(kind, lang, name));
        struct stat about;
        if (stat(path, &about) == 0) {
            sam_say(call, _("%s: is there already, stays as it is"), path);
        } else {
            const char *text = sam_letter_shipped(kind, lang);
            status = sam_file_write(path, text, strlen(text), err);
            printf("%s\n", path);
        }
        free(path);
    }
    return status;
}

/* --- the verbs ---------------------------------------------------------------------------------
 */

static enum sam_status post(struct posting *p, struct sam_invitation *run, const char *wave_id,
                            bool texts, struct sam_err *err) {
    struct sam_workspace *work = p->work;
    enum sam_status status = sam_workspace_open(work, sam_call_folder(p->call), err);
    if (status == SAM_OK && texts) {
        return write_texts(p->call, work->study->folder, err);
    }
    if (status == SAM_OK) {
        status = sam_study_choose_wave(work->study, wave_id, &run->wish.wave, err);
    }
    if (status == SAM_OK) {
        status = sam_workspace_open_store(work, SAM_STORE_WRITE, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    p->wave = work->study->waves[run->wish.wave].id;
    run->study = work->study;
    run->instruments = work->instruments;
    run->store = work->store;
    run->wish.now = time(NULL);
    status = sam_invitation_run(run, err);
    if (run->dry_run) {
        sam_say(p->call, _("%zu letters would be sent; %zu people need none"),
                run->outcomes[SAM_MAIL_PREPARED], p->not_needed);
    } else {
        sam_say(p->call, _("%zu letters sent; %zu people need none; %zu not reached"),
                run->outcomes[SAM_MAIL_SENT], p->not_needed, p->unreached);
    }
    return status;
}

static int verb(struct sam_call *call, enum sam_mail_kind kind) {
    const char *wave_id = NULL;
    long long per_minute = 30;
    long long min_days = 3;
    bool texts = false;
    struct sam_workspace work = {0};
    struct posting p = {.call = call, .work = &work};
    struct sam_invitation run = {
        .link = make_link, .passed = passed, .done = done, .stop = sam_stopped, .context = &p};
    const struct sam_option options[] = {
        {"wave", SAM_OPTION_TEXT, "W", N_("of this wave (the last)"), &wave_id, 0, 0},
        {"dry-run", SAM_OPTION_FLAG, NULL, N_("print the letters; send nothing"), &run.dry_run, 0,
         0},
        {"again", SAM_OPTION_FLAG, NULL,
         N_("also to those who got one before, or whose address was refused"), &run.wish.again, 0,
         0},
        {"resend-unknown", SAM_OPTION_FLAG, NULL,
         N_("another letter where nobody knows whether the last one was sent"),
         &run.wish.resend_unknown, 0, 0},
        {"per-minute", SAM_OPTION_WHOLE, "N", N_("at most so many letters a minute (30)"),
         &per_minute, 1, 6000},
        {"texts", SAM_OPTION_FLAG, NULL,
         N_("write the words of the letters to STUDY/mail/, to be changed"), &texts, 0, 0},
        {"min-days", SAM_OPTION_WHOLE, "N",
         N_("nobody who got a letter less than so many days ago (3)"), &min_days, 0, 365},
    };
    size_t count = sizeof options / sizeof *options - (kind == SAM_MAIL_INVITATION);
    int exit = SAM_EXIT_DONE;
    const char *name = kind == SAM_MAIL_INVITATION ? "invite" : "remind";
    if (!sam_call_read(call, sam_verb_find(name), options, count, 1, &exit)) {
        return exit;
    }
    struct sam_err err = {0};
    sam_stop_on_signals();
    run.wish.kind = kind;
    run.wish.min_days = (int)min_days;
    run.per_minute = (int)per_minute;
    enum sam_status status = post(&p, &run, wave_id, texts, &err);
    sam_workspace_close(&work);
    if (status != SAM_OK) {
        return sam_complain(&err);
    }
    return p.unreached > 0 ? SAM_EXIT_FAILED : SAM_EXIT_DONE;
}

int sam_verb_invite(struct sam_call *call) {
    return verb(call, SAM_MAIL_INVITATION);
}

int sam_verb_remind(struct sam_call *call) {
    return verb(call, SAM_MAIL_REMINDER);
}
