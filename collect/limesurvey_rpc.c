#include "collect/limesurvey_rpc.h"

#include "base/words.h"
#include "collect/json_pointer.h"
#include "collect/source.h"
#include "model/json_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what came back --------------------------------------------------------------------------- */

static enum sam_rpc_class class_of(const char *words, const char *code) {
    static const struct {
        const char *text;
        enum sam_rpc_class class;
    } known[] = {{"Invalid session key", SAM_RPC_SESSION},
                 {"Invalid user name or password", SAM_RPC_LOGIN},
                 {"No permission", SAM_RPC_PERMISSION},
                 {"No Data, could not get max id.", SAM_RPC_EMPTY},
                 {"No survey participants found.", SAM_RPC_EMPTY},
                 {"No questions found", SAM_RPC_EMPTY},
                 {"No Data, survey table does not exist.", SAM_RPC_NO_TABLE},
                 {"Error: No survey participants table", SAM_RPC_NO_TABLE},
                 {"ERR_INVALID_SESSION", SAM_RPC_SESSION},
                 {"ERR_NO_PERMISSION", SAM_RPC_PERMISSION},
                 {"ERR_NO_PARTICIPANT_TABLE", SAM_RPC_NO_TABLE}};
    size_t length = strlen(words);
    static const char sent[] = " left to send";
    if (strcmp(words, "OK") == 0 ||
        (length >= sizeof sent && strcmp(words + length - (sizeof sent - 1), sent) == 0)) {
        return SAM_RPC_RESULT;
    }
    /* One old method spells it "Invalid Session key". */
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcasecmp(known[i].text, words) == 0 || strcmp(known[i].text, code) == 0) {
            return known[i].class;
        }
    }
    return SAM_RPC_REFUSED;
}

static enum sam_status not_an_answer(const char *body, size_t length, struct sam_err *err) {
    char words[96];
    if (length == 0) {
        return sam_fail(err, SAM_E_REMOTE,
                        _("an empty answer: RemoteControl is not set to JSON-RPC; an administrator "
                          "can do so under Configuration, Global settings, Interfaces"));
    }
    sam_first_words(body, length, words);
    if (strncmp(words, "<?xml", 5) == 0 && memmem(body, length, "methodResponse", 14) != NULL) {
        return sam_fail(err, SAM_E_REMOTE,
                        _("RemoteControl is set to XML-RPC; an administrator can set it to "
                          "JSON-RPC under Configuration, Global settings, Interfaces"));
    }
    if (words[0] == '<') {
        return sam_fail(err, SAM_E_REMOTE,
                        _("a web page instead of data (\"%s\"); check \"url\": it must end in "
                          "/index.php/admin/remotecontrol or ?r=admin/remotecontrol"),
                        words);
    }
    return sam_fail_cause(err, SAM_E_REMOTE, SAM_RPC_GARBLED,
                          _("the answer is not whole JSON: \"%s\" (%zu bytes)"), words, length);
}

enum sam_status sam_rpc_read(const char *body, size_t length, int id, struct sam_rpc_reply *reply,
                             struct sam_err *err) {
    struct sam_err why = {0};
    *reply = (struct sam_rpc_reply){.words = ""};
    cJSON *tree = length > 0 ? sam_json_parse(body, length, "", &why) : NULL;
    /* Not cJSON_HasObjectItem: that takes "Result" for "result". */
    const cJSON *result = cJSON_GetObjectItemCaseSensitive(tree, "result");
    if (result == NULL) {
        cJSON_Delete(tree);
        return not_an_answer(body, length, err);
    }
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(tree, "error");
    if (cJSON_IsString(error)) {
        reply->class = SAM_RPC_REFUSED;
        reply->words = error->valuestring;
    } else if (sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(tree, "id")) != id) {
        cJSON_Delete(tree);
        return sam_fail_cause(err, SAM_E_REMOTE, SAM_RPC_GARBLED,
                              _("the answer belongs to another question"));
    } else {
        const cJSON *words = cJSON_GetObjectItemCaseSensitive(result, "status");
        const cJSON *code = cJSON_GetObjectItemCaseSensitive(result, "error_code");
        if (cJSON_IsObject(result) && cJSON_IsString(words)) {
            reply->class =
                class_of(words->valuestring, cJSON_IsString(code) ? code->valuestring : "");
            reply->words = words->valuestring;
        }
    }
    reply->tree = tree;
    reply->result = result;
    return SAM_OK;
}

