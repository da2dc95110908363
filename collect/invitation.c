#include "collect/invitation.h"

#include "base/mail_address.h"
#include "base/memory.h"
#include "base/moment.h"
#include "base/words.h"
#include "collect/letter.h"
#include "collect/mail_message.h"
#include "collect/smtp.h"
#include "collect/source_lock.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

enum { IN_A_ROW = 3, BUFFERS = 4 };

/* A run that has begun. */
struct sending {
    struct sam_invitation *run;
    struct sam_letter_text texts[SAM_LANGS];
    bool opened[SAM_LANGS];
    struct sam_secret secret;
    struct sam_smtp smtp;
    struct sam_buf link, subject, body, message;
    int64_t mail; /* the letter at hand, in the log */
    int lost;     /* letters in a row that ended with the connection */
};

/* --- before anything goes ----------------------------------------------------------------------
 */

static enum sam_status check_wave(const struct sam_invitation *run, struct sam_err *err) {
    const struct sam_wave *wave = &run->study->waves[run->wish.wave];
    char today[SAM_MOMENT_SIZE];
    sam_moment_print(run->wish.now, today);
    if (wave->closes != NULL && strncmp(wave->closes, today, 10) < 0) {
        return sam_fail(err, SAM_E_INPUT,
                        _("wave %s closed after %s: nobody can answer any more; give it a later "
                          "\"closes\", or name another wave"),
                        wave->id, wave->closes);
    }
    if (wave->opens != NULL && strncmp(wave->opens, today, 10) > 0) {
        return sam_fail(err, SAM_E_INPUT,
                        _("wave %s opens on %s: the links wouldn't work yet; run this on that day"),
                        wave->id, wave->opens);
    }
    return SAM_OK;
}

static enum sam_status open_texts(struct sending *s, struct sam_err *err) {
    struct sam_problems problems;
    enum sam_status status = SAM_OK;
    sam_problems_init(&problems);
    for (int lang = 0; lang < SAM_LANGS && status == SAM_OK; lang++) {
        status = sam_letter_text_open(s->run->study->folder, s->run->wish.kind, (enum sam_lang)lang,
                                      &s->texts[lang], &problems, err);
        s->opened[lang] = status == SAM_OK;
    }
    sam_problems_fini(&problems);
    return status;
}

static enum sam_status open_server(struct sending *s, struct sam_err *err) {
    const struct sam_mail *mail = s->run->study->mail;
    const struct sam_source place = {
        .name = "mail", .secret_env = mail->secret_env, .secret_file = mail->secret_file};
    enum sam_status status = sam_secret_read(&s->secret, &place, s->run->study->folder, err);
    return status == SAM_OK ? sam_smtp_open(&s->smtp, mail, &s->secret, s->run->study->folder, err)
                            : status;
}

/* --- one letter ---------------------------------------------------------------------------------
 */

static void write_words(struct sending *s, const struct sam_letter *letter, const char *link) {
    const struct sam_invitation *run = s->run;
    enum sam_lang lang = run->study->people[letter->person].language;
    sam_buf_clear(&s->subject);
    sam_buf_clear(&s->body);
    sam_letter_write(run->study, run->instruments, run->wish.wave, &s->texts[lang], letter, link,
                     &s->subject, &s->body);
}

static enum sam_status write_message(struct sending *s, const struct sam_letter *letter,
                                     struct sam_err *err) {
    const struct sam_study *study = s->run->study;
    const struct sam_person *person = &study->people[letter->person];
    struct sam_mail_message message = {
        .from = study->mail->from,
        .from_name = sam_letter_sender(study),
        .to = person->email,
        .to_name = person->name,
        .reply_to = sam_letter_contact(study),
        .subject = s->subject.data,
        .body = s->body.data,
        .lang = person->language,
        .date = time(NULL),
    };
    if (getrandom(message.id, sizeof message.id, 0) != (ssize_t)sizeof message.id) {
        return sam_fail(err, SAM_E_IO, _("the system gives no random numbers"));
    }
    /* The institute's address may be any text with an @ in it. */
    if (strcmp(message.reply_to, message.from) == 0 ||
        sam_mail_address_judge(message.reply_to) != SAM_MAIL_ADDRESS_GOOD) {
        message.reply_to = NULL;
    }
    sam_buf_clear(&s->message);
    sam_mail_message_write(&message, &s->message);
    return SAM_OK;
}

