#include "collect/smtp.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"
#include "collect/curl.h"
#include "collect/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* How far a letter came: the last command that went out. */
enum stage { STAGE_CONNECT, STAGE_LOGIN, STAGE_FROM, STAGE_TO, STAGE_TEXT };

struct transfer {
    const struct sam_smtp_letter *letter;
    struct sam_smtp_outcome *outcome;
    enum stage stage;
    size_t given;
    bool started, ended; /* the text: its first byte was asked for; its end was given */
    bool leaving;        /* what the server says to QUIT is about nothing */
    enum sam_status ready;
    struct sam_err *err;
};

/* With its port, and as the name we greet with the domain we send from: the machine's own name is
 * nobody's business, and often no full one. */
static enum sam_status make_url(struct sam_smtp *smtp, struct sam_err *err) {
    CURLU *parts = curl_url();
    char *host = NULL, *port = NULL, *user = NULL, *whole = NULL;
    const char *text = smtp->mail->smtp;
    const char *usual = strncmp(text, "smtps:", 6) == 0 ? "465" : "587";
    char greeting[300];
    enum sam_status status = SAM_OK;
    snprintf(greeting, sizeof greeting, "/%s", strchr(smtp->mail->from, '@') + 1);
    if (parts == NULL || curl_url_set(parts, CURLUPART_URL, text, 0) != CURLUE_OK ||
        curl_url_get(parts, CURLUPART_HOST, &host, 0) != CURLUE_OK ||
        (curl_url_get(parts, CURLUPART_PORT, &port, 0) != CURLUE_OK &&
         curl_url_set(parts, CURLUPART_PORT, usual, 0) != CURLUE_OK) ||
        curl_url_set(parts, CURLUPART_PATH, greeting, 0) != CURLUE_OK) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("study.json: mail: \"%s\" is no mail server; it must look like "
                            "smtp://mail.example.org:587"),
                          text);
    } else if (curl_url_get(parts, CURLUPART_USER, &user, 0) == CURLUE_OK) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("study.json: mail: the address of %s holds a user name; put it in "
                            "\"user\", and the password in an environment variable or a file"),
                          host);
    } else if (curl_url_get(parts, CURLUPART_URL, &whole, 0) == CURLUE_OK) {
        smtp->url = sam_xstrdup(whole);
        smtp->here = sam_http_is_here(host);
    }
    curl_free(whole);
    curl_free(user);
    curl_free(port);
    curl_free(host);
    curl_url_cleanup(parts);
    return status;
}

enum sam_status sam_smtp_open(struct sam_smtp *smtp, const struct sam_mail *mail,
                              const struct sam_secret *secret, const char *folder,
                              struct sam_err *err) {
    *smtp = (struct sam_smtp){
        .mail = mail, .secret = secret, .connect_ms = 60000, .answer_s = 120, .total_s = 600};
    enum sam_status status = sam_curl_load(err);
    if (status != SAM_OK) {
        return status;
    }
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        return sam_fail(err, SAM_E_NET, _("the mail library cannot be started"));
    }
    status = make_url(smtp, err);
    smtp->curl = status == SAM_OK ? curl_easy_init() : NULL;
    if (status == SAM_OK && smtp->curl == NULL) {
        status = sam_fail(err, SAM_E_NET, _("the mail library cannot be started"));
    }
    if (mail->ca_file != NULL) {
        smtp->ca_file = sam_path_in_study(folder, mail->ca_file);
    }
    if (status != SAM_OK) {
        sam_smtp_close(smtp);
    }
    return status;
}

void sam_smtp_close(struct sam_smtp *smtp) {
    if (smtp->curl != NULL) {
        curl_easy_cleanup(smtp->curl);
    }
    curl_global_cleanup();
    free(smtp->url);
    free(smtp->ca_file);
    *smtp = (struct sam_smtp){0};
}

/* --- what libcurl calls ----------------------------------------------------------------------- */