/* --- one call --------------------------------------------------------------------------------- */

/* What a failure over HTTP means here, where more can be said than the client knows. */
static enum sam_status explain_http(const struct sam_http_answer *answer, enum sam_status status,
                                    struct sam_err *err) {
    if (status == SAM_E_REMOTE && answer->status == 400) {
        return sam_fail_cause(err, SAM_E_REMOTE, 400,
                              _("the address is not that of RemoteControl (HTTP 400); LimeSurvey "
                                "has two forms: https://HOST/index.php/admin/remotecontrol and "
                                "https://HOST/index.php?r=admin/remotecontrol; use the other"));
    }
    return status;
}

/* Deletes parameters; the body and what it was made of are wiped, since a password may be in it. */
static char *make_body(const char *method, cJSON *parameters, int id) {
    cJSON *call = cJSON_CreateObject();
    cJSON_AddStringToObject(call, "method", method);
    cJSON_AddItemToObject(call, "params", parameters);
    cJSON_AddNumberToObject(call, "id", id);
    char *body = cJSON_PrintUnformatted(call);
    cJSON *value = NULL;
    cJSON_ArrayForEach(value, parameters) {
        if (cJSON_IsString(value)) {
            explicit_bzero(value->valuestring, strlen(value->valuestring));
        }
    }
    cJSON_Delete(call);
    return body;
}

static enum sam_status send(struct sam_rpc *rpc, const char *method, cJSON *parameters, int retries,
                            struct sam_rpc_reply *reply, struct sam_err *err) {
    *reply = (struct sam_rpc_reply){.words = ""};
    int id = ++rpc->calls;
    char *body = make_body(method, parameters, id);
    if (body == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("%s: too large a question"), method);
    }
    struct sam_http_answer answer;
    sam_http_answer_init(&answer);
    struct sam_http_request request = {.url = rpc->url,
                                       .body = body,
                                       .body_length = strlen(body),
                                       .content_type = "application/json",
                                       .accept = "application/json",
                                       .retries = retries};
    enum sam_status status = sam_http_fetch(rpc->http, &request, &answer, err);
    explicit_bzero(body, strlen(body));
    cJSON_free(body);
    if (status == SAM_OK) {
        const char *data = answer.body.data != NULL ? answer.body.data : "";
        status = sam_rpc_read(data, answer.body.length, id, reply, err);
    } else {
        status = explain_http(&answer, status, err);
    }
    sam_http_answer_fini(&answer);
    return status == SAM_OK ? SAM_OK : sam_err_while(err, "LimeSurvey %s", method);
}

/* The same, again twice when a read that may be repeated comes back in pieces. */
static enum sam_status send_again(struct sam_rpc *rpc, const char *method, const cJSON *parameters,
                                  int retries, struct sam_rpc_reply *reply, struct sam_err *err) {
    for (int tried = 0;; tried++) {
        cJSON *sent = cJSON_Duplicate(parameters, true);
        cJSON_InsertItemInArray(sent, 0, cJSON_CreateString(rpc->key));
        enum sam_status status = send(rpc, method, sent, retries, reply, err);
        bool garbled = status == SAM_E_REMOTE && err != NULL && err->cause == SAM_RPC_GARBLED;
        if (!garbled || retries < SAM_HTTP_RETRIES || tried == 2) {
            return status;
        }
        if (!sam_http_wait(rpc->http, tried)) {
            return sam_fail(err, SAM_E_STOPPED, _("stopped while waiting"));
        }
    }
}