static enum sam_status mark(struct sending *s, enum sam_mail_state state, int code,
                            const char *reply, struct sam_err *err) {
    return sam_store_mail_mark(s->run->store, s->mail, state, code, reply, time(NULL), err);
}

static enum sam_status ready(void *context, struct sam_err *err) {
    return mark(context, SAM_MAIL_SENDING, 0, "", err);
}

/* Written down as meant, and its text made with a link of its own. */
static enum sam_status prepare(struct sending *s, const struct sam_letter *letter,
                               struct sam_err *err) {
    struct sam_invitation *run = s->run;
    const struct sam_study *study = run->study;
    const char **names = sam_xcalloc(letter->place_count, sizeof *names);
    for (size_t i = 0; i < letter->place_count; i++) {
        names[i] = study->people[letter->places[i]].respondent;
    }
    enum sam_status status =
        sam_store_mail_prepare(run->store, run->wish.kind, study->waves[run->wish.wave].id,
                               sam_mail_address_hash(study->people[letter->person].email), names,
                               letter->place_count, time(NULL), &s->mail, err);
    free(names);
    sam_buf_clear(&s->link);
    if (status == SAM_OK) {
        status = run->link(run->context, letter->places[0], letter->moved, &s->link, err);
    }
    if (status == SAM_OK) {
        write_words(s, letter, s->link.data);
        status = write_message(s, letter, err);
    }
    return status;
}

static enum sam_status send_letter(struct sending *s, const struct sam_letter *letter,
                                   struct sam_err *err) {
    struct sam_invitation *run = s->run;
    struct sam_smtp_outcome outcome = {.state = SAM_MAIL_FAILED};
    enum sam_status status = prepare(s, letter, err);
    if (status != SAM_OK) {
        return status;
    }
    const struct sam_smtp_letter sent = {.to = run->study->people[letter->person].email,
                                         .text = s->message.data,
                                         .length = s->message.length,
                                         .ready = ready,
                                         .context = s};
    struct sam_err why = {0};
    enum sam_status went = sam_smtp_send(&s->smtp, &sent, &outcome, &why);
    status = mark(s, outcome.state, outcome.code, outcome.reply, err);
    run->outcomes[outcome.state]++;
    run->done(run->context, letter, outcome.state, outcome.reply, NULL);
    bool lost = outcome.state == SAM_MAIL_FAILED || outcome.state == SAM_MAIL_UNKNOWN;
    s->lost = lost ? s->lost + 1 : 0;
    if (status == SAM_OK && went != SAM_OK) {
        status = sam_fail_cause(err, went, why.cause, "%s", why.text);
    } else if (status == SAM_OK && s->lost == IN_A_ROW) {
        status = sam_fail(err, SAM_E_NET,
                          _("%s: the connection was lost %d times in a row; run this again later"),
                          run->study->mail->smtp, IN_A_ROW);
    }
    return status;
}

/* --- all of them -------------------------------------------------------------------------------
 */

static bool stop_asked(const struct sam_invitation *run) {
    return run->stop != NULL && run->stop(run->context);
}

/* In pieces, so that a wish to stop is heard. */
static void wait_turn(const struct sam_invitation *run) {
    long ms = 60000L / (run->per_minute > 0 ? run->per_minute : 1);
    while (ms > 0 && !stop_asked(run)) {
        long piece = ms < 50 ? ms : 50;
        const struct timespec span = {.tv_nsec = piece * 1000000L};
        nanosleep(&span, NULL);
        ms -= piece;
    }
}