static size_t give_text(char *room, size_t size, size_t count, void *context) {
    struct transfer *t = context;
    size_t length = t->letter->length - t->given;
    length = length < size * count ? length : size * count;
    if (!t->started) {
        t->started = true;
        t->stage = STAGE_TEXT;
        t->ready = t->letter->ready != NULL ? t->letter->ready(t->letter->context, t->err) : SAM_OK;
        if (t->ready != SAM_OK) {
            return CURL_READFUNC_ABORT;
        }
    }
    memcpy(room, t->letter->text + t->given, length);
    t->given += length;
    t->ended = length == 0;
    return length;
}

/* A line of the server. */
static size_t take_reply(char *data, size_t size, size_t count, void *context) {
    struct transfer *t = context;
    size_t length = size * count;
    if (!t->leaving && length >= 3 && data[0] >= '2' && data[0] <= '5') {
        t->outcome->code = (data[0] - '0') * 100 + (data[1] - '0') * 10 + (data[2] - '0');
        snprintf(t->outcome->reply, SAM_SMTP_REPLY, "%.*s", (int)(length > 4 ? length - 4 : 0),
                 length > 4 ? data + 4 : "");
    }
    return length;
}

static bool begins(const char *data, size_t size, const char *command) {
    size_t length = strlen(command);
    return size >= length && strncasecmp(data, command, length) == 0;
}

/* The commands we send, to know how far we are. What is sent is not looked at further: a password
 * may be in it. */
static int watch(CURL *curl, curl_infotype type, char *data, size_t size, void *context) {
    (void)curl;
    struct transfer *t = context;
    if (type != CURLINFO_HEADER_OUT) {
        return 0;
    }
    if (begins(data, size, "AUTH ")) {
        t->stage = STAGE_LOGIN;
    } else if (begins(data, size, "MAIL FROM")) {
        t->stage = STAGE_FROM;
    } else if (begins(data, size, "RCPT TO")) {
        t->stage = STAGE_TO;
    } else if (begins(data, size, "QUIT")) {
        t->leaving = true;
    }
    if (!t->leaving) {
        t->outcome->code = 0;
        t->outcome->reply[0] = '\0';
    }
    return 0;
}

static void set_up(struct sam_smtp *smtp, struct transfer *t, struct curl_slist *to,
                   const char *from) {
    CURL *curl = smtp->curl;
    bool required = !smtp->mail->insecure_smtp && (!smtp->here || smtp->ca_file != NULL);
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, smtp->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     (long)(required                    ? CURLUSESSL_ALL
                            : smtp->mail->insecure_smtp ? CURLUSESSL_NONE
                                                        : CURLUSESSL_TRY));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (smtp->ca_file != NULL) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, smtp->ca_file);
        curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
    }
    if (smtp->here) {
        curl_easy_setopt(curl, CURLOPT_PROXY, "");
    }
    if (smtp->mail->user != NULL) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, smtp->mail->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, smtp->secret->text);
    }
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, smtp->connect_ms);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, smtp->answer_s);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, smtp->total_s);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_text);
    curl_easy_setopt(curl, CURLOPT_READDATA, t);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_reply);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, watch);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, t);
}

/* --- what became of it ------------------------------------------------------------------------ */

/* The server may repeat what it was given. */
static void cover(char *reply, const struct sam_smtp *smtp, const char *address) {
    size_t length = strlen(address);
    for (char *at = reply; (at = strcasestr(at, address)) != NULL; at += length) {
        memset(at, '*', length);
    }
    if (smtp->secret != NULL) {
        sam_secret_cover(smtp->secret, reply);
    }
    sam_utf8_tame(reply);
    size_t end = strlen(reply);
    while (end > 0 && (reply[end - 1] == ' ' || reply[end - 1] == '\n')) {
        reply[--end] = '\0';
    }
    size_t bad = 0;
    while (!sam_utf8_valid(reply, strlen(reply), &bad)) {
        reply[bad] = '?';
    }
}