static enum sam_status log_in(struct sam_rpc *rpc, struct sam_err *err) {
    struct sam_rpc_reply reply;
    cJSON *parameters = cJSON_CreateArray();
    cJSON_AddItemToArray(parameters, cJSON_CreateString(rpc->user));
    cJSON_AddItemToArray(parameters, cJSON_CreateString(rpc->secret->text));
    rpc->key[0] = '\0';
    enum sam_status status = send(rpc, "get_session_key", parameters, 0, &reply, err);
    if (status != SAM_OK) {
        return status;
    }
    if (reply.class == SAM_RPC_LOGIN) {
        status = sam_fail(err, SAM_E_AUTH,
                          _("LimeSurvey refuses user \"%s\": the user name or password is wrong. "
                            "It was tried once; after three wrong ones the server refuses "
                            "everybody at this address for ten minutes"),
                          rpc->user);
    } else if (reply.result == NULL || !cJSON_IsString(reply.result) ||
               reply.result->valuestring[0] == '\0' ||
               strlen(reply.result->valuestring) >= sizeof rpc->key) {
        status = sam_fail(err, SAM_E_AUTH,
                          _("LimeSurvey does not let user \"%s\" in and says: \"%.300s\". If that "
                            "is about too many attempts: wait ten minutes, check the password, "
                            "then try once. Nothing was tried again"),
                          rpc->user, reply.words);
    } else {
        snprintf(rpc->key, sizeof rpc->key, "%s", reply.result->valuestring);
    }
    cJSON_Delete(reply.tree);
    return status;
}

enum sam_status sam_rpc_open(struct sam_rpc *rpc, struct sam_err *err) {
    rpc->key[0] = '\0';
    rpc->calls = 0;
    return log_in(rpc, err);
}

void sam_rpc_close(struct sam_rpc *rpc) {
    if (rpc->key[0] == '\0') {
        return;
    }
    struct sam_rpc_reply reply;
    struct sam_err ignored = {0};
    cJSON *parameters = cJSON_CreateArray();
    cJSON_AddItemToArray(parameters, cJSON_CreateString(rpc->key));
    /* A key not released expires by itself: no reason to fail or to keep anybody waiting. */
    if (send(rpc, "release_session_key", parameters, 0, &reply, &ignored) == SAM_OK) {
        cJSON_Delete(reply.tree);
    }
    explicit_bzero(rpc->key, sizeof rpc->key);
}

static enum sam_status refuse(const struct sam_rpc *rpc, const char *method,
                              const struct sam_rpc_reply *reply, struct sam_err *err) {
    switch (reply->class) {
    case SAM_RPC_PERMISSION:
        return sam_fail(err, SAM_E_AUTH,
                        _("LimeSurvey %s: user \"%s\" has no right to this in survey %s, or there "
                          "is no such survey. Needed: survey and responses (read, export), and "
                          "participants (read) when their attributes are mapped"),
                        method, rpc->user, rpc->survey);
    case SAM_RPC_NO_TABLE:
        return sam_fail(err, SAM_E_REMOTE,
                        _("LimeSurvey %s: survey %s says \"%.200s\": it is not active, was "
                          "deactivated, or has no participant list. What was collected before "
                          "stays as it is"),
                        method, rpc->survey, reply->words);
    case SAM_RPC_SESSION:
        return sam_fail(err, SAM_E_AUTH,
                        _("LimeSurvey %s: the session is refused again after logging in again; "
                          "stopped"),
                        method);
    default:
        return sam_fail(err, SAM_E_REMOTE, _("LimeSurvey %s: the server says \"%.300s\""), method,
                        reply->words);
    }
}

enum sam_status sam_rpc_call(struct sam_rpc *rpc, const char *method, cJSON *parameters,
                             int retries, struct sam_rpc_reply *reply, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    bool again = false;
    for (int turn = 0; turn < 2; turn++) {
        status = send_again(rpc, method, parameters, retries, reply, err);
        again = status == SAM_OK && reply->class == SAM_RPC_SESSION && turn == 0;
        if (!again) {
            break;
        }
        cJSON_Delete(reply->tree);
        reply->tree = NULL;
        status = log_in(rpc, err);
        if (status != SAM_OK) {
            break;
        }
    }
    cJSON_Delete(parameters);
    if (status == SAM_OK && reply->class != SAM_RPC_RESULT && reply->class != SAM_RPC_EMPTY) {
        status = refuse(rpc, method, reply, err);
        cJSON_Delete(reply->tree);
        reply->tree = NULL;
    }
    return status;
}
