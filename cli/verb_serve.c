#include "base/csv.h"
#include "cli/password_read.h"
#include "cli/workspace.h"
#include "form/address.h"
#include "form/login.h"
#include "form/server.h"
#include "form/token.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static void log_line(void *context, const char *line) {
    sam_say(context, "%s", line);
}

/* A token for everybody invited who has none yet, as CSV; with `again` for everybody. */
static enum sam_status print_tokens(struct sam_workspace *work, size_t wave, bool again,
                                    struct sam_err *err) {
    struct sam_buf line;
    enum sam_status status = SAM_OK;
    const char *wave_id = work->study->waves[wave].id;
    sam_buf_init(&line, SAM_BUF_UNLIMITED);
    printf("respondent,alliance,organisation,role,wave,token\r\n");
    for (size_t i = 0; i < work->study->person_count && status == SAM_OK; i++) {
        const struct sam_person *person = &work->study->people[i];
        char text[SAM_TOKEN_SIZE];
        struct sam_token token = {.kind = SAM_TOKEN_RESPONDENT};
        bool exists = false;
        snprintf(token.respondent, sizeof token.respondent, "%s", person->respondent);
        snprintf(token.wave, sizeof token.wave, "%s", wave_id);
        status = sam_store_token_exists(work->store, person->respondent, wave_id, &exists, err);
        bool asked = sam_alliance_in_wave(work->study, person->alliance, wave) &&
                     sam_questionnaire_asks(work->instruments->of_wave[wave], person->role);
        if (status != SAM_OK || !asked || (exists && !again)) {
            continue;
        }
        status = sam_token_issue(work->store, &token, time(NULL), text, err);
        if (status == SAM_OK) {
            sam_buf_clear(&line);
            sam_buf_printf(&line, "%s,%s,%s,%s,%s,%s\r\n", person->respondent,
                           work->study->alliances[person->alliance].id, person->organisation,
                           sam_role_id(person->role), wave_id, text);
            fputs(line.data, stdout);
        }
    }
    sam_buf_fini(&line);
    return status;
}

static enum sam_status print_reader_key(struct sam_workspace *work, struct sam_err *err) {
    char text[SAM_TOKEN_SIZE];
    const struct sam_token token = {.kind = SAM_TOKEN_READER};
    enum sam_status status = sam_token_issue(work->store, &token, time(NULL), text, err);
    if (status == SAM_OK) {
        printf("%s\n", text);
    }
    return status;
}

static enum sam_status set_password(struct sam_call *call, struct sam_workspace *work,
                                    struct sam_err *err) {
    char text[SAM_PASSWORD_MOST + 2];
    enum sam_status status = sam_password_read(text, sizeof text, err);
    if (status == SAM_OK) {
        status = sam_password_set(work->store, text, err);
    }
    explicit_bzero(text, sizeof text);
    if (status == SAM_OK) {
        sam_say(call, _("The password is set; the monitor is at /monitor of the server. Whoever "
                        "was logged in has to log in again."));
    }
    return status;
}

static enum sam_status serve(struct sam_call *call, struct sam_workspace *work,
                             const struct sam_server_options *options, struct sam_err *err) {
    struct sam_server *server = NULL;
    sam_leave_no_dump();
    enum sam_status status =
        sam_server_start(work->study, work->instruments, work->store, options, &server, err);
    if (status != SAM_OK) {
        return status;
    }
    bool tls = options->tls_certificate != NULL;
    if (!sam_address_is_loopback(options->bind) && !tls) {
        sam_say(
            call,
            _("Warning: %s can be reached from other machines, and this server speaks "
              "plain HTTP: anybody on the way can read links and answers. Give it a certificate "
              "(--tls-cert, --tls-key), put it behind a proxy that does TLS, or bind to "
              "127.0.0.1."),
            options->bind);
    }
    bool colon = strchr(options->bind, ':') != NULL;
    printf("%s://%s%s%s:%u/\n", tls ? "https" : "http", colon ? "[" : "", options->bind,
           colon ? "]" : "", (unsigned)sam_server_port(server));
    fflush(stdout);
    sam_say(call, _("Ctrl-C stops."));
    while (!sam_stopped(NULL)) {
        const struct timespec pause = {.tv_nsec = 50000000};
        nanosleep(&pause, NULL);
    }
    sam_server_stop(server);
    return SAM_OK;
}

int sam_verb_serve(struct sam_call *call) {
    long long port = 8317;
    const char *wave_id = NULL;
    bool tokens = false;
    bool again = false;
    bool reader_key = false;
    bool password = false;
    struct sam_server_options serving = {.bind = "127.0.0.1", .log = log_line, .context = call};
    const struct sam_option options[] = {
        {"port", SAM_OPTION_WHOLE, "P", N_("port (8317; 0: any free one)"), &port, 0, 65535},
        {"bind", SAM_OPTION_TEXT, "A", N_("address (127.0.0.1: only this machine)"), &serving.bind,
         0, 0},
        {"tls-cert", SAM_OPTION_TEXT, "F",
         N_("certificate for https, in PEM format, with those that signed it behind it"),
         &serving.tls_certificate, 0, 0},
        {"tls-key", SAM_OPTION_TEXT, "F", N_("its key, without a password (chmod 600)"),
         &serving.tls_key, 0, 0},
        {"proxy", SAM_OPTION_TEXT, "A",
         N_("address of the proxy in front, whose X-Forwarded-For and -Proto are believed"),
         &serving.proxy, 0, 0},
        {"tokens", SAM_OPTION_FLAG, NULL,
         N_("print a personal token for everyone invited who has none"), &tokens, 0, 0},
        {"again", SAM_OPTION_FLAG, NULL, N_("with --tokens: for everyone; old ones stop working"),
         &again, 0, 0},
        {"wave", SAM_OPTION_TEXT, "W", N_("with --tokens: of this wave (the last)"), &wave_id, 0,
         0},
        {"reader-key", SAM_OPTION_FLAG, NULL,
         N_("print a key for collecting from here; the old one stops working"), &reader_key, 0, 0},
        {"password", SAM_OPTION_FLAG, NULL,
         N_("set the evaluator's password for /monitor (asked for, or from standard input)"),
         &password, 0, 0},
    };
    int exit = SAM_EXIT_DONE;
    if (!sam_call_read(call, sam_verb_find("serve"), options, sizeof options / sizeof *options, 1,
                       &exit)) {
        return exit;
    }
    struct sam_workspace work = {0};
    struct sam_err err = {0};
    size_t wave = 0;
    serving.port = (uint16_t)port;
    serving.bind = strcmp(serving.bind, "localhost") == 0 ? "127.0.0.1" : serving.bind;
    sam_stop_on_signals();
    enum sam_status status = sam_workspace_open(&work, sam_call_folder(call), &err);
    if (status == SAM_OK) {
        status = sam_study_choose_wave(work.study, wave_id, &wave, &err);
    }
    if (status == SAM_OK) {
        status = sam_workspace_open_store(&work, SAM_STORE_WRITE, &err);
    }
    if (status == SAM_OK && reader_key) {
        status = print_reader_key(&work, &err);
    }
    if (status == SAM_OK && tokens) {
        status = print_tokens(&work, wave, again, &err);
    }
    if (status == SAM_OK && password) {
        status = set_password(call, &work, &err);
    }
    if (status == SAM_OK && !tokens && !reader_key && !password) {
        status = serve(call, &work, &serving, &err);
    }
    sam_workspace_close(&work);
    return status == SAM_OK ? SAM_EXIT_DONE : sam_complain(&err);
}
