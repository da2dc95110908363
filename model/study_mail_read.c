/* The "mail" of study.json: how invitations are sent. */
#include "base/mail_address.h"
#include "model/study_reader.h"

#include <string.h>

/* Up to 127.0.0.1, "localhost" and their like a plain address of a form is fine. */
static bool is_web_address(const char *text) {
    return strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0;
}

static bool is_mail_server(const char *text) {
    return strncmp(text, "smtp://", 7) == 0 || strncmp(text, "smtps://", 8) == 0;
}

static const char *address(struct sam_study_reader *r, const cJSON *object, const char *key,
                           bool required) {
    const char *text = sam_json_text(r->problems, r->place, object, key, required);
    if (text == NULL) {
        return NULL;
    }
    enum sam_mail_address judged = sam_mail_address_judge(text);
    if (judged == SAM_MAIL_ADDRESS_NOT_ASCII) {
        sam_problem(r->problems,
                    _("%s: \"%s\" is \"%s\": mail can't be sent from or to addresses with letters "
                      "outside a to z; write a domain as xn--..."),
                    r->place, key, text);
    } else if (judged != SAM_MAIL_ADDRESS_GOOD) {
        sam_problem(r->problems, _("%s: \"%s\" is \"%s\": no e-mail address like name@example.org"),
                    r->place, key, text);
    }
    return sam_study_copy(r, text);
}

static const char *url(struct sam_study_reader *r, const cJSON *object, const char *key,
                       bool (*fits)(const char *), const char *example) {
    const char *text = sam_json_text(r->problems, r->place, object, key, true);
    if (text != NULL && (!fits(text) || strpbrk(text, " \t\r\n<>\"?#") != NULL)) {
        sam_problem(r->problems, _("%s: \"%s\" is \"%s\"; it must look like %s"), r->place, key,
                    text, example);
    }
    return sam_study_copy(r, text);
}

void sam_study_read_mail(struct sam_study_reader *r, const cJSON *root) {
    static const char *const keys[] = {"smtp",     "from",          "from_name",  "reply_to",
                                       "base_url", "user",          "secret_env", "secret_file",
                                       "ca_file",  "insecure_smtp", NULL};
    const cJSON *object = sam_json_member(r->problems, r->name, root, "mail", false);
    if (object == NULL) {
        return;
    }
    struct sam_mail *mail = sam_arena_alloc(r->study->arena, sizeof *mail);
    sam_place_write(r->place, "%s: mail", r->name);
    if (mail == NULL || !cJSON_IsObject(object)) {
        sam_problem(r->problems, _("%s: must be an object between { and }"), r->place);
        return;
    }
    sam_json_check_keys(r->problems, r->place, object, keys);
    mail->smtp = url(r, object, "smtp", is_mail_server, "smtp://mail.example.org:587");
    mail->base_url = url(r, object, "base_url", is_web_address, "https://forms.example.org");
    mail->from = address(r, object, "from", true);
    mail->from_name = sam_study_optional(r, object, "from_name");
    mail->reply_to = address(r, object, "reply_to", false);
    mail->user = sam_study_optional(r, object, "user");
    mail->secret_env = sam_study_optional(r, object, "secret_env");
    mail->secret_file = sam_study_optional(r, object, "secret_file");
    mail->ca_file = sam_study_optional(r, object, "ca_file");
    mail->insecure_smtp = sam_json_flag(r->problems, r->place, object, "insecure_smtp", false);
    if (mail->secret_env != NULL && mail->secret_file != NULL) {
        sam_problem(r->problems,
                    _("%s: the secret is in secret_env or in secret_file, not in both"), r->place);
    }
    if ((mail->user != NULL) != (mail->secret_env != NULL || mail->secret_file != NULL)) {
        sam_problem(r->problems,
                    _("%s: \"user\" and its password (secret_env or secret_file) go together"),
                    r->place);
    }
    r->study->mail = mail;
}