/* Before MAIL FROM: nothing about the letter. */
static enum sam_status no_session(const struct sam_smtp *smtp, CURLcode code,
                                  const struct sam_smtp_outcome *outcome, struct sam_err *err) {
    const char *server = smtp->mail->smtp;
    switch (code) {
    case CURLE_LOGIN_DENIED:
        return sam_fail_cause(
            err, SAM_E_AUTH, outcome->code,
            _("%s: the login is refused (%d %s); check \"user\" and the password"), server,
            outcome->code, outcome->reply);
    case CURLE_USE_SSL_FAILED:
        return sam_fail_cause(
            err, SAM_E_REMOTE, (int)code,
            _("%s: the server offers no STARTTLS, and letters with personal links "
              "are not sent readable; use smtps:// or another server"),
            server);
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
        return sam_fail_cause(err, SAM_E_REMOTE, (int)code,
                              _("%s: no safe connection: %s. If the server has a certificate of "
                                "its own organisation, give that authority in \"ca_file\""),
                              server, curl_easy_strerror(code));
    default:
        return sam_fail_cause(err, SAM_E_NET, (int)code,
                              _("%s: %s (%d %s); check the address and the connection, and run "
                                "this again: nobody gets a letter twice"),
                              server, curl_easy_strerror(code), outcome->code, outcome->reply);
    }
}

static enum sam_status judge(const struct sam_smtp *smtp, const struct transfer *t, CURLcode code,
                             struct sam_smtp_outcome *outcome, struct sam_err *err) {
    outcome->state = SAM_MAIL_FAILED;
    if (code == CURLE_OK) {
        outcome->state = SAM_MAIL_SENT;
        return SAM_OK;
    }
    if (t->ready != SAM_OK) {
        return t->ready;
    }
    if (t->stage < STAGE_FROM) {
        enum sam_status status = no_session(smtp, code, outcome, err);
        if (outcome->reply[0] == '\0') {
            snprintf(outcome->reply, SAM_SMTP_REPLY, "%s", curl_easy_strerror(code));
        }
        return status;
    }
    bool refused = outcome->code >= 500;
    bool later = outcome->code >= 400 && outcome->code < 500;
    if (refused && t->stage == STAGE_FROM) {
        return sam_fail_cause(err, SAM_E_REMOTE, outcome->code,
                              _("%s: doesn't accept %s as the sender (%d %s); check \"from\" and "
                                "\"user\""),
                              smtp->mail->smtp, smtp->mail->from, outcome->code, outcome->reply);
    }
    if (refused || later) {
        outcome->state = refused ? SAM_MAIL_REFUSED : SAM_MAIL_DEFERRED;
    } else {
        outcome->state = t->ended ? SAM_MAIL_UNKNOWN : SAM_MAIL_FAILED;
        snprintf(outcome->reply, SAM_SMTP_REPLY, "%s", curl_easy_strerror(code));
    }
    if (outcome->code == 421) {
        return sam_fail_cause(err, SAM_E_NET, 421,
                              _("%s: the server stops for now (421 %s); run this again later: "
                                "nobody gets a letter twice"),
                              smtp->mail->smtp, outcome->reply);
    }
    return SAM_OK;
}

enum sam_status sam_smtp_send(struct sam_smtp *smtp, const struct sam_smtp_letter *letter,
                              struct sam_smtp_outcome *outcome, struct sam_err *err) {
    struct transfer t = {.letter = letter, .outcome = outcome, .err = err};
    char from[300], to[300];
    *outcome = (struct sam_smtp_outcome){0};
    snprintf(from, sizeof from, "<%s>", smtp->mail->from);
    snprintf(to, sizeof to, "<%s>", letter->to);
    struct curl_slist *list = curl_slist_append(NULL, to);
    set_up(smtp, &t, list, from);
    CURLcode code = curl_easy_perform(smtp->curl);
    cover(outcome->reply, smtp, letter->to);
    enum sam_status status = judge(smtp, &t, code, outcome, err);
    curl_slist_free_all(list);
    /* None of it may be used when the connection is closed. */
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_easy_setopt(smtp->curl, CURLOPT_DEBUGFUNCTION, NULL);
    curl_easy_setopt(smtp->curl, CURLOPT_VERBOSE, 0L);
    curl_easy_setopt(smtp->curl, CURLOPT_HEADERFUNCTION, NULL);
    curl_easy_setopt(smtp->curl, CURLOPT_HEADERDATA, NULL);
    return status;
}