static enum sam_status send_all(struct sending *s, const struct sam_letter_plan *plan,
                                struct sam_err *err) {
    struct sam_invitation *run = s->run;
    enum sam_status status = SAM_OK;
    size_t gone = 0;
    for (size_t i = 0; i < plan->count && status == SAM_OK; i++) {
        const struct sam_letter *letter = &plan->letters[i];
        if (letter->verdict != SAM_LETTER_SEND) {
            run->passed(run->context, letter);
        } else if (run->dry_run) {
            sam_buf_clear(&s->link);
            sam_buf_text(&s->link, run->study->mail->base_url);
            sam_buf_text(&s->link, s->link.data[s->link.length - 1] == '/' ? "..." : "/...");
            write_words(s, letter, s->link.data);
            run->done(run->context, letter, SAM_MAIL_PREPARED, s->subject.data, s->body.data);
            run->outcomes[SAM_MAIL_PREPARED]++;
        } else {
            if (gone++ > 0) {
                wait_turn(run);
            }
            status = stop_asked(run)
                         ? sam_fail(err, SAM_E_STOPPED,
                                    _("stopped; run this again for those who are left: nobody "
                                      "gets a letter twice"))
                         : send_letter(s, letter, err);
        }
    }
    return status;
}

static enum sam_status plan_and_send(struct sending *s, struct sam_err *err) {
    struct sam_invitation *run = s->run;
    struct sam_letter_plan plan = {0};
    enum sam_status status = SAM_OK;
    if (!run->dry_run) {
        status = sam_store_mail_settle(run->store, time(NULL), err);
    }
    if (status == SAM_OK) {
        status =
            sam_letter_plan_make(run->study, run->instruments, run->store, &run->wish, &plan, err);
    }
    if (status == SAM_OK) {
        status = send_all(s, &plan, err);
        sam_letter_plan_fini(&plan);
    }
    return status;
}

static void fini(struct sending *s) {
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        if (s->opened[lang]) {
            sam_letter_text_fini(&s->texts[lang]);
        }
    }
    struct sam_buf *const buffers[BUFFERS] = {&s->link, &s->subject, &s->body, &s->message};
    for (size_t i = 0; i < BUFFERS; i++) {
        if (buffers[i]->data != NULL) {
            explicit_bzero(buffers[i]->data, buffers[i]->length);
        }
        sam_buf_fini(buffers[i]);
    }
    if (s->smtp.curl != NULL) {
        sam_smtp_close(&s->smtp);
    }
    sam_secret_wipe(&s->secret);
}

enum sam_status sam_invitation_run(struct sam_invitation *run, struct sam_err *err) {
    struct sending s = {.run = run};
    int lock = -1;
    if (run->study->mail == NULL) {
        return sam_fail(err, SAM_E_INPUT,
                        _("study.json has no \"mail\": it says through which server letters go, "
                          "from whom, and where the form is (docs/formats.md)"));
    }
    struct sam_buf *const buffers[BUFFERS] = {&s.link, &s.subject, &s.body, &s.message};
    for (size_t i = 0; i < BUFFERS; i++) {
        sam_buf_init(buffers[i], SAM_BUF_UNLIMITED);
    }
    enum sam_status status = check_wave(run, err);
    if (status == SAM_OK) {
        status = open_texts(&s, err);
    }
    if (status == SAM_OK && !run->dry_run) {
        status = open_server(&s, err);
    }
    if (status == SAM_OK && !run->dry_run) {
        status = sam_mail_lock(run->study->folder, &lock, err);
    }
    if (status == SAM_OK) {
        status = plan_and_send(&s, err);
    }
    if (lock >= 0) {
        sam_source_unlock(lock);
    }
    fini(&s);
    return status;
}
